"""The language of an article: ru, az, en, tr, uk or ka.

Letters decide first, because they are cheap and nearly always enough; only what they leave open goes to ``lingua``,
restricted to these languages (unrestricted detectors call Azerbaijani Turkish).
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES: Final = ("ru", "az", "en", "tr", "uk", "ka")
LOOKED_AT: Final = 300  # characters

# All of them read lower case.
_CYRILLIC = re.compile("[а-яёіїєґә]+")
_LATIN = re.compile("[a-zçəğıöşü]+")
_GEORGIAN = re.compile("[ა-ჺ]+")
_UKRAINIAN_ONLY = re.compile("[іїєґ]")
# Words that no other language of the set has, and that hardly a sentence of English does without.
_ENGLISH = re.compile(r"\b(?:the|of|and|to|for|with|from|that|was|by)\b")


def detect(title: str, text: str) -> str:
    """The ISO 639-1 code of the title and the beginning of the text, or "" where there is no word to judge by.

    >>> detect("Nazirlər Kabineti qərar verdi", "")
    'az'
    """
    printed = f"{title} {text[:LOOKED_AT]}"[:LOOKED_AT]
    sample = printed.lower()
    cyrillic = _letters(_CYRILLIC, sample)
    latin = _letters(_LATIN, sample)
    if latin > cyrillic:
        # One ə may be a name in an English text; in Azerbaijani every tenth letter is one.
        if sample.count("ə") * 40 >= latin:
            return "az"
        if len(_ENGLISH.findall(sample)) >= 3:
            return "en"
    elif cyrillic:
        # Hardly a Ukrainian headline goes without one of these letters, and a Russian text may quote one.
        if not _UKRAINIAN_ONLY.search(sample):
            return "ru"
    elif _GEORGIAN.search(sample):
        return "ka"
    else:
        return ""
    found = _detector().detect_language_of(printed)
    return "" if found is None else found.iso_code_639_1.name.lower()


def _letters(script: re.Pattern[str], sample: str) -> int:
    return sum(map(len, script.findall(sample)))


@cache
def _detector() -> "LanguageDetector":
    # Imported here because it takes a fifth of a second, which most commands need not pay.
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
