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
        vectors = model.emb.word
        self._centroids, self._codes = vectors.indexes.array, np.ascontiguousarray(vectors.codes.array)
        self._word_products = products[: vectors.dim]
        self._shape_products: Floats = model.emb.shape.weight.array @ products[vectors.dim :]
        self._first = _affine(first)
        # (filters before, 3 x filters): what a word gives to the one behind it, to itself and to the one before it
        self._layers = [
            (
                np.ascontiguousarray(
                    layer.conv.weight.array.transpose(1, 2, 0).reshape(layer.conv.weight.array.shape[1], -1),
                    dtype=np.float32,
                ),
                _affine(layer),
            )
            for layer in others
        ]
        self._projection: Floats = projection.weight.array
        self._offset: Floats = projection.bias.array
        self.reach = 1 + len(others)  # words to either side that a word's scores depend on
        self._kept = np.zeros((_KEPT, products.shape[1]), dtype=np.float32)
        self._row_of = np.full(0, -1, dtype=np.intp)  # of each word number; -1 where nothing is kept of it
        self._filled = 0

    def scores(self, pieces: Sequence[Sequence[Word]]) -> list[Floats]:
        """For each piece an array (words, tags) of scores before any decoding."""
        lengths = [len(piece) for piece in pieces]
        total = sum(lengths) + len(lengths) + 1
        words, shapes = np.zeros(total, dtype=np.intp), np.zeros(total, dtype=np.intp)
        inside = np.zeros(total, dtype=bool)
        at = 1
        for piece in pieces:
            stop = at + len(piece)
            words[at:stop] = [word for _, _, word, _ in piece]
            shapes[at:stop] = [shape for _, _, _, shape in piece]
            inside[at:stop] = True
            at = stop + 1
        table, rows = self._products(words, inside)
        x = _embedded(table, rows, self._shape_products, shapes, inside, *self._first)
        for weight, affine in self._layers:
            x = _mixed(x @ weight, inside, *affine)
        scores = x @ self._projection + self._offset
        starts = np.cumsum([1, *(length + 1 for length in lengths)])
        return [scores[start : start + length] for start, length in zip(starts, lengths, strict=False)]

    def _products(self, words: NDArray[np.intp], inside: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.intp]]:
        """A table of first-layer products (any, 3 x filters) and the row of each word in it."""
        top = int(words.max(initial=0)) + 1
        if top > self._row_of.size:
            self._row_of = np.concatenate([self._row_of, np.full(top - self._row_of.size, -1, dtype=np.intp)])
        rows = self._row_of[words]
        missing = _once(words[inside & (rows < 0)])
        if self._filled + missing.size > _KEPT:
            # Texts of another kind came: begin anew rather than keep what is no longer read.
            self._row_of[:], self._filled = -1, 0
            missing = _once(words[inside])
            if missing.size > _KEPT:
                return self._made(missing), np.searchsorted(missing, words)
        if missing.size:
            stop = self._filled + missing.size
            self._kept[self._filled : stop] = self._made(missing)
            self._row_of[missing] = np.arange(self._filled, stop)
            self._filled = stop
            rows = self._row_of[words]
        return self._kept, rows

    def _made(self, words: NDArray[np.intp]) -> Floats:
        return np.asarray(_vectors(words, self._centroids, self._codes) @ self._word_products)


def _once(words: NDArray[np.intp]) -> NDArray[np.intp]:
    """The different numbers among a few, in order; faster than sorting them all."""
    return np.array(sorted(set(words.tolist())), dtype=np.intp)


@_compiled
def _vectors(words: NDArray[np.intp], centroids: NDArray[np.uint8], codes: Floats) -> Floats:
    """The vectors of words (n, dim), put together from the pieces that their quantised form (words, parts) names."""
    parts, _, size = codes.shape
    out = np.empty((words.size, parts * size), dtype=np.float32)
    for at in range(words.size):
        for part in range(parts):
            code = codes[part, centroids[words[at], part]]
            for place in range(size):
                out[at, part * size + place] = code[place]
    return out


_Affine = tuple[Floats, Floats, Floats]


def _affine(layer: Any) -> _Affine:
    """Bias before the ReLU, and factor and summand of the batch normalisation behind it."""
    factor = layer.norm.weight.array / layer.norm.std.array
    summand = layer.norm.bias.array - layer.norm.mean.array * factor
    return tuple(np.ascontiguousarray(part, dtype=np.float32) for part in (layer.conv.bias.array, factor, summand))  # type: ignore[return-value]


@_compiled
def _embedded(
    table: Floats,
    rows: NDArray[np.intp],
    shape_table: Floats,
    shapes: NDArray[np.intp],
    inside: NDArray[np.bool_],
    bias: Floats,
    factor: Floats,
    summand: Floats,
) -> Floats:
    """The first layer (n, filters): of each word's row and its neighbours', and zeros between the pieces."""
    filters = bias.size
    out = np.zeros((rows.size, filters), dtype=np.float32)
    for at in range(rows.size):
        if inside[at]:
            left, right = np.float32(inside[at - 1]), np.float32(inside[at + 1])
            word, shape = table[rows[at], filters : 2 * filters], shape_table[shapes[at], filters : 2 * filters]
            word_before, shape_before = table[rows[at - 1], :filters], shape_table[shapes[at - 1], :filters]
            word_behind, shape_behind = table[rows[at + 1], 2 * filters :], shape_table[shapes[at + 1], 2 * filters :]
            y = out[at]
            # A loop over numbers: compiled, it is nine times as fast as the same over whole rows.
            for f in range(filters):
                before, behind = word_before[f] + shape_before[f], word_behind[f] + shape_behind[f]
                value = bias[f] + word[f] + shape[f] + left * before + right * behind
                y[f] = max(value, np.float32(0)) * factor[f] + summand[f]
    return out


@_compiled
def _mixed(products: Floats, inside: NDArray[np.bool_], bias: Floats, factor: Floats, summand: Floats) -> Floats:
    """A later layer (n, filters), from what each word gives to its neighbours and itself (n, 3 x filters)."""
    filters = bias.size
    out = np.zeros((inside.size, filters), dtype=np.float32)
    for at in range(inside.size):
        if inside[at]:
            before, itself = products[at - 1, :filters], products[at, filters : 2 * filters]
            behind, y = products[at + 1, 2 * filters :], out[at]
            for f in range(filters):
                value = bias[f] + before[f] + itself[f] + behind[f]
                y[f] = max(value, np.float32(0)) * factor[f] + summand[f]
    return out


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
