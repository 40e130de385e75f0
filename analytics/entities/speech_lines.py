"""Who opens or signs a line of a Russian post: «Песков: …», «…, — Минфин», «…» — Зеленский о ракетах."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech_cited import SOURCE_IN, office_words
from analytics.entities.speech_russian_nominative import is_nominative
from analytics.entities.speech_words import Speech

_COLON_BEHIND: Final = re.compile(r"^[»\"]?(?:\s\([^()]{1,30}\))?:\s(?![\d$€₽+-]|[А-ЯЁ][\w-]+(?:\s\([^()]*\))?,\s)")
# «Владимир Путин | на саммите ОДКБ: …», «Ярослав Нилов | — о выплатах: …»
_TOPIC_BEHIND: Final = re.compile(
    r"^(?:\s[—–-])?\s(?:на|в|во|об?|про|по|после|перед)\s[^.!?:;,\n]{2,80}:\s*(?:\n|[«\"—–-]|$)"
)
_HEAD_WORDS: Final = 7  # before a name and a colon that open a line
# «Рост замедлится, — аналитики | Сбера», «… — опрос | ВЦИОМ»
_SIGNED_BY: Final = re.compile(
    r"\s[—–-]\s(?:[Ии]сточник\w*|аналитик\w*|эксперт\w*|исследование|опрос|данные|пресс-служба|представител\w+|юристы|экономисты|отч[её]т|доклад|издание|газета|агентство|телеканал|портал|журнал|сайт|сообщение|мониторинг|рейтинг"
    r"|[а-яё-]+ в (?:материале|публикации|статье|обзоре|отч[её]те|докладе|исследовании)|опрошенные)\s(?:(?:в|из|от|на)\s)?(?:[\w-]+\s){0,2}[«\"]?$"
)
_SIGNED_OFFICE: Final = re.compile(r"\s[—–-]\s((?:и\.о\.\s)?[а-яё-]+(?:\s[\w«»\"-]+){0,8})\s$")
# «Суданскую делегацию возглавляет генерал …, чадскую | - министр Нур»: a dash for the verb that was said before
_ELLIPSIS: Final = re.compile(r"\w[^.!?]*[,;]\s(?:а\s|и\s)?[\w«»-]+$")
_QUOTE_SIGNED: Final = re.compile(r"\s\S+\s\S+[»”\"],?\s[—–-]\s$")
_SIGNED_ON: Final = re.compile(r"^(?:\s(?:об?|про|после|по поводу|на|в|для)\s|$|\s\()")
_ENDS_LINE: Final = re.compile(r"^[»\"]?(?:\s\([^()]{1,40}\))?[\s.»\"!]*$")
_STOP: Final = re.compile(r"(?<=[а-яё»\d])[.!?…]\s")
# «Кирилл Дмитриев | в соцсети X написал | о новом раунде»
_NET: Final = (
    r"\s(?:в|на)\s(?:сво[её]м\s|своей\s|личном\s|официальном\s)?(?:соцсети|соцсетях|социальной сети|социальных сетях|сети|телеграм-канале|Telegram-канале|телеграме|Telegram|X|Facebook|Instagram|Truth Social|Twitter|аккаунте|микроблоге|странице)"
    r"(?:\s(?:в|на)\s(?:соцсети|сети|социальной сети))?(?:\s(?:в\s)?(?:X|Х|Telegram|Facebook|Instagram|Truth Social|Twitter|LinkedIn|VK|«[^»]{2,30}»))?(?=[\s,.])"
)
_WROTE_ON: Final = re.compile(rf"\sнаписал([аи]?){_NET}|{_NET}\sнаписал([аи]?)\b")
_ON_NET: Final = re.compile(_NET)


def without_networks(text: str) -> str:
    """Words around a name without the network on which something is written: «в своем Telegram-канале написал» -> «сообщил»."""
    text = _WROTE_ON.sub(lambda match: " сообщил" + (match.group(1) or match.group(2) or ""), text)
    return _ON_NET.sub("", text)


def opens_line_ru(field: str, surface: Surface, entity: Entity, speech: Speech) -> bool:
    """Whether a line opens with who says it: «Песков: …», «Министр экономики | Микаил Джаббаров: …», «Источник в | МВД: …»."""
    behind = field[surface.stop : surface.stop + 120]
    if not _COLON_BEHIND.match(behind) and not (entity.kind == "PER" and _TOPIC_BEHIND.match(behind)):
        return False
    line = max(field.rfind("\n", 0, surface.start) + 1, surface.start - 100)
    if entity.kind == "PER":
        line = max([line, *(match.end() for match in _STOP.finditer(field, line, surface.start))])
    head = field[line : surface.start]
    if surface.text.isupper() and entity.kind == "PER":
        return False  # «UPD: …»
    if len(head) > 90:
        return False
    if entity.kind == "ORG" and SOURCE_IN.search(head):
        return True
    words = head.strip(' «"–—-•').split()
    if len(words) > _HEAD_WORDS or re.search(r"[.,:;!?]", head):
        return False
    if not words or (entity.kind == "ORG" and all(word.lower() in speech.of_outlets for word in words)):
        return True
    return (
        entity.kind == "PER"
        and is_nominative(surface.text, entity)
        and any(word.lower() in office_words() for word in words)
    )


def signs_ru(before: str, after: str, entity: Entity) -> bool:
    """Whether a sentence is signed by an office and a name: «…, — глава Минтруда | Котяков», «…, — аналитики | Сбера»."""
    if entity.kind == "ORG":
        signed = _SIGNED_BY.search(before)
        return signed is not None and len(before[: signed.start()].split()) > 2 and bool(_ENDS_LINE.match(after))
    if _QUOTE_SIGNED.search(before):
        return _SIGNED_ON.match(after) is not None  # «Ракеты сами за себя скажут» — | Зеленский | о разрешении
    signed = _SIGNED_OFFICE.search(before)
    if signed is not None and _ELLIPSIS.search(before[: signed.start()]):
        return False
    return (
        signed is not None
        and any(
            part in office_words()
            for word in signed.group(1).lower().split()[:3]
            for part in (word, word.split("-")[0])
        )
        and len(before[: signed.start()].split()) > (2 if before[: signed.start()].endswith(",") else 3)
        and _ENDS_LINE.match(after) is not None
    )
