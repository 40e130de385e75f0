"""One reading of one word of a person's name, and what readings of given names and of surnames have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from analytics.entities.declension import CASES, INS, Reading, forms_of

ALL: Final = frozenset(CASES)
BOTH: Final = "mf"
# Endings of nouns that words of names have, and letters that names end in which stand still.
PARADIGMS: Final = frozenset({"consonant", "й", "ий", "ь", "а", "я", "ия"})
OPEN: Final = frozenset("оуэюиеы")
HONORIFICS: Final = frozenset(
    {"ханым", "бей", "муаллим", "муаллима", "эфенди", "паша", "апа", "мырза"}
)  # «Зулейха ханым»
OBLIQUE_LOOK: Final = ("ом", "ем", "ым", "им")


@dataclass(frozen=True, slots=True)
class Part:
    """One reading of one word of a name. Sums of ``score`` decide between readings."""

    word: str
    genders: str
    cases: frozenset[str]
    score: float


def bare(name: str) -> str:
    """A name as the lists have it: small letters, ё as е."""
    return name.lower().replace("ё", "е")


def attested(reading: Reading, printed: Callable[[str], bool]) -> bool:
    """Whether news print a name in the instrumental, which tells «Трамп» (Трампом) from «Обама» (Обамой)."""
    return reading.paradigm in PARADIGMS and any(printed(form.lower()) for form in forms_of(reading, INS))


def merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Readings that differ in case only, joined."""
    joined: dict[tuple[str, str, float], frozenset[str]] = {}
    for part in parts:
        key = (part.word, part.genders, part.score)
        joined[key] = joined.get(key, frozenset()) | part.cases
    return tuple(Part(word, genders, cases, score) for (word, genders, score), cases in joined.items())
