"""The frame around every page: header, navigation, the filter bar, and where pages and problems appear."""

import json
from collections.abc import Mapping
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.access import actor
from dashboards.chips import chips
from dashboards.context import Context
from dashboards.filterbar import bucket_choices, filter_bar
from dashboards.url import View, href, ignored, of_page, parse
from dashboards.words import LANGUAGES, Words

# Pages that stand under another in the navigation.
_UNDER: Final = {"/entity": "/entities", "/story": "/", "/compare": "/topics"}


def pages(say: Words) -> tuple[tuple[str, str], ...]:
    """The pages in the order of the navigation: path and name."""
    return (
        ("/", say("Overview")),
        ("/topics", say("Topics")),
        ("/sources", say("Sources")),
        ("/entities", say("Entities")),
        ("/articles", say("Articles")),
        ("/model", say("Model")),
        ("/health", say("Health")),
    )


def frame(context: Context, path: str, search: str, page: Any, first_charts: Mapping[str, str]) -> Any:
    """The whole document in the reader's language, with the page at an address; what moves on from there are callbacks.

    ``first_charts`` are the charts that pages begin with, by path: the browser asks for them beside the page.
    """
    say, view = context.say, parse(search)
    nav, found, fold, notice, _ = bearings(context, path, search)
    address = {"pathname": path, "search": search} if path else {}  # else the browser fills it in
    word = say("chosen")
    chosen = {"--chosen": f'"{word}"'}  # the style sheet shows it in a control that has a choice
    return dmc.MantineProvider(
        id="mantine",
        forceColorScheme="light",
        theme={"primaryColor": "blue", "fontFamily": "inherit", "defaultRadius": "sm"},
        children=dmc.DatesProvider(
            settings={"locale": say.lang, "firstDayOfWeek": 1},
            children=[
                dcc.Location(id="url", refresh="callback-nav", **address),
                dcc.Store(id="scheme", storage_type="local"),
                html.A(say("Skip to the content"), href="#main", className="skip"),
                html.Header(
                    [_header(say, nav), filter_bar(context, view, fold, found)], className="head", style=chosen
                ),
                html.Div(
                    id="problem",
                    role="alert",
                    **{"data-failed": say("This part could not be worked out."), "data-again": say("Try again")},
                ),
                html.Main(
                    [
                        html.P(say(context.notice), className="notice") if context.notice else None,
                        html.Div(notice, id="ignored", role="status"),
                        html.Div(page, id="page"),
                    ],
                    id="main",
                    tabIndex=-1,
                    style=chosen,
                    **{"data-locale": json.dumps(say.plotly()), "data-first": json.dumps(first_charts)},
                ),
                html.Footer(
                    say(
                        "Times in {zone}. Shares are of dated articles; exact copies count once unless the bar above says otherwise.",
                        zone=context.zone,
                    ),
                    className="foot",
                ),
            ],
        ),
    )


def bearings(context: Context, path: str, search: str) -> tuple[Any, Any, str, Any, Any]:
    """Where one is: the navigation, the chips, the name of the button that unfolds the filters, what was not understood, and
    the steps of the time axis that can be chosen."""
    say, view = context.say, parse(search)
    found = chips(view, context)
    fold = say("Filters") + (f" ({len(found)})" if found else "")
    return navigation(view, path, say), found, fold, notice_of_ignored(search, say), bucket_choices(view, say)


def _header(say: Words, nav: Any) -> Any:
    return html.Div(
        [
            dcc.Link("rubrika", href="/", className="brand"),
            html.Nav(nav, id="nav", className="nav", **{"aria-label": say("Pages")}),
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(say("Search the articles"), className="unseen"),
                            dcc.Input(
                                id="header-search",
                                type="search",
                                debounce=True,
                                placeholder=say("Search the articles"),
                                className="find",
                            ),
                        ]
                    ),
                    html.Div(_languages(say), className="languages", role="group", **{"aria-label": say("Language of the page")}),
                    html.Button(
                        "☾", id="toggle-scheme", className="plain", n_clicks=0, title=say("Light or dark"),
                        **{"aria-label": say("Light or dark")},
                    ),
                    _person(say),
                ],
                className="tools",
            ),
        ],
        className="bar",
    )  # fmt: skip


def _person(say: Words) -> Any:
    """Who is signed in, and the way out; nothing where nobody needs to."""
    person = actor()
    if not person.known:
        return None
    role = {"reader": say("reader"), "editor": say("editor"), "admin": say("administrator")}[person.role]
    name = html.Span(
        person.name, title=say("Signed in as {name}, {role}", name=person.name, role=role), className="person-name"
    )
    if not person.session:
        return name
    leave = html.Button(say("Sign out"), type="submit", className="plain")
    return html.Form([name, leave], action="/sign-out", method="POST", className="signed-in")


def _languages(say: Words) -> list[Any]:
    return [
        html.Button(
            lang, className="here" if lang == say.lang else "", title=name, lang=lang,
            **{"data-language": lang, "aria-pressed": str(lang == say.lang).lower()},
        )
        for lang, name in LANGUAGES.items()
    ]  # fmt: skip


def navigation(view: View, path: str, say: Words) -> list[Any]:
    """Links to the pages that take the filters along."""
    return [
        dcc.Link(
            name,
            href=href(target, of_page(view, target)),
            className="here" if target == _UNDER.get(path, path) else "",
        )
        for target, name in pages(say)
    ]


def notice_of_ignored(search: str, say: Words) -> Any:
    """One line on the parts of an address that say nothing here."""
    parts = ignored(search)
    if not parts:
        return None
    return html.P(
        say("Not understood in this address and left aside: {parts}.", parts=", ".join(parts)), className="notice"
    )


def no_such_page(say: Words) -> Any:
    """What stands at an address without a page."""
    return html.Section(
        [html.H1(say("There is no such page")), html.P(say("Choose one in the header."))], className="empty"
    )


def empty_archive(say: Words) -> Any:
    """What a page shows while there is no article at all."""
    return html.Section(
        [
            html.H1(say("The archive is empty")),
            html.P(say("Three commands to begin:")),
            html.Pre(
                "rubrika ingest my-articles.jsonl --source my-agency\n"
                "rubrika ingest pages/ --source report.az\n"
                "rubrika serve"
            ),
            html.P(
                say(
                    "JSON Lines, CSV, RSS and Atom files and scraped pages are read. This page fills when it is reloaded."
                )
            ),
        ],
        className="empty",
    )
