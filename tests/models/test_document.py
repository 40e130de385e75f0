"""What a model reads of a text in the shapes that real pages give it."""

import pytest

from analytics.errors import InputError
from models.document import Document, as_document
from models.semantic import excerpt

TITLE = "Центробанк сохранил учетную ставку"
BODY = "Регулятор оставил ставку на уровне 7,25 процента. Решение объявлено в Баку."
PLAIN = Document(TITLE, BODY, "ru")


@pytest.mark.parametrize(
    "given",
    [
        {"title": TITLE, "text": BODY},
        f"{TITLE}\n{BODY}",
        {"text": f"{TITLE}\n\n{BODY}"},
        {"title": f"<b>{TITLE}</b>", "text": BODY.replace("ставку", "cтaвкy")},
        f"{TITLE}\n\n{TITLE} {BODY[:40]}...\nКультура\n21 мая 2024 г. 16:49\n{TITLE}\n\n{BODY}\n\nПоследние новости\nМатч сыгран вничью",
        {"title": TITLE, "text": f"Культура\n21 мая 2024 г. 16:49\n{TITLE}\n\n{BODY}\n\nПоследние новости\nМатч сыгран вничью"},
    ],
    ids=["apart", "one string", "text with a headline", "markup and look-alikes", "page dump", "page dump with a title"],
)  # fmt: skip
def test_one_article_in_any_shape_is_one_document(given: str | dict[str, object]) -> None:
    assert as_document(given) == PLAIN


def test_a_headline_alone_and_a_text_alone_are_enough() -> None:
    assert as_document({"title": TITLE}) == Document(TITLE, "", "ru")
    assert as_document(BODY) == Document("", BODY, "ru")
    with pytest.raises(InputError, match="nothing to classify"):
        as_document({"title": " ", "text": "\n"})


def test_the_encoder_gets_no_line_all_in_capitals() -> None:
    assert excerpt(Document("İQTİSADİYYAT VƏ QIZIL", "Mətn AMEA-dan.", "az")) == "İqtisadiyyat və qızıl. Mətn AMEA-dan."
