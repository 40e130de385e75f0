"""Small frames in, plain Plotly figures out: dictionaries, without Dash or Plotly's classes (a tenth of the time)."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from analytics.filters import Bucket
from analytics.notes import Note
from dashboards.url import Measure

Figure = dict[str, Any]
Naming = Callable[[str], str]

GREY: Final = "#8a8f98"
HEIGHT: Final = 400
_FONT: Final = {"family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif", "size": 13}
# Text and lines of the frame get their colours from the style sheet, which knows light from dark.
_AXIS: Final = {"showline": False, "zeroline": False, "ticks": "", "fixedrange": True}
_LABEL_GAP: Final = 19  # pixels between two labels at the lines' ends
_CELL: Final = 110  # pixels of height of one small multiple
_DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
_KINDS: Final = {"PER": ("People", "#3b7dd8"), "ORG": ("Organisations", "#d1495b"), "LOC": ("Places", "#2a9d8f")}
_MARKERS: Final = ("circle", "square", "diamond", "triangle-up", "x", "star")


def bucket_label(start: date, bucket: Bucket) -> str:
    """A bucket in words: ``week of 18 May 2026``, ``18 May 2026``, ``May 2026``."""
    if bucket == "month":
        return f"{start:%B %Y}"
    day = f"{start.day} {start:%B %Y}"
    return f"week of {day}" if bucket == "week" else day


def blank(message: str, *, height: int = HEIGHT) -> Figure:
    """An empty frame that says why it is empty."""
    layout = _layout(height)
    layout["xaxis"] = layout["yaxis"] = {"visible": False, "fixedrange": True}
    layout["annotations"] = [
        {"text": message, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "name": "note"}
    ]
    return {"data": [], "layout": layout}


def trend_lines(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    bucket: Bucket,
    naming: Naming,
    colours: Mapping[str, str],
    notes: Sequence[Note] = (),
) -> Figure:
    """A line a key, named at its end; the running bucket hollow and dashed; the 95 % band where three lines or fewer.

    ``frame`` is as :func:`analytics.trends.trends` returns it. Each point carries its key and the first day of its bucket.
    ``notes`` that lie in the period stand on the time axis.
    """
    if frame.is_empty():
        return blank("No dated article fits these filters")
    keys = frame.get_column("key").unique(maintain_order=True).to_list()
    traces: list[dict[str, Any]] = []
    ends: list[tuple[str, float]] = []
    top = _top(frame, measure, bands=len(keys) <= 3)
    parts = _by_key(frame)
    for index, key in enumerate(keys):
        part = parts[key]
        colour = colours.get(key, GREY)
        if measure == "share" and len(keys) <= 3:
            traces.append(_band(part, colour))
        traces.extend(_line(part, key, naming(key), colour, index, measure=measure, bucket=bucket))
        values = part.get_column(_value(measure)).drop_nulls()
        ends.append((key, float(values[-1]) if len(values) else 0.0))
    layout = _layout(HEIGHT, right=_label_room([naming(key) for key in keys]))
    layout["xaxis"] = _dates(frame, bucket)
    layout["yaxis"] = _amounts(measure, top)
    shown = _notes(frame, notes)
    layout["annotations"] = _end_labels(ends, top, naming=naming, colours=colours) + [mark for _, mark in shown]
    layout["shapes"] = [line for line, _ in shown]
    return {"data": traces, "layout": layout}


def _notes(frame: pl.DataFrame, notes: Sequence[Note]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """A dotted line and its words for each note of the period."""
    days = frame.get_column("date").cast(pl.Date)
    first, last = days.min(), days.max()
    found = []
    for note in notes:
        if not (isinstance(first, date) and isinstance(last, date) and first <= note.day <= last):
            continue
        when = note.day.isoformat()
        line = {
            "type": "line",
            "x0": when,
            "x1": when,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": GREY, "width": 1, "dash": "dot"},
        }
        mark = {
            "x": when, "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left", "showarrow": False, "name": "remark",
            "text": _plain(_short(note.text)), "hovertext": _plain(f"{when}: {note.text}"), "font": {"size": 11, "color": GREY},
        }  # fmt: skip
        found.append((line, mark))
    return found


def network(
    nodes: pl.DataFrame, pairs: pl.DataFrame, places: Mapping[str, tuple[float, float]], *, height: int = 620
) -> Figure:
    """Names as dots (as large as they are frequent, a colour a kind), lines between those named together.

    ``nodes`` and ``pairs`` are as :func:`analytics.queries.together` returns them, ``places`` maps ids to x and y. Each dot carries
    its id.
    """
    if not places:
        return blank("No two names stand together", height=height)
    strongest = max(pairs["together"].to_list(), default=1)
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False,
            "x": [places[a][0], places[b][0]], "y": [places[a][1], places[b][1]],
            "line": {"color": GREY, "width": 0.6 + 4 * count / strongest}, "opacity": 0.35,
        }
        for a, b, count in pairs.select("a", "b", "together").iter_rows()
    ]  # fmt: skip
    shown = nodes.filter(pl.col("entity_id").is_in(list(places)))
    # Neighbours in height get their words above and below in turn, so that fewer lie on each other.
    sides = {
        key: ("top center", "bottom center")[at % 2]
        for at, key in enumerate(sorted(places, key=lambda key: places[key][1]))
    }
    largest = int(shown["articles"].max() or 1)
    for kind, (name, colour) in _KINDS.items():
        rows = shown.filter(pl.col("kind") == kind)
        if rows.is_empty():
            continue
        keys = rows["entity_id"].to_list()
        traces.append(
            {
                "type": "scatter", "mode": "markers+text", "name": name, "textposition": [sides[key] for key in keys],
                "x": [places[key][0] for key in keys], "y": [places[key][1] for key in keys],
                "text": [_plain(_short(shown_name)) for shown_name in rows["name"]],
                "hovertext": [f"{_plain(n)}: {count} articles" for n, count in rows.select("name", "articles").iter_rows()],
                "hoverinfo": "text", "customdata": [[key, ""] for key in keys],
                "textfont": {"size": 11, "color": GREY},
                "marker": {"color": colour, "size": [8 + 18 * math.sqrt(n / largest) for n in rows["articles"]], "opacity": 0.9},
            }
        )  # fmt: skip
    layout = _layout(height, left=8, right=8, bottom=8)
    layout["xaxis"] = layout["yaxis"] = {"visible": False, "fixedrange": True}
    layout["showlegend"] = True
    layout["legend"] = {"orientation": "h", "y": 1.06, "itemsizing": "constant"}
    return {"data": traces, "layout": layout}


def stacked_bars(frame: pl.DataFrame, *, bucket: Bucket, naming: Naming, colours: Mapping[str, str]) -> Figure:
    """Counts a bucket, stacked by key; the running bucket paler. Each bar carries its key and the first day of its bucket."""
    if frame.is_empty():
        return blank("No dated article fits these filters")
    traces = []
    for key, part in _by_key(frame).items():
        traces.append(
            {
                "type": "bar",
                "name": naming(key),
                "x": _iso(part),
                "y": part.get_column("count").to_list(),
                "customdata": _points(part, key),
                **_hover(part, naming(key), bucket),
                "textposition": "none",
                "marker": {
                    "color": colours.get(key, GREY),
                    "opacity": [0.45 if partial else 0.9 for partial in part.get_column("partial")],
                },
            }
        )
    layout = _layout(HEIGHT, right=16, bottom=76)
    layout["barmode"] = "stack"
    layout["bargap"] = 0.25
    layout["xaxis"] = _dates(frame, bucket)
    layout["yaxis"] = {**_amounts("count", None), "rangemode": "tozero"}
    layout["showlegend"] = True
    layout["legend"] = {"orientation": "h", "y": -0.16, "x": 0, "traceorder": "normal", "itemclick": False}
    return {"data": traces, "layout": layout}


def small_multiples(
    frame: pl.DataFrame, *, columns: int, measure: Measure, bucket: Bucket, naming: Naming, colours: Mapping[str, str]
) -> Figure:
    """One small chart a key, all on one scale. Each point carries its key and the first day of its bucket."""
    if frame.is_empty():
        return blank("No dated article fits these filters", height=2 * _CELL)
    keys = frame.get_column("key").unique(maintain_order=True).to_list()
    rows = -(-len(keys) // columns)
    top = _top(frame, measure, bands=False)
    height = rows * _CELL + 30
    layout = _layout(height, right=8, top=8, bottom=24, left=44)
    annotations: list[dict[str, Any]] = []
    traces: list[dict[str, Any]] = []
    for index, (key, part) in enumerate(_by_key(frame).items()):
        row, column = divmod(index, columns)
        suffix = "" if index == 0 else str(index + 1)
        x0, x1 = column / columns, (column + 0.9) / columns
        y1 = 1 - row / rows - 0.22 / rows
        y0 = 1 - (row + 1) / rows + 0.1 / rows
        layout[f"xaxis{suffix}"] = {
            **_AXIS,
            "domain": [x0, x1],
            "anchor": f"y{suffix}",
            "range": _date_range(frame),
            "nticks": 3,
            "showgrid": False,
            "showticklabels": index + columns >= len(keys),
        }
        layout[f"yaxis{suffix}"] = {
            **_amounts(measure, top),
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
                "mode": "lines+markers",
                "x": _iso(part),
                "y": part.get_column(_value(measure)).to_list(),
                "xaxis": f"x{suffix}",
                "yaxis": f"y{suffix}",
                "customdata": _points(part, key),
                **_hover(part, naming(key), bucket),
                "line": {"color": colour, "width": 1.5},
                "marker": {"color": colour, "size": 3},
                "fill": "tozeroy",
                "fillcolor": _faint(colour, 0.14),
            }
        )
        annotations.append(
            {
                "text": naming(key),
                "showarrow": False,
                "xref": "paper",
                "yref": "paper",
                "x": x0,
                "y": y1 + 0.02 / rows,
                "xanchor": "left",
                "yanchor": "bottom",
                "font": {"size": 12},
                "name": "note",
            }
        )
    layout["annotations"] = annotations
    return {"data": traces, "layout": layout}


def heat_table(
    frame: pl.DataFrame, *, naming: Naming, sources: Sequence[str], codes: Sequence[str], totals: Mapping[str, int]
) -> Figure:
    """Sources down, topics across, the share of each source's articles in each cell. A cell carries [source, code]."""
    if frame.is_empty():
        return blank("No article fits these filters", height=2 * _CELL)
    cells = {(row["source"], row["key"]): row for row in frame.iter_rows(named=True)}
    found = [[cells.get((source, code)) for code in codes] for source in sources]
    height = 150 + 40 * len(sources)
    layout = _layout(height, left=190, right=48, top=116, bottom=10)
    layout["xaxis"] = {**_AXIS, "side": "top", "tickangle": -40, "showgrid": False, "type": "category"}
    layout["yaxis"] = {**_AXIS, "autorange": "reversed", "showgrid": False, "type": "category"}
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [naming(code) for code in codes],
                "y": [f"{source} ({totals[source]})" for source in sources],
                "z": [[cell["ratio"] if cell else 0.0 for cell in row] for row in found],
                "customdata": [[[source, code] for code in codes] for source in sources],
                "text": [[f"{cell['ratio']:.0%}" if cell else "" for cell in row] for row in found],
                "texttemplate": "%{text}",
                "hovertext": [
                    [_cell_words(cell, source, naming(code)) for cell, code in zip(row, codes, strict=True)]
                    for row, source in zip(found, sources, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "zmin": 0,
                "colorscale": [[0, "rgba(47,93,155,0.03)"], [1, "rgba(47,93,155,0.75)"]],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout,
    }


def _cell_words(cell: Mapping[str, Any] | None, source: str, name: str) -> str:
    if cell is None:
        return f"{source}: nothing on {name}"
    return f"{source}: {name} {cell['ratio']:.1%}<br>{cell['count']} of {cell['total_count']} articles"


def _line(
    part: pl.DataFrame, key: str, name: str, colour: str, index: int, *, measure: Measure, bucket: Bucket
) -> list[dict[str, Any]]:
    """The whole buckets as a solid line, and the running ones as a dashed end with hollow markers."""
    values = part.get_column(_value(measure)).to_list()
    partial = part.get_column("partial").to_list()
    dates, points, hover = _iso(part), _points(part, key), _hover(part, name, bucket)
    words = hover["text"]
    symbol = _MARKERS[index % len(_MARKERS)]
    size = 7 if part.height <= 80 else 4
    common = {"type": "scatter", "name": name, "connectgaps": False, **hover}
    whole = {
        **common,
        "mode": "lines+markers",
        "x": dates,
        "y": [None if cut else value for value, cut in zip(values, partial, strict=True)],
        "customdata": points,
        "line": {"color": colour, "width": 2, "dash": "solid"},
        "marker": {"color": colour, "size": size, "symbol": symbol},
    }
    running = [
        place
        for place in range(len(values))
        if partial[place] or (place + 1 < len(values) and partial[place + 1]) or (place > 0 and partial[place - 1])
    ]
    if not any(partial):
        return [whole]
    dashed = {
        **common,
        "mode": "lines+markers",
        "showlegend": False,
        "x": [dates[place] for place in running],
        "y": [values[place] for place in running],
        "customdata": [points[place] for place in running],
        "text": [words[place] for place in running],
        "line": {"color": colour, "width": 2, "dash": "dot"},
        "marker": {
            "color": colour,
            "size": [size + 1 if partial[place] else 0 for place in running],
            "symbol": f"{symbol}-open",
        },
    }
    return [whole, dashed]


def _band(part: pl.DataFrame, colour: str) -> dict[str, Any]:
    part = part.drop_nulls("low")
    days = _iso(part)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": days + days[::-1],
        "y": part.get_column("high").to_list() + part.get_column("low").to_list()[::-1],
        "fill": "toself",
        "fillcolor": _faint(colour, 0.13),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _hover(part: pl.DataFrame, name: str, bucket: Bucket) -> dict[str, Any]:
    """What the browser says of a point, put together there from its custom data (see ``_points``)."""
    when = {"day": "%{x|%-d %B %Y}", "week": "week of %{x|%-d %B %Y}", "month": "%{x|%B %Y}"}[bucket]
    return {
        "text": [", part of it" if partial else "" for partial in part.get_column("partial")],
        "hovertemplate": (
            f"<b>{_plain(name)}</b> %{{customdata[4]:.1%}} (%{{customdata[5]:.1%}} to %{{customdata[6]:.1%}})<br>"
            f"%{{customdata[2]:,}} of %{{customdata[3]:,}} articles<br>{when}%{{text}}<extra></extra>"
        ),
    }


def _plain(text: str) -> str:
    """Plotly reads tags and %{...} in its labels; names come from articles, so both are shown as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("%{", "% {")


def _end_labels(
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
    return [
        {
            "text": f"{_MARK_SIGNS[_position(ends, key) % len(_MARK_SIGNS)]} {_plain(_short(naming(key)))}",
            "showarrow": False,
            "xref": "paper",
            "yref": "paper",
            "x": 1.01,
            "y": y,
            "xanchor": "left",
            "yanchor": "middle",
            "font": {"color": colours.get(key, GREY), "size": 13},
            "name": "end",  # on a narrow screen the style code shows a legend below instead
        }
        for key, y in placed
    ]


_MARK_SIGNS: Final = ("●", "■", "◆", "▲", "✕", "★")


def _position(ends: Sequence[tuple[str, float]], key: str) -> int:
    return next(index for index, (name, _) in enumerate(ends) if name == key)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23].rstrip() + "…"


def _label_room(names: Sequence[str]) -> int:
    return 30 + 8 * max((len(_short(name)) for name in names), default=0)


def _value(measure: Measure) -> str:
    return "ratio" if measure == "share" else "count"


def _top(frame: pl.DataFrame, measure: Measure, *, bands: bool) -> float:
    """The upper end of the axis, a little above the highest value drawn."""
    highest = frame.get_column("ratio" if measure == "share" else "count").max()
    value = float(highest) if isinstance(highest, int | float) else 0.0
    if measure == "share" and bands:
        high = frame.filter(~pl.col("partial")).get_column("high").max()
        value = max(value, float(high) if isinstance(high, float) else 0.0)
    return value * 1.08 or 1.0


def _by_key(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of each key, in the order of the keys."""
    return {str(key): part for (key,), part in frame.partition_by("key", as_dict=True, maintain_order=True).items()}


def _points(part: pl.DataFrame, key: str) -> list[tuple[Any, ...]]:
    """The custom data of each point: key, first day of its bucket, count, total, share, lower and upper end."""
    return part.select(
        pl.lit(key),
        pl.col("date").dt.to_string("%Y-%m-%d"),
        "count",
        "total_count",
        pl.col("ratio", "low", "high").round(4),
    ).rows()


def _iso(part: pl.DataFrame) -> list[str]:
    return part.get_column("date").dt.to_string("%Y-%m-%d").to_list()


def _date_range(frame: pl.DataFrame) -> list[str]:
    return _iso(frame.select(pl.col("date").min().alias("date"))) + _iso(
        frame.select(pl.col("date").max().alias("date"))
    )


def _dates(frame: pl.DataFrame, bucket: Bucket) -> dict[str, Any]:
    single = frame.get_column("date").n_unique() == 1
    formats = {"day": "%-d %b", "week": "%-d %b", "month": "%b %Y"}
    return {
        **_AXIS,
        "type": "date",
        "showgrid": False,
        "tickformat": formats[bucket] + ("\n%Y" if bucket != "month" else ""),
        **({"tickvals": _date_range(frame)[:1]} if single else {}),
    }


def _amounts(measure: Measure, top: float | None) -> dict[str, Any]:
    return {
        **_AXIS,
        "rangemode": "tozero",
        "showgrid": True,
        "tickformat": ".0%" if measure == "share" else ",d",
        **({"range": [0, top]} if top else {}),
    }


def _faint(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def _layout(height: int, *, left: int = 52, right: int = 16, top: int = 12, bottom: int = 44) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "font": dict(_FONT),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": "#1d2127", "bordercolor": "#1d2127", "font": {"color": "#ffffff", **_FONT}},
        "dragmode": False,
    }
