"""The inner loops of reading and counting, compiled with numba and free of the interpreter lock.

Everything here has a plain twin in models.lexicon and models.blocks that gives the same result; importing this module
without numba is an ImportError that they answer by using the twin.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

_OFFSET: Final = np.uint64(14695981039346656037)  # FNV-1a, 64 bits
_PRIME: Final = np.uint64(1099511628211)
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)  # the finaliser of MurmurHash3
_SHIFT: Final = np.uint64(33)
_EMPTY: Final = np.uint64(0)
_START: Final = 1 << 16

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of several texts: their hashes and where they stand, and how many each text and each title has."""

    codes: NDArray[np.uint32]
    hashes: Hashes
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    ends: NDArray[np.int64]
    titles: NDArray[np.int32]

    def words(self, at: NDArray[np.int64], langs: list[str]) -> Iterator[tuple[str, str]]:
        """Language and spelling of the words ``at``."""
        texts = np.searchsorted(self.ends, at, side="right") - 1
        for text, start, stop in zip(texts.tolist(), self.starts[at].tolist(), self.stops[at].tolist(), strict=True):
            yield langs[text], self.codes[start:stop].tobytes().decode("utf-32-le")


class WordTable:
    """Word hashes to word numbers: open addressing, grown at half full."""

    def __init__(self) -> None:
        self._keys = np.zeros(_START, np.uint64)
        self._values = np.zeros(_START, np.int32)
        self._used = 0

    def find(self, hashes: Hashes) -> NDArray[np.int32]:
        """The number of each word, -1 for one not there."""
        keys, values = self._keys, self._values
        return _find(keys, values, hashes)  # type: ignore[no-any-return]

    def add(self, hashes: Hashes, values: NDArray[np.int32]) -> None:
        """Take in words; those there already keep their number. One writer at a time."""
        room = len(self._keys)
        while (self._used + len(hashes)) * 2 > room:
            room *= 2
        keys, there = self._keys.copy(), self._values.copy()  # readers go on with the old arrays
        if room != len(keys):
            keys, there = np.zeros(room, np.uint64), np.zeros(room, np.int32)
            old = self._keys != _EMPTY
            _add(keys, there, self._keys[old], self._values[old])
        self._used += _add(keys, there, hashes, values)
        self._values = there  # the values first: a reader of new keys with old values would be misled
        self._keys = keys


def cut(texts: list[str], title_lengths: list[int], langs: list[str]) -> Cut:
    """Cut lower-case texts, each beginning with a title of known length, into words of two letters or more."""
    joined = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype=np.uint32)
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    stops = np.cumsum(lengths) - 1
    number = {lang: index for index, lang in enumerate(dict.fromkeys(langs))}
    seeds = np.array([_seed(lang) for lang in number], dtype=np.uint64)[[number[lang] for lang in langs]]
    hashes, starts, ends_of, text_ends, titles = _cut(
        codes, stops - lengths + 1, stops, np.array(title_lengths, dtype=np.int64), seeds, letters()
    )
    return Cut(codes, hashes, starts, ends_of, text_ends, titles)


@lru_cache(maxsize=1)
def letters() -> NDArray[np.uint8]:
    """One for every code point that is a letter for the regular expression of ``models.lexicon.words``."""
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for found in re.finditer(r"[^\W\d_]+", everything):
        table[found.start() : found.end()] = 1
    return table


@lru_cache(maxsize=64)
def _seed(lang: str) -> int:
    seed = int(_OFFSET)
    for byte in lang.encode():
        seed = ((seed ^ byte) * int(_PRIME)) & 0xFFFFFFFFFFFFFFFF
    return seed


@njit(cache=True, nogil=True)
def _cut(codes, begins, stops, title_lengths, seeds, letter):  # type: ignore[no-untyped-def]  # pragma: no cover
    most = len(codes) // 3 + 1
    hashes = np.empty(most, np.uint64)
    starts = np.empty(most, np.int64)
    ends = np.empty(most, np.int64)
    text_ends = np.zeros(len(stops) + 1, np.int64)
    titles = np.zeros(len(stops), np.int32)
    count = 0
    for text in range(len(stops)):
        at = begins[text]
        title_end = at + title_lengths[text]
        while at < stops[text]:
            if letter[codes[at]] == 0:
                at += 1
                continue
            start = at
            value = seeds[text]
            while at < stops[text] and letter[codes[at]] == 1:
                value = (value ^ np.uint64(codes[at])) * _PRIME
                at += 1
            if at - start < 2:
                continue
            value ^= value >> _SHIFT
            value *= _MIX
            value ^= value >> _SHIFT
            hashes[count] = value if value != _EMPTY else _PRIME
            starts[count] = start
            ends[count] = at
            count += 1
            if start < title_end:
                titles[text] += 1
        text_ends[text + 1] = count
    return hashes[:count].copy(), starts[:count].copy(), ends[:count].copy(), text_ends, titles


@njit(cache=True, nogil=True)
def _find(keys, values, wanted):  # type: ignore[no-untyped-def]  # pragma: no cover
    mask = np.uint64(len(keys) - 1)
    found = np.empty(len(wanted), np.int32)
    for index in range(len(wanted)):
        slot = wanted[index] & mask
        while keys[slot] != _EMPTY and keys[slot] != wanted[index]:
            slot = (slot + np.uint64(1)) & mask
        found[index] = values[slot] if keys[slot] == wanted[index] else -1
    return found


@njit(cache=True, nogil=True)
def _add(keys, values, fresh, numbers):  # type: ignore[no-untyped-def]  # pragma: no cover
    mask = np.uint64(len(keys) - 1)
    added = 0
    for index in range(len(fresh)):
        slot = fresh[index] & mask
        while keys[slot] != _EMPTY and keys[slot] != fresh[index]:
            slot = (slot + np.uint64(1)) & mask
        if keys[slot] == _EMPTY:
            keys[slot] = fresh[index]
            values[slot] = numbers[index]
            added += 1
    return added


@njit(cache=True, nogil=True)
def pair_key(first, second):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Two stem numbers as one hash, never zero."""
    value = (np.uint64(first) << np.uint64(32)) | np.uint64(second)
    value = (value + np.uint64(1)) * _MIX
    value ^= value >> _SHIFT
    value *= _PRIME
    value ^= value >> _SHIFT
    return value if value != _EMPTY else _PRIME


@njit(cache=True, nogil=True)
def _grown(keys, numbers, slots):  # type: ignore[no-untyped-def]  # pragma: no cover
    """The table of :func:`tally` with twice as many slots; -1 marks an empty one."""
    mask = np.uint64(2 * len(slots) - 1)
    wider = np.full(2 * len(slots), -1, np.int32)
    for number in numbers:
        slot = (keys[number] * _MIX) >> _SHIFT & mask
        while wider[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        wider[slot] = number
    return wider


@njit(cache=True, nogil=True)
def tally(keys, rows):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Number the distinct keys in the order that they come in; each key's rows must not fall.

    Returns the number of every key, and of every number where it came first, in how many rows and how often in all.
    """
    number = np.empty(len(keys), np.int32)
    distinct = np.empty(len(keys), np.uint64)
    first = np.empty(len(keys), np.int64)
    last = np.empty(len(keys), np.int64)
    frequency = np.zeros(len(keys), np.int64)
    total = np.zeros(len(keys), np.int64)
    slots = np.full(_START, -1, np.int32)
    used = 0
    for at in range(len(keys)):
        if 2 * used >= len(slots):
            slots = _grown(distinct, np.arange(used), slots)
        mask = np.uint64(len(slots) - 1)
        slot = (keys[at] * _MIX) >> _SHIFT & mask
        while slots[slot] >= 0 and distinct[slots[slot]] != keys[at]:
            slot = (slot + np.uint64(1)) & mask
        found = slots[slot]
        if found < 0:
            found = slots[slot] = used
            distinct[found] = keys[at]
            first[found] = at
            last[found] = -1
            used += 1
        number[at] = found
        total[found] += 1
        if last[found] != rows[at]:
            frequency[found] += 1
            last[found] = rows[at]
    return number, first[:used].copy(), frequency[:used].copy(), total[:used].copy()


def ngrams(words: list[str], shortest: int, longest: int) -> tuple[NDArray[np.int64], Hashes]:
    """The n-grams of all words as hashes, in the order of ``models.blocks.inner_ngrams``, and where each word's begin."""
    codes = np.frombuffer("".join(f" {word} " for word in words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.array([len(word) + 2 for word in words], dtype=np.int64)
    return _ngrams(codes, lengths, shortest, longest)  # type: ignore[no-any-return]


@njit(cache=True, nogil=True)
def _ngrams(codes, lengths, shortest, longest):  # type: ignore[no-untyped-def]  # pragma: no cover
    starts = np.zeros(len(lengths) + 1, np.int64)
    for word in range(len(lengths)):
        count = 0
        for size in range(shortest, longest + 1):
            count += max(1, lengths[word] - size + 1)
        starts[word + 1] = starts[word] + count
    hashes = np.empty(starts[-1], np.uint64)
    begin = 0
    at = 0
    for word in range(len(lengths)):
        for size in range(shortest, longest + 1):
            for start in range(max(1, lengths[word] - size + 1)):
                value = _OFFSET
                for place in range(begin + start, begin + min(start + size, lengths[word])):
                    value = (value ^ np.uint64(codes[place])) * _PRIME
                value ^= value >> _SHIFT
                hashes[at] = value
                at += 1
        begin += lengths[word]
    return starts, hashes


@njit(cache=True, nogil=True)
def part_frequencies(ids, ends, limit, starts, parts, width):  # type: ignore[no-untyped-def]  # pragma: no cover
    """In how many texts each part is, and how often in all; the arguments as in :func:`count_parts`."""
    frequency = np.zeros(width, np.int64)
    total = np.zeros(width, np.int64)
    last = np.full(width, -1, np.int32)
    for text in range(len(ends) - 1):
        for at in range(ends[text], min(ends[text + 1], ends[text] + limit)):
            for part in range(starts[ids[at]], starts[ids[at] + 1]):
                column = parts[part]
                total[column] += 1
                if last[column] != text:
                    last[column] = text
                    frequency[column] += 1
    return frequency, total


@njit(cache=True, nogil=True)
def pair_table(first, second, columns):  # type: ignore[no-untyped-def]  # pragma: no cover
    """An open-addressing table from pairs of stems to columns."""
    size = 16 if len(first) > 0 else 0
    while 0 < size < 2 * len(first) + 2:
        size *= 2
    keys = np.zeros(size, np.uint64)
    values = np.zeros(size, np.int32)
    hashes = np.empty(len(first), np.uint64)
    for index in range(len(first)):
        hashes[index] = pair_key(first[index], second[index])
    _add(keys, values, hashes, columns)
    return keys, values


@njit(cache=True, nogil=True)
def count_stems(ids, ends, titles, repeats, stem_of, column_of, keys, values, width):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Rows of column counts of stems and, where the pair table is not empty, of pairs of neighbouring stems."""
    most = 0
    for text in range(len(titles)):
        most += 2 * (ends[text + 1] - ends[text] + titles[text] * (repeats - 1))
    columns = np.empty(most, np.int32)
    counts = np.empty(most, np.float32)
    indptr = np.zeros(len(titles) + 1, np.int64)
    seen = np.zeros(width, np.int32)
    mask = np.uint64(len(keys) - 1)
    used = 0
    for text in range(len(titles)):
        begin = used
        head = titles[text] * repeats
        previous = -1
        for step in range(head + ends[text + 1] - ends[text] - titles[text]):
            place = step % titles[text] if step < head else step - head + titles[text]
            stem = stem_of[ids[ends[text] + place]]
            column = column_of[stem]
            if column >= 0:
                if seen[column] == 0:
                    columns[used] = column
                    used += 1
                seen[column] += 1
            if previous >= 0 and len(keys) > 0:
                wanted = pair_key(previous, stem)
                slot = wanted & mask
                while keys[slot] != _EMPTY and keys[slot] != wanted:
                    slot = (slot + np.uint64(1)) & mask
                if keys[slot] == wanted:
                    column = values[slot]
                    if seen[column] == 0:
                        columns[used] = column
                        used += 1
                    seen[column] += 1
            previous = stem
        columns[begin:used].sort()
        for index in range(begin, used):
            counts[index] = seen[columns[index]]
            seen[columns[index]] = 0
        indptr[text + 1] = used
    return indptr, columns[:used].copy(), counts[:used].copy()


@njit(cache=True, nogil=True)
def count_parts(ids, ends, limit, starts, parts, width):  # type: ignore[no-untyped-def]  # pragma: no cover
    """Rows of column counts of the parts (n-grams) of the first ``limit`` words; word i has ``parts[starts[i]:starts[i+1]]``."""
    most = 0
    for text in range(len(ends) - 1):
        here = 0
        for at in range(ends[text], min(ends[text + 1], ends[text] + limit)):
            here += starts[ids[at] + 1] - starts[ids[at]]
        most += min(here, width)
    columns = np.empty(most, np.int32)
    counts = np.empty(most, np.float32)
    indptr = np.zeros(len(ends), np.int64)
    seen = np.zeros(width, np.int32)
    used = 0
    for text in range(len(ends) - 1):
        begin = used
        for at in range(ends[text], min(ends[text + 1], ends[text] + limit)):
            for part in range(starts[ids[at]], starts[ids[at] + 1]):
                column = parts[part]
                if seen[column] == 0:
                    columns[used] = column
                    used += 1
                seen[column] += 1
        columns[begin:used].sort()
        for index in range(begin, used):
            counts[index] = seen[columns[index]]
            seen[columns[index]] = 0
        indptr[text + 1] = used
    return indptr, columns[:used].copy(), counts[:used].copy()
