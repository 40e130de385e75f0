"""What the browser tests share: a server over an archive, and one tab of a real Chromium."""

import contextlib
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from analytics.jobs import Jobs
from analytics.store import Store, open_store
from dashboards.access.gate import Access
from dashboards.app import create_app
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from rubrika.pipeline import ingest
from tests.builders import START, make_record, write_lines


@contextlib.contextmanager
def served(store: Store, access: Access | None = None) -> Iterator[str]:
    """The dashboard over ``store``, on a port of its own."""
    app = create_app(store, load_taxonomy(), models=lambda _: load_classifier(), jobs=Jobs(store), access=access)
    server = create_server(app.server, host="127.0.0.1", port=0, threads=4)

    def run() -> None:
        with contextlib.suppress(OSError):  # closing takes the socket away while it is waited on
            server.run()

    threading.Thread(target=run, daemon=True).start()  # lasts until the browser lets go of its connections
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab of it, without what tests of other files left there."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(15_000)
    yield tab
    tab.context.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard over a small archive: an article a day on sport or economy for four weeks."""
    folder: Path = tmp_path_factory.mktemp("dashboard")
    records = [
        make_record(
            section="Sport" if day % 3 else "Economy",
            topics=["sport"] if day % 3 else ["economy"],
            lang="en" if day % 2 else "ru",
            title=f"Report of day {day}",
            published=(START + timedelta(days=day)).isoformat(),
        )
        for day in range(28)
    ]
    codes = [code.code for code in load_taxonomy().codes]
    store = open_store(folder / "home", create=True)
    ingest([write_lines(folder / "news.jsonl", *records)], store=store, codes=codes, classifier=load_classifier())
    with served(store) as address:
        yield address
