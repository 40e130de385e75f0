"""The words of ``data/phrases/speech.toml`` by which a language lets somebody speak, as patterns ready to run."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analytics.entities.alternatives import any_of
from analytics.entities.office_words import load_offices
from analytics.resources import data_path, read_table

# The third person of an Azerbaijani verb: bildirir, bildirib, bildirdi, bildirmişdir, bildirmişdi, bildirirlər.
_AZ_TENSES: Final = (
    r"(?:y?[ıiuü]r(?:d[ıiuü])?|y?[ıiuü]b(?:d[ıiuü]r|m[ıiuü]ş)?|[dt][ıiuü]|m[ıiuü]ş(?:d[ıiuü]r?)?)(?:l[aə]r)?"
)
# The converbs with which a report goes on: bildirərək, vurğulayaraq, açıqlayarkən.
_AZ_CONVERBS: Final = r"y?[aə]r(?:[aə]q|[aə]k|k[aə]n)"
_AZ_ENDINGS: Final = rf"(?:{_AZ_TENSES}|{_AZ_CONVERBS})"
# «istisna etməyib», «inkar etmir»
_AZ_DENIED: Final = rf"m(?:[əa]y)?{_AZ_TENSES}"


_OPENING: Final = re.compile(r"(?<=[.!?…»”\",])\s+|\n")
_START: Final = "START "
_BY_WORDS: Final = "BY_WORDS"


@dataclass(frozen=True, slots=True)
class Speech:
    """What one language says speaking with."""

    verb: re.Pattern[str]
    by_words: re.Pattern[str]
    told: re.Pattern[str]
    platforms: frozenset[str]  # which never say anything themselves, whatever the language
    no_tellers: frozenset[str]  # Russian words behind a body that itself tells it
    of_outlets: frozenset[str]  # and before an outlet that opens a line
    firms: tuple[str, ...]  # Russian kinds of bodies that are none of the state's
    no_speech: frozenset[str]  # verbs that a clause of content may follow without anything being said
    with_content: frozenset[str]  # verbs that need a clause of content
    nouns: frozenset[str]  # English verbs that are nouns as well
    content_verb: re.Pattern[str]  # Azerbaijani verbs of that kind, in all their forms
    other_case: frozenset[str]
    office_names: frozenset[str]  # of the list, those that are plain words
    his_names: frozenset[str]  # given names of men that look like women's
    her_names: frozenset[str]
    women: frozenset[str]  # given names of women, where a pronoun shows a gender
    men: frozenset[str]
    outlet_kinds: frozenset[str]  # what an outlet may be called whose name does not show it
    any_kinds: frozenset[str]  # and any other body
    pronoun: "Formulas"  # that stand for a person named before
    office: "Formulas"
    someone: "Formulas"  # that stand for whoever was named last, by any noun: «"…," the left-armer said»
    several: "Formulas"  # that stand for the two who were named last: «The ministers stressed»
    it: "Formulas"  # that stand for whichever body was named last
    body: "Formulas"  # that stand for a body named before; a group says of which kind


@dataclass(frozen=True, slots=True)
class Formulas:
    """Several patterns, some of them tried only where a clause opens, which keeps reading fast."""

    opening: re.Pattern[str]
    behind: re.Pattern[str]  # that «по словам» and the like introduce
    anywhere: tuple[re.Pattern[str], ...]

    def matches(self, text: str, openings: Sequence[int], introduced: Sequence[int]) -> Iterator[re.Match[str]]:
        """All matches in a text, which may overlap.

        ``openings`` are the places that :func:`clause_openings` gives, ``introduced`` those where a formula before a name ends.
        """
        yield from filter(None, (self.opening.match(text, at) for at in openings))
        yield from filter(None, (self.behind.match(text, at) for at in introduced))
        for pattern in self.anywhere:
            yield from pattern.finditer(text)


def clause_openings(text: str) -> list[int]:
    """Where sentences and clauses of a text begin."""
    return [0, *(match.end() for match in _OPENING.finditer(text))]


@lru_cache(maxsize=3)
def load_speech(lang: str) -> Speech:
    """The words of ru, az or en."""
    words_of_all: Any = read_table(data_path("phrases", "speech.toml"), "list of speech verbs", "platforms", lang)
    table = words_of_all[lang]
    verbs = [verb for key in ("verbs", "present", "more") for verb in table.get(key, ())]
    verbs += [many for verb in table.get("present", ()) for many in _plurals(verb)]
    offices = list(dict.fromkeys([*table["offices"], *load_offices(lang).field]))
    for verb in table.get("past", ()):
        head, _, rest = verb.partition(" ")
        verbs += [head + ending + (" " + rest if rest else "") for ending in ("а", "и", "о", "ла", "ли", "ло", "")]
    for verb in table.get("reflexive", ()):
        verbs += [verb.removesuffix("лся") + ending for ending in ("лся", "лась", "лись", "лось")]
    if lang == "ru":
        verbs.sort(key=lambda verb: -verb.count(" "))  # «написал о» says something, «написал» alone may be music
    verbs += [stem + _AZ_ENDINGS for stem in table.get("stems", ())]
    verbs += [stem + _AZ_DENIED for stem in table.get("denied", ())]
    words = {
        "VERB": any_of(verbs) + r"(?!\w)",
        "(?i:OFFICE)": any_of(offices, any_case=True),
        "OFFICE": any_of(offices),
    }

    # Of Azerbaijani heads any may open a sentence; English formulas say where case does not count.
    heads = any_of(table.get("heads", ()), any_case=lang == "az")

    def formulas(name: str) -> Formulas:
        filled = []
        for at, row in enumerate(table.get(name, ())):
            for placeholder, pattern in words.items():
                row = row.replace(placeholder, pattern)
            filled.append(row.replace("HEAD", f"(?P<head{at}>{heads})"))
        marked = {
            mark: [row.removeprefix(mark) for row in filled if row.startswith(mark)] for mark in (_START, _BY_WORDS)
        }
        opening, behind = (re.compile("|".join(rows) if rows else r"(?!)") for rows in marked.values())
        # Each by itself: a search skips to the letters that one pattern may begin with, not to those of several.
        rest = tuple(re.compile(row) for row in filled if not row.startswith(tuple(marked)))
        return Formulas(opening, behind, rest)

    return Speech(
        verb=_whole_words(verbs),
        by_words=_whole_words(table["by_words"]),
        told=_whole_words(table.get("told", ())),
        platforms=frozenset(words_of_all["platforms"]),
        no_tellers=frozenset(table.get("no_tellers", ())),
        of_outlets=frozenset(table.get("of_outlets", ())),
        firms=tuple(table.get("firms", ())),
        no_speech=frozenset(table.get("no_speech", ())),
        with_content=frozenset(table.get("with_content", ())),
        nouns=frozenset(table.get("nouns", ())),
        content_verb=_whole_words([stem + _AZ_ENDINGS for stem in table.get("content_stems", ())]),
        other_case=frozenset(table.get("other_case", ())),
        office_names=frozenset(office for office in table["offices"] if "(" not in office),
        his_names=frozenset(table.get("his_names", ())),
        her_names=frozenset(table.get("her_names", ())),
        women=frozenset(table.get("women", "").split()),
        men=frozenset(table.get("men", "").split()),
        outlet_kinds=frozenset(table.get("outlet_kinds", ())),
        any_kinds=frozenset(table.get("any_kinds", ())),
        pronoun=formulas("pronoun"),
        office=formulas("office"),
        someone=formulas("someone"),
        several=formulas("several"),
        it=formulas("it"),
        body=formulas("body"),
    )


def _plurals(verb: str) -> list[str]:
    """«рассчитывает» -> «рассчитывают»; «просит» -> «просят», «просат»: one of the two is no word, and stands nowhere."""
    found = re.fullmatch(r"(.+)([её]т|ит)(ся)?", verb)
    if found is None:
        return []
    stem, ending, back = found.group(1), found.group(2), found.group(3) or ""
    return [stem + many + back for many in (("ят", "ат") if ending == "ит" else ("ют", "ут"))]


def _whole_words(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(any_of(patterns, any_case=True, whole=True) + r"(?!\w)")
