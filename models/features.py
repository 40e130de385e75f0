"""Text features: TF-IDF over word stems (1-2 grams) and over character n-grams inside words.

Both blocks are scikit-learn's ``TfidfVectorizer`` with an analyser that takes a :class:`~models.document.Document`,
so that stems follow the language of the text.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import normalize

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

    word_min_df: int = 1
    word_max_features: int = 60_000
    char_min_df: int = 2
    char_max_features: int = 60_000
    char_range: tuple[int, int] = (3, 5)
    char_weight: float = 1.0
    char_text: int = 1500
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


class CharAnalyser:
    """Character n-grams inside the words of the title and the first ``limit`` characters of the body."""

    def __init__(self, char_range: tuple[int, int], limit: int) -> None:
        self.char_range = char_range
        self.limit = limit

    def __call__(self, document: Document) -> list[str]:
        return [gram for word in self.words(document) for gram in self.grams(word)]

    def words(self, document: Document) -> list[str]:
        """The words that are read."""
        return words(f"{document.title}\n{document.text[: self.limit]}", document.lang)

    def grams(self, word: str) -> list[str]:
        """The n-grams of one word, its edges marked by spaces; a word shorter than n is one n-gram."""
        shortest, longest = self.char_range
        padded = f" {word} "
        return [
            padded[start : start + size]
            for size in range(shortest, longest + 1)
            for start in range(max(1, len(padded) - size + 1))
        ]


class StemVectorizer(TfidfVectorizer):
    """scikit-learn's vectoriser with a faster ``transform``: terms are looked up and counted whole documents at a time."""

    def transform(self, raw_documents: Iterable[Document]) -> csr_matrix:
        """(n, d) TF-IDF rows of unit length, as scikit-learn's own ``transform`` gives them."""
        column = self.vocabulary_.get
        found = [[at for at in map(column, self.analyzer(document)) if at is not None] for document in raw_documents]
        return weighted(_counts(found, len(self.vocabulary_)), self.idf_)


class CharVectorizer(TfidfVectorizer):
    """scikit-learn's vectoriser with a faster ``transform``: the n-grams of a word are looked up once for all texts."""

    def transform(self, raw_documents: Iterable[Document]) -> csr_matrix:
        """(n, d) TF-IDF rows of unit length, as scikit-learn's own ``transform`` gives them."""
        number: dict[str, int] = {}
        texts = [[number.setdefault(w, len(number)) for w in self.analyzer.words(text)] for text in raw_documents]
        grams = [self._columns(word) for word in number]
        return weighted(_counts(texts, len(number)) @ _counts(grams, len(self.vocabulary_)), self.idf_)

    def _columns(self, word: str) -> list[int]:
        """The columns of a word's n-grams, remembered for the next batch."""
        memo: tuple[object, dict[str, list[int]]] = getattr(self, "_memo", (None, {}))
        if memo[0] is not self.vocabulary_ or len(memo[1]) >= _CACHE:
            memo = (self.vocabulary_, {})
            self._memo = memo
        seen = memo[1]
        found = seen.get(word)
        if found is None:
            column = self.vocabulary_.get
            found = seen[word] = [at for at in map(column, self.analyzer.grams(word)) if at is not None]
        return found


def _counts(found: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """Lists of column numbers, one a row, as a matrix of how often each occurs."""
    ends = np.cumsum([0, *map(len, found)], dtype=np.int64)
    columns = np.fromiter(itertools.chain.from_iterable(found), dtype=np.int32, count=int(ends[-1]))
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(found), width))
    matrix.sum_duplicates()
    return matrix


def weighted(counts: csr_matrix, idf: NDArray[np.floating]) -> csr_matrix:
    """Counts -> (1 + log tf) * idf, rows scaled to unit length (Manning et al. 2008, section 6.4)."""
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices].astype(np.float32)
    return normalize(counts, copy=False)


def make_features(settings: FeatureSettings) -> FeatureUnion:
    """Both blocks side by side, unfitted: documents -> a sparse matrix with rows of length up to 1 + char_weight."""
    stem_block = StemVectorizer(
        analyzer=StemAnalyser(settings.title_repeats),
        min_df=settings.word_min_df,
        max_features=settings.word_max_features,
        sublinear_tf=True,
        dtype=np.float32,
    )
    char_block = CharVectorizer(
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
