"""Figures in words: the sentence that opens each page, and dates as people write them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from analytics.filters import Bucket
from dashboards.figures import bucket_label

Naming = Callable[[str], str]


def number(count: int, noun: str) -> str:
    """``number(1200, "article")`` -> ``"1,200 articles"``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def moment(when: datetime | None, *, zone: str, day_only: bool) -> str:
    """``21 May 2022, 16:49``, or the day alone, or ``undated``."""
    if when is None:
        return "undated"
    local = when.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y}" if day_only else f"{local.day} {local:%B %Y, %H:%M}"


def day(value: date | None) -> str:
    """``21 May 2022``."""
    return f"{value.day} {value:%B %Y}" if value else ""


def leading(frame: pl.DataFrame, *, bucket: Bucket, naming: Naming, noun: str) -> str:
    """Who led the last whole bucket, with how much, and what changed most since the one before."""
    whole = frame.filter(~pl.col("partial") & (pl.col("total_count") > 0))
    if whole.is_empty():
        return ""
    last = whole.get_column("date").max()
    assert isinstance(last, date)
    now = whole.filter(pl.col("date") == last).sort("count", descending=True)
    first = now.row(0, named=True)
    if not first["count"]:
        return f"Nothing on the chosen {noun}s in the {bucket_label(last, bucket)}."
    sentence = (
        f"{naming(first['key'])} led the {_of(bucket_label(last, bucket), bucket)} with {first['ratio']:.0%} of coverage "
        f"({first['count']:,} of {number(first['total_count'], 'article')})"
    )
    return sentence + _change(whole, now, last, naming) + "."


def _of(label: str, bucket: Bucket) -> str:
    return label if bucket == "week" else {"day": "day of ", "month": "month of "}[bucket] + label


def _change(whole: pl.DataFrame, now: pl.DataFrame, last: date, naming: Naming) -> str:
    earlier = whole.filter(pl.col("date") < last)
    if earlier.is_empty():
        return ""
    before = earlier.filter(pl.col("date") == earlier.get_column("date").max()).select("key", was="ratio")
    moved = now.join(before, on="key").with_columns(by=pl.col("ratio") - pl.col("was")).sort("by", descending=True)
    top: Mapping[str, float] = moved.row(0, named=True)
    if top["by"] < 0.02:
        return "; no share rose by two points or more on the one before"
    return f"; {naming(str(top['key']))} rose most, from {top['was']:.0%} to {top['ratio']:.0%}"
