"""Posts without their markup, and where each character of what is left stood.

Posts come as Markdown: «**Рост замедлился, **[**говорится**](https://…)** в отчете «Рубина»**». Names and speech are read
without bold signs, links and the signs that open a line.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_MARKED: Final = ("**", "__", "](", "~~", "||")
# A link's brackets and address, bold, italic and hidden text, and pictures before the first word of a line.
_MARKUP: Final = re.compile(
    r"\]\((?:https?://|tg://|www\.|mailto:|t\.me/)[^\s()]{0,400}(?:\([^\s()]{0,80}\)[^\s()]{0,200})?\)|\[(?=[^\[\]\n]{1,300}\]\((?:https?:|tg:|www|mailto:|t\.me))"
    r"|\*\*+|__+|~~+|\|\|+"
    r"|(?m:^)[\u2190-\u21ff\u2300-\u2bff\u3030\ufe0f\U0001f000-\U0001faff\u200d]+\s?"
)
_OPENS_LINE: Final = re.compile(r"[\u2190-\u21ff\u2300-\u2bff\u3030\ufe0f\U0001f000-\U0001faff\u200d]+\s?")
_PICTURE: Final = re.compile(r"(?m:^)(?:\*\*|__)?[\u2190-\u21ff\u2300-\u2bff\u3030\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup."""

    text: str
    starts: tuple[int, ...]  # in the plain text, where each piece begins that was kept
    gone: tuple[int, ...]  # how many characters went before it

    def origin(self, start: int, stop: int) -> tuple[int, int]:
        """Where characters ``start`` to ``stop`` of the plain text stand in the whole one."""
        if not self.starts:
            return start, stop
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, max(stop - 1, start)))
        return start + self.gone[first], stop + self.gone[last]


def without_markup(text: str) -> Plain:
    """A text as it is read: a text without markup is its own.

    >>> plain = without_markup("**Курс вырос, **[пишет](https://a.example/1) «Рубин»")
    >>> plain.text, plain.origin(12, 17)
    ('Курс вырос, пишет «Рубин»', (17, 22))
    """
    if not any(sign in text for sign in _MARKED) and not _PICTURE.search(text):
        return Plain(text, (), ())
    kept, at = [], 0
    for begin, end in _cuts(text):
        if begin > at:
            kept.append((at, begin))
        at = max(at, end)
    kept.append((at, len(text)))
    starts = (0, *accumulate(stop - start for start, stop in kept))[: len(kept)]
    gone = tuple(begin - start for (begin, _), start in zip(kept, starts, strict=True))
    return Plain("".join(text[start:stop] for start, stop in kept), starts, gone)


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where markup begins and ends, in the order of the text; a picture behind bold signs opens its line too."""
    cuts = []
    for match in _MARKUP.finditer(text):
        cuts.append(match.span())
        opened = match.end()
        if match.group()[:1] in "*_" and (match.start() == 0 or text[match.start() - 1] == "\n"):
            picture = _OPENS_LINE.match(text, opened)
            if picture:
                cuts.append(picture.span())
    return cuts
