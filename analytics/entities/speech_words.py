"""The words of ``data/phrases/speech.toml`` by which a language lets somebody speak, as patterns ready to run."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analytics.errors import ModelError
from analytics.resources import data_path

# The third person of an Azerbaijani verb: bildirir, bildirib, bildirdi, bildirmişdir, bildirirlər; istisna etməyib.
_AZ_ENDINGS: Final = r"(?:m[əa]?y?)?(?:y?[ıiuü]r|y?[ıiuü]b(?:d[ıiuü]r)?|[dt][ıiuü]|m[ıiuü]ş(?:d[ıiuü]r)?)(?:l[aə]r)?"


_OPENING: Final = re.compile(r"(?<=[.!?…»”\",])\s+|\n")
_START: Final = "START "


@dataclass(frozen=True, slots=True)
class Speech:
    """What one language says speaking with."""

    verb: re.Pattern[str]
    by_words: re.Pattern[str]
    told: re.Pattern[str]
    no_speech: frozenset[str]  # verbs that a clause of content may follow without anything being said
    other_case: frozenset[str]
    pronoun: "Formulas"  # that stand for a person named before
    office: "Formulas"
    body: "Formulas"  # that stand for a body named before; a group says of which kind


@dataclass(frozen=True, slots=True)
class Formulas:
    """Several patterns, some of them tried only where a clause opens, which keeps reading fast."""

    opening: re.Pattern[str]
    anywhere: re.Pattern[str]

    def matches(self, text: str, openings: Sequence[int]) -> Iterator[re.Match[str]]:
        """All matches in a text; ``openings`` are the places that :func:`clause_openings` gives."""
        yield from filter(None, (self.opening.match(text, at) for at in openings))
        yield from self.anywhere.finditer(text)


def clause_openings(text: str) -> list[int]:
    """Where sentences and clauses of a text begin."""
    return [0, *(match.end() for match in _OPENING.finditer(text))]


@lru_cache(maxsize=3)
def load_speech(lang: str) -> Speech:
    """The words of ru, az or en."""
    path = data_path("phrases", "speech.toml")
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))[lang]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ModelError(f"the list of speech verbs {path} cannot be read: {error}") from error
    verbs = [re.escape(verb) for key in ("verbs", "present", "more") for verb in table.get(key, ())]
    for verb in table.get("past", ()):
        head, _, rest = verb.partition(" ")
        verbs.append(re.escape(head) + "(?:а|и|о|ла|ли)?" + (" " + re.escape(rest) if rest else ""))
    verbs += [re.escape(verb.removesuffix("лся")) + "(?:лся|лась|лись|лось)" for verb in table.get("reflexive", ())]
    verbs += [stem + _AZ_ENDINGS for stem in table.get("stems", ())]
    verb = rf"(?:{'|'.join(verbs)})(?!\w)"
    by_words = f"(?:{'|'.join(table['by_words'])})"

    def formulas(name: str) -> Formulas:
        filled = [
            row.replace("VERB", verb)
            .replace("BY_WORDS", by_words)
            .replace("OFFICE", f"(?:{'|'.join(table['offices'])})")
            .replace("HEAD", f"(?P<head{at}>{'|'.join(table['heads'])})")
            for at, row in enumerate(table.get(name, ()))
        ]
        opening = [row.removeprefix(_START) for row in filled if row.startswith(_START)]
        anywhere = [row for row in filled if not row.startswith(_START)]
        return Formulas(*(re.compile("|".join(rows) if rows else r"(?!)") for rows in (opening, anywhere)))

    return Speech(
        verb=_any_of(verbs),
        by_words=_any_of(table["by_words"]),
        told=_any_of(table.get("told", ())),
        no_speech=frozenset(table.get("no_speech", ())),
        other_case=frozenset(table.get("other_case", ())),
        pronoun=formulas("pronoun"),
        office=formulas("office"),
        body=formulas("body"),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)" if patterns else r"(?!)", re.IGNORECASE)
