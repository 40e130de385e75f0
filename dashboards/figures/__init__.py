"""Small frames in, plain Plotly figures out: dictionaries, without Dash or Plotly's classes (a tenth of the time)."""

from dashboards.figures.bars import change_bars, difference_dots, volume_bars
from dashboards.figures.frame import ACCENT, GREY, HEIGHT, Figure, Naming, blank
from dashboards.figures.lines import BANDS, small_multiples, stacked_bars, trend_lines
from dashboards.figures.network import network
from dashboards.figures.parts import part_bars, square
from dashboards.figures.quality import confusion, confusion_height, reliability
from dashboards.figures.tiles import CALENDAR_HEIGHT, heat_calendar, heat_table

__all__ = [
    "ACCENT",
    "BANDS",
    "CALENDAR_HEIGHT",
    "GREY",
    "HEIGHT",
    "Figure",
    "Naming",
    "blank",
    "change_bars",
    "confusion",
    "confusion_height",
    "difference_dots",
    "heat_calendar",
    "heat_table",
    "network",
    "part_bars",
    "reliability",
    "small_multiples",
    "square",
    "stacked_bars",
    "trend_lines",
    "volume_bars",
]
