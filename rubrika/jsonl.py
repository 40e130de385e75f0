"""Articles from an input and JSON Lines to an output, for the verbs that go from file to file."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import orjson

from analytics.article import Article, Item, Reject
from analytics.errors import InputError, UsageError
from analytics.normalise import normalise
from analytics.readers import expand, read

Notes = Callable[[str], None]


def articles(given: str, *, notes: Notes, keep: Sequence[str] = ()) -> Iterator[tuple[Item, Article]]:
    """Every article of an input with the item it came from; rejects are told to ``notes`` and passed over.

    :class:`InputError` where nothing could be read.
    """
    good = 0
    for source in expand([given]):
        for item in _read(source, notes, keep):
            outcome = item if isinstance(item, Reject) else normalise(item)
            if isinstance(outcome, Reject):
                notes(f"{outcome.origin}: {outcome.reason}")
            elif not isinstance(item, Reject):
                good += 1
                yield item, outcome
    if not good:
        raise InputError(f"nothing usable in {given}")


def _read(source: Path | Literal["-"], notes: Notes, keep: Sequence[str]) -> Iterator[Item | Reject]:
    try:
        yield from read(source, notes=notes, keep=keep)
    except InputError as error:
        notes(str(error))


@contextmanager
def writer(given: str) -> Iterator[Callable[[Mapping[str, object]], None]]:
    """A function that writes one JSON line to a file, or to standard output for ``-``.

    A file appears whole at the end, so that a failed run leaves the old one as it was.
    """
    if given == "-":
        yield lambda value: print(orjson.dumps(value).decode(), file=sys.stdout)  # noqa: T201
        return
    path = Path(given)
    if not path.absolute().parent.is_dir():
        raise UsageError(f"cannot write {given}: there is no folder {path.parent}")
    if path.is_dir():
        raise UsageError(f"cannot write {given}: it is a folder")
    fresh = path.with_name(f".{path.name}.part")
    try:
        with fresh.open("wb") as out:

            def write(value: Mapping[str, object]) -> None:
                out.write(orjson.dumps(value) + b"\n")

            yield write
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
