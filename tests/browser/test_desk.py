"""At the desk: articles searched, read and corrected, views and notes kept, work asked for, in a real Chromium."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analytics.store import open_store
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from rubrika.pipeline import ingest
from tests.browser.conftest import served
from tests.builders import START, make_record, write_lines

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over twelve articles of two sources in two weeks."""
    folder: Path = tmp_path_factory.mktemp("desk")
    records = [
        make_record(
            section="Sport",
            topics=["sport"],
            title=f"Match of day {day}" if day % 2 else f"Quota of day {day}",
            source="one.example" if day % 3 else "two.example",
            published=(START + timedelta(days=day)).isoformat(),
        )
        for day in range(12)
    ]
    codes = [code.code for code in load_taxonomy().codes]
    store = open_store(folder / "home", create=True)
    ingest([write_lines(folder / "news.jsonl", *records)], store=store, codes=codes, classifier=load_classifier())
    with served(store) as address:
        yield address


def test_a_search_is_typed_narrowed_by_a_facet_and_seen_as_a_trend(page: Page, address: str) -> None:
    page.goto(address + "/articles")
    expect(page.locator("#articles-lead")).to_contain_text("12 articles")
    page.keyboard.press("/")
    page.keyboard.type("quota")
    page.keyboard.press("Enter")
    expect(page.locator("#articles-lead")).to_contain_text("6 articles found")
    page.locator(".facets a", has_text="two.example").click()
    expect(page.locator("#articles-lead")).to_contain_text("2 articles found")
    page.get_by_role("link", name="Best match first").click()
    expect(page.locator("#articles-lead")).to_contain_text("best match first")
    page.get_by_role("link", name="Show this search as a trend").click()
    expect(page).to_have_url(re.compile(r"/topics\?source=two\.example&.*line=quota"))


def test_what_is_wrong_with_a_query_is_said(page: Page, address: str) -> None:
    page.goto(address + "/articles?q=(quota")
    expect(page.locator("#articles-lead")).to_have_text(
        "The search was not used: the query has an opening bracket too many."
    )


def test_articles_are_read_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "/articles")
    expect(page.locator(".list li")).to_have_count(12)
    page.keyboard.press("j")
    expect(page.locator(".list a.headline").nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("k")
    second = page.locator(".list a.headline").nth(1)
    expect(second).to_be_focused()
    title = second.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#article-title")).to_have_text(title)
    expect(page.locator("#article-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#articles-frame")).not_to_have_class(re.compile("open"))
    expect(page.locator(".list a.headline").nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_text("close it and go back to the list")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".list a.headline").nth(2)).to_be_focused()


def test_a_corrected_label_counts_in_the_chart_at_once_and_is_taken_back(page: Page, address: str) -> None:
    page.goto(address + "/articles")
    page.locator(".list a.headline").first.click()
    page.get_by_text("Correct the labels").click()
    page.get_by_role("textbox", name="The section is").click()
    page.get_by_role("option", name="Health").click()
    page.get_by_label("Why (if you like)").fill("it is about a hospital")
    page.get_by_role("button", name="Set the section").click()
    expect(page.locator(".history")).to_contain_text("Section: Health")
    expect(page.locator(".history")).to_contain_text("it is about a hospital")
    expect(page.locator(".list li.here .section")).to_contain_text("Health")
    page.get_by_role("textbox", name="It is also about").click()
    page.get_by_role("option", name="Migration").click()
    page.get_by_role("button", name="Add the topic").click()
    expect(page.locator(".list li.here .labels")).to_contain_text("Migration")
    page.goto(address + "/topics?measure=count")
    page.locator("#topics-trend-figure summary", has_text="The same as a table").click()
    expect(page.locator("#topics-trend-figure .table")).to_contain_text("Migration")
    page.go_back()
    page.get_by_text("Correct the labels").click()
    page.get_by_role("button", name="Take back: About: Migration").click()
    expect(page.locator(".list li.here .labels")).not_to_contain_text("Migration")
    page.get_by_role("button", name="Take back: Section: Health").click()
    expect(page.locator(".list li.here .section")).to_contain_text("Sport")
    expect(page.locator(".history")).to_contain_text("Taken back: Health")
    page.goto(address + "/topics?measure=count")
    page.locator("#topics-trend-figure summary", has_text="The same as a table").click()
    expect(page.locator("#topics-trend-figure .table")).to_contain_text("Sport")
    expect(page.locator("#topics-trend-figure .table")).not_to_contain_text("Migration")


def test_on_a_phone_an_article_takes_the_place_of_the_list_and_back_returns(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    try:
        page.goto(address + "/articles")
        page.locator(".list a.headline").nth(3).click()
        expect(page.locator("#article-title")).to_be_focused()
        expect(page.locator(".list")).to_be_hidden()
        page.get_by_role("link", name="Back to the list").click()
        expect(page.locator(".list a.headline").nth(3)).to_be_focused()
        for path in ("/articles", "/model", "/health"):
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_view_is_saved_and_opened(page: Page, address: str) -> None:
    page.goto(address + "/sources?source=two.example&bucket=day")
    page.locator("#views-open").click()
    expect(page.locator("#views-list")).to_contain_text("No view is saved yet")
    page.get_by_label("Save this view as").fill("Two by day")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#view-said")).to_have_text("Saved as Two by day.")
    page.goto(address + "/health")
    page.locator("#saved-views").get_by_role("link", name="Two by day").click()
    expect(page).to_have_url(re.compile(r"/sources\?source=two\.example&bucket=day$"))
    expect(page.locator(".chip")).to_contain_text("two.example")
    page.locator("#views-open").click()
    expect(page.locator("#views-list a")).to_have_text("Two by day")
    page.goto(address + "/health")
    page.get_by_role("textbox", name="Saved view").click()
    page.get_by_role("option", name="Two by day").click()
    page.get_by_role("button", name="Watch it").click()
    expect(page.locator("#alert-said")).to_have_text("Two by day is watched.")
    expect(page.locator("#saved-alerts")).to_contain_text("tells a rise")
    page.locator("#saved-views").get_by_role("button", name="Remove: Two by day").click()
    expect(page.locator("#saved-alerts")).to_contain_text("None yet")
    expect(page.locator("#saved-views")).to_contain_text("None yet")


def test_a_note_stands_on_the_axis(page: Page, address: str) -> None:
    page.goto(address + "/health")
    page.get_by_label("Day").fill("2026-05-20")
    page.get_by_role("textbox", name="Note").fill("Quota decree")
    page.get_by_role("button", name="Add the note").click()
    expect(page.locator("#saved-notes")).to_contain_text("20 May 2026")
    page.goto(address + "/topics?bucket=day")
    expect(page.locator("#topics-trend .annotation", has_text="Quota decree")).to_be_visible()


def test_work_is_asked_for_seen_and_cancelled(page: Page, address: str) -> None:
    page.goto(address + "/health")
    page.get_by_role("button", name="Build the search index anew").click()
    expect(page.locator("#jobs-list li")).to_contain_text("waiting")
    page.get_by_role("button", name="Cancel: Build the search index anew").click()
    expect(page.locator("#jobs-list li")).to_contain_text("cancelled")
