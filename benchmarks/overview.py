"""What each part of the overview takes on the server: `python benchmarks/overview.py [articles]`.

Milliseconds of one call, and of the same call again; the archive is made by benchmarks/made_archive.py where it is not there.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from made_archive import home_of

from analytics.archive import PRINTED_ZONE, Archive
from analytics.indexing import SearchIndex
from analytics.store import open_store
from dashboards.context import Context
from dashboards.pages import cards, comparison, overview, topics
from dashboards.url import parse
from models.taxonomy import load_taxonomy


def main(articles: int) -> None:
    """Ask for every part twice, without a filter and with one."""
    store, taxonomy = open_store(home_of(articles)), load_taxonomy()
    context = Context(
        archive=Archive(store, printed=taxonomy.printed_codes()),
        store=store,
        index=SearchIndex(store),
        taxonomy=taxonomy,
        zone=PRINTED_ZONE,
        clock=lambda: datetime.now(UTC),
    )
    context.facts()
    for search in ("", "?lang=az"):
        view = parse(search)
        parts: dict[str, Callable[[], object]] = {
            "volume": lambda view=view: overview.articles(context, view),
            "changes of shares": lambda view=view: overview.shares(context, view),
            "opening sentence": lambda view=view: overview.lead_of(context, view),
            "health": lambda: overview.health_of(context),
            "latest articles": lambda view=view: cards.latest(context, view),
            "what stands out": lambda view=view: cards.risen_cards(context, view),
            "largest stories": lambda view=view: cards.story_list(context, view),
            "calendar of days": lambda view=view: topics.calendar(context, view),
            "last four weeks against those before": lambda view=view: comparison.topics(context, view),
        }
        for name, part in parts.items():
            print(f"{search or 'no filter'}: {name} {_took(part):.0f} ms, again {_took(part):.0f} ms")


def _took(part: Callable[[], object]) -> float:
    begun = time.perf_counter()
    part()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
