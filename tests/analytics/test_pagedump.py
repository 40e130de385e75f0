"""A page dump comes apart into headline, section, date and body, and nothing of the body is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.dates import parse_date
from analytics.pagedump import Page, lead_of, parse_page, trim_body

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "article.txt"

RU = """Погода
Выставки Баку
Погода
Выставки Баку
В Шеки открылась мастерская по реставрации шелковых ковров
В Шеки открылась мастерская по реставрации шелковых ковров Мастерская начала работу в старом караван-сарае. Перв
Культура
• 24 февраля, 2026 • 17:07
👁 1 204
В Шеки открылась мастерская по реставрации шелковых ковров

Мастерская начала работу в старом караван-сарае. Первыми учениками стали двенадцать студентов.

По словам руководителя мастерской Лейлы Садыговой, занятия будут бесплатными.
Читайте также:
В Гяндже обновили городской музей

"Мы ждали этого дня пять лет", - сказала она.
Orphus sistemi

Лейла Садыгова, Шеки, ковры, реставрация

Последние новости
17:30 В порту Алят увеличили число рейсов
Şəkidə ipək xalçaların bərpası emalatxanası açılıb
Silk carpet workshop opens in Sheki
"""

AZ = """USD 1.7000
EUR 1.9876
Bakı +15°C
Gəncədə yeni kitabxana istifadəyə verilib - YENİLƏNİB
Cəmiyyət
11 noyabr, 2025 - 21:55
Oxunub: 532
Gəncədə yeni kitabxananın açılışı olub, binada uşaqlar üçün ayrıca zal var.
Kitabxananın direktoru Rəna Qasımova deyib ki, fondda 40 min kitab toplanıb.
Gəncədə yeni kitabxananın açılışı olub, binada uşaqlar üçün ayrıca zal var.
Kitabxananın direktoru Rəna Qasımova deyib ki, fondda 40 min kitab toplanıb.
Açar sözlər: kitabxana, Gəncə
В Гяндже открылась новая библиотека
Son xəbərlər
Bakıda külək güclənəcək
"""

EN = """Home
Economy
19 December 2025 | 13:41
Lankaran tea growers expect a record harvest this spring
Baku. 19 December. REPORT.AZ/ Tea growers in the Lankaran district expect a record. New bushes were planted in 2021.
"The bushes came through the winter well," said Rashad Aslanov, who heads a local cooperative.
Share
Facebook
Latest news
Road to Lerik reopens after repairs
"""


def test_a_russian_page() -> None:
    page = parse_page(RU)
    assert page == Page(
        title="В Шеки открылась мастерская по реставрации шелковых ковров",
        lead="Мастерская начала работу в старом караван-сарае. Первыми учениками стали двенадцать студентов.",
        text="Мастерская начала работу в старом караван-сарае. Первыми учениками стали двенадцать студентов.\n"
        "По словам руководителя мастерской Лейлы Садыговой, занятия будут бесплатными.\n"
        '"Мы ждали этого дня пять лет", - сказала она.',
        section="Культура",
        published_text="24 февраля, 2026 • 17:07",
    )


def test_an_azerbaijani_page_with_its_body_printed_twice() -> None:
    page = parse_page(AZ)
    assert page.title == "Gəncədə yeni kitabxana istifadəyə verilib"
    assert page.section == "Cəmiyyət"
    assert page.published_text == "11 noyabr, 2025 - 21:55"
    assert page.text.split("\n") == [
        "Gəncədə yeni kitabxananın açılışı olub, binada uşaqlar üçün ayrıca zal var.",
        "Kitabxananın direktoru Rəna Qasımova deyib ki, fondda 40 min kitab toplanıb.",
    ]


def test_an_english_page_with_the_section_above_the_date() -> None:
    page = parse_page(EN, known_sections=["Economy"])
    assert page.title == "Lankaran tea growers expect a record harvest this spring"
    assert (page.section, page.published_text) == ("Economy", "19 December 2025 | 13:41")
    assert page.text.startswith("Baku. 19 December. REPORT.AZ/ Tea growers")
    assert page.text.endswith("who heads a local cooperative.")
    assert page.text.count("\n") == 1


@pytest.mark.skipif(not SEED.exists(), reason="the seed article lies beside the checkout, not in it")
def test_the_seed_article() -> None:
    page = parse_page(SEED.read_text(encoding="utf-8"))
    assert page.title == "Генассамблея ООН высоко оценила работу в сфере миграции в Азербайджане"
    assert page.section == "Внешняя политика"
    assert page.published_text == "21 мая 2022 г. 16:49"
    parsed = parse_date(page.published_text)
    assert parsed is not None
    assert parsed.when.isoformat() == "2022-05-21T12:49:00+00:00"
    paragraphs = page.text.split("\n")
    assert len(paragraphs) == 6
    assert paragraphs[0].startswith("В рамках первого")
    assert paragraphs[-1].endswith("13 стран региона.")


TITLE = "Мост через Куру снова открыт"
BODY = "Мост через Куру открыли после ремонта.\nДвижение по нему началось утром."


@pytest.mark.parametrize(
    "dump",
    [
        f"{TITLE}\nТранспорт\n5 мая 2025 10:00\n{BODY}",
        f"Транспорт\n5 мая 2025 10:00\n{TITLE}\n{BODY}",
        f"{TITLE}\n{TITLE} Мост через Куру откры...\nТранспорт\n5 мая 2025 10:00\n{BODY}",
        f"{TITLE}\nМост через Куру открыли после\nТранспорт\n5 мая 2025\n10:00\n{TITLE}\n{BODY}",
        f"Паводок\n{TITLE}\nТранспорт\n5 мая 2025 10:00\n10:05\n{BODY}",
    ],
)
def test_other_orders_of_the_header(dump: str) -> None:
    page = parse_page(dump, known_sections=("Транспорт",))
    assert (page.title, page.section) == ("Мост через Куру снова открыт", "Транспорт")
    assert page.published_text == "5 мая 2025 10:00"
    assert page.text.removeprefix("10:05\n") == BODY


def test_a_headline_and_a_date_without_a_section() -> None:
    page = parse_page(f"Мост через Куру снова открыт\n5 мая 2025 10:00\n{BODY}")
    assert (page.title, page.section, page.text) == ("Мост через Куру снова открыт", "", BODY)


def test_a_repeated_headline_without_a_date() -> None:
    page = parse_page(f"Паводок\nМост через Куру снова открыт\nТранспорт\nМост через Куру снова открыт\n{BODY}")
    assert (page.title, page.section, page.text) == ("Мост через Куру снова открыт", "Транспорт", BODY)


def test_a_standfirst_that_the_body_does_not_repeat_is_kept() -> None:
    standfirst = "Ремонт занял два года и обошелся дешевле, чем ожидали."
    page = parse_page(f"Мост через Куру снова открыт\n{standfirst}\n5 мая 2025 10:00\n{BODY}")
    assert (page.title, page.text) == ("Мост через Куру снова открыт", f"{standfirst}\n{BODY}")


def test_a_date_below_the_article() -> None:
    paragraphs = "\n".join(
        f"Абзац номер {n} рассказывает о ремонте моста через Куру подробно и с цифрами." for n in "123"
    )
    page = parse_page(f"Мост через Куру снова открыт\n{paragraphs}\n5 мая 2025 10:00")
    assert (page.title, page.text) == ("Мост через Куру снова открыт", paragraphs)
    assert page.published_text == "5 мая 2025 10:00"


def test_a_dateline_stands_in_for_a_date_line() -> None:
    page = parse_page("Мост через Куру снова открыт\nБаку/04.06.22/Turan: Мост через Куру открыли после ремонта.")
    assert page.published_text == "04.06.22"
    assert page.text.startswith("Баку/04.06.22/Turan:")


def test_a_plain_text_is_a_headline_and_paragraphs() -> None:
    page = parse_page(f"Мост через Куру снова открыт\n\n{BODY}")
    assert (page.title, page.text, page.section, page.published_text) == ("Мост через Куру снова открыт", BODY, "", "")


def test_a_single_paragraph_has_no_headline() -> None:
    assert parse_page("Мост через Куру открыли.") == Page(
        title="", lead="Мост через Куру открыли.", text="Мост через Куру открыли.", section="", published_text=""
    )
    assert parse_page(" \n ").text == ""


def test_a_given_headline_makes_the_rest_a_body() -> None:
    page = parse_page(f"Ремонт\n{BODY}", title="Мост через Куру снова открыт")
    assert (page.title, page.text) == ("Мост через Куру снова открыт", f"Ремонт\n{BODY}")
    page = parse_page(f"Мост через Куру снова открыт!\n{BODY}", title="Мост через Куру снова открыт")
    assert page.text == BODY


def test_a_given_headline_is_found_in_a_page() -> None:
    page = parse_page(RU, title="В Шеки открылась мастерская по реставрации шелковых ковров")
    assert (page.section, page.text.count("\n")) == ("Культура", 2)


def test_letters_and_markup_are_repaired() -> None:
    page = parse_page(
        "<b>Moст чepeз Kуpy</b> &laquo;снова&raquo; открыт\nВчepa oткрыли мост. COVID-19 и IT-рынок, 5 < 7."
    )
    assert page.title == "Мост через Куру «снова» открыт"
    assert page.text == "Вчера открыли мост. COVID-19 и IT-рынок, 5 < 7."


def test_an_updated_article_keeps_its_old_version_once() -> None:
    new = "Число пострадавших в аварии под Губой выросло до семи человек."
    old = "Под Губой перевернулся автобус, движение по трассе было перекрыто на час."
    page = parse_page(
        f"Авария под Губой - ОБНОВЛЕНО\n5 мая 2025 10:00\n{new}\n{old}\nОБНОВЛЕНО\n{old}\nПервая версия вышла утром."
    )
    assert page.title == "Авария под Губой"
    assert page.text.split("\n") == [new, old, "Первая версия вышла утром."]


def test_a_doubled_headline_and_a_doubled_paragraph() -> None:
    paragraph = "Мост через Куру открыли после ремонта, который продолжался почти два года."
    title = "Мост через Куру снова открыт"
    page = parse_page(f"{title} {title}\n5 мая 2025 10:00\n{paragraph} {paragraph}")
    assert (page.title, page.text) == (title, paragraph)


def test_a_body_keeps_what_only_looks_like_boilerplate() -> None:
    lines = ["Итог матча:", "3:1", "В Баку 15 градусов тепла.", "Источник: Агентство «Пример»", "(primer.az)"]
    assert trim_body(lines, anchored=True) == lines
    # In a text that is no page, other news ends where sentences begin again.
    assert trim_body(["Начало.", "Последние новости", "Мост закрыт", "Продолжение статьи."]) == [
        "Начало.",
        "Продолжение статьи.",
    ]


def test_the_lead_is_the_first_sentences() -> None:
    first = "В с. Алят, по словам В. Гусейнова, построят новый причал для паромов. "
    assert lead_of("Коротко.\nА это второй абзац.") == "Коротко. А это второй абзац."
    lead = lead_of(first * 8)
    assert lead == (first * 4).strip()
    long = lead_of("слово " * 200)
    assert len(long) <= 301
    assert long.endswith("слово…")


WORDS = {
    "ru": ["мост", "завод", "выставка", "река", "дорога", "школа", "музей", "площадь", "урожай", "поезд"],
    "az": ["körpü", "zavod", "sərgi", "çay", "yol", "məktəb", "muzey", "meydan", "məhsul", "qatar"],
    "en": ["bridge", "factory", "exhibition", "river", "road", "school", "museum", "square", "harvest", "train"],
}
SECTIONS = {"ru": "Внешняя политика", "az": "Xarici siyasət", "en": "Foreign policy"}
DATES = {"ru": "21 мая 2022 г. 16:49", "az": "11 noyabr, 2025 - 21:55", "en": "19 December 2025 | 13:41"}
ENDS = {"ru": "Последние новости", "az": "Son xəbərlər", "en": "Latest news"}
FOREIGN = {"ru": "Körpü və məktəb açılıb", "az": "Открыты мост и школа", "en": "Открыты мост и школа"}


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str, str, str, list[str]]:
    """A dump with the parts it was built from."""
    lang = draw(st.sampled_from(sorted(WORDS)))
    words = st.sampled_from(WORDS[lang])
    title = " ".join(draw(st.lists(words, min_size=4, max_size=10))).capitalize()
    ends = st.sampled_from([".", "!", "?", "…", '."', ".»", ":"])
    paragraph = st.builds(
        lambda ws, end: " ".join(ws).capitalize() + end, st.lists(words, min_size=1, max_size=60), ends
    )
    # Numbered, so that no two are the same: a paragraph printed twice is boilerplate.
    body = [f"{n} {text}" for n, text in enumerate(draw(st.lists(paragraph, min_size=1, max_size=8)), 1)]
    strip = draw(st.lists(words.map(str.capitalize), max_size=4))
    lead = f"{title} {' '.join(body)}"[: len(title) + draw(st.integers(2, 200))].strip()
    noise = draw(
        st.lists(st.sampled_from(["Orphus sistemi", "👁 1 204", "USD 1.7000", "Facebook", "A- A A+"]), max_size=3)
    )
    header = [
        *strip,
        *strip,
        title,
        *([lead] if draw(st.booleans()) else []),
        SECTIONS[lang],
        DATES[lang],
        *noise,
        title,
    ]
    place = draw(st.integers(0, len(body)))
    tail = [*noise, ENDS[lang], FOREIGN[lang], title] if draw(st.booleans()) else noise
    gap = draw(st.sampled_from(["\n", "\n\n", "\r\n", " \n\u00a0\n"]))
    return gap.join([*header, *body[:place], *noise, *body[place:], *tail]), title, SECTIONS[lang], DATES[lang], body


@settings(max_examples=300)
@given(pages())
def test_a_page_gives_back_what_it_was_built_from(built: tuple[str, str, str, str, list[str]]) -> None:
    dump, title, section, date, body = built
    page = parse_page(dump)
    assert (page.title, page.section, page.published_text) == (title, section, date)
    assert page.text.split("\n") == body


@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_text_breaks_the_parser(lines: list[str]) -> None:
    page = parse_page("\n".join(lines), known_sections=lines[:1])
    assert "\n" not in page.title + page.section
