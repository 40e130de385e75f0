"""The office that stands right before or behind a name, read out of the words around it.

«…, сообщил первый заместитель министра экономики |» -> «первый заместитель министра экономики»
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from analytics.entities.declension import CASES, readings, word_forms
from analytics.entities.office_words import Offices, load_offices, stems
from analytics.entities.speech_words import load_speech
from analytics.text import fold

_MOST_WORDS: Final = 9
_CUT: Final = re.compile(r"[.!?;:,\n\t]|\s[-–—]\s|[(\[][^)\]]*$")
_BRACKETS: Final = re.compile(r"\s?[(\[][^()\[\]]*[)\]]")
_WORD: Final = re.compile(r"[«“\"„]?[\w’'.-]+[»”\"]?")
_BEHIND: Final = re.compile(r"^(?:,\s|\s\()([^,.;:!?()\n]{3,90})(?=[,)])")
# What looks like a verb in the third person or a short participle, and genitives that look so too.
_RU_VERB: Final = re.compile(
    r"^[а-яё]{2,}(?:[аяиеыу]л|ил[аио]|лся|лась|лись|ет|ёт|ит|ут|ют|ат|ят|ется|ится|ются|ятся|ть|ться|[ае]н[аоы]?)$"
)
_RU_NOUNS: Final = frozenset(
    {"дел", "сил", "отдел", "газет", "планет", "лет", "ракет", "монет", "орбит", "минут", "валют", "палат", "затрат", "комитет", "стран", "районов", "океана",
     "цен", "тюрем", "смен", "акций", "района", "клана", "плана", "экрана", "ресторана", "органа", "страны", "охраны", "обороны"}
)  # fmt: skip
_RU_JOINERS: Final = frozenset({"по", "при", "в", "во", "на", "и"})
_AZ_STOPS: Final = frozenset(
    {
        "bunu",
        "bu",
        "və",
        "ki",
        "isə",
        "da",
        "də",
        "o",
        "həmin",
        "üçün",
        "ilə",
        "dünən",
        "bugün",
        "sonra",
        "edən",
        "olan",
        "satan",
        "verən",
        "alan",
        "deyən",
        "gələn",
    }
)
_AZ_VERB: Final = re.compile(r"(?:[ıiuü]b|d[ıiuü]|[ıiuü]r|m[ıiuü]ş|acaq|əcək|\w{2}d[aə]|\w{3}[aə]n|ilə|tilə)$")
_AZ_NOUNS: Final = frozenset({"idman", "vətən", "insan", "liman", "zaman", "meydan", "dərman", "roman"})
_EN_OF: Final = frozenset({"of", "for", "at", "to"})


def office_before(before: str, words: Offices, lang: str) -> str:
    """The office that stands right before a name."""
    printed = _words_before(before)
    if not printed:
        return ""
    reader = {"ru": _russian, "az": _azerbaijani, "en": _english}[lang]
    return reader(printed, words)


def _words_before(before: str) -> list[str]:
    """The words of the clause that ends right before a name, brackets left out."""
    if not before[-1:].isspace() and before[-1:] not in '«“"':
        return []
    before = _BRACKETS.sub("", before.rstrip(' \u00a0«“"'))
    cuts = [match.end() for match in _CUT.finditer(before)]
    return [match.group() for match in _WORD.finditer(before, cuts[-1] if cuts else 0)][-_MOST_WORDS:]


def office_behind(after: str, words: Offices, lang: str) -> str:
    """The office that follows a name between commas or in brackets."""
    match = _BEHIND.match(after)
    if match is None:
        return ""
    printed = [word.group() for word in _WORD.finditer(match.group(1))]
    if not printed or len(printed) > _MOST_WORDS:
        return ""
    if lang == "en" and printed[0].lower() in ("the", "a", "an"):
        printed = printed[1:]
    if lang == "az":
        return _azerbaijani(printed, words)
    if lang == "en":
        start = next((at for at, word in enumerate(printed) if word.lower() in words.nominative), len(printed))
        return " ".join(printed) if start < len(printed) and _all_modify(printed[:start], words) else ""
    start = next((at for at, word in enumerate(printed) if word.lower() in words.nominative), len(printed))
    if (
        start == len(printed)
        or not _all_modify(printed[:start], words)
        or words.nominative[printed[start].lower()] != printed[start].lower()
    ):
        return ""
    return " ".join(printed) if not any(map(_is_verb, printed[start:])) else ""


def _all_modify(printed: Sequence[str], words: Offices) -> bool:
    return all(word.lower() in words.modifiers for word in printed)


def _russian(printed: Sequence[str], words: Offices) -> str:
    """«…, сообщил первый заместитель министра экономики» -> «первый заместитель министра экономики»"""
    start = _start(printed, words)
    if start < 0 or printed[-1].lower() in _RU_JOINERS:
        return ""
    office = [_office(printed[start].lower(), words), *printed[start + 1 :]]
    while start and printed[start - 1].lower() in words.modifiers:
        start -= 1
        office.insert(0, _masculine(printed[start]))
    return " ".join(office)


def _start(printed: Sequence[str], words: Offices) -> int:
    """Where the office begins that the words end with: its first noun; -1 where they end with none."""
    start = -1
    if not any(_office(word.lower(), words) for word in printed):
        return start
    for at in range(len(printed) - 1, -1, -1):
        low = printed[at].lower()
        if _office(low, words):
            start = at
        elif low[:1] in '«“"' or printed[at][:1].isupper() or low in _RU_JOINERS:
            continue
        elif _is_verb(low) or (low not in words.modifiers and not _is_genitive(low)):
            break
    if start < 0:
        return start
    # Of «директор школы учитель» the word nearest to the name counts: what governs it stands in the genitive.
    for at in range(len(printed) - 1, start, -1):
        low = printed[at].lower()
        if low in words.nominative and not low.endswith(("а", "я", "ы", "и", "ов", "ев", "ей", "ого", "его")):
            return at
    return start


def _office(low: str, words: Offices) -> str:
    """The nominative of an office's form, «экс-» and «вице-» kept; empty for any other word."""
    known = words.nominative.get(low)
    if known is None and "-" in low:
        prefix, _, rest = low.partition("-")
        known = words.nominative.get(rest)
        return f"{prefix}-{known}" if known and prefix in ("экс", "вице") else ""
    return known or ""


@lru_cache(maxsize=4096)
def _is_verb(low: str) -> bool:
    """Whether a small-letter word ends its clause rather than a name: «сказала», «назначен», «выступает»."""
    return (_RU_VERB.match(low) is not None and low not in _RU_NOUNS) or load_speech("ru").verb.fullmatch(
        low
    ) is not None


@lru_cache(maxsize=4096)
def _is_genitive(low: str) -> bool:
    return low.endswith(("ых", "их", "ого", "его", "ой", "ей")) or any(
        reading.case == "gen" for reading in readings(low)
    )


@lru_cache(maxsize=1024)
def _masculine(printed: str) -> str:
    """An adjective before an office in the nominative: «первого» -> «первый»."""
    found = [r.word for r in readings(printed.lower()) if r.gender == "m" and r.paradigm.startswith("adj")]
    hard = [word for word in found if word.endswith(("ый", "ий"))]
    return (hard or found or [printed.lower()])[0] if not printed.lower().endswith(("ая", "яя")) else printed.lower()


def _azerbaijani(printed: Sequence[str], words: Offices) -> str:
    """«Dünən Dövlət Miqrasiya Xidmətinin rəisi» -> «Dövlət Miqrasiya Xidmətinin rəisi»"""
    last = fold(printed[-1])
    if not any(stem in words.nominative for stem in stems(last, "az")):
        return ""
    start = len(printed) - 1
    owned = last not in words.nominative
    for at in range(len(printed) - 2, -1, -1):
        low = fold(printed[at])
        office = any(stem in words.nominative for stem in stems(low, "az"))
        verb = _AZ_VERB.search(low) is not None and low not in _AZ_NOUNS and not printed[at][:1].isupper()
        if low in _AZ_STOPS or (verb and not office):
            break
        opens = at == 0 and printed[at][:1].isupper() and printed[1][:1].islower()
        if low in words.modifiers or owned or (opens and start - at > 1):
            start = at
        else:
            break
    return " ".join(printed[start:])


def _english(printed: Sequence[str], words: Offices) -> str:
    """«Deputy Economy Minister», «head of the State Migration Service»"""
    last = len(printed) - 1
    if printed[last].lower() in words.nominative:
        start = last
        while start and (
            printed[start - 1].lower() in words.modifiers or printed[start - 1].lower() in words.nominative
        ):
            start -= 1
        return " ".join(printed[start:])
    for at in range(last - 1, 0, -1):
        if printed[at].lower() in _EN_OF and printed[at - 1].lower() in words.nominative:
            start = at - 1
            while start and printed[start - 1].lower() in words.modifiers:
                start -= 1
            rest = [word for word in printed[at + 1 :] if word.lower() not in ("the", "of", "and", "for")]
            return (
                " ".join(printed[start:])
                if rest and all(word[:1].isupper() or word[:1] in '“"' for word in rest)
                else ""
            )
    return ""


def office_case(before: str) -> str:
    """The cases that a Russian office right before a name may stand in, as the name does; empty where there is no office.

    «советник министра культуры |» -> "nom"; «защитника |» -> "gen acc"
    """
    words = load_offices("ru")
    printed = _words_before(before)
    start = _start(printed, words)
    if start < 0:
        return ""
    low = printed[start].lower()
    nominative = _office(low, words)
    cases = [case for case in CASES if low in _forms_in(nominative, case)]
    return " ".join(cases)


@lru_cache(maxsize=4096)
def _forms_in(nominative: str, case: str) -> frozenset[str]:
    return frozenset(word_forms(nominative, case))
