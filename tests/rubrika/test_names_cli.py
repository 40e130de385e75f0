"""`rubrika names`: look up and correct who is who."""

import json
import shutil
from pathlib import Path

import pytest

from analytics.entities import load_recogniser
from analytics.store import open_store
from rubrika.pipeline import enrich
from tests.builders import make_record, write_lines
from tests.rubrika.test_cli import rubrika

ARTICLES = (
    make_record(lang="ru", title="Форум открыт", text="Начальник ГМС Рауф Меликзаде рассказал о квоте. Р.Меликзаде ответил на вопросы."),
    make_record(title="Forum açılıb", text="Xidmətin rəisi Rauf Məlikzadə bildirib ki, kvota artır.", lang="az"),
    make_record(lang="ru", title="Встреча в Баку", text="На встрече с Рамизом Тагизаде говорили о дорогах Шемахи."),
)  # fmt: skip


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ingested")
    news = write_lines(folder / "news.jsonl", *ARTICLES)
    assert rubrika("ingest", news, "--home", folder / "home", cwd=folder).returncode == 0
    return folder / "home"


@pytest.fixture
def home(ingested: Path, tmp_path: Path) -> Path:
    """An archive of its own for each test: decisions change it."""
    return Path(shutil.copytree(ingested, tmp_path / "home"))


def people(home: Path, *more: str) -> dict[str, int]:
    done = rubrika("names", "list", "--kind", "PER", "--json", *more, "--home", home, cwd=home)
    return {row["name"]: row["articles"] for row in json.loads(done.stdout)}


def test_one_person_in_two_languages_is_one_row(home: Path) -> None:
    assert people(home) == {"Рауф Меликзаде": 2, "Рамиз Тагизаде": 1}
    assert people(home, "--role", "speaks") == {"Рауф Меликзаде": 2}
    shown = rubrika("names", "show", "Rauf Məlikzadə", "--json", "--home", home, cwd=home)
    assert {s["name"] for s in json.loads(shown.stdout)["spellings"]} == {"Рауф Меликзаде", "Rauf Məlikzadə"}


def test_a_merge_holds_through_a_new_reading_and_can_be_taken_back(home: Path) -> None:
    done = rubrika("names", "merge", "Рамиз Тагизаде", "Рауф Меликзаде", "--who", "Редактор", "--home", home, cwd=home)
    assert people(home) == {"Рауф Меликзаде": 3}
    store = open_store(home)
    articles = store.scan("articles").collect()
    enrich(store, articles.with_columns(revision=articles["revision"] + 1), load_recogniser())
    assert people(home) == {"Рауф Меликзаде": 3}
    identity = done.stdout.split()[1].rstrip(";")
    assert rubrika("names", "undo", identity, "--home", home, cwd=home).returncode == 0
    assert people(home) == {"Рауф Меликзаде": 2, "Рамиз Тагизаде": 1}
    log = json.loads(rubrika("names", "log", "--json", "--home", home, cwd=home).stdout)
    assert [(row["kind"], row["who"] == "Редактор", row["in_force"]) for row in log] == [
        ("merge", True, False),
        ("undo", False, True),
    ]


def test_split_rename_and_alias(home: Path) -> None:
    assert rubrika("names", "split", "Рауф Меликзаде", "Rauf Məlikzadə", "--home", home, cwd=home).returncode == 0
    assert people(home) == {"Рауф Меликзаде": 1, "Rauf Məlikzadə": 1, "Рамиз Тагизаде": 1}
    rubrika("names", "rename", "Рамиз Тагизаде", "Рамиз Тагизаде (архитектор)", "--home", home, cwd=home)
    assert people(home)["Рамиз Тагизаде (архитектор)"] == 1
    rubrika("names", "alias", "Рауф Меликзаде", "Рамиз Тагизаде", "--home", home, cwd=home)
    assert people(home)["Рауф Меликзаде"] == 2


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("show", "Никто Ниоткуда"), "no entity is called Никто Ниоткуда"),
        (("merge", "Рауф Меликзаде", "Rauf Məlikzadə"), "there is nothing to decide"),
        (("split", "Рауф Меликзаде", "Чужое Имя"), "is no spelling or office of"),
        (("undo", "nope"), "there is no decision nope"),
    ],
)
def test_what_cannot_be_done_is_one_line(home: Path, call: tuple[str, ...], says: str) -> None:
    done = rubrika("names", *call, "--home", home, cwd=home)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert rubrika("names", "log", "--home", home, cwd=home).stdout == ""
