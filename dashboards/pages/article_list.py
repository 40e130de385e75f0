"""The list of articles: what is searched for, in which order, narrowed by what the articles have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl
from dash import dcc, html

from analytics.errors import RubrikaError
from analytics.facets import facets
from analytics.filters import Dimension, Filters
from analytics.queries import listing, select
from analytics.querying import Node, QueryError, parse_query
from analytics.search import matching
from analytics.snippets import snippet
from dashboards.context import Context
from dashboards.states import nothing
from dashboards.url import View, href
from dashboards.words import Words

PATH: Final = "/articles"
_PAGE: Final = 40
_FIELDS: Final[dict[Dimension, str]] = {
    "topic": "topics", "source": "sources", "lang": "langs", "entity": "entities"
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The articles that fit a view. ``text`` is what is looked for in them, ``wrong`` why the search was not used."""

    text: Node | None
    found: pl.LazyFrame
    filters: Filters
    wrong: str = ""


def asked(context: Context, view: View) -> Search:
    """Carry out the search of a view; a query that cannot be read is left aside and said."""
    facts = context.facts()
    everything = Search(text=None, found=select(facts, view.filters), filters=view.filters)
    if not view.q:
        return everything
    try:
        parsed = parse_query(view.q)
        if not context.index.is_current():
            context.index.update()
        found = matching(facts, context.index, parsed, view.filters)
    except QueryError as error:
        return replace(everything, wrong=context.say("The search was not used: {why}.", why=wrong(error, context.say)))
    except RubrikaError as error:
        return replace(everything, wrong=context.say("The search was not used: {why}.", why=error))
    return Search(text=parsed.text, found=found, filters=parsed.narrowed(view.filters))


def wrong(error: QueryError, say: Words) -> str:
    """What is wrong with a query, in the reader's language."""
    message = {
        "close": say("the query has a closing bracket too many"),
        "open": say("the query has an opening bracket too many"),
        "days": say("the query's after: is later than its before:"),
        "end": say("the query ends where a word should follow"),
        "not": say("NOT goes with words and phrases, not with fields such as source:"),
        "long": say("the query has more than {most} words: make it shorter"),
        "deep": say("the query has too many brackets inside each other"),
        "field": say("there is no field {field}: in a query; the fields are {fields}"),
        "empty": say("nothing stands behind {field}: in the query"),
        "day": say("{value} is not a day: write {field}:2026-05-18"),
        "quote": say('the query has a quotation mark " without its other half'),
        "rest": say("the query cannot be read from here on: {text}"),
    }[error.kind]
    return message.format(**error.values)


def lead(context: Context, view: View, search: Search, total: int) -> Any:
    """How many articles, in which order, and where the search can be seen as a line."""
    say = context.say
    if search.wrong:
        return search.wrong
    if not view.q:
        return say("{articles} in this view, newest first.", articles=say.articles(total))
    best = view.sort == "best"
    said = (
        say("{articles} found, best match first.", articles=say.articles(total))
        if best
        else say("{articles} found, newest first.", articles=say.articles(total))
    )
    other = replace(view, sort="newest" if best else "best", page=1, article="")
    trend = View(filters=view.filters, bucket=view.bucket, measure=view.measure, of=view.of, lines=(view.q,))
    return [
        said,
        " ",
        dcc.Link(say("Newest first") if best else say("Best match first"), href=href(PATH, other)),
        html.Span(" · ", **{"aria-hidden": "true"}),
        dcc.Link(say("Show this search as a trend"), href=href("/topics", trend)),
    ]


def article_list(context: Context, view: View) -> tuple[Any, Any]:
    """The sentence above the list, and a page of the list."""
    search = asked(context, view)
    total, rows = listing(
        context.facts(),
        view.filters,
        offset=(view.page - 1) * _PAGE,
        limit=_PAGE,
        among=search.found,
        best=view.sort == "best" and search.text is not None,
    )
    texts = context.archive.texts(rows.get_column("article_id").to_list()) if search.text else {}
    head = lead(context, view, search, total)
    if not total:
        return head, nothing(view, context)
    items = [
        _row(context, view, row, said=_said(search.text, texts.get(row["article_id"], ""), row["lang"]))
        for row in rows.iter_rows(named=True)
    ]
    return head, [html.Ol(items), _pages(context, view, total)]


def _said(wanted: Node | None, text: str, lang: str) -> Any:
    """The part of an article where the query fits, hits marked."""
    if wanted is None:
        return None
    return html.P(
        [html.Mark(piece) if hit else piece for piece, hit in snippet(text, wanted, lang)], className="snippet"
    )


def _row(context: Context, view: View, row: Mapping[str, Any], *, said: Any) -> Any:
    say = context.say
    here = row["article_id"] == view.article
    return html.Li(
        [
            inner_link(
                row["title"] or say("(no title)"),
                href(PATH, replace(view, article=row["article_id"])),
                className="headline",
                current=here,
            ),
            html.Div(
                [
                    html.Span(row["source"]),
                    html.Span(context.moment(row["published"], day_only=row["day_only"])),
                    html.Span(context.language(row["lang"])),
                    html.Span(say("copy"), className="mark") if row["copy"] else None,
                ],
                className="meta",
                lang=say.lang,
            ),
            said,
            html.Div(
                [section_chip(context, row["section"], row["basis"], row["score"])]
                + [topic_chip(context, code) for code in row["topics"]],
                className="labels",
                lang=say.lang,
            ),
        ],
        className="here" if here else "",
        lang=row["lang"] or None,
    )


def inner_link(text: Any, target: str, *, className: str = "", current: bool = False) -> Any:
    """A link to an article that leaves the list where it is (assets/articles.js)."""
    more = {"aria-current": "true"} if current else {}
    return html.A(text, href=target, className=className, **{"data-inner": "", "data-stay": "", **more})


def section_chip(context: Context, code: str | None, basis: str | None, score: float | None) -> Any:
    """The effective section and what it rests on."""
    say = context.say
    if code is None:
        none = say("None of the sections") if basis == "human" else say("Unclassified")
        return html.Span(
            [none, html.Small(say("corrected")) if basis == "human" else None], className="section edged none"
        )
    words = {"human": say("corrected"), "printed": say("printed")}.get(str(basis), say("predicted"))
    if basis == "predicted" and score is not None:
        words += f" {say.percent(score)}"
    return html.Span(
        [context.name(code), html.Small(words)], className="section edged", style={"--topic": context.colour(code)}
    )


def topic_chip(context: Context, code: str, score: float | None = None, basis: str = "predicted") -> Any:
    """One topic, with its score where there is room for it."""
    say = context.say
    words = None if score is None else html.Small(say("corrected") if basis == "human" else say.percent(score))
    return html.Span([html.I(style={"--topic": context.colour(code)}), context.name(code), words], className="topic")


def facet_lists(context: Context, view: View) -> Any:
    """What the articles found have in common, each value a link that narrows the list to it."""
    say, search = context.say, asked(context, view)
    heads: dict[Dimension, str] = {
        "topic": say("Topics"), "source": say("Sources"), "lang": say("Languages"), "entity": say("Names")
    }  # fmt: skip
    lists = []
    for by, frame in facets(context.facts(), search.found, search.filters).items():
        field = _FIELDS[by]
        chosen = getattr(view.filters, field)
        # What the query itself asks for stands above the filters: a link would not narrow it.
        if frame.is_empty() or getattr(search.filters, field) != chosen or (len(chosen) == 1 and frame.height == 1):
            continue
        most = int(frame.get_column("count").max())
        items = [
            _facet(context, view, by, row["key"], row["name"], row["count"], most)
            for row in frame.iter_rows(named=True)
        ]
        lists.append(html.Section([html.H3(heads[by]), html.Ul(items, className="bars")]))
    if not lists:
        return None
    return html.Details(
        [html.Summary(say("Narrow these articles down")), html.Div(lists, className="facets")],
        className="narrowing",
    )


def _facet(context: Context, view: View, by: Dimension, key: str, name: str, count: int, most: int) -> Any:
    named = {"topic": context.name, "lang": context.language, "entity": context.entity}.get(by, lambda _: name)(key)
    filters = replace(view.filters, **{_FIELDS[by]: (key,)})
    bar = html.I(style={"width": f"{count / most:.1%}", "--topic": context.colour(key) if by == "topic" else None})
    return html.Li(
        dcc.Link(
            [html.Span(named), html.B(context.say.number(count)), bar],
            href=href(PATH, replace(view, filters=filters, page=1, article="")),
        )
    )


def _pages(context: Context, view: View, total: int) -> Any:
    say, last = context.say, -(-total // _PAGE)
    if last <= 1:
        return None
    links = []
    if view.page > 1:
        links.append(dcc.Link(say("Previous page"), href=href(PATH, replace(view, page=view.page - 1, article=""))))
    links.append(html.Span(say("page {page} of {last}", page=say.number(view.page), last=say.number(last))))
    if view.page < last:
        links.append(dcc.Link(say("Next page"), href=href(PATH, replace(view, page=view.page + 1, article=""))))
    return html.Nav(links, className="pages", **{"aria-label": say("Pages of the list")})
