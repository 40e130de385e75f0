"""Figures are valid Plotly, say what is part and what is missing, and every mark knows its articles."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from analytics.trends import COLUMNS
from dashboards import figures

COLOURS = {"a": "#1f77b4", "b": "#d62728"}
WEEKS = [date(2026, 5, 18), date(2026, 5, 25), date(2026, 6, 1)]


def frame(**values: list[int | None]) -> pl.DataFrame:
    """Trend rows: counts of ten articles a week; None is a week without articles; the last week is partial."""
    rows = [
        {
            "date": week,
            "key": key,
            "count": count or 0,
            "total_count": 0 if count is None else 10,
            "ratio": None if count is None else count / 10,
            "low": None if count is None else max(0.0, count / 10 - 0.1),
            "high": None if count is None else count / 10 + 0.1,
            "partial": week == WEEKS[-1],
        }
        for key, counts in values.items()
        for week, count in zip(WEEKS, counts, strict=True)
    ]
    return pl.DataFrame(rows, schema_overrides={"ratio": pl.Float64, "low": pl.Float64, "high": pl.Float64}).select(
        COLUMNS
    )


def lines(data: pl.DataFrame, **given: Any) -> figures.Figure:
    """A trend chart as the pages draw it."""
    options: dict[str, Any] = {"measure": "share", "bucket": "week", "naming": str.upper, "colours": COLOURS}
    return figures.trend_lines(data, **(options | given))


@pytest.mark.parametrize("measure", ["share", "count"])
@pytest.mark.parametrize("bucket", ["hour", "day", "week", "month", "quarter", "year"])
def test_every_figure_is_valid_plotly(measure: str, bucket: str) -> None:
    data = frame(a=[1, None, 3], b=[0, 2, 5])
    same: dict[str, Any] = {"naming": str, "colours": COLOURS, "bucket": bucket}
    mix = data.rename({"key": "code"}).with_columns(source=pl.lit("one"), key=pl.col("code"))
    for figure in (
        figures.trend_lines(data, measure=measure, **same),  # type: ignore[arg-type]
        figures.small_multiples(data, columns=2, measure=measure, **same),  # type: ignore[arg-type]
        figures.stacked_bars(data, **same),
        figures.heat_table(mix, naming=str, sources=["one"], codes=["a", "b"], totals={"one": 10}),
        figures.blank("Nothing here"),
    ):
        go.Figure(figure)


def test_a_missing_week_breaks_the_line_and_a_part_week_is_hollow_and_dotted() -> None:
    gap, band, whole, running = lines(frame(a=[1, None, 3]))["data"]
    assert gap["x"] == ["2026-05-25"]
    assert gap["marker"]["pattern"]["shape"] == "/"
    assert whole["y"] == [0.1, None, None]
    assert whole["connectgaps"] is False
    assert running["line"]["dash"] == "dot"
    assert running["marker"]["symbol"].endswith("-open")
    assert running["y"][-1] == 0.3
    assert None in band["x"]


def test_every_mark_carries_its_key_and_bucket() -> None:
    data = lines(frame(a=[1, 2, 3]))["data"]
    assert data[1]["customdata"][0][:4] == ("a", "2026-05-18", 1, 10)
    bars = figures.stacked_bars(frame(a=[1, 2, 3]), bucket="week", naming=str, colours=COLOURS)["data"]
    assert bars[0]["customdata"][2][:2] == ("a", "2026-06-01")


def test_axes_begin_at_zero_and_lines_are_named_at_their_ends() -> None:
    layout = lines(frame(a=[5, 5, 5], b=[5, 5, 5]))["layout"]
    assert layout["yaxis"]["range"][0] == 0
    assert [note["text"] for note in layout["annotations"]] == ["●", "A", "■", "B"]
    assert layout["annotations"][0]["font"]["color"] == COLOURS["a"]
    heights = sorted(note["y"] for note in layout["annotations"])
    assert heights[2] - heights[0] > 0.05


def test_names_from_articles_are_not_read_as_markup() -> None:
    figure = lines(frame(a=[1, 2, 3]), naming=lambda _: "<a href='x'>Name</a>")
    assert "&lt;a href" in figure["data"][1]["hovertemplate"]
    assert "<a" not in figure["layout"]["annotations"][1]["text"]
    assert "&lt;a href" in figure["layout"]["annotations"][1]["text"]


def test_no_data_says_why() -> None:
    empty = frame(a=[1, 2, 3]).clear()
    assert lines(empty)["layout"]["annotations"][0]["text"] == "No dated article fits these filters"


def test_a_band_ends_at_a_gap_and_begins_anew_behind_it() -> None:
    band = next(trace for trace in lines(frame(a=[1, None, 3]))["data"] if trace.get("fill") == "toself")
    assert band["x"] == ["2026-05-18", "2026-05-18", None, "2026-06-01", "2026-06-01"]
    assert band["y"] == pytest.approx([0.2, 0.0, None, 0.4, 0.2], nan_ok=True)


def test_only_of_the_whole_archive_no_articles_mean_that_nothing_was_collected() -> None:
    days = frame(all=[1, None, 3])
    hatched = [
        any("pattern" in trace["marker"] for trace in figures.volume_bars(days, bucket="week", whole=whole)["data"])
        for whole in (True, False)
    ]
    assert hatched == [True, False]


def test_long_lines_have_few_markers_and_small_charts_none() -> None:
    days = pl.date_range(date(2025, 1, 1), date(2025, 12, 31), eager=True)
    year = pl.concat([frame(a=[1, 1, 1]).head(1)] * len(days)).with_columns(date=days)
    (line,) = [trace for trace in lines(year)["data"] if "toself" not in trace.values()]
    assert line["marker"]["maxdisplayed"] == 20
    small = figures.small_multiples(year, columns=1, measure="share", bucket="day", naming=str, colours=COLOURS)
    assert [trace["mode"] for trace in small["data"]] == ["lines"]
