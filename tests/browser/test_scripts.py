"""The scripts that stand in for larger ones draw and run all that the pages need."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.archives import article, make_store, prediction
from tests.browser.conftest import served

pytestmark = pytest.mark.browser

# Every kind of trace that dashboards.figures makes.
TRACES = [
    {"type": "scatter", "mode": "lines+markers", "x": [1, 2], "y": [1, 2]},
    {"type": "bar", "x": [1, 2], "y": [1, 2], "marker": {"pattern": {"shape": "/"}}},
    {"type": "heatmap", "z": [[1, 2], [3, 4]]},
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    days = [f"2026-05-{day:02}" for day in range(1, 29)]
    store = make_store(
        tmp_path_factory.mktemp("scripts") / "home",
        [article(day, f"{day}T12:00:00+04:00") for day in days],
        predictions=[prediction(day, "sport", "sport") for day in days],
    )
    with served(store) as address:
        yield address


def test_every_kind_of_trace_is_drawn(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    page.wait_for_selector("#topics-trend .main-svg .trace")
    for trace in TRACES:
        drawn = page.evaluate(
            """async (trace) => {
              const place = document.body.appendChild(document.createElement("div"));
              await window.Plotly.newPlot(place, [trace], { width: 300, height: 200 });
              const kind = place._fullData[0].type;
              const marks = place.querySelectorAll(".trace, .heatmaplayer image, .hm image").length;
              place.remove();
              return [kind, marks > 0];
            }""",
            trace,
        )
        assert drawn == [trace["type"], True], json.dumps(trace)
