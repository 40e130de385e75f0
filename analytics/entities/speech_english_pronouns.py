"""Whether an English «he» or «she» may be a person, as far as given names and surnames show: «she» is no Ivan."""

import re
from typing import Final

from analytics.entities.latin_words import without_accents
from analytics.entities.speech_words import Speech

_SHE: Final = re.compile(r"(?i)\b(?:she|her)\b")
_HE: Final = re.compile(r"(?i)\b(?:he|his|him)\b")

_HIS_NAME: Final = re.compile(r"(?:ov|ev|yev|sky|skiy|skyi|zhenov)$")
_HER_NAME: Final = re.compile(r"(?:ova|eva|yeva|skaya|ska|zkaya)$")


def may_be(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether «he» or «she» may be a person: «she» is no Ivan, and no Petrov."""
    given, surname = _parts(name)
    surname = surname if " " in name else ""
    if _SHE.search(pronoun):
        return given not in speech.men and not (given not in speech.women and _HIS_NAME.search(surname))
    if _HE.search(pronoun):
        return given not in speech.women and not _HER_NAME.search(surname)
    return True


def is_known(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether a name shows the gender of «he» or «she»: «Anna Berg» that of «she»."""
    given, surname = _parts(name)
    if _SHE.search(pronoun):
        return given in speech.women or given.endswith("a") or _HER_NAME.search(surname) is not None
    return given in speech.men or given[-1:] not in "aeiy" or _HIS_NAME.search(surname) is not None


def is_unlikely(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether a name that no list knows looks like one of the other gender: «Mykola» of a woman, «Otto» of a man not."""
    given, _ = _parts(name)
    if _SHE.search(pronoun):
        return given not in speech.women and given[-1:] not in "aeiyh"
    return given not in speech.men and given.endswith("a")


def _parts(name: str) -> tuple[str, str]:
    """The given name and the surname, without accents: «José Luis Núñez» -> jose, nunez; one word is both."""
    words = name.split(" ")
    return without_accents(words[0]), without_accents(words[-1])
