"""The listed names of ``data/entities/languages.tsv``: Azerbaijani and English spellings of what has a Russian name."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold

_COLUMNS: Final = 4


@dataclass(frozen=True, slots=True)
class ListedName:
    """One row: kind, the canonical Russian name, and its spellings in each language."""

    kind: str
    name: str
    forms: dict[str, tuple[str, ...]]


class Gazetteer:
    """Finds a listed name by its spelling in one language; abbreviations by their exact letters."""

    def __init__(self, rows: tuple[ListedName, ...], lang: str) -> None:
        self._names: dict[str, ListedName] = {}
        self._exact: dict[str, ListedName] = {}
        for row in rows:
            for form in row.forms[lang]:
                (self._exact if form.isupper() else self._names).setdefault(form if form.isupper() else fold(form), row)
        spellings = (fold(form).split() for row in rows for form in row.forms[lang])
        self._first = frozenset(words[0] for words in spellings if len(words) > 1)
        self.longest = max((len(form.split()) for row in rows for form in row.forms[lang]), default=1)

    def opens_longer(self, word: str) -> bool:
        """Whether a spelling of several words begins with a word, given in small letters."""
        return word.partition(" ")[0] in self._first

    def find(self, text: str) -> ListedName | None:
        """The row of a spelling in its dictionary form, else None."""
        return self._exact.get(text) or (None if text.isupper() and len(text) < 5 else self._names.get(fold(text)))


@lru_cache(maxsize=1)
def listed_names(path: Path | None = None) -> tuple[ListedName, ...]:
    """All rows of the table."""
    source = path or data_path("entities", "languages.tsv")
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"the list of names {source} cannot be read: {error}") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or not line:
            continue
        cells = line.split("\t")
        if len(cells) < _COLUMNS or cells[0] not in ("LOC", "ORG"):
            raise ModelError(f"the list of names {source} has no kind, name and spellings in line {number}")
        kind, name, az, en, *ru = cells
        forms = {"az": _split(az), "en": _split(en), "ru": _split(ru[0]) if ru else ()}
        rows.append(ListedName(kind, name, forms))
    return tuple(rows)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(form for form in cell.split("; ") if form)
