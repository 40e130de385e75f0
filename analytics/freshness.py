"""How fresh the archive is: its newest article, and the sources that have fallen silent against their own habit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from analytics.archive import Facts

_HABIT: Final = 90  # days before its last article that a source's habit is taken from
_LEAST_DAYS: Final = 5  # days with articles that make a habit
_TIMES: Final = 3  # pauses of a source's own length that make a silence
_LEAST_PAUSE: Final = 3  # days that nobody calls a silence
_STALE: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """``newest``: when the newest article was published, no later than now; ``silent``: sources and their last day, the
    longest silent first; ``undated`` articles; ``stale``: nothing came for two days."""

    newest: datetime | None
    day_only: bool
    silent: tuple[tuple[str, date], ...]
    undated: int
    stale: bool


def freshness(facts: Facts, *, now: datetime) -> Freshness:
    """The state of the whole archive, whatever the filters.

    A source is silent where it has had no article for three times as long as nearly all of its pauses (their 95th
    percentile in the 90 days before its last article), and for more than three days. Sources with fewer than five days of
    articles have no habit yet.
    """
    today = now.astimezone(ZoneInfo(facts.zone)).date()
    articles = facts.articles
    newest = articles.filter(pl.col("published") <= now).sort("published").tail(1)
    days = articles.lazy().filter(pl.col("day") <= today).select("source", "day").unique()
    pauses = (
        days.with_columns(last=pl.col("day").max().over("source"))
        .filter(pl.col("day") > pl.col("last") - timedelta(days=_HABIT))
        .sort("source", "day")
        .group_by("source")
        .agg(
            pl.col("last").first(),
            days=pl.len(),
            pause=pl.col("day").diff().dt.total_days().quantile(0.95, interpolation="higher"),
        )
        .filter(pl.col("days") >= _LEAST_DAYS)
        .with_columns(quiet=(pl.lit(today) - pl.col("last")).dt.total_days())
        .filter((pl.col("quiet") > _LEAST_PAUSE) & (pl.col("quiet") > _TIMES * pl.col("pause")))
        .sort("last", pl.col("source").cast(pl.String))
        .select(pl.col("source").cast(pl.String), "last")
        .collect()
    )
    at = newest.item(0, "published") if newest.height else None
    return Freshness(
        newest=at,
        day_only=bool(newest.item(0, "day_only")) if newest.height else False,
        silent=tuple((source, last) for source, last in pauses.iter_rows()),
        undated=articles.get_column("day").null_count(),
        stale=at is not None and now - at > _STALE,
    )
