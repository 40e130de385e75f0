"""The form of /v1: JSON in and out, problems as problem+json (RFC 9457), pages by cursor."""

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from analytics import asking
from analytics.errors import InputError, RubrikaError, UsageError
from dashboards.access.people import Refused

MOST: Final = 500  # rows on a page
MOST_BYTES: Final = 5_000_000
_LONGEST: Final = 600  # characters of a detail


class Missing(RubrikaError):
    """What was asked for is not there."""


# The first kind that fits: those further down are wider.
_STATUS: Final[dict[type[RubrikaError], tuple[int, str]]] = {
    Missing: (404, "not found"),
    Refused: (403, "refused"),
    UsageError: (400, "bad request"),
    InputError: (400, "bad request"),
    RubrikaError: (503, "not available"),
}


def sent() -> Any:
    """The JSON body of the request, which is all that such a request says."""
    nothing_given()
    packed = request.get_data(cache=False) if (request.content_length or 0) <= MOST_BYTES else b" " * (MOST_BYTES + 1)
    if len(packed) > MOST_BYTES:
        raise RequestEntityTooLarge(f"the body is larger than {MOST_BYTES:,} bytes: send less at once")
    try:
        return orjson.loads(packed)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"the body is not JSON: {error}") from error


def answered(methods: Mapping[str, Callable[..., Any]]) -> Callable[..., Response]:
    """Method -> what answers it, as a view that takes any method: it refuses the others, and lists its own to OPTIONS."""
    allowed = ", ".join(sorted({*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"}))

    def respond(**parts: str) -> Response:
        answer = methods.get("GET" if request.method == "HEAD" else request.method)
        if request.method == "OPTIONS":
            response = Response(status=204)
            del response.headers["Content-Type"]
        elif answer is None:
            detail = f"{request.method} is nothing that {request.path[:200]} answers: it takes {allowed}"
            response = problem(MethodNotAllowed(description=detail))
        else:
            try:
                found = answer(**parts)
                return found if isinstance(found, Response) else _body(found, 200)
            except (RubrikaError, HTTPException) as error:
                return problem(error)
        response.headers["Allow"] = allowed
        return response

    return respond


def problem(error: RubrikaError | HTTPException) -> Response:
    """An error as problem+json. A bug, which came as a 500, keeps its words to the log."""
    if isinstance(error, HTTPException):
        status, title, said = error.code or 500, error.name.lower(), error.description or error.name
    else:
        status, title = next(known for kind, known in _STATUS.items() if isinstance(error, kind))
        said = str(error)
    detail = shortened(" ".join(said.split()))
    return _body(
        {"type": "about:blank", "title": title, "status": status, "detail": detail}, status, "application/problem+json"
    )


def shortened(text: str) -> str:
    """A text whose middle is left out where it is long: what somebody sent is not sent back at length."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} ... {text[-_LONGEST // 2 :]}"


def _body(value: Any, status: int, kind: str = "application/json") -> Response:
    packed = orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS, default=str)
    return Response(packed, status, mimetype=kind)


def given_names() -> dict[str, list[str]]:
    """The names and values of the address, those left empty aside."""
    return {name: values for name, values in request.args.lists() if any(values)}


def nothing_given() -> None:
    """:class:`UsageError` where the address gives a value: a misplaced one must not be taken for heard."""
    if given := given_names():
        raise UsageError(f"{next(iter(given))} is not known here: this takes no parameters in the address")


def page_asked(given: asking.Given) -> tuple[int, int]:
    """Offset and number of the rows asked for by limit and cursor."""
    limit = asking.number(given, "limit", 50, most=MOST)
    cursor = asking.one(given, "cursor")
    if not cursor:
        return 0, limit
    try:
        offset = int(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except ValueError:
        offset = 0
    # Base64 and numbers can be written in several ways; here in one.
    if not 0 < offset < 10**9 or _cursor(offset) != cursor:
        raise UsageError("the cursor is not one that was given out here: begin without it")
    return offset, limit


def next_page(offset: int, limit: int, total: int) -> dict[str, object]:
    """The cursor of the next page, None on the last."""
    after = offset + limit
    return {"next": _cursor(after) if after < total else None}


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(str(offset).encode()).decode().rstrip("=")
