"""How long the server takes to answer a changed filter over 200,000 articles: `python benchmarks/charts.py [articles]`.

Per chart: query, figure and JSON, in milliseconds, median and slowest of 15 calls, each with another filter than the
one before; first with filters that the cubes answer, then with those that take the tables. "page" is all charts of
that page.
"""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np
import orjson
import polars as pl

from analytics.archive import PRINTED_ZONE, Facts
from analytics.cubes import cubes
from analytics.entities.decisions import Resolution
from analytics.queries import listing
from analytics.relabelled import SHARED
from analytics.trends import trends
from dashboards import figures
from dashboards.context import Context
from dashboards.pages import entities, sources, topics
from dashboards.url import parse
from models.taxonomy import load_taxonomy

NOW = datetime(2026, 6, 20, tzinfo=UTC)
CUBED = ("", "?lang=ru", "?source=s1.example&source=s2.example", "?basis=printed", "?from=2025-06-01&lang=az")
CROSSED = (
    "?section=sport&topic=migration",
    "?entity=PER:3",
    "?entity=PER:1&lang=ru",
    "?section=health&topic=sport&lang=az",
)
SEARCHES = ("", "?lang=ru", "?source=s1.example&source=s2.example", "?section=sport", "?from=2025-06-01&lang=az")


def main(articles: int) -> None:
    """Print a line for every chart and page."""
    facts = made_up(articles)
    start = time.perf_counter()
    facts = replace(facts, cubes=cubes(facts.articles, facts.topics))
    print(f"cubes in {time.perf_counter() - start:.1f} s: {', '.join(_sizes(facts))}")
    context = Context(
        archive=_Fixed(facts),  # type: ignore[arg-type]
        store=None,  # type: ignore[arg-type]
        index=None,  # type: ignore[arg-type]
        taxonomy=load_taxonomy(),
        zone=PRINTED_ZONE,
        clock=lambda: NOW,
    )
    print(f"{articles:,} articles, {facts.topics.height:,} topics, {facts.mentions.height:,} mentions")
    print("what                          median ms  slowest ms")

    def chart(by: str, bucket: str) -> Callable[[str], object]:
        def draw(search: str) -> object:
            found = trends(facts, parse(search).filters, by=by, bucket=bucket, now=NOW)  # type: ignore[arg-type]
            drawn = found.filter(
                pl.col("key").is_in(found.get_column("key").unique(maintain_order=True).head(6).implode())
            )
            return figures.trend_lines(drawn, measure="share", bucket=bucket, naming=context.name, colours={})  # type: ignore[arg-type]

        return draw

    for by in ("topic", "section", "source"):
        for bucket in ("day", "week", "month"):
            measure(f"chart of {by} by {bucket}", chart(by, bucket), CUBED)
    for by in ("topic", "section", "source"):
        measure(f"the same, crossed, {by} by week", chart(by, "week"), CROSSED)
    measure("list of articles", lambda search: listing(facts, parse(search).filters)[1].to_dicts())
    for page in (topics, sources, entities):
        drawn = [one for one in page.CHARTS if one.pictured]
        measure(f"page {page.PATH}", lambda s, drawn=drawn: [one.draw(context, parse(s)).figure for one in drawn])
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB, made up articles included")


def measure(what: str, answer: Callable[[str], object], searches: Sequence[str] = SEARCHES) -> None:
    """Time fifteen answers after one that warms up."""
    _json(answer(searches[-1]))
    seconds = []
    for number in range(15):
        start = time.perf_counter()
        _json(answer(searches[number % len(searches)]))
        seconds.append(time.perf_counter() - start)
    print(f"{what:30}{1000 * float(np.median(seconds)):9.1f}{1000 * max(seconds):12.1f}", flush=True)


def _json(value: object) -> bytes:
    return orjson.dumps(value, default=lambda part: part.to_plotly_json())


def _sizes(facts: Facts) -> list[str]:
    made = [("topics", facts.cubes.topics), ("sections", facts.cubes.sections), ("totals", facts.cubes.totals)]  # type: ignore[union-attr]
    return [f"{name} {frame.height:,} rows, {frame.estimated_size('mb'):.0f} MB" for name, frame in made]


@dataclass
class _Fixed:
    """An archive whose facts are at hand."""

    made: Facts

    def facts(self, zone: str) -> Facts:
        return self.made

    def model_changes(self, zone: str) -> tuple[tuple[date, str], ...]:
        return ()


def made_up(count: int) -> Facts:
    """Articles of two years with 1.5 topics and 4 names each, drawn with a fixed seed."""
    random = np.random.default_rng(0)
    codes = [code.code for code in load_taxonomy().codes]
    articles = (
        pl.DataFrame(
            {
                "row": np.arange(count, dtype=np.uint32),
                "article_id": [f"a{number}" for number in range(count)],
                "published": np.datetime64("2024-06-20", "us")
                + random.integers(0, 730 * 86400, count).astype("timedelta64[s]"),
                "day_only": random.random(count) < 0.1,
                "source": random.choice([f"s{number}.example" for number in range(8)], count),
                "lang": random.choice(["ru", "az", "en"], count),
                "title": ["A headline of the usual length about the day's events"] * count,
                "section": random.choice(codes, count),
                "basis": random.choice(["printed", "predicted"], count),
                "score": random.random(count),
                "copy": random.random(count) < 0.05,
                "model": ["made@1"] * count,
            }
        )
        .with_columns(pl.col("published").dt.replace_time_zone("UTC"))
        .with_columns(pl.col("source", "lang", "section", "basis", "model").cast(pl.Categorical))
        .with_columns(day=pl.col("published").dt.convert_time_zone(PRINTED_ZONE).dt.date())
        .with_columns(week=pl.col("day").dt.truncate("1w"), month=pl.col("day").dt.truncate("1mo"))
    )
    tagged = (
        pl.DataFrame(
            {
                "row": random.integers(0, count, count * 3 // 2).astype(np.uint32),
                "code": random.choice(codes, count * 3 // 2),
            }
        )
        .unique()
        .sort("row")
        .with_columns(pl.col("code").cast(pl.Categorical), score=pl.lit(0.8), topic_basis=pl.lit("predicted"))
    )
    named = (
        pl.DataFrame(
            {
                "row": random.integers(0, count, count * 4).astype(np.uint32),
                "entity_id": [f"PER:{number}" for number in random.zipf(1.3, count * 4) % 20_000],
            }
        )
        .unique()
        .sort("row")
        .with_columns(kind=pl.lit("PER"), name=pl.col("entity_id"), count=pl.lit(1, pl.Int32), role=pl.lit("mentioned"))
        .with_columns(pl.col("entity_id", "kind", "name", "role").cast(pl.Categorical))
    )
    articles = articles.with_columns(has_topic=pl.col("row").is_in(tagged.get_column("row").unique().implode()))
    shared = articles.select(SHARED)
    return Facts(
        zone=PRINTED_ZONE,
        articles=articles,
        topics=tagged.join(shared, on="row", maintain_order="left"),
        mentions=named.join(shared, on="row", maintain_order="left"),
        names=Resolution(),
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
