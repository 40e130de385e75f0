"""From paths to items: which files to read, which format each is in, and reading them one by one."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from analytics.article import Item, Reject
from analytics.errors import InputError, UsageError
from analytics.readers.feed import is_feed, read_feed
from analytics.readers.jsonl import read_jsonl
from analytics.readers.page import read_page
from analytics.readers.streams import Notes, Source, name_of, open_stream
from analytics.readers.table import is_table, read_table

_READERS: Final = {"page": read_page, "jsonl": read_jsonl, "csv": read_table, "feed": read_feed}
FORMATS: Final = ("auto", *_READERS)

_SUFFIXES: Final = {
    ".txt": "page",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_READ_SUFFIXES: Final = f"{', '.join(_SUFFIXES)} (also with .gz)"
_HTML: Final = (b"<!doctype html", b"<html")


def read(
    source: Source, *, format: str = "auto", notes: Notes | None = None, keep: Sequence[str] = ()
) -> Iterator[Item | Reject]:
    """The items of one file, or of standard input for ``"-"``, as they come; memory stays flat.

    ``notes`` is called with remarks that concern the whole file. ``keep`` names further keys of JSON Lines that are kept. A bad record among good ones is a :class:`Reject`;
    a file that cannot be read at all, or has no good record, raises :class:`InputError`.
    """
    if format not in FORMATS:
        raise UsageError(f"no such format: {format}; choose from {', '.join(FORMATS)}")
    return _read(source, format, notes, keep)


def expand(paths: Sequence[str]) -> list[Source]:
    """The files that the paths name, each once: files as given, folders with all below them, globs, ``-``."""
    found: dict[Source, None] = {}
    for path in paths:
        if path == "-":
            found["-"] = None
        elif os.path.isdir(path):
            found.update(dict.fromkeys(_some(_below(path), f"the folder {path}")))
        elif os.path.exists(path):
            found[Path(path)] = None
        elif glob.has_magic(path):
            found.update(dict.fromkeys(_some(_matching(path), f"what {path} matches")))
        else:
            raise UsageError(f"no such file or folder: {path}")
    return list(found)


def _read(source: Source, format: str, notes: Notes | None, keep: Sequence[str]) -> Iterator[Item | Reject]:
    name = name_of(source)
    with open_stream(source) as stream:
        head = stream.peek(1)
        if not head:
            raise InputError(f"{name} is empty: nothing to read")
        if format == "auto":
            format = _format_of(source, head)
        if format == "jsonl":
            yield from read_jsonl(stream, name=name, notes=notes, keep=keep)
        else:
            yield from _READERS[format](stream, name=name, notes=notes)


def _format_of(source: Source, head: bytes) -> str:
    """By suffix, else by the first bytes."""
    known = "" if source == "-" else _by_suffix(source.name)
    if known:
        return known
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:15].lower().startswith(_HTML):
        raise InputError(f"{name_of(source)} is an HTML page: save its text as .txt, or give the site's feed")
    if start.startswith((b"{", b"[{", b"[\n", b"[\r")):
        return "jsonl"
    if is_feed(start):
        return "feed"
    return "csv" if is_table(head.decode("utf-8", "ignore")) else "page"


def _by_suffix(name: str) -> str:
    return _SUFFIXES.get(os.path.splitext(name.lower().removesuffix(".gz"))[1], "")


def _some(files: list[Path], where: str) -> list[Path]:
    if not files:
        raise UsageError(f"nothing to read in {where}: files must end in {_READ_SUFFIXES}")
    return files


def _matching(pattern: str) -> list[Path]:
    files: set[Path] = set()
    for path in glob.glob(pattern, recursive=True):
        if os.path.isdir(path):
            files.update(_below(path))
        elif _by_suffix(path):
            files.add(Path(path))
    return sorted(files)


def _below(folder: str) -> list[Path]:
    """The files below a folder that have a known suffix, sorted; hidden ones are left out."""
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place, name) for name in names if not name.startswith(".") and _by_suffix(name)]
    return sorted(files)
