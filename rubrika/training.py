"""The retraining command: examples from a file or from the archive, a split, a model on the shelf."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from analytics.archive import load_facts
from analytics.errors import InputError, UsageError
from analytics.store import open_store
from models.classifier import SECTION, TOPICS, Classifier
from models.document import Document
from models.evaluation import evaluate
from models.registry import Registry
from models.semantic import load_encoder
from models.taxonomy import load_taxonomy
from models.training import Example, rare_labels, similar_labels, time_split, train
from rubrika.labels import examples, mapped
from rubrika.reports import metrics, print_evaluation, write_metrics

Notes = Callable[[str], None]


def train_command(
    given: str | None,
    *,
    targets: Sequence[str],
    name: str,
    valid: str | None,
    split: str | None,
    metrics_file: Path | None,
    semantic: bool | None,
    home: Path,
    notes: Notes,
) -> Classifier:
    """Train, measure where a validation set or a split is given, store and put in use."""
    if valid and split:
        raise UsageError("give --valid or --split, not both")
    if metrics_file and not (valid or split):
        raise UsageError("--metrics-file needs something to measure on: give --valid FILE or --split time:0.8")
    targets = list(targets) or [SECTION]
    found = examples(given, targets, notes=notes) if given else archive_examples(home)
    if given is None:
        targets = [target for target in (SECTION, TOPICS) if any(target in example.gold for example in found)]
    later: list[Example] = []
    if split:
        found, later = time_split(found, split_share(split))
    elif valid:
        later = examples(valid, targets, notes=notes)
    for target in targets:
        for label, count in rare_labels(found, target).items():
            notes(f"{target}: {label} has only {count} examples and will be learned badly")
        for one, other in similar_labels(found, target):
            notes(f"{target}: {one!r} and {other!r} look like one label in two spellings")
    encoder = None if semantic is False else load_encoder()
    if semantic and encoder is None:
        raise UsageError("sentence vectors are not installed here: run make install on Linux with an AVX2 processor")
    if encoder is None:
        notes("training without sentence vectors: texts in other languages than these will not be recognised")
    store = open_store(home, create=True)
    card = {
        "trained_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "trained_on": given or "the archive",
        "examples": len(found),
        "targets": list(targets),
    }
    model = train(found, targets=targets, name=name, card=card, encoder=encoder)
    figures = []
    for target in targets:
        scored = [example for example in mapped(later, target, model) if target in example.gold]
        if scored:
            golds = [example.gold[target] for example in scored]
            figures.append(evaluate(model, [example.document for example in scored], golds, target=target))
    # The version is given only when the model is stored: the card's figures name no model, they are this one's.
    card["figures"] = [{k: v for k, v in metrics(one).items() if k != "model"} for one in figures]
    registry = Registry(store.home)
    stored = registry.add(model)
    registry.promote(stored.ref)
    for measured in figures:
        print_evaluation(replace(measured, model=stored.ref))
    if metrics_file and figures:
        write_metrics(metrics_file, figures[0])
    notes(f"trained {stored.ref} on {len(found)} articles; it is in use for this archive")
    return stored


def archive_examples(home: Path) -> list[Example]:
    """The archive's articles with the sections printed or set by people, and the topics set by people."""
    store = open_store(home)
    facts = load_facts(store, printed=load_taxonomy().printed_codes())
    texts = (
        store.scan("articles")
        .filter(pl.col("revision") == pl.col("revision").max().over("article_id"))
        .select("article_id", "title", "text", "lang", "published", "source")
    )
    topics = (
        facts.topics.lazy()
        .filter(pl.col("topic_basis") == "human")
        .group_by("row")
        .agg(pl.col("code").cast(pl.String).alias("topics"))
    )
    rows = (
        facts.articles.lazy()
        .filter(~pl.col("copy"))
        .select(
            "row",
            "article_id",
            pl.when(pl.col("basis").is_in(["human", "printed"]))
            .then(pl.col("section").cast(pl.String))
            .alias("section"),
        )
        .join(topics, on="row", how="left")
        .join(texts, on="article_id")
        .filter(pl.col("section").is_not_null() | pl.col("topics").is_not_null())
        .collect()
    )
    found = [
        Example(
            document=Document(row["title"], row["text"], row["lang"]),
            gold={
                **({SECTION: row["section"]} if row["section"] else {}),
                **({TOPICS: tuple(row["topics"])} if row["topics"] else {}),
            },
            published=row["published"],
            source=row["source"] or "",
            id=row["article_id"],
        )
        for row in rows.iter_rows(named=True)
    ]
    if not found:
        raise InputError("the archive has no printed sections and no labels to learn from: give a file with --input")
    return found


def split_share(split: str) -> float:
    """``time:0.8`` -> 0.8."""
    kind, _, share = split.partition(":")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if kind != "time" or not 0 < value < 1:
        raise UsageError(f"--split is time:SHARE, as in time:0.8, not {split}")
    return value
