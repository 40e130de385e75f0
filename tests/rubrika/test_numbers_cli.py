"""The verbs that print numbers: in the reader's language, with a word where there is nothing to print."""

from pathlib import Path

import pytest

from analytics.errors import UsageError
from analytics.store import Store
from rubrika.cli.notes import listing as notes_list
from rubrika.cli.numbers import compare, rising, stories, trends
from rubrika.cli.views import listing as views_list
from tests.archives import article, make_store, mention, prediction

NAMES = {"ru": "Рауф Меликзаде", "az": "Rauf Məlikzadə"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    rows, labels, named = [], [], []
    for number in range(20):
        lang, name = ("ru", "az")[number % 2], f"a{number}"
        source = "one.example" if number < 10 else "two.example"
        rows.append(article(name, f"2026-05-{10 + number // 2}T10:00:00+04:00", lang=lang, source=source))
        labels.append(prediction(name, "sport", "sport" if number < 10 else "energy"))
        if number < 10:
            named.append(mention(name, NAMES[lang]) | {"entity_id": "PER:rauf melikzade"})
    return make_store(tmp_path / "home", rows, predictions=labels, mentions=named)


@pytest.mark.parametrize(
    ("lang", "topic", "name"), [("ru", "Спорт", NAMES["ru"]), ("az", "İdman", NAMES["az"]), ("en", "Sport", "")]
)
def test_a_comparison_names_topics_and_people_in_the_readers_language(
    store: Store, capsys: pytest.CaptureFixture[str], lang: str, topic: str, name: str
) -> None:
    compare(first=["source=one.example"], second=["source=two.example"], lang=lang, home=store.home)
    said = capsys.readouterr().out
    assert topic in said
    assert f"names of the first: {name}" in said
    assert "PER:" not in said


def test_a_value_that_no_article_has_is_said_beside_the_result(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    trends(where=["source=three.example", "lang=ru"], home=store.home)
    found = capsys.readouterr()
    assert found.err == "no article has source three.example\n"
    assert found.out.startswith("date,key,count")
    rising(where=["topic=nosuch", "topic=unclassified"], home=store.home)
    assert capsys.readouterr().err == "no article has topic nosuch\n"


def test_where_there_is_nothing_to_list_a_line_says_so(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    stories(since="2027-01-01", home=store.home)
    views_list(home=store.home)
    notes_list(home=store.home)
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "no story",
        "no view is saved",
        "no note is written",
    ]


def test_a_condition_without_a_value_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="a condition is key=value"):
        compare(first=["source="], second=["source=two.example"], home=store.home)
    with pytest.raises(UsageError, match="--lang is one of ru, az, en, not fr"):
        rising(lang="fr", home=store.home)


def test_hours_are_printed_with_their_offset(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    trends(by="source", bucket="hour", since="2026-05-10T10:00", until="2026-05-10T12:00", home=store.home)
    lines = capsys.readouterr().out.splitlines()
    assert [line[:40] for line in lines[1:]] == [
        "2026-05-10T10:00:00+04:00,one.example,2,",
        "2026-05-10T11:00:00+04:00,one.example,0,",
    ]
