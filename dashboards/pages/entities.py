"""Entities: who and what is named, how often, with whom, and how that moves."""

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
import networkx
import polars as pl
from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from analytics.queries import Kind, entity_ranking, together
from analytics.trends import trends
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, parse, query
from dashboards.words import Words

PATH = "/entities"
_COMPARED = 5
_CITED = ("speaks", "source")
_OPTIONS = 500
_NETWORK = 40
_LINES = 60


def kinds(say: Words) -> dict[str, str]:
    """The kinds of names, as the page calls them."""
    return {"PER": say("People"), "ORG": say("Organisations"), "LOC": say("Places")}


def trend(context: Context, view: View) -> Drawing:
    """The chosen or the most frequent names over time."""
    say = context.say
    facts = context.facts()
    keys = [name for name in view.names if facts.called.known(name)]
    keys = keys or entity_ranking(context.facts(), view.filters, kind=view.kind)["entity_id"].to_list()[:_COMPARED]
    now = context.clock()
    found = trends(context.facts(), view.filters, by="entity", bucket=view.bucket, now=now, keys=keys, of=view.of)
    if not keys:
        found = found.clear()
    who = say("articles in which they speak or are cited") if view.filters.roles else say("articles that name them")
    return trending.trend_drawing(
        context,
        view,
        trending.smoothed(found, view),
        title=f"{trending.unit(context, view)}, {who}, {say.of_bucket(view.bucket)}",
        what=say("Name"),
        naming=context.entity,
        colours=series_colours(keys),
    )


def network(context: Context, view: View) -> Drawing:
    """Who is named with whom."""
    say = context.say
    among: tuple[Kind, ...] = ("LOC",) if view.kind == "LOC" else ("PER", "ORG")
    nodes, pairs = together(context.facts(), view.filters, kinds=among, most=_NETWORK)
    # Lines between names that meet no more often than chance would have it say nothing.
    pairs = pairs.filter(pl.col("lift") > 1).head(_LINES)
    graph = networkx.Graph()
    graph.add_weighted_edges_from(pairs.select("a", "b", "together").iter_rows())
    places = {
        key: (float(x), float(y))
        for key, (x, y) in networkx.spring_layout(graph, k=1.1, iterations=200, seed=2, weight=None).items()
    }
    nodes = nodes.with_columns(name=called(context, nodes["entity_id"]))
    names = dict(nodes.select("entity_id", "name").iter_rows())
    table = pairs.select(
        pl.col("a").alias("key"),
        pl.col("b").alias("date"),
        *(
            pl.col(side).replace_strict(names, default="", return_dtype=pl.String).alias(f"{side}_name")
            for side in "ab"
        ),
        pl.col("together").alias("count"),
        pl.col("lift").round(1),
    )
    caption = say(
        "Of the {n} most frequent names, those named together in two articles or more and more often than chance.",
        n=_NETWORK,
    )
    return Drawing(
        title=say("Named together"),
        caption=caption + " " + say("The line is as thick as the articles are many. Click a name for its page."),
        summary=say.many("{n} pair of names.", "{n} pairs of names.", pairs.height),
        figure=figures.network(nodes, pairs, places, words=say),
        table=table,
        columns=(
            Column("a_name", say("Name")),
            Column("b_name", say("With")),
            Column("count", say("Articles"), "number"),
            Column("lift", say("Times chance"), "number"),
        ),
    )


def ranking(context: Context, view: View) -> Drawing:
    """All names of the chosen kind, most named first."""
    say = context.say
    found = entity_ranking(context.facts(), view.filters, kind=view.kind).head(_OPTIONS)
    shown = found.with_columns(name=called(context, found["entity_id"]))
    return Drawing(
        title=say("Ranking"),
        caption=say("Click a name for its own page: topics, sources, who is named with it."),
        summary="",
        figure={},
        table=shown.with_columns(key="entity_id"),
        columns=(
            Column("name", say("Name")),
            Column("articles", say("Articles"), "number"),
            Column("cited", say("Cited in"), "number"),
            Column("mentions", say("Mentions"), "number"),
            Column("first", say("First"), "day"),
            Column("last", say("Latest"), "day"),
        ),
    )


def _open_name(_: Context, view: View, key: str, __: str) -> tuple[str, View]:
    return "/entity", replace(view, names=(key,))


TREND = Chart(key="entities-trend", draw=trend, opens=parts.opening("entity"))
NETWORK = Chart(key="entities-network", draw=network, opens=_open_name, height=620, wide=True)
RANKING = Chart(key="entities-ranking", draw=ranking, opens=_open_name, height=480, pictured=False)
CHARTS = (TREND, NETWORK, RANKING)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Entities")),
            html.P(id="entities-lead", className="lead"),
            html.Div(id="entities-controls", className="row"),
            parts.chart(TREND, say),
            parts.chart(NETWORK, say),
            parts.table(RANKING, say),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.register_charts(app, context, PATH, CHARTS)

    @app.callback(
        Output("entities-controls", "children"),
        Output("entities-lead", "children"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def draw(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        ranked = entity_ranking(here.facts(), view.filters, kind=view.kind)
        return _controls(here, ranked, view), lead_of(here, ranked, view)

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("entities-kind", "value"),
        Input("entities-role", "value"),
        Input("entities-names", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def choose(kind: Any, role: Any, names: list[str] | None, search: str) -> Any:
        view = parse(search)
        roles = _CITED if role == "cited" else ()
        changed = replace(
            view,
            kind=kind,
            names=tuple(names or ()) if kind == view.kind else (),
            filters=replace(view.filters, roles=roles),
        )
        return no_update if changed == view else query(changed)


def lead_of(context: Context, ranked: pl.DataFrame, view: View) -> str:
    """The sentence that opens the page."""
    say = context.say
    if ranked.is_empty():
        return say("No name is known in the articles that fit these filters.")
    top = ranked.row(0, named=True)
    return say(
        "{name} is named in {articles}, {times}; {n} names of this kind are known in this view.",
        name=context.entity(top["entity_id"]),
        articles=say.articles(top["articles"]),
        times=say.many("{n} time in all", "{n} times in all", top["mentions"]),
        n=say.number(ranked.height),
    )


def called(context: Context, keys: pl.Series) -> pl.Series:
    """The names of entities in the reader's language, in the order of their ids."""
    return pl.Series([context.entity(key) for key in keys], dtype=pl.String)


def _controls(context: Context, ranked: pl.DataFrame, view: View) -> list[Any]:
    """The choice of kind and names, drawn anew with each address so that it always says what is shown."""
    say = context.say
    return [
        dmc.SegmentedControl(
            id="entities-kind",
            value=view.kind,
            data=[{"value": kind, "label": label} for kind, label in kinds(say).items()],
        ),
        dmc.SegmentedControl(
            id="entities-role",
            value="cited" if view.filters.roles else "any",
            data=[{"value": "any", "label": say("Named")}, {"value": "cited", "label": say("Speak or are cited")}],
        ),
        dmc.MultiSelect(
            id="entities-names",
            data=_options(context, ranked, view),
            value=list(view.names),
            placeholder=say("Compare names: the five most frequent") if not view.names else "",
            searchable=True,
            clearable=True,
            maxValues=6,
            limit=60,
            className="grow",
            **{"aria-label": say("Names to compare")},
        ),
    ]


def _options(context: Context, ranked: pl.DataFrame, view: View) -> list[dict[str, str]]:
    keys = dict.fromkeys([*ranked.head(_OPTIONS)["entity_id"], *view.names])
    return [{"value": key, "label": context.entity(key)} for key in keys]
