"""Topics: the share of coverage of each topic over time."""

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from analytics.filters import UNCLASSIFIED
from analytics.trends import trends
from dashboards import figures, trending
from dashboards.charts import Chart, Drawing, trend_columns, trend_table
from dashboards.context import Context
from dashboards.leads import leading
from dashboards.pages import parts
from dashboards.url import View, parse, query
from models.evaluation import error_rates

PATH = "/topics"
_LINES = 6


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
    remarks = [say("An article may have several topics.")]
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
        naming=context.name,
        colours={key: context.colour(key) for key in keys},
        drawn=drawn,
        remarks=remarks,
    )


def every(context: Context, view: View) -> Drawing:
    """All topics, a small chart each on one scale."""
    say = context.say
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
        table=trend_table(grid, context.name),
        columns=trend_columns(context, say("Topic")),
    )


TREND = Chart(key="topics-trend", draw=trend, opens=parts.opening("topic"))
EVERY = Chart(key="topics-all", draw=every, opens=parts.opening("topic"), height=420, wide=True)
CHARTS = (TREND, EVERY)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Topics")),
            html.P(id="topics-lead", className="lead"),
            dmc.Switch(
                id="topics-corrected",
                checked=view.corrected,
                label=say("Correct the shares for the model's known errors"),
                size="xs",
            ),
            parts.chart(TREND, say),
            parts.chart(EVERY, say),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.register_charts(app, context, PATH, CHARTS)

    @app.callback(
        Output("topics-lead", "children"),
        Output("topics-corrected", "checked"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def lead(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        view = parse(search)
        return lead_of(context.here(), view), view.corrected

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("topics-corrected", "checked"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def correct(checked: bool, search: str) -> Any:
        view = parse(search)
        return no_update if view.corrected == bool(checked) else query(replace(view, corrected=bool(checked)))


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
    """The error rates of the model in use, where corrected shares are asked for and its card has them."""
    if not view.corrected or view.measure != "share" or context.models is None:
        return None
    found = error_rates(context.models("agency").card, "topics")
    return None if found.is_empty() else found
