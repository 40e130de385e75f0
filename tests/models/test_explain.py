"""Reasons add up exactly, are spelled as in the article, and name what they should."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import UsageError
from models.classifier import Classifier
from models.document import Document
from models.explain import VECTORS_ROW, explain
from models.registry import load_classifier

WORDS = [
    "Миграционная",
    "служба",
    "ВЫДАЛА",
    "визы",
    "иностранцам",
    "İqtisadiyyat",
    "NATO",
    "goal",
    "ё",
    "x",
    "—",
    "1,5",
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), min_size=1, max_size=30).map(" ".join)
DOCUMENTS = st.builds(Document, TEXTS, TEXTS, st.sampled_from(["ru", "az", "en", "de", ""]))


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """The shipped model."""
    return load_classifier()


@pytest.mark.parametrize("target", ["section", "topics"])
@given(document=DOCUMENTS)
@settings(max_examples=25, deadline=None)
def test_reasons_add_up_to_the_margin(classifier: Classifier, target: str, document: Document) -> None:
    labels: Sequence[str] = [str(label) for label in classifier.heads[target].classes_[:3]]
    judged = classifier.judge([document], semantic=False)
    for column, found in enumerate(explain(classifier, document, target=target, labels=labels, semantic=False)):
        assert found.margin == pytest.approx(float(judged.margins[target][0, column]))
        assert sum(reason.weight for reason in found.reasons) == pytest.approx(found.margin, abs=1e-4)


@pytest.mark.parametrize("lang", ["ru", "az", "en", "de"])
def test_with_sentence_vectors_they_add_up_too(classifier: Classifier, lang: str) -> None:
    if not classifier.can_look_again():
        pytest.skip("sentence vectors are not installed here")
    document = Document("Погода", "В выходные ожидаются дожди и сильный ветер.", lang)
    (found,) = explain(classifier, document, semantic=True)
    assert sum(reason.weight for reason in found.reasons) == pytest.approx(found.margin, abs=1e-4)
    assert "meaning" in {reason.kind for reason in found.reasons}


def test_the_words_that_speak_are_those_of_the_article(classifier: Classifier) -> None:
    document = Document(
        "Нефть подорожала", "Цена нефти марки Brent выросла на бирже. SOCAR увеличила добычу НЕФТИ.", "ru"
    )
    (found,) = explain(classifier, document, semantic=False)
    assert found.label == "energy"
    spoken_for, _ = found.top()
    assert "Нефть" in {reason.text for reason in spoken_for}
    for reason in found.reasons:
        if reason.kind == "word":
            assert reason.text in document.full
    assert VECTORS_ROW in {reason.text for reason in found.reasons}
    assert np.all(np.diff([abs(reason.weight) for reason in found.reasons]) <= 0)


def test_an_unknown_label_or_target_is_said(classifier: Classifier) -> None:
    document = Document("", "Text of an article", "en")
    with pytest.raises(UsageError, match="knows no section 'opera'"):
        explain(classifier, document, labels=["opera"])
    with pytest.raises(UsageError, match="has no target 'mood'"):
        explain(classifier, document, target="mood")
