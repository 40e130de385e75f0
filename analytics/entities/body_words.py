"""The word lists that names of bodies and places are read with: ``data/entities/heads.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analytics.entities.declension import CASES, word_forms
from analytics.resources import data_path, read_table


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``data/entities/heads.toml``, each form in any case mapped to its nominative."""

    heads: Mapping[str, tuple[str, str, frozenset[str]]]  # form -> nominative, gender, cases
    not_bodies: frozenset[str]
    kinds: frozenset[str]  # what bodies are called that have names of their own: «телеканал», in the nominative
    kinds_in_cases: frozenset[str]
    titled: frozenset[str]
    named_after: Mapping[str, str]
    forms_of_one: frozenset[str]  # those of named_after that are singular
    titles: frozenset[str]
    stressed: frozenset[str]
    men_s_towns: frozenset[str]  # stems of the adjectives that are names of towns in the masculine


def _forms(nominative: str) -> set[str]:
    return {form for case in CASES for form in word_forms(nominative, case)}


def load_words(path: Path | None = None) -> Words:
    """The word lists, read once by whoever names things."""
    table = read_table(path or data_path("entities", "heads.toml"), "word list")
    heads: dict[str, tuple[str, str, frozenset[str]]] = {}
    for gender in "mfnp":
        for nominative in table[gender]:
            for case in CASES:
                for form in word_forms(nominative, case):
                    cases = heads[form][2] if form in heads else frozenset()
                    heads[form] = (heads[form][0] if form in heads else nominative, gender, cases | {case})
    for form, nominative in table["irregular"].items():
        heads[form] = (nominative, "m", frozenset(CASES))
    for form, nominative in table["irregular_p"].items():
        heads[form] = (nominative, "p", frozenset(CASES))
    for form in table["unchanged"]:
        heads[form] = (form, "f", frozenset(CASES))
    return Words(
        heads=heads,
        not_bodies=frozenset(form for word in table["not_bodies"] for form in _forms(word)),
        kinds=frozenset(table["kinds"]),
        kinds_in_cases=frozenset(form for word in (*table["kinds"], *table["called"]) for form in _forms(word)),
        titled=frozenset(form for word in table["titled"] for form in _forms(word)),
        named_after={form: word for word in table["named_after"] for form in _forms(word)}
        | {form: one for many, one in table["named_after_many"].items() for form in _forms(many)},
        forms_of_one=frozenset(form for word in table["named_after"] for form in _forms(word)),
        titles=frozenset(form for word in table["titles"] for form in _forms(word)),
        stressed=frozenset(table["stressed"]),
        men_s_towns=frozenset(table["masculine_towns"]),
    )
