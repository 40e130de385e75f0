"""Where the headline, section, date and body of a page stand, found by what every agency's pages share.

A line that is nothing but a date, and a headline that is printed more than once, anchor the rest:

    strip, headline, headline + cut lead, section, date, headline, body      the date and the repeated headline
    headline, section, date, body / section, date, headline, body            the date alone
    headline, headline + cut lead, section, headline, body                   the repeated headline alone
    headline, body                                                           neither: the first short line
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analytics.boilerplate import LONGEST, ends_sentence, is_clock, kind
from analytics.dates import LONGEST_LINE, dateline, is_date_line
from analytics.text import fold

HEADER_LINES: Final = 120  # a header, its strips included, is no longer
LONGEST_TITLE: Final = 250  # characters
LONGEST_SECTION: Final = 50
SECTION_WORDS: Final = 5
LINES_ABOVE: Final = 8  # a date further down is in the text, or below it
STRIP_WORDS: Final = 4  # of a topic above the headline
SHORTEST_KEY: Final = 8  # characters of a folded headline that can tell it from a topic in a strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The places of the parts, as line numbers."""

    body: int  # the first line below the header
    title: int | None = None
    section: int | None = None
    date: int | None = None
    standfirst: str = ""  # a lead printed above the body
    anchored: bool = False  # found by a date line or a repeated headline, not merely by being first


def find_header(lines: Sequence[str], known: frozenset[str]) -> Header:
    """The header of a page given as clean lines; ``known`` holds folded names of sections."""
    head = lines[:HEADER_LINES]
    keys = [fold(line[:LONGEST_TITLE]) for line in head]
    dates = [number for number, line in enumerate(head) if len(line) <= LONGEST_LINE and is_date_line(line)]
    for date in dates:
        title = _skip_noise(head, date + 1)
        if title < len(head) and _repeats(keys, title):
            return Header(
                title=title,
                body=title + 1,
                date=date,
                section=_section_above(head, keys, date, keys[title], known),
                standfirst=_standfirst(head[:date], head[title]),
                anchored=True,
            )
    if dates:
        return _dated(head, keys, dates[0], known)
    return _repeated(head, keys, known) or _plain(head, keys, known)


def _dated(lines: Sequence[str], keys: Sequence[str], date: int, known: frozenset[str]) -> Header:
    """A header with a date line, whose headline is printed once, above the date or below it."""
    above = [number for number in range(date) if kind(lines[number]) == ""]
    paragraphs = sum(len(lines[number]) > LONGEST_SECTION and ends_sentence(lines[number]) for number in above)
    if paragraphs >= 3 or len(above) > LINES_ABOVE or (paragraphs and date == len(lines) - 1):
        plain = _plain(lines, keys, known)  # the date is none of a header
        return Header(body=plain.body, title=plain.title, section=plain.section, date=date)
    below = _skip_noise(lines, date + 1)
    headline_below = below + 1 < len(lines) and _is_headline(lines[below]) and not dateline(lines[below])
    section: int | None = None
    if above and (
        keys[above[-1]] in known
        or (
            _is_section(lines[above[-1]])
            and (
                (len(above) > 1 and len(lines[above[-2]]) > len(lines[above[-1]]))
                or (headline_below and len(lines[above[-1]].split()) <= 3)
            )
        )
    ):
        section = above.pop()
    elif not above and headline_below and keys[below] in known and _is_headline(lines[below + 1]):
        section, below = below, below + 1
    if not above:
        title = below if headline_below else None
        return Header(
            body=below + 1 if headline_below else below, title=title, section=section, date=date, anchored=True
        )
    last = above[-1]
    for number in above[:-1]:
        if len(keys[number]) >= SHORTEST_KEY and keys[last].startswith(keys[number] + " "):
            rest = _standfirst([lines[last]], lines[number])
            return Header(body=date + 1, title=number, section=section, date=date, standfirst=rest, anchored=True)
    if len(above) > 1 and (len(lines[last]) > LONGEST_TITLE or ends_sentence(lines[last])):
        return Header(body=date + 1, title=above[-2], section=section, date=date, standfirst=lines[last], anchored=True)
    if headline_below and len(above) > 1 and len(lines[last].split()) <= 3:  # a strip of topics, then the date
        return Header(body=below + 1, title=below, section=section, date=date, anchored=True)
    return Header(body=date + 1, title=last, section=section, date=date, anchored=True)


def _repeated(lines: Sequence[str], keys: Sequence[str], known: frozenset[str]) -> Header | None:
    """A header without a date line, whose headline is printed again right above the body."""
    for title in range(1, len(lines) - 1):
        if len(lines[title].split()) < 3 or not _repeats(keys, title):
            continue
        if not (ends_sentence(lines[title + 1]) or len(lines[title + 1]) > LONGEST):
            continue
        first = next(n for n in range(title) if keys[n] == keys[title] or keys[n].startswith(keys[title] + " "))
        between = [n for n in range(first + 1, title) if not keys[n].startswith(keys[title])]
        if any(len(lines[number]) > LONGEST or ends_sentence(lines[number]) for number in between):
            continue  # a body lies between: printed twice with its headline
        if any(len(lines[number].split()) > STRIP_WORDS for number in range(first)):
            continue  # a text with a refrain: above a headline stand topics
        section = title - 1 if between and between[-1] == title - 1 and _is_section(lines[title - 1]) else None
        if section is None:
            section = next((number for number in range(title) if keys[number] in known), None)
        return Header(
            body=title + 1,
            title=title,
            section=section,
            standfirst=_standfirst(lines[:title], lines[title]),
            anchored=True,
        )
    return None


def _plain(lines: Sequence[str], keys: Sequence[str], known: frozenset[str]) -> Header:
    """No header: the first short line is the headline, unless it is all there is."""
    first = _skip_noise(lines, 0)
    section: int | None = None
    if len(lines) - first > 2 and keys[first] in known:
        section, first = first, first + 1
    if len(lines) - first < 2 or not _is_headline(lines[first], sentence=True) or dateline(lines[first]):
        return Header(body=first, section=section)
    body = first + 1
    rest = ""
    if len(keys[first]) >= SHORTEST_KEY and keys[body].startswith(keys[first] + " ") and body + 1 < len(lines):
        rest = _standfirst([lines[body]], lines[first])
        body += bool(rest) and fold(rest.rstrip(".… ")) in fold(lines[body + 1])
    return Header(body=body, title=first, section=section)


def _repeats(keys: Sequence[str], number: int) -> bool:
    """Whether a line is printed above as well, alone or run together with the lead."""
    key = keys[number]
    return len(key) >= SHORTEST_KEY and any(above == key or above.startswith(key + " ") for above in keys[:number])


def _section_above(
    lines: Sequence[str], keys: Sequence[str], date: int, title: str, known: frozenset[str]
) -> int | None:
    number = date - 1
    while number >= 0 and kind(lines[number]) != "":
        number -= 1
    if number < 0 or keys[number].startswith(title):
        return None
    return number if keys[number] in known or _is_section(lines[number]) else None


def _is_section(line: str) -> bool:
    return len(line) <= LONGEST_SECTION and len(line.split()) <= SECTION_WORDS and not ends_sentence(line)


def _is_headline(line: str, *, sentence: bool = False) -> bool:
    """Whether a line may be a headline; ``sentence`` allows a short one with a full stop."""
    if len(line) > LONGEST_TITLE:
        return False
    return not line.endswith((".", ":", ";")) or (sentence and len(line) <= LONGEST_LINE)


def _standfirst(above: Sequence[str], title: str) -> str:
    """What follows the headline where it is run together with the lead, "" where nothing does."""
    return next((line[len(title) :].strip(" .-–—") for line in above if line.startswith(title + " ")), "")


def _skip_noise(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and (kind(lines[number]) in ("noise", "updated") or is_clock(lines[number])):
        number += 1
    return number
