"""Shares corrected for the errors of the classifier that counted them."""

from typing import Final

import polars as pl

from analytics.intervals import Z95, wilson

_WEAKEST: Final = 0.2  # sensitivity + specificity - 1 below which a classifier says too little to be corrected

RATES: Final[dict[str, type[pl.DataType]]] = {
    "key": pl.String,
    "sensitivity": pl.Float64,  # share of the articles with the label that get it
    "positives": pl.Int64,  # of how many that is known
    "specificity": pl.Float64,  # share of the articles without the label that do not get it
    "negatives": pl.Int64,
}
MODEL: Final = "model"  # a further column of rates: whose they are; without it they are everybody's
_KNOWN: Final = [name for name in RATES if name != "key"]


def corrected(frame: pl.DataFrame, rates: pl.DataFrame, parts: pl.DataFrame | None = None) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with ``ratio``, ``low`` and ``high`` corrected by ``rates`` (:data:`RATES`).

    ``parts`` says who counted: rows of date, key, count, total_count and model, null where no model did; a bucket's parts
    make up its articles. Without it one model counted them all. The share of each part is (p + specificity - 1) /
    (sensitivity + specificity - 1) (Rogan and Gladen 1978, Am J Epidemiol 107:71); its 95 % interval carries the uncertainty
    of both rates (Lang and Reiczigel 2014, Prev Vet Med 113:13). Parts with the same rates are one; a part whose key has no
    rates, or rates too weak to correct by, counts as it is. The parts are weighed by their articles and their intervals
    joined (MOVER: Zou and Donner 2008, Stat Med 27:1693). A row that nothing corrects stays as it was, and counts stay as
    counted.
    """
    whole = frame.with_columns(pl.lit("").alias(MODEL)) if parts is None else parts
    by = ["key", MODEL] if MODEL in rates.columns else ["key"]
    pooled = (
        whole.select("date", "key", "count", "total_count", pl.col(MODEL).cast(pl.String))
        .join(rates, on=by, how="left")
        .with_columns(pl.when(_usable() & pl.col(MODEL).is_not_null()).then(pl.col(_KNOWN)))
        .group_by("date", "key", *_KNOWN)
        .agg(pl.col("count", "total_count").sum())
        .filter(pl.col("total_count") > 0)
    )
    low, high = wilson(pl.col("count"), pl.col("total_count"))
    share, share_low, share_high = _moved()
    fits, n = _usable(), pl.col("total_count")
    best = pl.when(fits).then(share).otherwise(pl.col("count") / n)
    below, above = (
        best - pl.when(fits).then(share_low).otherwise(low),
        pl.when(fits).then(share_high).otherwise(high) - best,
    )
    joined = pooled.group_by("date", "key").agg(
        _corrects=fits.any(),
        _articles=(best * n).sum(),
        _below=((below.clip(lower_bound=0.0) * n) ** 2).sum().sqrt(),
        _above=((above.clip(lower_bound=0.0) * n) ** 2).sum().sqrt(),
    )
    total, mine = pl.col("total_count"), pl.col("_corrects").fill_null(False) & pl.col("ratio").is_not_null()
    articles = pl.col("_articles")
    found = {"ratio": articles, "low": articles - pl.col("_below"), "high": articles + pl.col("_above")}
    return (
        frame.join(joined, on=["date", "key"], how="left", maintain_order="left")
        .with_columns(
            pl.when(mine).then((value / total).clip(0.0, 1.0)).otherwise(name).alias(name)
            for name, value in found.items()
        )
        .select(frame.columns)
    )


def _usable() -> pl.Expr:
    """Whether rates are known and say enough to correct by; false where a part was counted by nobody."""
    power = pl.col("sensitivity") + pl.col("specificity") - 1
    return (power >= _WEAKEST).fill_null(False)


def _moved() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The corrected share of a part, and its interval; they may leave 0 to 1, because they are part of a sum."""
    n = pl.col("total_count").cast(pl.Float64)
    size = n + Z95**2
    share = (pl.col("count") + Z95**2 / 2) / size
    sens = (pl.col("positives") * pl.col("sensitivity") + 1) / (pl.col("positives") + 2)
    spec = (pl.col("negatives") * pl.col("specificity") + 1) / (pl.col("negatives") + 2)
    power = sens + spec - 1
    moved = (share + spec - 1) / power
    sens_part = sens * (1 - sens) / (pl.col("positives") + 2)
    spec_part = spec * (1 - spec) / (pl.col("negatives") + 2)
    shift = 2 * Z95**2 * (moved * sens_part - (1 - moved) * spec_part)
    error = (share * (1 - share) / size + moved**2 * sens_part + (1 - moved) ** 2 * spec_part).sqrt() / power
    best = (pl.col("count") / n + pl.col("specificity") - 1) / (pl.col("sensitivity") + pl.col("specificity") - 1)
    return best, moved + shift - Z95 * error, moved + shift + Z95 * error
