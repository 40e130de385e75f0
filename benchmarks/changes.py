"""Ways to find bursts and lasting changes, on planted ones: `python benchmarks/changes.py [streams]`.

A stream is two years of weeks of 15 topics of 1 to 12 %, about 1,700 articles a week, counts 1.3 times as dispersed as
chance. A third of the topics have bursts of two weeks (1.5 to 4 times the share), a third one lasting change (half to three times),
a third nothing. Each way says which bursts and which lasting changes it sees; for each: precision, recall by size, how
many are dated within a bucket (bursts) or two (changes), false alarms in a topic and year of those without anything.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import ruptures

from analytics.levels import levels
from analytics.rising import episodes

WEEKS = 104
START = date(2024, 1, 1)
SHARES = np.geomspace(0.01, 0.12, 15)
BURSTS = (1.5, 2.0, 3.0, 4.0)
CHANGES = (0.5, 0.67, 1.5, 2.0, 3.0)
LASTING = 8  # weeks from which a rise is a lasting change
Spans = list[tuple[int, int, int]]  # first and last week, +1 for more or -1 for fewer


@dataclass(frozen=True, kw_only=True)
class Stream:
    """Counts (topics, weeks) of totals (weeks,), and what was planted: (topic, first week) -> size."""

    counts: np.ndarray
    totals: np.ndarray
    bursts: dict[tuple[int, int], float]
    changes: dict[tuple[int, int], float]


def planted(chance: np.random.Generator) -> Stream:
    """One stream."""
    totals = chance.poisson(1700, WEEKS)
    factors = np.ones((len(SHARES), WEEKS))
    bursts, changes = {}, {}
    for topic in range(len(SHARES)):
        if topic % 3 == 0:
            for week in range(20 + topic % 5, WEEKS - 3, 24):
                bursts[topic, week] = size = float(chance.choice(BURSTS))
                factors[topic, week : week + 2] = size
        elif topic % 3 == 1:
            week = int(chance.integers(30, WEEKS - 20))
            changes[topic, week] = size = float(chance.choice(CHANGES))
            factors[topic, week:] = size
    shares = SHARES[:, None] * factors
    # A share that itself varies from week to week makes the counts more dispersed than a binomial.
    spread = np.maximum(0.3 / (shares * 1700), 1e-9)
    real = shares * chance.gamma(1 / spread, spread)
    return Stream(counts=chance.poisson(np.minimum(real, 0.9) * totals), totals=totals, bursts=bursts, changes=changes)


def tail(stream: Stream) -> list[tuple[int, Spans]]:
    """What the product tells as rises and falls: a negative-binomial tail against the weeks before."""
    found: dict[int, Spans] = {}
    for one in episodes(_frame(stream), bucket="week"):
        first, last = ((day - START).days // 7 for day in (one.start, one.end))
        found.setdefault(int(one.key), []).append((first, last, 1 if one.direction == "rise" else -1))
    return list(found.items())


def partitioned(stream: Stream) -> list[tuple[int, Spans]]:
    """What the product tells as levels: optimal partitioning with binomial likelihoods, bursts left out."""
    found: dict[int, Spans] = {}
    for one in levels(_frame(stream), bucket="week"):
        first, last = ((day - START).days // 7 for day in (one.start, one.end))
        found.setdefault(int(one.key), []).append((first, last, 1 if one.times > 1 else -1))
    return list(found.items())


def kleinberg(stream: Stream) -> list[tuple[int, Spans]]:
    """Two states, the usual share and twice that, in the batched form of Kleinberg (2002, KDD), gamma 1."""
    found = []
    for topic, counts in enumerate(stream.counts):
        usual = counts.sum() / stream.totals.sum()
        costs = np.stack(
            [-(counts * np.log(p) + (stream.totals - counts) * np.log(1 - p)) for p in (usual, min(2 * usual, 0.99))]
        )
        rise = np.log(WEEKS)
        cost, back = costs[:, 0] + [0, rise], np.zeros((2, WEEKS), int)
        for week in range(1, WEEKS):
            ways = np.array([[cost[0], cost[1]], [cost[0] + rise, cost[1]]])
            back[:, week] = ways.argmin(axis=1)
            cost = ways.min(axis=1) + costs[:, week]
        state, states = int(cost.argmin()), np.zeros(WEEKS, int)
        for week in range(WEEKS - 1, -1, -1):
            states[week] = state
            state = back[state, week]
        found.append((topic, [(a, b, 1) for a, b in _runs(states == 1)]))
    return found


def pelt(least: int, penalty: float) -> Callable[[Stream], list[tuple[int, Spans]]]:
    """PELT of ruptures on shares made even in variance (arcsine), stretches of ``least`` weeks or more."""

    def find(stream: Stream) -> list[tuple[int, Spans]]:
        found = []
        for topic, counts in enumerate(stream.counts):
            even = 2 * np.arcsin(np.sqrt((counts + 0.375) / (stream.totals + 0.75))) * np.sqrt(stream.totals)
            noise = np.median(np.abs(np.diff(even))) / 0.954
            stops = (
                ruptures.Pelt(model="l2", min_size=least, jump=1).fit(even / noise).predict(pen=penalty * np.log(WEEKS))
            )
            edges = [0, *stops]
            means = [even[a:b].mean() for a, b in pairwise(edges)]
            usual = float(np.median(even))
            spans = [
                (edges[at], edges[at + 1] - 1, 1 if means[at] > (means[at - 1] if least > 2 else usual) else -1)
                for at in range(1, len(means))
                if least > 2 or abs(means[at] - usual) > 2 * noise
            ]
            found.append((topic, spans))
        return found

    return find


def main(streams: int) -> None:
    """Print a table of bursts and one of lasting changes."""
    chance = np.random.default_rng(2026)
    made = [planted(chance) for _ in range(streams)]
    ways = {
        "negative-binomial tail": tail,
        "Kleinberg": kleinberg,
        "PELT, 1 week": pelt(1, 3.0),
        "PELT, 8 weeks": pelt(8, 3.0),
        "partition, 8 weeks": partitioned,
    }
    for what, size, near in (("bursts", BURSTS, 1), ("lasting changes", CHANGES, 2)):
        print(
            f"\n{what}: precision; recall by size {', '.join(map(str, size))}; dated within {near}; false alarms a topic and year; ms a stream"
        )
        for name, way in ways.items():
            score(name, made, way, lasting=what != "bursts", sizes=size, near=near)


def score(
    name: str,
    made: list[Stream],
    way: Callable[[Stream], list[tuple[int, Spans]]],
    *,
    lasting: bool,
    sizes: tuple[float, ...],
    near: int,
) -> None:
    """Print a line: bursts are spans shorter than LASTING that begin near a planted one, lasting changes the others."""
    told = right = alarms = quiet = dated = 0
    wanted, hit = dict.fromkeys(sizes, 0), dict.fromkeys(sizes, 0)
    begin = time.perf_counter()
    answers = [way(stream) for stream in made]
    seconds = time.perf_counter() - begin
    for stream, answer in zip(made, answers, strict=True):
        truth = stream.changes if lasting else stream.bursts
        quiet += sum(topic % 3 == 2 for topic in range(len(SHARES)))
        for size in truth.values():
            wanted[size] += 1
        seen: set[tuple[int, int]] = set()
        for topic, spans in answer:
            for first, last, sign in spans:
                long = last - first + 1 >= LASTING
                if long is not lasting or (not lasting and sign < 0):
                    continue
                if not lasting and any(key[0] == topic and abs(first - key[1]) <= 6 for key in stream.changes):
                    continue  # the first weeks of another level: neither right nor wrong as a burst
                told += 1
                alarms += topic % 3 == 2
                mine = [
                    key
                    for key, size in truth.items()
                    if key[0] == topic and sign == (1 if size > 1 else -1)
                    and (abs(first - key[1]) <= 6 if lasting else first <= key[1] + 1 and last >= key[1])
                ]  # fmt: skip
                right += bool(mine)
                for key in set(mine) - seen:
                    hit[truth[key]] += 1
                    dated += abs(first - key[1]) <= near
                seen |= set(mine)
    recalls = " ".join(f"{hit[size] / max(wanted[size], 1):.2f}" for size in sizes)
    print(
        f"{name:24} {right / max(told, 1):.3f}   {recalls}   {dated / max(sum(hit.values()), 1):.2f}   "
        f"{alarms / (quiet * WEEKS / 52):.3f}   {1000 * seconds / len(made):.0f}"
    )


def _frame(stream: Stream) -> pl.DataFrame:
    topics, weeks = np.indices(stream.counts.shape)
    return pl.DataFrame(
        {
            "date": [START + timedelta(weeks=int(week)) for week in weeks.ravel()],
            "key": [f"{topic:02}" for topic in topics.ravel()],
            "count": stream.counts.ravel(),
            "total_count": np.broadcast_to(stream.totals, stream.counts.shape).ravel(),
            "partial": np.zeros(stream.counts.size, bool),
        }
    )


def _runs(held: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held.astype(int), [0]])))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
