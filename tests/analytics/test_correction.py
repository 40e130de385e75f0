"""Shares corrected for the classifier's errors come closer to the truth than the plain ones, with bands that hold."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.archive import Archive, Facts
from analytics.correction import RATES, corrected
from analytics.filters import Filters
from analytics.trends import trends
from tests.archives import article, make_store, prediction

SENSITIVITY, SPECIFICITY = 0.8, 0.97


def seen(count: int, total: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "date": [date(2026, 5, 18)], "key": ["migration"], "count": [count], "total_count": [total],
            "ratio": [count / total if total else None], "low": [0.0], "high": [1.0], "partial": [False],
        },
        schema_overrides={"ratio": pl.Float64},
    )  # fmt: skip


def rates(sensitivity: float, positives: int, specificity: float, negatives: int) -> pl.DataFrame:
    row = ("migration", sensitivity, positives, specificity, negatives)
    return pl.DataFrame([row], schema=RATES, orient="row")


@pytest.mark.parametrize("truth", [0.02, 0.1, 0.3, 0.6])
def test_a_simulated_shift_is_measured_closer_to_the_truth_and_the_band_holds_it(truth: float) -> None:
    chance = np.random.default_rng(7)
    plain_error, runs, total = 0.0, 400, 800
    weeks, known = [], []
    for run in range(runs):
        # The rates are known from an evaluation on few articles, as they are in life.
        found = rates(chance.binomial(60, SENSITIVITY) / 60, 60, chance.binomial(900, SPECIFICITY) / 900, 900)
        real = chance.binomial(total, truth)
        counted = chance.binomial(real, SENSITIVITY) + chance.binomial(total - real, 1 - SPECIFICITY)
        # Each run is a label of its own, so that all are corrected at once and none by the rates of another.
        weeks.append(seen(counted, total).with_columns(key=pl.lit(f"run {run}")))
        known.append(found.with_columns(key=pl.lit(f"run {run}")))
        plain_error += abs(counted / total - truth) / runs
    rows = corrected(pl.concat(weeks), pl.concat(known))
    assert rows.height == runs
    error = (rows["ratio"] - truth).abs().mean()
    held = ((rows["low"] <= truth) & (rows["high"] >= truth)).sum()
    assert isinstance(error, float)
    assert 0.93 <= held / runs <= 0.99
    # At the one share where misses and false alarms even out the plain count is right by chance.
    assert error < plain_error or abs(truth * (1 - SENSITIVITY) - (1 - truth) * (1 - SPECIFICITY)) < 0.01


def test_what_cannot_be_corrected_stays_plain() -> None:
    plain = seen(10, 100)
    assert corrected(plain, rates(0.5, 20, 0.55, 20)).equals(plain)
    assert corrected(plain, pl.DataFrame(schema=RATES)).equals(plain)
    assert corrected(seen(0, 0), rates(0.8, 60, 0.97, 900))["ratio"].item() is None


def test_a_share_below_the_false_alarms_is_zero_not_negative() -> None:
    row = corrected(seen(1, 200), rates(0.8, 60, 0.97, 900)).row(0, named=True)
    assert row["ratio"] == 0.0
    assert 0.0 <= row["low"] <= row["ratio"] <= row["high"] <= 1.0


CODES = ("sport", "economy", "society")
# What the best guess is, a row for each true section.
ERRORS = np.array([[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.05, 0.25, 0.7]])


def archive(home: Path, shares: list[float], chance: np.random.Generator, *, size: int) -> Facts:
    """One week of articles: a third has its section printed, the others a guess, given in four of five cases."""
    rows, predictions = [], []
    for number, true in enumerate(chance.choice(3, size, p=shares)):
        name, guess = f"a{number}", CODES[chance.choice(3, p=ERRORS[true])]
        printed = CODES[true] if chance.random() < 1 / 3 else None
        rows.append(article(name, "2026-05-18T10:00:00+04:00", section=printed))
        predictions.append(prediction(name, guess if chance.random() < 0.8 else None, best=guess))
    printed = {code: code for code in CODES}
    return Archive(make_store(home, rows, predictions=predictions), printed=printed).facts()


def test_sections_are_corrected_where_a_model_guessed_and_only_there(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    rows = [
        (code, ERRORS[at, at], 200, 1 - (ERRORS[:, at].sum() - ERRORS[at, at]) / 2, 400)
        for at, code in enumerate(CODES)
    ]
    known = pl.DataFrame(rows, schema=RATES, orient="row")
    now, shares, off = datetime(2026, 6, 10, tzinfo=UTC), [0.6, 0.1, 0.3], {"plain": 0.0, "corrected": 0.0}
    facts = archive(tmp_path / "home", shares, chance, size=3000)
    for name, used in (("plain", None), ("corrected", known)):
        frame = trends(facts, Filters(), by="section", bucket="week", now=now, keys=CODES, rates=used)
        off[name] = sum(abs(ratio - share) for ratio, share in zip(frame["ratio"], shares, strict=True))
        assert frame["total_count"].to_list() == [3000] * 3
    assert off["corrected"] < off["plain"] / 2
    frame = trends(facts, Filters(bases=("printed",)), by="section", bucket="week", now=now, rates=known)
    plain = trends(facts, Filters(bases=("printed",)), by="section", bucket="week", now=now)
    assert_frame_equal(frame.select("date", "key", "count", "ratio"), plain.select("date", "key", "count", "ratio"))


def test_each_part_of_a_bucket_is_corrected_by_the_model_that_labelled_it() -> None:
    frame = pl.concat([seen(50, 300), seen(30, 200).with_columns(key=pl.lit("sport"))])
    first, second = rates(0.7, 60, 0.95, 900), rates(0.9, 60, 0.99, 900)
    whose = pl.concat([first.with_columns(model=pl.lit("a")), second.with_columns(model=pl.lit("b"))])
    rows = [
        ("migration", 30, 100, "a"),
        ("migration", 15, 150, "b"),
        ("migration", 5, 50, None),
        ("sport", 30, 200, "a"),
    ]
    parts = pl.DataFrame(rows, schema=["key", "count", "total_count", "model"], orient="row").with_columns(
        date=date(2026, 5, 18)
    )
    found = corrected(frame, whose, parts)
    ours, other = ((30 / 100 + 0.95 - 1) / 0.65, (15 / 150 + 0.99 - 1) / 0.89)
    row = found.row(0, named=True)
    assert row["ratio"] == pytest.approx((100 * ours + 150 * other + 5) / 300)
    assert row["low"] < row["ratio"] < row["high"]
    # What a model without figures of a label labelled stays as counted.
    assert_frame_equal(found[1:], frame[1:])
    # One model in two parts is one part.
    halves = pl.concat([parts.filter(model="b").with_columns(pl.col("count", "total_count") // 3)] * 3)
    once = corrected(seen(15, 150), whose, parts.filter(model="b"))
    assert_frame_equal(corrected(seen(15, 150), whose, halves), once)
    assert_frame_equal(corrected(seen(15, 150), second), once)


def test_a_share_of_the_archive_is_corrected_among_the_articles_that_fit(tmp_path: Path) -> None:
    """False alarms come from the articles looked at, not from those of other sources."""
    rows = [article(f"a{n}", "2026-05-18T10:00:00+04:00", source=f"s{n % 2}") for n in range(400)]
    labels = [
        prediction(f"a{n}", None, *(["migration"] if n < 40 else []), model=f"agency@{n % 4 // 2}") for n in range(400)
    ]
    facts = Archive(make_store(tmp_path / "home", rows, predictions=labels), printed={}).facts()
    known, now = rates(0.8, 60, 0.97, 900), datetime(2026, 6, 10, tzinfo=UTC)
    asked = {"by": "topic", "bucket": "week", "now": now, "keys": ["migration"], "rates": known}
    source = Filters(sources=("s1",))
    mine, all_ = trends(facts, source, **asked), trends(facts, source, of="archive", **asked)  # type: ignore[arg-type]
    assert mine["ratio"].item() == pytest.approx((20 / 200 - 0.03) / 0.77)
    assert all_["ratio"].item() == pytest.approx(mine["ratio"].item() / 2)
    frames = trends(replace(facts, cubes=None), source, of="archive", **asked)  # type: ignore[arg-type]
    assert_frame_equal(frames, all_)
