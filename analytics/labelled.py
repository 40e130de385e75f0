"""Which model labelled what, and from which day on."""

from datetime import date
from typing import Final

import polars as pl

from analytics.store import Store

_LOOKS: Final = "+"  # begins what a model's name says beyond name and version: how it looked, not which it was


def models_in_turn(store: Store, articles: pl.DataFrame) -> tuple[tuple[date, str], ...]:
    """Each model and the first day on which most articles carry its labels, by day.

    ``articles`` has article_id and day.
    Each article counts with its newest labels. A model that never labelled most of a day's articles is not told; one that
    comes back is told once.
    """
    predictions = store.scan("predictions")
    known = predictions.select(pl.col("model").unique()).collect().get_column("model").to_list()
    plain = {name: name.partition(_LOOKS)[0] for name in known}
    if len(names := sorted(set(plain.values()))) < 2:
        return tuple((date.min, name) for name in names)
    model = pl.col("model").replace_strict(plain, return_dtype=pl.String)
    newest = (
        predictions.select("article_id", "predicted_at", model=model.cast(pl.Categorical))
        .group_by("article_id")
        .agg(pl.col("model").sort_by("predicted_at").last())
    )
    days = articles.lazy().filter(pl.col("day").is_not_null()).select("article_id", "day")
    most = (
        newest.join(days, on="article_id")
        .group_by("day", pl.col("model").cast(pl.String))
        .agg(n=pl.len())
        .sort(["day", "n", "model"], descending=[False, True, False])
        .unique("day", keep="first", maintain_order=True)
        .unique("model", keep="first", maintain_order=True)
        .collect()
    )
    return tuple((day, name) for day, name in most.select("day", "model").iter_rows())
