"""The settings of a home: ``rubrika.toml``, read and checked as a whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analytics.asking import LISTS, filters_of
from analytics.errors import UsageError
from analytics.filters import DIMENSIONS, Bucket, Dimension, Filters
from rubrika.fetch import FetchSettings

FILE: Final = "rubrika.toml"
RULES: Final = ("rise", "fall", "new-name", "silence")
_BUCKETS: Final = ("day", "week", "month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An RSS or Atom feed, and the source that its articles get where they name none."""

    url: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A named question: which articles, of what, in which steps."""

    name: str
    filters: Filters
    by: Dimension = "topic"
    bucket: Bucket = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule on a view, where its message goes, and for how many hours the same finding is not told again."""

    view: View
    rule: str
    to: tuple[str, ...]
    cooldown: int = 24
    hours: int = 24  # of silence, for the rule on silence


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
    """Everything in the file; defaults where there is none."""

    fetch: FetchSettings = field(default_factory=FetchSettings)
    feeds: tuple[Feed, ...] = ()
    alerts: tuple[Alert, ...] = ()
    smtp: Smtp | None = None


def load_settings(home: Path) -> Settings:
    """The settings of a home; the defaults where it has no file. :class:`UsageError` says what is wrong in which part."""
    path = home / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    _only(table, {"fetch", "feeds", "views", "alerts", "smtp"}, f"{path}")
    fetch = _made(FetchSettings, table.get("fetch", {}), f"{path}, [fetch]")
    feeds = tuple(_made(Feed, row, f"{path}, [[feeds]] {at}") for at, row in _rows(table, "feeds", path))
    views = {
        view.name: view for view in (_view(row, f"{path}, [[views]] {at}") for at, row in _rows(table, "views", path))
    }
    alerts = tuple(_alert(row, views, f"{path}, [[alerts]] {at}") for at, row in _rows(table, "alerts", path))
    smtp = _made(Smtp, table["smtp"], f"{path}, [smtp]") if "smtp" in table else None
    return Settings(fetch=fetch, feeds=feeds, alerts=alerts, smtp=smtp)


def _view(row: Mapping[str, Any], where: str) -> View:
    _only(row, {"name", "by", "bucket", *LISTS}, where)
    lists = {key: _texts(row[key], f"{where}, {key}") for key in LISTS if key in row}
    by, bucket = row.get("by", "topic"), row.get("bucket", "week")
    if by not in DIMENSIONS or bucket not in _BUCKETS:
        raise UsageError(f"{where}: by is one of {', '.join(DIMENSIONS)} and bucket one of {', '.join(_BUCKETS)}")
    return View(name=_text(row.get("name"), f"{where}, name"), filters=filters_of(lists), by=by, bucket=bucket)


def _alert(row: Mapping[str, Any], views: Mapping[str, View], where: str) -> Alert:
    _only(row, {"view", "rule", "to", "cooldown", "hours"}, where)
    name, rule = _text(row.get("view"), f"{where}, view"), row.get("rule")
    if name not in views:
        raise UsageError(f"{where}: there is no view {name}; the views are {', '.join(views) or 'none'}")
    if rule not in RULES:
        raise UsageError(f"{where}: rule is one of {', '.join(RULES)}, not {rule}")
    to = _texts(row.get("to", []), f"{where}, to")
    if not to or any(not address.startswith(("file:", "http://", "https://", "mailto:")) for address in to):
        raise UsageError(f"{where}: to lists where it goes: file:PATH, https://..., or mailto:ADDRESS")
    numbers = {key: row[key] for key in ("cooldown", "hours") if key in row}
    if any(not isinstance(value, int) or value < 1 for value in numbers.values()):
        raise UsageError(f"{where}: cooldown and hours are whole hours from 1")
    return Alert(view=views[name], rule=rule, to=to, **numbers)


def _made(kind: Any, row: Any, where: str) -> Any:
    """A dataclass from a table, each value checked against the type of its default."""
    if not isinstance(row, dict):
        raise UsageError(f"{where} is a table of names and values")
    known = kind.__dataclass_fields__
    _only(row, set(known), where)
    for name, value in row.items():
        wanted = known[name].type if isinstance(known[name].type, type) else None
        allowed = (int, float) if wanted is float else wanted
        if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and wanted is not bool)):
            raise UsageError(f"{where}: {name} is not of the kind {wanted.__name__}")  # type: ignore[union-attr]
    try:
        return kind(**row)
    except TypeError as error:
        raise UsageError(f"{where}: a value is missing: {', '.join(set(known) - set(row))}") from error


def _rows(table: Mapping[str, Any], name: str, path: Path) -> list[tuple[int, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{path}: {name} is written as [[{name}]]")
    return list(enumerate(rows, 1))


def _only(row: Mapping[str, Any], names: set[str], where: str) -> None:
    if unknown := sorted(set(row) - names):
        raise UsageError(f"{where}: {unknown[0]} is not known; choose from {', '.join(sorted(names))}")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} is a text that says something")
    return value


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where} is a text, or a list of texts")
    return tuple(value)
