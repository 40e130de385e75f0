"""Lines and bars over time. Every mark carries its key and the first day of its bucket, so that it can open its articles."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

import polars as pl

from analytics.filters import Bucket
from dashboards.figures import frame as base
from dashboards.figures.frame import GREY, HEIGHT, MARKERS, Figure, Line, Naming
from dashboards.url import Measure
from dashboards.words import Words, words

BANDS: Final = 3  # lines, or fewer, that are drawn with their bands
_ALL_MARKED: Final = 60  # points up to which a line marks each of them
_SHOWN: Final = 20  # markers of a longer line, evenly spread
_SHOWN_SMALL: Final = 20  # points up to which a small multiple marks each of them, and no longer one any
_CELL: Final = 110  # pixels of height of one small multiple
_ENGLISH: Final = words()


def trend_lines(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    bucket: Bucket,
    naming: Naming,
    colours: Mapping[str, str],
    marks: Sequence[tuple[date, str]] = (),
    words: Words = _ENGLISH,
) -> Figure:
    """A line a key, named at its end; the running bucket hollow and dotted; the 95 % band where three lines or fewer.

    ``frame`` is as :func:`analytics.trends.trends` returns it. ``marks`` are dated remarks: notes and changes of model.
    """
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"))
    parts = base.by_key(frame)
    traces: list[dict[str, Any]] = []
    ends: list[tuple[str, float]] = []
    top = base.highest(frame, measure, bands=len(parts) <= BANDS)
    for index, (key, part) in enumerate(parts.items()):
        colour = colours.get(key, GREY)
        if measure == "share" and len(parts) <= BANDS:
            traces.append(_band(part, colour))
        look = {"measure": measure, "bucket": bucket, "words": words}
        traces.extend(_line(part, key, naming(key), colour, MARKERS[index % len(MARKERS)], **look))
        last = next((value for value in reversed(part.values(measure)) if value is not None), 0.0)
        ends.append((key, float(last)))
    layout = base.layout(HEIGHT, right=base.label_room([naming(key) for key in parts]))
    layout["xaxis"] = base.time_axis(frame, bucket)
    layout["yaxis"] = base.amount_axis(measure, top)
    layout["dragmode"] = "zoom"
    layout["shapes"], remarks = base.marks(frame, marks)
    layout["annotations"] = base.end_labels(ends, top, naming=naming, colours=colours) + remarks
    return {"data": base.gaps(frame, bucket, top, words) + traces, "layout": layout}


def stacked_bars(
    frame: pl.DataFrame,
    *,
    bucket: Bucket,
    naming: Naming,
    colours: Mapping[str, str],
    marks: Sequence[tuple[date, str]] = (),
    words: Words = _ENGLISH,
) -> Figure:
    """Counts a bucket, stacked by key; the running bucket paler."""
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"))
    traces = [
        {
            "type": "bar",
            "name": base.short(naming(key)),
            "x": part.dates,
            "y": part.count,
            "customdata": base.points(part, key),
            **base.hover(part, naming(key), bucket, words),
            "textposition": "none",
            "marker": {
                "color": colours.get(key, GREY),
                "opacity": [0.45 if partial else 0.9 for partial in part.partial],
            },
        }
        for key, part in base.by_key(frame).items()
    ]
    layout = base.layout(HEIGHT, right=16, bottom=76)
    layout["barmode"] = "stack"
    layout["bargap"] = 0.25
    layout["xaxis"] = base.time_axis(frame, bucket)
    layout["yaxis"] = base.amount_axis("count", None)
    layout["dragmode"] = "zoom"
    layout["shapes"], layout["annotations"] = base.marks(frame, marks)
    layout["showlegend"] = len(traces) > 1
    layout["legend"] = {"orientation": "h", "y": -0.16, "x": 0, "traceorder": "normal", "itemclick": False}
    return {"data": traces, "layout": layout}


def small_multiples(
    frame: pl.DataFrame,
    *,
    columns: int,
    measure: Measure,
    bucket: Bucket,
    naming: Naming,
    colours: Mapping[str, str],
    words: Words = _ENGLISH,
) -> Figure:
    """One small chart a key, all on one scale."""
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"), height=2 * _CELL)
    parts = base.by_key(frame)
    rows = -(-len(parts) // columns)
    top = base.highest(frame, measure, bands=False)
    layout = base.layout(rows * _CELL + 30, right=8, top=8, bottom=24, left=44)
    annotations: list[dict[str, Any]] = []
    traces: list[dict[str, Any]] = []
    for index, (key, part) in enumerate(parts.items()):
        row, column = divmod(index, columns)
        suffix = "" if index == 0 else str(index + 1)
        x0, x1 = column / columns, (column + 0.9) / columns
        y1 = 1 - row / rows - 0.22 / rows
        y0 = 1 - (row + 1) / rows + 0.1 / rows
        layout[f"xaxis{suffix}"] = {
            **base.AXIS,
            "domain": [x0, x1],
            "anchor": f"y{suffix}",
            "range": base.ends_of(frame),
            "nticks": 3,
            "tickangle": 0,
            "showgrid": False,
            "showticklabels": index + columns >= len(parts),
        }
        layout[f"yaxis{suffix}"] = {
            **base.amount_axis(measure, top),
            "title": None,
            "domain": [y0, y1],
            "anchor": f"x{suffix}",
            "nticks": 3,
            "showticklabels": column == 0,
        }
        colour = colours.get(key, GREY)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if _needs_markers(part.values(measure), _SHOWN_SMALL) else "lines",
                "x": part.dates,
                "y": part.values(measure),
                "xaxis": f"x{suffix}",
                "yaxis": f"y{suffix}",
                "customdata": base.points(part, key),
                **base.hover(part, naming(key), bucket, words),
                "line": {"color": colour, "width": 1.5},
                "marker": {"color": colour, "size": 3},
                "fill": "tozeroy",
                "fillcolor": base.faint(colour, 0.14),
            }
        )
        annotations.append(
            {
                "text": base.plain(naming(key)), "showarrow": False, "xref": "paper", "yref": "paper",
                "x": x0, "y": y1 + 0.02 / rows, "xanchor": "left", "yanchor": "bottom", "font": {"size": 12}, "name": "note",
            }
        )  # fmt: skip
    layout["annotations"] = annotations
    return {"data": traces, "layout": layout}


def _needs_markers(drawn: Sequence[float | None], most: int) -> bool:
    """Whether each point has to be marked: a point between two gaps has nothing else to show it.

    Else few markers are drawn: each is a node of the page, and thousands take longer than all else. Hover and clicks know every
    point all the same.
    """
    return len(drawn) <= most or None in drawn


def _line(
    part: Line,
    key: str,
    name: str,
    colour: str,
    symbol: str,
    *,
    measure: Measure,
    bucket: Bucket,
    words: Words,
) -> list[dict[str, Any]]:
    """The whole buckets as a solid line, and the running ones as a dotted end with hollow markers."""
    values, partial = part.values(measure), part.partial
    dates, points, hover = part.dates, base.points(part, key), base.hover(part, name, bucket, words)
    texts = hover["text"]
    size = 6 if len(values) <= 80 else 5
    few = {} if _needs_markers(values, _ALL_MARKED) else {"maxdisplayed": _SHOWN}
    common = {"type": "scatter", "name": base.short(name), "connectgaps": False, **hover}
    whole = {
        **common,
        "mode": "lines+markers",
        "x": dates,
        "y": [None if cut else value for value, cut in zip(values, partial, strict=True)],
        "customdata": points,
        "line": {"color": colour, "width": 2, "dash": "solid"},
        "marker": {"color": colour, "size": size, "symbol": symbol, **few},
    }
    if not any(partial):
        return [whole]
    running = [
        place
        for place in range(len(values))
        if partial[place] or (place + 1 < len(values) and partial[place + 1]) or (place > 0 and partial[place - 1])
    ]
    dotted = {
        **common,
        "mode": "lines+markers",
        "showlegend": False,
        "x": [dates[place] for place in running],
        "y": [values[place] for place in running],
        "customdata": [points[place] for place in running],
        "text": [texts[place] for place in running],
        "line": {"color": colour, "width": 2, "dash": "dot"},
        "marker": {
            "color": colour,
            "size": [size + 1 if partial[place] else 0 for place in running],
            "symbol": f"{symbol}-open",
        },
    }
    return [whole, dotted]


def _band(part: Line, colour: str) -> dict[str, Any]:
    """A surface for each run of known buckets: drawn across a gap it would say something of the gap."""
    days: list[str | None] = []
    edge: list[float | None] = []
    for known, run in groupby(range(len(part.low)), key=lambda at: part.low[at] is not None):
        if known:
            there = list(run)
            back = there[::-1]
            days += [part.dates[at] for at in there + back] + [None]
            edge += [part.high[at] for at in there] + [part.low[at] for at in back] + [None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": days[:-1],
        "y": edge[:-1],
        "fill": "toself",
        "fillcolor": base.faint(colour, 0.13),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }
