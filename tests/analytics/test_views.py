"""Saved views and alerts: those of the file and those saved, as one."""

import json
from datetime import date
from pathlib import Path

import pytest

from analytics.archive import Archive
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.store import Store
from analytics.views import Alert, View, Views, alert_of, view_of
from tests.archives import PRINTED, article, make_store
from tests.rubrika.test_cli import rubrika

FILE = """
[[views]]
name = "migration"
topic = ["migration"]
bucket = "day"
[[alerts]]
view = "migration"
rule = "rise"
to = ["file:/var/log/alerts.txt", "https://hook.example/x", "mailto:editor@agency.example"]
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path / "home", [article("a", "2026-05-18T10:00:00+04:00")])


def test_a_view_is_saved_replaced_found_and_taken_away(store: Store) -> None:
    views = Views(store)
    filters = Filters(topics=("migration",), langs=("ru", "az"), since=date(2026, 5, 1), copies="all")
    views.save(View(name=" Миграция  у нас ", filters=filters, bucket="month", address="/?topic=migration"), who="anna")
    views.save(View(name="b"), who="anna")
    views.save(View(name="b", by="source"), who="rauf")
    first, second = views.all()
    assert (first.name, first.by, first.who) == ("b", "source", "rauf")
    assert second == View(
        name="Миграция у нас", filters=filters, bucket="month", address="/?topic=migration", who="anna"
    )
    views.remove("b", who="anna")
    assert [view.name for view in views.all()] == ["Миграция у нас"]


def test_the_file_and_what_is_saved_are_one(store: Store) -> None:
    (store.home / "rubrika.toml").write_text(FILE, encoding="utf-8")
    views = Views(store)
    saved = views.save(View(name="quiet", by="source"), who="anna")
    views.add_alert(Alert(view=saved, rule="silence", to=("file:quiet.txt",), hours=48), who="anna")
    views.add_alert(Alert(view=views.named("migration"), rule="new-name", to=("file:new.txt",)), who="anna")
    assert [(view.name, view.fixed) for view in views.all()] == [("migration", True), ("quiet", False)]
    assert [(alert.view.name, alert.rule, alert.fixed) for alert in views.alerts()] == [
        ("migration", "rise", True),
        ("quiet", "silence", False),
        ("migration", "new-name", False),
    ]
    views.remove("quiet", who="anna")
    assert [alert.rule for alert in views.alerts()] == ["rise", "new-name"]
    with pytest.raises(UsageError, match=r"written in rubrika\.toml"):
        views.remove("migration", who="anna")
    with pytest.raises(UsageError, match=r"written in rubrika\.toml"):
        views.save(View(name="migration"), who="anna")


def test_a_saved_alert_writes_nowhere_but_into_the_home(store: Store) -> None:
    views = Views(store)
    view = views.save(View(name="all"), who="anna")
    for address in ("file:/etc/x", "file:../x", "file:..", "file:"):
        with pytest.raises(UsageError, match="into the home itself"):
            views.add_alert(Alert(view=view, rule="rise", to=(address,)), who="anna")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({}, "name is a text that says something"),
        ({"name": "x" * 81}, "at most 80"),
        ({"name": "x", "by": "mood"}, "by is one of topic"),
        ({"name": "x", "bucket": ["day"]}, "bucket one of hour"),
        ({"name": "x", "colour": "red"}, "colour is not known"),
        ({"name": "x", "topic": [1]}, "topic is a text, or a list of texts"),
        ({"name": "x", "from": "yesterday"}, "yesterday is not a day"),
        ({"name": "x", "address": "//evil.example"}, "a path of the dashboard"),
        ({"name": "x", "address": "https://evil.example"}, "a path of the dashboard"),
    ],
)
def test_what_is_wrong_with_a_view_is_said(row: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match="the view: it") as caught:
        view_of(row, "the view: it")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"view": "y", "rule": "rise", "to": ["file:a"]}, "there is no view y; the views are x, years"),
        ({"view": "x", "rule": "mood"}, "rule is one of rise, fall"),
        ({"view": "x", "rule": "rise", "to": "ftp://x"}, "to lists where it goes"),
        ({"view": "x", "rule": "rise", "to": "mailto:nobody"}, "to lists where it goes"),
        ({"view": "x", "rule": "rise", "to": "file:a", "cooldown": 0}, "whole hours from 1"),
        ({"view": "years", "rule": "rise", "to": "file:a"}, "a rise is found by day, week, month"),
    ],
)
def test_what_is_wrong_with_an_alert_is_said(row: dict[str, object], says: str) -> None:
    views = {"x": View(name="x"), "years": View(name="years", bucket="year")}
    with pytest.raises(UsageError) as caught:
        alert_of(row, views, "the alert")
    assert says in str(caught.value)


def test_saving_a_view_leaves_the_facts_in_memory(store: Store) -> None:
    archive = Archive(store, printed=PRINTED)
    before = archive.facts()
    Views(store).save(View(name="all"), who="anna")
    archive.refresh()
    assert archive.facts() is before


def test_the_verbs(store: Store, tmp_path: Path) -> None:
    def said(*words: str) -> tuple[int, str, str]:
        done = rubrika("views", *words, "--home", store.home, cwd=tmp_path)
        return done.returncode, done.stdout, done.stderr

    assert said("add", "migration", "--where", "topic=migration", "--where", "from=2026-05-01")[0] == 0
    alert = said("alert", "migration", "--rule", "silence", "--to", "file:a.txt")[1].split()[-1]
    listed = json.loads(said("list", "--json")[1])
    assert (listed["views"][0]["topic"], listed["views"][0]["from"]) == (["migration"], "2026-05-01")
    assert listed["alerts"][0]["alert_id"] == alert
    checked = rubrika("alerts", "--home", store.home, cwd=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "nothing to tell\n")
    code, _, error = said("remove", "none")
    assert (code, error) == (2, "rubrika: there is no view none; the views are migration\n")
    assert said("remove", alert)[0] == said("remove", "migration")[0] == 0
    assert json.loads(said("list", "--json")[1]) == {"views": [], "alerts": []}
