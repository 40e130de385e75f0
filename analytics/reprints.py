"""Who copies whom, and in which languages each source publishes."""

from dataclasses import replace

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.queries import select


def reprints(facts: Facts, filters: Filters) -> pl.DataFrame:
    """source, origin, count, total_count, ratio: exact copies of earlier articles of each source, by whose they are.

    ``total_count`` are all articles of the source, copies included; a source that copies nothing has no row. The most
    copies first.
    """
    articles = select(facts, replace(filters, copies="all")).select("source", "original", "copy").collect()
    totals = articles.group_by("source").agg(total_count=pl.len().cast(pl.Int64))
    origins = facts.articles.select(pl.col("row").alias("original"), pl.col("source").alias("origin"))
    return (
        articles.filter("copy")
        .join(origins, on="original")
        .group_by("source", "origin")
        .agg(count=pl.len().cast(pl.Int64))
        .join(totals, on="source")
        .with_columns(pl.col("source", "origin").cast(pl.String), ratio=pl.col("count") / pl.col("total_count"))
        .sort(["count", "source", "origin"], descending=[True, False, False])
    )


def languages(facts: Facts, filters: Filters) -> pl.DataFrame:
    """source, lang, count, total_count, ratio: the languages of each source, the largest source and language first."""
    return (
        select(facts, filters)
        .group_by("source", "lang")
        .agg(count=pl.len().cast(pl.Int64))
        .with_columns(pl.col("source", "lang").cast(pl.String).fill_null(""))
        .with_columns(total_count=pl.col("count").sum().over("source"))
        .with_columns(ratio=pl.col("count") / pl.col("total_count"))
        .sort(["total_count", "source", "count", "lang"], descending=[True, False, True, False])
        .collect()
    )
