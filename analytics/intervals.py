"""Intervals of shares."""

from typing import Final

import polars as pl

Z95: Final = 1.959963984540054


def wilson(count: pl.Expr, total: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 % score interval of a share (Wilson 1927, JASA 22:209-212); null where the total is 0."""
    count, total = count.cast(pl.Float64), total.cast(pl.Float64)  # a squared total would leave the integers
    share = count / total
    centre = (share + Z95**2 / (2 * total)) / (1 + Z95**2 / total)
    half = Z95 / (1 + Z95**2 / total) * (share * (1 - share) / total + Z95**2 / (4 * total**2)).sqrt()
    low = pl.when(count == 0).then(0.0).otherwise(centre - half)
    high = pl.when(count == total).then(1.0).otherwise(centre + half)
    return pl.when(total > 0).then(low), pl.when(total > 0).then(high)
