"""Who speaks, in what part of the articles that name them, and who is new in the news."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import Bucket, Filters
from analytics.keyness import CERTAIN, keyness
from analytics.named import NO_DAY
from analytics.queries import Kind, entity_ranking, fitting, members
from analytics.store import Store
from analytics.trends import cells

CITED: Final = ("speaks", "source")
_LEAST: Final = 2  # articles that a new name needs
_RISEN_LEAST: Final = 3
_PAST: Final = timedelta(days=84)
_ENDS: Final = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"A-ZƏÖÜŞÇĞIİА-ЯЁ—–-])|\n+")
_QUOTED: Final = re.compile(r"[«“„\"][^»”\"]{20,}|: [—–-]? ?[A-ZА-Я]")
_LONGEST: Final = 320


def speaking(facts: Facts, filters: Filters, entity: str, *, now: datetime, bucket: Bucket) -> pl.DataFrame:
    """Rows as of :func:`analytics.trends.trends`: the articles that name ``entity``, and those of them in which it speaks."""
    rows = {
        roles: members(facts, replace(filters, roles=roles), "entity").filter(pl.col("key").cast(pl.String) == entity)
        for roles in ((), CITED)
    }
    return cells(facts, filters, rows[()], rows[CITED], bucket=bucket, now=now, keys=[entity])


def emerging(facts: Facts, filters: Filters, *, kind: Kind, since: date) -> pl.DataFrame:
    """Names that came up from ``since`` on: new ones, and those named far more than in the twelve weeks before.

    entity_id, name, first (its first day in the whole archive), new, count, total_count, ratio, cited, before, times: the
    articles since then and in those weeks, and how many times its share is the earlier one. A new name needs two articles, a
    risen one three and a log-likelihood ratio of 10.83 (see :func:`analytics.keyness.keyness`). The newest first, then by
    articles.
    """
    recent = replace(filters, since=max(since, filters.since or since))
    past = replace(filters, since=since - _PAST, until=since - timedelta(days=1))
    ranked = entity_ranking(facts, recent, kind=kind).filter(pl.col("articles") >= _LEAST)
    before = entity_ranking(facts, past, kind=kind).select(key="entity_id", count="articles")
    sizes = [int(fitting(facts, each, ignoring="entity").sum()) for each in (recent, past)]
    risen = keyness(
        ranked.select(key="entity_id", count="articles"),
        before,
        size=sizes[0],
        other_size=sizes[1],
        least=_RISEN_LEAST,
        limit=ranked.height,
    )
    debuts = pl.Series(facts.named.debuts)
    firsts = facts.named.entities.select(
        "entity_id", debut=debuts.set(debuts == NO_DAY, None).cast(pl.Int32).cast(pl.Date)
    )
    times = {key.name: key.times for key in risen if key.g2 >= CERTAIN}
    return (
        ranked.join(firsts, on="entity_id", how="left")
        .join(before.rename({"key": "entity_id", "count": "before"}), on="entity_id", how="left")
        .with_columns(
            new=pl.col("debut") >= since,
            times=pl.col("entity_id").replace_strict(times, default=None, return_dtype=pl.Float64),
            before=pl.col("before").fill_null(0),
        )
        .filter(pl.col("new") | pl.col("times").is_not_null())
        .select(
            "entity_id",
            "name",
            pl.col("debut").alias("first"),
            "new",
            pl.col("articles").alias("count"),
            pl.lit(sizes[0], pl.Int64).alias("total_count"),
            ratio=pl.col("articles") / max(sizes[0], 1),
            cited=pl.col("cited") / pl.col("articles"),
            before="before",
            times=pl.when(~pl.col("new")).then("times"),
        )
        .sort(["new", "count", "name"], descending=[True, True, False])
    )


def statements(store: Store, facts: Facts, entity: str, article_ids: Sequence[str]) -> dict[str, str]:
    """A sentence of each article that names the entity: one with a quotation where there is one, else the first."""
    wanted = pl.col("article_id").is_in(list(article_ids))
    texts = store.scan("articles").filter(wanted).select("article_id", "revision", "text")
    found = (
        store.scan("mentions")
        .filter(wanted & pl.col("entity_id").is_not_null())
        .select("article_id", "revision", "entity_id", "name", "surfaces", "titles")
        .join(texts, on=["article_id", "revision"])
        .sort("revision")
        .collect()
    )
    said: dict[str, str] = {}
    for row in found.iter_rows(named=True):
        if facts.names.of(row["entity_id"], row["name"], row["titles"]) != entity:
            continue
        places = sorted(surface["start"] for surface in row["surfaces"] if surface["field"] == "text")
        sentences = [sentence_at(row["text"] or "", place) for place in places]
        if sentences:
            said[row["article_id"]] = next((one for one in sentences if _QUOTED.search(one)), sentences[0])
    return said


def sentence_at(text: str, place: int) -> str:
    """The sentence around a position, cut to a readable length."""
    ends = [match.end() for match in _ENDS.finditer(text)]
    start = max((end for end in ends if end <= place), default=0)
    stop = min((end for end in ends if end > place), default=len(text))
    found = " ".join(text[start:stop].split())
    return found if len(found) <= _LONGEST else found[: _LONGEST - 1].rstrip() + "…"
