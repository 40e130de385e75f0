"""Figures on texts that a model has not seen: how often right, how sure, how honest about it.

A stored model carries them in its card (``Classifier.card["figures"]``, one entry a target, in ``model.json``), in the
form of :func:`rubrika.reports.metrics`::

    {"target": "section", "n": 480, "accuracy": .84, "macro_f1": ..., "coverage": ..., "ece": ..., "ece_by_chance": .05,
     "per_label": {"sport": {"precision": .9, "recall": .9, "f1": .9, "support": 30}, ...},
     "per_lang": {"ru": {"n": 385, "accuracy": .84, "macro_f1": .81, "coverage": .87, "accuracy_covered": .88}, ...},
     "confusion": {"labels": ["culture", ...], "counts": [[20, 0, ...], ...]},
     "reliability": [{"n": 32, "confidence": .31, "accuracy": .35}, ...]}

``confusion`` counts texts, a row for each true label and a column for each best guess; it is null for many labels.
``reliability`` has the 15 bins of equal mass that ``ece`` is made of, least sure first. For many labels ``per_lang`` has
``micro_f1`` too, and the bins are of the likeliest label. ``ece_by_chance`` is what a perfectly calibrated model would
show on average with these confidences.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

from analytics.correction import MODEL, RATES
from analytics.errors import InputError, RubrikaError
from models.calibration import Bin, Floats, calibration_error_by_chance, expected_calibration_error, reliability
from models.classifier import SECTION, TOPICS, Classifier
from models.document import Document
from models.heads import Gold, MultiLabelHead, SingleLabelHead, indicator

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFigures:
    """One label: share of the said that is right, share of the true that is found, their mean, how many are true."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """How many texts of each true label (rows) got each best guess (columns); both in the order of ``labels``."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Figures of one model on one set.

    ``accuracy``, ``macro_f1``, ``micro_f1`` with the best label forced; ``coverage`` is the share of texts for which the
    model was sure enough, ``accuracy_covered`` how often it was right there. For many labels a text counts as right
    when exactly the true set is said. ``ece`` is the calibration error of the top label (15 bins of equal mass),
    ``ece_by_chance`` what perfect calibration would show. The module's docstring describes the rest.
    """

    model: str
    target: str
    n: int
    accuracy: float
    macro_f1: float
    micro_f1: float
    coverage: float
    accuracy_covered: float
    ece: float
    ece_by_chance: float
    reliability: tuple[Bin, ...]
    confusion: Confusion | None
    seconds: float
    per_label: tuple[LabelFigures, ...]
    per_lang: dict[str, dict[str, float]]
    best: tuple[str, ...] = field(repr=False)
    scores: tuple[float, ...] = field(repr=False)
    accepted: tuple[bool, ...] = field(repr=False)


def evaluate(
    classifier: Classifier,
    documents: Sequence[Document],
    gold: Sequence[Gold],
    *,
    target: str,
    semantic: bool | None = None,
) -> Evaluation:
    """Compare predictions with ``gold``: a label a text, or a tuple of labels a text.

    :class:`InputError` where the set is empty or shares no label with the model.
    """
    if not documents:
        raise InputError(f"nothing to evaluate: no line has both a text and {target!r}")
    name = head_name(classifier, target, many=not isinstance(gold[0], str))
    head = classifier.heads[name]
    known = set(head.classes_)
    if not known & {label for labels in gold for label in as_tuple(labels)}:
        raise InputError(
            f"none of the labels under {target!r} is known to {classifier.ref}, which knows: {', '.join(sorted(known)[:20])}"
        )
    start = time.perf_counter()
    judged = classifier.judge(documents, semantic=semantic)
    seconds = time.perf_counter() - start
    probability, threshold = judged.probabilities[name], judged.thresholds[name]
    langs = np.array([document.lang for document in documents], dtype=object)
    if isinstance(head, MultiLabelHead):
        return _many(
            classifier, target, head, probability, threshold, [as_tuple(labels) for labels in gold], langs, seconds
        )
    return _one(
        classifier, target, head, probability, threshold, ["".join(as_tuple(g)[:1]) for g in gold], langs, seconds
    )


def head_name(classifier: Classifier, target: str, *, many: bool) -> str:
    """The head to measure: the one trained on ``target``, else the section's or the topics', else the only one."""
    if target in classifier.heads:
        return target
    fallback = TOPICS if many else SECTION
    if fallback in classifier.heads:
        return fallback
    return next(iter(classifier.heads))


def as_tuple(labels: Gold) -> tuple[str, ...]:
    """``"sport"`` -> ``("sport",)``; a tuple stays as it is."""
    return (labels,) if isinstance(labels, str) else labels


def _one(
    classifier: Classifier,
    target: str,
    head: SingleLabelHead,
    probability: Floats,
    threshold: Floats,
    gold: list[str],
    langs: NDArray[np.object_],
    seconds: float,
) -> Evaluation:
    best = head.classes_[probability.argmax(axis=1)]
    confidence = probability.max(axis=1)
    truth = np.array(gold, dtype=object)
    right: Bools = np.asarray(best == truth)
    accepted: Bools = np.asarray(confidence >= threshold)
    labels = sorted(set(gold))
    return Evaluation(
        model=classifier.ref,
        target=target,
        n=len(gold),
        accuracy=float(accuracy_score(gold, best.tolist())),
        macro_f1=_macro_f1(gold, best.tolist()),
        micro_f1=float(f1_score(gold, best.tolist(), average="micro", zero_division=0)),
        coverage=float(accepted.mean()),
        accuracy_covered=float(right[accepted].mean()) if accepted.any() else float("nan"),
        ece=expected_calibration_error(confidence, right),
        ece_by_chance=calibration_error_by_chance(confidence),
        reliability=reliability(confidence, right),
        confusion=_confusion(gold, best.tolist()),
        seconds=seconds,
        per_label=_per_label(gold, best.tolist(), labels),
        per_lang={
            str(lang): _lang_figures(right, accepted, np.asarray(langs == lang))
            | {"macro_f1": _macro_f1(truth[langs == lang].tolist(), best[langs == lang].tolist())}
            for lang in sorted(set(langs))
        },
        best=tuple(best),
        scores=tuple(confidence.tolist()),
        accepted=tuple(bool(value) for value in np.atleast_1d(accepted)),
    )


def _many(
    classifier: Classifier,
    target: str,
    head: MultiLabelHead,
    probability: Floats,
    threshold: Floats,
    gold: list[tuple[str, ...]],
    langs: NDArray[np.object_],
    seconds: float,
) -> Evaluation:
    said = probability >= threshold
    accepted: Bools = np.asarray(said.any(axis=1))
    top = probability.argmax(axis=1)
    forced = said.copy()
    forced[np.arange(len(top)), top] = True
    labels = sorted({label for given in gold for label in given} | set(head.classes_))
    classes = np.array(labels, dtype=object)
    truth = indicator(gold, classes)
    column = np.searchsorted(np.array(labels), head.classes_.astype(str))
    guess = np.zeros_like(truth)
    guess[:, column] = forced
    right: Bools = np.asarray((guess == truth).all(axis=1))
    confidence = probability.max(axis=1)
    top_right = truth[np.arange(len(top)), column[top]]
    present = truth.any(axis=0)
    precision, recall, f1, support = precision_recall_fscore_support(truth, guess, average=None, zero_division=0)
    return Evaluation(
        model=classifier.ref,
        target=target,
        n=len(gold),
        accuracy=float(right.mean()),
        macro_f1=float(f1[present].mean()) if present.any() else float("nan"),
        micro_f1=float(f1_score(truth, guess, average="micro", zero_division=0)),
        coverage=float(accepted.mean()),
        accuracy_covered=float(right[accepted].mean()) if accepted.any() else float("nan"),
        ece=expected_calibration_error(confidence, top_right),
        ece_by_chance=calibration_error_by_chance(confidence),
        reliability=reliability(confidence, top_right),
        confusion=None,
        seconds=seconds,
        per_label=tuple(
            LabelFigures(
                label=labels[i],
                precision=float(precision[i]),
                recall=float(recall[i]),
                f1=float(f1[i]),
                support=int(support[i]),
            )
            for i in np.flatnonzero(present)
        ),
        per_lang={
            str(lang): _lang_figures(right, accepted, np.asarray(langs == lang))
            | {
                "micro_f1": float(
                    f1_score(truth[langs == lang], guess[langs == lang], average="micro", zero_division=0)
                )
            }
            for lang in sorted(set(langs))
        },
        best=tuple(" ".join(classes[row]) for row in guess),
        scores=tuple(confidence.tolist()),
        accepted=tuple(bool(value) for value in np.atleast_1d(accepted)),
    )


def _confusion(gold: list[str], best: list[str]) -> Confusion:
    labels = sorted({*gold, *best})
    table = confusion_matrix(gold, best, labels=labels)
    return Confusion(labels=tuple(labels), counts=tuple(tuple(int(count) for count in row) for row in table))


def _macro_f1(gold: list[str], best: list[str]) -> float:
    """The mean F1 of the labels that are true of any text."""
    return float(f1_score(gold, best, labels=sorted(set(gold)), average="macro", zero_division=0))


def _lang_figures(right: Bools, accepted: Bools, of_lang: Bools) -> dict[str, float]:
    given = of_lang & accepted
    return {
        "n": int(of_lang.sum()),
        "accuracy": float(right[of_lang].mean()),
        "coverage": float(accepted[of_lang].mean()),
        "accuracy_covered": float(right[given].mean()) if given.any() else float("nan"),
    }


def _per_label(gold: list[str], best: list[str], labels: list[str]) -> tuple[LabelFigures, ...]:
    precision, recall, f1, support = precision_recall_fscore_support(gold, best, labels=labels, zero_division=0)
    return tuple(
        LabelFigures(label=label, precision=float(p), recall=float(r), f1=float(f), support=int(s))
        for label, p, r, f, s in zip(labels, precision, recall, f1, support, strict=True)
    )


def error_rates(card: Mapping[str, object], target: str) -> pl.DataFrame:
    """What a model's card says of its errors on each label of ``target``, as rows of :data:`analytics.correction.RATES`.

    Empty where the card has no figures of that target; a label without a true example in the evaluation has no row.
    """
    figures: Any = card.get("figures") or []
    of_target: Any = next((found for found in figures if found["target"] == target), None)
    rows = []
    for label, known in (of_target["per_label"] if of_target else {}).items():
        positives = int(known["support"])
        negatives = int(of_target["n"]) - positives
        hits = known["recall"] * positives
        if positives and negatives and known["precision"]:
            wrong = min(hits / known["precision"] - hits, negatives)
            rows.append((label, float(known["recall"]), positives, 1 - wrong / negatives, negatives))
    return pl.DataFrame(rows, schema=RATES, orient="row")


def rates_by_model(
    models: Iterable[str], card: Callable[[str], Mapping[str, object]], target: str, *, now: str
) -> pl.DataFrame:
    """The error rates of each of the ``models``: :data:`analytics.correction.RATES` and the model.

    ``card`` gives a model's card, ``now`` names the model in use: a model that is gone is taken to err as that one does.
    """
    found = []
    for model in models:
        try:
            rates = error_rates(card(model), target)
        except RubrikaError:
            rates = error_rates(card(now), target)
        found.append(rates.with_columns(pl.lit(model).alias(MODEL)))
    return pl.concat([pl.DataFrame(schema=RATES | {MODEL: pl.String}), *found])
