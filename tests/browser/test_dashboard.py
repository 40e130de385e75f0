"""The dashboard in a real Chromium, used as a person would."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics.entities import load_recogniser
from analytics.store import open_store
from rubrika.pipeline import ingest
from tests.browser.conftest import served
from tests.builders import make_record, write_lines

pytestmark = pytest.mark.browser


def test_a_clicked_point_opens_exactly_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    expect(page.locator("#topics-lead")).to_contain_text("led:")
    page.locator("#topics-trend .scatterlayer .point").first.click(force=True)
    expect(page).to_have_url(re.compile(r"/articles\?"))
    assert "topic=sport" in page.url
    assert "from=2026-05-18" in page.url
    assert "to=2026-05-24" in page.url
    expect(page.locator("#articles-lead")).to_contain_text("4 articles")
    expect(page.locator(".list li")).to_have_count(4)


def test_an_article_opens_beside_the_list_and_back_returns(page: Page, address: str) -> None:
    page.goto(address + "/articles?lang=ru")
    expect(page.locator("#articles-lead")).to_contain_text("14 articles")
    page.locator(".list li .headline").first.click()
    expect(page.locator(".pane article h2")).to_be_visible()
    page.go_back()
    expect(page.locator("#articles-frame")).not_to_have_class("reading open")


def test_a_copied_link_shows_the_same_view_and_filters_follow_the_pages(page: Page, address: str) -> None:
    page.goto(address + "/sources?lang=ru&measure=count")
    expect(page.locator(".chip")).to_contain_text("Russian")
    page.locator(".nav a", has_text="Articles").click()
    expect(page).to_have_url(re.compile(r"/articles\?lang=ru"))
    expect(page.locator("#articles-lead")).to_contain_text("14 articles")
    page.locator(".chip").click()
    expect(page.locator("#articles-lead")).to_contain_text("28 articles")


def test_the_controls_follow_the_address_back_and_the_chart_with_them(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    page.get_by_text("Count", exact=True).click()
    expect(page.locator("#topics-trend-title")).to_contain_text("Number of articles")
    page.get_by_role("textbox", name="Language").click()
    page.get_by_role("option", name="Russian").click()
    expect(page).to_have_url(re.compile(r"measure=count&lang=ru|lang=ru&measure=count"))
    page.keyboard.press("Escape")
    expect(page.locator(".chip")).to_contain_text("Russian")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(address + "/topics")
    expect(page.locator("#topics-trend-title")).to_contain_text("Share of coverage")
    expect(page.get_by_role("radio", name="Share")).to_be_checked()
    expect(page.locator(".chip")).to_have_count(0)
    assert page.locator("#topics-trend-figure.stale, #topics-trend-figure.behind").count() == 0


def test_a_chart_that_cannot_be_had_is_said_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/export/topics-trend.drawing*", lambda route: route.abort())
    page.goto(address + "/topics")
    expect(page.get_by_role("alert")).to_contain_text("This part could not be worked out.")
    page.unroute("**/export/topics-trend.drawing*")
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#topics-trend .scatterlayer .point").first).to_be_visible()
    expect(page.get_by_role("alert")).to_be_empty()


def test_every_page_opens_without_an_error_in_the_console(page: Page, address: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for path, heading in (
        ("/", "Overview"),
        ("/topics", "Topics"),
        ("/sources", "Sources"),
        ("/entities", "Entities"),
        ("/articles", "Articles"),
    ):
        page.goto(address + path)
        expect(page.locator("h1")).to_have_text(heading)
        page.wait_for_load_state("networkidle")
    assert problems == []


def test_a_filter_then_a_bar_then_the_article(page: Page, address: str) -> None:
    page.goto(address + "/sources?measure=count")
    page.get_by_role("textbox", name="Language").click()
    page.get_by_role("option", name="Russian").click()
    expect(page).to_have_url(re.compile("lang=ru"))
    expect(page.locator("#sources-lead")).to_contain_text("14 of 14 articles")
    page.keyboard.press("Escape")
    page.locator("#sources-volume .barlayer .point path").first.click(force=True)
    expect(page.locator("#articles-lead")).to_contain_text("4 articles")
    titles = page.locator(".list li .headline").all_text_contents()
    assert titles == [f"Report of day {day}" for day in (6, 4, 2, 0)]
    page.locator(".list li .headline", has_text="day 4").click()
    expect(page.locator(".pane article h2")).to_have_text("Report of day 4")


def test_a_label_says_why(page: Page, address: str) -> None:
    page.goto(address + "/articles")
    page.locator(".list li .headline").first.click()
    page.get_by_role("button", name="Why these labels?").click()
    expect(page.locator("#reasons h3").first).to_contain_text("as section")
    expect(page.locator("#reasons .reasons").first).to_contain_text("for")


def test_the_back_button_brings_the_last_view_back(page: Page, address: str) -> None:
    page.goto(address + "/topics?bucket=month")
    expect(page.locator("#topics-trend-title")).to_contain_text("by month")
    page.get_by_role("textbox", name="By").click()
    page.get_by_role("option", name="Day").click()
    expect(page.locator("#topics-trend-title")).to_contain_text("by day")
    page.go_back()
    expect(page.locator("#topics-trend-title")).to_contain_text("by month")
    expect(page.get_by_role("textbox", name="By")).to_have_value("Month")


def test_filters_that_fit_nothing_say_so_and_can_be_dropped(page: Page, address: str) -> None:
    page.goto(address + "/articles?lang=ka")
    expect(page.locator(".empty")).to_contain_text("No article fits these filters")
    page.get_by_role("link", name="Show everything").click()
    expect(page.locator("#articles-lead")).to_contain_text("28 articles")


def test_shares_can_be_corrected_and_the_address_says_so(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    expect(page.locator("#topics-lead")).to_contain_text("led:")
    page.get_by_role("switch", name="Correct the shares").click(force=True)
    expect(page).to_have_url(re.compile(r"corrected=yes"))
    expect(page.locator("#topics-trend-caption")).to_contain_text("Corrected for the model's known errors")
    page.go_back()
    expect(page.locator("#topics-trend-caption")).not_to_contain_text("Corrected")
    expect(page.locator("#topics-corrected")).not_to_be_checked()


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over three articles that name people."""
    folder: Path = tmp_path_factory.mktemp("names")
    texts = {
        "ru": "Начальник службы Рауф Меликзаде рассказал, что квота растет. Его слушал Томас Вельдерс.",
        "az": "Xidmətin rəisi Rauf Məlikzadə bildirib ki, kvota artır.",
        "en": "Thomas Velders opened a school in Baku.",
    }
    records = [make_record(lang=lang, text=text) for lang, text in texts.items()]
    store = open_store(folder / "home", create=True)
    ingest([write_lines(folder / "news.jsonl", *records)], store=store, recogniser=load_recogniser())
    with served(store) as address:
        yield address


def test_a_name_has_a_page_of_its_own_and_is_corrected_there(page: Page, named: str) -> None:
    page.goto(named + "/entities")
    page.get_by_role("link", name="Рауф Меликзаде").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Рауф Меликзаде")
    expect(page.locator("#entity-head")).to_contain_text("Speaks in 2 of them (100%)")
    page.get_by_text("Correct this name").click()
    page.get_by_label("Show it as").fill("Рауф Меликзаде, глава службы")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Рауф Меликзаде, глава службы")
    page.get_by_role("button", name="Take the last one back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Рауф Меликзаде")


def test_an_empty_archive_says_how_to_begin(page: Page, tmp_path: Path) -> None:
    with served(open_store(tmp_path / "home", create=True)) as address:
        page.goto(address + "/")
        expect(page.locator("h1")).to_have_text("The archive is empty")
        expect(page.locator("pre")).to_contain_text("rubrika ingest")


def test_on_a_phone_the_filters_fold_and_nothing_runs_over_the_edge(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    try:
        for path in ("/", "/topics", "/sources", "/entities", "/articles"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        expect(page.locator("#filter-lang")).to_be_hidden()
        page.get_by_role("button", name="Filters").click()
        expect(page.get_by_role("textbox", name="Language")).to_be_visible()
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})


def test_the_dark_scheme_is_remembered(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")
