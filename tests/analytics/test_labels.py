"""Labels that people give: what counts, what is kept, what can be taken back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.archive import Archive
from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.filters import UNCLASSIFIED, Filters
from analytics.labels import Labels
from analytics.queries import listing
from analytics.store import Store
from tests.archives import PRINTED, article, make_store, prediction

CODES = ("sport", "economy", "migration", "domestic_politics")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(
        tmp_path / "home",
        [article("a", "2026-05-12T10:00:00+04:00", section="Sport"), article("b", "2026-05-13T10:00:00+04:00")],
        predictions=[prediction("a", "economy", "economy"), prediction("b", "economy", "economy", "migration")],
    )


def ticking() -> Callable[[], datetime]:
    """A clock that moves a second at every look."""
    now = [datetime(2026, 6, 1, tzinfo=UTC)]

    def tick() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    return tick


def effective(store: Store, name: str) -> tuple[str | None, str | None, list[str]]:
    """Section, what it rests on, and topics."""
    reading = Archive(store, printed=PRINTED).read(name)
    assert reading is not None
    return reading.section, reading.basis, sorted(code for code, _, _ in reading.topics)


def test_a_section_given_by_people_counts_before_the_printed_one_and_what_was_said_before_comes_back(
    store: Store,
) -> None:
    labels = Labels(store, clock=ticking())
    labels.say("a", "section", "economy", who="anna", codes=CODES)
    second = labels.say("a", "section", "migration", who="bek", codes=CODES, note="about quotas")
    assert effective(store, "a")[:2] == ("migration", "human")
    labels.take_back(second.label_id, who="anna")
    assert effective(store, "a")[:2] == ("economy", "human")
    labels.take_back(labels.of("a")[0].label_id, who="anna")
    assert effective(store, "a")[:2] == ("sport", "printed")
    said = [(line.verdict, line.code, line.who, line.note, line.holds) for line in labels.of("a")]
    assert said == [
        ("is", "economy", "anna", "", False),
        ("is", "migration", "bek", "about quotas", False),
        ("taken back", "migration", "anna", "", False),
        ("taken back", "economy", "anna", "", False),
    ]


def test_none_of_the_sections_counts_before_the_printed_one(store: Store) -> None:
    labels = Labels(store, clock=ticking())
    none = labels.say("a", "section", UNCLASSIFIED, who="anna", codes=CODES)
    assert effective(store, "a")[:2] == (None, "human")
    labels.take_back(none.label_id, who="anna")
    assert effective(store, "a")[:2] == ("sport", "printed")


def test_topics_are_added_taken_away_and_left_to_the_model_again(store: Store) -> None:
    labels = Labels(store, clock=ticking())
    no = labels.say("b", "topic", "migration", verdict="is not", who="anna", codes=CODES)
    labels.say("b", "topic", "sport", who="anna", codes=CODES)
    assert effective(store, "b")[2] == ["economy", "sport"]
    labels.take_back(no.label_id, who="anna")
    assert effective(store, "b")[2] == ["economy", "migration", "sport"]


def test_what_cannot_be_said_is_refused_and_nothing_is_written(store: Store) -> None:
    labels = Labels(store)
    with pytest.raises(UsageError, match="there is no code cooking; choose from domestic_politics, economy"):
        labels.say("a", "section", "cooking", who="anna", codes=CODES)
    with pytest.raises(UsageError, match="there is no article z"):
        labels.say("z", "section", "sport", who="anna", codes=CODES)
    with pytest.raises(UsageError, match="a label is of section or topic"):
        labels.say("a", "mood", "sport", who="anna", codes=CODES)
    with pytest.raises(UsageError, match="there is no code unclassified"):
        labels.say("a", "topic", UNCLASSIFIED, who="anna", codes=CODES)
    with pytest.raises(UsageError, match="there is no label x that holds"):
        labels.take_back("x", who="anna")
    assert labels.of("a") == []


def test_every_word_is_in_the_audit(store: Store) -> None:
    labels = Labels(store, clock=ticking())
    line = labels.say("a", "section", "economy", who="anna", codes=CODES)
    labels.take_back(line.label_id, who="bek")
    acts = [(act.act, act.who, act.about, act.detail) for act in Audit(store.home).newest()]
    assert acts == [
        ("label-take-back", "bek", "a", "section taken back economy"),
        ("label", "anna", "a", "section is economy"),
    ]


def test_articles_without_any_label_are_a_basis_of_their_own(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [article(name, "2026-05-12T10:00:00+04:00") for name in "abc"],
        predictions=[prediction("a", "economy"), prediction("b", None)],
    )
    facts = Archive(store, printed=PRINTED).facts()
    assert [listing(facts, Filters(bases=bases))[0] for bases in (("none",), ("predicted",), ("none", "predicted"))] == [
        2, 1, 3,
    ]  # fmt: skip
