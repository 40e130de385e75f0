"""Word vectors and the second look: what they add, when they are asked, and that they survive being saved."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.errors import UsageError
from models.artifact import load, save
from models.classifier import SEMANTIC, Classifier
from models.document import Document
from models.lexicon import Lexicon
from models.semantic import DIMENSIONS, excerpt, load_encoder
from models.training import Example, train
from models.vectors import VectorBlock

SUBJECTS = {
    "sport": ["match goal team coach", "league cup striker stadium", "team won the cup", "coach named the striker"],
    "finance": ["bank rate loan currency", "central bank cut the rate", "loan and currency market", "bank bonds sold"],
}
FOREIGN = {"sport": "zidman kupa gelmis", "finance": "para faiz artmis"}


class KnowsSubjects:
    """An encoder that knows what a text is about in any language: one direction a subject, and counts its calls."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read += texts
        found = np.random.default_rng(len(texts)).normal(0, 0.05, (len(texts), DIMENSIONS)).astype(np.float32)
        for row, text in enumerate(texts):
            sport = any(word in text for word in ("team", "coach", "cup", "league", "kupa", "match"))
            found[row, 0 if sport else 1] += 1.0
        return found


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> KnowsSubjects:
    """The encoder in place of the real one."""
    made = KnowsSubjects()
    monkeypatch.setattr("models.classifier.load_encoder", lambda: made)
    return made


@pytest.fixture(scope="module")
def trained() -> Classifier:
    """A model of both kinds of target, trained in English with a second look."""
    given = [
        Example(document=Document(f"{words} {n} {m}", words, "en"), gold={"section": label, "topics": (label,)})
        for label, texts in SUBJECTS.items()
        for n, words in enumerate(texts)
        for m in range(8)
    ]
    with pytest.MonkeyPatch.context() as patch:
        made = KnowsSubjects()
        patch.setattr("models.classifier.load_encoder", lambda: made)
        return train(given, targets=["section", "topics"], name="small", encoder=made)


@pytest.fixture
def classifier(trained: Classifier, encoder: KnowsSubjects) -> Classifier:
    """The trained model, asking an encoder that has read nothing yet."""
    return trained


def test_a_language_without_training_texts_is_classified_by_meaning(classifier: Classifier) -> None:
    for label, text in FOREIGN.items():
        (found,) = classifier.predict([Document("", text, "tr")])
        assert found.best is not None
        assert found.best.code == label
        assert found.model.endswith(SEMANTIC)


def test_a_sure_text_costs_no_second_look(classifier: Classifier, encoder: KnowsSubjects) -> None:
    (found,) = classifier.predict([Document("The team won the cup", "coach and striker", "en")])
    assert found.section is not None
    assert found.model == classifier.ref
    assert encoder.read == []


def test_the_second_look_can_be_asked_for_and_forbidden(classifier: Classifier, encoder: KnowsSubjects) -> None:
    sure, foreign = Document("The team won the cup", "coach", "en"), Document("", FOREIGN["sport"], "tr")
    classifier.predict([sure, foreign], semantic=False)
    assert encoder.read == []
    classifier.predict([sure, foreign], semantic=True)
    assert len(encoder.read) == 2


def test_without_the_package_the_fast_features_decide(classifier: Classifier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.classifier.load_encoder", lambda: None)
    foreign = Document("", FOREIGN["sport"], "tr")
    assert classifier.predict([foreign])[0].model == classifier.ref
    with pytest.raises(UsageError, match="not installed here"):
        classifier.predict([foreign], semantic=True)


def test_a_saved_second_look_says_the_same(classifier: Classifier, encoder: KnowsSubjects, tmp_path: Path) -> None:
    save(classifier, tmp_path / "model")
    texts = [Document("", text, lang) for text in (*FOREIGN.values(), "bank team") for lang in ("tr", "en")]
    again = load(tmp_path / "model").judge(texts, semantic=True)
    first = classifier.judge(texts, semantic=True)
    for target in first.probabilities:
        np.testing.assert_allclose(again.probabilities[target], first.probabilities[target], atol=1e-6)


def test_an_excerpt_is_the_title_and_whole_words_of_the_beginning() -> None:
    short = excerpt(Document("Title", "word " * 100, "en"))
    assert short.startswith("Title. word word")
    assert short.endswith("word")
    assert len(short) < 240


def test_the_real_encoder_puts_one_meaning_in_one_place_whatever_the_language() -> None:
    encoder = load_encoder()
    if encoder is None:
        pytest.skip("sentence vectors are not installed here")
    found = encoder.encode(["Цены на нефть выросли", "Neftin qiyməti qalxıb", "The team won the match\0", "\ud800"])
    assert found.shape == (4, DIMENSIONS)
    assert found[0] @ found[1] > found[0] @ found[2]


def test_words_of_one_meaning_are_close_in_russian_and_other_languages_have_no_row() -> None:
    texts = [
        Document("", "футбольный матч чемпионата", "ru"),
        Document("", "сборная выиграла турнир", "ru"),
        Document("", "ключевая ставка банка", "ru"),
        Document("", "the match", "en"),
    ]
    block = VectorBlock().fit(texts)
    rows = block.transform(texts)
    assert rows.shape == (4, 300)
    near, far = (rows[0] @ rows[other].T for other in (1, 2))
    assert near.toarray()[0, 0] > far.toarray()[0, 0]
    assert rows[3].nnz == 0
    shared = Lexicon().read(texts)
    assert abs(block.transform(shared) - rows).max() < 1e-6
