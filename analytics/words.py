"""Words and stems of the three languages."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import Stemmer

from analytics.text import lower

_WORD = re.compile(r"[^\W\d_]{2,}")
_SNOWBALL: Final = {"ru": "russian", "uk": "russian", "en": "english", "tr": "turkish"}
# Azerbaijani has no stemmer of quality; its endings follow the stem, and the first letters carry the topic.
_AZ_PREFIX: Final = 5


def words(text: str, lang: str) -> list[str]:
    """The words of a text in lower case: ``words("Рост цен на 5 %", "ru")`` -> ``["рост", "цен", "на"]``."""
    return _WORD.findall(lower(text, lang))


def stem(word: str, lang: str) -> str:
    """The stem of a lower-case word; the word itself where the language has no stemmer."""
    return _stemmer(lang)(word)


@lru_cache(maxsize=16)
def _stemmer(lang: str) -> Callable[[str], str]:
    if lang == "az":
        return lambda word: word[:_AZ_PREFIX]
    if lang not in _SNOWBALL:
        return lambda word: word
    stemmer: Callable[[str], str] = Stemmer.Stemmer(_SNOWBALL[lang]).stemWord
    return stemmer
