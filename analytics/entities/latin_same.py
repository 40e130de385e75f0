"""Which bodies of one English article are the same: a short name in the title, a ministry whose state is said once.

«Migration Service: …» over «the State Migration Service of Azerbaijan»; «Georgian Interior Ministry … the Interior Ministry».
"""

import re
from collections.abc import Iterable
from typing import Final

from analytics.entities.aliases import HOME

_OWN_STATE: Final = " " + HOME
_OF_HOME: Final = re.compile(r"\b(?:Azerbaijan\w*|Baku)\b")
_CYRILLIC: Final = re.compile(r"[а-яё]")


def longer_names(printed: Iterable[tuple[str, str, str]], text: str) -> dict[str, str]:
    """The name of a body -> the fuller one that the article gives it; ``printed`` are field, printed form and name of each mention."""
    rows = list(printed)
    found: dict[str, str] = {}
    in_text = {name for field, _, name in rows if field == "text"}
    for _, short, name in rows:
        if name in found or (" " not in short and (name in in_text or _CYRILLIC.search(name))):
            continue
        longer = {other for _, long, other in rows if other != name and _is_part(short, long)}
        if len(longer) == 1:
            found[name] = longer.pop()
    if not _OF_HOME.search(text):
        found |= _of_the_state(name for _, _, name in rows)
    return {name: found.get(fuller, fuller) for name, fuller in found.items() if found.get(fuller) != name}


def _is_part(short: str, long: str) -> bool:
    """Whether a long name ends with a short one, or goes on behind it with what it is of: «Prosecutor's Office | of Georgia»."""
    return len(long) > len(short) and (long.endswith(" " + short) or long.startswith((short + " of ", short + ".")))


def _of_the_state(names: Iterable[str]) -> dict[str, str]:
    """Listed bodies that a text far from home names without their state, and once with it."""
    all_names = set(names)
    found = {}
    for name in all_names:
        base = name.removesuffix(_OWN_STATE)
        others = {other for other in all_names if other.startswith(base + " ") and other != name}
        if base != name and len(others) == 1:
            found[name] = others.pop()
    return found
