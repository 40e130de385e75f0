"""Why something rose: the articles of an episode, who had it first, and the names and words that set it apart."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import UNCLASSIFIED, Bucket, Dimension, Filters, of_key
from analytics.keyness import Key, key_words, keyness
from analytics.levels import Level, levels
from analytics.queries import entity_ranking, members, select
from analytics.rising import Episode, episodes
from analytics.steps import bucket_days
from analytics.stories import Story, stories_among
from analytics.trends import trends

_MOST_ENTITIES: Final = 300
_BEFORE: Final = 10  # buckets before the episode that it is compared with
_ARTICLES: Final = 5
_STORY_WINDOW: Final = 5000  # articles; grouping takes a millisecond for each twenty
_KEYS: Final = 6
_LEAST: Final = 2
_DAYS: Final[dict[Bucket, int]] = {"hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What lies behind an episode.

    ``articles`` (article_id, title, source, lang, day): those that hold most of what sets the episode apart, copies
    collapsed; ``sources`` (source, count), ``first`` the source and day of the earliest article; ``story`` the largest one
    among the episode's articles.
    """

    episode: Episode
    articles: tuple[dict[str, object], ...]
    sources: tuple[tuple[str, int], ...]
    first: tuple[str, date] | None
    names: tuple[Key, ...]
    words: tuple[Key, ...]
    story: Story | None
    among: Filters | None = None  # the articles that the story was found among


def risen(
    facts: Facts,
    filters: Filters,
    *,
    by: Dimension,
    bucket: Bucket,
    now: datetime,
    last: int | None = None,
    limit: int = 20,
) -> list[Cause]:
    """Episodes of the keys of ``by``, each with its cause: the newest first, the strongest first among equals.

    ``last`` keeps only those that reach into that many of the newest whole buckets. Of entities the most frequent are
    looked at.
    """
    frame = _frame(facts, filters, by=by, bucket=bucket, now=now)
    found = [episode for episode in episodes(frame, bucket=bucket) if episode.key != UNCLASSIFIED]
    whole = frame.filter(~pl.col("partial")).get_column("date").unique().sort()
    if last is not None and len(whole):
        newest = whole[-min(last, len(whole))]
        found = [episode for episode in found if episode.end >= newest]
    return [cause(facts, filters, episode, by=by, bucket=bucket) for episode in found[:limit]]


def moved(facts: Facts, filters: Filters, *, by: Dimension, bucket: Bucket, now: datetime) -> list[Level]:
    """Lasting changes of ``by`` among the articles that fit, the newest first; of entities only the most frequent."""
    return [
        level
        for level in levels(_frame(facts, filters, by=by, bucket=bucket, now=now), bucket=bucket)
        if level.key != UNCLASSIFIED
    ]


def _frame(facts: Facts, filters: Filters, *, by: Dimension, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """The shares that are looked through."""
    keys = None
    if by == "entity":
        ranked = entity_ranking(facts, filters).head(_MOST_ENTITIES).get_column("entity_id").to_list()
        keys = ranked or [UNCLASSIFIED]  # without keys all would come
    return trends(facts, filters, by=by, bucket=bucket, now=now, keys=keys)


def cause(facts: Facts, filters: Filters, episode: Episode, *, by: Dimension, bucket: Bucket) -> Cause:
    """The articles and differences behind an episode of ``by`` under ``filters``, against the key's own past."""
    end = bucket_days(episode.end, bucket)[1]
    since = episode.start - timedelta(days=_BEFORE * _DAYS[bucket])
    inside = _articles(facts, replace(filters, since=episode.start, until=end), by, episode.key)
    before = _articles(facts, replace(filters, since=since, until=episode.start - timedelta(days=1)), by, episode.key)
    names = _key_names(facts, inside, before, leaving=episode.key)
    words = key_words(_titles(inside), _titles(before), least=_LEAST, limit=_KEYS)
    sources = inside.group_by("source").agg(count=pl.len()).sort(["count", "source"], descending=[True, False])
    story, among = _story(facts, inside, replace(filters, since=episode.start, until=end), by, episode.key, since=since)
    earliest = inside.sort(["published", "row"], nulls_last=True).head(1)
    return Cause(
        episode=episode,
        articles=tuple(_telling(facts, inside, names, words).iter_rows(named=True)),
        sources=tuple((str(source), int(count)) for source, count in sources.iter_rows()),
        first=(str(earliest.item(0, "source")), earliest.item(0, "day")) if earliest.height else None,
        names=tuple(names),
        words=tuple(words),
        story=story,
        among=among,
    )


def _story(
    facts: Facts, inside: pl.DataFrame, own: Filters, by: Dimension, key: str, *, since: date
) -> tuple[Story | None, Filters | None]:
    """The story that most of the episode's articles belong to, and the articles that it was found among: all from ``since``
    on, which say what words are rare, as far as there are not too many of them; else those of the episode."""
    every = Filters(since=since, until=own.until)
    window = select(facts, every).select("row").collect()
    among = every if window.height <= _STORY_WINDOW else of_key(own, by, key)
    rows = set(inside["row"].to_list())
    found = stories_among(facts, window if among is every else inside)
    held = [(sum(row in rows for row in story.rows), -at, story) for at, story in enumerate(found)]
    best = max(held, key=lambda item: item[:2], default=None)
    return (best[2], among) if best and best[0] > 1 else (None, None)


def _articles(facts: Facts, filters: Filters, by: Dimension, key: str) -> pl.DataFrame:
    """The articles of one key, with what a card needs of them."""
    rows = members(facts, filters, by).filter(pl.col("key").cast(pl.String) == key).select("row")
    return (
        facts.articles.lazy()
        .join(rows, on="row", how="semi")
        .select(
            "row",
            "article_id",
            "title",
            pl.col("source").cast(pl.String),
            pl.col("lang").cast(pl.String),
            "day",
            "published",
        )
        .collect()
    )


def _titles(articles: pl.DataFrame) -> list[tuple[str, str]]:
    return list(articles.select("title", "lang").iter_rows())


def _key_names(facts: Facts, inside: pl.DataFrame, before: pl.DataFrame, *, leaving: str) -> list[Key]:
    known = facts.mentions.lazy().select("row", pl.col("entity_id").cast(pl.String), pl.col("name").cast(pl.String))

    def counts(articles: pl.DataFrame) -> pl.DataFrame:
        named = known.join(articles.lazy().select("row"), on="row", how="semi")
        return named.group_by(pl.col("entity_id").alias("key")).agg(count=pl.len().cast(pl.Int64)).collect()

    found = keyness(
        counts(inside).filter(pl.col("key") != leaving),
        counts(before),
        size=inside.height,
        other_size=before.height,
        least=_LEAST,
        limit=_KEYS,
    )
    wanted = [key.name for key in found]
    shown = dict(
        known.filter(pl.col("entity_id").is_in(wanted)).select("entity_id", "name").unique().collect().iter_rows()
    )
    return [replace(key, name=shown[key.name], entity=key.name) for key in found]


def _telling(facts: Facts, inside: pl.DataFrame, names: list[Key], words: list[Key]) -> pl.DataFrame:
    """The articles that hold most of the names and words that set the episode apart, the earlier first among equals."""
    wanted = [key.name for key in names]
    held = (
        facts.mentions.lazy()
        .filter(pl.col("name").cast(pl.String).is_in(wanted))
        .join(inside.lazy().select("row"), on="row", how="semi")
        .group_by("row")
        .agg(names=pl.len())
        .collect()
    )
    low = pl.col("title").str.to_lowercase()
    spoken = sum((low.str.contains(key.name[:6], literal=True).cast(pl.Int32) for key in words), start=pl.lit(0))
    return (
        inside.join(held, on="row", how="left")
        .with_columns(held=pl.col("names").fill_null(0) + spoken)
        .sort(["held", "published", "row"], descending=[True, False, False], nulls_last=True)
        .head(_ARTICLES)
        .select("article_id", "title", "source", "lang", "day")
    )
