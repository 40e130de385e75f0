"""The blocks give scikit-learn's own matrices for the same terms, compiled or not, in one thread or several."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer

from analytics.words import stem, words
from models.blocks import CharBlock, StemBlock, inner_ngrams
from models.document import Document
from models.lexicon import Lexicon, compiled_loops

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
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join)
DOCUMENTS = st.builds(Document, TEXTS, TEXTS, st.sampled_from(["ru", "az", "en", "tr", ""]))
CORPUS = st.lists(DOCUMENTS, min_size=1, max_size=10)


def stem_terms(document: Document, repeats: int = 2) -> list[str]:
    """What the stem block counts, said the simple way."""
    title = [stem(word, document.lang) for word in words(document.title, document.lang)]
    one = title * repeats + [stem(word, document.lang) for word in words(document.text, document.lang)]
    return one + [f"{a} {b}" for a, b in itertools.pairwise(one)]


def char_terms(document: Document, limit: int = 8) -> list[str]:
    """What the character block counts, said the simple way."""
    read = (words(document.title, document.lang) + words(document.text, document.lang))[:limit]
    return [gram for word in read for gram in inner_ngrams(word, (3, 5))]


BLOCKS = {
    "stems": (lambda **given: StemBlock(title_repeats=2, **given), stem_terms),
    "chars": (lambda **given: CharBlock(limit=8, **given), char_terms),
}


@pytest.mark.parametrize("name", BLOCKS)
@given(known=CORPUS, later=CORPUS, min_df=st.sampled_from([1, 2, 0.2]), max_df=st.sampled_from([1.0, 0.7, 5]))
@settings(max_examples=50, deadline=None)
def test_the_matrix_is_scikit_learns(
    name: str, known: Sequence[Document], later: Sequence[Document], min_df: float, max_df: float
) -> None:
    make, analyser = BLOCKS[name]
    reference = TfidfVectorizer(analyzer=analyser, min_df=min_df, max_df=max_df, sublinear_tf=True)
    block = make(min_df=min_df, max_df=max_df)
    try:
        reference.fit(known)
    except ValueError:
        with pytest.raises(ValueError, match="no term is in enough texts"):
            block.fit(known)
        return
    block.fit(known)
    assert block.get_feature_names_out().tolist() == reference.get_feature_names_out().tolist()
    for documents in (known, later):
        np.testing.assert_allclose(
            block.transform(documents).toarray(), reference.transform(documents).toarray(), atol=1e-6
        )


@pytest.mark.parametrize("name", BLOCKS)
@given(known=CORPUS, later=CORPUS)
@settings(max_examples=50, deadline=None)
def test_compiled_and_plain_loops_agree(name: str, known: Sequence[Document], later: Sequence[Document]) -> None:
    make, _ = BLOCKS[name]
    try:
        block = make().fit(known)
    except ValueError:
        return
    for documents in (known, later):
        plain, fast = Lexicon(), Lexicon()
        one = plain.read(documents, compiled=False)
        other = fast.read(documents, compiled=True)
        assert [plain.words[i] for i in one.ids] == [fast.words[i] for i in other.ids]
        assert (one.ends.tolist(), one.titles.tolist()) == (other.ends.tolist(), other.titles.tolist())
        assert same(block.count(one, compiled=False), block.count(one, compiled=True))
        assert same(block.count(one, compiled=False), block.count(other, compiled=False))


def same(left: csr_matrix, right: csr_matrix) -> bool:
    return left.shape == right.shape and (left != right).nnz == 0


@pytest.mark.parametrize("name", BLOCKS)
@given(CORPUS, st.booleans())
@settings(max_examples=30)
def test_compiled_and_plain_loops_choose_the_same_terms(name: str, known: Sequence[Document], few: bool) -> None:
    make, _ = BLOCKS[name]
    block = make(max_features=9 if few else None)
    fitted = []
    for kernel in (compiled_loops(0, True), None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("models.blocks.compiled_loops", lambda texts, wanted=None, kernel=kernel: kernel)
            try:
                one = clone(block)
                fitted.append((one.fit_transform(known), one.terms_, one.idf_))
            except ValueError:
                fitted.append((None, [], np.zeros(0)))
    (first, terms, idf), (second, others, other_idf) = fitted
    assert terms == others
    assert np.array_equal(idf, other_idf)
    assert first is None or abs(first - second).max() < 1e-6


def test_the_most_frequent_terms_are_kept_when_there_are_too_many() -> None:
    texts = [Document("", "oil oil oil gas gas coal", "en")]
    assert StemBlock(pairs=False, max_features=2).fit(texts).get_feature_names_out().tolist() == ["gas", "oil"]


def test_a_lexicon_read_by_many_threads_gives_each_the_same_matrix() -> None:
    documents = [
        Document(f"title{n % 7}", " ".join(f"word{n * k % 97} слово{k}" for k in range(30)), "en") for n in range(400)
    ]
    block = StemBlock().fit(documents)
    expected = block.transform(documents)
    lexicon = Lexicon()
    parts = [documents[start : start + 40] for start in range(0, 400, 40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda part: block.transform(lexicon.read(part, compiled=True)), parts * 3))
    for number, matrix in enumerate(found):
        begin = 40 * (number % 10)
        assert same(matrix, expected[begin : begin + 40])


def test_forms_of_one_word_share_a_stem() -> None:
    assert len({stem(word, "ru") for word in ("миграция", "миграции", "миграцией")}) == 1


@pytest.mark.parametrize(
    "document", [Document("", "", ""), Document("", "!!! 123", "en"), Document("", "Unknown", "en")]
)
@pytest.mark.parametrize("block", [StemBlock(), CharBlock()])
def test_a_text_without_known_words_is_an_empty_row(document: Document, block: StemBlock | CharBlock) -> None:
    fitted = clone(block).fit([Document("Дом", "на горе", "ru")])
    assert fitted.transform([document]).nnz == 0
    assert fitted.transform([document]).shape[0] == 1
