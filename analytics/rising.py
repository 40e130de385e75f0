"""What rose or fell against its own past: bursts in shares of coverage, joined into episodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson

from analytics.filters import Bucket

Direction = Literal["rise", "fall"]
Floats = NDArray[np.floating[Any]]

# How many buckets are the past, how many of them are needed, and the tail probability below which a bucket stands out:
# at one test a bucket, far less than one false alarm a key and year (benchmarks/truth.py).
_PAST: Final[dict[Bucket, int]] = {"day": 28, "week": 10, "month": 12}
_LEAST_PAST: Final[dict[Bucket, int]] = {"day": 14, "week": 4, "month": 4}
_TAIL: Final[dict[Bucket, float]] = {"day": 0.0005, "week": 0.002, "month": 0.004}
_LEAST_COUNT: Final = 4  # articles that a rise needs at least
_LEAST_TIMES: Final = 1.4
_MOST_TIMES_OF_A_FALL: Final = 0.6
_LONG: Final = 5  # the past that the dispersion is taken from, in lengths of the past of the mean
_NORMAL: Final = 1.4826  # of a median absolute deviation to a standard deviation (Hampel 1974)
_PRIOR: Final = 2.0  # weight, in buckets, of the assumption that counts vary as chance alone would have it
_LEVEL: Final = 6  # buckets after which what stands out is the new normal
_WEEKDAY_PRIOR: Final = 20.0  # articles of weight for a weekday to be like the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A run of buckets in which a key had more (or fewer) articles than its past says.

    ``count`` articles in ``start`` to ``end`` (first days of buckets) where ``expected`` were; ``times`` is their ratio;
    ``tail`` the smallest probability of such a bucket under the past; ``share`` and ``usual_share`` of all articles.
    ``ongoing`` where the last whole bucket is part of it.
    """

    key: str
    direction: Direction
    start: date
    peak: date
    end: date
    count: int
    expected: float
    share: float
    usual_share: float
    tail: float
    ongoing: bool

    @property
    def times(self) -> float:
        """How many times the expected number of articles came."""
        return self.count / max(self.expected, 1e-9)


def episodes(frame: pl.DataFrame, *, bucket: Bucket) -> list[Episode]:
    """Episodes in rows of :func:`analytics.trends.trends`, the newest first, the strongest first among equals.

    For each whole bucket the count is set against a negative-binomial tail whose mean is the bucket's total times the
    key's share in the buckets before, and whose dispersion is theirs (quasi-Poisson, never below chance). Buckets that
    stood out are no part of the past of later ones, unless they last. By the day shares are adjusted for the weekday.
    """
    whole = frame.filter(~pl.col("partial"))
    if bucket not in _PAST or whole.is_empty():
        return []
    keys = whole.get_column("key").unique(maintain_order=True).to_list()
    dates = whole.get_column("date").unique().sort().to_list()
    size = (len(keys), len(dates))
    ordered = whole.sort(pl.col("key").replace_strict(keys, list(range(len(keys))), return_dtype=pl.Int32), "date")
    counts = ordered.get_column("count").to_numpy().reshape(size).astype(float)
    totals = ordered.get_column("total_count").to_numpy().reshape(size)[0].astype(float)
    expected, tails = _against_past(counts, totals, dates, bucket)
    found = [
        episode
        for row, key in enumerate(keys)
        for episode in _joined(key, dates, counts[row], totals, expected[row], tails[row], _TAIL[bucket])
    ]
    return sorted(found, key=lambda episode: (-episode.end.toordinal(), episode.tail))


def _against_past(counts: Floats, totals: Floats, dates: Sequence[date], bucket: Bucket) -> tuple[Floats, Floats]:
    """Expected counts, and signed tail probabilities (positive for more than expected), (keys, buckets); 1 is unremarkable."""
    expected = np.full(counts.shape, np.nan)
    tails = np.ones(counts.shape)
    out = np.zeros(counts.shape, dtype=bool)
    weekday = np.array([day.weekday() for day in dates]) if bucket == "day" else np.zeros(len(dates), dtype=int)
    for at in range(len(dates)):
        low = max(0, at - _PAST[bucket])
        past = (totals[low:at] > 0) & ~_passing(out[:, low:at])
        enough = past.sum(axis=1) >= _LEAST_PAST[bucket]
        if not enough.any() or not totals[at]:
            continue
        factor = _weekday_factors(counts[:, :at], totals[:at], weekday[:at]) if bucket == "day" else None
        offered = totals[low:at] * (factor[:, weekday[low:at]] if factor is not None else 1.0)
        offered = np.where(past, offered, 0.0)
        came = np.where(past, counts[:, low:at], 0.0)
        rate = (came.sum(axis=1) + 0.5) / np.maximum(offered.sum(axis=1), 1e-9)
        spread = _spread(counts, totals, rate, factor, weekday, out, at, bucket)
        mean = rate * totals[at] * (factor[:, weekday[at]] if factor is not None else 1.0)
        variance = spread * (mean + mean**2 / (came.sum(axis=1) + 0.5))
        more = _tail(counts[:, at], mean, variance)
        fewer = _tail(counts[:, at], mean, variance, lower=True)
        rose = (more < fewer) & (counts[:, at] >= _LEAST_COUNT) & (counts[:, at] >= _LEAST_TIMES * mean)
        fell = (fewer < more) & (counts[:, at] <= _MOST_TIMES_OF_A_FALL * mean)
        tails[:, at] = np.where(enough & rose, more, np.where(enough & fell, -fewer, 1.0))
        expected[:, at] = np.where(enough, mean, np.nan)
        out[:, at] = np.abs(tails[:, at]) < _TAIL[bucket]
    return expected, tails


def _spread(
    counts: Floats,
    totals: Floats,
    rate: Floats,
    factor: Floats | None,
    weekday: NDArray[np.intp],
    out: NDArray[np.bool_],
    at: int,
    bucket: Bucket,
) -> Floats:
    """(keys,) how many times more the counts vary than by chance alone, over a longer past than the mean's."""
    low = max(0, at - _LONG * _PAST[bucket])
    past = (totals[low:at] > 0) & ~_passing(out[:, low:at])
    offered = np.where(past, totals[low:at] * (factor[:, weekday[low:at]] if factor is not None else 1.0), 0.0)
    came = np.where(past, counts[:, low:at], 0.0)
    usual = offered * ((came.sum(axis=1) + 0.5) / np.maximum(offered.sum(axis=1), 1e-9))[:, None]
    away = np.where(past, np.abs(came - usual) / np.sqrt(np.maximum(usual, 0.5)), np.nan)
    spread = (_NORMAL * np.nanmedian(away, axis=1)) ** 2
    known = past.sum(axis=1)
    return np.asarray(np.maximum(1.0, (_PRIOR + known * np.nan_to_num(spread, nan=1.0)) / (_PRIOR + known)))


def _passing(out: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which past buckets to leave out: those that stood out, unless as many did as make a new level."""
    return np.asarray(out & (out.sum(axis=1, keepdims=True) < _LEVEL))


def _weekday_factors(counts: Floats, totals: Floats, weekday: NDArray[np.intp]) -> Floats:
    """(keys, 7): how a key's share on each weekday compares with its share on all, drawn to 1 where little is known."""
    mean = counts.sum(axis=1, keepdims=True) / max(totals.sum(), 1.0)
    came = np.stack([counts[:, weekday == day].sum(axis=1) for day in range(7)], axis=1)
    usual = np.array([totals[weekday == day].sum() for day in range(7)])[None, :] * mean
    return np.asarray((came + _WEEKDAY_PRIOR) / (usual + _WEEKDAY_PRIOR))


def _tail(count: Floats, mean: Floats, variance: Floats, *, lower: bool = False) -> Floats:
    """Probability of at least (or with ``lower`` at most) ``count`` under a negative binomial of this mean and variance."""
    mean = np.maximum(mean, 1e-6)
    size = mean**2 / np.maximum(variance - mean, 1e-9)
    share = size / (size + mean)
    if lower:
        return np.asarray(np.where(size > 1e6, poisson.cdf(count, mean), nbinom.cdf(count, size, share)))
    return np.asarray(np.where(size > 1e6, poisson.sf(count - 1, mean), nbinom.sf(count - 1, size, share)))


def lower_tail(count: int, mean: float, variance: float) -> float:
    """Probability of at most ``count`` articles under a past of this mean and variance."""
    return float(_tail(np.array([float(count)]), np.array([mean]), np.array([variance]), lower=True)[0])


def _joined(
    key: str, dates: Sequence[date], counts: Floats, totals: Floats, expected: Floats, tails: Floats, limit: float
) -> list[Episode]:
    """Neighbouring buckets that stand out in the same direction as one episode each."""
    found: list[Episode] = []
    at = 0
    while at < len(dates):
        if abs(tails[at]) >= limit:
            at += 1
            continue
        end = at
        while end + 1 < len(dates) and abs(tails[end + 1]) < limit and (tails[end + 1] > 0) == (tails[at] > 0):
            end += 1
        run = slice(at, end + 1)
        peak = at + int(np.abs(tails[run]).argmin())
        found.append(
            Episode(
                key=key,
                direction="rise" if tails[at] > 0 else "fall",
                start=dates[at],
                peak=dates[peak],
                end=dates[end],
                count=int(counts[run].sum()),
                expected=float(expected[run].sum()),
                share=float(counts[run].sum() / totals[run].sum()),
                usual_share=float(expected[run].sum() / totals[run].sum()),
                tail=float(abs(tails[peak])),
                ongoing=end == len(dates) - 1,
            )
        )
        at = end + 1
    return found
