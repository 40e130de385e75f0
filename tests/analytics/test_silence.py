"""Sources that have gone quiet, and those that are as quiet as ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.silence import UNLIKELY, silences, thinned
from tests.archives import article, facts_of

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def published(tmp_path: Path, **hours_ago: list[float]) -> Facts:
    """Sources with an article so many hours ago."""
    rows = [
        article(f"{source}{n}", (NOW - timedelta(hours=hours)).isoformat(), source=source)
        for source, given in hours_ago.items()
        for n, hours in enumerate(given)
    ]
    return facts_of(tmp_path / "home", rows)


def test_a_busy_source_is_silent_after_two_days_and_a_slow_one_is_not(tmp_path: Path) -> None:
    facts = published(tmp_path, busy=[48 + 4 * n for n in range(60)], slow=[48 + 100 * n for n in range(6)], one=[300])
    found = silences(facts, Filters(), now=NOW)
    assert found.filter(found["chance"] < UNLIKELY)["source"].to_list() == ["busy"]
    row = found.row(0, named=True)
    assert (row["quiet"], row["gap"], row["longest"]) == (48, 4, 4)
    assert row["last"] == NOW - timedelta(hours=48)


def test_a_pause_as_long_as_an_earlier_one_is_no_silence(tmp_path: Path) -> None:
    pausing = [48 + 2 * n for n in range(40)] + [180 + 2 * n for n in range(40)]
    assert silences(published(tmp_path, pausing=pausing), Filters(), now=NOW)["chance"].to_list() == [1.0]


def test_a_source_that_is_gone_for_months_is_still_silent(tmp_path: Path) -> None:
    gone = silences(published(tmp_path, gone=[2000 + 4 * n for n in range(50)]), Filters(), now=NOW)
    assert gone["chance"].to_list() == [0.0] or gone["chance"][0] < UNLIKELY
    assert silences(published(tmp_path / "none"), Filters(), now=NOW).is_empty()


def test_a_source_with_far_fewer_articles_than_usual_is_named_with_both_numbers(tmp_path: Path) -> None:
    every_day = [12 + 24 * day for day in range(70)]
    facts = published(
        tmp_path,
        less=[100.0, *(hours for hours in every_day if hours > 168)],
        same=every_day,
        young=[100.0, *(hours for hours in every_day if 168 < hours < 400)],
    )
    found = thinned(facts, Filters(), now=NOW)
    assert found.select("source", "count", "usual").rows() == [("less", 1, 7.0)]
