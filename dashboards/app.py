"""The factory: a store and a taxonomy in, a Dash app out. All callbacks belong to that one app."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update, set_props
from flask import has_request_context, request

from analytics.archive import PRINTED_ZONE, Archive
from analytics.filters import Filters
from analytics.indexing import SearchIndex
from analytics.jobs import Jobs
from analytics.store import Store
from dashboards import chips, embed, export, rest, saving, shell
from dashboards.access.gate import Access, guarded
from dashboards.access.headers import secure
from dashboards.charts import Chart
from dashboards.context import Context, reader
from dashboards.pages import articles, comparison, entities, entity, health, model, overview, sources, story, topics
from dashboards.scripts import LightDash, lighten
from dashboards.url import parse, query
from models.taxonomy import Taxonomy

if TYPE_CHECKING:
    from models.classifier import Classifier

_PAGES = {
    page.PATH: page
    for page in (overview, story, topics, comparison, sources, entities, entity, articles, model, health)
}
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
    access: Access | None = None,
) -> Dash:
    """The dashboard over one archive. ``notice`` is shown on every page; days are counted in ``zone``.

    ``models`` gives the model of a name and version, so that labels can be explained. ``jobs`` takes requests for long
    work where there is a worker that does it. ``access`` says who gets in; without it
    everybody who reaches this machine by a name of its own.
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
    app = _Dash(
        __name__,
        title="rubrika",
        update_title="",
        assets_folder=str(Path(__file__).parent / "assets"),
        # Of pages beside the dashboard, or placed in the document by LightDash: served, but not among its scripts.
        assets_ignore=r"embed\.js|signin\.css|manual\.css|early\.js",
        serve_locally=True,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        compress=True,
        on_error=_report,
        index_string=_INDEX,
    )
    app.first_charts = {path: first for path, page in _PAGES.items() if (first := _first(page.CHARTS))}
    app.layout = lambda: _document(context, app.first_charts)
    _route(app, context)
    _sync(app, context)
    saving.register(app, context)
    for page in _PAGES.values():
        page.register(app, context)
    charts = {chart.key: chart for page in _PAGES.values() for chart in page.CHARTS}
    paths = {chart.key: page.PATH for page in _PAGES.values() for chart in page.CHARTS}
    app.server.register_blueprint(rest.blueprint(context))
    app.server.register_blueprint(export.blueprint(context, charts))
    app.server.register_blueprint(embed.blueprint(context, charts, paths))
    access = access or Access(home=store.home)
    guarded(app.server, access)
    secure(app.server, access, scripts=app.csp_hashes())
    lighten(app)
    # Callbacks are set up now, not by the first visitors at once; a layout that cannot be made is said now too.
    app.server.testing = True
    app.server.test_client().get("/")
    app.server.testing = False
    return app


class _Dash(LightDash):
    """Dash, with the reader's language in the document."""

    def interpolate_index(self, **kwargs: Any) -> str:  # type: ignore[override]
        return str(super().interpolate_index(**kwargs)).replace('<html lang="en">', f'<html lang="{reader().lang}">', 1)


def _first(charts: Sequence[Chart]) -> str:
    """The picture that the readers of a page look at first."""
    return next((chart.key for chart in charts if chart.pictured), "")


def _document(context: Context, first_charts: Mapping[str, str]) -> Any:
    """The whole document for the address that the browser names (assets/early/early.js), page and all."""
    here = context.here()
    path, mark, search = (request.args.get("at", "") if has_request_context() else "").partition("?")
    page = _shown(here, path, search) if path else None
    return shell.frame(here, path, mark + search, page, first_charts)


def _shown(context: Context, path: str, search: str) -> Any:
    """The page at an address. Its key keeps React from making one page out of the parts of another."""
    if context.facts().articles.is_empty():
        content = shell.empty_archive(context.say)
    elif page := _PAGES.get(path):
        content = page.layout(context, parse(search))
    else:
        content = shell.no_such_page(context.say)
    return html.Div(content, key=path, **{"data-page": path})


def _route(app: Dash, context: Context) -> None:
    # The first page came with the document.
    @app.callback(
        Output("page", "children"), Input("url", "pathname"), State("url", "search"), prevent_initial_call=True
    )
    def show(path: str, search: str) -> Any:
        return _shown(context.here(), path, search)

    @app.callback(
        Output("nav", "children"),
        Output("chips", "children"),
        Output("fold", "children"),
        Output("ignored", "children"),
        Output("filter-bucket", "data"),
        Input("url", "pathname"),
        Input("url", "search"),
        prevent_initial_call=True,
    )
    def orient(path: str, search: str) -> Any:
        nav, *rest = shell.bearings(context.here(), path, search)
        # Another page with the same filters: the bar stays as it is.
        turned = set(ctx.triggered_prop_ids) == {"url.pathname"}
        return nav, *([no_update] * len(rest) if turned else rest)


def _sync(app: Dash, context: Context) -> None:
    """What the controls of the frame do; most of it in the browser (assets/controls.js, assets/rubrika.js)."""
    controls = [f"filter-{name}" for name in ("period", "bucket", "measure", "copies", "of", "rolling")]
    controls += chips.CHOICES
    app.clientside_callback(
        ClientsideFunction("rubrika_controls", "changed"),
        *(Input(component, "value") for component in controls),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("url", "pathname", allow_duplicate=True),
        Output("url", "search", allow_duplicate=True),
        Input("header-search", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def find(asked: str | None, search: str) -> Any:
        wanted = (asked or "").strip()
        if not wanted:
            return no_update, no_update
        return "/articles", query(replace(parse(search), q=wanted, page=1, article=""))

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
        ("more", Output("more", "aria-expanded"), Input("more", "n_clicks"), State("more", "aria-expanded")),
    ):
        app.clientside_callback(ClientsideFunction("rubrika", name), output, trigger, state, prevent_initial_call=True)
    app.clientside_callback(
        ClientsideFunction("rubrika", "copy"),
        Output("copy-link", "children"),
        Input("copy-link", "n_clicks"),
        State("copy-link", "title"),
        State("copy-link", "children"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("rubrika", "paint"),
        Output("mantine", "forceColorScheme"),
        Output("toggle-scheme", "children"),
        Input("scheme", "data"),
    )


def without(filters: Filters, field: str, value: str) -> Filters:
    """Filters with one value taken out."""
    if field in {"since", "until"}:
        return replace(filters, **{field: None, {"since": "start", "until": "stop"}[field]: None})
    if field == "copies":
        return replace(filters, copies="once")
    if field == "together":
        return replace(filters, together=False)
    if field not in {"topics", "sections", "sources", "langs", "bases", "entities", "roles"}:
        return filters
    return replace(filters, **{field: tuple(kept for kept in getattr(filters, field) if kept != value)})


def _report(error: Exception) -> None:
    """A callback that failed says so on the page; the traceback goes to the log."""
    _LOG.error("a callback failed", exc_info=error)
    say = reader()
    message = [
        html.B(say("This part could not be worked out.")),
        " ",
        say("The rest of the page is as it was."),
        " ",
        html.A(say("Try again"), href=""),
    ]
    set_props("problem", {"children": html.Div(message, className="problem")})


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
<div>
{%config%}
{%scripts%}
{%renderer%}
</div>
</body>
</html>"""
