"""Processor time of one answer, without a network: `python benchmarks/answers.py [articles] [answers]`.

Asks the dashboard in this process for charts, those of the pages of sources and names and the comparison among them, and
/v1/trends, each with a query string that nobody asked before, and prints the
processor time of an answer in milliseconds: of the whole process, and of the thread that answers.
"""

import argparse
import time
from itertools import islice

from load import BROWSER, questions
from made_archive import home_of

from analytics.store import open_store
from dashboards.app import create_app
from dashboards.pages import comparison, entities, sources
from dashboards.scripts import warm
from models.taxonomy import load_taxonomy

WARM = 5
PAGES = (sources, entities, comparison)
CHARTS = ["topics-trend", "topics-all", *(chart.key for page in PAGES for chart in page.CHARTS)]


def main(articles: int, answers: int) -> None:
    """Ask, print."""
    app = create_app(open_store(home_of(articles)), load_taxonomy())
    client = app.server.test_client()
    headers = {"Accept-Encoding": BROWSER}
    warm(app)
    routes = {key: f"/export/{key}.drawing?" for key in CHARTS} | {"/v1/trends": "/v1/trends?by=topic&"}

    def ask(route: str, query: str) -> int:
        if "bucket=" not in query:
            query += "&bucket=week"
        return client.get(route + query, headers=headers).status_code

    for number, (name, route) in enumerate(routes.items()):
        asked = list(islice(questions(seed=number), WARM + answers))
        for query in asked[:WARM]:
            assert ask(route, query) == 200, query
        process, thread = time.process_time(), time.thread_time()
        for query in asked[WARM:]:
            assert ask(route, query) == 200, query
        spent = [1000 * passed / answers for passed in (time.process_time() - process, time.thread_time() - thread)]
        print(f"{name}: {spent[0]:.1f} ms in the process, {spent[1]:.1f} ms in its thread")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=1_000_000)
    parser.add_argument("answers", nargs="?", type=int, default=150)
    given = parser.parse_args()
    main(given.articles, given.answers)
