"""CSV and TSV with a header row: commas, semicolons or tabs, UTF-8 with or without a byte order mark.

Date;Headline;Body            -> Item(published="2024-03-19", title="…", text="…")
2024-03-19;В Баку …;…
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Final

from analytics.article import Item, Reject
from analytics.errors import InputError
from analytics.readers.streams import CONVERT, LONGEST_RECORD, RAW_KEPT, Notes, refuse_binary, skip_line
from analytics.resources import data_path

DELIMITERS: Final = (",", ";", "\t")
_TOPICS = re.compile(r"[;,|]")


class _Lines:
    """The lines of a stream as text, with the bytes and the number of the row that is being read.

    A class and not a generator, because a generator is over once it has raised.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.number = 0
        self.raw = b""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_RECORD + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(self.raw) < RAW_KEPT:
            self.raw += line[:RAW_KEPT]
        if len(line) > LONGEST_RECORD:
            if not line.endswith(b"\n"):
                skip_line(self._stream)
            raise ValueError(f"longer than {LONGEST_RECORD // 1_000_000} MB")
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            raise ValueError(f"not UTF-8 text (byte {error.start + 1})") from None


def read_table(stream: io.BufferedReader, *, name: str, notes: Notes | None = None) -> Iterator[Item | Reject]:
    """The items of the rows in order, a :class:`Reject` for each row that is not one.

    Raises :class:`InputError` where no column holds a title or a text, and at the end where no row was good.
    """
    refuse_binary(stream.peek(1), name=name)
    csv.field_size_limit(LONGEST_RECORD)  # the default of 131,072 is less than a long report
    lines = _Lines(stream)
    delimiter, header = _header(lines, name=name)
    columns = _columns(header)
    if not {"title", "text"} & set(columns):
        raise InputError(
            f"{name} has no column for a title or a text: found {', '.join(filter(None, header)) or 'none'}; "
            "name one of them title (or headline) or text (or body)"
        )
    unused = [column for column, key in zip(header, columns, strict=True) if column and not key]
    if unused and notes is not None:
        notes(f"{name}: columns not used: {', '.join(unused)}")
    good = 0
    problem = ""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number, lines.raw = lines.number + 1, b""
        try:
            row = next(reader)
            if not any(row):
                continue
            item = _item(row, columns, f"{name}:{number}")
            good += 1
            yield item
        except StopIteration:
            break
        except (csv.Error, ValueError) as error:
            reason = "a quotation mark is never closed" if str(error) == "unexpected end of data" else str(error)
            problem = problem or f"line {number}: {reason}"
            yield Reject(origin=f"{name}:{number}", reason=reason, raw=lines.raw[:RAW_KEPT])
    if not good:
        raise InputError(f"no usable row in {name}: {problem or 'nothing below the header'}")


def is_table(head: str) -> bool:
    """Whether a text begins with a header row that has a title or a text column among others."""
    first = head.lstrip("\ufeff\r\n").partition("\n")[0].rstrip("\r")
    _, cells = _split(first)
    return len(cells) > 1 and bool({"title", "text"} & set(_columns(cells)))


def _header(lines: _Lines, *, name: str) -> tuple[str, list[str]]:
    """The delimiter and the names of the columns."""
    try:
        for line in lines:
            first = line.strip("\ufeff\r\n")
            if first.lower().startswith("sep=") and len(first) == 5:  # a hint that Excel writes and reads
                continue
            if first.strip():
                return _split(first)
    except ValueError as error:
        raise InputError(f"{name} is {error}: {CONVERT}") from error
    raise InputError(f"{name} is empty: no header row to read")


def _split(line: str) -> tuple[str, list[str]]:
    """The cells of a header row, split by the delimiter that gives the most known columns."""
    best: tuple[int, int, str, list[str]] = (-1, -1, ",", [])
    for delimiter in DELIMITERS:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        known = sum(map(bool, _columns(cells)))
        if (known, len(cells)) > best[:2]:
            best = (known, len(cells), delimiter, cells)
    return best[2], best[3]


def _columns(header: list[str]) -> list[str]:
    """The key of the article for each column, "" for a column that is not used."""
    synonyms = _synonyms()
    names = [cell.casefold() for cell in header]
    keys: list[str] = []
    for name in names:
        key = synonyms.get(name, "")
        taken = key in keys or (key != name and key in names)
        keys.append("" if taken else key)
    return keys


def _item(row: list[str], columns: list[str], origin: str) -> Item:
    if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
        raise ValueError(f"{len(row)} cells where the header has {len(columns)}")
    texts = {key: cell for key, cell in zip(columns, row, strict=False) if key}
    topics = tuple(topic.strip() for topic in _TOPICS.split(texts.pop("topics", "")) if topic.strip())
    if not (texts.get("title", "").strip() or texts.get("text", "").strip()):
        raise ValueError("neither title nor text")
    return Item(origin=origin, topics=topics, extra={}, **texts)


@cache
def _synonyms() -> dict[str, str]:
    with data_path("phrases", "columns.toml").open("rb") as file:
        names: dict[str, list[str]] = tomllib.load(file)
    return {word.casefold(): key for key, words in names.items() for word in (*words, key)}
