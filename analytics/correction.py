"""Shares corrected for the errors of the classifier that counted them."""

from typing import Final

import polars as pl

_Z: Final = 1.959963984540054
_WEAKEST: Final = 0.2  # sensitivity + specificity - 1 below which a classifier says too little to be corrected

RATES: Final[dict[str, type[pl.DataType]]] = {
    "key": pl.String,
    "sensitivity": pl.Float64,  # share of the articles with the label that get it
    "positives": pl.Int64,  # of how many that is known
    "specificity": pl.Float64,  # share of the articles without the label that do not get it
    "negatives": pl.Int64,
}
SINCE: Final = "since"  # a further column of rates: the first day for which they hold, where models took turns


def corrected(frame: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with ``ratio``, ``low`` and ``high`` corrected by ``rates`` (:data:`RATES`).

    The share is (p + specificity - 1) / (sensitivity + specificity - 1) (Rogan and Gladen 1978, Am J Epidemiol 107:71); its
    95 % interval carries the uncertainty of both rates (Lang and Reiczigel 2014, Prev Vet Med 113:13). Rows whose key
    has no rates, or rates too weak to correct by, keep the plain share. Counts stay as counted.

    With a column ``since`` each row takes the rates that held when its bucket began; a bucket in which the model changed
    is corrected by those of the model before.
    """
    n, p = pl.col("total_count").cast(pl.Float64), pl.col("ratio")
    size = n + _Z**2
    share = (pl.col("count") + _Z**2 / 2) / size
    sens = (pl.col("positives") * pl.col("sensitivity") + 1) / (pl.col("positives") + 2)
    spec = (pl.col("negatives") * pl.col("specificity") + 1) / (pl.col("negatives") + 2)
    power = sens + spec - 1
    moved = (share + spec - 1) / power
    sens_part = sens * (1 - sens) / (pl.col("positives") + 2)
    spec_part = spec * (1 - spec) / (pl.col("negatives") + 2)
    shift = 2 * _Z**2 * (moved * sens_part - (1 - moved) * spec_part)
    error = (share * (1 - share) / size + moved**2 * sens_part + (1 - moved) ** 2 * spec_part).sqrt() / power
    best = ((p + pl.col("specificity") - 1) / (pl.col("sensitivity") + pl.col("specificity") - 1)).clip(0.0, 1.0)
    usable = (
        pl.col("sensitivity").is_not_null()
        & (pl.col("sensitivity") + pl.col("specificity") - 1 >= _WEAKEST)
        & p.is_not_null()
    )
    low, high = (moved + shift - _Z * error).clip(0.0, 1.0), (moved + shift + _Z * error).clip(0.0, 1.0)
    return (
        _rated(frame, rates)
        .with_columns(
            ratio=pl.when(usable).then(best).otherwise("ratio"),
            low=pl.when(usable).then(pl.min_horizontal(low, best)).otherwise("low"),
            high=pl.when(usable).then(pl.max_horizontal(high, best)).otherwise("high"),
        )
        .select(frame.columns)
    )


def corrected_sections(
    frame: pl.DataFrame, known: pl.DataFrame, guessed: pl.DataFrame, rates: pl.DataFrame
) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` by section, with the part that rests on a model corrected.

    All three have the same dates and keys. ``known`` counts the articles whose section a person or the publisher names,
    ``guessed`` the others by the model's best guess, sure or not, because ``rates`` are those of the best guess. The
    share is (known + guessed articles x corrected share of the guesses) / total_count. Its interval joins those of
    both parts (MOVER: Zou and Donner 2008, Stat Med 27:1693). Keys without rates keep the plain share.
    """
    part = corrected(guessed, rates).select(
        "date", "key", guess="ratio", guess_low="low", guess_high="high", guesses="total_count"
    )
    certain = known.select("date", "key", sure="ratio", sure_low="low", sure_high="high", certain="total_count")
    n = pl.col("total_count")

    def weighed(share: str, total: str) -> pl.Expr:
        return (pl.col(share) * pl.col(total) / n).fill_null(0.0)

    best = weighed("sure", "certain") + weighed("guess", "guesses")

    def reach(bound: str) -> pl.Expr:
        away = [
            (weighed(f"{share}_{bound}", total) - weighed(share, total)) ** 2
            for share, total in (("sure", "certain"), ("guess", "guesses"))
        ]
        return (away[0] + away[1]).sqrt()

    fits = pl.col("sensitivity").is_not_null() & pl.col("ratio").is_not_null()
    return (
        _rated(frame, rates)
        .join(certain, on=["date", "key"], how="left", maintain_order="left")
        .join(part, on=["date", "key"], how="left", maintain_order="left")
        .with_columns(
            ratio=pl.when(fits).then(best.clip(0.0, 1.0)).otherwise("ratio"),
            low=pl.when(fits).then((best - reach("low")).clip(0.0, 1.0)).otherwise("low"),
            high=pl.when(fits).then((best + reach("high")).clip(0.0, 1.0)).otherwise("high"),
        )
        .select(frame.columns)
    )


def _rated(frame: pl.DataFrame, rates: pl.DataFrame) -> pl.DataFrame:
    """The rows in their order, with the rates of their key, and of their day where the rates say since when they hold."""
    if SINCE not in rates.columns:
        return frame.join(rates, on="key", how="left", maintain_order="left")
    rows = frame.with_row_index("_at").with_columns(_day=pl.col("date").dt.date()).sort("_day")
    found = rows.join_asof(
        rates.sort(SINCE), left_on="_day", right_on=SINCE, by="key", strategy="backward", check_sortedness=False
    )
    return found.sort("_at")
