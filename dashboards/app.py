"""The factory: a store and a taxonomy in, a Dash app out. All callbacks belong to that one app."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update, set_props
from flask import Response

from analytics.archive import PRINTED_ZONE, Archive
from analytics.filters import Filters
from analytics.jobs import Jobs
from analytics.search import SearchIndex
from analytics.store import Store
from dashboards import shell
from dashboards.access.gate import open_to_all
from dashboards.context import Context
from dashboards.pages import articles, entities, entity, sources, topics
from dashboards.rest import blueprint
from dashboards.scripts import LightDash, lighten
from dashboards.url import View, parse, query
from models.taxonomy import Taxonomy

if TYPE_CHECKING:
    from models.classifier import Classifier

_PAGES = {page.PATH: page for page in (topics, sources, entities, entity, articles)}
_LOG = logging.getLogger(__name__)


def create_app(
    store: Store,
    taxonomy: Taxonomy,
    *,
    zone: str = PRINTED_ZONE,
    notice: str = "",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    models: Callable[[str], "Classifier"] | None = None,
    jobs: Jobs | None = None,
) -> Dash:
    """The dashboard over one archive. ``notice`` is shown on every page; days are counted in ``zone``.

    ``models`` gives the model of a name and version, so that labels can be explained. ``jobs`` takes requests for long
    work where there is a worker that does it.
    """
    archive = Archive(store, printed=taxonomy.printed_codes())
    context = Context(
        archive=archive,
        store=store,
        index=SearchIndex(store),
        taxonomy=taxonomy,
        zone=zone,
        clock=clock,
        notice=notice,
        models=models,
        jobs=jobs,
    )
    app = LightDash(
        __name__,
        title="rubrika",
        update_title="",
        assets_folder=str(Path(__file__).parent / "assets"),
        serve_locally=True,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        compress=True,
        on_error=_report,
        index_string=_INDEX,
    )
    app.layout = lambda: shell.frame(context)
    _route(app, context)
    _sync(app, context)
    for page in _PAGES.values():
        page.register(app, context)
    app.server.register_blueprint(blueprint(context))
    _secure(app)
    app.server.before_request(open_to_all)
    lighten(app)
    app.server.test_client().get("/")  # callbacks are set up now, not by the first visitors at once
    return app


def _route(app: Dash, context: Context) -> None:
    @app.callback(Output("page", "children"), Input("url", "pathname"), State("url", "search"))
    def show(path: str, search: str) -> Any:
        if context.facts().articles.is_empty():
            return shell.empty_archive()
        page = _PAGES.get(path)
        if page is None:
            return html.Section(
                [html.H1("There is no such page"), html.P("Choose one in the header.")], className="empty"
            )
        return page.layout(context, parse(search))

    @app.callback(
        Output("nav", "children"),
        Output("chips", "children"),
        Output("fold", "children"),
        Input("url", "pathname"),
        Input("url", "search"),
    )
    def orient(path: str, search: str) -> Any:
        view = parse(search)
        found = shell.chips(view, context)
        return shell.navigation(view, path), found, f"Filters ({len(found)})" if found else "Filters"


def _sync(app: Dash, context: Context) -> None:
    """The controls and the address say the same; one callback, so that they cannot chase each other."""
    choices = list(shell.CHOICES)

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Output("filter-period", "value"),
        Output("filter-bucket", "value"),
        Output("filter-measure", "value"),
        Output("filter-copies", "value"),
        *(Output(component, "value") for component in choices),
        Input("url", "search"),
        Input("filter-period", "value"),
        Input("filter-bucket", "value"),
        Input("filter-measure", "value"),
        Input("filter-copies", "value"),
        *(Input(component, "value") for component in choices),
        prevent_initial_call="initial_duplicate",
    )
    def sync(search: str, period: Any, bucket: Any, measure: Any, copies: Any, *chosen: Any) -> Any:
        view = parse(search)
        if ctx.triggered_id in {"url", None}:
            return no_update, *_values(view)
        since, until = (_day(value) for value in (period or [None, None]))
        if period and since and not until:
            return (no_update, *(no_update for _ in _values(view)))  # the second day is still to be chosen
        fields = {shell.CHOICES[c][0]: tuple(v or ()) for c, v in zip(choices, chosen, strict=True)}
        filters = replace(view.filters, since=since, until=until, copies=copies, **fields)
        changed = replace(view, filters=filters, bucket=bucket, measure=measure)
        if changed == view:
            return (no_update, *(no_update for _ in _values(view)))
        return query(replace(changed, page=1, article="")), *(no_update for _ in _values(view))

    @app.callback(
        Output("url", "search", allow_duplicate=True),
        Input({"type": "chip", "field": ALL, "value": ALL}, "n_clicks"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def drop(clicks: list[int], search: str) -> Any:
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return no_update
        view = parse(search)
        filters = without(view.filters, ctx.triggered_id["field"], ctx.triggered_id["value"])
        return query(replace(view, filters=filters, page=1))

    for name, output, trigger, state in (
        ("scheme", Output("scheme", "data"), Input("toggle-scheme", "n_clicks"), State("scheme", "data")),
        ("fold", Output("fold", "aria-expanded"), Input("fold", "n_clicks"), State("fold", "aria-expanded")),
        ("copy", Output("copy-link", "children"), Input("copy-link", "n_clicks"), State("copy-link", "children")),
    ):
        app.clientside_callback(ClientsideFunction("rubrika", name), output, trigger, state, prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("rubrika", "paint"),
        Output("mantine", "forceColorScheme"),
        Output("toggle-scheme", "children"),
        Input("scheme", "data"),
    )


def without(filters: Filters, field: str, value: str) -> Filters:
    """Filters with one value taken out."""
    if field in {"since", "until"}:
        return replace(filters, **{field: None})
    if field == "copies":
        return replace(filters, copies="once")
    if field not in {"topics", "sections", "sources", "langs", "bases", "entities", "roles"}:
        return filters
    return replace(filters, **{field: tuple(kept for kept in getattr(filters, field) if kept != value)})


def _values(view: View) -> list[Any]:
    """The values of the controls, in the order of the outputs."""
    filters = view.filters
    period = [day.isoformat() if day else None for day in (filters.since, filters.until)]
    return [period, view.bucket, view.measure, filters.copies] + [
        list(getattr(filters, field)) for field, _ in shell.CHOICES.values()
    ]


def _day(value: object) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None


def _report(error: Exception) -> None:
    """A callback that failed says so on the page; the traceback goes to the log."""
    _LOG.error("a callback failed", exc_info=error)
    message = [
        html.B("This part could not be worked out. "),
        "The rest of the page is as it was. ",
        html.A("Try again", href=""),
    ]
    set_props("problem", {"children": html.Div(message, className="problem")})


def _secure(app: Dash) -> None:
    scripts = " ".join(f"'{digest}'" if not digest.startswith("'") else digest for digest in app.csp_hashes())
    policy = (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; "
        "frame-ancestors 'none'"
    )

    @app.server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        return response


_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>
{%favicon%}
{%css%}
</head>
<body>
{%app_entry%}
<footer>
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>"""
