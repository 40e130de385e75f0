"""How the dashboard feels in a real Chromium: `python benchmarks/browser.py [articles] [changes] [--workers N]`.

Serves a made-up archive with `rubrika serve` and prints, for a cold profile of the browser, the requests and the bytes of
JavaScript over the wire and the time from the address to the first painted chart; then the time from a changed filter to the
painted chart and from a click on a page's link to the painted chart that the page begins with, median and 95th percentile.

Painted is the first frame after plotly.js has finished drawing (its `afterplot` event) the chart that belongs to the address.
A filter is changed by giving a control its value, as a hand would; the address says that the change was taken. The topics page has
the main chart that is waited for.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from made_archive import SOURCES, home_of
from playwright.sync_api import CDPSession, Page, sync_playwright

BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
COLD_RUNS = 5
TOPICS = "/topics"
PAGES = {
    "/sources": "sources-volume",
    "/entities": "entities-trend",
    TOPICS: "topics-trend",
}  # and what each begins with
# Every graph tells when it was drawn: plotly.js calls a graph's own listeners, and Dash makes graphs anew on each page.
WATCH = """
(() => {
  window.drawn = [];
  window.waiting = 0;
  const ask = window.fetch;
  window.fetch = (...given) => {
    window.waiting += 1;
    return ask(...given).finally(() => (window.waiting -= 1));
  };
  const seen = new WeakSet();
  const look = () => {
    for (const graph of document.querySelectorAll(".js-plotly-plot")) {
      if (seen.has(graph) || !graph.on) continue;
      seen.add(graph);
      const note = () => requestAnimationFrame(() => setTimeout(() => window.drawn.push([graph.parentElement.id, performance.now()])));
      if (graph.querySelector(".main-svg .trace, .main-svg .heatmaplayer image, .main-svg .point")) note();
      graph.on("plotly_afterplot", note);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();
"""
# Until the page has waited for no answer for a while.
RESTED = """() => new Promise((tell) => {
  let since = performance.now();
  const look = () => {
    const now = performance.now();
    if (window.waiting) since = now;
    if (now - since > 400) tell();
    else setTimeout(look, 20);
  };
  look();
})"""
# When the named chart, or any, was painted first. The page's own policy forbids the waiting that Playwright would do.
DRAWN = """(chart) => new Promise((tell, fail) => {
  const begun = performance.now();
  const look = () => {
    const found = (window.drawn || []).find(([id]) => !chart || id === chart);
    if (found) tell(found[1]);
    else if (performance.now() - begun > 20000) fail(new Error("no chart was painted"));
    else setTimeout(look, 4);
  };
  look();
})"""


def main(articles: int, changes: int, workers: int) -> None:
    """Serve, drive, print."""
    with served(home_of(articles), workers=workers) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        print(f"{articles:,} articles, {workers} worker(s)")
        colds = []
        for run in range(COLD_RUNS):
            browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
            tab = browser.new_page(viewport={"width": 1400, "height": 900})
            traffic = Traffic(tab)
            tab.add_init_script(WATCH)
            tab.goto(address + "/", wait_until="commit")
            colds.append(first_chart(tab))
            if not run:
                _rest(tab)
                traffic.tell()
            browser.close()
        print(
            f"first chart painted, cold browser: median {np.median(colds):.0f} ms of {', '.join(f'{t:.0f}' for t in colds)}"
        )
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.add_init_script(WATCH)
        tab.goto(address + TOPICS, wait_until="commit")
        first_chart(tab)
        _rest(tab)
        tell("filter change to painted chart", [filtered(tab, number) for number in range(changes)])
        tell("page to page, painted chart", [turned(tab, *page) for page in islice(cycle(PAGES.items()), changes)])
        browser.close()


@contextlib.contextmanager
def served(home: Path, *, workers: int) -> Iterator[str]:
    """`rubrika serve` over a home, and its address once it answers and its last process has started."""
    port = 8700 + os.getpid() % 200
    address = f"http://127.0.0.1:{port}"
    call = [str(Path(sys.executable).with_name("rubrika")), "serve", "--home", str(home), "--port", str(port)]
    if workers > 1:
        call += ["--workers", str(workers)]
    server = subprocess.Popen(call)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/v1/trends?by=topic", timeout=60):
                break
            if server.poll() is not None:
                raise SystemExit("rubrika serve ended")
            time.sleep(0.1)
        settle(server.pid)
        yield address
        print(f"memory of the serving processes: {', '.join(memory(server.pid))}")
    finally:
        server.terminate()
        server.wait(timeout=20)


def settle(pid: int) -> None:
    """Wait until a process and those it started have used hardly any processor time for two seconds."""
    quiet, before = 0, processor_time(pid)
    while quiet < 4:
        time.sleep(0.5)
        now = processor_time(pid)
        quiet = quiet + 1 if now - before < 0.03 else 0
        before = now


def processor_time(pid: int) -> float:
    """Seconds of a process and those it started."""
    ticks = 0
    for found in family(pid):
        with contextlib.suppress(OSError):
            ticks += sum(map(int, (found / "stat").read_text().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[Path]:
    """The folders under /proc of a process and those it started."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if pid in (int(lines["Pid"]), int(lines["PPid"])):
                yield status.parent


def memory(pid: int) -> list[str]:
    """Resident memory of a process and those it started, largest first."""
    found = []
    for folder in family(pid):
        with contextlib.suppress(OSError):
            lines = (folder / "status").read_text().splitlines()
            sizes = {
                name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if " kB" in rest
            }
            if "VmRSS" in sizes:
                found.append((sizes["VmRSS"] // 1000, sizes.get("RssAnon", 0) // 1000))
    return [f"{whole:,} MB ({own:,} MB its own)" for whole, own in sorted(found, reverse=True)]


class Traffic:
    """The responses of one tab: how many, and the bytes on the wire of those that are JavaScript."""

    def __init__(self, tab: Page) -> None:
        self.kinds: dict[str, tuple[str, str]] = {}
        self.sizes: dict[str, float] = {}
        session: CDPSession = tab.context.new_cdp_session(tab)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._met)
        session.on(
            "Network.loadingFinished", lambda event: self.sizes.update({event["requestId"]: event["encodedDataLength"]})
        )

    def _met(self, event: dict) -> None:
        response = event["response"]
        self.kinds[event["requestId"]] = (response["mimeType"], response["url"])

    def tell(self) -> None:
        """Print the sums and the heaviest scripts."""
        scripts = {
            url: self.sizes.get(request, 0) for request, (kind, url) in self.kinds.items() if "javascript" in kind
        }
        print(f"requests {len(self.kinds)}, JavaScript {sum(scripts.values()) / 1000:,.0f} kB in {len(scripts)} files:")
        for url, size in sorted(scripts.items(), key=lambda item: -item[1])[:8]:
            print(f"    {size / 1000:7,.1f} kB  {url.rpartition('/')[2]}")


def first_chart(tab: Page) -> float:
    """Milliseconds from the navigation's start to the first painted chart."""
    return float(tab.evaluate(DRAWN, ""))


def filtered(tab: Page, number: int) -> float:
    """Milliseconds from one changed control to the painted main chart, every time with another question."""
    before = tab.url
    start = tab.evaluate(CHANGE, list(CHANGES[number % len(CHANGES)]))
    return _painted(tab, start, lambda: tab.url != before, "topics-trend")


# What the controls take, each step another question than the ones before it.
CHANGES = [
    ("filter-bucket", "month"),
    ("filter-source", SOURCES[:1]),
    ("filter-bucket", "week"),
    ("filter-measure", "count"),
    ("filter-lang", ["ru"]),
    ("filter-source", SOURCES[1:3]),
    ("filter-bucket", "day"),
    ("filter-measure", "share"),
    ("filter-lang", ["az", "en"]),
    ("filter-copies", "all"),
    ("filter-bucket", "week"),
    ("filter-source", []),
    ("filter-lang", []),
    ("filter-copies", "once"),
]
CHANGE = """([control, value]) => {
  window.drawn = [];
  const start = performance.now();
  window.dash_clientside.set_props(control, { value });
  return start;
}"""


def turned(tab: Page, path: str, chart: str) -> float:
    """Milliseconds from a click on a page's link in the header to the painted chart that the page begins with."""
    start = tab.evaluate(
        """(path) => {
          window.drawn = [];
          const start = performance.now();
          [...document.querySelectorAll("nav a")].find((link) => new URL(link.href).pathname === path).click();
          return start;
        }""",
        path,
    )
    return _painted(tab, start, lambda: True, chart)


def _painted(tab: Page, start: float, taken: Callable[[], bool], chart: str) -> float:
    at = tab.evaluate(DRAWN, chart)
    assert taken(), "the address did not follow the control"
    _rest(tab)
    return float(at) - start


def _rest(tab: Page) -> None:
    """Let the rest of the page come to rest before the next change."""
    tab.evaluate(RESTED)


def tell(what: str, milliseconds: list[float]) -> None:
    """Print the median and the 95th percentile."""
    middle, high = np.percentile(milliseconds, [50, 95])
    print(f"{what}: median {middle:.0f} ms, 95th percentile {high:.0f} ms of {len(milliseconds)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1_000_000)
    parser.add_argument("changes", nargs="?", type=int, default=40)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    main(given.articles, given.changes, given.workers)
