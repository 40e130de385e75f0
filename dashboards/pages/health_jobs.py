"""Long work: asking for it, watching it, cancelling it."""

from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from analytics.errors import RubrikaError
from analytics.jobs import ENDED, KINDS, Job, Jobs
from dashboards.access import may, require
from dashboards.context import Context

_SHOWN = 20
_TICK = 1000  # milliseconds between two looks while something runs


def section(context: Context) -> Any:
    """The place of the jobs, and what can be asked for."""
    say = context.say
    if context.jobs is None:
        hint = say("Nobody does long work for this page: use rubrika enrich on the machine of the archive.")
        return html.Section([html.H2(say("Jobs")), html.P(hint, className="hint")], className="chart")
    asking = None
    if may("admin"):
        asking = html.Div(
            [
                html.Button(
                    name_of(context, kind), id={"type": "job-ask", "kind": kind}, className="button", n_clicks=0
                )
                for kind in KINDS
            ],
            className="row",
        )
    return html.Section(
        [
            html.H2(say("Jobs")),
            asking,
            html.P(id="jobs-said", role="status", className="hint"),
            html.Div(id="jobs-list"),
            dcc.Interval(id="jobs-tick", interval=_TICK, disabled=True),
            dcc.Store(id="jobs-changed"),
        ],
        className="chart",
    )


def register(app: Dash, context: Context) -> None:
    """Add the callbacks of the jobs; none where nobody does them."""
    jobs = context.jobs
    if jobs is None:
        return

    @app.callback(
        Output("jobs-list", "children"),
        Output("jobs-tick", "disabled"),
        Input("jobs-tick", "n_intervals"),
        Input("jobs-changed", "data"),
    )
    def show(_: int | None, __: int | None) -> Any:
        found = jobs.all()
        return listed(context.here(), found), all(job.state in ENDED for job in found)

    @app.callback(
        Output("jobs-changed", "data"),
        Output("jobs-said", "children"),
        Input({"type": "job-ask", "kind": ALL}, "n_clicks"),
        Input({"type": "job-cancel", "job": ALL}, "n_clicks"),
        State("jobs-changed", "data"),
        prevent_initial_call=True,
    )
    def change(asks: list[int], cancels: list[int], changes: int | None) -> Any:
        if not any(change["value"] for change in ctx.triggered) or not isinstance(ctx.triggered_id, dict):
            raise PreventUpdate
        try:
            return (changes or 0) + 1, changed(context.here(), jobs, ctx.triggered_id)
        except RubrikaError as error:
            return no_update, str(error)


def changed(context: Context, jobs: Jobs, what: dict[str, str]) -> str:
    """Ask for a job or cancel one: ``what`` is the id of the button; what to say of it."""
    who = require("admin").name
    if what["type"] == "job-ask":
        job = jobs.ask(what["kind"], who=who)
        return context.say("Asked for: {job}.", job=name_of(context, job.kind))
    job = jobs.cancel(what["job"], who=who)
    return context.say("Cancelled: {job}.", job=name_of(context, job.kind))


def name_of(context: Context, kind: str) -> str:
    """What a kind of job does."""
    say = context.say
    return {
        "enrich": say("Label and read what was left out"),
        "relabel": say("Label everything anew"),
        "reindex": say("Build the search index anew"),
    }.get(kind, kind)


def listed(context: Context, jobs: list[Job]) -> Any:
    """The newest jobs, each with how far it is."""
    say = context.say
    if not jobs:
        return html.P(say("Nothing was asked for yet."), className="hint")
    return html.Ol([html.Li(_line(context, job)) for job in jobs[:_SHOWN]], className="plainlist jobs")


def _line(context: Context, job: Job) -> list[Any]:
    say, name = context.say, name_of(context, job.kind)
    states = {
        "queued": say("waiting"), "running": say("running"), "cancelling": say("stopping"), "done": say("done"),
        "failed": say("failed"), "cancelled": say("cancelled"),
    }  # fmt: skip
    state = states[job.state]
    times = [say("asked by {who}, {when}", who=job.who, when=context.moment(job.asked))]
    if job.finished:
        times.append(say("ended {when}", when=context.moment(job.finished)))
    bar = None
    if job.state in ("running", "cancelling"):
        bar = html.Progress(value=str(round(job.progress, 3)), max="1", **{"aria-label": f"{name}: {state}"})
    stop = None
    if may("admin") and job.state in ("queued", "running"):
        stop = html.Button(
            say("Cancel"), id={"type": "job-cancel", "job": job.job_id}, className="plain", n_clicks=0,
            **{"aria-label": say("Cancel: {job}", job=name)},
        )  # fmt: skip
    return [
        html.Span([html.B(name), " ", html.Span(state, className=f"state {job.state}")]),
        bar,
        stop,
        html.Div([html.Span(part) for part in (*times, job.said) if part], className="meta"),
    ]
