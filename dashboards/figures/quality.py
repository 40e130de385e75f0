"""How good a model is, as pictures: which labels it takes for which, and whether it is right as often as it says."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboards.figures import frame as base
from dashboards.figures.frame import GREY, Figure, Naming
from dashboards.words import Words, words

_ENGLISH: Final = words()
_SCALE: Final = [[0, "rgba(47,93,155,0.03)"], [1, "rgba(47,93,155,0.75)"]]
_BLUE: Final = "#2f5d9b"
_CELL: Final = 30  # pixels of height of one row


def confusion_height(labels: int) -> int:
    """Pixels that a matrix of so many labels takes."""
    return 150 + _CELL * labels


def confusion(
    labels: Sequence[str], counts: Sequence[Sequence[int]], *, naming: Naming, words: Words = _ENGLISH
) -> Figure:
    """True labels down, guesses across; a cell says how many texts and is as dark as its share of the row."""
    if not labels:
        return base.blank(words("This model's card has no such figures"), height=220)
    names = [base.plain(base.short(naming(label))) for label in labels]
    totals = [sum(row) for row in counts]
    shares = [[count / total if total else 0.0 for count in row] for row, total in zip(counts, totals, strict=True)]
    layout = base.layout(confusion_height(len(labels)), left=190, right=72, top=130, bottom=10)
    layout["xaxis"] = {**base.AXIS, "side": "top", "tickangle": -40, "showgrid": False, "type": "category"}
    layout["yaxis"] = {**base.AXIS, "autorange": "reversed", "showgrid": False, "type": "category"}
    said = [
        [
            words(
                "{true} taken for {guess}: {count} of {total} texts", true=true, guess=guess,
                count=words.number(count), total=words.number(total),
            )
            if true != guess
            else words(
                "{true} found: {count} of {total} texts", true=true, count=words.number(count), total=words.number(total)
            )
            for guess, count in zip(names, row, strict=True)
        ]
        for true, row, total in zip(names, counts, totals, strict=True)
    ]  # fmt: skip
    return {
        "data": [
            {
                "type": "heatmap",
                "x": names,
                "y": names,
                "z": shares,
                "text": [[words.number(count) if count else "" for count in row] for row in counts],
                "texttemplate": "%{text}",
                "hovertext": said,
                "hovertemplate": "%{hovertext}<extra></extra>",
                "zmin": 0,
                "zmax": 1,
                "colorscale": _SCALE,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout,
    }


def reliability(bins: Sequence[Mapping[str, Any]], *, words: Words = _ENGLISH) -> Figure:
    """Stated confidence across, share of right answers up; a model that is as right as it says lies on the dotted line."""
    if not bins:
        return base.blank(words("This model's card has no such figures"))
    layout = base.layout(base.HEIGHT, left=56, right=24, bottom=56)
    axis = {**base.AXIS, "range": [0, 1.03], "tickformat": ".0%", "showgrid": True}
    layout["xaxis"] = {**axis, "title": {"text": words("stated confidence, mean of the bin"), "font": {"size": 13}}}
    layout["yaxis"] = {**axis, "title": {"text": words("right"), "font": {"size": 13}}}
    layout["shapes"] = [
        {"type": "line", "x0": 0, "y0": 0, "x1": 1, "y1": 1, "line": {"color": GREY, "width": 1, "dash": "dot"}}
    ]
    layout["annotations"] = [
        {
            "x": 0.30, "y": 0.30, "xanchor": "left", "yanchor": "top", "showarrow": False, "name": "note",
            "text": words("as right as it says"), "font": {"size": 12, "color": GREY},
        }
    ]  # fmt: skip
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [found["confidence"] for found in bins],
                "y": [found["accuracy"] for found in bins],
                "text": [
                    words(
                        "says {said}, right in {right} of {n} texts", said=words.percent(found["confidence"], 1),
                        right=words.percent(found["accuracy"], 1), n=words.number(found["n"]),
                    )
                    for found in bins
                ],
                "hovertemplate": "%{text}<extra></extra>",
                "line": {"color": _BLUE, "width": 2},
                "marker": {"color": _BLUE, "size": 8},
            }
        ],
        "layout": layout,
    }  # fmt: skip
