"""Small frames in, plain Plotly figures out: dictionaries, without Dash or Plotly's classes (a tenth of the time)."""

from dashboards.figures.bars import volume_bars
from dashboards.figures.frame import GREY, HEIGHT, Figure, Naming, blank
from dashboards.figures.lines import small_multiples, stacked_bars, trend_lines
from dashboards.figures.network import network
from dashboards.figures.tiles import heat_table

__all__ = [
    "GREY",
    "HEIGHT",
    "Figure",
    "Naming",
    "blank",
    "heat_table",
    "network",
    "small_multiples",
    "stacked_bars",
    "trend_lines",
    "volume_bars",
]
