"""The table of names that mean the same thing, matched in any grammatical case."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from analytics.entities.declension import GEN, phrase_forms, word_forms
from analytics.entities.gazetteer import ListedName, listed_names
from analytics.resources import data_path, read_table
from analytics.text import fold

_REMEMBERED: Final = 32_768  # printed forms that were looked up before
_ADJECTIVE: Final = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
_ADJECTIVE_GENITIVE: Final = ("ого", "его", "ой", "ей", "ых", "их")
# Names of places in these do not decline («Баку», «Тбилиси», «Марокко»); plurals have their genitive in the table.
_UNCHANGED: Final = ("у", "и", "ы", "о", "ю", "э")
_KINDS: Final = {
    "states": "LOC",
    "places": "LOC",
    "organisations": "ORG",
    "bodies_of_states": "ORG",
    "bodies_of_one_state": "ORG",
}
HOME: Final = "Азербайджана"  # whose bodies are meant where a text of this region's press names no state


@dataclass(frozen=True, slots=True)
class KnownName:
    """One row: the canonical name, its kind, and what belongs behind it when nothing is said («Азербайджана»)."""

    name: str
    kind: str
    of: str = ""
    genitive: str = ""
    shared: bool = False  # a body that every state has, told apart by the state behind it
    state: bool = False

    @property
    def full(self) -> str:
        """The name under which the thing is counted when it stands alone."""
        return f"{self.name} {self.of}" if self.of else self.name


def declined_words(name: str) -> int:
    """How many leading words of a nominative phrase decline: its adjectives and the noun they belong to.

    >>> declined_words("Генеральная Ассамблея ООН"), declined_words("ООН"), declined_words("Совет Европы")
    (2, 0, 1)
    """
    words = name.split(" ")
    for index, word in enumerate(words):
        if word[:1] in '«"' or word.isupper() or word.isascii():
            return 0
        if not word.endswith(_ADJECTIVE) or index == len(words) - 1:
            return index + 1
    return 0


class AliasTable:
    """All rows, found by any case form of the canonical name or of an alias."""

    def __init__(self, rows: list[tuple[KnownName, tuple[str, ...]]]) -> None:
        self._find = lru_cache(maxsize=_REMEMBERED)(self._looked_up)
        self._forms: dict[tuple[str, str], KnownName] = {}
        bases: dict[tuple[str, str], KnownName] = {}
        self._nominatives: dict[tuple[str, str], str] = {}
        # Nominatives of all rows first: a derived form must not hide a name («Газах» is no case of «Газа»).
        for row, aliases in rows:
            for alias in (row.name, row.full, *aliases):
                bases.setdefault((row.kind, fold(alias)), row)
                self._nominatives.setdefault((row.kind, fold(alias)), alias)
        self._forms.update(bases)
        for row, aliases in rows:
            for alias in (row.name, *aliases):
                for form in phrase_forms(alias, declined=declined_words(alias)):
                    self._forms.setdefault((row.kind, fold(form)), row)
                    self._nominatives.setdefault((row.kind, fold(form)), alias)

    def find(self, form: str, kind: str) -> KnownName | None:
        """The row that a printed form of this kind belongs to.

        «Генассамблеи ООН», "ORG" -> the row of «Генеральная Ассамблея ООН»
        """
        return self._find(form, kind)

    def first_words(self, kind: str) -> dict[str, int]:
        """The first words of all names of several words, folded, and how many words the longest of them has."""
        found: dict[str, int] = {}
        for its_kind, form in self._forms:
            first, *rest = form.split(" ")
            if its_kind == kind and rest:
                found[first] = max(found.get(first, 0), 1 + len(rest))
        return found

    def _looked_up(self, form: str, kind: str) -> KnownName | None:
        return self._forms.get((kind, fold(form)))

    def nominative(self, form: str, kind: str) -> str:
        """The listed spelling that a printed form declines, not replaced by the canonical name; empty where unlisted.

        «Минфине», "ORG" -> «Минфин»
        """
        return self._nominatives.get((kind, fold(form)), "")

    @staticmethod
    def genitive(row: KnownName) -> str:
        """«Азербайджан» -> «Азербайджана», «Новая Зеландия» -> «Новой Зеландии», «США» -> «США»."""
        if row.genitive:
            return row.genitive
        words = row.name.split(" ")
        count = declined_words(row.name)
        if count == 0 or words[count - 1].endswith(_UNCHANGED):
            return row.name
        # A noun in -ина also reads as a family name, whose genitive ends in -ой; an adjective in -ая as a noun.
        first = [_longest(word, lambda form: form.endswith(_ADJECTIVE_GENITIVE)) for word in words[: count - 1]]
        noun = _longest(words[count - 1], lambda form: not form.endswith("ой"))
        return " ".join([*first, noun, *words[count:]])


def _longest(word: str, wanted: Callable[[str], bool]) -> str:
    return max(sorted(word_forms(word, GEN)), key=lambda form: (wanted(form), len(form)))


def load_aliases(path: Path | None = None) -> AliasTable:
    """The table of ``data/entities/aliases.toml``."""
    tables = read_table(path or data_path("entities", "aliases.toml"), "alias list")
    rows = [
        (
            KnownName(
                entry["name"],
                kind,
                entry.get("of", ""),
                entry.get("genitive", ""),
                shared=section == "bodies_of_states" or "of" in entry,
                state=section == "states",
            ),
            tuple(entry.get("aliases", ())),
        )
        for section, kind in _KINDS.items()
        for entry in tables.get(section, [])
    ]
    listed = {(row.kind, fold(name)) for row, aliases in rows for name in (row.name, row.full, *aliases)}
    return AliasTable([*rows, *(_row(name) for name in listed_names() if _is_new(name, listed))])


def _is_new(name: ListedName, listed: set[tuple[str, str]]) -> bool:
    base = name.name.removesuffix(" " + HOME)
    return (name.kind, fold(name.name)) not in listed and (name.kind, fold(base)) not in listed


def _row(name: ListedName) -> tuple[KnownName, tuple[str, ...]]:
    """A row of the table in three languages; a body of the home state is known without the state too."""
    base = name.name.removesuffix(" " + HOME)
    of = HOME if name.kind == "ORG" and base != name.name and " " in base else ""
    return KnownName(base if of else name.name, name.kind, of, shared=bool(of)), name.forms["ru"]
