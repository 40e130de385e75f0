"""One scraped page, saved as text, is one article; :mod:`analytics.pagedump` takes it apart later."""

import io
from collections.abc import Iterator

from analytics.article import Item, Reject
from analytics.errors import InputError
from analytics.readers.streams import LONGEST_RECORD, Notes, decode, read_all, refuse_binary


def read_page(stream: io.BufferedReader, *, name: str, notes: Notes | None = None) -> Iterator[Item | Reject]:
    """The one item of a page dump: the whole dump as its ``text``."""
    data = read_all(stream, limit=LONGEST_RECORD, name=name)
    refuse_binary(data, name=name)
    text = decode(data, name=name)
    if not text.strip():
        raise InputError(f"{name} is empty: save the page's text in it")
    yield Item(origin=name, text=text)
