"""Compare: two periods, sources or topics side by side; what each has more of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.compare import Comparison, compare
from analytics.filters import Filters
from analytics.keyness import Key
from analytics.queries import ranking
from dashboards import figures
from dashboards.charts import Chart, Column, Drawing
from dashboards.context import Context
from dashboards.pages import parts
from dashboards.url import View, href, parse, query

PATH = "/compare"
_DAYS = 28  # of a side where the view has no period
_DRAWN = 14


def sides(context: Context, view: View) -> tuple[Filters, Filters]:
    """The articles compared: those of the filter bar, and the same with what the second side says otherwise.

    Where the second side says nothing it is the period before, of the same length; where the view has no period either, the
    last four weeks against the four before.
    """
    first, than = view.filters, view.than
    if than == Filters():
        until = first.until or _newest(context)
        since = first.since or until - timedelta(days=_DAYS - 1)
        first = replace(first, since=since, until=until)
        return first, replace(first, since=since - (until - since) - timedelta(days=1), until=since - timedelta(days=1))
    second = replace(
        first,
        sources=than.sources or first.sources,
        topics=than.topics or first.topics,
        **({"since": than.since, "until": than.until} if than.since or than.until else {}),
    )
    return first, second


def _newest(context: Context) -> date:
    """The day of the newest article, today at the latest."""
    today = context.clock().date()
    newest = context.facts().articles.filter(pl.col("day") <= today).get_column("day").max()
    return newest if isinstance(newest, date) else today


def topics(context: Context, view: View) -> Drawing:
    """How far the shares of each topic are apart."""
    say = context.say
    found = _found(context, view)
    first, second = names_of(context, view)
    table = found.topics.with_columns(
        name=pl.col("key").map_elements(context.name, return_dtype=pl.String),
        total_count=pl.lit(found.size),
        other_total=pl.lit(found.other_size),
    )
    drawn = table.drop_nulls("difference").head(_DRAWN).sort("difference", descending=True)
    certain = drawn.filter((pl.col("low") > 0) | (pl.col("high") < 0))
    return Drawing(
        title=say("Difference of the shares of topics: {first} less {second}", first=first, second=second),
        caption=say(
            "Points of coverage, with 95% intervals; to the right what the first has more of. Filled where the interval leaves "
            "out zero. The first has {articles}, the second {other}.",
            articles=say.articles(found.size),
            other=say.number(found.other_size),
        ),
        summary=" ".join(
            say(
                "{name}: {share} against {other}.",
                name=row["name"],
                share=say.percent(row["ratio"]),
                other=say.percent(row["other_ratio"]),
            )
            for row in certain.iter_rows(named=True)
        ),
        figure=figures.difference_dots(
            drawn, naming=context.name, colours={key: context.colour(key) for key in drawn["key"]}, words=say
        ),
        rows=lambda: table,
        columns=(
            Column("name", say("Topic")),
            Column("count", say("First"), "number"),
            Column("ratio", say("Share of the first"), "share"),
            Column("other", say("Second"), "number"),
            Column("other_ratio", say("Share of the second"), "share"),
            Column("difference", say("Difference"), "share"),
            Column("interval", say("95% interval of the difference"), "interval"),
        ),
    )


def _open_topic(context: Context, view: View, key: str, _: str) -> tuple[str, View]:
    first, _second = sides(context, view)
    return parts.opening("topic")(context, View(filters=first), key, "")


DIFFERENCE = Chart(key="compare-topics", draw=topics, opens=_open_topic, height=420)
CHARTS = (DIFFERENCE,)


def layout(context: Context, view: View) -> Any:
    """The page before its figures are there."""
    say, facts = context.say, context.facts()
    than = view.than
    sources = [row for row in ranking(facts, Filters(), "source")["key"].to_list() if row]
    codes = [code.code for code in context.taxonomy.codes]
    second = html.Div(
        [
            html.H2(say("The second side")),
            html.P(say("The first side is what the bar above says; the second differs from it in what is chosen here."), className="hint"),
            html.Div(
                [
                    dmc.DatePickerInput(
                        id="compare-period", type="range", label=say("Period"), placeholder=say("as above, or the one before"),
                        value=[day.isoformat() if day else None for day in (than.since, than.until)],
                        clearable=True, valueFormat="D MMM YYYY", allowSingleDateInRange=True, size="xs", w=220,
                    ),
                    _choice("compare-source", say("Source"), [(source, source) for source in sources], than.sources, say("as above")),
                    _choice("compare-topic", say("Topic"), [(code, context.name(code)) for code in codes], than.topics, say("as above")),
                    html.Button(say("Swap the sides"), id="compare-swap", className="plain", n_clicks=0),
                ],
                className="controls",
            ),
        ],
        className="second",
    )  # fmt: skip
    return html.Div(
        [
            html.H1(say("Compare")),
            html.P(id="compare-lead", className="lead"),
            second,
            parts.chart(DIFFERENCE, say),
            html.Div(id="compare-keys"),
        ]
    )


def _choice(component: str, label: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], empty: str) -> Any:
    return dmc.MultiSelect(
        id=component, label=label, data=[{"value": value, "label": name} for value, name in options], value=list(chosen),
        placeholder=empty, searchable=True, clearable=True, size="xs", w=200, maxDropdownHeight=320,
    )  # fmt: skip


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("compare-lead", "children"),
        Output("compare-keys", "children"),
        Output("compare-period", "value"),
        Output("compare-source", "value"),
        Output("compare-topic", "value"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def tell(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        here, view = context.here(), parse(search)
        than = view.than
        period = [day.isoformat() if day else None for day in (than.since, than.until)]
        return lead_of(here, view), keys_of(here, view), period, list(than.sources), list(than.topics)

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("compare-period", "value"),
        Input("compare-source", "value"),
        Input("compare-topic", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def choose(period: list[str | None] | None, sources: list[str], topics: list[str], search: str) -> Any:
        view = parse(search)
        since, until = (date.fromisoformat(day[:10]) if day else None for day in (period or [None, None]))
        if bool(since) != bool(until):
            return no_update  # the second day is still to be chosen
        than = Filters(since=since, until=until, sources=tuple(sources or ()), topics=tuple(topics or ()))
        return no_update if than == view.than else query(replace(view, than=than))

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("compare-swap", "n_clicks"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def swap(clicks: int, search: str) -> Any:
        return query(swapped(context, parse(search))) if clicks else no_update


def swapped(context: Context, view: View) -> View:
    """The same comparison the other way round."""
    first, second = sides(context, view)
    than = Filters(since=first.since, until=first.until, sources=first.sources, topics=first.topics)
    return replace(view, filters=second, than=than)


def lead_of(context: Context, view: View) -> str:
    """The sentence that opens the page."""
    say, found = context.say, _found(context, view)
    first, second = names_of(context, view)
    if not found.size or not found.other_size:
        empty = first if not found.size else second
        return say("There is nothing to compare: no article in {side}.", side=empty)
    said = [
        say(
            "{first} with {articles}, against {second} with {other}.",
            first=first,
            articles=say.articles(found.size),
            second=second,
            other=say.number(found.other_size),
        )
    ]
    compared = [
        topic for side in sides(context, view) for topic in side.topics
    ]  # that they differ in these goes without saying
    sure = found.topics.filter((pl.col("low") > 0) | (pl.col("high") < 0), ~pl.col("key").is_in(compared))
    more = [context.name(key) for key in sure.filter(pl.col("difference") > 0)["key"].head(3)]
    less = [context.name(key) for key in sure.filter(pl.col("difference") < 0)["key"].head(3)]
    if more:
        said.append(say("The first has more of {names}.", names=", ".join(more)))
    if less:
        said.append(say("The second has more of {names}.", names=", ".join(less)))
    if not more and not less:
        said.append(say("No topic differs by more than chance would have it."))
    return " ".join(said)


def keys_of(context: Context, view: View) -> Any:
    """The names and words that each side has more of."""
    say, found = context.say, _found(context, view)
    filters = sides(context, view)
    titles = names_of(context, view)
    columns = []
    for side, (names, words) in enumerate(((found.names, found.words), (found.other_names, found.other_words))):
        columns.append(
            html.Section(
                [
                    html.H2(say("More in {side}", side=titles[side])),
                    _keys(context, say("Names"), names, filters[side], words=False),
                    _keys(context, say("Words in headlines"), words, filters[side], words=True),
                ]
            )
        )
    hint = say(
        "By log-likelihood, significant at one in a thousand, strongest first; × is how many times as often as on the other side."
    )
    return [html.Div(columns, className="two"), html.P(hint, className="hint")]


def _keys(context: Context, title: str, keys: Sequence[Key], filters: Filters, *, words: bool) -> Any:
    say = context.say
    if not keys:
        return html.Div([html.H3(title), html.P(say("None that chance alone would not bring."), className="hint")])
    rows = []
    for key in keys:
        if words:
            target = View(filters=filters, q=f"title:{key.name}")
        else:
            target = View(filters=replace(filters, entities=(key.entity,)))
        rows.append(
            html.Tr(
                [
                    html.Th(
                        dcc.Link(
                            context.entity(key.entity) if key.entity else key.name, href=href("/articles", target)
                        ),
                        scope="row",
                    ),
                    html.Td(say.number(key.count), className="number"),
                    html.Td(say.number(key.other), className="number"),
                    html.Td(f"×{say.number(round(key.times, 1))}", className="number"),
                ]
            )
        )
    heads = (title, say("Articles"), say("On the other side"), say("Times as often"))
    head = html.Tr([html.Th(word, scope="col", className="number" if at else "") for at, word in enumerate(heads)])
    return html.Table([html.Thead(head), html.Tbody(rows)], className="plain")


def names_of(context: Context, view: View) -> tuple[str, str]:
    """What each side is called: what it has that the other has not."""
    first, second = sides(context, view)
    return _called(context, first, second), _called(context, second, first)


def _called(context: Context, ours: Filters, theirs: Filters) -> str:
    say = context.say
    said = []
    if ours.sources != theirs.sources:
        said.append(", ".join(ours.sources) or say("all sources"))
    if ours.topics != theirs.topics:
        said.append(", ".join(map(context.name, ours.topics)) or say("all topics"))
    if (ours.since, ours.until) != (theirs.since, theirs.until) or not said:
        said.append(say.period(ours.since, ours.until))
    return ", ".join(said)


def _found(context: Context, view: View) -> Comparison:
    facts, (first, second) = context.facts(), sides(context, view)
    return context.remembered.get(facts, ("compare", first, second), lambda: compare(facts, first, second))
