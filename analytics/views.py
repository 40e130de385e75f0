"""Saved views and the alerts on them: those written in the home's rubrika.toml, and those that people save as they work.

What people save is a log in the table ``views``: rows are only ever added, the last word on a name counts.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import orjson
import polars as pl

from analytics.asking import FILTER_NAMES, ONCE, filters_of, given_of
from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.filters import BUCKETS, DIMENSIONS, Bucket, Dimension, Filters
from analytics.given import only, rows, text, texts
from analytics.schema import VIEWS
from analytics.store import Store
from analytics.text import stable_hash, tidy_line

FILE: Final = "rubrika.toml"
TOLD: Final = "alerts.json"  # when each finding of an alert was told last
RULES: Final = ("rise", "fall", "new-name", "silence")
_STEPS: Final = ("day", "week", "month")  # in which rises and falls are looked for
_LONGEST: Final = 80
_LONGEST_ADDRESS: Final = 4000
# Where an alert may go; looked at once more, and fully, when something is sent there.
_ADDRESS: Final = re.compile(r"file:.*|https?://\S+|mailto:[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A named question: which articles, of what, in which steps; ``address`` is where the dashboard shows it.

    ``fixed`` views are written in rubrika.toml and changed only there. ``who`` saved the others.
    """

    name: str
    filters: Filters = field(default_factory=Filters)
    by: Dimension = "topic"
    bucket: Bucket = "week"
    address: str = ""
    who: str = ""
    fixed: bool = False

    def as_row(self) -> dict[str, Any]:
        """The view as :func:`view_of` reads it: ``{"name", "by", "bucket", "topic": [...], "from": "2026-05-18", ...}``."""
        row: dict[str, Any] = {"name": self.name, "by": self.by, "bucket": self.bucket}
        row |= {"address": self.address} if self.address else {}
        for name, values in given_of(self.filters).items():
            row[name] = values[0] if name in ONCE else values
        return row

    def as_dict(self) -> dict[str, Any]:
        """The same with who saved it and whether it is fixed. JSON-ready."""
        return self.as_row() | {"who": self.who, "fixed": self.fixed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule on a view, where its message goes, and for how many hours the same finding is not told again."""

    view: View
    rule: str
    to: tuple[str, ...]
    cooldown: int = 24
    hours: int = 24  # of silence, for the rule on silence
    alert_id: str = ""
    who: str = ""
    fixed: bool = False

    def as_row(self) -> dict[str, Any]:
        """The alert as :func:`alert_of` reads it."""
        return {
            "view": self.view.name,
            "rule": self.rule,
            "to": list(self.to),
            "cooldown": self.cooldown,
            "hours": self.hours,
        }

    def as_dict(self) -> dict[str, Any]:
        """The same with its id, who saved it and whether it is fixed. JSON-ready."""
        return self.as_row() | {"alert_id": self.alert_id, "who": self.who, "fixed": self.fixed}


class Views:
    """The views and alerts of one home."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[View]:
        """Every view, by name."""
        saved = [replace(view_of(row, "views"), who=who) for _, row, who in self._saved("view")]
        fixed = fixed_views(self._file(), FILE)
        held = {view.name: view for view in (*saved, *fixed)}
        return [held[name] for name in sorted(held)]

    def alerts(self) -> list[Alert]:
        """Every alert: first those of the file, then the saved ones by age."""
        views = {view.name: view for view in self.all()}
        found = [
            replace(alert_of(row, views, f"{FILE}, [[alerts]] {at}"), alert_id=f"file-{at}", fixed=True)
            for at, row in rows(self._file(), "alerts", FILE)
        ]
        return found + [
            replace(alert_of(row, views, "views"), alert_id=name, who=who) for name, row, who in self._saved("alert")
        ]

    def named(self, name: str) -> View:
        """The view of a name."""
        found = {view.name: view for view in self.all()}
        if name not in found:
            raise UsageError(f"there is no view {name}; the views are {', '.join(found) or 'none'}")
        return found[name]

    def save(self, view: View, *, who: str) -> View:
        """Keep a view, in the place of one of the same name. :class:`UsageError` where the file has one of this name."""
        view = replace(view, name=tidy_line(view.name), who=who, fixed=False)
        view_of(view.as_row(), "the view")  # what is kept can be read again
        if any(other.name == view.name for other in fixed_views(self._file(), FILE)):
            raise UsageError(f"the view {view.name} is written in {FILE}: choose another name, or change it there")
        self._append("view", view.name, view.as_row(), who, holds=True)
        return view

    def remove(self, name: str, *, who: str) -> View:
        """Take a saved view away, and the saved alerts on it."""
        view = self.named(name)
        hanging = [alert for alert in self.alerts() if alert.view.name == name]
        if view.fixed or any(alert.fixed for alert in hanging):
            what = "view" if view.fixed else "alert on the view"
            raise UsageError(f"the {what} {name} is written in {FILE}: take it away there")
        for alert in hanging:
            self.remove_alert(alert.alert_id, who=who)
        self._append("view", name, view.as_row(), who, holds=False)
        return view

    def add_alert(self, alert: Alert, *, who: str) -> Alert:
        """Keep an alert on a view. What it tells can go to a file in the home, a webhook or a mailbox."""
        view = self.named(alert.view.name)
        checked = alert_of(alert.as_row(), {view.name: view}, "the alert")
        for address in checked.to:
            name = address.removeprefix("file:")
            if address.startswith("file:") and (Path(name).name != name or name in ("", "..")):
                raise UsageError(f"{address}: a saved alert writes into the home itself: file:alerts.txt")
        row = checked.as_row()
        alert_id = stable_hash(orjson.dumps(row).decode(), self._clock().isoformat())[:10]
        self._append("alert", alert_id, row, who, holds=True)
        return replace(checked, alert_id=alert_id, who=who)

    def remove_alert(self, alert_id: str, *, who: str) -> Alert:
        """Take a saved alert away."""
        found = next((alert for alert in self.alerts() if alert.alert_id == alert_id), None)
        if found is None or found.fixed:
            raise UsageError(
                f"there is no alert {alert_id}: see rubrika views list"
                if found is None
                else f"the alert {alert_id} is written in {FILE}: take it away there"
            )
        self._append("alert", alert_id, found.as_row(), who, holds=False)
        return found

    def _saved(self, kind: Literal["view", "alert"]) -> list[tuple[str, dict[str, Any], str]]:
        """name, row and who of what holds, oldest first."""
        log = self._store.scan("views").filter(pl.col("kind") == kind).sort("when", maintain_order=True).collect()
        last = log.unique("name", keep="last", maintain_order=True).filter("holds")
        return [(name, orjson.loads(row), who) for name, row, who in last.select("name", "value", "who").iter_rows()]

    def _append(self, kind: str, name: str, row: Mapping[str, Any], who: str, *, holds: bool) -> None:
        line = {
            "name": name,
            "kind": kind,
            "value": orjson.dumps(row).decode(),
            "who": who,
            "when": self._clock(),
            "holds": holds,
        }
        self._store.append("views", pl.DataFrame([line], schema=VIEWS))
        act = kind if holds else f"{kind}-remove"
        Audit(self._store.home, clock=self._clock).record(act, who=who, about=name)

    def _file(self) -> Mapping[str, Any]:
        return settings_table(self._store.home)


def last_told(home: Path) -> dict[str, datetime]:
    """When each finding was told last, under ``view|rule|what``; a damaged file counts as none."""
    try:
        return {key: datetime.fromisoformat(when) for key, when in orjson.loads((home / TOLD).read_bytes()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def settings_table(home: Path) -> Mapping[str, Any]:
    """What rubrika.toml of a home says; nothing where there is none. :class:`UsageError` for a file that is no TOML."""
    path = home / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def fixed_views(table: Mapping[str, Any], where: str) -> list[View]:
    """The views of a settings file."""
    return [replace(view_of(row, f"{where}, [[views]] {at}"), fixed=True) for at, row in rows(table, "views", where)]


def view_of(row: Mapping[str, Any], where: str) -> View:
    """``{"name": "migration", "topic": ["migration"], "bucket": "day"}`` -> a view; ``where`` begins every complaint."""
    only(row, ("name", "by", "bucket", "address", *FILTER_NAMES), where)
    name = text(row.get("name"), f"{where}, name")
    if len(name) > _LONGEST:
        raise UsageError(f"{where}: a name has at most {_LONGEST} characters")
    by, bucket, address = row.get("by", "topic"), row.get("bucket", "week"), row.get("address", "")
    if by not in DIMENSIONS or bucket not in BUCKETS:
        raise UsageError(f"{where}: by is one of {', '.join(DIMENSIONS)} and bucket one of {', '.join(BUCKETS)}")
    # A way within the dashboard, never to another site: browsers read //host and /\host as one.
    if address and (not isinstance(address, str) or address[:1] != "/" or address[1:2] in ("/", "\\")):
        raise UsageError(f"{where}: address is a path of the dashboard, as /sources?lang=ru")
    if len(address) > _LONGEST_ADDRESS:
        raise UsageError(f"{where}: address has at most {_LONGEST_ADDRESS} characters")
    given = {key: texts(row[key], f"{where}, {key}") for key in FILTER_NAMES if key in row}
    try:
        filters = filters_of(given)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from error
    return View(name=name, filters=filters, by=by, bucket=bucket, address=address)


def alert_of(row: Mapping[str, Any], views: Mapping[str, View], where: str) -> Alert:
    """``{"view": "migration", "rule": "rise", "to": ["file:alerts.txt"]}`` -> an alert on one of ``views``."""
    only(row, ("view", "rule", "to", "cooldown", "hours"), where)
    name, rule = text(row.get("view"), f"{where}, view"), row.get("rule")
    if name not in views:
        raise UsageError(f"{where}: there is no view {name}; the views are {', '.join(views) or 'none'}")
    if rule not in RULES:
        raise UsageError(f"{where}: rule is one of {', '.join(RULES)}, not {rule}")
    if rule in ("rise", "fall") and views[name].bucket not in _STEPS:
        raise UsageError(
            f"{where}: a {rule} is found by {', '.join(_STEPS)}; the view {name} goes by {views[name].bucket}"
        )
    to = texts(row.get("to", []), f"{where}, to")
    if not to or not all(map(_ADDRESS.fullmatch, to)):
        raise UsageError(f"{where}: to lists where it goes: file:PATH, https://..., or mailto:ADDRESS")
    numbers = {key: row[key] for key in ("cooldown", "hours") if key in row}
    if any(not isinstance(value, int) or isinstance(value, bool) or value < 1 for value in numbers.values()):
        raise UsageError(f"{where}: cooldown and hours are whole hours from 1")
    return Alert(view=views[name], rule=rule, to=to, **numbers)
