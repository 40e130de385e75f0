"""Shares of coverage over time, with intervals, true gaps and an honest last bucket."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.archive import Facts
from analytics.correction import MODEL, corrected
from analytics.cubes import Cubes, answers, by_step
from analytics.errors import UsageError
from analytics.filters import Bucket, Denominator, Dimension, Filters
from analytics.intervals import Z95, wilson
from analytics.named import NO_DAY
from analytics.queries import fitting, members, select
from analytics.steps import EVERY, Numbers, bucket_days, cut, days_of, moment_in, start_of, steps

COLUMNS: Final = ("date", "key", "count", "total_count", "ratio", "low", "high", "partial")
_DAY_0: Final = date(1970, 1, 1)
_MOST_ROWS: Final = 1_000_000


def trends(
    facts: Facts,
    filters: Filters,
    *,
    by: Dimension,
    bucket: Bucket,
    now: datetime,
    keys: Sequence[str] | None = None,
    of: Denominator = "fitting",
    rates: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """How many articles each bucket has, and how many of them have each key.

    One row for every bucket and key: date (first day of the bucket in the zone of ``facts``, the hour itself for
    hours), key, count, total_count, ratio = count / total_count with its 95 % Wilson interval ``low``..``high``, partial
    (the bucket is cut by ``now`` or by the period chosen). A bucket with no articles at all has no ratio: a gap, not a
    zero. Weeks begin on Monday (ISO 8601). Undated articles are left out, and for hours those known to the day only.

    ``of`` names the denominator: "fitting" all articles that fit the filters, the filter on ``by`` itself left aside;
    "classified" those of them that have a value of ``by``; "archive" all articles of the period, whatever the filters.
    ``rates`` (see :mod:`analytics.correction`) corrects shares of topics or sections for the classifier's errors.
    ``keys`` limits and orders the rows; without it all keys of the dimension come, or those that the filter names, most
    frequent first.
    """
    chosen = list(keys) if keys is not None else list(_named(filters, by))
    if facts.cubes and bucket != "hour" and answers(filters, by):
        frame = from_cubes(facts, facts.cubes, filters, by=by, bucket=bucket, now=now, keys=chosen, of=of)
    elif by == "entity" and bucket != "hour" and chosen:
        frame = _of_names(facts, filters, bucket=bucket, now=now, keys=chosen, of=of)
    else:
        found, total = members(facts, filters, by), _denominator(facts, filters, by, of)
        if chosen:
            found = found.filter(pl.any_horizontal([pl.col("key") == key for key in chosen]))
        frame = cells(facts, filters, total, found, bucket=bucket, now=now, keys=chosen)
    if rates is None or frame.is_empty():
        return frame
    shown = frame.get_column("key").unique(maintain_order=True).to_list()
    period = replace(filters, since=filters.since or _first(frame), until=filters.until or _last(frame, bucket))
    among: Denominator = "classified" if of == "classified" else "fitting"
    parts = []
    for model in facts.models:
        labelled = replace(period, models=(model,))
        if by == "section":
            # What a person or the publisher names is certain; of the rest a model's errors are known for its best guess.
            articles, named = select(facts, labelled, ignoring="section"), pl.col("basis").is_in(["human", "printed"])
            certain = articles.filter(named).with_columns(key="section")
            guessed = articles.filter(named.fill_null(False).not_()).with_columns(key="best")
            for part, by_whom in ((certain, None), (guessed, model)):
                counted = cells(facts, period, part, part, bucket=bucket, now=now, keys=shown)
                parts.append(counted.with_columns(pl.lit(by_whom).alias(MODEL)))
        else:
            counted = trends(facts, labelled, by=by, bucket=bucket, now=now, keys=shown, of=among)
            parts.append(counted.with_columns(pl.lit(model).alias(MODEL)))
    return corrected(frame, rates, pl.concat(parts, how="vertical_relaxed"))


def cells(
    facts: Facts,
    filters: Filters,
    total: pl.LazyFrame,
    found: pl.LazyFrame,
    *,
    bucket: Bucket,
    now: datetime,
    keys: Sequence[str] = (),
) -> pl.DataFrame:
    """The rows of :func:`trends` for any articles: ``total`` (row and days) is shared by ``found`` (the same and key)."""
    number = pl.len().cast(pl.Int64)
    articles, found = started(facts, total, bucket), started(facts, found, bucket)
    totals, counts, edges = pl.collect_all(
        [
            articles.group_by("date").agg(number.alias("total_count")),
            found.group_by("date", "key").agg(number.alias("count")),
            articles.select(pl.col("date").min().alias("first"), pl.col("date").max().alias("last")),
        ]
    )
    first, last = filters.since or edges.item(0, "first"), filters.until or edges.item(0, "last")
    if bucket == "hour":
        first, last = (filters.start or first), (filters.stop - timedelta(microseconds=1) if filters.stop else last)
    if first is None or last is None:
        return pl.DataFrame(schema=_SCHEMA)
    counts = counts.with_columns(pl.col("key").cast(pl.String))
    chosen = list(keys)
    if not chosen:
        ranked = counts.group_by("key").agg(pl.col("count").sum())
        chosen = ranked.sort(["count", "key"], descending=[True, False]).get_column("key").to_list()
    starts = steps(first, last, bucket, facts.zone)
    _bounded(len(chosen), len(starts))
    places = pl.DataFrame({"date": starts}).with_row_index("step")
    columns = pl.DataFrame({"key": chosen}, schema={"key": pl.String}).with_row_index("column")
    counted = np.zeros((len(starts), len(chosen)), dtype=np.int64)
    placed = counts.join(places, on="date").join(columns, on="key")
    counted[placed.get_column("step").to_numpy(), placed.get_column("column").to_numpy()] = placed.get_column("count")
    total_count = np.zeros(len(starts), dtype=np.int64)
    placed = totals.join(places, on="date")
    total_count[placed.get_column("step").to_numpy()] = placed.get_column("total_count")
    partial = cut(starts, bucket, now.astimezone(ZoneInfo(facts.zone)), filters)
    return _rows(starts, chosen, counted, total_count, partial)


def from_cubes(
    facts: Facts,
    found: Cubes,
    filters: Filters,
    *,
    by: Dimension | Literal["all"],
    bucket: Bucket,
    now: datetime,
    keys: Sequence[str] = (),
    of: Denominator = "fitting",
) -> pl.DataFrame:
    """The same as :func:`cells`, from the cubes, by sums of arrays: a plan would take most of the time of an answer.

    By "all" every article counts under that one key, and all filters are counted.
    """
    ignoring = None if by == "all" else by
    having = {"topic": "has_topic", "section": "has_section"}.get(by, by) if of == "classified" else None
    narrowed = filters.of_the_archive() if of == "archive" else filters
    totals = found.grid("all").by_day(narrowed, ignoring=ignoring, having=having)
    grid = found.grid(by)
    counts = grid.by_day(filters, ignoring=ignoring)
    return _by_days(facts, filters, totals, counts, grid.keys, bucket=bucket, now=now, keys=keys)


def _of_names(
    facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime, keys: Sequence[str], of: Denominator
) -> pl.DataFrame:
    """The same as :func:`cells` for some names, from arrays."""
    named, articles = facts.named, fitting(facts, filters, ignoring="entity")
    counts = _counted_days([named.days[named.articles_of(key, articles, roles=filters.roles)] for key in keys])
    narrowed = replace(filters.of_the_archive() if of == "archive" else filters, entities=())
    if facts.cubes and of != "classified" and answers(narrowed, "source"):
        totals = facts.cubes.grid("all").by_day(narrowed)
    else:
        total = fitting(facts, narrowed)
        totals = _counted_days([named.days[total & named.naming if of == "classified" else total]])
    return _by_days(facts, filters, totals, counts, keys, bucket=bucket, now=now, keys=keys)


def _counted_days(parts: Sequence[Numbers]) -> tuple[int, Numbers]:
    """The days of some articles, a part a key -> what :meth:`analytics.cubes.Grid.by_day` gives. Those without a day are left out."""
    dated = [days[days != NO_DAY] for days in parts]
    some = [days for days in dated if len(days)]
    if not some:
        return 0, np.zeros((0, len(parts)), dtype=np.int64)
    first, last = min(int(days.min()) for days in some), max(int(days.max()) for days in some)
    return first, np.stack([np.bincount(days - first, minlength=last - first + 1) for days in dated], axis=1)


def _by_days(
    facts: Facts,
    filters: Filters,
    totals: tuple[int, Numbers],
    counts: tuple[int, Numbers],
    names: Sequence[str | None],
    *,
    bucket: Bucket,
    now: datetime,
    keys: Sequence[str],
) -> pl.DataFrame:
    """The rows of :func:`trends` from sums by day: of all articles, and of those of each of ``names``."""
    begin, sums = totals
    days = begin + np.flatnonzero(sums)
    first = filters.since or (_DAY_0 + timedelta(days=int(days[0])) if len(days) else None)
    last = filters.until or (_DAY_0 + timedelta(days=int(days[-1])) if len(days) else None)
    if first is None or last is None:
        return pl.DataFrame(schema=_SCHEMA)
    starts = steps(first, last, bucket, facts.zone)
    step_days, stop = days_of(starts), (bucket_days(starts[-1], bucket)[1] - _DAY_0).days + 1
    chosen = list(keys) or _ranked(names, counts[1])
    _bounded(len(chosen), len(starts))
    place = {name: at for at, name in enumerate(names) if name is not None}
    by_name = by_step(*counts, step_days, stop)
    counted = np.zeros((len(starts), len(chosen)), dtype=np.int64)
    for at, key in enumerate(chosen):
        if key in place:
            counted[:, at] = by_name[:, place[key]]
    partial = cut(starts, bucket, now.astimezone(ZoneInfo(facts.zone)), filters)
    return _rows(starts, chosen, counted, by_step(begin, sums, step_days, stop)[:, 0], partial)


def _ranked(keys: Sequence[str | None], counts: Numbers) -> list[Any]:
    """The keys that have articles, most frequent first, equal counts by name."""
    sums = counts.sum(axis=0).tolist()
    ranked = sorted((-count, key or "", key) for key, count in zip(keys, sums, strict=True) if count)
    return [key for _, _, key in ranked]


def _bounded(lines: int, steps_of_each: int) -> None:
    if lines * steps_of_each > _MOST_ROWS:
        raise UsageError(
            f"{lines:,} lines of {steps_of_each:,} steps are more than {_MOST_ROWS:,} rows: name the ones to show, "
            "or choose longer steps"
        )


def _rows(
    starts: pl.Series, keys: Sequence[str], counts: Numbers, totals: Numbers, partial: NDArray[np.bool_]
) -> pl.DataFrame:
    """The rows of :func:`trends`: ``counts`` has a row a step and a column a key, ``totals`` and ``partial`` one a step."""
    lines, length = len(keys), len(starts)
    count, total = counts.T.ravel(), np.tile(totals, lines)
    known = np.where(total > 0, total, np.nan)  # no articles, no share
    share = count / known
    centre = (share + Z95**2 / (2 * known)) / (1 + Z95**2 / known)
    spread = np.maximum(share * (1 - share) / known + Z95**2 / (4 * known**2), 0.0)
    half = Z95 / (1 + Z95**2 / known) * np.sqrt(spread)
    low, high = np.where(count == 0, 0.0, centre - half), np.where(count == total, 1.0, centre + half)
    shares = {"ratio": share, "low": low + 0 * known, "high": high + 0 * known}
    return pl.DataFrame(
        [
            starts[np.tile(np.arange(length), lines)].alias("date"),
            pl.Series("key", list(keys), dtype=pl.String)[np.repeat(np.arange(lines), length)],
            pl.Series("count", count),
            pl.Series("total_count", total),
            *(pl.Series(name, values, nan_to_null=True) for name, values in shares.items()),
            pl.Series("partial", np.tile(partial, lines)),
        ]
    )


def rolling(frame: pl.DataFrame, buckets: int) -> pl.DataFrame:
    """Rows of :func:`trends` with ``ratio``, ``low`` and ``high`` over each bucket and those before it, ``buckets`` in all.

    The share of the summed counts, not the mean of shares: a bucket of few articles weighs little. ``count`` and
    ``total_count`` stay those of the bucket.
    """
    summed = pl.col("count", "total_count").rolling_sum(buckets, min_samples=1).over("key", order_by="date")
    low, high = wilson(pl.col("_count"), pl.col("_total_count"))
    return (
        frame.with_columns(summed.name.prefix("_"))
        .with_columns(
            ratio=pl.when(pl.col("_total_count") > 0).then(pl.col("_count") / pl.col("_total_count")),
            low=low,
            high=high,
        )
        .select(COLUMNS)
    )


def so_far(
    facts: Facts, filters: Filters, *, by: Dimension, bucket: Bucket, now: datetime, keys: Sequence[str] | None = None
) -> pl.DataFrame:
    """The running bucket like for like: key, count, total_count, ratio, and the same of the bucket before by the same
    moment of it: before_count, before_total, before_ratio.

    Articles known to the day only count as of the beginning of their day.
    """
    local = now.astimezone(ZoneInfo(facts.zone))
    start = start_of(local, bucket)
    before = start_of(start - timedelta(hours=1), bucket)
    # Two days of room: a date known only to the day may stand a day apart from its moment.
    near = before.date() - timedelta(days=2)
    if filters.until is None or filters.until >= near:
        filters = replace(filters, since=max(near, filters.since or near))
    moments = facts.articles.lazy().filter(pl.col("day") >= near).select("row", at=moment_in(facts.zone))
    windows = {"": (start, local), "before_": (before, before + (local - start))}
    parts = []
    for prefix, (begin, end) in windows.items():
        inside = (pl.col("at") >= begin) & (pl.col("at") < end)
        total = select(facts, filters, ignoring=by).join(moments, on="row").filter(inside).select(pl.len())
        counts = (
            members(facts, filters, by)
            .join(moments, on="row")
            .filter(inside)
            .group_by(_text("key"))
            .agg(count=pl.len())
        )
        size, counted = pl.collect_all([total, counts])
        name = f"{prefix}total" if prefix else "total_count"
        parts.append((prefix, name, int(size.item()), counted))
    frame = pl.concat([part[3].select("key") for part in parts]).unique()
    if keys is not None:
        frame = pl.DataFrame({"key": list(keys)}, schema={"key": pl.String})
    for prefix, name, whole, counted in parts:
        frame = frame.join(counted.rename({"count": f"{prefix}count"}), on="key", how="left").with_columns(
            pl.col(f"{prefix}count").fill_null(0).cast(pl.Int64), pl.lit(whole, pl.Int64).alias(name)
        )
        share = pl.when(pl.col(name) > 0).then(pl.col(f"{prefix}count") / pl.col(name))
        frame = frame.with_columns(share.alias(f"{prefix}ratio"))
    return frame.sort(["count", "key"], descending=[True, False])


def _first(frame: pl.DataFrame) -> date:
    first = frame.get_column("date").min()
    assert isinstance(first, date)
    return first.date() if isinstance(first, datetime) else first


def _last(frame: pl.DataFrame, bucket: Bucket) -> date:
    last = frame.get_column("date").max()
    assert isinstance(last, date)
    return bucket_days(last.date() if isinstance(last, datetime) else last, bucket)[1]


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


def _denominator(facts: Facts, filters: Filters, by: Dimension, of: Denominator) -> pl.LazyFrame:
    if of == "archive":
        return select(facts, filters.of_the_archive())
    articles = select(facts, filters, ignoring=by)
    if of == "fitting":
        return articles
    if by == "topic":
        return articles.filter("has_topic")
    if by == "entity":
        return articles.join(facts.mentions.lazy().select("row"), on="row", how="semi")
    return articles.filter(pl.col(by).is_not_null())


def started(facts: Facts, articles: pl.LazyFrame, bucket: Bucket) -> pl.LazyFrame:
    """Articles with ``date``, the start of their bucket; those without are left out."""
    if bucket == "hour":
        articles = articles.with_columns(date=pl.lit(facts.hours).gather(pl.col("row")))
    elif bucket in ("day", "week", "month"):
        articles = articles.with_columns(date=pl.col(bucket))
    else:
        articles = articles.with_columns(date=pl.col("month").dt.truncate(EVERY[bucket]))
    return articles.filter(pl.col("date").is_not_null())


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String)
