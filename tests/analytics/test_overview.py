"""What an overview is made of: volume, changes of shares, freshness, and the day from which another model labelled."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from analytics.archive import Archive
from analytics.changes import changes, sure
from analytics.filters import Filters
from analytics.freshness import freshness
from analytics.trends import trends
from analytics.volume import SoFar, volume, volume_so_far
from tests.archives import article, facts_of, make_store, prediction

NOW = datetime(2026, 5, 27, 8, tzinfo=UTC)  # a Wednesday, noon in Baku


def test_volume_counts_articles_whatever_they_are_about_and_from_the_cubes_as_from_the_frames(tmp_path: Path) -> None:
    rows = [article(f"a{n}", f"2026-05-{11 + n}T10:00:00+04:00", source="one" if n % 2 else "two") for n in range(10)]
    predictions = [prediction(f"a{n}", "sport", "sport", "economy") for n in range(10)]
    facts = facts_of(tmp_path / "home", [*rows, article("u", None)], predictions=predictions)
    found = volume(facts, Filters(), bucket="week", now=NOW)
    assert found.select("date", "count", "partial").rows() == [
        (date(2026, 5, 11), 7, False),
        (date(2026, 5, 18), 3, False),
    ]
    for filters in (
        Filters(sources=("one",)),
        Filters(topics=("sport",)),
        Filters(sources=("two",), topics=("economy",)),
    ):
        counted = volume(facts, filters, bucket="week", now=NOW)["count"].sum()
        assert counted == sum(not filters.sources or row["source"] in filters.sources for row in rows)


def test_the_running_week_is_set_beside_the_same_part_of_the_week_before(tmp_path: Path) -> None:
    days = ("18T09", "20T11", "20T13", "22T10", "25T09", "27T11")
    rows = [article(f"a{n}", f"2026-05-{day}:00:00+04:00") for n, day in enumerate(days)]
    facts = facts_of(tmp_path / "home", rows)
    assert volume_so_far(facts, Filters(), bucket="week", now=NOW) == SoFar(now=2, before=2)
    assert volume_so_far(facts, Filters(until=date(2026, 1, 1)), bucket="week", now=NOW) == SoFar(now=0, before=0)
    assert volume_so_far(facts, Filters(langs=("az",)), bucket="week", now=NOW) == SoFar(now=0, before=0)


def test_a_change_is_sure_where_its_interval_leaves_out_zero(tmp_path: Path) -> None:
    rows, predictions = [], []
    for week, sport in ((11, 2), (18, 30)):
        for n in range(40):
            rows.append(article(f"{week}-{n}", f"2026-05-{week + n % 7}T10:00:00+04:00"))
            predictions.append(prediction(f"{week}-{n}", None, "sport" if n < sport else "economy"))
    facts = facts_of(tmp_path / "home", rows, predictions=predictions)
    found = changes(trends(facts, Filters(), by="topic", bucket="week", now=NOW))
    assert found.select("key", "count", "before", "difference").rows() == [
        ("sport", 30, 2, 0.7),
        ("economy", 10, 38, -0.7),
    ]
    assert sure(found)["key"].to_list() == ["sport", "economy"]
    low, high = found.row(0, named=True)["low"], found.row(0, named=True)["high"]
    assert 0.5 < low < 0.7 < high < 0.85
    assert changes(trends(facts, Filters(langs=("ka",)), by="topic", bucket="week", now=NOW)).is_empty()
    alone = changes(trends(facts, Filters(since=date(2026, 5, 18)), by="topic", bucket="week", now=NOW))
    assert alone["difference"].null_count() == alone.height == 2


def test_a_source_is_silent_against_its_own_habit_and_an_old_archive_is_stale(tmp_path: Path) -> None:
    daily = [article(f"d{n}", f"2026-05-{n:02}T10:00:00+04:00", source="daily") for n in range(1, 21)]
    weekly = [
        article(f"w{n}", f"2026-0{4 + n // 4}-{1 + 7 * (n % 4):02}T10:00:00+04:00", source="weekly") for n in range(8)
    ]
    fresh = [article(f"f{n}", f"2026-05-{n:02}T10:00:00+04:00", source="fresh") for n in range(20, 27)]
    facts = facts_of(tmp_path / "home", [*daily, *weekly, *fresh, article("u", None)])
    found = freshness(facts, now=NOW)
    assert found.silent == (("daily", date(2026, 5, 20)),)
    assert found.newest == datetime(2026, 5, 26, 6, tzinfo=UTC)
    assert found.undated == 1
    assert not found.stale
    assert freshness(facts, now=datetime(2026, 6, 1, tzinfo=UTC)).stale
    assert freshness(facts_of(tmp_path / "empty", []), now=NOW).newest is None


def test_the_day_from_which_another_model_labelled_is_known(tmp_path: Path) -> None:
    rows = [article(f"a{n}", f"2026-05-{11 + n}T10:00:00+04:00") for n in range(6)]
    first = [
        prediction(f"a{n}", "sport", "sport", model="agency@1+semantic" if n % 2 else "agency@1") for n in range(4)
    ]
    then = [prediction(f"a{n}", "sport", "sport", model="agency@2") for n in range(4, 6)]
    again = prediction("a3", "sport", "sport", model="agency@2", predicted_at=datetime(2026, 3, 1, tzinfo=UTC))
    store = make_store(tmp_path / "home", rows, predictions=[*first, *then])
    archive = Archive(store, printed={})
    assert archive.model_changes() == ((date(2026, 5, 15), "agency@2"),)
    assert archive.models_in_turn() == ((date(2026, 5, 11), "agency@1"), (date(2026, 5, 15), "agency@2"))
    store.append("predictions", pl.DataFrame([again], schema=store.scan("predictions").collect_schema()))
    archive.refresh()
    assert archive.model_changes() == ((date(2026, 5, 14), "agency@2"),)
    one = Archive(make_store(tmp_path / "one", rows, predictions=first), printed={})
    assert one.model_changes() == ()
    assert one.models_in_turn() == ((date.min, "agency@1"),)
