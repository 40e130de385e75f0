"""Exact F1 of spans on the factRuEval-2016 development set, and articles per second, beside plain slovnet.

    python benchmarks/entities_factrueval.py factrueval2016_dev.tar.gz

The archive is read in place. Two gold readings are printed: "names" takes the words of an object that are its name,
"objects" all of its words («компания Microsoft»); a span counts when start, end and kind are equal. The gold set counts
«США» within «Конгресс США» too, which "joined + inside" answers.
"""

import statistics
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analytics.assets import find_assets
from analytics.entities import load_recogniser

KINDS = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}
NAME_PARTS = {"name", "surname", "patronymic", "nickname", "org_name", "loc_name"}
Gold = set[tuple[int, int, str]]


@dataclass(frozen=True)
class Document:
    """One text with its gold spans under both readings."""

    text: str
    gold: dict[str, Gold]


def documents(archive: Path) -> Iterator[Document]:
    """The documents of the archive, in order of their names."""
    with tarfile.open(archive) as tar:
        files = {member.name: member for member in tar.getmembers() if member.isfile()}
        for name in sorted(files):
            if not name.endswith(".txt"):
                continue

            def read(path: str) -> str:
                handle = tar.extractfile(files[path])
                return handle.read().decode("utf-8") if handle else ""

            base = name.removesuffix(".txt")
            yield Document(read(name), gold_spans(read(f"{base}.spans"), read(f"{base}.objects")))


def gold_spans(spans: str, objects: str) -> dict[str, Gold]:
    """Gold spans from the two annotation files of a document."""
    parts = {}
    for line in spans.splitlines():
        fields = line.split()
        if len(fields) >= 4:
            parts[fields[0]] = (fields[1], int(fields[2]), int(fields[2]) + int(fields[3]))
    gold: dict[str, Gold] = {"names": set(), "objects": set()}
    for line in objects.splitlines():
        fields = line.split("#")[0].split()
        if len(fields) < 3 or fields[1] not in KINDS:
            continue
        own = [parts[key] for key in fields[2:] if key in parts]
        for reading, chosen in (("names", [part for part in own if part[0] in NAME_PARTS]), ("objects", own)):
            if chosen:
                gold[reading].add((min(p[1] for p in chosen), max(p[2] for p in chosen), KINDS[fields[1]]))
    return gold


def f1(found: list[Gold], gold: list[Gold], kind: str) -> float:
    """Exact F1 of one kind over all documents."""
    counts = Counter[str]()
    for have, want in zip(found, gold, strict=True):
        have, want = ({span for span in spans if span[2] == kind} for spans in (have, want))
        counts.update(hit=len(have & want), found=len(have), gold=len(want))
    return 2 * counts["hit"] / max(counts["found"] + counts["gold"], 1)


def plain_slovnet() -> Callable[[str], Gold]:
    """The tagger by itself, on each line of a text."""
    from navec import Navec
    from slovnet import NER

    assets = find_assets()
    ner = NER.load(assets.ner).navec(Navec.load(assets.navec))

    def spans(text: str) -> Gold:
        found: Gold = set()
        start = 0
        for line in text.split("\n"):
            if line.strip():
                found |= {(span.start + start, span.stop + start, span.type) for span in ner(line).spans}
            start += len(line) + 1
        return found

    return spans


def main(arguments: list[str]) -> int:
    """Print the table; exit code 0 also where the archive is absent."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print(f"skipped: no archive at {arguments[0] if arguments else '(no path given)'}")
        return 0
    docs = list(documents(Path(arguments[0])))
    recogniser = load_recogniser()

    def joined(text: str) -> Gold:
        return {(span.start, span.stop, span.kind) for span in recogniser.spans(text)}

    def nested(text: str) -> Gold:
        spans = recogniser.spans(text)
        return {(s.start, s.stop, s.kind) for span in spans for s in (span, *span.inside)}

    for name, spans in (("slovnet alone", plain_slovnet()), ("joined", joined), ("joined + inside", nested)):
        start = time.perf_counter()
        found = [spans(doc.text) for doc in docs]
        rate = len(docs) / (time.perf_counter() - start)
        for reading in ("names", "objects"):
            gold = [doc.gold[reading] for doc in docs]
            figures = "  ".join(f"{kind} {f1(found, gold, kind):.3f}" for kind in ("PER", "LOC", "ORG"))
            print(f"{name:15} {reading:8} {figures}")
        print(f"{name:15} {rate:.0f} documents/s, spans only")
    times = []
    for doc in docs:
        start = time.perf_counter()
        recogniser.entities("", doc.text, lang="ru")
        times.append(time.perf_counter() - start)
    words = statistics.mean(len(doc.text.split()) for doc in docs)
    print(f"{'entities':15} {len(docs) / sum(times):.0f} documents/s with canonical names ({words:.0f} words each)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
