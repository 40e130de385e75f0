"""Which label counts, and what an article is known by."""

from pathlib import Path

import polars as pl
import pytest

from analytics.archive import Archive
from analytics.schema import ARTICLES, LABELS
from tests.archives import PRINTED, article, facts_of, label, make_store, mention, prediction

DAY = "2026-05-21T16:49:00+04:00"


def labels_of(facts: object, name: str) -> tuple[str | None, str | None]:
    row = facts.articles.filter(pl.col("article_id") == name).row(0, named=True)  # type: ignore[attr-defined]
    return row["section"], row["basis"]


@pytest.mark.parametrize(
    ("printed", "predicted", "human", "expected"),
    [
        (None, None, None, (None, None)),
        (None, "health", None, ("health", "predicted")),
        ("Политика", "health", None, ("domestic_politics", "printed")),
        ("Разное", "health", None, ("health", "predicted")),
        ("Политика", "health", "economy", ("economy", "human")),
        (None, None, "economy", ("economy", "human")),
    ],
)
def test_people_count_before_print_and_print_before_the_model(
    tmp_path: Path, printed: str | None, predicted: str | None, human: str | None, expected: tuple[str, str]
) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article("a", DAY, section=printed)],
        predictions=[prediction("a", predicted)],
        labels=[label("a", "section", human)] if human else [],
    )
    assert labels_of(facts, "a") == expected


def test_the_last_word_of_people_counts_and_a_denied_guess_is_gone(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article("a", DAY), article("b", DAY)],
        predictions=[prediction("a", "health"), prediction("b", "health")],
        labels=[
            label("a", "section", "economy", day=1),
            label("a", "section", "finance", day=2),
            label("b", "section", "health", "is not"),
        ],
    )
    assert labels_of(facts, "a") == ("finance", "human")
    assert labels_of(facts, "b") == (None, None)


def test_topics_are_predictions_with_peoples_labels_applied(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article("a", DAY)],
        predictions=[prediction("a", "health", "health", "society")],
        labels=[label("a", "topic", "society", "is not"), label("a", "topic", "economy")],
    )
    found = set(facts.topics.select(pl.col("code").cast(str), "topic_basis").iter_rows())
    assert found == {("health", "predicted"), ("economy", "human")}


def test_only_the_newest_revision_counts(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article("a", DAY, title="Old"), article("a", DAY, title="New", revision=2)],
        predictions=[prediction("a", "health"), prediction("a", "sport", revision=2)],
        mentions=[mention("a", "Анна Ким")],
    )
    assert facts.articles.get_column("title").to_list() == ["New"]
    assert labels_of(facts, "a") == ("sport", "predicted")
    assert facts.mentions.is_empty()


def test_days_follow_the_zone_but_a_date_without_a_time_keeps_its_day(tmp_path: Path) -> None:
    rows = [
        article("late", "2026-05-21T02:00:00+04:00"),
        article("day", "2026-05-21T00:00:00+04:00", published_precision="day"),
    ]
    store = make_store(tmp_path / "home", rows)
    archive = Archive(store, printed=PRINTED)
    for zone, late in (("Asia/Baku", 21), ("UTC", 20), ("America/New_York", 20)):
        days = dict(archive.facts(zone).articles.select("article_id", "day").iter_rows())
        assert (days["late"].day, days["day"].day) == (late, 21)


def test_reading_an_article_gives_its_labels_names_and_copies(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [article("a", DAY), article("b", DAY, duplicate_of="a", source="two.example")],
        predictions=[prediction("a", None, "health")],
        mentions=[mention("a", "Анна Ким", count=3)],
    )
    archive = Archive(store, printed=PRINTED)
    reading = archive.read("a")
    assert reading is not None
    assert (reading.section, reading.best, reading.model) == (None, ("society", 0.2), "agency@1")
    assert reading.topics == (("health", 0.8, "predicted"),)
    assert [entity["name"] for entity in reading.entities] == ["Анна Ким"]
    assert [copy["source"] for copy in reading.copies] == ["two.example"]
    assert [copy["article_id"] for copy in archive.read("b").copies] == ["a"]  # type: ignore[union-attr]
    assert archive.read("nobody") is None


def test_what_is_stored_later_is_seen_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.archive._FRESH", -1.0)
    store = make_store(tmp_path / "home", [article("a", DAY)])
    archive = Archive(store, printed=PRINTED)
    assert archive.facts().articles.height == 1
    store.append("articles", pl.DataFrame([article("b", DAY)], schema=ARTICLES))
    store.append("labels", pl.DataFrame([label("b", "section", "sport")], schema=LABELS))
    assert labels_of(archive.facts(), "b") == ("sport", "human")
