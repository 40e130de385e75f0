"""Russian outlets that were told something: «заявила | RTVI, что», «в интервью | «Курсиву»», «в эфире телеканала | «Пирвели»»."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.text import fold

_KIND: Final = r"(?:(?:журналистами|корреспондентом|телеканал|телекомпани|радиостанци|радио|канал|агентств|информагентств|газет|портал|издани|журнал|еженедельник|сайт|корреспондент|журналист|редакци|изданию|подкаст|медиа|телевидени|интернет-издани)[а-яё]{0,4}\s)"
# What only outlets hold: an interview, a broadcast, a column
_HELD_BY: Final = re.compile(
    rf"\b(?:[Вв] (?:[а-яё-]+\s)?(?:интервью|эфире|подкасте|колонке(?: для)?|статье для|комментарии(?: для)?|авторской колонке)|[Нн]а страницах|[Вв] (?:беседе|разговоре) с(?:о)?|[Дд]ал[аи]? (?:[а-яё-]+ )?интервью|[Пп]оделил(?:ся|ась|ись)(?: [а-яё-]+){{0,2}} с|[Оо]тветил[аи]? (?:[а-яё]+ )?на (?:запрос|вопрос[ыа]?))\s"
    rf"(?:[а-яё-]+(?:ого|ому|ой|им|ым|ей)\s)?{_KIND}?[«\"]?$"
)
# Whoever tells: the outlet stands in the dative
_TELLS: Final = re.compile(
    r"\b(?:рассказа|сообщи|заяви|сказа|поясни|подтверди|уточни|призна|пожалова|объясни|говори|отвеча|ответи|прокомментирова|отмети|предупреди|написа|пообеща|заявля|сообща|рассказыва|поясня|подтвержда|призн[ао]ва|поведа)(?:л|ла|ли|лся|лась|лись)"
    rf"\s(?:(?:[а-яё-]+\s){{0,2}}(?={_KIND})|(?:[а-яё]+\s)?)(?:[а-яё]+(?:ому|ему|ой|ей)\s)?(?:[А-ЯЁ][а-яё-]+\s){{0,2}}(?:корреспонденту\s|журналисту\s|журналистам\s)?{_KIND}?[«\"]?$"
)
_KIND_BEFORE: Final = re.compile(rf"{_KIND}[«\"]?$")
_STATE_BODY: Final = re.compile(
    r"министер|комитет|ведомств|управлен|прокурат|\bсуд|парламент|университет|институт|партия|федерац|ассоциац|полици|\bсовета?\b|палата|меджлис|собрани|комисси|\b(?:мвд|мид|мчс|фсб|оон|ес|нато|мок|фифа|уефа)\b|банк|дума|кабинет"
)
_MEDIA: Final = re.compile(
    r"тв\b|\btv\b|радио|новост|телевид|служб[аеы] (?:би-би-си|радио)|вестник|news|times|post|газет|\.\w{2,4}$|инфо\b|би-би-си|медиа|канал"
)
_SUBJECT_BEHIND: Final = re.compile(
    r"^[»\"]?(?:,\s(?:что|как|почему|чем|когда|где|кто)\b|[.:]|$|\s[а-яё«]|\s[А-ЯЁ][а-яё]+\s?[А-ЯЁ,])"
)


def was_told(before: str, after: str, surface: Surface, entity: Entity) -> bool:
    """Whether a body is an outlet to which somebody says what the sentence tells."""
    if _STATE_BODY.search(fold(entity.name)) and not _MEDIA.search(fold(entity.name)):
        return False
    if _HELD_BY.search(before):
        return True
    if not _TELLS.search(before):
        return False
    called = (
        surface.text.isascii()
        or (before[-1:] + surface.text[:1]).strip()[:1] in ("«", '"')
        or _KIND_BEFORE.search(before)
        or _MEDIA.search(fold(surface.text))
    )
    return bool(called) and _SUBJECT_BEHIND.match(after) is not None
