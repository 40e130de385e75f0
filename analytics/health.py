"""How an archive is doing: which source is silent, what was rejected, how much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from analytics.archive import Facts
from analytics.freshness import freshness

_PAST: Final = timedelta(days=28)  # before its last article, over which the pace of a source is taken
_DAY: Final = 86_400.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much one part of a home takes on the disk, in bytes; ``part`` is the name of its folder."""

    part: str
    size: int


def source_health(facts: Facts, now: datetime) -> pl.DataFrame:
    """key, count, undated, last (UTC), pace (articles a day), quiet (days since the last), silent: a row a source.

    The pace is that of the 28 days up to the last article; what counts as silent: :func:`analytics.freshness.freshness`.
    Those silent come first, then by name.
    """
    silent = [source for source, _ in freshness(facts, now=now).silent]
    published = pl.col("published")
    since_last = (published >= published.max() - _PAST).sum()
    span = (published.max() - published.min()).dt.total_seconds() / _DAY
    quiet = (pl.lit(now) - pl.col("last")).dt.total_seconds() / _DAY
    return (
        facts.articles.lazy()
        .group_by(key=pl.col("source").cast(pl.String))
        .agg(
            count=pl.len().cast(pl.Int64),
            undated=published.is_null().sum().cast(pl.Int64),
            last=published.max(),
            pace=since_last / span.clip(1.0, _PAST.days),
        )
        .with_columns(quiet=quiet.clip(0.0), silent=pl.col("key").is_in(silent))
        .sort(["silent", "key"], descending=[True, False])
        .collect()
    )


def sizes(home: Path) -> list[Size]:
    """What each folder of a home takes on the disk, the largest first."""
    found = [
        Size(part=folder.name, size=sum(_size(file) for file in folder.rglob("*")))
        for folder in home.iterdir()
        if folder.is_dir()
    ]
    return sorted(found, key=lambda part: -part.size)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:  # taken away meanwhile
        return 0
