"""A chart as a value: what it shows in a view, as a picture, in words and as a table; pages, exports and embeds share it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

import polars as pl

from dashboards.context import Context
from dashboards.figures import HEIGHT, Figure
from dashboards.url import View

Kind = Literal["text", "number", "share", "interval", "day", "flag"]
# Opens exactly the articles that a mark counts: a view, the mark's key and the first day of its bucket (or a second key).
Opening = Callable[[Context, View, str, str], tuple[str, View]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field in the frame and in exports, its heading in the reader's language, how it is shown."""

    field: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart drawn for one view.

    ``title`` says what is counted and of what; ``caption`` the unit, denominator, zone and marks; ``summary`` what the picture
    shows, in a sentence for those who do not see it. ``table`` is its twin with one row a mark, made when it is asked for: exports
    do, the picture does not. Where it has the fields ``key`` and ``date`` they open the row's articles.
    """

    title: str
    caption: str
    summary: str
    figure: Figure
    rows: Callable[[], pl.DataFrame]
    columns: tuple[Column, ...]

    @property
    def table(self) -> pl.DataFrame:
        """What ``rows`` makes."""
        return self.rows()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart of the dashboard. ``key`` names it in the page, in exports and in embeds."""

    key: str
    draw: Callable[[Context, View], Drawing]
    opens: Opening | None = None
    height: int = HEIGHT
    wide: bool = False  # keeps a readable width on a phone and scrolls sideways there
    pictured: bool = True  # False: a table alone
    tells: bool = False  # whether a callback of its page waits until it is drawn
    kept: bool = False  # drawn once for a view and a language while the archive stays as it is: for what takes long

    def drawn(self, context: Context, view: View) -> Drawing:
        """The drawing of a view, which may have been made for another reader."""
        if not self.kept:
            return self.draw(context, view)
        hour = context.clock().replace(minute=0, second=0, microsecond=0)
        question = ("drawing", self.key, view, context.say.lang, hour)
        return context.remembered.get(context.facts(), question, lambda: self.draw(context, view))


def trend_columns(context: Context, what: str) -> tuple[Column, ...]:
    """The columns of a trend's table twin; ``what`` heads the names."""
    say = context.say
    return (
        Column("date", say("From"), "day"),
        Column("name", what),
        Column("count", say("Articles"), "number"),
        Column("total_count", say("Of"), "number"),
        Column("ratio", say("Share"), "share"),
        Column("interval", say("95% interval"), "interval"),
        Column("partial", say("Part of a period"), "flag"),
    )


def trend_table(frame: pl.DataFrame, naming: Callable[[str], str]) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` as a chart's twin, newest first: the names beside the keys."""
    names = {key: naming(key) for key in frame.get_column("key").unique()}
    named = pl.col("key").replace_strict(names, default="", return_dtype=pl.String) if names else pl.lit("")
    return frame.sort(["date", "count"], descending=True).with_columns(name=named)


_NO_VALUE: Final = "–"


def shown(row: Mapping[str, object], column: Column, context: Context) -> str:
    """A cell of a table as people read it."""
    say = context.say
    if column.kind == "interval":
        low, high = row.get("low"), row.get("high")
        return say.interval(low, high) if isinstance(low, float) and isinstance(high, float) else ""
    value = row.get(column.field)
    if value is None:
        return _NO_VALUE
    if column.kind == "share" and isinstance(value, int | float):
        return say.percent(value, 1)
    if column.kind == "number" and isinstance(value, int | float):
        return say.number(value)
    if column.kind == "flag":
        return say("yes") if value else ""
    if column.kind == "day" and isinstance(value, date) and not isinstance(value, datetime):
        return say.day(value)
    return str(value)[:16] if column.kind == "day" else str(value)
