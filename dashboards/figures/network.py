"""Who is named with whom, as a network."""

import math
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from dashboards.figures import frame as base
from dashboards.figures.frame import GREY, Figure
from dashboards.words import Words, words

_ENGLISH: Final = words()
_KINDS: Final = {"PER": "#3b7dd8", "ORG": "#d1495b", "LOC": "#2a9d8f"}


def network(
    nodes: pl.DataFrame,
    pairs: pl.DataFrame,
    places: Mapping[str, tuple[float, float]],
    *,
    height: int = 620,
    words: Words = _ENGLISH,
) -> Figure:
    """Names as dots (as large as they are frequent, a colour a kind), lines between those named together.

    ``nodes`` and ``pairs`` are as :func:`analytics.queries.together` returns them, ``places`` maps ids to x and y. Each dot carries
    its id.
    """
    if not places:
        return base.blank(words("No two names stand together"), height=height)
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
    kinds = {"PER": words("People"), "ORG": words("Organisations"), "LOC": words("Places")}
    largest = int(shown["articles"].max() or 1)
    for kind, colour in _KINDS.items():
        rows = shown.filter(pl.col("kind") == kind)
        if rows.is_empty():
            continue
        keys = rows["entity_id"].to_list()
        traces.append(
            {
                "type": "scatter", "mode": "markers+text", "name": kinds[kind], "textposition": [sides[key] for key in keys],
                "x": [places[key][0] for key in keys], "y": [places[key][1] for key in keys],
                "text": [base.plain(base.short(shown_name)) for shown_name in rows["name"]],
                "hovertext": [f"{base.plain(n)}: {words.articles(count)}" for n, count in rows.select("name", "articles").iter_rows()],
                "hoverinfo": "text", "customdata": [[key, ""] for key in keys],
                "textfont": {"size": 11, "color": GREY},
                "marker": {"color": colour, "size": [8 + 18 * math.sqrt(n / largest) for n in rows["articles"]], "opacity": 0.9},
            }
        )  # fmt: skip
    layout = base.layout(height, left=8, right=8, bottom=8)
    layout["xaxis"] = layout["yaxis"] = {"visible": False, "fixedrange": True}
    layout["showlegend"] = True
    layout["legend"] = {"orientation": "h", "y": 1.06, "itemsizing": "constant"}
    return {"data": traces, "layout": layout}
