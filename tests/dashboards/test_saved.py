"""What is saved, asked for and put in use from the pages Model and Health."""

import json
import re
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analytics.archive import Archive
from analytics.audit import Audit
from analytics.errors import ModelError, UsageError
from analytics.filters import Filters
from analytics.health import source_health
from analytics.indexing import SearchIndex
from analytics.jobs import Jobs
from analytics.labelling import agreement
from analytics.schema import REJECTED
from analytics.views import Views
from dashboards import saving
from dashboards.access import Person
from dashboards.access.people import Refused
from dashboards.app import create_app
from dashboards.context import Context
from dashboards.pages import health, health_alerts, health_jobs, health_saved, model, model_versions
from dashboards.url import parse
from models.registry import Registry, load_classifier
from models.taxonomy import load_taxonomy
from tests.archives import article, label, make_store, prediction

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A lively source, one that fell silent, an undated article, two labels of people."""
    lively = [article(f"a{day}", f"2026-06-{day:02}T10:00:00+04:00") for day in range(1, 21)]
    quiet = [article(f"q{day}", f"2026-05-{day:02}T10:00:00+04:00", source="quiet.example") for day in range(1, 21)]
    store = make_store(
        tmp_path / "home",
        [*lively, *quiet, article("u", None, title="Without")],
        predictions=[prediction("a1", "sport", "sport"), prediction("a2", None, "sport")],
        labels=[
            label("a1", "section", "sport"), label("a2", "section", "economy"), label("a2", "topic", "sport", "is not"),
        ],
    )  # fmt: skip
    taxonomy, seconds = load_taxonomy(), count()
    return Context(
        archive=Archive(store, printed=taxonomy.printed_codes()), store=store, index=SearchIndex(store), taxonomy=taxonomy,
        zone="Asia/Baku", clock=lambda: NOW + timedelta(seconds=next(seconds)), jobs=Jobs(store),
    )  # fmt: skip


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.access.people.local_person", lambda: Person("nobody", "reader"))


def said(component: Any) -> str:
    return json.dumps(component, default=lambda value: value.to_plotly_json(), ensure_ascii=False)


def test_a_source_that_came_daily_and_stopped_is_silent_and_said_first(context: Context) -> None:
    found = source_health(context.facts(), NOW)
    assert found.select("key", "count", "undated", "silent").rows() == [
        ("quiet.example", 20, 0, True),
        ("one.example", 21, 1, False),
    ]
    assert "1 source is silent: quiet.example." in health.lead_of(context)


def test_rejects_come_a_page_at_a_time_newest_first_and_stay_text(context: Context) -> None:
    assert "Everything that came could be read" in said(health.rejects(context, parse("")))
    rows = [
        {
            "item_id": str(n),
            "raw": b"<script>\xff",
            "origin": f"feed.xml:{n}",
            "reason": "no title",
            "when": NOW,
            "tries": 1,
        }
        for n in range(30)
    ]
    context.store.append("rejected", pl.DataFrame(rows, schema=REJECTED))
    first, second = (said(health.rejects(context, parse(search))) for search in ("", "?page=2"))
    assert "feed.xml:0" in first
    assert "page 1 of 2" in first
    assert "feed.xml:29" in second
    assert "feed.xml:29" not in first
    assert "<script>" in first
    assert "30 items could not be read" in health.lead_of(context)


def test_people_beside_the_model_are_counted_by_code(context: Context) -> None:
    scan = context.store.scan
    found = agreement(context.facts(), scan("labels").collect(), scan("predictions").collect(), Filters())
    assert found.rows() == [("section", "economy", 1, 0), ("section", "sport", 1, 1), ("topic", "sport", 1, 0)]
    assert "People gave 3 labels" in model.people(context, parse("")).caption


def test_the_model_page_says_what_labels_now_and_how_good_it_was(context: Context) -> None:
    lead = model.lead_of(context, parse(""))
    assert lead.startswith("agency@")
    assert "its best guess was the right section in" in lead
    assert model.labels(context, parse("")).table.height > 20
    assert len(model.reliability(context, parse("")).table) == 15
    counts = model.confusion(context, parse("")).table.get_column("count").sum()
    assert counts == model.measured(context, "section")["n"]


def test_a_view_is_saved_with_its_address_and_opens_there(context: Context) -> None:
    kept = saving.saved(context, "  morning  ", "/sources", "?lang=ru&bucket=day&nonsense=1")
    assert (kept.name, kept.by, kept.bucket, kept.filters.langs) == ("morning", "source", "day", ("ru",))
    assert saving.link_of(Views(context.store).named("morning")) == "/sources?lang=ru&bucket=day"
    assert "morning" in said(health_saved.view_list(context))
    health_saved.changed(context, {"type": "saved-remove", "kind": "view", "name": "morning"}, day=None, text="")
    assert Views(context.store).all() == []


def test_a_saved_view_is_watched_and_no_longer(context: Context) -> None:
    saving.saved(context, "morning", "/topics", "?topic=sport&bucket=day")
    assert (
        health_alerts.added(context, "morning", "rise", "file:alerts.txt, mailto:desk@one.example")
        == "morning is watched."
    )
    (alert,) = Views(context.store).alerts()
    assert (alert.rule, alert.to) == ("rise", ("file:alerts.txt", "mailto:desk@one.example"))
    assert "tells a rise" in said(health_alerts.listed(context))
    for wrong in ("file:../x", "ftp://x", ""):
        with pytest.raises(UsageError):
            health_alerts.added(context, "morning", "rise", wrong)
    button = {"type": "saved-remove", "kind": "alert", "name": alert.alert_id}
    health_saved.changed(context, button, day=None, text="")
    assert Views(context.store).alerts() == []
    acts = [(act.act, act.about) for act in Audit(context.store.home).newest()]
    assert acts == [("alert-remove", alert.alert_id), ("alert", alert.alert_id), ("view", "morning")]


def test_a_view_of_an_hour_is_saved_with_it(context: Context) -> None:
    search = "?from=2026-06-18T14%3A00%2B04%3A00&to=2026-06-18T15%3A00%2B04%3A00&bucket=hour"
    saving.saved(context, "hour", "/topics", search)
    assert saving.link_of(Views(context.store).named("hour")) == f"/topics{search}"


def test_a_note_is_added_and_removed(context: Context) -> None:
    assert health_saved.changed(context, "note-add", day="2026-06-11", text="Decree") == "Noted on 11 June 2026."
    context.archive.refresh()
    (note,) = context.facts().notes
    assert (note.day.isoformat(), note.text) == ("2026-06-11", "Decree")
    health_saved.changed(context, {"type": "saved-remove", "kind": "note", "name": note.note_id}, day=None, text="")
    assert "No note yet" in said(health_saved.note_list(context))


def test_a_job_is_asked_for_shown_and_cancelled(context: Context) -> None:
    jobs = context.jobs
    assert jobs is not None
    health_jobs.changed(context, jobs, {"type": "job-ask", "kind": "reindex"})
    shown = said(health_jobs.listed(context, jobs.all()))
    assert "Build the search index anew" in shown
    assert "waiting" in shown
    health_jobs.changed(context, jobs, {"type": "job-cancel", "job": jobs.all()[0].job_id})
    assert jobs.all()[0].state == "cancelled"


def test_a_version_is_put_in_use_and_back_and_written_down(context: Context) -> None:
    registry = Registry(context.store.home)
    first, second = (registry.add(load_classifier()).ref for _ in range(2))
    registry.promote(first)
    assert f"Put {second} in use" in said(model_versions.versions(context))
    assert model_versions.changed(context, {"type": "model-promote", "ref": second}) == f"{second} is in use now."
    assert model_versions.changed(context, {"type": "model-rollback", "name": "agency"}) == f"{first} is in use now."
    acts = [(act.act, act.about) for act in Audit(context.store.home).newest()]
    assert acts == [("rollback", first), ("promote", second)]
    with pytest.raises(ModelError, match="no other version"):
        model_versions.changed(context, {"type": "model-rollback", "name": "agency"})


@pytest.mark.usefixtures("reader")
def test_a_reader_sees_no_control_and_can_change_nothing(context: Context) -> None:
    jobs = context.jobs
    assert jobs is not None
    shown = said([health_jobs.section(context), health_saved.section(context), model_versions.versions(context)])
    for control in ("job-ask", "note-add", "alert-add", "model-promote", "saved-remove"):
        assert control not in shown
    assert "view-name" not in said(saving.menu(context.say))
    for change in (
        lambda: health_jobs.changed(context, jobs, {"type": "job-ask", "kind": "reindex"}),
        lambda: health_saved.changed(context, "note-add", day=None, text="x"),
        lambda: health_alerts.added(context, "x", "rise", "file:alerts.txt"),
        lambda: saving.saved(context, "x", "/", ""),
        lambda: model_versions.changed(context, {"type": "model-promote", "ref": "agency@7"}),
    ):
        with pytest.raises(Refused):
            change()


def test_the_style_of_the_sign_in_page_stays_out_of_the_dashboard(context: Context) -> None:
    client = create_app(context.store, context.taxonomy).server.test_client()
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', client.get("/").get_data(as_text=True))
    style = "".join(client.get(sheet.replace("&amp;", "&")).get_data(as_text=True) for sheet in sheets)
    assert ".facets" in style
    assert ".signin" not in style
