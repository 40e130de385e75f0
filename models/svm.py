"""Linear support vector machines, one label against the rest, all labels in one walk over the texts.

The problem and its solution are those of scikit-learn's ``LinearSVC`` (squared hinge loss, the bias a feature of value 1): dual
coordinate descent after Hsieh et al., "A dual coordinate descent method for large-scale linear SVM" (2008). Two things make it faster on
texts with many labels: each text is read once for all labels, and texts that no label's solution moves any more are
passed over until the others have settled.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from models.lexicon import compiled_loops

Floats = NDArray[np.floating[Any]]
_MOST_WALKS: Final = 5000
_SETTLED: Final = (
    0.25  # a text is passed over while no label is further from its optimum than this share of the tolerance
)


@dataclass(frozen=True, slots=True)
class Costs:
    """(k,) what a mistake costs on texts that have the label, and on those that have not."""

    having: Floats
    lacking: Floats


def rest_costs(truth: NDArray[np.bool_], C: float) -> Costs:
    """Costs of exactly one of k labels a text: rare ones dear, as ``class_weight="balanced"`` of more than two classes."""
    texts, labels = truth.shape
    return Costs(C * texts / (labels * truth.sum(axis=0)), np.full(labels, C))


def sided_costs(truth: NDArray[np.bool_], C: float) -> Costs:
    """Costs that weigh both sides of each label alike, as ``class_weight="balanced"`` of two classes."""
    texts, having = len(truth), truth.sum(axis=0)
    return Costs(C * texts / (2 * having), C * texts / (2 * (texts - having)))


def fit_svm(
    X: csr_matrix | Floats,
    truth: NDArray[np.bool_],
    costs: Costs,
    *,
    tolerance: float,
    seed: int = 0,
    compiled: bool | None = None,
) -> tuple[Floats, Floats]:
    """Weights (k, d) and biases (k,) of the labels in ``truth`` (n, k), each of which some texts have and some have not.

    Stops where no text's gradient is further from another's than ``tolerance``, as liblinear does.
    """
    if compiled_loops(X.shape[0], compiled) is None:
        return _plain(X, truth, costs, tolerance, seed)
    from models.descent import walk

    X = csr_matrix(X)
    texts, width = X.shape
    labels = truth.shape[1]
    # Frequent features side by side, so that their weights stay in the processor's cache.
    column = np.empty(width, np.int32)
    column[np.argsort(-np.bincount(X.indices, minlength=width), kind="stable")] = np.arange(width, dtype=np.int32)
    read = X.indptr.astype(np.int64), column[X.indices], X.data.astype(np.float32, copy=False)
    norms = (np.asarray(X.multiply(X).sum(axis=1)).ravel() + 1).astype(np.float32)
    diagonals = ((0.5 / costs.having).astype(np.float32), (0.5 / costs.lacking).astype(np.float32))
    weights = np.zeros((width + 1, labels), np.float32)  # the last row is the bias
    alphas = np.zeros((texts, labels), np.float32)
    violation = np.zeros(texts, np.float32)
    chance = np.random.default_rng(seed)
    everything = np.arange(texts)
    rows = everything
    for turn in range(_MOST_WALKS):
        gap = walk(*read, truth, *diagonals, norms, chance.permutation(rows), alphas, weights, violation)
        settled = gap <= tolerance
        if settled and len(rows) == texts:
            break
        moving = np.flatnonzero(violation > _SETTLED * tolerance)
        rows = everything if settled or turn == 0 or not len(moving) else moving
    return weights[column].T, weights[-1].copy()


def _plain(
    X: csr_matrix | Floats, truth: NDArray[np.bool_], costs: Costs, tolerance: float, seed: int
) -> tuple[Floats, Floats]:
    coef, bias = [], []
    for having, lacking, holds in zip(costs.having, costs.lacking, truth.T, strict=True):
        model = LinearSVC(
            class_weight={True: having, False: lacking}, tol=tolerance, max_iter=_MOST_WALKS, random_state=seed
        ).fit(X, holds)
        coef.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return np.array(coef), np.array(bias)
