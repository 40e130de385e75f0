"""Tables of coloured cells. A cell carries its row and column, so that it can open its articles."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from dashboards.figures import frame as base
from dashboards.figures.frame import Figure, Naming
from dashboards.words import Words, words

_ENGLISH: Final = words()
_SCALE: Final = [[0, "rgba(47,93,155,0.03)"], [1, "rgba(47,93,155,0.75)"]]


def heat_table(
    frame: pl.DataFrame,
    *,
    naming: Naming,
    sources: Sequence[str],
    codes: Sequence[str],
    totals: Mapping[str, int],
    words: Words = _ENGLISH,
) -> Figure:
    """Sources down, topics across, the share of each source's articles in each cell. A cell carries [source, code]."""
    if frame.is_empty():
        return base.blank(words("No article fits these filters"), height=220)
    cells = {(row["source"], row["key"]): row for row in frame.iter_rows(named=True)}
    found = [[cells.get((source, code)) for code in codes] for source in sources]
    layout = base.layout(150 + 40 * len(sources), left=190, right=48, top=116, bottom=10)
    layout["xaxis"] = {**base.AXIS, "side": "top", "tickangle": -40, "showgrid": False, "type": "category"}
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "showgrid": False, "type": "category"}
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [base.plain(naming(code)) for code in codes],
                "y": [base.plain(f"{base.short(source)} ({words.number(totals[source])})") for source in sources],
                "z": [[cell["ratio"] if cell else 0.0 for cell in row] for row in found],
                "customdata": [[[source, code] for code in codes] for source in sources],
                "text": [[words.percent(cell["ratio"]) if cell else "" for cell in row] for row in found],
                "texttemplate": "%{text}",
                "hovertext": [
                    [_cell_words(cell, source, naming(code), words) for cell, code in zip(row, codes, strict=True)]
                    for row, source in zip(found, sources, strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "zmin": 0,
                "colorscale": _SCALE,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout,
    }


def _cell_words(cell: Mapping[str, Any] | None, source: str, name: str, words: Words) -> str:
    if cell is None:
        return base.plain(words("{source}: nothing on {topic}", source=source, topic=name))
    head = base.plain(f"{source}: {name} ") + words.percent(cell["ratio"], 1)
    return (
        head
        + "<br>"
        + words(
            "{count} of {total} articles", count=words.number(cell["count"]), total=words.number(cell["total_count"])
        )
    )
