"""Which articles a word, the beginning of one, or a phrase stands in: asked of the segments of a search index.

Tantivy hands its results over one by one, which takes a second for a word in nearly every article; a run of numbers in a
mapped file takes milliseconds. All answers are exact and (documents,) booleans.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.segments import Docs, Segment, hashed, open_segments, row_number, spans

_MANY: Final = 4  # a phrase that may be in every so manieth document is looked for in all texts of a segment
_PAST_ALL: Final = b"\xff"  # no byte of a text: what begins with a word comes before the word and this


class Postings:
    """All segments of an index, open for asking."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = list(segments)
        self.count = sum(len(segment.keys) for segment in segments)

    def keys(self) -> NDArray[np.uint64]:
        """(documents,) the article of each document; one that was written again comes again."""
        return np.concatenate([np.zeros(0, np.uint64), *(segment.keys for segment in self._segments)])

    def having(self, stems: Iterable[str], *, title: bool = False) -> NDArray[np.bool_]:
        """Whether a document has one of the stems, with ``title`` in its title."""
        wanted = [hashed(stem) for stem in stems]

        def ask(segment: Segment, fits: NDArray[np.bool_]) -> None:
            for stem in wanted:
                number = _place(segment.stems, stem)
                if number is not None:
                    fits[_docs(segment, number, title=title)] = True

        return self._asked(ask)

    def beginning(self, form: str, *, title: bool = False) -> NDArray[np.bool_]:
        """Whether a document has a printed word that begins so; ``form`` is folded."""
        start = form.encode()

        def ask(segment: Segment, fits: NDArray[np.bool_]) -> None:
            places = range(len(segment.form_ends))
            first, last = (bisect_left(places, edge, key=segment.form) for edge in (start, start + _PAST_ALL))
            starts, docs = (
                (segment.form_title_starts, segment.form_title_docs)
                if title
                else (segment.form_starts, segment.form_docs)
            )
            fits[docs[int(starts[first]) : int(starts[last])]] = True

        return self._asked(ask)

    def phrase(self, languages: Iterable[Sequence[str]], *, title: bool = False) -> NDArray[np.bool_]:
        """Whether a document has the stems of one of the languages side by side, in its title or its text."""
        wanted = [[hashed(stem) for stem in stems] for stems in languages]

        def ask(segment: Segment, fits: NDArray[np.bool_]) -> None:
            for stems in wanted:
                numbers = [_place(segment.stems, stem) for stem in stems]
                known = [number for number in numbers if number is not None]
                if len(known) == len(numbers):
                    fits[_side_by_side(segment, known, title=title)] = True

        return self._asked(ask)

    def _asked(self, ask: Callable[[Segment, NDArray[np.bool_]], None]) -> NDArray[np.bool_]:
        found, first = np.zeros(self.count, dtype=bool), 0
        for segment in self._segments:
            size = len(segment.keys)
            ask(segment, found[first : first + size])
            first += size
        return found


def open_postings(folder: Path, names: Sequence[str]) -> Postings:
    """The segments of these names. ``OSError`` or ``ValueError`` where one is not there or damaged."""
    return Postings(open_segments(folder, names))


def _side_by_side(segment: Segment, numbers: Sequence[int], *, title: bool) -> NDArray[np.intp]:
    """The documents with these stems in a row: those that have all of them, by the rows of two or three that are listed, looked through."""
    triples = [] if title else [_row(segment, numbers[at : at + 3]) for at in range(len(numbers) - 2)]
    lists = [docs for docs in triples if docs is not None]
    sure = len(lists) == len(triples) == 1
    if not lists or len(lists) < len(triples):
        for left, right in pairwise(numbers):
            pair = None if title else _row(segment, (left, right))
            lists += [_docs(segment, number, title=title) for number in (left, right)] if pair is None else [pair]
            sure = len(numbers) == 2 and pair is not None
    lists.sort(key=len)
    fits = np.zeros(len(segment.keys), dtype=bool)
    fits[lists[0]] = True
    for docs in lists[1:]:
        among = np.zeros(len(fits), dtype=bool)
        among[docs] = True
        fits &= among
    found = np.flatnonzero(fits)
    return found if sure or not len(found) else _in_a_row(segment, found, numbers, title=title)


def _in_a_row(segment: Segment, docs: NDArray[np.intp], numbers: Sequence[int], *, title: bool) -> NDArray[np.intp]:
    """Which of the documents have the stems in a row in their title or text."""
    if len(docs) * _MANY > len(segment.keys):
        # Reading on is faster than picking: all texts are looked through, and the documents then told by their hits.
        tokens, begin = segment.tokens, segment.token_starts[:-1]
        picked = np.arange(len(begin))
    else:
        begin = segment.token_starts[docs].astype(np.int64)
        length = segment.title_lengths[docs] + 1 if title else segment.token_starts[docs + 1] - begin
        tokens, picked = segment.tokens[spans(begin, length)], docs
        begin = np.cumsum(length) - length
    # A title and a text end with a token that is no stem, so that none goes on into the next.
    rarest = min(range(len(numbers)), key=lambda at: len(_docs(segment, numbers[at], title=title)))
    row = np.flatnonzero(tokens == numbers[rarest]) - rarest
    row = row[(row >= 0) & (row + len(numbers) <= len(tokens))]
    for away, number in enumerate(numbers):
        if away != rarest:
            row = row[tokens[row + away] == number]
    place = np.searchsorted(begin, row, "right") - 1
    found = picked[place]
    if title and picked is not docs:
        found = found[row - begin[place] < segment.title_lengths[found]]
    fits = np.zeros(len(segment.keys), dtype=bool)
    fits[found] = True
    return np.flatnonzero(fits)


def _row(segment: Segment, numbers: Sequence[int]) -> Docs | None:
    """The documents with two or three stems in a row, None where such rows are not listed."""
    held, rows, starts, docs = (
        (segment.common, segment.pairs, segment.pair_starts, segment.pair_docs)
        if len(numbers) == 2
        else (segment.frequent, segment.triples, segment.triple_starts, segment.triple_docs)
    )
    places = [_place(held, number) for number in numbers]
    if None in places:
        return None
    at = _place(rows, int(row_number([np.uint64(place) for place in places if place is not None], len(held))))
    return docs[:0] if at is None else docs[int(starts[at]) : int(starts[at + 1])]


def _docs(segment: Segment, stem: int, *, title: bool) -> Docs:
    if title:
        return segment.title_docs[int(segment.title_starts[stem]) : int(segment.title_starts[stem + 1])]
    return segment.stem_docs[int(segment.stem_starts[stem]) : int(segment.stem_starts[stem + 1])]


def _place(held: NDArray[np.unsignedinteger], value: int) -> int | None:
    """Where a value stands in a sorted array."""
    at = int(np.searchsorted(held, held.dtype.type(value)))
    return at if at < len(held) and int(held[at]) == value else None
