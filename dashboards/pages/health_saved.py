"""What people saved: views, the alerts on them, and notes on the time axis."""

from datetime import date, datetime
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.errors import RubrikaError
from analytics.notes import Notes
from analytics.views import Alert, Views, last_told
from analytics.views import View as Saved
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.saving import SAVED, link_of


def section(context: Context) -> Any:
    """The places of the three, and the form for a note."""
    say = context.say
    form = None
    if may("editor"):
        form = html.Div(
            [
                dmc.DateInput(
                    id="note-day",
                    label=say("Day"),
                    value=None,
                    size="xs",
                    w=150,
                    valueFormat="YYYY-MM-DD",
                    clearable=True,
                    placeholder=say("today"),
                ),
                dmc.TextInput(id="note-text", label=say("Note"), value="", size="xs", className="grow"),
                html.Button(say("Add the note"), id="note-add", className="button", n_clicks=0),
            ],
            className="row end",
        )
    return html.Div(
        [
            html.P(id="saved-said", role="status", className="hint"),
            html.Section([html.H2(say("Saved views")), html.Div(id="saved-views")], className="chart", id="views"),
            html.Section([html.H2(say("Alerts")), html.Div(id="saved-alerts")], className="chart"),
            html.Section(
                [
                    html.H2(say("Notes")),
                    html.P(say("A note stands on the time axis of every chart, on its day."), className="hint"),
                    form,
                    html.Div(id="saved-notes"),
                ],
                className="chart",
                id="notes",
            ),
            dcc.Store(id="saved-changed"),
        ]
    )  # fmt: skip


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of what is saved."""

    @app.callback(
        Output("saved-views", "children"),
        Output("saved-alerts", "children"),
        Output("saved-notes", "children"),
        Input("saved-changed", "data"),
        Input(SAVED, "data"),
    )
    def show(_: Any, __: Any) -> Any:
        here = context.here()
        return view_list(here), alert_list(here), note_list(here)

    @app.callback(
        Output("saved-changed", "data"),
        Output("saved-said", "children"),
        Output("note-text", "value"),
        Input({"type": "saved-remove", "kind": ALL, "name": ALL}, "n_clicks"),
        Input("note-add", "n_clicks"),
        State("note-day", "value"),
        State("note-text", "value"),
        State("saved-changed", "data"),
        prevent_initial_call=True,
    )
    def change(removes: list[int], adds: int, day: str | None, text: str | None, changes: int | None) -> Any:
        if not any(change["value"] for change in ctx.triggered):
            raise PreventUpdate
        here = context.here()
        try:
            done = changed(here, ctx.triggered_id, day=day, text=text or "")
        except RubrikaError as error:
            return no_update, str(error), no_update
        here.archive.refresh()
        return (changes or 0) + 1, done, "" if ctx.triggered_id == "note-add" else no_update


def changed(context: Context, what: Any, *, day: str | None, text: str) -> str:
    """Take something saved away, or write a note: ``what`` is the id of the button; what to say of it."""
    who, say = require("editor").name, context.say
    if what == "note-add":
        wanted = date.fromisoformat(day) if day else context.clock().date()
        note = Notes(context.store, clock=context.clock).add(wanted, text, who=who)
        return say("Noted on {day}.", day=say.day(note.day))
    if what["kind"] == "view":
        Views(context.store, clock=context.clock).remove(what["name"], who=who)
    elif what["kind"] == "alert":
        Views(context.store, clock=context.clock).remove_alert(what["name"], who=who)
    else:
        Notes(context.store, clock=context.clock).remove(what["name"], who=who)
    return say("Removed.")


def view_list(context: Context) -> Any:
    """The saved views, each a link to what it shows."""
    say, found = context.say, Views(context.store).all()
    if not found:
        return html.P(say("None yet: «Views» in the bar above saves what you see."), className="hint")
    return html.Ul([html.Li(_view(context, view)) for view in found], className="plainlist saved")


def _view(context: Context, view: Saved) -> list[Any]:
    origin = context.say("from rubrika.toml") if view.fixed else view.who
    return [
        dcc.Link(view.name, href=link_of(view)),
        html.Small(origin),
        None if view.fixed else _remove(context, "view", view.name, view.name),
    ]


def alert_list(context: Context) -> Any:
    """The rules on saved views, and when each last told something."""
    say, found = context.say, Views(context.store).alerts()
    if not found:
        return html.P(say("None: rubrika views alert NAME watches a saved view."), className="hint")
    told = last_told(context.store.home)
    return html.Ul([html.Li(_alert(context, alert, told)) for alert in found], className="plainlist saved")


def _alert(context: Context, alert: Alert, told: dict[str, datetime]) -> list[Any]:
    say = context.say
    rules = {
        "rise": say("tells a rise"), "fall": say("tells a fall"), "new-name": say("tells a new name"),
        "silence": say("tells silence"),
    }  # fmt: skip
    start = f"{alert.view.name}|{alert.rule}|"
    last = max((when for key, when in told.items() if key.startswith(start)), default=None)
    # An address may hold a secret, so only those who may change it see it.
    kinds = {"file": say("a file"), "mailto": say("a mailbox"), "http": say("a webhook"), "https": say("a webhook")}
    to = alert.to if may("editor") else tuple(kinds.get(address.partition(":")[0], "") for address in alert.to)
    return [
        dcc.Link(alert.view.name, href=link_of(alert.view)),
        html.Span(rules.get(alert.rule, alert.rule)),
        html.Small(", ".join(to)),
        html.Small(say("last told {when}", when=context.moment(last)) if last else say("has told nothing yet")),
        None if alert.fixed else _remove(context, "alert", alert.alert_id, alert.view.name),
    ]


def note_list(context: Context) -> Any:
    """The notes by day."""
    say, found = context.say, Notes(context.store).all()
    if not found:
        return html.P(say("No note yet."), className="hint")
    items = [
        html.Li(
            [
                html.Time(say.day(note.day), dateTime=note.day.isoformat()),
                html.Span(note.text),
                html.Small(note.who),
                _remove(context, "note", note.note_id, note.text),
            ]
        )
        for note in reversed(found)
    ]
    return html.Ul(items, className="plainlist saved")


def _remove(context: Context, kind: str, name: str, shown: str) -> Any:
    if not may("editor"):
        return None
    return html.Button(
        context.say("Remove"), id={"type": "saved-remove", "kind": kind, "name": name}, className="plain", n_clicks=0,
        **{"aria-label": context.say("Remove: {what}", what=shown)},
    )  # fmt: skip
