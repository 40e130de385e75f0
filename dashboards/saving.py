"""The menu of saved views in the filter bar: open one, or save what is on screen under a name."""

from dataclasses import replace
from typing import Any, Final

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.errors import RubrikaError
from analytics.filters import Dimension
from analytics.views import View as Saved
from analytics.views import Views
from dashboards.access import may, require
from dashboards.context import Context
from dashboards.url import View, href, parse
from dashboards.words import Words

SAVED: Final = "view-saved"  # a store that counts the views saved from this page
_BY: Final[dict[str, Dimension]] = {"/sources": "source", "/entities": "entity", "/entity": "entity"}
_PATHS: Final[dict[Dimension, str]] = {"source": "/sources", "entity": "/entities"}


def menu(say: Words) -> Any:
    """The menu; its list is filled when it opens."""
    form: list[Any] = []
    if may("editor"):
        form = [
            html.Label(
                [
                    html.Span(say("Save this view as"), className="label"),
                    dcc.Input(id="view-name", type="text", maxLength=80, className="find", autoComplete="off"),
                ]
            ),
            html.Button(say("Save"), id="view-save", className="button", n_clicks=0),
        ]
    return html.Details(
        [
            html.Summary(say("Views"), id="views-open", n_clicks=0),
            html.Div(
                [
                    html.Div(id="views-list", className="viewlist"),
                    html.Div(form, className="saving") if form else None,
                    html.P(id="view-said", role="status", className="hint"),
                    dcc.Store(id=SAVED),
                ]
            ),
        ],
        className="menu views",
    )


def link_of(view: Saved) -> str:
    """Where the dashboard shows a view: as it was saved, or its question on the page that fits."""
    return view.address or href(_PATHS.get(view.by, "/topics"), View(filters=view.filters, bucket=view.bucket))


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of the menu."""

    @app.callback(Output("views-list", "children"), Input("views-open", "n_clicks"), Input(SAVED, "data"))
    def fill(clicks: int, _: Any) -> Any:
        if not clicks:
            raise PreventUpdate
        here = context.here()
        found = Views(here.store).all()
        if not found:
            return html.P(here.say("No view is saved yet."), className="hint")
        return [dcc.Link(view.name, href=link_of(view)) for view in found]

    @app.callback(
        Output(SAVED, "data"),
        Output("view-said", "children"),
        Output("view-name", "value"),
        Input("view-save", "n_clicks"),
        Input("view-name", "n_submit"),
        State("view-name", "value"),
        State("url", "pathname"),
        State("url", "search"),
        State(SAVED, "data"),
        prevent_initial_call=True,
    )
    def save(_: int, __: int, name: str | None, path: str, search: str, count: int | None) -> Any:
        here = context.here()
        if not (name or "").strip():
            return no_update, here.say("Give it a name first."), no_update
        try:
            kept = saved(here, name or "", path, search)
        except RubrikaError as error:
            return no_update, str(error), no_update
        return (count or 0) + 1, here.say("Saved as {name}.", name=kept.name), ""


def saved(context: Context, name: str, path: str, search: str) -> Saved:
    """Keep what a page shows under a name, in the place of a view of the same name."""
    who, view = require("editor").name, parse(search)
    days = replace(view.filters, start=None, stop=None)  # the address keeps the hours
    wanted = Saved(name=name, filters=days, by=_BY.get(path, "topic"), bucket=view.bucket, address=href(path, view))
    return Views(context.store, clock=context.clock).save(wanted, who=who)
