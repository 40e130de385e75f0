"""The frame around every page: header, navigation, the filter bar, and where pages and problems appear."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from analytics.filters import BASES, UNCLASSIFIED
from dashboards import saving
from dashboards.access import actor
from dashboards.context import Context
from dashboards.url import View, href, ignored, of_page
from dashboards.words import LANGUAGES, Words

# Filter controls in the order of the bar and of `sync` in assets/rubrika.js: component id -> field of Filters.
CHOICES = {
    "filter-topic": "topics",
    "filter-section": "sections",
    "filter-source": "sources",
    "filter-lang": "langs",
    "filter-basis": "bases",
}


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


def field_name(field: str, say: Words) -> str:
    """What a field of the filters is called."""
    return {
        "topics": say("Topic"),
        "sections": say("Section"),
        "sources": say("Source"),
        "langs": say("Language"),
        "bases": say("Label from"),
        "entities": say("Name"),
        "roles": say("Role"),
    }[field]


def basis_name(basis: str, say: Words) -> str:
    """What a section rests on."""
    return {
        "human": say("corrected by people"),
        "printed": say("printed by the publisher"),
        "predicted": say("predicted"),
        "none": say("no label"),
    }.get(basis, basis)


def role_name(role: str, say: Words) -> str:
    """In which role a name counts, as a chip says it."""
    return {
        "speaks": say("where they speak"),
        "source": say("where they are the source"),
        "mentioned": say("where only mentioned"),
    }.get(role, role)


def frame(context: Context) -> Any:
    """The whole document in the reader's language; pages are filled in by the routing callback."""
    say = context.say
    word = say("chosen")
    chosen = {"--chosen": f'"{word}"'}  # the style sheet shows it in a control that has a choice
    return dmc.MantineProvider(
        id="mantine",
        forceColorScheme="light",
        theme={"primaryColor": "blue", "fontFamily": "inherit", "defaultRadius": "sm"},
        children=dmc.DatesProvider(
            settings={"locale": say.lang, "firstDayOfWeek": 1},
            children=[
                dcc.Location(id="url", refresh="callback-nav"),
                dcc.Store(id="scheme", storage_type="local"),
                html.A(say("Skip to the content"), href="#main", className="skip"),
                html.Header([_header(say), _filter_bar(context)], className="head", style=chosen),
                html.Div(id="problem", role="alert"),
                html.Main(
                    [
                        html.P(say(context.notice), className="notice") if context.notice else None,
                        html.Div(id="ignored", role="status"),
                        html.Div(id="page"),
                    ],
                    id="main",
                    tabIndex=-1,
                    style=chosen,
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


def _header(say: Words) -> Any:
    return html.Div(
        [
            dcc.Link("rubrika", href="/", className="brand"),
            html.Nav(id="nav", className="nav", **{"aria-label": say("Pages")}),
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


def chips(view: View, context: Context) -> list[Any]:
    """The active filters, each a button that removes it."""
    filters, say = view.filters, context.say
    found: list[tuple[str, str, str]] = []
    if filters.since:
        found.append(("since", "", say("from {day}", day=say.day(filters.since))))
    if filters.until:
        found.append(("until", "", say("until {day}", day=say.day(filters.until))))
    for field in CHOICES.values():
        found.extend((field, value, display(field, value, context)) for value in getattr(filters, field))
    found.extend(("entities", value, context.entity(value)) for value in filters.entities)
    found.extend(("roles", role, role_name(role, say)) for role in filters.roles)
    if filters.together:
        found.append(("together", "yes", say("all of these names in one article")))
    if filters.copies != "once":
        copies = say("copies counted") if filters.copies == "all" else say("copies only")
        found.append(("copies", filters.copies, copies))
    return [
        html.Button(
            [text, html.Span("×", **{"aria-hidden": "true"})],
            id={"type": "chip", "field": field, "value": value},
            className="chip",
            title=say("Remove this filter: {name}", name=text),
            n_clicks=0,
        )
        for field, value, text in found
    ]


def notice_of_ignored(search: str, say: Words) -> Any:
    """One line on the parts of an address that say nothing here."""
    parts = ignored(search)
    if not parts:
        return None
    return html.P(
        say("Not understood in this address and left aside: {parts}.", parts=", ".join(parts)), className="notice"
    )


def display(field: str, value: str, context: Context) -> str:
    """How a filter's value is shown."""
    if field in {"topics", "sections"}:
        return context.name(value)
    if field == "langs":
        return context.language(value)
    return basis_name(value, context.say) if field == "bases" else value


def _filter_bar(context: Context) -> Any:
    say, options = context.say, _options(context)

    def choice(component: str) -> Any:
        field = CHOICES[component]
        return dmc.MultiSelect(
            id=component,
            data=options[field],
            value=[],  # without one, Mantine reports an empty choice that would clear the address
            placeholder=say("All"),
            label=field_name(field, say),
            searchable=True,
            clearable=True,
            hidePickedOptions=False,
            nothingFoundMessage=say("Nothing found"),
            size="xs",
            w=132,
            maxDropdownHeight=320,
        )

    buckets = [
        ("day", say("Day")),
        ("week", say("Week")),
        ("month", say("Month")),
        ("quarter", say("Quarter")),
        ("year", say("Year")),
    ]
    rolling = [("1", say("none"))] + [
        (str(n), say.many("over {n} period", "over {n} periods", n)) for n in (2, 3, 4, 8, 12)
    ]
    return html.Div(
        [
            html.Button(say("Filters"), id="fold", className="plain fold", n_clicks=0, **{"aria-expanded": "false"}),
            html.Div(
                [
                    dmc.DatePickerInput(
                        id="filter-period",
                        type="range",
                        placeholder=say("All dates"),
                        clearable=True,
                        valueFormat="D MMM YYYY",
                        allowSingleDateInRange=True,
                        presets=_presets(context),
                        size="xs",
                        w=196,
                        label=say("Period"),
                    ),
                    _select("filter-bucket", buckets, "week", say("By"), 96),
                    choice("filter-topic"),
                    choice("filter-source"),
                    choice("filter-lang"),
                    _segmented("filter-measure", [("share", say("Share")), ("count", say("Count"))], "share", say("Show")),
                    html.Button(
                        say("More filters"), id="more", className="plain", n_clicks=0,
                        **{"aria-expanded": "false", "aria-controls": "more-filters"},
                    ),
                    html.Div(
                        [
                            html.Button(say("Copy link"), id="copy-link", className="plain", n_clicks=0, title=say("Link copied")),
                            saving.menu(say),
                        ],
                        className="taking",
                        id="taking",
                    ),
                ],
                className="controls",
                id="controls",
            ),
            html.Div(
                [
                    choice("filter-section"),
                    choice("filter-basis"),
                    _segmented("filter-copies", [("once", say("Once")), ("all", say("All"))], "once", say("Exact copies count")),
                    _select(
                        "filter-of",
                        [
                            ("fitting", say("all that fit")),
                            ("classified", say("those with a label")),
                            ("archive", say("the whole archive")),
                        ],
                        "fitting",
                        say("Shares are of"),
                        160,
                    ),
                    _select("filter-rolling", rolling, "1", say("Rolling share"), 150),
                ],
                className="controls extra",
                id="more-filters",
            ),
            html.Div(id="chips", className="chips"),
        ],
        className="filters",
        id="filters",
    )  # fmt: skip


def _presets(context: Context) -> list[dict[str, Any]]:
    """Periods that people ask for most, counted from today."""
    say, today = context.say, context.clock().date()
    spans: list[tuple[str, date, date]] = [
        (say("Last 7 days"), today - timedelta(days=6), today),
        (say("Last 30 days"), today - timedelta(days=29), today),
        (say("Last 90 days"), today - timedelta(days=89), today),
        (say("This year"), date(today.year, 1, 1), today),
        (say("Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    ]
    return [{"label": name, "value": [since.isoformat(), until.isoformat()]} for name, since, until in spans]


def _segmented(component: str, data: Sequence[tuple[str, str]], value: str, label: str) -> Any:
    return html.Div(
        [
            html.Span(label, className="label"),
            dmc.SegmentedControl(
                id=component, data=[{"value": v, "label": name} for v, name in data], value=value, size="xs"
            ),
        ]
    )


def _select(component: str, data: Sequence[tuple[str, str]], value: str, label: str, width: int) -> Any:
    return dmc.Select(
        id=component, data=[{"value": v, "label": name} for v, name in data], value=value, label=label,
        allowDeselect=False, size="xs", w=width, checkIconPosition="right",
    )  # fmt: skip


def _options(context: Context) -> dict[str, list[dict[str, str]]]:
    facts = context.facts()
    articles = facts.articles
    codes = [code.code for code in context.taxonomy.codes]
    seen = {
        "topics": set(facts.topics.get_column("code").cast(str).unique()),
        "sections": set(articles.get_column("section").cast(str).drop_nulls().unique()),
    }
    options = {
        field: [
            {"value": code, "label": context.name(code)} for code in [*codes, *sorted(found - set(codes)), UNCLASSIFIED]
        ]
        for field, found in seen.items()
    }
    options["sources"] = [{"value": s, "label": s} for s in sorted(articles.get_column("source").cast(str).unique())]
    options["langs"] = [
        {"value": s, "label": context.language(s)} for s in sorted(articles.get_column("lang").cast(str).unique()) if s
    ]
    options["bases"] = [{"value": basis, "label": basis_name(basis, context.say)} for basis in BASES]
    return options


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
