"""What people said since, put on top of frames that were worked out before: only the articles spoken of are looked at again.

Working out a million articles takes seconds; whoever corrects a label wants to see it at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.cubes import Cubes, cubes, recounted
from analytics.effective import effective_topics, latest_labels, latest_predictions, newest_revisions, with_sections
from analytics.store import Store

# What each of the three frames of Facts has of an article, so that it can be filtered and counted without a join.
SHARED: Final = ("row", "day", "week", "month", "source", "lang", "section", "basis", "copy", "model")
Rows = NDArray[Any]
_SIDES: Final[tuple[Literal["left", "right"], ...]] = ("left", "right")
_SAID: Final = ("section", "basis", "score", "has_topic")  # what labels change of an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The frames and cubes of :class:`analytics.archive.Facts` that labels change."""

    articles: pl.DataFrame
    topics: pl.DataFrame
    mentions: pl.DataFrame
    cubes: Cubes


def relabelled(
    store: Store, before: Counted, labels: pl.DataFrame, article_ids: Sequence[str], *, printed: Mapping[str, str]
) -> Counted:
    """The same with these articles as ``labels``, all of the table, say now. What was there before is left as it was."""
    old = before.articles.filter(pl.col("article_id").is_in(list(article_ids))).sort("row")
    if old.is_empty():
        return before
    current = newest_revisions(store, article_ids).join(old.select("row", "article_id"), on="article_id")
    key = current.select("row", "article_id", "revision")
    spoken = latest_labels(labels.filter(pl.col("article_id").is_in(list(article_ids))), key)
    predictions = latest_predictions(store, key)
    topics = effective_topics(predictions, spoken)
    said = with_sections(current, predictions, spoken, printed).with_columns(
        has_topic=pl.col("row").is_in(topics.get_column("row").unique().implode())
    )
    new = old.drop(_SAID).join(said.select("row", *_SAID), on="row", maintain_order="left").select(old.columns)
    topics = topics.join(new.select(SHARED), on="row", maintain_order="left").select(before.topics.columns)
    rows = new.get_column("row").to_numpy()
    tagged, named = _spans(before.topics, rows), _spans(before.mentions, rows)
    shared = new.select("section", "basis")[
        np.repeat(np.arange(new.height), [span.stop - span.start for span in named])
    ]
    return Counted(
        articles=_with(before.articles, rows, new.select(_SAID)),
        topics=_spliced(before.topics, tagged, [topics.filter(pl.col("row") == row) for row in rows]),
        mentions=_with(before.mentions, _joined(named), shared),
        cubes=recounted(before.cubes, cubes(old, before.topics[_joined(tagged)]), cubes(new, topics)),
    )


def _spans(frame: pl.DataFrame, rows: Rows) -> list[range]:
    """Where each of the articles ``rows`` stands in a frame sorted by row."""
    held = frame.get_column("row").to_numpy()
    return [
        range(*map(int, span)) for span in zip(*(np.searchsorted(held, rows, side) for side in _SIDES), strict=True)
    ]


def _joined(spans: Sequence[range]) -> Rows:
    return np.concatenate([np.zeros(0, np.int64), *(np.arange(span.start, span.stop) for span in spans)])


def _spliced(frame: pl.DataFrame, spans: Sequence[range], parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The frame with parts in place of what stands there."""
    edges = [0, *(span.stop for span in spans)]
    pieces = [
        piece for at, span, part in zip(edges, spans, parts, strict=False) for piece in (frame[at : span.start], part)
    ]
    return pl.concat([*pieces, frame[edges[-1] :]], rechunk=True)


def _with(frame: pl.DataFrame, places: Rows, values: pl.DataFrame) -> pl.DataFrame:
    """The frame with other values in some places of the columns of ``values``."""
    if not len(places):
        return frame
    changed = []
    for name in values.columns:
        named = frame.schema[name] == pl.Categorical
        held, put = (one.to_physical() if named else one for one in (frame.get_column(name), values.get_column(name)))
        # A copy, because a column that is written in place may be part of facts that somebody still looks at.
        held = pl.concat([held.head(0), held], rechunk=True).clone().scatter(places.tolist(), put)
        changed.append(held.cat.to(pl.Categorical).alias(name) if named else held.alias(name))
    return frame.with_columns(changed)
