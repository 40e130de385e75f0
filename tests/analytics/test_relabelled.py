"""A correction is seen at once, and what is shown then is what a fresh reading of the tables would show."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analytics.archive import Archive, Facts
from analytics.filters import Filters
from analytics.notes import Notes
from analytics.schema import LABELS
from analytics.trends import trends
from tests.archives import PRINTED, article, label, make_store, mention, prediction

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CODES = ["sport", "health", "economy"]
ARTICLES = [
    article("a", "2026-05-18T10:00:00+04:00", section="Sport"),
    article("b", "2026-05-19T10:00:00+04:00", lang="az"),
    article("c", "2026-05-19T12:00:00+04:00", source="two.example", duplicate_of="b"),
    article("d", None),
    article("e", "2026-05-27T10:00:00+04:00", lang="en", section="Политика"),
    article("f", "2026-05-27T11:00:00+04:00"),
]
PREDICTIONS = [
    prediction("a", "sport", "sport", "health"),
    prediction("b", "health", "health"),
    prediction("c", None),
    prediction("d", "economy", "economy"),
    prediction("e", "sport", "sport", model="agency@2+semantic"),
]
MENTIONS = [mention(name, who) for name in "abde" for who in ("Анна Ким", "Бек Али")]

said = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from(["section", "topic"]),
    st.sampled_from([*CODES, "unclassified"]),
    st.sampled_from(["is", "is", "is not", "taken back"]),
)


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String)).sort(pl.all())


def same(one: Facts, other: Facts) -> None:
    assert one.cubes
    assert other.cubes
    assert one.articles.get_column("row").to_list() == list(range(one.articles.height))
    assert_frame_equal(plain(one.articles), plain(other.articles))
    for name in ("topics", "mentions"):
        assert getattr(one, name).get_column("row").is_sorted()
        assert_frame_equal(plain(getattr(one, name)), plain(getattr(other, name)))
    for name in ("totals", "topics", "sections"):
        assert getattr(one.cubes, name).get_column("day").is_sorted()
        assert_frame_equal(plain(getattr(one.cubes, name)), plain(getattr(other.cubes, name)))
    assert (one.heard, one.notes) == (other.heard, other.notes)


@settings(max_examples=8, deadline=None)
@given(rounds=st.lists(st.lists(said, min_size=1, max_size=3), min_size=1, max_size=3))
def test_corrections_yield_what_a_fresh_reading_does(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, str, str, str]]]
) -> None:
    home = tmp_path_factory.mktemp("said") / "home"
    store = make_store(home, ARTICLES, predictions=PREDICTIONS, mentions=MENTIONS)
    archive, when = Archive(store, printed=PRINTED), datetime(2026, 2, 1, tzinfo=UTC)
    seen = archive.facts()
    for number, lines in enumerate(rounds):
        before = plain(seen.articles), plain(seen.topics), plain(seen.mentions)
        rows = []
        for name, target, code, verdict in lines:
            when += timedelta(minutes=1)
            rows.append(label(name, target, code, verdict) | {"label_id": f"{number}-{len(rows)}", "when": when})
        store.append("labels", pl.DataFrame(rows, schema=LABELS))
        archive.refresh()
        now, fresh = archive.facts(), Archive(store, printed=PRINTED).facts()
        same(now, fresh)
        for by in ("topic", "section", "source"):
            for copies in ("once", "all"):
                asked = [trends(one, Filters(copies=copies), by=by, bucket="day", now=NOW) for one in (now, fresh)]  # type: ignore[arg-type]
                assert_frame_equal(*asked)
        # Somebody may still look at the facts of before.
        assert all(map(pl.DataFrame.equals, before, (plain(seen.articles), plain(seen.topics), plain(seen.mentions))))
        seen = now


def test_a_note_is_shown_without_reading_the_archive_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = make_store(tmp_path_factory.mktemp("noted") / "home", ARTICLES, predictions=PREDICTIONS)
    archive = Archive(store, printed=PRINTED)
    before = archive.facts()
    Notes(store).add(datetime(2026, 5, 18, tzinfo=UTC).date(), "New desk", who="anna")
    archive.refresh()
    assert [note.text for note in archive.facts().notes] == ["New desk"]
    assert archive.facts().articles is before.articles


def test_labels_of_a_table_that_was_restored_are_gone(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("restored") / "home"
    store = make_store(home, ARTICLES, labels=[label("b", "section", "sport")])
    archive = Archive(store, printed=PRINTED)
    assert archive.facts().articles.item(1, "section") == "sport"
    table = home / "tables" / "labels"
    table.rename(home / "tables" / "labels.lost")
    archive.refresh()
    assert archive.facts().articles.item(1, "section") is None
