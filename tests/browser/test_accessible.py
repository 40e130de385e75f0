"""Nothing that axe (WCAG 2.2 AA and its best practices) objects to, on any page, in light, in the dark and on a phone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.entities import load_recogniser
from analytics.store import open_store
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from rubrika.pipeline import ingest
from tests.browser.conftest import served
from tests.builders import START, make_record, write_lines

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/topics?topic=migration&line=квота",
    "/compare?topic=migration&than-topic=economy",
    "/sources",
    "/entities",
    "/entity?name=PER:rauf+malikzada",
    "/articles",
    "/model",
    "/health",
)
LOOKS = {"light": (1280, "light"), "dark": (1280, "dark"), "phone": (360, "light")}
TEXTS = {
    "ru": "Начальник службы Рауф Меликзаде рассказал, что квота растет. Его слушал в Баку Томас Вельдерс.",
    "az": "Xidmətin rəisi Rauf Məlikzadə Bakıda bildirib ki, kvota artır.",
    "en": "Thomas Velders told reporters in Baku that the quota grows, Rauf Malikzada said.",
}


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over four weeks of articles in three languages that name people, from three sources."""
    folder: Path = tmp_path_factory.mktemp("accessible")
    languages = list(TEXTS)
    records = [
        make_record(
            lang=languages[day % 3],
            text=TEXTS[languages[day % 3]],
            title=f"Report of day {day}",
            source=f"source{day % 3}.example",
            section="Migration" if day % 2 else "Economy",
            published=(START + timedelta(days=day)).isoformat(),
        )
        for day in range(28)
    ]
    store = open_store(folder / "home", create=True)
    ingest(
        [write_lines(folder / "news.jsonl", *records)],
        store=store,
        classifier=load_classifier(),
        recogniser=load_recogniser(),
        known_sections=load_taxonomy().printed_codes(),
    )
    with served(store) as address:
        yield address


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, peopled: str, path: str, look: str) -> None:
    width, scheme = LOOKS[look]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    try:
        page.goto(peopled + path)
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
