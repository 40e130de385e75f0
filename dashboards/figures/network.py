"""Who is named with whom, as a network."""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboards.figures import frame as base
from dashboards.figures.frame import GREY, Figure
from dashboards.words import Words, words

_ENGLISH: Final = words()
_KINDS: Final = {"PER": "#3b7dd8", "ORG": "#d1495b", "LOC": "#2a9d8f"}
_WIDE: Final = 1000.0  # pixels for which names are set so that they do not lie on each other; wider is only airier
_LETTER: Final = 6.4  # pixels of a letter, on average
_LINE: Final = 15.0
_APART: Final = 46.0  # pixels between two dots, at least
_STEPS: Final = 120
_SIDES: Final = ("top center", "bottom center", "middle right", "middle left")
_EDGE: Final = 14.0
_Box = tuple[float, float, float, float]


def network(
    nodes: pl.DataFrame,
    pairs: pl.DataFrame,
    places: Mapping[str, tuple[float, float]],
    *,
    height: int = 620,
    words: Words = _ENGLISH,
) -> Figure:
    """Names as dots (as large as they are frequent, a colour a kind), lines between those named together.

    ``nodes`` and ``pairs`` are as :func:`analytics.queries.together` returns them, ``places`` maps ids to x and y. Each dot
    carries [id, ""], the middle of each line the ids of both its ends.
    """
    if not places:
        return base.blank(words("No two names stand together"), height=height)
    spots = _spread(places, _WIDE, height - 60.0)
    shown = nodes.filter(pl.col("entity_id").is_in(list(places)))
    names = {key: base.short(name) for key, name in shown.select("entity_id", "name").iter_rows()}
    largest = int(shown["articles"].max() or 1)
    sizes = {key: 8 + 18 * math.sqrt(n / largest) for key, n in shown.select("entity_id", "articles").iter_rows()}
    sides = _sides(spots, names, sizes)
    traces = _edges(pairs, spots, dict(shown.select("entity_id", "name").iter_rows()), words)
    kinds = {"PER": words("People"), "ORG": words("Organisations"), "LOC": words("Places")}
    for kind, colour in _KINDS.items():
        rows = shown.filter(pl.col("kind") == kind)
        if rows.is_empty():
            continue
        keys = rows["entity_id"].to_list()
        traces.append(
            {
                "type": "scatter", "mode": "markers+text", "name": kinds[kind],
                "textposition": [sides[key] or "top center" for key in keys],
                "x": [spots[key][0] for key in keys], "y": [spots[key][1] for key in keys],
                "text": [base.plain(names[key]) if sides[key] else "" for key in keys],
                "hovertext": [f"{base.plain(n)}: {words.articles(count)}" for n, count in rows.select("name", "articles").iter_rows()],
                "hoverinfo": "text", "customdata": [[key, ""] for key in keys],
                "textfont": {"size": 12}, "cliponaxis": False,
                "marker": {"color": colour, "size": [sizes[key] for key in keys], "opacity": 0.95, "line": {"width": 0}},
            }
        )  # fmt: skip
    layout = base.layout(height, left=8, right=8, top=8, bottom=8)
    hidden = {"visible": False, "fixedrange": True}
    layout["xaxis"] = {**hidden, "range": [0, _WIDE]}
    layout["yaxis"] = {**hidden, "range": [0, height - 60.0]}
    layout["showlegend"] = True
    layout["legend"] = {
        "orientation": "h",
        "x": 0,
        "y": 1.0,
        "yanchor": "bottom",
        "itemsizing": "constant",
        "itemclick": False,
    }
    layout["margin"]["t"] = 44
    return {"data": traces, "layout": layout}


def _edges(
    pairs: pl.DataFrame, spots: Mapping[str, tuple[float, float]], names: Mapping[str, str], words: Words
) -> list[dict[str, Any]]:
    """The lines, and on the middle of each a small mark that opens the articles naming both."""
    strongest = max(pairs["together"].to_list(), default=1)
    rows = list(pairs.select("a", "b", "together").iter_rows())
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False,
            "x": [spots[a][0], spots[b][0]], "y": [spots[a][1], spots[b][1]],
            "line": {"color": GREY, "width": 0.8 + 5 * count / strongest}, "opacity": 0.4,
        }
        for a, b, count in rows
    ]  # fmt: skip
    middles = {
        "type": "scatter", "mode": "markers", "showlegend": False,
        "x": [(spots[a][0] + spots[b][0]) / 2 for a, b, _ in rows],
        "y": [(spots[a][1] + spots[b][1]) / 2 for a, b, _ in rows],
        "customdata": [[a, b] for a, b, _ in rows],
        "hovertext": [
            base.plain(words("{a} and {b}: {articles}", a=names[a], b=names[b], articles=words.articles(count)))
            for a, b, count in rows
        ],
        "hoverinfo": "text",
        "marker": {"color": GREY, "size": 7, "opacity": 0.7, "symbol": "diamond"},
    }  # fmt: skip
    return [*lines, middles]


def _spread(places: Mapping[str, tuple[float, float]], width: float, height: float) -> dict[str, tuple[float, float]]:
    """The places in pixels of the picture, dots that lie too close to each other pushed apart."""
    keys = list(places)
    spots = np.array([places[key] for key in keys], dtype=float)
    low, span = spots.min(axis=0), np.maximum(np.ptp(spots, axis=0), 1e-9)
    room = np.array([width, height])
    margin = np.array([90.0, 30.0])  # for the names beside the dots
    spots = margin + (spots - low) / span * (room - 2 * margin)
    # Names are wide and low, so dots keep more distance sideways than up and down.
    shape = np.array([0.6, 1.0])
    for _ in range(_STEPS):
        away = (spots[:, None, :] - spots[None, :, :]) * shape
        distance = np.sqrt((away**2).sum(axis=2)) + np.eye(len(keys)) * 1e9
        push = np.maximum(_APART - distance, 0.0) / 2
        if not push.any():
            break
        unit = away / np.maximum(distance, 1e-6)[:, :, None]
        spots += (unit * push[:, :, None]).sum(axis=1) * 0.7
        spots = np.clip(spots, margin, room - margin)
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, _rounded(spots), strict=True)}


def _rounded(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(spots, 1)


def _sides(
    spots: Mapping[str, tuple[float, float]], names: Mapping[str, str], sizes: Mapping[str, float]
) -> dict[str, str | None]:
    """On which side of its dot each name stands so that it lies on no other name or dot; None where there is no room.

    The largest choose first.
    """
    dots: list[_Box] = [
        (x - sizes[k] / 2, y - sizes[k] / 2, x + sizes[k] / 2, y + sizes[k] / 2) for k, (x, y) in spots.items()
    ]
    taken: list[_Box] = []
    found: dict[str, str | None] = {}
    for key in sorted(spots, key=lambda key: -sizes[key]):
        boxes = {side: _box(spots[key], len(names[key]) * _LETTER, sizes[key] / 2, side) for side in _SIDES}
        inside = {side: box for side, box in boxes.items() if box[0] >= -_EDGE and box[2] <= _WIDE + _EDGE}
        free = [side for side, box in inside.items() if not any(_overlap(box, other) for other in (*taken, *dots))]
        side = free[0] if free else None
        found[key] = side
        if side:
            taken.append(boxes[side])
    return found  # fmt: skip


def _box(spot: tuple[float, float], width: float, radius: float, side: str) -> _Box:
    """The room that a name takes on a side of its dot: left, bottom, right, top."""
    x, y = spot
    if side == "top center":
        return x - width / 2, y + radius + 1, x + width / 2, y + radius + _LINE
    if side == "bottom center":
        return x - width / 2, y - radius - _LINE, x + width / 2, y - radius - 1
    start = x + radius + 2 if side == "middle right" else x - radius - 2 - width
    return start, y - _LINE / 2, start + width, y + _LINE / 2


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
