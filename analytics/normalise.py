"""From what a reader found to a clean article: markup gone, page taken apart, date in UTC, language, stable keys.

Item(url="HTTPS://Report.az/x/?utm_source=a", text=<page dump>)
-> Article(url="https://report.az/x", source="report.az", lang="ru", title=…, section=…, published=…, …)
"""

import re
from collections.abc import Collection
from datetime import date, tzinfo
from functools import cache, lru_cache
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from analytics.article import Article, Item, Reject
from analytics.dates import BAKU, ParsedDate, parse_date
from analytics.language import detect
from analytics.markup import clean
from analytics.outlets import signed
from analytics.pagedump import parse_page
from analytics.text import fold, stable_hash

UNKNOWN: Final = "unknown"
SOURCE_WITHIN: Final = 700  # characters of a body in which an agency names itself

_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|yclid|ysclid|dclid|msclkid|igshid|mc_[ce]id|_openstat|_ga)(?:=|\Z)", re.I
)
_HOST = re.compile(r"[\w.-]+\Z|\[[0-9a-f:.]+\]\Z")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LANG = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?\Z")
_SPACE = re.compile(r"\s")


def normalise(
    item: Item,
    *,
    default_source: str = "",
    known_sections: Collection[str] = (),
    zone: tzinfo | None = None,
    today: date | None = None,
) -> Article | Reject:
    """The article in an item, or a :class:`Reject` where neither a title nor a text is left.

    Wall times are in ``zone`` (Asia/Baku); datelines without a year count only where ``today`` is given.
    """
    zone = zone or _baku()
    page = parse_page(item.text, known_sections=known_sections, title=_line(item.title))
    if not (page.title or page.text):
        return Reject(origin=item.origin, reason="neither title nor text is left after cleaning")
    url = normalise_url(item.url)
    published_text = _line(item.published) or page.published_text
    published = parse_date(published_text, zone=zone, today=today) if published_text else None
    source = (
        _name(item.source) or _name(default_source) or _host(url) or source_in(f"{page.title}\n{page.text}") or UNKNOWN
    )
    lang = _given_lang(item.lang) or detect(page.title, page.text)
    section = _name(item.section) or page.section
    author = _name(item.author)
    topics = tuple(dict.fromkeys(filter(None, map(_name, item.topics))))
    title_key = fold(page.title)
    day = published.when.astimezone(zone).date().isoformat() if published else ""
    return Article(
        article_id=_article_id(url, source, _line(item.id), title_key or page.text, day),
        url=url,
        source=source,
        lang=lang,
        title=page.title,
        lead=page.lead,
        text=page.text,
        section=section,
        author=author,
        published=published.when if published else None,
        published_precision=published.precision if published else None,
        published_text=published_text,
        topics=topics,
        content_key=stable_hash(title_key, fold(page.text)),
        # Clean parts hold no control characters, so that one can stand between them.
        record_key=stable_hash(
            "\x1f".join((page.title, page.text, section, _moment(published), author, url, source, lang, *topics))
        ),
    )


def normalise_url(url: str) -> str:
    """One spelling of an address: lower-case host, no fragment, tracking, default port or trailing slash.

    >>> normalise_url("HTTP://www.Report.az:80/ru/news/?utm_source=x&id=5#top")
    'http://www.report.az/ru/news?id=5'

    Only http and https are kept; anything else is "".
    """
    url = url.strip()
    if not url or len(url) > 2_000 or _SPACE.search(url):
        return ""
    try:
        parts = urlsplit(clean(url) if not url.isprintable() else url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    host = f"[{host}]" if ":" in host else host
    if scheme not in _DEFAULT_PORTS or not _HOST.match(host):
        return ""
    place = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    return urlunsplit(SplitResult(scheme, place, parts.path.rstrip("/"), query, ""))


def source_in(text: str) -> str:
    """The outlet that an article names as its own, ``"Как сообщает Report, …"`` -> ``"report.az"``, else ""."""
    return signed(text[:SOURCE_WITHIN])


def _article_id(url: str, source: str, given: str, title_or_text: str, day: str) -> str:
    """The identity that lasts when an article is changed."""
    if url:
        return stable_hash("url", url)
    if given and source != UNKNOWN:
        return stable_hash("id", source, given)
    # Numbers from 1 say nothing without a source: two files would overwrite each other.
    return stable_hash("title", source, given, title_or_text, day)


def _given_lang(lang: str) -> str:
    match = _LANG.match(lang.strip())
    return match[1].lower() if match else ""


@lru_cache(maxsize=4096)
def _name(text: str) -> str:
    """The same as :func:`_line`, for what comes again and again: sources, sections, authors, topics."""
    return _line(text)


def _line(text: str) -> str:
    return clean(text).replace("\n", " ") if text else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _moment(published: ParsedDate | None) -> str:
    # Not the words: "4 часа назад" is another text at every visit, and no change of the article.
    return f"{published.when.isoformat()} {published.precision}" if published else ""


@cache
def _baku() -> ZoneInfo:
    return ZoneInfo(BAKU)
