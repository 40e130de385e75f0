"""The last whole bucket of a trend against the one before: what rose, what fell, and how sure that is."""

from typing import Final

import polars as pl

from analytics.compare import difference_interval

COLUMNS: Final = (
    "key", "date", "count", "total_count", "ratio", "before", "before_total", "before_ratio", "difference", "low", "high",
)  # fmt: skip


def changes(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` -> one row a key, the largest share first.

    ``date`` is the last bucket that is whole and has articles, the ``before`` columns are those of the bucket before it that
    has articles; ``difference`` is that of the shares, with its 95 % interval ``low``..``high`` (Newcombe 1998, method 10),
    null where there is no bucket before.
    """
    whole = frame.filter(~pl.col("partial") & (pl.col("total_count") > 0))
    dates = whole.get_column("date").unique().sort()
    now = whole.filter(pl.col("date") == dates.last()) if len(dates) else whole.clear()
    before = whole.filter(pl.col("date") == dates[-2]) if len(dates) > 1 else whole.clear()
    earlier = before.select("key", before="count", before_total="total_count", before_ratio="ratio")
    low, high = difference_interval(*(pl.col(name) for name in ("count", "total_count", "before", "before_total")))
    return (
        now.select("key", "date", "count", "total_count", "ratio")
        .join(earlier, on="key", how="left", maintain_order="left")
        .with_columns(difference=pl.col("ratio") - pl.col("before_ratio"), low=low, high=high)
        .filter((pl.col("count") > 0) | (pl.col("before") > 0))
        .sort("count", "key", descending=[True, False])
        .select(COLUMNS)
    )


def sure(found: pl.DataFrame) -> pl.DataFrame:
    """The rows of :func:`changes` whose interval leaves no change out, the largest rise first."""
    return found.filter((pl.col("low") > 0) | (pl.col("high") < 0)).sort("difference", descending=True)
