"""How many articles came: by bucket, and of the running bucket as many as of the one before by the same moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from analytics.archive import Facts
from analytics.filters import Bucket, Filters
from analytics.queries import select
from analytics.steps import moment_in, start_of
from analytics.trends import cells, from_cubes

ALL: Final = "all"  # the one key of a frame that counts articles whatever they are about


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """Articles of the running bucket, and those that the bucket before had by the same moment of it."""

    now: int
    before: int


def volume(facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with the one key :data:`ALL`: the articles that fit, all filters counted."""
    if facts.cubes and bucket != "hour" and not (filters.topics or filters.sections or filters.entities):
        return from_cubes(facts, facts.cubes, filters, by="all", bucket=bucket, now=now, keys=[ALL])
    total = select(facts, filters)
    return cells(facts, filters, total, total.with_columns(key=pl.lit(ALL)), bucket=bucket, now=now, keys=[ALL])


def volume_of(facts: Facts, rows: Sequence[int], *, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """The same for some rows of ``facts.articles``."""
    total = facts.articles.lazy().filter(pl.col("row").is_in(list(rows))).select("row", "day", "week", "month")
    return cells(facts, Filters(), total, total.with_columns(key=pl.lit(ALL)), bucket=bucket, now=now, keys=[ALL])


def volume_so_far(facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime) -> SoFar:
    """The running bucket like for like. Articles known to the day only count as of the beginning of their day."""
    local = now.astimezone(ZoneInfo(facts.zone))
    start = start_of(local, bucket)
    before = start_of(start - timedelta(hours=1), bucket)
    # Two days of room: a date known only to the day may stand a day apart from its moment.
    near = before.date() - timedelta(days=2)
    if filters.until is not None and filters.until < near:
        return SoFar(now=0, before=0)
    filters = replace(filters, since=max(near, filters.since or near))
    moments = facts.articles.lazy().filter(pl.col("day") >= near).select("row", at=moment_in(facts.zone))
    spans = ((start, local), (before, before + (local - start)))
    counted = (
        select(facts, filters)
        .select("row")
        .join(moments, on="row")
        .select(
            ((pl.col("at") >= begin) & (pl.col("at") < end)).sum().alias(name)
            for name, (begin, end) in zip(("now", "before"), spans, strict=True)
        )
        .collect()
    )
    return SoFar(now=int(counted.item(0, "now")), before=int(counted.item(0, "before")))
