"""Who is named where, as arrays: every mention of an archive in the order of source, name and time.

Millions of mentions are looked through for each question on names. In this order those of a name in a source stand together, so
that counting them is one walk along an array, and neither sorting nor hashing.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

Rows = NDArray[Any]
Mask = NDArray[np.bool_]
_MENTIONED: Final = "mentioned"
NO_DAY: Final = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What some mentions come to, an entry for each of :attr:`Named.entities`: the articles that have it, those in which it
    speaks or is the source, the mentions, the first and the last day since 1970 (where there is none, ``first > last``), and
    the number of a kind that it has there (people may have put names of two kinds together)."""

    articles: Rows
    cited: Rows
    mentions: Rows
    first: Rows
    last: Rows
    kind: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Mentions of names in one source without a pause longer than asked for: where each begins and ends, in seconds.

    All names share one line of time, one after the other and further apart than the pause, in rising order.
    """

    begin: Rows
    end: Rows


class Named:
    """The mentions of facts; the arrays are made when somebody first asks. ``articles`` and ``mentions`` are as in Facts.

    What labels change of an article is not kept here: a question says by a mask which articles count.
    """

    def __init__(self, articles: pl.DataFrame, mentions: pl.DataFrame) -> None:
        self._articles = articles.select("row", "day", "published", "day_only")
        self._mentions = mentions.select("row", "entity_id", "kind", "name", "count", "role", "source", "day")

    @cached_property
    def entities(self) -> pl.DataFrame:
        """entity_id, name: everything named, by id. Whatever else is said by name here is in this order."""
        return self._mentions.select("entity_id", "name").unique("entity_id").cast(pl.String).sort("entity_id")

    @cached_property
    def debuts(self) -> Rows:
        """The first day of each name in the whole archive, since 1970; a number above all days where it has none."""
        order = self._order
        found = np.full(self.entities.height, NO_DAY, np.int64)
        # The first of a stretch is its earliest.
        np.minimum.at(found, order.entity, self.days[order.row[order.edges[:-1]]])
        return found

    @cached_property
    def naming(self) -> Mask:
        """Which articles name anything."""
        found = np.zeros(self._articles.height, dtype=bool)
        found[self._order.row] = True
        return found

    @property
    def kinds(self) -> list[str | None]:
        """The kinds of names, as mentions have them."""
        return self._order.kinds

    @cached_property
    def days(self) -> Rows:
        """The day of each article, since 1970; a number above all days where it has none."""
        return self._articles.get_column("day").to_physical().fill_null(NO_DAY).to_numpy()

    def mentioned(
        self, articles: Mask, *, kind: str = "", roles: tuple[str, ...] = (), sources: tuple[str, ...] = ()
    ) -> Mask:
        """Which mentions are in these articles, of this kind and in one of these roles; without a limit those of all.

        ``sources`` are those that the articles are of, where that is known: mentions in others are not looked at.
        """
        order = self._order
        found: Mask = np.zeros(len(order.row), dtype=bool)
        for source, (first, stop) in zip(order.sources, order.spans, strict=True):
            if not sources or source in sources:
                span = slice(order.edges[first], order.edges[stop])
                found[span] = articles[order.row[span]]
        if kind:
            found &= order.kind == (self.kinds.index(kind) if kind in self.kinds else len(self.kinds))
        if roles:
            found &= np.isin(order.role, self._numbers_of(roles))
        return found

    def counts(self, mentioned: Mask) -> Rows:
        """How many of these mentions, which are as many articles, each name has."""
        sums = _sums(mentioned, self._order.edges)
        return np.bincount(self._order.entity, weights=sums, minlength=self.entities.height).astype(np.int64)

    def tally(self, mentioned: Mask) -> Tally:
        """All that there is to say of the names in these mentions."""
        order, size = self._order, self.entities.height
        sums = _sums(mentioned, order.edges)
        some = np.flatnonzero(sums)
        entity, within = order.entity[some], sums[some]
        at = np.flatnonzero(mentioned)
        opens = np.cumsum(within) - within
        openings = at[opens]
        opening = self.days[order.row[openings]]
        first, last = np.full(size, NO_DAY, np.int64), np.full(size, -1 - NO_DAY, np.int64)
        np.minimum.at(first, entity, opening)
        # The undated stand last; the last day is that of the mention before them.
        dated = within if order.dated.all() else _sums(mentioned & order.dated, order.edges)[some]
        known = dated > 0
        np.maximum.at(last, entity[known], self.days[order.row[at[(opens + dated - 1)[known]]]])
        kind = np.zeros(size, np.int64)
        # Of several what is written last stays: that of the first source.
        kind[entity[::-1]] = order.kind[openings[::-1]]
        parts = {"articles": within}
        for name, values in (("cited", order.cited), ("mentions", order.count)):
            parts[name] = np.add.reduceat(values[at], opens, dtype=np.int64) if len(at) else within
        counted = {name: np.bincount(entity, part, size).astype(np.int64) for name, part in parts.items()}
        return Tally(**counted, first=first, last=last, kind=kind)

    def articles_of(self, key: str, articles: Mask, *, roles: tuple[str, ...] = ()) -> Rows:
        """The rows of those of these articles that name it, in one of these roles where there are any."""
        order, place = self._order, self._place.get(key)
        parts = [] if place is None else np.flatnonzero(order.entity == place).tolist()
        spans = [np.arange(order.edges[at], order.edges[at + 1]) for at in parts]
        own = np.concatenate([np.zeros(0, np.int64), *spans])
        found = articles[order.row[own]]
        if roles:
            found &= np.isin(order.role[own], self._numbers_of(roles))
        rows: Rows = order.row[own[found]]
        return rows

    def _numbers_of(self, roles: tuple[str, ...]) -> list[int]:
        return [at for at, role in enumerate(self._order.roles) if role in roles]

    def runs(self, articles: Mask, source: str, *, pause: int, roles: tuple[str, ...] = ()) -> Runs:
        """The mentions in those of these articles that are of a source and whose time is known to more than the day.

        ``pause`` are the seconds after which a run ends.
        """
        order = self._order
        if source not in order.sources:
            return Runs(begin=np.zeros(0, np.int64), end=np.zeros(0, np.int64))
        first, stop = order.spans[order.sources.index(source)]
        begin, end = order.edges[first], order.edges[stop]
        kept = (articles & self._timed)[order.row[begin:end]]
        if roles:
            kept &= np.isin(order.role[begin:end], self._numbers_of(roles))
        seconds = order.seconds[begin:end][kept]
        if not len(seconds):
            return Runs(begin=np.zeros(0, np.int64), end=np.zeros(0, np.int64))
        sums = _sums(kept, order.edges[first : stop + 1] - begin)
        some = np.flatnonzero(sums)
        opens = np.concatenate([np.zeros(1, np.int64), np.cumsum(sums[some])])[:-1]
        fresh = np.ones(len(seconds), dtype=bool)
        np.greater(seconds[1:] - seconds[:-1], pause, out=fresh[1:])
        fresh[opens] = True
        begins = np.flatnonzero(fresh)
        ends = np.append(begins[1:], len(seconds)) - 1
        name = order.entity[first:stop][some][np.searchsorted(opens, begins, "right") - 1]
        far = name.astype(np.int64) * (int(order.seconds.max()) + pause + 1)
        return Runs(begin=far + seconds[begins], end=far + seconds[ends])

    @cached_property
    def _timed(self) -> Mask:
        known = ~pl.col("day_only") & pl.col("published").is_not_null()
        return self._articles.select(known.alias("known")).get_column("known").to_numpy()

    @cached_property
    def _place(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self.entities.get_column("entity_id"))}

    @cached_property
    def _order(self) -> "_Order":
        """Two threads may both make it; it is the same."""
        places = self._place
        sources, source = numbered(self._mentions.get_column("source"))
        kinds, kind = numbered(self._mentions.get_column("kind"))
        roles, role = numbered(self._mentions.get_column("role"))
        own, number = numbered(self._mentions.get_column("entity_id"))
        entity = np.array([places[str(key)] for key in own], dtype=np.uint32)[number]
        row, count = (self._mentions.get_column(name).to_numpy() for name in ("row", "count"))
        seconds = self._articles.get_column("published").dt.epoch("s").fill_null(0)
        least = int(self._articles.get_column("published").dt.epoch("s").min() or 0)  # type: ignore[arg-type]
        since = np.maximum(seconds.to_numpy() - least, 0)
        since = since.astype(np.uint32 if since.max(initial=0) < 2**31 else np.int64)
        # The order of articles by day and time, below the number of source and name: one number to sort by.
        rank = np.empty(len(since), dtype=np.uint64)
        rank[np.lexsort((since, self.days))] = np.arange(len(since), dtype=np.uint64)
        place = source.astype(np.uint64)
        place *= np.uint64(max(len(places), 1))
        place += entity
        place <<= np.uint64(32)
        place |= rank[row]
        order = np.argsort(place)
        source, entity = source[order], entity[order]
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = (source[1:] != source[:-1]) | (entity[1:] != entity[:-1])
        begins = np.flatnonzero(fresh)
        of = source[begins]
        return _Order(
            row=row[order],
            seconds=since[row[order]],
            kind=kind[order],
            role=role[order],
            count=count[order].astype(np.min_scalar_type(count.max(initial=0))),
            cited=np.array([name != _MENTIONED for name in roles], dtype=bool)[role[order]],
            dated=self.days[row[order]] != NO_DAY,
            entity=entity[begins],
            edges=np.append(begins, len(order)),
            sources=sources,
            kinds=kinds,
            roles=roles,
            spans=[(int(np.searchsorted(of, at)), int(np.searchsorted(of, at, "right"))) for at in range(len(sources))],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """Mentions by source, name, day and time: the article, its time in seconds since the earliest, kind and role by number,
    how often it names, whether who is named speaks or is the source there, and whether the article has a day.

    ``entity`` has the name of each stretch of one name in one source, ``edges`` where those begin and where the last ends,
    ``spans`` which of them are of each source.
    """

    row: Rows
    seconds: Rows
    kind: Rows
    role: Rows
    count: Rows
    cited: Mask
    dated: Mask
    entity: Rows
    edges: Rows
    sources: list[str | None]
    kinds: list[str | None]
    roles: list[str | None]
    spans: list[tuple[int, int]]


def _sums(found: Mask, edges: Rows) -> Rows:
    """How many are found between each two edges."""
    if len(edges) < 2:
        return np.zeros(0, np.int64)
    return np.add.reduceat(found, edges[:-1], dtype=np.int64)


def numbered(values: pl.Series) -> tuple[list[str | None], Rows]:
    """The different values, and the number of each row's among them, in bytes as few as will do."""
    physical, different = values.to_physical(), values.unique(maintain_order=True)
    top: Any = physical.max()
    none = 0 if top is None else int(top) + 1  # stands for a value that is not known
    number = np.zeros(none + 1, dtype=np.min_scalar_type(len(different)))
    number[different.to_physical().fill_null(none).to_numpy()] = np.arange(len(different))
    return different.cast(pl.String).to_list(), number[physical.fill_null(none).to_numpy()]
