"""The search language: words, "phrases", AND, OR, NOT, prefix*, brackets, and fields such as source: or after:."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from analytics.errors import UsageError
from analytics.filters import Filters

_TOKEN: Final = re.compile(
    r'\s*(?:(?P<open>\()|(?P<close>\))|(?P<field>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+))'
    r'|(?P<minus>-(?=[\w"(]))|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))'
)
_WORD: Final = re.compile(r"\w+")
_DEEPEST: Final = 20
_MOST: Final = 60  # words and phrases in one query
_LISTS: Final = {"source": "sources", "lang": "langs", "section": "sections", "topic": "topics"}
_NAMES: Final = ("person", "org", "place", "name")
FIELDS: Final = (*_LISTS, *_NAMES, "role", "after", "before", "title")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms, or with ``prefix`` any word that begins so; ``title`` looks in titles only."""

    text: str
    prefix: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, in any of their forms."""

    words: tuple[str, ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part holds or more."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: "Node"


Node = Word | Phrase | Both | Either | Without
Kind = Literal["close", "open", "days", "end", "not", "long", "deep", "field", "empty", "day", "quote", "rest"]


class QueryError(UsageError):
    """A query that cannot be read. ``kind`` and ``values`` let an interface say it in another language."""

    def __init__(self, kind: Kind, message: str, **values: str | int) -> None:
        super().__init__(message.format(**values))
        self.kind = kind
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed query: what the text must say (None for anything), the filters named in it, and the names wanted."""

    text: Node | None
    filters: Filters
    names: tuple[tuple[str, str], ...] = ()  # kind ("" for any) and name

    def narrowed(self, filters: Filters, entities: tuple[str, ...] = ()) -> Filters:
        """``filters`` with those of the query on top; ``entities`` are the ids of its names."""
        mine = self.filters
        return replace(
            filters,
            since=max(filter(None, (filters.since, mine.since)), default=None),
            until=min(filter(None, (filters.until, mine.until)), default=None),
            langs=mine.langs or filters.langs,
            sources=mine.sources or filters.sources,
            sections=mine.sections or filters.sections,
            topics=mine.topics or filters.topics,
            roles=mine.roles or filters.roles,
            entities=entities or filters.entities,
        )


def parse_query(text: str) -> Query:
    """``'квот* AND "рабочая сила" source:report.az after:2026-05-01'`` -> :class:`Query`.

    Words side by side must all be there. Fields hold for the whole query. :class:`UsageError` says what is wrong.
    """
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0
        self._count = 0
        self._lists: dict[str, list[str]] = {}
        self._names: list[tuple[str, str]] = []
        self._days: dict[str, date] = {}

    def whole(self) -> Query:
        node = self._either()
        if self._at < len(self._tokens):
            raise QueryError("close", "the query has a closing bracket too many")
        if self._days.get("since") and self._days.get("until") and self._days["since"] > self._days["until"]:
            raise QueryError("days", "the query's after: is later than its before:")
        filters = Filters(**self._days, **{name: tuple(values) for name, values in self._lists.items()})  # type: ignore[arg-type]
        return Query(text=node, filters=filters, names=tuple(self._names))

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _is(self, word: str) -> bool:
        token = self._peek()
        return token is not None and token["word"] == word

    def _either(self) -> Node | None:
        parts = [self._both()]
        while self._is("OR"):
            self._at += 1
            parts.append(self._both())
        return _joined(Either, parts)

    def _both(self) -> Node | None:
        parts: list[Node | None] = []
        while (token := self._peek()) is not None and not token["close"] and not self._is("OR"):
            if self._is("AND"):
                self._at += 1
                continue
            parts.append(self._one())
        return _joined(Both, parts)

    def _one(self) -> Node | None:
        token = self._peek()
        if token is None:
            raise QueryError("end", "the query ends where a word should follow")
        self._at += 1
        if token["minus"] or token["word"] == "NOT":
            part = self._one()
            if part is None:
                raise QueryError("not", "NOT goes with words and phrases, not with fields such as source:")
            return Without(part)
        if token["open"]:
            return self._bracket()
        if token["field"]:
            return self._field(token["field"], token["quoted"] if token["quoted"] is not None else token["value"])
        self._count += 1
        if self._count > _MOST:
            raise QueryError("long", "the query has more than {most} words: make it shorter", most=_MOST)
        return _phrase(token["phrase"]) if token["phrase"] is not None else _word(token["word"])

    def _bracket(self) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError("deep", "the query has too many brackets inside each other")
        node = self._either()
        token = self._peek()
        if token is None or not token["close"]:
            raise QueryError("open", "the query has an opening bracket too many")
        self._at += 1
        self._depth -= 1
        return node

    def _field(self, field: str, value: str) -> Node | None:
        if field not in FIELDS:
            raise QueryError(
                "field",
                "there is no field {field}: in a query; the fields are {fields}",
                field=field,
                fields=", ".join(FIELDS),
            )
        if not value:
            raise QueryError("empty", "nothing stands behind {field}: in the query", field=field)
        if field == "title":
            return _phrase(value, title=True) if " " in value else _word(value, title=True)
        if field in _NAMES:
            self._names.append(({"person": "PER", "org": "ORG", "place": "LOC", "name": ""}[field], value))
        elif field == "role":
            self._lists.setdefault("roles", []).append(value)
        elif field in _LISTS:
            self._lists.setdefault(_LISTS[field], []).append(value)
        else:
            try:
                self._days["since" if field == "after" else "until"] = date.fromisoformat(value)
            except ValueError as error:
                raise QueryError(
                    "day", "{value} is not a day: write {field}:2026-05-18", value=value, field=field
                ) from error
        return None


def _tokens(text: str) -> Iterator[re.Match[str]]:
    if text.count('"') % 2:
        raise QueryError("quote", 'the query has a quotation mark " without its other half')
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:  # nothing that a text can hold is left over by the pattern but a lone quotation mark
            raise QueryError("rest", "the query cannot be read from here on: {text}", text=text[at : at + 20])
        at = match.end()
        yield match


def _word(text: str, *, title: bool = False) -> Node | None:
    prefix = text.endswith("*")
    found = _WORD.findall(text)
    if len(found) > 1:
        return Phrase(tuple(found), title)
    return Word(found[0], prefix, title) if found else None


def _phrase(text: str, *, title: bool = False) -> Node | None:
    found = tuple(_WORD.findall(text))
    if len(found) > 1:
        return Phrase(found, title)
    return Word(found[0], title=title) if found else None


def _joined(kind: type[Both] | type[Either], parts: list[Node | None]) -> Node | None:
    held = tuple(part for part in parts if part is not None)
    return kind(held) if len(held) > 1 else held[0] if held else None
