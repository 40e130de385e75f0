"""Which section and topics of an article count: the last word of people, else what is printed, else what is predicted."""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from analytics.filters import UNCLASSIFIED
from analytics.labels import in_force
from analytics.store import Store
from analytics.text import fold

_FEW: Final = 1000  # articles that are looked for one by one in a table


def newest_revisions(store: Store, article_ids: Sequence[str] | None = None) -> pl.DataFrame:
    """What facts are made of, of the newest revision of every article, or of these."""
    articles = store.scan("articles").select(
        "article_id",
        "revision",
        "published",
        "published_precision",
        "source",
        "lang",
        "title",
        "section",
        "duplicate_of",
    )
    if article_ids is not None:
        articles = articles.filter(pl.col("article_id").is_in(list(article_ids)))
    return articles.filter(pl.col("revision") == pl.col("revision").max().over("article_id")).collect()


def latest_predictions(store: Store, key: pl.DataFrame) -> pl.DataFrame:
    """row, best, section, best_score, topics, model: the newest prediction of each article's newest revision.

    ``key`` has row, article_id and revision. The model is told without how it looked: a second look is no other model.
    """
    stored = store.scan("predictions")
    if key.height <= _FEW:  # read only where they stand, which a join alone would not do
        stored = stored.filter(pl.col("article_id").is_in(key.get_column("article_id").to_list()))
    return (
        stored.select("article_id", "revision", "best", "section", "best_score", "topics", "model", "predicted_at")
        .join(key.lazy(), on=["article_id", "revision"])
        .sort("predicted_at")
        .unique("row", keep="last", maintain_order=True)
        .select("row", "best", "section", "best_score", "topics", pl.col("model").str.split("+").list.first())
        .collect()
    )


def latest_labels(labels: pl.DataFrame, key: pl.DataFrame) -> pl.DataFrame:
    """row, target, code, verdict, when: of the table the last word of people on each article, target and code."""
    held = in_force(labels.select("article_id", "target", "code", "verdict", "when"))
    return held.join(key.select("row", "article_id"), on="article_id", maintain_order="left").select(
        "row", "target", "code", "verdict", "when"
    )


def with_sections(
    current: pl.DataFrame, predictions: pl.DataFrame, labels: pl.DataFrame, printed: Mapping[str, str]
) -> pl.DataFrame:
    """The articles of Facts, without their days, from the newest revisions (row and columns of the table)."""
    human = (
        labels.filter((pl.col("target") == "section") & (pl.col("verdict") == "is"))
        .sort("when")
        .unique("row", keep="last", maintain_order=True)
        .select("row", pl.col("code").alias("human"))
    )
    denied = labels.filter((pl.col("target") == "section") & (pl.col("verdict") == "is not")).select(
        "row", pl.col("code").alias("predicted"), pl.lit(True).alias("denied")
    )
    names = current.get_column("section").unique().drop_nulls().to_list()
    codes = {name: printed[fold(name)] for name in names if fold(name) in printed}
    mapped = pl.DataFrame(
        {"section": list(codes), "printed": list(codes.values())}, schema={"section": pl.String, "printed": pl.String}
    )
    guess = predictions.select("row", "best", pl.col("section").alias("predicted"), "best_score", "model")
    return (
        current.join(human, on="row", how="left")
        .join(mapped, on="section", how="left")
        .join(guess, on="row", how="left")
        .join(denied, on=["row", "predicted"], how="left")
        .join(_originals(current), on="row", how="left")
        .with_columns(predicted=pl.when(pl.col("denied").is_null()).then("predicted"))
        .sort("row")
        .select(
            "row",
            "article_id",
            "published",
            (pl.col("published_precision") == "day").fill_null(False).alias("day_only"),
            pl.col("source").cast(pl.Categorical),
            pl.col("lang").cast(pl.Categorical),
            "title",
            # People may say that an article belongs on none of the shelves, whatever is printed.
            pl.when((pl.col("human") == UNCLASSIFIED).fill_null(False))
            .then(None)
            .otherwise(pl.coalesce("human", "printed", "predicted"))
            .cast(pl.Categorical)
            .alias("section"),
            pl.when(pl.col("human").is_not_null())
            .then(pl.lit("human"))
            .when(pl.col("printed").is_not_null())
            .then(pl.lit("printed"))
            .when(pl.col("predicted").is_not_null())
            .then(pl.lit("predicted"))
            .cast(pl.Categorical)
            .alias("basis"),
            pl.when(pl.col("human").is_null() & pl.col("printed").is_null()).then("best_score").alias("score"),
            pl.col("best", "model").cast(pl.Categorical),
            pl.col("duplicate_of").is_not_null().alias("copy"),
            "original",
        )
    )


def _originals(current: pl.DataFrame) -> pl.DataFrame:
    """row, original: the rows of copies and of what they copy."""
    copies = current.select("row", article_id="duplicate_of").drop_nulls("article_id")
    return copies.join(current.select("article_id", original="row"), on="article_id").select("row", "original")


def effective_topics(predictions: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Predicted topics, with the labels of people added and taken away."""
    predicted = (
        predictions.select("row", "topics")
        .explode("topics")
        .unnest("topics")
        .drop_nulls("code")
        .with_columns(topic_basis=pl.lit("predicted"))
    )
    human = labels.filter(pl.col("target") == "topic")
    added = human.filter(pl.col("verdict") == "is").select(
        "row", "code", pl.lit(1.0).alias("score"), pl.lit("human").alias("topic_basis")
    )
    return (
        pl.concat([predicted.join(human, on=["row", "code"], how="anti"), added])
        .sort("row")
        .with_columns(pl.col("code").cast(pl.Categorical))
    )
