"""Colours that readers with any kind of colour vision tell apart, on white and on dark grey."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from dashboards.theme import SERIES
from models.taxonomy import load_taxonomy

# Machado, Oliveira, Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "any": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TOPICS = [code.colour for code in load_taxonomy().codes]
# Distance in OKLab x 100; about 2 is the least that is seen side by side.
LEAST = 6.0
GRAPHICS = 3.0  # WCAG 2.2, 1.4.11: what a graphic is made of against its ground


def linear(colour: str) -> NDArray[np.float64]:
    """``#2e618f`` -> linear RGB, 0 to 1."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def oklab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear RGB -> OKLab (Ottosson, 2020)."""
    to_lms = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.cbrt(np.array(to_lms) @ np.clip(rgb, 0, 1)) @ np.array(to_lab).T  # fmt: skip


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", [TOPICS, list(SERIES)], ids=["topics", "series"])
def test_any_two_colours_are_told_apart(palette: list[str], vision: str) -> None:
    seen = {colour: oklab(VISION[vision] @ linear(colour)) for colour in palette}
    for one, other in itertools.combinations(palette, 2):
        assert 100 * np.linalg.norm(seen[one] - seen[other]) >= LEAST, (one, other)


@pytest.mark.parametrize("colour", sorted({*TOPICS, *SERIES}))
def test_a_colour_stands_out_from_white(colour: str) -> None:
    luminance = float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))
    assert 1.05 / (luminance + 0.05) >= GRAPHICS
