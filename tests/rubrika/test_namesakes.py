"""Two people of one name, in a home of their own: told apart by what the articles say, corrected by people, and kept so."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result
from deltalake import write_deltalake
from typer.testing import CliRunner

from analytics.archive import Archive
from analytics.entities import Recogniser
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.offices import offices
from analytics.store import open_store
from rubrika.cli.main import app
from rubrika.pipeline import enrich, ingest
from tests.builders import make_record, write_lines

ARTICLES = (
    make_record(lang="ru", title="Дорога", text="Министр транспорта Эльхан Сафарли сообщил, что дорога до Шемахи готова."),
    make_record(lang="ru", title="Победа", text="Главный тренер клуба «Кяпаз» Эльхан Сафарли остался доволен игрой."),
    make_record(lang="az", title="Yol açılıb", text="Nəqliyyat naziri Elxan Səfərli Şamaxıda yeni yolun açılışında iştirak edib."),
    make_record(lang="ru", title="Сборная", text="Тренер Эльхан Сафарли вызвал в сборную восемь игроков."),
    make_record(lang="ru", title="Мост", text="Министр транспорта Э.Сафарли осмотрел мост через Куру."),
    make_record(lang="ru", title="Вечер", text="На вечере выступил Эльхан Сафарли."),
    make_record(
        lang="ru",
        title="Суд",
        text="Дело касается двух человек: это Анар Вагиф оглу Мамедли и Анар Расим оглу Мамедли. Анара Вагиф оглу Мамедли вызвали в суд.",
    ),
)  # fmt: skip
MINISTER, COACH = "PER:elhan safarli", "PER:elhan safarli/sport"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, recogniser: Recogniser) -> Path:
    folder = tmp_path_factory.mktemp("namesakes")
    news = write_lines(folder / "news.jsonl", *ARTICLES)
    ingest([news], store=open_store(folder / "home", create=True), recogniser=recogniser)
    return folder / "home"


@pytest.fixture
def home(ingested: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ingested, tmp_path / "home"))


def call(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["names", *words, "--home", str(home)])


def names(home: Path, *words: str) -> str:
    done = call(home, *words)
    assert done.exit_code == 0, done.output
    return done.stdout


def people(home: Path) -> dict[str, int]:
    return {row["entity_id"]: row["articles"] for row in json.loads(names(home, "list", "--kind", "PER", "--json"))}


def decided(home: Path, *words: str) -> str:
    return names(home, *words).split()[1].rstrip(";")


def test_a_minister_and_a_coach_of_one_name_are_two_and_an_initial_goes_where_its_office_is(home: Path) -> None:
    found = people(home)
    assert (found[MINISTER], found[COACH]) == (4, 2)
    assert "PER:э сафарли" not in found
    minister = json.loads(names(home, "show", MINISTER, "--json"))
    assert {row["title"] for row in minister["offices"]} == {"министр транспорта", "Nəqliyyat naziri"}
    assert {row["why"] for row in minister["spellings"] if row["name"] == "Э.Сафарли"} == {
        "the surname and office of one full name"
    }
    assert "told apart by the office" in names(home, "show", COACH)
    assert "Эльхан Сафарли (тренер)" in names(home, "list")


def test_fathers_names_tell_namesakes_of_one_article_apart(home: Path) -> None:
    shown = [
        row["name"] for row in json.loads(names(home, "list", "--kind", "PER", "--json")) if "Мамедли" in row["name"]
    ]
    assert sorted(shown) == ["Анар Вагиф оглу Мамедли", "Анар Расим оглу Мамедли"]


def test_what_the_archive_proves_can_be_overruled_and_the_overruling_taken_back(
    home: Path, recogniser: Recogniser
) -> None:
    split = decided(home, "split", MINISTER, "Э.Сафарли")
    assert people(home)["PER:э сафарли"] == 1
    merge = decided(home, "merge", COACH, MINISTER)
    store = open_store(home)
    articles = store.scan("articles").collect()
    enrich(store, articles.with_columns(revision=articles["revision"] + 1), recogniser)
    assert people(home)[MINISTER] == 5
    for made in (merge, split):
        names(home, "undo", made)
    assert (people(home)[MINISTER], people(home)[COACH]) == (4, 2)


def test_people_split_by_an_office_what_the_spelling_cannot_tell_apart(home: Path) -> None:
    names(home, "merge", COACH, MINISTER)
    names(home, "undo", decided(home, "split", MINISTER, "министр транспорта"))
    assert people(home)[MINISTER] == 6
    names(home, "split", MINISTER, "тренер")
    assert (people(home)[MINISTER], people(home)[f"{MINISTER}/тренер"]) == (4, 2)
    refused = call(home, "split", MINISTER, "космонавт")
    assert isinstance(refused.exception, UsageError)
    assert "космонавт is no spelling or office of" in str(refused.exception)


def test_a_home_without_offices_is_read_and_written_on(home: Path, tmp_path: Path, recogniser: Recogniser) -> None:
    store = open_store(home)
    table = home / "tables" / "mentions"
    old = store.scan("mentions").drop("titles").collect()
    write_deltalake(str(table), old, mode="overwrite", schema_mode="overwrite")
    facts = Archive(store, printed={}).facts()
    assert offices(store, facts, Filters(), MINISTER).is_empty()
    assert facts.mentions.filter(pl.col("entity_id").cast(pl.String) == MINISTER)["row"].n_unique() == 5
    more = write_lines(
        tmp_path / "more.jsonl", make_record(lang="ru", title="Мэрия", text="Депутат Эльхан Сафарли выступил.")
    )
    ingest([more], store=store, recogniser=recogniser)
    assert offices(store, Archive(store, printed={}).facts(), Filters(), MINISTER)["title"].to_list() == ["депутат"]
