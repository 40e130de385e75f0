"""Evaluation figures for people and for files."""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from analytics.errors import RubrikaError
from models.evaluation import Evaluation, as_tuple
from models.explain import Explanation
from models.training import Example


def metrics(figures: Evaluation) -> dict[str, object]:
    """The figures as JSON-ready values; undefined ones are null."""
    plain = ("n", "accuracy", "macro_f1", "micro_f1", "coverage", "accuracy_covered", "ece", "ece_by_chance", "seconds")
    values = {name: _number(getattr(figures, name)) for name in plain}
    return {
        "model": figures.model,
        "target": figures.target,
        **values,
        "per_label": {
            label.label: {
                "precision": round(label.precision, 4),
                "recall": round(label.recall, 4),
                "f1": round(label.f1, 4),
                "support": label.support,
            }
            for label in figures.per_label
        },
        "per_lang": {lang: {name: _number(v) for name, v in found.items()} for lang, found in figures.per_lang.items()},
        "confusion": asdict(figures.confusion) if figures.confusion else None,
        "reliability": [
            {"n": part.n, "confidence": _number(part.confidence), "accuracy": _number(part.accuracy)}
            for part in figures.reliability
        ],
    }


def print_explanation(name: str, found: Sequence[Explanation], most: int) -> None:
    """One article's labels with the strongest reasons for and against each."""
    lines = [name]
    for one in found:
        lines.append(f"  {one.label} {one.score:.2f}{'' if one.given else ' (not sure enough to be given)'}")
        for sign, reasons in zip("+-", one.top(most), strict=True):
            if reasons:
                lines.append(
                    f"    {sign} " + ", ".join(f"{reason.text} {abs(reason.weight):.2f}" for reason in reasons)
                )
    sys.stdout.write("\n".join(lines) + "\n")


def write_metrics(path: Path, figures: Evaluation) -> None:
    """Write :func:`metrics` to a file."""
    _write(path, json.dumps(metrics(figures), ensure_ascii=False, indent=2) + "\n")


def write_results(path: Path, figures: Evaluation, given: Sequence[Example]) -> None:
    """One tab-separated line an article: id, right label, best label, its score, whether the model was sure."""
    lines = ["id\tgold\tbest\tscore\tsure"]
    for example, best, score, sure in zip(given, figures.best, figures.scores, figures.accepted, strict=True):
        gold = " ".join(as_tuple(example.gold[figures.target]))
        cells = [example.id, gold, best, f"{score:.4f}", "yes" if sure else "no"]
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    _write(path, "\n".join(lines) + "\n")


def print_evaluation(figures: Evaluation) -> None:
    """A table for people."""
    write = sys.stdout.write
    write(f"{figures.model} on {figures.target}, {figures.n} articles, {figures.seconds:.2f} s\n")
    for name in ("accuracy", "macro_f1", "micro_f1", "coverage", "accuracy_covered", "ece", "ece_by_chance"):
        write(f"  {name:17} {getattr(figures, name):.3f}\n")
    for lang, found in figures.per_lang.items():
        write(f"  {lang or '??':17} " + "  ".join(f"{name} {value:.3g}" for name, value in found.items()) + "\n")
    width = max((len(label.label) for label in figures.per_label), default=0)
    write(f"  {'label':{width}}  precision  recall     f1  articles\n")
    for label in figures.per_label:
        write(
            f"  {label.label:{width}}  {label.precision:9.3f}  {label.recall:6.3f}  {label.f1:5.3f}  {label.support:8}\n"
        )


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RubrikaError(f"cannot write {path}: {error.strerror}") from error


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
