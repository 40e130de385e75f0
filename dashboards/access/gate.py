"""What every request passes before anything else is done with it: who asks, whether from a page of ours, how often."""

import base64
import binascii
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

import orjson
from argon2 import PasswordHasher
from flask import Flask, Response, g, redirect, request

from analytics.audit import Audit
from analytics.errors import UsageError
from dashboards.access import signin
from dashboards.access.ledger import Ledger
from dashboards.access.people import INSIDE, Person, local_person, may
from dashboards.access.sessions import COOKIE, Sessions, secret_key
from dashboards.access.settings import AccessSettings, is_loopback
from dashboards.access.users import User, Users, checked_name

_SAFE: Final = ("GET", "HEAD", "OPTIONS")
# What may be had without a sign-in: code and style that are the same for everybody, and the way in.
_PUBLIC: Final = ("_dash_assets.static", "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>")
_PUBLIC_OURS: Final = (signin.ENDPOINT, signin.OUT_ENDPOINT)
_ANYBODY: Final = ("v1.predict",)  # asks by POST and changes nothing
_FOR_PROGRAMS: Final = ("/v1/", "/export/")
LARGEST: Final = 16_000_000  # bytes of a request
_REMEMBERED: Final = 300  # seconds that a right password of /v1 is not hashed again


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How the dashboard of a home is guarded. Without ``sign_in`` it is open, which is for this machine's own address."""

    home: Path
    sign_in: bool = False
    settings: AccessSettings = field(default_factory=AccessSettings)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    hasher: PasswordHasher = field(default_factory=PasswordHasher)


class Gate:
    """Knows who asks. One for each app."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.users = Users(access.home, clock=access.clock, hasher=access.hasher)
        self.audit = Audit(access.home, clock=access.clock)
        self._settings = access.settings
        self._windows: dict[str, tuple[int, int]] = {}
        self._right: dict[bytes, tuple[str, float]] = {}
        self._pepper = secrets.token_bytes(16)
        if access.sign_in:
            self.ledger = Ledger(access.home, clock=access.clock)
            key = secret_key(access.home)
            self.sessions = Sessions(
                key, self.users, self.ledger, hours=self._settings.session_hours, clock=access.clock
            )

    def install(self, server: Flask) -> None:
        """Put the gate before every request of the app."""
        if self.access.sign_in:
            signin.register(server, self)
        server.config["MAX_CONTENT_LENGTH"] = LARGEST
        server.before_request(self.check)

    def check(self) -> Response | None:
        """None where the request may go on, else what is answered to it."""
        if isinstance(request.environ.get(INSIDE), Person):
            g.person = request.environ[INSIDE]
            return None
        if not self.access.sign_in:
            g.person = local_person()
            if not self._is_our_name():
                return _refusal(
                    421,
                    f"this server is not {request.host[:80]}: to reach it by that name, list it in [access] hosts of rubrika.toml",
                )
            return self._foreign(strict=False)
        if request.endpoint in _PUBLIC or request.endpoint in _PUBLIC_OURS:
            return self._foreign(strict=False)
        given = request.headers.get("Authorization", "") if request.path.startswith(_FOR_PROGRAMS) else ""
        found = self._by_header(given) if given else self._by_proxy() or self._by_cookie()
        if isinstance(found, Response):
            return found
        if found is None:
            return self._turned_away()
        g.person = found
        return self._foreign(strict=not given) or self._too_much(found) or self._too_often(found.name)

    def address(self) -> str:
        """Where a request comes from: what the proxy says, where there is one that we believe."""
        remote = request.remote_addr or ""
        behind = self._settings.address or self._settings.proxy_header
        if behind and remote in self._settings.proxies:
            last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
            return last or remote
        return remote

    def sign_in(self, name: str, password: str) -> User | int:
        """The user, or for how many seconds this account or address has to wait, or 0 where name or password is wrong."""
        account, address = " ".join(name.split())[:80].casefold(), self.address()
        wait = self.ledger.attempt(account, address)
        if wait:
            self.audit.record("sign-in-refused", who=account, where=address, detail=f"wait {wait} s")
            return wait
        user = self.users.by_password(name, password)
        if user is None:
            self.audit.record("sign-in-failed", who=account, where=address)
            return 0
        self.ledger.succeeded(account, address)
        return user

    def _by_proxy(self) -> Person | None:
        header = self._settings.proxy_header
        if not header or request.remote_addr not in self._settings.proxies:
            return None
        values = request.headers.getlist(header)
        if len(values) != 1 or not values[0].strip():
            return None
        try:
            # WSGI hands headers on as Latin-1, proxies send UTF-8.
            name = checked_name(values[0].encode("latin-1").decode("utf-8"))
        except (UsageError, UnicodeError):
            return None
        user = self.users.find(name)
        return user.person() if user else Person(name, self._settings.proxy_role, known=True)

    def _by_cookie(self) -> Person | None:
        user = self.sessions.user(request.cookies.get(COOKIE, ""))
        return replace(user.person(), session=True) if user else None

    def _by_header(self, given: str) -> Person | Response | None:
        """A program: Bearer with a token, or Basic with name and password."""
        kind, _, value = given.partition(" ")
        if kind.lower() == "bearer":
            wait = self.ledger.attempt("a token", self.address())
            if wait:
                return _wait(wait)
            user = self.users.by_token(value.strip())
            if user is not None:
                self.ledger.succeeded("a token", self.address())
            return user.person() if user else None
        if kind.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        user = self.users.find(name)
        mark = hmac.digest(self._pepper, f"{user.stamp if user else ''}\0{name}\0{password}".encode(), "sha256")
        known = self._right.get(mark)
        if user and known and known[0] == user.stamp and known[1] > time.monotonic():
            return user.person()
        found = self.sign_in(name, password)
        if isinstance(found, User):
            if len(self._right) > 1000:
                self._right.clear()
            self._right[mark] = found.stamp, time.monotonic() + _REMEMBERED
            return found.person()
        return _wait(found) if found else None

    def _is_our_name(self) -> bool:
        """An open server answers to its own names only: a foreign page may point a name of its own at this machine."""
        try:
            host = urlsplit(f"//{request.host}").hostname or ""
        except ValueError:
            return False
        named = {name.lower() for name in self._settings.hosts} | {urlsplit(self._settings.address).hostname}
        return is_loopback(host) or host in named

    def _foreign(self, *, strict: bool) -> Response | None:
        """Refuse what changes something and was not sent by a page of ours.

        Browsers always say where a change comes from. A program need not where no cookie speaks for it.
        """
        if request.method in _SAFE:
            return None
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        ours = site in (None, "same-origin") and (origin is None or self._is_ours(origin))
        if ours and (origin or site or not strict):
            return None
        return _refusal(403, "this came from another page: open the dashboard itself, or use a token for programs")

    def _is_ours(self, origin: str) -> bool:
        if self._settings.address:
            own = urlsplit(self._settings.address)
            if origin.lower() == f"{own.scheme}://{own.netloc}".lower():
                return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc.lower() == request.host.lower()

    def _too_much(self, person: Person) -> Response | None:
        """A reader changes nothing through /v1, whatever route there is or will be."""
        changes = request.method not in _SAFE and request.path.startswith("/v1/") and request.endpoint not in _ANYBODY
        if changes and not may("editor"):
            return _refusal(403, f"{person.name} is a reader here and changes nothing")
        return None

    def _too_often(self, name: str) -> Response | None:
        """A bound on what programs ask that no person reaches. It is counted in each process: one of several lets through a bit more."""
        if not request.path.startswith(_FOR_PROGRAMS):
            return None
        minute = int(time.monotonic() // 60)
        at, times = self._windows.get(name, (minute, 0))
        times = times + 1 if at == minute else 1
        if len(self._windows) > 10_000:
            self._windows.clear()
        self._windows[name] = minute, times
        if times <= self._settings.requests_per_minute:
            return None
        return _wait(60 - int(time.monotonic() % 60))

    def _turned_away(self) -> Response:
        path = request.path
        if path.startswith(_FOR_PROGRAMS):
            answer = _refusal(
                401, "sign in: send a token as Authorization: Bearer (rubrika users token NAME makes one)"
            )
            answer.headers["WWW-Authenticate"] = 'Bearer realm="rubrika"'  # not Basic: browsers would keep the password
            return answer
        a_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate" and path != "/favicon.ico"
        if path.startswith("/_") or request.method not in _SAFE or not a_page:
            return _refusal(401, "the session is over: sign in again")
        if path.startswith("/embed/"):
            return Response(signin.framed(), 401, mimetype="text/html")
        target = f"{path}?{request.query_string.decode('latin-1')}" if request.query_string else path
        way = signin.PATH if target == "/" else f"{signin.PATH}?next={quote(target, safe='')}"
        return redirect(way, 303)  # type: ignore[return-value]


def guarded(server: Flask, access: Access) -> Gate:
    """Guard an app."""
    gate = Gate(access)
    gate.install(server)
    return gate


def _wait(seconds: int) -> Response:
    answer = _refusal(429, f"too many requests: wait {seconds} seconds")
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _refusal(status: int, detail: str) -> Response:
    titles = {401: "sign in", 403: "refused", 421: "misdirected", 429: "too many requests"}
    packed = orjson.dumps({"type": "about:blank", "title": titles[status], "status": status, "detail": detail})
    return Response(packed, status, mimetype="application/problem+json")
