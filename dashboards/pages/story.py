"""One story: its life from the first article to the last, who had it, who is in it, and all its articles."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from analytics.queries import of_rows
from analytics.stories import Story
from analytics.volume import volume_of
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.pages.cards import article_line, grouped
from dashboards.url import View, href, parse

PATH = "/story"


def life(context: Context, view: View) -> Drawing:
    """How many articles the story has on each day."""
    say, found = context.say, _story(context, view)
    days = volume_of(context.facts(), found.rows if found else (), bucket="day", now=context.clock())
    daily = replace(view, bucket="day", measure="count")
    return Drawing(
        title=say("Articles of this story, by day"),
        caption=say(
            "Exact copies are left out. Days are counted in {zone}. Click a day to see its articles alone.",
            zone=context.zone,
        ),
        summary=trending.summary(context, daily, days, lambda _: say("Articles")),
        figure=figures.volume_bars(days, bucket="day", whole=False, marks=trending.marks(context), words=say),
        rows=lambda: days.sort("date", descending=True),
        columns=(Column("date", say("Day"), "day"), Column("count", say("Articles"), "number")),
    )


def _open_day(_: Context, view: View, __: str, start: str) -> tuple[str, View]:
    return PATH, replace(view, day=date.fromisoformat(start[:10]))


LIFE = Chart(key="story-life", draw=life, opens=_open_day, height=280)
CHARTS = (LIFE,)


def layout(context: Context, view: View) -> Any:
    """The page before the story is there."""
    say = context.say
    return html.Div(
        [
            html.Div(id="story-head"),
            html.Div(
                [
                    html.Div([parts.chart(LIFE, say), html.Section(id="story-articles")]),
                    html.Aside(html.Section(id="story-beside"), className="side"),
                ],
                className="spread",
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("story-head", "children"),
        Output("story-articles", "children"),
        Output("story-beside", "children"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def tell(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context.here(), parse(search))


def content(context: Context, view: View) -> tuple[Any, Any, Any]:
    """The head of the page, the story's articles, and what stands beside them."""
    say, found = context.say, _story(context, view)
    if found is None:
        lead = say("Stories are found among the articles that fit the filters; this one is not among them.")
        back = dcc.Link(say("Back to the overview"), href=href("/", replace(view, story="")))
        return [html.H1(say("No such story here")), html.P([lead, " ", back], className="lead")], None, None
    head = [html.H1(found.title), html.P(_said(context, found), className="lead")]
    return head, _articles(context, view, found), _beside(context, view, found)


def _said(context: Context, story: Story) -> str:
    """The story's life in words."""
    say = context.say
    rows = of_rows(context.facts(), story.rows)
    first = rows.row(0, named=True)
    opening = say(
        "{articles} from {sources}, {period}.",
        articles=say.articles(len(story.rows)),
        sources=say.many("{n} source", "{n} sources", len(story.sources)),
        period=say.period(story.first, story.last),
    )
    had = say(
        "{source} had it first, {when}.",
        source=first["source"],
        when=context.moment(first["published"], day_only=first["day_only"]),
    )
    most = say("Most came on {day}.", day=say.day(story.peak)) if story.last > story.first else ""
    return " ".join(part for part in (opening, had, most) if part)


def _articles(context: Context, view: View, story: Story) -> list[Any]:
    say = context.say
    rows = of_rows(context.facts(), story.rows)
    head: list[Any] = [html.H2(say("All its articles, the first one first"))]
    if view.day:
        rows = rows.filter(pl.col("day") == view.day)
        whole = dcc.Link(say("All its articles"), href=href(PATH, replace(view, day=None)))
        head = [html.H2(say("Its articles of {day}", day=say.day(view.day))), html.P(whole)]
    items = [article_line(context, view, row) for row in rows.iter_rows(named=True)]
    return [*head, html.Ol(items, className="plainlist")]


def _beside(context: Context, view: View, story: Story) -> list[Any]:
    say = context.say
    sources = [
        html.Li([html.Span(source), html.B(say.number(count))], className="pair") for source, count in story.sources
    ]
    names = [
        html.Li(
            [
                dcc.Link(context.entity(key), href=href("/entity", replace(View(filters=view.filters), names=(key,)))),
                html.B(say.number(count)),
            ],
            className="pair",
        )
        for key, _, count in story.names
    ]
    found = [html.H2(say("Who had it")), html.Ul(sources, className="plainlist")]
    if names:
        found += [html.H2(say("Who is in it")), html.Ul(names, className="plainlist")]
    return found


def _story(context: Context, view: View) -> Story | None:
    """The story that the article of the view belongs to, be it the only one of its story."""
    found = grouped(context, view.filters) if view.story else []
    return next((story for story in found if view.story in story.article_ids), None)
