"""The people who may sign in: a file in the home that only its owner can read, passwords as argon2 hashes.

    {"format": 1, "users": {"anna": {"name": "Anna", "role": "editor", "hash": "$argon2id$...", "stamp": "...", "tokens": {...}}}}

``stamp`` changes with the password: sessions carry it, so that a new password ends them all. A token is kept as its
SHA-256 only; it is random enough to need no slow hash.
"""

import hashlib
import os
import secrets
import tempfile
import threading
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import orjson
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from filelock import FileLock
from filelock import Timeout as LockTimeout

from analytics.errors import StoreError, UsageError
from dashboards.access.people import ROLES, Person, Role

FILE: Final = "users.json"
SHORTEST: Final = 10
_LONGEST: Final = 256
_LONGEST_NAME: Final = 64
_ALLOWED: Final = set("._@+- ")
_HASHING: Final = threading.BoundedSemaphore(2)  # each takes 64 MB: a flood of sign-ins must not take all memory


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One person of the file."""

    name: str
    role: Role
    hash: str
    stamp: str
    made: str
    tokens: dict[str, str] = field(default_factory=dict)  # SHA-256 -> when it was made

    def person(self) -> Person:
        """Who this is to the rest of the product."""
        return Person(self.name, self.role, known=True)


class Users:
    """The users of a home. Changes of several processes follow one another; readers see whole files only."""

    def __init__(
        self,
        home: Path,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._path = home / FILE
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        self._seen: tuple[tuple[int, int, int], dict[str, User]] | None = None

    def all(self) -> dict[str, User]:
        """Key of the name -> user; read anew only when the file has changed."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return {}
        stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        seen = self._seen
        if seen is None or seen[0] != stamp:
            seen = self._seen = stamp, self._read()
        return seen[1]

    def find(self, name: str) -> User | None:
        """The user of a name, however it is capitalised."""
        return self.all().get(key_of(name))

    def add(self, name: str, password: str, *, role: str = "reader") -> User:
        """A new user; :class:`UsageError` for a name or password that will not do."""
        name = checked_name(name)
        user = User(
            name=name,
            role=_role(role),
            hash=self._hashed(password, name),
            stamp=secrets.token_hex(8),
            made=self._clock().isoformat(timespec="seconds"),
        )

        def change(users: dict[str, User]) -> None:
            if key_of(name) in users:
                raise UsageError(
                    f"there is a user {name} already: give another password with rubrika users passwd {name}"
                )
            users[key_of(name)] = user

        self._change(change)
        return user

    def remove(self, name: str) -> User:
        """Take a user away; their sessions and tokens end with them."""
        found: list[User] = []
        self._change(lambda users: found.append(users.pop(self._key(users, name))))
        return found[0]

    def set_password(self, name: str, password: str) -> User:
        """A new password; sessions and tokens of the old one end."""
        packed = self._hashed(password, name)
        return self._replace(name, lambda user: replace(user, hash=packed, stamp=secrets.token_hex(8), tokens={}))

    def set_role(self, name: str, role: str) -> User:
        """Another role, from the next request on."""
        wanted = _role(role)
        return self._replace(name, lambda user: replace(user, role=wanted))

    def new_token(self, name: str) -> str:
        """A token for programs that ask /v1 in the name of a user; it is shown this once and not kept."""
        token, now = f"rbk_{secrets.token_urlsafe(32)}", self._clock().isoformat(timespec="seconds")
        self._replace(name, lambda user: replace(user, tokens={**user.tokens, _digest(token): now}))
        return token

    def drop_tokens(self, name: str) -> User:
        """End all tokens of a user."""
        return self._replace(name, lambda user: replace(user, tokens={}))

    def by_password(self, name: str, password: str) -> User | None:
        """The user whose name and password these are. Takes as long for a name that is not there."""
        user = self.find(name)
        fits = self._fits(user.hash if user else _nobody(self._hasher), password)
        return user if user and fits else None

    def by_token(self, token: str) -> User | None:
        """The user whose token this is."""
        digest = _digest(token)
        return next((user for user in self.all().values() if digest in user.tokens), None)

    def _hashed(self, password: str, name: str) -> str:
        if not SHORTEST <= len(password) <= _LONGEST:
            raise UsageError(
                f"a password has {SHORTEST} to {_LONGEST} characters: several words are easy to keep in mind"
            )
        if key_of(password) == key_of(name):
            raise UsageError("the password is the name: choose another")
        return self._hasher.hash(_encoded(password))

    def _fits(self, packed: str, password: str) -> bool:
        if len(password) > _LONGEST:
            return False
        with _HASHING:
            try:
                return self._hasher.verify(packed, _encoded(password))
            except (VerificationError, InvalidHashError):
                return False

    def _replace(self, name: str, change: Callable[[User], User]) -> User:
        found: list[User] = []

        def apply(users: dict[str, User]) -> None:
            key = self._key(users, name)
            users[key] = change(users[key])
            found.append(users[key])

        self._change(apply)
        return found[0]

    @staticmethod
    def _key(users: dict[str, User], name: str) -> str:
        if key_of(name) not in users:
            raise UsageError(f"there is no user {name}: see rubrika users list")
        return key_of(name)

    def _change(self, change: Callable[[dict[str, User]], object]) -> None:
        try:
            with FileLock(self._path.with_name(".users.lock"), timeout=10):
                users = dict(self._read())
                change(users)
                packed = {"format": 1, "users": {key: asdict(user) for key, user in users.items()}}
                write_private(self._path, orjson.dumps(packed, option=orjson.OPT_INDENT_2))
        except LockTimeout as error:
            raise StoreError(f"{self._path} is being written by another process; try again") from error
        except OSError as error:
            raise StoreError(f"cannot write {self._path}: {error.strerror}") from error

    def _read(self) -> dict[str, User]:
        try:
            packed = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StoreError(f"cannot read {self._path}: {error.strerror}") from error
        try:
            return {key: User(**row) for key, row in orjson.loads(packed)["users"].items()}
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"{self._path} is damaged: restore it, or remove it and add the users again") from error


def key_of(name: str) -> str:
    """Names that look alike are one: NFKC, without capitals.

    >>> key_of(" Anna") == key_of("ＡＮＮＡ")
    True
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_name(name: str) -> str:
    """A name as it is kept; :class:`UsageError` where it has characters that could be taken for something else."""
    name = unicodedata.normalize("NFKC", name).strip()
    if (
        not 1 <= len(name) <= _LONGEST_NAME
        or not all(c.isalnum() or c in _ALLOWED for c in name)
        or not name[0].isalnum()
    ):
        raise UsageError(f"a user's name has 1 to {_LONGEST_NAME} letters, digits, spaces and . _ @ + -")
    return name


def write_private(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise UsageError(f"a role is one of {', '.join(ROLES)}, not {role}")


def _encoded(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_bytes(16))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
