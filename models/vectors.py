"""A block of word vectors: what a text is about, where its very words were not met in training.

The vectors are navec's for Russian news (Kukushkin 2020, 250,000 words, 300 dimensions, product-quantised), from the
installed natasha wheel. Texts in other languages get an empty row.
"""

from collections.abc import Iterable
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize

from analytics.assets import find_assets, load_navec
from models.document import Document
from models.lexicon import Ints, Lexicon, Words

Floats = NDArray[np.floating[Any]]
DIMENSIONS: Final = 300
_LANG: Final = "ru"


class VectorBlock(TransformerMixin, BaseEstimator):
    """The mean vector of a text's words, weighted by their rarity (idf) in the texts fitted on, of unit length.

    Attributes
    ----------
    known_ : (m,) numbers of the words met in fitting; ``idf_`` : (m,) float32 their idf; ``rare_`` : idf of all others
    """

    def fit(self, X: Words | Iterable[Document], y: object = None) -> Self:
        """Weigh the words by the texts that they are in."""
        words = self._words(X)
        counts = self._counts(words, _numbers(words.lexicon))
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        known = np.flatnonzero(frequency)
        texts = counts.shape[0]
        idf = np.log((1 + texts) / (1 + frequency[known])) + 1
        return self.restore(known.astype(np.int32), idf.astype(np.float32), float(np.log(1 + texts) + 1))

    def restore(self, known: Ints, idf: Floats, rare: float) -> Self:
        """Be fitted with these weights."""
        self.known_, self.idf_, self.rare_ = known, idf, rare
        self._bound: tuple[Lexicon, Ints] | None = None
        return self

    def transform(self, X: Words | Iterable[Document]) -> csr_matrix:
        """(n, 300) float32 rows of unit length; an empty row for a text without a Russian word that has a vector."""
        words = self._words(X)
        if _LANG not in words.lexicon.langs:
            return csr_matrix((len(words), DIMENSIONS), dtype=np.float32)
        bound = self._bound
        if bound is None or bound[0] is not words.lexicon or len(bound[1]) != len(words.lexicon):
            bound = self._bound = words.lexicon, _numbers(words.lexicon)
        counts = self._counts(words, bound[1])
        used, columns = np.unique(counts.indices, return_inverse=True)
        if len(used) == 0:
            return csr_matrix((len(words), DIMENSIONS), dtype=np.float32)
        weights = np.full(counts.shape[1], self.rare_, dtype=np.float32)
        weights[self.known_] = self.idf_
        few = csr_matrix((counts.data * weights[counts.indices], columns, counts.indptr), shape=(len(words), len(used)))
        return csr_matrix(normalize(few @ _vectors(used)))

    def get_feature_names_out(self, input_features: object = None) -> NDArray[np.object_]:
        """(300,) names of the dimensions."""
        return np.array([f"navec{number}" for number in range(DIMENSIONS)], dtype=object)

    def _words(self, X: Words | Iterable[Document]) -> Words:
        return X if isinstance(X, Words) else Lexicon().read(X)

    def _counts(self, words: Words, numbers: Ints) -> csr_matrix:
        """(n, 250002) how often each word that has a vector is in each text."""
        columns = numbers[words.ids]
        rows = np.repeat(np.arange(len(words)), np.diff(words.ends))
        has = columns >= 0
        shape = (len(words), len(_navec().pq.indexes))
        return csr_matrix((np.ones(int(has.sum()), np.float32), (rows[has], columns[has])), shape=shape)


def _navec() -> Any:
    return load_navec(find_assets().navec)


def _numbers(lexicon: Lexicon) -> Ints:
    """Each word's number among the vectors, -1 where it has none or is not Russian."""
    number = _navec().vocab.word_ids.get
    pairs = zip(lexicon.words, lexicon.langs, strict=False)
    return np.array([number(word, -1) if lang == _LANG else -1 for word, lang in pairs], dtype=np.int32)


def _vectors(numbers: Ints) -> Floats:
    """(m, 300) the vectors of words by number, put together from their codes."""
    codebook = _navec().pq
    parts = codebook.codes[np.arange(codebook.codes.shape[0]), codebook.indexes[numbers]]
    return np.ascontiguousarray(parts.reshape(len(numbers), DIMENSIONS), dtype=np.float32)
