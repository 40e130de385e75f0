"""By which names an outlet speaks of itself."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold

_ADDRESS: Final = re.compile(r"^(?:\w+://)?(?:www\.|m\.)?([^/?#\s:]+)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _outlets() -> Mapping[str, frozenset[str]]:
    """Host or folded name -> all names."""
    path = data_path("phrases", "outlets.toml")
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["outlets"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"the outlet list {path} cannot be read: {error}") from error
    table: dict[str, frozenset[str]] = {}
    for row in rows:
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
