"""By which names an outlet speaks of itself, and whose text it is that says so."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from analytics.resources import data_path, read_table
from analytics.text import fold

_ADDRESS: Final = re.compile(r"^(?:\w+://)?(?:www\.|m\.)?([^/?#\s:]+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table = read_table(data_path("phrases", "outlets.toml"), "outlet list", "outlets", "saying")
    return MappingProxyType({"outlets": table["outlets"], **table["saying"]})


@lru_cache(maxsize=1)
def _outlets() -> Mapping[str, frozenset[str]]:
    """Host or folded name -> all names."""
    table: dict[str, frozenset[str]] = {}
    for row in _table()["outlets"]:
        names = frozenset([*row["names"], *row["hosts"]])
        for key in (*row["hosts"], *(fold(name) for name in row["names"])):
            table.setdefault(key, names)
    return MappingProxyType(table)


@lru_cache(maxsize=4096)
def own_names(source: str) -> frozenset[str]:
    """The names of an outlet, given its host, address or name; an unlisted host gives itself and its first label.

    >>> sorted(own_names("https://report.az/ru/"))
    ['REPORT.AZ', 'Report', 'report.az', 'Репорт']
    >>> sorted(own_names("newsline.example"))
    ['Newsline', 'newsline.example']
    """
    source = source.strip()
    if not source:
        return frozenset()
    table = _outlets()
    named = table.get(fold(source))
    if named is not None:
        return named
    match = _ADDRESS.match(source)
    host = match.group(1).lower() if match else source.lower()
    listed = table.get(host)
    if listed is not None:
        return listed
    if "." not in host:
        return frozenset({source})
    label = host.split(".")[0]
    return frozenset({host, label[:1].upper() + label[1:]})


@lru_cache(maxsize=1)
def _signing() -> Mapping[str, str]:
    """Each name that shows whose text it is, and its host."""
    return MappingProxyType(
        {
            name: row["hosts"][0]
            for row in _table()["outlets"]
            if row.get("signs")
            for name in (row["hosts"][0], *(row["names"] if row["signs"] is True else row["signs"]))
        }
    )


@lru_cache(maxsize=1)
def _signature() -> re.Pattern[str]:
    """An outlet after or before a word of saying, or its address in a dateline: ``REPORT.AZ/``."""
    name = "|".join(re.escape(name) for name in sorted(_signing(), key=lambda name: (-len(name), name)))
    before, after = ("|".join(map(re.escape, _table()[key])) for key in ("before", "after"))
    return re.compile(
        rf"\b(?:{before})\s+[«\"“]?({name})\b|(?<![\w.])({name})(?:[-’']\w+)?[»\"”]?\s+(?:{after})\b|(?<![\w.])({name})\s?/"
    )


def signed(text: str) -> str:
    """The host of the outlet by which a text says that it is its own; empty where it says nothing.

    >>> signed("Как сообщает Report, дорога готова."), signed("Как сообщает ТАСС, дорога готова.")
    ('report.az', '')
    """
    match = _signature().search(text)
    return _signing()[next(filter(None, match.groups()))] if match else ""
