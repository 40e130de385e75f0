"""How soon a corrected label or name is seen in the numbers: `python benchmarks/correction.py [articles]`.

Printed are wall and processor time, median of nine, of looking at the tables again after a label was written, and of the
first charts after that, which make their sums anew; then the same, once each, of names merged and renamed, rare ones and the
most frequent, with the first ranking after it; beside them the time of working everything out from the tables.
"""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import numpy as np
import polars as pl
from made_archive import home_of

from analytics.archive import Archive
from analytics.entities.decisions import Decision, as_row, decision
from analytics.filters import Dimension, Filters
from analytics.labels import Labels
from analytics.queries import entity_ranking
from analytics.store import Store, open_store
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
    seen_names = [*merged(archive, store)]
    for said, times in (
        ("all worked out from the tables", [whole]),
        ("a correction seen", seen),
        ("the first chart of topics after it", topic),
        ("the first chart of sections after it", section),
        *seen_names,
    ):
        wall, processor = np.median(times, axis=0)
        print(f"{said:38} {1000 * wall:8.0f} ms, {1000 * processor:.0f} ms of processor time")


def merged(archive: Archive, store: Store) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """Correct names, then take it back: what was done and how long it took to see it."""
    names = entity_ranking(archive.facts(), Filters()).get_column("entity_id").to_list()
    rare = names[len(names) // 2 :]
    done = []
    for said, kind, part, whole in (
        ("a merge of two rare names", "merge", rare[1], rare[0]),
        ("a rare name renamed", "rename", rare[2], "Another Name"),
        ("a merge of the two most frequent", "merge", names[1], names[0]),
    ):
        done.append(decision(kind, part, whole, who="benchmark", when=datetime.now(UTC)))  # type: ignore[arg-type]
        yield said, [decided(archive, store, done[-1])]
        yield "  the first ranking after it", [timed(lambda: entity_ranking(archive.facts(), Filters()))]
    for line in reversed(done):
        back = decision("undo", line.entity_id, line.decision_id, who="benchmark", when=datetime.now(UTC))
        took = decided(archive, store, back)
    yield "the first of them taken back", [took]


def decided(archive: Archive, store: Store, line: Decision) -> tuple[float, float]:
    """How long it takes to see a decision."""
    store.append("decisions", as_row(line))
    archive.refresh()
    return timed(archive.facts)


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
