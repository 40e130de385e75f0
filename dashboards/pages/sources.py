"""Sources: who publishes how much, and on what."""

from dataclasses import replace
from datetime import date
from typing import Any

from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from analytics.compare import lead, overlap
from analytics.filters import UNCLASSIFIED
from analytics.queries import ranking, source_mix
from analytics.trends import trends
from dashboards import figures
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.theme import series_colours
from dashboards.url import View, href, parse, query
from dashboards.wording import number

PATH = "/sources"
TITLE = "Sources"
_MOST = 12


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    return html.Div(
        [
            html.H1("Sources"),
            html.P(id="sources-lead", className="lead"),
            parts.chart("sources-volume", title="Articles by source", table="sources-table"),
            parts.chart("sources-mix", title="Topics of each source", height=320, wide=True),
            parts.chart("sources-focus", title="Topics of one source over time"),
            html.Section(id="sources-beside"),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    parts.fit_charts(app, ["sources-volume", "sources-mix", "sources-focus"])

    @app.callback(
        Output("sources-lead", "children"),
        Output(parts.drawn("sources-volume"), "data"),
        Output("sources-volume-title", "children"),
        Output("sources-volume-caption", "children"),
        Output("sources-table", "rowData"),
        Output(parts.drawn("sources-mix"), "data"),
        Output("sources-mix-caption", "children"),
        Output(parts.drawn("sources-focus"), "data"),
        Output("sources-focus-title", "children"),
        Output("sources-focus-caption", "children"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def draw(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return content(context, parse(search))

    @app.callback(Output("sources-beside", "children"), Input("url", "search"), State("url", "pathname"))
    def set_beside(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return beside(context, parse(search))

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Input("sources-volume", "clickData"),
        Input("sources-mix", "clickData"),
        Input("sources-focus", "clickData"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def open_articles(volume: Any, mix: Any, focus: Any, search: str) -> Any:
        view = parse(search)
        if point := parts.point_of(volume):
            target = parts.narrowed(view, by="source", key=point[0], start=date.fromisoformat(point[1]))
        elif point := parts.point_of(mix):
            source, code = point
            target = parts.narrowed(parts.narrowed(view, by="source", key=source), by="topic", key=code)
        elif point := parts.point_of(focus):
            chosen = replace(view, filters=replace(view.filters, sources=(_focus(context, view),)))
            target = parts.narrowed(chosen, by="topic", key=point[0], start=date.fromisoformat(point[1]))
        else:
            return no_update, no_update
        return "/articles", query(target) or href("", target)


def content(context: Context, view: View) -> tuple[Any, ...]:
    """Everything on the page, in the order of the outputs."""
    facts, now = context.facts(), context.clock()
    ranked = ranking(facts, view.filters, "source")
    sources = ranked.get_column("key").to_list()[:_MOST]
    if view.filters.sources:
        sources = [source for source in sources if source in view.filters.sources]
    colours = series_colours(sources)
    volume = trends(facts, view.filters, by="source", bucket=view.bucket, now=now, keys=sources)
    total = int(ranked.get_column("count").sum())
    lead = "No article fits these filters."
    if sources:
        top = ranked.row(0, named=True)
        lead = (
            f"{top['key']} published most: {top['count']:,} of {number(total, 'article')} ({top['count'] / total:.0%}), "
            f"from {number(ranked.height, 'source')} in all."
        )
    bars = (
        figures.stacked_bars(volume, bucket=view.bucket, naming=str, colours=colours)
        if view.measure == "count"
        else figures.trend_lines(
            volume, measure="share", bucket=view.bucket, naming=str, colours=colours, notes=facts.notes
        )
    )
    mix = source_mix(facts, view.filters)
    mix = mix.filter(mix.get_column("source").is_in(sources))
    codes = sorted({key for key in mix.get_column("key").to_list() if key != UNCLASSIFIED}, key=context.taxonomy.order)
    totals = dict(mix.select("source", "total_count").unique().iter_rows())
    focus = _focus(context, view)
    focused = replace(view.filters, sources=(focus,), topics=()) if focus else view.filters
    lines = trends(facts, focused, by="topic", bucket=view.bucket, now=now)
    keys = [key for key in lines.get_column("key").unique(maintain_order=True).to_list() if key != UNCLASSIFIED][:6]
    return (
        lead,
        bars,
        ("Share of all articles" if view.measure == "share" else "Number of articles")
        + f" by source and {view.bucket}",
        f"Denominator: all dated articles that fit the other filters. {context.zone}. Copies are credited to the source that had them first."
        + (f" The {_MOST} largest of {ranked.height} sources." if ranked.height > _MOST else ""),
        parts.trend_rows(volume, str),
        figures.heat_table(
            mix, naming=context.name, sources=[s for s in sources if s in totals], codes=codes, totals=totals
        ),
        "Share of each source's articles on each topic; an article may have several. The number of articles in brackets.",
        figures.trend_lines(
            lines.filter(lines.get_column("key").is_in(keys)),
            measure=view.measure,
            bucket=view.bucket,
            naming=context.name,
            colours={key: context.colour(key) for key in keys},
            notes=facts.notes,
        ),
        f"Topics of {focus} by {view.bucket}" if focus else "Topics of one source over time",
        f"Denominator: the dated articles of {focus}. Choose another source in the filter bar." if focus else "",
    )


def beside(context: Context, view: View) -> list[Any]:
    """One source beside the others: how much of their agendas they share, and who is first."""
    facts, focus = context.facts(), _focus(context, view)
    filters = replace(view.filters, sources=())
    others = [key for key in ranking(facts, filters, "source").get_column("key").to_list() if key != focus][:_MOST]
    rows = []
    for other in others if focus else ():
        alike, first = overlap(facts, filters, (focus, other)), lead(facts, filters, (focus, other))
        rows.append(
            html.Tr(
                [
                    html.Th(other, scope="row"),
                    html.Td("" if alike is None else f"{alike:.0%}"),
                    html.Td(f"{first.shared:,}"),
                    html.Td(f"{first.first:,} : {first.other_first:,}" if first.shared else ""),
                    html.Td("" if first.hours is None else f"{first.hours:+.0f} h"),
                ]
            )
        )
    if not rows:
        return []
    head = ("Source", "Shared agenda", "Names in both", f"First: {focus} : it", "Median lead")
    return [
        html.H2(f"{focus} beside the others"),
        html.Div(
            html.Table(
                [html.Thead(html.Tr([html.Th(word, scope="col") for word in head])), html.Tbody(rows)],
                className="plain",
            ),
            className="wide",
        ),
        html.P(
            "Shared agenda: the part of the mix of topics that both have. First: of the names that both came to within a week, "
            "how many each had first.",
            className="hint",
        ),
    ]


def _focus(context: Context, view: View) -> str:
    if view.filters.sources:
        return view.filters.sources[0]
    ranked = ranking(context.facts(), view.filters, "source")
    return str(ranked.item(0, "key")) if ranked.height else ""
