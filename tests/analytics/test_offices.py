"""The offices under which an article names its people."""

import pytest

from analytics.entities import Recogniser
from analytics.entities.office_words import field_of


def offices(recogniser: Recogniser, text: str, lang: str) -> dict[str, tuple[str, ...]]:
    found = recogniser.entities("", text, lang=lang)
    return {entity.name: entity.titles for entity in found if entity.kind == "PER"}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Об этом сообщил начальник Государственной миграционной службы (ГМС) Рауф Меликзаде.",
            "ru",
            {"Рауф Меликзаде": ("начальник Государственной миграционной службы",)},
        ),
        (
            "На встрече с первым заместителем министра экономики Анаром Салимовым обсудили квоты.",
            "ru",
            {"Анар Салимов": ("первый заместитель министра экономики",)},
        ),
        ("Рауф Меликзаде, министр экономики, ответил на вопросы.", "ru", {"Рауф Меликзаде": ("министр экономики",)}),
        ("Вечером Рауф Меликзаде уехал в Шеки.", "ru", {"Рауф Меликзаде": ()}),
        ("Послом Литвы Анаром Салимовым подписан договор.", "ru", {"Анар Салимов": ("посол Литвы",)}),
        (
            "Bunu iqtisadiyyat naziri Rauf Məlikzadə bildirib.",
            "az",
            {"Rauf Məlikzadə": ("iqtisadiyyat naziri",)},
        ),
        (
            "Dövlət Miqrasiya Xidmətinin rəisi Rauf Məlikzadə kvotadan danışıb.",
            "az",
            {"Rauf Məlikzadə": ("Dövlət Miqrasiya Xidmətinin rəisi",)},
        ),
        ("Deputy Economy Minister Rauf Malikzade spoke in Baku.", "en", {"Rauf Malikzade": ("Deputy Economy Minister",)}),
        ("Rauf Malikzade, head of the service, spoke in Baku.", "en", {"Rauf Malikzade": ("head of the service",)}),
    ],
)  # fmt: skip
def test_an_office_beside_a_name_is_kept_with_the_person(
    recogniser: Recogniser, text: str, lang: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert offices(recogniser, text, lang) == expected


def test_an_office_does_not_reach_past_another_name_or_a_verb(recogniser: Recogniser) -> None:
    text = "Министр Анар Салимов и тренер Рауф Меликзаде открыли стадион. Депутат поздравил Эльдара Сафарли."
    assert offices(recogniser, text, "ru") == {
        "Анар Салимов": ("министр",),
        "Рауф Меликзаде": ("тренер",),
        "Эльдар Сафарли": (),
    }


@pytest.mark.parametrize(
    ("office", "field"),
    [
        ("министр экономики", "state"),
        ("iqtisadiyyat naziri", "state"),
        ("head coach", "sport"),
        ("начальник отдела", ""),
    ],
)
def test_an_office_says_the_field_of_life(office: str, field: str) -> None:
    assert field_of(office) == field
