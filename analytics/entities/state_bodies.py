"""Bodies that a tagger passes over since they are called by a plain noun: «посольство КНР в Берлине», «прокуратура Самарской области».

Where such a noun opens a sentence its capital shows nothing, and elsewhere it has none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from analytics.entities.spans import Span

# Missions of a state, which a state's name follows, and maybe the place where they are.
_MISSION: Final = re.compile(
    r"(?<!\w)(?:[Пп]осольств|(?:[Гг]енеральн\w{2,3} |[Гг]ен)?[Кк]?консульств|[Пп]остпредств)(?:о|а|у|ом|е)\s"
)
_PLACED: Final = re.compile(r"\s(?:в|во|на|при)\s")
_REGION: Final = r"[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ого|ой)\s(?:района|области|края|округа|республики)"
# Offices of a region: «в управлении охотничьего хозяйства Хабаровского края»
_OFFICE: Final = re.compile(
    r"(?<!\w)(?:[Пп]рокуратур|[Аа]дминистраци|[Уу]правлени|[Дд]епартамент|[Сс]ледком|[Мм]инистерств|[Ии]нспекци|[Кк]омитет)(?:[аеоуыияюй]|ом|ой|ей|ем)?\s"
    rf"(?:[а-яё-]+(?:[ое]го|ой|ей|ых|их|ства|ния|ии|та|ы|и|а)\s(?:и\s)?){{0,4}}{_REGION}(?!\w)"
)
# What opens a sentence and is called after what it serves: «Секретариат Тегеранской конвенции»
_OPENING: Final = re.compile(
    r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…]\s[«—–-])|(?<=^[«—–-]))"
    r"(?:(?:[А-ЯЁ][а-яё]+(?:ое|ая|ый|ий)\s(?:секретариат|сообщество|содружество|объединение|союз|совет|комитет|комиссия|агентство|управление|служба|палата|ассоциация|федерация|прокуратура|организация)|Секретариат|Сообщество)"
    r"(?:\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)|стран|государств|народов|наций)){0,3}\s[А-ЯЁ][а-яё-]+(?:ой|ого|ых|их|ии|ы|а|и|я)(?:\s(?:конвенции|союза|лиги|региона|моря|Африки|Азии|Европы|Америки|Востока|Союза|Лиги))?"
    r"|(?:Федеральная|Генеральная|Военная|Окружная|Главная)\sпрокуратура)(?!\w)"
)


# A name of its own behind what the body is: «партия «Республика»», «опрос YouGov», «телеканала «Отырар»»
_CALLED: Final = re.compile(
    r"(?<!\w)(?:[Пп]арти[яиюей]|[Тт]елеканал(?:а|у|ом|е)?|[Тт]елекомпани[яиюей]|[Кк]анал(?:а|у|ом|е)?|[Гг]азет[аыеу]|[Жж]урнал(?:а|у|ом|е)?|[Пп]ортал(?:а|у|ом|е)?|[Сс]айт(?:а|у|ом|е)?|[Ии]здани[еяю]|[Аа]гентств(?:о|а|у|ом|е)|[Рр]адиостанци[яиюей]|[Тт]елеграм-канал(?:а|у|ом|е)?|[Tt]elegram-канал(?:а|у|ом|е)?"
    r"|[Дд]вижени[еяю]|[Кк]омпани[яиюей]|[Аа]ртел[ьию]|[Хх]олдинг(?:а|у|ом|е)?|[Кк]онцерн(?:а|у|ом|е)?|[Фф]онд(?:а|у|ом|е)?|[Оо]рганизаци[яиюей]|[Аа]ссоциаци[яиюей]|[Сс]оюз(?:а|у|ом|е)?|[Пп]рофсоюз(?:а|у|ом|е)?|[Кк]оалици[яиюей]|[Гг]руппировк[аиеу]|[Сс]ервис(?:а|у|ом|е)?|[Аа]виакомпани[яиюей]|[Бб]анк(?:а|у|ом|е)?|[Рр]итейлер(?:а|у|ом|е)?|[Пп]роизводител[ьяюем]+|[Оо]ператор(?:а|у|ом|е)?|[Зз]авод(?:а|у|ом|е)?|[Цц]ентр(?:а|у|ом|е)?|[Кк]луб(?:а|у|ом|е)?)\s"
    r"(«[А-ЯЁA-Z][^«»\n]{1,40}»|[A-Z][\w&-]+(?:\.\w{2,4})?(?:\s[A-Z][\w&-]*)*(?![\w/]))"
)
_LATIN: Final = re.compile(
    r"(?<!\w)(?:[Оо]прос|[Ии]сследование|[Пп]одсчеты|[Дд]анные|[Пп]рогноз|[Аа]налитики?|[Ээ]ксперты?|[Ээ]кономисты?|[Сс]тратег|[Вв] комментарии|[Пп]о данным|[Пп]о оценк[еа]м?|[Пп]о информации|[Пп]редставитель|[Вв] эфире|[Вв] интервью)\s([A-Z][\w&-]{2,}(?:\s[A-Z][\w&-]*)*(?![\w/]))"
)
_DOMAIN: Final = re.compile(
    r"(?<![\w/.@:-])[A-Za-z][\w-]{1,20}\.(?:com|ru|az|kz|ge|uz|ua|am|by|kg|net|org|info|su)(?![\w/.])"
)
# Quoted names that act or are asked: ««Тошшахартрансхизмат» это отрицает», «на «Каустике» сообщили»
_ACTING: Final = re.compile(
    r"(?:(?:^|(?<=[.!?…]\s))(«[А-ЯЁ][\w-]{2,}(?:\s[\w-]+){0,2}»)(?=,?\s(?:[а-яё]+,?\s){0,3}?(?:заяв|сообщ|отриц|обеща|оцен|подтвер|опроверг|объясн|намерен|пообещ|попрос|предлож|планир|отказа|постав|увелич|сократ|подпис|вложит|потребов|обжал|напомин|считает|рассчит|списыва|нанял|извин|возраз|увер)[а-яё]*)"
    r"|(?:(?<=\b[Вв]\s)|(?<=\b[Нн]а\s)|(?<=\b[Ии]з\s))(«[А-ЯЁ][\w-]{2,}(?:\s[\w-]+){0,2}»)(?=\s(?:[а-яё]+\s){0,2}?(?:сообщ|заяв|подтверд|поясн|рассказ|отмет|уточн|объясн|счита|увер|ответ|отказ|опроверг|обещ|пообещ|напомн|добав|назва|призна|ожида|предупре)(?:или|али|ают|яют|или|ли|ют|аются|ались|ились|гли|нули)\b))"
)
# Compounds that open a sentence: «Санэпидкомитет напоминает»
_COMPOUND: Final = re.compile(
    r"(?:^|(?<=[.!?…]\s))[А-ЯЁ][а-яё]{2,}(?:комитет|надзор|банк|нефть|транс|строй|стат|фонд|реестр|здрав|фин|юст|энерго|сельхоз|комприроды|инспекция)(?=,?\s[а-яё])"
)
# A contracted body and its land: «минздрава Газы»
_SHORT: Final = re.compile(
    r"(?<!\w)(?:мин(?:здрав|обр\w*|обороны|фин|юст|энерго|транс|труд\w*|эконом\w*|просвещени\w+|культ\w*|туризм\w*|спорт\w*|цифры|сельхоз|природы)|генпрокуратур|генштаб|госдеп|погранслужб|нацбанк|центробанк)(?:а|у|ом|е|ы|ой)?\s(?=[А-ЯЁ])"
)
# With a capital inside a sentence: «в Немецком совете по уходу»
_CAPITAL: Final = re.compile(
    r"(?:(?<=[а-яё,] )|(?<=^В )|(?<=[.!?»] В )|(?<=^[ВН]о )|(?<=^На ))[А-ЯЁ][а-яё-]+(?:ом|ой|ого|ая|ый|ий|ое|ую)\s(?:[а-яё-]+(?:ом|ой|ого|ая|ый|ий|ое|ую)\s)?"
    r"(?:совет|союз|комитет|профсоюз|фонд|центр|институт|университет|музе|департамент|консорциум|альянс|клуб|театр|суд|банк|завод|комбинат|вуз|техникум|колледж|служб|комисси|ассоциаци|федераци|палат|лиг|академи|коллеги|инспекци|консерватори|поликлиник|больниц|библиотек|агентств|управлени|объединени|собрани|обществ)[а-яё]{0,3}(?!\w)"
    r"(?:\sпо\s[а-яё]+(?:у|ю|ам|ям|ию|е|и)(?:\s[а-яё]+(?:ов|ей|ий|ого|ой|ых))?)?"
)


def state_bodies(paragraph: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of such bodies where no body is tagged: a place within the name belongs to it."""
    places = {span.start: span for span in spans if span.kind == "LOC"}
    bodies = [span for span in spans if span.kind == "ORG"]

    def is_free(start: int, stop: int) -> bool:
        return not any(span.start < stop and start < span.stop for span in spans if span.kind != "LOC")

    for match in _MISSION.finditer(paragraph):
        of_state = places.get(match.end())
        if of_state is None:
            of_state = next((body for body in bodies if body.start == match.start() < match.end() < body.stop), None)
        elif not is_free(match.start(), of_state.stop):
            continue
        if of_state is None:
            continue
        seat = _PLACED.match(paragraph, of_state.stop)
        place = places.get(seat.end()) if seat else None
        stop = place.stop if place else of_state.stop
        yield Span(match.start(), stop, "ORG", inside=tuple(filter(None, (of_state, place))))
    for pattern in (_CALLED, _LATIN, _DOMAIN, _ACTING, _COMPOUND):
        for match in pattern.finditer(paragraph):
            start, stop = match.span(match.lastindex or 0)
            if not any(span.start < stop and start < span.stop for span in spans):
                yield Span(start, stop, "ORG")
    for match in _SHORT.finditer(paragraph):
        land = places.get(match.end())
        if land is not None and is_free(match.start(), land.stop):
            yield Span(match.start(), land.stop, "ORG", inside=(land,))
    for pattern in (_OFFICE, _OPENING, _CAPITAL):
        for match in pattern.finditer(paragraph):
            if is_free(*match.span()) and not any(span.start <= match.start() < span.stop for span in bodies):
                inside = tuple(span for span in places.values() if match.start() <= span.start < match.end())
                yield Span(*match.span(), "ORG", inside=inside)
