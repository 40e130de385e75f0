"""Which articles hold a word: sorted numbers of documents for every word, in files that are mapped, not read.

Tantivy hands its results over one by one, which takes a second for a word in nearly every article; a run of numbers in a
mapped file takes milliseconds. Documents are numbered in the order of writing and never renumbered. A segment is a folder of
four arrays: ``keys`` (a document's article), ``terms`` (hashes of its words, sorted), ``starts`` and ``docs`` (of each term).
"""

import hashlib
import shutil
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_LARGE: Final = 50_000  # documents of a segment that is left alone; the last one is written anew until it is so large
_PARTS: Final = ("keys", "terms", "starts", "docs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Documents from ``first`` on: ``keys`` (documents,), ``terms`` (terms,), ``starts`` (terms + 1,), ``docs``."""

    first: int
    keys: NDArray[np.uint64]
    terms: NDArray[np.uint64]
    starts: NDArray[np.uint64]
    docs: NDArray[np.uint32]  # within the segment

    def having(self, term: int) -> NDArray[np.uint32]:
        """The documents of the segment with a term."""
        at = int(np.searchsorted(self.terms, np.uint64(term)))
        if at == len(self.terms) or int(self.terms[at]) != term:
            return np.zeros(0, np.uint32)
        return self.docs[int(self.starts[at]) : int(self.starts[at + 1])]


class Postings:
    """All segments of an index, open for asking."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = list(segments)
        self.count = sum(len(segment.keys) for segment in segments)

    def keys(self) -> NDArray[np.uint64]:
        """(documents,) the article of each document; one that was written again comes again."""
        return np.concatenate([np.zeros(0, np.uint64), *(segment.keys for segment in self._segments)])

    def having(self, terms: Iterable[str]) -> NDArray[np.bool_]:
        """(documents,) whether each has one of the terms."""
        found = np.zeros(self.count, dtype=bool)
        for term in map(hashed, terms):
            for segment in self._segments:
                found[segment.first : segment.first + len(segment.keys)][segment.having(term)] = True
        return found


class Writer:
    """Adds documents to the segments ``names`` in ``folder``; :meth:`close` gives the names of those there are then.

    Nothing that was there is changed, so that readers are not disturbed.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder = folder
        self._names = list(names)
        self._count = sum(len(_part(folder / name, "keys")) for name in names)
        self._keys: list[int] = []
        self._held: list[int] = []  # hashes of the terms seen, by their number
        self._numbers: dict[str, int] = {}
        self._terms, self._docs = array("I"), array("I")
        if names and len(_part(folder / names[-1], "keys")) < _LARGE:
            self._reopen(self._names.pop())

    def add(self, key: int, terms: Iterable[str]) -> int:
        """Write a document; its number."""
        if len(self._keys) >= _LARGE:
            self._flush()
        number, numbers = len(self._keys), self._numbers
        for term in set(terms):
            at = numbers.get(term)
            if at is None:
                at = numbers[term] = len(self._held)
                self._held.append(hashed(term))
            self._terms.append(at)
            self._docs.append(number)
        self._keys.append(key)
        self._count += 1
        return self._count - 1

    def close(self) -> list[str]:
        """Write what is still in memory."""
        if self._keys:
            self._flush()
        return self._names

    def _reopen(self, name: str) -> None:
        """Take a small segment back into memory."""
        terms, starts, docs, keys = (_part(self._folder / name, part) for part in ("terms", "starts", "docs", "keys"))
        self._keys, self._held = keys.tolist(), terms.tolist()
        self._terms = array(
            "I", np.repeat(np.arange(len(terms), dtype=np.uint32), np.diff(starts).astype(int)).tobytes()
        )
        self._docs = array("I", docs.astype(np.uint32).tobytes())

    def _flush(self) -> None:
        # Hashes, not numbers, tell terms apart: one taken back from a file has a hash only, and may be added again.
        held, number = np.unique(np.array(self._held, dtype=np.uint64), return_inverse=True)
        terms = number.astype(np.uint32)[np.frombuffer(self._terms, np.uint32)]
        docs = np.frombuffer(self._docs, np.uint32)
        order = np.lexsort((docs, terms))
        starts = np.zeros(len(held) + 1, np.uint64)
        np.cumsum(np.bincount(terms, minlength=len(held)), out=starts[1:])
        first = self._count - len(self._keys)
        name = f"{first}-{len(self._keys)}"
        folder = self._folder / name
        shutil.rmtree(folder, ignore_errors=True)  # left by a run that did not come to its end
        folder.mkdir(parents=True)
        parts: dict[str, NDArray[Any]] = {
            "keys": np.array(self._keys, dtype=np.uint64), "terms": held, "starts": starts, "docs": docs[order],
        }  # fmt: skip
        for part in _PARTS:
            np.save(folder / f"{part}.npy", parts[part])
        self._names.append(name)
        self._keys, self._held, self._numbers = [], [], {}
        self._terms, self._docs = array("I"), array("I")


def open_postings(folder: Path, names: Sequence[str]) -> Postings:
    """The segments of these names. ``OSError`` or ``ValueError`` where one is not there or damaged."""
    segments, first = [], 0
    for name in names:
        parts = {part: _part(folder / name, part) for part in _PARTS}
        segments.append(Segment(first=first, **parts))
        first += len(parts["keys"])
    return Postings(segments)


def hashed(term: str) -> int:
    """A 64-bit hash, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big")


def _part(folder: Path, part: str) -> NDArray[Any]:
    found = np.load(folder / f"{part}.npy", mmap_mode="r")
    return np.asarray(found)
