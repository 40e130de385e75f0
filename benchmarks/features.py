"""Texts to labels a second, one thread, articles of 220 words: us, scikit-learn with the same features, fastText.

`python benchmarks/features.py`. fastText takes part where it is installed (pip install 'rubrika[peers]'). All read the
same 5,000 texts made of the words of the demonstration corpus; models are trained on 1,000 of them.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import itertools
import json
import random
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC

from analytics.resources import data_path
from analytics.words import stem, words
from models import load_classifier
from models.blocks import StemBlock, inner_ngrams
from models.document import Document
from models.lexicon import Lexicon

TEXTS, KNOWN, WORDS = 5_000, 1_000, 220


def main() -> None:
    """Print one table."""
    documents, labels = made_up()
    known, answers = documents[:KNOWN], labels[:KNOWN]
    rates: dict[str, float] = {}
    print("what                                            texts/s")
    for pairs in (False, True):
        name = "stems, 1-2 grams" if pairs else "stems, 1-grams"
        block = StemBlock(pairs=pairs, min_df=2).fit(known)
        head = LinearSVC().fit(block.transform(known), answers)
        lexicon = Lexicon()
        rates[name] = rate(
            f"{name}: rubrika", lambda b=block, h=head, x=lexicon: h.predict(b.transform(x.read(documents)))
        )
        peer = make_pipeline(TfidfVectorizer(analyzer=_Stems(pairs), min_df=2, sublinear_tf=True), LinearSVC())
        peer.fit(known, answers)
        other = rate(f"{name}: scikit-learn, stems cached", lambda p=peer: p.predict(documents))
        print(f"{'':32}ratio {rates[name] / other:8.1f}")
    model = load_classifier()
    shipped = rate("shipped model, all blocks but semantic: rubrika", lambda: model.predict(documents, semantic=False))
    grams = TfidfVectorizer(analyzer=_Grams(), min_df=2, sublinear_tf=True, max_features=60_000)
    stems = TfidfVectorizer(analyzer=_Stems(True), sublinear_tf=True, max_features=60_000)
    peer = make_pipeline(FeatureUnion([("stems", stems), ("chars", grams)]), LinearSVC()).fit(known, answers)
    other = rate("the same stems and characters: scikit-learn", lambda: peer.predict(documents))
    print(f"{'':32}ratio {shipped / other:8.1f}")
    if find_spec("fasttext"):
        fast = fasttext_rate(known, answers, documents)
        print(f"{'stems, 1-grams against fastText':32}ratio {rates['stems, 1-grams'] / fast:8.1f}")


def rate(what: str, run: Callable[[], object]) -> float:
    """The best of three runs after one that warms up."""
    run()
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        run()
        best = max(best, TEXTS / (time.perf_counter() - start))
    print(f"{what:48}{best:8,.0f}", flush=True)
    return best


def fasttext_rate(known: Sequence[Document], answers: Sequence[str], documents: Sequence[Document]) -> float:
    """fastText's own 1-gram model."""
    import tempfile
    from pathlib import Path

    import fasttext

    lines = [document.full.replace("\n", " ") for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "train.txt"
        pairs = zip(answers, lines[: len(known)], strict=True)
        file.write_text("".join(f"__label__{label} {line}\n" for label, line in pairs), encoding="utf-8")
        model = fasttext.train_supervised(str(file), verbose=0, thread=1)
    return rate("words, 1-grams: fastText", lambda: model.predict(lines))


def made_up() -> tuple[list[Document], list[str]]:
    """Texts of 220 words of one corpus article each, shuffled and topped up from others of its section."""
    random.seed(3)
    corpus = [json.loads(line) for line in data_path("demo/articles.jsonl").read_text(encoding="utf-8").splitlines()]
    documents, labels = [], []
    for record in random.choices(corpus, k=TEXTS):
        own = record["text"].split()
        filler = random.choice([other for other in corpus if other["lang"] == record["lang"]])["text"].split()
        text = list(itertools.islice(itertools.cycle(own + filler), WORDS))
        random.shuffle(text)
        documents.append(Document("", " ".join(text), record["lang"]))
        labels.append(record["section"])
    return documents, labels


class _Stems:
    """The stems of a document, and their pairs; each word is stemmed once."""

    def __init__(self, pairs: bool) -> None:
        self.pairs = pairs
        self.known: dict[tuple[str, str], str] = {}

    def __call__(self, document: Document) -> list[str]:
        found = [self.stem(word, document.lang) for word in words(document.full, document.lang)]
        return found + [f"{a} {b}" for a, b in itertools.pairwise(found)] if self.pairs else found

    def stem(self, word: str, lang: str) -> str:
        key = (word, lang)
        if key not in self.known:
            self.known[key] = stem(word, lang)
        return self.known[key]


class _Grams:
    """The character n-grams of the first 200 words."""

    def __call__(self, document: Document) -> list[str]:
        return [gram for word in words(document.full, document.lang)[:200] for gram in inner_ngrams(word, (3, 5))]


if __name__ == "__main__":
    main()
