"""Nothing that axe (WCAG 2.2 AA and its best practices) objects to, on any page, in light, in the dark and on a phone."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

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


def look(page: Page) -> None:
    """Nothing that axe objects to, once everything is there."""
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, peopled: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # what changes its colour has changed it
    page.goto(peopled + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look(page)
    page.get_by_role("button", name="Light or dark").click()
    try:
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        look(page)
        page.set_viewport_size({"width": 360, "height": 740})
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        look(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.evaluate("localStorage.removeItem('scheme')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_beside_an_open_article(page: Page, peopled: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    try:
        page.goto(peopled + "/articles?q=quota")
        page.locator(".list a.headline").first.click()
        page.get_by_text("Correct the labels").click()
        expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
        look(page)
    finally:
        page.emulate_media(color_scheme="light")


def test_axe_finds_nothing_where_a_name_is_corrected(page: Page, peopled: str) -> None:
    page.goto(peopled + "/entity?name=PER:rauf+malikzada")
    page.get_by_text("Correct this name").click()
    look(page)


# Where the coloured marks of the list of articles lie: the bar at a section, the bars of the facets.
_MARKS = """() => [[".list .section", 1, 0.5], [".facets .bars i", 3, 0.5]].map(([css, right, down]) =>
  [...document.querySelectorAll(css)].map((e) => e.getBoundingClientRect()).filter((box) => box.bottom < innerHeight)
    .map((box) => [Math.floor(box.left + right), Math.floor(box.top + box.height * down)]))"""
# Contrast (WCAG 2.2) of pixels of a picture with the one at its left edge.
_CONTRASTS = """async ([picture, points]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const light = (x, y) => [...canvas.getImageData(x, y, 1, 1).data].slice(0, 3).map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0.05);
  const page = light(2, 400);
  return points.map(([x, y]) => Math.max(light(x, y), page) / Math.min(light(x, y), page));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_of_topics_and_bars_stand_out_from_the_page(
    browser: Browser, page: Page, peopled: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    scratch = browser.new_page()
    try:
        page.goto(peopled + "/articles")
        expect(page.locator(".list .section").first).to_be_visible()
        expect(page.locator(".facets .bars i").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        picture = base64.b64encode(page.screenshot()).decode()
        kinds = page.evaluate(_MARKS)
        assert all(kinds)
        for points in kinds:
            assert min(scratch.evaluate(_CONTRASTS, [picture, points])) >= 3.0
    finally:
        scratch.close()
        page.emulate_media(color_scheme="light")
