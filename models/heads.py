"""Linear models on top of the features: one for a single label, one for any number of labels."""

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Self

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, issparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.naive_bayes import ComplementNB

from analytics.errors import InputError
from models.calibration import (
    Floats,
    apply_curve,
    apply_sigmoid,
    confidence_for_precision,
    fit_curve,
    fit_sigmoid,
    thresholds_for_f1,
)
from models.svm import fit_svm, rest_costs, sided_costs

Gold = str | tuple[str, ...]
_FOLDS = 10
_HELD = 2000  # texts held out are enough to calibrate on

_BAYES = 0.3
_SMOOTHING = 0.1
_MANY = 3000
_CORES = 2


class SingleLabelHead(ClassifierMixin, BaseEstimator):
    """One of k labels: margins of a linear SVM and naive Bayes added up, one curve to probabilities, and a confidence below which it abstains.

    Parameters
    ----------
    C : inverse regularisation strength of the SVM
    precision : share right that the accepted part should reach; sets ``threshold_``
    seed : of the fold split

    Attributes
    ----------
    classes_ : (k,) labels; ``coef_`` (k, d) and ``intercept_`` (k,) float32; ``curve_``; ``threshold_``;
    ``unseen_`` : (m, k) margins of the training texts in rows ``held_`` (m,), from models that had not seen them
    """

    def __init__(self, C: float = 0.5, precision: float = 0.9, seed: int = 0) -> None:
        self.C = C
        self.precision = precision
        self.seed = seed

    def fit(self, X: csr_matrix, y: Sequence[str], newest: NDArray[np.intp] | None = None) -> Self:
        """Fit on a sparse (n, d) matrix and n labels. :class:`InputError` for fewer than two labels.

        ``newest`` are rows to calibrate on, with a model of the others; without, random folds.
        """
        self.classes_, truth = np.unique(np.asarray(y, dtype=object), return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(f"training needs at least two different labels, found only: {', '.join(self.classes_)}")
        splitter = StratifiedKFold if int(np.bincount(truth).min()) >= _FOLDS else KFold
        folds = _split(splitter, X, truth, self.seed, newest)
        (self.coef_, self.intercept_), *unseen = _side_by_side(
            [partial(self._linear, X, truth), *(partial(self._unseen, X, truth, *fold) for fold in folds)]
        )
        self.held_ = np.concatenate([rows for rows, _ in unseen])
        self.unseen_ = np.vstack([margins for _, margins in unseen])
        self.curve_ = fit_curve(self.unseen_, truth[self.held_])
        probability = self.calibrated(self.unseen_)
        self.threshold_ = confidence_for_precision(
            probability.max(axis=1), probability.argmax(axis=1) == truth[self.held_], precision=self.precision
        )
        return self

    def decision_function(self, X: csr_matrix) -> Floats:
        """Margins, (n, k)."""
        return np.asarray(X @ self.coef_.T + self.intercept_)

    def calibrated(self, margins: Floats) -> Floats:
        """Margins (n, k) as probabilities."""
        return apply_curve(margins, self.curve_)

    def predict_proba(self, X: csr_matrix) -> Floats:
        """Calibrated probabilities, (n, k)."""
        return self.calibrated(self.decision_function(X))

    def predict(self, X: csr_matrix) -> NDArray[np.object_]:
        """The best label of each row, sure or not."""
        return np.asarray(self.classes_[self.decision_function(X).argmax(axis=1)])

    def _linear(self, X: csr_matrix, truth: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """One-against-rest weights for all labels; a label without an example in ``truth`` keeps weight 0, bias -1."""
        present = np.unique(truth)
        coef = np.zeros((len(self.classes_), X.shape[1]), dtype=np.float32)
        intercept = np.full(len(self.classes_), -1.0, dtype=np.float32)
        coef[present], intercept[present] = self._weights(X, truth)
        return _half(coef), intercept

    def _weights(self, X: csr_matrix, truth: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """The weights of the labels in ``truth``, a row each."""
        holds = truth[:, None] == np.unique(truth)
        if holds.shape[1] == 2:  # one problem seen from both sides
            coef, intercept = fit_svm(
                X, holds[:, 1:], sided_costs(holds[:, 1:], self.C), tolerance=_tolerance(X), seed=self.seed
            )
            coef, intercept = np.vstack([-coef, coef]), np.concatenate([-intercept, intercept])
        else:
            coef, intercept = fit_svm(X, holds, rest_costs(holds, self.C), tolerance=_tolerance(X), seed=self.seed)
        if X.shape[0] > _MANY:
            coef = coef + _bayes(X, truth, np.std(X @ coef.T + intercept))
        return coef, intercept

    def _unseen(
        self, X: csr_matrix, truth: NDArray[np.intp], train: NDArray[np.intp], test: NDArray[np.intp]
    ) -> tuple[NDArray[np.intp], Floats]:
        """Rows held out, and their margins from a model that was not trained on them."""
        known = train if len(np.unique(truth[train])) > 1 else np.arange(len(truth))
        coef, intercept = self._linear(X[known], truth[known])
        return test, np.asarray(X[test] @ coef.T + intercept)


class MultiLabelHead(ClassifierMixin, BaseEstimator):
    """Any of k labels: a linear SVM with naive Bayes a label, one shared sigmoid, a threshold a label chosen for F1.

    Attributes
    ----------
    classes_ : (k,) labels; ``coef_`` (k, d) and ``intercept_`` (k,) float32; ``slope_``, ``offset_``; ``threshold_``;
    ``unseen_``, ``held_`` as above
    """

    def __init__(self, C: float = 0.5, seed: int = 0) -> None:
        self.C = C
        self.seed = seed

    def fit(self, X: csr_matrix, y: Sequence[Sequence[str]], newest: NDArray[np.intp] | None = None) -> Self:
        """Fit on a sparse (n, d) matrix and n lists of labels. :class:`InputError` where no label is given at all.

        ``newest`` as above.
        """
        self.classes_ = np.array(sorted({label for labels in y for label in labels}), dtype=object)
        if len(self.classes_) == 0:
            raise InputError("training needs at least one label, found none")
        truth = indicator(y, self.classes_)
        self.coef_, self.intercept_ = self._linear(X, truth)
        rows, margins = [], []
        for train, test in _split(KFold, X, truth, self.seed, newest):
            coef, intercept = self._linear(X[train], truth[train])
            margins.append(X[test] @ coef.T + intercept)
            rows.append(test)
        self.held_, self.unseen_ = np.concatenate(rows), np.vstack(margins)
        held = truth[self.held_]
        self.slope_, self.offset_ = fit_sigmoid(self.unseen_, held)
        self.threshold_ = thresholds_for_f1(apply_sigmoid(self.unseen_, self.slope_, self.offset_), held)
        return self

    def decision_function(self, X: csr_matrix) -> Floats:
        """Margins, (n, k)."""
        return np.asarray(X @ self.coef_.T + self.intercept_)

    def calibrated(self, margins: Floats) -> Floats:
        """Margins (n, k) as probabilities; rows do not sum to one."""
        return apply_sigmoid(margins, self.slope_, self.offset_)

    def predict_proba(self, X: csr_matrix) -> Floats:
        """Calibrated probabilities, (n, k); rows do not sum to one."""
        return self.calibrated(self.decision_function(X))

    def predict(self, X: csr_matrix) -> NDArray[np.bool_]:
        """Which labels hold, (n, k)."""
        return np.asarray(self.predict_proba(X) >= self.threshold_)

    def _linear(self, X: csr_matrix, truth: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Weights of every label; a label that holds everywhere or nowhere keeps weight 0 and a constant bias."""
        coef = np.zeros((truth.shape[1], X.shape[1]), dtype=np.float32)
        intercept = np.where(truth.all(axis=0), 1.0, -1.0).astype(np.float32)
        varied = np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0))
        if len(varied):
            holds = truth[:, varied]
            coef[varied], intercept[varied] = fit_svm(
                X, holds, sided_costs(holds, self.C), tolerance=_tolerance(X), seed=self.seed
            )
            margins = X @ coef[varied].T + intercept[varied]
            for column in range(len(varied)):
                coef[varied[column]] += _bayes(X, holds[:, column].astype(np.intp), np.std(margins[:, column]))[1]
        return _half(coef), intercept


Head = SingleLabelHead | MultiLabelHead


def indicator(labels: Sequence[Sequence[str]], classes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Lists of labels as an (n, k) table of yes and no; labels outside ``classes`` are left out."""
    column = {label: index for index, label in enumerate(classes)}
    table = np.zeros((len(labels), len(classes)), dtype=bool)
    for row, given in enumerate(labels):
        for label in given:
            if label in column:
                table[row, column[label]] = True
    return table


def _side_by_side(tasks: Sequence[Callable[[], Any]]) -> list[Any]:
    """The results in order. The compiled loops work outside the interpreter's lock, so threads share the cores."""
    found: list[Any] = Parallel(n_jobs=_CORES, prefer="threads")(delayed(task)() for task in tasks)
    return found


def _half(weights: Floats) -> Floats:
    """Weights rounded to half precision: what a saved model keeps, so that saving and loading changes no prediction."""
    return weights.astype(np.float16).astype(np.float32)


def _tolerance(X: csr_matrix) -> float:
    # With many texts the last digits of the solution change no figure and take most of the time.
    return 0.1 if X.shape[0] > _MANY else 1e-3


def _bayes(X: csr_matrix, truth: NDArray[np.intp], spread: float) -> Floats:
    """What complement naive Bayes adds to the weights of each label in ``truth``, a row each, in their order.

    Rennie et al., "Tackling the poor assumptions of naive Bayes text classifiers" (2003). Its margins get a fixed share
    of the spread of the margins they join; they know rare words that the other model has no room to weigh. Features that
    take negative values count no words and stay out.
    """
    lowest = X.min(axis=0)
    counts = np.flatnonzero((lowest.toarray().ravel() if issparse(lowest) else lowest) >= 0)
    if not len(counts):
        return np.zeros((len(np.unique(truth)), X.shape[1]))
    rows = ComplementNB(alpha=_SMOOTHING).fit(X[:, counts], truth).feature_log_prob_
    weights = np.zeros((len(rows), X.shape[1]))
    weights[:, counts] = rows - rows.mean(axis=0)
    own = float(np.std(X @ weights.T))
    return weights * (_BAYES * spread / own) if own else weights


def _split(
    splitter: Any, X: csr_matrix, truth: NDArray[Any], seed: int, newest: NDArray[np.intp] | None
) -> list[tuple[NDArray[np.intp], ...]]:
    """Rows to train on and rows to hold out.

    The ``newest`` where they are known: texts to come differ from those known as these do from the earlier. Else random
    tenths, as many as hold enough texts. They are small because a model fitted on much less than all texts is less sure
    than the final one: calibrated on fifths, that would overstate.
    """
    if newest is not None:
        return [(np.setdiff1d(np.arange(X.shape[0]), newest), newest)]
    count = min(X.shape[0], _FOLDS)
    folds = splitter(count, shuffle=True, random_state=seed).split(X, truth)
    return list(itertools.islice(folds, max(1, -(-_HELD * count // X.shape[0]))))
