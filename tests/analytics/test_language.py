"""The language is told from letters where they suffice, and from words where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language import LANGUAGES, detect


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("В Баку открылась выставка ковров", "ru"),
        ("Мост закрыт", "ru"),
        ("Bakıda xalça sərgisi açılıb", "az"),
        ("Nazirlər Kabineti qərar verdi", "az"),
        ("Neft bahalaşdı", "az"),
        ("A carpet exhibition has opened in Baku", "en"),
        ("Oil prices rise", "en"),
        ("Bakü'de halı sergisi açıldı", "tr"),
        ("У Києві відкрили виставку килимів", "uk"),
        ("ბაქოში ხალიჩების გამოფენა გაიხსნა", "ka"),
    ],
)
def test_headlines(title: str, language: str) -> None:
    assert detect(title, "") == language


def test_a_name_in_another_alphabet_does_not_decide() -> None:
    assert detect("", "Samir Kərimli opened the new school in the village of Agdam on Friday.") == "en"
    assert detect("", "Газета «Голос України» пишет о том, что мост в Баку закрыли на ремонт.") == "ru"
    assert detect("Go and Kafka", "Выпущено новое руководство по настройке этих систем для начинающих.") == "ru"


@pytest.mark.parametrize("text", ["", "   ", "12345", "— 5 % —", "🚀"])
def test_without_words_there_is_no_language(text: str) -> None:
    assert detect("", text) == ""


def test_only_the_beginning_counts() -> None:
    assert detect("В Баку открылась выставка", "слово " * 100 + "the quick brown fox " * 1000) == "ru"


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_answer_is_always_of_the_set(title: str, text: str) -> None:
    assert detect(title, text) in {"", *LANGUAGES}
