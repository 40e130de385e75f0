"""Bodies that a tagger passes over since a plain noun calls them: «посольство КНР в Берлине», «прокуратура Самарской области».

Where such a noun opens a sentence its capital shows nothing, and elsewhere it has none.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from analytics.entities.spans import Span

# A pattern begins with the letters that it may begin with, and looks behind them afterwards: so a search skips the others.
_MISSION: Final = re.compile(
    r"[ПпКкГг](?<!\w.)(?:осольств|онсульств|енконсульств|енеральн\w{2,3} консульств|остпредств)(?:о|а|у|ом|е)\s"
)
_PLACED: Final = re.compile(r"\s(?:в|во|на|при)\s")
# Offices of a region: «в управлении охотничьего хозяйства Хабаровского края»
_OFFICE: Final = re.compile(
    r"[ПпАаУуДдСсМмИиКк](?<!\w.)(?:рокуратур|дминистраци|правлени|епартамент|ледком|инистерств|нспекци|омитет)(?:[аеоуыияюй]|ом|ой|ей|ем)?\s"
    r"(?:[а-яё-]+(?:[ое]го|ой|ей|ых|их|ства|ния|ии|та|ы|и|а)\s(?:и\s)?){0,4}"
    r"[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ого|ой)\s(?:района|области|края|округа|республики)(?!\w)"
)
_SENTENCE: Final = r"(?:(?<=^.)|(?<=[.!?…]\s.)|(?<=[.!?…]\s[«—–-].)|(?<=^[«—–-].))"
# What opens a sentence and is called after what it serves: «Секретариат Тегеранской конвенции»
_OPENING: Final = re.compile(
    rf"[А-ЯЁ]{_SENTENCE}"
    r"(?:(?:[а-яё]+(?:ое|ая|ый|ий)\s(?:секретариат|сообщество|содружество|объединение|союз|совет|комитет|комиссия|агентство|управление|служба|палата|ассоциация|федерация|прокуратура|организация)|екретариат|ообщество)"
    r"(?:\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)|стран|государств|народов|наций)){0,3}\s[А-ЯЁ][а-яё-]+(?:ой|ого|ых|их|ии|ы|а|и|я)(?:\s(?:конвенции|союза|лиги|региона|моря|Африки|Азии|Европы|Америки|Востока|Союза|Лиги))?"
    r"|(?:едеральная|енеральная|оенная|кружная|лавная)\sпрокуратура)(?!\w)"
)
# Compounds that open a sentence: «Санэпидкомитет напоминает»
_COMPOUND: Final = re.compile(
    rf"[А-ЯЁ]{_SENTENCE}[а-яё]{{2,}}(?:комитет|надзор|банк|нефть|транс|строй|стат|фонд|реестр|здрав|фин|юст|энерго|сельхоз|комприроды|инспекция)(?=,?\s[а-яё])"
)
# With a capital inside a sentence: «в Немецком совете по уходу»
_CAPITAL: Final = re.compile(
    r"[А-ЯЁ](?:(?<=[а-яё,]\s.)|(?<=^[ВН][оа]\s.)|(?<=^В\s.)|(?<=[.!?»]\sВ\s.))[а-яё-]+(?:ом|ой|ого|ая|ый|ий|ое|ую)\s(?:[а-яё-]+(?:ом|ой|ого|ая|ый|ий|ое|ую)\s)?"
    r"(?:совет|союз|комитет|профсоюз|фонд|центр|институт|университет|музе|департамент|консорциум|альянс|клуб|театр|суд|банк|завод|комбинат|вуз|техникум|колледж|служб|комисси|ассоциаци|федераци|палат|лиг|академи|коллеги|инспекци|консерватори|поликлиник|больниц|библиотек|агентств|управлени|объединени|собрани|обществ)[а-яё]{0,3}(?!\w)"
    r"(?:\sпо\s[а-яё]+(?:у|ю|ам|ям|ию|е|и)(?:(?:,|\sи|\sсо?)?\s[а-яё]+(?:ов|ев|ей|ий|ого|его|ой|ых|их|ами|ями|ям|ам|ства|ству|ии|ию)(?!\w)){0,6})?"
)
# A contracted body and its land: «минздрава Газы»
_SHORT: Final = re.compile(
    r"[мгпнц](?<!\w.)(?:ин(?:здрав|обр\w*|обороны|фин|юст|энерго|транс|труд\w*|эконом\w*|просвещени\w+|культ\w*|туризм\w*|спорт\w*|цифры|сельхоз|природы)|енпрокуратур|енштаб|осдеп|огранслужб|ацбанк|ентробанк)(?:а|у|ом|е|ы|ой)?\s(?=[А-ЯЁ])"
)
# A name of its own, to which something before it may belong: «партия «Республика»», «опрос YouGov»
_QUOTED: Final = re.compile(r"«[А-ЯЁA-Z][^«»\n]{1,40}»")
_LATIN: Final = re.compile(r"[A-Z](?<=\s.)[A-Za-z\d&-]*(?:\.[a-z]{2,4})?(?:\s[A-Z][A-Za-z\d&-]*)*(?![\w/-])")
_WORD_AHEAD: Final = re.compile(r"([\w-]+)\s$")
# Words before a Latin name of a body: «опрос | YouGov», «сказала она | Sport24»
_OF_SURVEYS: Final = frozenset(
    [
        "опрос",
        "исследование",
        "подсчеты",
        "данные",
        "прогноз",
        "аналитик",
        "аналитики",
        "эксперт",
        "эксперты",
        "экономист",
        "экономисты",
        "стратег",
        "комментарии",
        "данным",
        "оценке",
        "оценкам",
        "информации",
        "представитель",
        "эфире",
        "интервью",
        "рассказал",
        "рассказала",
        "заявил",
        "заявила",
        "сообщил",
        "сообщила",
        "сказал",
        "сказала",
        "он",
        "она",
    ]
)
_DOMAIN: Final = re.compile(
    r"[A-Za-z](?<![\w/.@:-].)[\w-]{1,20}\.(?:com|ru|az|kz|ge|uz|ua|am|by|kg|net|org|info|su)(?![\w/.])"
)
# Quoted names that act or are asked: ««Тошшахартрансхизмат» это отрицает», «на «Каустике» сообщили»
_ACTING: Final = re.compile(
    r"«(?:(?<=^.)|(?<=[.!?…]\s.))[А-ЯЁ][\w-]{2,}(?:\s[\w-]+){0,2}»(?=,?\s(?:[а-яё]+,?\s){0,3}?(?:заяв|сообщ|отриц|обеща|оцен|подтвер|опроверг|объясн|намерен|пообещ|попрос|предлож|планир|отказа|постав|увелич|сократ|подпис|вложит|потребов|обжал|напомин|считает|рассчит|списыва|нанял|извин|возраз|увер)[а-яё]*)"
    r"|«(?:(?<=[ВвИ][\s].)|(?<=[Нн]а\s.)|(?<=[Ии]з\s.))[А-ЯЁ][\w-]{2,}(?:\s[\w-]+){0,2}»(?=\s(?:[а-яё]+\s){0,2}?(?:сообщ|заяв|подтверд|поясн|рассказ|отмет|уточн|объясн|счита|увер|ответ|отказ|опроверг|обещ|пообещ|напомн|добав|назва|призна|ожида|предупре)(?:или|али|ают|яют|ли|ют|аются|ались|ились|гли|нули)\b)"
)


def state_bodies(paragraph: str, spans: Sequence[Span], kinds: Collection[str]) -> Iterator[Span]:
    """The spans of such bodies where no body is tagged; a place within the name belongs to it.

    ``kinds`` are the words, in all cases, for what has a name of its own: «телеканала».
    """
    places = {span.start: span for span in spans if span.kind == "LOC"}
    named = [span for span in spans if span.kind != "LOC"]

    def is_free(start: int, stop: int) -> bool:
        return not any(span.start < stop and start < span.stop for span in named)

    yield from _missions(paragraph, places, named)
    for match in _SHORT.finditer(paragraph):
        land = places.get(match.end())
        if land is not None and is_free(match.start(), land.stop):
            yield Span(match.start(), land.stop, "ORG", inside=(land,))
    for pattern in (_OFFICE, _OPENING, _CAPITAL):
        for match in pattern.finditer(paragraph):
            if is_free(*match.span()):
                inside = tuple(span for span in places.values() if match.start() <= span.start < match.end())
                yield Span(*match.span(), "ORG", inside=inside)
    for start, stop in (*_called(paragraph, kinds), *_by_themselves(paragraph)):
        if not any(span.start < stop and start < span.stop for span in spans):
            yield Span(start, stop, "ORG")


def _missions(paragraph: str, places: dict[int, Span], named: Sequence[Span]) -> Iterator[Span]:
    """Missions of a state, and maybe the place where they are: «посольство КНР | в Берлине»."""
    for match in _MISSION.finditer(paragraph):
        tagged = next(
            (span for span in named if span.start < match.end() < span.stop or span.start == match.end()), None
        )
        if tagged is not None and (tagged.kind != "ORG" or tagged.start != match.start()):
            continue
        state = tagged or places.get(match.end())
        if state is None:
            continue
        seat = _PLACED.match(paragraph, state.stop)
        place = places.get(seat.end()) if seat else None
        stop = place.stop if place else state.stop
        yield Span(match.start(), stop, "ORG", inside=tuple(filter(None, (places.get(match.end()), place))))


def _called(paragraph: str, kinds: Collection[str]) -> Iterator[tuple[int, int]]:
    """Names right behind what they are: «партия | «Республика»», «опрос | YouGov»."""
    for pattern, also in ((_QUOTED, frozenset[str]()), (_LATIN, _OF_SURVEYS)):
        for match in pattern.finditer(paragraph):
            ahead = _WORD_AHEAD.search(paragraph, max(match.start() - 40, 0), match.start())
            word = ahead.group(1).lower() if ahead else ""
            if word in kinds or word in also:
                yield match.span()


def _by_themselves(paragraph: str) -> Iterator[tuple[int, int]]:
    """Sites, quoted names that act, and compounds that open a sentence."""
    for pattern in (_DOMAIN, _ACTING, _COMPOUND):
        for match in pattern.finditer(paragraph):
            yield match.span()
