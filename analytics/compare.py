"""Two sets of articles side by side: what each has more of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Filters
from analytics.keyness import Key, Side, keyness, opposed_words
from analytics.queries import fitting

_Z: Final = 1.959963984540054
_KEYS: Final = 15
_LEAST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What sets two sets of articles apart.

    ``size`` and ``other_size`` articles; ``topics``: key, count, other, ratio, other_ratio, difference of the shares with
    its 95 % interval ``low``..``high``; names and words that the first, and the second, have significantly more of.
    """

    size: int
    other_size: int
    topics: pl.DataFrame
    names: tuple[Key, ...]
    other_names: tuple[Key, ...]
    words: tuple[Key, ...]
    other_words: tuple[Key, ...]


def compare(facts: Facts, first: Filters, second: Filters) -> Comparison:
    """The articles of ``first`` against those of ``second``: two periods, two sources, two topics."""
    sides = [_side(facts, filters) for filters in (first, second)]
    (size, topics, names, titles), (other_size, other_topics, other_names, other_titles) = sides
    words, other_words = opposed_words(titles, other_titles, least=_LEAST, limit=_KEYS)
    keys = keyness(names, other_names, size=size, other_size=other_size, least=_LEAST, limit=_KEYS)
    other_keys = keyness(other_names, names, size=other_size, other_size=size, least=_LEAST, limit=_KEYS)
    return Comparison(
        size=size,
        other_size=other_size,
        topics=_differences(topics, other_topics, size, other_size),
        names=_named(keys, facts),
        other_names=_named(other_keys, facts),
        words=tuple(words),
        other_words=tuple(other_words),
    )


def comparison_dict(found: Comparison) -> dict[str, object]:
    """A comparison as JSON-ready values."""

    def keys(given: Sequence[Key]) -> list[dict[str, object]]:
        return [
            {"name": k.name, "count": k.count, "other": k.other, "g2": round(k.g2, 2), "times": round(k.times, 2)}
            | ({"entity_id": k.entity} if k.entity else {})
            for k in given
        ]

    return {
        "size": found.size,
        "other_size": found.other_size,
        "topics": found.topics.to_dicts(),
        "names": keys(found.names),
        "other_names": keys(found.other_names),
        "words": keys(found.words),
        "other_words": keys(found.other_words),
    }


def _side(facts: Facts, filters: Filters) -> tuple[int, pl.DataFrame, pl.DataFrame, Mapping[str, Side]]:
    """Articles, counts of topics, counts of names, what titles say by language."""
    articles = fitting(facts, filters)
    tagged = facts.topics.filter(pl.Series(articles[facts.topics.get_column("row").to_numpy()]))
    topics = tagged.group_by(key="code").agg(count=pl.len().cast(pl.Int64)).with_columns(pl.col("key").cast(pl.String))
    counts = facts.named.counts(facts.named.mentioned(articles, sources=filters.sources))
    names = facts.named.entities.select(key="entity_id", count=pl.Series(counts)).filter(pl.col("count") > 0)
    return int(articles.sum()), topics, names, facts.headlines.sides(articles)


def _differences(first: pl.DataFrame, second: pl.DataFrame, size: int, other_size: int) -> pl.DataFrame:
    """Topics by how far their shares are apart."""
    both = first.join(second.rename({"count": "other"}), on="key", how="full", coalesce=True).with_columns(
        pl.col("count", "other").fill_null(0)
    )
    # Of no articles there is no share, and so no difference: null, not zero.
    sizes = {"total_count": size, "other_total": other_size}
    both = both.with_columns(pl.lit(total or None, pl.Int64).alias(name) for name, total in sizes.items())
    p, q = pl.col("count") / pl.col("total_count"), pl.col("other") / pl.col("other_total")
    low, high = difference_interval(*(pl.col(name) for name in ("count", "total_count", "other", "other_total")))
    return (
        both.with_columns(ratio=p, other_ratio=q, difference=p - q, low=low, high=high)
        .drop(*sizes)
        .sort(
            pl.col("difference").abs(), "count", "other", "key", descending=[True, True, True, False], nulls_last=True
        )
    )


def difference_interval(
    count: pl.Expr, total: pl.Expr, other: pl.Expr, other_total: pl.Expr
) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % interval of a difference of shares, Newcombe's hybrid of score intervals (1998, Stat Med 17:873, method 10)."""
    p, q = count / total, other / other_total
    l1, u1 = _score(p, total)
    l2, u2 = _score(q, other_total)
    return (p - q) - ((p - l1) ** 2 + (u2 - q) ** 2).sqrt(), (p - q) + ((u1 - p) ** 2 + (q - l2) ** 2).sqrt()


def _score(share: pl.Expr, total: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    centre = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    half = _Z / (1 + _Z**2 / total) * (share * (1 - share) / total + _Z**2 / (4 * total**2)).sqrt()
    return centre - half, centre + half


def _named(found: Sequence[Key], facts: Facts) -> tuple[Key, ...]:
    keys = [key.name for key in found]
    shown = dict(facts.named.entities.filter(pl.col("entity_id").is_in(keys)).iter_rows())
    return tuple(replace(key, name=shown[key.name], entity=key.name) for key in found)
