"""The interface in three languages: every message is there, says the same things, and follows each language's rules."""

import re
import string
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

import dashboards
from dashboards.words import LANGUAGES, words
from rubrika.demo import NOTICE

LOCALES = Path(dashboards.__file__).parent / "locales"
TRANSLATED = sorted(LANGUAGES.keys() - {"en"})


def catalogue(lang: str) -> Catalog:
    with (LOCALES / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def names(text: str) -> set[str]:
    """The ``{names}`` of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def written() -> set[str | tuple[str, ...]]:
    """Every message that the code says."""
    calls = {"say": None, "words": None, "self": None, "many": (1, 2)}
    found = {NOTICE}
    for module in LOCALES.parent.rglob("*.py"):
        found |= {message for _, message, _, _ in extract_from_file("python", module, keywords=calls)}
    return found


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(lang: str) -> None:
    known = {message.id for message in catalogue(lang) if message.id}
    assert written() - known == set(), f"add these to dashboards/locales/{lang}.po"
    assert known - written() == set(), f"remove these from dashboards/locales/{lang}.po"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_fills_in_what_the_message_does(lang: str) -> None:
    for message in catalogue(lang):
        if not message.id:
            continue
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in translations:
            assert text, message.id
            assert names(text) == names(originals[-1]), (message.id, text)


@pytest.mark.parametrize(
    ("n", "ru", "az"), [(1, "1 статья", "1 məqalə"), (3, "3 статьи", "3 məqalə"), (11, "11 статей", "11 məqalə"), (1021, "1 021 статья", "1.021 məqalə")]
)  # fmt: skip
def test_plural_forms_and_numbers_are_those_of_the_language(n: int, ru: str, az: str) -> None:
    plain = [words(lang).articles(n).replace("\xa0", " ") for lang in ("ru", "az")]
    assert plain == [ru, az]


def test_dates_are_written_as_people_write_them() -> None:
    day, moment = date(2026, 5, 18), datetime(2026, 5, 21, 12, 49, tzinfo=UTC)
    assert [words(lang).day(day) for lang in LANGUAGES] == ["18 May 2026", "18 мая 2026", "18 may 2026"]
    assert words("ru").moment(moment, zone="Asia/Baku") == "21 мая 2026, 16:49"
    assert words("ru").bucket(date(2026, 5, 1), "month") == "май 2026"
    assert words("az").bucket(day, "week") == "18 may 2026 həftəsi"
    assert words("ru").moment(None, zone="Asia/Baku") == "без даты"


def test_shares_are_written_as_people_write_them() -> None:
    assert [words(lang).percent(0.2249, 1).replace("\xa0", " ") for lang in LANGUAGES] == ["22.5%", "22,5 %", "22,5%"]


@given(st.text(max_size=40), st.sampled_from(sorted(LANGUAGES)))
def test_what_is_filled_in_is_never_read_as_a_pattern(text: str, lang: str) -> None:
    assert text in words(lang)("Now shown as {name}.", name=text)


@pytest.mark.parametrize("lang", TRANSLATED)
def test_plotly_gets_twelve_months_and_weeks_that_begin_on_sunday(lang: str) -> None:
    given = words(lang).plotly()["format"]
    assert len(given["months"]) == len(given["shortMonths"]) == 12
    assert re.match("воскресенье|bazar", given["days"][0])


@pytest.mark.parametrize("module", sorted(LOCALES.parent.rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_hides_in_a_formatted_string(module: Path) -> None:
    # Extraction reads string literals; what stands inside an f-string would never be translated.
    assert not re.search(r"""f["'][^"'\n]*\{[^}\n]*\b(?:say|many|words)\(["']""", module.read_text(encoding="utf-8"))


@example(9.99609375, 0, "az")
@given(st.floats(0, 12), st.integers(0, 2), st.sampled_from(sorted(LANGUAGES)))
def test_a_percentage_is_what_babel_writes(share: float, digits: int, lang: str) -> None:
    say = words(lang)
    assert say.percent(share, digits) == say.written_out(share, digits)
