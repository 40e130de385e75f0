"""Pure text helpers: clean-up, folding for comparison, and stable hashes."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# Control characters that never belong in an article (tab and line feed are kept) and zero-width residue of web pages.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"\w+")
_SHORT = 80  # characters of a text that is kept beside its key
# Python lowers İ to i + U+0307 and I to i; in Azerbaijani I is the capital of ı.


def tidy(text: str) -> str:
    """Readable text: NFC, no control or zero-width characters, single spaces, trimmed lines, no blank lines.

    >>> tidy("  Baku\\u00a0 city \\n\\n\\n news\\u200b ")
    'Baku city\\nnews'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Most texts need no pattern: whatever is unwanted, and every blank but the space itself, is not printable.
    if not text.replace("\n", " ").isprintable():
        text = _SPACES.sub(" ", _UNWANTED.sub("", text))
    elif "  " in text:
        text = _SPACES.sub(" ", text)
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))


def tidy_line(text: str) -> str:
    """The same as :func:`tidy`, on one line."""
    return tidy(text).replace("\n", " ")


def lower(text: str, lang: str = "") -> str:
    """Lower case, with the dotted and dotless i of Azerbaijani kept apart when ``lang`` is ``"az"``.

    >>> lower("İQTİSADİYYAT", "az"), lower("QIZIL", "az")
    ('iqtisadiyyat', 'qızıl')
    """
    text = text.replace("İ", "i")
    return (text.replace("I", "ı") if lang == "az" else text).lower()


def fold(text: str) -> str:
    """A key for comparing texts: lower case, ё as е, only letters and digits, single spaces.

    >>> fold("«Ещё» одна,  НОВОСТЬ!")
    'еще одна новость'
    """
    return _folded(text) if len(text) > _SHORT else _remembered(text)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").lower().replace("ё", "е")
    return " ".join(_WORD.findall(text))


# Names and their spellings come again and again.
_remembered = lru_cache(maxsize=65_536)(_folded)


def stable_hash(*parts: str) -> str:
    """A 16-byte hexadecimal hash of the parts, the same on every machine and in every run."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little"))
        digest.update(encoded)
    return digest.hexdigest()
