"""Small cubes: articles counted by day and by what filters ask for most, so that a chart of millions reads thousands of rows.

Derived from the frames of :class:`analytics.archive.Facts` whenever those are read, never kept. What a cube does not
hold (hours, names, filters on a second dimension) is answered from the frames; both give the same numbers.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from analytics.filters import UNCLASSIFIED, Dimension, Filters

_BY: Final = ("day", "source", "lang", "basis", "copy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cubes:
    """Counts ``n`` of dated articles. All three have day, week, month, source, lang, basis, copy.

    ``totals`` adds has_topic and has_section, each article once; ``topics`` adds key (an article counts under each of its
    topics, or as unclassified), ``sections`` adds key.
    """

    totals: pl.DataFrame
    topics: pl.DataFrame
    sections: pl.DataFrame


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


def answers(filters: Filters, by: Dimension) -> bool:
    """Whether the cubes hold what a question by ``by`` with these filters needs."""
    return (
        by != "entity"
        and not filters.entities
        and (by == "topic" or not filters.topics)
        and (by == "section" or not filters.sections)
    )


def counted(found: Cubes, by: Dimension) -> pl.LazyFrame:
    """The rows of a cube with the values of ``by`` under ``key``."""
    if by == "topic":
        return found.topics.lazy()
    if by == "section":
        return found.sections.lazy()
    return found.totals.lazy().with_columns(key=pl.col(by))
