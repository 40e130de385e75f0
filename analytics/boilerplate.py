"""Lines of a news page that are not part of the article, by the phrase lists in ``data/phrases/boilerplate.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from analytics.resources import data_path
from analytics.text import fold

Kind = Literal["", "end", "related", "noise", "keywords", "updated"]

LONGEST: Final = 120  # characters; a longer line is a paragraph
LONGEST_PATTERN: Final = 80
LONGEST_KEYWORD: Final = 4  # words

_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*\Z")
_CLOCK = re.compile(r"\W*\d{1,2}:\d\d\W*")
_LIST_ITEM = re.compile(r"\A(?:\d{1,3}[.)]|[-–—•*▪])\s")
_SEPARATOR = re.compile(r"\s*[,;|#•/]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_AZERBAIJANI = re.compile("[əğışçöüİ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists, folded and compiled."""

    whole: dict[str, Kind]
    patterns: re.Pattern[str]
    related: re.Pattern[str]  # "Читайте также: …"
    keywords: re.Pattern[str]  # "Теги: …"
    credits: re.Pattern[str]
    updated: re.Pattern[str]  # at the end of a headline


def kind(line: str) -> Kind:
    """What a line is, by itself; "" is a line of the article."""
    if len(line) > LONGEST:
        return "keywords" if phrases().keywords.match(line) else ""
    lists = phrases()
    found = lists.whole.get(fold(line), "")
    if found:
        return found
    if lists.keywords.match(line):
        return "keywords"
    if lists.related.match(line) and not ends_sentence(line):
        return "noise"
    if len(line) <= LONGEST_PATTERN and lists.patterns.fullmatch(line):
        return "noise"
    return "" if _WORD.search(line) else "noise"


def ends_sentence(line: str) -> bool:
    """Whether a line ends as prose does; headlines, keywords and names of sections do not."""
    return _SENTENCE_END.search(line) is not None


def is_clock(line: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return _CLOCK.fullmatch(line) is not None


def is_keyword_line(line: str) -> bool:
    """Whether a line below the body lists words instead of saying something: ``"Миграция | ГМС, ООН"``."""
    if len(line) > LONGEST or ends_sentence(line) or _LIST_ITEM.match(line) or phrases().credits.match(line):
        return False
    if line.startswith(("(", "[")):
        return False  # a credit such as (modern.az)
    items = [item for item in _SEPARATOR.split(line) if item]
    if len(items) > 1:
        return all(len(item.split()) <= LONGEST_KEYWORD for item in items)
    words = line.split()
    capitals = sum(word[0].isupper() for word in words)
    return len(words) <= 12 and (len(words) <= 2 or capitals * 2 > len(words))


def is_foreign(line: str, body: str) -> bool:
    """Whether a line below the body is a headline in another language, judged by letters alone."""
    if len(line.split()) < 3 or ends_sentence(line) or len(line) > 250:
        return False
    if _CYRILLIC.search(body):
        return _CYRILLIC.search(line) is None and len(_LETTER.findall(line)) * 2 > len(line)
    if _CYRILLIC.search(line):
        return True
    # Both in Latin letters: one is Azerbaijani, the other has none of its letters.
    azerbaijani = len(_AZERBAIJANI.findall(body)) * 50 > len(body)
    return azerbaijani != bool(_AZERBAIJANI.search(line)) and len(line.split()) >= 4


def without_update_mark(title: str) -> str:
    """A headline without what says that the article was changed: ``"Саммит открылся - ОБНОВЛЕНО"``."""
    return phrases().updated.sub("", title)


@cache
def phrases() -> Phrases:
    """The phrase lists of the product, read once."""
    with data_path("phrases", "boilerplate.toml").open("rb") as file:
        lists: dict[str, list[str]] = tomllib.load(file)
    whole: dict[str, Kind] = {}
    kinds: tuple[Kind, ...] = ("end", "related", "noise", "updated")
    for name in kinds:
        whole |= {fold(phrase): name for phrase in lists[name]}
    return Phrases(
        whole=whole,
        patterns=re.compile("|".join(lists["noise_patterns"]), re.IGNORECASE),
        related=re.compile(rf"(?:{_any(lists['related'])})\s?:\s*\S", re.IGNORECASE),
        keywords=re.compile(rf"(?:{_any(lists['keywords'])})\s?:", re.IGNORECASE),
        credits=re.compile(rf"(?:{_any(lists['credits'])})", re.IGNORECASE),
        updated=re.compile(
            rf"\s*[-–—(\[|/]\s*(?:{_any(lists['updated'])})(?:[\s-]*\d{{1,2}})?\s*[)\]]?\s*\Z", re.IGNORECASE
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)
