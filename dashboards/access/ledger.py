"""What all processes of a server must know of sign-ins at once: recent attempts, and sessions ended before their time.

A small SQLite file in the home: a count in the memory of each process would allow as many times more guesses as there are
processes, and begin at nought with every start. It is written by sign-ins and sign-outs only.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Final

from analytics.errors import StoreError

FILE: Final = "access.db"
WINDOW: Final = 15 * 60  # seconds
# Failed sign-ins within the window. An account is closed to one address soon and to the whole world late, so that
# a stranger cannot easily lock a person out.
_MOST_HERE: Final = 8  # of one account from one address
_MOST_ADDRESS: Final = 40  # from one address
_MOST_ACCOUNT: Final = 100  # of one account


class Ledger:
    """The ledger of one home."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime]) -> None:
        self._path = home / FILE
        self._clock = clock
        self._seen: tuple[bytes, frozenset[str]] = (b"", frozenset())

    def attempt(self, account: str, address: str) -> int:
        """Count an attempt before it is looked at; 0 where it may go on, else the seconds to wait."""
        now = self._clock().timestamp()
        with self._open() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("DELETE FROM attempts WHERE at < ?", (now - WINDOW,))
            file.execute("DELETE FROM ended WHERE until < ?", (now,))
            for key, most in _keys(account, address):
                times = file.execute("SELECT count(*), min(at) FROM attempts WHERE key = ?", (key,)).fetchone()
                if times[0] >= most:
                    return max(1, int(times[1] + WINDOW - now))
            rows = [(key, now) for key, _ in _keys(account, address)]
            file.executemany("INSERT INTO attempts VALUES (?, ?)", rows)
        return 0

    def succeeded(self, account: str, address: str) -> None:
        """The attempt was right: it does not count, and the account is open from here again."""
        here, *others = (key for key, _ in _keys(account, address))
        with self._open() as file:
            file.execute("DELETE FROM attempts WHERE key = ?", (here,))
            for key in others:
                file.execute(
                    "DELETE FROM attempts WHERE rowid = (SELECT max(rowid) FROM attempts WHERE key = ?)", (key,)
                )

    def end(self, session: str, *, until: int) -> None:
        """A session is over; that is remembered until it would have been over anyway."""
        with self._open() as file:
            file.execute("INSERT OR IGNORE INTO ended VALUES (?, ?)", (session, until))

    def has_ended(self, session: str) -> bool:
        """Whether a session was ended. Costs a look at the file's first bytes unless something was written."""
        try:
            with self._path.open("rb") as head:
                stamp = head.read(28)[24:]  # SQLite's count of changes; times of files are too coarse
        except FileNotFoundError:
            return False
        if self._seen[0] != stamp:
            with self._open() as file:
                ended: Iterable[tuple[str]] = file.execute("SELECT session FROM ended").fetchall()
            self._seen = stamp, frozenset(row[0] for row in ended)
        return session in self._seen[1]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self._path, timeout=10, isolation_level=None)) as file:
                if not file.execute("PRAGMA user_version").fetchone()[0]:
                    file.executescript(_SCHEMA)
                yield file
                if file.in_transaction:
                    file.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"cannot use {self._path}: {error}") from error


_SCHEMA: Final = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS attempts (key TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS of_key ON attempts (key);
CREATE TABLE IF NOT EXISTS ended (session TEXT PRIMARY KEY, until INTEGER NOT NULL);
PRAGMA user_version = 1;
COMMIT;
"""


def _keys(account: str, address: str) -> list[tuple[str, int]]:
    near, account = neighbourhood(address), account[:80]
    return [
        (f"here {near} {account}", _MOST_HERE),
        (f"address {near}", _MOST_ADDRESS),
        (f"account {account}", _MOST_ACCOUNT),
    ]


def neighbourhood(address: str) -> str:
    """An address, or the 64 bits of an IPv6 address that one customer commonly has.

    >>> neighbourhood("10.0.0.1"), neighbourhood("2001:db8::1"), neighbourhood("")
    ('10.0.0.1', '2001:db8::/64', '')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return str(getattr(found, "ipv4_mapped", None) or found)
