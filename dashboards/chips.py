"""The filters in words: what they and their values are called, and the active ones as buttons that take them away."""

from typing import Any

from dash import html

from dashboards.context import Context
from dashboards.url import View
from dashboards.words import Words

# Filter controls in the order of the bar: component id -> field of Filters.
CHOICES = {
    "filter-topic": "topics",
    "filter-section": "sections",
    "filter-source": "sources",
    "filter-lang": "langs",
    "filter-basis": "bases",
}


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


def chips(view: View, context: Context) -> list[Any]:
    """The active filters, each a button that removes it."""
    filters, say = view.filters, context.say
    found: list[tuple[str, str, str]] = []
    for field, template, moment, day in (
        ("since", say("from {day}"), filters.start, filters.since),
        ("until", say("until {day}"), filters.stop, filters.until),
    ):
        if moment or day:
            found.append((field, "", template.format(day=context.moment(moment) if moment else say.day(day))))
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


def display(field: str, value: str, context: Context) -> str:
    """How a filter's value is shown."""
    if field in {"topics", "sections"}:
        return context.name(value)
    if field == "langs":
        return context.language(value)
    return basis_name(value, context.say) if field == "bases" else value
