"""Nominative names by rules: persons, bodies, places, and the alias table they rest on."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.assets import find_assets
from analytics.entities.aliases import declined_words, load_aliases
from analytics.entities.declension import CASES, phrase_forms, readings, word_forms
from analytics.entities.names import Naming, plain
from analytics.entities.persons import PersonForm, PersonNames, load_persons
from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold


@pytest.fixture(scope="module")
def persons() -> PersonNames:
    return load_persons(find_assets())


@pytest.fixture(scope="module")
def naming() -> Naming:
    return Naming()


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (["Фаригом Салимовым", "Ф.Салимов", "Фариг Салимов", "Салимова"], ["Фариг Салимов"] * 4),
        (["Абдуллой Камилем", "А. Камиля"], ["Абдулла Камиль"] * 2),
        (["Айтен Шукюровой", "А.Шукюрова", "Шукюровой"], ["Айтен Шукюрова"] * 3),
        (["Мураду Аскерзаде", "М.Аскерзаде"], ["Мурад Аскерзаде"] * 2),
        (["Зурабом Кахишвили"], ["Зураб Кахишвили"]),
        (["Арманом Сарксяном", "Сарксян"], ["Арман Сарксян"] * 2),
        (["Анны Вишневской"], ["Анна Вишневская"]),
        (["Дмитрием Луганским"], ["Дмитрий Луганский"]),
        (["Хелену Бергстрём"], ["Хелена Бергстрём"]),
        (["Моник Дюваль", "М.Дюваль"], ["Моник Дюваль"] * 2),
        (["Ирины Мамедовой-Гасановой"], ["Ирина Мамедова-Гасанова"]),
        (["Татьяны Аркадьевны Белозеровой", "Татьяна Белозерова"], ["Татьяна Белозерова"] * 2),
        (["Мамедов Анар Вагиф оглу", "Анара Мамедова"], ["Анар Мамедов"] * 2),
        (["Сулеймановой Нигяр", "Нигяр Сулейманова"], ["Нигяр Сулейманова"] * 2),
        (
            ["Рауфа Меликзаде", "Севды Меликзаде", "Р.Меликзаде"],
            ["Рауф Меликзаде", "Севда Меликзаде", "Рауф Меликзаде"],
        ),
        (["Л.Искендеровой"], ["Л.Искендерова"]),
        (["Фархадом"], ["Фархад"]),
        (["Аллахвердиевых"], ["Аллахвердиевы"]),
        (["Медины"], ["Медина"]),
        (["Владимира Балуна"], ["Владимир Балун"]),
        (["Павла Дурова", "Дурову"], ["Павел Дуров"] * 2),
        (["Львом Давыдовым"], ["Лев Давыдов"]),
        (["Джо Байденом", "Джо Байдена", "Байдену"], ["Джо Байден"] * 3),
        (["Барака Обамы", "Обамой"], ["Барак Обама"] * 2),
        (["Шойгу"], ["Шойгу"]),
        (["Никола Пашиняна"], ["Никол Пашинян"]),
        (["Эммануэлю Макрону"], ["Эммануэль Макрон"]),
        (["Реджепа Тайипа Эрдогана"], ["Реджеп Тайип Эрдоган"]),
        (["Реджеп Тайип Эрдоган", "Эрдогана", "Тайипу Эрдогану"], ["Реджеп Тайип Эрдоган"] * 3),
        (["Лиза Фейгин Дэвис", "Фейгин Дэвис"], ["Лиза Фейгин Дэвис"] * 2),
        (["Урсулы фон дер Ляйен"], ["Урсула фон дер Ляйен"]),
        (["Анны-Марии Шерер"], ["Анна-Мария Шерер"]),
        (["Касым-Жомарта Токаева"], ["Касым-Жомарт Токаев"]),
        (["Роберта Кеннеди-младшего"], ["Роберт Кеннеди-младший"]),
        (["Аслана Бжания"], ["Аслан Бжания"]),
        (["Димы Билана"], ["Дима Билан"]),
        (["Антона Коробкова-Землянского"], ["Антон Коробков-Землянский"]),
        (["Наиль Гулиев-Ширвани", "Гулиева-Ширвани"], ["Наиль Гулиев-Ширвани"] * 2),
        (["Ван И"], ["Ван И"]),
        (["Наили Аллахвердиевой"], ["Наиля Аллахвердиева"]),
        (
            ["Анар Вагиф оглу Мамедли", "Анара Расим оглу Мамедли", "Анару Вагифовичу Мамедли"],
            ["Анар Вагиф оглу Мамедли", "Анар Расим оглу Мамедли", "Анар Вагиф оглу Мамедли"],
        ),
    ],
)
def test_mentions_of_a_person_get_one_nominative_name(
    persons: PersonNames, mentions: list[str], expected: list[str]
) -> None:
    assert persons.resolve([PersonForm(mention) for mention in mentions]) == expected


def test_context_decides_between_a_man_and_a_woman(persons: PersonNames) -> None:
    assert persons.nominative(PersonForm("Анара Велибекова", "gen")) == "Анар Велибеков"
    assert persons.nominative(PersonForm("Терана Велибекова", "nom")) == "Терана Велибекова"


def test_of_names_from_china_on_only_the_last_word_declines(persons: PersonNames) -> None:
    assert persons.nominative(PersonForm("Дун Цзюня", "gen")) == "Дун Цзюнь"
    assert persons.nominative(PersonForm("Нгуен Фу Чонгом", "ins")) == "Нгуен Фу Чонг"


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_text_has_some_name(mentions: list[str]) -> None:
    assert len(load_persons(None).resolve([PersonForm(mention) for mention in mentions])) == len(mentions)


@pytest.mark.parametrize(
    ("printed", "kind", "expected"),
    [
        ("Генассамблеи ООН", "ORG", "Генеральная Ассамблея ООН"),
        ("Организации объединенных наций (ООН)", "ORG", "ООН"),
        ("МИД Азербайджанской Республики", "ORG", "Министерство иностранных дел Азербайджана"),
        ("Минздраве", "ORG", "Министерство здравоохранения"),
        ("Государственной миграционной службой", "ORG", "Государственная миграционная служба Азербайджана"),
        ("ГМС Украины", "ORG", "Государственная миграционная служба Украины"),
        ("Госнефтькомпании", "ORG", "SOCAR"),
        ("ЗАО «Азербайджанские железные дороги» (АЖД)", "ORG", "Азербайджанские железные дороги"),
        ("ОАО «Лачинское пламя»", "ORG", "Лачинское пламя"),
        ("Министерстве водного спорта", "ORG", "Министерство водного спорта"),
        ("Городским центром ремёсел", "ORG", "Городской центр ремёсел"),
        ("Дворце ручных игр", "ORG", "Дворец ручных игр"),
        ("Азербайджане", "LOC", "Азербайджан"),
        ("Республикой Корея", "LOC", "Южная Корея"),
        ("Соединенных Штатах Америки", "LOC", "США"),
        ("Гяндже", "LOC", "Гянджа"),
        ("Лянкяране", "LOC", "Ленкорань"),
        ("Баку", "LOC", "Баку"),
        ("Ходжалы", "LOC", "Ходжалы"),
        ("Талышскими горами", "LOC", "Талышские горы"),
        ("Подмосковьем", "LOC", "Московская область"),
        ("Пентагоном", "ORG", "Пентагон"),
        ("Кремля", "ORG", "Кремль"),
    ],
)
def test_bodies_and_places_are_named_without_a_model(naming: Naming, printed: str, kind: str, expected: str) -> None:
    assert naming.place_or_body(printed, kind) == expected


def test_unlisted_places_follow_their_endings_only_when_the_case_is_known(naming: Naming) -> None:
    assert naming.place_or_body("Зарагане", "LOC") == "Зарагане"
    assert naming.place_or_body("Зарагане", "LOC", marks=lambda: ("loc", "m")) == "Зараган"
    common = {"дарфур", "дарфуре", "одинцов", "одинцово"}
    seen = lambda word: float(word in common)  # noqa: E731
    assert naming.place_or_body("Северном Дарфуре", "LOC", marks=lambda: ("loc", "n"), seen=seen) == "Северный Дарфур"
    assert naming.place_or_body("Одинцове", "LOC", marks=lambda: ("loc", "m"), seen=seen) == "Одинцово"
    known = {"полуденная": 1.0}.get
    assert (
        naming.place_or_body("Полуденной", "LOC", marks=lambda: ("nom", ""), seen=lambda word: known(word, 0.0))
        == "Полуденной"
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("«Хазар-Информ»", "Хазар-Информ"),
        ("Организации  стран (ОС)", "Организации стран"),
        ("ЗАО «Заря»", "ЗАО «Заря»"),
        ("«Заря", "Заря"),
        ("", ""),
    ],
)
def test_printed_names_lose_quotes_and_brackets(printed: str, expected: str) -> None:
    assert plain(printed) == expected


def test_alias_rows_do_not_contradict_each_other() -> None:
    tables = tomllib.loads(data_path("entities", "aliases.toml").read_text(encoding="utf-8"))
    assert sum(map(len, tables.values())) >= 150
    table = load_aliases()
    for section, rows in tables.items():
        kind = "LOC" if section in ("places", "states") else "ORG"
        owners: dict[str, str] = {}
        for row in rows:
            assert set(row) <= {"name", "aliases", "of", "genitive"}
            for name in (row["name"], *row.get("aliases", ())):
                assert owners.setdefault(fold(name), row["name"]) == row["name"], f"{name} is listed twice"
                found = table.find(name, kind)
                assert found is not None
                assert found.name == row["name"]


def test_genitives_of_states() -> None:
    table = load_aliases()
    expected = {
        "Азербайджан": "Азербайджана",
        "Россия": "России",
        "США": "США",
        "Украина": "Украины",
        "Израиль": "Израиля",
        "Нидерланды": "Нидерландов",
        "Новая Зеландия": "Новой Зеландии",
        "Литва": "Литвы",
        "Марокко": "Марокко",
    }
    rows = {state: table.find(state, "LOC") for state in expected}
    assert {state: table.genitive(row) for state, row in rows.items() if row} == expected


@pytest.mark.parametrize("name", ["aliases.toml", "broken.toml"])
def test_an_unreadable_alias_list_is_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "broken.toml":
        path.write_text("places = [", encoding="utf-8")
    with pytest.raises(ModelError, match=f"the alias list .*{name} cannot be read"):
        load_aliases(path)


def test_phrases_decline_up_to_their_noun() -> None:
    assert declined_words("Генеральная Ассамблея ООН") == 2
    assert "Генеральной Ассамблее ООН" in phrase_forms("Генеральная Ассамблея ООН", declined=2)
    assert phrase_forms("ООН", declined=0) == {"ООН"}


@given(st.sampled_from(["Гянджа", "Гусейнов", "Турция", "комитет", "Рагимова", "Шамкир", "Китай", "агентство"]))
def test_every_form_leads_back_to_its_nominative(word: str) -> None:
    for case in CASES:
        for form in word_forms(word, case):
            assert word in {reading.word for reading in readings(form)}


@given(st.text(max_size=20))
def test_readings_of_any_text_are_safe(text: str) -> None:
    assert all(reading.case in CASES for reading in readings(text))
