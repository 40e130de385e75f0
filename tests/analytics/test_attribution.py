"""Whom an article cites, in three languages, and how an outlet's own names are left out."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.article import Attribution
from analytics.entities.attribution import attributions, own_names
from analytics.resources import data_path

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"
KHAZAR = own_names("khazarinform.example")


def cited(text: str, lang: str, own: frozenset[str] = KHAZAR) -> list[str]:
    return [attribution.name for attribution in attributions("", text, lang=lang, own_names=own)]


def test_the_phrase_is_kept_as_printed() -> None:
    text = "Как сообщили Report в ГМС, во встрече участвовал и посол."
    assert attributions("", text, lang="ru", own_names=own_names("report.az")) == (
        Attribution(name="ГМС", phrase="Как сообщили Report в ГМС"),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Как сообщает «Хазар-Информ» со ссылкой на Министерство экономики, цены снизились.",
            ["Министерство экономики"],
        ),
        ("Дорогу откроют, передает «Хазар-Информ» со ссылкой на пресс-службу Минобороны.", ["Минобороны"]),
        ("Об этом «Хазар-Информ» заявил начальник управления Рамиль Гулузаде.", ["Рамиль Гулузаде"]),
        (
            "Об этом сообщает пресс-служба Государственного комитета по статистике.",
            ["Государственный комитет по статистике"],
        ),
        ("По данным Государственной службы занятости, вакансий стало больше.", ["Государственная служба занятости"]),
        ("По словам начальника участка Вагифа Тарвердиева, путь готов.", ["Вагиф Тарвердиев"]),
        ("По словам инженера Лейлы Мустафаевой, сеть выдержит.", ["Лейла Мустафаева"]),
        (
            "Прибавка невелика, сообщили «Хазар-Информ» в Министерстве экологии и природных ресурсов.",
            ["Министерство экологии и природных ресурсов"],
        ),
        ("В Минздраве «Хазар-Информ» подтвердили, что вакцина есть.", ["Минздрав"]),
        ("Состояние тяжелое, говорится в сообщении Генеральной прокуратуры.", ["Генеральная прокуратура"]),
        ("Прогнозист Тамилла Оруджева сказала «Хазар-Информ», что дождя не будет.", ["Тамилла Оруджева"]),
        ("Погода испортится, пишет Reuters.", ["Reuters"]),
        ("Текст заметки.\nИсточник: Report", ["Report"]),
    ],
)
def test_russian_formulas(text: str, names: list[str]) -> None:
    assert cited(text, "ru") == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Как передает «Хазар-Информ», в Баку прошел дождь.",
        "По данным министерства, цены не изменились.",
        "Вирус не передается от человека к человеку.",
        "О причинах не сообщается. Источник, знакомый с делом, сказал «Хазар-Информ», что все решено.",
        "Делегация сообщила в Баку о своих планах.",
        "Температура источника достигает 58 градусов.",
    ],
)
def test_russian_texts_that_name_no_source(text: str) -> None:
    assert attributions("", text, lang="ru", own_names=KHAZAR) == ()


def test_a_chain_gives_the_outlets_cited_and_not_the_outlet_itself() -> None:
    text = "Как передает «Хазар-Информ» со ссылкой на Reuters, об этом сообщает агентство Kyodo."
    assert cited(text, "ru") == ["Reuters", "Kyodo"]
    assert cited("Как сообщает «Хазар-Информ» со ссылкой на ТАСС и Reuters, курс вырос.", "ru") == ["ТАСС", "Reuters"]


def test_each_source_is_given_once() -> None:
    text = "По данным Госкомстата, рост есть. По информации Госкомстата, он невелик."
    assert attributions("", text, lang="ru") == (Attribution(name="Госкомстат", phrase="По данным Госкомстата"),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Xəzər-İnform Energetika Nazirliyinə istinadən xəbər verir ki, tarif dəyişmir.", ["Energetika Nazirliyi"]),
        ('Dövlət Su Agentliyindən "Xəzər-İnform"a bildirilib ki, işlər bitib.', ["Dövlət Su Agentliyi"]),
        ("Müdafiə Nazirliyinin məlumatına görə, təlim başa çatıb.", ["Müdafiə Nazirliyi"]),
        ("Bunu Tərlan Süleymanlı “Xəzər-İnform”a deyib.", ["Tərlan Süleymanlı"]),
        ("Qərar DİN-ə istinadən yayılıb.", ["DİN"]),
        ("“Xəzər-İnform” xəbər verir ki, hava soyuyacaq.", []),
        ("Nazirliyin məlumatına görə, işlər davam edir.", []),
    ],
)
def test_azerbaijani_formulas(text: str, names: list[str]) -> None:
    assert cited(text, "az") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Prices fell, Khazar-Inform reports referring to the State Statistics Committee.",
            ["State Statistics Committee"],
        ),
        ("According to the Institute of Education, results are due on Friday.", ["Institute of Education"]),
        ("Khazar-Inform reports via Reuters that the port is open.", ["Reuters"]),
        ("Professor Nadir Abbasli told Khazar-Inform that the unit is ready.", ["Nadir Abbasli"]),
        ('"It works," he told reporters. According to officials, it does.', []),
        ("The train goes to Georgia via Gazakh.", []),
    ],
)
def test_english_formulas(text: str, names: list[str]) -> None:
    assert cited(text, "en") == names


def test_other_languages_have_no_formulas() -> None:
    assert attributions("Источник: Report", "По данным ООН, все хорошо.", lang="tr") == ()
    assert attributions("", "По данным ООН, все хорошо.", lang="words") == ()


@pytest.mark.parametrize(
    ("source", "some"),
    [
        ("report.az", {"Report", "REPORT.AZ", "Репорт"}),
        ("https://www.report.az/ru/politika/", {"Report"}),
        ("REPORT", {"Report"}),
        ("khazarinform.example", {"Хазар-Информ", "Xəzər-İnform", "Khazar-Inform"}),
        ("unknown.example", {"Unknown", "unknown.example"}),
        ("Вестник гор", {"Вестник гор"}),
    ],
)
def test_own_names_of_an_outlet(source: str, some: set[str]) -> None:
    assert some <= own_names(source)


def test_no_source_has_no_own_names() -> None:
    assert own_names("") == own_names("  ") == frozenset()


def test_the_phrase_list_keeps_its_form() -> None:
    table = tomllib.loads(data_path("phrases", "attribution.toml").read_text(encoding="utf-8"))
    allowed = {"cues", "pattern", "case", "takes", "side", "opening", "suffix", "needs_own"}
    for lang in ("ru", "az", "en"):
        for row in table[lang]:
            assert {"cues", "pattern", "takes"} <= set(row) <= allowed
            assert row["takes"] in {"body", "person", "any"}
            assert all(len(cue) >= 4 for cue in row["cues"])


pieces = st.sampled_from(
    [
        "сообщили",
        "в",
        "ГМС",
        "По данным",
        "со ссылкой на",
        "«",
        "»",
        "Report",
        "istinadən",
        "According to",
        "told",
        "\n",
        ".",
        "İ",
    ]
)


@settings(deadline=None)
@given(
    text=st.one_of(st.text(), st.lists(pieces).map(" ".join)),
    lang=st.sampled_from(["ru", "az", "en", ""]),
    source=st.text(max_size=20),
)
def test_any_text_is_read_without_error(text: str, lang: str, source: str) -> None:
    for attribution in attributions(text, text, lang=lang, own_names=own_names(source)):
        assert attribution.name
        assert attribution.phrase in text


@pytest.mark.skipif(not SEED.is_file(), reason="the reference article is not beside this checkout")
def test_the_reference_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    found = attributions("", text, lang="ru", own_names=own_names("report.az"))
    assert found == (Attribution(name="ГМС", phrase="Как сообщили Report в ГМС"),)
