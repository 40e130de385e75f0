"""The way in and out: a page of plain HTML that works without JavaScript."""

import html
import re
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request

from dashboards.access.sessions import COOKIE
from dashboards.access.settings import is_loopback
from dashboards.access.users import User
from dashboards.context import reader
from dashboards.words import Words

if TYPE_CHECKING:
    from dashboards.access.gate import Gate

PATH: Final = "/sign-in"
OUT: Final = "/sign-out"
ENDPOINT: Final = "access.sign-in"
OUT_ENDPOINT: Final = "access.sign-out"
FORM_COOKIE: Final = "rubrika_form"
_NONCE: Final = re.compile(r"[\w-]{22}", re.ASCII)
_LONGEST_TARGET: Final = 4000
_FIELDS_MOST: Final = 16_384  # bytes of a form


def register(server: Flask, gate: "Gate") -> None:
    """Add the page and the way out."""

    def show() -> Response:
        target = safe_target(request.args.get("next", ""))
        if not _may_travel(gate):
            return _page(gate, target, problem=_plain(reader()), form=False, status=403)
        return _page(gate, target)

    def enter() -> Response:
        if (request.content_length or 0) > _FIELDS_MOST:
            return _page(gate, "/", problem=reader()("Name or password is wrong."), status=413)
        target = safe_target(request.form.get("next", ""))
        if not _may_travel(gate):
            return _page(gate, target, problem=_plain(reader()), form=False, status=403)
        name, password = request.form.get("name", ""), request.form.get("password", "")
        if not gate.sessions.form_fits(request.form.get("token", ""), request.cookies.get(FORM_COOKIE, "")):
            return _page(
                gate,
                target,
                name=name,
                problem=reader()("This form was open for too long. Please try again."),
                status=400,
            )
        found = gate.sign_in(name, password)
        if not isinstance(found, User):
            say = reader()
            wait = say("Too many attempts. Try again in {minutes} min.", minutes=say.number(-(-found // 60)))
            problem = wait if found else say("Name or password is wrong.")
            answer = _page(gate, target, name=name, problem=problem, status=429 if found else 401)
            if found:
                answer.headers["Retry-After"] = str(found)
            return answer
        gate.audit.record("sign-in", who=found.name, where=gate.address())
        gate.sessions.end(request.cookies.get(COOKIE, ""))  # the one before, of whoever it was
        cookie, seconds = gate.sessions.begin(found)
        answer = _to(target)
        _set(gate, answer, COOKIE, cookie, seconds)
        answer.delete_cookie(FORM_COOKIE, path=PATH)
        return answer

    def leave() -> Response:
        cookie = request.cookies.get(COOKIE, "")
        user = gate.sessions.user(cookie)
        if user is not None:
            gate.sessions.end(cookie)
            gate.audit.record("sign-out", who=user.name, where=gate.address())
        answer = _to(PATH)
        answer.delete_cookie(COOKIE, path="/")
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    server.add_url_rule(
        PATH, ENDPOINT, lambda: enter() if request.method == "POST" else show(), methods=["GET", "POST"]
    )
    server.add_url_rule(OUT, OUT_ENDPOINT, leave, methods=["POST"])


def safe_target(given: str) -> str:
    """Where to go after signing in: a path of this server, ``/`` for everything else.

    >>> [safe_target(given) for given in ("/articles?lang=ru", "//evil.example", "/\\\\evil.example", "https://evil.example")]
    ['/articles?lang=ru', '/', '/', '/']
    """
    plain = given.startswith("/") and given.isascii() and given.isprintable() and not set(given) & set("\\ ")
    if not plain or given.startswith("//") or len(given) > _LONGEST_TARGET:
        return "/"
    try:
        parts = urlsplit(given)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc or parts.path in (PATH, OUT) else given


def framed() -> str:
    """What a frame on another page shows to somebody who is not signed in."""
    say = reader()
    said = html.escape(say("Sign in to see this chart"))
    return _document(
        f'<main class="signin"><p><a href="{PATH}" target="_blank" rel="noopener">{said}</a></p></main>', say
    )


def _plain(say: Words) -> str:
    return say(
        "This address is not encrypted, so a password would travel in the open. Come by https, and name that address in "
        "rubrika.toml ([access] address), or allow it there ([access] plain_http = true)."
    )


def _may_travel(gate: "Gate") -> bool:
    """Whether a password may be sent to this address."""
    settings = gate.access.settings
    host = urlsplit(f"//{request.host}").hostname or ""
    return settings.secure or settings.plain_http or settings.address.startswith("http://") or is_loopback(host)


def _page(
    gate: "Gate", target: str, *, name: str = "", problem: str = "", form: bool = True, status: int = 200
) -> Response:
    # Forms in several tabs share one cookie: a new one would make the form in the other tab unfit.
    held = request.cookies.get(FORM_COOKIE, "")
    nonce = held if _NONCE.fullmatch(held) else secrets.token_urlsafe(16)
    say = reader()
    said = f'<p class="problem" role="alert">{html.escape(problem)}</p>' if problem else ""
    fields = (
        f'<form method="post" action="{PATH}">'
        f'<input type="hidden" name="token" value="{html.escape(gate.sessions.form_token(nonce))}">'
        f'<input type="hidden" name="next" value="{html.escape(target)}">'
        f'<label for="name">{html.escape(say("Name"))}</label>'
        f'<input id="name" name="name" value="{html.escape(name[:80])}" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" required maxlength="80"{"" if name else " autofocus"}>'
        f'<label for="password">{html.escape(say("Password"))}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256"'
        f"{' autofocus' if name else ''}>"
        f'<button type="submit" class="button">{html.escape(say("Sign in"))}</button></form>'
    )
    body = (
        f'<main class="signin"><p class="brand">rubrika</p><h1>{html.escape(say("Sign in"))}</h1>{said}'
        f"{fields if form else ''}</main>"
    )
    answer = Response(_document(body, say), status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    _set(gate, answer, FORM_COOKIE, nonce, 3600, path=PATH, strict=True)
    return answer


def _document(body: str, say: Words) -> str:
    return (
        f'<!DOCTYPE html><html lang="{say.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
        f'initial-scale=1"><title>{html.escape(say("Sign in"))} - rubrika</title>'
        f'<link rel="stylesheet" href="/assets/signin.css"></head><body>{body}</body></html>'
    )


def _to(target: str) -> Response:
    return redirect(target, 303)  # type: ignore[return-value]


def _set(
    gate: "Gate", answer: Response, name: str, value: str, seconds: int, *, path: str = "/", strict: bool = False
) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path=path,
        secure=gate.access.settings.secure,
        httponly=True,
        samesite="Strict" if strict else "Lax",
    )
