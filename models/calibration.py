"""From margins to probabilities, and from probabilities to a decision that may be "not sure".

Margins come from linear models that were fitted one label against the rest, and are on no scale. For one of many labels
each margin goes through one sigmoid, to a power, and the results are scaled to sum to one: ``p ~ expit(slope * margin +
offset) ** power``, three numbers for all labels (with an offset far below zero this is temperature scaling, Guo et al. 2017, "On
Calibration of Modern Neural Networks"; the sigmoid alone is Zadrozny and Elkan's way, 2002, "Transforming classifier
scores into accurate multiclass probability estimates"). For any of many labels it is one sigmoid shared by all (Platt 1999).
All are fitted on margins of texts that the model did not see.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logsumexp, softmax
from scipy.stats import norm

Floats = NDArray[np.floating]
_PRIOR = 0.5  # texts' worth of pull towards a plain sigmoid, so that a few separable texts give a finite curve
_NEAR = 10.0
_CAUTION = 0.8  # how sure the share right of the accepted part has to be


class Curve(NamedTuple):
    """``p ~ expit(slope * margin + offset) ** power``, scaled to sum to one over the labels. Keeps the order of the margins."""

    slope: float
    offset: float
    power: float


def fit_curve(margins: Floats, truth: NDArray[np.intp], near: Curve | None = None) -> Curve:
    """The curve under which the right labels are likeliest; ``margins`` is (n, k), ``truth`` indexes columns.

    ``near`` is a curve of more texts that these few are drawn towards.
    """
    start = np.array([1.0, 0.0, 0.0] if near is None else [np.log(near.slope), near.offset, np.log(near.power)])
    pull = _PRIOR if near is None else _NEAR

    def loss(parameters: Floats) -> float:
        scores = np.exp(parameters[2]) * log_expit(np.exp(parameters[0]) * margins + parameters[1])
        likely = np.mean(logsumexp(scores, axis=1) - scores[np.arange(len(truth)), truth])
        return float(likely + pull / len(truth) * np.sum((parameters - start) ** 2))

    slope, offset, power = minimize(loss, x0=start, method="L-BFGS-B", bounds=[(-3, 5), (-8, 8), (-3, 3)]).x
    return Curve(float(np.exp(slope)), float(offset), float(np.exp(power)))


def apply_curve(margins: Floats, curve: Curve) -> Floats:
    """Probabilities (n, k), rows sum to one."""
    return np.asarray(softmax(curve.power * log_expit(curve.slope * margins + curve.offset), axis=1))


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


def confidence_for_precision(
    confidence: Floats, right: NDArray[np.bool_], *, precision: float, caution: float = _CAUTION
) -> float:
    """The lowest confidence at which the accepted part is right often enough.

    The share right on a sample is luck in part, and the luckiest of many thresholds the more so: the lower end of its
    Wilson interval, one-sided with probability ``caution``, has to reach ``precision``. Of the thresholds that do, the
    one that accepts most wins. 1.0, so that hardly anything is accepted, where none does.
    """
    order = np.argsort(-confidence, kind="stable")
    n = np.arange(1, len(order) + 1)
    share = np.cumsum(right[order]) / n
    z = float(norm.ppf(caution))
    lowest = (share + z**2 / (2 * n) - z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))) / (1 + z**2 / n)
    sorted_confidence = confidence[order]
    last_of_its_like = np.append(sorted_confidence[1:] != sorted_confidence[:-1], True)  # equal ones go together
    reached = (lowest >= precision) & last_of_its_like
    if not reached.any():
        return 1.0
    return float(sorted_confidence[np.flatnonzero(reached)[-1]])


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
