"""Twenty readers without pause: `python benchmarks/load.py [articles] [seconds] [--workers 2] [--what chart|rest|both]`.

Serves a made-up archive with `rubrika serve --workers 2`. Every request asks something that nobody asked before (period, bucket,
language and sources drawn at random), so no answer comes from a cache of answers. "chart" is the main chart of the topics page,
asked for as the browser does; "rest" is /v1/trends. Prints answers a second, the median and 95th
percentile of the time to the last byte, and errors. The readers run in this process and take their part of the machine.
"""

import argparse
import http.client
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

import numpy as np
from browser import served
from made_archive import DAYS, LANGUAGES, SOURCES, home_of

CLIENTS = 20
CHART = "topics-trend"
BROWSER = "gzip, deflate, br, zstd"  # as Chromium says it
Ask = Callable[[http.client.HTTPConnection, str], bytes]


def main(articles: int, seconds: float, workers: int, kinds: list[str]) -> None:
    """Serve, then let the readers loose."""
    asks: dict[str, Ask] = {"chart": chart, "rest": rest}
    with served(home_of(articles), workers=workers) as address:
        for kind in kinds:
            load(kind, asks[kind], address.removeprefix("http://"), seconds)


def load(kind: str, ask: Ask, host: str, seconds: float) -> None:
    """Twenty clients for some seconds, and what they saw."""
    drawn = questions(seed=len(kind))
    lock, taken, errors, sizes = threading.Lock(), [], [], []
    stop = time.monotonic() + seconds

    def read() -> None:
        connection = http.client.HTTPConnection(host, timeout=30)
        while time.monotonic() < stop:
            with lock:
                query = next(drawn)
            start = time.monotonic()
            try:
                sizes.append(len(ask(connection, query)))
                taken.append(time.monotonic() - start)
            except (OSError, http.client.HTTPException, AssertionError) as error:
                errors.append(f"{type(error).__name__}: {error}")
                connection.close()

    readers = [threading.Thread(target=read) for _ in range(CLIENTS)]
    begun = time.monotonic()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    passed = time.monotonic() - begun
    middle, high = 1000 * np.percentile(taken or [float("nan")], [50, 95])
    print(
        f"{kind}: {len(taken) / passed:,.0f} answers/s, median {middle:.0f} ms, 95th percentile {high:.0f} ms, "
        f"{len(errors)} errors, {np.mean(sizes or [0]) / 1000:,.1f} kB an answer ({len(taken):,} answers in {passed:.0f} s)",
        flush=True,
    )
    for error in sorted(set(errors))[:5]:
        print(f"    {error}")


def questions(seed: int) -> Iterator[str]:
    """Query strings, none of them twice."""
    chance = random.Random(seed)
    seen = set()
    today = date.today()
    for _ in itertools.count():
        first, last = sorted(chance.sample(range(DAYS), 2))
        given = [
            ("from", (today - timedelta(days=DAYS - first)).isoformat()),
            ("to", (today - timedelta(days=DAYS - last)).isoformat()),
        ]
        given += [("lang", lang) for lang in chance.sample(LANGUAGES, chance.choice([0, 0, 1, 2]))]
        given += [("source", source) for source in chance.sample(SOURCES, chance.choice([0, 0, 1, 3]))]
        bucket = chance.choice(["week", "week", "month", "day"])
        given += [("bucket", bucket)] if bucket != "week" else []
        query = urlencode(given)
        if query not in seen:
            seen.add(query)
            yield query


def rest(connection: http.client.HTTPConnection, query: str) -> bytes:
    """The rows of the trend by topic."""
    if "bucket=" not in query:
        query += "&bucket=week"
    connection.request("GET", f"/v1/trends?by=topic&{query}", headers={"Accept-Encoding": BROWSER})
    return _answer(connection)


def chart(connection: http.client.HTTPConnection, query: str) -> bytes:
    """The figure of the main chart and its words."""
    connection.request("GET", f"/export/{CHART}.drawing?{query}", headers={"Accept-Encoding": BROWSER})
    return _answer(connection)


def _answer(connection: http.client.HTTPConnection) -> bytes:
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{response.status} {body[:200]!r}"
    return body


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1_000_000)
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--what", choices=["chart", "rest", "both"], default="both")
    given = parser.parse_args()
    main(given.articles, given.seconds, given.workers, ["chart", "rest"] if given.what == "both" else [given.what])
