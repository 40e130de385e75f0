"""Bars: articles a bucket. Every mark carries its key and the first day of its bucket, so that it can open its articles."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from analytics.filters import Bucket
from dashboards.figures import frame as base
from dashboards.figures.frame import Figure
from dashboards.words import Words, words

_ENGLISH: Final = words()
_ACCENT: Final = "#3b7dd8"
_VOLUME_HEIGHT: Final = 280


def volume_bars(
    frame: pl.DataFrame, *, bucket: Bucket, marks: Sequence[tuple[date, str]] = (), words: Words = _ENGLISH
) -> Figure:
    """Articles a bucket, a bar each; the running bucket pale with a dotted edge, buckets without articles hatched."""
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"), height=_VOLUME_HEIGHT)
    top = base.highest(frame, "count", bands=False)
    cut = frame.get_column("partial").to_list()
    parts = base.by_key(frame)
    bars = [
        {
            "type": "bar",
            "x": base.iso(part),
            "y": part.get_column("count").to_list(),
            "customdata": base.points(part, key),
            "text": [", " + words("part of it") if partial else "" for partial in part.get_column("partial")],
            "textposition": "none",
            "hovertemplate": "<b>%{customdata[2]:,}</b><br>" + base.when(bucket, words) + "%{text}<extra></extra>",
            "marker": {"color": _ACCENT, "opacity": [0.4 if partial else 0.85 for partial in cut]},
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
    return {"data": base.gaps(frame, bucket, top, words) + bars, "layout": layout}
