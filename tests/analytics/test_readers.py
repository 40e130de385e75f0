"""Every input format gives items; what is bad in it is said, and the rest is read."""

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.article import Item, Reject
from analytics.errors import InputError
from analytics.readers import read
from tests.reading import ATOM, FEED, LINE, items, jsonl, until_error

# JSON Lines


def test_a_line_becomes_an_item(tmp_path: Path) -> None:
    row = LINE | {"url": "https://primer.az/1", "source": "primer.az", "lang": "ru", "section": "Транспорт",
                  "topics": ["transport", "economy"], "label": "a", "author": "Л. Садыгова"}  # fmt: skip
    path = jsonl(tmp_path / "a.jsonl", row)
    assert items(path) == [
        Item(
            origin=f"{path}:1",
            id="7",
            url="https://primer.az/1",
            source="primer.az",
            lang="ru",
            title="Мост открыт",
            text="Мост открыли утром.",
            published="2024-03-19",
            section="Транспорт",
            author="Л. Садыгова",
            topics=("transport", "economy"),
            label="a",
        )
    ]


def test_numbers_are_ids_and_null_is_not_given(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", {"id": 7, "title": "A", "url": None, "topics": None}, {"id": 8.0, "text": "B"})
    assert [(item.id, item.url, item.topics) for item in items(path)] == [("7", "", ()), ("8", "", ())]


def test_unknown_keys_are_named_once(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "articles.jsonl", LINE | {"foo": 1}, LINE | {"foo": 2, "bar": 3}, LINE)
    notes: list[str] = []
    assert len(items(path, notes=notes.append)) == 3
    assert notes == [f"{path}: keys not used: foo, bar"]


def test_many_unknown_keys_are_not_all_named(tmp_path: Path) -> None:
    notes: list[str] = []
    items(jsonl(tmp_path / "a.jsonl", LINE | {f"k{n}": n for n in range(500)}), notes=notes.append)
    assert notes[0].endswith("k19 and 480 more")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops}\n", "not JSON (unexpected character"),
        (b'{"title": "cut', "not JSON"),
        (b"[1, 2]\n", "not a JSON object but a list"),
        (b"7\n", "not a JSON object but a number"),
        (b'{"title": 5}\n', "title is a number, not text"),
        (b'{"title": "A", "url": ["x"]}\n', "url is a list, not text"),
        (b'{"title": "A", "id": true}\n', "id is true or false, not text"),
        (b'{"title": "A", "topics": "x"}\n', "topics is text, not a list of texts"),
        (b'{"title": "A", "topics": [1]}\n', "topics is a list with something else in it, not a list of texts"),
        (b'{"id": "1", "title": " ", "text": null}\n', "neither title nor text"),
        (b'{"title": "\xff\xfe"}\n', "not UTF-8 text (byte 12)"),
        (b'{"title": "A\0"}\n', "not JSON"),
        (b'{"title": "A", "id": NaN}\n', "not JSON"),
        (b'{"title": "\\ud800", "id": Infinity}\n', "not JSON"),
        (b'{"title": ' + b"[" * 200_000 + b"\n", "not JSON"),
        (b'{"title": "\\ud800", "x": ' + b"[" * 200_000 + b"\n", "not JSON"),
        (b'{"title": "' + b"a" * 5_000_001 + b'"}\n', "longer than 5 MB"),
    ],
)
def test_a_bad_line_is_rejected_and_the_rest_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    line = line if line.endswith(b"\n") else line + b"\n"
    path = jsonl(tmp_path / "a.jsonl", LINE, line, LINE)
    first, reject, last = read(path)
    assert isinstance(first, Item)
    assert isinstance(reject, Reject)
    assert reject.origin == f"{path}:2"
    assert reject.reason.startswith(reason)
    assert line.startswith(reject.raw)
    assert 0 < len(reject.raw) <= 65_536
    assert isinstance(last, Item)
    assert last.origin == f"{path}:3"


def test_half_an_emoji_costs_only_itself(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", b'{"title": "Most \\ud83d", "topics": ["a\\ud83d"], "k\\ud83d": 1}\n')
    notes: list[str] = []
    assert [(item.title, item.topics) for item in items(path, notes=notes.append)] == [("Most ", ("a",))]
    assert notes == [f"{path}: keys not used: k"]


def test_without_a_good_line_the_file_fails_after_its_rejects(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", b"oops\n", b"\n", b"{}\n")
    before, message = until_error(read(path))
    assert [each.origin for each in before] == [f"{path}:1", f"{path}:3"]
    assert message.startswith(f"no usable line in {path}: line 1: not JSON (")


def test_a_byte_order_mark_windows_line_ends_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n" + json.dumps(LINE).encode())
    assert [item.origin for item in items(path)] == [f"{path}:1", f"{path}:3"]


def test_an_array_and_an_object_over_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for indent in (None, 2):
        path.write_text(json.dumps([LINE, LINE | {"id": 8}], indent=indent))
        assert [item.id for item in items(path)] == ["7", "8"]
    path.write_text(json.dumps(LINE, indent=2))
    assert [item.id for item in items(path)] == ["7"]
    path.write_text("[{}\n" + json.dumps(LINE) + "\n")
    reject, item = read(path)
    assert (type(reject), type(item)) == (Reject, Item)


@given(st.lists(st.binary(max_size=40)))
def test_no_bytes_break_the_reader(lines: list[bytes]) -> None:
    data = b"\n".join([b'{"title": "A"}', *lines])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found = list(read("-", format="jsonl"))
    assert isinstance(found[0], Item)
    assert len(found) == sum(bool(line.strip()) for line in data.split(b"\n"))


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_with_common_column_names(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["Date", "HEADLINE", "Body", "Link", "Rubric", "topics", "views"],
        [
            "2024-03-19",
            "Мост",
            '"Мост, открыли;\n\tутром."',
            "https://primer.az/1",
            "Транспорт",
            "transport|economy",
            "5",
        ],
    ]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding=encoding)
    notes: list[str] = []
    assert items(path, notes=notes.append) == [
        Item(
            origin=f"{path}:2",
            url="https://primer.az/1",
            title="Мост",
            text="Мост, открыли;\n\tутром.",
            published="2024-03-19",
            section="Транспорт",
            topics=("transport", "economy"),
        )
    ]
    assert notes == [f"{path}: columns not used: views"]


def test_a_column_of_the_contract_wins_over_its_synonym(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("headline,title,text,Link\nA,B,C,\n")
    assert [(item.title, item.text) for item in items(path)] == [("B", "C")]


def test_bad_rows_of_a_table_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\nA,a\nB,b,surplus\n,\n\xff,c\nD\nE," + b"e" * 5_000_001 + b'\nF,f,\nG,"g\nH,h\n')
    found = [each.title if isinstance(each, Item) else (each.origin[-2:], each.reason) for each in read(path)]
    assert found == [
        "A",
        (":3", "3 cells where the header has 2"),
        (":5", "not UTF-8 text (byte 1)"),
        "D",
        (":7", "longer than 5 MB"),
        "F",
        (":9", "a quotation mark is never closed"),
    ]


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name;price\nA;1\n")
    with pytest.raises(InputError, match="no column for a title or a text: found name, price; name one of them title"):
        list(read(path))
    path.write_text("title,text\n")
    with pytest.raises(InputError, match=r"no usable row in .*: nothing below the header"):
        list(read(path))
    path.write_text("заголовок,текст\nА,Б\n", encoding="cp1251")
    with pytest.raises(InputError, match=r"not UTF-8 text .*iconv"):
        list(read(path))


# Feeds


def test_an_rss_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(FEED, encoding="utf-8")
    first, second, reject = read(path)
    assert isinstance(first, Item)
    assert first.text.split() == ["Мост", "открыли.", "Дорогу", "тоже."]
    assert "открыли.\n" in first.text
    assert (first.id, first.url, first.title) == ("g1", "https://primer.az/1", "Мост & дорога")
    assert (first.source, first.lang, first.section) == ("primer.az", "ru-RU", "Транспорт")
    assert first.published == "2024-03-19T10:00:00+00:00"
    assert isinstance(second, Item)
    assert second.text.strip() == "Причал построят."
    assert second.published == "19 Mar 2024 14:00"  # without a zone, so the reader of the item decides
    assert isinstance(reject, Reject)
    assert reject.reason == "neither title nor text"


def test_an_atom_feed(tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_text(ATOM, encoding="utf-8")
    (item,) = items(path)
    assert (item.title, item.text.strip(), item.section) == ("Körpü açılıb", "Körpü səhər açılıb.", "Nəqliyyat")
    assert (item.id, item.url, item.author) == ("urn:1", "https://ornek.az/1", "Rəna Qasımova")
    assert (item.published, item.source) == ("2024-03-19T10:00:00+00:00", "Örnək")


def test_a_feed_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_bytes(FEED.replace("utf-8", "windows-1251").encode("cp1251"))
    assert isinstance(first := next(read(path)), Item)
    assert first.title == "Мост & дорога"


@pytest.mark.timeout(20)
def test_hostile_feeds_expand_nothing_and_open_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not read me")
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "a.xml"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "lol">{entities}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><item><title>One &x;</title></item>'
        "<item><title>Two &a11;</title></item></channel></rss>"
    )
    found = items(path)
    assert "do not read" not in str(found)
    assert sum(len(item.title) for item in found) < 1_000


@pytest.mark.parametrize(
    "content", ["<html><body>Hello</body></html>", "<?xml version='1.0'?><a/>", "/etc/hostname", "text"]
)
def test_what_is_not_a_feed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(content)
    with pytest.raises(InputError, match="is not an RSS or Atom feed"):
        list(read(path))


def test_a_feed_without_articles_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<rss version="2.0"><channel><title>Quiet</title></channel></rss>')
    notes: list[str] = []
    assert items(path, notes=notes.append) == []
    assert notes == [f"{path}: a feed without articles"]


# Files


def test_a_page_is_one_item(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Мост открыт\n\nМост открыли утром.\n", encoding="utf-8-sig")
    assert items(path) == [Item(origin=str(path), text="Мост открыт\n\nМост открыли утром.\n")]
