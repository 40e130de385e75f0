"""An article's text as it is read: names underlined by kind, the words that cite a source marked beside their paragraph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dash import html

from analytics.article import Attribution
from dashboards.words import Words

KIND_CLASSES: Final = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text from ``start`` up to ``stop``, how it is shown, and what a pointer over it says."""

    start: int
    stop: int
    look: str
    title: str


def title_of(title: str, entities: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The title with its names."""
    return pieces(title, names(title, "title", entities))


def paragraphs(text: str, entities: Sequence[Mapping[str, Any]], cited: Sequence[Attribution], say: Words) -> list[Any]:
    """The body, a paragraph a line. Beside a paragraph that cites somebody stands whom.

    Where a source is cited is not stored, only the words that cite it, as printed: they are looked for in the text, and
    one whose words are not there (they stand in the title) is not marked.
    """
    found, offset, left = [], 0, list(cited)
    for line in text.split("\n"):
        here = [given for given in left if given.phrase and given.phrase in line]
        left = [given for given in left if given not in here]
        marks = [_citing(line, given, say) for given in here]
        margin = None
        if here:
            margin = html.Small(
                [html.Span(say("cites")), " ", ", ".join(given.name for given in here)],
                className="margin",
                lang=say.lang,
            )
        body = pieces(line, [*names(line, "text", entities, offset=offset), *marks])
        found.append(html.P([margin, *body], className="citing" if here else None))
        offset += len(line) + 1
    return found


def names(text: str, field: str, entities: Sequence[Mapping[str, Any]], *, offset: int = 0) -> list[Span]:
    """The names in a text that begins at ``offset`` of its field."""
    return [
        Span(
            surface["start"] - offset,
            surface["stop"] - offset,
            KIND_CLASSES.get(str(entity["kind"]), ""),
            str(entity["name"]),
        )
        for entity in entities
        for surface in entity["surfaces"] or ()
        if surface["field"] == field and surface["start"] >= offset and surface["stop"] - offset <= len(text)
    ]


def pieces(text: str, spans: Sequence[Span]) -> list[Any]:
    """A text cut where spans begin and end; a piece under several spans looks like all of them.

    Text stays text: whatever an article says, it never becomes markup.
    """
    cuts = sorted({0, len(text), *(place for span in spans for place in (span.start, span.stop))})
    parts: list[Any] = []
    for start, stop in pairwise(cuts):
        over = [span for span in spans if span.start <= start and stop <= span.stop]
        if not over:
            parts.append(text[start:stop])
            continue
        look = " ".join(dict.fromkeys(span.look for span in over if span.look))
        parts.append(html.Span(text[start:stop], className=look, title=over[0].title))
    return [part for part in parts if part != ""]


def _citing(line: str, given: Attribution, say: Words) -> Span:
    start = line.find(given.phrase)
    return Span(start, start + len(given.phrase), "citation", say("Cites {name}", name=given.name))
