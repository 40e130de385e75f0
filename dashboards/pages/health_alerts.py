"""Alerts: rules on saved views, what each told last, and the form that makes one."""

from datetime import datetime
from typing import Any, Final

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.errors import RubrikaError
from analytics.views import RULES, Alert, Views, last_told
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.saving import SAVED, link_of
from dashboards.words import Words

ADDED: Final = "alerts-made"  # a store that counts the alerts made on this page
_FILE: Final = "file:alerts.txt"


def told_by(rule: str, say: Words) -> str:
    """What a rule does."""
    return {
        "rise": say("tells a rise"), "fall": say("tells a fall"), "new-name": say("tells a new name"),
        "silence": say("tells silence"),
    }.get(rule, rule)  # fmt: skip


def section(context: Context) -> Any:
    """The place of the alerts, and the form where the reader may make one."""
    say = context.say
    form = None
    if may("editor"):
        rules = [{"value": rule, "label": told_by(rule, say)} for rule in RULES]
        form = html.Div(
            [
                dmc.Select(id="alert-view", label=say("Saved view"), data=_names(context), value=None, size="xs", w=190, searchable=True),
                dmc.Select(id="alert-rule", label=say("What it does"), data=rules, value=RULES[0], allowDeselect=False, size="xs", w=170),
                dmc.TextInput(
                    id="alert-to", label=say("Where to: {file}, an address of a webhook, or mailto: and a mailbox", file=_FILE),
                    value=_FILE, size="xs", className="grow",
                ),
                html.Button(say("Watch it"), id="alert-add", className="button", n_clicks=0),
            ],
            className="row end",
        )  # fmt: skip
    hint = say("Each rule is checked when articles come, and by rubrika alerts.")
    return html.Section(
        [
            html.H2(say("Alerts")),
            html.P(hint, className="hint"),
            form,
            html.P(id="alert-said", role="status", className="hint"),
            html.Div(id="saved-alerts"),
            dcc.Store(id=ADDED),
        ],
        className="chart",
        id="alerts",
    )


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of the form."""

    @app.callback(
        Output("alert-view", "data"), Input(SAVED, "data"), Input("saved-changed", "data"), prevent_initial_call=True
    )
    def offer(*_: Any) -> Any:
        return _names(context.here())

    @app.callback(
        Output(ADDED, "data"),
        Output("alert-said", "children"),
        Input("alert-add", "n_clicks"),
        State("alert-view", "value"),
        State("alert-rule", "value"),
        State("alert-to", "value"),
        State(ADDED, "data"),
        prevent_initial_call=True,
    )
    def add(clicks: int, name: str | None, rule: str, to: str | None, count: int | None) -> Any:
        if not clicks:
            raise PreventUpdate
        here = context.here()
        if not name:
            return no_update, here.say("Choose a saved view first.")
        try:
            return (count or 0) + 1, added(here, name, rule, to or "")
        except RubrikaError as error:
            return no_update, str(error)


def added(context: Context, name: str, rule: str, to: str) -> str:
    """Watch a saved view by a rule; ``to`` are addresses with blanks or commas between them. What to say of it."""
    who, say = require("editor").name, context.say
    views = Views(context.store, clock=context.clock)
    views.add_alert(Alert(view=views.named(name), rule=rule, to=tuple(to.replace(",", " ").split())), who=who)
    return say("{view} is watched.", view=name)


def _names(context: Context) -> list[str]:
    return [view.name for view in Views(context.store).all()]


def listed(context: Context) -> Any:
    """The rules on saved views, and when each last told something."""
    say, found = context.say, Views(context.store).alerts()
    if not found:
        return html.P(say("None yet: save a view, then choose above what to watch in it."), className="hint")
    told = last_told(context.store.home)
    return html.Ul([html.Li(_alert(context, alert, told)) for alert in found], className="plainlist saved")


def _alert(context: Context, alert: Alert, told: dict[str, datetime]) -> list[Any]:
    say = context.say
    start = f"{alert.view.name}|{alert.rule}|"
    last = max((when for key, when in told.items() if key.startswith(start)), default=None)
    # An address may hold a secret, so only those who may change it see it.
    kinds = {"file": say("a file"), "mailto": say("a mailbox"), "http": say("a webhook"), "https": say("a webhook")}
    to = alert.to if may("editor") else tuple(kinds.get(address.partition(":")[0], "") for address in alert.to)
    return [
        dcc.Link(alert.view.name, href=link_of(alert.view)),
        html.Span(told_by(alert.rule, say)),
        html.Small(", ".join(to)),
        html.Small(say("last told {when}", when=context.moment(last)) if last else say("has told nothing yet")),
        None if alert.fixed else remove_button(context, "alert", alert.alert_id, alert.view.name),
    ]


def remove_button(context: Context, kind: str, name: str, shown: str) -> Any:
    """A button that takes something saved away, for those who may."""
    if not may("editor"):
        return None
    return html.Button(
        context.say("Remove"), id={"type": "saved-remove", "kind": kind, "name": name}, className="plain", n_clicks=0,
        **{"aria-label": context.say("Remove: {what}", what=shown)},
    )  # fmt: skip
