"""What a model reads of an article: title, body, language. Never the section that a publisher printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.errors import InputError
from analytics.language import detect
from analytics.markup import clean
from analytics.pagedump import parse_page


@dataclass(frozen=True, slots=True)
class Document:
    """One text to classify. ``lang`` is a two-letter code, or empty when the text is too short to tell."""

    title: str
    text: str
    lang: str

    @property
    def full(self) -> str:
        """Title and body in one string."""
        return f"{self.title}\n{self.text}" if self.title else self.text


def as_document(value: "Document | str | Mapping[str, object]") -> Document:
    """A document from plain text, a mapping with ``title`` / ``text`` / ``lang``, or a whole scraped page.

    Read as the command line reads its input: markup and look-alike letters of another alphabet are repaired, a short
    first line is the title; of a page dump the section line, date line and boilerplate are dropped, so no label printed
    in the page can leak into a prediction.
    :class:`InputError` where there is nothing to read.
    """
    if isinstance(value, Document):
        return value
    if isinstance(value, str):
        title, text, lang = "", value, ""
    else:
        title, text, lang = (_string(value, key) for key in ("title", "text", "lang"))
    page = parse_page(text, title=clean(title).replace("\n", " "))
    title, text = page.title, page.text or ("" if page.title else clean(text))
    if not title and not text:
        raise InputError("nothing to classify: give a title or a text")
    return Document(title, text, lang or detect(title, text))


def _string(value: Mapping[str, object], key: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise InputError(f"{key} must be a text, not {type(found).__name__}")
    return found
