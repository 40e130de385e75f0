"""The words of ``data/entities/offices.toml``: offices and occupations with their forms and fields of life."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analytics.entities.declension import CASES, word_forms
from analytics.resources import data_path, read_table
from analytics.text import fold

_AZ_POSSESSIVE: Final = ("sı", "si", "su", "sü", "ı", "i", "u", "ü")
_ANY: Final = "any"


@dataclass(frozen=True, slots=True)
class Offices:
    """The words of one language: every form of an office with its nominative, its field, and the words that may precede."""

    nominative: Mapping[str, str]
    field: Mapping[str, str]
    modifiers: frozenset[str]


@lru_cache(maxsize=3)
def load_offices(lang: str) -> Offices:
    """The words of ru, az or en."""
    table: Any = read_table(data_path("entities", "offices.toml"), "list of offices", lang)[lang]
    fields = {word: name for name, words in table.items() if name != "modifiers" for word in words}
    forms: dict[str, str] = {}
    for word in fields:
        for form in _forms(word, lang):
            forms.setdefault(form, word)
    modifiers = {form for word in table["modifiers"] for form in ({word} | _adjective_forms(word, lang))}
    return Offices(forms, fields, frozenset(modifiers))


def head_of(title: str, lang: str) -> str:
    """The word of an office that names it: «первый заместитель министра» -> «заместитель», "xarici işlər naziri" -> "nazir"."""
    words = load_offices(lang)
    found = [next((stem for stem in stems(word, lang) if stem in words.nominative), "") for word in fold(title).split()]
    known = [word for word in found if word] or [""]
    return known[0 if lang == "ru" or " of " in title else -1]


def field_of(office: str) -> str:
    """The field of life that an office in any of the languages belongs to; empty where it says none.

    >>> field_of("министр экономики"), field_of("baş məşqçi"), field_of("начальник отдела")
    ('state', 'sport', '')
    """
    for lang in ("ru", "az", "en"):
        words = load_offices(lang)
        for word in fold(office).split():
            known = next((words.nominative[stem] for stem in stems(word, lang) if stem in words.nominative), "")
            if known and words.field[known] != _ANY:
                return words.field[known]
    return ""


def stems(word: str, lang: str) -> Iterator[str]:
    """A word and what it may be with a possessive ending: «naziri» -> naziri, nazir."""
    yield word
    if lang == "az":
        for ending in _AZ_POSSESSIVE:
            if word.endswith(ending) and len(word) - len(ending) > 2:
                yield word[: -len(ending)]


def _forms(word: str, lang: str) -> set[str]:
    if lang != "ru" or word == "замминистра":
        return {fold(word) if lang != "ru" else word}
    *first, noun = word.split(" ")
    forms = {form for case in CASES for form in word_forms(noun, case)}
    if noun.endswith(("ец", "посол")):  # the vowel is lost: «певца», «послом»
        short = noun[:-2] + ("ц" if noun.endswith("ец") else "л")
        forms |= {short + ending for ending in ("а", "у", "ом", "ем", "е")}
    return {" ".join([*first, form]) for form in forms}


def _adjective_forms(word: str, lang: str) -> set[str]:
    return (
        {form for case in CASES for form in word_forms(word, case)} | {word[:-2] + "ая", word[:-2] + "ой"}
        if lang == "ru"
        else set()
    )
