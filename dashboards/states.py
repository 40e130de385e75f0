"""What a page shows when there is nothing to show: which filter is in the way, and what would come without it."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.errors import RubrikaError
from analytics.filters import Filters
from analytics.queries import select
from analytics.querying import parse_query
from analytics.search import matching
from dashboards.chips import CHOICES, field_name
from dashboards.context import Context
from dashboards.url import View, query


def nothing(view: View, context: Context) -> Any:
    """What a page shows when no article fits the filters: which of them to drop, and what that would bring."""
    say = context.say
    total = select(context.facts(), Filters()).collect().height
    offers = [
        html.Li(dcc.Link(say("{what}: {articles}", what=what, articles=say.articles(count)), href=query(less) or "?"))
        for what, less, count in without_one(view, context)
        if count
    ]
    said = (
        say("The archive has {articles}. One filter less would bring:", articles=say.articles(total))
        if offers
        else say(
            "The archive has {articles}. No single filter is in the way; remove them all:", articles=say.articles(total)
        )
    )
    return html.Section(
        [
            html.H2(say("No article fits these filters")),
            html.P(said),
            html.Ul(offers, className="plainlist") if offers else None,
            dcc.Link(say("Show everything"), href="?", className="button"),
        ],
        className="empty",
    )


def without_one(view: View, context: Context) -> list[tuple[str, View, int]]:
    """The view less one of its filters, for each: what is left out in words, the view, and the articles that it would have."""
    say, filters = context.say, view.filters
    found: list[tuple[str, View]] = []
    if view.q:
        found.append((say("Without the search"), replace(view, q="")))
    if filters.since or filters.until:
        found.append((say("Without the period"), replace(view, filters=replace(filters, since=None, until=None))))
    for field in (*CHOICES.values(), "entities", "roles"):
        if getattr(filters, field):
            less: dict[str, Any] = {field: ()}
            what = say("Without the filter on {field}", field=field_name(field, say))
            found.append((what, replace(view, filters=replace(filters, **less))))
    return [(what, replace(less, page=1, article=""), _count(less, context)) for what, less in found]


def _count(view: View, context: Context) -> int:
    """How many articles a view has; none where its search cannot be read."""
    facts = context.facts()
    try:
        fitting = (
            matching(facts, context.index, parse_query(view.q), view.filters) if view.q else select(facts, view.filters)
        )
    except RubrikaError:
        return 0
    return int(fitting.select(pl.len()).collect().item())
