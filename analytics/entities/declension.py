"""Russian declension by endings alone: from an oblique form back to the nominative, and forth.

One table of paradigms serves both directions. Nothing here knows a dictionary or a model; callers choose among the
candidates by gender, case and what else they know.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

NOM, GEN, DAT, ACC, INS, LOC = "nom", "gen", "dat", "acc", "ins", "loc"
CASES: Final = (NOM, GEN, DAT, ACC, INS, LOC)


class Reading(NamedTuple):
    """One way to read a word form: its nominative, gender (m, f, n, p for plural) and the case it stands in."""

    word: str
    gender: str
    case: str
    paradigm: str


# name, gender, then the endings of each case in the order of CASES, alternatives parted by "|". The accusative that
# equals the nominative is left out where the nominative reading gives the same word.
_PARADIGMS: Final = (
    ("possessive", "m", "", "а", "у", "а", "ым", "е"),  # Гусейнов, Пушкин
    ("possessive", "f", "а", "ой", "ой", "у", "ой", "ой"),
    ("adjective hard", "m", "ый|ой", "ого", "ому", "ого", "ым", "ом"),
    ("adjective hard", "f", "ая", "ой", "ой", "ую", "ой", "ой"),
    ("adjective hard", "n", "ое", "ого", "ому", "ое", "ым", "ом"),
    ("adjective hard", "p", "ые", "ых", "ым", "ых", "ыми", "ых"),
    ("adjective soft", "m", "ий", "его", "ему", "его", "им", "ем"),
    ("adjective soft", "f", "яя", "ей", "ей", "юю", "ей", "ей"),
    ("adjective soft", "n", "ее", "его", "ему", "ее", "им", "ем"),
    ("adjective soft", "p", "ие", "их", "им", "их", "ими", "их"),
    ("adjective velar", "m", "ий|ой", "ого", "ому", "ого", "им", "ом"),
    ("adjective velar", "f", "ая", "ой", "ой", "ую", "ой", "ой"),
    ("adjective velar", "n", "ое", "ого", "ому", "ое", "им", "ом"),
    ("adjective velar", "p", "ие", "их", "им", "их", "ими", "их"),
    ("adjective hissing", "m", "ий|ой", "его|ого", "ему|ому", "его|ого", "им", "ем|ом"),
    ("adjective hissing", "f", "ая", "ей|ой", "ей|ой", "ую", "ей|ой", "ей|ой"),
    ("adjective hissing", "n", "ее|ое", "его|ого", "ему|ому", "ее|ое", "им", "ем|ом"),
    ("adjective hissing", "p", "ие", "их", "им", "их", "ими", "их"),
    ("consonant", "m", "", "а", "у", "а", "ом|ем", "е"),
    ("й", "m", "й", "я", "ю", "я", "ем|ём", "е"),
    ("ий", "m", "ий", "ия", "ию", "ия", "ием", "ии"),
    ("ь", "m", "ь", "я", "ю", "я", "ем|ём", "е"),
    ("ь", "f", "ь", "и", "и", "ь", "ью", "и"),
    ("а", "f", "а", "ы|и", "е", "у", "ой|ей", "е"),
    ("я", "f", "я", "и", "е", "ю", "ей|ёй", "е"),
    ("ия", "f", "ия", "ии", "ии", "ию", "ией", "ии"),
    ("о", "n", "о", "а", "у", "о", "ом", "е"),
    ("ие", "n", "ие", "ия", "ию", "ие", "ием", "ии"),
    ("ье", "n", "ье", "ья", "ью", "ье", "ьем", "ье"),
    ("е", "n", "е", "а|я", "у|ю", "е", "ем", "е"),
    ("ы", "p", "ы", "ов|", "ам", "ов", "ами", "ах"),
    ("и", "p", "и", "ов|ей|", "ам|ям", "ей", "ами|ями", "ах|ях"),
    ("а", "p", "а", "", "ам", "", "ами", "ах"),
    ("ии", "p", "ии", "ий", "иям", "ии", "иями", "иях"),
)
_ENDINGS: Final = tuple(
    (name, gender, tuple(tuple(case.split("|")) for case in cases)) for name, gender, *cases in _PARADIGMS
)
_CASES_OF: Final = {(name, gender): cases for name, gender, cases in _ENDINGS}
_CONSONANTS: Final = frozenset("бвгджзклмнпрстфхцчшщ")
_HISSING: Final = frozenset("жшщч")


def _by_ending() -> dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]]:
    """Ending -> paradigm, gender, case and the nominative endings that it may stand for."""
    table: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {}
    for name, gender, cases in _ENDINGS:
        for case, endings in zip(CASES, cases, strict=True):
            for ending in endings:
                table.setdefault(ending, []).append((name, gender, case, (ending,) if case == NOM else cases[0]))
    return {ending: tuple(rows) for ending, rows in table.items()}


_BY_ENDING: Final = _by_ending()
_LONGEST: Final = max(map(len, _BY_ENDING))
_BEFORE_SHORT_I: Final = frozenset("аеёоуэюя")
_VELAR: Final = frozenset("гкх")
_POSSESSIVE: Final = ("ов", "ев", "ёв", "ин", "ын")


def _fits(name: str, gender: str, stem: str) -> bool:
    """Whether a stem can take a paradigm."""
    if not stem:
        return False
    last = stem[-1]
    if name.startswith("adjective"):
        if len(stem) < 3 or last not in _CONSONANTS:
            return False
        if last in _VELAR or last in _HISSING:
            return name.endswith("velar" if last in _VELAR else "hissing")
        return name.endswith("hard") or (name.endswith("soft") and last == "н")
    if name == "possessive":
        return stem.endswith(_POSSESSIVE) and len(stem) > 3
    if name in ("consonant", "о", "ь", "ы", "ье") or (name, gender) == ("а", "p"):
        return last in _CONSONANTS
    if name == "а":
        return last in _CONSONANTS or last in "уеао"
    if name == "й":
        return last in _BEFORE_SHORT_I
    if name == "я":
        return last != "и" and last not in _HISSING and last not in _VELAR
    if name == "и":
        return last in _CONSONANTS or last in "аеоу"
    if name == "е":
        return last in "щцрл"
    return len(stem) >= 2  # ий, ия, ие, ии


def _spelled(name: str, stem: str, ending: str) -> bool:
    """Whether the spelling rules allow this ending after this stem."""
    last = stem[-1]
    if name == "а" and ending in ("ы", "и"):
        return (ending == "и") == (last in _VELAR or last in _HISSING)
    if ending in ("ой", "ей", "ом", "ем") and name in ("а", "consonant"):
        return ending[0] == "о" or last in "жшщчц"
    if name == "ы":
        return last not in _VELAR and last not in _HISSING
    if name == "и" and ending in ("ам", "ами", "ах", "ов"):
        return last in _VELAR or last in _HISSING
    return True


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[Reading, ...]:
    """Every reading of a word form that the endings allow, the form as its own nominative among them.

    >>> sorted({reading.word for reading in readings("Гусейновым") if reading.case == "ins"})
    ['Гусейнов', 'Гусейновое', 'Гусейновой', 'Гусейновый']
    """
    found: dict[Reading, None] = {}
    low = form.lower()
    for length in range(min(_LONGEST, len(low) - 2) + 1):
        cut = len(low) - length
        stem = low[:cut]
        for name, gender, case, nominatives in _BY_ENDING.get(low[cut:], ()):
            if not _fits(name, gender, stem) or not _spelled(name, stem, low[cut:]):
                continue
            for nominative in nominatives:
                if _spelled(name, stem, nominative):
                    found[Reading(form[:cut] + nominative, gender, case, name)] = None
    return tuple(found)


def _paradigms_of(nominative: str) -> Iterator[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    low = nominative.lower()
    for name, gender, cases in _ENDINGS:
        for ending in cases[0]:
            stem = low[: len(low) - len(ending)]
            if low.endswith(ending) and _fits(name, gender, stem) and _spelled(name, stem, ending):
                yield name, gender, ((ending,), *cases[1:])


def word_forms(nominative: str, case: str) -> set[str]:
    """The forms that a nominative may take in one case; a word that fits no paradigm keeps its form.

    >>> sorted(word_forms("Турция", "gen")), sorted(word_forms("Баку", "gen"))
    (['Турции'], ['Баку'])
    """
    if case == NOM:
        return {nominative}
    index = CASES.index(case)
    forms = set()
    low = nominative.lower()
    for name, _gender, cases in _paradigms_of(nominative):
        cut = len(nominative) - len(cases[0][0])
        for ending in cases[index]:
            if _spelled(name, low[:cut], ending):
                forms.add(nominative[:cut] + ending)
    return forms or {nominative}


def forms_of(reading: Reading, case: str) -> set[str]:
    """The forms in one case of the nominative of a reading, by its own paradigm: «Трамп», a man's -> «Трампом»."""
    cases = _CASES_OF[reading.paradigm, reading.gender]
    low = reading.word.lower()
    forms = set()
    for nominative in cases[0]:
        cut = len(low) - len(nominative)
        if cut and low.endswith(nominative):
            forms |= {
                reading.word[:cut] + ending
                for ending in cases[CASES.index(case)]
                if _spelled(reading.paradigm, low[:cut], ending)
            }
    return forms


def phrase_forms(nominative: str, *, declined: int) -> set[str]:
    """All case forms of a phrase whose first ``declined`` words decline together and the rest stand still.

    >>> "Генеральной Ассамблее ООН" in phrase_forms("Генеральная Ассамблея ООН", declined=2)
    True
    """
    words = nominative.split(" ")
    head, rest = words[:declined], words[declined:]
    phrases = {nominative}
    for case in CASES[1:]:
        for choice in product(*(sorted(word_forms(word, case)) for word in head)):
            phrases.add(" ".join([*choice, *rest]))
    return phrases
