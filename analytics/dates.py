"""Printed dates: the forms that Russian, Azerbaijani and English news pages, feeds and archives use.

"21 мая 2022 г. 16:49"           -> 2022-05-21 12:49 UTC, to the minute (a wall time in Baku)
"2024-03-19T10:15:00Z"           -> 2024-03-19 10:15 UTC, to the second
"09 января, 2026"                -> 2026-01-08 20:00 UTC, to the day (local midnight)
"4 часа назад", "31.02.2022"     -> None
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from analytics.article import Precision
from analytics.resources import data_path
from analytics.text import lower

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
LONGEST: Final = 200  # characters looked at: a field or a line, never a text
LONGEST_LINE: Final = 80
BAKU: Final = "Asia/Baku"

# One expression a family. A date never starts or ends inside a longer number.
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(Z?)\s*\Z")
_NUMERIC = re.compile(r"(?<!\d)(?<!\d[./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)(?!\2\d)")
_DAY_MONTH = re.compile(
    r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th)?(?:\s{1,2}|\s?[.\-/]\s?)([^\W\d_]{3,9})"
    r"(?:[\s.,'/-]{1,3}(\d{4})(?!\d)(?:\s?г(?:ода|\.)?(?!\w))?)?"
)
_MONTH_DAY = re.compile(r"(?<!\w)([^\W\d_]{3,9})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})(?!\d)")

_CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?!\d)"
_TIME_AFTER = re.compile(
    r"(?:-\w{2,3}\s+il\w*)?[\s,.|•·–—/-]{0,6}(?:T|в\s|at\s|saat\s)?\s?" + _CLOCK + r"(?:\s?([AaPp])\.?[Mm]\b\.?)?"
)
_TIME_BEFORE = re.compile(r"(?<![\d:])" + _CLOCK + r"(?:\s?([AaPp])\.?[Mm]\b\.?)?[\s,.|•·–—/-]{1,6}\Z")
_OFFSET = re.compile(
    r"\s?\(?(?:UTC|GMT)?\s?([+-])(\d\d):?(\d\d)(?!\d)\)?|(?:\s?\(?(?:UTC|GMT))?([+-])(\d{1,2})(?![\d:])\)?"
)
_NAMED_ZONE = re.compile(r"\s?\(?(Z|UTC|GMT|UT|MSK|МСК|AZT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)\b\)?", re.IGNORECASE)
_ZONES: Final = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "MSK": 3, "МСК": 3, "AZT": 4,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_LEFT = re.compile(r"\d[\d ]*")
_DATELINE = re.compile(
    r"\W{0,3}[^\W\d_]{3,20}(?:[ -][^\W\d_]{3,20})?[.,/]\s?"
    r"(\d{1,2}(?:[./]\d{1,2}[./]\d{2,4}|\s[^\W\d_]{3,9}(?:,?\s\d{4})?))\s?[.,/]"
)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A moment in aware UTC, how exactly it is known, and the words that said it."""

    when: datetime
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A calendar day found in a text, and where."""

    year: int
    month: int
    day: int
    start: int
    stop: int


def parse_date(text: str, *, zone: tzinfo | None = None, today: date | None = None) -> ParsedDate | None:
    """The first date in a short text, or None. Wall times without a zone are in ``zone`` (Asia/Baku).

    A date without a year counts only where ``today`` is given: the latest such day that is not after it.
    """
    return _parse(text[:LONGEST], zone or _baku(), today)


def find_date_line(lines: Sequence[str]) -> int | None:
    """The index of the first line that holds a date and nothing else, ``"• 24 февраля, 2026 • 17:07"``."""
    return next((index for index, line in enumerate(lines) if is_date_line(line)), None)


def is_date_line(line: str) -> bool:
    """Whether a line is a date (or "4 часа назад") with at most a label, a weekday or a view count beside it."""
    if len(line) > LONGEST_LINE or _DIGIT.search(line) is None:
        return False
    if _relative().search(line):
        return True
    # Without a year only day and time together are a date line: a bare «9 января» may be a subheading.
    parsed = _parse(line, _baku(), None)
    if parsed is None:
        parsed = _parse(line, _baku(), date(2000, 12, 31))
        if parsed is None or parsed.precision == "day":
            return False
    before, _, after = line.partition(parsed.text)
    rest = f"{before} {after}"
    beside = _beside()
    return len(_NUMBER_LEFT.findall(rest)) <= 1 and all(lower(word) in beside for word in _WORD.findall(rest))


def dateline(text: str) -> str:
    """The date in the dateline that opens an agency text: ``"Баку/04.06.22/Turan: …"`` -> ``"04.06.22"``, else ""."""
    match = _DATELINE.match(text)
    if match is None:
        return ""
    found = match[1]
    word = _WORD.search(found)
    return found if word is None or lower(word[0]) in _months() else ""


def _parse(text: str, zone: tzinfo, today: date | None) -> ParsedDate | None:
    compact = _COMPACT.match(text)
    if compact:
        return _compact(compact, zone)
    found = _find_day(text, today)
    if found is None:
        return None
    clock = _TIME_AFTER.match(text, found.stop)
    if clock:
        stop = clock.end()
        named = _NAMED_ZONE.match(text, stop)
        # "UTC +04:00" is an offset, "UTC" alone a name.
        offset = _OFFSET.match(text, stop)
        if offset:
            sign, hours, minutes = offset[1] or offset[4], int(offset[2] or offset[5]), int(offset[3] or 0)
            if hours <= 14 and minutes < 60:
                shift = timedelta(hours=hours, minutes=minutes)
                zone, stop = timezone(-shift if sign == "-" else shift), offset.end()
        elif named:
            zone, stop = timezone(timedelta(hours=_ZONES[named[1].upper()])), named.end()
        hour, minute, second, fraction, half = clock.groups()
        return _moment(found, zone, text[found.start : stop].strip(), hour, minute, second, fraction, half or "")
    before = _TIME_BEFORE.search(text, 0, found.start) if ":" in text[: found.start] else None
    if before:
        hour, minute, second, fraction, half = before.groups()
        return _moment(
            found, zone, text[before.start() : found.stop].strip(), hour, minute, second, fraction, half or ""
        )
    return _moment(found, zone, text[found.start : found.stop].strip())


def _find_day(text: str, today: date | None) -> _Day | None:
    """The first day named in the text, in the family that fits; its month and year are not yet known to be real."""
    match = _YEAR_FIRST.search(text)
    if match:
        return _Day(int(match[1]), int(match[3]), int(match[4]), match.start(), match.end())
    match = _NUMERIC.search(text)
    if match:
        return _numeric(match, text)
    months = _months()
    for match in _DAY_MONTH.finditer(text):
        month = months.get(lower(match[2]))
        if month is None:
            continue
        day = int(match[1])
        if match[3]:
            return _Day(int(match[3]), month, day, match.start(), match.end())
        if today is not None:
            return _latest(month, day, today, match)
    for match in _MONTH_DAY.finditer(text):
        month = months.get(lower(match[1]))
        if month is not None:
            return _Day(int(match[3]), month, int(match[2]), match.start(), match.end())
    return None


def _numeric(match: re.Match[str], text: str) -> _Day:
    """Day before month, except in the American form: slashes with AM or PM, or with a "month" above 12."""
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 70 else 1900
    if match[2] == "/":
        clock = _TIME_AFTER.match(text, match.end()) or _TIME_BEFORE.search(text, 0, match.start())
        american = clock is not None and clock[5] is not None
        if (american and day <= 12) or (month > 12 >= day):
            day, month = month, day
    return _Day(year, month, day, match.start(), match.end())


def _latest(month: int, day: int, today: date, match: re.Match[str]) -> _Day | None:
    for year in range(today.year, today.year - 9, -1):  # nine years reach a 29 February from anywhere
        try:
            if date(year, month, day) <= today:
                return _Day(year, month, day, match.start(), match.end())
        except ValueError:
            continue
    return None


def _compact(match: re.Match[str], zone: tzinfo) -> ParsedDate | None:
    year, month, day, hour, minute, second, utc = match.groups()
    found = _Day(int(year), int(month), int(day), 0, 0)
    return _moment(found, UTC if utc else zone, match[0].strip(), hour, minute, second)


def _moment(
    found: _Day,
    zone: tzinfo,
    text: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    fraction: str | None = None,
    half: str = "",
) -> ParsedDate | None:
    """The moment in UTC, or None where there is no such day or time."""
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    hours = int(hour or 0)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half in "Pp" else 0)
    midnight = hours == 24 and not int(minute or 0) and not int(second or 0)  # 24:00 ends the day
    micro = int(fraction[:6].ljust(6, "0")) if fraction else 0
    try:
        wall = datetime(
            found.year,
            found.month,
            found.day,
            0 if midnight else hours,
            int(minute or 0),
            int(second or 0),
            micro,
            zone,
        )
    except ValueError:
        return None
    if midnight:
        wall += timedelta(days=1)
    precision: Precision = "second" if second else "minute" if hour else "day"
    return ParsedDate(wall.astimezone(UTC), precision, text)


@cache
def _baku() -> ZoneInfo:
    return ZoneInfo(BAKU)


@cache
def _words() -> dict[str, list[list[str]] | list[str]]:
    with data_path("phrases", "months.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _months() -> dict[str, int]:
    return {form: number for number, forms in enumerate(_words()["months"], 1) for form in forms}


@cache
def _beside() -> frozenset[str]:
    return frozenset(word for word in _words()["beside"] if isinstance(word, str))


@cache
def _relative() -> re.Pattern[str]:
    units, ends = ("|".join(str(word) for word in _words()[key]) for key in ("relative_units", "relative_ends"))
    return re.compile(rf"\A\W*\d{{1,2}}\s+(?:{units})\w*\s+(?:{ends})\W*\Z", re.IGNORECASE)
