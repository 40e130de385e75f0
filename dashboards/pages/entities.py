"""Entities: who and what is named, how often, and how that moves."""

from dataclasses import replace
from datetime import date
from typing import Any

import dash_mantine_components as dmc
import networkx
import polars as pl
from dash import Dash, Input, Output, State, ctx, html, no_update
from dash.exceptions import PreventUpdate

from analytics.queries import Kind, entity_ranking, together
from analytics.trends import trends
from dashboards import figures
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, parse, query
from dashboards.wording import day, number

PATH = "/entities"
TITLE = "Entities"
KINDS = {"PER": "People", "ORG": "Organisations", "LOC": "Places"}
_COMPARED = 5
_CITED = ("speaks", "source")
_OPTIONS = 500
_NETWORK = 40
_LINES = 60


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    return html.Div(
        [
            html.H1("Entities"),
            html.P(id="entities-lead", className="lead"),
            html.Div(id="entities-controls", className="row"),
            parts.chart("entities-trend", title="Names over time", table="entities-table"),
            parts.chart("entities-network", title="Named together", height=620, wide=True),
            html.Details(
                [
                    html.Summary("The same as a table"),
                    parts.grid(
                        "entities-pairs",
                        [
                            {"field": "a", "headerName": "Name", "flex": 1, "minWidth": 170},
                            {"field": "b", "headerName": "With", "flex": 1, "minWidth": 170},
                            {"field": "together", "headerName": "Articles", "width": 110, "type": "rightAligned"},
                            {"field": "lift", "headerName": "Times chance", "width": 130, "type": "rightAligned"},
                        ],
                    ),
                ]
            ),
            html.H2("Ranking"),
            html.P("Click a name for its own page: topics, sources, who is named with it.", className="hint"),
            parts.grid(
                "entities-ranking",
                [
                    {"field": "name", "headerName": "Name", "flex": 1, "minWidth": 170},
                    {"field": "articles", "headerName": "Articles", "width": 110, "type": "rightAligned"},
                    {"field": "cited", "headerName": "Cited in", "width": 110, "type": "rightAligned"},
                    {"field": "mentions", "headerName": "Mentions", "width": 110, "type": "rightAligned"},
                    {"field": "first", "headerName": "First", "width": 170},
                    {"field": "last", "headerName": "Latest", "width": 170},
                ],
                height=480,
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.fit_charts(app, ["entities-trend", "entities-network"])

    @app.callback(
        Output("entities-controls", "children"),
        Output("entities-lead", "children"),
        Output(parts.drawn("entities-trend"), "data"),
        Output("entities-trend-title", "children"),
        Output("entities-trend-caption", "children"),
        Output("entities-table", "rowData"),
        Output("entities-ranking", "rowData"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def draw(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context, parse(search))

    @app.callback(
        Output(parts.drawn("entities-network"), "data"),
        Output("entities-network-caption", "children"),
        Output("entities-pairs", "rowData"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def connect(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return connected(context, parse(search))

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

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Input("entities-trend", "clickData"),
        Input("entities-network", "clickData"),
        Input("entities-ranking", "cellClicked"),
        State("entities-ranking", "rowData"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def open_articles(click: Any, dot: Any, cell: Any, rows: Any, search: str) -> Any:
        view = parse(search)
        if (point := parts.point_of(dot)) and ctx.triggered_id == "entities-network":
            return "/entity", query(replace(view, names=(point[0],)))
        if point := parts.point_of(click):
            return "/articles", query(
                parts.narrowed(view, by="entity", key=point[0], start=date.fromisoformat(point[1]))
            )
        if cell and rows:
            return "/entity", query(replace(view, names=(rows[int(cell["rowId"])]["entity_id"],)))
        return no_update, no_update


def content(context: Context, view: View) -> tuple[Any, ...]:
    """Everything on the page, in the order of the outputs."""
    facts = context.facts()
    ranked = entity_ranking(facts, view.filters, kind=view.kind)
    names: dict[str, str] = dict(
        facts.mentions.select("entity_id", "name").unique("entity_id").cast(pl.String).iter_rows()
    )
    keys = [name for name in view.names if name in names] or ranked.get_column("entity_id").to_list()[:_COMPARED]
    found = trends(facts, view.filters, by="entity", bucket=view.bucket, now=context.clock(), keys=keys)
    lead = "No name is known in the articles that fit these filters. Names are found in Russian, Azerbaijani and English articles."
    if ranked.height:
        top = ranked.row(0, named=True)
        lead = (
            f"{top['name']} is named in {number(top['articles'], 'article')}, {number(top['mentions'], 'time')} in all; "
            f"{ranked.height:,} {KINDS[view.kind].lower()} are known in this view."
        )

    def naming(key: str) -> str:
        return names.get(key, key)

    who = "in which they speak or are cited" if view.filters.roles else "that name them"
    unit = f"Share of articles {who}" if view.measure == "share" else f"Articles {who}"
    chart = (
        figures.trend_lines(
            found,
            measure=view.measure,
            bucket=view.bucket,
            naming=naming,
            colours=series_colours(keys),
            notes=facts.notes,
        )
        if keys
        else figures.blank("No names to draw")
    )
    return (
        _controls(ranked, view),
        lead,
        chart,
        f"{unit}, by {view.bucket}",
        f"Denominator: all dated articles that fit the filters, in every language. {context.zone}.",
        parts.trend_rows(found, naming) if keys else [],
        [
            {**row, "first": day(row["first"]), "last": day(row["last"])}
            for row in ranked.head(_OPTIONS).iter_rows(named=True)
        ],
    )


def connected(context: Context, view: View) -> tuple[Any, str, list[dict[str, Any]]]:
    """The network of the most frequent names, its caption, and its pairs as rows."""
    kinds: tuple[Kind, ...] = ("LOC",) if view.kind == "LOC" else ("PER", "ORG")
    nodes, pairs = together(context.facts(), view.filters, kinds=kinds, most=_NETWORK)
    # Lines between names that meet no more often than chance would have it say nothing.
    pairs = pairs.filter(pl.col("lift") > 1).head(_LINES)
    graph = networkx.Graph()
    graph.add_weighted_edges_from(pairs.select("a", "b", "together").iter_rows())
    places = {
        key: (float(x), float(y))
        for key, (x, y) in networkx.spring_layout(graph, k=1.1, iterations=200, seed=2, weight=None).items()
    }
    names = dict(nodes.select("entity_id", "name").iter_rows())
    rows = [
        {"a": names[row["a"]], "b": names[row["b"]], "together": row["together"], "lift": round(row["lift"], 1)}
        for row in pairs.iter_rows(named=True)
    ]
    words = "places" if view.kind == "LOC" else "people and organisations"
    caption = (
        f"Of the {_NETWORK} most frequent {words}, those named together in two articles or more and more often than chance; "
        "the line is as thick as the articles are many. Click a name for its page."
    )
    return figures.network(nodes, pairs, places), caption, rows


def _controls(ranked: pl.DataFrame, view: View) -> list[Any]:
    """The choice of kind and names, drawn anew with each address so that it always says what is shown."""
    return [
        dmc.SegmentedControl(
            id="entities-kind", value=view.kind, data=[{"value": kind, "label": label} for kind, label in KINDS.items()]
        ),
        dmc.SegmentedControl(
            id="entities-role",
            value="cited" if view.filters.roles else "any",
            data=[{"value": "any", "label": "Named"}, {"value": "cited", "label": "Speak or are cited"}],
        ),
        dmc.MultiSelect(
            id="entities-names",
            data=_options(ranked, view),
            value=list(view.names),
            placeholder="Compare names: the five most frequent" if not view.names else "",
            searchable=True,
            clearable=True,
            maxValues=6,
            limit=60,
            className="grow",
            **{"aria-label": "Names to compare"},
        ),
    ]


def _options(ranked: pl.DataFrame, view: View) -> list[dict[str, str]]:
    known = dict(ranked.head(_OPTIONS).select("entity_id", "name").iter_rows())
    return [{"value": key, "label": name} for key, name in known.items()] + [
        {"value": key, "label": key.partition(":")[2]} for key in view.names if key not in known
    ]
