"""The settings of a home in ``rubrika.toml``: feeds, fetching and mail. Its views and alerts: :mod:`analytics.views`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.errors import UsageError
from analytics.given import only, rows
from analytics.views import FILE, settings_table
from rubrika.fetch import FetchSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An RSS or Atom feed, and the source that its articles get where they name none."""

    url: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """How to send mail. ``password_env`` names the environment variable that holds the password."""

    host: str
    port: int = 587
    user: str = ""
    password_env: str = "RUBRIKA_SMTP_PASSWORD"
    sender: str = ""
    starttls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the file says on feeds, fetching and mail; defaults where there is none."""

    fetch: FetchSettings = field(default_factory=FetchSettings)
    feeds: tuple[Feed, ...] = ()
    smtp: Smtp | None = None


def load_settings(home: Path) -> Settings:
    """The settings of a home; the defaults where it has no file. :class:`UsageError` says what is wrong in which part."""
    path, table = home / FILE, settings_table(home)
    only(table, {"fetch", "feeds", "views", "alerts", "smtp", "access", "embed"}, f"{path}")
    fetch = _made(FetchSettings, table.get("fetch", {}), f"{path}, [fetch]")
    feeds = tuple(_made(Feed, row, f"{path}, [[feeds]] {at}") for at, row in rows(table, "feeds", f"{path}"))
    smtp = _made(Smtp, table["smtp"], f"{path}, [smtp]") if "smtp" in table else None
    return Settings(fetch=fetch, feeds=feeds, smtp=smtp)


def _made(kind: Any, row: Any, where: str) -> Any:
    """A dataclass from a table, each value checked against the type of its default."""
    if not isinstance(row, dict):
        raise UsageError(f"{where} is a table of names and values")
    known = kind.__dataclass_fields__
    only(row, set(known), where)
    for name, value in row.items():
        wanted = known[name].type if isinstance(known[name].type, type) else None
        allowed = (int, float) if wanted is float else wanted
        if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and wanted is not bool)):
            raise UsageError(f"{where}: {name} is not of the kind {wanted.__name__}")  # type: ignore[union-attr]
    try:
        return kind(**row)
    except TypeError as error:
        raise UsageError(f"{where}: a value is missing: {', '.join(set(known) - set(row))}") from error
