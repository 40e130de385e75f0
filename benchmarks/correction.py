"""How soon a corrected label is seen in the numbers: `python benchmarks/correction.py [articles]`.

Printed are wall and processor time, median of nine, of looking at the tables again after a label was written, and of the
first charts after that, which make their sums anew; beside them the time of working everything out from the tables.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import numpy as np
import polars as pl
from made_archive import home_of

from analytics.archive import Archive
from analytics.filters import Dimension, Filters
from analytics.labels import Labels
from analytics.store import open_store
from analytics.trends import trends
from models.taxonomy import load_taxonomy


def main(count: int) -> None:
    """Correct nine articles one after the other."""
    store, taxonomy = open_store(home_of(count)), load_taxonomy()
    archive = Archive(store, printed=taxonomy.printed_codes(), keep_from=count + 1)
    whole = timed(archive.facts)
    codes = [code.code for code in taxonomy.codes]
    names = archive.facts().articles.sample(9, seed=1).get_column("article_id").to_list()
    seen, topic, section = [], [], []
    for at, name in enumerate(names):
        Labels(store).say(name, ("section", "topic")[at % 2], codes[at % 5], who="benchmark", codes=codes)
        archive.refresh()
        seen.append(timed(archive.facts))
        topic.append(timed(partial(drawn, archive, "topic")))
        section.append(timed(partial(drawn, archive, "section")))
    for said, times in (
        ("all worked out from the tables", [whole]),
        ("a correction seen", seen),
        ("the first chart of topics after it", topic),
        ("the first chart of sections after it", section),
    ):
        wall, processor = np.median(times, axis=0)
        print(f"{said:38} {1000 * wall:8.0f} ms, {1000 * processor:.0f} ms of processor time")


def drawn(archive: Archive, by: Dimension) -> pl.DataFrame:
    """A chart's numbers."""
    return trends(archive.facts(), Filters(), by=by, bucket="week", now=datetime.now(UTC))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
