"""Articles a second on one core: names read by stock slovnet, by us, and with canonical names; Russian demo articles.

    OPENBLAS_NUM_THREADS=1 python benchmarks/entities_speed.py

The first half warms what each of them remembers; the second half is timed.
"""

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from analytics.assets import find_assets, load_navec
from analytics.entities import load_recogniser
from analytics.entities.taggers import load_taggers
from analytics.resources import data_path

Article = tuple[str, str]


def rate(read: Callable[[Article], object], articles: list[Article]) -> float:
    """Articles a second over the second half, after the first has been read."""
    half = len(articles) // 2
    for article in articles[:half]:
        read(article)
    start = time.perf_counter()
    for article in articles[half:]:
        read(article)
    return (len(articles) - half) / (time.perf_counter() - start)


def main() -> int:
    """Print the table; fails where our spans differ from those of stock slovnet."""
    from slovnet import NER

    lines = data_path("demo", "articles.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["lang"] == "ru"]
    articles = [(row["title"], row["text"]) for row in rows]
    assets = find_assets()
    stock = NER.load(assets.ner).navec(load_navec(assets.navec))
    fast = load_taggers(assets)
    recogniser = load_recogniser()

    def paragraphs(article: Article) -> list[str]:
        return [article[0], *filter(str.strip, article[1].split("\n"))]

    def by_stock(article: Article) -> list[list[tuple[int, int, str]]]:
        read = stock.map(paragraphs(article))
        return [[(span.start, span.stop, span.type) for span in markup.spans] for markup in read]

    def by_us(article: Article) -> list[list[tuple[int, int, str]]]:
        return fast.spans(paragraphs(article))

    different = sum(by_stock(article) != by_us(article) for article in articles)
    words = sum(len(text.split()) for _, text in articles) / len(articles)
    print(f"{len(articles)} articles of {words:.0f} words; articles whose spans differ: {different}")
    figures = {
        "slovnet, stock": rate(by_stock, articles),
        "slovnet, ours": rate(by_us, articles),
        "with canonical names": rate(lambda article: recogniser.entities(*article, lang="ru"), articles),
    }
    for name, figure in figures.items():
        print(f"{name:22} {figure:6.0f} articles/s a core")
    (_, first), (_, second) = next(pairwise(figures.items()))
    print(f"ratio {second / first:.1f}")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
