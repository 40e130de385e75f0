"""Who speaks, who is new, who copies whom, and articles that name all of several."""

from datetime import UTC, date, datetime
from pathlib import Path

from analytics.agendas import overlaps
from analytics.archive import Archive
from analytics.filters import Filters
from analytics.firsts import lead, leads
from analytics.queries import listing
from analytics.reprints import languages, reprints
from analytics.voices import emerging, sentence_at, speaking, statements
from tests.archives import PRINTED, article, facts_of, make_store, mention, prediction

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_share_in_which_a_person_speaks_is_of_the_articles_that_name_them(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article(name, "2026-05-12T10:00:00+04:00") for name in "abcd"],
        mentions=[
            mention("a", "Ким") | {"role": "speaks"},
            mention("b", "Ким"),
            mention("c", "Ким") | {"role": "speaks"},
            mention("d", "Али") | {"role": "speaks"},
        ],
    )
    row = speaking(facts, Filters(), "PER:Ким", bucket="week", now=NOW).row(0, named=True)
    assert (row["count"], row["total_count"]) == (2, 3)


def test_what_a_person_says_is_the_sentence_with_the_quotation(tmp_path: Path) -> None:
    text = "Ким приехала в город. «Квота вырастет уже в этом году», - сказала Ким. Потом Ким уехала."
    starts = [at for at in range(len(text)) if text.startswith("Ким", at)]
    surfaces = [{"field": "text", "start": at, "stop": at + 3, "text": "Ким"} for at in starts]
    store = make_store(
        tmp_path / "home",
        [article("a", None, text=text), article("b", None)],
        mentions=[mention("a", "Ким") | {"surfaces": surfaces}],
    )
    facts = Archive(store, printed=PRINTED).facts()
    said = statements(store, facts, "PER:Ким", ["a", "b"])
    assert said == {"a": "«Квота вырастет уже в этом году», - сказала Ким."}
    assert sentence_at("Одно. Другое\nТретье", 8) == "Другое"
    assert len(sentence_at("а" * 2000, 5)) == 320


def test_new_and_rising_names_are_told_apart_from_the_usual_ones(tmp_path: Path) -> None:
    days = [f"2026-0{month}-{day:02}T10:00:00+04:00" for month in (4, 5) for day in range(1, 29)]
    named = {
        "Обычный": range(len(days)),
        "Растущий": [3, *range(36, 50)],
        "Новый": [45, 46],
        "Однажды": [47],
    }
    facts = facts_of(
        tmp_path / "home",
        [article(f"a{n}", day) for n, day in enumerate(days)],
        mentions=[mention(f"a{n}", name) for name, at in named.items() for n in at],
    )
    found = emerging(facts, Filters(), kind="PER", since=date(2026, 5, 4))
    assert found.select("name", "new", "count", "before").rows() == [("Новый", True, 2, 0), ("Растущий", False, 14, 1)]
    assert found["first"].to_list() == [date(2026, 5, 18), date(2026, 4, 4)]
    assert emerging(facts, Filters(), kind="ORG", since=date(2026, 5, 4)).is_empty()


def test_copies_say_whose_they_are_and_languages_add_up(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [
            article("a", None, source="agency"),
            article("b", None, source="paper", duplicate_of="a"),
            article("c", None, source="paper", duplicate_of="a"),
            article("d", None, source="paper", lang="az"),
        ],
    )
    rows = reprints(facts, Filters()).select("source", "origin", "count", "total_count").rows()
    assert rows == [("paper", "agency", 2, 3)]
    total, listed = listing(facts, Filters(copies="only"))
    assert total == 2
    assert set(listed["article_id"]) == {"b", "c"}
    assert languages(facts, Filters(copies="all")).select("source", "lang", "count", "total_count").rows() == [
        ("paper", "ru", 2, 3), ("paper", "az", 1, 3), ("agency", "ru", 1, 1),
    ]  # fmt: skip


def test_articles_that_name_all_are_fewer_than_those_that_name_any(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [article(name, None) for name in "abc"],
        mentions=[mention("a", "Ким"), mention("a", "Али"), mention("b", "Ким"), mention("c", "Али")],
    )
    both = ("PER:Ким", "PER:Али")
    assert listing(facts, Filters(entities=both))[0] == 3
    assert listing(facts, Filters(entities=both, together=True))[1]["article_id"].to_list() == ["a"]


def test_many_sources_at_once_are_as_two_by_two(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path / "home",
        [
            article(f"{source}{n}", f"2026-05-{10 + n + at}T1{at}:00:00+04:00", source=source)
            for at, source in enumerate(("one", "two", "three"))
            for n in range(4)
        ],
        predictions=[
            prediction(f"{source}{n}", None, topic)
            for source, topics in (("one", "ssee"), ("two", "seee"), ("three", "cccc"))
            for n, topic in enumerate({"s": "sport", "e": "economy", "c": "culture"}[letter] for letter in topics)
        ],
        mentions=[mention(f"{source}{n}", f"Имя {n}") for source in ("one", "two", "three") for n in range(4)],
    )
    found = overlaps(facts, Filters(), ["one", "two", "three"])
    assert found.rows()[0] == ("one", "two", 0.75)
    assert found.rows()[1:] == [("one", "three", 0.0), ("two", "three", 0.0)]
    for row in leads(facts, Filters(), "two", ["one", "three"]).iter_rows(named=True):
        pair = lead(facts, Filters(), ("two", row["other"]))
        assert (pair.shared, pair.first, pair.other_first, pair.hours) == (
            row["shared"], row["first"], row["other_first"], row["hours"],
        )  # fmt: skip
