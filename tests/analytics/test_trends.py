"""Shares over time: the right numbers, honest intervals, gaps, part buckets, and lists that match every bar."""

import math
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analytics.archive import Facts
from analytics.asking import given_of, trends_question
from analytics.errors import UsageError
from analytics.filters import UNCLASSIFIED, Bucket, Filters
from analytics.intervals import wilson
from analytics.queries import entity_ranking, listing, ranking, select, source_mix, undated
from analytics.steps import bucket_days
from analytics.trends import rolling, so_far, trends
from tests.archives import article, facts_of, mention, prediction

NONE = Filters()
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Six counted articles in weeks of 18 May, 1 June and (running) 8 June, one copy, one undated."""
    return facts_of(
        tmp_path_factory.mktemp("trends") / "home",
        [
            article("a", "2026-05-18T10:00:00+04:00"),
            article("b", "2026-05-20T10:00:00+04:00", source="two.example"),
            article("c", "2026-05-24T23:30:00+04:00", lang="en"),
            article("copy", "2026-05-24T23:40:00+04:00", duplicate_of="c", source="two.example"),
            article("d", "2026-06-02T10:00:00+04:00"),
            article("e", "2026-06-03T10:00:00+04:00"),
            article("f", "2026-06-09T10:00:00+04:00"),
            article("undated", None),
        ],
        predictions=[
            prediction("a", "sport", "sport", "economy"),
            prediction("b", "sport", "sport"),
            prediction("c", None),
            prediction("copy", "sport", "sport"),
            prediction("d", "economy", "economy"),
            prediction("f", "sport", "sport"),
            prediction("undated", "sport", "sport"),
        ],
        mentions=[mention("a", "Анна Ким", count=2), mention("d", "Анна Ким"), mention("copy", "Бек Али")],
    )


def interval(count: int, total: int) -> tuple[float, float]:
    low, high = wilson(pl.lit(count), pl.lit(total))
    found: tuple[float, float] = pl.select(low.alias("low"), high.alias("high")).row(0)
    return found


def cells(frame: pl.DataFrame, key: str) -> dict[str, tuple[int, int]]:
    rows = frame.filter(pl.col("key") == key).iter_rows(named=True)
    return {row["date"].isoformat(): (row["count"], row["total_count"]) for row in rows}


def test_each_week_says_how_many_of_how_many(facts: Facts) -> None:
    found = trends(facts, Filters(), by="topic", bucket="week", now=NOW)
    assert cells(found, "sport") == {
        "2026-05-18": (2, 3), "2026-05-25": (0, 0), "2026-06-01": (0, 2), "2026-06-08": (1, 1),
    }  # fmt: skip
    assert cells(found, UNCLASSIFIED)["2026-05-18"] == (1, 3)
    assert found.get_column("key").unique(maintain_order=True).to_list() == ["sport", "economy", UNCLASSIFIED]


def test_a_week_without_articles_is_a_gap_and_a_week_without_the_topic_is_a_zero(facts: Facts) -> None:
    sport = trends(facts, Filters(), by="topic", bucket="week", now=NOW).filter(pl.col("key") == "sport")
    assert sport.get_column("ratio").to_list() == [2 / 3, None, 0.0, 1.0]


def test_the_running_week_and_cut_weeks_are_marked(facts: Facts) -> None:
    found = trends(facts, Filters(), by="source", bucket="week", now=NOW, keys=["one.example"])
    assert found.get_column("partial").to_list() == [False, False, False, True]
    cut = Filters(since=date(2026, 5, 19), until=date(2026, 6, 7))
    found = trends(facts, cut, by="source", bucket="week", now=NOW, keys=["one.example"])
    assert found.get_column("partial").to_list() == [True, False, False]


def test_copies_count_when_asked(facts: Facts) -> None:
    found = trends(facts, Filters(copies="all"), by="topic", bucket="week", now=NOW)
    assert cells(found, "sport")["2026-05-18"] == (3, 4)


def test_the_zone_moves_articles_between_days(tmp_path: Path) -> None:
    rows = [article("late", "2026-05-25T01:00:00+04:00")]
    for zone, week in (("Asia/Baku", date(2026, 5, 25)), ("Europe/London", date(2026, 5, 18))):
        facts = facts_of(tmp_path / zone.replace("/", "-"), rows, zone=zone)
        assert trends(facts, Filters(), by="lang", bucket="week", now=NOW).item(0, "date") == week


def test_undated_articles_are_left_out_and_counted(facts: Facts) -> None:
    assert undated(facts, Filters()) == 1
    assert undated(facts, Filters(sources=("two.example",))) == 0
    dated = trends(facts, Filters(), by="topic", bucket="month", now=NOW).filter(pl.col("key") == "sport")
    assert dated.get_column("total_count").sum() == 6


def test_a_chosen_topic_keeps_all_articles_as_the_denominator(facts: Facts) -> None:
    found = trends(facts, Filters(topics=("sport",)), by="topic", bucket="week", now=NOW)
    assert cells(found, "sport")["2026-05-18"] == (2, 3)
    by_source = trends(facts, Filters(topics=("sport",)), by="source", bucket="week", now=NOW)
    assert cells(by_source, "one.example")["2026-05-18"] == (1, 2)


def test_an_empty_choice_is_an_empty_frame_with_its_columns(facts: Facts) -> None:
    found = trends(facts, Filters(langs=("ka",)), by="topic", bucket="week", now=NOW)
    assert found.is_empty()
    assert found.columns == ["date", "key", "count", "total_count", "ratio", "low", "high", "partial"]


@pytest.mark.parametrize("by", ["topic", "section", "source", "lang", "entity"])
@pytest.mark.parametrize("bucket", ["day", "week", "month"])
@pytest.mark.parametrize("copies", ["once", "all"])
def test_every_bar_opens_as_many_articles_as_it_counts(facts: Facts, by: str, bucket: str, copies: str) -> None:
    field = {"topic": "topics", "section": "sections", "source": "sources", "lang": "langs", "entity": "entities"}[by]
    found = trends(facts, Filters(copies=copies), by=by, bucket=bucket, now=NOW)  # type: ignore[arg-type]
    assert found.get_column("count").sum() > 0
    for row in found.iter_rows(named=True):
        since, until = bucket_days(row["date"], bucket)  # type: ignore[arg-type]
        narrowed = Filters(since=since, until=until, copies=copies, **{field: (row["key"],)})  # type: ignore[arg-type]
        assert listing(facts, narrowed)[0] == row["count"]


def test_rankings_and_mixes_count_the_same(facts: Facts) -> None:
    assert dict(ranking(facts, Filters(), "topic").iter_rows()) == {"sport": 4, "economy": 2, UNCLASSIFIED: 2}
    assert entity_ranking(facts, Filters()).select("name", "articles", "mentions").rows() == [("Анна Ким", 2, 3)]
    mix = source_mix(facts, Filters()).filter(pl.col("source") == "two.example")
    assert mix.select("key", "count", "total_count").rows() == [("sport", 1, 1)]


def test_the_list_is_newest_first_with_undated_last_and_pages_join_up(facts: Facts) -> None:
    total, page = listing(facts, Filters())
    assert (total, page.get_column("article_id").to_list()) == (7, ["f", "e", "d", "c", "b", "a", "undated"])
    _, first = listing(facts, Filters(), limit=3)
    _, rest = listing(facts, Filters(), offset=3, limit=10)
    assert pl.concat([first, rest]).equals(page)


def test_unclassified_can_be_chosen_beside_a_topic(facts: Facts) -> None:
    found = select(facts, Filters(topics=(UNCLASSIFIED, "economy"))).collect()
    assert sorted(found.get_column("article_id")) == ["a", "c", "d", "e"]


@given(total=st.integers(1, 100_000), part=st.floats(0, 1))
def test_wilson_intervals_hold_the_share_and_stay_within_one(total: int, part: float) -> None:
    count = round(part * total)
    low, high = interval(count, total)
    assert 0.0 <= low <= count / total <= high <= 1.0


def test_wilson_agrees_with_a_published_example() -> None:
    """81 of 263: .2553 to .3662 (Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3)."""
    low, high = interval(81, 263)
    assert math.isclose(low, 0.2553, abs_tol=5e-5)
    assert math.isclose(high, 0.3662, abs_tol=5e-5)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["day", "week", "month"]))
def test_a_bucket_holds_its_days(day: date, bucket: str) -> None:
    start = {"day": day, "week": date.fromordinal(day.toordinal() - day.weekday()), "month": day.replace(day=1)}[bucket]
    first, last = bucket_days(start, bucket)  # type: ignore[arg-type]
    assert first == start <= day <= last
    assert (last - first).days + 1 in {1, 7, 28, 29, 30, 31}


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Three hundred articles of every kind: copies, undated, without section, topic or source."""
    chance = random.Random(6)
    rows, predictions, mentions = [], [], []
    for number in range(300):
        name = f"a{number}"
        when = f"2026-0{chance.randint(3, 6)}-{chance.randint(1, 28):02}T{chance.randint(0, 23):02}:15:00+04:00"
        rows.append(
            article(
                name,
                None if number % 23 == 0 else when,
                source=chance.choice(["one.example", "two.example", None]),
                lang=chance.choice(["ru", "az", "en", None]),
                section=chance.choice(["sport", "политика", None]),
                published_precision=chance.choice(["minute", "day"]),
                duplicate_of=chance.choice([None, None, None, "a1"]),
            )
        )
        if number % 3:
            codes = chance.sample(["sport", "economy", "migration"], chance.randint(0, 2))
            model = f"agency@{number % 4 // 2}"
            predictions.append(prediction(name, chance.choice(["sport", "economy", None]), *codes, model=model))
        if number % 2:
            mentions.append(mention(name, chance.choice(["Анна Ким", "Бек Али"])))
    return facts_of(tmp_path_factory.mktemp("crowded") / "home", rows, predictions=predictions, mentions=mentions)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    since=st.sampled_from([None, date(2026, 4, 7)]),
    until=st.sampled_from([None, date(2026, 5, 20)]),
    langs=some("ru", "az", "ka"),
    sources=some("one.example", "two.example"),
    sections=some("sport", "economy", UNCLASSIFIED),
    topics=some("sport", "migration", UNCLASSIFIED),
    bases=some("printed", "predicted", "human"),
    copies=st.sampled_from(["once", "all", "only"]),
    models=st.sampled_from([(), ("agency@1",), ("agency@2", None)]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filters=FILTERS,
    by=st.sampled_from(["topic", "section", "source", "lang", "entity"]),
    bucket=st.sampled_from(["hour", "day", "week", "month", "quarter"]),
    of=st.sampled_from(["fitting", "classified", "archive"]),
)
def test_the_cubes_and_the_tables_say_the_same(crowded: Facts, filters: Filters, by: str, bucket: str, of: str) -> None:
    asked = {"by": by, "bucket": bucket, "of": of, "now": NOW}
    from_tables = trends(replace(crowded, cubes=None), filters, **asked)  # type: ignore[arg-type]
    assert_frame_equal(trends(crowded, filters, **asked), from_tables)  # type: ignore[arg-type]


def test_hours_of_a_period_begin_and_end_with_its_days(facts: Facts) -> None:
    day = Filters(since=date(2026, 5, 18), until=date(2026, 5, 19))
    sport = trends(facts, day, by="topic", bucket="hour", now=NOW, keys=["sport"])
    assert (sport.height, sport["count"].sum()) == (48, 1)
    assert [moment.isoformat() for moment in sport["date"].gather([0, 47])] == [
        "2026-05-18T00:00:00+04:00",
        "2026-05-19T23:00:00+04:00",
    ]


@pytest.mark.parametrize(
    ("bucket", "filters"),
    [
        ("hour", Filters(since=date(2020, 1, 1))),
        ("day", Filters(since=date(1900, 1, 1), until=date(2100, 1, 1))),
        ("week", Filters(since=date(1, 1, 1), until=date(9999, 12, 31))),
    ],
)
def test_a_period_of_too_many_steps_is_refused_with_a_way_out(facts: Facts, bucket: Bucket, filters: Filters) -> None:
    with pytest.raises(UsageError, match="choose a shorter period or longer steps"):
        trends(facts, filters, by="topic", bucket=bucket, now=NOW)


def test_quarters_years_and_hours(facts: Facts) -> None:
    quarter = trends(facts, Filters(), by="topic", bucket="quarter", now=NOW)
    assert cells(quarter, "sport") == {"2026-04-01": (3, 6)}
    assert bucket_days(date(2026, 10, 1), "quarter") == (date(2026, 10, 1), date(2026, 12, 31))
    year = trends(facts, Filters(), by="topic", bucket="year", now=NOW)
    assert cells(year, "sport") == {"2026-01-01": (3, 6)}
    hours = trends(facts, Filters(), by="topic", bucket="hour", now=NOW)
    sport = cells(hours, "sport")
    assert sport["2026-05-18T10:00:00+04:00"] == (1, 1)
    assert sport["2026-05-18T11:00:00+04:00"] == (0, 0)
    assert hours.filter(pl.col("total_count") == 0)["ratio"].is_null().all()


def test_the_denominator_is_what_it_is_called(facts: Facts) -> None:
    def week(of: str, filters: Filters = NONE) -> tuple[int, int]:
        found = trends(facts, filters, by="topic", bucket="week", now=NOW, keys=["sport"], of=of)  # type: ignore[arg-type]
        return cells(found, "sport")["2026-05-18"]

    assert week("fitting") == (2, 3)
    assert week("classified") == (2, 2)
    assert week("fitting", Filters(langs=("ru",))) == (2, 2)
    assert week("archive", Filters(langs=("ru",))) == (2, 3)


def test_what_lies_outside_of_the_days_of_the_denominator_is_in_none_of_its_buckets(tmp_path: Path) -> None:
    days = {"a": 4, "b": 12, "c": 14, "d": 25}
    dated = [article(name, f"2026-05-{day:02}T10:00:00+04:00") for name, day in days.items()]
    facts = facts_of(
        tmp_path / "home", dated, predictions=[prediction("b", None, "sport"), prediction("c", None, "sport")]
    )
    found = trends(facts, NONE, by="topic", bucket="day", now=NOW, of="classified")
    assert found["date"].unique().to_list() == [date(2026, 5, day) for day in (12, 13, 14)]
    assert found.filter(pl.col("key") == UNCLASSIFIED)["count"].to_list() == [0, 0, 0]


def test_a_rolling_share_is_of_the_summed_counts(facts: Facts) -> None:
    plain = trends(facts, Filters(), by="topic", bucket="week", now=NOW, keys=["sport"])
    smooth = rolling(plain, 3)
    assert smooth["ratio"].round(4).to_list() == [0.6667, 0.6667, 0.4, 0.3333]
    assert smooth.select("date", "count", "total_count").equals(plain.select("date", "count", "total_count"))


def test_the_running_week_is_compared_with_the_same_part_of_the_week_before(facts: Facts) -> None:
    found = so_far(facts, Filters(), by="topic", bucket="week", now=NOW, keys=["sport", "economy"])
    rows = {row["key"]: row for row in found.iter_rows(named=True)}
    assert (rows["sport"]["count"], rows["sport"]["total_count"], rows["sport"]["before_count"]) == (1, 1, 0)
    # By Wednesday 16:00 the week before had two articles; that of its Wednesday morning is in, nothing later is.
    assert (rows["economy"]["before_count"], rows["economy"]["before_total"]) == (1, 2)


@pytest.mark.parametrize(
    ("begin", "end", "zone", "hours", "total"),
    [
        ("2026-05-18T10:00", "2026-05-18T12:00", "Asia/Baku", [10, 11], 1),
        ("2026-05-18T10:30", "2026-05-18T12:00", "Asia/Baku", [10, 11], 0),
        ("2026-05-18T06:00", "2026-05-18T08:00", "UTC", [6, 7], 1),
        ("2026-05-18T10:00+04:00", "2026-05-18T12:00 04:00", "UTC", [6, 7], 1),
        ("2026-05-18T22:00", "2026-05-19", "Asia/Baku", [22, 23, *range(24)], 0),
    ],
)
def test_hours_of_a_period_with_times(
    tmp_path: Path, begin: str, end: str, zone: str, hours: list[int], total: int
) -> None:
    rows = [
        article("a", "2026-05-18T10:20:00+04:00"),
        article("b", "2026-05-18T12:00:00+04:00"),
        article("c", "2026-05-18T10:00:00+04:00", published_precision="day"),
    ]
    labels = [prediction(row["article_id"], None, "sport") for row in rows]
    facts = facts_of(tmp_path / "home", rows, zone=zone, predictions=labels)
    given = {"bucket": ["hour"], "from": [begin], "to": [end], "tz": [zone], "topic": ["sport"]}
    question = trends_question(given)
    found = trends(facts, question.filters, by="topic", bucket="hour", now=NOW)
    assert [moment.hour for moment in found["date"]] == hours
    assert (found["count"].sum(), found["total_count"].sum()) == (total, total)
    assert found["partial"].to_list()[0] == begin.endswith("10:30")
    assert trends_question(given_of(question.filters) | {"bucket": ["hour"], "tz": [zone]}) == question


def test_a_week_that_a_time_cuts_is_partial_and_its_articles_are_those_of_the_time(facts: Facts) -> None:
    filters = trends_question({"from": ["2026-05-18T00:00"], "to": ["2026-05-24T12:00"]}).filters
    cut_short = trends(facts, filters, by="topic", bucket="week", now=NOW)
    assert cut_short["partial"].all()
    assert cut_short["total_count"].to_list()[0] == select(facts, filters).collect().height
    whole = trends_question({"from": ["2026-05-18T00:00"], "to": ["2026-05-25T00:00"]}).filters
    days = trends(facts, Filters(since=date(2026, 5, 18), until=date(2026, 5, 24)), by="topic", bucket="week", now=NOW)
    assert_frame_equal(trends(facts, whole, by="topic", bucket="week", now=NOW), days)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"from": ["2026-05-18T25:00"]}, "is not a day or a time: write it as"),
        ({"from": ["2026-05-18T10:00"], "to": ["2026-05-18T10:00"]}, "before it begins"),
        ({"from": ["0001-01-01T00:00+04:00"]}, "is not a day or a time"),
        ({"to": ["9999-12-31T23:59-10:00"]}, "is not a day or a time"),
    ],
)
def test_a_time_that_is_none_is_refused(given: dict[str, list[str]], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        trends_question(given | {"tz": ["UTC"]})
