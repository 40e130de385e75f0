"""Which files are read as what: formats told from their first bytes, packed ones, folders and globs."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from analytics.article import Item
from analytics.errors import InputError, UsageError
from analytics.readers import FORMATS, expand, read
from tests.reading import ATOM, LINE, items, until_error


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml", "a.txt"])
def test_every_format_may_be_packed(tmp_path: Path, name: str) -> None:
    plain = {"a.jsonl": json.dumps(LINE), "a.csv": "title,text\nA,B\n", "a.xml": ATOM, "a.txt": "Мост"}[name]
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(plain.encode()))
    assert len(items(path)) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('\n{"title": "A", "text": "B"}', ("A", "B")),
        ('[{"title": "A", "text": "B"}]', ("A", "B")),
        ("Headline;Body\nA;B", ("A", "B")),
        (
            "<rss version='2.0'><channel><item><title>A</title><description>B</description></item></channel></rss>",
            ("A", "B"),
        ),
        ("Просто текст, и больше ничего", ("", "Просто текст, и больше ничего")),
    ],
)
def test_the_format_is_told_from_the_first_bytes(
    monkeypatch: pytest.MonkeyPatch, content: str, found: tuple[str, str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    (item,) = read("-")
    assert isinstance(item, Item)
    assert item.origin.partition(":")[0] == "stdin"
    assert (item.title, item.text) == found


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.xml", "a.bin", "a.jsonl.gz"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"") if name.endswith(".gz") else b"")
    with pytest.raises(InputError, match=r"a\.\S+ is empty"):
        list(read(path))
    if name.endswith((".txt", ".jsonl", ".csv")):
        path.write_bytes(b" \n\n")
        with pytest.raises(InputError, match=r"a\.\S+ is empty"):
            list(read(path))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.png"])
def test_a_binary_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    before, message = until_error(read(path))
    assert before == []
    assert message == f"{path} is a binary file, not text: give page dumps, JSON Lines, CSV or feeds"


def test_text_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Мост открыт", encoding="cp1251")
    with pytest.raises(InputError, match=r"a\.txt is not UTF-8 text \(byte 1\): convert it first"):
        list(read(path))
    path.write_text("Мост открыт", encoding="utf-16")
    with pytest.raises(InputError, match=r"is UTF-16 text: convert it first"):
        list(read(path))


def test_a_web_page_is_not_taken_for_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<!DOCTYPE html><html></html>")
    with pytest.raises(InputError, match=r"is an HTML page: save its text as \.txt"):
        list(read(path))


def test_a_damaged_gzip_file_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress(b"".join(json.dumps(LINE | {"id": n}).encode() + b"\n" for n in range(50_000)))
    path.write_bytes(packed[: len(packed) // 2])
    before, message = until_error(read(path))
    assert len(before) > 1_000
    assert f"{path} is a damaged gzip file" in message


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*gone\.txt: no such file or directory"):
        list(read(tmp_path / "gone.txt"))
    with pytest.raises(InputError, match=r"cannot read .*: is a directory"):
        list(read(tmp_path))


def test_an_unknown_format_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such format: xlsx; choose from auto, page, jsonl, csv, feed"):
        read(tmp_path / "a.txt", format="xlsx")
    assert FORMATS == ("auto", "page", "jsonl", "csv", "feed")


# Paths


def test_folders_globs_and_files_are_expanded_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "b/2.txt",
        "b/1.jsonl.gz",
        "b/c/3.CSV",
        "b/notes.md",
        "b/.hidden.txt",
        "b/.git/x.txt",
        "a.rss",
        "own.dat",
        "a[1].txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    below = [Path("b/1.jsonl.gz"), Path("b/2.txt"), Path("b/c/3.CSV")]
    assert expand(["own.dat", "b", "-", "b/2.txt"]) == [Path("own.dat"), *below, "-"]
    assert expand(["*"]) == [Path("a.rss"), Path("a[1].txt"), *below]
    assert expand(["b/**/*.CSV"]) == [Path("b/c/3.CSV")]
    assert expand(["a[1].txt"]) == [Path("a[1].txt")]
    assert expand([]) == []


def test_paths_that_name_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.md").touch()
    with pytest.raises(UsageError, match=r"no such file or folder: gone\.txt"):
        expand(["gone.txt"])
    for path in (str(tmp_path), f"{tmp_path}/*.md", f"{tmp_path}/*.zip"):
        with pytest.raises(UsageError, match=r"nothing to read in .*: files must end in \.txt, \.jsonl, "):
            expand([path])
