"""Two sets of articles: planted differences are found, likeness is likeness, who is first is counted."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.agendas import agendas
from analytics.archive import Facts
from analytics.asking import compared
from analytics.compare import compare
from analytics.filters import Filters
from analytics.firsts import lead
from tests.archives import article, facts_of, mention, prediction

NOW = datetime(2026, 8, 1, tzinfo=UTC)
ONE, TWO = Filters(sources=("one.example",)), Filters(sources=("two.example",))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """40 articles in each of two sources: the first on migration in May, both on sport in June; a name reaches both."""
    articles, predictions, mentions = [], [], []
    start = datetime(2026, 5, 4, 8, tzinfo=UTC)
    for number in range(40):
        for source in ("one", "two"):
            name = f"{source}{number}"
            june = number >= 20
            topic = "sport" if june or source == "two" else "migration"
            title = f"Квота мигрантов {number}" if topic == "migration" else f"Матч тура {number}"
            late = timedelta(hours=6) if source == "two" else timedelta()
            when = start + timedelta(days=number + (10 if june else 0)) + late
            articles.append(article(name, when.isoformat(), source=f"{source}.example", title=title))
            predictions.append(prediction(name, topic, topic))
            if number % 10 == 0:
                mentions.append(mention(name, "Рауф Меликзаде"))
            if source == "one" and not june:
                mentions.append(mention(name, "Служба", kind="ORG"))
    return facts_of(tmp_path_factory.mktemp("compare") / "home", articles, predictions=predictions, mentions=mentions)


def test_what_each_side_has_more_of(facts: Facts) -> None:
    found = compare(facts, ONE, TWO)
    assert (found.size, found.other_size) == (40, 40)
    rows = {row["key"]: row for row in found.topics.iter_rows(named=True)}
    assert (rows["migration"]["ratio"], rows["migration"]["other_ratio"]) == (0.5, 0.0)
    assert 0.3 < rows["migration"]["low"] < 0.5 < rows["migration"]["high"] < 0.7
    assert [key.name for key in found.names] == ["Служба"]
    assert {key.name for key in found.words} >= {"квота", "мигрантов"}
    assert {key.name for key in found.other_words} == {"матч", "тура"}


def test_a_side_without_articles_has_no_shares_and_no_differences(facts: Facts) -> None:
    found = compare(facts, ONE, Filters(sources=("nobody.example",)))
    assert (found.size, found.other_size) == (40, 0)
    for row in found.topics.iter_rows(named=True):
        assert row["ratio"] is not None
        assert [row[name] for name in ("other_ratio", "difference", "low", "high")] == [None] * 4


def test_a_set_against_itself_shows_nothing(facts: Facts) -> None:
    found = compare(facts, ONE, ONE)
    assert found.topics["difference"].abs().max() == 0
    assert [*found.names, *found.other_names, *found.words, *found.other_words] == []
    assert compare(facts, Filters(sources=("none",)), ONE).size == 0


def test_the_overlap_of_agendas_by_month(facts: Facts) -> None:
    rows = agendas(facts, Filters(), "one.example", ["two.example"], bucket="month", now=NOW).rows(named=True)
    by_month = {row["date"]: row for row in rows}
    assert by_month[date(2026, 5, 1)]["overlap"] == 0.0
    assert by_month[date(2026, 6, 1)]["overlap"] == 1.0
    assert all(row["low"] <= row["overlap"] <= row["high"] for row in rows)


def test_an_overlap_is_the_same_whoever_else_is_compared(facts: Facts) -> None:
    both, alone = ["nobody.example", "two.example"], ["two.example"]
    found = [agendas(facts, Filters(), "one.example", others, bucket="week", now=NOW) for others in (both, alone)]
    assert_frame_equal(found[0].filter(pl.col("other") == "two.example"), found[1])
    plain = agendas(facts, Filters(), "one.example", alone, bucket="week", now=NOW, intervals=False)
    assert_frame_equal(plain.drop("low", "high"), found[1].drop("low", "high"))
    assert plain["low"].null_count() == plain.height


def test_who_has_it_first(facts: Facts) -> None:
    found = lead(facts, Filters(), ("one.example", "two.example"))
    assert (found.shared, found.first, found.other_first, found.hours) == (4, 4, 0, 6.0)
    back = lead(facts, Filters(), ("two.example", "one.example"))
    assert (back.first, back.other_first, back.hours) == (0, 4, -6.0)


def test_two_sources_come_with_agendas_and_lead_and_two_topics_without(facts: Facts) -> None:
    assert {"agendas", "lead"} <= set(compared(facts, ONE, TWO, now=NOW))
    assert "lead" not in compared(facts, Filters(topics=("sport",)), Filters(topics=("migration",)), now=NOW)


def test_an_empty_archive_compares_to_nothing(tmp_path: Path) -> None:
    empty = facts_of(tmp_path / "home", [article("a", None, source="three.example")])
    found = compared(empty, ONE, TWO, now=NOW)
    assert (found["size"], found["other_size"]) == (0, 0)
