"""Small cubes: articles counted by day and by what filters ask for most, so that a chart of millions reads thousands of rows.

Derived from the frames of :class:`analytics.archive.Facts` whenever those are read, never kept. What a cube does not
hold (hours, names, filters on a second dimension) is answered from the frames; both give the same numbers.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.filters import UNCLASSIFIED, Dimension, Filters
from analytics.steps import Numbers

_BY: Final = ("day", "source", "lang", "basis", "copy", "model")
_DAY_0: Final = date(1970, 1, 1)
_NOT_FILTERED: Final = ("day", "week", "month", "key", "n")  # by a combination: days are found by their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cubes:
    """Counts ``n`` of dated articles. All three have day, week, month, source, lang, basis, copy, model.

    ``totals`` adds has_topic and has_section, each article once; ``topics`` adds key (an article counts under each of its
    topics, or as unclassified), ``sections`` adds key.
    """

    totals: pl.DataFrame
    topics: pl.DataFrame
    sections: pl.DataFrame
    _grids: dict[str, "Grid"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def grid(self, by: Dimension | Literal["all"]) -> "Grid":
        """Counts by day and value of ``by``, or of all articles under one key; made when it is asked for first."""
        if by not in self._grids:
            cube = {"topic": self.topics, "section": self.sections}.get(by, self.totals)
            key = {"topic": "key", "section": "key"}.get(by, by)
            self._grids[by] = Grid(cube, pl.lit(by) if by == "all" else pl.col(key))
        return self._grids[by]


def cubes(articles: pl.DataFrame, topics: pl.DataFrame) -> Cubes:
    """The cubes of the frames ``articles`` and ``topics`` of Facts."""
    none = pl.lit(UNCLASSIFIED, pl.Categorical)
    dated = articles.lazy().filter(pl.col("day").is_not_null())
    untagged = dated.filter(~pl.col("has_topic")).group_by(_BY).agg(n=pl.len()).with_columns(key=none)
    tagged = topics.lazy().filter(pl.col("day").is_not_null()).group_by(*_BY, key=pl.col("code")).agg(n=pl.len())
    parts = [
        dated.group_by(*_BY, "has_topic", has_section=pl.col("section").is_not_null()).agg(n=pl.len()),
        pl.concat([tagged.select(*_BY, "key", "n"), untagged.select(*_BY, "key", "n")]),
        dated.group_by(*_BY, key=pl.col("section").fill_null(none)).agg(n=pl.len()),
    ]
    calendar = {"week": pl.col("day").dt.truncate("1w"), "month": pl.col("day").dt.truncate("1mo")}
    # Collected one after the other: side by side, the hash tables of all three would be in memory at once.
    totals, by_topic, by_section = (
        part.with_columns(**calendar, n=pl.col("n").cast(pl.Int64)).sort("day").collect() for part in parts
    )
    return Cubes(totals=totals, topics=by_topic, sections=by_section)


def recounted(held: Cubes, before: Cubes, after: Cubes) -> Cubes:
    """The cubes after some articles changed: ``before`` and ``after`` count those alone. Only their days are looked at."""
    moved: dict[str, pl.DataFrame] = {}
    for name in ("totals", "topics", "sections"):
        cube, less, more = (getattr(one, name) for one in (held, before, after))
        change = pl.concat([less.with_columns(-pl.col("n")), more]).select(cube.columns)
        if not change.is_empty():
            days = cube.get_column("day")
            first = int(days.search_sorted(change.get_column("day").min(), "left"))
            last = int(days.search_sorted(change.get_column("day").max(), "right"))
            touched = pl.concat([cube[first:last], change]).group_by(pl.exclude("n"), maintain_order=True)
            counted = touched.agg(pl.col("n").sum()).filter(pl.col("n") > 0).sort("day").select(cube.columns)
            cube = pl.concat([cube[:first], counted, cube[last:]], rechunk=True)
        moved[name] = cube
    return Cubes(**moved)


def answers(filters: Filters, by: Dimension) -> bool:
    """Whether the cubes hold what a question by ``by`` with these filters needs."""
    return (
        by != "entity"
        and not filters.entities
        and not (filters.start or filters.stop)
        and (by == "topic" or not filters.topics)
        and (by == "section" or not filters.sections)
    )


class Grid:
    """A cube as arrays, for sums by day and key in one pass.

    Whatever filters ask for, a row passes or fails by its combination of source, language, basis and so on. There are
    hundreds of those and hundreds of thousands of rows. So the rows stand by combination and day: those that pass are a
    stretch of each combination that fits, and no other row is looked at.
    """

    def __init__(self, cube: pl.DataFrame, key: pl.Expr) -> None:
        by = [name for name in cube.columns if name not in _NOT_FILTERED]
        combinations = cube.select(by).unique(maintain_order=True).with_row_index("combination")
        rows = cube.join(combinations, on=by, how="left", nulls_equal=True, maintain_order="left").sort(
            "combination", "day", maintain_order=True
        )
        held = rows.select(key.cast(pl.Categorical).alias("key"))
        keys = held.unique(maintain_order=True)
        self.keys: list[str | None] = keys.get_column("key").cast(pl.String).to_list()
        self._combinations = {name: values.to_list() for name, values in combinations.to_dict().items()}
        days = rows.get_column("day").to_physical().to_numpy().astype(np.int64)
        self._first, last = (int(days.min()), int(days.max())) if len(days) else (0, -1)
        self._days = last - self._first + 1
        self._places = rows.get_column("combination").to_numpy().astype(np.int64) * self._days + days - self._first
        numbered = held.join(
            keys.with_row_index("number"), on="key", how="left", nulls_equal=True, maintain_order="left"
        ).get_column("number")
        self._cells = (days - self._first) * len(self.keys) + numbered.to_numpy()
        self._counts = rows.get_column("n").to_numpy().astype(np.float64)  # whole numbers, exact up to 2 ** 53

    def by_day(
        self, filters: Filters, *, ignoring: Dimension | None = None, having: str | None = None
    ) -> tuple[int, Numbers]:
        """A day (since 1970), and the sums of it and the days after it: a row a day without gaps, a column a key.

        Counted is what fits the filters, the field on ``ignoring`` left aside, topics, sections and names always; with
        ``having`` only what has a value in that column of the cube.
        """
        begin = max((filters.since - _DAY_0).days - self._first, 0) if filters.since else 0
        end = min((filters.until - _DAY_0).days - self._first + 1, self._days) if filters.until else self._days
        width = len(self.keys)
        if begin >= end:
            return 0, np.zeros((0, width), dtype=np.int64)
        origins = np.flatnonzero(self._fitting(filters, ignoring, having)) * self._days
        edges = np.searchsorted(self._places, np.stack([origins + begin, origins + end], axis=1)).tolist()
        spans = [slice(*edge) for edge in edges]
        none = slice(0, 0)
        cells, counts = (
            np.concatenate([values[span] for span in spans or [none]]) for values in (self._cells, self._counts)
        )
        sums = np.bincount(cells, weights=counts, minlength=end * width)[begin * width :]
        return self._first + begin, sums.reshape(-1, width).astype(np.int64)

    def _fitting(self, filters: Filters, ignoring: Dimension | None, having: str | None) -> NDArray[np.bool_]:
        """Which combinations pass: what :func:`analytics.queries.conditions` says, in plain Python for so few."""
        fits = np.ones(len(self._combinations["copy"]), dtype=bool)
        if filters.copies != "all":
            fits &= np.array(self._combinations["copy"], dtype=bool) == (filters.copies == "only")
        if having:
            fits &= [value is not None and value is not False for value in self._combinations[having]]
        chosen: dict[str, set[str | None]] = {
            "lang": set(filters.langs), "source": set(filters.sources), "basis": set(filters.bases),
            "model": set(filters.models),
        }  # fmt: skip
        for column, wanted in chosen.items():
            if wanted and column != ignoring:
                if column == "basis" and "none" in wanted:
                    wanted.add(None)
                fits &= [value in wanted for value in self._combinations[column]]
        return fits


def by_step(first: int, sums: Numbers, starts: Numbers, stop: int) -> Numbers:
    """Sums by day, as :meth:`Grid.by_day` gives them -> a row for each of the steps that begin on the days ``starts``.

    ``stop`` is the day after the last step. What lies before or after all steps is left out.
    """
    found = np.zeros((len(starts), sums.shape[1]), dtype=np.int64)
    begin, end = max(int(starts[0]) - first, 0), max(stop - first, 0)
    sums = sums[begin:end]
    if len(sums):
        step = np.searchsorted(starts, np.arange(first + begin, first + begin + len(sums)), "right") - 1
        filled, begins = np.unique(step, return_index=True)
        found[filled] = np.add.reduceat(sums, begins, axis=0)
    return found
