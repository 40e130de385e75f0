"""Linear models on top of the features: one for a single label, one for any number of labels."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.svm import LinearSVC

from analytics.errors import InputError
from models.calibration import (
    Floats,
    apply_sigmoid,
    apply_temperature,
    confidence_for_precision,
    fit_sigmoid,
    fit_temperature,
    thresholds_for_f1,
)

Gold = str | tuple[str, ...]
_FOLDS = 5
_MANY = 3000


class SingleLabelHead(ClassifierMixin, BaseEstimator):
    """One of k labels: LinearSVC margins, one temperature, and a confidence below which it abstains.

    Parameters
    ----------
    C : inverse regularisation strength of the LinearSVC
    precision : share right that the accepted part should reach; sets ``threshold_``
    seed : of the fold split

    Attributes
    ----------
    classes_ : (k,) labels; ``coef_`` (k, d) and ``intercept_`` (k,) float32; ``slope_``; ``threshold_``;
    ``unseen_`` : (n, k) margins of the training texts from models that had not seen them
    """

    def __init__(self, C: float = 0.5, precision: float = 0.9, seed: int = 0) -> None:
        self.C = C
        self.precision = precision
        self.seed = seed

    def fit(self, X: csr_matrix, y: Sequence[str]) -> Self:
        """Fit on a sparse (n, d) matrix and n labels. :class:`InputError` for fewer than two labels."""
        self.classes_, truth = np.unique(np.asarray(y, dtype=object), return_inverse=True)
        if len(self.classes_) < 2:
            raise InputError(f"training needs at least two different labels, found only: {', '.join(self.classes_)}")
        self.coef_, self.intercept_ = self._linear(X, truth)
        margins = self.unseen_ = self._unseen_margins(X, truth)
        self.slope_ = fit_temperature(margins, truth)
        probability = apply_temperature(margins, self.slope_)
        self.threshold_ = confidence_for_precision(
            probability.max(axis=1), probability.argmax(axis=1) == truth, precision=self.precision
        )
        return self

    def decision_function(self, X: csr_matrix) -> Floats:
        """Margins, (n, k)."""
        return np.asarray(X @ self.coef_.T + self.intercept_)

    def calibrated(self, margins: Floats) -> Floats:
        """Margins (n, k) as probabilities."""
        return apply_temperature(margins, self.slope_)

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
        model = _svc(self.C, self.seed, X.shape[0]).fit(X, truth)
        if len(present) == 2:  # LinearSVC then has a single row, for the second label
            coef[present] = np.vstack([-model.coef_, model.coef_])
            intercept[present] = np.concatenate([-model.intercept_, model.intercept_])
        else:
            coef[present], intercept[present] = model.coef_, model.intercept_
        return _half(coef), intercept

    def _unseen_margins(self, X: csr_matrix, truth: NDArray[np.intp]) -> Floats:
        """Margins of every text from a model that was not trained on it."""
        smallest = int(np.bincount(truth).min())
        folds = _folds(len(truth))
        splitter: Any = StratifiedKFold if smallest >= folds else KFold
        margins = np.zeros((len(truth), len(self.classes_)))
        for train, test in splitter(folds, shuffle=True, random_state=self.seed).split(X, truth):
            if len(np.unique(truth[train])) < 2:
                margins[test] = self.decision_function(X[test])
                continue
            coef, intercept = self._linear(X[train], truth[train])
            margins[test] = X[test] @ coef.T + intercept
        return margins


class MultiLabelHead(ClassifierMixin, BaseEstimator):
    """Any of k labels: one LinearSVC a label, one shared sigmoid, a threshold a label chosen for F1.

    Attributes
    ----------
    classes_ : (k,) labels; ``coef_`` (k, d) and ``intercept_`` (k,) float32; ``slope_``, ``offset_``; ``threshold_``;
    ``unseen_`` as above
    """

    def __init__(self, C: float = 0.5, seed: int = 0) -> None:
        self.C = C
        self.seed = seed

    def fit(self, X: csr_matrix, y: Sequence[Sequence[str]]) -> Self:
        """Fit on a sparse (n, d) matrix and n lists of labels. :class:`InputError` where no label is given at all."""
        self.classes_ = np.array(sorted({label for labels in y for label in labels}), dtype=object)
        if len(self.classes_) == 0:
            raise InputError("training needs at least one label, found none")
        truth = indicator(y, self.classes_)
        self.coef_, self.intercept_ = self._linear(X, truth)
        margins = self.unseen_ = np.zeros(truth.shape)
        for train, test in KFold(_folds(len(y)), shuffle=True, random_state=self.seed).split(X):
            coef, intercept = self._linear(X[train], truth[train])
            margins[test] = X[test] @ coef.T + intercept
        self.slope_, self.offset_ = fit_sigmoid(margins, truth)
        self.threshold_ = thresholds_for_f1(apply_sigmoid(margins, self.slope_, self.offset_), truth)
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
        for column in np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0)):
            model = _svc(self.C, self.seed, X.shape[0]).fit(X, truth[:, column])
            coef[column], intercept[column] = model.coef_[0], model.intercept_[0]
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


def _half(weights: Floats) -> Floats:
    """Weights rounded to half precision: what a saved model keeps, so that saving and loading changes no prediction."""
    return weights.astype(np.float16).astype(np.float32)


def _svc(C: float, seed: int, texts: int) -> LinearSVC:
    # With many texts the last digits of the solution change no figure and take most of the time.
    return LinearSVC(C=C, class_weight="balanced", random_state=seed, max_iter=5000, tol=0.1 if texts > _MANY else 1e-3)


def _folds(texts: int) -> int:
    """How many folds margins on unseen texts are made with: with many texts two give enough of them."""
    return min(texts, _FOLDS if texts <= _MANY else 2)
