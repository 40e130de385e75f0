"""Who an article cites, by formulas alone: «Как сообщили Report в ГМС» -> ГМС.

Formulas are data (``data/phrases/attribution.toml``). Each is tried only where one of its plain-string cues stands, so
most of a text is never seen by a regular expression.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analytics.article import Attribution
from analytics.entities.citing import CitingWords, Namer, Taken
from analytics.outlets import own_names
from analytics.resources import data_path, read_table
from analytics.text import fold

__all__ = ["attributions", "own_names"]

# A formula reaches at most this far to the left and right of its cue.
_LEFT: Final = 100
_RIGHT: Final = 130
_LANGUAGES: Final = ("ru", "az", "en")
_MOST: Final = 8  # sources kept of one article
_ANY_OWN: Final = r"(?:«[^»\n]{2,40}»|“[^”\n]{2,40}”\w*|\"[^\"\n]{2,40}\"|[A-Z][\w-]*(?:\.\w+)*(?: [A-Z][\w-]*(?:\.\w+)*)?(?! [A-Z])|[А-ЯЁ]{3,8})"


@dataclass(frozen=True, slots=True)
class _Formula:
    """One way to cite, ready to run."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    before: bool  # the name stands before the formula
    opening: re.Pattern[str] | None
    case: str
    takes: str
    suffix: str


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return read_table(data_path("phrases", "attribution.toml"), "phrase list")


@lru_cache(maxsize=256)
def _formulas(lang: str, own: frozenset[str]) -> tuple[_Formula, ...]:
    """The formulas of a language, with the outlet's own names put in."""
    names = "|".join(re.escape(name) for name in sorted(own, key=lambda name: (-len(name), name)))
    mine = rf"[«“\"]?(?:{names})[»”\"]?(?:[-’']?\w{{0,3}})?" if names else r"(?!)"
    built = []
    for row in _table().get(lang, []) if lang in _LANGUAGES else ():
        # What stands in front of a formula is easily taken for an outlet, so there only the outlet's own names count.
        inside = mine if row.get("needs_own") or (names and row.get("side") == "before") else f"(?:{mine}|{_ANY_OWN})"
        opening = row.get("opening")
        built.append(
            _Formula(
                tuple(row["cues"]),
                re.compile(str(row["pattern"]).replace("%OWN%", inside)),
                row.get("side") == "before",
                re.compile(rf"(?<!\w){opening}") if opening else None,
                str(row.get("case", "")),
                str(row["takes"]),
                str(row.get("suffix", "")),
            )
        )
    return tuple(built)


@lru_cache(maxsize=256)
def _cues(lang: str, own: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({cue for formula in _formulas(lang, own) for cue in formula.cues}))


@lru_cache(maxsize=256)
def _own_folded(own: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in own)


def attributions(title: str, text: str, *, lang: str, own_names: Collection[str] = ()) -> tuple[Attribution, ...]:
    """The sources that an article names, in the order of the text, each once; ``()`` where it names none.

    ``own_names`` are the names of the outlet itself, which is never its own source. Russian names come in the
    nominative where rules allow; an abbreviation stays as printed.
    """
    own = frozenset(own_names)
    formulas = _formulas(lang, own)
    mine = _own_folded(own)
    found: list[tuple[int, int, Attribution]] = []
    for order, field in enumerate((text, title)):
        # Most texts hold few cues; each is looked for once, whatever the number of formulas that share it.
        cues = {cue for cue in _cues(lang, own) if cue in field}
        for formula in formulas if cues else ():
            if cues.isdisjoint(formula.cues):
                continue
            for start, taken in _matches(field, formula, lang, mine):
                found.append((order, start, Attribution(name=taken.name, phrase=taken.phrase)))
    if not found:
        return ()
    kept: dict[str, Attribution] = {}
    for _, _, attribution in sorted(found, key=lambda item: (item[0], item[1], len(item[2].phrase))):
        key = fold(attribution.name)
        if key and key not in mine and len(kept) < _MOST:
            kept.setdefault(key, attribution)
    return tuple(kept.values())


def _matches(field: str, formula: _Formula, lang: str, own: frozenset[str]) -> Iterator[tuple[int, Taken]]:
    """Every name that one formula cites in a field, with its position."""
    seen: set[int] = set()
    for cue in formula.cues:
        at = field.find(cue)
        while at >= 0:
            low, high = max(0, at - _LEFT), min(len(field), at + _RIGHT)
            line = field.rfind("\n", low, at) + 1
            for match in formula.pattern.finditer(field, max(low, line) if not formula.before else low, high):
                if match.start() <= at < match.end() and match.start() not in seen:
                    seen.add(match.start())
                    for taken in _take(field, match, formula, lang, own):
                        yield match.start(), taken
            at = field.find(cue, at + len(cue))


def _take(field: str, match: re.Match[str], formula: _Formula, lang: str, own: frozenset[str]) -> Iterator[Taken]:
    namer = _namer()
    if not formula.before:
        if match.start() and field[match.start() - 1].isalnum() and field[match.start()].isalnum():
            return
        yield from namer.after(field, match.start(), match.end(), lang=lang, case=formula.case, takes=formula.takes)
        return
    taken = namer.before(
        field,
        match.start(),
        match.end(),
        lang=lang,
        case=formula.case,
        takes=formula.takes,
        opening=formula.opening,
        suffix=formula.suffix,
        own=own,
    )
    if taken is not None:
        yield taken


@lru_cache(maxsize=1)
def _namer() -> Namer:
    return Namer(CitingWords.of(_table()["words"]))
