"""Sources: how much each publishes, on what, and who is first."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from analytics.compare import lead, overlap
from analytics.filters import UNCLASSIFIED
from analytics.queries import ranking, source_mix
from analytics.trends import trends
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, href, of_page, parse

PATH = "/sources"
_MOST = 12
_LINES = 6


def volume(context: Context, view: View) -> Drawing:
    """How much of the coverage each source is, as lines, or how many articles, as bars."""
    say = context.say
    ranked, sources = _shown(context, view)
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
    _, sources = _shown(context, view)
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
        table=named.select(
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
    say, source = context.say, _focus(context, view)
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
        remarks=[say("Choose another source in the filter bar.")],
    )


def _open_cell(_: Context, view: View, source: str, code: str) -> tuple[str, View]:
    return "/articles", parts.narrowed(parts.narrowed(view, by="source", key=source), by="topic", key=code)


def _open_focus(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    chosen = replace(view, filters=replace(view.filters, sources=(_focus(context, view),)))
    return parts.opening("topic")(context, chosen, key, start)


VOLUME = Chart(key="sources-volume", draw=volume, opens=parts.opening("source"))
MIX = Chart(key="sources-mix", draw=mix, opens=_open_cell, height=320, wide=True)
FOCUS = Chart(key="sources-focus", draw=focus, opens=_open_focus)
CHARTS = (VOLUME, MIX, FOCUS)


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
            parts.chart(MIX, say),
            parts.chart(FOCUS, say),
            html.Section(id="sources-beside"),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.register_charts(app, context, PATH, CHARTS)

    @app.callback(
        Output("sources-lead", "children"),
        Output("sources-compare", "href"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def tell(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return lead_of(here, view), href("/compare", of_page(view, "/compare"))

    # After the chart: of a million articles this takes seconds, and would keep the charts waiting.
    @app.callback(
        Output("sources-beside", "children"),
        Input(parts.drawn(VOLUME.key), "data"),
        State("url", "search"),
        State("url", "pathname"),
    )
    def compare(drawn: object, search: str, path: str) -> Any:
        if path != PATH or not drawn:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return here.remembered.get(here.facts(), ("beside", view, here.say.lang), lambda: beside(here, view))


def lead_of(context: Context, view: View) -> str:
    """The sentence that opens the page."""
    say = context.say
    ranked, sources = _shown(context, view)
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


def beside(context: Context, view: View) -> list[Any]:
    """One source beside the others: how much of their agendas they share, and who is first."""
    facts, say, chosen = context.facts(), context.say, _focus(context, view)
    filters = replace(view.filters, sources=())
    others = [key for key in ranking(facts, filters, "source")["key"].to_list() if key != chosen][:_MOST]
    rows = []
    for other in others if chosen else ():
        alike, first = overlap(facts, filters, (chosen, other)), lead(facts, filters, (chosen, other))
        rows.append(
            html.Tr(
                [
                    html.Th(other, scope="row"),
                    html.Td("" if alike is None else say.percent(alike)),
                    html.Td(say.number(first.shared)),
                    html.Td(f"{say.number(first.first)} : {say.number(first.other_first)}" if first.shared else ""),
                    html.Td("" if first.hours is None else say("{hours} h", hours=f"{first.hours:+.0f}")),
                ]
            )
        )
    if not rows:
        return []
    head = (
        say("Source"),
        say("Shared agenda"),
        say("Names in both"),
        say("First: {source} : it", source=chosen),
        say("Median lead"),
    )
    return [
        html.H2(say("{source} beside the others", source=chosen)),
        html.Div(
            html.Table(
                [html.Thead(html.Tr([html.Th(word, scope="col") for word in head])), html.Tbody(rows)],
                className="plain",
            ),
            className="wide",
        ),
        html.P(
            say(
                "Shared agenda: the part of the mix of topics that both have. First: of the names that both came to within "
                "a week, how many each had first."
            ),
            className="hint",
        ),
    ]


def _shown(context: Context, view: View) -> tuple[pl.DataFrame, list[str]]:
    """All sources by how much they published, and those that are drawn."""
    ranked = ranking(context.facts(), view.filters, "source")
    sources = ranked["key"].to_list()[:_MOST]
    return ranked, [source for source in sources if not view.filters.sources or source in view.filters.sources]


def _focus(context: Context, view: View) -> str:
    if view.filters.sources:
        return view.filters.sources[0]
    ranked = ranking(context.facts(), view.filters, "source")
    return str(ranked.item(0, "key")) if ranked.height else ""
