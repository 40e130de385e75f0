"""The part of a text where a query fits, its hits marked."""

from collections.abc import Sequence
from typing import Final

from analytics.querying import Node, Phrase, Without, Word
from analytics.terms import WORDS, stemmed
from analytics.text import fold

_SNIPPET: Final = 240


def snippet(text: str, node: Node | None, lang: str) -> list[tuple[str, bool]]:
    """The part of a text where a query fits first, as pieces with whether each is a hit. Plain text, never markup."""
    wanted = list(_wanted(node)) if node else []
    spans = [
        (match.start(), match.end())
        for match in WORDS.finditer(text)
        if any(_fits(match.group(), word, lang) for word in wanted)
    ]
    begin = max(0, (spans[0][0] if spans else 0) - _SNIPPET // 3)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    stop = min(len(text), begin + _SNIPPET)
    stop = text.rfind(" ", begin, stop) if stop < len(text) and text.rfind(" ", begin, stop) > begin else stop
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for start, end in spans:
        if start >= stop:
            break
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at : max(at, stop)], False))
    return [piece for piece in [*pieces, (" …" if stop < len(text) else "", False)] if piece[0]]


def _wanted(node: Node) -> Sequence[Word]:
    if isinstance(node, Word):
        return [node]
    if isinstance(node, Phrase):
        return [Word(word) for word in node.words]
    if isinstance(node, Without):
        return []
    return [word for part in node.parts for word in _wanted(part)]


def _fits(printed: str, word: Word, lang: str) -> bool:
    if word.prefix:
        return fold(printed).startswith(fold(word.text))
    return stemmed(printed, lang) == stemmed(word.text, lang)
