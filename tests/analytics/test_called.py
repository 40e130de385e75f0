"""What people, bodies and places are called in each language."""

from datetime import UTC, datetime
from pathlib import Path

from analytics.archive import Archive
from analytics.entities.decisions import as_row, decision
from analytics.entities.keys import entity_id
from tests.archives import PRINTED, article, facts_of, make_store, mention

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)
MELIK = "PER:rauf malihzada"


def person(name: str, shown: str, key: str = MELIK) -> dict[str, object]:
    return mention(name, shown) | {"entity_id": key}


def test_a_person_is_called_as_articles_of_the_language_call_them(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article(name, "2026-05-12T10:00:00+04:00", lang=lang) for name, lang in zip("abcde", ["ru", "ru", "az", "az", "en"], strict=True)],
        mentions=[
            person("a", "Рауф Меликзаде"),
            person("b", "Рауф Меликзаде"),
            person("c", "Rauf Məlikzadə"),
            person("d", "Рауф Меликзаде"),  # a Russian name that an Azerbaijani article quotes
            person("e", "Thomas Velders", "PER:thomas velders"),
        ],
    )  # fmt: skip
    called = facts.called
    assert [called.name(MELIK, lang) for lang in ("ru", "az", "en")] == [
        "Рауф Меликзаде",
        "Rauf Məlikzadə",
        "Рауф Меликзаде",
    ]
    assert called.name("PER:thomas velders", "ru") == "Thomas Velders"
    assert called.name("PER:nobody", "ru") == "nobody"


def test_a_listed_place_has_its_usual_name_in_every_language(tmp_path: Path) -> None:
    key = entity_id("LOC", "Абу-Даби")
    facts = facts_of(
        tmp_path / "home",
        [article("a", None)],
        mentions=[person("a", "Абу-Даби", key) | {"kind": "LOC"}],
    )
    assert [facts.called.name(key, lang) for lang in ("ru", "az", "en")] == ["Абу-Даби", "Əbu-Dabi", "Abu Dhabi"]


def test_a_name_given_by_people_is_shown_in_every_language_and_a_merged_one_keeps_its_own(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [
            article("a", None),
            article("b", None, lang="az"),
            article("c", None, lang="az"),
            article("d", None, lang="az"),
        ],
        mentions=[
            person("a", "Анна Ким", "PER:anna kim"),
            person("b", "Anna Kim", "PER:anna kim"),
            person("c", "A. Kim", "PER:a kim"),
            person("d", "A. Kim", "PER:a kim"),
        ],
    )
    archive = Archive(store, printed=PRINTED)
    store.append("decisions", as_row(decision("merge", "PER:a kim", "PER:anna kim", who="editor", when=NOON)))
    assert archive.facts().called.name("PER:anna kim", "az") == "Anna Kim"
    archive.refresh()
    store.append("decisions", as_row(decision("rename", "PER:anna kim", "Анна К.", who="editor", when=NOON)))
    archive.refresh()
    assert {archive.facts().called.name("PER:anna kim", lang) for lang in ("ru", "az", "en")} == {"Анна К."}
