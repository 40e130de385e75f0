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
_TAIL: Final[dict[Bucket, float]] = {"day": 0.0005, "week": 0.001, "month": 0.002}
_LEAST_COUNT: Final = 4  # articles that a rise needs at least
_LEAST_TIMES: Final = 1.4
_MOST_TIMES_OF_A_FALL: Final = 0.6
_LONG: Final = 5  # the past that the dispersion is taken from, in lengths of the past of the mean
_NORMAL: Final = 1.4826  # of a median absolute deviation to a standard deviation (Hampel 1974)
_PRIOR: Final = 5.0  # weight, in buckets, of the assumption that counts vary as chance alone would have it
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

    For each whole bucket, and for each two in a row, the count is set against a negative-binomial tail whose mean is the
    bucket's total times the key's share in the buckets before, and whose dispersion is that of the errors which the same
    made in the past (quasi-Poisson, never below chance). Buckets that stood out are no part of the past of later ones,
    unless they last. By the day shares are adjusted for the weekday.
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


@dataclass(frozen=True, slots=True)
class _Usual:
    """What the past of a bucket says: ``mean`` articles of each key, how dispersed, known from ``came`` articles."""

    mean: Floats
    spread: Floats
    came: Floats
    enough: NDArray[np.bool_]

    def tails(self, count: Floats, mean: Floats) -> tuple[Floats, Floats]:
        """Probability of at least and of at most so many."""
        variance = self.spread * (mean + mean**2 / (self.came + 0.5))
        return _tail(count, mean, variance), _tail(count, mean, variance, lower=True)


def _against_past(counts: Floats, totals: Floats, dates: Sequence[date], bucket: Bucket) -> tuple[Floats, Floats]:
    """Expected counts, and signed tail probabilities (positive for more than expected), (keys, buckets); 1 is unremarkable."""
    expected = np.full(counts.shape, np.nan)
    tails = np.ones(counts.shape)
    out = np.zeros(counts.shape, dtype=bool)
    weekday = np.array([day.weekday() for day in dates]) if bucket == "day" else np.zeros(len(dates), dtype=int)
    errors = np.full(counts.shape, np.nan)
    before: _Usual | None = None
    for at in range(len(dates)):
        near = slice(max(0, at - _LONG * _PAST[bucket]), at)
        spread = _spread(np.where(out[:, near], np.nan, errors[:, near]))
        usual = _usual(counts, totals, weekday, out, spread, at, bucket)
        if usual is not None:
            tails[:, at] = _signed(usual, counts[:, at], usual.mean, _TAIL[bucket])
            expected[:, at] = np.where(usual.enough, usual.mean, np.nan)
            chance = np.sqrt(np.maximum(usual.mean + usual.mean**2 / (usual.came + 0.5), 0.5))
            errors[:, at] = (counts[:, at] - expected[:, at]) / chance
            if before is not None:
                _together(usual, before, counts[:, at - 1 : at + 1], tails[:, at - 1 : at + 1], bucket)
                out[:, at - 1] |= np.abs(tails[:, at - 1]) < _TAIL[bucket]
            out[:, at] = np.abs(tails[:, at]) < _TAIL[bucket]
        before = usual
    return expected, tails


def _usual(
    counts: Floats,
    totals: Floats,
    weekday: NDArray[np.intp],
    out: NDArray[np.bool_],
    spread: Floats,
    at: int,
    bucket: Bucket,
) -> _Usual | None:
    """What the past of a bucket says, None where nothing is known or there is no article at all."""
    low = max(0, at - _PAST[bucket])
    past = (totals[low:at] > 0) & ~_passing(out[:, low:at])
    enough = past.sum(axis=1) >= _LEAST_PAST[bucket]
    if not enough.any() or not totals[at]:
        return None
    factor = _weekday_factors(counts[:, :at], totals[:at], weekday[:at]) if bucket == "day" else None
    offered = totals[low:at] * (factor[:, weekday[low:at]] if factor is not None else 1.0)
    came = np.where(past, counts[:, low:at], 0.0).sum(axis=1)
    rate = (came + 0.5) / np.maximum(np.where(past, offered, 0.0).sum(axis=1), 1e-9)
    return _Usual(
        mean=rate * totals[at] * (factor[:, weekday[at]] if factor is not None else 1.0),
        spread=spread,
        came=came,
        enough=enough,
    )


def _signed(usual: _Usual, count: Floats, mean: Floats, limit: float) -> Floats:
    """Signed tail probabilities of so many articles, 1 where they are unremarkable."""
    more, fewer = usual.tails(count, mean)
    rose = (more < np.minimum(fewer, limit)) & (count >= _LEAST_COUNT) & (count >= _LEAST_TIMES * mean)
    fell = (fewer < np.minimum(more, limit)) & (count <= _MOST_TIMES_OF_A_FALL * mean)
    return np.asarray(np.where(usual.enough & rose, more, np.where(usual.enough & fell, -fewer, 1.0)))


def _together(usual: _Usual, before: _Usual, counts: Floats, tails: Floats, bucket: Bucket) -> None:
    """Write into ``tails`` where a bucket and the one before stand out together but neither alone, against the past of the earlier."""
    both = _signed(before, counts.sum(axis=1), before.mean + usual.mean, _TAIL[bucket])
    away = np.sign(counts - np.stack([before.mean, usual.mean], axis=1))
    found = (
        (away == np.sign(both)[:, None]).all(axis=1) & (np.abs(both) < _TAIL[bucket]) & (np.abs(tails).min(axis=1) == 1)
    )
    tails[found] = both[found, None]


def _spread(errors: Floats) -> Floats:
    """(keys,) how many times more counts vary about what their past says than by chance alone.

    ``errors`` (keys, buckets) are those of the past in units of chance, NaN where there is none to look at.
    """
    known = (~np.isnan(errors)).sum(axis=1)
    own = np.ones(len(errors))
    own[known > 0] = (_NORMAL * np.nanmedian(np.abs(errors[known > 0]), axis=1)) ** 2
    return np.asarray(np.maximum(1.0, (_PRIOR + known * own) / (_PRIOR + known)))


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
    # Never zero, however small: the sign of a tail says whether it is one of a rise or of a fall.
    size = mean**2 / np.maximum(variance - mean, 1e-9)
    share = size / (size + mean)
    found = nbinom.cdf(count, size, share) if lower else nbinom.sf(count - 1, size, share)
    near = size > 1e6  # as good as Poisson, which is asked only where it is needed
    if near.any():
        found = np.where(near, poisson.cdf(count, mean) if lower else poisson.sf(count - 1, mean), found)
    return np.asarray(np.maximum(found, np.finfo(float).tiny))


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
