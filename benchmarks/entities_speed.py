"""Articles a second on one core: names read by stock slovnet, by us, and with canonical names; Russian demo articles.

And names a second that are put into the nominative, given their printed form and the case of its context.

    OPENBLAS_NUM_THREADS=1 python benchmarks/entities_speed.py

The first half warms what each of them remembers; the second half is timed, in processor time. It has 25 words an article that the
first had not; an archive that has been read for a while has fewer, which is what "read again" stands for.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from analytics.assets import find_assets, load_navec
from analytics.entities import load_recogniser
from analytics.entities.names import Naming, plain
from analytics.entities.persons import PersonForm, load_persons
from analytics.entities.taggers import Taggers, load_taggers
from analytics.resources import data_path

Article = tuple[str, str]


def rate(read: Callable[[Article], object], articles: list[Article]) -> float:
    """Articles a second of processor time over the second half, after the first has been read."""
    half = len(articles) // 2
    for article in articles[:half]:
        read(article)
    gc.collect()  # what the warming left behind is not counted
    start = time.process_time()
    for article in articles[half:]:
        read(article)
    return (len(articles) - half) / (time.process_time() - start)


def normalised(rows: list[dict[str, str]], taggers: Taggers) -> dict[str, float]:
    """Printed names a second made canonical: all mentions as they come, and each spelling for the first time."""
    recogniser = load_recogniser()
    printed: list[tuple[str, str, tuple[str, str]]] = []
    for row in rows:
        for span in recogniser.spans(row["text"]):
            paragraph = row["text"][row["text"].rfind("\n", 0, span.start) + 1 :].partition("\n")[0]
            (token,) = taggers.tokens_at([(paragraph, span.start - (row["text"].rfind("\n", 0, span.start) + 1))])
            marks = (token.case, token.gender) if token else ("", "")
            printed.append((row["text"][span.start : span.stop], span.kind, marks))

    def seconds(names: list[tuple[str, str, tuple[str, str]]]) -> float:
        persons, naming = load_persons.__wrapped__(find_assets()), Naming()
        gc.collect()
        start = time.process_time()
        for text, kind, marks in names:
            if kind == "PER":
                persons.nominative(PersonForm(text, marks[0]))
            else:
                naming.place_or_body(plain(text), kind, marks=lambda marks=marks: marks)
        return time.process_time() - start

    once = list(dict.fromkeys(printed))
    return {
        f"names normalised, all {len(printed)} mentions": len(printed) / seconds(printed),
        f"names normalised, {len(once)} spellings once each": len(once) / seconds(once),
    }


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
        "the same, read again": rate(lambda article: recogniser.entities(*article, lang="ru"), articles),
    }
    for name, figure in figures.items():
        print(f"{name:22} {figure:6.0f} articles/s a core")
    (_, first), (_, second) = next(pairwise(figures.items()))
    print(f"ratio {second / first:.1f}")
    for name, figure in normalised(rows, fast).items():
        print(f"{name}: {figure:,.0f}/s")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
