"""Us and the peers on one labelled file, each in a process of its own: quality, speed, size, memory."""

import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np

from analytics.errors import RubrikaError
from models.calibration import expected_calibration_error
from models.document import Document
from models.training import Example, time_split
from rubrika.labels import examples
from rubrika.peers import CONTENDERS, Ours
from rubrika.training import split_share

Notes = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One contender's figures: quality with the best label forced; speeds in seconds and texts a second; MB.

    ``coverage``, ``accuracy_covered`` and ``ece`` are of those that say how sure they are, else None. ``memory_mb`` is
    the peak of the contender's process, texts and libraries included.
    """

    contender: str
    accuracy: float
    macro_f1: float
    coverage: float | None
    accuracy_covered: float | None
    ece: float | None
    fit_seconds: float
    texts_per_second: float
    size_mb: float
    memory_mb: float

    def as_dict(self) -> dict[str, object]:
        """JSON-ready values."""
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}


def parts(
    given: str, valid: str | None, split: str, target: str, *, notes: Notes
) -> tuple[list[Example], list[Example]]:
    """The texts to train on and those to measure on."""
    known = examples(given, [target], notes=notes)
    if valid:
        return known, examples(valid, [target], notes=notes)
    return time_split(known, split_share(split))


def draw(known: Sequence[Example], target: str, per_label: int, seed: int) -> list[Example]:
    """At most ``per_label`` texts of each label, in the order of time."""
    chance = random.Random(seed)
    rows: dict[str, list[int]] = {}
    for row, example in enumerate(known):
        rows.setdefault(str(example.gold[target]), []).append(row)
    kept = sorted(row for found in rows.values() for row in chance.sample(found, min(per_label, len(found))))
    return [known[row] for row in kept]


def draws_of(known: Sequence[Example], target: str, per_label: int, draws: int) -> list[list[Example]]:
    """Several draws of ``per_label`` texts a label, or everything once where it is 0."""
    return [draw(known, target, per_label, seed) for seed in range(draws)] if per_label else [list(known)]


def averaged(tables: Sequence[Sequence[Line]]) -> list[Line]:
    """The mean of several tables of the same contenders."""
    if len(tables) == 1:
        return list(tables[0])
    found = []
    for lines in zip(*tables, strict=True):
        values: dict[str, Any] = {
            field.name: None
            if getattr(lines[0], field.name) is None
            else sum(getattr(line, field.name) or 0.0 for line in lines) / len(lines)
            for field in fields(Line)
            if field.name != "contender"
        }
        found.append(Line(contender=lines[0].contender, **values))
    return found


def bench(
    known: Sequence[Example], later: Sequence[Example], *, target: str, contenders: Sequence[str], notes: Notes
) -> list[Line]:
    """Train each contender on ``known`` and measure it on ``later``; one that fails is said and left out."""
    first, second = (
        ([example.document for example in part], [str(example.gold[target]) for example in part])
        for part in (known, later)
    )
    origins = [(example.published, example.source) for example in known]
    lines = []
    for name in contenders:
        contender = CONTENDERS[name]
        if not contender.installed:
            notes(f"{contender.title} is left out: install it with pip install 'rubrika[peers]'")
            continue
        notes(f"training {contender.title}")
        # Spawned, because Polars' threads do not survive a fork; one process each, so that memory can be told apart.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            try:
                lines.append(process.submit(measure, name, first, second, origins).result())
            except Exception as error:  # other people's code may fail in any way; the others go on
                notes(f"{contender.title} failed and is left out: {type(error).__name__}: {error}")
    if not lines:
        raise RubrikaError("no contender could be measured: see the lines above")
    return lines


def measure(
    name: str,
    known: tuple[list[Document], list[str]],
    later: tuple[list[Document], list[str]],
    origins: Sequence[tuple[datetime | None, str]] = (),
) -> Line:
    """One contender's figures; ``origins`` are dates and sources of the known texts, of use to us alone."""
    from sklearn.metrics import accuracy_score, f1_score

    contender = CONTENDERS[name]
    peer = contender.make()
    if isinstance(peer, Ours):
        peer.origins = origins
    start = time.perf_counter()
    peer.fit(*known)
    fitted = time.perf_counter() - start
    documents, gold = later
    peer.predict(documents[:300])  # compiled loops and caches are warm, as in a running service
    start = time.perf_counter()
    found = peer.predict(documents)
    seconds = time.perf_counter() - start
    sure = isinstance(peer, Ours)
    right = [one == other for one, other in zip(found, gold, strict=True)]
    return Line(
        contender=contender.title,
        accuracy=float(accuracy_score(gold, found)),
        macro_f1=float(f1_score(gold, found, labels=sorted(set(gold)), average="macro", zero_division=0)),
        coverage=float(peer.accepted.mean()) if sure else None,
        accuracy_covered=_mean([hit for hit, taken in zip(right, peer.accepted, strict=True) if taken])
        if sure
        else None,
        ece=expected_calibration_error(peer.probabilities.max(axis=1), np.array(right, dtype=bool)) if sure else None,
        fit_seconds=fitted,
        texts_per_second=len(documents) / seconds,
        size_mb=peer.size() / 1e6,
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def markdown(lines: Sequence[Line], *, title: str) -> str:
    """One table."""
    head = "| contender | accuracy | macro-F1 | given / right of the given | calibration error | training s | texts/s | model MB | peak MB |"
    rows = [
        f"| {line.contender} | {line.accuracy:.3f} | {line.macro_f1:.3f} | {_pair(line)} | {_number(line.ece)} "
        f"| {line.fit_seconds:.1f} | {line.texts_per_second:,.0f} | {line.size_mb:.1f} | {line.memory_mb:,.0f} |"
        for line in lines
    ]
    return "\n".join([title, "", head, "|---|" + "---:|" * 8, *rows]) + "\n"


def _pair(line: Line) -> str:
    return "" if line.coverage is None else f"{line.coverage:.2f} / {_number(line.accuracy_covered)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
