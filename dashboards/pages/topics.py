"""Topics: the share of coverage of each topic over time."""

from dataclasses import replace
from datetime import date
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from analytics.filters import UNCLASSIFIED
from analytics.queries import undated
from analytics.trends import trends
from dashboards import figures
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.url import View, href, parse, query
from dashboards.wording import leading, number
from models.evaluation import error_rates

PATH = "/"
TITLE = "Topics"
_LINES = 6


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    return html.Div(
        [
            html.H1("Topics"),
            html.P(id="topics-lead", className="lead"),
            dmc.Switch(
                id="topics-corrected",
                checked=view.corrected,
                label="Correct the shares for the model's known errors",
                size="xs",
            ),
            parts.chart("topics-trend", title="Topics over time", table="topics-table"),
            html.Section(id="topics-risen", className="risen"),
            parts.chart("topics-all", title="All topics on one scale", height=420, wide=True),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.fit_charts(app, ["topics-trend", "topics-all"])

    @app.callback(
        Output("topics-lead", "children"),
        Output(parts.drawn("topics-trend"), "data"),
        Output("topics-trend-title", "children"),
        Output("topics-trend-caption", "children"),
        Output("topics-table", "rowData"),
        Output(parts.drawn("topics-all"), "data"),
        Output("topics-all-caption", "children"),
        Output("topics-corrected", "checked"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def draw(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        view = parse(search)
        return *content(context, view), view.corrected

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("topics-corrected", "checked"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def correct(checked: bool, search: str) -> Any:
        view = parse(search)
        return no_update if view.corrected == bool(checked) else query(replace(view, corrected=bool(checked)))

    @app.callback(Output("topics-risen", "children"), Input("url", "search"), State("url", "pathname"))
    def tell(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        view = parse(search)
        return [*parts.risen_cards(context, view), *parts.story_list(context, view)]

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Input("topics-trend", "clickData"),
        Input("topics-all", "clickData"),
        Input("topics-table", "cellClicked"),
        State("topics-table", "rowData"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def open_articles(line: Any, small: Any, cell: Any, rows: Any, search: str) -> Any:
        point = parts.point_of(line) or parts.point_of(small)
        if point is None and cell and rows:
            row = rows[int(cell["rowId"])]
            point = [row["key"], row["date"]]
        if point is None:
            return no_update, no_update
        view = parts.narrowed(parse(search), by="topic", key=point[0], start=date.fromisoformat(point[1]))
        target = href("/articles", view)
        return "/articles", target.partition("/articles")[2]


def content(context: Context, view: View) -> tuple[Any, ...]:
    """Lead, figure, title, caption, table rows, small multiples and their caption."""
    facts = context.facts()
    rates = _rates(context) if view.corrected and view.measure == "share" else None
    found = trends(facts, view.filters, by="topic", bucket=view.bucket, now=context.clock(), rates=rates)
    keys = found.get_column("key").unique(maintain_order=True).to_list()
    real = [key for key in keys if key != UNCLASSIFIED or key in view.filters.topics]
    colours = {key: context.colour(key) for key in keys}
    drawn = real[:_LINES]
    main = found.filter(found.get_column("key").is_in(drawn))
    if view.filters.topics:
        shown = "the topics chosen"
    else:
        shown = f"the {_LINES} largest of {len(real)} topics" if len(real) > _LINES else "all topics"
    missing = undated(facts, view.filters)
    unit = "Share of coverage" if view.measure == "share" else "Number of articles"
    caption = (
        f"Denominator: all dated articles that fit the filters. An article may have several topics. Weeks begin on Monday, "
        f"{context.zone}. Dotted, hollow: a {view.bucket} that is not whole."
        + (" Corrected for the model's known errors; counts are as counted." if rates is not None else "")
        + (f" Left out: {number(missing, 'undated article')}." if missing else "")
    )
    lead = (
        leading(main, bucket=view.bucket, naming=context.name, noun="topic") or "No dated article fits these filters."
    )
    everything = sorted(real, key=context.taxonomy.order)
    grid = found.filter(found.get_column("key").is_in(everything))
    ordered = (
        grid.sort(
            grid.get_column("key").replace_strict({k: i for i, k in enumerate(everything)}, default=99).alias("o")
        )
        if everything
        else grid
    )
    return (
        lead,
        figures.trend_lines(
            main, measure=view.measure, bucket=view.bucket, naming=context.name, colours=colours, notes=facts.notes
        ),
        f"{unit} by topic and {view.bucket}: {shown}",
        caption,
        parts.trend_rows(found, context.name),
        figures.small_multiples(
            ordered, columns=4, measure=view.measure, bucket=view.bucket, naming=context.name, colours=colours
        ),
        f"{unit} by {view.bucket}, one scale for all. Click a point to see its articles.",
    )


def _rates(context: Context) -> pl.DataFrame | None:
    """The error rates of the model in use, where one is served and its card has them."""
    if context.models is None:
        return None
    found = error_rates(context.models("agency").card, "topics")
    return None if found.is_empty() else found
