"""Colours for what has no colour of its own in the taxonomy: sources and names."""

from collections.abc import Sequence
from typing import Final

# Told apart in the order of use by readers with any kind of colour vision, on white and on dark grey.
SERIES: Final = ("#2e618f", "#b39005", "#87070f", "#369bd7", "#6f7f84", "#5c2b6b", "#aa2f0b", "#606750")


def series_colours(keys: Sequence[str]) -> dict[str, str]:
    """A colour for each key in the given order: the same keys in the same order get the same colours."""
    return {key: SERIES[index % len(SERIES)] for index, key in enumerate(keys)}
