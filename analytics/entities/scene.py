"""Whoever is named in one text, each mention in its order, and which of them something may stand for.

Of «Рауф Азизов принял Эльмана Сафарова. | Он сказал» both are people, and Азизов alone is a subject.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech import sentence
from analytics.entities.speech_subjects import is_in_quotation, may_be_subject
from analytics.entities.speech_words import Formulas, Speech, clause_openings

Named = tuple[Surface, Entity]

NEAR: Final = 350  # characters between a name and the pronoun or quotation that stands for it
FAR: Final = 700  # between a name and the office or kind of body that stands for it
_OPENING_OF: Final = {"»": "«", "”": "“", '"': '"'}
_CYRILLIC: Final = re.compile(r"[а-я]")
_HE: Final = re.compile(r"(?:[Hh]e|[Ss]he)\b")
_DASH_SPEECH: Final = re.compile(r"[-–—]\s")


@dataclass(frozen=True, slots=True)
class Scene:
    """One text with its mentions, and whom a verb or formula beside one of them lets speak already."""

    text: str
    lang: str
    speech: Speech
    people: Sequence[Named]  # outside quotations
    subjects: Sequence[Named]  # of the people, those that may be the subject of a clause
    bodies: Sequence[Named]
    heard: Collection[str]  # ids
    openings: Sequence[int]  # where clauses begin
    introduced: Sequence[int]  # where a formula before a name ends: «по словам |»

    def matches(self, formulas: Formulas) -> Iterator[re.Match[str]]:
        """Where formulas of the language stand in the text."""
        return formulas.matches(self.text, self.openings, self.introduced)


def scene_of(
    text: str, people: Sequence[Entity], bodies: Sequence[Entity], *, lang: str, speech: Speech, heard: Collection[str]
) -> Scene:
    """A text with its clauses and with those for whom something may stand in them."""
    named = [pair for pair in in_order(people) if not is_in_quotation(text, pair[0], lang)]
    return Scene(
        text,
        lang,
        speech,
        people=named,
        subjects=[pair for pair in named if may_be_subject(text, *pair, lang)],
        bodies=in_order(bodies),
        heard=heard,
        openings=clause_openings(text),
        introduced=[match.end() for match in speech.by_words.finditer(text)],
    )


def in_order(entities: Sequence[Entity]) -> list[Named]:
    """The mentions in the text, in its order."""
    pairs = [(surface, entity) for entity in entities for surface in entity.surfaces if surface.field == "text"]
    return sorted(pairs, key=lambda pair: pair[0].start)


def last(pairs: Sequence[Named], at: int, reach: int) -> list[str]:
    """The id of whoever was named last before a position, at most ``reach`` characters off."""
    before = [entity.entity_id for surface, entity in pairs if surface.stop <= at + 1 and at - surface.stop < reach]
    return before[-1:]


def last_two(pairs: Sequence[Named], at: int) -> list[str]:
    """The ids of the two of one kind who were named last, close to each other: «The ministers emphasised the importance»."""
    nearest = [pair for pair in pairs if pair[0].stop <= at][-1:]
    pairs = [pair for pair in pairs if nearest and pair[1].kind == nearest[0][1].kind]
    before = [entity.entity_id for surface, entity in pairs if surface.stop <= at and at - surface.stop < NEAR]
    return list(dict.fromkeys(before[::-1]))[:2]


def only(pairs: Sequence[Named], at: int) -> list[str]:
    """The id of the one person named before a position, in whatever case; nobody where there are several."""
    before = {entity.entity_id for surface, entity in pairs if surface.stop <= at + 1 and at - surface.stop < FAR}
    return list(before) if len(before) == 1 else []


def is_named_in(match: re.Match[str], pairs: Sequence[Named], *, gap: int = 2) -> bool:
    """Whether a formula holds a name, or stands less than ``gap`` characters before it: «сказал министр | Рауф Азизов»."""
    return any(match.start() < surface.stop and surface.start < match.end() + gap for surface, _ in pairs)


def speech_start(text: str, match: re.Match[str]) -> int:
    """Where the speech begins that a formula closes: whoever is named inside it is not the one who speaks."""
    start = match.start()
    at = start + 1 if text[start] in ",.!?…" else start
    if _HE.match(text, start):
        at = max(len(text[:start].rstrip(" ,")) - 1, 0)  # «"…," | she said»
    closing = text[at] if at < len(text) else ""
    if closing in _OPENING_OF:
        return max(text.rfind(_OPENING_OF[closing], 0, at), 0)
    line = text.rfind("\n", 0, match.start()) + 1
    if closing == "," and _CYRILLIC.search(match.group()):
        # «По его словам, Байден и Трамп обсудят войну, | сказал он»
        return max(line, sentence(text, match.start(), match.start())[0])
    return line if _DASH_SPEECH.match(text, line, match.start() + 1) else match.start()
