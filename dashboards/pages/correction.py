"""Corrections of a name in place: how it is spelled, what people decided about it, and the controls to decide more."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.entities.corrections import Names, Spelling
from analytics.entities.decisions import Decision
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.offices import offices
from analytics.queries import entity_ranking
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.url import KINDS
from dashboards.words import Words

_OFFERED = 2000  # names to merge with


def tools(context: Context, key: str) -> Any:
    """The controls, for those who may use them."""
    if not may("editor") or not key:
        return None
    say = context.say
    kind = key.partition(":")[0]
    ranked = entity_ranking(context.facts(), Filters(), kind=kind if kind in KINDS else None)
    spellings = _known(context).spellings(key)
    parts = [*_parts(key, spellings), *_callings(context, key)]
    look = {"size": "xs", "w": 280}
    return [
        html.P(say("Every correction is a line in a log, counts at once, and can be taken back."), className="hint"),
        html.Div(
            [
                dmc.TextInput(id="entity-name", label=say("Show it as"), value="", **look),
                html.Button(say("Rename"), id="entity-rename", className="button", n_clicks=0),
            ],
            className="row",
        ),
        html.Div(
            [
                dmc.Select(
                    id="entity-other",
                    label=say("It is the same as"),
                    data=[
                        {"value": other, "label": context.entity(other)}
                        for other in ranked["entity_id"].head(_OFFERED)
                        if other != key
                    ],
                    searchable=True,
                    limit=50,
                    nothingFoundMessage=say("Nothing found"),
                    **look,
                ),
                html.Button(say("Merge"), id="entity-merge", className="button", n_clicks=0),
            ],
            className="row",
        ),
        html.Div(
            [
                dmc.Select(
                    id="entity-part",
                    label=say("This spelling or office is another one"),
                    data=parts,
                    disabled=not parts,
                    placeholder="" if parts else say("There is only one spelling"),
                    **look,
                ),
                html.Button(say("Split off"), id="entity-split", className="button", n_clicks=0, disabled=not parts),
            ],
            className="row",
        ),
        html.Div(
            [html.Button(say("Take the last one back"), id="entity-undo", className="button", n_clicks=0)],
            className="row",
        ),
    ]


def history(context: Context, key: str) -> Any:
    """How the name is spelled and why, and what people decided about it, the newest first."""
    if not key:
        return None
    say, known = context.say, _known(context)
    spellings = known.spellings(key)
    mine = {key, *(spelling.entity_id for spelling in spellings)}
    holds = {line.decision_id for line in known.in_force()}
    lines = [line for line in reversed(known.log()) if mine & {line.entity_id, line.other} and line.kind != "undo"]
    return [
        html.H3(say("Spellings")),
        html.Ul(
            [
                html.Li([s.name, html.Small(f" {say.articles(s.articles)}, {_why(s.why, say)}")])
                for s in spellings
            ]
        ),
        html.H3(say("Decisions")) if lines else None,
        html.Ul(
            [
                html.Li(
                    [
                        _words(context, line),
                        html.Small(f" {line.who}, {context.moment(line.when)}"),
                        None if line.decision_id in holds else html.Small([", ", say("taken back")]),
                    ]
                )
                for line in lines
            ]
        ),
    ]  # fmt: skip


def decided(context: Context, key: str, button: str, given: str) -> str:
    """Carry out what a button asks for with what was given; what to say of it."""
    say, known = context.say, _known(context)
    who = require("editor").name
    if button != "entity-undo" and not given.strip():
        return say("First say what: the field beside the button is empty.")
    was = context.entity(key)
    try:
        if button == "entity-rename":
            known.decide("rename", key, given, who=who)
            said = say("Now shown as {name}.", name=given.strip())
        elif button == "entity-merge":
            known.decide("merge", key, given, who=who)
            said = say("Merged: {part} counts as {whole}.", part=was, whole=context.entity(given))
        elif button == "entity-split":
            known.decide("split", key, given, who=who)
            said = say("Split off: {name} counts on its own.", name=_part_name(context, given))
        else:
            mine = {key, *(spelling.entity_id for spelling in known.spellings(key))}
            lines = [line for line in known.in_force() if mine & {line.entity_id, line.other}]
            if not lines:
                return say("There is nothing to take back.")
            known.undo(lines[-1].decision_id, who=who)
            said = say("Taken back: {what}.", what=_words(context, lines[-1]))
    except UsageError as error:
        return str(error)
    context.archive.refresh()
    return said


def _known(context: Context) -> Names:
    return Names(context.store, context.archive, clock=context.clock)


def _parts(key: str, spellings: Sequence[Spelling]) -> list[dict[str, str]]:
    """What can be split off: every spelling but the first, entities merged into this one as a whole."""
    found: dict[str, str] = {}
    for spelling in spellings[1:]:
        found.setdefault(spelling.name if spelling.entity_id == key else spelling.entity_id, spelling.name)
    return [{"value": value, "label": name} for value, name in found.items()]


def _callings(context: Context, key: str) -> list[dict[str, str]]:
    """The offices by which two people of one spelling can be told apart."""
    found = offices(context.store, context.facts(), Filters(), key)["title"].to_list() if key.startswith("PER:") else []
    return [{"value": title, "label": context.say("as {office}", office=title)} for title in found]


def _part_name(context: Context, given: str) -> str:
    return context.facts().called.name(given, context.say.lang) if given.partition(":")[0] in KINDS else given


def _words(context: Context, line: Decision) -> str:
    """A decision as a sentence."""
    say = context.say
    called = context.facts().called
    name = called.name(line.entity_id, say.lang)
    if line.kind == "rename":
        return say("shown as {name}", name=line.other)
    if line.kind == "merge":
        return say("{part} merged into {whole}", part=name, whole=called.name(line.other, say.lang))
    if line.kind == "split":
        return say("{part} split off from {whole}", part=_part_name(context, line.other), whole=name)
    return say("{name} is a spelling of it", name=line.other)


def _why(why: str, say: Words) -> str:
    """Why a spelling belongs to the name, in the reader's language."""
    return {
        "merged by a decision": say("merged by a decision"),
        "split off by a decision": say("split off by a decision"),
        "told apart by the office": say("told apart by the office"),
        "the surname and office of one full name": say("the surname and office of one full name"),
        "the most frequent spelling": say("the most frequent spelling"),
        "spelled alike in the three alphabets": say("spelled alike in the three alphabets"),
        "the same listed name": say("the same listed name"),
    }.get(why, why)
