"""What the texts of up to 50,000 documents say, in files that are mapped, not read: which hold a word, and in what order.

    writer = Writer(folder, names)          # the segments that are there
    writer.add(key, title, text)            # stems and forms, in the order of the text
    names = writer.close()                  # the segments that there are then
    segments = open_segments(folder, names)

Documents are numbered in the order of writing and never renumbered. A segment is a folder of the arrays that
:class:`Segment` names. Nothing that was there is changed, so that readers are not disturbed; the last segment is written
anew until it is full.
"""

import hashlib
import shutil
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_FULL: Final = 50_000  # documents of a segment; their numbers within it take two bytes
# Words in so many documents of a segment have the pairs that they form listed, and those in so many more the rows of three:
# looking through the texts of all documents that hold such words would take longer than a reader waits.
_COMMON_SHARE: Final = 0.02
_FREQUENT_SHARE: Final = 0.25
_COMMON_LEAST: Final = 200
END: Final = 2**32 - 1  # among the tokens: the title or the text ends
Numbers = NDArray[np.uint32]
Docs = NDArray[np.uint16]
Said = Sequence[tuple[str, str]]  # stem (with its language) and form of each word of a text, in its order


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The arrays of a segment; ``x_starts[n]`` to ``x_starts[n + 1]`` is what ``x_docs`` says of the n-th x.

    ``keys`` (documents,): the article of each. ``stems``: hashes, sorted; a stem's number is its place. ``tokens``: stem
    numbers in the order of the texts, :data:`END` after each title and each text; a document's begin at its ``token_starts``,
    and its title has ``title_lengths`` of them. ``pairs``: neighbours among the ``common`` stems, and ``triples``: rows of three of the
    ``frequent`` ones, each as one number (:func:`row_number` of their places among those).
    ``form_bytes`` up to ``form_ends``: printed words, folded, sorted. ``*title*`` lists count titles alone.
    """

    keys: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    stem_starts: Numbers
    stem_docs: Docs
    title_starts: Numbers
    title_docs: Docs
    tokens: Numbers
    token_starts: Numbers
    title_lengths: Numbers
    common: Numbers
    pairs: NDArray[np.uint64]
    pair_starts: Numbers
    pair_docs: Docs
    frequent: Numbers
    triples: NDArray[np.uint64]
    triple_starts: Numbers
    triple_docs: Docs
    form_bytes: NDArray[np.uint8]
    form_ends: Numbers
    form_starts: Numbers
    form_docs: Docs
    form_title_starts: Numbers
    form_title_docs: Docs

    def form(self, number: int) -> bytes:
        """A printed word, folded."""
        begin = int(self.form_ends[number - 1]) if number else 0
        return self.form_bytes[begin : int(self.form_ends[number])].tobytes()


_PARTS: Final = tuple(part.name for part in fields(Segment))


class Writer:
    """Adds documents to the segments ``names`` in ``folder``. ``full`` and ``common`` are for trying it with few."""

    def __init__(self, folder: Path, names: Sequence[str], *, full: int = _FULL, common: int = _COMMON_LEAST) -> None:
        self._folder = folder
        self._names = list(names)
        self._full, self._common = full, common
        self._count = sum(len(_part(folder / name, "keys")) for name in names)
        self._begin()
        if names and len(_part(folder / names[-1], "keys")) < full:
            self._reopen(self._names.pop())

    def add(self, key: int, title: Said, text: Said) -> int:
        """Write a document; its number."""
        if len(self._keys) >= self._full:
            self._flush()
        self._keys.append(key)
        self._token_starts.append(len(self._tokens))
        self._title_lengths.append(len(title))
        for said in (title, text):
            self._tokens.extend([self._numbers.get(word) or self._numbered(word) for word in said])
            self._tokens.append(END)
        self._count += 1
        return self._count - 1

    def close(self) -> list[str]:
        """Write what is still in memory; the names of all segments."""
        if self._keys:
            self._flush()
        return self._names

    def _begin(self) -> None:
        self._keys, self._token_starts, self._title_lengths = array("Q"), array("I"), array("I")
        self._tokens = array("I")
        # Words by number; number 0 is nobody's, so that a number is always true.
        self._numbers: dict[tuple[str, str], int] = {}
        self._stems, self._forms = array("Q", [0]), [b""]
        self._kept: Segment | None = None  # whose documents were taken back, for the forms: they are not told by tokens

    def _numbered(self, word: tuple[str, str]) -> int:
        self._numbers[word] = len(self._forms)
        self._stems.append(hashed(word[0]))
        self._forms.append(word[1].encode())
        return len(self._forms) - 1

    def _reopen(self, name: str) -> None:
        """Take a segment that is not full back into memory."""
        kept = self._kept = _segment(self._folder / name)
        self._keys = array("Q", kept.keys.tobytes())
        self._token_starts = array("I", kept.token_starts[:-1].tobytes())
        self._title_lengths = array("I", kept.title_lengths.tobytes())
        self._tokens = array("I", np.where(kept.tokens == END, END, kept.tokens + np.uint32(1)).astype("u4").tobytes())
        self._stems.frombytes(kept.stems.tobytes())
        self._forms += [b""] * len(kept.stems)

    def _flush(self) -> None:
        first = self._count - len(self._keys)
        folder = self._folder / f"{first}-{len(self._keys)}"
        shutil.rmtree(folder, ignore_errors=True)  # left by a run that did not come to its end
        folder.mkdir(parents=True)
        for part, held in self._made().items():
            np.save(folder / f"{part}.npy", held)
        self._names.append(folder.name)
        self._begin()

    def _made(self) -> dict[str, NDArray[Any]]:
        """The arrays of the segment."""
        size = len(self._keys)
        words = np.frombuffer(self._tokens, np.uint32)
        starts = np.append(np.frombuffer(self._token_starts, np.uint32), np.uint32(len(words)))
        titles = np.frombuffer(self._title_lengths, np.uint32)
        docs = np.repeat(np.arange(size, dtype=np.uint16), np.diff(starts))
        said = words != END
        in_title = np.zeros(len(words), dtype=bool)
        in_title[spans(starts[:-1], titles)] = True
        # Hashes, not strings, tell stems apart: one taken back from a file has nothing else, and may be added again.
        stems, numbers = np.unique(np.frombuffer(self._stems, np.uint64)[1:], return_inverse=True)
        tokens = np.full(len(words), END, dtype=np.uint32)
        tokens[said] = numbers.astype(np.uint32)[words[said] - 1]
        made: dict[str, NDArray[Any]] = {
            "keys": np.frombuffer(self._keys, np.uint64), "stems": stems, "tokens": tokens,
            "token_starts": starts, "title_lengths": titles,
        }  # fmt: skip
        made["stem_starts"], made["stem_docs"] = _listed(tokens[said], docs[said], len(stems))
        made["title_starts"], made["title_docs"] = _listed(tokens[in_title], docs[in_title], len(stems))
        for common, rows, length, share in (
            ("common", "pair", 2, _COMMON_SHARE),
            ("frequent", "triple", 3, _FREQUENT_SHARE),
        ):
            least = max(self._common, int(share * size))
            held = np.flatnonzero(np.diff(made["stem_starts"]) >= least).astype(np.uint32)
            found = _in_rows(tokens, docs, held, len(stems), length)
            made |= {common: held, f"{rows}s": found[0], f"{rows}_starts": found[1], f"{rows}_docs": found[2]}
        return made | self._made_forms(words, docs, said, in_title)

    def _made_forms(
        self, words: Numbers, docs: Docs, said: NDArray[np.bool_], in_title: NDArray[np.bool_]
    ) -> dict[str, NDArray[Any]]:
        """What is told by printed words; those of documents taken back come from their segment."""
        kept = self._kept
        before = [kept.form(number) for number in range(len(kept.form_ends))] if kept else []
        forms = sorted({*self._forms, *before} - {b""})
        place = {form: number for number, form in enumerate(forms)}
        numbers = np.array([place.get(form, END) for form in self._forms], dtype=np.uint32)
        again = np.array([place[form] for form in before], dtype=np.uint32)
        made: dict[str, NDArray[Any]] = {
            "form_bytes": np.frombuffer(b"".join(forms), np.uint8),
            "form_ends": np.cumsum([len(form) for form in forms], dtype=np.uint32),
        }
        for name, among in (("form", said), ("form_title", in_title)):
            by_form, by_doc = numbers[words[among]], docs[among]
            known = by_form != END
            by_form, by_doc = by_form[known], by_doc[known]
            if kept:
                held_starts, held_docs = getattr(kept, f"{name}_starts"), getattr(kept, f"{name}_docs")
                by_form = np.concatenate([by_form, np.repeat(again, np.diff(held_starts))])
                by_doc = np.concatenate([by_doc, held_docs])
            made[f"{name}_starts"], made[f"{name}_docs"] = _listed(by_form, by_doc, len(forms))
        return made


def _listed(numbers: Numbers, docs: Docs, count: int) -> tuple[Numbers, Docs]:
    """For each of ``count`` numbers the documents that it stands beside, once each: where they start, and all of them."""
    beside, found = _once(numbers.astype(np.uint64), docs)
    starts = np.zeros(count + 1, np.uint32)
    np.cumsum(np.bincount(beside.astype(np.int64), minlength=count), out=starts[1:])
    return starts, found


def _in_rows(
    tokens: Numbers, docs: Docs, held: Numbers, count: int, length: int
) -> tuple[NDArray[np.uint64], Numbers, Docs]:
    """The rows of so many of the stems ``held`` (of ``count``) that the texts have, where their documents start, and these."""
    is_held = np.zeros(count + 1, dtype=bool)  # the last stands for what is no word
    is_held[held] = True
    place = np.cumsum(is_held).astype(np.uint64) - np.uint64(1)
    is_held = is_held[np.minimum(tokens, count)]
    size = max(len(tokens) - length + 1, 0)
    near = np.flatnonzero(np.logical_and.reduce([is_held[at : size + at] for at in range(length)]))
    number = row_number([place[tokens[near + at]] for at in range(length)], len(held))
    beside, found = _once(number, docs[near])
    firsts = np.flatnonzero(np.append(True, beside[1:] != beside[:-1])[: len(beside)])
    return beside[firsts], np.append(firsts, len(beside)).astype(np.uint32), found


def row_number(places: Sequence[Any], size: int) -> Any:
    """One number for a row of places among ``size`` stems; places are numbers, or arrays of them."""
    number = places[0]
    for place in places[1:]:
        number = number * np.uint64(size) + place
    return number


def _once(keys: NDArray[np.uint64], docs: Docs) -> tuple[NDArray[np.uint64], Docs]:
    """Keys under 2 ** 48 and their documents, sorted, each pair once. Sorting takes a fifth of what ``np.unique`` does."""
    both = keys << np.uint64(16) | docs
    both.sort()
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    return both >> np.uint64(16), (both & np.uint64(0xFFFF)).astype(np.uint16)


def spans(starts: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.int64]:
    """The places of stretches, one after the other."""
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts.astype(np.int64) - (ends - lengths), lengths))


def open_segments(folder: Path, names: Sequence[str]) -> list[Segment]:
    """The segments of these names. ``OSError`` or ``ValueError`` where one is not there or damaged."""
    return [_segment(folder / name) for name in names]


def hashed(term: str) -> int:
    """A 64-bit hash, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big")


def _segment(folder: Path) -> Segment:
    return Segment(**{part: _part(folder, part) for part in _PARTS})


def _part(folder: Path, part: str) -> NDArray[Any]:
    found = np.load(folder / f"{part}.npy", mmap_mode="r")
    return np.asarray(found)
