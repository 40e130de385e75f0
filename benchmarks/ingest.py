"""Articles a second and peak memory of `rubrika ingest` without entities, for growing inputs: `python benchmarks/ingest.py`.

Every run is a process of its own, so that memory can be compared: flat means that 40,000 articles need hardly more
than 10,000. The articles are made of the words of the demonstration archive, 60 to 250 words each, all different.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analytics.resources import data_path

_SIZES = (10_000, 40_000)


def main() -> None:
    """Print one line a size, with and without the classifier."""
    print("articles  classify  articles/s  peak MB")
    with tempfile.TemporaryDirectory() as scratch:
        for size in _SIZES:
            news = write_articles(Path(scratch) / f"{size}.jsonl", size)
            for option in ((), ("--no-classify",)):
                rate, peak = run(news, Path(scratch) / f"home-{size}-{len(option)}", size, option)
                print(f"{size:8,}  {'no' if option else 'yes':8}  {rate:10,.0f}  {peak:7,.0f}", flush=True)


def run(news: Path, home: Path, size: int, option: tuple[str, ...]) -> tuple[float, float]:
    """Articles a second of the whole command, start included, and the peak of its memory in MB."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", _CHILD, "ingest", news, "--home", home, "--no-entities", *option],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - started
    peak = float((home / "peak").read_text()) if (home / "peak").is_file() else _children_peak()
    return size / seconds, peak


def _children_peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


_CHILD = """
import resource, sys
from pathlib import Path
from rubrika.cli import main
try:
    main()
finally:
    home = Path(sys.argv[sys.argv.index("--home") + 1])
    (home / "peak").write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""


def write_articles(path: Path, size: int) -> Path:
    """A JSON Lines file of ``size`` made-up articles."""
    random.seed(1)
    demo = [json.loads(line) for line in data_path("demo/articles.jsonl").read_text(encoding="utf-8").splitlines()]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as out:
        for number in range(size):
            pattern = random.choice(demo)
            words = pattern["text"].split()
            random.shuffle(words)
            record = {
                "url": f"https://bench.example/{number}",
                "source": pattern["source"],
                "lang": pattern["lang"],
                "title": f"{pattern['title']} {number}",
                "text": " ".join(words),
                "published": (start + timedelta(minutes=5 * number)).isoformat(),
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


if __name__ == "__main__":
    main()
