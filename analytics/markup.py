"""What the web leaves in a text: tags, entities, and Latin letters typed inside Cyrillic words.

"<p>Baku &amp; Ganja</p><p>5 < 7</p>"   -> "Baku & Ganja\\n5 < 7"
"Aзepбaйджaн"  (Latin A, e, p, a)       -> "Азербайджан"
"""

import html
import re
from typing import Final

from analytics.text import tidy

_BLOCKS: Final = (
    "address article aside blockquote br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_INLINE: Final = (
    "a abbr acronym audio b bdi bdo big body button canvas cite code col colgroup del details dfn em embed font head "
    "html i iframe img input ins kbd label link map mark meta noindex noscript object param picture q s samp small "
    "source span strike strong sub sup svg template textarea time title tt u var video wbr"
)
# Only names that HTML knows: a "<" in prose stays.
_TAG = re.compile(
    rf"</?(?:({'|'.join(_BLOCKS.split())})|(?:{'|'.join(_INLINE.split())}))(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Parts without readable words, from their opening to their closing.
_UNREAD = (
    (re.compile(r"<script\b", re.IGNORECASE), re.compile(r"</script\s*>", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<!doctype\b", re.IGNORECASE), re.compile(r">")),
)

_LATIN_LIKE: Final = "aceopxyiABCEHIKMOPTXYëË"
_CYRILLIC_LIKE: Final = "асеорхуіАВСЕНІКМОРТХУёЁ"
_TO_CYRILLIC = str.maketrans(_LATIN_LIKE, _CYRILLIC_LIKE)
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE + "әӘ", _LATIN_LIKE + "əƏ")
# Two spellings of one question, is there a word of both scripts: each is quick where its first letters are rare.
_LATIN_IN = re.compile(r"[A-Za-zəƏëË](?:(?=[Ѐ-ӿ])|(?<=[Ѐ-ӿ].))")
_CYRILLIC_IN = re.compile(r"[Ѐ-ӿ](?:(?=[A-Za-zəƏëË])|(?<=[A-Za-zəƏëË].))")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


_SOFT_HYPHEN: Final = "\u00ad"
_LINE_ENDS = re.compile("[\u2028\u2029\x85]")


def clean(text: str) -> str:
    """Readable text, a paragraph a line: no markup, one script a word, and tidy (see ``analytics.text``)."""
    if not text.isprintable():
        text = _LINE_ENDS.sub("\n", text.replace(_SOFT_HYPHEN, ""))
    return repair_letters(tidy(strip_markup(text)))


def strip_markup(text: str) -> str:
    """The text without tags, comments and entities; blocks of HTML end with a line feed."""
    # Twice, because titles and feeds often carry HTML that was escaped once more on the way.
    for _ in range(2):
        if "<" in text:
            text = text.replace("<![CDATA[", "").replace("]]>", "")
            for opening, closing in _UNREAD:
                text = _cut(text, opening, closing)
            text = _TAG.sub(lambda tag: "\n" if tag[1] else "", text)
        if "&" not in text:
            break
        unescaped = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if unescaped == text:
            break
        text = unescaped
    return text


def repair_letters(text: str) -> str:
    """The text with each word in one script, where all its letters of the other script are look-alikes."""
    if text.isascii():
        return text
    if _CYRILLIC.search(text, 0, 100):
        return _WORD.sub(_rather_cyrillic, text) if _LATIN_IN.search(text) else text
    return _WORD.sub(_rather_latin, text) if _CYRILLIC_IN.search(text) else text


def _rather_cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    if not 0 < len(_CYRILLIC.findall(word)) < len(word):
        return word
    repaired = word.translate(_TO_CYRILLIC)
    if len(_CYRILLIC.findall(repaired)) == len(word):
        return repaired
    repaired = word.translate(_TO_LATIN)
    return word if _CYRILLIC.search(repaired) else repaired


def _rather_latin(match: re.Match[str]) -> str:
    word = match[0]
    if _CYRILLIC.search(word) is None:
        return word
    repaired = word.translate(_TO_LATIN)
    # A word that is wholly Cyrillic is a quotation.
    if _CYRILLIC.search(repaired) or len(_CYRILLIC.findall(word)) == len(word):
        return _rather_cyrillic(match)
    return repaired


def _cut(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The text without what lies between the two; an opening that is never closed is prose and stays."""
    start = opening.search(text)
    if start is None:
        return text
    kept, position = [], 0
    while start is not None:
        stop = closing.search(text, start.end())
        if stop is None:
            break
        kept.append(text[position : start.start()])
        position = stop.end()
        start = opening.search(text, position)
    return "".join(kept) + text[position:]
