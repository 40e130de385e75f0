"""Who a Russian sentence cites in whatever case: «со ссылкой на», «источник в», «версия Минобороны о том, что»."""

import re
from functools import lru_cache
from typing import Final

from analytics.entities.merging import Entity
from analytics.entities.office_words import load_offices
from analytics.entities.speech_clauses import no_other_case
from analytics.entities.speech_words import Speech, load_speech

# «со ссылкой на назначенного Москвой губернатора | Владимира Сальдо»
_LINKED: Final = re.compile(
    r"\b(?:[Сс]о ссылкой на|[Сс]сыла\w+ на|сослал\w+ на|[Сс]ославшись на)\s([^.!?;:«»]{0,160})«?$"
)
_LINKED_TO: Final = re.compile(
    r"(?:[\w-]+\s){0,2}(?:источник\w*|собеседник\w*|представител\w+|сотрудник\w*|чиновник\w*|данные|сообщени[ея]|пресс-служб\w|отч[её]т|доклад|документ\w*|исследовани[ея]"
    r"|опрос|сайт|материал\w*|письмо|статистик\w|заявлени[ея]|оценк\w|прогноз|расч[её]т\w|публикаци\w|статью|аналитик\w+|эксперт\w+|руководств\w|решение|телеграм-канал|портал|агентство|газету|издание|телеканал)"
    r"\s(?:[\w-]+\s){0,2}(?:(?:в|из|на|от)\s)?(?:[\w-]+\s){0,2}[«\"]?"
)
# «сообщил источник РИА Новости в | МВД», «Источник Reuters в | Пентагоне: …»
SOURCE_IN: Final = re.compile(
    r"\b(?i:источник\w{0,3}|собеседник\w{0,3}|чиновник\w{0,3}|сотрудник\w{0,3}|представител\w{1,3}|дипломат\w{0,2})\s(?:[\w«»\".-]+\s){0,3}?(?:в|из)\s(?:[\w-]+\s){0,2}[«\"]?$"
)
# «оспорил версию российского | Минобороны | о том, что …»
_SAID_NOUN: Final = re.compile(
    r"\b(?:слова|словам|слов|версию|версия|версии|утверждени\w+|тезис|заявлени\w+|обвинени\w+|признани\w+|обещани\w+|прогноз\w*|предупреждени\w+|вывод\w*|высказывани\w+|реплику|сообщени\w+|призыв\w*|угроз\w+|мнение)"
    r"\s((?:[\w-]+\s){0,5})[«\"]?$"
)
_SAID_THAT: Final = re.compile(
    r"^[»\"]?(?:\s[\wА-ЯЁ-]+){0,3}?(?:,\s(?:что|будто|якобы|чтобы)\b|\sо том,?\s(?:что|как|чтобы)\b)"
)
# «Другие заявления | Пескова | на брифинге:»
_HEADER: Final = re.compile(
    r"\b(?i:заявления|заявлений|высказывания|тезисы|тезисов|слова|цитаты|цитат|ответы|ответов|обращения|выступления|интервью|пресс-конференции|прямой линии|брифинга|речи)\s(?:[\w-]+\s){0,6}$"
)
_ENDS_COLON: Final = re.compile(r"^[^.!?\n:;]{0,80}:\s*$")
_KNOWN_TO: Final = re.compile(
    r"\b[Кк]ак (?:стало|стали) известно\s(?:изданию\s|газете\s|агентству\s|телеканалу\s|порталу\s|журналу\s)?[«\"]?$"
)
# «Об этом | РИА Новости | узнало из документов»
_KNOWN_FIRST: Final = re.compile(r"(?:^|[.!?»]\s)(?:Об этом|Как)\s[«\"]?$")
_LEARNED: Final = re.compile(r"^[»\"]?\s(?:узнал[аои]?|стало известно|выяснил[аои]?|разузнал[аои]?)\b")
# «— цитирует Германа Орлова | «Вечерка»»
_QUOTES_HIM: Final = re.compile(
    r"\b(?:цитиру[ею]т|процитировал[аи]?|(?:приводит|приводят|переда[её]т|передают|прив[её]л[аи]?) (?:слова|высказывание|комментарий|мнение))\s(?:[\w-]+\s){0,6}[А-ЯЁ][а-яё-]+\s[«\"]?$"
)
# «Прогноз | Петрова | таков: …», «Расследование | Reuters | показало»
_WORD_OF: Final = re.compile(
    r"(?:^|[.!?»,;:]\s|[–—-]\s)(?:[А-ЯЁа-яё][а-яё-]+(?:ый|ий|ая|ое|ой)\s)?(?i:комментарий|позиция|прогноз|мнение|оценка|вывод|ответ|реакция|вердикт|совет|объяснение|версия|рецепт|диагноз|аргумент|довод|предложение|признание|слова|тезис|расчет|логика|рекомендация|формула|обещание|требование|условие|заявление|цитата|обращение|пост|твит)\s((?:[\w-]+\s){0,5})[«\"]?$"
)
_WORD_IS: Final = re.compile(
    r"^[»\"]?(?::\s|\s[—–-]\s[«\"]|\s(?:таков\w*|кратк?\w*|ин(?:ая|ой|ое|ые)|друг(?:ая|ое|ой)|прост\w*|жестк\w+|однознач\w+|осторожн\w+|сдержан\w+|противоположн\w+|сводится к|звучит|звучал\w?|гласит|прозвучал\w?)\b[^.!?\n«»]{0,60}?(?::\s|[,.]|$))"
)
_PAPER_OF: Final = re.compile(
    r"(?:^|[.!?»:,]\s)(?:(?:[А-ЯЁа-яё][а-яё-]+(?:ый|ий|ая|ое|ой|ые|ие)|[Кк]ак)\s)?(?i:отчет|отчетность|расследование|исследование|опрос|сайт|доклад|обзор|прогноз|мониторинг|данные|статистика|анализ|подсчеты|расчеты|рейтинг|индекс|документ|документы|материалы|публикация|заявление|пресс-релиз|релиз|telegram-канал|телеграм-канал|канал|карта|таблица|проверка|экспертиза)\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s){0,3}[«\"]?$"
)
_PAPER_TELLS: Final = re.compile(
    r"^[»\"]?(?:\s[A-ZА-ЯЁ][\w-]+){0,3}(?:\s\([^()]{1,30}\))?\s(?:также\s|уже\s|накануне\s|ранее\s)?(?:показ(?:ал|ыва)\w*|свидетельству\w+|говор(?:ит|ят) о|сообщ\w+|указыва\w+|выяв(?:ил|ля)\w*|подтвер(?:дил|жда)\w*|утвержда\w+|фиксиру\w+|зафиксировал\w*|опроверг\w+|гласит|отмеча\w+|предполага\w+|обеща\w+|рису\w+|предупрежда\w+|оценива\w+|называ\w+|прогнозиру\w+|предсказыва\w+|описыва\w+|констатиру\w+|насчитыва\w+|насчитал\w*|гласил\w*)\b"
)
# «Ивану Петрову | принадлежат слова»
_BELONG: Final = re.compile(
    r"^\sпринадлеж(?:ат|ит)\s(?:[а-яё]+\s){0,2}(?:слова|фраза|мысль|высказывание|цитата|идея|афоризм|реплика|предложение|инициатива)\b"
)
# «Заявление | Петрова | вызвало скандал»
_SAYING_OF: Final = re.compile(
    r"(?:^|[.!?»]\s)(?:[А-ЯЁа-яё][а-яё-]+(?:ый|ий|ая|ое|ие|ые)\s)?(?i:информация|сообщени[ея]|утверждени[ея]|заявлени[ея]|слова|высказывани[ея]|пост|твит|реплика|признани[ея]|обещани[ея]|угрозы?|шутка|совет|прогноз|предупреждени[ея])\s((?:[\w-]+\s){0,5})$"
)
_STIRRED: Final = re.compile(
    r"^\s(?:также\s|уже\s|сразу\s)?(?:вызвал|возмутил|удивил|взорвал|расстроил|разозлил|насторожил|обеспокоил|озадачил|прозвучал|разошл|облетел|стал[аои]? (?:ответом|реакцией|поводом))\w*\b"
)
# «Цифры, озвученные | Иваном Петровым |, поразили зал»
_SAID_BY: Final = re.compile(
    r"\b(?:озвученн\w+|сказанн\w+|приведенн\w+|опубликованн\w+|высказанн\w+|произнесенн\w+|обнародованн\w+|распространенн\w+|процитированн\w+|анонсированн\w+|обещанн\w+|описанн\w+|упомянут\w+|[Оо]прошенн\w+|цитируем\w+|интервьюируем\w+|(?:озвучен|опубликован|высказан|обнародован|сформулирован|объявлен|распространен|процитирован|анонсирован)[оаы]?)\s((?:[а-яё-]+\s){0,4})[«\"]?$"
)
# «У депутата | Петрова | другое мнение»
_AT: Final = re.compile(r"(?:^|[.!?»:;]\s|,\s(?:а|но)\s)[Уу]\s(?:[а-яё-]+\s){0,5}[«\"]?$")
_OWN_OPINION: Final = re.compile(
    r"^[»\"]?\s(?:(?:же|есть|на этот счет|на это|сво[ёе]|своя|свой|друг(?:ое|ая|ой)|ин(?:ое|ая|ой)|противоположн\w+|особ(?:ое|ая|ый)|собственн\w+|похож\w+)\s){1,3}(?:мнение|объяснение|версия|прогноз|оценка|взгляд|точка зрения|рецепт|теория|позиция|видение|подход|расклад|логика|подсч[её]ты|расч[её]ты|данные|цифры)\b"
)
_CLAUSE: Final = re.compile(r",\s(?:что|котор)|\sи\s[а-яё]+(?:ет|ит|л|ла)\s")
_NEAR: Final = 60  # characters between a source and the verb that cites it
_KNOWN_BY: Final = 12  # letters of a body by which it is found in a formula, which may end within its name
_DEPUTY: Final = re.compile(
    r"(?:зам(?:пред|глав|дир|мин|рук|нач|ген)\w+|вице-\w+|экс-\w+|врио|главред\w*|гендиректор\w*|главком\w*|лидер\w*)"
)
# Offices whose other cases no list knows: «по мнению наставника | «Сабаила»»
_PLAYER: Final = re.compile(
    r"(?:наставник|тренер|капитан|игрок|защитник|полузащитник|вратар|голкипер|форвард|нападающ|хоккеист|футболист|легионер|болельщик|фанат|автор|учредител|основател|акционер|владел|соучредител|ведущ|обозревател|колумнист|редактор|генсек|спикер|ректор|худрук|солист|участни|член|жител|клиент|пользовател|выпускни|студент|ветеран|командир|бойц|координатор|правозащитник|активист|адвокат|депутат|сенатор)\w{0,3}"
)
_ENVOYS: Final = re.compile(
    r"(?:корреспондент|спецкор|журналист|представител|пресс-секретар|сотрудни|источник|собеседник|аналитик|эксперт|экономист|специалист|юрист|синоптик)"
)
# «рассказали | «Ведомостям» | три источника»
_ITS_SOURCES: Final = re.compile(
    r"^[»\"]?\s(?:(?:два|две|три|четыре|пять|несколько|один|осведомл[её]нн\w+|знаком\w+|близк\w+|его|ее|информированн\w+|собственн\w+)\s){0,2}(?:источник\w*|собеседник\w*)(?!\s(?:в|из)\s[А-ЯЁA-Z«])"
)
LAST_WORD: Final = re.compile(r"([\w-]+)\s[«\"]?$")


@lru_cache(maxsize=1)
def office_words() -> frozenset[str]:
    """Offices in the nominative."""
    return frozenset({*load_offices("ru").field, *load_speech("ru").office_names})


@lru_cache(maxsize=1)
def _office_forms() -> frozenset[str]:
    """Offices in all cases."""
    return frozenset({*office_words(), *load_offices("ru").nominative})


def is_cited_ru(before: str, after: str, entity: Entity, speech: Speech) -> bool:
    """Whether a link, a source or a noun of saying leads to a name in whatever case."""
    if _is_linked(before, entity):
        return True
    if entity.kind == "ORG" and _is_source(before, after, speech):
        return True
    if entity.kind == "PER" and _HEADER.search(before) and _ENDS_COLON.match(after):
        return True
    if entity.kind == "PER" and _BELONG.match(after):
        return True
    if entity.kind == "ORG" and _PAPER_OF.search(before) and _PAPER_TELLS.match(after):
        return True
    if _SAID_BY.search(before) or (_AT.search(before) and _OWN_OPINION.match(after)):
        return True
    saying = _SAYING_OF.search(before)
    if saying is not None and _STIRRED.match(after) and no_other_case(saying.group(1), speech.other_case):
        return True
    word = _WORD_OF.search(before)
    if word is not None and _WORD_IS.match(after) and no_other_case(word.group(1), speech.other_case):
        return entity.kind == "PER" or not word.group(1).strip()
    noun = _SAID_NOUN.search(before)
    return noun is not None and no_other_case(noun.group(1), speech.other_case) and _SAID_THAT.match(after) is not None


def _is_linked(before: str, entity: Entity) -> bool:
    """«со ссылкой на губернатора | Владимира Сальдо», «ссылаясь на источник в | МВД»."""
    linked = _LINKED.search(before)
    if linked is None or _CLAUSE.search(linked.group(1)):
        return False
    between = linked.group(1)
    return entity.kind == "PER" or not between.strip(' «"') or _LINKED_TO.fullmatch(between) is not None


def _is_source(before: str, after: str, speech: Speech) -> bool:
    """«Согласно | Росстату», «Как стало известно | «Ведомостям»», «сообщил источник в | МВД»."""
    if before.rstrip('«"').lower().endswith("согласно ") or _KNOWN_TO.search(before):
        return True
    if _KNOWN_FIRST.search(before) and _LEARNED.match(after):
        return True
    if _QUOTES_HIM.search(before) and not after.strip(' »".'):
        return True
    if _ITS_SOURCES.match(after) and verb_before(before, speech):
        return True
    inside = SOURCE_IN.search(before)
    if inside is None:
        return False
    ahead = before[max(inside.start() - _NEAR, 0) : inside.start()]
    told = (speech.verb.search(ahead), speech.by_words.search(ahead), speech.verb.search(after[:_NEAR]))
    return any(told) or "ссыл" in ahead


def is_somebody_s(phrase: str, body: Entity) -> bool:
    """Whether a formula cites somebody of a body: «Об этом заявил глава | СПЧ»."""
    offices = _office_forms()
    places = [phrase.find(surface.text[:_KNOWN_BY]) for surface in body.surfaces]
    return any(
        at > 0
        and any(
            (word in offices or _DEPUTY.match(word) or _PLAYER.fullmatch(word)) and not _ENVOYS.match(word)
            for word in phrase[:at].lower().split()
        )
        for at in places
    )


def verb_before(before: str, speech: Speech) -> bool:
    """Whether a verb of saying stands right before a name."""
    told = LAST_WORD.search(before)
    return told is not None and speech.verb.fullmatch(told.group(1)) is not None
