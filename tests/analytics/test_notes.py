"""Notes on the time axis."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from analytics.archive import Archive
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.notes import Notes
from analytics.trends import trends
from dashboards.figures import trend_lines
from tests.archives import PRINTED, article, make_store, prediction
from tests.rubrika.test_cli import rubrika

DAY = date(2026, 5, 18)


def test_a_note_is_written_shown_and_taken_away(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [article("a", "2026-05-18T10:00:00+04:00"), article("b", "2026-05-28T10:00:00+04:00")],
        predictions=[prediction("a", "sport", "sport")],
    )
    ticks = iter(datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(9))
    notes = Notes(store, clock=lambda: next(ticks))
    kept = notes.add(DAY, "  A source moved <b>house</b> %{x} ", who="editor")
    gone = notes.add(date(2026, 4, 1), "Long before", who="editor")
    assert [note.text for note in notes.all()] == ["Long before", "A source moved <b>house</b> %{x}"]
    notes.remove(gone.note_id, who="editor")
    facts = Archive(store, printed=PRINTED).facts()
    assert facts.notes == (kept,)
    frame = trends(facts, Filters(), by="topic", bucket="week", now=datetime(2026, 6, 10, tzinfo=UTC))
    figure = trend_lines(
        frame,
        measure="share",
        bucket="week",
        naming=str,
        colours={},
        marks=[(note.day, note.text) for note in facts.notes],
    )
    (mark,) = (mark for mark in figure["layout"]["annotations"] if mark.get("name") == "remark")
    assert mark["hovertext"] == "2026-05-18: A source moved &lt;b&gt;house&lt;/b&gt; % {x}"
    assert len(figure["layout"]["shapes"]) == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 201])
def test_a_note_says_something_and_not_too_much(tmp_path: Path, text: str) -> None:
    store = make_store(tmp_path / "home", [article("a", None)])
    with pytest.raises(UsageError, match="from 1 to 200"):
        Notes(store).add(DAY, text, who="editor")


def test_the_verbs(tmp_path: Path) -> None:
    make_store(tmp_path / "home", [article("a", None)])
    made = rubrika("notes", "add", "2026-05-18", "Выходной", "--home", tmp_path / "home", cwd=tmp_path)
    assert made.returncode == 0
    listed = rubrika("notes", "list", "--json", "--home", tmp_path / "home", cwd=tmp_path)
    assert [note["text"] for note in json.loads(listed.stdout)] == ["Выходной"]
    wrong = rubrika("notes", "add", "вчера", "x", "--home", tmp_path / "home", cwd=tmp_path)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    missing = rubrika("notes", "remove", "none", "--home", tmp_path / "home", cwd=tmp_path)
    assert missing.returncode == 2
