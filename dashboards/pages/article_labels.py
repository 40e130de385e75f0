"""The labels of the article that is open: what they are, why, what people said of them, and saying it."""

from collections.abc import Sequence
from typing import Any, Final

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.dossier import Reading
from analytics.errors import RubrikaError
from analytics.filters import UNCLASSIFIED
from analytics.labels import TAKEN_BACK, Label, Labels
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.pages.article_list import section_chip, topic_chip
from dashboards.pages.article_reasons import reasons_of
from dashboards.url import parse

CHANGED: Final = "labels-changed"  # a store that counts the corrections made on this page


def labels_of(context: Context, reading: Reading, *, correcting: bool) -> Any:
    """The labels with their scores, the reasons on a click, and the way to correct them; ``correcting`` leaves that open."""
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
            _correct(context, reading, correcting=correcting),
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


def _correct(context: Context, reading: Reading, *, correcting: bool) -> Any:
    """Controls for those who may, and the history for everybody; nothing where there is neither."""
    say = context.say
    log = Labels(context.store).of(str(reading.article["article_id"]))
    said = html.P(id="label-said", role="status", className="hint")
    history = _history(context, log)
    if not may("editor"):
        return html.Details([html.Summary(say("What people said")), history], className="correct") if log else None
    codes = [{"value": code, "label": context.name(code)} for code in sorted_codes(context)]
    given = {code for code, _, _ in reading.topics}
    sections = [{"value": UNCLASSIFIED, "label": say("None of them")}, *codes]
    topics = [code for code in codes if code["value"] not in given]
    return html.Details(
        [
            html.Summary(say("Correct the labels")),
            html.P(
                say("A correction counts at once everywhere, keeps your name, and can be taken back."), className="hint"
            ),
            html.Div(
                [
                    dmc.Select(
                        id="label-section", label=say("The section is"), data=sections, searchable=True, size="xs",
                        nothingFoundMessage=say("Nothing found"), w=220,
                    ),
                    html.Button(say("Set the section"), id="label-section-set", className="button", n_clicks=0),
                ],
                className="row",
            ),
            html.Div(
                [
                    dmc.Select(
                        id="label-topic", label=say("It is also about"), data=topics, searchable=True, size="xs",
                        nothingFoundMessage=say("Nothing found"), w=220,
                    ),
                    html.Button(say("Add the topic"), id="label-topic-add", className="button", n_clicks=0),
                ],
                className="row",
            ),
            html.Div([_denial(context, code) for code, _, _ in reading.topics], className="labels"),
            dmc.TextInput(id="label-note", label=say("Why (if you like)"), value="", size="xs"),
            said,
            history,
        ],
        className="correct",
        open=correcting,
    )  # fmt: skip


def _denial(context: Context, code: str) -> Any:
    """A button that says that the article is not about a topic."""
    return html.Button(
        context.say("Not about: {topic}", topic=context.name(code)),
        id={"type": "label-not", "code": code},
        className="chip",
        n_clicks=0,
    )


def _history(context: Context, log: Sequence[Label]) -> Any:
    say = context.say
    if not log:
        return html.P(say("Nobody has corrected this article yet."), className="hint")
    return html.Ol([html.Li(_line(context, line)) for line in reversed(log)], className="plainlist history")


def _line(context: Context, line: Label) -> list[Any]:
    say = context.say
    name = say("none of them") if line.code == UNCLASSIFIED else context.name(line.code)
    if line.verdict == TAKEN_BACK:
        words = say("Taken back: {name}", name=name)
    elif line.target == "section":
        words = say("Section: {name}", name=name) if line.verdict == "is" else say("Section is not: {name}", name=name)
    else:
        words = say("About: {name}", name=name) if line.verdict == "is" else say("Not about: {topic}", topic=name)
    who = say("from the input") if line.who == "input" else line.who
    back = None
    if line.holds and may("editor"):
        back = html.Button(
            say("Take back"), id={"type": "label-back", "label": line.label_id}, className="plain", n_clicks=0,
            **{"aria-label": say("Take back: {what}", what=words)},
        )  # fmt: skip
    return [
        html.Span(words, className="" if line.holds else "gone"),
        html.Small(f" {who}, {context.moment(line.when)}"),
        html.Small(f" · {line.note}") if line.note else None,
        back,
    ]


def sorted_codes(context: Context) -> list[str]:
    """The codes that people may give: those of the taxonomy, then others that articles of this archive have."""
    facts = context.facts()
    columns = (facts.topics.get_column("code"), facts.articles.get_column("section"))
    seen = {str(code) for column in columns for code in column.unique().cast(str).drop_nulls()}
    mine = [code.code for code in context.taxonomy.codes]
    return [*mine, *sorted(seen - set(mine))]


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of the labels."""

    @app.callback(
        Output("reasons", "children"), Input("why", "n_clicks"), State("url", "search"), prevent_initial_call=True
    )
    def why(clicks: int, search: str) -> Any:
        here = context.here()
        reading = here.archive.read(parse(search).article)
        if not clicks or reading is None:
            raise PreventUpdate
        return reasons_of(here, reading)

    @app.callback(
        Output(CHANGED, "data"),
        Output("label-said", "children"),
        Input("label-section-set", "n_clicks"),
        Input("label-topic-add", "n_clicks"),
        Input({"type": "label-not", "code": ALL}, "n_clicks"),
        Input({"type": "label-back", "label": ALL}, "n_clicks"),
        State("label-section", "value"),
        State("label-topic", "value"),
        State("label-note", "value"),
        State("url", "search"),
        State(CHANGED, "data"),
        prevent_initial_call=True,
    )
    def correct(
        set_section: int,
        add_topic: int,
        nots: list[int],
        backs: list[int],
        section: str | None,
        topic: str | None,
        note: str | None,
        search: str,
        changes: int | None,
    ) -> Any:
        if not any(change["value"] for change in ctx.triggered):
            raise PreventUpdate
        here, what = context.here(), ctx.triggered_id
        try:
            done = said(here, parse(search).article, what, section=section, topic=topic, note=note or "")
        except RubrikaError as error:
            return no_update, str(error)
        if not done:
            return no_update, here.say("Choose something first.")
        here.archive.refresh()
        return (changes or 0) + 1, ""


def said(context: Context, article: str, what: Any, *, section: str | None, topic: str | None, note: str) -> bool:
    """Write down what was clicked: ``what`` is the id of a control; whether there was something to write."""
    who = require("editor").name
    labels = Labels(context.store, clock=context.clock)
    codes = sorted_codes(context)
    if isinstance(what, dict) and what["type"] == "label-back":
        labels.take_back(what["label"], who=who)
    elif isinstance(what, dict):
        labels.say(article, "topic", what["code"], verdict="is not", who=who, codes=codes, note=note)
    elif what == "label-section-set" and section:
        labels.say(article, "section", section, who=who, codes=codes, note=note)
    elif what == "label-topic-add" and topic:
        labels.say(article, "topic", topic, who=who, codes=codes, note=note)
    else:
        return False
    return True
