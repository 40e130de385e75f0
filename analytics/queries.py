"""Which articles fit the filters, and what is in them: rankings, lists, totals. Pure functions of facts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.archive import Facts
from analytics.filters import UNCLASSIFIED, Dimension, Filters
from analytics.steps import moment_in

Kind = Literal["PER", "ORG", "LOC"]


def select(facts: Facts, filters: Filters, *, ignoring: Dimension | None = None) -> pl.LazyFrame:
    """The articles that fit, in the order of ``facts.articles``.

    ``ignoring`` leaves one field of the filters out: a share of topics is taken of all articles, not of those in the
    chosen topics.
    """
    return _matching(facts.articles, facts, filters, ignoring=ignoring)


def fitting(facts: Facts, filters: Filters, *, ignoring: Dimension | None = None) -> NDArray[np.bool_]:
    """The same as a mask: whether each of ``facts.articles`` fits."""
    found = np.zeros(facts.articles.height, dtype=bool)
    found[select(facts, filters, ignoring=ignoring).select("row").collect().get_column("row").to_numpy()] = True
    return found


def members(facts: Facts, filters: Filters, dimension: Dimension) -> pl.LazyFrame:
    """One line for each value (``key``, a category) of ``dimension`` that an article has, for the articles that fit.

    The field of the filters on ``dimension`` itself is left aside. Articles without a section or topic are lines with
    the key :data:`UNCLASSIFIED`; articles without entities have no line.
    """
    if dimension == "topic":
        tagged = _matching(facts.topics, facts, filters, ignoring="topic").select(*_SLIM, key=pl.col("code"))
        none = select(facts, filters, ignoring="topic").filter(~pl.col("has_topic"))
        return pl.concat([tagged, none.select(*_SLIM, key=pl.lit(UNCLASSIFIED, pl.Categorical))])
    if dimension == "entity":
        named = _matching(facts.mentions, facts, filters, ignoring="entity").filter(*_in_role(filters))
        return named.select(*_SLIM, key=pl.col("entity_id"))
    key = pl.col(dimension)
    return select(facts, filters, ignoring=dimension).select(
        *_SLIM, key=key.fill_null(pl.lit(UNCLASSIFIED, pl.Categorical)) if dimension == "section" else key
    )


def ranking(facts: Facts, filters: Filters, dimension: Dimension) -> pl.DataFrame:
    """key, count: how many of the articles that fit have each value, most first, equal counts by name."""
    return (
        members(facts, filters, dimension)
        .group_by("key")
        .agg(pl.len().cast(pl.Int64).alias("count"))
        .with_columns(_text("key"))
        .sort(["count", "key"], descending=[True, False])
        .collect()
    )


def entity_ranking(facts: Facts, filters: Filters, *, kind: Kind | None = None) -> pl.DataFrame:
    """entity_id, kind, name, articles, cited, mentions, first, last (days): who is in the articles, most articles first.

    ``cited`` counts the articles in which a person speaks or a body is the source.
    """
    named = facts.named
    articles = fitting(facts, filters, ignoring="entity")
    mentioned = named.mentioned(articles, kind=kind or "", roles=filters.roles, sources=filters.sources)
    tally = named.tally(mentioned)
    some = np.flatnonzero(tally.articles)
    days = {name: pl.Series(getattr(tally, name)[some]) for name in ("first", "last")}
    undated = days["first"] > days["last"]
    found = named.entities[some].with_columns(
        pl.Series(named.kinds, dtype=pl.String)[tally.kind[some]].alias("kind"),
        *(pl.Series(name, getattr(tally, name)[some]) for name in ("articles", "cited", "mentions")),
        *(values.cast(pl.Int32).set(undated, None).cast(pl.Date).alias(name) for name, values in days.items()),
    )
    return found.select("entity_id", "kind", "name", "articles", "cited", "mentions", "first", "last").sort(
        ["articles", "mentions", "name", "entity_id"], descending=[True, True, False, False]
    )


def partners(facts: Facts, filters: Filters, entity: str) -> pl.DataFrame:
    """entity_id, kind, name, together, articles, lift: who is named in the same articles as ``entity``, most first.

    ``together`` counts the shared articles, ``articles`` all of the partner's that fit, ``lift`` is how many times more
    often the two meet than if they were named independently.
    """
    named = (
        _matching(facts.mentions, facts, filters, ignoring="entity")
        .select("row", "entity_id", "kind", "name")
        .collect()
    )
    total = int(select(facts, filters, ignoring="entity").select(pl.len()).collect().item())
    own = named.filter(_text("entity_id") == entity).get_column("row").unique()
    return (
        named.filter(_text("entity_id") != entity)
        .group_by("entity_id", "kind", "name")
        .agg(
            pl.col("row").is_in(own.implode()).sum().cast(pl.Int64).alias("together"),
            pl.len().cast(pl.Int64).alias("articles"),
        )
        .filter(pl.col("together") > 0)
        .with_columns(
            _text("entity_id"),
            _text("kind"),
            _text("name"),
            lift=pl.col("together") * total / (pl.col("articles") * max(len(own), 1)),
        )
        .sort(["together", "lift", "name"], descending=[True, True, False])
    )


def together(
    facts: Facts, filters: Filters, *, kinds: tuple[Kind, ...] = ("PER", "ORG", "LOC"), most: int = 30, least: int = 2
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The ``most`` (64 or fewer) frequent entities of these kinds (as :func:`entity_ranking`), and the pairs of them named in the same articles.

    Pairs: a, b (entity ids, a < b), together (articles), lift (times more often than if named independently); only those in
    ``least`` articles or more.
    """
    articles = fitting(facts, filters, ignoring="entity")
    nodes = entity_ranking(facts, filters).filter(pl.col("kind").is_in(kinds)).head(most)
    keys, counts = nodes.get_column("entity_id").to_list(), nodes.get_column("articles").to_list()
    # A bit for each name: few of the ways in which dozens of names stand together occur, and each is looked at once.
    held = np.zeros(len(articles), dtype=np.uint64)
    for at, key in enumerate(keys):
        held[facts.named.articles_of(key, articles, roles=filters.roles)] |= np.uint64(1 << at)
    ways, often = np.unique(held[held & (held - np.uint64(1)) > 0], return_counts=True)
    shared = _shared(ways, often)
    total = int(articles.sum())
    rows = []
    for i, j in zip(*np.nonzero(shared >= max(least, 1)), strict=True):
        meeting = int(shared[i, j])
        rows.append((*sorted((keys[i], keys[j])), meeting, meeting * total / (counts[i] * counts[j])))
    schema = {"a": pl.String, "b": pl.String, "together": pl.Int64, "lift": pl.Float64}
    pairs = pl.DataFrame(rows, schema=schema, orient="row")
    return nodes, pairs.sort(["together", "a", "b"], descending=[True, False, False])


def _shared(ways: NDArray[np.uint64], often: NDArray[np.int64]) -> NDArray[np.float64]:
    """(64, 64) how often a lower and a higher bit stand together in ``ways``, each of which occurs ``often``."""
    bits = np.unpackbits(ways.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    way, bit = np.nonzero(bits)
    found = np.zeros(64 * 64)
    for apart in range(1, 64):
        same = np.flatnonzero(way[apart:] == way[:-apart])
        if not len(same):
            break
        found += np.bincount(bit[same] * 64 + bit[same + apart], weights=often[way[same]], minlength=len(found))
    return found.reshape(64, 64)


def source_mix(facts: Facts, filters: Filters) -> pl.DataFrame:
    """source, key, count, total_count, ratio: the topics of each source, as shares of that source's articles."""
    totals = (
        select(facts, filters, ignoring="topic").group_by("source").agg(pl.len().cast(pl.Int64).alias("total_count"))
    )
    return (
        members(facts, filters, "topic")
        .group_by("source", "key")
        .agg(pl.len().cast(pl.Int64).alias("count"))
        .join(totals, on="source")
        .with_columns(_text("source"), _text("key"), ratio=pl.col("count") / pl.col("total_count"))
        .sort(["total_count", "source", "count", "key"], descending=[True, False, True, False])
        .collect()
    )


def listing(
    facts: Facts,
    filters: Filters,
    *,
    offset: int = 0,
    limit: int = 100,
    among: pl.LazyFrame | None = None,
    best: bool = False,
) -> tuple[int, pl.DataFrame]:
    """How many articles fit, and a page of them, newest first and undated last, each with its topic codes.

    ``among`` takes other rows of ``facts.articles`` than those that fit the filters: what a search found. ``best`` puts
    those with the highest ``score`` first.
    """
    order = "score" if best else "published"
    fitting = (select(facts, filters) if among is None else among).select("row", order).collect()
    page = (
        fitting.lazy()
        .sort([order, "row"], descending=[True, False], nulls_last=True)
        .slice(offset, limit)
        .select("row")
        .collect()
        .get_column("row")
    )
    topics = (
        facts.topics.lazy()
        .filter(pl.col("row").is_in(page.implode()))
        .sort(["row", "score"], descending=[False, True])
        .group_by("row", maintain_order=True)
        .agg(_text("code").alias("topics"))
    )
    rows = (
        facts.articles[page]  # a row is its position
        .lazy()
        .join(topics, on="row", how="left", maintain_order="left")
        .select(
            "article_id",
            "published",
            "day_only",
            _text("source"),
            _text("lang"),
            "title",
            _text("section"),
            _text("basis"),
            "score",
            pl.col("topics").fill_null([]),
            "copy",
        )
        .collect()
    )
    return fitting.height, rows


def of_rows(facts: Facts, rows: Sequence[int]) -> pl.DataFrame:
    """Articles by their rows, in the order given: row, article_id, published, day, day_only, source, lang, title, section."""
    wanted = pl.DataFrame({"row": list(rows)}, schema={"row": facts.articles.schema["row"]})
    return wanted.join(facts.articles, on="row", maintain_order="left").select(
        "row", "article_id", "published", "day", "day_only", _text("source"), _text("lang"), "title", _text("section")
    )


def undated(facts: Facts, filters: Filters) -> int:
    """How many articles would fit but for their missing date; charts leave them out and say so."""
    if facts.undated.is_empty():
        return 0
    anytime = replace(filters, since=None, until=None, start=None, stop=None)
    return int(_matching(facts.undated, facts, anytime, ignoring=None).select(pl.len()).collect().item())


_SLIM = ("row", "day", "week", "month", "source")


def _matching(frame: pl.DataFrame, facts: Facts, filters: Filters, *, ignoring: Dimension | None) -> pl.LazyFrame:
    """The rows of one of the frames of ``facts`` whose article fits."""
    found = frame.lazy().filter(*conditions(filters, ignoring))
    if filters.start or filters.stop:
        near = facts.articles.lazy().filter(
            *conditions(Filters(since=filters.since, until=filters.until, copies="all"))
        )
        zone = ZoneInfo(facts.zone)  # moments of two zones do not compare
        after = moment_in(facts.zone) >= filters.start.astimezone(zone) if filters.start else pl.lit(True)
        before = moment_in(facts.zone) < filters.stop.astimezone(zone) if filters.stop else pl.lit(True)
        inside = near.filter(after, before).select("row")
        found = found.join(inside, on="row", how="semi", maintain_order="left")
    if filters.topics and ignoring != "topic":
        tagged = facts.topics.lazy().filter(_any_of("code", filters.topics)).select("row")
        if UNCLASSIFIED in filters.topics:
            none = facts.articles.lazy().filter(~pl.col("has_topic")).select("row")
            tagged = pl.concat([tagged, none])
        found = found.join(tagged, on="row", how="semi", maintain_order="left")
    if filters.entities and ignoring != "entity":
        in_role = facts.mentions.lazy().filter(*_in_role(filters))
        for wanted in [(key,) for key in filters.entities] if filters.together else [filters.entities]:
            named = in_role.filter(_any_of("entity_id", wanted)).select("row")
            found = found.join(named, on="row", how="semi", maintain_order="left")
    return found


def conditions(filters: Filters, ignoring: Dimension | None = None) -> list[pl.Expr]:
    """What the filters say of columns that each of the frames and cubes has; topics and entities are left aside."""
    found: list[pl.Expr] = []
    if filters.since:
        found.append(pl.col("day") >= filters.since)
    if filters.until:
        found.append(pl.col("day") <= filters.until)
    if filters.copies == "once":
        found.append(~pl.col("copy"))
    elif filters.copies == "only":
        found.append(pl.col("copy"))
    if filters.langs and ignoring != "lang":
        found.append(_any_of("lang", filters.langs))
    if filters.sources and ignoring != "source":
        found.append(_any_of("source", filters.sources))
    if filters.sections and ignoring != "section":
        fits = _any_of("section", filters.sections).fill_null(False)
        found.append(fits | pl.col("section").is_null() if UNCLASSIFIED in filters.sections else fits)
    if filters.bases:
        fits = _any_of("basis", filters.bases).fill_null(False)
        found.append(fits | pl.col("basis").is_null() if "none" in filters.bases else fits)
    if filters.models:
        fits = _any_of("model", tuple(model for model in filters.models if model is not None)).fill_null(False)
        found.append(fits | pl.col("model").is_null() if None in filters.models else fits)
    return found


def _in_role(filters: Filters) -> list[pl.Expr]:
    return [_any_of("role", filters.roles)] if filters.roles else []


def _any_of(column: str, values: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).is_in(list(values))


def _text(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String)
