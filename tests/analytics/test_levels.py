"""Lasting changes of level: found where they are, told in words, and not taken for bursts."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from analytics.asking import lasting, rising_question
from analytics.levels import levels
from analytics.telling import level_sentence
from tests.archives import article, facts_of, prediction

START = date(2024, 1, 1)


def stream(shares: list[float], *, total: int = 900, seed: int = 0) -> pl.DataFrame:
    chance = np.random.default_rng(seed)
    return pl.DataFrame(
        {
            "date": [START + timedelta(weeks=week) for week in range(len(shares))],
            "key": "migration",
            "count": [int(chance.binomial(total, share)) for share in shares],
            "total_count": total,
            "partial": False,
        }
    )


@pytest.mark.parametrize(("before", "after"), [(0.03, 0.06), (0.06, 0.03), (0.05, 0.075)])
def test_a_lasting_change_is_dated_and_measured(before: float, after: float) -> None:
    (found,) = levels(stream([before] * 40 + [after] * 30), bucket="week")
    assert abs((found.start - START).days // 7 - 40) <= 2
    assert found.times == pytest.approx(after / before, rel=0.12)
    assert found.current


def test_a_burst_is_no_level_and_a_quiet_stream_has_none() -> None:
    burst = [0.03] * 30 + [0.12] * 2 + [0.03] * 40
    assert levels(stream(burst), bucket="week") == []
    assert [levels(stream([0.05] * 100, seed=seed), bucket="week") for seed in range(20)] == [[]] * 20


def test_weeks_without_articles_and_short_streams_are_no_change() -> None:
    frame = stream([0.05] * 60).with_columns(
        pl.when(pl.col("date").is_between(date(2024, 6, 1), date(2024, 9, 1)))
        .then(0)
        .otherwise(pl.col(name))
        .alias(name)
        for name in ("count", "total_count")
    )
    assert levels(frame, bucket="week") == []
    assert levels(stream([0.01] * 5 + [0.5] * 5), bucket="week") == []
    assert levels(stream([0.05]).clear(), bucket="week") == []


def test_it_is_said_in_three_languages() -> None:
    (found,) = levels(stream([0.03] * 40 + [0.06] * 30, total=100_000), bucket="week")
    assert level_sentence(found, "Миграция", lang="ru") == (
        "Миграция: с 7 октября 2024 доля в 2 раза выше прежней: 6 % вместо 3 %."
    )
    assert level_sentence(found, "Miqrasiya", lang="az").startswith("Miqrasiya: 7 oktyabr 2024 tarixindən pay")
    assert level_sentence(found, "Migration") == (
        "Migration: since 7 October 2024 the share is 2 times as high: 6 %, 3 % before."
    )


def test_an_archive_tells_its_lasting_changes(tmp_path: Path) -> None:
    articles, predictions = [], []
    for week in range(24):
        for number in range(40):
            name, share = f"w{week}n{number}", 20 if week >= 12 else 6
            day = datetime(2025, 12, 1, 8, tzinfo=UTC) + timedelta(weeks=week, hours=number)
            articles.append(article(name, day.isoformat()))
            predictions.append(prediction(name, None, "migration" if number < share else "sport"))
    facts = facts_of(tmp_path / "home", articles, predictions=predictions)
    question = rising_question({})
    found = lasting(question, facts, now=datetime(2026, 6, 1, tzinfo=UTC), naming=lambda code, _: code.capitalize())
    assert [(item["key"], item["start"], item["times"]) for item in found] == [
        ("migration", "2026-02-23", 3.33),
        ("sport", "2026-02-23", 0.59),
    ]
