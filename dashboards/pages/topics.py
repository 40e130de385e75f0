"""Topics: the share of coverage of each topic over time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import ALL as EACH
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.filters import UNCLASSIFIED
from analytics.trends import trends
from analytics.volume import ALL, volume
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing, trend_columns, trend_table
from dashboards.context import Context
from dashboards.figures import ACCENT, CALENDAR_HEIGHT
from dashboards.leads import leading
from dashboards.pages import parts, query_lines
from dashboards.rates import error_rates_of
from dashboards.theme import series_colours
from dashboards.url import View, href, of_page, parse, query

PATH = "/topics"
_LINES = 6
_WEEKS = 53  # of the calendar


def trend(context: Context, view: View) -> Drawing:
    """The largest or the chosen topics as lines."""
    say = context.say
    found = _found(context, view)
    keys = _real(found, view)
    drawn = keys[:_LINES]
    if view.filters.topics:
        which = say("the topics chosen")
    elif len(keys) > _LINES:
        which = say("the {n} largest of {all}", n=_LINES, all=len(keys))
    else:
        which = say("all topics")
    found, wrong = query_lines.with_queries(context, view, found)
    asked = [query_lines.PREFIX + line for line in view.lines]
    remarks = [*wrong, say("An article may have several topics.")]
    if _rates(context, view) is not None:
        remarks.append(say("Corrected for the model's known errors; counts are as counted."))
    return trending.trend_drawing(
        context,
        view,
        found,
        title=say(
            "{unit}: topics {by}, {which}",
            unit=trending.unit(context, view),
            by=say.of_bucket(view.bucket),
            which=which,
        ),
        what=say("Topic"),
        naming=lambda key: query_lines.naming(context, key),
        colours={key: context.colour(key) for key in keys} | series_colours(asked),
        drawn=[*asked, *drawn],
        remarks=remarks,
    )


def every(context: Context, view: View) -> Drawing:
    """All topics, a small chart each on one scale."""
    say = context.say
    view = replace(view, filters=replace(view.filters, topics=()))  # all beside each other, whichever are chosen above
    found = _found(context, view)
    keys = sorted(_real(found, view), key=context.taxonomy.order)
    order = {key: at for at, key in enumerate(keys)}
    grid = found.filter(pl.col("key").is_in(keys))
    if keys:
        grid = grid.sort(pl.col("key").replace_strict(order, return_dtype=pl.Int64), "date")
    return Drawing(
        title=say("All topics on one scale"),
        caption=f"{trending.unit(context, view)} {say.of_bucket(view.bucket)}. {trending.denominator(context, view)}",
        summary=trending.summary(context, view, grid, context.name),
        figure=figures.small_multiples(
            grid,
            columns=4,
            measure=view.measure,
            bucket=view.bucket,
            naming=context.name,
            colours={key: context.colour(key) for key in keys},
            words=say,
        ),
        rows=lambda: trend_table(grid, context.name),
        columns=trend_columns(context, say("Topic")),
    )


def calendar(context: Context, view: View) -> Drawing:
    """One topic, or all articles, day by day: weeks across, days of the week down."""
    say = context.say
    topic = view.filters.topics[0] if view.filters.topics else ""
    daily = replace(view, bucket="day")
    measure = view.measure if topic else "count"
    facts, now = context.facts(), context.clock()
    if topic:
        found = trends(facts, view.filters, by="topic", bucket="day", now=now, keys=[topic], of=view.of)
    else:
        found = volume(facts, view.filters, bucket="day", now=now)
    latest = found.get_column("date").max()
    shown = found.filter(pl.col("date") > latest - timedelta(weeks=_WEEKS)) if isinstance(latest, date) else found
    name = context.name(topic) if topic else say("all articles")
    said = [say("Darker: a larger share.") if measure == "share" else say("Darker: more articles.")]
    said.append(say("A day left blank has no articles. Click a day to read it."))
    if not topic:
        said.append(say("Choose a topic above to see its days alone."))
    if shown.height < found.height:
        said.append(say.many("The last {n} week; the table has all.", "The last {n} weeks; the table has all.", _WEEKS))
    return Drawing(
        title=say("{unit} day by day: {name}", unit=trending.unit(context, replace(view, measure=measure)), name=name),
        caption=" ".join([trending.denominator(context, view), *said] if measure == "share" else said),
        summary=trending.summary(context, replace(daily, measure=measure), shown, lambda _: name),
        figure=figures.heat_calendar(
            shown, key=topic or ALL, measure=measure, colour=context.colour(topic) if topic else ACCENT, words=say
        ),
        rows=lambda: trend_table(found.filter(pl.col("total_count") > 0), lambda _: name),
        columns=tuple(
            Column("date", say("Day"), "day") if column.field == "date" else column
            for column in trend_columns(context, say("Topic"))
        ),
    )


def _open_day(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    daily = replace(view, bucket="day")
    if key != ALL:
        return parts.opening("topic")(context, daily, key, start)
    return "/articles", parts.within(daily, parts.begun(context, start))


TREND = Chart(key="topics-trend", draw=trend, opens=query_lines.opens)
CALENDAR = Chart(key="topics-calendar", draw=calendar, opens=_open_day, height=CALENDAR_HEIGHT, wide=True)
EVERY = Chart(key="topics-all", draw=every, opens=parts.opening("topic"), height=420, wide=True)
CHARTS = (TREND, EVERY, CALENDAR)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Topics")),
            html.P(id="topics-lead", className="lead"),
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(say("Add a search as a line"), className="label"),
                            dcc.Input(
                                id="topics-line",
                                type="search",
                                debounce=True,
                                placeholder=say('a word, a "phrase", source:, person:'),
                                className="find",
                            ),
                        ]
                    ),
                    html.Div(lines_of(context, view), id="topics-lines", className="chips"),
                    dmc.Switch(
                        id="topics-corrected",
                        checked=view.corrected,
                        label=say("Correct the shares for the model's known errors"),
                        size="xs",
                    ),
                    dcc.Link(
                        say("Compare two periods, sources or topics"),
                        href=href("/compare", of_page(view, "/compare")),
                        id="topics-compare",
                    ),
                ],
                className="row tools-row",
            ),
            parts.chart(TREND, say),
            parts.chart(EVERY, say),
            parts.chart(CALENDAR, say),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("topics-lead", "children"),
        Output("topics-corrected", "checked"),
        Output("topics-lines", "children"),
        Output("topics-line", "value"),
        Output("topics-compare", "href"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def lead(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        compare = href("/compare", of_page(view, "/compare"))
        return lead_of(here, view), view.corrected, lines_of(here, view), "", compare

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("topics-corrected", "checked"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def correct(checked: bool, search: str) -> Any:
        view = parse(search)
        return no_update if view.corrected == bool(checked) else query(replace(view, corrected=bool(checked)))

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("topics-line", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def add(asked: str | None, search: str) -> Any:
        view, wanted = parse(search), (asked or "").strip()
        if not wanted or wanted in view.lines or len(view.lines) >= query_lines.MOST:
            return no_update
        return query(replace(view, lines=(*view.lines, wanted)))

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input({"type": "line", "value": EACH}, "n_clicks"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def remove(clicks: list[int], search: str) -> Any:
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return no_update
        view, gone = parse(search), ctx.triggered_id["value"]
        return query(replace(view, lines=tuple(line for line in view.lines if line != gone)))


def lines_of(context: Context, view: View) -> list[Any]:
    """The searches drawn as lines, each a button that takes it away."""
    return [
        html.Button(
            [f"«{line}»", html.Span("×", **{"aria-hidden": "true"})],
            id={"type": "line", "value": line},
            className="chip",
            title=context.say("Take this line away: {name}", name=line),
            n_clicks=0,
        )
        for line in view.lines
    ]


def lead_of(context: Context, view: View) -> str:
    """The sentence that opens the page."""
    found = _found(context, view)
    main = found.filter(pl.col("key").is_in(_real(found, view)))
    said = leading(main, bucket=view.bucket, naming=context.name, say=context.say)
    return said or context.say("No dated article fits these filters.")


def _found(context: Context, view: View) -> pl.DataFrame:
    facts, now = context.facts(), context.clock()

    def found() -> pl.DataFrame:
        rates = _rates(context, view)
        shares = trends(facts, view.filters, by="topic", bucket=view.bucket, now=now, of=view.of, rates=rates)
        return trending.smoothed(shares, view) if rates is None else shares

    # The charts and the sentence of one view ask for the same.
    return context.remembered.get(facts, ("topics", view, now.replace(minute=0, second=0, microsecond=0)), found)


def _real(found: pl.DataFrame, view: View) -> list[str]:
    """The topics, most frequent first; articles without one only where they are asked for."""
    keys = found.get_column("key").unique(maintain_order=True).to_list()
    return [key for key in keys if key != UNCLASSIFIED or key in view.filters.topics]


def _rates(context: Context, view: View) -> pl.DataFrame | None:
    """The error rates of the models, where corrected shares are asked for and their cards have them."""
    if not view.corrected or view.measure != "share" or context.models is None:
        return None
    found = error_rates_of(context, "topics")
    return None if found.is_empty() else found
