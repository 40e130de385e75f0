"""Shares corrected for the classifier's errors come closer to the truth than the plain ones, with bands that hold."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from analytics.correction import RATES, corrected

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
    plain_error, error, held, runs, total = 0.0, 0.0, 0, 400, 800
    for _ in range(runs):
        # The rates are known from an evaluation on few articles, as they are in life.
        known = rates(chance.binomial(60, SENSITIVITY) / 60, 60, chance.binomial(900, SPECIFICITY) / 900, 900)
        real = chance.binomial(total, truth)
        counted = chance.binomial(real, SENSITIVITY) + chance.binomial(total - real, 1 - SPECIFICITY)
        row = corrected(seen(counted, total), known).row(0, named=True)
        error += abs(row["ratio"] - truth) / runs
        plain_error += abs(counted / total - truth) / runs
        held += row["low"] <= truth <= row["high"]
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
