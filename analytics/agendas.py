"""How alike the agendas of sources are: what part of their topics two of them have in common, over time and now."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.archive import Facts
from analytics.filters import UNCLASSIFIED, Bucket, Filters
from analytics.queries import members
from analytics.trends import trends

Shares = NDArray[np.float64]
_DRAWS: Final = 400
_MIDDLE: Final = (0.025, 0.975)


def agendas(
    facts: Facts,
    filters: Filters,
    source: str,
    others: Sequence[str],
    *,
    bucket: Bucket,
    now: datetime,
    intervals: bool = True,
) -> pl.DataFrame:
    """other, date, overlap, low, high, articles, other_articles: how much of its agenda a source shares with each other one.

    The overlap is the sum over topics of the smaller of both shares of all topic labels (Schoener 1970, Ecology 51:408): 0
    for nothing in common, 1 for the same mix. ``low``..``high`` is the middle 95 % of bootstrap draws, null without
    ``intervals``: drawing takes far longer than all else. Null where one of the two published nothing with a topic.
    """
    frames = {
        name: trends(facts, replace(filters, sources=(name,), topics=()), by="topic", bucket=bucket, now=now)
        for name in (source, *others)
    }
    keys = sorted({*itertools.chain(*(frame.get_column("key").unique() for frame in frames.values()))} - {UNCLASSIFIED})
    own, *theirs = (_Agenda(frame, keys, seed=int(name != source)) for name, frame in frames.items())
    parts = [_side_by_side(own, other, intervals=intervals).with_columns(other=pl.lit(name))
             for name, other in zip(others, theirs, strict=True)]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *(part.select(list(_SCHEMA)) for part in parts)])


def overlaps(facts: Facts, filters: Filters, sources: Sequence[str]) -> pl.DataFrame:
    """a, b, overlap: the overlap of :func:`agendas` of each two of ``sources`` over everything that fits, most alike first."""
    found = members(facts, replace(filters, sources=tuple(sources), topics=()), "topic")
    counted = (
        found.group_by("source", "key")
        .agg(count=pl.len())
        .collect()
        .with_columns(pl.col(pl.Categorical).cast(pl.String))
    )
    counts: dict[str, dict[str, int]] = {}
    for name, key, count in counted.filter(pl.col("key") != UNCLASSIFIED).iter_rows():
        counts.setdefault(name, {})[key] = count
    keys = sorted({key for mix in counts.values() for key in mix})
    mixes = {name: _shares(np.array([[mix.get(key, 0) for key in keys]])) for name, mix in counts.items()}
    rows = [
        (a, b, float(_overlap(mixes[a], mixes[b])[0]))
        for a, b in itertools.combinations(sources, 2)
        if a in mixes and b in mixes
    ]
    schema = {"a": pl.String, "b": pl.String, "overlap": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").sort(["overlap", "a", "b"], descending=[True, False, False])


class _Agenda:
    """The topic labels of a source by bucket, from rows of :func:`analytics.trends.trends`, which have every bucket for every key."""

    def __init__(self, frame: pl.DataFrame, keys: Sequence[str], *, seed: int) -> None:
        self.dates: dict[date, int] = {day: at for at, day in enumerate(frame.get_column("date").unique().sort())}
        self._counts = np.zeros((len(self.dates), len(keys)), np.int64)
        self._articles = np.zeros(len(self.dates), np.int64)
        self._chance = np.random.default_rng(seed)
        self._drawn: dict[date, Shares] = {}
        place = {key: at for at, key in enumerate(keys)}
        for (key,), part in frame.partition_by("key", as_dict=True).items():
            self._articles = part.get_column("total_count").to_numpy()
            if key in place:
                self._counts[:, place[str(key)]] = part.get_column("count").to_numpy()

    def articles(self, day: date) -> int:
        """The articles of a bucket."""
        return int(self._articles[self.dates[day]]) if day in self.dates else 0

    def mix(self, day: date) -> Shares | None:
        """The shares of topics in a bucket, None where no article has one."""
        counts = self._counts[self.dates[day]] if day in self.dates else np.zeros(1)
        return _shares(counts[None, :]) if counts.sum() else None

    def drawn(self, day: date) -> Shares:
        """Shares as they might as well have been: draws from the mix of a bucket, the same whoever is compared."""
        if day not in self._drawn:
            counts = self._counts[self.dates[day]]
            whole = int(counts.sum())
            self._drawn[day] = _shares(self._chance.multinomial(whole, counts / whole, size=_DRAWS))
        return self._drawn[day]


def _side_by_side(own: _Agenda, other: _Agenda, *, intervals: bool) -> pl.DataFrame:
    rows = []
    for day in sorted({*own.dates, *other.dates}):
        mine, theirs = own.mix(day), other.mix(day)
        shared, low, high = None, None, None
        if mine is not None and theirs is not None:
            shared = float(_overlap(mine, theirs)[0])
            if intervals:
                low, high = np.quantile(_overlap(own.drawn(day), other.drawn(day)), _MIDDLE).tolist()
        rows.append(("", day, shared, low, high, own.articles(day), other.articles(day)))
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _shares(counts: NDArray[Any]) -> Shares:
    """Rows of counts as shares of their sums."""
    return np.asarray(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), dtype=np.float64)


def _overlap(first: Shares, second: Shares) -> Shares:
    """(rows,) the overlap of each pair of rows."""
    return np.asarray(np.minimum(first, second).sum(axis=1))


_SCHEMA: Final = {
    "other": pl.String,
    "date": pl.Date,
    "overlap": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "articles": pl.Int64,
    "other_articles": pl.Int64,
}
