"""Bars and dots that stand for one number each. Every mark carries its key and the first day of its bucket, so that it can open its articles."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from analytics.filters import Bucket
from dashboards.figures import frame as base
from dashboards.figures.frame import ACCENT, GREY, Figure, Naming
from dashboards.words import Words, words

_ENGLISH: Final = words()
_INK: Final = "#5a616b"
_VOLUME_HEIGHT: Final = 280
CHANGES_HEIGHT: Final = 360
DIFFERENCE_HEIGHT: Final = 420


def volume_bars(
    frame: pl.DataFrame,
    *,
    bucket: Bucket,
    whole: bool,
    marks: Sequence[tuple[date, str]] = (),
    words: Words = _ENGLISH,
) -> Figure:
    """Articles a bucket, a bar each, the running bucket pale.

    Where the ``whole`` archive is counted a bucket without articles is hatched: nothing was collected. Of a part of it none is
    a number like any other.
    """
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"), height=_VOLUME_HEIGHT)
    top = base.highest(frame, "count", bands=False)
    cut = frame.get_column("partial").to_list()
    parts = base.by_key(frame)
    bars = [
        {
            "type": "bar",
            "x": part.dates,
            "y": part.count,
            "customdata": base.points(part, key),
            "text": [", " + words("part of it") if partial else "" for partial in part.partial],
            "textposition": "none",
            "hovertemplate": "<b>%{customdata[2]:,}</b><br>" + base.when(bucket, words) + "%{text}<extra></extra>",
            "marker": {"color": ACCENT, "opacity": [0.4 if partial else 0.85 for partial in cut]},
        }
        for key, part in parts.items()
    ]
    layout = base.layout(_VOLUME_HEIGHT)
    layout["barmode"] = "overlay"
    layout["bargap"] = 0.2
    layout["xaxis"] = base.time_axis(frame, bucket)
    layout["yaxis"] = base.amount_axis("count", top)
    layout["dragmode"] = "zoom"
    layout["shapes"], layout["annotations"] = base.marks(frame, marks)
    return {"data": (base.gaps(frame, bucket, top, words) if whole else []) + bars, "layout": layout}


def change_bars(frame: pl.DataFrame, *, naming: Naming, colours: Mapping[str, str], words: Words = _ENGLISH) -> Figure:
    """The share of each topic in a bucket as a bar, that in the bucket before as a tick, the change in points beside it.

    ``frame`` is as :func:`analytics.changes.changes` returns it.
    """
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"), height=CHANGES_HEIGHT)
    rows = frame.to_dicts()
    names = [base.plain(base.short(naming(row["key"]))) for row in rows]
    top = max([row["ratio"] for row in rows] + [row["before_ratio"] or 0.0 for row in rows]) or 1.0
    said = [_moved(row, words) for row in rows]
    hover = [
        words("{count} of {total} articles", count=words.number(row["count"]), total=words.number(row["total_count"]))
        for row in rows
    ]
    marks = [[row["key"], str(row["date"])] for row in rows]
    layout = base.layout(CHANGES_HEIGHT, left=8, top=4, right=64, bottom=28)
    layout["barmode"] = "overlay"
    layout["bargap"] = 0.35
    layout["xaxis"] = {**base.AXIS, "range": [-0.01 * top, top * 1.15], "tickformat": ".0%", "showgrid": True}
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "type": "category", "automargin": True, "showgrid": False}
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "y": names, "x": [row["ratio"] for row in rows],
                "customdata": marks, "hovertext": hover, "textposition": "none",
                "hovertemplate": "<b>%{y}</b> %{x:.1%}<br>%{hovertext}<extra></extra>",
                "marker": {"color": [colours.get(row["key"], GREY) for row in rows], "opacity": 0.85},
            },
            {
                "type": "scatter", "mode": "markers", "y": names, "x": [row["before_ratio"] for row in rows],
                "customdata": marks, "cliponaxis": False,
                "hovertemplate": words("{name} in the period before: {share}", name="%{y}", share="%{x:.1%}") + "<extra></extra>",
                "marker": {"symbol": "line-ns-open", "size": 15, "color": _INK, "line": {"width": 2.5, "color": _INK}},
            },
            {
                "type": "scatter", "mode": "text", "y": names, "hoverinfo": "skip", "cliponaxis": False,
                "x": [max(row["ratio"], row["before_ratio"] or 0.0) + 0.02 * top for row in rows],
                "text": said, "textposition": "middle right", "textfont": {"color": GREY},
            },
        ],
        "layout": layout,
    }  # fmt: skip


def _moved(row: Mapping[str, Any], words: Words) -> str:
    """``22% +4``: the share and the points of change, in bold where they are more than chance."""
    share = words.percent(row["ratio"])
    if row["difference"] is None:
        return share
    points = round(100 * row["difference"])
    moved = f"{points:+d}".replace("-", "\u2212") if points else "±0"
    sure = row["low"] > 0 or row["high"] < 0
    return f"{share}  <b>{moved}</b>" if sure else f"{share}  {moved}"


def difference_dots(
    frame: pl.DataFrame, *, naming: Naming, colours: Mapping[str, str], words: Words = _ENGLISH
) -> Figure:
    """Differences of shares with their intervals, a row a key; filled where the interval leaves out zero.

    ``frame`` is as ``topics`` of :class:`analytics.compare.Comparison`, with total_count and other_total.
    """
    if frame.is_empty():
        return base.blank(words("No article fits these filters"), height=DIFFERENCE_HEIGHT)
    rows = frame.to_dicts()
    sure = [row["low"] > 0 or row["high"] < 0 for row in rows]
    tints = [colours.get(row["key"], GREY) for row in rows]
    layout = base.layout(DIFFERENCE_HEIGHT, left=8, top=4, right=16, bottom=32)
    layout["xaxis"] = {
        **base.AXIS,
        "tickformat": "+.0%",
        "tickangle": 0,
        "nticks": 6,
        "showgrid": True,
        "zeroline": True,
        "zerolinecolor": GREY,
    }
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "type": "category", "automargin": True, "showgrid": False}
    return {
        "data": [
            {
                "type": "scatter", "mode": "markers",
                "y": [base.plain(base.short(naming(row["key"]))) for row in rows],
                "x": [row["difference"] for row in rows],
                "error_x": {
                    "type": "data", "symmetric": False, "thickness": 1.5, "width": 0, "color": GREY,
                    "array": [row["high"] - row["difference"] for row in rows],
                    "arrayminus": [row["difference"] - row["low"] for row in rows],
                },
                "customdata": [[row["key"], ""] for row in rows],
                "hovertext": [_sides(row, words) for row in rows],
                "hovertemplate": "<b>%{y}</b> %{x:+.1%}<br>%{hovertext}<extra></extra>",
                "marker": {
                    "size": 11, "color": tints, "line": {"color": tints, "width": 2},
                    "symbol": ["circle" if certain else "circle-open" for certain in sure],
                },
            }
        ],
        "layout": layout,
    }  # fmt: skip


def _sides(row: Mapping[str, Any], words: Words) -> str:
    pair = words(
        "{share} ({count}) against {other_share} ({other})",
        share=words.percent(row["ratio"], 1), count=words.number(row["count"]),
        other_share=words.percent(row["other_ratio"], 1), other=words.number(row["other"]),
    )  # fmt: skip
    return pair + "<br>" + words.interval(row["low"], row["high"])
