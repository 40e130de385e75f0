"""Text features: TF-IDF over word stems (1-2 grams) and over character n-grams inside words.

Both blocks are scikit-learn's ``TfidfVectorizer`` with an analyser that takes a :class:`~models.document.Document`,
so that stems follow the language of the text.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
import Stemmer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from analytics.text import lower
from models.document import Document

_WORD = re.compile(r"[^\W\d_]{2,}")
_SNOWBALL = {"ru": "russian", "uk": "russian", "en": "english", "tr": "turkish"}
# Azerbaijani has no stemmer of quality; its endings follow the stem, and the first letters carry the topic.
_AZ_PREFIX = 5
_CACHE = 400_000  # distinct words kept per process: a word is stemmed once


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureSettings:
    """The knobs of both blocks. ``char_text`` is how many characters of an article the character block reads."""

    word_min_df: int = 2
    word_max_features: int = 60_000
    char_min_df: int = 3
    char_max_features: int = 60_000
    char_range: tuple[int, int] = (3, 5)
    char_weight: float = 0.6
    char_text: int = 700
    title_repeats: int = 2

    def as_dict(self) -> dict[str, object]:
        """The settings as JSON-ready values."""
        return asdict(self)


@lru_cache(maxsize=8)
def _stemmer(lang: str) -> Callable[[str], str]:
    """The stemming function of a language; words stay whole where none is known."""
    if lang == "az":
        return lambda word: word[:_AZ_PREFIX]
    if lang not in _SNOWBALL:
        return lambda word: word
    snowball = Stemmer.Stemmer(_SNOWBALL[lang])
    return lru_cache(maxsize=_CACHE)(snowball.stemWord)


def words(text: str, lang: str) -> list[str]:
    """The words of a text in lower case: ``words("Рост цен на 5 %", "ru")`` -> ``["рост", "цен", "на"]``."""
    return _WORD.findall(lower(text, lang))


def stems(document: Document, *, title_repeats: int = 1) -> list[str]:
    """The stems of a document in order, its title ``title_repeats`` times."""
    stem = _stemmer(document.lang)
    title = [stem(word) for word in words(document.title, document.lang)]
    return title * title_repeats + [stem(word) for word in words(document.text, document.lang)]


class StemAnalyser:
    """Stems and pairs of neighbouring stems of a document."""

    def __init__(self, title_repeats: int) -> None:
        self.title_repeats = title_repeats

    def __call__(self, document: Document) -> list[str]:
        one = stems(document, title_repeats=self.title_repeats)
        return one + [f"{a} {b}" for a, b in itertools.pairwise(one)]


@lru_cache(maxsize=_CACHE)
def _inner_ngrams(word: str, shortest: int, longest: int) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(max(1, len(padded) - size + 1))
    )


class CharAnalyser:
    """Character n-grams inside the words of the title and the first ``limit`` characters of the body."""

    def __init__(self, char_range: tuple[int, int], limit: int) -> None:
        self.char_range = char_range
        self.limit = limit

    def __call__(self, document: Document) -> list[str]:
        shortest, longest = self.char_range
        head = f"{document.title}\n{document.text[: self.limit]}"
        grams: list[str] = []
        for word in words(head, document.lang):
            grams.extend(_inner_ngrams(word, shortest, longest))
        return grams


def make_features(settings: FeatureSettings) -> FeatureUnion:
    """Both blocks side by side, unfitted: documents -> a sparse matrix with rows of length up to 1 + char_weight."""
    stem_block = TfidfVectorizer(
        analyzer=StemAnalyser(settings.title_repeats),
        min_df=settings.word_min_df,
        max_features=settings.word_max_features,
        sublinear_tf=True,
        dtype=np.float32,
    )
    char_block = TfidfVectorizer(
        analyzer=CharAnalyser(settings.char_range, settings.char_text),
        min_df=settings.char_min_df,
        max_features=settings.char_max_features,
        sublinear_tf=True,
        dtype=np.float32,
    )
    return FeatureUnion(
        [("stems", stem_block), ("chars", char_block)],
        transformer_weights={"stems": 1.0, "chars": settings.char_weight},
    )
