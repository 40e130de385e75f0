"""Items become articles: clean, dated in UTC, with a source, a language and keys that last."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.article import Article, Item, Reject
from analytics.normalise import normalise, normalise_url, source_in

PAGE = """Мост через Куру снова открыт
Мост через Куру снова открыт Мост через Куру открыли после
Транспорт
21 мая 2022 г. 16:49
Мост через Куру снова открыт

Мост через Куру открыли после ремонта, сообщает Report.

Движение по нему началось утром.

Последние новости
"""


def article(options: dict[str, Any] | None = None, /, **fields: Any) -> Article:
    found = normalise(Item(origin="test", **fields), **(options or {}))
    assert isinstance(found, Article), found
    return found


def test_a_page_dump_becomes_an_article() -> None:
    found = article(text=PAGE)
    assert (found.title, found.section) == ("Мост через Куру снова открыт", "Транспорт")
    assert (found.source, found.lang, found.url) == ("report.az", "ru", "")
    assert found.text == "Мост через Куру открыли после ремонта, сообщает Report.\nДвижение по нему началось утром."
    assert found.lead == "Мост через Куру открыли после ремонта, сообщает Report. Движение по нему началось утром."
    assert found.published == datetime(2022, 5, 21, 12, 49, tzinfo=UTC)
    assert (found.published_precision, found.published_text) == ("minute", "21 мая 2022 г. 16:49")
    assert found.attribution == ()


def test_what_is_given_wins_over_what_the_page_says() -> None:
    found = article(
        text=PAGE, published="2022-05-20", section="Экономика", source="primer.az", lang="RU-ru", author=" Л. С. "
    )
    assert (found.published_text, found.published_precision) == ("2022-05-20", "day")
    assert (found.section, found.source, found.lang, found.author) == ("Экономика", "primer.az", "ru", "Л. С.")


def test_a_page_that_comes_with_its_headline() -> None:
    found = article(title="Мост через Куру снова открыт", text=PAGE)
    assert (found.section, found.published_precision) == ("Транспорт", "minute")
    assert found.text.count("\n") == 1


def test_the_headline_is_not_repeated_in_the_text() -> None:
    assert article(title="Мост открыт", text="Мост открыт.\nЕго открыли утром.").text == "Его открыли утром."
    assert article(title="Мост открыт", text="Мост открыт").text == ""
    assert article(title="Мост открыт", text="Мост открыт утром.").text == "Мост открыт утром."


def test_markup_goes_and_prose_stays() -> None:
    found = article(
        title="<b>A &amp; B</b>", text="<p>It is 5 < 7 and 9 > 8.</p><div>AT&T <i>rose</i>.</div><style>p {}</style>"
    )
    assert (found.title, found.text) == ("A & B", "It is 5 < 7 and 9 > 8.\nAT&T rose.")
    assert article(title="&lt;b&gt;Twice&lt;/b&gt; escaped").title == "Twice escaped"
    named = "The <script> tag and <foo> are named here."
    assert article(text=named).text == named
    assert article(text="<script>x < 1</script>Мост<!-- x --> открыт.").text == "Мост открыт."


def test_hostile_characters_go() -> None:
    found = article(
        id="a\0b", title="Мост\0 \ud800открыт\u200b", text="Те\u00adкст\u2028второй", source="primer\u0007.az"
    )
    assert (found.title, found.text, found.source) == ("Мост открыт", "Текст\nвторой", "primer.az")


@pytest.mark.parametrize(
    ("options", "fields", "source"),
    [
        ({"default_source": "b.az"}, {"source": " a.az ", "url": "https://c.az/1"}, "a.az"),
        ({"default_source": "b.az"}, {"url": "https://c.az/1"}, "b.az"),
        ({}, {"url": "https://www.C.az/1", "text": "сообщает Report"}, "c.az"),
        ({}, {"text": "Baku. 9 January. REPORT.AZ/ The bridge was opened."}, "report.az"),
        ({}, {"text": "Körpü açılıb, Report xəbər verir."}, "report.az"),
        ({}, {"text": "Мост открыт, передает АЗЕРТАДЖ."}, "azertag.az"),
        ({}, {"text": "The report informs us of a trend."}, "unknown"),
    ],
)
def test_the_source_is_the_nearest_known(options: dict[str, str], fields: dict[str, str], source: str) -> None:
    assert article(options, title="T", **fields).source == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Как сообщает «Интерфакс-Азербайджан», дорога готова.", "interfax.az"),
        ("Как сообщает «Интерфакс», дорога готова.", ""),  # others cite it as well
        ("Как передает ТАСС, дорога готова.", ""),
        ("Oxu.Az xəbər verir ki, yol hazırdır.", "oxu.az"),
        ("Gündəm xəbər verir ki, yol hazırdır.", ""),
    ],
)
def test_only_names_that_sign_a_text_tell_its_source(text: str, source: str) -> None:
    assert source_in(text) == source


def test_a_name_far_down_the_text_is_no_source() -> None:
    assert source_in("слово " * 200 + "сообщает Report") == ""


def test_dates_are_in_the_given_zone() -> None:
    found = article({"zone": ZoneInfo("UTC")}, title="T", published="2024-03-19 10:00")
    assert found.published == datetime(2024, 3, 19, 10, tzinfo=UTC)


def test_a_dateline_without_a_year_needs_to_know_the_day() -> None:
    text = "Baku. 9 January. REPORT.AZ/ The bridge was opened."
    undated = article(title="T", text=text)
    assert (undated.published, undated.published_precision, undated.published_text) == (None, None, "9 January")
    dated = article({"today": date(2026, 2, 1)}, title="T", text=text)
    assert (dated.published, dated.published_precision) == (datetime(2026, 1, 8, 20, tzinfo=UTC), "day")


def test_an_undated_article_keeps_the_words() -> None:
    found = article(title="T", published="4 часа назад")
    assert (found.published, found.published_precision, found.published_text) == (None, None, "4 часа назад")


def test_topics_are_kept_once_in_order() -> None:
    assert article(title="T", topics=("b", " a", "b", "")).topics == ("b", "a")


@pytest.mark.parametrize("text", ["", " \n ", "<p></p>", "\0\u200b", "<!-- nothing -->"])
def test_without_words_it_is_rejected(text: str) -> None:
    found = normalise(Item(origin="a.jsonl:3", title=text, text=text))
    assert found == Reject(origin="a.jsonl:3", reason="neither title nor text is left after cleaning")


# Keys


def test_the_address_is_the_identity() -> None:
    first = article(url="HTTPS://primer.az/1/?utm_source=x#top", title="A", id="1")
    assert article(url="https://primer.az/1", title="B", id="2").article_id == first.article_id
    assert article(url="https://primer.az/2", title="A", id="1").article_id != first.article_id


def test_without_an_address_the_id_of_the_source_is() -> None:
    first = article(id="1", source="a.az", title="A")
    assert article(id="1", source="a.az", title="B").article_id == first.article_id
    assert article(id="1", source="b.az", title="A").article_id != first.article_id
    # A number alone is no identity: two files of unknown source both begin at 1.
    assert article(id="1", title="A").article_id != article(id="1", title="B").article_id


def test_without_either_source_headline_and_day_are() -> None:
    first = article(source="a.az", title="A", published="2024-03-19 10:00", text="x")
    same = article(source="a.az", title="a!", published="2024-03-19 11:00", text="y")
    assert same.article_id == first.article_id
    for change in ({"source": "b.az"}, {"title": "B"}, {"published": "2024-03-20"}):
        other = article(**({"source": "a.az", "title": "A", "published": "2024-03-19 10:00"} | change))
        assert other.article_id != first.article_id
    assert article(text="Один текст.").article_id != article(text="Другой текст.").article_id


def test_copies_share_a_content_key() -> None:
    first = article(url="https://a.az/1", title="Мост открыт", text="Ещё один мост.")
    copy = article(url="https://b.az/9", title="«МОСТ  ОТКРЫТ»", text="Еще один мост!", published="2024-03-19")
    assert copy.content_key == first.content_key
    assert copy.article_id != first.article_id
    assert article(url="https://a.az/1", title="Мост открыт", text="Другой.").content_key != first.content_key


def test_the_record_key_tells_a_changed_article() -> None:
    fields = {"url": "https://a.az/1", "title": "T", "text": "Text.", "published": "2024-03-19", "topics": ("a",)}
    first = article(**fields)
    assert article(**fields, id="5").record_key == first.record_key
    assert article(**(fields | {"text": " Text. "})).record_key == first.record_key
    for change in (
        {"text": "Text"},
        {"published": "2024-03-20"},
        {"section": "S"},
        {"author": "A"},
        {"topics": ("b",)},
    ):
        assert article(**(fields | change)).record_key != first.record_key
    # "4 часа назад" is another text at every visit.
    assert (
        article(title="T", published="4 часа назад").record_key
        == article(title="T", published="5 часов назад").record_key
    )


# Addresses


@pytest.mark.parametrize(
    ("url", "normalised"),
    [
        ("HTTP://WWW.Report.AZ:80/ru/News/", "http://www.report.az/ru/News"),
        ("https://a.az:443/", "https://a.az"),
        ("https://a.az:8443/x?b=2&utm_source=t&a=1&fbclid=z#top", "https://a.az:8443/x?b=2&a=1"),
        ("https://user:word@a.az/x", "https://a.az/x"),
        ("  https://a.az/Баку?q=%D0%B0  ", "https://a.az/Баку?q=%D0%B0"),
        ("https://a.az/x?utm_medium", "https://a.az/x"),
        ("https://[::1]:8080/x", "https://[::1]:8080/x"),
        ("ftp://a.az/x", ""),
        ("javascript:alert(1)", ""),
        ("//a.az/x", ""),
        ("/x/1", ""),
        ("https://", ""),
        ("https://a b.az/", ""),
        ("https://[::1/x", ""),
        ("https://a.az:port/", ""),
        ("https://a.az/" + "x" * 3_000, ""),
        ("", ""),
    ],
)
def test_addresses_have_one_spelling(url: str, normalised: str) -> None:
    assert normalise_url(url) == normalised


@given(st.text(max_size=60) | st.from_regex(r"\Ahttps?://[a-zA-Z.]{1,9}(:\d{1,3})?/[^\s]{0,20}\Z"))
def test_normalising_an_address_twice_changes_nothing(url: str) -> None:
    once = normalise_url(url)
    assert normalise_url(once) == once
    assert once == "" or once.startswith(("http://", "https://"))


@given(st.builds(Item, origin=st.just("x"), id=st.text(), url=st.text(), source=st.text(), lang=st.text(),
                 title=st.text(), text=st.text(), published=st.text(), section=st.text(),
                 topics=st.lists(st.text()).map(tuple)))  # fmt: skip
def test_no_item_breaks_it_and_the_result_is_stable(item: Item) -> None:
    found = normalise(item)
    if isinstance(found, Reject):
        return
    assert found == normalise(item)
    assert found.title or found.text
    assert (found.published is None) == (found.published_precision is None)
    assert all("\n" not in part for part in (found.title, found.section, found.source))
    for part in (found.title, found.text, found.section, found.source, found.published_text, found.url):
        part.encode()  # no half surrogates
