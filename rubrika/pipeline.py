"""Ingest -> classify -> enrich: reads items, stores articles, predictions and mentions, batch by batch."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import polars as pl

from analytics.article import Article, Item, Reject
from analytics.entities import Recogniser
from analytics.entities.attribution import attributions
from analytics.errors import InputError
from analytics.normalise import normalise
from analytics.outlets import own_names
from analytics.readers import read
from analytics.schema import ARTICLES, LABELS, MENTIONS, PREDICTIONS, REJECTED
from analytics.store import Store
from analytics.text import stable_hash
from models.classifier import SEMANTIC, Classifier
from models.document import Document

BATCH = 2000
_RAW_LIMIT = 64_000
Source = Path | Literal["-"]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock that everything here uses unless another is handed in."""
    return datetime.now(UTC)


@dataclass(slots=True)
class IngestReport:
    """What one ingest did. ``duplicate`` counts new articles that are exact copies; they are stored and marked."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    labelled: int = 0
    unreadable: list[str] = field(default_factory=list)  # one line a file that gave nothing
    reasons: list[str] = field(default_factory=list)  # the first rejects, "where: why"

    def as_dict(self) -> dict[str, object]:
        """The counts and reasons as JSON-ready values."""
        return asdict(self)


_REASONS_KEPT = 20


def ingest(
    sources: Sequence[Source],
    *,
    store: Store,
    format: str = "auto",
    default_source: str = "",
    known_sections: Collection[str] = (),
    codes: Collection[str] = (),
    classifier: Classifier | None = None,
    recogniser: Recogniser | None = None,
    notes: Callable[[str], None] | None = None,
    progress: Callable[[IngestReport], None] | None = None,
    clock: Clock = utc_now,
) -> IngestReport:
    """Read every source, store what is new, and classify and enrich it where the means are handed in.

    The same input twice changes nothing. What cannot be read is kept in ``rejected`` with the reason, and the rest goes
    on. Topics given with an article that are among ``codes`` are stored as labels.
    """
    report = IngestReport()
    items = _items(sources, format, report, notes)
    for batch in _batches(items, BATCH):
        articles, rejects = _normalised(batch, default_source, known_sections)
        report.read += len(batch)
        _keep_rejects(store, rejects, report, clock())
        if articles:
            fresh = _store_articles(store, articles, report, clock())
            _keep_labels(store, articles, fresh, codes, report, clock())
            if classifier is not None:
                # Sentence vectors cost as much as names: who leaves the one for later leaves the other too.
                classify(store, fresh, classifier, semantic=None if recogniser else False, clock=clock)
            if recogniser is not None:
                enrich(store, fresh, recogniser)
        if progress:
            progress(report)
    store.compact()
    return report


def classify(
    store: Store,
    articles: pl.DataFrame,
    classifier: Classifier,
    *,
    semantic: bool | None = None,
    clock: Clock = utc_now,
) -> int:
    """Predict section and topics of ``articles`` (rows of the articles table) and store them; how many were new."""
    if articles.is_empty():
        return 0
    rows = articles.select("article_id", "revision", "title", "text", "lang").rows(named=True)
    predictions = classifier.predict(
        [Document(row["title"], row["text"], row["lang"]) for row in rows], semantic=semantic
    )
    now = clock()
    frame = pl.DataFrame(
        [
            {
                "article_id": row["article_id"],
                "revision": row["revision"],
                "model": prediction.model,
                "best": prediction.best.code if prediction.best else None,
                "best_score": prediction.best.score if prediction.best else None,
                "section": prediction.section.code if prediction.section else None,
                "topics": [{"code": topic.code, "score": topic.score} for topic in prediction.topics],
                "predicted_at": now,
            }
            for row, prediction in zip(rows, predictions, strict=True)
        ],
        schema=PREDICTIONS,
    )
    return store.insert_new("predictions", frame, keys=("article_id", "revision", "model"))


def enrich(store: Store, articles: pl.DataFrame, recogniser: Recogniser) -> int:
    """Recognise names in ``articles`` and store them; an article without any is marked as read. How many articles."""
    if articles.is_empty():
        return 0
    rows: list[dict[str, object]] = []
    for article in articles.select("article_id", "revision", "title", "text", "lang", "source").rows(named=True):
        entities = recogniser.entities(
            article["title"], article["text"], lang=article["lang"], own_names=own_names(article["source"])
        )
        key = {"article_id": article["article_id"], "revision": article["revision"]}
        rows.extend(
            {
                **key,
                "entity_id": entity.entity_id,
                "kind": entity.kind,
                "name": entity.name,
                "surfaces": [
                    {"field": surface.field, "start": surface.start, "stop": surface.stop, "text": surface.text}
                    for surface in entity.surfaces
                ],
                "count": entity.count,
                "role": entity.role,
                "titles": list(entity.titles),
            }
            for entity in entities
        )
        if not entities:
            rows.append(
                {
                    **key,
                    **dict.fromkeys(("entity_id", "kind", "name", "role")),
                    "surfaces": [],
                    "count": 0,
                    "titles": [],
                }
            )
    store.append("mentions", pl.DataFrame(rows, schema=MENTIONS))
    return articles.height


def waiting(
    store: Store, table: Literal["predictions", "mentions"], *, model: str | None = None, second_look: bool = False
) -> pl.LazyFrame:
    """The newest revisions that have no row in ``table`` yet (of ``model``, for predictions).

    With ``second_look`` also those that the model left without a section at first sight.
    """
    done = store.scan(table)
    if model is not None:
        first = pl.col("model") == model
        settled = first & pl.col("section").is_not_null() if second_look else first
        done = done.filter(settled | (pl.col("model") == f"{model}{SEMANTIC}"))
    newest = store.scan("articles").filter(pl.col("revision") == pl.col("revision").max().over("article_id"))
    return newest.join(done.select("article_id", "revision"), on=["article_id", "revision"], how="anti")


def in_batches(frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """The rows of a lazy frame, at most :data:`BATCH` at a time."""
    yield from frame.collect().iter_slices(BATCH)


def _items(
    sources: Sequence[Source], format: str, report: IngestReport, notes: Callable[[str], None] | None
) -> Iterator[Item | Reject]:
    for source in sources:
        try:
            yield from read(source, format=format, notes=notes)
        except InputError as error:
            report.unreadable.append(str(error))


def _batches(items: Iterable[Item | Reject], size: int) -> Iterator[list[Item | Reject]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _normalised(
    batch: Sequence[Item | Reject], default_source: str, known_sections: Collection[str]
) -> tuple[list[Article], list[Reject]]:
    articles: list[Article] = []
    rejects: list[Reject] = []
    for item in batch:
        outcome = (
            item
            if isinstance(item, Reject)
            else normalise(item, default_source=default_source, known_sections=known_sections)
        )
        if isinstance(outcome, Reject):
            rejects.append(outcome)
        else:
            articles.append(outcome)
    return articles, rejects


def _store_articles(store: Store, articles: Sequence[Article], report: IngestReport, now: datetime) -> pl.DataFrame:
    """Store what is new or changed and return those rows."""
    latest = {article.article_id: article for article in articles}  # the last of several versions in one batch wins
    known = {
        row["article_id"]: row
        for row in store.scan("articles")
        .filter(pl.col("article_id").is_in(list(latest)))
        .select("article_id", "revision", "record_key", "first_seen", "published", "published_precision")
        .sort("revision")
        .collect()
        .iter_rows(named=True)
    }
    fresh = [a for key, a in latest.items() if key not in known or known[key]["record_key"] != a.record_key]
    originals = _originals(store, fresh)
    rows = []
    for article in fresh:
        before = known.get(article.article_id)
        original = originals.setdefault(article.content_key, article.article_id)
        copy_of = original if original != article.article_id else None
        if before is None:
            report.new += 1
            report.duplicate += copy_of is not None
        else:
            report.changed += 1
        rows.append(
            _row(article, revision=before["revision"] + 1 if before else 1, duplicate_of=copy_of)
            | {"first_seen": before["first_seen"] if before else now}
        )
    report.unchanged += len(articles) - len(fresh)
    frame = pl.DataFrame(rows, schema=ARTICLES)
    store.insert_new("articles", frame, keys=("article_id", "revision"))
    return frame


def _originals(store: Store, articles: Sequence[Article]) -> dict[str, str]:
    """content_key -> article_id of the first article stored with that content."""
    keys = list({article.content_key for article in articles})
    found = (
        store.scan("articles")
        .filter(pl.col("content_key").is_in(keys) & pl.col("duplicate_of").is_null())
        .select("content_key", "article_id")
        .collect()
    )
    return dict(found.iter_rows())


def _row(article: Article, *, revision: int, duplicate_of: str | None) -> dict[str, object]:
    cited = attributions(article.title, article.text, lang=article.lang, own_names=own_names(article.source))
    row = {name: getattr(article, name) for name in ARTICLES if hasattr(article, name)}
    return row | {
        "revision": revision,
        "duplicate_of": duplicate_of,
        "attribution": [{"name": source.name, "phrase": source.phrase} for source in cited],
    }


def _keep_labels(
    store: Store,
    articles: Sequence[Article],
    fresh: pl.DataFrame,
    codes: Collection[str],
    report: IngestReport,
    now: datetime,
) -> None:
    stored = set(fresh.get_column("article_id"))
    rows = [
        {
            "label_id": stable_hash(article.article_id, "topic", code, "input"),
            "article_id": article.article_id,
            "target": "topic",
            "code": code,
            "verdict": "is",
            "who": "input",
            "when": now,
            "note": "",
        }
        for article in articles
        if article.article_id in stored
        for code in article.topics
        if code in codes
    ]
    report.labelled += store.insert_new("labels", pl.DataFrame(rows, schema=LABELS), keys=("label_id",))


def _keep_rejects(store: Store, rejects: Sequence[Reject], report: IngestReport, now: datetime) -> None:
    report.rejected += len(rejects)
    for reject in rejects[: max(0, _REASONS_KEPT - len(report.reasons))]:
        report.reasons.append(f"{reject.origin}: {reject.reason}")
    rows = [
        {
            "item_id": stable_hash(reject.raw.hex(), reject.reason)
            if reject.raw
            else stable_hash(reject.origin, reject.reason),
            "raw": reject.raw[:_RAW_LIMIT],
            "origin": reject.origin,
            "reason": reject.reason,
            "when": now,
            "tries": 1,
        }
        for reject in rejects
    ]
    store.insert_new("rejected", pl.DataFrame(rows, schema=REJECTED), keys=("item_id",))
