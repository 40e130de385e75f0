"""Sources: how much each publishes, on what, and who is first."""

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.filters import UNCLASSIFIED
from analytics.queries import source_mix
from analytics.trends import trends
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import outlets, pairs, parts
from dashboards.pages.pairs import focus_of, ranked_sources, shown_sources
from dashboards.theme import series_colours
from dashboards.url import View, href, of_page, parse, query

PATH = "/sources"
_MOST = 12
_LINES = 6


def volume(context: Context, view: View) -> Drawing:
    """How much of the coverage each source is, as lines, or how many articles, as bars."""
    say = context.say
    ranked, sources = shown_sources(context, view)
    found = trends(
        context.facts(), view.filters, by="source", bucket=view.bucket, now=context.clock(), keys=sources, of=view.of
    )
    remarks = [say("Copies are credited to the source that had them first.")] if view.filters.copies == "once" else []
    if ranked.height > _MOST:
        remarks.append(say("The {n} largest of {all} sources.", n=_MOST, all=ranked.height))
    return trending.trend_drawing(
        context,
        view,
        trending.smoothed(found, view),
        title=say("{unit}: sources {by}", unit=trending.unit(context, view), by=say.of_bucket(view.bucket)),
        what=say("Source"),
        naming=str,
        colours=series_colours(sources),
        bars=view.measure == "count",
        remarks=remarks,
    )


def mix(context: Context, view: View) -> Drawing:
    """What share of each source's articles is on each topic."""
    say = context.say
    _, sources = shown_sources(context, view)
    found = source_mix(context.facts(), view.filters).filter(pl.col("source").is_in(sources))
    codes = sorted({key for key in found["key"].to_list() if key != UNCLASSIFIED}, key=context.taxonomy.order)
    totals = dict(found.select("source", "total_count").unique().iter_rows())
    rows = [source for source in sources if source in totals]
    named = found.filter(pl.col("key") != UNCLASSIFIED).sort("ratio", descending=True)
    top = ""
    if named.height:
        first = named.row(0, named=True)
        top = say(
            "{source} has the largest share: {share} on {topic}.",
            source=first["source"],
            share=say.percent(first["ratio"]),
            topic=context.name(first["key"]),
        )
    return Drawing(
        title=say("Topics of each source"),
        caption=say(
            "Share of each source's articles on each topic; an article may have several. In brackets: its articles."
        ),
        summary=top,
        figure=figures.heat_table(found, naming=context.name, sources=rows, codes=codes, totals=totals, words=say),
        rows=lambda: named.select(
            "source",
            pl.col("source").alias("key"),
            pl.col("key").alias("date"),
            pl.col("key").map_elements(context.name, return_dtype=pl.String).alias("topic"),
            "count",
            "total_count",
            "ratio",
        ),
        columns=(
            Column("source", say("Source")),
            Column("topic", say("Topic")),
            Column("count", say("Articles"), "number"),
            Column("total_count", say("Of"), "number"),
            Column("ratio", say("Share"), "share"),
        ),
    )


def focus(context: Context, view: View) -> Drawing:
    """The topics of one source over time."""
    say, source = context.say, focus_of(context, view)
    filters = replace(view.filters, sources=(source,), topics=()) if source else view.filters
    found = trends(context.facts(), filters, by="topic", bucket=view.bucket, now=context.clock(), of=view.of)
    keys = [key for key in found["key"].unique(maintain_order=True).to_list() if key != UNCLASSIFIED]
    return trending.trend_drawing(
        context,
        replace(view, filters=filters),
        trending.smoothed(found, view),
        title=say("Topics of {source}, {by}", source=source, by=say.of_bucket(view.bucket)),
        what=say("Topic"),
        naming=context.name,
        colours={key: context.colour(key) for key in keys},
        drawn=keys[:_LINES],
    )


def _open_cell(_: Context, view: View, source: str, code: str) -> tuple[str, View]:
    return "/articles", parts.narrowed(parts.narrowed(view, by="source", key=source), by="topic", key=code)


def _open_focus(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    chosen = replace(view, filters=replace(view.filters, sources=(focus_of(context, view),)))
    return parts.opening("topic")(context, chosen, key, start)


VOLUME = Chart(key="sources-volume", draw=volume, opens=parts.opening("source"), kept=True)
MIX = Chart(key="sources-mix", draw=mix, opens=_open_cell, height=320, wide=True, kept=True)
FOCUS = Chart(key="sources-focus", draw=focus, opens=_open_focus, kept=True)
CHARTS = (VOLUME, outlets.QUIET, MIX, FOCUS, *pairs.CHARTS, outlets.LANGUAGES, outlets.COPIES)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Sources")),
            html.P(id="sources-lead", className="lead"),
            html.P(
                dcc.Link(
                    say("Compare two sources"), id="sources-compare", href=href("/compare", of_page(view, "/compare"))
                )
            ),
            parts.chart(VOLUME, say),
            parts.table(outlets.QUIET, say),
            parts.chart(MIX, say),
            html.Div(_choice(context, view), id="sources-choice", className="row"),
            parts.chart(FOCUS, say),
            parts.chart(pairs.AGENDA, say),
            parts.chart(pairs.FIRST, say),
            parts.chart(pairs.ALIKE, say),
            parts.chart(outlets.LANGUAGES, say),
            parts.table(outlets.COPIES, say),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("sources-lead", "children"),
        Output("sources-choice", "children"),
        Output("sources-compare", "href"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def tell(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return lead_of(here, view), _choice(here, view), href("/compare", of_page(view, "/compare"))

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("sources-focus-choice", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def choose(source: str | None, search: str) -> Any:
        view = parse(search)
        if not source or source == focus_of(context.here(), view):
            return no_update
        return query(replace(view, focus=source))


def _choice(context: Context, view: View) -> list[Any]:
    """The choice of the source that the charts below are about, drawn anew with each address."""
    ranked = ranked_sources(context, view)
    return [
        dmc.Select(
            id="sources-focus-choice",
            label=context.say("Source in focus"),
            data=[{"value": source, "label": source} for source in ranked],
            value=focus_of(context, view),
            searchable=True,
            allowDeselect=False,
            size="sm",
            w=280,
        )
    ]


def lead_of(context: Context, view: View) -> str:
    """The sentence that opens the page."""
    say = context.say
    ranked, sources = shown_sources(context, view)
    if not sources:
        return say("No article fits these filters.")
    top, total = ranked.row(0, named=True), int(ranked["count"].sum())
    return say(
        "{source} published most: {count} of {articles} ({share}), from {sources} in all.",
        source=top["key"],
        count=say.number(top["count"]),
        articles=say.articles(total),
        share=say.percent(top["count"] / total),
        sources=say.many("{n} source", "{n} sources", ranked.height),
    )
