"""How long a search and its trend take: `python benchmarks/search.py [articles]`, in a folder of its own that is removed.

Texts of 120 words with word frequencies as in natural text (Zipf), in three languages' stems; two names and a topic each.
"""

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from analytics.archive import Archive
from analytics.filters import Filters
from analytics.indexing import SearchIndex
from analytics.querying import parse_query
from analytics.schema import TABLES
from analytics.search import query_trends, search
from analytics.store import Store, open_store

NOW = datetime(2026, 6, 20, tzinfo=UTC)
BATCH = 50_000
WORDS = 120


def main(count: int) -> None:
    """Index, then ask."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "home", create=True)
        vocabulary = np.array([_word(number) for number in range(60_000)])
        chance = np.random.default_rng(1)
        for begin in range(0, count, BATCH):
            for table, rows in _made(begin, min(BATCH, count - begin), vocabulary, chance).items():
                store.append(table, rows)
        index = SearchIndex(store)
        start = time.perf_counter()
        index.update()
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in (store.home / "search").rglob("*")) / 1e6
        print(f"{count:,} articles indexed in {seconds:.0f} s ({count / seconds:,.0f}/s), {size:,.0f} MB")
        ask(store, index, vocabulary)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")


def ask(store: Store, index: SearchIndex, vocabulary: np.ndarray) -> None:
    """Print a line a query."""
    facts = Archive(store, printed={}).facts()
    first, second, third = (vocabulary[number] for number in (3, 8, 12))
    queries = [
        vocabulary[0],
        vocabulary[5],
        f"{vocabulary[50]} {vocabulary[90]}",
        f'"{vocabulary[0]} {vocabulary[1]}"',
        f'"{first} {second}"',
        f'"{first} {second} {third}"',
        f'"{vocabulary[0]} {vocabulary[1]} {vocabulary[2]}"',
        f'"{vocabulary[2]} {vocabulary[3]} {vocabulary[5]}"',
        f'"{vocabulary[40]} {vocabulary[400]}"',
        f'title:"{first} {second}"',
        f"{vocabulary[200][:1]}*",
        f"{vocabulary[200][:4]}*",
        f"{vocabulary[900]} OR {vocabulary[901]} -{vocabulary[2]}",
        f'(a OR "{first} {second}") AND {vocabulary[20]} NOT {vocabulary[30]}',
        f"{vocabulary[5]} source:s3.example lang:ru after:2023-01-01",
        f"{vocabulary[5]} topic:sport",
        f"{vocabulary[5]} person:Name7",
        "person:Name7",
    ]
    for query in queries:
        parsed = parse_query(query)
        total = search(facts, index, parsed, Filters()).total
        found, drawn = [], []
        for _ in range(7):
            start = time.perf_counter()
            index.forget()
            search(facts, index, parsed, Filters())
            found.append(time.perf_counter() - start)
            query_trends(facts, index, [query], Filters(), bucket="week", now=NOW)
            drawn.append(time.perf_counter() - start)
        print(
            f"{query:44} {total:>9,} found  page {1000 * np.median(found):6.1f} ms  page and trend {1000 * np.median(drawn):6.1f} ms"
        )


def _word(number: int) -> str:
    """A pronounceable word of its own for each number."""
    parts = []
    rest = number + 60
    while rest:
        rest, at = divmod(rest, 60)
        parts.append("бвгдзклмнпрст"[at % 13] + "аеиоу"[at % 5])
    return "".join(parts) + str(number)[-1:].translate(str.maketrans("0123456789", "бвгджзклмн"))


def _made(begin: int, count: int, vocabulary: np.ndarray, chance: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Rows of the tables articles, predictions and mentions."""
    at = np.minimum(chance.zipf(1.25, (count, WORDS)) - 1, len(vocabulary) - 1)
    texts = [" ".join(row) for row in vocabulary[at]]
    when = datetime(2021, 1, 1, tzinfo=UTC)
    ids = [f"{number * 2654435761 % 2**64:016x}{number:016x}" for number in range(begin, begin + count)]
    named = np.minimum(chance.zipf(1.3, (count, 2)), 20_000)
    topics = chance.choice(["sport", "energy", "culture", "finance"], count)
    made: dict[str, dict[str, Any]] = {
        "articles": {
            "source": [f"s{number % 20}.example" for number in range(count)],
            "lang": [("ru", "az", "en")[number % 3] for number in range(count)],
            "title": [text[:60] for text in texts],
            "text": texts,
            "published": [when + timedelta(minutes=int(m)) for m in chance.integers(0, 60 * 24 * 1900, count)],
            "published_precision": ["minute"] * count,
            "first_seen": [when] * count,
        },
        "predictions": {
            "model": ["made@1"] * count,
            "topics": [[{"code": topic, "score": 0.9}] for topic in topics],
            "predicted_at": [when] * count,
        },
        "mentions": {
            "entity_id": [f"PER:name{number}" for number in named.ravel()],
            "kind": ["PER"] * (2 * count),
            "name": [f"Name{number}" for number in named.ravel()],
            "count": [1] * (2 * count),
            "role": ["mentioned"] * (2 * count),
        },
    }
    made["mentions"]["article_id"] = [one for one in ids for _ in range(2)]
    return {table: _whole(table, {"article_id": ids} | rows) for table, rows in made.items()}


def _whole(table: str, rows: dict[str, Any]) -> pl.DataFrame:
    """The rows with every column of the table."""
    schema = TABLES[table]
    known = pl.DataFrame(rows, schema={name: schema[name] for name in rows}).with_columns(revision=pl.lit(1, pl.Int32))
    if table == "mentions":
        known = known.unique(["article_id", "entity_id"], maintain_order=True)
    return known.select(
        [
            pl.col(name) if name in known.columns else pl.lit(None, dtype=kind).alias(name)
            for name, kind in schema.items()
        ]
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
