"""The store: idempotent, safe between processes, honest about what it cannot read."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from analytics.errors import StoreError
from analytics.schema import LABELS
from analytics.store import open_store
from tests.archives import label

_WRITER = """
import sys
from pathlib import Path
import polars as pl
from analytics.schema import LABELS
from analytics.store import open_store
from tests.archives import label
store = open_store(Path(sys.argv[1]))
for day in range(1, 6):
    rows = [label("both", "topic", "sport", day=day), label(sys.argv[2], "topic", "sport", day=day)]
    store.insert_new("labels", pl.DataFrame(rows, schema=LABELS), keys=("label_id",))
"""


def test_several_processes_write_each_row_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=True)
    writers = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(store.home), name], cwd=Path(__file__).parents[2])
        for name in ("one", "two", "three")
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    rows = store.scan("labels").collect()
    assert rows.height == 20
    assert rows.get_column("label_id").n_unique() == 20


def test_the_same_rows_twice_are_added_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=True)
    frame = pl.DataFrame([label("a", "topic", "sport"), label("a", "topic", "sport")], schema=LABELS)
    assert store.insert_new("labels", frame, keys=("label_id",)) == 1
    assert store.insert_new("labels", frame, keys=("label_id",)) == 0


def test_many_small_writes_are_joined_without_losing_a_row(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=True)
    for number in range(40):
        store.append("labels", pl.DataFrame([label(f"a{number}", "topic", "sport")], schema=LABELS))
    folder = store.home / "tables" / "labels"
    before = store.versions()
    store.compact()
    assert store.scan("labels").collect().height == 40
    assert store.versions() != before
    assert len(list(folder.glob("_delta_log/*.json"))) == 41


def test_a_frame_that_does_not_fit_names_what_is_wrong(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home", create=True)
    wrong = (
        pl.DataFrame([label("a", "topic", "sport")], schema=LABELS).drop("who").with_columns(pl.lit(1).alias("code"))
    )
    with pytest.raises(StoreError, match=r"no column who.*code is Int32, not String"):
        store.append("labels", wrong)


def test_a_folder_with_models_and_settings_alone_becomes_a_home(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "rubrika.toml").write_text("", encoding="utf-8")
    assert open_store(tmp_path, create=True).home == tmp_path


def test_a_folder_with_other_things_is_not_made_a_home(tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("sea", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty and not a rubrika home"):
        open_store(tmp_path, create=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["holiday.txt"]


@pytest.mark.parametrize("content", ["", "[]", "{}", "{broken"])
def test_a_damaged_marker_is_said_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "home.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"home\.json is damaged"):
        open_store(tmp_path)


def test_a_home_that_is_not_there_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="rubrika ingest"):
        open_store(tmp_path / "none")
