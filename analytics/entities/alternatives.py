"""Many words as one regular expression that fails fast: letters that words share are tried once, not once a word.

["сказал", "сказала", "сообщил"] -> с(?:казал(?:|а)|ообщил)
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

_PLAIN: Final = re.compile(r"[\w ,'’-]")  # characters that mean themselves
_REPEATED: Final = frozenset("*+?{")
# What Python takes for the same letter in another case beyond upper and lower.
_SAME_LETTER: Final = dict.fromkeys("iIıİ", "iIıİ")


def any_of(patterns: Sequence[str], *, any_case: bool = False, whole: bool = False) -> str:
    """A group that matches what ``(?:a|b|c)`` of the patterns matches, the first listed winning.

    ``any_case``: capitals count as small letters. ``whole``: only behind a character that belongs to no word.
    Patterns may be regular expressions; they share what they begin with as plain letters.
    """
    if not patterns:
        return "(?!)"
    rows: list[str] = []
    for first, rest in _grouped(patterns):
        if not first:
            start = r"(?<!\w)" if whole else ""
            rows.append(start + ("(?i:" if any_case else "(?:") + "|".join(rest) + ")")
            continue
        behind = (r"(?<!\w.)" if whole else "") + _joined(rest)
        cases = _SAME_LETTER.get(first) or dict.fromkeys((first, first.lower(), first.upper())) if any_case else first
        # One branch a letter case, because the search skips characters only for branches that begin with a letter.
        rows += [re.escape(case) + (f"(?i:{behind})" if any_case else behind) for case in cases if len(case) == 1]
    return f"(?:{'|'.join(rows)})"


def _grouped(patterns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """First letter and what follows it, a letter at a time; an empty letter where something else than one begins."""
    groups: dict[str, list[str]] = {}
    for pattern in chain.from_iterable(map(_opened, patterns)):
        plain = _PLAIN.match(pattern) is not None and pattern[1:2] not in _REPEATED and "|" not in _level(pattern)
        groups.setdefault(pattern[0] if plain else "", []).append(pattern[1:] if plain else pattern)
    yield from groups.items()


def _opened(pattern: str) -> Iterator[str]:
    """The ways to begin that a pattern opens with: "(?:как )?следует" -> "как следует", "следует"."""
    if not pattern.startswith("(?:"):
        yield pattern
        return
    depth = 0
    ways, begin = [], 3
    for mark in re.finditer(r"\\.|\[[^\]]*\]|[(|)]", pattern):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if depth == 0 or (depth == 1 and mark.group() == "|"):
            ways.append(pattern[begin : mark.start()])
            begin = mark.end()
        if depth == 0:
            break
    rest = pattern[begin:]
    optional = rest[:1] == "?" and rest[1:2] not in {"?", "+"}
    if not ways or (rest[:1] in _REPEATED and not optional) or not all(ways):
        yield pattern
        return
    for way in ways:
        yield from _opened(way + rest.removeprefix("?"))
    if optional:
        yield from _opened(rest[1:])


def _level(pattern: str) -> str:
    """The pattern without what stands in brackets: where «|» parts it as a whole."""
    depth, kept = 0, []
    for letter in re.sub(r"\\.", "", pattern):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


def _joined(patterns: Sequence[str]) -> str:
    if len(patterns) == 1:
        only = patterns[0]
        return f"(?:{only})" if "|" in _level(only) else only
    rows = []
    ended = False
    for first, rest in _grouped(list(patterns)):
        if not first:
            rows += [row for row in rest if row or not ended]
            ended = ended or "" in rest
        else:
            rows.append(re.escape(first) + _joined(rest))
    return f"(?:{'|'.join(rows)})"
