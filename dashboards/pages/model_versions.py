"""The models on the shelf: which is in use, what each learned from, and putting another in use."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.audit import Audit
from analytics.errors import ModelError, RubrikaError
from dashboards.access import may, require
from dashboards.context import Context
from models.artifact import card_of
from models.registry import DEFAULT_NAME, Entry, Registry

PROMOTED: Final = "model-promoted"  # a store that counts the changes made on this page


def model_in_use(context: Context) -> Entry | None:
    """The model that labels new articles; None where there is none."""
    try:
        return Registry(context.store.home).find(DEFAULT_NAME)
    except ModelError:
        return None


def described(context: Context, entry: Entry) -> str:
    """A model's card in a sentence."""
    say, card = context.say, _card(entry)
    trained, examples = _moment(context, card.get("trained_at")), card.get("examples")
    if not trained or not isinstance(examples, int):
        return say("{ref} labels new articles.", ref=entry.ref)
    return say(
        "{ref} labels new articles. It was trained on {when} from {n} labelled texts ({origin}).",
        ref=entry.ref,
        when=trained,
        n=say.number(examples),
        origin=_origin(context, card),
    )


def section(context: Context) -> Any:
    """The place of the versions."""
    say = context.say
    return html.Section(
        [
            html.H2(say("Versions"), className="part"),
            dcc.Store(id=PROMOTED),
            html.P(
                say(
                    "A version put in use labels what comes from now on. Labels given before stay until the archive is labelled "
                    "anew (Health, Jobs)."
                ),
                className="hint",
            ),
            html.P(id="model-said", role="status", className="hint"),
            html.Div(id="model-table", className="scroll", tabIndex=0, role="region", **{"aria-label": say("Versions")}),
        ],
        id="model-versions",
    )  # fmt: skip


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of the versions."""

    @app.callback(Output("model-table", "children"), Input(PROMOTED, "data"))
    def show(_: Any) -> Any:
        return versions(context.here())

    @app.callback(
        Output(PROMOTED, "data"),
        Output("model-said", "children"),
        Input({"type": "model-promote", "ref": ALL}, "n_clicks"),
        Input({"type": "model-rollback", "name": ALL}, "n_clicks"),
        State(PROMOTED, "data"),
        prevent_initial_call=True,
    )
    def change(promotes: list[int], rollbacks: list[int], changes: int | None) -> Any:
        if not any(change["value"] for change in ctx.triggered) or not isinstance(ctx.triggered_id, dict):
            raise PreventUpdate
        try:
            return (changes or 0) + 1, changed(context.here(), ctx.triggered_id)
        except RubrikaError as error:
            return no_update, str(error)


def changed(context: Context, what: dict[str, str]) -> str:
    """Put a version in use, or the one before back: ``what`` is the id of the button; what to say of it."""
    who = require("admin").name
    registry, audit = Registry(context.store.home), Audit(context.store.home, clock=context.clock)
    if what["type"] == "model-promote":
        entry = registry.promote(what["ref"])
        audit.record("promote", who=who, about=entry.ref)
    else:
        entry = registry.rollback(what["name"])
        audit.record("rollback", who=who, about=entry.ref)
    return context.say("{ref} is in use now.", ref=entry.ref)


def versions(context: Context) -> Any:
    """All models as a table; with what puts them in use, for those who may."""
    say, entries = context.say, Registry(context.store.home).entries()
    mine = [entry.name for entry in entries if not entry.shipped]
    heads = [say("Version"), say("Trained"), say("On"), say("Texts"), say("Sections right"), say("F1"), ""]
    rows = []
    for entry in reversed(entries):
        card = _card(entry)
        figures: dict[str, Any] = next((one for one in card.get("figures") or [] if one.get("target") == "section"), {})
        shares = [
            say.percent(figures[name], 1) if isinstance(figures.get(name), float) else "–"
            for name in ("accuracy", "macro_f1")
        ]
        examples = card.get("examples")
        cells = [
            html.Th([entry.ref, html.Small(" " + say("shipped")) if entry.shipped else None], scope="row"),
            html.Td(_moment(context, card.get("trained_at")) or "–"),
            html.Td(_origin(context, card)),
            html.Td(say.number(examples) if isinstance(examples, int) else "–", className="number"),
            *(html.Td(share, className="number") for share in shares),
            html.Td(_use(context, entry, alone=mine.count(entry.name) < 2)),
        ]
        rows.append(html.Tr(cells))
    head = html.Thead(html.Tr([html.Th(text, scope="col") if text else html.Td() for text in heads]))
    return html.Table([html.Caption(say("Versions"), className="unseen"), head, html.Tbody(rows)], className="sheet")


def _use(context: Context, entry: Entry, *, alone: bool) -> Any:
    say = context.say
    if entry.champion:
        back = None
        if may("admin") and not entry.shipped and not alone:
            back = html.Button(
                say("Back to the one before"), id={"type": "model-rollback", "name": entry.name}, className="plain",
                n_clicks=0,
            )  # fmt: skip
        return [html.B(say("in use")), " ", back]
    if entry.shipped or not may("admin"):
        return None
    return html.Button(
        say("Put in use"), id={"type": "model-promote", "ref": entry.ref}, className="plain", n_clicks=0,
        **{"aria-label": say("Put {ref} in use", ref=entry.ref)},
    )  # fmt: skip


def _card(entry: Entry) -> dict[str, Any]:
    try:
        return card_of(entry.folder)
    except ModelError:
        return {}


def _origin(context: Context, card: dict[str, Any]) -> str:
    """What a model was trained on: the name of a file, or the archive."""
    origin = str(card.get("trained_on") or "")
    return context.say("this archive") if origin == "the archive" else Path(origin).name or "–"


def _moment(context: Context, when: object) -> str:
    try:
        return context.moment(datetime.fromisoformat(str(when)))
    except ValueError:
        return ""
