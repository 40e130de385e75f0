"""The sentence that opens a page: who leads, with how much, and what changed."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from analytics.filters import Bucket
from dashboards.figures import Naming
from dashboards.words import Words

_TOLD = 0.02  # a change of share below two points is not news


def leading(frame: pl.DataFrame, *, bucket: Bucket, naming: Naming, say: Words) -> str:
    """Who led the last whole bucket, with how much, and what changed most since the one before; empty where there is none."""
    whole = frame.filter(~pl.col("partial") & (pl.col("total_count") > 0))
    if whole.is_empty():
        return ""
    last = whole.get_column("date").max()
    assert isinstance(last, date)
    now = whole.filter(pl.col("date") == last).sort("count", descending=True)
    first = now.row(0, named=True)
    when = say.bucket(last, bucket)
    if not first["count"]:
        return say("Nothing on what is chosen here: {when}.", when=when)
    sentence = say(
        "{name} led: {share} of coverage, {count} of {articles} ({when}).",
        name=naming(first["key"]),
        share=say.percent(first["ratio"]),
        count=say.number(first["count"]),
        articles=say.articles(first["total_count"]),
        when=when,
    )
    return f"{sentence} {_change(whole, now, last, naming, say)}".strip()


def _change(whole: pl.DataFrame, now: pl.DataFrame, last: date, naming: Naming, say: Words) -> str:
    earlier = whole.filter(pl.col("date") < last)
    if earlier.is_empty():
        return ""
    before = earlier.filter(pl.col("date") == earlier.get_column("date").max()).select("key", was="ratio")
    moved = now.join(before, on="key").with_columns(by=pl.col("ratio") - pl.col("was")).sort("by", descending=True)
    top: Mapping[str, float] = moved.row(0, named=True)
    if top["by"] < _TOLD:
        return say("No share rose by two points or more on the period before.")
    return say(
        "Rose most: {name}, from {before} to {now}.",
        name=naming(str(top["key"])),
        before=say.percent(top["was"]),
        now=say.percent(top["ratio"]),
    )
