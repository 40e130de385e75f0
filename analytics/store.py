"""The home folder and its Delta Lake tables. The only module that opens tables; all others take frames.

<home>/home.json        what made this folder, and in which format
<home>/tables/<name>/   one Delta table each, see analytics.schema
<home>/registry/        trained models
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import orjson
import polars as pl
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError
from filelock import FileLock
from filelock import Timeout as LockTimeout

from analytics.errors import StoreError
from analytics.schema import TABLES, check

FORMAT: Final = 1
_MARKER: Final = "home.json"
_BESIDE = ("registry", "rubrika.toml")  # what may lie in a home before its first article: models, settings
# Appends of several processes race for the next version number; with the default 15 tries half of eight writers give up.
_COMMIT: Final = CommitProperties(max_commit_retries=200)
_LOCK_WAIT: Final = 120.0  # seconds
_SMALL_FILES: Final = 32


class Store:
    """The tables of one home. Opened by :func:`open_store`; safe to use from several processes at once."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of ``table``, lazily; an empty frame with the right columns while nothing was written."""
        path = self._path(table)
        if not _has_log(path):
            return pl.LazyFrame(schema=TABLES[table])
        try:
            found = pl.scan_delta(str(path))
            # A home that an earlier version wrote has no value in what later ones added.
            older = [name for name in TABLES[table] if name not in found.collect_schema()]
            return found.with_columns(pl.lit(None, TABLES[table][name]).alias(name) for name in older).select(
                list(TABLES[table])
            )
        except (DeltaError, OSError, pl.exceptions.PolarsError) as error:
            raise StoreError(f"cannot read the table {table} in {self.home}: {_first_line(error)}") from error

    def append(self, table: str, frame: pl.DataFrame) -> None:
        """Add rows; each writer's rows are there whole or not at all."""
        if frame.is_empty():
            return
        try:
            write_deltalake(
                str(self._path(table)),
                check(frame, TABLES[table]),
                mode="append",
                schema_mode="merge",
                commit_properties=_COMMIT,
            )
        except (DeltaError, OSError) as error:
            raise StoreError(f"cannot write the table {table} in {self.home}: {_first_line(error)}") from error

    def insert_new(self, table: str, frame: pl.DataFrame, *, keys: tuple[str, ...]) -> int:
        """Add the rows whose ``keys`` are not there yet, even when other processes add the same ones; how many.

        A file lock makes the look and the append one step. Delta's own merge would do without, but holds the whole
        table in memory.
        """
        if frame.is_empty():
            return 0
        frame = frame.unique(subset=list(keys), keep="first", maintain_order=True)
        try:
            with self.locked(table):
                there = (
                    self.scan(table)
                    .filter(pl.col(keys[0]).is_in(frame.get_column(keys[0]).to_list()))
                    .select(keys)
                    .collect()
                )
                fresh = frame.join(there, on=list(keys), how="anti", maintain_order="left")
                self.append(table, fresh)
        except LockTimeout as error:
            raise StoreError(
                f"the table {table} in {self.home} is too busy: another process keeps writing to it; try again"
            ) from error
        except OSError as error:
            raise StoreError(f"cannot write the table {table} in {self.home}: {error.strerror}") from error
        return fresh.height

    def locked(self, name: str, *, wait: float = _LOCK_WAIT) -> FileLock:
        """A lock that one process at a time holds, and that the system takes from one that dies.

        Entering it raises ``filelock.Timeout`` after ``wait`` seconds.
        """
        return FileLock(self.home / f".{name}.lock", timeout=wait)

    def versions(self, tables: Iterable[str] = TABLES) -> tuple[int, ...]:
        """The version of each table, in the order given; -1 for one not written yet. Cheap."""
        return tuple(_latest_version(self._path(table)) for table in tables)

    def compact(self, tables: Iterable[str] = TABLES) -> None:
        """Join the small files that many appends leave behind. Reads stay right before, during and after."""
        for table in tables:
            path = self._path(table)
            if not _has_log(path):
                continue
            delta = DeltaTable(str(path))
            if len(delta.file_uris()) > _SMALL_FILES:
                try:
                    delta.optimize.compact(max_concurrent_tasks=1, commit_properties=_COMMIT)
                except CommitFailedError:
                    continue  # another process is at it; nothing is lost by leaving it to that one

    def _path(self, table: str) -> Path:
        return self.home / "tables" / table


def open_store(home: Path, *, create: bool = False) -> Store:
    """The store in ``home``; with ``create`` a new home is made where there is none.

    :class:`StoreError` where the folder is no home, is one of another format, or cannot be written.
    """
    marker = home / _MARKER
    if not marker.is_file():
        if not create:
            raise StoreError(
                f"no rubrika home at {home}: ingest something first, for example: rubrika ingest news.jsonl"
            )
        _make_home(home)
    try:
        found = orjson.loads(marker.read_bytes())["format"]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} is damaged: restore it, or name another folder with --home") from error
    if found != FORMAT:
        raise StoreError(
            f"the home {home} has format {found}, this rubrika reads format {FORMAT}: "
            "use the rubrika that made it, or name another folder with --home"
        )
    return Store(home)


def _make_home(home: Path) -> None:
    try:
        if home.is_dir() and any(entry.name not in _BESIDE for entry in home.iterdir()):
            raise StoreError(f"{home} is not empty and not a rubrika home: name another folder with --home")
        home.mkdir(parents=True, exist_ok=True)
        (home / _MARKER).write_bytes(orjson.dumps({"format": FORMAT, "product": "rubrika"}))
    except OSError as error:
        raise StoreError(f"cannot make a home at {home}: {error.strerror}") from error


def _has_log(path: Path) -> bool:
    return (path / "_delta_log").is_dir()


def _latest_version(path: Path) -> int:
    log = path / "_delta_log"
    if not log.is_dir():
        return -1
    return max((int(entry.stem) for entry in log.glob("*.json") if entry.stem.isdigit()), default=-1)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
