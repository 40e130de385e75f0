"""From files to tables: what is stored, marked, labelled, rejected and changed."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analytics.entities import load_recogniser
from analytics.store import Store, open_store
from models.classifier import Classifier
from models.registry import load_classifier
from models.taxonomy import load_taxonomy
from rubrika.pipeline import classify, enrich, in_batches, ingest, waiting
from tests.builders import make_record, write_lines

PAGE = """Рауф Мамедзаде обсудил в Женеве возвращение соотечественников
Рауф Мамедзаде обсудил в Женеве возвращение соотечественников
В Женеве прошла встреча по вопросам трудовой миграции, в которой участвовал глава ведомства Рауф Мамедз...
Внешняя политика
21 мая, 2026 16:49
Начальник службы Рауф Мамедзаде встретился в Женеве с представителями Международной организации по миграции.

Как сообщили Report в Государственной миграционной службе (ГМС), стороны говорили о положении мигрантов и беженцев. Встреча с Рауфом Мамедзаде длилась два часа.

По словам Р.Мамедзаде, число выданных видов на жительство выросло на треть.
Последние новости
Orphus sistemi
"""


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """The shipped model."""
    return load_classifier()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty home."""
    return open_store(tmp_path / "home", create=True)


def newest(store: Store, **where: str) -> dict[str, Any]:
    """The newest revision of the one article that fits."""
    rows = store.scan("articles").filter(*(pl.col(key) == value for key, value in where.items())).sort("revision")
    return rows.last().collect().row(0, named=True)


def test_a_scraped_page_becomes_an_article_with_labels_names_and_its_source(
    store: Store, tmp_path: Path, classifier: Classifier
) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    report = ingest(
        [tmp_path / "page.txt"], store=store, default_source="report.az", classifier=classifier,
        recogniser=load_recogniser(), known_sections=load_taxonomy().printed_codes(),
    )  # fmt: skip
    assert (report.read, report.new, report.rejected) == (1, 1, 0)
    row = newest(store)
    assert (row["title"], row["section"]) == (PAGE.splitlines()[0], "Внешняя политика")
    assert row["published"].isoformat() == "2026-05-21T12:49:00+00:00"
    assert (row["lang"], row["source"]) == ("ru", "report.az")
    assert row["text"].startswith("Начальник службы")
    assert "Последние новости" not in row["text"]
    assert "Orphus" not in row["text"]
    assert row["attribution"][0]["name"] == "Государственная миграционная служба"
    predicted = store.scan("predictions").collect().row(0, named=True)
    assert "migration" in [topic["code"] for topic in predicted["topics"]]
    people = store.scan("mentions").filter(pl.col("kind") == "PER").collect().rows(named=True)
    assert [(person["name"], person["count"]) for person in people] == [("Рауф Мамедзаде", 4)]
    for surface in people[0]["surfaces"]:
        assert row[surface["field"]][surface["start"] : surface["stop"]] == surface["text"]


def test_an_exact_copy_is_stored_once_more_and_marked(store: Store, tmp_path: Path) -> None:
    first = make_record(source="one.example")
    copy = first | {"id": "copy", "url": "https://two.example/1", "source": "two.example"}
    report = ingest([write_lines(tmp_path / "news.jsonl", first, copy)], store=store)
    assert (report.new, report.duplicate) == (2, 1)
    original = newest(store, source="one.example")["article_id"]
    assert newest(store, source="two.example")["duplicate_of"] == original


def test_a_changed_article_is_a_new_revision_and_is_read_again(
    store: Store, tmp_path: Path, classifier: Classifier
) -> None:
    record = make_record()
    ingest([write_lines(tmp_path / "a.jsonl", record)], store=store, classifier=classifier)
    changed = record | {"text": record["text"] + " The plan was changed on Friday."}
    report = ingest([write_lines(tmp_path / "b.jsonl", changed)], store=store, classifier=classifier)
    assert (report.new, report.changed) == (0, 1)
    assert newest(store)["revision"] == 2
    assert sorted(store.scan("predictions").collect().get_column("revision")) == [1, 2]
    again = ingest([tmp_path / "b.jsonl"], store=store, classifier=classifier)
    assert (again.changed, again.unchanged) == (0, 1)


def test_given_topics_become_labels_once(store: Store, tmp_path: Path) -> None:
    news = write_lines(tmp_path / "news.jsonl", make_record(topics=["sport", "astrology"]))
    assert ingest([news], store=store, codes=["sport"]).labelled == 1
    assert ingest([news], store=store, codes=["sport"]).labelled == 0


def test_rejects_are_kept_with_where_and_why(store: Store, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(
        '{"title": "Good news for the town"}\n[1, 2]\n{"url": "x"}\n', encoding="utf-8"
    )
    report = ingest([tmp_path / "news.jsonl"], store=store)
    assert (report.new, report.rejected) == (1, 2)
    kept = store.scan("rejected").sort("origin").collect().rows(named=True)
    assert [row["origin"].rpartition("/")[2] for row in kept] == ["news.jsonl:2", "news.jsonl:3"]
    assert kept[0]["raw"].strip() == b"[1, 2]"
    assert all(row["reason"] for row in kept)


def test_one_unreadable_file_does_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    good = write_lines(tmp_path / "good.jsonl", make_record())
    report = ingest([tmp_path / "absent.jsonl", good], store=store)
    assert report.new == 1
    assert "absent.jsonl" in report.unreadable[0]


def test_names_can_be_filled_in_later_and_only_once(store: Store, tmp_path: Path) -> None:
    text = "Министр Рауф Мамедзаде выступил в Баку. Для Рауфа Мамедзаде это первая поездка."
    ingest([write_lines(tmp_path / "n.jsonl", make_record(lang="ru", title="Поездка", text=text))], store=store)
    recogniser = load_recogniser()
    done = [enrich(store, batch, recogniser) for batch in in_batches(waiting(store, "mentions"))]
    assert done == [1]
    assert waiting(store, "mentions").collect().is_empty()
    assert "Рауф Мамедзаде" in store.scan("mentions").collect().get_column("name")


def test_the_same_model_classifies_an_article_once(store: Store, tmp_path: Path, classifier: Classifier) -> None:
    ingest([write_lines(tmp_path / "n.jsonl", make_record())], store=store)
    articles = store.scan("articles").collect()
    assert classify(store, articles, classifier) == 1
    assert classify(store, articles, classifier) == 0
    assert waiting(store, "predictions", model=classifier.ref).collect().is_empty()
