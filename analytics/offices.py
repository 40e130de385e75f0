"""Under which offices a person was named, how often and when last."""

from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.queries import select
from analytics.schema import Schema
from analytics.store import Store
from analytics.text import fold

_SCHEMA: Final[Schema] = {"title": pl.String, "articles": pl.Int64, "last": pl.Date, "article_id": pl.String}


def offices(store: Store, facts: Facts, filters: Filters, key: str) -> pl.DataFrame:
    """title, articles, last (a day, null where none is dated), article_id of the last: a person's offices, most first.

    Spellings that differ in capitals only are one. «министр» is not told from «министр экономики»: both are shown.
    """
    named = facts.mentions.filter(pl.col("entity_id").cast(pl.String) == key).select("row")
    articles = (
        select(facts, filters, ignoring="entity")
        .join(named.lazy(), on="row", how="semi")
        .select("article_id", "day")
        .collect()
    )
    if articles.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    names = facts.names
    parts = {key, *(part for part in names.parents if names.root(part) == key)}
    # A namesake told apart is stored under the name that it shares.
    parts |= {whole for (whole, _), own in (*names.apart.items(), *names.callings.items()) if own in parts}
    stored = (
        store.scan("mentions")
        .filter(pl.col("entity_id").is_in(sorted(parts)) & (pl.col("titles").list.len() > 0))
        .select("article_id", "revision", "entity_id", "name", "titles")
        .join(articles.lazy(), on="article_id")
        .filter(pl.col("revision") == pl.col("revision").max().over("article_id"))
        .collect()
    )
    mine = [
        (title, article, day)
        for article, entity, name, titles, day in stored.select(
            "article_id", "entity_id", "name", "titles", "day"
        ).iter_rows()
        if names.of(entity, name, titles) == key
        for title in titles
    ]
    found = pl.DataFrame(mine, schema={"title": pl.String, "article_id": pl.String, "day": pl.Date}, orient="row")
    return (
        found.with_columns(plain=pl.col("title").map_elements(fold, return_dtype=pl.String))
        .group_by("plain")
        .agg(
            pl.col("title").mode().sort().first(),
            articles=pl.col("article_id").n_unique().cast(pl.Int64),
            last=pl.col("day").max(),
            article_id=pl.col("article_id").sort_by("day", "article_id", nulls_last=False).last(),
        )
        .sort(["articles", "last", "title"], descending=[True, True, False], nulls_last=True)
        .select(*_SCHEMA)
    )
