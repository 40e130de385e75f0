"""The frame around every page: header, navigation, the filter bar, and where pages and problems appear."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from analytics.filters import UNCLASSIFIED
from analytics.queries import select
from dashboards.context import Context
from dashboards.url import View, href, of_page

PAGES = (("/", "Topics"), ("/sources", "Sources"), ("/entities", "Entities"), ("/articles", "Articles"))
# Filter controls in the order of the bar: component id -> (field of Filters, label).
CHOICES = {
    "filter-topic": ("topics", "Topic"),
    "filter-section": ("sections", "Section"),
    "filter-source": ("sources", "Source"),
    "filter-lang": ("langs", "Language"),
    "filter-basis": ("bases", "Label from"),
}
LANGUAGES = {
    "ru": "Russian",
    "az": "Azerbaijani",
    "en": "English",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ka": "Georgian",
}
ROLE_NAMES = {"speaks": "where they speak", "source": "where they are the source", "mentioned": "where only mentioned"}
BASIS_NAMES = {"human": "corrected by people", "printed": "printed by the publisher", "predicted": "predicted"}


def frame(context: Context) -> Any:
    """The whole document; pages are filled in by the routing callback."""
    return dmc.MantineProvider(
        id="mantine",
        forceColorScheme="light",
        theme={"primaryColor": "blue", "fontFamily": "inherit", "defaultRadius": "sm"},
        children=[
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="scheme", storage_type="local"),
            html.A("Skip to the content", href="#main", className="skip"),
            html.Header(
                [
                    html.Div(
                        [
                            dcc.Link("rubrika", href="/", className="brand"),
                            html.Nav(id="nav", className="nav", **{"aria-label": "Pages"}),
                            html.Div(
                                [
                                    html.Button("Copy link", id="copy-link", className="plain", n_clicks=0),
                                    html.Button("Dark", id="toggle-scheme", className="plain", n_clicks=0),
                                ],
                                className="tools",
                            ),
                        ],
                        className="bar",
                    ),
                    _filter_bar(context),
                ],
                className="head",
            ),
            html.Div(id="problem", role="alert"),
            html.Main(
                [
                    html.P(context.notice, className="notice") if context.notice else None,
                    html.Div(id="page"),
                ],
                id="main",
                tabIndex=-1,
            ),
            html.Footer(
                f"Times in {context.zone}. Shares are of dated articles; exact copies count once unless the bar above says otherwise.",
                className="foot",
            ),
        ],
    )


def navigation(view: View, path: str) -> list[Any]:
    """Links to the pages that take the filters along."""
    return [
        dcc.Link(
            name,
            href=href(target, of_page(view, target)),
            className="here" if target == path or (target, path) == ("/entities", "/entity") else "",
        )
        for target, name in PAGES
    ]


def chips(view: View, context: Context) -> list[Any]:
    """The active filters, each a button that removes it."""
    filters = view.filters
    found: list[tuple[str, str, str]] = []
    if filters.since:
        found.append(("since", "", f"from {filters.since}"))
    if filters.until:
        found.append(("until", "", f"to {filters.until}"))
    for field, _label in CHOICES.values():
        found.extend((field, value, display(field, value, context)) for value in getattr(filters, field))
    found.extend(("entities", value, value.partition(":")[2]) for value in filters.entities)
    found.extend(("roles", role, ROLE_NAMES[role]) for role in filters.roles)
    if filters.copies != "once":
        found.append(("copies", "all", "copies counted"))
    return [
        html.Button(
            [text, html.Span("×", **{"aria-hidden": "true"})],
            id={"type": "chip", "field": field, "value": value},
            className="chip",
            title=f"Remove this filter: {text}",
            n_clicks=0,
        )
        for field, value, text in found
    ]


def display(field: str, value: str, context: Context) -> str:
    """How a filter's value is shown."""
    if field in {"topics", "sections"}:
        return context.name(value)
    if field == "langs":
        return LANGUAGES.get(value, value)
    return BASIS_NAMES.get(value, value) if field == "bases" else value


def _filter_bar(context: Context) -> Any:
    options = _options(context)
    return html.Div(
        [
            html.Button("Filters", id="fold", className="plain fold", n_clicks=0, **{"aria-expanded": "false"}),
            html.Div(
                [
                    dmc.DatePickerInput(
                        id="filter-period",
                        type="range",
                        placeholder="All dates",
                        clearable=True,
                        valueFormat="D MMM YYYY",
                        allowSingleDateInRange=True,
                        size="xs",
                        w=190,
                        label="Period",
                    ),
                    _segmented("filter-bucket", [("day", "Day"), ("week", "Week"), ("month", "Month")], "week", "By"),
                    _segmented("filter-measure", [("share", "Share"), ("count", "Count")], "share", "Show"),
                    *(
                        dmc.MultiSelect(
                            id=component,
                            data=options[field],
                            value=[],  # without one, Mantine reports an empty choice that would clear the address
                            placeholder="All",
                            label=label,
                            searchable=True,
                            clearable=True,
                            hidePickedOptions=False,
                            size="xs",
                            w=126,
                            maxDropdownHeight=320,
                        )
                        for component, (field, label) in CHOICES.items()
                    ),
                    _segmented("filter-copies", [("once", "Once"), ("all", "All")], "once", "Copies"),
                ],
                className="controls",
                id="controls",
            ),
            html.Div(id="chips", className="chips"),
        ],
        className="filters",
        id="filters",
    )


def _segmented(component: str, data: Sequence[tuple[str, str]], value: str, label: str) -> Any:
    return html.Div(
        [
            html.Span(label, className="label"),
            dmc.SegmentedControl(
                id=component, data=[{"value": v, "label": name} for v, name in data], value=value, size="xs"
            ),
        ]
    )


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
        {"value": s, "label": LANGUAGES.get(s, s)} for s in sorted(articles.get_column("lang").cast(str).unique()) if s
    ]
    options["bases"] = [{"value": basis, "label": name} for basis, name in BASIS_NAMES.items()]
    return options


def empty_archive() -> Any:
    """What a page shows while there is no article at all."""
    return html.Section(
        [
            html.H1("The archive is empty"),
            html.P("Three commands to begin:"),
            html.Pre(
                "rubrika ingest my-articles.jsonl --source my-agency\n"
                "rubrika ingest pages/ --source report.az\n"
                "rubrika serve"
            ),
            html.P(
                "JSON Lines, CSV, RSS and Atom files and scraped pages are read. This page fills when it is reloaded."
            ),
        ],
        className="empty",
    )


def nothing(view: View, context: Context) -> Any:
    """What a page shows when no article fits the filters."""
    total = select(context.facts(), View().filters).collect().height
    return html.Section(
        [
            html.H2("No article fits these filters"),
            html.P(f"The archive has {total:,} articles. Remove one of the filters above, or all of them:"),
            dcc.Link("Show everything", href="?", className="button"),
        ],
        className="empty",
    )
