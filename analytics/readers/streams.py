"""Files, standard input and gzip as one kind of byte stream, and the errors of reading said in words."""

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from analytics.errors import InputError

Source = Path | Literal["-"]
Notes = Callable[[str], None]

BUFFER: Final = 1 << 16
LONGEST_RECORD: Final = 5_000_000  # bytes of one line, cell or page; more is no article
RAW_KEPT: Final = 1 << 16  # bytes of a rejected line that are worth keeping

_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
CONVERT: Final = "convert it first, for example with `iconv -f cp1251 -t utf-8`"


def name_of(source: Source) -> str:
    """What people call the source: its path as given, or ``stdin``."""
    return "stdin" if source == "-" else str(source)


@contextmanager
def open_stream(source: Source) -> Iterator[io.BufferedReader]:
    """The bytes of a source, unpacked where they are gzip; every failure to read them is an :class:`InputError`."""
    name = name_of(source)
    try:
        if source == "-":
            yield _unpacked(sys.stdin.buffer)
        else:
            with source.open("rb", buffering=BUFFER) as file:
                yield _unpacked(file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{name} is a damaged gzip file ({error}): fetch or pack it again") from error
    except OSError as error:
        raise InputError(f"cannot read {name}: {(error.strerror or str(error)).lower()}") from error


def read_all(stream: io.BufferedReader, *, limit: int, name: str) -> bytes:
    """All bytes of a stream that is one document."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(f"{name} is larger than {limit // 1_000_000} MB, too large for one document: split it")
    return data


def decode(data: bytes, *, name: str) -> str:
    """The text of UTF-8 bytes, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text (byte {error.start + 1}): {CONVERT}") from error


def refuse_binary(head: bytes, *, name: str) -> None:
    """Raise where the first bytes of a source are not those of any text."""
    if head.startswith(_UTF16):
        raise InputError(f"{name} is UTF-16 text: convert it first, for example with `iconv -f utf-16 -t utf-8`")
    if b"\0" in head:
        raise InputError(f"{name} is a binary file, not text: give page dumps, JSON Lines, CSV or feeds")


def skip_line(stream: BinaryIO) -> None:
    """Read on to the end of a line whose beginning was too long to keep."""
    while (piece := stream.readline(BUFFER)) and not piece.endswith(b"\n"):
        pass


def _unpacked(opened: BinaryIO) -> io.BufferedReader:
    stream = _buffered(opened)
    if stream.peek(2)[:2] != _GZIP:
        return stream
    # GzipFile reads lines in Python; a buffer around it reads them in C.
    return _buffered(gzip.GzipFile(fileobj=stream))


def _buffered(stream: object) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), BUFFER)
