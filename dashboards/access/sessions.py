"""Signed cookies: who signed in, until when. Forged, outdated and ended ones are nobody's."""

import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer

from analytics.errors import StoreError
from dashboards.access.ledger import Ledger
from dashboards.access.users import User, Users, key_of, write_private

COOKIE: Final = "rubrika_session"
KEY_FILE: Final = "access.key"
_FORM_MINUTES: Final = 60


class Sessions:
    """Sessions of one home. Any process that has the key can tell whether a cookie is good."""

    def __init__(self, key: bytes, users: Users, ledger: Ledger, *, hours: int, clock: Callable[[], datetime]) -> None:
        self._users = users
        self._ledger = ledger
        self._lasts = timedelta(hours=hours)
        self._clock = clock
        self._cookies = _serializer(key, "session")
        self._forms = _serializer(key, "form")

    def begin(self, user: User) -> tuple[str, int]:
        """A cookie's value, and for how many seconds it is good."""
        until = self._clock() + self._lasts
        values = [key_of(user.name), user.stamp, secrets.token_hex(16), int(until.timestamp())]
        return str(self._cookies.dumps(values)), int(self._lasts.total_seconds())

    def user(self, cookie: str) -> User | None:
        """Whose session this is; None for one that is forged, over, or of another password."""
        values = self._values(cookie)
        if values is None:
            return None
        name, stamp, session, until = values
        user = self._users.find(name)
        if user is None or user.stamp != stamp or until <= self._clock().timestamp() or self._ledger.has_ended(session):
            return None
        return user

    def end(self, cookie: str) -> None:
        """Nobody can use this cookie any more, whoever has a copy of it."""
        values = self._values(cookie)
        if values:
            self._ledger.end(values[2], until=values[3])

    def form_token(self, nonce: str) -> str:
        """What the sign-in form must send along: bound to a cookie that only this browser has."""
        return str(self._forms.dumps([nonce, int(self._clock().timestamp())]))

    def form_fits(self, token: str, nonce: str) -> bool:
        """Whether a form was made for this browser, not too long ago."""
        try:
            made_for, made = self._forms.loads(token)
        except (BadSignature, ValueError, TypeError):
            return False
        return bool(nonce) and made_for == nonce and self._clock().timestamp() - made < _FORM_MINUTES * 60

    def _values(self, cookie: str) -> tuple[str, str, str, int] | None:
        try:
            name, stamp, session, until = self._cookies.loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        return str(name), str(stamp), str(session), int(until)


def _serializer(key: bytes, salt: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        key, salt=f"rubrika.{salt}", signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
    )


def secret_key(home: Path) -> bytes:
    """The key of a home, made when it is first asked for."""
    path = home / KEY_FILE
    try:
        if not path.exists():
            candidate = home / f".{KEY_FILE}.{secrets.token_hex(8)}"
            write_private(candidate, secrets.token_bytes(32))
            try:
                os.link(candidate, path)  # of several processes that begin at once, one wins
            except FileExistsError:
                pass
            finally:
                candidate.unlink(missing_ok=True)
        key = path.read_bytes()
    except OSError as error:
        raise StoreError(f"cannot read or make {path}: {error.strerror}") from error
    if len(key) < 32:
        raise StoreError(f"{path} is damaged: remove it, and everybody signs in again")
    return key
