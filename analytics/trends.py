"""Shares of coverage over time, with intervals, true gaps and an honest last bucket."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from analytics.archive import Facts
from analytics.filters import Bucket, Dimension, Filters
from analytics.queries import members, select

COLUMNS: Final = ("date", "key", "count", "total_count", "ratio", "low", "high", "partial")
_Z95: Final = 1.959963984540054
_EVERY: Final[dict[Bucket, str]] = {"day": "1d", "week": "1w", "month": "1mo"}


def trends(
    facts: Facts, filters: Filters, *, by: Dimension, bucket: Bucket, now: datetime, keys: Sequence[str] | None = None
) -> pl.DataFrame:
    """How many articles each bucket has, and how many of them have each key.

    One row for every bucket and key: date (first day of the bucket in the zone of ``facts``), key, count, total_count
    (all articles of the bucket that fit the filters, the filter on ``by`` itself left aside), ratio = count /
    total_count with its 95 % Wilson interval ``low``..``high``, partial (the bucket is cut by ``now`` or by the period
    chosen). A bucket with no articles at all has no ratio: a gap, not a zero. Weeks begin on Monday (ISO 8601). Undated
    articles are left out. ``keys`` limits and orders the rows; without it all keys of the dimension come, or those that
    the filter names, most frequent first.
    """
    dated = pl.col("day").is_not_null()
    articles = select(facts, filters, ignoring=by).filter(dated)
    found = members(facts, filters, by).filter(dated)
    chosen = list(keys) if keys is not None else list(_named(filters, by))
    if chosen:
        found = found.filter(pl.any_horizontal([pl.col("key") == key for key in chosen]))
    totals, counts, edges = pl.collect_all(
        [
            articles.group_by(pl.col(bucket).alias("date")).agg(pl.len().cast(pl.Int64).alias("total_count")),
            found.group_by(pl.col(bucket).alias("date"), "key").agg(pl.len().cast(pl.Int64).alias("count")),
            articles.select(pl.col("day").min().alias("first"), pl.col("day").max().alias("last")),
        ]
    )
    first, last = filters.since or edges.item(0, "first"), filters.until or edges.item(0, "last")
    if first is None or last is None:
        return pl.DataFrame(schema=_SCHEMA)
    counts = counts.with_columns(pl.col("key").cast(pl.String))
    if not chosen:
        ranked = counts.group_by("key").agg(pl.col("count").sum())
        chosen = ranked.sort(["count", "key"], descending=[True, False]).get_column("key").to_list()
    order = pl.DataFrame({"key": chosen, "order": range(len(chosen))}, schema={"key": pl.String, "order": pl.Int32})
    low, high = wilson(pl.col("count"), pl.col("total_count"))
    today = now.astimezone(ZoneInfo(facts.zone)).date()
    return (
        _buckets(first, last, bucket)
        .join(order, how="cross")
        .join(totals, on="date", how="left")
        .join(counts, on=["date", "key"], how="left")
        .with_columns(pl.col("count", "total_count").fill_null(0))
        .with_columns(
            ratio=pl.when(pl.col("total_count") > 0).then(pl.col("count") / pl.col("total_count")),
            low=low,
            high=high,
            partial=_partial(bucket, today, filters),
        )
        .sort(["order", "date"])
        .select(COLUMNS)
    )


def wilson(count: pl.Expr, total: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % score interval of a share (Wilson 1927, JASA 22:209-212); null where the total is 0."""
    count, total = count.cast(pl.Float64), total.cast(pl.Float64)  # a squared total would leave the integers
    share = count / total
    centre = (share + _Z95**2 / (2 * total)) / (1 + _Z95**2 / total)
    half = _Z95 / (1 + _Z95**2 / total) * (share * (1 - share) / total + _Z95**2 / (4 * total**2)).sqrt()
    low = pl.when(count == 0).then(0.0).otherwise(centre - half)
    high = pl.when(count == total).then(1.0).otherwise(centre + half)
    return pl.when(total > 0).then(low), pl.when(total > 0).then(high)


def bucket_days(start: date, bucket: Bucket) -> tuple[date, date]:
    """The first and last day of the bucket that begins at ``start``: a week -> Monday and Sunday."""
    if bucket == "day":
        return start, start
    if bucket == "week":
        return start, start + timedelta(days=6)
    following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return start, following - timedelta(days=1)


_SCHEMA: Final = {
    "date": pl.Date,
    "key": pl.String,
    "count": pl.Int64,
    "total_count": pl.Int64,
    "ratio": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "partial": pl.Boolean,
}


def _named(filters: Filters, by: Dimension) -> tuple[str, ...]:
    return {
        "topic": filters.topics,
        "section": filters.sections,
        "source": filters.sources,
        "entity": filters.entities,
        "lang": filters.langs,
    }[by]


def _buckets(first: date, last: date, bucket: Bucket) -> pl.DataFrame:
    return (
        pl.DataFrame({"date": [first, last]}, schema={"date": pl.Date})
        .select(pl.col("date").dt.truncate(_EVERY[bucket]))
        .select(pl.date_range(pl.col("date").min(), pl.col("date").max(), interval=_EVERY[bucket]))
        .select(pl.first().alias("date"))
    )


def _partial(bucket: Bucket, today: date, filters: Filters) -> pl.Expr:
    """True for a bucket that is still running, or that the chosen period cuts."""
    start = pl.col("date")
    end = start.dt.offset_by(_EVERY[bucket]).dt.offset_by("-1d")
    running = (start <= today) & (end >= today)
    cut = pl.lit(False)
    if filters.since:
        cut = cut | (start < filters.since)
    if filters.until:
        cut = cut | (end > filters.until)
    return running | cut
