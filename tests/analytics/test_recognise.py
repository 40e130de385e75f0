"""Recognition with the real models: what an article's entities are, and what no input may break."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analytics.assets import find_assets
from analytics.entities import Entity, Recogniser
from analytics.entities.names import Naming
from analytics.entities.spans import Span, join_spans
from analytics.errors import ModelError

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"

TITLE = "Генассамблея ООН поддержала инициативу Азербайджана"
TEXT = """В Женеве прошла встреча начальника Государственной миграционной службы Азербайджана (ГМС) Фикрета Саламова \
с послом Грузии Лали Мчедлидзе.
Ф.Саламов рассказал о работе ГМС и поблагодарил Генеральную Ассамблею ООН.
Фикрет Саламов добавил, что Азербайджанская Республика примет форум в Гяндже."""


def names(entities: list[Entity], kind: str) -> dict[str, int]:
    return {entity.name: entity.count for entity in entities if entity.kind == kind}


def assert_surfaces_match(entities: list[Entity], title: str, text: str) -> None:
    fields = {"title": title, "text": text}
    for entity in entities:
        assert entity.count == len(entity.surfaces) > 0
        for surface in entity.surfaces:
            assert fields[surface.field][surface.start : surface.stop] == surface.text


def test_forms_of_one_thing_are_one_entity(recogniser: Recogniser) -> None:
    entities = recogniser.entities(TITLE, TEXT, lang="ru")
    assert names(entities, "PER")["Фикрет Саламов"] == 3
    assert names(entities, "ORG") == {
        "Государственная миграционная служба Азербайджана": 2,
        "Генеральная Ассамблея ООН": 2,
    }
    assert names(entities, "LOC") == {"Азербайджан": 2, "Женева": 1, "Грузия": 1, "Гянджа": 1}
    assert_surfaces_match(entities, TITLE, TEXT)


def test_names_that_only_the_article_explains(recogniser: Recogniser) -> None:
    def people(text: str) -> set[str]:
        return set(names(recogniser.entities("", text, lang="ru"), "PER"))

    assert people("Соседи ждали, когда Ильяс и Гюльбаниз Мамишевы откроют ларек.") == {
        "Ильяс Мамишев",
        "Гюльбаниз Мамишева",
    }
    assert people("Глава делегации, советник министра культуры Наиля Тахирли ответила.") == {"Наиля Тахирли"}
    assert people("Арбитр удалил защитника «Сабаха» Жоана Феррейру.") == {"Жоан Феррейра"}
    entities = recogniser.entities(
        "", "Кирсти Ковентри прибыла в Баку. Вечером Ковентри выехала в Ковентри.", lang="ru"
    )
    assert names(entities, "PER") == {"Кирсти Ковентри": 2}
    assert names(entities, "LOC")["Ковентри"] == 1


def test_a_body_does_not_reach_into_the_next_sentence(recogniser: Recogniser) -> None:
    entities = recogniser.entities(
        "", "Участники рынка ждут заседания ОПЕК+. Bloomberg сообщает о квотах, а другие СМИ молчат.", lang="ru"
    )
    assert set(names(entities, "ORG")) == {"ОПЕК", "Bloomberg"}


def test_entities_come_by_count_then_by_first_mention(recogniser: Recogniser) -> None:
    entities = recogniser.entities(TITLE, TEXT, lang="ru")
    counts = [entity.count for entity in entities]
    assert counts == sorted(counts, reverse=True)
    twice = [entity.name for entity in entities if entity.count == 2]
    assert twice[:2] == ["Генеральная Ассамблея ООН", "Азербайджан"]
    assert entities[0].entity_id == "PER:fikrat salamov"


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        (
            "Об этом сообщили в Бакинском международном морском торговом порту.",
            "ORG",
            "Бакинский международный морской торговый порт",
        ),
        ("Документ направлен в МИД Египта.", "ORG", "Министерство иностранных дел Египта"),
        ("Министр встретился с Айтен Шукюровой в Ленкорани.", "PER", "Айтен Шукюрова"),
        ("Министр встретился с Айтен Шукюровой в Ленкорани.", "LOC", "Ленкорань"),
        ("Делегация побывала в Нью-Йорке и Баку.", "LOC", "Нью-Йорк"),
        ("Работы идут в Гедабекском районе.", "LOC", "Гедабекский район"),
        ("Работы идут в Абшеронском, Хазарском и Сабунчинском районах.", "LOC", "Абшеронский район"),
        ("Тревогу объявляли в Киевской, Одесской и Сумской областях.", "LOC", "Киевская область"),
        ("Тревогу объявляли в Киевской, Одесской и Сумской областях.", "LOC", "Сумская область"),
        (
            "Государственное агентство автомобильных дорог Азербайджана рекомендует не спешить.",
            "ORG",
            "Государственное агентство автомобильных дорог Азербайджана",
        ),
        (
            "В Государственной службе Украины по чрезвычайным ситуациям уточнили, что пострадавших нет.",
            "ORG",
            "Государственная служба Украины по чрезвычайным ситуациям",
        ),
        ("Лед на Байкале стал тоньше.", "LOC", "Байкал"),
        ("Корабли прошли в Арктике.", "LOC", "Арктика"),
        ("Поезд стоит в Орехово-Зуеве.", "LOC", "Орехово-Зуево"),
        ("Снег выпал в Поволжье.", "LOC", "Поволжье"),
        ("Завод построили в Череповце.", "LOC", "Череповец"),
        ("Банк стоит на углу улицы Хаган Гасымова.", "LOC", "улица Хаган Гасымова"),
        ("Директор станции Хайрулло Сафаров показал стройку.", "PER", "Хайрулло Сафаров"),
        ("Встреча с директором парка Вячеславом Ахмедовым прошла в среду.", "PER", "Вячеслав Ахмедов"),
        ("Матч «Карабаха» с командой из Польши закончился вничью.", "ORG", "Карабах"),
        ("Причина смерти Ларисы Светличной — сердечная недостаточность.", "PER", "Лариса Светличная"),
        ("Посетители написали омбудсмену Артуру Лубинцу о задержках.", "PER", "Артур Лубинец"),
        ("Мы каждую неделю приезжали к Марине Афанасьевне вместе с сыном.", "PER", "Марина Афанасьевна"),
        ("Обещания президента Аслана Бжании выполнены не были.", "PER", "Аслан Бжания"),
        ("Администрация президента США Джо Байдена сняла запрет на поставки.", "PER", "Джо Байден"),
        ("Он прибудет с визитом, сообщила пресс-служба Токаева.", "PER", "Токаев"),
        ("Компания SpaceX Илона Маска в шестой раз испытала корабль.", "PER", "Илон Маск"),
        ("— А где им ездить? — парировала Аида Рустамова.", "PER", "Аида Рустамова"),
        ("После отравления кафе закрыли, пояснила инспектор Алла Попкова.", "PER", "Алла Попкова"),
        ("Прежде о пробе говорила гляциолог. Гляциолог Бьёрн Хальворсен с ней спорит.", "PER", "Бьёрн Хальворсен"),
        ("Взрыв прогремел в Севастополе. Губернатор Севастополя сообщил, что погибших нет.", "LOC", "Севастополь"),
        ("Загорелось на предприятии в Раменском.", "LOC", "Раменское"),
        ("Пожар на складе в Жуковском потушили за час.", "LOC", "Жуковский"),
        ("Лавина, сошедшая ночью в Верхней Сванетии, отрезала сёла.", "LOC", "Верхняя Сванетия"),
        ("Груз отправлен в больницу в Термезе.", "LOC", "Термез"),
        ("Пуски произведены из района Вонсана в сторону моря.", "LOC", "Вонсан"),
        ("Воду пустят на насосные станции в Сурхандарье.", "LOC", "Сурхандарья"),
        ("Авария произошла под Набережными Челнами.", "LOC", "Набережные Челны"),
        ("В Белой Церкви отключили свет.", "LOC", "Белая Церковь"),
        ("Осень приходит в зиму в Южном Бутово.", "LOC", "Южное Бутово"),
        ("В Серебряном бору построят мост.", "LOC", "Серебряный бор"),
        ("Суд в Ростове-на-Дону вынес приговор.", "LOC", "Ростов-на-Дону"),
        ("Завод в Каменске-Уральском закрыт.", "LOC", "Каменск-Уральский"),
        ("Начался штурм Мартыновки — села к востоку от реки.", "LOC", "Мартыновка"),
        ("Эксперты посетили Запорожскую АЭС.", "ORG", "Запорожская АЭС"),
        ("Вратарь «Ак Барса» получил травму.", "ORG", "Ак Барс"),
        ("Вклады «Каспиан Капитал Банка» застрахованы.", "ORG", "Каспиан Капитал Банк"),
        ("Площадь пожара уточнили в ГУ МЧС по Самарской области.", "ORG", "ГУ МЧС по Самарской области"),
    ],
)
def test_names_are_nominative(recogniser: Recogniser, sentence: str, kind: str, name: str) -> None:
    assert name in names(recogniser.entities("", sentence, lang="ru"), kind)


def test_a_street_named_after_a_person_is_a_place(recogniser: Recogniser) -> None:
    entities = recogniser.entities("", "Движение по проспекту Юсифа Сафарова закрыто до вечера.", lang="ru")
    assert names(entities, "PER") == {}
    assert names(entities, "LOC") == {"проспект Юсифа Сафарова": 1}


def test_an_abbreviation_in_brackets_is_an_alias_in_its_article(recogniser: Recogniser) -> None:
    text = "Агентство горных дорог (АГД) открыло новый участок.\nВ АГД отметили, что движение уже пущено."
    assert names(recogniser.entities("", text, lang="ru"), "ORG") == {"Агентство горных дорог": 2}


def test_the_outlet_itself_is_no_entity(recogniser: Recogniser) -> None:
    text = "Как передает «Хазар-Информ», в Баку прошел дождь. В Минздраве «Хазар-Информ» дали советы."
    assert "Хазар-Информ" in names(recogniser.entities("", text, lang="ru"), "ORG")
    entities = recogniser.entities("", text, lang="ru", own_names=["Хазар-Информ"])
    assert names(entities, "ORG") == {"Министерство здравоохранения Азербайджана": 1}


def test_adjectives_and_offices_are_no_entities(recogniser: Recogniser) -> None:
    text = "Азербайджанский министр принял Председателя комитета и российскую делегацию."
    assert recogniser.entities("", text, lang="ru") == []


@pytest.mark.parametrize("lang", ["tr", "ka", ""])
def test_languages_without_a_recogniser_have_no_entities(recogniser: Recogniser, lang: str) -> None:
    assert recogniser.entities("Prezident Bakıda çıxış etdi", "Baku, Azerbaijan", lang=lang) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u00a0\n\t"])
def test_text_without_words_has_no_entities(recogniser: Recogniser, text: str) -> None:
    assert recogniser.spans(text) == []
    assert recogniser.entities(text, text, lang="ru") == []


def test_overlong_paragraphs_are_read_in_pieces(recogniser: Recogniser) -> None:
    text = "В Гяндже открыли школу. " * 1000
    assert names(recogniser.entities("", text, lang="ru"), "LOC") == {"Гянджа": 1000}


pieces = st.sampled_from(
    [
        "Баку",
        "ООН",
        "(ГМС)",
        "«",
        "»",
        "Вусал",
        "В.Гусейнов",
        "служба",
        "Генеральной",
        " ",
        "\n",
        ".",
        "и",
        "Ёё",
        "İ",
        "🙂",
        "\x00",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.text(max_size=60),
    text=st.one_of(st.text(max_size=200), st.lists(pieces, max_size=25).map(" ".join), st.lists(pieces).map("".join)),
)
@example(title="", text="улице Гейдара")
def test_surfaces_match_any_text(recogniser: Recogniser, title: str, text: str) -> None:
    assert_surfaces_match(recogniser.entities(title, text, lang="ru", own_names=["Баку"]), title, text)


def test_neighbouring_spans_of_one_body_are_joined() -> None:
    paragraph = "в Академии наук Грузии (АНГ) и ООН Грузия"
    raw = [Span(2, 15, "ORG"), Span(16, 28, "LOC"), Span(31, 34, "ORG"), Span(35, 41, "LOC")]
    joined = join_spans(paragraph, raw, naming=Naming())
    assert [(paragraph[span.start : span.stop], span.kind, span.alias) for span in joined] == [
        ("Академии наук Грузии (АНГ)", "ORG", "АНГ"),
        ("ООН", "ORG", ""),
        ("Грузия", "LOC", ""),
    ]
    assert joined[0].inside == (Span(16, 22, "LOC"),)


def test_missing_model_files_are_said_in_one_line() -> None:
    with pytest.raises(ModelError, match="no package natashaa, whose data files"):
        find_assets("natashaa")
    with pytest.raises(ModelError, match=r"no slovnet_ner_news_v1\.tar in the installed polars package"):
        find_assets("polars")


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, analytics.entities; sys.exit(any(m in sys.modules for m in ('slovnet', 'navec', 'natasha')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not SEED.is_file(), reason="the reference article is not beside this checkout")
def test_the_reference_article(recogniser: Recogniser) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    date = next(index for index, line in enumerate(lines) if line.startswith("21 мая 2022"))
    title = lines[date + 1]
    body = lines[date + 2 :]
    text = "\n".join(line for line in body[: body.index("Последние новости")] if line.strip())
    entities = recogniser.entities(title, text, lang="ru", own_names=["Report"])
    assert names(entities, "PER") == {"Вусал Гусейнов": 3, "Абдулла Шахид": 2, "Яшар Алиев": 1}
    bodies = names(entities, "ORG")
    assert bodies["ООН"] >= 4
    assert bodies["Генеральная Ассамблея ООН"] == 4
    assert bodies["Государственная миграционная служба Азербайджана"] == 3
    assert "Report" not in bodies
    assert names(entities, "LOC") == {"Азербайджан": 7, "Нью-Йорк": 1}
    assert {entity.name: entity.role for entity in entities if entity.role != "mentioned"} == {
        "Вусал Гусейнов": "speaks",
        "Государственная миграционная служба Азербайджана": "source",
    }
    forms = {surface.text for entity in entities for surface in entity.surfaces}
    assert {"Вусалом Гусейновым", "В.Гусейнов", "ГМС", "Азербайджанской Республики"} <= forms
    assert_surfaces_match(entities, title, text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Об этом сказал посол Барри Лоуенкрон (Barry Lowenkron) вчера.", {"Барри Лоуенкрон": 2}),
        (
            "Назначен Гусейнов Вусал Али оглу. Гусейнову вручены грамоты. В.А. Гусейнов ранее служил.",
            {"Вусал Гусейнов": 3},
        ),
        ("На встрече была депутат Айтен Мирза кызы.", {"Айтен Мирза кызы": 1}),
        ("Гостей встречал Кямран Али оглу Велиев.", {"Кямран Велиев": 1}),
        ("Переговоры прошли с Шавкатом Каримовым-оглу в Ташкенте.", {"Шавкат Каримов-оглу": 1}),
        ("Дом сдан, уточнила начальник отдела Фарида Улви-заде.", {"Фарида Улви-заде": 1}),
        ("Переходная команда Трампа заявила о новых назначениях.", {"Трамп": 1}),
        ("Альголог Ругия Махмудзаде набирает воду.", {"Ругия Махмудзаде": 1}),
        ("Составы:\n• Коффи Коджа (Бенин) • Горацио Элисондо (Аргентина)", {"Коффи Коджа": 1, "Горацио Элисондо": 1}),
    ],
)
def test_people_written_in_other_orders(recogniser: Recogniser, text: str, people: dict[str, int]) -> None:
    assert names(recogniser.entities("", text, lang="ru"), "PER") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Путин: — Европу опять ждут проблемы.", {"Владимир Путин", "Путин"}),
        ("**⚡️Байден заявил о достижении перемирия.**", {"Байден"}),
        ("Зал затих. Крутоярченко — о планах: «Мы готовы».", {"Крутоярченко"}),
        ("Выводы: ждать. Биткоин продолжает расти. Женщина рассказала о кредите. Русский: два часа.", set()),
    ],
)
def test_a_surname_that_opens_a_sentence_is_a_person(recogniser: Recogniser, text: str, people: set[str]) -> None:
    found = set(names(recogniser.entities("", text, lang="ru"), "PER"))
    assert found <= people
    assert bool(found) == bool(people)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Мэр города Козодой уклонился от разговора. Позже Василий Николаевич объехал дамбы.", "Василий Козодой"),
        (
            "Памяти певца Лиама Пейна. Вечер об участнике группы Лиаме Пейне прошел в Баку, с Пейном дружили.",
            "Лиам Пейн",
        ),
        ("Местная жительница Клавдия Степановна Ригоева ждет паром. Ригоевой обещана льгота.", "Клавдия Ригоева"),
        ("Награду вручили бизнесмену Ю Мин Соку.", "Ю Мин Сок"),
        ("Роман написал Пабло Эррера Кинтана. Критики хвалят Эрреру.", "Пабло Эррера Кинтана"),
        ("По словам Нихада Исрафилова, дорогу откроют.", "Нихад Исрафилов"),
        ("Тренер похвалил Кевина Медину.", "Кевин Медина"),
        ("«Выводы верны», – сказала Н.И. Щукина. Вопросы задали Щукиной.", "Н.И.Щукина"),
        ("Об этом сообщила Зулейха ханым Талышинская.", "Зулейха Талышинская"),
        ("Иск подал Ерлан Сагындыкулы Досжанов.", "Ерлан Досжанов"),
        ("У Галины Ивановны болят ноги.", "Галина Ивановна"),
    ],
)
def test_what_an_article_says_elsewhere_names_a_person(recogniser: Recogniser, text: str, person: str) -> None:
    assert set(names(recogniser.entities("", text, lang="ru"), "PER")) == {person}


def test_names_in_a_row_stand_in_one_case(recogniser: Recogniser) -> None:
    found = names(recogniser.entities("", "Президент принял Али Асадова и Эльнура Мамедова.", lang="ru"), "PER")
    assert set(found) == {"Али Асадов", "Эльнур Мамедов"}


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (
            "Движение закрыто по улицам Низами, Хагани и Истиглалият.",
            "LOC",
            {"улица Низами", "улица Хагани", "улица Истиглалият"},
        ),
        (
            "По данным Национального бюро статистики Казахстана, цены растут. В Нацбюро статистики ждут спада.",
            "ORG",
            {"Национальное бюро статистики Казахстана"},
        ),
        (
            "В Управлении ООН по координации гуманитарных вопросов (УКГВ) ждут помощи. УКГВ работает.",
            "ORG",
            {"Управление ООН по координации гуманитарных вопросов"},
        ),
        (
            "В среду/ KASPI PRESS/ Государственная миграционная служба Азербайджана (ГМС) сообщила о депортации.",
            "ORG",
            {"KASPI PRESS", "Государственная миграционная служба Азербайджана"},
        ),
        ("Депутат от «Справедливой России» выступил против.", "ORG", {"Справедливая Россия"}),
        ("Помощь доставили к Чухломе утром.", "LOC", {"Чухлома"}),
        ("Паводок затопил берег реки Верхотинки и русло Чинардарачая.", "LOC", {"Верхотинка", "Чинардарачай"}),
        ("В деревне Кривое живут двое, мост через Аварское Койсу закрыт.", "LOC", {"Кривое", "Аварское Койсу"}),
        (
            "Паводок дошел до Малой Вишеры и Черёмушек, а в Сергиевом Посаде вода спала.",
            "LOC",
            {"Малая Вишера", "Черёмушки", "Сергиев Посад"},
        ),
    ],
)
def test_rows_contractions_and_places_in_any_case(
    recogniser: Recogniser, text: str, kind: str, found: set[str]
) -> None:
    assert set(names(recogniser.entities("", text, lang="ru"), kind)) == found


def test_a_ministry_in_lower_case_and_streets_in_pairs(recogniser: Recogniser) -> None:
    body = names(recogniser.entities("", "Разъяснение дали в министерстве труда.", lang="ru"), "ORG")
    assert list(body) == ["Министерство труда и социальной защиты населения Азербайджана"]
    streets = names(recogniser.entities("", "Двор стоит между улицами Шарифзаде и Мирали Сеидова.", lang="ru"), "LOC")
    assert set(streets) == {"улица Шарифзаде", "улица Мирали Сеидова"}
