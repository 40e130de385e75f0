"""Who did what and when: one line of JSON an act, only ever added to.

    Audit(home).record("merge", who="anna", about="PER:...", detail="PER:...")

The file is ``<home>/audit.jsonl``, readable by its owner only. A line is on the disk before the call returns; lines of
several processes never mix. The tables say what counts, this says who was behind it, sign-ins included.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson
from filelock import FileLock
from filelock import Timeout as LockTimeout

from analytics.errors import StoreError
from analytics.text import tidy_line

FILE: Final = "audit.jsonl"
_LOCK_WAIT: Final = 30.0  # seconds
_LONGEST: Final = 500
_BLOCK: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line: ``act`` is a word such as merge, ``about`` the id of what it was done to, ``where`` an address."""

    when: datetime
    who: str
    act: str
    about: str = ""
    detail: str = ""
    where: str = ""

    def as_dict(self) -> dict[str, str]:
        """JSON-ready values."""
        return asdict(self) | {"when": self.when.isoformat(timespec="microseconds")}


class Audit:
    """The record of one home. Safe from several threads and processes."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = home / FILE
        self._lock = home / ".audit.lock"
        self._clock = clock

    def record(self, act: str, *, who: str, about: str = "", detail: str = "", where: str = "") -> Act:
        """Write one act down. :class:`StoreError` where that is not possible."""
        texts = {"who": who, "about": about, "detail": detail, "where": where}
        line = Act(when=self._clock(), act=act, **{name: tidy_line(text)[:_LONGEST] for name, text in texts.items()})
        packed = orjson.dumps(line.as_dict()) + b"\n"
        try:
            with FileLock(self._lock, timeout=_LOCK_WAIT):
                file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    # After a power cut the last line may be torn: begin a new one, so that only that one is lost.
                    size = os.fstat(file).st_size
                    torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
                    os.write(file, (b"\n" if torn else b"") + packed)
                    os.fsync(file)
                finally:
                    os.close(file)
        except (OSError, LockTimeout) as error:
            raise StoreError(f"cannot write {self._path}: {error}") from error
        return line

    def newest(self, limit: int = 100, *, who: str = "", act: str = "") -> list[Act]:
        """The last acts, newest first; of one person or of one kind where these are given."""
        found: list[Act] = []
        for line in _backwards(self._path):
            done = _read(line)
            if done and (not who or done.who == who) and (not act or done.act == act):
                found.append(done)
                if len(found) >= limit:
                    break
        return found


def _backwards(path: Path) -> Iterator[bytes]:
    """The lines of a file from its end; only as much of it is read as is asked for."""
    try:
        with path.open("rb") as file:
            at, rest = file.seek(0, os.SEEK_END), b""
            while at:
                step = min(_BLOCK, at)
                at -= step
                file.seek(at)
                first, *lines = (file.read(step) + rest).split(b"\n")
                yield from reversed(lines)
                rest = first
            yield rest
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}") from error


def _read(line: bytes) -> Act | None:
    """A line as written; None for a torn one."""
    try:
        row = orjson.loads(line)
        return Act(**{**row, "when": datetime.fromisoformat(row["when"])})
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None
