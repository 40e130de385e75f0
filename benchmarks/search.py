"""How long a search and its trend take: `python benchmarks/search.py [articles]`, in a folder of its own that is removed.

Texts of 120 words with word frequencies as in natural text (Zipf), in three languages' stems.
"""

import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from analytics.archive import Archive
from analytics.filters import Filters
from analytics.querying import parse_query
from analytics.schema import ARTICLES
from analytics.search import SearchIndex, query_trends, search
from analytics.store import open_store

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
            store.append("articles", _articles(begin, min(BATCH, count - begin), vocabulary, chance))
        index = SearchIndex(store)
        start = time.perf_counter()
        index.update()
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in (store.home / "search").rglob("*")) / 1e6
        print(f"{count:,} articles indexed in {seconds:.0f} s ({count / seconds:,.0f}/s), {size:,.0f} MB")
        facts = Archive(store, printed={}).facts()
        queries = [
            vocabulary[0],
            vocabulary[5],
            f"{vocabulary[50]} {vocabulary[90]}",
            f'"{vocabulary[3]} {vocabulary[8]}"',
            f"{vocabulary[200][:4]}*",
            f"{vocabulary[900]} OR {vocabulary[901]} -{vocabulary[2]}",
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
                f"{query:32} {total:>9,} found  page {1000 * np.median(found):6.1f} ms  page and trend {1000 * np.median(drawn):6.1f} ms"
            )
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")


def _word(number: int) -> str:
    """A pronounceable word of its own for each number."""
    parts = []
    rest = number + 60
    while rest:
        rest, at = divmod(rest, 60)
        parts.append("бвгдзклмнпрст"[at % 13] + "аеиоу"[at % 5])
    return "".join(parts) + str(number)[-1:].translate(str.maketrans("0123456789", "бвгджзклмн"))


def _articles(begin: int, count: int, vocabulary: np.ndarray, chance: np.random.Generator) -> pl.DataFrame:
    at = np.minimum(chance.zipf(1.25, (count, WORDS)) - 1, len(vocabulary) - 1)
    texts = [" ".join(row) for row in vocabulary[at]]
    when = datetime(2021, 1, 1, tzinfo=UTC)
    rows = {
        "article_id": [f"{number * 2654435761 % 2**64:016x}{number:016x}" for number in range(begin, begin + count)],
        "revision": [1] * count,
        "source": [f"s{number % 20}.example" for number in range(count)],
        "lang": [("ru", "az", "en")[number % 3] for number in range(count)],
        "title": [text[:60] for text in texts],
        "text": texts,
        "published": [when + timedelta(minutes=int(m)) for m in chance.integers(0, 60 * 24 * 1900, count)],
        "published_precision": ["minute"] * count,
        "first_seen": [when] * count,
    }
    known = pl.DataFrame(rows, schema={name: ARTICLES[name] for name in rows})
    return known.select(
        [pl.col(name) if name in rows else pl.lit(None, dtype=kind).alias(name) for name, kind in ARTICLES.items()]
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
