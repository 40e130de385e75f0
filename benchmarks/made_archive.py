"""A made-up archive on disk for benchmarks that need a whole home: `home_of(1_000_000)`, kept in build/ for the next run.

Articles of two years up to today in three languages from eight sources, some with a printed section, each with a prediction,
1.5 topics and 4 names on average, drawn with a fixed seed. Texts of 30 words: charts do not read them.
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from analytics.schema import TABLES
from analytics.store import Store, open_store
from models.taxonomy import load_taxonomy

BATCH = 100_000
SOURCES = [f"s{number}.example" for number in range(8)]
LANGUAGES = ["ru", "az", "en"]
DAYS = 730
NAMES = 20_000
WORDS = 20_000  # of the vocabulary, used as often as words are in natural text (Zipf)


def home_of(articles: int) -> Path:
    """The home with so many articles, made now where it is not there yet."""
    home = Path("build") / f"archive-{articles}"
    if (home / "whole").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    store = open_store(home, create=True)
    chance = np.random.default_rng(0)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for begin in range(0, articles, BATCH):
        _fill(store, range(begin, min(begin + BATCH, articles)), chance, today)
    store.compact()
    (home / "whole").touch()
    return home


def _fill(store: Store, numbers: range, chance: np.random.Generator, today: datetime) -> None:
    count = len(numbers)
    codes = np.array([code.code for code in load_taxonomy().codes])
    weights = 1 / np.arange(2, len(codes) + 2)
    sections = chance.choice(codes, count, p=weights / weights.sum())
    ids = pl.Series([f"{number * 2654435761 % 2**64:016x}{number:016x}" for number in numbers])
    published = np.datetime64((today - timedelta(days=DAYS)).replace(tzinfo=None), "us") + chance.integers(
        0, DAYS * 86400, count
    ).astype("timedelta64[s]")
    vocabulary = np.array([_word(number) for number in range(WORDS)])
    texts = [" ".join(row) for row in vocabulary[np.minimum(chance.zipf(1.15, (count, 30)) - 1, WORDS - 1)]]
    articles = pl.DataFrame(
        {
            "article_id": ids,
            "url": [f"https://{SOURCES[number % 8]}/{number}" for number in numbers],
            "source": chance.choice(SOURCES, count, p=[0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05]),
            "lang": chance.choice(LANGUAGES, count, p=[0.6, 0.25, 0.15]),
            "title": [" ".join(text.split()[:8]).capitalize() for text in texts],
            "text": texts,
            "section": pl.Series(["Sport"] * count).set(pl.Series(chance.random(count) > 0.06), None),
            "published": pl.Series(published).dt.replace_time_zone("UTC"),
            "published_precision": chance.choice(["minute", "day"], count, p=[0.9, 0.1]),
            "first_seen": pl.Series(published).dt.replace_time_zone("UTC"),
            "duplicate_of": pl.Series([ids[0]] * count).set(pl.Series(chance.random(count) > 0.05), None),
        }
    ).with_columns(revision=pl.lit(1, pl.Int32))
    store.append("articles", _whole("articles", articles))
    drawn = chance.choice(codes, (count, 2), p=weights / weights.sum())
    many = chance.random(count) < 0.5
    topics = [
        [{"code": first, "score": 0.9}, {"code": second, "score": 0.7}]
        if more and first != second
        else [{"code": first, "score": 0.9}]
        for (first, second), more in zip(drawn.tolist(), many.tolist(), strict=True)
    ]
    predictions = pl.DataFrame(
        {
            "article_id": ids,
            "best": sections,
            "best_score": chance.random(count),
            "section": pl.Series(sections).set(pl.Series(chance.random(count) < 0.1), None),
            "predicted_at": pl.Series(published).dt.replace_time_zone("UTC"),
        }
    ).with_columns(revision=pl.lit(1, pl.Int32), model=pl.lit("made@1"), topics=pl.Series(topics))
    store.append("predictions", _whole("predictions", predictions))
    numbered = (chance.zipf(1.3, count * 4) % NAMES).astype(np.int64)
    mentions = (
        pl.DataFrame({"article_id": ids.gather(chance.integers(0, count, count * 4)), "number": numbered})
        .unique(maintain_order=True)
        .with_columns(kind=pl.lit(["PER", "ORG", "LOC"]).list.get(pl.col("number") % 3))
        .select(
            "article_id",
            pl.lit(1, pl.Int32).alias("revision"),
            pl.format("{}:name {}", "kind", "number").alias("entity_id"),
            "kind",
            pl.format("Name {}", "number").alias("name"),
            pl.lit(1, pl.Int32).alias("count"),
            pl.lit("mentioned").alias("role"),
        )
    )
    store.append("mentions", _whole("mentions", mentions))


def _word(number: int) -> str:
    """A pronounceable word of its own for each number."""
    parts = []
    rest = number + 60
    while rest:
        rest, at = divmod(rest, 60)
        parts.append("bvgdzklmnprst"[at % 13] + "aeiou"[at % 5])
    return "".join(parts) + "bvgzjklmnr"[number % 10]


def _whole(table: str, known: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of the table, in its order and types."""
    return known.select(
        [
            (pl.col(name).cast(kind) if name in known.columns else pl.lit(None, dtype=kind).alias(name))
            for name, kind in TABLES[table].items()
        ]
    )
