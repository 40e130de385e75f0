"""From labelled documents to a classifier, and the split in time that keeps figures honest."""

import difflib
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from joblib import Parallel, delayed, parallel_config
from numpy.typing import NDArray

from analytics.errors import InputError, UsageError
from analytics.text import fold
from models.classifier import Classifier
from models.document import Document
from models.evaluation import as_tuple
from models.features import FeatureSettings, make_features
from models.heads import Gold, Head, MultiLabelHead, SingleLabelHead
from models.lexicon import Lexicon
from models.second import fit_second_look
from models.semantic import SentenceEncoder

_RARE = 5
_ALIKE = 0.85
_FEW = 5000
_DATED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One document with what is known of it: ``gold`` maps a target to a label, or to a tuple of labels.

    ``published`` and ``source`` choose what is held out for calibration, see :func:`newest_rows`.
    """

    document: Document
    gold: Mapping[str, Gold]
    published: datetime | None = None
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSettings:
    """How to train: the features, the regularisation, and the share right that accepted sections should reach."""

    features: FeatureSettings = field(default_factory=FeatureSettings)
    C: float | None = None  # None: 1.0 for a few thousand texts, 0.3 for more, where single words may be trusted less
    precision: float = 0.9
    seed: int = 0


def train(
    examples: Sequence[Example],
    *,
    targets: Sequence[str],
    name: str,
    settings: TrainingSettings | None = None,
    card: Mapping[str, object] | None = None,
    encoder: SentenceEncoder | None = None,
) -> Classifier:
    """Fit features on all examples and one head a target on those that have it.

    A target whose labels are tuples gets a head for many labels. With an ``encoder`` of sentences the model gets a second
    look. :class:`InputError` where a target has no examples, or fewer than two labels.
    """
    settings = settings or TrainingSettings()
    if settings.C is None:
        settings = replace(settings, C=1.0 if len(examples) <= _FEW else 0.3)
    if not examples:
        raise InputError("nothing to train on: no line has both a text and a label")
    documents = [example.document for example in examples]
    features = make_features(settings.features)
    try:
        words = Lexicon().read(documents)
        with parallel_config(backend="threading"):  # the blocks count in compiled loops, outside the interpreter's lock
            matrix = features.set_params(n_jobs=2).fit_transform(words)
        features.set_params(n_jobs=None)
    except ValueError as error:
        raise InputError("nothing to learn: too few texts share a word; give more labelled texts") from error
    jobs: dict[str, tuple[object, list[Gold], NDArray[np.intp] | None]] = {}
    labelled: dict[str, tuple[list[int], list[Gold]]] = {}
    for target in targets:
        rows = [row for row, example in enumerate(examples) if example.gold.get(target)]
        if not rows:
            raise InputError(f"nothing to train on: no line has a label under {target!r}")
        gold = [examples[row].gold[target] for row in rows]
        labelled[target] = (rows, gold)
        jobs[target] = (matrix[rows], gold, newest_rows([examples[row] for row in rows]))
    fitted: list[Head] = Parallel(n_jobs=min(2, len(jobs)), prefer="threads")(
        delayed(_fit_head)(*job, settings) for job in jobs.values()
    )
    heads = dict(zip(jobs, fitted, strict=True))
    return Classifier(
        name=name,
        version=0,
        settings=settings.features,
        features=features,
        heads=heads,
        second=fit_second_look(documents, encoder, heads, labelled) if encoder else None,
        card=card or {},
    )


def time_split(examples: Sequence[Example], share: float) -> tuple[list[Example], list[Example]]:
    """The first ``share`` of the examples by publication time, and the rest.

    Where any example has no date the given order is taken for the order in time.
    :class:`UsageError` where the share leaves one side empty.
    """
    if not 0 < share < 1:
        raise UsageError(f"a split is a share between 0 and 1, as in time:0.8, not {share:g}")
    ordered = list(examples)
    if all(example.published for example in ordered):
        ordered.sort(key=lambda example: example.published or datetime.max)
    cut = int(len(ordered) * share)
    if not 0 < cut < len(ordered):
        raise UsageError(f"a split at {share:g} leaves nothing on one side of {len(ordered)} examples")
    return ordered[:cut], ordered[cut:]


def rare_labels(examples: Sequence[Example], target: str) -> dict[str, int]:
    """Labels with too few examples to be learned well, with their counts."""
    counts = Counter(label for example in examples for label in as_tuple(example.gold.get(target, ())))
    return {label: count for label, count in sorted(counts.items()) if count < _RARE}


def similar_labels(examples: Sequence[Example], target: str) -> list[tuple[str, str]]:
    """Pairs of labels that are spelled nearly the same, as "Sport" and "sport " or "Economy" and "Ekonomy"."""
    labels = sorted({label for example in examples for label in as_tuple(example.gold.get(target, ()))})
    folded = [fold(label) for label in labels]
    found = []
    for first, second in itertools.combinations(range(len(labels)), 2):
        one, other = folded[first], folded[second]
        if one == other or (min(len(one), len(other)) >= 5 and _alike(one, other)):
            found.append((labels[first], labels[second]))
    return found


def _alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def newest_rows(examples: Sequence[Example]) -> NDArray[np.intp] | None:
    """The newest fifth of the dated texts; None where too few have a date to be held out together.

    Of each source, where the newest fifth is of a few sources alone, as in a collection put together from several periods: what
    is held out has to be like the whole.
    """
    dated = [row for row, example in enumerate(examples) if example.published is not None]
    if len(dated) < _DATED:
        return None
    dated.sort(key=lambda row: examples[row].published or datetime.max)
    newest = dated[len(dated) * 4 // 5 :]
    sources = Counter(examples[row].source for row in dated)
    if 2 * sum(sources[source] for source in {examples[row].source for row in newest}) < len(dated):
        newest = []
        for source, count in sources.items():
            newest += [row for row in dated if examples[row].source == source][count - count // 5 :]
    return np.sort(np.array(newest, dtype=np.intp))


def _fit_head(
    matrix: object, gold: Sequence[Gold], newest: NDArray[np.intp] | None, settings: TrainingSettings
) -> Head:
    if isinstance(gold[0], str):
        one = ["".join(as_tuple(label)[:1]) for label in gold]
        return SingleLabelHead(C=settings.C or 1.0, precision=settings.precision, seed=settings.seed).fit(
            matrix, one, newest
        )
    many = [as_tuple(labels) for labels in gold]
    return MultiLabelHead(C=settings.C or 1.0, seed=settings.seed).fit(matrix, many, newest)
