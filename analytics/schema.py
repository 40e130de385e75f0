"""Column names and types of every table, said once.

Times are UTC with microseconds. ``check`` compares a frame with a schema and names all that is wrong in one error.
"""

from typing import Final

import polars as pl

from analytics.errors import StoreError

UTC: Final = pl.Datetime("us", "UTC")
Schema = dict[str, pl.DataType | type[pl.DataType]]

ATTRIBUTION: Final = pl.Struct({"name": pl.String, "phrase": pl.String})
LABEL_SCORE: Final = pl.Struct({"code": pl.String, "score": pl.Float64})
# Where a name stands: the field is "title" or "text", positions count characters in that field.
SURFACE: Final = pl.Struct({"field": pl.String, "start": pl.Int32, "stop": pl.Int32, "text": pl.String})

ARTICLES: Final[Schema] = {
    "article_id": pl.String,
    "revision": pl.Int32,
    "url": pl.String,
    "source": pl.String,
    "lang": pl.String,
    "title": pl.String,
    "lead": pl.String,
    "text": pl.String,
    "section": pl.String,  # as printed by the publisher
    "author": pl.String,
    "published": UTC,
    "published_precision": pl.String,  # "second", "minute", "day", or null where undated
    "published_text": pl.String,  # the date as found
    "first_seen": UTC,
    "duplicate_of": pl.String,  # article_id of the first exact copy, or null
    "attribution": pl.List(ATTRIBUTION),
    "content_key": pl.String,  # hash of the folded title and body: equal for exact copies
    "record_key": pl.String,  # hash of all that was read: differs when an article changed
}

PREDICTIONS: Final[Schema] = {
    "article_id": pl.String,
    "revision": pl.Int32,
    "model": pl.String,  # name@version
    "best": pl.String,
    "best_score": pl.Float64,
    "section": pl.String,  # best where the model was sure enough, else null
    "topics": pl.List(LABEL_SCORE),
    "predicted_at": UTC,
}

MENTIONS: Final[Schema] = {
    "article_id": pl.String,
    "revision": pl.Int32,
    "entity_id": pl.String,  # null marks an article that was read and has no names
    "kind": pl.String,  # PER, ORG or LOC
    "name": pl.String,  # canonical: nominative, full form
    "surfaces": pl.List(SURFACE),
    "count": pl.Int32,
    "role": pl.String,  # "speaks" (persons), "source" (bodies) or "mentioned"
    "titles": pl.List(
        pl.String
    ),  # the offices under which the article names a person; null where read before these were
}

LABELS: Final[Schema] = {
    "label_id": pl.String,
    "article_id": pl.String,
    "target": pl.String,  # "section" or "topic"
    "code": pl.String,  # of a section also "unclassified": none of them
    "verdict": pl.String,  # "is", "is not" or "taken back"
    "who": pl.String,
    "when": UTC,
    "note": pl.String,
}

DECISIONS: Final[Schema] = {
    "decision_id": pl.String,
    "kind": pl.String,  # "merge", "split", "rename" or "alias"
    "entity_id": pl.String,
    "other": pl.String,
    "who": pl.String,
    "when": UTC,
    "note": pl.String,
}

JOBS: Final[Schema] = {  # one row an event; analytics.jobs says what they amount to
    "job_id": pl.String,
    "kind": pl.String,
    "arguments": pl.String,  # JSON
    "state": pl.String,  # "queued", "running", "cancelling", "done", "failed" or "cancelled"
    "progress": pl.Float64,  # 0 to 1, null where this event says nothing of it
    "said": pl.String,  # what is being done, or why it ended
    "who": pl.String,  # who asked or cancelled; of the worker's events, the worker
    "when": UTC,
    "result": pl.String,  # JSON counts of what was done
}

REJECTED: Final[Schema] = {
    "item_id": pl.String,
    "raw": pl.Binary,  # the item as it came, cut at 64 kB
    "origin": pl.String,  # file and line
    "reason": pl.String,
    "when": UTC,
    "tries": pl.Int32,
}

NOTES: Final[Schema] = {
    "note_id": pl.String,
    "day": pl.Date,
    "text": pl.String,
    "who": pl.String,
    "when": UTC,
    "holds": pl.Boolean,  # false: taken away
}

VIEWS: Final[Schema] = {
    "name": pl.String,  # of the view; of an alert its id
    "kind": pl.String,  # "view" or "alert"
    "value": pl.String,  # JSON, see analytics.views
    "who": pl.String,
    "when": UTC,
    "holds": pl.Boolean,  # false: taken away
}

TABLES: Final[dict[str, Schema]] = {
    "articles": ARTICLES,
    "predictions": PREDICTIONS,
    "mentions": MENTIONS,
    "labels": LABELS,
    "decisions": DECISIONS,
    "jobs": JOBS,
    "rejected": REJECTED,
    "notes": NOTES,
    "views": VIEWS,
}


def check(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """``frame`` with exactly the columns of ``schema`` in its order; a :class:`StoreError` names all that differ."""
    have = frame.schema
    missing = [name for name in schema if name not in have]
    mistyped = [
        f"{name} is {have[name]}, not {pl.DataFrame(schema={name: dtype}).schema[name]}"
        for name, dtype in schema.items()
        if name in have and have[name] != dtype
    ]
    if missing or mistyped:
        wrong = [f"no column {name}" for name in missing] + mistyped
        raise StoreError(f"this frame does not fit the table: {'; '.join(wrong)}")
    return frame.select(list(schema))
