"""Colours for what has no colour of its own in the taxonomy: sources and names."""

from collections.abc import Sequence
from typing import Final

# Told apart in the order of use by readers with any kind of colour vision, on white and on dark grey.
SERIES: Final = ("#3b7dd8", "#d1495b", "#2a9d8f", "#b8860b", "#8d6cab", "#6b705c", "#e07b39", "#5b7f95")


def series_colours(keys: Sequence[str]) -> dict[str, str]:
    """A colour for each key in the given order: the same keys in the same order get the same colours."""
    return {key: SERIES[index % len(SERIES)] for index, key in enumerate(keys)}
