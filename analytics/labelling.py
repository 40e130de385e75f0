"""How the archive is labelled: what sections rest on over time, how often the model is not sure, how often people agree."""

from datetime import datetime
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.filters import BASES, UNCLASSIFIED, Bucket, Filters
from analytics.labels import in_force
from analytics.queries import select
from analytics.trends import cells, started

NONE: Final = "none"
AGREEMENT: Final = {
    "target": pl.String,
    "code": pl.String,
    "said": pl.Int64,  # labels of people that hold, on articles that have a prediction
    "agreed": pl.Int64,  # where the prediction says the same
}


def basis_trend(facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with a key for each of ``BASES``: how many sections rest on what."""
    total = select(facts, filters)
    found = total.select("row", "day", "week", "month", key=pl.col("basis").cast(pl.String).fill_null(NONE))
    return cells(facts, filters, total, found, bucket=bucket, now=now, keys=BASES)


def unsure_trend(facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """The same with one key, "none": of the articles that were left to the model, those on which it was not sure."""
    basis = pl.col("basis").cast(pl.String).fill_null(NONE)
    total = select(facts, filters).filter(basis.is_in(["predicted", NONE]))
    found = total.filter(pl.col("basis").is_null()).select("row", "day", "week", "month", key=pl.lit(NONE))
    return cells(facts, filters, total, found, bucket=bucket, now=now, keys=[NONE])


def confidence_trend(facts: Facts, filters: Filters, *, bucket: Bucket, now: datetime) -> pl.DataFrame:
    """The mean stated confidence of predicted sections, as ``ratio``; ``low``..``high`` hold the middle half of them.

    One key, "predicted"; ``count`` and ``total_count`` are the articles that the mean is of.
    """
    given = select(facts, filters).filter((pl.col("basis") == "predicted").fill_null(False))
    steps = cells(
        facts, filters, given, given.select("row", "day", "week", "month", key=pl.lit("predicted")),
        bucket=bucket, now=now, keys=["predicted"],
    )  # fmt: skip
    score = pl.col("score").cast(pl.Float64)
    means = (
        started(facts, given, bucket)
        .group_by("date")
        .agg(ratio=score.mean(), low=score.quantile(0.25), high=score.quantile(0.75))
        .collect()
    )
    columns = steps.columns
    return steps.drop("ratio", "low", "high").join(means, on="date", how="left", maintain_order="left").select(columns)


def agreement(facts: Facts, labels: pl.DataFrame, predictions: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """Rows of :data:`AGREEMENT`, most labels first: how often the newest prediction says what people said.

    ``labels`` and ``predictions`` are rows of the tables. A section agrees where the likeliest one is what people chose;
    a topic where the model gave it and people said "is", or did not and they said "is not". Articles to which people
    gave none of the sections count under :data:`UNCLASSIFIED`, and agree where the model gave none.
    """
    wanted = select(facts, filters).select("row", "article_id").collect()
    held = in_force(labels).join(wanted, on="article_id")
    newest = (
        predictions.join(held.select("article_id").unique(), on="article_id", how="semi")
        .sort("revision", "predicted_at")
        .unique("article_id", keep="last", maintain_order=True)
        .select("article_id", "best", "section", given=pl.col("topics").list.eval(pl.element().struct.field("code")))
    )
    sections = (
        held.filter((pl.col("target") == "section") & (pl.col("verdict") == "is"))
        .sort("when", maintain_order=True)
        .unique("article_id", keep="last", maintain_order=True)
        .join(newest, on="article_id")
        .with_columns(
            agrees=pl.when(pl.col("code") == UNCLASSIFIED)
            .then(pl.col("section").is_null())
            .otherwise((pl.col("best") == pl.col("code")).fill_null(False))
        )
    )
    topics = (
        held.filter(pl.col("target") == "topic")
        .join(newest, on="article_id")
        .with_columns(agrees=pl.col("given").list.contains(pl.col("code")) == (pl.col("verdict") == "is"))
    )
    return (
        pl.concat([part.select("target", "code", "agrees") for part in (sections, topics)])
        .group_by("target", "code")
        .agg(said=pl.len().cast(pl.Int64), agreed=pl.col("agrees").sum().cast(pl.Int64))
        .sort(["target", "said", "code"], descending=[False, True, False])
        .cast(pl.Schema(AGREEMENT))
    )
