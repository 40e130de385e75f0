"""Health: is everything coming in, what could not be read, what is being done, what was saved, how much there is."""

from dataclasses import replace
from typing import Any, Final

import polars as pl
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from analytics.filters import Filters
from analytics.health import sizes, source_health
from dashboards import figures
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import health_alerts, health_jobs, health_saved, parts
from dashboards.url import View, href, parse

PATH = "/health"
_PAGE: Final = 25  # rejects shown at once
_MOST: Final = 20  # undated articles shown
_EXCERPT: Final = 120


def sources(context: Context, _: View) -> Drawing:
    """Every source: when it last came, how often it usually does, whether it is silent."""
    say = context.say
    found = source_health(context.facts(), context.clock())
    table = found.with_columns(
        last=pl.Series([context.moment(when) for when in found.get_column("last")], dtype=pl.String),
        pace=pl.col("pace").round(1),
        quiet=pl.col("quiet").round(1),
    )
    caption = say(
        "The whole archive, copies included. Usual pace: over the 28 days before its last article. Silent: nothing for "
        "longer than any pause in these days, and less likely than 1 in 100 at that pace, up to the newest article of all."
    )
    return Drawing(
        title=say("Sources"),
        caption=caption,
        summary=caption,
        figure=figures.blank(caption),
        rows=lambda: table,
        columns=(
            Column("key", say("Source")),
            Column("silent", say("Silent"), "flag"),
            Column("last", say("Last article"), "text"),
            Column("quiet", say("Days since"), "number"),
            Column("pace", say("Usually a day"), "number"),
            Column("count", say("Articles"), "number"),
            Column("undated", say("Undated"), "number"),
        ),
    )


def _open_source(_: Context, view: View, key: str, __: str) -> tuple[str, View]:
    return "/articles", View(filters=Filters(sources=(key,), copies="all"), bucket=view.bucket, measure=view.measure)


SOURCES = Chart(key="health-sources", draw=sources, opens=_open_source, pictured=False, height=240, kept=True)
CHARTS = (SOURCES,)


def layout(context: Context, view: View) -> Any:
    """The page before its parts are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Health")),
            html.P(lead_of(context), id="health-lead", className="lead"),
            parts.table(SOURCES, say, title=say("Sources")),
            html.Div([_languages(context), _undated(context), _storage(context)], className="columns even"),
            health_jobs.section(context),
            health_saved.section(context),
            html.Section([html.H2(say("What could not be read")), html.Div(id="health-rejects")], className="chart"),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    health_jobs.register(app, context)
    health_saved.register(app, context)
    health_alerts.register(app, context)

    @app.callback(Output("health-rejects", "children"), Input("url", "search"), State("url", "pathname"))
    def show(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        return rejects(context.here(), parse(search))


def lead_of(context: Context) -> str:
    """Whether all is well, in a sentence or two."""
    say = context.say
    found = source_health(context.facts(), context.clock())
    silent = found.filter("silent").get_column("key").to_list()
    articles = int(found.get_column("count").sum())
    said = [
        say(
            "{articles} from {sources}; the newest is of {when}.",
            articles=say.articles(articles),
            sources=say.many("{n} source", "{n} sources", found.height),
            when=context.moment(found.get_column("last").max()),
        )
    ]
    if silent:
        named = ", ".join(silent[:3]) + ("…" if len(silent) > 3 else "")
        said.append(
            say.many("{n} source is silent: {names}.", "{n} sources are silent: {names}.", len(silent), names=named)
        )
    else:
        said.append(say("No source is silent for longer than usual."))
    rejected = int(context.store.scan("rejected").select(pl.len()).collect().item())
    if rejected:
        said.append(say.many("{n} item could not be read.", "{n} items could not be read.", rejected))
    return " ".join(said)


def _languages(context: Context) -> Any:
    say, facts = context.say, context.facts()
    counts = (
        facts.articles.group_by(pl.col("lang").cast(pl.String)).len().sort(["len", "lang"], descending=[True, False])
    )
    most = max(counts.get_column("len").to_list(), default=1)
    items = []
    for lang, count in counts.iter_rows():
        inside = [
            html.Span(context.language(lang) if lang else say("unknown")),
            html.B(say.number(count)),
            html.I(style={"width": f"{count / most:.1%}"}),
        ]
        target = href("/articles", View(filters=Filters(langs=(lang,), copies="all")))
        items.append(html.Li(dcc.Link(inside, href=target) if lang else html.Span(inside)))
    return html.Section([html.H2(say("Languages")), html.Ul(items, className="bars")])


def _undated(context: Context) -> Any:
    say, facts = context.say, context.facts()
    undated = facts.articles.filter(pl.col("day").is_null())
    head = html.H2(say("Without a date"))
    if undated.is_empty():
        return html.Section([head, html.P(say("Every article has a date."), className="hint")])
    items = [
        html.Li(
            [
                dcc.Link(row["title"] or say("(no title)"), href=href("/articles", View(article=row["article_id"]))),
                html.Small(f" {row['source']}"),
            ],
            lang=row["lang"] or None,
        )
        for row in undated.head(_MOST)
        .with_columns(pl.col("source", "lang").cast(pl.String))
        .select("title", "article_id", "source", "lang")
        .iter_rows(named=True)
    ]
    said = say.many(
        "{n} article has no date: it is in lists and in no chart over time.",
        "{n} articles have no date: they are in lists and in no chart over time.",
        undated.height,
    )
    return html.Section([head, html.P(said, className="hint"), html.Ul(items, className="plainlist")])


def _storage(context: Context) -> Any:
    say, scan = context.say, context.store.scan
    revisions = int(scan("articles").select(pl.len()).collect().item())
    names = {
        "tables": say("Articles, labels and names"), "registry": say("Models"), "search": say("Search index"),
        "cache": say("Prepared numbers"),
    }  # fmt: skip
    lines = [
        (say("Articles"), say.number(context.facts().articles.height)),
        (say("Their versions in all"), say.number(revisions)),
        *((names.get(part.part, part.part), _megabytes(context, part.size)) for part in sizes(context.store.home)),
    ]
    rows = [html.Tr([html.Th(name, scope="row"), html.Td(text, className="number")]) for name, text in lines]
    return html.Section([html.H2(say("Storage")), html.Table(html.Tbody(rows), className="sheet")])


def _megabytes(context: Context, size: int) -> str:
    return context.say("{n} MB", n=context.say.number(round(size / 1e6, 1)))


def rejects(context: Context, view: View) -> Any:
    """What was rejected, newest first, a page at a time: where from, why, when, and how it begins."""
    say = context.say
    table = context.store.scan("rejected")
    total = int(table.select(pl.len()).collect().item())
    if not total:
        return html.P(say("Everything that came could be read."), className="hint")
    last = -(-total // _PAGE)
    page = min(view.page, last)
    rows = table.sort("when", descending=True, maintain_order=True).slice((page - 1) * _PAGE, _PAGE).collect()
    body = [
        html.Tr(
            [
                html.Th(row["origin"], scope="row"),
                html.Td(row["reason"]),
                html.Td(context.moment(row["when"])),
                html.Td(html.Code(_excerpt(row["raw"]))),
            ]
        )
        for row in rows.iter_rows(named=True)
    ]
    heads = (say("Where from"), say("Why"), say("When"), say("How it begins"))
    found: list[Any] = [
        html.Div(
            html.Table(
                [
                    html.Caption(say("What could not be read"), className="unseen"),
                    html.Thead(html.Tr([html.Th(text, scope="col") for text in heads])),
                    html.Tbody(body),
                ],
                className="sheet",
            ),
            className="scroll",
            tabIndex=0,
            role="region",
            **{"aria-label": say("What could not be read")},
        )
    ]
    if last > 1:
        steps = [html.Span(say("page {page} of {last}", page=say.number(page), last=say.number(last)))]
        if page > 1:
            steps.insert(0, dcc.Link(say("Previous page"), href=href(PATH, replace(view, page=page - 1))))
        if page < last:
            steps.append(dcc.Link(say("Next page"), href=href(PATH, replace(view, page=page + 1))))
        found.append(html.Nav(steps, className="pages", **{"aria-label": say("Pages of what could not be read")}))
    return found


def _excerpt(raw: bytes | None) -> str:
    """How an item begins, on one line; bytes that are no text are shown as such."""
    text = " ".join((raw or b"")[: 4 * _EXCERPT].decode("utf-8", "replace").split())
    return text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else "")
