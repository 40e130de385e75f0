"""Slovnet's convolutional taggers as a few large matrix products: the same scores, several times faster.

What stock slovnet computes word by word is shared: the first layer is linear in a word's vector, so its products are
kept per word; all paragraphs of an article go through the layers as one sequence, parted by rows of zeros, which is the
padding that slovnet gives each of them.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.entities.tokens import Word

try:
    from numba import njit

    _compiled: Callable[[Any], Any] = njit(cache=True, nogil=True)
except ImportError:  # the same function, uncompiled

    def _compiled(function: Any) -> Any:
        return function


Floats = NDArray[np.float32]
_KEPT: Final = 16_384  # words whose first-layer products are kept: 50 MB


class Network:
    """One tagger, with the word vectors already in its model.

    ``model`` is the ``infer.model`` of a slovnet tagger: a kernel of three words a layer, ReLU, then batch normalisation.
    """

    def __init__(self, model: Any, projection: Any) -> None:
        first, *others = model.encoder.layers
        weight = first.conv.weight.array  # (filters, words + shapes, 3)
        products = np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1), dtype=np.float32)
        self._vectors = model.emb.word
        self._word_products = products[: self._vectors.dim]
        self._shape_products: Floats = model.emb.shape.weight.array @ products[self._vectors.dim :]
        self._first = _affine(first)
        self._layers = [
            (np.ascontiguousarray(layer.conv.weight.array.transpose(2, 1, 0), dtype=np.float32), _affine(layer))
            for layer in others
        ]
        self._projection: Floats = projection.weight.array
        self._offset: Floats = projection.bias.array
        self._rows: dict[int, int] = {}
        self.reach = 1 + len(others)  # words to either side that a word's scores depend on
        self._kept = np.zeros((_KEPT, products.shape[1]), dtype=np.float32)

    def scores(self, pieces: Sequence[Sequence[Word]]) -> list[Floats]:
        """For each piece an array (words, tags) of scores before any decoding."""
        lengths = [len(piece) for piece in pieces]
        total = sum(lengths) + len(lengths) + 1
        words, shapes = np.zeros(total, dtype=np.intp), np.zeros(total, dtype=np.intp)
        inside = np.zeros(total, dtype=bool)
        at = 1
        for piece in pieces:
            words[at : at + len(piece)] = [word.word for word in piece]
            shapes[at : at + len(piece)] = [word.shape for word in piece]
            inside[at : at + len(piece)] = True
            at += len(piece) + 1
        gaps = np.flatnonzero(~inside)
        x = self._embedded(words, shapes, gaps)
        for weight, affine in self._layers:
            y = x @ weight[1]
            y[1:] += x[:-1] @ weight[0]
            y[:-1] += x[1:] @ weight[2]
            x = _activated(y, affine, gaps)
        scores = x @ self._projection + self._offset
        starts = np.cumsum([1, *(length + 1 for length in lengths)])
        return [scores[start : start + length] for start, length in zip(starts, lengths, strict=False)]

    def _embedded(self, words: NDArray[np.intp], shapes: NDArray[np.intp], gaps: NDArray[np.intp]) -> Floats:
        """The first layer: (n, filters)."""
        products = self._products(words)
        products += self._shape_products[shapes]
        products[gaps] = 0
        filters = products.shape[1] // 3
        y = products[:, filters : 2 * filters].copy()
        y[1:] += products[:-1, :filters]
        y[:-1] += products[1:, 2 * filters :]
        return _activated(y, self._first, gaps)

    def _products(self, words: NDArray[np.intp]) -> Floats:
        rows = self._rows
        missing = sorted({word for word in words.tolist() if word not in rows})
        if len(rows) + len(missing) > _KEPT:
            # Texts of another kind came: begin anew rather than keep what is no longer read.
            rows = self._rows = {}
            missing = sorted(set(words.tolist()))
            if len(missing) > _KEPT:
                return np.asarray(self._vectors(words) @ self._word_products)
        if missing:
            start = len(rows)
            self._kept[start : start + len(missing)] = self._vectors(np.array(missing)) @ self._word_products
            rows.update(zip(missing, range(start, start + len(missing)), strict=True))
        return self._kept[[rows[word] for word in words.tolist()]]


_Affine = tuple[Floats, Floats, Floats]


def _affine(layer: Any) -> _Affine:
    """Bias before the ReLU, and factor and summand of the batch normalisation behind it."""
    factor = layer.norm.weight.array / layer.norm.std.array
    return layer.conv.bias.array, factor, layer.norm.bias.array - layer.norm.mean.array * factor


def _activated(y: Floats, affine: _Affine, gaps: NDArray[np.intp]) -> Floats:
    bias, factor, summand = affine
    y += bias
    np.maximum(y, 0, out=y)
    y *= factor
    y += summand
    y[gaps] = 0
    return y


@_compiled
def best_path(scores: Floats, transitions: Floats) -> NDArray[np.int64]:
    """The tags of highest total score along (n, k) scores and (k, k) transitions: Viterbi's algorithm."""
    count, tags = scores.shape
    back = np.zeros((count, tags), dtype=np.int64)
    total = scores[0].copy()
    for at in range(1, count):
        reached = np.empty_like(total)
        for tag in range(tags):
            best = 0
            for before in range(1, tags):
                if total[before] + transitions[before, tag] > total[best] + transitions[best, tag]:
                    best = before
            back[at, tag] = best
            reached[tag] = total[best] + transitions[best, tag] + scores[at, tag]
        total = reached
    path = np.zeros(count, dtype=np.int64)
    path[count - 1] = np.argmax(total)
    for at in range(count - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path
