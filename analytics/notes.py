"""Dated notes on the time axis: what a chart alone cannot say. Append-only; the last word on a note counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import polars as pl

from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.schema import NOTES
from analytics.store import Store
from analytics.text import stable_hash, tidy_line

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text on a day."""

    note_id: str
    day: date
    text: str
    who: str

    def as_dict(self) -> dict[str, str]:
        """JSON-ready values."""
        return {"note_id": self.note_id, "day": self.day.isoformat(), "text": self.text, "who": self.who}


class Notes:
    """The notes of one store."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[Note]:
        """The notes that hold, by day."""
        return current(self._store.scan("notes").collect())

    def add(self, day: date, text: str, *, who: str) -> Note:
        """Write a note. :class:`UsageError` for one that says nothing or too much."""
        text = tidy_line(text)
        if not text or len(text) > _LONGEST:
            raise UsageError(f"a note has from 1 to {_LONGEST} characters")
        now = self._clock()
        note = Note(note_id=stable_hash(day.isoformat(), text, now.isoformat())[:10], day=day, text=text, who=who)
        self._append(note, now, holds=True)
        return note

    def remove(self, note_id: str, *, who: str) -> Note:
        """Take a note away; :class:`UsageError` where there is none of this id."""
        found = next((note for note in self.all() if note.note_id == note_id), None)
        if found is None:
            raise UsageError(f"there is no note {note_id}: see rubrika notes list")
        self._append(Note(note_id=note_id, day=found.day, text=found.text, who=who), self._clock(), holds=False)
        return found

    def _append(self, note: Note, now: datetime, *, holds: bool) -> None:
        row = {
            "note_id": note.note_id,
            "day": note.day,
            "text": note.text,
            "who": note.who,
            "when": now,
            "holds": holds,
        }
        self._store.append("notes", pl.DataFrame([row], schema=NOTES))
        act = "note" if holds else "note-remove"
        Audit(self._store.home, clock=self._clock).record(act, who=note.who, about=note.note_id, detail=note.text)


def current(rows: pl.DataFrame) -> list[Note]:
    """The notes that hold among the rows of the table, by day."""
    last = rows.sort("when").unique("note_id", keep="last", maintain_order=True).filter("holds").sort("day", "when")
    return [Note(**row) for row in last.select("note_id", "day", "text", "who").iter_rows(named=True)]
