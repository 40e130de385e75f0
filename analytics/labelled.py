"""Which model labelled what, and from which day on."""

from datetime import date

import polars as pl


def models_in_turn(articles: pl.DataFrame) -> tuple[tuple[date, str], ...]:
    """Each model and the first day on which most articles carry its labels, by day.

    ``articles`` has day and model. A model that never labelled most of a day's articles is not told; one that comes back is
    told once.
    """
    labelled = articles.lazy().filter(pl.col("model").is_not_null())
    names = labelled.select(pl.col("model").unique().cast(pl.String)).collect().get_column("model").sort().to_list()
    if len(names) < 2:
        return tuple((date.min, name) for name in names)
    most = (
        labelled.filter(pl.col("day").is_not_null())
        .group_by("day", pl.col("model").cast(pl.String))
        .agg(n=pl.len())
        .sort(["day", "n", "model"], descending=[False, True, False])
        .unique("day", keep="first", maintain_order=True)
        .unique("model", keep="first", maintain_order=True)
        .collect()
    )
    return tuple((day, name) for day, name in most.select("day", "model").iter_rows())
