"""Overview: what is going on. How much came, what it was about, what rose and why, what came last."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from dash import Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from analytics.changes import changes, sure
from analytics.filters import UNCLASSIFIED
from analytics.freshness import freshness
from analytics.queries import undated
from analytics.stories import stories
from analytics.trends import trends
from analytics.volume import volume, volume_so_far
from dashboards import figures, trending
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import cards, parts
from dashboards.url import View, href, parse
from dashboards.words import Words

PATH = "/"
_DRAWN = 12  # topics in the picture; the table has all
_WHY = 2000  # articles of a topic in a bucket up to which its main story is looked for


def articles(context: Context, view: View) -> Drawing:
    """How many articles each bucket has."""
    say = context.say
    found = volume(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
    return Drawing(
        title=say("Number of articles {by}", by=say.of_bucket(view.bucket)),
        caption=_caption(context, view, bool(found.get_column("partial").any())),
        summary=trending.summary(context, replace(view, measure="count"), found, lambda _: say("Articles")),
        figure=figures.volume_bars(
            found,
            bucket=view.bucket,
            whole=view.filters == view.filters.of_the_archive(),
            marks=trending.marks(context),
            words=say,
        ),
        rows=lambda: found.sort("date", descending=True),
        columns=(
            Column("date", say("From"), "day"),
            Column("count", say("Articles"), "number"),
            Column("partial", say("Part of a period"), "flag"),
        ),
    )


def shares(context: Context, view: View) -> Drawing:
    """What the last whole bucket was about, and the one before it."""
    say = context.say
    found = _changes(context, view)
    when = say.bucket(found.item(0, "date"), view.bucket) if found.height else say("all dates")
    told = sure(found.filter(pl.col("key") != UNCLASSIFIED))
    rose = [row for row in told.iter_rows(named=True) if row["difference"] > 0]
    fell = [row for row in told.iter_rows(named=True) if row["difference"] < 0]
    said = [
        say("Surely more than in the period before: {names}.", names=_listed(context, rose)) if rose else "",
        say("Surely less: {names}.", names=_listed(context, fell)) if fell else "",
        "" if rose or fell else say("No share changed by more than chance would have it."),
    ]
    summary = " ".join(part for part in said if part)
    return Drawing(
        title=say("What the last whole period was about: {when}", when=when),
        caption=" ".join(
            [
                say("Share of coverage by topic; an article may have several."),
                trending.denominator(context, view),
                say("The tick: the period before. Points of change in bold where the 95% interval leaves out zero."),
            ]
        ),
        summary=summary,
        figure=figures.change_bars(
            found.head(_DRAWN),
            naming=context.name,
            colours={key: context.colour(key) for key in found["key"]},
            words=say,
        ),
        rows=lambda: found.with_columns(name=pl.col("key").map_elements(context.name, return_dtype=pl.String)),
        columns=(
            Column("name", say("Topic")),
            Column("count", say("Articles"), "number"),
            Column("ratio", say("Share"), "share"),
            Column("before", say("Articles before"), "number"),
            Column("before_ratio", say("Share before"), "share"),
            Column("difference", say("Difference"), "share"),
            Column("interval", say("95% interval of the difference"), "interval"),
        ),
    )


def _listed(context: Context, rows: list[dict[str, Any]]) -> str:
    return ", ".join(context.name(row["key"]) for row in rows)


def _caption(context: Context, view: View, cut: bool) -> str:
    say = context.say
    said = [say("All dated articles that fit the filters. Click a bar to read them, drag to choose a period.")]
    if cut:
        said.append(say("Pale: a period that is not whole."))
        so_far = volume_so_far(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
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


def _open_bucket(context: Context, view: View, key: str, start: str) -> tuple[str, View]:
    return "/articles", parts.within(view, parts.begun(context, start))


VOLUME = Chart(key="overview-volume", draw=articles, opens=_open_bucket, height=280, tells=True)
SHARES = Chart(key="overview-shares", draw=shares, opens=parts.opening("topic"), height=360)
CHARTS = (VOLUME, SHARES)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Overview")),
            html.P(id="overview-lead", className="lead"),
            html.P(id="overview-health", className="health"),
            html.Div(
                [
                    html.Div([parts.chart(VOLUME, say), parts.chart(SHARES, say), html.Section(id="overview-stories")]),
                    html.Aside(
                        [
                            html.Section(parts.waiting(say("What stands out lately"), 5), id="overview-risen"),
                            html.Section(parts.waiting(say("Latest articles"), 8), id="overview-latest"),
                        ],
                        className="side",
                    ),
                ],
                className="spread",
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("overview-lead", "children"),
        Output("overview-health", "children"),
        Output("overview-latest", "children"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def lead(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return lead_of(here, view), health_of(here), cards.latest(here, view)

    # After the chart: what is told takes longer, and would keep the chart waiting.
    @app.callback(
        Output("overview-risen", "children"),
        Output("overview-stories", "children"),
        Input(parts.drawn(VOLUME.key), "data"),
        State("url", "search"),
        State("url", "pathname"),
    )
    def tell(drawn: str | None, search: str, path: str) -> Any:
        if path != PATH or drawn is None:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        return cards.risen_cards(here, view), cards.story_list(here, view)


def lead_of(context: Context, view: View) -> Any:
    """The sentences that open the page: how much came, what led, what rose and with which story."""
    say = context.say
    found = volume(context.facts(), view.filters, bucket=view.bucket, now=context.clock())
    whole = found.filter(~pl.col("partial") & (pl.col("count") > 0))
    if whole.is_empty():
        empty = say("No dated article fits these filters.")
        return say("No whole period of dated articles fits these filters.") if found.height else empty
    last = whole.row(-1, named=True)
    when = say.bucket(last["date"], view.bucket)
    said = [_volume_words(context, last["count"], whole.item(-2, "count") if whole.height > 1 else None, when)]
    topics = _changes(context, view).filter(pl.col("key") != UNCLASSIFIED)
    if topics.height:
        top = topics.row(0, named=True)
        said.append(say("{name} led with {share}.", name=context.name(top["key"]), share=say.percent(top["ratio"])))
    rose = sure(topics).filter(pl.col("difference") > 0)
    if rose.is_empty():
        if whole.height > 1:
            said.append(say("No topic rose by more than chance would have it."))
        return [" ".join(said), *_reading(say, view, last["date"])]
    row = rose.row(0, named=True)
    said.append(
        say(
            "{name} rose most, from {before} to {now}.",
            name=context.name(row["key"]),
            before=say.percent(row["before_ratio"]),
            now=say.percent(row["ratio"]),
        )
    )
    return [" ".join(said), *_why(context, view, row), *_reading(say, view, last["date"])]


def _reading(say: Words, view: View, start: date) -> list[Any]:
    """The way to the articles of the bucket that was spoken of."""
    return [" ", dcc.Link(say("Read them"), href=href("/articles", parts.within(view, start)))]


def _volume_words(context: Context, now: int, before: int | None, when: str) -> str:
    say = context.say
    articles = say.articles(now)
    if not before:
        return say("{articles} came ({when}).", articles=articles, when=when)
    change = now / before - 1
    if abs(change) < 0.005:
        return say("{articles} came ({when}), as many as in the period before.", articles=articles, when=when)
    values = {"articles": articles, "when": when, "share": say.percent(abs(change)), "before": say.number(before)}
    if change > 0:
        return say("{articles} came ({when}), {share} more than the {before} of the period before.", **values)
    return say("{articles} came ({when}), {share} fewer than the {before} of the period before.", **values)


def _why(context: Context, view: View, row: dict[str, Any]) -> list[Any]:
    """The main story of a topic in a bucket, as a link."""
    narrow = parts.narrowed(view, by="topic", key=row["key"], start=row["date"])
    found = stories(context.facts(), narrow.filters) if row["count"] <= _WHY else []
    if not found:
        return []
    return [" ", context.say("Its main story:"), " ", cards.story_link(found[0], narrow), "."]


def health_of(context: Context) -> list[Any]:
    """How fresh the archive is, in one line."""
    say, now = context.say, context.clock()
    facts = context.facts()
    found = context.remembered.get(facts, ("fresh", f"{now:%Y-%m-%d %H}"), lambda: freshness(facts, now=now))
    if found.newest is None:
        return []
    said: list[Any] = [
        html.Span(
            say("Nothing newer than {when}", when=context.moment(found.newest, day_only=found.day_only))
            if found.stale
            else say("Newest article: {when}", when=context.moment(found.newest, day_only=found.day_only)),
            className="stale" if found.stale else "",
        )
    ]
    if found.silent:
        names = ", ".join(source for source, _ in found.silent[:3])
        said.append(
            html.Span(
                say.many("{n} silent source: {names}", "{n} silent sources: {names}", len(found.silent), names=names)
            )
        )
    rejected = int(context.store.scan("rejected").select(pl.len()).collect().item())
    if rejected:
        said.append(html.Span(say.many("{n} item could not be read", "{n} items could not be read", rejected)))
    if found.undated:
        said.append(html.Span(say.many("{n} article has no date", "{n} articles have no date", found.undated)))
    said.append(html.Span(dcc.Link(say("Health of the archive"), href="/health")))
    return said


def _changes(context: Context, view: View) -> pl.DataFrame:
    found = trends(context.facts(), view.filters, by="topic", bucket=view.bucket, now=context.clock(), of=view.of)
    return changes(found)
