"""Names counted from arrays: the same numbers as from the mentions themselves, row by row, whatever the filters."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analytics.archive import Archive, Facts
from analytics.filters import UNCLASSIFIED, Filters
from analytics.firsts import lead, leads
from analytics.labels import Labels
from analytics.queries import Kind, entity_ranking, members, select, together
from analytics.trends import cells, trends
from tests.archives import PRINTED, article, facts_of, make_store, mention, prediction

NOW = datetime(2026, 6, 10, tzinfo=UTC)
SOURCES = ["one.example", "two.example", "three.example"]
NAMES = ["Анна Ким", "Бек Али", "Дом", "Порт", "Река"]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """Four hundred articles of three months, copies, undated and known to the day only among them, with names in all roles."""
    chance = random.Random(7)
    rows, predictions, mentions = [], [], []
    for number in range(400):
        name = f"a{number}"
        moment = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 90 * 1440))
        rows.append(
            article(
                name,
                None if number % 37 == 0 else moment.isoformat(),
                source=chance.choice([*SOURCES, None]),
                lang=chance.choice(["ru", "az", None]),
                section=chance.choice(["sport", None]),
                published_precision=chance.choice(["minute", "minute", "day"]),
                duplicate_of=chance.choice([None, None, None, "a1"]),
            )
        )
        predictions.append(
            prediction(name, chance.choice(["sport", "economy", None]), *chance.choice([(), ("sport",)]))
        )
        for entity in chance.sample(NAMES, chance.choice([0, 0, 1, 2, 3])):
            kind = chance.choice(["PER", "ORG"]) if entity == "Порт" else "PER" if " " in entity else "LOC"
            role = chance.choice(["mentioned", "speaks", "source"])
            mentions.append(mention(name, entity, kind=kind, count=chance.randint(1, 4)) | {"role": role})
    return facts_of(tmp_path_factory.mktemp("named") / "home", rows, predictions=predictions, mentions=mentions)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    since=st.sampled_from([None, date(2026, 3, 9)]),
    until=st.sampled_from([None, date(2026, 5, 2)]),
    stop=st.sampled_from([None, datetime(2026, 5, 1, 12, tzinfo=UTC)]),
    langs=some("ru", "az"),
    sources=some(*SOURCES),
    sections=some("sport", UNCLASSIFIED),
    topics=some("sport", UNCLASSIFIED),
    roles=some("mentioned", "speaks", "source"),
    copies=st.sampled_from(["once", "all", "only"]),
)
ANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def named(facts: Facts, filters: Filters, kind: str | None = None) -> pl.DataFrame:
    """The mentions that count, found by joining."""
    fitting = select(facts, filters, ignoring="entity").select("row", "published", "day_only").collect()
    found = facts.mentions.join(fitting, on="row").with_columns(pl.col(pl.Categorical).cast(pl.String))
    found = found.filter(pl.col("kind") == kind) if kind else found
    return found.filter(pl.col("role").is_in(filters.roles)) if filters.roles else found


@ANY
@given(filters=FILTERS, kind=st.sampled_from([None, "PER", "LOC"]))
def test_a_ranking_counts_what_the_mentions_say(crowded: Facts, filters: Filters, kind: Kind | None) -> None:
    by_row = (
        named(crowded, filters, kind)
        .sort("day", "published", nulls_last=True)
        .group_by("entity_id", maintain_order=True)
        .agg(
            pl.col("kind", "name").first(),
            articles=pl.len().cast(pl.Int64),
            cited=(pl.col("role") != "mentioned").sum().cast(pl.Int64),
            mentions=pl.col("count").sum().cast(pl.Int64),
            first=pl.col("day").min(),
            last=pl.col("day").max(),
        )
        .sort(["articles", "mentions", "name", "entity_id"], descending=[True, True, False, False])
    )
    assert_frame_equal(entity_ranking(crowded, filters, kind=kind), by_row)


@ANY
@given(
    filters=FILTERS,
    bucket=st.sampled_from(["day", "week", "month", "quarter"]),
    of=st.sampled_from(["fitting", "classified", "archive"]),
)
def test_a_trend_of_names_counts_what_the_mentions_say(crowded: Facts, filters: Filters, bucket: str, of: str) -> None:
    keys = ["PER:Анна Ким", "LOC:Дом", "PER:Nobody"]
    total = select(crowded, filters.of_the_archive() if of == "archive" else filters, ignoring="entity")
    if of == "classified":
        total = total.join(crowded.mentions.lazy().select("row"), on="row", how="semi")
    found = members(crowded, filters, "entity").with_columns(pl.col("key").cast(pl.String))
    by_row = cells(
        crowded, filters, total, found.filter(pl.col("key").is_in(keys)), bucket=bucket, now=NOW, keys=keys  # type: ignore[arg-type]
    )  # fmt: skip
    assert_frame_equal(
        trends(crowded, filters, by="entity", bucket=bucket, now=NOW, keys=keys, of=of), by_row  # type: ignore[arg-type]
    )  # fmt: skip


@ANY
@given(filters=FILTERS)
def test_who_is_first_is_who_each_event_says(crowded: Facts, filters: Filters) -> None:
    timed = named(crowded, replace(filters, sources=())).filter(~pl.col("day_only"), pl.col("published").is_not_null())
    focus, *others = SOURCES
    table = {row["other"]: row for row in leads(crowded, replace(filters, sources=()), focus, others).to_dicts()}
    for other in others:
        ahead = []
        for _, part in timed.filter(pl.col("source").is_in([focus, other])).sort("published").group_by("entity_id"):
            rows = list(part.select("published", "source").iter_rows())
            breaks = [at for at, (a, b) in enumerate(pairwise(rows), 1) if b[0] - a[0] > timedelta(days=7)]
            for begin, end in pairwise([0, *breaks, len(rows)]):
                first = {source: when for when, source in reversed(rows[begin:end])}
                if len(first) == 2:
                    ahead.append((first[other] - first[focus]).total_seconds() / 3600)
        pair = lead(crowded, filters, (focus, other))
        assert (pair.shared, pair.first, pair.other_first) == (
            len(ahead), sum(hours > 0 for hours in ahead), sum(hours < 0 for hours in ahead),
        )  # fmt: skip
        assert pair.hours == (median(ahead) if ahead else None)
        assert [table[other][name] for name in ("shared", "first", "hours")] == [pair.shared, pair.first, pair.hours]


@ANY
@given(filters=FILTERS)
def test_names_meet_in_as_many_articles_as_have_both(crowded: Facts, filters: Filters) -> None:
    nodes, pairs = together(crowded, filters, kinds=("PER", "LOC"), most=3)
    held = {key: set(part["row"]) for (key,), part in named(crowded, filters).group_by("entity_id")}
    wanted = {
        tuple(sorted((a, b))): len(held[a] & held[b])
        for a in nodes["entity_id"] for b in nodes["entity_id"] if a < b and len(held[a] & held[b]) >= 2
    }  # fmt: skip
    assert {(a, b): count for a, b, count, _ in pairs.iter_rows()} == wanted


def test_a_corrected_label_moves_an_article_s_names_too(tmp_path: Path) -> None:
    store = make_store(
        tmp_path / "home",
        [article(name, "2026-05-12T10:00:00+04:00") for name in "ab"],
        predictions=[prediction("a", "sport"), prediction("b", "economy")],
        mentions=[mention("a", "Ким"), mention("b", "Ким")],
    )
    archive = Archive(store, printed=PRINTED)
    assert entity_ranking(archive.facts(), Filters(sections=("sport",)))["articles"].to_list() == [1]
    Labels(store).say("b", "section", "sport", who="editor", codes=["sport", "economy"])
    archive.refresh()
    assert entity_ranking(archive.facts(), Filters(sections=("sport",)))["articles"].to_list() == [2]


def test_an_archive_without_names_ranks_none(tmp_path: Path) -> None:
    facts = facts_of(tmp_path / "home", [article("a", "2026-05-12T10:00:00+04:00")])
    assert entity_ranking(facts, Filters()).is_empty()
    assert lead(facts, Filters(), ("one.example", "two.example")).shared == 0
    assert together(facts, Filters())[1].is_empty()
