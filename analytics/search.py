"""Searches: which articles a query finds, a page of them, and their share over time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Bucket, Denominator, Filters
from analytics.indexing import SearchIndex
from analytics.queries import select
from analytics.querying import Node, Query, parse_query
from analytics.terms import ranks
from analytics.text import fold
from analytics.trends import cells

_FEW: Final = 3000  # articles that are ranked by themselves, not picked from among all that have the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of results: how many in all, and rows of article_id, published, source, lang, title, day_only."""

    total: int
    rows: pl.DataFrame


def matching(facts: Facts, index: SearchIndex, query: Query, filters: Filters) -> pl.LazyFrame:
    """The articles (rows of ``facts.articles``) that fit a query and the filters."""
    narrowed = query.narrowed(filters, _entities(facts, query.names))
    if query.names and not narrowed.entities:
        return facts.articles.lazy().filter(False)
    if query.text is None:
        return select(facts, narrowed)
    # A column more costs nothing, where taking the rows out would copy every title.
    marked = facts.articles.with_columns(_fits=pl.Series(index.find(facts, query.text)))
    return select(replace(facts, articles=marked), narrowed).filter("_fits").drop("_fits")


def search(
    facts: Facts,
    index: SearchIndex,
    query: Query,
    filters: Filters,
    *,
    offset: int = 0,
    limit: int = 20,
    newest: bool = True,
) -> Found:
    """One page of the articles that fit, newest first or, without ``newest``, the best first."""
    fitting = matching(facts, index, query, filters).select("row", "published").collect()
    if newest or query.text is None or not ranks(query.text):
        order = fitting.lazy().sort("published", "row", descending=[True, False], nulls_last=True)
        page = order.slice(offset, limit).select("row").collect().get_column("row")
    else:
        page = _best(facts, index, query.text, fitting.get_column("row"), offset, limit)
    rows = facts.articles[page].select(
        "article_id", "published", pl.col("source", "lang").cast(pl.String), "title", "day_only"
    )
    return Found(total=fitting.height, rows=rows)


def _best(facts: Facts, index: SearchIndex, node: Node, fitting: pl.Series, offset: int, limit: int) -> pl.Series:
    """A page of the ``fitting`` rows by how well they fit; more are looked at until the page is full or there are no more."""
    wanted, looked, ids = min(offset + limit, len(fitting)), 1000, None
    if len(fitting) <= _FEW:
        looked, ids = len(fitting), facts.articles[fitting].get_column("article_id").to_list()
    while True:
        found = index.best(facts, node, limit=looked, article_ids=ids).filter(pl.col("row").is_in(fitting.implode()))
        if found.height >= wanted or looked > facts.articles.height or ids is not None:
            # Equally good ones stand in the order of rows, whatever the index was written in.
            order = found.sort("score", "row", descending=[True, False])
            return order.get_column("row").slice(offset, limit)
        looked *= 8


def query_trends(
    facts: Facts,
    index: SearchIndex,
    queries: Sequence[str],
    filters: Filters,
    *,
    bucket: Bucket,
    now: datetime,
    of: Denominator = "fitting",
) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with a key a query: the share of the articles that fit it."""
    found = [
        matching(facts, index, parse_query(query), filters).select("row", "day", "week", "month", key=pl.lit(query))
        for query in queries
    ]
    total = select(facts, filters.of_the_archive() if of == "archive" else filters)
    return cells(facts, filters, total, pl.concat(found), bucket=bucket, now=now, keys=list(dict.fromkeys(queries)))


def _entities(facts: Facts, names: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of the names wanted: those shown so, or that contain the words as given."""
    found: list[str] = []
    for kind, name in names:
        known = facts.called.entities.filter(pl.col("kind") == kind) if kind else facts.called.entities
        wanted = fold(name)
        contains = pl.col("plain").str.contains(wanted, literal=True) if wanted else pl.lit(False)
        found += known.filter(contains | (pl.col("entity_id") == name)).get_column("entity_id").to_list()
    return tuple(dict.fromkeys(found))
