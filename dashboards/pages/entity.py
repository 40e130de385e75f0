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
from dashboards import figures, trending
from dashboards.access import may, require
from dashboards.charts import Chart, Drawing, trend_columns
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import KINDS, View, href, parse

PATH = "/entity"
_MOST = 8


def trend(context: Context, view: View) -> Drawing:
    """The share of coverage that names the one."""
    say, facts = context.say, context.facts()
    key = _key(context, view)
    known = _known(context, view, key)
    name = context.entity(key)
    if known is None:
        return Drawing(
            title=say("No such name here"), caption="", summary="", figure=figures.blank(say("Nothing to draw")),
            table=pl.DataFrame(), columns=trend_columns(context, say("Name")),
        )  # fmt: skip
    found = trends(facts, view.filters, by="entity", bucket=view.bucket, now=context.clock(), keys=[key], of=view.of)
    return trending.trend_drawing(
        context,
        view,
        trending.smoothed(found, view),
        title=say(
            "{unit}: articles that name {name}, {by}",
            unit=trending.unit(context, view),
            name=name,
            by=say.of_bucket(view.bucket),
        ),
        what=say("Name"),
        naming=lambda _: name,
        colours=series_colours([key]),
    )


TREND = Chart(key="entity-trend", draw=trend, opens=parts.opening("entity"))
CHARTS = (TREND,)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    return html.Div(
        [
            html.Div(id="entity-head"),
            parts.chart(TREND, context.say),
            html.Div(id="entity-body", className="columns"),
            _correct(context, view),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.register_charts(app, context, PATH, CHARTS)

    @app.callback(
        Output("entity-head", "children"),
        Output("entity-body", "children"),
        Input("url", "search"),
        Input("entity-done", "children"),
        State("url", "pathname"),
    )
    def draw(search: str, done: Any, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context.here(), parse(search))

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
        here = context.here()
        said = _decided(here, view.names[0], str(ctx.triggered_id), name or "", other or "")
        return (said, _history(here, view.names[0])) if said else (no_update, no_update)


def content(context: Context, view: View) -> tuple[list[Any], list[Any]]:
    """Head and body."""
    say, key = context.say, _key(context, view)
    one = _known(context, view, key)
    if one is None:
        gone = html.P(say("This name is in no article that fits the filters."), className="lead")
        return [html.H1(say("No such name here")), gone], []
    about = replace(view.filters, entities=(key,))
    return _head(context, one, about, view), _body(context, key, about, view)


def _key(context: Context, view: View) -> str:
    return context.facts().names.root(view.names[0]) if view.names else ""


def _known(context: Context, view: View, key: str) -> dict[str, Any] | None:
    """What the ranking says of the one, where an article of the view names it."""
    known = entity_ranking(context.facts(), replace(view.filters, entities=(key,))).filter(pl.col("entity_id") == key)
    return None if known.is_empty() else known.row(0, named=True)


def _head(context: Context, one: dict[str, Any], about: Filters, view: View) -> list[Any]:
    say = context.say
    total = int(select(context.facts(), view.filters).select(pl.len()).collect().item())
    words = [
        say(
            "In {articles}, {share} of {total}.",
            articles=say.articles(one["articles"]),
            share=say.percent(one["articles"] / max(total, 1), 1),
            total=say.number(total),
        )
    ]
    if one["first"]:
        words.append(say("First on {first}, last on {last}.", first=say.day(one["first"]), last=say.day(one["last"])))
    if one["kind"] != "LOC":
        count, share = say.number(one["cited"]), say.percent(one["cited"] / one["articles"])
        words.append(
            say("Speaks in {count} of them ({share}).", count=count, share=share)
            if one["kind"] == "PER"
            else say("Is the source in {count} of them ({share}).", count=count, share=share)
        )
    links = [dcc.Link(say("All its articles"), href=href("/articles", View(filters=replace(about, roles=()))))]
    if one["cited"] and one["kind"] != "LOC":
        spoken = replace(about, roles=("speaks", "source"))
        links.append(dcc.Link(say("Those with a quote or statement"), href=href("/articles", View(filters=spoken))))
    kind = {"PER": say("Person"), "ORG": say("Organisation"), "LOC": say("Place")}[one["kind"]]
    return [
        html.P(kind, className="hint"),
        html.H1(context.entity(one["entity_id"])),
        html.P(" ".join(words), className="lead"),
        html.P(links, className="meta"),
    ]


def _body(context: Context, key: str, about: Filters, view: View) -> list[Any]:
    facts, say = context.facts(), context.say
    beside = partners(facts, view.filters, key).head(_MOST)
    _, latest = listing(facts, about, limit=_MOST)
    return [
        _bars(
            context,
            say("Topics"),
            [
                (context.name(code), count, replace(about, topics=(code,)), context.colour(code))
                for code, count in ranking(facts, about, "topic").head(_MOST).iter_rows()
            ],
        ),
        _bars(
            context,
            say("Sources"),
            [
                (source, count, replace(about, sources=(source,)), "")
                for source, count in ranking(facts, about, "source").head(_MOST).iter_rows()
            ],
        ),
        html.Section(
            [
                html.H2(say("Named together with")),
                html.Ol(
                    [
                        html.Li(
                            [
                                dcc.Link(
                                    context.entity(row["entity_id"]),
                                    href=href(PATH, replace(view, names=(row["entity_id"],))),
                                ),
                                html.Small(
                                    " "
                                    + say(
                                        "{articles}, {lift} × chance",
                                        articles=say.articles(row["together"]),
                                        lift=say.number(round(row["lift"], 1)),
                                    )
                                ),
                            ]
                        )
                        for row in beside.iter_rows(named=True)
                    ],
                    className="plainlist",
                )
                if beside.height
                else html.P(say("Nobody yet."), className="hint"),
            ]
        ),
        html.Section(
            [
                html.H2(say("Latest articles")),
                html.Ol(
                    [
                        html.Li(
                            [
                                dcc.Link(
                                    row["title"] or say("(no title)"),
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


def _bars(context: Context, title: str, rows: list[tuple[str, int, Filters, str]]) -> Any:
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
                                html.B(context.say.number(count)),
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
    say = context.say
    key = view.names[0] if view.names else ""
    kept = [
        html.P(id="entity-done", role="status", className="hint"),
        html.Div(_history(context, key), id="entity-history"),
    ]
    if not may("editor"):
        return html.Details([html.Summary(say("How this name is spelled")), *kept], className="correct")
    kind = key.partition(":")[0]
    ranked = entity_ranking(context.facts(), Filters(), kind=kind if kind in KINDS else None)
    return html.Details(
        [
            html.Summary(say("Correct this name")),
            html.P(
                say("Every correction is a line in a log, counts at once, and can be taken back."), className="hint"
            ),
            html.Div(
                [
                    dmc.TextInput(id="entity-name", label=say("Show it as"), value="", size="xs"),
                    html.Button(say("Rename"), id="entity-rename", className="button", n_clicks=0),
                    dmc.Select(
                        id="entity-other",
                        label=say("It is the same as"),
                        data=[
                            {"value": other, "label": context.entity(other)}
                            for other in ranked["entity_id"].head(2000)
                            if other != key
                        ],
                        searchable=True,
                        limit=50,
                        size="xs",
                        w=260,
                    ),
                    html.Button(say("Merge"), id="entity-merge", className="button", n_clicks=0),
                    html.Button(say("Take the last one back"), id="entity-undo", className="button", n_clicks=0),
                ],
                className="row",
            ),
            *kept,
        ],
        className="correct",
    )


def _history(context: Context, key: str) -> Any:
    """How the name is spelled and why, and what people decided about it."""
    say = context.say
    known = Names(context.store, context.archive)
    spellings = known.spellings(context.facts().names.root(key)) if key else []
    mine = {key, *(spelling.entity_id for spelling in spellings)}
    lines = [line for line in known.log() if mine & {line.entity_id, line.other}]
    return [
        html.H3(say("Spellings")),
        html.Ul([html.Li(f"{s.name} - {say.articles(s.articles)}, {s.why}") for s in spellings]),
        html.H3(say("Decisions")) if lines else None,
        html.Ul([html.Li(f"{line.when:%Y-%m-%d %H:%M} {line.who}: {line.kind} {line.other}") for line in lines]),
    ]


def _decided(context: Context, key: str, button: str, name: str, other: str) -> str:
    """Carry out one correction; what to say of it, empty where there was nothing to do."""
    say = context.say
    known = Names(context.store, context.archive, clock=context.clock)
    who = require("editor").name
    try:
        if button == "entity-rename" and name.strip():
            known.decide("rename", key, name, who=who)
            said = say("Now shown as {name}.", name=name.strip())
        elif button == "entity-merge" and other:
            known.decide("merge", key, other, who=who)
            said = say("Merged: both count as one.")
        elif button == "entity-undo":
            mine = [line for line in known.in_force() if key in (line.entity_id, line.other)]
            if not mine:
                return say("There is nothing to take back.")
            known.undo(mine[-1].decision_id, who=who)
            said = say("Taken back: {kind}.", kind=mine[-1].kind)
        else:
            return ""
    except UsageError as error:
        return str(error)
    context.archive.refresh()
    return said
