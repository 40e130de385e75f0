"""What readers take along: files, pictures, links, embedded charts; and the language they read in."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

VIEW = "/topics?lang=ru&topic=sport"


def download(page: Page, chart: str, item: str, folder: Path) -> Path:
    """Take something from the menu of a chart."""
    menu = page.locator(f"#{chart}-figure details.menu")
    menu.locator("summary").click()
    with page.expect_download() as taken:
        menu.get_by_text(item, exact=True).click()
    path = folder / taken.value.suggested_filename
    taken.value.save_as(path)
    page.keyboard.press("Escape")
    return path


def test_files_hold_the_numbers_of_the_chart_with_its_filters(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + VIEW)
    expect(page.locator("#topics-trend-title")).to_contain_text("the topics chosen")
    plain = download(page, "topics-trend", "CSV", tmp_path).read_bytes()
    rows = list(csv.DictReader(io.StringIO(plain.decode("utf-8"))))
    assert sum(int(row["count"]) for row in rows) == 9
    assert parse_qs(urlsplit(rows[0]["view"]).query) == {"lang": ["ru"], "topic": ["sport"]}
    assert rows[0]["model"].startswith("agency@")
    excel = download(page, "topics-trend", "CSV for Excel", tmp_path).read_bytes()
    assert excel.startswith(b"\xef\xbb\xbf")
    book = openpyxl.load_workbook(download(page, "topics-trend", "Workbook (XLSX)", tmp_path))
    heads, *lines = book["Data"].iter_rows(values_only=True)
    assert sum(line[heads.index("count")] for line in lines) == 9


@pytest.mark.parametrize(("item", "start"), [("Picture (PNG)", b"\x89PNG"), ("Picture (SVG)", b"<svg")])
def test_pictures_are_made_in_the_browser(page: Page, address: str, tmp_path: Path, item: str, start: bytes) -> None:
    page.goto(address + VIEW)
    expect(page.locator("#topics-trend .scatterlayer .point").first).to_be_visible()
    taken = download(page, "topics-trend", item, tmp_path).read_bytes()
    assert taken.startswith(start)
    if start == b"<svg":
        text = taken.decode("utf-8")
        assert "the topics chosen" in text  # the title
        assert "as_of:" in text  # where it comes from


def test_the_table_twin_sorts_and_opens_articles(page: Page, address: str) -> None:
    page.goto(address + VIEW)
    figure = page.locator("#topics-trend-figure")
    figure.get_by_text("The same as a table").click()
    heading = figure.get_by_role("columnheader", name="Articles")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    count = figure.locator("tbody tr").first.locator("td").nth(2).text_content()
    figure.locator("tbody tr").first.get_by_role("link").click()
    expect(page.locator("#articles-lead")).to_contain_text(f"{count} article")


def test_an_embedded_chart_draws_itself(page: Page, address: str) -> None:
    page.goto(address + VIEW.replace("/topics", "/embed/topics-trend"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("the topics chosen")
    expect(page.locator("#picture .scatterlayer .point").first).to_be_visible()


def test_the_language_is_chosen_on_the_page_and_kept(page: Page, address: str) -> None:
    page.goto(address + VIEW)
    try:
        page.get_by_role("button", name="ru", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "ru")
        expect(page.get_by_role("heading", level=1)).to_have_text("Темы")
        expect(page.locator(".chip").first).to_contain_text("Спорт")
        page.locator(".nav a", has_text="Источники").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Источники")
        page.get_by_role("button", name="az", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mənbələr")
    finally:
        page.context.clear_cookies()


def test_a_drag_over_the_chart_becomes_the_period(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    area = page.locator("#topics-trend .nsewdrag").first
    expect(area).to_be_visible()
    box = area.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 60, steps=8)
    page.mouse.up()
    expect(page.locator(".chip").first).to_contain_text("from")
    assert {"from", "to"} <= parse_qs(urlsplit(page.url).query).keys()
