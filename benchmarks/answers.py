"""Processor time of one answer, without a network: `python benchmarks/answers.py [articles] [answers]`.

Asks the dashboard in this process for charts and /v1/trends, each with a query string that nobody asked before, and prints the
processor time of an answer in milliseconds: of the whole process, and of the thread that answers.
"""

import argparse
import time
from collections.abc import Callable
from itertools import islice

from load import BROWSER, asking_for, questions
from made_archive import home_of

from analytics.store import open_store
from dashboards.app import create_app
from models.taxonomy import load_taxonomy

WARM = 5
CHARTS = (("topics-trend", "/topics"), ("topics-all", "/topics"), ("entities-trend", "/entities"))


def main(articles: int, answers: int) -> None:
    """Ask, print."""
    client = create_app(open_store(home_of(articles)), load_taxonomy()).server.test_client()
    known = client.get("/_dash-dependencies").json
    headers = {"Content-Type": "application/json", "Accept-Encoding": BROWSER}

    def chart(body: Callable[[str], str]) -> Callable[[str], int]:
        return lambda query: client.post("/_dash-update-component", data=body(query), headers=headers).status_code

    def rest(query: str) -> int:
        if "bucket=" not in query:
            query += "&bucket=week"
        return client.get(f"/v1/trends?by=topic&{query}", headers=headers).status_code

    asks = {key: chart(asking_for(known, key, page)) for key, page in CHARTS} | {"/v1/trends": rest}
    for number, (name, ask) in enumerate(asks.items()):
        asked = list(islice(questions(seed=number), WARM + answers))
        for query in asked[:WARM]:
            assert ask(query) == 200, query
        process, thread = time.process_time(), time.thread_time()
        for query in asked[WARM:]:
            assert ask(query) == 200, query
        spent = [1000 * passed / answers for passed in (time.process_time() - process, time.thread_time() - thread)]
        print(f"{name}: {spent[0]:.1f} ms in the process, {spent[1]:.1f} ms in its thread")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1_000_000)
    parser.add_argument("answers", nargs="?", type=int, default=150)
    given = parser.parse_args()
    main(given.articles, given.answers)
