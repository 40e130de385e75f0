"""How fresh the archive is: its newest article, and the sources that fell silent before it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.silence import UNLIKELY, silences

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

    A source is silent as :func:`analytics.silence.silences` has it, seen from the newest article of all: where nothing comes from
    anybody, the archive is ``stale``, and no source is silent for that alone.
    """
    newest = facts.articles.filter(pl.col("published") <= now).sort("published").tail(1)
    at = newest.item(0, "published") if newest.height else None
    silent: list[tuple[str, date]] = []
    if at is not None:
        quiet = (
            silences(facts, Filters(copies="all"), now=at).filter(pl.col("chance") < UNLIKELY).sort("last", "source")
        )
        zone = ZoneInfo(facts.zone)
        silent = [(source, last.astimezone(zone).date()) for source, last in quiet.select("source", "last").iter_rows()]
    return Freshness(
        newest=at,
        day_only=bool(newest.item(0, "day_only")) if newest.height else False,
        silent=tuple(silent),
        undated=facts.articles.get_column("day").null_count(),
        stale=at is not None and now - at > _STALE,
    )
