"""What the articles found have in common: how many of them have each topic, source, language and name."""

from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Dimension, Filters

FACETS: Final[tuple[Dimension, ...]] = ("topic", "source", "lang", "entity")


def facets(facts: Facts, found: pl.LazyFrame, filters: Filters, *, most: int = 8) -> dict[Dimension, pl.DataFrame]:
    """key, name, count of the ``most`` frequent values of each dimension among ``found`` (rows of ``facts.articles``).

    Each value narrows: put alone into ``filters``, it leaves exactly the articles counted. So of topics and names, of
    which an article has several, only those come that are chosen, where any are.
    """
    rows = found.select("row").collect()
    return {
        "topic": _counted(facts.topics, rows, "code", filters.topics, most),
        "source": _counted(facts.articles, rows, "source", (), most),
        "lang": _counted(facts.articles, rows, "lang", (), most),
        "entity": _counted(_in_role(facts.mentions, filters), rows, "entity_id", filters.entities, most, name="name"),
    }


def _counted(
    frame: pl.DataFrame, rows: pl.DataFrame, key: str, chosen: tuple[str, ...], most: int, *, name: str = ""
) -> pl.DataFrame:
    lines = frame.lazy()
    if chosen:
        lines = lines.filter(pl.any_horizontal([pl.col(key) == value for value in chosen]))
    return (
        lines.join(rows.lazy(), on="row", how="semi")
        .group_by(pl.col(key).alias("key"))
        .agg(pl.col(name or key).first().cast(pl.String).alias("name"), pl.len().cast(pl.Int64).alias("count"))
        .with_columns(pl.col("key").cast(pl.String))
        .filter(pl.col("key") != "")
        .sort(["count", "name"], descending=[True, False])
        .head(most)
        .collect()
    )


def _in_role(mentions: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    if not filters.roles:
        return mentions
    return mentions.filter(pl.any_horizontal([pl.col("role") == role for role in filters.roles]))
