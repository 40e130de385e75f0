"""Pages of names and sources in a real Chromium, used as a person would."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archives import article, make_store, mention, prediction
from tests.browser.conftest import served

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
SAID = "«Квота вырастет уже в этом году и дальше меняться не будет», - сказала Анна Ким."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Thirty days of two sources, the second silent for a week; a woman who is quoted on migration, with a partner."""
    home: Path = tmp_path_factory.mktemp("names") / "home"
    days = {"one.example": range(30), "two.example": range(7, 30)}
    rows = [
        article(
            f"{source[:3]}{day}", (NOW - timedelta(days=day)).isoformat(), source=source, text=SAID,
            title=f"Report {source[:3]} {day}",
        )
        for source, given in days.items()
        for day in given
    ]  # fmt: skip
    at = SAID.index("Анна Ким")
    place = [{"field": "text", "start": at, "stop": at + 8, "text": "Анна Ким"}]
    mentions = []
    for n, row in enumerate(rows):
        name = row["article_id"]
        if n % 3 == 0:
            mentions.append(mention(name, "Анна Ким") | {"role": "speaks", "surfaces": place})
        if n % 6 == 0:
            mentions.append(mention(name, "Рауф Меликзаде"))
        if n % 10 == 1:
            mentions.append(mention(name, "А. Ким"))
    predictions = [
        prediction(row["article_id"], None, "migration" if n % 2 else "economy") for n, row in enumerate(rows)
    ]
    with served(make_store(home, rows, predictions=predictions, mentions=mentions)) as address:
        yield address


def test_a_name_is_found_by_typing_a_part_of_it(page: Page, address: str) -> None:
    page.goto(address + "/entities")
    page.get_by_label("Find a name").fill("мелик")
    expect(page.locator("#entities-ranking-title")).to_have_text("1 name fits “мелик”")
    table = page.locator("#entities-ranking-figure tbody tr")
    expect(table).to_have_count(1)
    table.get_by_role("link", name="Рауф Меликзаде").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Рауф Меликзаде")
    page.go_back()
    expect(page.get_by_label("Find a name")).to_have_value("мелик")


def test_a_sorted_ranking_stays_sorted_when_the_view_changes(page: Page, address: str) -> None:
    page.goto(address + "/entities")
    heading = page.locator("#entities-ranking-figure th", has_text="Name")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    page.get_by_label("Find a name").fill("ким")
    expect(page.locator("#entities-ranking-figure tbody tr")).to_have_count(2)
    expect(heading).to_have_attribute("aria-sort", "ascending")


def test_who_is_quoted_on_migration_and_by_which_source(page: Page, address: str) -> None:
    page.goto(address + "/entities")
    page.get_by_text("Speak or are cited").click()
    page.get_by_role("textbox", name="Topic").click()
    page.get_by_role("option", name="Migration").click()
    expect(page).to_have_url(re.compile(r"role=speaks.*topic=migration"))
    page.keyboard.press("Escape")
    expect(page.locator("#entities-lead")).to_contain_text("Анна Ким is named in 9 articles")
    page.locator("#entities-ranking-figure").get_by_role("link", name="Анна Ким").click()
    expect(page.locator("#entity-head")).to_contain_text("Speaks in 9 of them (100%)")
    source = page.locator("#entity-body .bars a", has_text="one.example")
    count = source.locator("b").text_content()
    source.click()
    expect(page.locator("#articles-lead")).to_contain_text(f"{count} articles in this view")
    assert all(part in page.url for part in ("topic=migration", "source=one.example", "role=speaks", "entity=PER"))


def test_a_pair_of_the_network_s_table_opens_the_articles_that_name_both(page: Page, address: str) -> None:
    page.goto(address + "/entities")
    network = page.locator("#entities-network-figure")
    network.get_by_text("The same as a table").click()
    row = network.locator("tbody tr", has_text="Рауф Меликзаде").first
    count = row.locator("td").nth(2).text_content()
    row.get_by_role("link").click()
    expect(page.locator("#articles-lead")).to_contain_text(f"{count} articles in this view")
    chips = page.locator(".chip")
    expect(chips.filter(has_text="all of these names in one article")).to_be_visible()
    expect(chips.filter(has_text="Анна Ким")).to_be_visible()
    chips.filter(has_text="all of these names").click()
    expect(page.locator("#articles-lead")).not_to_contain_text(f" {count} articles")


def test_what_a_person_says_is_read_and_two_spellings_are_merged_and_parted(page: Page, address: str) -> None:
    page.goto(address + "/entity?name=PER:А. Ким")
    expect(page.locator("#entity-head")).to_contain_text("In 6 articles")
    page.get_by_text("Correct this name").click()
    page.get_by_role("textbox", name="It is the same as").click()
    page.get_by_role("option", name="Анна Ким").click()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#entity-done")).to_have_text("Merged: А. Ким counts as Анна Ким.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Анна Ким")
    expect(page.locator("#entity-history")).to_contain_text("А. Ким merged into Анна Ким")
    expect(page.locator("#entity-said")).to_contain_text(SAID)
    page.get_by_role("textbox", name="This spelling or office is another one").click()
    page.get_by_role("option", name="А. Ким").click()
    page.get_by_role("button", name="Split off").click()
    expect(page.locator("#entity-done")).to_have_text("Split off: А. Ким counts on its own.")
    expect(page.locator("#entity-head")).to_contain_text("In 6 articles")


def test_a_silent_source_is_seen_and_put_in_focus(page: Page, address: str) -> None:
    page.goto(address + "/sources")
    expect(page.locator("#sources-quiet-title")).to_have_text("1 source is quieter than usual")
    row = page.locator("#sources-quiet-figure tbody tr").first
    expect(row).to_contain_text("two.example")
    expect(row).to_contain_text("silent since")
    page.get_by_role("textbox", name="Source in focus").click()
    page.get_by_role("option", name="two.example").click()
    expect(page).to_have_url(re.compile("focus=two.example"))
    expect(page.locator("#sources-focus-title")).to_contain_text("two.example")
    expect(page.locator("#sources-first-title")).to_have_text("Who is first: two.example and the others")
    page.go_back()
    expect(page.locator("#sources-focus-title")).to_contain_text("one.example")
    row.get_by_role("link", name="two.example").click()
    expect(page.locator("#articles-lead")).to_contain_text("23 articles in this view")
