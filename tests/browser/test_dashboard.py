"""The dashboard in a real Chromium, used as a person would."""

import re
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from waitress.server import create_server

from analytics.store import open_store
from dashboards.app import create_app
from models.taxonomy import load_taxonomy
from rubrika.pipeline import ingest
from tests.builders import START, make_record, write_lines

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over a small archive: nine articles a week on sport and economy for four weeks."""
    folder: Path = tmp_path_factory.mktemp("dashboard")
    records = [
        make_record(
            section="Sport" if day % 3 else "Economy",
            topics=["sport"] if day % 3 else ["economy"],
            lang="en" if day % 2 else "ru",
            published=(START + timedelta(days=day)).isoformat(),
        )
        for day in range(28)
    ]
    taxonomy = load_taxonomy()
    store = open_store(folder / "home", create=True)
    ingest([write_lines(folder / "news.jsonl", *records)], store=store, codes=[code.code for code in taxonomy.codes])
    server = create_server(create_app(store, taxonomy).server, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """One tab of a headless Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.set_default_timeout(15_000)
        yield tab
        browser.close()


def test_a_clicked_point_opens_exactly_its_articles(page: Page, address: str) -> None:
    page.goto(address + "/")
    expect(page.locator("#topics-lead")).to_contain_text("led the week of")
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


def test_every_page_opens_without_an_error_in_the_console(page: Page, address: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for path, heading in (
        ("/", "Topics"),
        ("/sources", "Sources"),
        ("/entities", "Entities"),
        ("/articles", "Articles"),
    ):
        page.goto(address + path)
        expect(page.locator("h1")).to_have_text(heading)
        page.wait_for_load_state("networkidle")
    assert problems == []
