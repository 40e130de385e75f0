"""Tables of coloured cells. A cell carries its row and column, so that it can open its articles."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from dashboards.figures import frame as base
from dashboards.figures.frame import Figure, Naming
from dashboards.url import Measure
from dashboards.words import Words, words

_ENGLISH: Final = words()
CALENDAR_HEIGHT: Final = 248
_TICKS: Final = 9  # weeks that are named below a calendar
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
                "customdata": [[base.cell(source, code) for code in codes] for source in sources],
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


def heat_calendar(
    frame: pl.DataFrame,
    *,
    key: str,
    measure: Measure,
    colour: str,
    words: Words = _ENGLISH,
) -> Figure:
    """Weeks across, days of the week down, a cell a day, as dark as its share or count. A cell carries [key, day].

    ``frame`` is as :func:`analytics.trends.trends` returns it for one key by the day; a day without articles is left blank.
    """
    if frame.is_empty():
        return base.blank(words("No dated article fits these filters"), height=CALENDAR_HEIGHT)
    days = {row["date"]: row for row in frame.iter_rows(named=True) if row["total_count"]}
    first, last = frame.get_column("date").min(), frame.get_column("date").max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    monday = first - timedelta(days=first.weekday())
    weeks = [monday + timedelta(days=7 * at) for at in range((last - monday).days // 7 + 1)]
    cells = [[days.get(week + timedelta(days=at)) for week in weeks] for at in range(7)]
    value = base.column(measure)
    named = words.plotly()["format"]["shortDays"]
    layout = base.layout(CALENDAR_HEIGHT, left=52, right=8, top=8, bottom=44)
    layout["xaxis"] = {**base.AXIS, "type": "date", "tickformat": "%-d %b\n%Y", "showgrid": False}
    layout["xaxis"]["tickvals"] = [week.isoformat() for week in weeks[:: -(-len(weeks) // _TICKS)]]
    layout["yaxis"] = {**base.AXIS, "type": "category", "autorange": "reversed", "showgrid": False}
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [week.isoformat() for week in weeks],
                "y": [named[(at + 1) % 7] for at in range(7)],
                "z": [[cell[value] if cell else None for cell in row] for row in cells],
                "customdata": [
                    [base.cell(key, (week + timedelta(days=at)).isoformat()) for week in weeks] for at in range(7)
                ],
                "hovertext": [[_day_words(cell, measure, words) for cell in row] for row in cells],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "hoverongaps": False,
                "zmin": 0,
                "colorscale": [[0, base.faint(colour, 0.06)], [1, base.faint(colour, 0.95)]],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            }
        ],
        "layout": layout,
    }


def _day_words(cell: Mapping[str, Any] | None, measure: Measure, words: Words) -> str:
    if cell is None:
        return ""
    if measure == "count":
        return f"<b>{words.day(cell['date'])}</b><br>{words.articles(cell['count'])}"
    counted = words(
        "{count} of {total} articles", count=words.number(cell["count"]), total=words.number(cell["total_count"])
    )
    return f"<b>{words.day(cell['date'])}</b><br>{words.percent(cell['ratio'], 1)}<br>{counted}"
