"""Seconds to train on 20,000 texts, beside scikit-learn with the same features: `python benchmarks/training.py FILE [target]`.

FILE is any labelled input (articles are repeated up to 20,000). Ours fits stems with pairs, characters and word vectors, two
linear models (one on four fifths, for calibration) and the calibration. scikit-learn's side: TfidfVectorizer over the same stems
with pairs and over characters inside words, LinearSVC with the same settings, fitted twice, no vectors, no calibration.
"""

import itertools
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC

from analytics.words import stem, words
from models.document import Document
from models.features import FeatureSettings
from models.training import train
from rubrika.labels import examples

COUNT = 20_000


def stems(document: Document) -> list[str]:
    """The stems of an article, its title twice, as our block reads them."""
    title = [stem(word, document.lang) for word in words(document.title, document.lang)]
    return title * 2 + [stem(word, document.lang) for word in words(document.text, document.lang)]


def main(path: str, target: str) -> None:
    """Print both and the ratio."""
    known = examples(path, [target], notes=lambda _: None)
    many = list(itertools.islice(itertools.cycle(known), COUNT))
    train(known[:400], targets=[target], name="warm")
    start = time.perf_counter()
    train(many, targets=[target], name="ours")
    ours = time.perf_counter() - start
    print(f"ours: {len(many):,} texts in {ours:.1f} s", flush=True)
    settings = FeatureSettings()
    pairs = TfidfVectorizer(
        preprocessor=lambda document: document, tokenizer=stems, token_pattern=None, lowercase=False, ngram_range=(1, 2),
        sublinear_tf=True, max_features=settings.word_max_features,
    )  # fmt: skip
    chars = TfidfVectorizer(
        preprocessor=lambda document: document.full.lower(), analyzer="char_wb", ngram_range=settings.char_range, sublinear_tf=True,
        min_df=settings.char_min_df, max_features=settings.char_max_features,
    )  # fmt: skip
    documents, labels = [example.document for example in many], [str(example.gold[target]) for example in many]
    start = time.perf_counter()
    union = FeatureUnion([("stems", pairs), ("chars", chars)])
    matrix = union.fit_transform(documents)
    for rows in (slice(None), slice(0, len(many) * 4 // 5)):
        make_pipeline(LinearSVC(C=0.3, class_weight="balanced", tol=0.1)).fit(matrix[rows], labels[rows])
    theirs = time.perf_counter() - start
    print(f"scikit-learn: {theirs:.1f} s, {theirs / ours:.1f} times as long")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "label")
