"""What rose, and why: planted bursts are found, quiet streams stay quiet, cards say what lies behind."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.causes import cause, risen
from analytics.filters import Filters
from analytics.keyness import key_words, log_likelihood, word_counts
from analytics.rising import episodes
from analytics.telling import articles_word, sentence
from analytics.words import stem, words
from tests.archives import article, facts_of, mention, prediction

START = date(2025, 1, 6)  # a Monday


def stream(counts: list[list[int]], totals: list[int], *, days: int = 7) -> pl.DataFrame:
    rows = [
        (START + timedelta(days=days * at), f"k{key}", count, totals[at], False)
        for key, line in enumerate(counts)
        for at, count in enumerate(line)
    ]
    return pl.DataFrame(rows, schema=["date", "key", "count", "total_count", "partial"], orient="row")


def drawn(
    shares: list[float], weeks: int, total: int, *, spread: float = 0.0, seed: int = 1
) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    totals = chance.poisson(total, weeks)
    wave = chance.gamma(1 / spread, spread, (len(shares), weeks)) if spread else np.ones((len(shares), weeks))
    return chance.binomial(totals[None, :], np.minimum(np.array(shares)[:, None] * wave, 0.9)), totals


@pytest.mark.parametrize("spread", [0.0, 0.05])
@pytest.mark.parametrize(("bucket", "days", "length", "total"), [("week", 7, 104, 400), ("day", 1, 500, 100)])
def test_a_stationary_stream_raises_less_than_one_alarm_a_topic_and_year(
    bucket: str, days: int, length: int, total: int, spread: float
) -> None:
    counts, totals = drawn(np.geomspace(0.01, 0.3, 30).tolist(), length, total, spread=spread)
    found = episodes(stream(counts.tolist(), totals.tolist(), days=days), bucket=bucket)  # type: ignore[arg-type]
    assert len(found) / (30 * length * days / 365) < 1


def test_planted_bursts_of_twice_the_share_are_found_and_dated() -> None:
    counts, totals = drawn(np.geomspace(0.02, 0.15, 20).tolist(), 60, 1500)
    chance = np.random.default_rng(5)
    for row in range(20):
        counts[row, 40:42] = chance.binomial(totals[40:42], 2 * np.geomspace(0.02, 0.15, 20)[row])
    found = [e for e in episodes(stream(counts.tolist(), totals.tolist()), bucket="week") if e.direction == "rise"]
    right = [e for e in found if e.start <= START + timedelta(weeks=41) and e.end >= START + timedelta(weeks=40)]
    assert len({e.key for e in right}) >= 18
    assert len(right) / len(found) >= 0.9
    assert all(abs((e.start - START).days // 7 - 40) <= 1 for e in right)
    assert all(1.5 < e.times < 2.6 for e in right)


def test_a_burst_so_large_that_chance_has_no_number_for_it_is_a_rise() -> None:
    counts, totals = [400] * 20, [4000] * 20
    counts[15] = counts[16] = 2400
    (found,) = episodes(stream([counts], totals), bucket="week")
    assert (found.direction, found.start, found.end) == (
        "rise",
        START + timedelta(weeks=15),
        START + timedelta(weeks=16),
    )


def test_two_weeks_stand_out_together_where_neither_does_alone() -> None:
    counts, totals = [16, 20, 18, 15, 17, 19, 18, 20, 16, 19, 17, 18] * 2, [1700] * 24
    counts[18:20] = [31, 31]
    (found,) = episodes(stream([counts], totals), bucket="week")
    assert (found.direction, found.start, found.count) == ("rise", START + timedelta(weeks=18), 62)
    counts[19] = 18
    assert episodes(stream([counts], totals), bucket="week") == []


def test_earlier_bursts_do_not_hide_a_later_one() -> None:
    counts, totals = drawn([0.02] * 20, 104, 1500)
    for week in (20, 40, 60, 80):
        counts[:, week : week + 2] *= 4 if week < 80 else 2
    found = episodes(stream(counts.tolist(), totals.tolist()), bucket="week")
    late = {
        e.key
        for e in found
        if e.direction == "rise" and START + timedelta(weeks=79) <= e.start <= START + timedelta(weeks=81)
    }
    assert len(late) >= 19


def test_a_fall_is_told_and_the_running_week_is_not_judged() -> None:
    line = [100] * 20 + [30] + [100] * 5
    frame = stream([line], [1000] * 26).with_columns(
        partial=pl.col("date") == START + timedelta(weeks=25), count=pl.when(pl.col("date") == START + timedelta(weeks=25)).then(5).otherwise("count")
    )  # fmt: skip
    (only,) = episodes(frame, bucket="week")
    assert (only.direction, only.start, only.count, only.ongoing) == ("fall", START + timedelta(weeks=20), 30, False)


def test_a_lasting_change_becomes_the_new_normal() -> None:
    found = episodes(stream([[50] * 20 + [150] * 30], [1000] * 50), bucket="week")
    assert found[-1].start == START + timedelta(weeks=20)
    assert max(e.end for e in found) < START + timedelta(weeks=40)


def test_log_likelihood_is_that_of_the_book() -> None:
    # Dunning's statistic for 10 of 100 against 10 of 1000, worked out by hand.
    expected = 2 * (
        10 * np.log(10 / (100 * 20 / 1100)) + 10 * np.log(10 / (1000 * 20 / 1100))
        + 90 * np.log(90 / (100 * 1080 / 1100)) + 990 * np.log(990 / (1000 * 1080 / 1100))
    )  # fmt: skip
    assert log_likelihood(np.array([10.0]), np.array([10.0]), 100, 1000)[0] == pytest.approx(expected)


def test_key_words_are_stems_shown_as_printed() -> None:
    first = [("Квоты для мигрантов выросли", "ru"), ("Новая квота введена", "ru"), ("Квоту обсудят", "ru")] * 3
    second = [("Матч завершился вничью", "ru"), ("Цены на хлеб", "ru")] * 20
    assert key_words(first, second)[0].name in {"квоты", "квота", "квоту"}
    assert key_words(first, second)[0].count == 9


def test_a_card_says_when_how_much_where_first_and_with_what(tmp_path: Path) -> None:
    articles, predictions, mentions = [], [], []
    for week in range(16):
        for number in range(20):
            name = f"w{week}n{number}"
            burst = week == 14 and number < 14
            when = datetime(2026, 2, 2, 6, number, tzinfo=UTC) + timedelta(weeks=week)
            title = f"Квота на труд {number}" if burst else f"Прочее {week} {number}"
            source = "two.example" if burst and number == 0 else "one.example"
            articles.append(article(name, when.isoformat(), title=title, source=source))
            predictions.append(prediction(name, "society", *(["migration"] if burst or number < 2 else ["sport"])))
            if burst and number < 6:
                mentions.append(mention(name, "Рауф Меликзаде"))
    facts = facts_of(tmp_path / "home", articles, predictions=predictions, mentions=mentions)
    now = datetime(2026, 6, 1, tzinfo=UTC)
    found = risen(facts, Filters(), by="topic", bucket="week", now=now)
    rise = next(card for card in found if card.episode.key == "migration")
    assert (rise.episode.start, rise.episode.count, rise.episode.direction) == (date(2026, 5, 11), 14, "rise")
    assert rise.first == ("two.example", date(2026, 5, 11))
    assert dict(rise.sources) == {"one.example": 13, "two.example": 1}
    assert rise.names[0].name == "Рауф Меликзаде"
    assert "квота" in {key.name for key in rise.words}
    assert all("Квота" in str(row["title"]) for row in rise.articles)
    assert rise.story is not None
    assert "Квота" in rise.story.title
    said = sentence(rise, "Миграция", bucket="week", lang="ru")
    assert said.startswith("Миграция: 14 материалов (неделя с 11 мая 2026), в ")
    assert "первым сообщил two.example 11 мая 2026" in said
    assert "Рауф Меликзаде" in said
    assert sentence(rise, "Migration", bucket="week").startswith("Migration: 14 articles (week of 11 May 2026), ")
    assert sentence(rise, "Miqrasiya", bucket="week", lang="az").startswith(
        "Miqrasiya: 14 məqalə (11 may 2026 həftəsi)"
    )
    again = cause(facts, Filters(), rise.episode, by="topic", bucket="week")
    assert again == rise


@pytest.mark.parametrize(
    ("count", "word"), [(1, "материал"), (3, "материала"), (5, "материалов"), (11, "материалов"), (21, "материал")]
)
def test_russian_counts_agree(count: int, word: str) -> None:
    assert articles_word(count, "ru") == word


@given(
    st.lists(st.text("квотаКВОТЫ İIıi quota-7 ", max_size=20), min_size=1, max_size=6),
    st.sampled_from(["ru", "az", "en"]),
)
def test_words_of_titles_are_counted_once_a_title(titles: list[str], lang: str) -> None:
    side = word_counts(titles, lang)
    read = [{stem(word, lang) for word in words(title, lang) if len(word) >= 3} for title in titles]
    assert dict(side.counts.iter_rows()) == Counter(chain.from_iterable(read))
    assert all(stem(side.printed(key), lang) == key for key in side.counts["key"])
