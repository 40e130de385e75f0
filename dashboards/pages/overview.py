"""Overview: what is going on. How much came, what it was about, what rose and why, what came last."""

from dataclasses import replace
from datetime import date
from typing import Any

from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from analytics.queries import undated
from analytics.trends import trends
from analytics.volume import volume, volume_so_far
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.leads import leading
from dashboards.pages import parts
from dashboards.url import View, parse

PATH = "/"


def articles(context: Context, view: View) -> Drawing:
    """How many articles each bucket has."""
    say = context.say
    found = volume(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
    return Drawing(
        title=say("Number of articles, {by}", by=say.of_bucket(view.bucket)),
        caption=_caption(context, view, found.get_column("partial").any()),
        summary=trending.summary(context, replace(view, measure="count"), found, lambda _: say("Articles")),
        figure=figures.volume_bars(found, bucket=view.bucket, marks=trending.marks(context), words=say),
        table=found.sort("date", descending=True),
        columns=(
            Column("date", say("From"), "day"),
            Column("count", say("Articles"), "number"),
            Column("partial", say("Part of a period"), "flag"),
        ),
    )


def _caption(context: Context, view: View, cut: bool) -> str:
    say = context.say
    said = [say("All dated articles that fit the filters; click a bar to read them, drag to choose a period.")]
    if cut:
        so_far = volume_so_far(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
        said.append(say("Pale: a period that is not whole."))
        if so_far.now or so_far.before:
            said.append(
                say(
                    "The running period has {now}; by this moment of it the one before had {before}.",
                    now=say.articles(so_far.now),
                    before=say.number(so_far.before),
                )
            )
    if missing := undated(context.facts(), view.filters):
        said.append(say.many("Left out: {n} undated article.", "Left out: {n} undated articles.", missing))
    return " ".join(said)


def _open_bucket(_: Context, view: View, key: str, start: str) -> tuple[str, View]:
    return "/articles", parts.within(view, date.fromisoformat(start[:10]))


VOLUME = Chart(key="overview-volume", draw=articles, opens=_open_bucket, height=280)
CHARTS = (VOLUME,)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Overview")),
            html.P(id="overview-lead", className="lead"),
            html.Div(
                [
                    html.Div([parts.chart(VOLUME, say), html.Section(id="overview-stories")]),
                    html.Aside(html.Section(id="overview-risen"), className="side"),
                ],
                className="spread",
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.register_charts(app, context, PATH, CHARTS)

    @app.callback(Output("overview-lead", "children"), Input("url", "search"), State("url", "pathname"))
    def lead(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return lead_of(context.here(), parse(search))

    # After the chart: what is told takes longer, and would keep the chart waiting.
    @app.callback(
        Output("overview-risen", "children"),
        Output("overview-stories", "children"),
        Input(parts.drawn(VOLUME.key), "data"),
        State("url", "search"),
        State("url", "pathname"),
    )
    def tell(drawn: object, search: str, path: str) -> Any:
        if path != PATH or not drawn:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return parts.risen_cards(here, view), parts.story_list(here, view)


def lead_of(context: Context, view: View) -> str:
    """The sentence that opens the page."""
    found = trends(context.facts(), view.filters, by="topic", bucket=view.bucket, now=context.clock(), of=view.of)
    said = leading(found, bucket=view.bucket, naming=context.name, say=context.say)
    return said or context.say("No dated article fits these filters.")
