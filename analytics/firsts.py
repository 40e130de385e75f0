"""Who is first: of the names that two sources both come to, how many each had before the other, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.named import Rows, Runs
from analytics.queries import fitting

_QUIET: Final = 7 * 24 * 3600  # seconds without a mention after which a name's next one is another event
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who has it first: of the names that both sources came to within a week, how many each had first, and the median
    lead in hours (positive: the first source)."""

    shared: int
    first: int
    other_first: int
    hours: float | None


def lead(facts: Facts, filters: Filters, sources: tuple[str, str]) -> Lead:
    """Which of two sources is earlier with the names that both report.

    A name's mentions without a pause of a week are one event; events in both sources count, by the second of each source's
    first article on it. Articles whose time is not known to more than the day are left out.
    """
    runs = _runs(facts, filters, sources)
    return _lead(*(runs[source] for source in sources))


def leads(facts: Facts, filters: Filters, source: str, others: Sequence[str]) -> pl.DataFrame:
    """other, shared, first, other_first, hours: :func:`lead` of ``source`` against each of ``others``, the most shared first."""
    runs = _runs(facts, filters, (source, *others))
    rows = []
    for other in others:
        pair = _lead(runs[source], runs[other])
        rows.append((other, pair.shared, pair.first, pair.other_first, pair.hours))
    schema = {
        "other": pl.String, "shared": pl.Int64, "first": pl.Int64, "other_first": pl.Int64, "hours": pl.Float64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort(["shared", "other"], descending=[True, False])


def _runs(facts: Facts, filters: Filters, sources: Sequence[str]) -> Mapping[str, Runs]:
    """What each source says of names, without a pause of a week."""
    articles = fitting(facts, replace(filters, sources=tuple(sources)), ignoring="entity")
    return {source: facts.named.runs(articles, source, pause=_QUIET, roles=filters.roles) for source in sources}


def _lead(first: Runs, other: Runs) -> Lead:
    """Runs of both sources that no pause parts are one event: mentions of both in one row would have been parted there too."""
    begin = np.concatenate([first.begin, other.begin])
    order = np.argsort(begin, kind="stable")  # two rising rows, which this merges
    until = np.maximum.accumulate(np.concatenate([first.end, other.end])[order])
    fresh = np.ones(len(begin), dtype=bool)
    np.greater(begin[order][1:], until[:-1] + _QUIET, out=fresh[1:])
    event = np.empty(len(begin), dtype=np.int64)
    event[order] = np.cumsum(fresh) - 1
    events = int(fresh.sum())
    earliest = [_earliest(part, times, events) for part, times in _parted(event, first, other)]
    both = (earliest[0] >= 0) & (earliest[1] >= 0)
    ahead = earliest[1][both] - earliest[0][both]
    return Lead(
        shared=int(both.sum()),
        first=int((ahead > 0).sum()),
        other_first=int((ahead < 0).sum()),
        hours=float(np.median(ahead / _HOUR)) if len(ahead) else None,
    )


def _parted(event: Rows, first: Runs, other: Runs) -> list[tuple[Rows, Rows]]:
    return [(event[: len(first.begin)], first.begin), (event[len(first.begin) :], other.begin)]


def _earliest(event: Rows, begin: Rows, events: int) -> Rows:
    """When each event began in one source, -1 where it did not."""
    found = np.full(events, -1, dtype=np.int64)
    found[event[::-1]] = begin[::-1]  # the first of an event is written last
    return found
