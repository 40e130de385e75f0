"""What all figures share: the layout, the axes, labels at the ends of lines, and the blank figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import polars as pl

from analytics.filters import Bucket
from dashboards.url import Measure
from dashboards.words import Words

Figure = dict[str, Any]
Naming = Callable[[str], str]

GREY: Final = "#8a8f98"
ACCENT: Final = "#3b7dd8"  # of what has no colour of its own
HEIGHT: Final = 400
MARKERS: Final = ("circle", "square", "diamond", "triangle-up", "x", "star")
_MARK_SIGNS: Final = ("●", "■", "◆", "▲", "✕", "★")
# Text and lines of the frame get their colours from the style sheet, which knows light from dark.
AXIS: Final = {"showline": False, "zeroline": False, "ticks": "", "fixedrange": True}
FONT: Final = {"family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif", "size": 13}
_FEW: Final = 6  # dates up to which each has its tick, so that none comes twice
_LABEL_GAP: Final = 19  # pixels between two labels at the lines' ends
_DAYS: Final[dict[Bucket, float]] = {
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.25,
}


def blank(message: str, *, height: int = HEIGHT) -> Figure:
    """An empty frame that says why it is empty."""
    figure = layout(height)
    figure["xaxis"] = figure["yaxis"] = {"visible": False, "fixedrange": True}
    figure["annotations"] = [
        {"text": message, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "name": "note"}
    ]
    return {"data": [], "layout": figure}


def layout(height: int, *, left: int = 52, right: int = 16, top: int = 12, bottom: int = 44) -> dict[str, Any]:
    """The layout that every figure begins with."""
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "font": dict(FONT),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#1d2127", "bordercolor": "#1d2127", "font": {"color": "#ffffff", **FONT}},
        "dragmode": False,
    }


def time_axis(frame: pl.DataFrame, bucket: Bucket) -> dict[str, Any]:
    """The axis of dates. Dragging over it chooses a period: the script of the page turns that into filters."""
    # The first dates are those of the first line, one after the other: no need to look at thousands.
    dates = frame.get_column("date")
    few = dates.head(_FEW + 1).n_unique() <= _FEW and dates.n_unique() <= _FEW
    formats = {
        "hour": "%H:%M\n%-d %b",
        "day": "%-d %b\n%Y",
        "week": "%-d %b\n%Y",
        "month": "%b %Y",
        "quarter": "%b %Y",
        "year": "%Y",
    }
    return {
        **AXIS,
        "fixedrange": False,
        "type": "date",
        "showgrid": False,
        "tickformat": formats[bucket],
        **({"tickvals": sorted(set(iso(frame)))} if few else {}),
    }


def amount_axis(measure: Measure, top: float | None) -> dict[str, Any]:
    """The axis of shares or counts, from zero."""
    return {
        **AXIS,
        "rangemode": "tozero",
        "showgrid": True,
        "tickformat": ".0%" if measure == "share" else ",d",
        **({"range": [0, top]} if top else {}),
        **({"dtick": 1} if measure == "count" and top and top < 6 else {}),
    }


def hover(line: "Line", name: str, bucket: Bucket, words: Words) -> dict[str, Any]:
    """What the browser says of a point, put together there from its custom data (see :func:`points`)."""
    counted = words("{count} of {total} articles", count="%{customdata[2]:,}", total="%{customdata[3]:,}")
    band = words("{low} to {high}", low="%{customdata[5]:.1%}", high="%{customdata[6]:.1%}")
    cut = ", " + words("part of it")
    return {
        "text": [cut if partial else "" for partial in line.partial],
        "hovertemplate": (
            f"<b>{plain(name)}</b> %{{customdata[4]:.1%}} ({band})<br>{counted}<br>{when(bucket, words)}%{{text}}<extra></extra>"
        ),
    }


def when(bucket: Bucket, words: Words) -> str:
    """The pattern of the words for a bucket, which the browser fills in from the point's place on the axis."""
    return {
        "hour": "%{x|%-d %B %Y, %H:%M}", "day": "%{x|%-d %B %Y}", "week": words("week of {day}", day="%{x|%-d %B %Y}"),
        "month": "%{x|%B %Y}", "quarter": words("quarter from {day}", day="%{x|%-d %B %Y}"), "year": "%{x|%Y}",
    }[bucket]  # fmt: skip


def points(line: "Line", key: str) -> list[tuple[Any, ...]]:
    """The custom data of each point: key, first day of its bucket, count, total, share, lower and upper end."""
    keys = [key] * len(line.dates)
    return list(zip(keys, line.dates, line.count, line.total, *line.rounded, strict=True))


def cell(row: str, column: str) -> str:
    """The custom data of a cell of a heat map, one text: Dash passes on nothing else of a cell that is clicked."""
    return f"{row}\t{column}"


def iso(part: pl.DataFrame) -> list[str]:
    """The beginnings of the buckets as Plotly reads them: ``2026-05-18``, or ``2026-05-18 14:00`` for an hour."""
    moments: list[str] = part.get_column("date").cast(pl.String).to_list()
    return moments if part.schema["date"] == pl.Date else [moment[:16] for moment in moments]


def ends_of(frame: pl.DataFrame) -> list[str]:
    """The first and the last date."""
    dates = frame.get_column("date")
    return iso(pl.DataFrame({"date": [dates.min(), dates.max()]}, schema={"date": dates.dtype}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The rows of one key, a list a column. ``rounded`` are ratio, low and high to four digits."""

    dates: list[str]
    count: list[int]
    total: list[int]
    ratio: list[float | None]
    low: list[float | None]
    high: list[float | None]
    partial: list[bool]
    rounded: list[list[float | None]]

    def values(self, measure: Measure) -> Sequence[float | None]:
        """What the measure draws."""
        return self.ratio if measure == "share" else self.count


def by_key(frame: pl.DataFrame) -> dict[str, Line]:
    """The rows of each key, in the order of the keys."""
    # Cut from whole columns: a frame for each key, and a series of each column, would take most of a figure's time.
    lengths = frame.get_column("key").rle().struct.unnest()
    runs = list(zip(lengths["value"].cast(pl.String).to_list(), lengths["len"].to_list(), strict=True))
    if len(dict(runs)) < len(runs):
        return by_key(pl.concat(frame.partition_by("key", maintain_order=True)))
    names = ("count", "total_count", "ratio", "low", "high", "partial")
    columns: list[list[Any]] = [iso(frame), *(frame.get_column(name).to_list() for name in names)]
    columns += [_rounded(frame.get_column(name)) for name in ("ratio", "low", "high")]
    found, begin = {}, 0
    for key, length in runs:
        dates, count, total, ratio, low, high, partial, *rounded = (
            values[begin : begin + length] for values in columns
        )
        found[key] = Line(
            dates=dates, count=count, total=total, ratio=ratio, low=low, high=high, partial=partial, rounded=rounded
        )
        begin += length
    return found


def _rounded(values: pl.Series) -> list[float | None]:
    given = values.to_numpy()
    found: list[float | None] = given.round(4).tolist()
    # Numpy rounds 0.31875 after multiplying it, Python as it is written: halves are left to Python.
    for at in np.flatnonzero(np.abs(given * 1e4 % 1 - 0.5) < 1e-6).tolist():
        found[at] = round(float(given[at]), 4)
    return [None if value != value else value for value in found] if values.null_count() else found


def column(measure: Measure) -> str:
    """The column of a trend frame that a measure draws."""
    return "ratio" if measure == "share" else "count"


def highest(frame: pl.DataFrame, measure: Measure, *, bands: bool) -> float:
    """The upper end of the axis, a little above the highest value drawn."""
    found = frame.get_column(column(measure)).max()
    value = float(found) if isinstance(found, int | float) else 0.0
    if measure == "share" and bands:
        high = frame.filter(~pl.col("partial")).get_column("high").max()
        value = max(value, float(high) if isinstance(high, float) else 0.0)
    return value * 1.08 or 1.0


def gaps(frame: pl.DataFrame, bucket: Bucket, top: float, words: Words) -> list[dict[str, Any]]:
    """Hatched spans where nothing was collected: a bucket without any article says nothing about shares."""
    if not (frame.get_column("total_count") == 0).any():
        return []
    empty = (
        frame.group_by("date", maintain_order=True).agg(pl.col("total_count").max()).filter(pl.col("total_count") == 0)
    )
    if empty.is_empty():
        return []
    width = _DAYS[bucket] * 86_400_000
    return [
        {
            "type": "bar", "x": iso(empty), "y": [top] * empty.height, "width": width, "showlegend": False,
            "hovertemplate": words("no article was collected") + "<extra></extra>",
            "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}, "pattern": {"shape": "/", "fgcolor": GREY, "fgopacity": 0.35, "size": 7, "solidity": 0.12}},
        }
    ]  # fmt: skip


def marks(frame: pl.DataFrame, given: Sequence[tuple[date, str]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A dotted rule and its words for each dated remark (a note, a change of model) within the period drawn."""
    days = frame.get_column("date").cast(pl.Date)
    first, last = days.min(), days.max()
    lines, labels = [], []
    for day, text in given:
        if not (isinstance(first, date) and isinstance(last, date) and first <= day <= last + timedelta(days=6)):
            continue
        at = day.isoformat()
        lines.append(
            {
                "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": GREY, "width": 1, "dash": "dot"},
            }
        )  # fmt: skip
        labels.append(
            {
                "x": at, "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left", "showarrow": False, "name": "remark",
                "text": plain(short(text)), "hovertext": plain(f"{at}: {text}"), "font": {"size": 11, "color": GREY},
            }
        )  # fmt: skip
    return lines, labels


def end_labels(
    ends: Sequence[tuple[str, float]], top: float, *, naming: Naming, colours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Names at the lines' ends, moved apart where they would overlap."""
    gap = _LABEL_GAP / (HEIGHT - 80)
    placed: list[tuple[str, float]] = []
    for key, value in sorted(ends, key=lambda end: end[1]):
        wanted = value / top if top else 0.0
        placed.append((key, max(wanted, placed[-1][1] + gap) if placed else wanted))
    overflow = placed[-1][1] - 1.0 if placed else 0.0
    if overflow > 0:
        ceiling = 1.0 + gap
        lowered = []
        for key, y in reversed(placed):
            ceiling = min(y, ceiling - gap)
            lowered.append((key, ceiling))
        placed = lowered
    signs = {key: _MARK_SIGNS[at % len(_MARK_SIGNS)] for at, (key, _) in enumerate(ends)}
    labels: list[dict[str, Any]] = []
    for key, y in placed:
        # On a narrow screen the script shows a legend below instead of what is called "end".
        place = {
            "showarrow": False, "xref": "paper", "yref": "paper", "x": 1.01, "y": y, "xanchor": "left", "yanchor": "middle", "name": "end",
        }  # fmt: skip
        # The sign has the colour of the line, the name that of text, so that it can be read on any ground.
        labels.append({**place, "text": signs[key], "font": {"color": colours.get(key, GREY), "size": 13}})
        labels.append({**place, "text": plain(short(naming(key))), "font": {"size": 13}, "xshift": 16})
    return labels


def label_room(names: Sequence[str]) -> int:
    """Pixels that the longest label at the lines' ends needs."""
    return 38 + 8 * max((len(short(name)) for name in names), default=0)


def short(name: str) -> str:
    """A name cut to what fits beside a line."""
    return name if len(name) <= 24 else name[:23].rstrip() + "…"


def plain(text: str) -> str:
    """Plotly reads tags and %{...} in its labels; names come from articles, so both are shown as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("%{", "% {")


def faint(colour: str, alpha: float) -> str:
    """``#2f5d9b`` -> ``rgba(47,93,155,0.13)``."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"
