"""The filter bar: the same controls above every page. They write the address and follow it (assets/controls.js)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.archive import Facts
from analytics.filters import BASES, UNCLASSIFIED
from dashboards import saving
from dashboards.chips import CHOICES, basis_name, field_name
from dashboards.context import Context
from dashboards.url import View, has_hours
from dashboards.words import Words


def filter_bar(context: Context, view: View, fold: str, found: Any) -> Any:
    """The bar, its controls set to ``view``; ``fold`` names the button that unfolds it on a phone, ``found`` are the chips."""
    say, filters, options = context.say, view.filters, _options(context)
    period = [day.isoformat() if day else None for day in (filters.since, filters.until)]

    def choice(component: str) -> Any:
        field = CHOICES[component]
        return dmc.MultiSelect(
            id=component,
            data=options[field],
            value=list(
                getattr(filters, field)
            ),  # without one, Mantine reports an empty choice that would clear the address
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

    rolling = [{"value": "1", "label": say("none")}] + [
        {"value": str(n), "label": say.many("over {n} period", "over {n} periods", n)} for n in (2, 3, 4, 8, 12)
    ]
    return html.Div(
        [
            html.Button(fold, id="fold", className="plain fold", n_clicks=0, **{"aria-expanded": "false"}),
            html.Div(
                [
                    dmc.DatePickerInput(
                        id="filter-period",
                        type="range",
                        value=period,
                        placeholder=say("All dates"),
                        clearable=True,
                        valueFormat="D MMM YYYY" if say.lang == "en" else "DD.MM.YYYY",
                        allowSingleDateInRange=True,
                        presets=_presets(context),
                        size="xs",
                        w=216 if say.lang == "en" else 196,
                        label=say("Period"),
                    ),
                    _select("filter-bucket", bucket_choices(view, say), view.bucket, say("By"), 96),
                    choice("filter-topic"),
                    choice("filter-source"),
                    choice("filter-lang"),
                    _segmented("filter-measure", [("share", say("Share")), ("count", say("Count"))], view.measure, say("Show")),
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
                    _segmented("filter-copies", [("once", say("Once")), ("all", say("All"))], filters.copies, say("Exact copies count")),
                    _select(
                        "filter-of",
                        [
                            {"value": "fitting", "label": say("all that fit")},
                            {"value": "classified", "label": say("those with a label")},
                            {"value": "archive", "label": say("the whole archive")},
                        ],
                        view.of,
                        say("Shares are of"),
                        160,
                    ),
                    _select("filter-rolling", rolling, str(view.rolling), say("Rolling share"), 150),
                ],
                className="controls extra",
                id="more-filters",
            ),
            html.Div(found, id="chips", className="chips"),
        ],
        className="filters",
        id="filters",
    )  # fmt: skip


def bucket_choices(view: View, say: Words) -> list[dict[str, Any]]:
    """The steps of the time axis; hours only where the period is short enough."""
    names = {
        "hour": say("Hour"), "day": say("Day"), "week": say("Week"),
        "month": say("Month"), "quarter": say("Quarter"), "year": say("Year"),
    }  # fmt: skip
    return [
        {"value": bucket, "label": name, "disabled": bucket == "hour" and not has_hours(view.filters)}
        for bucket, name in names.items()
    ]


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


def _select(component: str, data: Sequence[dict[str, Any]], value: str, label: str, width: int) -> Any:
    return dmc.Select(
        id=component, data=data, value=value, label=label,
        allowDeselect=False, size="xs", w=width, checkIconPosition="right",
    )  # fmt: skip


def _options(context: Context) -> dict[str, list[dict[str, str]]]:
    facts = context.facts()
    return context.remembered.get(facts, ("options", context.say.lang), lambda: _choices(context, facts))


def _choices(context: Context, facts: Facts) -> dict[str, list[dict[str, str]]]:
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
