"""Tables of names and values as people write them, checked: a wrong name or value is a :class:`UsageError` that says where."""

from collections.abc import Collection, Mapping
from typing import Any

from analytics.errors import UsageError


def only(row: Mapping[str, Any], names: Collection[str], where: str) -> None:
    """No name but these."""
    if unknown := sorted(set(row) - set(names)):
        raise UsageError(f"{where}: {unknown[0]} is not known; choose from {', '.join(sorted(names))}")


def text(value: Any, where: str) -> str:
    """A text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} is a text that says something")
    return value


def texts(value: Any, where: str) -> tuple[str, ...]:
    """A text or a list of them."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where} is a text, or a list of texts")
    return tuple(value)


def rows(table: Mapping[str, Any], name: str, where: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The tables written as ``[[name]]``, numbered from 1."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UsageError(f"{where}: {name} is written as [[{name}]]")
    return list(enumerate(found, 1))
