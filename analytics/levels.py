"""Lasting changes: since when a share of coverage stands at another level, and at which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.filters import Bucket
from analytics.rising import Episode, episodes

Floats = NDArray[np.floating[Any]]

# How many buckets a level has to last, on both sides of a change.
LASTING: Final[dict[Bucket, int]] = {"day": 28, "week": 8, "month": 6}
_PENALTY: Final = 3.0  # times log(buckets): the gain in log-likelihood that a change must bring (benchmarks/changes.py)
_NEAR: Final = 3  # buckets between an episode and the level that it opens
_LEAST_TIMES: Final = 1.25  # a change that counts, up or down
_NORMAL: Final = 1.4826  # of a median absolute deviation to a standard deviation (Hampel 1974)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """From ``start`` (first day of a bucket) to ``end`` a share stood at ``share``, and at ``before`` until then.

    ``current`` where it still does, as of the last whole bucket.
    """

    key: str
    start: date
    end: date
    share: float
    before: float
    count: int
    current: bool

    @property
    def times(self) -> float:
        """How many times as high as before."""
        return self.share / max(self.before, 1e-9)


def levels(frame: pl.DataFrame, *, bucket: Bucket) -> list[Level]:
    """Lasting changes in rows of :func:`analytics.trends.trends`, the newest first.

    The whole buckets of a key are cut into the stretches of one share each that explain the counts best: the sum of binomial
    log-likelihoods, each over the dispersion of the key, less a penalty a cut (optimal partitioning, Jackson et al. 2005,
    IEEE Signal Process Lett 12:105; what PELT, Killick et al. 2012, computes). Episodes that pass are left out before,
    so that a burst of two weeks is no level; one that a level follows is part of it.
    """
    whole = frame.filter(~pl.col("partial"))
    if bucket not in LASTING or whole.is_empty():
        return []
    passing: dict[str, list[Episode]] = {}
    for episode in episodes(frame, bucket=bucket):
        passing.setdefault(episode.key, []).append(episode)
    found = []
    for (key,), rows in whole.sort("date").group_by("key", maintain_order=True):
        dates = rows.get_column("date").to_list()
        counts = rows.get_column("count").to_numpy().astype(float)
        totals = rows.get_column("total_count").to_numpy().astype(float)
        kept, left_out = totals > 0, []
        for episode in passing.get(str(key), ()):
            held = np.array([episode.start <= day <= episode.end for day in dates])
            if held.sum() < LASTING[bucket] / 2 and not episode.ongoing:
                kept &= ~held
                left_out.append(np.flatnonzero(held))
        at = np.flatnonzero(kept)
        cuts = partition(counts[at], totals[at], least=LASTING[bucket])
        at, cuts = _with_openings(at, cuts, left_out, counts / np.maximum(totals, 1.0))
        found += _changes(str(key), [dates[place] for place in at], counts[at], totals[at], cuts)
    return sorted(found, key=lambda level: (-level.start.toordinal(), level.key))


def _with_openings(
    at: NDArray[np.intp], cuts: list[int], left_out: Sequence[NDArray[np.intp]], shares: Floats
) -> tuple[NDArray[np.intp], list[int]]:
    """The buckets looked at with the episodes that a level begins with, and the cuts among them.

    What comes is taken for an episode until it has lasted. One shortly before a level belongs to it if the stretch from there
    on is nearer to that level than to the one before.
    """
    edges, begins, opening = [0, *cuts, len(at)], [], []
    for number, cut in enumerate(cuts, 1):
        before, after = (float(shares[at[a:b]].mean()) for a, b in pairwise(edges[number - 1 : number + 2]))
        begin = int(at[cut])
        for held in sorted(left_out, key=lambda held: -int(held[0])):
            near = begin - _NEAR <= held[-1] < begin
            if near and abs(shares[held[0] : begin].mean() - after) < abs(shares[held[0] : begin].mean() - before):
                begin = int(held[0])
                opening.append(held)
        begins.append(begin)
    whole = np.sort(np.concatenate([at, *opening]))
    return whole, [int(np.searchsorted(whole, begin)) for begin in begins]


def partition(counts: Floats, totals: Floats, *, least: int) -> list[int]:
    """Where the best stretches of at least ``least`` buckets begin, the first left out."""
    size = len(counts)
    if size < 2 * least:
        return []
    came, offered = np.concatenate([[0.0], counts.cumsum()]), np.concatenate([[0.0], totals.cumsum()])
    penalty = _PENALTY * np.log(size) * _dispersion(counts, totals)
    best = np.full(size + 1, -np.inf)
    best[0] = 0.0
    before = np.zeros(size + 1, dtype=int)
    for stop in range(least, size + 1):
        starts = np.arange(stop - least + 1)
        k, n = came[stop] - came[starts], offered[stop] - offered[starts]
        p = np.clip(k / np.maximum(n, 1.0), 1e-9, 1 - 1e-9)
        value = best[starts] + k * np.log(p) + (n - k) * np.log(1 - p) - penalty
        at = int(value.argmax())
        best[stop], before[stop] = value[at], at
    cuts, stop = [], size
    while stop := int(before[stop]):
        cuts.append(stop)
    return cuts[::-1]


def _dispersion(counts: Floats, totals: Floats) -> float:
    """How many times more neighbouring buckets differ than by chance alone; never below 1."""
    share = counts.sum() / max(totals.sum(), 1.0)
    rates = counts / np.maximum(totals, 1.0)
    near = (rates[1:] + rates[:-1]) / 2
    near = np.maximum(near, share / 4)
    scale = np.sqrt(
        np.maximum(near * (1 - near), 1e-12) * (1 / np.maximum(totals[1:], 1) + 1 / np.maximum(totals[:-1], 1))
    )
    return float(max(1.0, (_NORMAL * np.median(np.abs(np.diff(rates)) / scale)) ** 2))


def _changes(key: str, dates: list[date], counts: Floats, totals: Floats, cuts: list[int]) -> list[Level]:
    edges = [0, *cuts, len(dates)]
    shares = [counts[a:b].sum() / max(totals[a:b].sum(), 1.0) for a, b in pairwise(edges)]
    found = []
    for at in range(1, len(shares)):
        begin, stop = edges[at], edges[at + 1]
        times = shares[at] / max(shares[at - 1], 1e-9)
        if 1 / _LEAST_TIMES < times < _LEAST_TIMES:
            continue
        found.append(
            Level(
                key=key,
                start=dates[begin],
                end=dates[stop - 1],
                share=float(shares[at]),
                before=float(shares[at - 1]),
                count=int(counts[begin:stop].sum()),
                current=stop == len(dates),
            )
        )
    return found
