"""The demonstration corpus, and the archive that is made of it."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from analytics.errors import UsageError
from analytics.resources import data_path
from models.taxonomy import load_taxonomy
from rubrika.demo import demo_records, load_demo

RECORDS = [json.loads(line) for line in data_path("demo/articles.jsonl").read_text(encoding="utf-8").splitlines()]
TODAY = date(2027, 3, 10)


def test_every_code_and_language_has_enough_articles() -> None:
    assert min(Counter(record["section"] for record in RECORDS).values()) >= 40
    languages = Counter(record["lang"] for record in RECORDS)
    assert languages["ru"] >= 500
    assert languages["az"] >= 220
    assert languages["en"] >= 180


def test_the_articles_are_of_varied_length_and_share_no_sentence() -> None:
    lengths = sorted(len(record["text"].split()) for record in RECORDS)
    assert lengths[0] >= 40
    assert lengths[len(lengths) // 4] < 110
    assert lengths[-1] > 180
    seen: Counter[str] = Counter()
    for record in RECORDS:
        seen.update({s.strip() for s in record["text"].replace("\n", ". ").split(". ") if len(s) > 60})
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_labels_are_codes_and_outlets_are_invented() -> None:
    codes = {code.code for code in load_taxonomy().codes}
    for record in RECORDS:
        assert record["section"] in codes
        assert record["topics"]
        assert set(record["topics"]) <= codes
        assert record["source"].endswith(".example")
        assert record["url"].startswith(f"https://{record['source']}/")


def test_the_newest_articles_are_from_this_week_and_none_from_the_future() -> None:
    days = [datetime.fromisoformat(r["published"]).date() for r in demo_records(load_taxonomy(), today=TODAY)]
    assert max(days) <= TODAY
    assert (TODAY - max(days)).days < 7
    assert (TODAY - min(days)).days <= 27 * 7


def test_every_week_has_enough_articles_to_chart() -> None:
    reprints = data_path("demo/reprints.jsonl").read_text(encoding="utf-8").splitlines()
    published = [record["published"] for record in [*RECORDS, *map(json.loads, reprints)]]
    weeks = Counter(datetime.fromisoformat(when).isocalendar()[:2] for when in published)
    assert len(weeks) == 26
    assert min(weeks.values()) >= 35


def test_some_texts_are_reprinted_by_a_second_source() -> None:
    records = list(demo_records(load_taxonomy(), today=TODAY))
    sources: dict[str, set[str]] = {}
    for record in records:
        sources.setdefault(record["text"], set()).add(record["source"])
    assert sum(len(found) > 1 for found in sources.values()) >= 20


@pytest.mark.parametrize("name", ["home.json", "holiday.txt"])
def test_a_folder_with_anything_else_is_never_used_for_the_demonstration(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"format": 1}', encoding="utf-8")
    with pytest.raises(UsageError, match="not a demonstration archive"):
        load_demo(tmp_path, notes=lambda _: None)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_the_demonstration_is_loaded_once_a_week_and_survives_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    few = list(demo_records(load_taxonomy(), today=TODAY))[:3]
    monkeypatch.setattr("rubrika.demo.demo_records", lambda *_, **__: iter(few))
    home = tmp_path / "demo"
    with monkeypatch.context() as broken:
        broken.setattr("rubrika.demo.ingest", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load_demo(home, notes=lambda _: None, today=TODAY)
    said: list[str] = []
    for today in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=7)):
        store = load_demo(home, notes=said.append, today=today)
        assert store.scan("articles").collect().height == 3
    assert sum(line.startswith("loading") for line in said) == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo"]
