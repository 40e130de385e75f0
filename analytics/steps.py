"""The steps of a time axis: where each bucket begins, which days it holds, and whether it is whole."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.errors import UsageError
from analytics.filters import Bucket, Filters

Numbers = NDArray[np.int64]
EVERY: Final[dict[Bucket, str]] = {
    "hour": "1h",
    "day": "1d",
    "week": "1w",
    "month": "1mo",
    "quarter": "1q",
    "year": "1y",
}
_DAYS: Final[dict[Bucket, int]] = {"day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
_MONTHS: Final[dict[Bucket, int]] = {"month": 1, "quarter": 3, "year": 12}
_MOST: Final = 20_000  # more than two years of hours, or fifty of days


def bucket_days(start: date, bucket: Bucket) -> tuple[date, date]:
    """The first and last day of the bucket that begins at ``start``: a week -> Monday and Sunday."""
    if bucket in ("hour", "day"):
        return start, start
    if bucket == "week":
        return start, start + timedelta(days=6)
    months = _MONTHS[bucket]
    ahead = start.month - 1 + months
    following = date(start.year + ahead // 12, ahead % 12 + 1, 1)
    return start, following - timedelta(days=1)


def start_of(moment: datetime, bucket: Bucket) -> datetime:
    """When the bucket of a moment begins, in the moment's own zone."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if bucket == "hour":
        return moment.replace(minute=0, second=0, microsecond=0)
    if bucket == "week":
        return midnight - timedelta(days=midnight.weekday())
    if bucket == "day":
        return midnight
    months = _MONTHS[bucket]
    return midnight.replace(day=1, month=(midnight.month - 1) // months * months + 1)


def steps(first: date, last: date, bucket: Bucket, zone: str) -> pl.Series:
    """The start of every bucket from that of ``first`` to that of ``last``. :class:`UsageError` for too many."""
    days = last.toordinal() - first.toordinal() + 1
    count = days * 24 if bucket == "hour" else days // _DAYS[bucket]
    if count > _MOST:
        raise UsageError(
            f"by the {bucket}, {first:%Y-%m-%d} to {last:%Y-%m-%d} are {count:,} steps, more than {_MOST:,}: "
            "choose a shorter period or longer steps"
        )
    if bucket == "hour":
        begin, end = (
            start_of(moment.astimezone(ZoneInfo(zone)), "hour")
            if isinstance(moment, datetime)
            else datetime.combine(moment, clock, ZoneInfo(zone))
            for moment, clock in ((first, time(0)), (last, time(23)))
        )
        return pl.datetime_range(begin, end, interval="1h", time_zone=zone, eager=True)
    begin = start_of(datetime.combine(first, time(0)), bucket)
    unit = {"day": np.timedelta64(1, "D"), "week": np.timedelta64(7, "D")}.get(bucket)
    if unit is None:
        months = np.arange(
            np.datetime64(begin, "M"), np.datetime64(last, "M") + 1, np.timedelta64(_MONTHS[bucket], "M")
        )
        return pl.Series(months.astype("datetime64[D]"))
    return pl.Series(np.arange(np.datetime64(begin, "D"), np.datetime64(last, "D") + 1, unit))


def days_of(starts: pl.Series) -> Numbers:
    """Dates as days since 1970."""
    return starts.to_numpy().astype(np.int64)


def cut(starts: pl.Series, bucket: Bucket, now: datetime, filters: Filters) -> NDArray[np.bool_]:
    """True for a bucket that is still running, or that the chosen period cuts. ``now`` is on the clock of the zone."""
    found: Any
    if bucket == "hour":
        found = (starts.dt.replace_time_zone(None) == start_of(now, bucket).replace(tzinfo=None)).to_numpy().copy()
        if filters.start:
            found |= (starts < filters.start.astimezone(now.tzinfo)).to_numpy()
        if filters.stop:
            found |= (starts + timedelta(hours=1) > filters.stop.astimezone(now.tzinfo)).to_numpy()
        return np.asarray(found)
    begin, today = days_of(starts), _number(now.date())
    end = np.append(begin[1:] - 1, _number(bucket_days(starts[-1], bucket)[1]))
    found = (begin <= today) & (end >= today)
    if filters.since:
        found |= begin < _number(filters.since)
    if filters.until:
        found |= end > _number(filters.until)
    # A period that begins or ends within a day cuts the bucket of that day.
    if filters.start and (start := filters.start.astimezone(now.tzinfo)).time() != time(0):
        found |= begin <= _number(start.date())
    if filters.stop and (stop := filters.stop.astimezone(now.tzinfo)).time() != time(0):
        found |= end >= _number(stop.date())
    return np.asarray(found, dtype=bool)


def _number(day: date) -> int:
    return day.toordinal() - _EPOCH


_EPOCH: Final = date(1970, 1, 1).toordinal()


def moment_in(zone: str) -> pl.Expr:
    """When an article was published, on the clock of the zone."""
    at_clock = pl.col("published").dt.convert_time_zone(zone)
    return (
        pl.when(pl.col("day_only"))
        .then(
            pl.col("day").cast(pl.Datetime("us")).dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        )
        .otherwise(at_clock)
    )
