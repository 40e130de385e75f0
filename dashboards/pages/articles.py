"""Articles: the list behind any bar, searched and narrowed, and one article open beside it."""

from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dashboards.context import Context
from dashboards.pages import article_labels
from dashboards.pages.article_labels import CHANGED
from dashboards.pages.article_list import PATH, article_list, facet_lists
from dashboards.pages.article_pane import article_pane, story_section
from dashboards.url import View, parse, query
from dashboards.words import Words

CHARTS = ()


def layout(context: Context, view: View) -> Any:
    """The page before its list is there."""
    say = context.say
    return html.Div(
        [
            html.H1(say("Articles")),
            dcc.Store(id=CHANGED),
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(say("Search"), className="label"),
                            dcc.Input(
                                id="articles-query", type="search", value=view.q, debounce=True, className="search",
                                placeholder=say("words in any form, \"phrases\", names, sources"),
                            ),
                        ]
                    ),
                    _help(say),
                ],
                className="asking",
            ),
            html.P(id="articles-lead", className="lead", role="status"),
            html.Div(
                [
                    html.Div(id="articles-list", className="list"),
                    html.Div(id="articles-pane", className="pane", role="region", **{"aria-label": say("The article that is open")}),
                ],
                id="articles-frame",
                className="reading",
            ),
        ]
    )  # fmt: skip


def register(app: Dash, context: Context) -> None:
    """Add the page's callbacks."""
    article_labels.register(app, context)

    @app.callback(
        Output("articles-lead", "children"),
        Output("articles-list", "children"),
        Output("articles-pane", "children"),
        Output("articles-frame", "className"),
        Input("url", "search"),
        Input(CHANGED, "data"),
        State("url", "pathname"),
    )
    def draw(search: str, changes: int | None, path: str) -> Any:
        if path != PATH:
            raise PreventUpdate
        view = parse(search)
        return content(context.here(), view, correcting=ctx.triggered_id == CHANGED)

    # Apart from the list: whoever types while that is on its way must not have the field written anew under their hands.
    @app.callback(
        Output("articles-query", "value"),
        Input("url", "search"),
        State("articles-query", "value"),
        prevent_initial_call=True,
    )
    def show_query(search: str, shown: str | None) -> Any:
        wanted = parse(search).q
        return no_update if wanted == (shown or "") else wanted

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

    @app.callback(Output("articles-facets", "children"), Input("articles-facets", "id"), State("url", "search"))
    def narrow(_: str, search: str) -> Any:
        return facet_lists(context.here(), parse(search))

    @app.callback(Output("article-story", "children"), Input("article-story", "id"), State("url", "search"))
    def tell(_: str, search: str) -> Any:
        return story_section(context.here(), parse(search))


def content(context: Context, view: View, *, correcting: bool = False) -> tuple[Any, ...]:
    """Lead, list, the pane beside it, and the class that says whether an article is open there."""
    head, items = article_list(context, view)
    pane = article_pane(context, view, correcting=correcting) if view.article else html.Div(id="articles-facets")
    return head, items, pane, "reading open" if view.article else "reading"


def _help(say: Words) -> Any:
    """How to write a query and which keys do what, shown on demand."""
    rows = (
        ("квота мигранты", say("both words, in any of their forms")),
        ('"рабочая сила"', say("words side by side, in any of their forms")),
        ("квота OR лимит", say("one of them or both")),
        ("квота -футбол, квота NOT футбол", say("the first without the second")),
        ("миграц*", say("words that begin so")),
        ("(квота OR лимит) мигранты", say("brackets keep together")),
        ("title:квота", say("in the title only")),
        ('person:"…" org: place: name:', say("articles that name somebody or something")),
        ("source: lang: section: topic:", say("as the filters above")),
        ("role:speaks", say("with a name: where they speak (source: where they are cited)")),
        ("after:2026-05-01 before:2026-05-31", say("published in these days, both included")),
    )
    keys = (
        ("/", say("go to the search")),
        ("j, k, ↓, ↑", say("next and previous article of the list (arrows once the list has the focus)")),
        ("Enter", say("open it")),
        ("Esc", say("close it and go back to the list")),
        ("?", say("show and hide this help")),
    )
    return html.Details(
        [
            html.Summary(say("How to search, and keys")),
            html.Div(
                [_described(say("Search"), rows), _described(say("Keys"), keys)],
                className="helping",
            ),
        ],
        id="articles-help",
        className="help",
    )


def _described(head: str, rows: tuple[tuple[str, str], ...]) -> Any:
    terms = [part for term, words in rows for part in (html.Dt(html.Code(term)), html.Dd(words))]
    return html.Section([html.H2(head), html.Dl(terms)])
