"""Entities: who and what is named, how often, with whom, and how that moves."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import dash_mantine_components as dmc
import networkx
import polars as pl
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.queries import Kind, entity_ranking, select, together
from analytics.trends import trends
from analytics.voices import CITED, emerging
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, parse, query
from dashboards.words import Words

PATH = "/entities"
_COMPARED = 5
_OPTIONS = 500
_NETWORK = 40
_LINES = 60
_FRESH = timedelta(days=28)


def kinds(say: Words) -> dict[str, str]:
    """The kinds of names, as the page calls them."""
    return {"PER": say("People"), "ORG": say("Organisations"), "LOC": say("Places")}


def _ranked(context: Context, view: View) -> pl.DataFrame:
    """All names of the kind chosen, most named first: the sentence, the controls and three charts of a view ask for them."""
    facts, kind = context.facts(), view.kind
    question = ("names", view.filters, kind)
    return context.remembered.get(facts, question, lambda: entity_ranking(facts, view.filters, kind=kind))


def trend(context: Context, view: View) -> Drawing:
    """The chosen or the most frequent names over time."""
    say = context.say
    facts = context.facts()
    keys = [name for name in view.names if facts.called.known(name)]
    keys = keys or _ranked(context, view)["entity_id"].to_list()[:_COMPARED]
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
        for key, (x, y) in networkx.spring_layout(graph, k=0.9, iterations=150, seed=2, weight=None).items()
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
        caption=caption
        + " "
        + say(
            "The line is as thick as the articles are many. Click a name for its page, the middle of a line for the articles that name both."
        ),
        summary=say.many("{n} pair of names.", "{n} pairs of names.", pairs.height),
        figure=figures.network(nodes, pairs, places, words=say),
        rows=lambda: table,
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
    facts = context.facts()
    found = _ranked(context, view)
    if view.find.strip():
        wanted = facts.called.find(view.find.strip())
        found = found.filter(pl.col("entity_id").is_in(list(wanted)))
    total = int(select(facts, view.filters, ignoring="entity").select(pl.len()).collect().item())
    head = found.head(_OPTIONS)
    shown = head.with_columns(
        name=called(context, head["entity_id"]),
        ratio=pl.col("articles") / max(total, 1),
        spoken=pl.col("cited") / pl.col("articles"),
    )
    title = {"PER": say("All people"), "ORG": say("All organisations"), "LOC": say("All places")}[view.kind]
    if view.find.strip():
        title = say.many("{n} name fits “{find}”", "{n} names fit “{find}”", found.height, find=view.find.strip())
    caption = say("Click a name for its own page: topics, sources, who is named with it.")
    if found.height > _OPTIONS:
        caption += " " + say(
            "The {n} most named of {all}; search for the others.", n=_OPTIONS, all=say.number(found.height)
        )
    return Drawing(
        title=title,
        caption=caption,
        summary="",
        figure={},
        rows=lambda: shown.with_columns(key="entity_id"),
        columns=(
            Column("name", say("Name")),
            Column("articles", say("Articles"), "number"),
            Column("ratio", say("Share"), "share"),
            Column("cited", say("Cited in"), "number"),
            Column("spoken", say("Cited share"), "share"),
            Column("mentions", say("Mentions"), "number"),
            Column("first", say("First"), "day"),
            Column("last", say("Latest"), "day"),
        ),
    )


def fresh(context: Context, view: View) -> Drawing:
    """New names, and those named far more than before."""
    say, facts = context.say, context.facts()
    until = min(context.clock().date(), view.filters.until or context.clock().date())
    since = until - _FRESH + timedelta(days=1)
    found = emerging(facts, view.filters, kind=view.kind, since=since)
    said = [
        say("new") if row["new"] else say("{times} times its share before", times=say.number(round(row["times"], 1)))
        for row in found.iter_rows(named=True)
    ]
    table = found.with_columns(
        pl.Series("state", said, dtype=pl.String), key="entity_id", name=called(context, found["entity_id"])
    )
    return Drawing(
        title=(
            say("New and rising since {day}", day=say.day(since))
            if found.height
            else say("No name of this kind is new or rising since {day}", day=say.day(since))
        ),
        caption=say(
            "New: first named in the whole archive since then, in two articles or more. Rising: its share is up on the twelve "
            "weeks before by more than chance explains."
        ),
        summary="",
        figure={},
        rows=lambda: table,
        columns=(
            Column("name", say("Name")),
            Column("state", say("State")),
            Column("count", say("Articles"), "number"),
            Column("ratio", say("Share"), "share"),
            Column("cited", say("Cited share"), "share"),
            Column("before", say("Articles before"), "number"),
            Column("first", say("First"), "day"),
        ),
    )


def _open_name(_: Context, view: View, key: str, other: str) -> tuple[str, View]:
    """The page of a name; of two names the articles that name both."""
    if other:
        return "/articles", View(filters=replace(view.filters, entities=(key, other), together=True))
    return "/entity", replace(view, names=(key,), find="")


TREND = Chart(key="entities-trend", draw=trend, opens=parts.opening("entity"), kept=True)
NETWORK = Chart(key="entities-network", draw=network, opens=_open_name, height=620, wide=True, kept=True)
RANKING = Chart(key="entities-ranking", draw=ranking, opens=_open_name, height=480, pictured=False, kept=True)
FRESH = Chart(key="entities-new", draw=fresh, opens=_open_name, height=96, pictured=False, kept=True)
CHARTS = (TREND, FRESH, NETWORK, RANKING)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Entities")),
            html.P(id="entities-lead", className="lead"),
            html.Div(id="entities-controls", className="row"),
            parts.chart(TREND, say),
            parts.table(FRESH, say),
            parts.chart(NETWORK, say),
            html.Label(
                [
                    html.Span(say("Find a name"), className="label"),
                    dcc.Input(
                        id="entities-find",
                        type="search",
                        value=view.find,
                        debounce=0.4,
                        placeholder=say("part of a name, in any of the three languages"),
                        className="search",
                    ),
                ],
                className="finding",
            ),
            parts.table(RANKING, say),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

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
        ranked = _ranked(here, view)
        return _controls(here, ranked, view), lead_of(here, ranked, view)

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("entities-find", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find(asked: str | None, search: str) -> Any:
        view = parse(search)
        wanted = asked or ""
        return no_update if wanted == view.find else query(replace(view, find=wanted))

    # What is typed follows the address too, but not while somebody types.
    app.clientside_callback(
        ClientsideFunction("rubrika_names", "find"),
        Output("entities-find", "value"),
        Input("url", "search"),
        prevent_initial_call=True,
    )

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
        roles = CITED if role == "cited" else ()
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
            placeholder=say("Compare names") if not view.names else "",
            style={"flex": "1 1 320px", "maxWidth": 640},
            searchable=True,
            clearable=True,
            maxValues=6,
            limit=60,
            **{"aria-label": say("Names to compare")},
        ),
    ]


def _options(context: Context, ranked: pl.DataFrame, view: View) -> list[dict[str, str]]:
    keys = dict.fromkeys([*ranked.head(_OPTIONS)["entity_id"], *view.names])
    return [{"value": key, "label": context.entity(key)} for key in keys]
