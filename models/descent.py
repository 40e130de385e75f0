"""Dual coordinate descent for models.svm, compiled with numba and free of the interpreter lock."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def walk(indptr, indices, data, truth, having, lacking, norms, rows, alphas, weights, violation):  # type: ignore[no-untyped-def]  # pragma: no cover
    """One walk over ``rows``; changes the last three.

    ``having`` and ``lacking`` are the diagonals 1 / (2 C). Returns the widest gap of a label's projected gradients.
    """
    labels = truth.shape[1]
    margins = np.empty(labels, np.float32)
    steps = np.empty(labels, np.float32)
    low = np.full(labels, np.inf, np.float32)
    high = np.full(labels, -np.inf, np.float32)
    bias = weights[len(weights) - 1]
    for row in rows:
        margins[:] = bias
        for at in range(indptr[row], indptr[row + 1]):
            value, own = data[at], weights[indices[at]]
            for label in range(labels):
                margins[label] += value * own[label]
        moved = False
        worst = np.float32(0)
        for label in range(labels):
            side = np.float32(1) if truth[row, label] else np.float32(-1)
            diagonal = having[label] if truth[row, label] else lacking[label]
            alpha = alphas[row, label]
            gradient = side * margins[label] - np.float32(1) + alpha * diagonal
            projected = gradient if alpha > 0 else min(gradient, np.float32(0))
            low[label] = min(low[label], projected)
            high[label] = max(high[label], projected)
            worst = max(worst, abs(projected))
            fresh = max(alpha - gradient / (norms[row] + diagonal), np.float32(0))
            steps[label] = (fresh - alpha) * side
            moved |= fresh != alpha
            alphas[row, label] = fresh
        violation[row] = worst
        if not moved:
            continue
        for label in range(labels):
            bias[label] += steps[label]
        for at in range(indptr[row], indptr[row + 1]):
            value, own = data[at], weights[indices[at]]
            for label in range(labels):
                own[label] += value * steps[label]
    return (high - low).max()
