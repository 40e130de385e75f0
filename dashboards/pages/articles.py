"""Articles: the list behind any bar, and one article open beside it with its labels, scores and names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.archive import Reading
from analytics.errors import RubrikaError
from analytics.queries import listing
from analytics.querying import Node, parse_query
from analytics.search import matching, snippet
from dashboards.context import Context
from dashboards.states import nothing
from dashboards.url import View, href, parse, query

if TYPE_CHECKING:
    from models.explain import Explanation

PATH = "/articles"
CHARTS = ()
_PAGE = 40
KIND_CLASSES = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def layout(context: Context, view: View) -> Any:
    """The page before its list is there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Articles")),
            html.Label(
                [
                    html.Span(say("Search"), className="label"),
                    dcc.Input(
                        id="articles-query",
                        type="search",
                        value=view.q,
                        debounce=True,
                        placeholder=say('words, "phrases", OR, -not, prefix*, person:, after:2026-05-01'),
                        className="search",
                    ),
                ]
            ),
            html.P(id="articles-lead", className="lead"),
            html.Div(
                [html.Div(id="articles-list", className="list"), html.Div(id="articles-pane", className="pane")],
                id="articles-frame",
                className="reading",
            ),
        ]
    )


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""

    @app.callback(
        Output("articles-lead", "children"),
        Output("articles-list", "children"),
        Output("articles-pane", "children"),
        Output("articles-frame", "className"),
        Output("articles-query", "value"),
        Input("url", "search"),
        State("url", "pathname"),
    )
    def draw(search: str, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        view = parse(search)
        return *content(context.here(), view), view.q

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input("articles-query", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def ask(asked: str | None, search: str) -> Any:
        view = parse(search)
        wanted = (asked or "").strip()
        return no_update if wanted == view.q else query(replace(view, q=wanted, page=1, article=""))

    @app.callback(
        Output("reasons", "children"), Input("why", "n_clicks"), State("url", "search"), prevent_initial_call=True
    )
    def why(clicks: int, search: str) -> Any:
        here = context.here()
        reading = here.archive.read(parse(search).article)
        if not clicks or reading is None:
            raise PreventUpdate
        return reasons_of(here, reading)


def content(context: Context, view: View) -> tuple[Any, ...]:
    """Lead, list, open article, and the class that says whether one is open."""
    asked, among, wrong = _asked(context, view)
    total, rows = listing(context.facts(), view.filters, offset=(view.page - 1) * _PAGE, limit=_PAGE, among=among)
    say = context.say
    lead = wrong or (
        say("{articles} found, newest first.", articles=say.articles(total))
        if view.q
        else say("{articles} in this view, newest first.", articles=say.articles(total))
    )
    texts = context.archive.texts(rows.get_column("article_id").to_list()) if asked else {}
    reading = context.archive.read(view.article) if view.article else None
    pane = (
        article_pane(context, view, reading)
        if view.article
        else html.P(say("Choose an article to read it here."), className="hint")
    )
    items: Any = (
        [
            html.Ol(
                [
                    _row(context, view, row, said=_said(asked, texts.get(row["article_id"], ""), row["lang"]))
                    for row in rows.iter_rows(named=True)
                ]
            ),
            _pages(context, view, total),
        ]
        if total
        else nothing(view, context)
    )
    return lead, items, pane, "reading open" if view.article else "reading"


def _asked(context: Context, view: View) -> tuple[Node | None, pl.LazyFrame | None, str]:
    """What is searched for, the articles that fit, and what is wrong with the query."""
    if not view.q:
        return None, None, ""
    try:
        parsed = parse_query(view.q)
        if not context.index.is_current():
            context.index.update()
        return parsed.text, matching(context.facts(), context.index, parsed, view.filters), ""
    except RubrikaError as error:
        return None, None, context.say("The search was not used: {why}.", why=error)


def _said(asked: Node | None, text: str, lang: str) -> Any:
    """The part of an article where the query fits, hits marked."""
    if asked is None:
        return None
    return html.P(
        [html.Mark(piece) if hit else piece for piece, hit in snippet(text, asked, lang)], className="snippet"
    )


def _row(context: Context, view: View, row: Mapping[str, Any], *, said: Any = None) -> Any:
    say = context.say
    here = row["article_id"] == view.article
    target = href(PATH, replace(view, article=row["article_id"]))
    return html.Li(
        [
            dcc.Link(row["title"] or say("(no title)"), href=target, className="headline"),
            html.Div(
                [
                    html.Span(row["source"]),
                    html.Span(context.moment(row["published"], day_only=row["day_only"])),
                    html.Span(context.language(row["lang"])),
                    html.Span(say("copy"), className="mark") if row["copy"] else None,
                ],
                className="meta",
            ),
            said,
            html.Div(
                [section_chip(context, row["section"], row["basis"], row["score"])]
                + [topic_chip(context, code) for code in row["topics"]],
                className="labels",
            ),
        ],
        className="here" if here else "",
        lang=row["lang"] or None,
    )


def section_chip(context: Context, code: str | None, basis: str | None, score: float | None) -> Any:
    """The effective section and what it rests on."""
    say = context.say
    if code is None:
        return html.Span(say("Unclassified"), className="section none")
    words = {"human": say("corrected"), "printed": say("printed")}.get(str(basis), say("predicted"))
    if basis == "predicted" and score is not None:
        words += f" {say.percent(score)}"
    return html.Span(
        [context.name(code), html.Small(words)], className="section", style={"borderColor": context.colour(code)}
    )


def topic_chip(context: Context, code: str, score: float | None = None, basis: str = "predicted") -> Any:
    """One topic, with its score where there is room for it."""
    say = context.say
    words = None if score is None else html.Small(say("corrected") if basis == "human" else say.percent(score))
    return html.Span([html.I(style={"background": context.colour(code)}), context.name(code), words], className="topic")


def article_pane(context: Context, view: View, reading: Reading | None) -> Any:
    """One article with everything known about it."""
    say = context.say
    back = dcc.Link(say("Back to the list"), href=href(PATH, replace(view, article="")), className="back")
    if reading is None:
        return [back, html.P(say("This article is not in the archive."), className="hint")]
    article = reading.article
    lang = str(article["lang"] or "")
    original = str(article["url"] or "")
    return [
        back,
        html.Article(
            [
                html.H2(marked(str(article["title"]), "title", reading.entities), lang=lang or None),
                html.P(
                    [
                        html.Span(str(article["source"])),
                        html.Span(
                            _time(context, article["published"], day_only=article["published_precision"] == "day")
                        ),
                        html.A(say("original"), href=original, rel="noopener noreferrer", target="_blank")
                        if original.startswith(("http://", "https://"))
                        else None,
                    ],
                    className="meta",
                ),
                _labels(context, reading),
                html.P(
                    [html.B(say("Cites")), " ", ", ".join(given.name for given in reading.attribution)],
                    className="cites",
                )
                if reading.attribution
                else None,
                html.Div(_paragraphs(str(article["text"]), reading.entities), className="body", lang=lang or None),
                _names(context, view, reading),
                _copies(context, view, reading),
            ]
        ),
    ]


def _labels(context: Context, reading: Reading) -> Any:
    say = context.say
    score = reading.best[1] if reading.best else None
    guess = None
    if reading.best and (reading.section != reading.best[0] or reading.basis != "predicted"):
        code, sure = reading.best
        guess = html.P(
            say(
                "The model's best guess for the section: {name}, {share}.",
                name=context.name(code),
                share=say.percent(sure),
            ),
            className="hint",
        )
    return html.Div(
        [
            html.Div(
                [
                    section_chip(context, reading.section, reading.basis, score),
                    *(topic_chip(context, code, points, basis) for code, points, basis in reading.topics),
                ],
                className="labels",
            ),
            guess,
            html.P(say("Model {ref}", ref=reading.model), className="hint") if reading.model else None,
            _why(context, reading),
        ]
    )


def _why(context: Context, reading: Reading) -> Any:
    """A button that asks for reasons; they take a moment, so nobody waits for them unasked."""
    if context.models is None or reading.model is None:
        return None
    say = context.say
    return html.Div(
        [
            html.Button(say("Why these labels?"), id="why", className="plain", n_clicks=0),
            dcc.Loading(
                html.Div(id="reasons"), delay_show=200, custom_spinner=html.Span(say("Loading"), className="loading")
            ),
        ]
    )


def reasons_of(context: Context, reading: Reading) -> Any:
    """The words that spoke for and against the model's section and topics, each as wide as its weight."""
    # scikit-learn comes with these; a server that nobody asks for reasons starts without it.
    from models.classifier import SECTION, SEMANTIC, TOPICS
    from models.document import Document
    from models.explain import explain

    say = context.say
    assert context.models is not None
    assert reading.model is not None
    second = reading.model.endswith(SEMANTIC)
    classifier = context.models(reading.model.removesuffix(SEMANTIC))
    document = Document(*(str(reading.article[key] or "") for key in ("title", "text", "lang")))
    found = [
        one
        for target in (SECTION, TOPICS)
        if target in classifier.heads
        for one in explain(classifier, document, target=target, semantic=second)
    ]
    if not found:
        return html.P(say("This model has neither sections nor topics."), className="hint")
    return [_reason_list(context, one) for one in found] + [
        html.P(
            say("Numbers add up to each label's margin; the model's certainty follows from the margins."),
            className="hint",
        )
    ]


def _reason_list(context: Context, one: "Explanation") -> Any:
    say = context.say
    values = {"name": context.name(one.label), "share": say.percent(one.score)}
    head = (
        say("{name} as section: {share}", **values)
        if one.target == "section"
        else say("{name} as topic: {share}", **values)
    )
    doubt = "" if one.given else ", " + say("not sure enough to be given")
    signs = (("for", say("for")), ("against", say("against")))
    speaking = [(*sign, reasons) for sign, reasons in zip(signs, one.top(), strict=True) if reasons]
    return html.Section(
        [html.H3(head + doubt)]
        + [
            html.P(
                [html.B(f"{word} ")]
                + [
                    html.Span([reason.text, html.Small(f" {say.number(round(abs(reason.weight), 2))}")], className=sign)
                    for reason in reasons
                ],
                className="reasons",
            )
            for sign, word, reasons in speaking
        ]
    )


def _names(context: Context, view: View, reading: Reading) -> Any:
    if not reading.entities:
        return None
    say = context.say
    roles = {"speaks": ", " + say("speaks"), "source": ", " + say("cited")}
    return html.Section(
        [
            html.H3(say("Names in this article")),
            html.Ul(
                [
                    html.Li(
                        [
                            dcc.Link(
                                str(entity["name"]),
                                href=href("/entity", View(filters=view.filters, names=(str(entity["entity_id"]),))),
                                className=KIND_CLASSES.get(str(entity["kind"]), ""),
                            ),
                            html.Small(f" {entity['count']}{roles.get(str(entity['role']), '')}"),
                        ]
                    )
                    for entity in reading.entities
                ],
                className="names",
            ),
        ]
    )


def _copies(context: Context, view: View, reading: Reading) -> Any:
    if not reading.copies:
        return None
    return html.Section(
        [
            html.H3(context.say("The same text elsewhere")),
            html.Ul(
                [
                    html.Li(
                        dcc.Link(
                            f"{copy['source']}, {_time(context, copy['published'], day_only=False)}",
                            href=href(PATH, replace(view, article=str(copy["article_id"]))),
                        )
                    )
                    for copy in reading.copies
                ]
            ),
        ]
    )


def _paragraphs(text: str, entities: Sequence[Mapping[str, Any]]) -> list[Any]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(html.P(marked(line, "text", entities, offset=start)))
        start += len(line) + 1
    return paragraphs


def marked(text: str, field: str, entities: Sequence[Mapping[str, Any]], *, offset: int = 0) -> list[Any]:
    """A text with its names underlined by kind; ``offset`` is where the text begins in its field.

    Text stays text: whatever an article says, it never becomes markup.
    """
    spans = sorted(
        (surface["start"] - offset, surface["stop"] - offset, str(entity["kind"]), str(entity["name"]))
        for entity in entities
        for surface in entity["surfaces"] or ()
        if surface["field"] == field
    )
    parts: list[Any] = []
    done = 0
    for start, stop, kind, name in spans:
        if start < done or stop > len(text):
            continue
        parts.append(text[done:start])
        parts.append(html.Span(text[start:stop], className=KIND_CLASSES.get(kind, ""), title=name))
        done = stop
    parts.append(text[done:])
    return [part for part in parts if part != ""]


def _time(context: Context, when: object, *, day_only: bool) -> str:
    """A moment with its zone."""
    words = context.moment(when if isinstance(when, datetime) else None, day_only=day_only)
    return f"{words} ({context.zone})" if when and not day_only else words


def _pages(context: Context, view: View, total: int) -> Any:
    say, last = context.say, -(-total // _PAGE)
    if last <= 1:
        return None
    links = []
    if view.page > 1:
        links.append(dcc.Link(say("Newer"), href=href(PATH, replace(view, page=view.page - 1, article=""))))
    links.append(html.Span(say("page {page} of {last}", page=say.number(view.page), last=say.number(last))))
    if view.page < last:
        links.append(dcc.Link(say("Older"), href=href(PATH, replace(view, page=view.page + 1, article=""))))
    return html.Nav(links, className="pages", **{"aria-label": say("Pages of the list")})
