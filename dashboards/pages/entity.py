"""One person, body or place: how often, on what, in which sources, with whom, and corrections of the name."""

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.entities.corrections import Names
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.queries import entity_ranking, listing, partners, ranking, select
from analytics.trends import trends
from dashboards import figures
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, href, parse
from dashboards.wording import day, number

PATH = "/entity"
TITLE = "Entity"
_MOST = 8
_KIND = {"PER": "Person", "ORG": "Organisation", "LOC": "Place"}
_CITED = {"PER": "speaks in", "ORG": "is the source in", "LOC": "is the source in"}


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    return html.Div(
        [
            html.Div(id="entity-head"),
            parts.chart("entity-trend", title="Coverage over time", table="entity-table"),
            html.Div(id="entity-body", className="columns"),
            _correct(context, view),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.fit_charts(app, ["entity-trend"])

    @app.callback(
        Output("entity-head", "children"),
        Output(parts.drawn("entity-trend"), "data"),
        Output("entity-trend-title", "children"),
        Output("entity-trend-caption", "children"),
        Output("entity-table", "rowData"),
        Output("entity-body", "children"),
        Input("url", "search"),
        Input("entity-done", "children"),
        State("url", "pathname"),
    )
    def draw(search: str, done: Any, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context, parse(search))

    @app.callback(
        Output("entity-done", "children"),
        Output("entity-history", "children"),
        Input("entity-rename", "n_clicks"),
        Input("entity-merge", "n_clicks"),
        Input("entity-undo", "n_clicks"),
        State("entity-name", "value"),
        State("entity-other", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def correct(rename: int, merge: int, undo: int, name: str | None, other: str | None, search: str) -> Any:
        view = parse(search)
        if not view.names or not any((rename, merge, undo)):
            raise PreventUpdate
        said = _decided(context, view.names[0], str(ctx.triggered_id), name or "", other or "")
        return (said, _history(context, view.names[0])) if said else (no_update, no_update)


def content(context: Context, view: View) -> tuple[Any, ...]:
    """Head, trend, its title and caption, table rows, body."""
    facts = context.facts()
    key = facts.names.root(view.names[0]) if view.names else ""
    about = replace(view.filters, entities=(key,))
    known = entity_ranking(facts, about).filter(pl.col("entity_id") == key)
    if known.is_empty():
        gone = html.P("This name is in no article that fits the filters.", className="lead")
        return [html.H1("No such name here"), gone], figures.blank("Nothing to draw"), "", "", [], []
    one = known.row(0, named=True)
    found = trends(facts, view.filters, by="entity", bucket=view.bucket, now=context.clock(), keys=[key])
    chart = figures.trend_lines(
        found,
        measure=view.measure,
        bucket=view.bucket,
        naming=lambda _: one["name"],
        colours=series_colours([key]),
        notes=facts.notes,
    )
    unit = "Share of articles that name" if view.measure == "share" else "Articles that name"
    return (
        _head(context, one, about, view),
        chart,
        f"{unit} {one['name']}, by {view.bucket}",
        f"Denominator: all dated articles that fit the filters, in every language. {context.zone}.",
        parts.trend_rows(found, lambda _: one["name"]),
        _body(context, key, about, view),
    )


def _head(context: Context, one: dict[str, Any], about: Filters, view: View) -> list[Any]:
    total = int(select(context.facts(), view.filters).select(pl.len()).collect().item())
    words = f"In {number(one['articles'], 'article')}, {one['articles'] / max(total, 1):.1%} of {total:,}; "
    words += f"from {day(one['first'])} to {day(one['last'])}. " if one["first"] else ""
    cited = one["cited"] / one["articles"]
    role = (
        f"{one['name']} {_CITED[one['kind']]} {one['cited']:,} of them ({cited:.0%})." if one["kind"] != "LOC" else ""
    )
    links = [dcc.Link("All its articles", href=href("/articles", View(filters=replace(about, roles=()))))]
    if one["cited"] and one["kind"] != "LOC":
        spoken = replace(about, roles=("speaks", "source"))
        links.append(dcc.Link("Those with a quote or statement", href=href("/articles", View(filters=spoken))))
    return [
        html.P(_KIND[one["kind"]], className="hint"),
        html.H1(one["name"]),
        html.P(words + role, className="lead"),
        html.P(links, className="meta"),
    ]


def _body(context: Context, key: str, about: Filters, view: View) -> list[Any]:
    facts = context.facts()
    beside = partners(facts, view.filters, key).head(_MOST)
    _, latest = listing(facts, about, limit=_MOST)
    return [
        _bars(
            "Topics",
            [
                (context.name(code), count, replace(about, topics=(code,)), context.colour(code))
                for code, count in ranking(facts, about, "topic").head(_MOST).iter_rows()
            ],
        ),
        _bars(
            "Sources",
            [
                (source, count, replace(about, sources=(source,)), "")
                for source, count in ranking(facts, about, "source").head(_MOST).iter_rows()
            ],
        ),
        html.Section(
            [
                html.H2("Named together with"),
                html.Ol(
                    [
                        html.Li(
                            [
                                dcc.Link(row["name"], href=href(PATH, replace(view, names=(row["entity_id"],)))),
                                html.Small(f" {number(row['together'], 'article')}, {row['lift']:.1f} × chance"),
                            ]
                        )
                        for row in beside.iter_rows(named=True)
                    ],
                    className="plainlist",
                )
                if beside.height
                else html.P("Nobody yet.", className="hint"),
            ]
        ),
        html.Section(
            [
                html.H2("Latest articles"),
                html.Ol(
                    [
                        html.Li(
                            [
                                dcc.Link(
                                    row["title"] or "(no title)",
                                    href=href("/articles", View(filters=about, article=row["article_id"])),
                                ),
                                html.Small(f" {row['source']}"),
                            ],
                            lang=row["lang"] or None,
                        )
                        for row in latest.iter_rows(named=True)
                    ],
                    className="plainlist",
                ),
            ]
        ),
    ]


def _bars(title: str, rows: list[tuple[str, int, Filters, str]]) -> Any:
    """Counts as bars, each a link to the articles that it counts."""
    most = max((count for _, count, _, _ in rows), default=1)
    return html.Section(
        [
            html.H2(title),
            html.Ul(
                [
                    html.Li(
                        dcc.Link(
                            [
                                html.Span(name),
                                html.B(f"{count:,}"),
                                html.I(style={"width": f"{count / most:.1%}", "background": colour or None}),
                            ],
                            href=href("/articles", View(filters=filters)),
                        )
                    )
                    for name, count, filters, colour in rows
                ],
                className="bars",
            ),
        ]
    )


def _correct(context: Context, view: View) -> Any:
    key = view.names[0] if view.names else ""
    kept = [
        html.P(id="entity-done", role="status", className="hint"),
        html.Div(_history(context, key), id="entity-history"),
    ]
    if not may("editor"):
        return html.Details([html.Summary("How this name is spelled"), *kept], className="correct")
    kind = key.partition(":")[0]
    ranked = entity_ranking(context.facts(), Filters(), kind=kind if kind in _KIND else None)
    return html.Details(
        [
            html.Summary("Correct this name"),
            html.P("Every correction is a line in a log, counts at once, and can be taken back.", className="hint"),
            html.Div(
                [
                    dmc.TextInput(id="entity-name", label="Show it as", value="", size="xs"),
                    html.Button("Rename", id="entity-rename", className="button", n_clicks=0),
                    dmc.Select(
                        id="entity-other",
                        label="It is the same as",
                        data=[
                            {"value": other, "label": name}
                            for other, name in ranked.select("entity_id", "name").head(2000).iter_rows()
                            if other != key
                        ],
                        searchable=True,
                        limit=50,
                        size="xs",
                        w=260,
                    ),
                    html.Button("Merge", id="entity-merge", className="button", n_clicks=0),
                    html.Button("Take the last one back", id="entity-undo", className="button", n_clicks=0),
                ],
                className="row",
            ),
            *kept,
        ],
        className="correct",
    )


def _history(context: Context, key: str) -> Any:
    """How the name is spelled and why, and what people decided about it."""
    known = Names(context.store, context.archive)
    spellings = known.spellings(context.facts().names.root(key)) if key else []
    mine = {key, *(spelling.entity_id for spelling in spellings)}
    lines = [line for line in known.log() if mine & {line.entity_id, line.other}]
    return [
        html.H3("Spellings"),
        html.Ul([html.Li(f"{s.name} - {number(s.articles, 'article')}, {s.why}") for s in spellings]),
        html.H3("Decisions") if lines else None,
        html.Ul([html.Li(f"{line.when:%Y-%m-%d %H:%M} {line.who}: {line.kind} {line.other}") for line in lines]),
    ]


def _decided(context: Context, key: str, button: str, name: str, other: str) -> str:
    """Carry out one correction; what to say of it, empty where there was nothing to do."""
    known = Names(context.store, context.archive, clock=context.clock)
    who = require("editor").name
    try:
        if button == "entity-rename" and name.strip():
            known.decide("rename", key, name, who=who)
            said = f"Now shown as {name.strip()}."
        elif button == "entity-merge" and other:
            known.decide("merge", key, other, who=who)
            said = "Merged: both count as one."
        elif button == "entity-undo":
            mine = [line for line in known.in_force() if key in (line.entity_id, line.other)]
            if not mine:
                return "There is nothing to take back."
            known.undo(mine[-1].decision_id, who=who)
            said = f"Taken back: {mine[-1].kind}."
        else:
            return ""
    except UsageError as error:
        return str(error)
    context.archive.refresh()
    return said
