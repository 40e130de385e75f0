"""Nominatives of place and body names that no list holds and no news text attests, by their endings alone.

«Термезе» in the locative -> «Термез»; «Малой Локни» -> «Локня», in the gender of its adjective.
"""

import re
from collections.abc import Sequence
from typing import Final

from analytics.entities.declension import ACC, DAT, GEN, INS, LOC, Reading, readings


def _rows(*rows: tuple[str, ...]) -> list[tuple[re.Pattern[str], dict[str, tuple[str, ...]]]]:
    """Endings with the paradigms that they tell: of a noun that the tagger takes for a feminine the last of a row."""
    return [
        (re.compile(ending), {"": tuple(others[0].split(" ")), "f": tuple(others[-1].split(" "))})
        for ending, *others in rows
    ]


_LAKE: Final = "(?:к[уо]л|г[её]л)"  # «Тудакуль», «Бингёль»
_LAND: Final = "(?:ж|лес|мор|реч|гор|двин|дон|дунав|зов|винец)"  # «Поморье», «Заречье», «Оренбуржье»

# Which paradigms an ending in a case tells of a name that news do not print, by gender; of several the first. Georgian
# and Turkic names in -и, -у, -о and -лы stand still.
_ENDINGS: Final = {
    LOC: _rows(
        ("ии$", "ия"),
        ("[гкхжшщч]ах$", "и"),
        ("ах$", "ы"),
        ("ях$", "и"),
        ("стве$|озере$", "о"),
        ("[внлшжчтдбр]ке$", "а"),
        (_LAND + "ье$", "ье"),
        ("[вйтднмсзлчшжр]ье$", "я"),
        ("[оеё]ве$", "о"),
        (_LAKE + "е$", "ь"),
        ("(?:ск|цк)е$", "consonant"),
        ("[^аеиоуыэюя]е$", "consonant", "а"),
        ("[аеёоуэюя]е$", "й", "я"),
    ),
    GEN: _rows(
        ("ии$", "ия"),
        ("ства$|озера$", "о"),
        (_LAND + "ья$", "ье"),
        ("[гкх]ов$", "и"),
        ("[^аеиоуыэюя]ов$", "ы"),
        ("[аеёоуэ]я$", "й"),
        (_LAKE + "я$", "ь"),
        ("[^аеиоуыэюя]а$", "consonant", "-"),
        ("[^аеиоуыэюя][гк]и$", "а"),
        ("[^аеиоуыэюялжчр]ы$", "-", "а"),
    ),
    DAT: _rows(
        ("ии$", "ия"),
        ("ству$|озеру$", "о"),
        (_LAND + "ью$", "ье"),
        (_LAKE + "ю$", "ь"),
        ("[гкхжшщч]ам$", "и"),
        ("ам$", "ы"),
        ("ске$|цке$|[внлшжчтдбр]ке$", "а"),
        ("[^аеиоуыэюя]е$", "-", "а"),
        ("[^аеиоуыэюя]у$", "-"),
        ("[аеёоуэя]ю$", "й"),
    ),
    ACC: _rows(("ию$", "ия"), ("[^аеиоуыэюя]у$", "а")),
    INS: _rows(
        ("ией$", "ия"),
        ("[гкхжшщч]ами$", "и"),
        ("ами$", "ы"),
        ("ством$|озером$", "о"),
        ("ом$", "consonant"),
        ("[^аеиоуыэюя]ем$", "consonant ь"),
        ("[аеёоуэ]ем$", "й"),
        (_LAND + "ьем$", "ье"),
        ("(?<![сц]к)(?<=[^аеиоуыэюя])ой$", "а"),
    ),
}
# Endings of places in oblique cases, and what they stand for.
_SURE: Final = (
    (re.compile(r"(?<=\w\wча)(?:я|ю|ем|е)$"), "й"),
    (re.compile(r"(?<=\w\w(?:кул|кол|гел|пол))(?:я|ю|ем)$"), "ь"),
    (re.compile(r"(?<=\w\w(?:град|абад|кент|бург|стан|дорф|таун|цзян))(?:а|у|ом|е)$"), ""),
    (re.compile(r"(?<=\w\w[сц]к)(?:а|у|е)$"), ""),
)
_SHORT: Final = 2  # letters of a stem that tell too little
ADJECTIVE: Final = re.compile(r"(?:ого|его|ому|ему|ых|их|ыми|ими|ым|им|ой|ей|ую|юю|ом|ем)$")
_GENDERS_OF: Final = {
    **dict.fromkeys(("ого", "его", "ому", "ему", "ом", "ем"), "mn"), **dict.fromkeys(("ой", "ей", "ую", "юю"), "f"),
    **dict.fromkeys(("ых", "их", "ыми", "ими"), "p"), "ым": "mnp", "им": "mnp",
}  # fmt: skip
_AFTER_ADJECTIVE: Final = ("consonant", "ия", "ы", "и", "а", "я", "й", "о", "ие", "ье", "ь", "е")  # the likelier first
_LAST_U: Final = re.compile(r"^(?:бор|лес|сад|кра|порт|мост|берег|лог|луг|яр|пруд|остров)у$", re.IGNORECASE)


def surely(word: str) -> str:
    """The nominative of a place whose ending no nominative has, whatever the case: «Кенделенчая» -> «Кенделенчай»; else the word."""
    return next((pattern.sub(ending, word) for pattern, ending in _SURE if pattern.search(word)), word)


def unattested(found: Sequence[Reading], word: str, *, case: str, gender: str) -> Reading | None:
    """Of the readings of a noun that nothing attests the one whose ending is hardly ever part of a name; None where it may be.

    «Термезе» is Термез, but «Нагасаки» stands.
    """
    if len(word) - (2 if case == INS else 1) <= _SHORT:
        return None
    for pattern, wanted in _ENDINGS[case]:
        if pattern.search(word.lower()):
            order = wanted.get(gender, wanted[""])
            likely = [reading for reading in found if reading.paradigm in order]
            return min(likely, key=lambda reading: order.index(reading.paradigm), default=None)
    return None


def agreeing(adjective: str, noun: str, case: str) -> Reading | None:
    """The nominative of a noun that nothing attests, in the gender of the adjective before it: «Малой | Локни» -> «Локня»."""
    ending = ADJECTIVE.search(adjective)
    if ending is None:
        return None
    if noun.endswith(("о", "и", "у")) and ending.group() in ("ом", "ем", "ого", "его") and not _LAST_U.search(noun):
        return Reading(noun, "n" if noun.endswith("о") else "m", case, "")  # «в Южном | Бутово»
    if _LAST_U.search(noun) and ending.group() in ("ом", "ем"):
        return Reading(noun[:-1], "m", case, "consonant")  # «в Серебряном | бору»
    genders = "n" if noun.endswith(("ще", "це")) and case == LOC else _GENDERS_OF[ending.group()]
    found = [r for r in readings(noun) if r.case == case and r.gender in genders and r.paradigm in _AFTER_ADJECTIVE]
    best = min(found, key=lambda r: _AFTER_ADJECTIVE.index(r.paradigm), default=None)
    return best._replace(word=best.word[:-2] + "овь") if best is not None and best.word.endswith("рквь") else best
