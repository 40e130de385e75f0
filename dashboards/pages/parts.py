"""Pieces that several pages are made of: charts with their menus, captions and table twins, and what a click opens."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from dash import dcc, html

from analytics.filters import Bucket, Dimension, Filters, of_key
from analytics.steps import bucket_days
from dashboards.charts import Chart
from dashboards.context import Context
from dashboards.url import View
from dashboards.words import Words


def chart(given: Chart, say: Words, *, title: str = "") -> Any:
    """The place of a chart, of fixed height, with its menu, caption and table twin; assets/drawing.js fills it."""
    key = given.key
    picture = html.Div(id=key, className="picture", style={"minHeight": given.height})
    image = html.Div(picture, role="img", **{"aria-labelledby": f"{key}-title", "aria-describedby": f"{key}-summary"})
    return html.Figure(
        [
            html.Div([html.H2(title or say("Loading"), id=f"{key}-title"), _menu(given, say)], className="charthead"),
            scrolling(image, labelled=f"{key}-title") if given.wide else image,
            html.P(id=f"{key}-summary", className="unseen"),
            html.Figcaption(id=f"{key}-caption"),
            html.Details(
                [html.Summary(say("The same as a table")), html.Div(className="table", **{"data-table": key})],
                className="twin",
            ),
            dcc.Store(id=drawn(key)) if given.tells else None,
        ],
        id=f"{key}-figure",
        **_place(given),
    )


def _place(given: Chart) -> dict[str, Any]:
    """What assets/drawing.js reads of a chart."""
    told = {
        "data-chart": given.key,
        "data-kind": "picture" if given.pictured else "table",
        "data-opens": "yes" if given.opens else "",
        "data-tells": "yes" if given.tells else "",
    }
    return {"className": "chart", "role": "group", "aria-labelledby": f"{given.key}-title", **told}


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
            html.Div(className="table", style={"minHeight": given.height}, **{"data-table": key}),
        ],
        id=f"{key}-figure",
        **_place(given),
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


def drawn(component: str) -> str:
    """The id of the store that says for which address a chart was drawn, for what comes after it (``Chart.tells``)."""
    return f"{component}-drawn"


def begun(context: Context, start: str) -> date:
    """Where the bucket of a mark begins: ``2026-05-18``, or ``2026-05-18 14:00`` for an hour, which is a moment."""
    return date.fromisoformat(start) if len(start) <= 10 else datetime.fromisoformat(start).replace(tzinfo=context.tz)


def opening(by: Dimension) -> Any:
    """What opens the articles of a key in a bucket: the usual :data:`dashboards.charts.Opening`."""

    def opens(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
        return "/articles", narrowed(view, by=by, key=key, start=begun(context, start) if start else None)

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


def _within(filters: Filters, start: date, bucket: Bucket) -> Filters:
    if isinstance(start, datetime):
        stop = start + timedelta(hours=1)
        start, stop = max(start, filters.start or start), min(stop, filters.stop or stop)
        return replace(filters, since=start.date(), until=start.date(), start=start, stop=stop)
    first, last = bucket_days(start, bucket)
    since = max(first, filters.since) if filters.since else first
    until = min(last, filters.until) if filters.until else last
    return replace(filters, since=since, until=until)
