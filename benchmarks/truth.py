"""Planted truth against the library's figures, on 200,000 articles of two years: `python benchmarks/truth.py [articles]`.

A seeded generator plants shares, bursts, copies, an empty week, a silent source, a classifier whose errors are known
from a small evaluation, and a change of that classifier. What is printed is how often, and how closely, the library finds what was planted.
"""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from analytics.archive import PRINTED_ZONE, Facts
from analytics.correction import RATES
from analytics.entities.decisions import Resolution
from analytics.filters import Filters
from analytics.relabelled import SHARED
from analytics.rising import Episode, episodes
from analytics.trends import trends

WEEKS = 104
START = date(2024, 1, 1)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOPICS = [f"topic{number:02}" for number in range(20)]
SHARES = np.geomspace(0.01, 0.12, len(TOPICS))
SIZES = (1.5, 2.0, 3.0, 4.0)
EMPTY = 60  # the week without any article
SILENT = range(70, 74)  # the weeks in which one source says nothing
SENSITIVITY, SPECIFICITY = 0.85, 0.985
EARLIER = 0.70, 0.97  # the same of a model that labelled until the day of the change, a Thursday
CHANGE = date(2024, 12, 26)
AGAIN = CHANGE - timedelta(weeks=8), 0.4  # from this day on the new model labelled such a part of the articles again


def planted(chance: np.random.Generator) -> tuple[np.ndarray, dict[tuple[str, int], float]]:
    """(topics, weeks) factors on the shares, and the bursts: topic and first week -> size. A burst lasts two weeks."""
    factors = np.ones((len(TOPICS), WEEKS))
    bursts = {}
    for row, topic in enumerate(TOPICS):
        for week in range(20 + row % 5, WEEKS - 3, 24):
            if EMPTY - 2 <= week <= EMPTY:
                continue
            size = SIZES[int(chance.integers(len(SIZES)))]
            factors[row, week : week + 2] = size
            bursts[topic, week] = size
    return factors, bursts


def made(count: int, factors: np.ndarray, chance: np.random.Generator, *, errors: bool, change: bool = False) -> Facts:
    """An archive with these shares; with ``errors`` its topics are what the imperfect classifier says, and
    with ``change`` until :data:`CHANGE` what an earlier and worse one says."""
    week = chance.integers(0, WEEKS, count)
    week = week[week != EMPTY]
    source = chance.integers(0, 5, len(week))
    keep = ~((source == 0) & np.isin(week, list(SILENT)))
    week, source = week[keep], source[keep]
    size = len(week)
    articles = (
        pl.DataFrame(
            {
                "row": np.arange(size, dtype=np.uint32),
                "day": [
                    START + timedelta(days=int(w) * 7 + int(d))
                    for w, d in zip(week, chance.integers(0, 7, size), strict=True)
                ],
                "source": [f"source{number}" for number in source],
                "copy": chance.random(size) < 0.08,
            }
        )
        .with_columns(
            article_id=pl.format("a{}", "row"),
            published=pl.col("day").cast(pl.Datetime("us", "UTC")) + pl.duration(hours=8),
            day_only=pl.lit(False),
            lang=pl.lit("ru"),
            title=pl.lit("-"),
            section=pl.lit(None, pl.String),
            basis=pl.lit(None, pl.String),
            score=pl.lit(None, pl.Float64),
        )
        .with_columns(model=_who(pl.col("day"), chance.random(size), change=change))
        .with_columns(pl.col("source", "lang", "section", "basis", "model").cast(pl.Categorical))
        .with_columns(week=pl.col("day").dt.truncate("1w"), month=pl.col("day").dt.truncate("1mo"))
    )
    earlier = (articles["model"] == "made@1").to_numpy()
    sensitivity = np.where(earlier, EARLIER[0], SENSITIVITY)
    specificity = np.where(earlier, EARLIER[1], SPECIFICITY)
    tagged = []
    for row, topic in enumerate(TOPICS):
        real = chance.random(size) < SHARES[row] * factors[row, week]
        said = np.where(real, chance.random(size) < sensitivity, chance.random(size) >= specificity) if errors else real
        tagged.append(pl.DataFrame({"row": np.flatnonzero(said).astype(np.uint32)}).with_columns(code=pl.lit(topic)))
    topics = (
        pl.concat(tagged)
        .sort("row")
        .with_columns(pl.col("code").cast(pl.Categorical), score=pl.lit(0.8), topic_basis=pl.lit("predicted"))
    )
    articles = articles.with_columns(has_topic=pl.col("row").is_in(topics["row"].unique().implode()))
    shared = articles.select(SHARED)
    nobody = pl.DataFrame(
        schema={
            "row": pl.UInt32,
            "entity_id": pl.Categorical,
            "kind": pl.Categorical,
            "name": pl.Categorical,
            "count": pl.Int32,
            "role": pl.Categorical,
        }
    )
    return Facts(
        zone=PRINTED_ZONE,
        articles=articles,
        topics=topics.join(shared, on="row", maintain_order="left"),
        mentions=nobody.join(shared, on="row", maintain_order="left"),
        names=Resolution(),
    )


def _who(day: pl.Expr, drawn: np.ndarray, *, change: bool) -> pl.Expr:
    """The model that labelled an article last."""
    again = (day >= AGAIN[0]) & (pl.Series(drawn) < AGAIN[1])
    return pl.when((day < CHANGE) & ~again & change).then(pl.lit("made@1")).otherwise(pl.lit("made@2"))


def truth_frame(factors: np.ndarray) -> pl.DataFrame:
    """date, key, truth: the planted shares."""
    rows = [
        (START + timedelta(weeks=week), topic, float(SHARES[row] * factors[row, week]))
        for row, topic in enumerate(TOPICS)
        for week in range(WEEKS)
    ]
    return pl.DataFrame(rows, schema=["date", "key", "truth"], orient="row")


def matched(found: list[Episode], bursts: dict[tuple[str, int], float]) -> tuple[int, set[tuple[str, int]], int]:
    """Right rises, bursts found, and how many of those are dated within one week."""
    right, hit, dated = 0, set(), 0
    for episode in found:
        first, last = ((day - START).days // 7 for day in (episode.start, episode.end))
        mine = {key for key in bursts if key[0] == episode.key and first <= key[1] + 1 and last >= key[1]}
        right += bool(mine)
        dated += sum(abs(first - week) <= 1 for _, week in mine - hit)
        hit |= mine
    return right, hit, dated


def main(count: int) -> None:
    """Print a line a finding."""
    chance = np.random.default_rng(2026)
    factors, bursts = planted(chance)
    facts = made(count, factors, chance, errors=False)
    frame = trends(facts, Filters(), by="topic", bucket="week", now=NOW, keys=TOPICS)
    whole = frame.join(truth_frame(factors), on=["date", "key"]).filter(pl.col("total_count") > 0)
    counted = int(facts.articles.filter(~pl.col("copy")).height)
    print(
        f"{facts.articles.height:,} articles, {counted:,} without copies; counted in the trend: {int(whole['total_count'].sum()) // len(TOPICS):,}"
    )
    inside = whole.select(((pl.col("low") <= pl.col("truth")) & (pl.col("truth") <= pl.col("high"))).mean()).item()
    print(f"planted share inside the 95 % band: {inside:.1%} of {whole.height:,} cells")
    gap = frame.filter(pl.col("date") == START + timedelta(weeks=EMPTY))
    print(f"the empty week is a gap, not a zero: {gap['ratio'].is_null().all()}")
    silent = trends(facts, Filters(), by="source", bucket="week", now=NOW, keys=["source0"])
    zeros = silent.filter(
        pl.col("date").is_between(START + timedelta(weeks=SILENT[0]), START + timedelta(weeks=SILENT[-1]))
    )
    told = [e for e in episodes(silent, bucket="week") if e.direction == "fall"]
    print(
        f"the silent source is at zero, not a gap: {zeros['ratio'].to_list()}; told as a fall from {told[0].start if told else None}"
    )
    bursts_lines(count, [(frame, bursts)], chance)
    quiet = trends(
        made(count, np.ones_like(factors), chance, errors=False),
        Filters(),
        by="topic",
        bucket="week",
        now=NOW,
        keys=TOPICS,
    )
    alarms = len(episodes(quiet, bucket="week"))
    print(f"a stream without bursts: {alarms} alarms in {len(TOPICS) * WEEKS / 52:.0f} topic-years")
    corrected_line(count, factors, chance)
    sections_line(count, chance)


def bursts_lines(
    count: int, streams: list[tuple[pl.DataFrame, dict[tuple[str, int], float]]], chance: np.random.Generator
) -> None:
    """Rises told in this and four more archives, because one has but twenty bursts of a size."""
    while len(streams) < 5:
        factors, bursts = planted(chance)
        facts = made(count, factors, chance, errors=False)
        streams.append((trends(facts, Filters(), by="topic", bucket="week", now=NOW, keys=TOPICS), bursts))
    told = right = dated = 0
    wanted: dict[tuple[float, bool], int] = {}
    found: dict[tuple[float, bool], int] = {}
    for frame, bursts in streams:
        rises = [episode for episode in episodes(frame, bucket="week") if episode.direction == "rise"]
        mine, hit, near = matched(rises, bursts)
        told, right, dated = told + len(rises), right + mine, dated + near
        for key, size in bursts.items():
            kind = size, bool(SHARES[TOPICS.index(key[0])] * count / WEEKS >= 30)
            wanted[kind] = wanted.get(kind, 0) + 1
            found[kind] = found.get(kind, 0) + (key in hit)
    print(
        f"rises told in {len(streams)} archives: {told}, precision {right / told:.3f}; of those found dated within a week: {dated / sum(found.values()):.3f}"
    )
    for size in SIZES:
        many, all_ = (size, True), [(size, large) for large in (True, False)]
        of = sum(wanted.get(kind, 0) for kind in all_)
        print(
            f"  bursts of {size} times: recall {sum(found.get(kind, 0) for kind in all_) / of:.3f} of {of}; of topics with 30 articles a week or more {found.get(many, 0) / max(wanted.get(many, 0), 1):.3f} of {wanted.get(many, 0)}"
        )


def corrected_line(count: int, factors: np.ndarray, chance: np.random.Generator) -> None:
    """The classifier's errors planted, and taken out again by rates from 2,000 evaluated articles."""
    facts = made(count, factors, chance, errors=True)
    known = evaluated(chance, SENSITIVITY, SPECIFICITY)
    for name, used in (("plain", None), ("corrected", known)):
        print(f"with the classifier's errors, {name}: {closeness(facts, factors, used)}")
    facts = made(count, factors, chance, errors=True, change=True)
    earlier = evaluated(chance, *EARLIER)
    each = pl.concat([earlier.with_columns(model=pl.lit("made@1")), known.with_columns(model=pl.lit("made@2"))])
    for name, used in (("plain", None), ("rates of the model in use for all", known), ("rates of each model", each)):
        print(f"another model from {CHANGE} on, {name}: {closeness(facts, factors, used)}")
        print(f"  before it: {closeness(facts, factors, used, until=CHANGE)}")
        mixed = closeness(facts, factors, used, since=AGAIN[0], until=CHANGE + timedelta(days=4))
        print(f"  in the weeks that both labelled: {mixed}")


def evaluated(chance: np.random.Generator, sensitivity: float, specificity: float) -> pl.DataFrame:
    """What an evaluation on 2,000 articles says of a classifier with these errors, as rates."""
    rates = []
    for row, topic in enumerate(TOPICS):
        positives = max(int(chance.binomial(2000, SHARES[row])), 10)
        negatives = 2000 - positives
        hits, passed = chance.binomial(positives, sensitivity), chance.binomial(negatives, specificity)
        rates.append((topic, hits / positives, positives, passed / negatives, negatives))
    return pl.DataFrame(rates, schema=RATES, orient="row")


def closeness(
    facts: Facts, factors: np.ndarray, rates: pl.DataFrame | None, *, since: date = date.min, until: date = date.max
) -> str:
    """How far the shares are from the truth, and how often their bands hold it."""
    frame = trends(facts, Filters(), by="topic", bucket="week", now=NOW, keys=TOPICS, rates=rates)
    both = frame.join(truth_frame(factors), on=["date", "key"]).filter(
        pl.col("total_count") > 0, pl.col("date") < until, pl.col("date") >= since
    )
    off = both.select((pl.col("ratio") - pl.col("truth")).abs().mean()).item()
    inside = both.select(((pl.col("low") <= pl.col("truth")) & (pl.col("truth") <= pl.col("high"))).mean()).item()
    return f"off by {off:.4f} on average, truth inside the band in {inside:.1%}"


def sections_line(count: int, chance: np.random.Generator) -> None:
    """Sections: a third printed, the others guessed with a fifth left unsure; shares that move over the weeks."""
    codes = [f"section{number}" for number in range(6)]
    errors = np.full((6, 6), 0.03) + np.diag([0.70, 0.75, 0.80, 0.85, 0.78, 0.72])
    errors[0, 1] += 0.1  # the first is often taken for the second
    errors /= errors.sum(axis=1, keepdims=True)
    facts = made(count, np.ones((len(TOPICS), WEEKS)), chance, errors=False)
    week = ((facts.articles["week"] - START).dt.total_days() // 7).to_numpy()
    turn = np.linspace(0, 1, WEEKS)[:, None]
    shares = (1 - turn) * np.array([0.3, 0.2, 0.2, 0.15, 0.1, 0.05]) + turn * np.array([0.1, 0.2, 0.1, 0.15, 0.15, 0.3])
    real = (chance.random(len(week))[:, None] > shares.cumsum(axis=1)[week]).sum(axis=1).clip(0, 5)
    best = (chance.random(len(week))[:, None] > errors.cumsum(axis=1)[real]).sum(axis=1).clip(0, 5)
    printed, sure = chance.random(len(week)) < 1 / 3, chance.random(len(week)) < 0.8
    names = np.array([*codes, None], dtype=object)
    articles = facts.articles.with_columns(
        section=pl.Series(names[np.where(printed, real, np.where(sure, best, 6))], dtype=pl.Categorical),
        basis=pl.Series(np.where(printed, "printed", np.where(sure, "predicted", None)), dtype=pl.Categorical),
        best=pl.Series(names[best], dtype=pl.Categorical),
    )
    evaluated = chance.choice(6, 1500, p=shares.mean(axis=0))
    guesses = np.array([chance.choice(6, p=errors[true]) for true in evaluated])
    rates = []
    for at, code in enumerate(codes):
        true = evaluated == at
        hits, wrong = int((guesses[true] == at).sum()), int((guesses[~true] == at).sum())
        rates.append((code, hits / true.sum(), int(true.sum()), 1 - wrong / (~true).sum(), int((~true).sum())))
    known = pl.DataFrame(rates, schema=RATES, orient="row")
    rows = [
        (START + timedelta(weeks=at), code, float(shares[at, number]))
        for number, code in enumerate(codes)
        for at in range(WEEKS)
    ]
    truth = pl.DataFrame(rows, schema=["date", "key", "truth"], orient="row")
    for name, used in (("plain", None), ("corrected", known)):
        frame = trends(
            replace(facts, articles=articles), Filters(), by="section", bucket="week", now=NOW, keys=codes, rates=used
        )
        both = frame.join(truth, on=["date", "key"]).filter(pl.col("total_count") > 0)
        off = both.select((pl.col("ratio") - pl.col("truth")).abs().mean()).item()
        inside = both.select(((pl.col("low") <= pl.col("truth")) & (pl.col("truth") <= pl.col("high"))).mean()).item()
        print(f"sections, a third printed, {name}: off by {off:.4f} on average, truth inside the band in {inside:.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
