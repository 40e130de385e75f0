"""Nominative names by rules: persons, bodies, places, and the alias table they rest on."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.assets import find_assets
from analytics.entities.aliases import declined_words, load_aliases
from analytics.entities.declension import CASES, forms_of, phrase_forms, readings, word_forms
from analytics.entities.names import Naming, plain
from analytics.entities.persons import PersonForm, PersonNames, load_persons
from analytics.entities.places import Places, load_places
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


@pytest.mark.parametrize(
    ("printed", "case", "expected"),
    [
        ("Марии Лысой", "gen", "Мария Лысая"),
        ("Павла Рудого", "gen", "Павел Рудой"),
        ("Егором Лихим", "ins", "Егор Лихой"),
        ("Марка Вольного", "gen", "Марк Вольный"),
        ("Дмитрия Кравца", "gen", "Дмитрий Кравец"),
        ("Бориса Коломийца", "gen", "Борис Коломиец"),
        ("Платоном Шершнем", "ins", "Платон Шершень"),
        ("Вадимом Соловьём", "ins", "Вадим Соловей"),
        ("Артёмом Киселём", "ins", "Артём Кисель"),
        ("Гордею Палию", "dat", "Гордей Палий"),
        ("Иннокентия Фоминых", "gen", "Иннокентий Фоминых"),
        ("Росселлы Гравины", "gen", "Росселла Гравина"),
        ("Филиппом де Вильневом", "ins", "Филипп де Вильнев"),
        ("Аглаи Щепкиной-Куперник", "gen", "Аглая Щепкина-Куперник"),
        ("Йенса-Уве К.", "gen", "Йенс-Уве К."),
        ("Джошуа Линчу", "dat", "Джошуа Линч"),
        ("Терезы Мэй", "gen", "Тереза Мэй"),
        ("Тогрула Оруджлу", "gen", "Тогрул Оруджлу"),
        ("Рахмонзоде", "dat", "Рахмонзода"),
        ("Довлетгельды Реджепова", "gen", "Довлетгельды Реджепов"),
        ("Чжан Вэйминя", "gen", "Чжан Вэйминь"),
        ("Кан Сон Чхолем", "ins", "Кан Сон Чхоль"),
        ("Фам Ван Туану", "dat", "Фам Ван Туан"),
        ("Таисии Повалий", "dat", "Таисия Повалий"),
        ("Дмитрия Кравца-Белого", "gen", "Дмитрий Кравец-Белый"),
        ("Галины Поливановой-Гришко", "gen", "Галина Поливанова-Гришко"),
        ("Арсена Тер-Габриеляна", "gen", "Арсен Тер-Габриелян"),
        ("Мавлюда Икрам кизи Хасанова", "", "Мавлюда Хасанова"),
        ("Родриго Пессаньи", "gen", "Родриго Пессанья"),
    ],
)
def test_surnames_of_many_kinds_find_their_nominative(
    persons: PersonNames, printed: str, case: str, expected: str
) -> None:
    assert persons.nominative(PersonForm(printed, case)) == expected


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
    ("printed", "case", "expected"),
    [
        ("Малой Вишере", "loc", "Малая Вишера"),
        ("Ростове-на-Дону", "loc", "Ростов-на-Дону"),
        ("Набережными Челнами", "ins", "Набережные Челны"),
        ("Сергиевом Посаде", "loc", "Сергиев Посад"),
        ("Карловых Вар", "gen", "Карловы Вары"),
        ("Белой Церкви", "gen", "Белая Церковь"),
        ("Петропавловске-Камчатском", "loc", "Петропавловск-Камчатский"),
        ("Торжке", "loc", "Торжок"),
        ("Ельца", "gen", "Елец"),
        ("Черёмушек", "gen", "Черёмушки"),
        ("Клину", "loc", "Клин"),
        ("Сачхере", "loc", "Сачхере"),
        ("Абинска", "", "Абинск"),  # where the tagger is wrong about the case, the list knows
        ("Нагасаки", "nom", "Нагасаки"),
    ],
)
def test_listed_places_are_named_from_any_case(printed: str, case: str, expected: str) -> None:
    assert load_places().nominative(printed, case) == expected


def test_news_decide_against_a_place_that_hardly_anybody_names(naming: Naming) -> None:
    places = Places(["Марса", "Олимпы"])
    seen = lambda word: float(word in {"марс", "олимп"})  # noqa: E731
    assert places.nominative("Олимп", "nom", seen) is None
    odd = Naming(naming.aliases, naming.words, places)
    assert odd.place_or_body("Марсе", "LOC", marks=lambda: ("loc", "m"), seen=seen) == "Марс"


@given(st.text(max_size=40), st.sampled_from(["", *CASES]))
def test_any_text_may_be_asked_for_as_a_place(printed: str, case: str) -> None:
    found = load_places().nominative(printed, case)
    assert found is None or load_places().is_listed(found)


@given(st.sampled_from(["Вологда", "Гянджа", "Тбилиси", "Кременчуг", "Одинцово", "Мытищи"]), st.sampled_from(CASES[1:]))
def test_listed_places_come_back_from_each_of_their_forms(name: str, case: str) -> None:
    own = [one for one in readings(name) if one.word == name and (one.gender == "p") == (name == "Мытищи")]
    forms = {form for one in own for form in forms_of(one, case)}
    assert {load_places().nominative(form, case) for form in forms} <= {name}


def test_a_list_of_places_that_cannot_be_read_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("analytics.entities.places.data_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(ModelError, match=r"the list of places .*lands\.txt cannot be read"):
        load_places.__wrapped__()


@pytest.mark.parametrize(
    ("printed", "case", "expected"),
    [
        ("Оренбургского ЦГМС", "", "Оренбургский ЦГМС"),
        ("Еврейской АО", "", "Еврейская АО"),
        ("Волжскому ГУ МЧС", "", "Волжское ГУ МЧС"),
        ("МИДом Таджикистана", "ins", "Министерство иностранных дел Таджикистана"),
        ("Следкомом Белоруссии", "ins", "Следком Белоруссии"),
        ("Заксобранием Пензы", "", "Заксобрание Пензы"),
        ("Тураннефтбанка", "gen", "Тураннефтбанк"),
        ("Геликон-оперы", "gen", "Геликон-опера"),
        ("Кинокомпании «Наше кино»", "gen", "Наше кино"),
        ("Права и совести", "gen", "Право и совесть"),
        ("Росторгу", "dat", "Росторг"),
    ],
)
def test_contracted_bodies_and_bodies_of_places(naming: Naming, printed: str, case: str, expected: str) -> None:
    seen = lambda word: float(word in {"право", "правом", "совесть", "торг", "торгу", "следком"})  # noqa: E731
    assert naming.place_or_body(printed, "ORG", marks=lambda: (case, ""), seen=seen) == expected


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
