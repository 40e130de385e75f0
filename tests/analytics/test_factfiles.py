"""Facts that one process leaves on disk for the next."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.archive import Archive, Facts
from analytics.schema import ARTICLES, LABELS
from analytics.store import Store
from tests.archives import PRINTED, article, label, make_store, mention, prediction

DAY = "2026-05-21T16:49:00+04:00"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(
        tmp_path / "home",
        [article("a", DAY, section="Политика"), article("b", DAY, lang="az"), article("c", None)],
        predictions=[prediction("a", "health", "health"), prediction("b", "sport", "sport", "health")],
        mentions=[mention("a", "PER:anar"), mention("b", "PER:anar")],
    )


def kept(store: Store) -> list[Path]:
    folder = store.home / "cache" / "facts"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def same(one: Facts, other: Facts) -> None:
    assert one.cubes
    assert other.cubes
    for name in ("articles", "topics", "mentions"):
        assert_frame_equal(getattr(one, name), getattr(other, name), categorical_as_str=True, check_row_order=False)
    assert_frame_equal(one.cubes.topics, other.cubes.topics, categorical_as_str=True, check_row_order=False)
    assert (one.names, one.notes, one.zone) == (other.names, other.notes, other.zone)


def test_the_next_process_finds_the_same_facts(store: Store) -> None:
    worked_out = Archive(store, printed=PRINTED, keep_from=1).facts()
    files = [file for folder in kept(store) for file in folder.iterdir()]
    stamps = {file: file.stat().st_mtime_ns for file in files}
    found = Archive(store, printed=PRINTED, keep_from=1).facts()
    same(found, worked_out)
    same(found, Archive(store, printed=PRINTED).facts())
    assert {file: file.stat().st_mtime_ns for file in files} == stamps


def test_a_correction_is_put_on_top_of_the_files_and_older_files_go(store: Store) -> None:
    Archive(store, printed=PRINTED, keep_from=1).facts()
    before = kept(store)
    store.append("labels", pl.DataFrame([label("a", "section", "economy")], schema=LABELS))
    facts = Archive(store, printed=PRINTED, keep_from=1).facts()
    assert facts.articles.filter(pl.col("article_id") == "a").item(0, "section") == "economy"
    assert kept(store) == before
    store.append("articles", pl.DataFrame([article("d", DAY)], schema=ARTICLES))
    same(Archive(store, printed=PRINTED, keep_from=1).facts(), Archive(store, printed=PRINTED).facts())
    assert len(kept(store)) == 1
    assert kept(store) != before


def test_zones_and_printed_names_have_files_of_their_own(store: Store) -> None:
    archive = Archive(store, printed=PRINTED, keep_from=1)
    archive.facts()
    assert archive.facts("America/New_York").zone == "America/New_York"
    assert Archive(store, printed={}, keep_from=1).facts().articles.item(0, "basis") == "predicted"
    assert len(kept(store)) == 3


def test_damaged_files_are_worked_out_anew(store: Store) -> None:
    worked_out = Archive(store, printed=PRINTED, keep_from=1).facts()
    for damage in (lambda file: file.write_bytes(b"ARROW1"), Path.unlink):
        damage(kept(store)[0] / "mentions.arrow")
        same(Archive(store, printed=PRINTED, keep_from=1).facts(), worked_out)
        assert [folder.name for folder in kept(store) if (folder / "mentions.arrow").stat().st_size > 100]


def test_a_small_archive_leaves_none(store: Store) -> None:
    Archive(store, printed=PRINTED).facts()
    assert kept(store) == []
