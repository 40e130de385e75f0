"""The fast transforms give scikit-learn's own matrices."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from models.document import Document
from models.features import FeatureSettings, make_features, stems

WORDS = [
    "визы",
    "выдали",
    "мигрантам",
    "рост",
    "цен",
    "нефть",
    "və",
    "bakı",
    "the",
    "İl",
    "IRS",
    "über",
    "наука42",
    "a",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
DOCUMENTS = st.builds(Document, TEXTS, TEXTS, st.sampled_from(["ru", "az", "en", "tr", ""]))


@given(st.lists(DOCUMENTS, min_size=3, max_size=12), st.lists(DOCUMENTS, max_size=6), st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_the_fast_transform_equals_scikit_learns(
    known: Sequence[Document], later: Sequence[Document], min_df: int
) -> None:
    features = make_features(FeatureSettings(word_min_df=min_df, char_min_df=min_df, char_text=60))
    try:
        features.fit(known)
    except ValueError:  # no word in enough texts: nothing to compare
        return
    for _, block in features.transformer_list:
        for documents in (known, later):
            if documents:
                expected = TfidfVectorizer.transform(block, documents)
                np.testing.assert_allclose(block.transform(documents).toarray(), expected.toarray(), atol=1e-6)


def test_forms_of_one_word_share_a_stem() -> None:
    forms = [stems(Document("", word, "ru"))[0] for word in ("миграция", "миграции", "миграцией")]
    assert len(set(forms)) == 1


@pytest.mark.parametrize("document", [Document("", "", ""), Document("", "!!! 123", "en")])
def test_a_text_without_words_is_an_empty_row(document: Document) -> None:
    features = make_features(FeatureSettings(word_min_df=1, char_min_df=1)).fit([Document("One", "two three", "en")])
    assert features.transform([document]).nnz == 0
