"""What one set of articles has more of than another: words, names or topics, with strength and size of the difference."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from analytics.words import stem

# The 0.001 point of chi squared with one degree of freedom.
CERTAIN: Final = 10.83
_WORD: Final = r"\p{L}{3,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing that sets the first articles apart: in how many of each it is, G squared, and how many times more often.

    ``times`` is the ratio of the two shares, half an article added to each count; below 1 for what the first have less of.
    ``entity`` is the id of a person, body or place, empty for words.
    """

    name: str
    count: int
    other: int
    g2: float
    times: float
    entity: str = ""


def keyness(
    first: pl.DataFrame, second: pl.DataFrame, *, size: int, other_size: int, least: int = 3, limit: int = 10
) -> list[Key]:
    """The keys that ``first`` has significantly more of, strongest first.

    ``first`` and ``second`` are frames of key and count (articles that have it) out of ``size`` and ``other_size``
    articles. G squared is the log-likelihood ratio of Dunning (1993, Computational Linguistics 19:61) on articles, the
    size of the effect the ratio of relative frequencies (Hardie 2014). Only keys in ``least`` articles or more count.
    """
    if not size:
        return []
    both = (
        first.filter(pl.col("count") >= least)
        .join(second.rename({"count": "other"}), on="key", how="left")
        .with_columns(pl.col("other").fill_null(0))
    )
    a, b = both["count"].to_numpy().astype(float), both["other"].to_numpy().astype(float)
    g2 = log_likelihood(a, b, size, other_size)
    times = ((a + 0.5) / (size + 1)) / ((b + 0.5) / (other_size + 1))
    rows = both.with_columns(g2=pl.Series(g2), times=pl.Series(times)).filter(
        (pl.col("g2") >= CERTAIN) & (pl.col("times") > 1)
    )
    return [
        Key(name=str(row["key"]), count=row["count"], other=row["other"], g2=row["g2"], times=row["times"])
        for row in rows.sort(["g2", "key"], descending=[True, False]).head(limit).iter_rows(named=True)
    ]


def log_likelihood(a: np.ndarray, b: np.ndarray, size: int, other_size: int) -> np.ndarray:
    """G squared of the two-by-two tables a of ``size`` against b of ``other_size``."""

    def part(seen: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        return np.where(seen > 0, seen * np.log(np.maximum(seen, 1e-12) / np.maximum(wanted, 1e-12)), 0.0)

    total = size + other_size
    share = (a + b) / max(total, 1)
    return np.asarray(
        2
        * (
            part(a, size * share)
            + part(b, other_size * share)
            + part(size - a, size * (1 - share))
            + part(other_size - b, other_size * (1 - share))
        )
    )


def word_tokens(titles: pl.Series, lang: str) -> pl.Series:
    """The words of three letters or more of each title in one language, in lower case: a list a title."""
    texts = titles.str.replace_all("İ", "i", literal=True)
    if lang == "az":
        texts = texts.str.replace_all("I", "ı", literal=True)
    return texts.str.to_lowercase().str.extract_all(_WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The titles of some articles in one language: how many there are, and how many have each stem (a frame of key and count).

    ``printed`` gives a stem's usual word.
    """

    size: int
    counts: pl.DataFrame
    printed: Callable[[str], str]


def word_counts(titles: Sequence[str], lang: str) -> Side:
    """The stems of titles in one language."""
    texts = pl.Series(titles, dtype=pl.String)
    found = (
        word_tokens(texts, lang)
        .alias("word")
        .to_frame()
        .lazy()
        .with_row_index("title")
        .explode("word")
        .drop_nulls("word")
        .collect()
    )
    # A word is stemmed once, however often it is printed.
    known = found.select("word").unique(maintain_order=True)
    known = known.with_columns(key=pl.Series([stem(word, lang) for word in known["word"]], dtype=pl.String))
    found = found.join(known, on="word")
    counts = found.group_by("key").agg(count=pl.col("title").n_unique().cast(pl.Int64))
    usual = (
        found.group_by("key", "word")
        .agg(n=pl.len())
        .sort("n", "word", descending=[True, False])
        .unique("key", keep="first", maintain_order=True)
    )
    return Side(size=len(titles), counts=counts, printed=dict(usual.select("key", "word").iter_rows()).__getitem__)


def key_words(
    first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]], *, least: int = 3, limit: int = 10
) -> list[Key]:
    """The words that set the titles of ``first`` apart from those of ``second``, within each language; (title, language) pairs."""
    return opposed_words(*(_by_language(titles) for titles in (first, second)), least=least, limit=limit)[0]


def opposed_words(
    first: Mapping[str, Side], second: Mapping[str, Side], *, least: int = 3, limit: int = 10
) -> tuple[list[Key], list[Key]]:
    """The same in both directions, from what is said by language: the words of ``first``, and those of ``second``."""
    found: tuple[list[Key], list[Key]] = [], []
    for lang in sorted({*first, *second}):
        sides = [side.get(lang, _NOTHING) for side in (first, second)]
        for at, other in ((0, 1), (1, 0)):
            own, against = sides[at], sides[other]
            sizes = {"size": own.size, "other_size": against.size}
            keys = keyness(own.counts, against.counts, **sizes, least=least, limit=limit)
            found[at].extend(replace(key, name=own.printed(key.name)) for key in keys)
    mine, theirs = (sorted(keys, key=lambda key: (-key.g2, key.name))[:limit] for keys in found)
    return mine, theirs


def _by_language(titles: Sequence[tuple[str, str]]) -> dict[str, Side]:
    langs = sorted({lang or "" for _, lang in titles})
    return {lang: word_counts([title for title, of in titles if (of or "") == lang], lang) for lang in langs}


_NOTHING: Final = Side(size=0, counts=pl.DataFrame(schema={"key": pl.String, "count": pl.Int64}), printed=str)
