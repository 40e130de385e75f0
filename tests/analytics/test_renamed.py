"""A decision on names is seen at once, and what is shown then is what a fresh reading of the tables would show."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import analytics.archive
from analytics.archive import Archive, Facts
from analytics.entities.decisions import as_row, decision
from analytics.filters import Filters
from analytics.labels import Labels
from analytics.queries import entity_ranking
from analytics.store import Store
from tests.archives import PRINTED, article, make_store, mention

NAMES = ["Анна Ким", "А. Ким", "Бек Али", "Бек Алиев", "Эльхан Сафарли"]
IDS = [f"PER:{name}" for name in NAMES]
SPELLINGS = [*NAMES, "тренер", "министр", "Anna Kim"]
ARTICLES = [
    article(f"a{n}", f"2026-05-{10 + n}T10:00:00+04:00", lang=("ru", "az", "en")[n % 3], revision=1 + n % 2)
    for n in range(9)
]
MENTIONS = [
    mention(f"a{n}", name, count=1 + n % 3)
    | {
        "revision": 1 + n % 2,
        "role": ("mentioned", "speaks", "source")[(n + at) % 3],
        "titles": [["тренер сборной"], ["министр экономики"], []][n % 3] if at in (0, 4) else [],
    }
    for n in range(9)
    for at, name in enumerate(NAMES)
    if (n * 5 + at * 3) % 4
] + [
    mention("a2", "Anna Kim") | {"entity_id": "PER:Анна Ким"},
    mention("a4", "Anna Kim") | {"entity_id": "PER:Анна Ким"},
    mention("a1", "Бек Али"),  # of a revision that is no longer the newest
]

line = st.one_of(
    st.tuples(st.just("merge"), st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda one: one[1] != one[2]),
    st.tuples(st.just("split"), st.sampled_from(IDS), st.sampled_from([*SPELLINGS, *IDS])),
    st.tuples(st.just("rename"), st.sampled_from(IDS), st.sampled_from(["Новое Имя", "Ким"])),
    st.tuples(st.just("alias"), st.sampled_from(IDS), st.sampled_from(SPELLINGS)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.just("")),
)


class Log:
    """Decisions written one after the other, a minute apart."""

    def __init__(self, store: Store) -> None:
        self.store, self.when, self.ids = store, datetime(2026, 6, 1, tzinfo=UTC), list[str]()

    def say(self, kind: str, entity: object, other: str) -> None:
        self.when += timedelta(minutes=1)
        if kind == "undo":
            if not self.ids:
                return
            entity, other = "", self.ids[int(str(entity)) % len(self.ids)]
        made = decision(kind, str(entity), other, who="editor", when=self.when)  # type: ignore[arg-type]
        self.ids.append(made.decision_id)
        self.store.append("decisions", as_row(made))


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String)).sort(pl.all())


def same(one: Facts, other: Facts) -> None:
    assert one.mentions.get_column("row").is_sorted()
    assert one.mentions.schema == other.mentions.schema
    assert_frame_equal(plain(one.mentions), plain(other.mentions))
    assert_frame_equal(plain(one.called.spellings), plain(other.called.spellings))
    assert (one.names, one.decided, one.heard) == (other.names, other.decided, other.heard)
    assert_frame_equal(entity_ranking(one, Filters()), entity_ranking(other, Filters()))
    keys = other.mentions.get_column("entity_id").cast(pl.String).unique().to_list()
    for lang in ("ru", "az", "en"):
        assert [one.called.name(key, lang) for key in keys] == [other.called.name(key, lang) for key in keys]


@settings(max_examples=8, deadline=None)
@given(rounds=st.lists(st.lists(line, min_size=1, max_size=3), min_size=1, max_size=3))
def test_decisions_yield_what_a_fresh_reading_does(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[tuple[str, object, str]]]
) -> None:
    store = make_store(tmp_path_factory.mktemp("named") / "home", ARTICLES, mentions=MENTIONS)
    archive, log = Archive(store, printed=PRINTED), Log(store)
    seen = archive.facts()
    for lines in rounds:
        before = plain(seen.mentions), plain(seen.called.spellings)
        for one in lines:
            log.say(*one)
        archive.refresh()
        now = archive.facts()
        same(now, Archive(store, printed=PRINTED).facts())
        assert_frame_equal(plain(seen.mentions), before[0])  # whoever still looks at the old facts sees those
        assert_frame_equal(plain(seen.called.spellings), before[1])
        seen = now


def test_a_name_stays_whole_when_it_is_renamed_after_a_merge_and_parts_when_that_is_undone(tmp_path: Path) -> None:
    store = make_store(tmp_path / "home", ARTICLES, mentions=MENTIONS)
    archive, log = Archive(store, printed=PRINTED), Log(store)

    def counted() -> dict[str, int]:
        archive.refresh()
        found = entity_ranking(archive.facts(), Filters())
        same(archive.facts(), Archive(store, printed=PRINTED).facts())
        return dict(found.select("entity_id", "articles").iter_rows())

    before = counted()
    log.say("merge", "PER:Бек Алиев", "PER:Бек Али")
    merged = counted()
    assert merged["PER:Бек Али"] > before["PER:Бек Али"]
    log.say("rename", "PER:Бек Али", "Новое Имя")
    assert counted() == merged
    log.say("merge", "PER:Бек Али", "PER:А. Ким")
    assert "PER:Бек Али" not in counted()
    log.say("undo", 2, "")
    assert counted() == merged
    log.say("undo", 0, "")
    assert counted() == before


def test_a_decision_works_out_no_article_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path / "home", ARTICLES, mentions=MENTIONS)
    archive = Archive(store, printed=PRINTED)
    before = archive.facts()
    monkeypatch.setattr(analytics.archive, "load_facts", None)
    Log(store).say("merge", "PER:Бек Алиев", "PER:Бек Али")
    archive.refresh()
    now = archive.facts()
    assert now.articles is before.articles
    assert now.rows is before.rows
    assert "PER:Бек Алиев" not in now.mentions.get_column("entity_id").cast(pl.String).to_list()
    assert "PER:Бек Алиев" not in entity_ranking(now, Filters())["entity_id"].to_list()


def test_files_left_before_a_decision_serve_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path / "home", ARTICLES, mentions=MENTIONS)
    log = Log(store)
    log.say("merge", "PER:Бек Алиев", "PER:Бек Али")
    Archive(store, printed=PRINTED, keep_from=1).facts()
    log.say("undo", 0, "")
    log.say("rename", "PER:Анна Ким", "Новое Имя")
    Labels(store).say("a1", "section", "sport", who="editor", codes=["sport"])
    fresh = Archive(store, printed=PRINTED, keep_from=10**9).facts()
    monkeypatch.setattr(analytics.archive, "load_facts", None)
    same(Archive(store, printed=PRINTED, keep_from=1).facts(), fresh)
