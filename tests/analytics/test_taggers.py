"""The fast taggers against stock slovnet: the same words, names and marks for any text."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analytics.assets import find_assets, load_navec
from analytics.entities.network import best_path
from analytics.entities.taggers import Taggers, load_taggers

WORDS = [
    "Вусал",
    "Гусейнов",
    "в",
    "Баку",
    "ООН",
    "министр",
    "А.",
    "«Карабах»",
    "«Карабах»,",
    "(ГМС).",
    "5»,",
    "6)",
    'да";',
    "5,",
    "6",
    "кто-",
    "-то",
    "...",
    "a/b",
    "Ələt",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.text(alphabet="абвАБ aZ .,-–—_/\\«»\"'!?:;()5İıſΔ№%&*\t\u00a0\u2028\ud800", max_size=40),
    st.text(max_size=40),
)


@pytest.fixture(scope="module")
def taggers() -> Taggers:
    return load_taggers(find_assets())


@pytest.fixture(scope="module")
def stock() -> tuple[Any, Any]:
    from slovnet import NER, Morph

    assets = find_assets()
    navec = load_navec(assets.navec)
    return NER.load(assets.ner).navec(navec), Morph.load(assets.morph).navec(navec)


@given(text=TEXTS)
@example("5, 6 и 7 .8")
@example("кто- то и слово -то")
@example("yahoo! :-) ))) --- ***")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_names_and_marks_are_those_of_stock_slovnet(taggers: Taggers, stock: tuple[Any, Any], text: str) -> None:
    from slovnet.token import tokenize

    words = list(tokenize(text))
    tokens = taggers.tokens(text)
    assert [(token.start, token.stop) for token in tokens] == [(word.start, word.stop) for word in words]
    if not words:
        assert taggers.spans([text]) == [[]]
        return
    names, morphology = stock
    assert taggers.spans([text]) == [[(span.start, span.stop, span.type) for span in names(text).spans]]
    marks = morphology([word.text for word in words]).tokens
    assert [token.pos for token in tokens] == [mark.pos for mark in marks]
    assert [token.case for token in tokens] == [
        mark.feats.get("Case", "").lower()[:3] * bool(token.case) for mark, token in zip(marks, tokens, strict=True)
    ]


@given(texts=st.lists(TEXTS, max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_paragraph_reads_the_same_alone_and_among_others(taggers: Taggers, texts: list[str]) -> None:
    assert taggers.spans(texts) == [taggers.spans([text])[0] for text in texts]


@given(texts=st.lists(TEXTS, max_size=4), data=st.data())
@settings(max_examples=60, deadline=None)
def test_words_asked_for_at_once_are_those_of_their_paragraphs(
    taggers: Taggers, texts: list[str], data: st.DataObject
) -> None:
    places = [(text, data.draw(st.integers(0, len(text)))) for text in texts]
    for (text, position), found in zip(places, taggers.tokens_at(places), strict=True):
        there = [token for token in taggers.tokens(text) if token.start <= position < token.stop]
        assert ([found] if found else []) == there


def test_more_words_than_are_remembered_read_the_same(taggers: Taggers, monkeypatch: pytest.MonkeyPatch) -> None:
    import analytics.entities.network as network

    text = "Министр Эльшан Талыблы прибыл в Гянджу из Нахчывана и провел встречу в МИД Грузии"
    expected = taggers.spans([text])
    monkeypatch.setattr(network, "_KEPT", 3)
    assert load_taggers(find_assets()).spans([text, text]) == expected * 2


def test_the_best_path_is_the_best_of_all_paths() -> None:
    import itertools

    import numpy as np

    random = np.random.default_rng(4)
    for _ in range(20):
        scores = random.normal(size=(4, 3)).astype(np.float32)
        transitions = random.normal(size=(3, 3)).astype(np.float32)

        def total(path: tuple[int, ...], scores: Any = scores, transitions: Any = transitions) -> float:
            steps = sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))
            return steps + sum(float(scores[at, tag]) for at, tag in enumerate(path))

        best = max(itertools.product(range(3), repeat=4), key=total)
        assert tuple(best_path(scores, transitions)) == best
        assert tuple(getattr(best_path, "py_func", best_path)(scores, transitions)) == best


def test_no_text_is_lost_by_the_tokeniser(taggers: Taggers) -> None:
    text = "В 2026-м г. А.Б. Мамедов-Ализаде (ГМС) сказал: «Да!» — и ушёл... 3,5% 1/2"
    assert "".join(text[t.start : t.stop] for t in taggers.tokens(text)) == re.sub(r"\s", "", text)
