"""What people saved: views and notes on the time axis; the alerts on views have a module of their own."""

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.errors import RubrikaError
from analytics.notes import Notes
from analytics.views import View as Saved
from analytics.views import Views
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.pages import health_alerts
from dashboards.pages.health_alerts import remove_button
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
            health_alerts.section(context),
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
        Input(health_alerts.ADDED, "data"),
        Input(SAVED, "data"),
    )
    def show(*_: Any) -> Any:
        here = context.here()
        return view_list(here), health_alerts.listed(here), note_list(here)

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
        None if view.fixed else remove_button(context, "view", view.name, view.name),
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
                remove_button(context, "note", note.note_id, note.text),
            ]
        )
        for note in reversed(found)
    ]
    return html.Ul(items, className="plainlist saved")
