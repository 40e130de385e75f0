"""Postings: what the segments of a search index say is what stands in the texts, however they were written."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.postings import open_postings
from analytics.segments import Writer

Text = list[str]
TEXT = st.lists(st.sampled_from(["рост", "роста", "цен", "и", "квота"]), max_size=5)
STEMS = {"роста": "рост"}


def stem(word: str) -> str:
    return STEMS.get(word, word)


def written(folder: Path, runs: list[list[tuple[Text, Text]]], *, full: int, common: int) -> list[str]:
    """Segments of documents written run by run."""
    names: list[str] = []
    for run in runs:
        writer = Writer(folder, names, full=full, common=common)
        for number, texts in enumerate(run):
            title, text = ([(stem(word), word) for word in said] for said in texts)
            writer.add(number, title, text)
        names = writer.close()
    return names


@settings(max_examples=40, deadline=None)
@given(
    runs=st.lists(st.lists(st.tuples(TEXT, TEXT), max_size=4), max_size=4),
    full=st.sampled_from([2, 3, 50]),
    common=st.sampled_from([1, 2, 99]),
    wanted=st.lists(st.sampled_from(["рост", "цен", "и", "квота"]), min_size=2, max_size=4),
    title=st.booleans(),
)
def test_words_beginnings_and_phrases_are_found_in_whatever_segments(
    tmp_path_factory: pytest.TempPathFactory,
    runs: list[list[tuple[Text, Text]]],
    full: int,
    common: int,
    wanted: list[str],
    title: bool,
) -> None:
    folder = tmp_path_factory.mktemp("segments")
    names = written(folder, runs, full=full, common=common)
    postings = open_postings(folder, names)
    documents = [texts[: 1 if title else 2] for run in runs for texts in run]
    assert postings.count == len(documents)

    def says(texts: tuple[Text, ...], row: list[str]) -> bool:
        stems = [[stem(word) for word in said] for said in texts]
        return any(said[at : at + len(row)] == row for said in stems for at in range(len(said) - len(row) + 1))

    assert postings.having(wanted[:1], title=title).tolist() == [says(texts, wanted[:1]) for texts in documents]
    assert postings.phrase([wanted, ["нет", "и"]], title=title).tolist() == [says(texts, wanted) for texts in documents]
    for start in ("рост", "роста", "р", "нет"):
        expected = [any(word.startswith(start) for said in texts for word in said) for texts in documents]
        assert postings.beginning(start, title=title).tolist() == expected
    assert all(len(np.load(folder / name / "keys.npy")) == full for name in names[:-1])
