"""Search queries drawn as lines beside topics."""

from dataclasses import replace
from typing import Final

import polars as pl

from analytics.errors import RubrikaError
from analytics.intervals import wilson
from analytics.search import query_trends
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.url import View

PREFIX: Final = "search:"  # begins the key of a query, so that none is taken for a topic
MOST: Final = 6


def with_queries(context: Context, view: View, found: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """``found`` (rows of :func:`analytics.trends.trends` by topic) with a line for each query of the view, of the same total;
    and what is wrong with queries that cannot be drawn.
    """
    wrong, asked = [], []
    for line in view.lines[:MOST]:
        try:
            asked.append(_line(context, view, line))
        except RubrikaError as error:
            wrong.append(context.say("The search {query} was not drawn: {why}.", query=f"«{line}»", why=error))
    if not asked:
        return found, wrong
    lines = pl.concat(asked)
    if found.height:
        totals = found.select("date", "total_count", "partial").unique("date")
        low, high = wilson(pl.col("count"), pl.col("total_count"))
        ratio = pl.when(pl.col("total_count") > 0).then(pl.col("count") / pl.col("total_count"))
        lines = (
            lines.drop("total_count", "ratio", "low", "high", "partial")
            .join(totals, on="date", maintain_order="left")  # inner: the same buckets
            .with_columns(ratio=ratio, low=low, high=high)
            .select(found.columns)
        )
    return pl.concat([lines, found]), wrong


def _line(context: Context, view: View, line: str) -> pl.DataFrame:
    if not context.index.is_current():
        context.index.update()
    filters = replace(view.filters, topics=())
    frame = query_trends(context.facts(), context.index, [line], filters, bucket=view.bucket, now=context.clock())
    return frame.with_columns(key=pl.lit(PREFIX + line))


def naming(context: Context, key: str) -> str:
    """A topic's name, or a query in quotation marks."""
    return f"«{key.removeprefix(PREFIX)}»" if key.startswith(PREFIX) else context.name(key)


def opens(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    """The articles of a topic or query in a bucket."""
    if not key.startswith(PREFIX):
        return parts.opening("topic")(context, view, key, start)
    whole = replace(view, filters=replace(view.filters, topics=()))
    return "/articles", replace(parts.within(whole, parts.begun(context, start)), q=key.removeprefix(PREFIX))
