"""RSS and Atom through ``feedparser``, which only ever sees bytes: nothing is fetched.

<item><title>…</title><category>Экономика</category><pubDate>Tue, 19 Mar 2024 14:00:00 +0400</pubDate>…
-> Item(title="…", section="Экономика", published="2024-03-19T10:00:00+00:00", …)
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import urlsplit

from analytics.article import Item, Reject
from analytics.dates import FIRST_YEAR, LAST_YEAR, parse_date
from analytics.errors import InputError
from analytics.markup import strip_markup
from analytics.readers.streams import RAW_KEPT, Notes, read_all

LARGEST_FEED: Final = 20_000_000  # bytes


def read_feed(stream: io.BufferedReader, *, name: str, notes: Notes | None = None) -> Iterator[Item | Reject]:
    """The items of a feed in order; a feed without entries has none, anything else is an :class:`InputError`."""
    import feedparser  # a tenth of a second to import, and rarely wanted

    data = read_all(stream, limit=LARGEST_FEED, name=name)
    # A stream, because feedparser takes bare bytes for the name of a file and opens it.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # Mangled feeds break feedparser itself in many places, none of which it names.
        raise InputError(f"{name} is a damaged feed ({error}): fetch it again") from error
    if not feed.version and not feed.entries:
        reason = feed.get("bozo_exception")
        raise InputError(f"{name} is not an RSS or Atom feed{f' ({reason})' if reason else ''}: check the address")
    problem = feed.get("bozo_exception")
    # What the feed says of its own encoding is often wrong, and feedparser reads it all the same.
    if notes is not None and problem is not None and not isinstance(problem, feedparser.CharacterEncodingOverride):
        notes(f"{name}: the feed is damaged ({problem}); {len(feed.entries)} articles were read")
    elif notes is not None and not feed.entries:
        notes(f"{name}: a feed without articles")
    source = _host(_text(feed.feed, "link")) or strip_markup(_text(feed.feed, "title"))
    lang = _text(feed.feed, "language")
    for number, entry in enumerate(feed.entries, 1):
        item = _item(entry, f"{name}:{number}", source=source, lang=lang)
        if not (item.title.strip() or item.text.strip()):
            yield Reject(origin=item.origin, reason="neither title nor text", raw=str(dict(entry)).encode()[:RAW_KEPT])
        else:
            yield item


def is_feed(head: bytes) -> bool:
    """Whether bytes begin as XML feeds do."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (b"<?xml", b"<rss ", b"<rss>", b"<feed", b"<rdf:")


def _item(entry: Any, origin: str, *, source: str, lang: str) -> Item:
    contents = [_text(part, "value") for part in entry.get("content") or []]
    body = next((text for text in map(strip_markup, contents) if text.strip()), "")
    tags = entry.get("tags") or []
    return Item(
        origin=origin,
        id=_text(entry, "id"),
        url=_text(entry, "link"),
        source=source or _host(_text(entry, "link")),
        lang=lang,
        title=strip_markup(_text(entry, "title")),
        text=body or strip_markup(_text(entry, "summary")),
        published=_published(entry),
        section=_text(tags[0], "term") if tags else "",
        author=_text(entry, "author"),
    )


def _published(entry: Any) -> str:
    """ISO text in UTC where the feed names a zone, the feed's own words where it does not."""
    for key in ("published", "updated"):
        printed = _text(entry, key)
        here, there = (parse_date(printed, zone=zone) for zone in (UTC, timezone(timedelta(hours=1))))
        if here is not None and there is not None:
            return here.when.isoformat() if here.when == there.when else printed
        parsed = entry.get(f"{key}_parsed") if printed else None
        if parsed and FIRST_YEAR <= parsed[0] <= LAST_YEAR:
            return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat()
        if printed:
            return printed
    return ""


def _text(part: Any, key: str) -> str:
    value = part.get(key) if key in part else None  # feedparser answers "updated" with "published", and warns
    return value if isinstance(value, str) else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
