"""From margins to probabilities, and from probabilities to a decision that may be "not sure".

Margins come from a linear model and are on no scale. One slope (temperature scaling, Guo et al. 2017, "On Calibration
of Modern Neural Networks") turns the margins of one-of-many labels into probabilities; one sigmoid shared by all labels
(Platt 1999) does it for any-of-many. Both are fitted on margins of texts that the model did not see.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, logsumexp, softmax

Floats = NDArray[np.floating]


def fit_temperature(margins: Floats, truth: NDArray[np.intp]) -> float:
    """The slope that makes ``softmax(slope * margins)`` most likely; ``margins`` is (n, k), ``truth`` indexes columns."""

    def loss(log_slope: float) -> float:
        scaled = np.exp(log_slope) * margins
        return float(np.mean(logsumexp(scaled, axis=1) - scaled[np.arange(len(truth)), truth]))

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 4.0), method="bounded").x))


def apply_temperature(margins: Floats, slope: float) -> Floats:
    """Probabilities (n, k), rows sum to one."""
    return np.asarray(softmax(slope * margins, axis=1))


def fit_sigmoid(margins: Floats, truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of ``expit(slope * margin + offset)`` over all labels together; both arrays are (n, k).

    Targets are smoothed as Platt proposes, so that a separable sample does not give an infinite slope.
    """
    positive = int(truth.sum())
    negative = truth.size - positive
    target = np.where(truth, (positive + 1) / (positive + 2), 1 / (negative + 2))

    def loss(parameters: Floats) -> float:
        logits = parameters[0] * margins + parameters[1]
        return float(np.mean(np.logaddexp(0, logits) - target * logits))

    slope, offset = minimize(loss, x0=np.array([2.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)


def apply_sigmoid(margins: Floats, slope: float, offset: float) -> Floats:
    """Independent probabilities, one a label."""
    return np.asarray(expit(slope * margins + offset))


def confidence_for_precision(confidence: Floats, right: NDArray[np.bool_], *, precision: float) -> float:
    """The lowest confidence at which the accepted part is right often enough.

    All thresholds that reach ``precision`` on the sample qualify; the one that accepts most wins. 1.0, so that hardly
    anything is accepted, where none does.
    """
    order = np.argsort(-confidence, kind="stable")
    reached = np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= precision
    if not reached.any():
        return 1.0
    return float(confidence[order][np.flatnonzero(reached)[-1]])


def threshold_for_f1(probability: Floats, truth: NDArray[np.bool_]) -> float:
    """The one threshold for all labels with the best micro-averaged F1 on the sample."""
    order = np.argsort(-probability, axis=None, kind="stable")
    hits = np.cumsum(truth.ravel()[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())
    return float(probability.ravel()[order][int(np.argmax(f1))])


def thresholds_for_f1(probability: Floats, truth: NDArray[np.bool_], *, trust: int = 50) -> Floats:
    """(k,) the threshold with the best F1 of each label, drawn towards the one for all labels where it is rare.

    A label with ``trust`` texts counts as much as the common threshold; chosen on later texts (docs/figures.md).
    """
    common = threshold_for_f1(probability, truth)
    own = np.array([threshold_for_f1(probability[:, [column]], truth[:, [column]]) for column in range(truth.shape[1])])
    texts = truth.sum(axis=0)
    return np.asarray((texts * own + trust * common) / (texts + trust))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Texts of similar confidence: how many, their mean stated confidence, the share of them that is right."""

    n: int
    confidence: float
    accuracy: float


def reliability(confidence: Floats, right: NDArray[np.bool_], *, bins: int = 15) -> tuple[Bin, ...]:
    """Bins of equal mass, the least sure first."""
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split(order, min(bins, len(order))) if len(order) else []
    return tuple(
        Bin(n=len(part), confidence=float(confidence[part].mean()), accuracy=float(right[part].mean()))
        for part in parts
    )


def expected_calibration_error(confidence: Floats, right: NDArray[np.bool_], *, bins: int = 15) -> float:
    """Mean gap between stated confidence and share right, over bins of equal mass (Nixon et al. 2019)."""
    found = reliability(confidence, right, bins=bins)
    if not found:
        return float("nan")
    return sum(part.n * abs(part.confidence - part.accuracy) for part in found) / len(confidence)


def calibration_error_by_chance(confidence: Floats, *, bins: int = 15, draws: int = 200, seed: int = 0) -> float:
    """The mean error that perfect calibration would show: outcomes drawn by the stated confidences themselves."""
    if len(confidence) == 0:
        return float("nan")
    stated = np.sort(confidence)
    starts = np.cumsum([0, *map(len, np.array_split(stated, min(bins, len(stated))))])[:-1]
    chance = np.random.default_rng(seed)
    gaps = [np.abs(np.add.reduceat(stated - (chance.random(len(stated)) < stated), starts)).sum() for _ in range(draws)]
    return float(np.mean(gaps) / len(stated))
