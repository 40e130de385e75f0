"""Exact F1 of names in Azerbaijani and English on articles marked by hand: `python benchmarks/entities_gold.py [--errors]`.

The marks are in benchmarks/gold/names_<lang>.txt: for each article of data/demo, the mentions of each kind in text order,
case endings included. They were written before the code that they judge.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from analytics.entities import load_recogniser
from analytics.resources import data_path
from rubrika.pipeline import own_names

GOLD = Path(__file__).parent / "gold"
KINDS = ("PER", "LOC", "ORG")
Spans = set[tuple[int, int, str]]


def marked(lang: str, articles: dict[str, dict[str, str]]) -> dict[str, Spans]:
    """Article id -> the marked spans of its title, line feed and text."""
    found: dict[str, Spans] = {}
    key = ""
    for line in (GOLD / f"names_{lang}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key = line[2:]
            found[key] = set()
            continue
        kind, _, rest = line.partition(": ")
        text, cursor = whole(articles[key]), 0
        for mention in rest.split(" | "):
            start = text.index(mention, cursor)
            cursor = start + len(mention)
            found[key].add((start, cursor, kind))
    return found


def whole(article: dict[str, str]) -> str:
    """The text that marks count in."""
    return f"{article['title']}\n{article['text']}"


def main(errors: bool) -> None:
    """Print a line a language, and with ``errors`` what was missed and what was made up."""
    lines = data_path("demo", "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {row["id"]: row for row in map(json.loads, lines)}
    recogniser = load_recogniser()
    for lang in ("az", "en"):
        counts: Counter[tuple[str, str]] = Counter()
        gold = marked(lang, articles)
        for key, want in gold.items():
            article = articles[key]
            entities = recogniser.entities(
                article["title"], article["text"], lang=lang, own_names=own_names(article["source"])
            )
            moved = {"title": 0, "text": len(article["title"]) + 1}
            have = {
                (moved[surface.field] + surface.start, moved[surface.field] + surface.stop, entity.kind)
                for entity in entities
                for surface in entity.surfaces
            }
            for kind in KINDS:
                counts[kind, "hit"] += sum(span[2] == kind for span in want & have)
                counts[kind, "all"] += sum(span[2] == kind for span in [*want, *have])
            if errors:
                text = whole(article)
                print(key, "missed", sorted((text[a:b], k) for a, b, k in want - have))
                print(key, "made up", sorted((text[a:b], k) for a, b, k in have - want))
        figures = "  ".join(f"{kind} {2 * counts[kind, 'hit'] / max(counts[kind, 'all'], 1):.3f}" for kind in KINDS)
        print(f"{lang}: {len(gold)} articles, {sum(map(len, gold.values()))} mentions  {figures}")


if __name__ == "__main__":
    main("--errors" in sys.argv[1:])
