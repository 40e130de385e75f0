"""Words as one expression: what it matches is what the plain alternation of the words matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.entities.alternatives import any_of

PATTERNS = [
    "сказал",
    "сказала",
    "сказал им",
    "дал",
    "дал оценку",
    "qey[dt] e[td]",
    "de|dey",
    "[Nn]azir",
    "i?stə",
    "по (?:[\\w-]+ )?словам",
    "(?:как )?следует",
    "(?:указ|ска(?:за|жет))но в",
    "(?:в|из) (?:отчета|словам)",
    "(?:да|ли)+",
    "(?:да|ли)?? не",
]


@given(
    patterns=st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=6),
    text=st.lists(
        st.sampled_from(
            [
                *PATTERNS,
                "qeyd edir",
                "по его словам",
                "СКАЗАЛА",
                "İstə",
                "nedey",
                " ",
                "ı",
                "как следует",
                "указано в",
                "скажетно",
                "из словам",
                "лида не",
            ]
        )
    ).map("".join),
    any_case=st.booleans(),
    whole=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_finds_the_words_that_a_plain_alternation_finds(
    patterns: list[str], text: str, any_case: bool, whole: bool
) -> None:
    begins = r"(?<!\w)" if whole else ""
    plain = re.compile(f"{begins}(?:{'|'.join(patterns)})(?!\\w)", re.IGNORECASE if any_case else 0)
    quick = re.compile(any_of(patterns, any_case=any_case, whole=whole) + r"(?!\w)")
    assert [match.start() for match in quick.finditer(text)] == [match.start() for match in plain.finditer(text)]


@pytest.mark.parametrize(("text", "found"), [("дал оценку", "дал"), ("сказал им", "сказал")])
def test_of_several_that_fit_the_first_listed_wins(text: str, found: str) -> None:
    match = re.match(any_of(["дал", "сказал", "дал оценку", "сказал им"]) + r"(?!\w)", text)
    assert match is not None
    assert match.group() == found


def test_no_words_match_nothing() -> None:
    assert re.search(any_of([]), "дал") is None
