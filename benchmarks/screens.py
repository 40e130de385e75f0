"""Pictures of the dashboard for the docs: `python benchmarks/screens.py http://127.0.0.1:8050 docs/screens`.

The dashboard must be running (`make demo`). One page a file, in light and dark, wide and on a phone.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "overview": "/",
    "topics": "/topics",
    "compare": "/compare?topic=migration&than-topic=economy",
    "sources": "/sources",
    "entities": "/entities",
    "entity": "/entity?name=PER:rauf+malikzada",
    "articles": "/articles?topic=migration",
    "search": "/articles?q=квот*",
    "model": "/model",
    "health": "/health",
}
LOOKS = {"light": (1400, 900, "light"), "dark": (1400, 900, "dark"), "phone": (390, 844, "light")}


def main(address: str, folder: Path) -> None:
    """Take every picture that the docs show."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for look in LOOKS:
            for page in PAGES:
                _picture(browser, address, page, look, folder / f"{page}-{look}.png")
        browser.close()


def _picture(browser: Browser, address: str, page: str, look: str, path: Path) -> None:
    width, height, scheme = LOOKS[look]
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    tab.goto(address + PAGES[page], wait_until="networkidle")
    tab.wait_for_selector("h1")
    if page == "articles":
        tab.click(".list li .headline")
        tab.wait_for_selector(".pane article h2")
    tab.wait_for_timeout(700)  # the charts finish drawing
    tab.screenshot(path=path)
    tab.close()
    print(path)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
