"""Shares of coverage over time, with intervals, true gaps and an honest last bucket."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from analytics.archive import Facts
from analytics.correction import corrected, corrected_sections
from analytics.cubes import Cubes, answers, counted
from analytics.errors import UsageError
from analytics.filters import Bucket, Denominator, Dimension, Filters
from analytics.queries import conditions, members, select

COLUMNS: Final = ("date", "key", "count", "total_count", "ratio", "low", "high", "partial")
_Z95: Final = 1.959963984540054
_EVERY: Final[dict[Bucket, str]] = {
    "hour": "1h",
    "day": "1d",
    "week": "1w",
    "month": "1mo",
    "quarter": "1q",
    "year": "1y",
}
_DAYS: Final[dict[Bucket, int]] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
_MOST_STEPS: Final = 20_000  # more than two years of hours, or fifty of days
_MOST_ROWS: Final = 1_000_000
_MONTHS: Final[dict[Bucket, int]] = {"month": 1, "quarter": 3, "year": 12}


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
    cubed = facts.cubes if bucket != "hour" and answers(filters, by) else None
    found = counted(cubed, by).filter(*conditions(filters, by)) if cubed else members(facts, filters, by)
    if chosen:
        found = found.filter(pl.any_horizontal([pl.col("key") == key for key in chosen]))
    total = _cubed_denominator(cubed, filters, by, of) if cubed else _denominator(facts, filters, by, of)
    number = pl.col("n").sum() if cubed else pl.len()
    frame = cells(facts, filters, total, found, bucket=bucket, now=now, keys=chosen, number=number)
    if rates is None or frame.is_empty():
        return frame
    if by != "section":
        return corrected(frame, rates)
    shown = frame.get_column("key").unique(maintain_order=True).to_list()
    articles, named = (
        select(facts, filters, ignoring="section"),
        pl.col("basis").is_in(["human", "printed"]).fill_null(False),
    )
    period = replace(filters, since=filters.since or _first(frame), until=filters.until or _last(frame, bucket))
    known, guessed = (
        cells(facts, period, part, part.with_columns(key=column), bucket=bucket, now=now, keys=shown)
        for part, column in ((articles.filter(named), "section"), (articles.filter(~named), "best"))
    )
    return corrected_sections(frame, known, guessed, rates)


def cells(
    facts: Facts,
    filters: Filters,
    total: pl.LazyFrame,
    found: pl.LazyFrame,
    *,
    bucket: Bucket,
    now: datetime,
    keys: Sequence[str] = (),
    number: pl.Expr | None = None,
) -> pl.DataFrame:
    """The rows of :func:`trends` for any articles: ``total`` (row and days) is shared by ``found`` (the same and key).

    ``number`` says how many articles some rows stand for; without it each row is one.
    """
    number = (pl.len() if number is None else number).cast(pl.Int64)
    articles, found = started(facts, total, bucket), started(facts, found, bucket)
    totals, counts, edges = pl.collect_all(
        [
            articles.group_by("date").agg(number.alias("total_count")),
            found.group_by("date", "key").agg(number.alias("count")),
            articles.select(pl.col("date").min().alias("first"), pl.col("date").max().alias("last")),
        ]
    )
    first, last = filters.since or edges.item(0, "first"), filters.until or edges.item(0, "last")
    if first is None or last is None:
        return pl.DataFrame(schema=_SCHEMA)
    counts = counts.with_columns(pl.col("key").cast(pl.String))
    chosen = list(keys)
    if not chosen:
        ranked = counts.group_by("key").agg(pl.col("count").sum())
        chosen = ranked.sort(["count", "key"], descending=[True, False]).get_column("key").to_list()
    steps = _buckets(first, last, bucket, facts.zone)
    if steps.height * len(chosen) > _MOST_ROWS:
        raise UsageError(
            f"{len(chosen):,} lines of {steps.height:,} steps are more than {_MOST_ROWS:,} rows: name the ones to show, "
            "or choose longer steps"
        )
    order = pl.DataFrame({"key": chosen, "order": range(len(chosen))}, schema={"key": pl.String, "order": pl.Int32})
    low, high = wilson(pl.col("count"), pl.col("total_count"))
    return (
        steps.lazy()
        .join(order.lazy(), how="cross")
        .join(totals.lazy(), on="date", how="left")
        .join(counts.lazy(), on=["date", "key"], how="left")
        .with_columns(pl.col("count", "total_count").fill_null(0))
        .with_columns(
            ratio=pl.when(pl.col("total_count") > 0).then(pl.col("count") / pl.col("total_count")),
            low=low,
            high=high,
            partial=_partial(bucket, now.astimezone(ZoneInfo(facts.zone)), filters),
        )
        .sort(["order", "date"])
        .select(COLUMNS)
        .collect()
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
    if bucket in ("hour", "day"):
        return start, start
    if bucket == "week":
        return start, start + timedelta(days=6)
    months = _MONTHS[bucket]
    ahead = start.month - 1 + months
    following = date(start.year + ahead // 12, ahead % 12 + 1, 1)
    return start, following - timedelta(days=1)


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


def _cubed_denominator(cubed: Cubes, filters: Filters, by: Dimension, of: Denominator) -> pl.LazyFrame:
    """The same as :func:`_denominator`, from the cubes."""
    totals = cubed.totals.lazy()
    if of == "archive":
        return totals.filter(*conditions(filters.of_the_archive()))
    if of == "classified":
        has = {"topic": pl.col("has_topic"), "section": pl.col("has_section")}
        totals = totals.filter(has.get(by, pl.col(by).is_not_null() if by in ("source", "lang") else pl.lit(True)))
    return totals.filter(*conditions(filters, by))


def started(facts: Facts, articles: pl.LazyFrame, bucket: Bucket) -> pl.LazyFrame:
    """Articles with ``date``, the start of their bucket; those without are left out."""
    if bucket == "hour":
        moments = facts.articles.lazy().filter(~pl.col("day_only")).select("row", at=moment_in(facts.zone))
        articles = articles.join(moments, on="row").with_columns(date=pl.col("at").dt.truncate("1h"))
    elif bucket in ("day", "week", "month"):
        articles = articles.with_columns(date=pl.col(bucket))
    else:
        articles = articles.with_columns(date=pl.col("month").dt.truncate(_EVERY[bucket]))
    return articles.filter(pl.col("date").is_not_null())


def moment_in(zone: str) -> pl.Expr:
    """When an article was published, on the clock of the zone."""
    at_clock = pl.col("published").dt.convert_time_zone(zone)
    return (
        pl.when(pl.col("day_only"))
        .then(
            pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        )
        .otherwise(at_clock)
    )


def start_of(moment: datetime, bucket: Bucket) -> datetime:
    """When the bucket of a moment begins, in the moment's own zone."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if bucket == "hour":
        return moment.replace(minute=0, second=0, microsecond=0)
    if bucket == "week":
        return midnight - timedelta(days=midnight.weekday())
    if bucket == "day":
        return midnight
    months = _MONTHS[bucket]
    return midnight.replace(day=1, month=(midnight.month - 1) // months * months + 1)


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String)


def _buckets(first: date, last: date, bucket: Bucket, zone: str) -> pl.DataFrame:
    """date: the start of every bucket from that of ``first`` to that of ``last``. :class:`UsageError` for too many."""
    days = last.toordinal() - first.toordinal() + 1
    steps = days * 24 if bucket == "hour" else days // _DAYS[bucket]
    if steps > _MOST_STEPS:
        raise UsageError(
            f"by the {bucket}, {first:%Y-%m-%d} to {last:%Y-%m-%d} are {steps:,} steps, more than {_MOST_STEPS:,}: "
            "choose a shorter period or longer steps"
        )
    if bucket == "hour":
        begin, end = (
            moment if isinstance(moment, datetime) else datetime.combine(moment, clock, ZoneInfo(zone))
            for moment, clock in ((first, time(0)), (last, time(23)))
        )
        return pl.DataFrame({"date": pl.datetime_range(begin, end, interval="1h", time_zone=zone, eager=True)})
    return (
        pl.DataFrame({"date": [first, last]}, schema={"date": pl.Date})
        .select(pl.col("date").dt.truncate(_EVERY[bucket]))
        .select(pl.date_range(pl.col("date").min(), pl.col("date").max(), interval=_EVERY[bucket]))
        .select(pl.first().alias("date"))
    )


def _partial(bucket: Bucket, now: datetime, filters: Filters) -> pl.Expr:
    """True for a bucket that is still running, or that the chosen period cuts."""
    start = pl.col("date")
    if bucket == "hour":
        return start.dt.replace_time_zone(None) == start_of(now, bucket).replace(tzinfo=None)
    today = now.date()
    end = start.dt.offset_by(_EVERY[bucket]).dt.offset_by("-1d")
    running = (start <= today) & (end >= today)
    cut = pl.lit(False)
    if filters.since:
        cut = cut | (start < filters.since)
    if filters.until:
        cut = cut | (end > filters.until)
    return running | cut
