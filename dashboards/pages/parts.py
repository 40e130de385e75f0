"""Pieces that several pages are made of: charts with their menus, captions and table twins, and what a click opens."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.filters import Bucket, Dimension, Filters, of_key
from analytics.steps import bucket_days
from dashboards.charts import Chart
from dashboards.context import Context
from dashboards.url import View, parse, query
from dashboards.words import Words

# plotly.js would offer to send the chart to an outside service.
GRAPH_CONFIG = {"displaylogo": False, "showSendToCloud": False, "displayModeBar": False, "responsive": True}


def chart(given: Chart, say: Words, *, title: str = "") -> Any:
    """The place of a chart, of fixed height, with its menu, caption and table twin; :func:`register_charts` fills it."""
    key = given.key
    picture = dcc.Graph(
        id=key,
        config=GRAPH_CONFIG | {"locale": say.lang, "locales": {say.lang: say.plotly()}},
        style={"minHeight": given.height},
    )
    image = html.Div(picture, role="img", **{"aria-labelledby": f"{key}-title", "aria-describedby": f"{key}-summary"})
    return html.Figure(
        [
            html.Div([html.H2(title or say("Loading"), id=f"{key}-title"), _menu(given, say)], className="charthead"),
            dcc.Loading(
                [
                    dcc.Store(id=drawn(key)),
                    scrolling(image, labelled=f"{key}-title") if given.wide else image,
                ],
                delay_show=350,
                overlay_style={"visibility": "visible", "opacity": 0.45},
                custom_spinner=html.Span(say("Loading"), className="loading"),
            ),
            html.P(id=f"{key}-summary", className="unseen"),
            html.Figcaption(id=f"{key}-caption"),
            html.Details(
                [html.Summary(say("The same as a table")), html.Div(className="table", **{"data-table": key})],
                className="twin",
            ),
        ],
        className="chart",
        id=f"{key}-figure",
        role="group",
        **{"aria-labelledby": f"{key}-title", "data-chart": key},
    )


def scrolling(content: Any, *, labelled: str) -> Any:
    """What is wider than a phone: it scrolls sideways there, from the keyboard too."""
    return html.Div(content, className="wide", tabIndex=0, role="group", **{"aria-labelledby": labelled})


def table(given: Chart, say: Words, *, title: str = "") -> Any:
    """A table that stands alone: loaded by the browser from the export of ``given``, sorted there, a row opens its articles."""
    key = given.key
    return html.Div(
        [
            html.Div([html.H2(title or say("Loading"), id=f"{key}-title"), _menu(given, say)], className="charthead"),
            html.P(id=f"{key}-caption", className="hint"),
            html.Div(className="table", style={"minHeight": given.height}, **{"data-table": key, "data-open": "yes"}),
        ],
        className="chart",
        id=f"{key}-figure",
        role="group",
        **{"aria-labelledby": f"{key}-title", "data-chart": key},
    )


def _menu(given: Chart, say: Words) -> Any:
    """What can be taken away. Links get the view's parameters when the menu opens (assets/charts.js)."""
    links = [
        html.A(text, href=f"/export/{given.key}.{form}", download="", **{"data-form": form, "data-bom": bom})
        for text, form, bom in (
            (say("CSV"), "csv", "no"),
            (say("CSV for Excel"), "csv", "yes"),
            (say("Workbook (XLSX)"), "xlsx", "no"),
        )
    ]
    pictures = [
        html.Button(text, className="item", **{"data-form": form})
        for text, form in ((say("Picture (PNG)"), "png"), (say("Picture (SVG)"), "svg"))
    ]
    code = html.Button(
        say("Copy the code to embed it"), className="item", **{"data-form": "embed", "data-done": say("Copied")}
    )
    link = html.Button(say("Copy a link to it"), className="item", **{"data-form": "link", "data-done": say("Copied")})
    return html.Details(
        [
            html.Summary(say("Export")),
            html.Div([*links, *(pictures if given.pictured else ()), link, *([code] if given.pictured else ())]),
        ],
        className="menu",
    )


def register_charts(app: Dash, context: Context, path: str, charts: Sequence[Chart]) -> None:
    """Draw each chart of the page at ``path`` whenever the address changes, and open the articles behind a mark."""
    for given in charts:
        if given.pictured:
            _draw(app, context, path, given)
            _zoom(app, given)
            if given.opens is not None:
                _open(app, context, given)
        else:
            app.clientside_callback(
                ClientsideFunction("rubrika", "table"),
                Output(f"{given.key}-title", "children"),
                Output(f"{given.key}-caption", "children"),
                Input("url", "search"),
                Input(f"{given.key}-figure", "id"),
            )


def _draw(app: Dash, context: Context, path: str, given: Chart) -> None:
    trigger = Input(drawn(given.after), "data") if given.after else Input("url", "search")

    @app.callback(Output(drawn(given.key), "data"), trigger, State("url", "search"), State("url", "pathname"))
    def draw(_: object, search: str, where: str) -> Any:
        if where != path:
            raise PreventUpdate
        found = given.draw(context.here(), parse(search))
        return {"figure": found.figure, "title": found.title, "caption": found.caption, "summary": found.summary}

    # The browser fits the figure to its width and passes the words on.
    app.clientside_callback(
        ClientsideFunction("rubrika", "fit"),
        Output(given.key, "figure"),
        *(Output(f"{given.key}-{part}", "children") for part in ("title", "caption", "summary")),
        Input(drawn(given.key), "data"),
        State(given.key, "id"),
    )


def _zoom(app: Dash, given: Chart) -> None:
    app.clientside_callback(
        ClientsideFunction("rubrika", "zoom"),
        Output("url", "search", allow_duplicate=True),
        Input(given.key, "relayoutData"),
        State("url", "search"),
        prevent_initial_call=True,
    )


def _open(app: Dash, context: Context, given: Chart) -> None:
    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Input(given.key, "clickData"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def open_mark(click: Any, search: str) -> Any:
        point = point_of(click)
        if point is None or given.opens is None:
            return no_update, no_update
        where, target = given.opens(context.here(), parse(search), point[0], point[1])
        return where, query(target)


def drawn(component: str) -> str:
    """The id of the store that takes a chart from the server; the browser fits it to its screen."""
    return f"{component}-drawn"


def opening(by: Dimension) -> Any:
    """What opens the articles of a key in a bucket: the usual :data:`dashboards.charts.Opening`."""

    def opens(_: Context, view: View, key: str, start: str) -> tuple[str, View]:
        return "/articles", narrowed(view, by=by, key=key, start=date.fromisoformat(start[:10]) if start else None)

    return opens


def waiting(title: str, rows: int) -> list[Any]:
    """A list that is still to come, of about its size, so that nothing jumps when it is there."""
    return [html.H2(title), html.Div(className="skeleton", style={"height": 56 * rows}, **{"aria-hidden": "true"})]


def narrowed(view: View, *, by: Dimension, key: str, start: date | None = None) -> View:
    """The view of exactly the articles that a mark counts: ``key`` of ``by``, in the bucket that begins at ``start``."""
    filters = of_key(view.filters, by, key)
    if start is not None:
        filters = _within(filters, start, view.bucket)
    return View(filters=filters, bucket=view.bucket, measure=view.measure)


def within(view: View, start: date) -> View:
    """The view of the articles in the bucket that begins at ``start``."""
    return View(filters=_within(view.filters, start, view.bucket), bucket=view.bucket, measure=view.measure)


def point_of(click: Mapping[str, Any] | None) -> list[Any] | None:
    """What a clicked mark stands for: its key and the first day of its bucket, or its row and column."""
    points = (click or {}).get("points") or []
    found = points[0].get("customdata") if points else None
    if isinstance(found, str):
        found = found.split("\t")
    return found[:2] if isinstance(found, list) and len(found) >= 2 else None


def _within(filters: Filters, start: date, bucket: Bucket) -> Filters:
    first, last = bucket_days(start, bucket)
    since = max(first, filters.since) if filters.since else first
    until = min(last, filters.until) if filters.until else last
    return replace(filters, since=since, until=until)
