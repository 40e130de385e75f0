"""The labelled texts behind the shipped model: `python benchmarks/shipped_corpus.py FOLDER [TELEGRAM.jsonl.gz]`.

Writes FOLDER/train.jsonl and FOLDER/test.jsonl: the earlier 80 % and the newest 20 % of the demonstration corpus and, where
the set is given, of the Telegram posts labelled in data/labels (NKTKLN/telegram-news-classifier, CC BY 4.0). The posts
themselves are not part of this repository. The short texts of data/training have no date and are only trained on.
"""

import csv
import gzip
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from analytics.resources import data_path

SHARE = 0.8


def main(folder: Path, telegram: Path | None) -> None:
    """Write both parts and say how large they are."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [halves(labelled) for labelled in (stored("demo/articles.jsonl"), posts(telegram) if telegram else [])]
    train = [record for earlier, _ in parts for record in earlier] + stored("training/press.jsonl")
    for name, records in (("train", train), ("test", [record for _, later in parts for record in later])):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for record in records:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        print(name, len(records))


def halves(records: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The earlier and the later part by time."""
    ordered = sorted(records, key=lambda record: datetime.fromisoformat(record["published"]))
    cut = int(len(ordered) * SHARE)
    return ordered[:cut], ordered[cut:]


def stored(name: str) -> list[dict[str, Any]]:
    """A file of labelled texts in data/."""
    return [json.loads(line) for line in data_path(name).read_text(encoding="utf-8").splitlines()]


def posts(path: Path) -> list[dict[str, Any]]:
    """The labelled posts; those that no careful reader could shelve are left out."""
    with data_path("labels/telegram_ru.tsv").open(encoding="utf-8", newline="") as lines:
        labels = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t") if row["section"]}
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            if label := labels.get(post["id"]):
                kept = {key: post[key] for key in ("id", "source", "lang", "text", "published")}
                found.append(kept | {"section": label["section"], "topics": label["topics"].split()})
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
