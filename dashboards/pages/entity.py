"""One person, body or place: how often, on what, in which sources, with whom, and corrections of the name."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.exceptions import PreventUpdate

from analytics.filters import Filters
from analytics.offices import offices
from analytics.queries import entity_ranking, listing, partners, ranking, select
from analytics.trends import trends
from analytics.voices import CITED, speaking, statements
from dashboards import figures, trending
from dashboards.access import may
from dashboards.charts import Chart, Drawing, trend_columns, trend_table
from dashboards.context import Context
from dashboards.pages import correction, parts
from dashboards.theme import series_colours
from dashboards.url import View, href, parse

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
            rows=lambda: pl.DataFrame(), columns=trend_columns(context, say("Name")),
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


def speaks(context: Context, view: View) -> Drawing:
    """In what part of the articles that name the one it speaks, or is the source."""
    say, key = context.say, _key(context, view)
    if not key or key.startswith("LOC:"):
        return Drawing(
            title=say("Only people and organisations speak"), caption="", summary="",
            figure=figures.blank(say("Nothing to draw"), height=220), rows=lambda: pl.DataFrame(), columns=(),
        )  # fmt: skip
    name = context.entity(key)
    found = speaking(context.facts(), view.filters, key, bucket=view.bucket, now=context.clock())
    figure = figures.trend_lines(
        trending.smoothed(found, view), measure="share", bucket=view.bucket, naming=lambda _: name,
        colours=series_colours([key]), marks=trending.marks(context), words=say,
    )  # fmt: skip
    said, named = int(found["count"].sum()), int(found["total_count"].sum())
    return Drawing(
        title=say("Share of the articles that name {name} in which they speak or are cited", name=name),
        caption=say("Of the dated articles that name {name}, {by}. Hatched: none did.", name=name, by=say.of_bucket(view.bucket)),
        summary=say("In {count} of {articles}.", count=say.number(said), articles=say.articles(named)),
        figure=figure,
        rows=lambda: trend_table(found, lambda _: name),
        columns=trend_columns(context, say("Name")),
    )  # fmt: skip


def _open_speaking(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    where, opened = parts.opening("entity")(context, view, key, start)
    return where, replace(opened, filters=replace(opened.filters, roles=CITED))


TREND = Chart(key="entity-trend", draw=trend, opens=parts.opening("entity"))
SPEAKS = Chart(key="entity-speaks", draw=speaks, opens=_open_speaking)
CHARTS = (TREND, SPEAKS)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    key = _key(context, view)
    summary = say("Correct this name") if may("editor") else say("How this name is spelled")
    return html.Div(
        [
            html.Div(id="entity-head"),
            parts.chart(TREND, say),
            html.Div(id="entity-body", className="columns"),
            parts.chart(SPEAKS, say),
            html.Div(id="entity-said"),
            html.Details(
                [
                    html.Summary(summary),
                    html.Div(correction.tools(context, key), id="entity-tools"),
                    html.P(id="entity-done", role="status", className="done"),
                    html.Div(correction.history(context, key), id="entity-history", className="history"),
                ],
                className="correct",
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("entity-head", "children"),
        Output("entity-body", "children"),
        Output("entity-said", "children"),
        Input("url", "search"),
        Input("entity-done", "children"),
        State("url", "pathname"),
    )
    def draw(search: str, done: Any, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context.here(), parse(search))

    @app.callback(
        Output("entity-tools", "children"),
        Output("entity-history", "children"),
        Input("url", "search"),
        Input("entity-done", "children"),
        State("url", "pathname"),
    )
    def offer(search: str, done: Any, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here = context.here()
        key = _key(here, parse(search))
        return correction.tools(here, key), correction.history(here, key)

    @app.callback(
        Output("entity-done", "children"),
        Input("entity-rename", "n_clicks"),
        Input("entity-merge", "n_clicks"),
        Input("entity-split", "n_clicks"),
        Input("entity-undo", "n_clicks"),
        State("entity-name", "value"),
        State("entity-other", "value"),
        State("entity-part", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def correct(
        rename: int,
        merge: int,
        split: int,
        undo: int,
        name: str | None,
        other: str | None,
        part: str | None,
        search: str,
    ) -> Any:
        view = parse(search)
        if not view.names or not any((rename, merge, split, undo)):
            raise PreventUpdate
        here = context.here()
        given = {"entity-rename": name, "entity-merge": other, "entity-split": part}
        button = str(ctx.triggered_id)
        return correction.decided(here, _key(here, view), button, given.get(button) or "")


def content(context: Context, view: View) -> tuple[list[Any], list[Any], Any]:
    """Head, body, and what it said."""
    say, key = context.say, _key(context, view)
    one = _known(context, view, key)
    if one is None:
        gone = html.P(say("This name is in no article that fits the filters."), className="lead")
        return [html.H1(say("No such name here")), gone], [], None
    about = replace(view.filters, entities=(key,))
    return _head(context, one, about, view), _body(context, key, about, view), _said(context, one, about)


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
        spoken = replace(about, roles=CITED)
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
        _offices(context, key, view),
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


def _offices(context: Context, key: str, view: View) -> Any:
    """Under which offices a person was named, how often, and when last."""
    if not key.startswith("PER:"):
        return None
    say = context.say
    rows = offices(context.store, context.facts(), replace(view.filters, entities=(key,)), key).head(_MOST)
    if rows.is_empty():
        return None
    return html.Section(
        [
            html.H2(say("Offices")),
            html.Ul(
                [
                    html.Li(
                        [
                            row["title"],
                            html.Small(
                                [
                                    " ",
                                    say.articles(row["articles"]),
                                    ", ",
                                    dcc.Link(
                                        say("last on {day}", day=say.day(row["last"]))
                                        if row["last"]
                                        else say("undated"),
                                        href=href("/articles", View(filters=view.filters, article=row["article_id"])),
                                    ),
                                ]
                            ),
                        ]
                    )
                    for row in rows.iter_rows(named=True)
                ],
                className="plainlist",
            ),
        ]
    )


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
                                html.I(style={"width": f"{count / most:.1%}", "--topic": colour or None}),
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


def _said(context: Context, one: dict[str, Any], about: Filters) -> Any:
    """The latest articles in which the one speaks or is the source, with the sentence."""
    say, facts, key = context.say, context.facts(), one["entity_id"]
    if not one["cited"] or one["kind"] == "LOC":
        return None
    spoken = replace(about, roles=CITED)
    total, rows = listing(facts, spoken, limit=_MOST)
    words = statements(context.store, facts, key, rows["article_id"].to_list())
    items = [
        html.Li(
            [
                dcc.Link(
                    row["title"] or say("(no title)"),
                    href=href("/articles", View(filters=spoken, article=row["article_id"])),
                ),
                html.Small(f" {row['source']}, {context.moment(row['published'], day_only=row['day_only'])}"),
                html.P(words[row["article_id"]]) if row["article_id"] in words else None,
            ],
            lang=row["lang"] or None,
        )
        for row in rows.iter_rows(named=True)
    ]
    more = html.P(dcc.Link(say.articles(total), href=href("/articles", View(filters=spoken))), className="meta")
    head = say("Where they speak") if one["kind"] == "PER" else say("Where it is the source")
    return html.Section([html.H2(head), more, html.Ol(items, className="plainlist spoken")])
