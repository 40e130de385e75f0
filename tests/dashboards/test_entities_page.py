"""What the pages of people, bodies and places say."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analytics.archive import Archive
from analytics.indexing import SearchIndex
from analytics.queries import listing
from analytics.store import Store
from dashboards.chips import chips
from dashboards.context import Context
from dashboards.export import as_table
from dashboards.pages import articles, correction, entities, entity
from dashboards.url import parse
from dashboards.words import words
from models.taxonomy import load_taxonomy
from tests.archives import article, make_store, mention
from tests.dashboards.test_pages import said

KIM = "PER:anna kim"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """Six articles that name a woman, two of them in Azerbaijani, and a place that is listed in three languages."""
    home: Path = tmp_path_factory.mktemp("entities") / "home"
    langs = ["ru", "ru", "ru", "ru", "az", "az"]
    kim = {"ru": "Анна Ким", "az": "Anna Kim"}
    store = make_store(
        home,
        [article(f"a{n}", f"2026-05-{12 + n}T10:00:00+04:00", lang=lang) for n, lang in enumerate(langs)],
        mentions=[mention(f"a{n}", kim[lang]) | {"entity_id": KIM} for n, lang in enumerate(langs)]
        + [mention("a0", "Абу-Даби", kind="LOC") | {"entity_id": "LOC:абу даби"}],
    )
    return over(store)


def test_names_are_in_the_reader_s_language_wherever_they_are_shown(context: Context) -> None:
    here = replace(context, say=words("az"))
    view = parse(f"?name={KIM}&entity={KIM}")
    assert "Anna Kim" in said(chips(view, here))
    assert "Anna Kim" in said(entity.content(here, view))
    assert "Anna Kim" in entities.ranking(here, view).table["name"].to_list()
    assert "Anna Kim" in said(articles.content(here, parse("?article=a0")))
    assert "Анна Ким" in said(articles.content(context, parse("?article=a0")))
    assert "Abu Dhabi" in said(articles.content(context, parse("?article=a0")))


def test_a_name_is_found_by_part_of_it_in_any_language(context: Context) -> None:
    for typed in ("анна к", "ANNA", "kim"):
        drawn = entities.ranking(context, parse(f"?find={typed}"))
        assert drawn.table["name"].to_list() == ["Анна Ким"]
        assert drawn.title == f"1 name fits “{typed}”"
    assert entities.ranking(context, parse("?find=nobody")).table.is_empty()
    assert entities.ranking(context, parse("?find=abu&kind=LOC")).table["name"].to_list() == ["Abu Dhabi"]


def test_a_pair_opens_the_articles_that_name_both(tmp_path: Path) -> None:
    long = "Комитет по очень длинному названию"
    named = {n: ["Анна Ким", long] if n < 4 else [f"Имя {n}"] for n in range(20)} | {4: ["Анна Ким"]}
    store = make_store(
        tmp_path / "home",
        [article(f"a{n}", f"2026-05-{1 + n:02}T10:00:00+04:00") for n in named],
        mentions=[mention(f"a{n}", name) for n, names in named.items() for name in names],
    )
    here = over(store)
    drawn = entities.network(here, parse(""))
    assert drawn.table["count"].to_list() == [4]
    middles = [trace for trace in drawn.figure["data"] if trace.get("marker", {}).get("symbol") == "diamond"]
    assert middles[0]["customdata"] == [[f"PER:{'Анна Ким'}", f"PER:{long}"]]
    row = as_table(here, parse(""), entities.NETWORK, drawn)["rows"][0]
    path, _, search = row["href"].partition("?")
    assert path == "/articles"
    assert listing(here.facts(), parse(search).filters)[0] == 4
    assert "all of these names in one article" in said(chips(parse(search), here))


def test_no_two_names_of_a_network_lie_on_each_other(tmp_path: Path) -> None:
    people = [f"Человек с длинным именем {n}" for n in range(12)]
    store = make_store(
        tmp_path / "home",
        [article(f"a{n}", f"2026-05-{1 + n:02}T10:00:00+04:00") for n in range(30)],
        mentions=[mention(f"a{n}", name) for n in range(24) for name in (people[n % 12], people[(n * 5 + 1) % 12])],
    )
    drawn = entities.network(over(store), parse(""))
    spots = [
        (x, y, side, len(text) * 6.4)
        for trace in drawn.figure["data"] if trace["mode"] == "markers+text"
        for x, y, side, text in zip(trace["x"], trace["y"], trace["textposition"], trace["text"], strict=True) if text
    ]  # fmt: skip
    assert len(spots) > 6
    level = [
        (x - w / 2, x + w / 2, y + (20 if "top" in side else -20)) for x, y, side, w in spots if "middle" not in side
    ]
    for at, (left, right, y) in enumerate(level):
        assert not any(a < right and left < b and abs(y - other) < 8 for a, b, other in level[at + 1 :])


def test_corrections_are_told_with_who_and_when_and_can_be_split_and_taken_back(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [article(f"a{n}", f"2026-05-{1 + n:02}T10:00:00+04:00") for n in range(4)],
        mentions=[mention(f"a{n}", "Анна Ким") for n in range(3)] + [mention("a3", "А. Ким")],
    )
    minutes = itertools.count()
    clock = lambda: datetime(2026, 5, 27, tzinfo=UTC) + timedelta(minutes=next(minutes))  # noqa: E731
    here, kim, short = replace(over(store), clock=clock), "PER:Анна Ким", "PER:А. Ким"
    assert (
        correction.decided(here, kim, "entity-rename", " ") == "First say what: the field beside the button is empty."
    )
    assert correction.decided(here, short, "entity-merge", kim) == "Merged: А. Ким counts as Анна Ким."
    head, *_ = entity.content(here, parse(f"?name={short}"))
    assert "In 4 articles" in said(head)
    told = said(correction.history(here, kim))
    assert "А. Ким merged into Анна Ким" in told
    assert "27 May 2026, 04:0" in told
    assert correction.decided(here, kim, "entity-split", short) == "Split off: А. Ким counts on its own."
    assert "In 3 articles" in said(entity.content(here, parse(f"?name={kim}"))[0])
    assert correction.decided(here, kim, "entity-undo", "").startswith("Taken back: ")
    assert "In 4 articles" in said(entity.content(here, parse(f"?name={kim}"))[0])
    assert "taken back" in said(correction.history(here, kim))


def test_the_offices_of_a_person_stand_on_the_page_with_their_last_day_and_can_be_split_off(tmp_path: Path) -> None:
    called = [["министр"], ["министр"], ["тренер"], []]
    store = make_store(
        tmp_path / "home",
        [article(f"a{n}", f"2026-05-{1 + n:02}T10:00:00+04:00") for n in range(4)],
        mentions=[mention(f"a{n}", "Анна Ким") | {"titles": titles} for n, titles in enumerate(called)],
    )
    here, kim, coach = over(store), "PER:Анна Ким", "PER:Анна Ким/sport"
    shown = said(entity.content(here, parse(f"?name={kim}"))[1])
    assert "Offices" in shown
    assert "2 articles" in shown
    assert "last on 2 May 2026" in shown
    assert "тренер" not in shown
    assert "Анна Ким (тренер)" in said(entity.content(here, parse(f"?name={coach}"))[0])
    assert "In 1 article" in said(entity.content(here, parse(f"?name={coach}"))[0])
    assert correction.decided(here, coach, "entity-merge", kim).startswith("Merged")
    assert "In 4 articles" in said(entity.content(here, parse(f"?name={kim}"))[0])
    offered = correction.tools(here, kim)
    assert "as тренер" in str(offered)
    assert correction.decided(here, kim, "entity-split", "министр").startswith("Split off")
    assert "In 2 articles" in said(entity.content(here, parse(f"?name={kim}"))[0])


def over(store: Store) -> Context:
    """The surroundings of pages over a store."""
    taxonomy = load_taxonomy()
    return Context(
        archive=Archive(store, printed=taxonomy.printed_codes()), store=store, index=SearchIndex(store), taxonomy=taxonomy,
        zone="Asia/Baku", clock=lambda: datetime(2026, 5, 27, tzinfo=UTC),
    )  # fmt: skip
