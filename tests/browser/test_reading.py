"""Overview, topics, comparisons and stories, used as a person would: in a real Chromium."""

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
    """Eight weeks of two sources: an article a day each, and one event that both report."""
    folder: Path = tmp_path_factory.mktemp("reading")
    records = [
        make_record(
            source="gazeta.example" if day % 2 else "other.example",
            section="Sport" if day % 3 else "Economy",
            topics=["sport"] if day % 3 else ["economy"],
            title=f"Report of day {day}",
            published=(START + timedelta(days=day)).isoformat(),
        )
        for day in range(56)
    ]
    records += [
        make_record(
            source=source,
            section="Transport",
            topics=["transport"],
            title=title,
            published=(START + timedelta(days=50 + at)).isoformat(),
        )
        for at, (source, title) in enumerate(
            [
                ("gazeta.example", "Old bridge over Karachay closed"),
                ("other.example", "Karachay bridge closed, old and tired"),
            ]
        )
    ]
    store = open_store(folder / "home", create=True)
    codes = [code.code for code in load_taxonomy().codes]
    ingest([write_lines(folder / "news.jsonl", *records)], store=store, codes=codes, classifier=load_classifier())
    with served(store) as address:
        yield address


def drag(page: Page, chart: str, start: float, end: float) -> None:
    """Drag over a part of a chart's width, from left to right."""
    box = page.locator(f"#{chart} .nsewdrag").first.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], middle, steps=8)
    page.mouse.up()


def test_the_overview_says_what_is_going_on_and_a_bar_opens_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/")
    expect(page.locator("#overview-lead")).to_contain_text("articles came (week of")
    expect(page.locator("#overview-health")).to_contain_text("Nothing newer than")
    expect(page.locator("#overview-latest .headline").first).to_have_text("Report of day 55")
    page.locator("#overview-volume .barlayer .point path").first.click(force=True)
    expect(page).to_have_url(re.compile(r"/articles\?from=2026-05-18&to=2026-05-24"))
    expect(page.locator("#articles-lead")).to_contain_text("7 articles")


def test_a_story_leads_to_all_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/?from=2026-06-01&to=2026-07-12")
    page.locator("#overview-stories a", has_text="bridge").click()
    expect(page.locator("#story-head h1")).to_contain_text("bridge")
    expect(page.locator("#story-head")).to_contain_text("gazeta.example had it first")
    expect(page.locator("#story-articles li")).to_have_count(2)
    page.locator("#story-articles .headline").last.click()
    expect(page.locator(".pane article h2")).to_have_text("Karachay bridge closed, old and tired")
    page.go_back()
    expect(page.locator("#story-articles li")).to_have_count(2)


def test_a_bar_of_a_story_leaves_the_articles_of_its_day(page: Page, address: str) -> None:
    page.goto(address + "/?from=2026-06-01&to=2026-07-12")
    page.locator("#overview-stories a", has_text="bridge").click()
    page.locator("#story-life .barlayer .point path").last.click(force=True)
    expect(page).to_have_url(re.compile(r"/story\?.*day=2026-07-08"))
    expect(page.locator("#story-articles")).to_contain_text("Its articles of 8 July 2026")
    expect(page.locator("#story-articles li")).to_have_count(1)
    page.get_by_role("link", name="All its articles").click()
    expect(page.locator("#story-articles li")).to_have_count(2)


def test_a_short_period_is_seen_by_the_hour_and_a_point_opens_its_hour(page: Page, address: str) -> None:
    page.goto(address + "/?from=2026-05-18&to=2026-05-20")
    page.get_by_role("textbox", name="By").click()
    page.get_by_role("option", name="Hour").click()
    expect(page.locator("#overview-volume-title")).to_have_text("Number of articles by hour")
    bars = page.locator("#overview-volume .barlayer .trace").last.locator(".point path")
    bars.nth(bars.evaluate_all("all => all.findIndex((bar) => bar.getBBox().height > 1)")).click(force=True)
    expect(page).to_have_url(re.compile(r"/articles\?from=2026-05-18T\d\d%3A00%2B04%3A00&to=2026-05-18T"))
    expect(page.locator("#articles-lead")).to_contain_text("1 article")


def test_a_period_dragged_over_becomes_the_filter_and_back_takes_it_away(page: Page, address: str) -> None:
    page.goto(address + "/topics?bucket=day")
    expect(page.locator("#topics-trend .scatterlayer .point").first).to_be_visible()
    drag(page, "topics-trend", 0.25, 0.5)
    expect(page).to_have_url(re.compile(r"from=2026-05-\d\d&to=2026-06-\d\d|from=2026-06-\d\d&to=2026-06-\d\d"))
    expect(page.locator("#chips .chip")).to_have_count(2)
    page.go_back()
    expect(page.locator("#chips .chip")).to_have_count(0)


def test_a_day_of_the_calendar_opens_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    page.locator("#topics-calendar .nsewdrag").first.click(position={"x": 10, "y": 5})
    expect(page).to_have_url(re.compile(r"/articles\?from=2026-05-18&to=2026-05-18&bucket=day"))
    expect(page.locator("#articles-lead")).to_contain_text("1 article")


def test_a_cell_of_a_source_and_a_topic_opens_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/sources")
    page.locator("#sources-mix .nsewdrag").first.click(position={"x": 20, "y": 20})
    expect(page).to_have_url(re.compile(r"/articles\?source=gazeta.example&topic=\w+"))
    rows = page.request.get(address + "/export/sources-mix.json").json()["rows"]
    cell = next(row["cells"] for row in rows if page.url.endswith(row["href"]))
    expect(page.locator("#articles-lead")).to_contain_text(f"{cell[2][0]} article")


def test_a_search_becomes_a_line_and_is_taken_away_again(page: Page, address: str) -> None:
    page.goto(address + "/topics")
    page.get_by_label("Add a search as a line").fill("bridge")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"line=bridge"))
    expect(page.locator("#topics-trend")).to_contain_text("«bridge»")
    page.locator("#topics-lines .chip").click()
    expect(page.locator("#topics-trend")).not_to_contain_text("«bridge»")
    assert "line=" not in page.url


def test_two_sources_are_compared_and_the_address_keeps_it(page: Page, address: str) -> None:
    page.goto(address + "/sources?source=gazeta.example")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator("#compare-lead")).to_contain_text("15 June 2026 to 12 July 2026 with")
    page.locator("#compare-source").click()
    page.get_by_role("option", name="other.example").click()
    expect(page).to_have_url(re.compile(r"than-source=other.example"))
    expect(page.locator("#compare-lead")).to_contain_text(
        "gazeta.example with 29 articles, against other.example with 29"
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Swap the sides").click()
    expect(page.locator("#compare-lead")).to_contain_text(
        "other.example with 29 articles, against gazeta.example with 29"
    )
    page.go_back()
    expect(page.locator("#compare-lead")).to_contain_text("gazeta.example with 29 articles, against other.example")


def test_when_nothing_fits_the_filter_to_drop_is_named(page: Page, address: str) -> None:
    page.goto(address + "/articles?source=gazeta.example&lang=az")
    page.get_by_role("link", name="Without the filter on Language: 29 articles").click()
    expect(page.locator("#articles-lead")).to_contain_text("29 articles")
    assert "source=gazeta.example" in page.url
