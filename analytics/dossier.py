"""One article with all that is known about it, for reading."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from analytics.article import Attribution
from analytics.entities.decisions import Resolution
from analytics.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article with all that is known about it, for reading."""

    article: Mapping[str, object]
    section: str | None
    basis: str | None
    best: tuple[str, float] | None  # the likeliest section, sure or not
    model: str | None
    topics: tuple[tuple[str, float, str], ...]  # code, score, basis
    entities: tuple[Mapping[str, object], ...]  # kind, name, entity_id, count, role, surfaces
    attribution: tuple[Attribution, ...]
    copies: tuple[Mapping[str, object], ...]  # article_id, source, published of exact copies


def reading(
    store: Store,
    article_id: str,
    *,
    articles: pl.DataFrame,
    topics: pl.DataFrame,
    mentions: pl.DataFrame,
    names: Resolution,
) -> Reading | None:
    """Everything about one article, or None where there is no such article; the frames are those of Facts."""
    known = articles.filter(pl.col("article_id") == article_id)
    if known.is_empty():
        return None
    slim = known.row(0, named=True)
    ours = pl.col("article_id") == article_id
    article = store.scan("articles").filter(ours).sort("revision").last().collect().row(0, named=True)
    of_revision = ours & (pl.col("revision") == article["revision"])
    predicted = store.scan("predictions").filter(of_revision).sort("predicted_at").last().collect()
    prediction = predicted.row(0, named=True) if predicted.height else None
    stored = store.scan("mentions").filter(of_revision & pl.col("entity_id").is_not_null()).collect()
    original = article["duplicate_of"] or article_id
    copies = (
        store.scan("articles")
        .filter(((pl.col("duplicate_of") == original) | (pl.col("article_id") == original)) & ~ours)
        .select("article_id", "source", "published", "url")
        .unique("article_id", keep="last", maintain_order=True)
        .collect()
    )
    of_article = topics.filter(pl.col("row") == slim["row"]).sort("score", descending=True)
    return Reading(
        article=article,
        section=slim["section"],
        basis=slim["basis"],
        best=(prediction["best"], prediction["best_score"]) if prediction and prediction["best"] else None,
        model=prediction["model"] if prediction else None,
        topics=tuple(of_article.select("code", "score", "topic_basis").iter_rows()),
        entities=_named(stored, mentions, names, slim["row"]),
        attribution=tuple(Attribution(**given) for given in article["attribution"] or ()),
        copies=tuple(copies.iter_rows(named=True)),
    )


def _named(
    stored: pl.DataFrame, mentions: pl.DataFrame, names: Resolution, row: int
) -> tuple[Mapping[str, object], ...]:
    """The entities of one article as they are counted, most mentioned first, with all their places in the text."""
    places: dict[str, list[Mapping[str, object]]] = {}
    for mention in stored.iter_rows(named=True):
        places.setdefault(names.of(mention["entity_id"], mention["name"], mention["titles"]), []).extend(
            mention["surfaces"]
        )
    counted = mentions.filter(pl.col("row") == row).sort("count", descending=True, maintain_order=True)
    return tuple(
        {**entity, "surfaces": places.get(entity["entity_id"], [])}
        for entity in counted.select("entity_id", "kind", "name", "count", "role").iter_rows(named=True)
    )
