"""Blocks of TF-IDF features, each a scikit-learn transformer of documents that can be used alone.

The numbers are those of scikit-learn's ``TfidfVectorizer`` for the same terms: (1 + log tf) * idf with smoothed idf, rows
scaled to unit length. Only the work is done otherwise: on word numbers (models.lexicon), in compiled loops.
"""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize

from models.document import Document
from models.lexicon import Ints, Lexicon, Words, compiled_loops

Floats = NDArray[np.floating[Any]]
Texts = Words | Iterable[Document]


class _Block(TransformerMixin, BaseEstimator, ABC):
    """What both blocks share: choosing terms by document frequency, weighing counts.

    Attributes
    ----------
    terms_ : (d,) the terms, in the order of the columns, sorted; ``idf_`` : (d,) float32
    """

    min_df: int | float
    max_df: int | float
    max_features: int | None
    terms_: list[str]
    idf_: Floats
    _bound: Any

    def fit(self, X: Texts, y: object = None) -> Self:
        """Choose terms and weigh them. ``ValueError`` where no term is in enough texts."""
        words = self._words(X)
        found = self._candidates(words)
        kept = self._kept(len(words), found.frequency, found.total)
        terms = {number: found.term(number) for number in kept.tolist()}
        order = sorted(terms, key=terms.__getitem__)
        if not order:
            raise ValueError("no term is in enough texts")
        idf = np.log((1 + len(words)) / (1 + found.frequency[order])) + 1
        self.restore([terms[number] for number in order], idf.astype(np.float32))
        self._bound = self._bind(words.lexicon, _chosen(*found.parts, order) if found.parts else None)
        return self

    def restore(self, terms: Sequence[str], idf: Floats) -> Self:
        """Be fitted with these terms and weights."""
        self.terms_, self.idf_ = list(terms), idf
        self._bound = None
        return self

    def transform(self, X: Texts) -> csr_matrix:
        """(n, d) float32 rows of unit length; a text without a known term is an empty row."""
        counts = self.count(X)
        counts.data = (1 + np.log(counts.data)) * self.idf_[counts.indices]
        return normalize(counts, copy=False)

    def count(self, X: Texts, *, compiled: bool | None = None) -> csr_matrix:
        """(n, d) how often each term is in each text."""
        words = self._words(X)
        bound = self._bound
        if bound is None or bound.lexicon is not words.lexicon:
            bound = self._bound = self._bind(words.lexicon, None)
        indptr, columns, counts = bound.count(words, compiled)
        return csr_matrix((counts, columns, indptr), shape=(len(words), len(self.terms_)))

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """(d,) the terms."""
        return np.array(self.terms_, dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "terms_")

    def _words(self, X: Texts) -> Words:
        return X if isinstance(X, Words) else Lexicon().read(X)

    def _kept(self, texts: int, frequency: Ints, total: Ints) -> Ints:
        least = self.min_df if isinstance(self.min_df, int) else self.min_df * texts
        most = self.max_df if isinstance(self.max_df, int) else self.max_df * texts
        kept = np.flatnonzero((frequency >= least) & (frequency <= most))
        if self.max_features is not None and len(kept) > self.max_features:
            kept = kept[np.argsort(-total[kept], kind="stable")[: self.max_features]]
        return kept

    @abstractmethod
    def _candidates(self, words: Words) -> "_Candidates":
        """All terms."""

    @abstractmethod
    def _bind(self, lexicon: Lexicon, parts: tuple[Ints, Ints] | None) -> Any:
        """Where the words of a lexicon stand in the fitted block; ``parts`` where the columns of its words are known."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Terms by number, in the order that they came in: in how many texts each is, how often in all, its spelling.

    ``parts`` are, where words have several terms each, the numbers of each word's terms, as :func:`_joined` gives them.
    """

    frequency: Ints
    total: Ints
    term: Callable[[int], str]
    parts: tuple[Ints, Ints] | None = None


class StemBlock(_Block):
    """Stems and, with ``pairs``, pairs of neighbouring stems. The title counts ``title_repeats`` times."""

    def __init__(
        self,
        pairs: bool = True,
        title_repeats: int = 1,
        min_df: int | float = 1,
        max_df: int | float = 1.0,
        max_features: int | None = None,
    ) -> None:
        self.pairs = pairs
        self.title_repeats = title_repeats
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features

    def _candidates(self, words: Words) -> _Candidates:
        sequence, rows = stem_sequence(words, self.title_repeats)
        keys = (sequence.astype(np.int64) + 1) << 32  # a stem; with a second stem below, a pair
        if self.pairs:
            beside = np.flatnonzero(rows[1:] == rows[:-1])
            keys = np.concatenate([keys, keys[beside] | (sequence[beside + 1].astype(np.int64) + 1)])
            rows = np.concatenate([rows, rows[beside]])
        first, frequency, total = _tally(keys, rows, compiled_loops(len(words)))
        stems = words.lexicon.stems

        def term(number: int) -> str:
            one, other = divmod(int(keys[first[number]]), 1 << 32)
            return f"{stems[one - 1]} {stems[other - 1]}" if other else stems[one - 1]

        return _Candidates(frequency, total, term)

    def _bind(self, lexicon: Lexicon, parts: tuple[Ints, Ints] | None) -> "_StemColumns":
        return _StemColumns(lexicon, self.terms_, self.title_repeats)


class CharBlock(_Block):
    """Character n-grams inside the first ``limit`` words, title included, the edges of words marked by a space."""

    def __init__(
        self,
        ngram_range: tuple[int, int] = (3, 5),
        limit: int = 200,
        min_df: int | float = 1,
        max_df: int | float = 1.0,
        max_features: int | None = None,
    ) -> None:
        self.ngram_range = ngram_range
        self.limit = limit
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features

    def _candidates(self, words: Words) -> _Candidates:
        kernel = compiled_loops(len(words))
        spelled = words.lexicon.words
        if kernel is not None:
            starts, hashes = kernel.ngrams(spelled, *self.ngram_range)
            parts, first, _, _ = kernel.tally(hashes, np.zeros(len(hashes), np.int8))
            frequency, total = kernel.part_frequencies(words.ids, words.ends, self.limit, starts, parts, len(first))

            def term(number: int) -> str:
                word = int(np.searchsorted(starts, first[number], side="right")) - 1
                return _ngram(spelled[word], int(first[number] - starts[word]), self.ngram_range)

            return _Candidates(frequency, total, term, (starts, parts))
        numbers: dict[str, int] = {}
        grams = [
            [numbers.setdefault(gram, len(numbers)) for gram in inner_ngrams(word, self.ngram_range)]
            for word in spelled
        ]
        starts, parts = _joined(grams)
        _, columns, counts = _count_parts(words, self.limit, starts, parts, len(numbers), False)
        frequency = np.bincount(columns, minlength=len(numbers))
        total = np.bincount(columns, weights=counts, minlength=len(numbers)).astype(np.int64)
        return _Candidates(frequency, total, list(numbers).__getitem__, (starts, parts))

    def _bind(self, lexicon: Lexicon, parts: tuple[Ints, Ints] | None) -> "_CharColumns":
        return _CharColumns(lexicon, self.terms_, self.ngram_range, self.limit, parts)


def inner_ngrams(word: str, ngram_range: tuple[int, int]) -> list[str]:
    """The n-grams of one word with a space at both edges; a word shorter than n is one n-gram."""
    shortest, longest = ngram_range
    padded = f" {word} "
    return [
        padded[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(max(1, len(padded) - size + 1))
    ]


def _ngram(word: str, index: int, ngram_range: tuple[int, int]) -> str:
    """The one of :func:`inner_ngrams` at ``index``."""
    padded = f" {word} "
    size, longest = ngram_range
    while size < longest and index >= (many := max(1, len(padded) - size + 1)):
        index -= many
        size += 1
    return padded[index : index + size]


def stem_sequence(words: Words, title_repeats: int) -> tuple[Ints, Ints]:
    """The stems of all texts in order, titles repeated, and the text that each belongs to."""
    places = [
        np.concatenate([np.tile(np.arange(begin, begin + title), title_repeats), np.arange(begin + title, end)])
        for begin, end, title in zip(words.ends[:-1], words.ends[1:], words.titles, strict=True)
    ]
    rows = np.repeat(np.arange(len(places)), [len(place) for place in places])
    at = np.concatenate(places) if places else np.zeros(0, np.int64)
    return words.lexicon.stem_of[words.ids[at]], rows


class _StemColumns:
    """Where the stems and pairs of one lexicon stand in a fitted block."""

    def __init__(self, lexicon: Lexicon, terms: Sequence[str], title_repeats: int) -> None:
        self.lexicon = lexicon
        self.repeats = title_repeats
        self.width = len(terms)
        self._column_of_term = {term: column for column, term in enumerate(terms) if " " not in term}
        pairs = [(*map(lexicon.stem_id, term.split(" ")), column) for column, term in enumerate(terms) if " " in term]
        self._pairs = np.array(pairs, dtype=np.int64).reshape(-1, 3)
        self._sorted: tuple[Ints, Ints] | None = None
        self._table: Any = None
        self._known: tuple[Ints, Ints] = (np.zeros(0, np.int32), np.zeros(0, np.int32))

    def count(self, words: Words, compiled: bool | None) -> tuple[Ints, Ints, Floats]:
        stem_of, column_of = self._current()
        kernel = compiled_loops(len(words), compiled)
        if kernel is not None:
            if self._table is None:
                self._table = kernel.pair_table(*self._pairs.T.copy())
            counted: tuple[Ints, Ints, Floats] = kernel.count_stems(
                words.ids, words.ends, words.titles, self.repeats, stem_of, column_of, *self._table, self.width
            )
            return counted
        sequence, rows = stem_sequence(words, self.repeats)
        single = column_of[sequence]
        known = single >= 0
        all_rows, all_columns = [rows[known]], [single[known]]
        if len(self._pairs):
            if self._sorted is None:
                keys = (self._pairs[:, 0] << 32) | self._pairs[:, 1]
                order = np.argsort(keys)
                self._sorted = keys[order], self._pairs[order, 2]
            beside = np.flatnonzero(rows[1:] == rows[:-1])
            wanted = (sequence[beside].astype(np.int64) << 32) | sequence[beside + 1]
            place = np.minimum(np.searchsorted(self._sorted[0], wanted), len(self._sorted[0]) - 1)
            hit = self._sorted[0][place] == wanted
            all_rows.append(rows[beside[hit]])
            all_columns.append(self._sorted[1][place[hit]])
        return _summed(np.concatenate(all_rows), np.concatenate(all_columns), len(words), self.width)

    def _current(self) -> tuple[Ints, Ints]:
        """The tables, grown for the words and stems that came since."""
        stem_of, column_of = self._known
        if len(stem_of) != len(self.lexicon):
            stem_of = self.lexicon.stem_of
            fresh = [self._column_of_term.get(stem, -1) for stem in self.lexicon.stems[len(column_of) :]]
            column_of = np.concatenate([column_of, np.array(fresh, np.int32)])
            self._known = stem_of, column_of
        return stem_of, column_of


class _CharColumns:
    """Where the n-grams of the words of one lexicon stand in a fitted block."""

    def __init__(
        self,
        lexicon: Lexicon,
        terms: Sequence[str],
        ngram_range: tuple[int, int],
        limit: int,
        parts: tuple[Ints, Ints] | None = None,
    ) -> None:
        self.lexicon = lexicon
        self.width = len(terms)
        self.limit = limit
        self._range = ngram_range
        self._column_of = {term: column for column, term in enumerate(terms)}
        self._known = parts or _joined([])

    def count(self, words: Words, compiled: bool | None) -> tuple[Ints, Ints, Floats]:
        starts, parts = self._current()
        return _count_parts(words, self.limit, starts, parts, self.width, compiled)

    def _current(self) -> tuple[Ints, Ints]:
        starts, parts = self._known
        known = len(starts) - 1
        if known != len(self.lexicon):
            column = self._column_of.get
            fresh = [
                [at for at in map(column, inner_ngrams(word, self._range)) if at is not None]
                for word in self.lexicon.words[known:]
            ]
            more, pieces = _joined(fresh)
            starts, parts = np.concatenate([starts, more[1:] + starts[-1]]), np.concatenate([parts, pieces])
            self._known = starts, parts
        return starts, parts


def _count_parts(
    words: Words, limit: int, starts: Ints, parts: Ints, width: int, compiled: bool | None
) -> tuple[Ints, Ints, Floats]:
    kernel = compiled_loops(len(words), compiled)
    if kernel is not None:
        counted: tuple[Ints, Ints, Floats] = kernel.count_parts(words.ids, words.ends, limit, starts, parts, width)
        return counted
    stops = np.minimum(words.ends[1:], words.ends[:-1] + limit)
    lengths = stops - words.ends[:-1]
    at = np.repeat(words.ends[:-1] - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    number_of_words = len(starts) - 1
    texts = csr_matrix(
        (np.ones(len(at), np.float32), words.ids[at], np.concatenate([[0], np.cumsum(lengths)])),
        shape=(len(words), number_of_words),
    )
    pieces = csr_matrix((np.ones(len(parts), np.float32), parts, starts), shape=(number_of_words, width))
    counts = texts @ pieces
    counts.sort_indices()
    return counts.indptr, counts.indices, counts.data


def _joined(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Lists of numbers end to end, and where each starts (one more than there are lists)."""
    starts = np.cumsum([0, *map(len, lists)], dtype=np.int64)
    return starts, np.fromiter(itertools.chain.from_iterable(lists), dtype=np.int32, count=int(starts[-1]))


def _chosen(starts: Ints, parts: Ints, order: Sequence[int]) -> tuple[Ints, Ints]:
    """Lists of numbers, as :func:`_joined` gives them, of those in ``order`` only, renumbered by their place there."""
    place = np.full(int(parts.max(initial=-1)) + 1, -1, np.int32)
    place[list(order)] = np.arange(len(order), dtype=np.int32)
    columns = place[parts]
    kept = columns >= 0
    return np.concatenate([[0], np.cumsum(kept)])[starts], columns[kept]


def _tally(keys: Ints, rows: Ints, kernel: Any) -> tuple[Ints, Ints, Ints]:
    """Of each distinct key, in the order that they come in: where it came first, in how many rows and how often in all."""
    if kernel is not None:
        _, *counted = kernel.tally(keys.view(np.uint64), rows)
        return counted[0], counted[1], counted[2]
    _, first, number, total = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    once = np.unique(rows.astype(np.int64) * len(order) + place[number])
    frequency = np.bincount(once % max(1, len(order)), minlength=len(order))
    return first[order], frequency, total[order]


def _summed(rows: Ints, columns: Ints, height: int, width: int) -> tuple[Ints, Ints, Floats]:
    counts = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(height, width))
    return counts.indptr, counts.indices, counts.data
