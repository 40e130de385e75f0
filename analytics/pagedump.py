"""A scraped news page, saved as text, taken apart into its headline, section, date and body.

    strip of topics, headline, headline + cut lead,      dropped, or used to find the headline
    Внешняя политика                                     -> section
    21 мая 2022 г. 16:49                                 -> published_text
    headline again                                       -> title
    paragraphs                                           -> text, a paragraph a line
    keywords, «Последние новости», widgets, headlines    dropped

Text without a date line or a repeated headline is a headline line and paragraphs.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analytics.boilerplate import (
    LONGEST,
    ends_sentence,
    is_clock,
    is_foreign,
    is_keyword_line,
    kind,
    without_update_mark,
)
from analytics.dates import dateline, find_date_line
from analytics.header import HEADER_LINES, find_header
from analytics.markup import clean
from analytics.text import fold

LEAD: Final = 300
RELATED_LINES: Final = 3  # headlines below «Читайте также»

_STOP = re.compile(r"[.!?…]+[»”\")]*(?=\s+[«“\"(—–-]*\s*[A-ZА-ЯЁƏİÖÜÇŞĞ\d])")
# Not «г. Баку» and not "В. Гусейнов": a sentence ends after a word of three letters, a number, a bracket or a quote.
_LAST_WORD = re.compile(r"(?:[^\W\d_]{3}|[\d%»”\")])\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of a page; "" where it has none. ``text`` holds a paragraph a line and begins with the lead."""

    title: str
    lead: str
    text: str
    section: str
    published_text: str


def parse_page(raw: str, *, known_sections: Collection[str] = (), title: str = "") -> Page:
    """Take a page dump apart; a plain text becomes its first short line as title and the rest as text.

    With a ``title`` from elsewhere the text is a body, unless it is a page with that very headline.
    """
    text = clean(raw)
    lines = text.split("\n") if text else []
    if title and not _may_hold_page(text, lines, title):
        return _bare(title, lines)
    header = find_header(lines, _section_keys(frozenset(known_sections)))
    headline = _once(lines[header.title], shortest=20) if header.title is not None else ""
    if title and not (header.anchored and fold(headline) == fold(title)):
        return _bare(title, lines)
    below = [line for number, line in enumerate(lines) if number >= header.body and number != header.date]
    paragraphs = trim_body(below, title=headline, anchored=header.anchored)
    standfirst = header.standfirst
    cut = standfirst.endswith(("...", "…"))  # half a sentence, of which the body has the whole
    if standfirst and not cut and fold(standfirst.rstrip(".")) not in fold(" ".join(paragraphs)):
        paragraphs.insert(0, standfirst)
    body = "\n".join(paragraphs)
    return Page(
        title=without_update_mark(headline),
        lead=lead_of(body),
        text=body,
        section=lines[header.section] if header.section is not None else "",
        published_text=_published(lines, header.date) or dateline(body[:LONGEST]),
    )


def trim_body(lines: Sequence[str], *, title: str = "", anchored: bool = False) -> list[str]:
    """The paragraphs of the article: without boilerplate, without its headline, and once where printed twice.

    ``anchored`` says that the lines come from a page, where all that follows «Последние новости» is other news.
    """
    unmarked = without_update_mark(title)
    titles = {fold(each) for each in {title, unmarked}} - {""}
    kept: list[str] = []
    headlines_to_skip = 0
    updated = unmarked != title
    ended = False
    for line in lines:
        what = kind(line)
        if what == "end":
            ended = anchored and bool(kept)
            if ended:
                break
            headlines_to_skip = HEADER_LINES
        elif what == "related":
            headlines_to_skip = RELATED_LINES
        elif what == "updated":
            updated = True
        elif what == "":
            if headlines_to_skip and len(line) <= LONGEST and not ends_sentence(line):
                headlines_to_skip -= 1
                continue
            headlines_to_skip = 0
            if len(line) > 2 * len(title) or fold(line) not in titles:
                kept.append(line)
    if anchored:
        _drop_tail(kept, ended=ended)
    if updated:
        kept = list(dict.fromkeys(kept))  # the old version stays below, without what the new one repeats
    return _undoubled(kept)


def lead_of(text: str) -> str:
    """The first sentences of a body, up to about 300 characters; a first sentence that is longer is cut at a word."""
    first, _, rest = text.partition("\n")
    if len(first) < 60 and rest:  # a dateline or a subheading
        first = f"{first} {rest.partition(chr(10))[0]}"
    if len(first) <= LEAD:
        return first
    stops = [stop for stop in _STOP.finditer(first, 0, LEAD + 2) if stop.end() <= LEAD]
    for stop in reversed(stops):
        if _LAST_WORD.search(first, max(0, stop.start() - 3), stop.start()):
            return first[: stop.end()]
    return first[:LEAD].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"


def _may_hold_page(text: str, lines: Sequence[str], title: str) -> bool:
    """A quick look, because most bodies that come with a title are bodies."""
    if len(lines) < 3 or title not in text:
        return False
    return text.count(title) > 1 or find_date_line(lines[:HEADER_LINES]) is not None


def _bare(title: str, lines: Sequence[str]) -> Page:
    body = "\n".join(trim_body(lines, title=title))
    return Page(
        title=without_update_mark(title),
        lead=lead_of(body),
        text=body,
        section="",
        published_text=dateline(body[:LONGEST]),
    )


def _published(lines: Sequence[str], date: int | None) -> str:
    """The words of the date line, with the time where it stands on the next one."""
    if date is None:
        return ""
    found = lines[date].strip(" •|·–—-")
    if ":" not in found and date + 1 < len(lines) and is_clock(lines[date + 1]):
        found += " " + lines[date + 1].strip(" •|·–—-")
    return found


def _drop_tail(lines: list[str], *, ended: bool) -> None:
    """Take keywords and other-language headlines off the end of a body, in place; its first paragraph stays."""
    while len(lines) > 1:
        if is_foreign(lines[-1], lines[0]):
            ended = True
        elif not (ended and is_keyword_line(lines[-1])):
            return
        lines.pop()


def _undoubled(lines: list[str]) -> list[str]:
    """The paragraphs once, where the whole body, or a paragraph within its line, is printed twice."""
    lines = [_once(line) for line in lines]
    if not lines or len(lines[0]) < 40:
        return lines
    for second in range(1, len(lines)):
        if lines[second] == lines[0]:
            run = 1
            while run < second and second + run < len(lines) and lines[second + run] == lines[run]:
                run += 1
            if run == second or second + run == len(lines):
                return lines[:second] + lines[second + run :]
    return lines


def _once(line: str, *, shortest: int = 60) -> str:
    half = len(line) // 2
    if half >= shortest and line[:half].strip() == line[-half:].strip():
        return line[:half].strip()
    return line


@lru_cache(maxsize=16)
def _section_keys(names: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(name) for name in names) - {""}
