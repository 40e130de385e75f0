"""What a process needs that answers charts over ten million articles: `python benchmarks/large.py [articles]`.

One process makes the facts up and leaves them as files, as `factfiles` does; another reads them and draws every trend that
the cubes answer, then some that take the tables. Printed are the times and the memory of the second, without that of making.
"""

import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
from charts import CROSSED, CUBED, made_up

from analytics.archive import PRINTED_ZONE, Facts
from analytics.cubes import Cubes, cubes
from analytics.entities.decisions import Resolution
from analytics.trends import trends
from dashboards.url import parse

NOW = datetime(2026, 6, 20, tzinfo=UTC)
FRAMES = ("articles", "topics", "mentions")
CUBES = ("totals", "topics", "sections")


def main(count: int) -> None:
    """Make the files in a process that ends, and ask in another."""
    with tempfile.TemporaryDirectory() as folder:
        for step in ("make", "ask"):
            subprocess.run([sys.executable, __file__, step, folder, str(count)], check=True)


def make(folder: Path, count: int) -> None:
    """Leave the frames as files."""
    facts = made_up(count)
    held = cubes(facts.articles, facts.topics)
    for name in FRAMES:
        getattr(facts, name).write_ipc(folder / f"{name}.arrow", compression="uncompressed")
    for name in CUBES:
        getattr(held, name).write_ipc(folder / f"cube-{name}.arrow", compression="uncompressed")


def ask(folder: Path) -> None:
    """Read the files and draw."""
    begin = time.perf_counter()
    frames = {name: pl.read_ipc(folder / f"{name}.arrow") for name in FRAMES}
    counted = Cubes(**{name: pl.read_ipc(folder / f"cube-{name}.arrow") for name in CUBES})
    facts = Facts(zone=PRINTED_ZONE, names=Resolution(), cubes=counted, **frames)
    print(f"{facts.articles.height:,} articles ready in {time.perf_counter() - begin:.1f} s, {_memory()}", flush=True)
    for what, searches in (("from the cubes", CUBED), ("from the tables", CROSSED)):
        seconds = []
        for turn in range(4):
            for by in ("topic", "section", "source"):
                for search in searches:
                    begin = time.perf_counter()
                    trends(facts, parse(search).filters, by=by, bucket="week", now=NOW)  # type: ignore[arg-type]
                    seconds += [time.perf_counter() - begin] * bool(turn)
        print(
            f"any trend by week {what}: {1000 * np.median(seconds):.0f} ms, slowest {1000 * max(seconds):.0f} ms, {_memory()}"
        )


def _memory() -> str:
    """The memory of this process as the system counts it."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return f"memory {int(lines['VmRSS'].split()[0]) / 1e6:.2f} GB"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        ask(Path(sys.argv[2])) if sys.argv[1] == "ask" else make(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
