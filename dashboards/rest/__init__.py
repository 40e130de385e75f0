"""/v1: the same numbers for programs, and what people change, with the page that describes it."""

from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from dashboards.context import Context
from dashboards.manual import page
from dashboards.openapi import document
from dashboards.rest.form import Missing, answered, problem
from dashboards.rest.reading import answers
from dashboards.rest.writing import changes

PREFIX: Final = "/v1"
_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


def blueprint(context: Context) -> Blueprint:
    """All routes over one archive. Each takes every method, so that what it does not know is refused here and as JSON."""
    routes = Blueprint("v1", __name__, url_prefix=PREFIX)
    offered = {path: {"GET": answer} for path, answer in answers(context).items()}
    for path, methods in changes(context).items():
        offered[path] = offered.get(path, {}) | methods
    offered |= {"/openapi.json": {"GET": document}, "/": {"GET": _page}}
    for path, methods in offered.items():
        _add(routes, path, answered(methods))
    _add(routes, "/<path:other>", answered(dict.fromkeys(_METHODS, _nothing)))
    routes.app_errorhandler(HTTPException)(_failed)
    routes.after_app_request(_no_page)
    return routes


def _add(routes: Blueprint, path: str, view: Any) -> None:
    name = path.strip("/").replace(".", "-") or "docs"
    routes.add_url_rule(path, name, view, methods=_METHODS, provide_automatic_options=False)


def _page() -> Response:
    return Response(page(), mimetype="text/html")


def _nothing(other: str) -> Any:
    raise Missing(f"there is no {PREFIX}/{other}: see {PREFIX}/")


def _failed(error: HTTPException) -> Response | HTTPException:
    """What went wrong before or beside a view, a bug included: below /v1 a problem like any other."""
    return problem(error) if request.path.startswith(f"{PREFIX}/") else error


def _no_page(response: Response) -> Response:
    """The dashboard answers every address that nothing else does, ``/v1//trends`` too: not so below /v1.

    The answer at hand is written over, as its headers are set by then.
    """
    below = request.path.startswith(f"{PREFIX}/") and request.blueprint != "v1"
    bare = request.path == PREFIX and request.method not in ("GET", "HEAD")  # those are sent on to the page
    if not bare and not (below and response.mimetype == "text/html"):
        return response
    said = problem(Missing(f"there is no {request.path}: see {PREFIX}/"))
    response.status_code, response.mimetype = said.status_code, str(said.mimetype)
    response.set_data(said.get_data())
    response.headers.pop("Location", None)
    return response
