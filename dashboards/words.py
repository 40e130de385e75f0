"""What the interface says, in the reader's language: messages, numbers and dates.

Messages are written in English where they are used and looked up in ``locales/<language>.po`` (gettext): ``say("Copy link")``,
``say("{count} of {total}", count=..., total=...)``, ``say.many("{n} article", "{n} articles", n)``. Numbers, dates and plural
forms follow the Unicode CLDR by way of Babel.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

from analytics.filters import Bucket

LANGUAGES: Final = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}
SOURCE_LANGUAGE: Final = "en"
_DAY: Final = "d MMMM y"  # day first in all three languages, without the "г." of CLDR's long form
_LOCALES: Final = Path(__file__).parent / "locales"


class Words:
    """One interface language. Made by :func:`words`, which keeps one of each."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._locale = Locale.parse(lang)
        self._messages = _catalogue(lang)
        self._percent = self.written_out(0.5, 1).partition("5")[0], self.written_out(0.5, 1).rpartition("0")[2]
        self._point = str(self._locale.number_symbols["latn"]["decimal"])

    def __call__(self, message: str, /, **values: Any) -> str:
        """The message in this language, with its ``{names}`` filled in. What is filled in is never read as a pattern."""
        text = str(self._messages.gettext(message))
        return text.format(**values) if values else text

    def many(self, one: str, several: str, n: int, /, **values: Any) -> str:
        """The form of a message that goes with ``n``, which ``{n}`` stands for: ``2 статьи``, ``5 статей``."""
        text = str(self._messages.ngettext(one, several, n))
        return text.format(n=self.number(n), **values)

    def articles(self, n: int) -> str:
        """``1,200 articles``."""
        return self.many("{n} article", "{n} articles", n)

    def number(self, value: float) -> str:
        """A whole number, or one with up to two digits behind the point: ``1,200``; ``1 200``; ``1.200``."""
        return str(format_decimal(value, format="#,##0.##", locale=self._locale))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share as a percentage: ``22%``; ``22 %``. A chart says dozens, so the usual ones are put together here."""
        if not 0 <= share < 9.99:  # 9.996 may be 1.000 %
            return self.written_out(share, digits)
        exact = (Decimal(str(share)) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
        before, after = self._percent
        return f"{before}{exact}{after}".replace(".", self._point)

    def written_out(self, share: float, digits: int) -> str:
        """The same as Babel writes it, which takes thirty times as long."""
        pattern = self._locale.percent_formats[None].pattern
        return str(
            format_percent(
                share, format=pattern.replace("0", "0." + "0" * digits) if digits else pattern, locale=self._locale
            )
        )

    def interval(self, low: float, high: float) -> str:
        """A confidence interval of a share: ``3.1% to 5.2%``."""
        return self("{low} to {high}", low=self.percent(low, 1), high=self.percent(high, 1))

    def day(self, value: date | None) -> str:
        """``21 May 2022``."""
        return _day(value, self._locale) if value else ""

    def month(self, value: date) -> str:
        """``May 2022``, as it stands alone."""
        return str(format_date(value, "LLLL y", locale=self._locale))

    def moment(self, when: datetime | None, *, zone: str, day_only: bool = False) -> str:
        """``21 May 2022, 16:49`` in ``zone``, or the day alone, or ``undated``."""
        if when is None:
            return self("undated")
        local = when.astimezone(ZoneInfo(zone))
        if day_only:
            return self.day(local.date())
        return f"{self.day(local.date())}, {format_time(local, 'HH:mm', locale=self._locale)}"

    def period(self, since: date | None, until: date | None) -> str:
        """A period in words: ``1 to 31 May 2026`` is given as ``1 May 2026 to 31 May 2026``."""
        if since and until:
            return (
                self.day(since)
                if since == until
                else self("{since} to {until}", since=self.day(since), until=self.day(until))
            )
        if since:
            return self("from {day}", day=self.day(since))
        return self("until {day}", day=self.day(until)) if until else self("all dates")

    def bucket(self, start: date, bucket: Bucket) -> str:
        """A bucket by its first day: ``week of 18 May 2026``, ``May 2026``, ``3rd quarter 2026``, ``18 May 2026, 14:00``."""
        if bucket == "year":
            return str(start.year)
        if bucket == "quarter":
            return str(format_skeleton("yQQQQ", start, locale=self._locale))
        if bucket == "month":
            return self.month(start)
        if bucket == "week":
            return self("week of {day}", day=self.day(start))
        if bucket == "hour" and isinstance(start, datetime):
            return f"{self.day(start)}, {start:%H:%M}"
        return self.day(start)

    def of_bucket(self, bucket: Bucket) -> str:
        """The kind of bucket, as a title says it: ``by week``."""
        return {
            "hour": self("by hour"), "day": self("by day"), "week": self("by week"),
            "month": self("by month"), "quarter": self("by quarter"), "year": self("by year"),
        }[bucket]  # fmt: skip

    def plotly(self) -> dict[str, Any]:
        """This language for Plotly's own axis labels: names of months and days, signs of decimals and thousands."""
        days, short = (
            [self._locale.days["format"][width][day] for day in (6, 0, 1, 2, 3, 4, 5)]
            for width in ("wide", "abbreviated")
        )
        months = [list(get_month_names(width, locale=self._locale).values()) for width in ("wide", "abbreviated")]
        symbols = self._locale.number_symbols["latn"]
        return {
            "dictionary": {},
            "format": {
                "days": days, "shortDays": short,
                "months": months[0], "shortMonths": months[1],
                "decimal": symbols["decimal"], "thousands": symbols["group"],
                "grouping": [3], "currency": ["", ""],
            },
        }  # fmt: skip


@lru_cache(maxsize=10_000)
def _day(value: date, locale: Locale) -> str:
    return str(format_date(value, _DAY, locale=locale))


@lru_cache(maxsize=len(LANGUAGES))
def words(lang: str = SOURCE_LANGUAGE) -> Words:
    """The words of a language; English for one that the interface does not speak."""
    return Words(lang if lang in LANGUAGES else SOURCE_LANGUAGE)


def _catalogue(lang: str) -> NullTranslations:
    if lang == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = BytesIO()
    with (_LOCALES / f"{lang}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return Translations(compiled)
