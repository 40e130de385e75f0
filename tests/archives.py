"""Archives to ask: rows written straight into the tables, so that every number is known beforehand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from analytics.archive import Archive, Facts
from analytics.schema import ARTICLES, LABELS, MENTIONS, PREDICTIONS
from analytics.store import Store, open_store

PRINTED = {"sport": "sport", "политика": "domestic_politics"}


def article(name: str, published: str | None, **given: Any) -> dict[str, Any]:
    """A row of the articles table."""
    row: dict[str, Any] = {
        "article_id": name,
        "revision": 1,
        "source": "one.example",
        "lang": "ru",
        "title": f"Title {name}",
        "text": f"Text {name}",
        "published": datetime.fromisoformat(published).astimezone(UTC) if published else None,
        "published_precision": "minute" if published else None,
        "first_seen": datetime(2026, 1, 1, tzinfo=UTC),
        "content_key": name,
        "record_key": name,
    }
    return row | given


def prediction(name: str, section: str | None, *topics: str, **given: Any) -> dict[str, Any]:
    """A row of the predictions table."""
    row: dict[str, Any] = {
        "article_id": name,
        "revision": 1,
        "model": "agency@1",
        "best": section or "society",
        "best_score": 0.9 if section else 0.2,
        "section": section,
        "topics": [{"code": code, "score": 0.8} for code in topics],
        "predicted_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return row | given


def label(name: str, target: str, code: str, verdict: str = "is", *, day: int = 1) -> dict[str, Any]:
    """A row of the labels table."""
    return {
        "label_id": f"{name}-{target}-{code}-{day}",
        "article_id": name,
        "target": target,
        "code": code,
        "verdict": verdict,
        "who": "editor",
        "when": datetime(2026, 2, day, tzinfo=UTC),
        "note": "",
    }


def mention(name: str, entity: str, *, count: int = 1, kind: str = "PER") -> dict[str, Any]:
    """A row of the mentions table."""
    return {
        "article_id": name,
        "revision": 1,
        "entity_id": f"{kind}:{entity}",
        "kind": kind,
        "name": entity,
        "surfaces": [],
        "count": count,
        "role": "mentioned",
        "titles": [],
    }


def make_store(
    home: Path,
    articles: Sequence[Mapping[str, Any]],
    *,
    predictions: Sequence[Mapping[str, Any]] = (),
    labels: Sequence[Mapping[str, Any]] = (),
    mentions: Sequence[Mapping[str, Any]] = (),
) -> Store:
    """A home with these rows."""
    store = open_store(home, create=True)
    for table, rows, schema in (
        ("articles", articles, ARTICLES),
        ("predictions", predictions, PREDICTIONS),
        ("labels", labels, LABELS),
        ("mentions", mentions, MENTIONS),
    ):
        store.append(table, pl.DataFrame([dict(row) for row in rows], schema=schema))
    return store


def facts_of(home: Path, articles: Sequence[Mapping[str, Any]], *, zone: str = "Asia/Baku", **tables: Any) -> Facts:
    """The facts of a home with these rows."""
    return Archive(make_store(home, articles, **tables), printed=PRINTED).facts(zone)
