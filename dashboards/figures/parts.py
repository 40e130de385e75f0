"""Wholes in their parts: a bar a row that fills the width, and a square of how alike each two are."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from dashboards.figures import frame as base
from dashboards.figures.frame import GREY, Figure
from dashboards.words import Words, words

_ENGLISH: Final = words()
_ROW: Final = 36  # pixels of height of one bar or line of cells
_SCALE: Final = [[0, "rgba(47,93,155,0.03)"], [1, "rgba(47,93,155,0.75)"]]
_ROOM: Final = 0.07  # share of a bar below which its figure does not fit inside


def part_bars(
    frame: pl.DataFrame,
    *,
    rows: Mapping[str, str],
    parts: Mapping[str, str],
    colours: Mapping[str, str],
    words: Words = _ENGLISH,
) -> Figure:
    """A bar a row, its parts side by side from 0 to 100 %, the names of the parts above.

    ``frame``: row, part, ratio, said (what the hover says). ``rows`` and ``parts`` name the keys in the order drawn. A part
    carries [row, part].
    """
    if frame.is_empty():
        return base.blank(words("No article fits these filters"), height=220)
    cells = {(row["row"], row["part"]): row for row in frame.iter_rows(named=True)}
    labels = [base.plain(base.short(name)) for name in rows.values()]
    traces: list[dict[str, Any]] = []
    for part, name in parts.items():
        found = [cells.get((row, part)) for row in rows]
        shares = [cell["ratio"] if cell else 0.0 for cell in found]
        traces.append(
            {
                "type": "bar", "orientation": "h", "name": base.plain(name), "x": shares, "y": labels,
                "customdata": [[row, part] for row in rows],
                "text": [words.percent(share) if share >= _ROOM else "" for share in shares],
                "textposition": "inside", "insidetextanchor": "middle", "textangle": 0, "textfont": {"color": "#ffffff"},
                "hovertext": [base.plain(cell["said"]) if cell else "" for cell in found],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": {"color": colours.get(part, GREY)},
            }
        )  # fmt: skip
    layout = base.layout(76 + _ROW * len(rows), left=190, right=24, top=36, bottom=28)
    layout["barmode"] = "stack"
    layout["bargap"] = 0.3
    layout["xaxis"] = {**base.AXIS, "range": [0, 1], "tickformat": ".0%", "showgrid": True}
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "showgrid": False, "type": "category"}
    layout["showlegend"] = True
    layout["legend"] = {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "yanchor": "bottom",
        "traceorder": "normal",
        "itemclick": False,
    }
    return {"data": traces, "layout": layout}


def square(frame: pl.DataFrame, *, keys: Sequence[str], words: Words = _ENGLISH) -> Figure:
    """How alike each two of ``keys`` are, from 0 to 1: ``frame`` has a, b, overlap. A cell carries [a, b]."""
    if frame.is_empty():
        return base.blank(words("Fewer than two sources have articles with a topic here"), height=220)
    found = {pair: value for a, b, value in frame.select("a", "b", "overlap").iter_rows() for pair in ((a, b), (b, a))}
    names = [base.plain(base.short(key)) for key in keys]
    values = [[found.get((a, b)) for b in keys] for a in keys]
    layout = base.layout(130 + _ROW * len(keys), left=190, right=48, top=104, bottom=10)
    layout["xaxis"] = {**base.AXIS, "side": "top", "tickangle": -40, "showgrid": False, "type": "category"}
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "showgrid": False, "type": "category"}
    return {
        "data": [
            {
                "type": "heatmap",
                "x": names,
                "y": names,
                "z": values,
                "customdata": [[[a, b] for b in keys] for a in keys],
                "text": [[words.percent(value) if value is not None else "" for value in row] for row in values],
                "texttemplate": "%{text}",
                "hovertext": [
                    [_pair_words(a, b, found.get((a, b)), words) for b in keys] for a in keys
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "hoverongaps": False,
                "zmin": 0,
                "zmax": 1,
                "colorscale": _SCALE,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout,
    }  # fmt: skip


def _pair_words(a: str, b: str, value: float | None, words: Words) -> str:
    if value is None:
        return ""
    return base.plain(words("{a} and {b}: {share} of their topics in common", a=a, b=b, share=words.percent(value)))
