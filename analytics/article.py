"""The two values that every input passes through: what a reader found, and the article it became."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article as a reader found it, before any cleaning. Everything is text as printed; empty means not given."""

    origin: str  # where from, for people: "feed.xml", "articles.jsonl:17"
    id: str = ""
    url: str = ""
    source: str = ""
    lang: str = ""
    title: str = ""
    text: str = ""  # body, or a whole page dump
    published: str = ""
    section: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()
    label: str = ""
    extra: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)  # keys that the caller asked to keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One item that could not be read, with the reason in words."""

    origin: str
    reason: str
    raw: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cited source and the words that cite it: ``ГМС`` in «Как сообщили Report в ГМС»."""

    name: str
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One cleaned article. ``published`` is aware UTC; ``published_precision`` is None exactly when it is undated."""

    article_id: str
    url: str
    source: str
    lang: str
    title: str
    lead: str
    text: str
    section: str
    author: str
    published: datetime | None
    published_precision: Precision | None
    published_text: str
    attribution: tuple[Attribution, ...] = ()
    topics: tuple[str, ...] = field(default=())
    content_key: str = ""
    record_key: str = ""
