"""The second look: sentence vectors beside the fast features, for texts that those leave unsure.

Margins add up: ``fast + weight * semantic`` for a language that the fast features were trained in, the semantic margin
alone for any other. Everything is linear, so a decision can still be taken apart exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from models.calibration import (
    Curve,
    Floats,
    apply_curve,
    apply_sigmoid,
    confidence_for_precision,
    fit_curve,
    fit_sigmoid,
    thresholds_for_f1,
)
from models.document import Document
from models.heads import Gold, Head, MultiLabelHead, SingleLabelHead, indicator
from models.semantic import DIMENSIONS, SentenceEncoder, excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondHead:
    """One target's linear model of sentence vectors, and how its margins join those of the fast features.

    ``coef`` (k, 384), ``intercept`` (k,); ``joint`` and ``alone`` lead from margin to probability, with the fast margins
    and without: a curve for one label, (slope, offset) for many; thresholds as in the heads. ``unsure`` is ``joint`` for texts
    that are looked at because the fast features were not sure: of equal margins theirs are right less often.
    """

    coef: Floats
    intercept: Floats
    weight: float
    joint: Curve | tuple[float, float]
    alone: Curve | tuple[float, float]
    joint_threshold: float | Floats
    alone_threshold: float | Floats
    unsure: Curve | tuple[float, float]
    unsure_threshold: float | Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """Language means (lang -> (384,)) that vectors are centred on, and a :class:`SecondHead` a target."""

    means: Mapping[str, Floats]
    heads: Mapping[str, SecondHead]

    def vectors(self, documents: Sequence[Document], encoder: SentenceEncoder) -> Floats:
        """(n, 384) unit vectors, centred on the mean of their language."""
        return _centred(encoder.encode([excerpt(document) for document in documents]), documents, self.means)

    def margins(self, target: str, fast: Floats, vectors: Floats, documents: Sequence[Document]) -> Floats:
        """(n, k) joined margins; languages without training texts get the semantic margin alone."""
        head = self.heads[target]
        known = np.array([[document.lang in self.means] for document in documents])
        semantic = vectors @ head.coef.T + head.intercept
        return np.where(known, fast + head.weight * semantic, semantic)

    def probabilities(
        self, target: str, fast: Floats, vectors: Floats, documents: Sequence[Document], *, many: bool, unsure: bool
    ) -> tuple[Floats, Floats]:
        """Calibrated probabilities (n, k), and the threshold of each text (n,), or with ``many`` of each label (n, k).

        ``unsure`` says that these are the texts that the fast features left unsure, not just any.
        """
        head = self.heads[target]
        margins = self.margins(target, fast, vectors, documents)
        known = np.array([document.lang in self.means for document in documents])
        probability = np.empty_like(margins)
        joint, threshold = (head.unsure, head.unsure_threshold) if unsure else (head.joint, head.joint_threshold)
        for part, way in ((known, joint), (~known, head.alone)):
            if part.any():
                probability[part] = (
                    apply_curve(margins[part], way) if isinstance(way, Curve) else apply_sigmoid(margins[part], *way)
                )
        return probability, np.where(known[:, None] if many else known, threshold, head.alone_threshold)


def fit_second_look(
    documents: Sequence[Document],
    encoder: SentenceEncoder,
    heads: Mapping[str, Head],
    labelled: Mapping[str, tuple[Sequence[int], Sequence[Gold]]],
    *,
    least: int = 30,
) -> SecondLook:
    """Fit on all documents; ``labelled`` maps a target to the rows that have it and their labels.

    ``heads`` are the fitted fast ones with their margins on texts unseen by each fold. A language needs ``least``
    documents to have a mean of its own.
    """
    raw = encoder.encode([excerpt(document) for document in documents])
    langs = np.array([document.lang for document in documents], dtype=object)
    means = {str(lang): raw[langs == lang].mean(axis=0) for lang in set(langs) if (langs == lang).sum() >= least}
    vectors = _centred(raw, documents, means)
    found = {}
    for target, (rows, gold) in labelled.items():
        found[target] = _fit_head(vectors[list(rows)], heads[target], gold)
    return SecondLook(means=means, heads=found)


def _fit_head(vectors: Floats, fast: Head, gold: Sequence[Gold]) -> SecondHead:
    fitted: Any
    # The same rows are held out as for the fast margins, so that both are of models that had not seen them.
    newest = fast.held_ if len(fast.held_) < len(gold) else None
    if isinstance(fast, MultiLabelHead):
        fitted = MultiLabelHead(C=1.0, seed=fast.seed).fit(vectors, [tuple(labels) for labels in gold], newest)
        truth = indicator([tuple(labels) for labels in gold], fast.classes_)[fast.held_]
        weight = _weight_many(fast.unseen_, fitted.unseen_, truth)
        joint = fast.unseen_ + weight * fitted.unseen_
        slope, offset = fit_sigmoid(joint, truth)
        thresholds = thresholds_for_f1(apply_sigmoid(joint, slope, offset), truth)
        return SecondHead(
            coef=fitted.coef_,
            intercept=fitted.intercept_,
            weight=weight,
            joint=(slope, offset),
            alone=(fitted.slope_, fitted.offset_),
            joint_threshold=thresholds,
            alone_threshold=fitted.threshold_,
            unsure=(slope, offset),
            unsure_threshold=thresholds,
        )
    fitted = SingleLabelHead(C=1.0, precision=fast.precision, seed=fast.seed).fit(
        vectors, [str(g) for g in gold], newest
    )
    answer = np.searchsorted(fast.classes_.astype(str), np.array([str(g) for g in gold]))[fast.held_]
    weight = _weight_one(fast.unseen_, fitted.unseen_, answer)
    joint = fast.unseen_ + weight * fitted.unseen_
    curve = fit_curve(joint, answer)
    unsure = fast.calibrated(fast.unseen_).max(axis=1) < fast.threshold_
    guarded = fit_curve(joint[unsure], answer[unsure], near=curve) if unsure.any() else curve
    return SecondHead(
        coef=fitted.coef_,
        intercept=fitted.intercept_,
        weight=weight,
        joint=curve,
        alone=fitted.curve_,
        joint_threshold=_confidence(joint, answer, curve, fast.precision),
        alone_threshold=fitted.threshold_,
        unsure=guarded,
        unsure_threshold=_confidence(joint[unsure], answer[unsure], guarded, fast.precision),
    )


def _confidence(margins: Floats, answer: NDArray[np.intp], curve: Curve, precision: float) -> float:
    if not len(answer):
        return 1.0
    probability = apply_curve(margins, curve)
    right = probability.argmax(axis=1) == answer
    return confidence_for_precision(probability.max(axis=1), right, precision=precision)


def _weight_one(fast: Floats, semantic: Floats, answer: NDArray[np.intp]) -> float:
    """The weight of the semantic margin under which the right labels are likeliest, the slope fitted along."""

    def loss(parameters: Floats) -> float:
        scaled = np.exp(parameters[0]) * (fast + np.exp(parameters[1]) * semantic)
        return float(np.mean(logsumexp(scaled, axis=1) - scaled[np.arange(len(answer)), answer]))

    return float(np.exp(minimize(loss, x0=np.array([1.0, -0.7]), method="Nelder-Mead").x[1]))


def _weight_many(fast: Floats, semantic: Floats, truth: NDArray[np.bool_]) -> float:
    def loss(parameters: Floats) -> float:
        logits = np.exp(parameters[0]) * (fast + np.exp(parameters[1]) * semantic) + parameters[2]
        return float(np.mean(np.logaddexp(0, logits) - truth * logits))

    return float(np.exp(minimize(loss, x0=np.array([1.0, -0.7, 0.0]), method="Nelder-Mead").x[1]))


def _centred(raw: Floats, documents: Sequence[Document], means: Mapping[str, Floats]) -> Floats:
    if not len(raw):
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    middle = np.mean(list(means.values()), axis=0) if means else np.zeros(DIMENSIONS)
    away = raw - np.array([means.get(document.lang, middle) for document in documents])
    length = np.linalg.norm(away, axis=1, keepdims=True)
    return np.asarray(away / np.maximum(length, 1e-9), dtype=np.float32)
