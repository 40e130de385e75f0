"""Sources that have gone quiet: nothing for longer than their own past makes likely, or far less than is usual."""

import math
from datetime import datetime, timedelta
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.queries import select
from analytics.rising import lower_tail
from analytics.schema import UTC, Schema

UNLIKELY: Final = 0.01  # chance of a silence, or of so few articles, were the source as busy as before
_PAST: Final = timedelta(days=28)
_RECENT: Final = timedelta(days=7)
_WEEKS: Final = 8  # before the recent one, that say what is usual
_LEAST_WEEKS: Final = 4
_LEAST: Final = 3  # articles without which nothing is usual
_MOST_OF_USUAL: Final = 0.5
_HOUR: Final = 3600.0
_SILENCES: Final[Schema] = {
    "source": pl.String,
    "last": UTC,
    "quiet": pl.Float64,
    "gap": pl.Float64,
    "longest": pl.Float64,
    "chance": pl.Float64,
}


def silences(facts: Facts, filters: Filters, *, now: datetime) -> pl.DataFrame:
    """source, last, quiet, gap, longest, chance: every source of the articles that fit, the least likely silence first.

    ``quiet`` are the hours since its ``last`` article, ``gap`` the mean and ``longest`` the longest hours between two of its
    articles in the 28 days up to the last one. ``chance`` is that of a pause as long as ``quiet`` at that pace (a Poisson
    process); 1 where the past has fewer than three articles, or already a pause as long.
    """
    articles = _published(facts, filters, now)
    newest = articles.group_by("source").agg(last=pl.col("published").max()).collect()
    # Of most sources the last article is new: nothing before the past of the least new one needs a look.
    near = articles.filter(pl.col("published") >= pl.lit(newest.get_column("last").min(), UTC) - _PAST)
    rows = (
        near.collect()
        .join(newest, on="source", nulls_equal=True)
        .filter(pl.col("published") >= pl.col("last") - _PAST)
        .group_by(pl.col("source").cast(pl.String))
        .agg(
            last=pl.col("last").first(),
            first=pl.col("published").min(),
            count=pl.len(),
            longest=pl.col("published").sort().diff().max().dt.total_seconds() / _HOUR,
        )
    )
    found = []
    for source, last, first, count, longest in rows.iter_rows():
        quiet = (now - last).total_seconds() / _HOUR
        gap = (last - first).total_seconds() / _HOUR / (count - 1) if count > 1 else None
        usual = count >= _LEAST and gap and quiet > longest
        chance = math.exp(-quiet / max(gap, 1.0)) if usual and gap else 1.0
        found.append((source, last, quiet, gap, longest, chance))
    return pl.DataFrame(found, schema=_SILENCES, orient="row").sort("chance", "source")


def thinned(facts: Facts, filters: Filters, *, now: datetime) -> pl.DataFrame:
    """source, count, usual, chance: sources whose last seven days have far fewer articles than the eight weeks before.

    ``usual`` is the mean of those weeks (at least four, counted from the source's first article); ``chance`` the lower tail of
    a negative binomial with their mean and variance, a Poisson one where they vary less than chance.
    """
    start = now - _RECENT * (_WEEKS + 1)
    articles = _published(facts, filters, now)
    firsts = (
        articles.group_by("source")
        .agg(first=pl.col("published").min())
        .with_columns(pl.col("source").cast(pl.String))
        .collect()
    )
    weeks = (
        articles.filter(pl.col("published") >= start)
        .with_columns(
            ago=((now - pl.col("published")).dt.total_seconds() // int(_RECENT.total_seconds())).cast(pl.Int64)
        )
        .group_by("source", "ago")
        .agg(count=pl.len())
        .with_columns(pl.col("source").cast(pl.String))
        .collect()
    )
    counts: dict[str, dict[int, int]] = {}
    for source, ago, count in weeks.iter_rows():
        counts.setdefault(source, {})[ago] = count
    rows = []
    for source, first in firsts.iter_rows():
        known = min(_WEEKS, (now - first) // _RECENT)  # whole weeks that the source was there before the recent one
        if known < _LEAST_WEEKS:
            continue
        before = [counts.get(source, {}).get(ago, 0) for ago in range(1, known + 1)]
        usual = sum(before) / known
        spread = sum((count - usual) ** 2 for count in before) / (known - 1)
        recent = counts.get(source, {}).get(0, 0)
        chance = lower_tail(recent, usual, max(spread, usual))
        if usual >= _LEAST and recent <= _MOST_OF_USUAL * usual and chance < UNLIKELY:
            rows.append((source, recent, usual, chance))
    schema = {"source": pl.String, "count": pl.Int64, "usual": pl.Float64, "chance": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("chance", "source")


def _published(facts: Facts, filters: Filters, now: datetime) -> pl.LazyFrame:
    """source (a category), published of the articles that fit, as far as they are dated and not ahead of ``now``."""
    return (
        select(facts, filters)
        .select("source", "published")
        .filter(pl.col("published").is_not_null() & (pl.col("published") <= now))
    )
