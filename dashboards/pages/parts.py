"""Pieces that several pages are made of: charts with their captions and table twins, and what a click opens."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import dash_ag_grid as dag
import polars as pl
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from analytics.causes import risen
from analytics.filters import Bucket, Dimension, Filters
from analytics.stories import stories
from analytics.telling import sentence
from analytics.trends import bucket_days
from dashboards.context import Context
from dashboards.figures import HEIGHT, Naming
from dashboards.url import View, href
from dashboards.wording import number

# plotly.js would offer to send the chart to an outside service.
GRAPH_CONFIG = {"displaylogo": False, "showSendToCloud": False, "displayModeBar": False, "responsive": True}
_TOLD: tuple[Dimension, ...] = ("topic", "entity")
_STORY_DAYS = 60
_LAST = 4  # whole buckets that the cards look back
_MOST_TOLD = 5
_FIELDS: dict[Dimension, str] = {
    "topic": "topics",
    "section": "sections",
    "source": "sources",
    "entity": "entities",
    "lang": "langs",
}


def drawn(component: str) -> str:
    """The id of the store that takes a chart's figure from the server; the browser fits it to its screen."""
    return f"{component}-drawn"


def fit_charts(app: Dash, components: Sequence[str]) -> None:
    """Pass each figure through the browser's own look at its width."""
    for component in components:
        app.clientside_callback(
            ClientsideFunction("rubrika", "fit"), Output(component, "figure"), Input(drawn(component), "data")
        )


def chart(
    component: str, *, title: str, caption: str = "", height: int = HEIGHT, table: str = "", wide: bool = False
) -> Any:
    """A titled chart of fixed height with a caption, and its table twin where ``table`` names one.

    A ``wide`` chart keeps a readable width on a phone and scrolls sideways there.
    """
    return html.Figure(
        [
            html.H2(title, id=f"{component}-title"),
            dcc.Loading(
                [
                    dcc.Store(id=drawn(component)),
                    html.Div(
                        dcc.Graph(id=component, config=GRAPH_CONFIG, style={"minHeight": height}),
                        className="wide" if wide else "",
                    ),
                ],
                delay_show=350,
                overlay_style={"visibility": "visible", "opacity": 0.45},
                custom_spinner=html.Span("Loading", className="loading"),
            ),
            html.Figcaption(caption, id=f"{component}-caption"),
            html.Details([html.Summary("The same as a table"), _trend_grid(table)]) if table else None,
        ],
        className="chart",
        role="group",
        **{"aria-labelledby": f"{component}-title"},
    )


def _trend_grid(component: str) -> Any:
    columns = [
        {"field": "date", "headerName": "From", "width": 120},
        {"field": "name", "headerName": "What", "flex": 1, "minWidth": 140},
        {"field": "count", "headerName": "Articles", "width": 100, "type": "rightAligned"},
        {"field": "total_count", "headerName": "Of", "width": 90, "type": "rightAligned"},
        {"field": "share", "headerName": "Share", "width": 90, "type": "rightAligned"},
        {"field": "interval", "headerName": "95 % interval", "width": 140, "type": "rightAligned"},
        {"field": "partial", "headerName": "Whole", "width": 90},
    ]
    return grid(component, columns)


def grid(component: str, columns: Sequence[Mapping[str, Any]], *, height: int = 360) -> Any:
    """A table that sorts and scrolls; a click on a row opens its articles."""
    return dag.AgGrid(
        id=component,
        columnDefs=list(columns),
        rowData=[],
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={"animateRows": False, "suppressCellFocus": False, "rowHeight": 34, "headerHeight": 36},
        style={"height": height},
        className="ag-theme-quartz",
    )


def trend_rows(frame: pl.DataFrame, naming: Naming) -> list[dict[str, Any]]:
    """Trend rows as the table twin shows them, newest first."""
    names = {key: naming(key) for key in frame.get_column("key").unique()}
    return (
        frame.sort(["date", "count"], descending=True)
        .select(
            pl.col("date").dt.to_string("%Y-%m-%d"),
            "key",
            pl.col("key").replace_strict(names, default="", return_dtype=pl.String).alias("name"),
            "count",
            "total_count",
            _percent("ratio").fill_null("").alias("share"),
            pl.format("{} - {}", _percent("low"), _percent("high")).fill_null("").alias("interval"),
            pl.when("partial").then(pl.lit("part")).otherwise(pl.lit("yes")).alias("partial"),
        )
        .to_dicts()
    )


def _percent(column: str) -> pl.Expr:
    return pl.format("{}%", (pl.col(column) * 100).round(1))


def risen_cards(context: Context, view: View) -> list[Any]:
    """What stands out in the last weeks: a sentence each, its articles a click away."""
    facts, now = context.facts(), context.clock()
    bucket: Bucket = view.bucket if view.bucket in ("day", "week", "month") else "week"
    found = [
        (by, card)
        for by in _TOLD
        for card in risen(facts, view.filters, by=by, bucket=bucket, now=now, last=_LAST, limit=_MOST_TOLD)
    ]
    names = dict(facts.mentions.select("entity_id", "name").cast(pl.String).unique("entity_id").iter_rows())
    head = html.H2(f"What stands out in the last {_LAST} whole {bucket}s")
    if not found:
        return [head, html.P("Nothing: every topic and name is where its own past says.", className="hint")]
    items = []
    for by, card in found:
        episode = card.episode
        name = context.name(episode.key) if by == "topic" else names.get(episode.key, episode.key)
        filters = replace(
            view.filters,
            **{_FIELDS[by]: (episode.key,)},
            since=episode.start,
            until=bucket_days(episode.end, bucket)[1],
        )
        link = dcc.Link(number(episode.count, "article"), href=href("/articles", View(filters=filters)))
        story = None
        if card.story:
            target = href("/articles", View(filters=view.filters, article=card.story.article_ids[0]))
            story = html.Div(["Main story: ", dcc.Link(card.story.title, href=target)], className="meta")
        items.append(html.Li([sentence(card, name, bucket=bucket), " ", link, story]))
    return [head, html.Ul(items, className="plainlist")]


def story_list(context: Context, view: View) -> list[Any]:
    """The largest stories of the last weeks, each with its life and a link to its first article."""
    until = view.filters.until or context.clock().date()
    since = max(filter(None, (view.filters.since, until - timedelta(days=_STORY_DAYS))))
    found = stories(context.facts(), replace(view.filters, since=since, until=until))[:_MOST_TOLD]
    head = html.H2(f"The largest stories since {since.day} {since:%B %Y}")
    if not found:
        return [head, html.P("No two articles are on one event.", className="hint")]
    items = []
    for story in found:
        life = f" {number(len(story.rows), 'article')} in {number(len(story.sources), 'source')}, {story.first.day} {story.first:%B}"
        if story.last > story.first:
            life += f" to {story.last.day} {story.last:%B}, most on {story.peak.day} {story.peak:%B}"
        link = dcc.Link(story.title, href=href("/articles", View(filters=view.filters, article=story.article_ids[0])))
        items.append(html.Li([link, html.Small(life)]))
    return [head, html.Ul(items, className="plainlist")]


def narrowed(view: View, *, by: Dimension, key: str, start: date | None = None) -> View:
    """The view of exactly the articles that a mark counts: ``key`` of ``by``, in the bucket that begins at ``start``."""
    filters = replace(view.filters, **{_FIELDS[by]: (key,)})
    if start is not None:
        filters = _within(filters, start, view.bucket)
    return View(filters=filters, bucket=view.bucket, measure=view.measure)


def point_of(click: Mapping[str, Any] | None) -> list[Any] | None:
    """What a clicked mark stands for: its key and the first day of its bucket, or its row and column."""
    points = (click or {}).get("points") or []
    found = points[0].get("customdata") if points else None
    return found[:2] if isinstance(found, list) and len(found) >= 2 else None


def _within(filters: Filters, start: date, bucket: Bucket) -> Filters:
    first, last = bucket_days(start, bucket)
    since = max(first, filters.since) if filters.since else first
    until = min(last, filters.until) if filters.until else last
    return replace(filters, since=since, until=until)
