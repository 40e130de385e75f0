"""Persons, bodies and places in Azerbaijani and English text, by lists and rules.

No tagger of the quality of slovnet's runs here for Azerbaijani, so capitals, case endings, heads of names («Nazirliyi»,
"Agency"), the listed names and the given names of the region decide.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from analytics.entities.aliases import AliasTable
from analytics.entities.alternatives import any_of
from analytics.entities.gazetteer import Gazetteer, listed_names
from analytics.entities.keys import entity_id, person_key
from analytics.entities.latin_cases import Cases, wholes
from analytics.entities.latin_cited import Cited, CitedBodies
from analytics.entities.latin_lines import LineReader
from analytics.entities.latin_people import full_name, owners_of
from analytics.entities.latin_same import longer_names
from analytics.entities.latin_strangers import Strangers
from analytics.entities.latin_words import POSSESSIVE, Lexicon, Word, words_of, world_bodies
from analytics.entities.merging import Entity, Field, Surface
from analytics.text import fold

# Words by which a text is a report of sport, where a quoted place is a team.
_SPORT: Final = re.compile(
    r"\b(?:klub|komanda|matç|oyunçu|qol|liqa|çempionat|məşqçi|futbol|match|goal|league|coach|midfielder|semi-final)",
    re.IGNORECASE,
)
_SPORTY: Final = 3
_BRACKET: Final = re.compile(r"^[»”\"]?\s?\(([A-ZÇƏĞİÖŞÜ][A-ZÇƏĞİÖŞÜa-z]{1,9})\)")
_SON: Final = re.compile(r"(\w+) (?:oğlu|qızı|oglu|gizi)\b")
_SHORT: Final = re.compile(r"[A-ZÇƏĞİÖŞÜ]{2,10}(?![\w ])")
_SHORTEST_GIVEN: Final = 4
_CAPITAL_BEFORE: Final = re.compile(r"[A-ZÇƏĞİÖŞÜ][\w-]*\s$")
_LETTERS: Final = 6  # of an abbreviation
_LISTED_ON: Final = re.compile(r"^(?:, | və | and |, and | or )$")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention: a field's characters, its kind, and the dictionary form of what is printed."""

    field: Field
    start: int
    stop: int
    kind: str
    name: str


class LatinRecogniser:
    """Finds and names entities in one language written in Latin letters, "az" or "en"."""

    def __init__(self, lang: str, *, given: Collection[str], states: AliasTable) -> None:
        """``given`` are given names in any alphabet; ``states`` gives the genitive of a state."""
        self._lexicon = Lexicon(lang, given=given)
        self._gazetteer = Gazetteer(listed_names(), lang)
        self._reader = LineReader(self._lexicon, self._gazetteer, states)
        self._strangers = Strangers(self._lexicon, self._gazetteer) if lang == "en" else None
        self._cited = CitedBodies(self._lexicon, self._gazetteer) if lang == "en" else None
        self._world = re.compile(
            r"(?<![\w’'-])"
            + any_of([re.escape(name).replace(r"\ ", " ") for name in world_bodies()])
            + r"(?!\w| [A-Z])"
            r"|(?<![\w’'-])(?:[A-ZƏ][a-zə]{1,2}-){2}[A-ZƏ][a-zə]{1,2}(?!\w)"  # «Si-En-En»
        )

    def entities(self, title: str, text: str, *, own_names: Collection[str] = ()) -> list[Entity]:
        """The article's entities, the most mentioned first; ``own_names`` of its outlet are none."""
        own = re.compile("|".join(map(re.escape, sorted(own_names, key=len, reverse=True))) or r"(?!)", re.IGNORECASE)
        fields: dict[Field, str] = {"title": title, "text": text}
        # Commas in place of the outlet's own names keep every position.
        shown = {field: own.sub(lambda name: "," * len(name.group()), value) for field, value in fields.items()}
        clubs = len(_SPORT.findall(title + " " + text)) >= _SPORTY
        found = [mention for field, value in shown.items() for mention in self._field(field, value, clubs=clubs)]
        found = self._settled(shown, found)
        found = self._with_known(shown, found)
        found = self._with_strangers(shown, found)
        found = self._with_cited(shown, found)
        found = self._declared(shown, found)
        found += self._unclaimed(shown, found)
        if self._lexicon.lang == "en":
            bodies = [(m.field, fields[m.field][m.start : m.stop], m.name) for m in found if m.kind == "ORG"]
            fuller = longer_names(bodies, title + " " + text)
            found = [replace(m, name=fuller.get(m.name, m.name)) if m.kind == "ORG" else m for m in found]
        found = self._whole(fields, found)
        found = _with_fathers(fields, found)
        owners = owners_of([mention.name for mention in found if mention.kind == "PER"])
        groups: dict[str, list[_Mention]] = {}
        for mention in sorted(found, key=lambda mention: (mention.field == "text", mention.start)):
            if mention.kind == "PER":
                full = full_name(mention.name, owners)
                if " " not in full and self._lexicon.lang == "az" and full.endswith(("ova", "yeva")):
                    his = full_name(full[:-1], owners)  # «Məmmədova müraciət olunub»
                    full = his if " " in his else full
                mention = replace(mention, name=full)
            groups.setdefault(entity_id(mention.kind, mention.name), []).append(mention)
        entities = [
            Entity(
                key,
                mentions[0].kind,
                mentions[0].name,
                tuple(Surface(m.field, m.start, m.stop, fields[m.field][m.start : m.stop]) for m in mentions),
            )
            for key, mentions in groups.items()
        ]
        return sorted(entities, key=lambda entity: -entity.count)

    def _field(self, field: Field, value: str, *, clubs: bool) -> Iterator[_Mention]:
        start = 0
        for line in value.split("\n"):
            for found in self._reader.names(line, clubs=clubs):
                yield _Mention(field, start + found.start, start + found.stop, found.kind, found.name)
            start += len(line) + 1

    def _settled(self, fields: Mapping[Field, str], found: list[_Mention]) -> list[_Mention]:
        """Mentions with persons whose surnames have the form that the rest of an Azerbaijani article shows."""
        if self._lexicon.lang != "az":
            return found
        cases = Cases(self._lexicon, fields.values())
        people = {mention.name for mention in found if mention.kind == "PER" and " " in mention.name}
        settled = []
        for mention in found:
            before, _, last = mention.name.rpartition(" ")
            printed = fields[mention.field][mention.start : mention.stop].split(" ")[-1]
            if mention.kind == "PER" and before and printed.startswith(last):
                others = frozenset(name.rpartition(" ")[2] for name in people if not name.startswith(before + " "))
                mention = replace(mention, name=f"{before} {cases.surname(printed, last, others=others)}")
            settled.append(mention)
        return settled

    def _whole(self, fields: Mapping[Field, str], found: list[_Mention]) -> list[_Mention]:
        """Mentions with bodies under the longest name that an Azerbaijani article gives each."""
        if self._lexicon.lang != "az":
            return found
        printed = ((m.name, self._nominative(fields[m.field][m.start : m.stop])) for m in found if m.kind == "ORG")
        longer = wholes(printed)
        return [replace(m, name=longer[m.name]) if m.kind == "ORG" and m.name in longer else m for m in found]

    def _nominative(self, printed: str) -> str:
        """A printed name with its last word in the dictionary form, without quotation marks."""
        before, space, last = printed.strip('“”«»"').rpartition(" ")
        return before + space + self._lexicon.nominative(last)

    def _with_strangers(self, fields: Mapping[Field, str], found: list[_Mention]) -> list[_Mention]:
        """Mentions with those persons whom only the words beside them show; a longer name replaces a part of it."""
        if self._strangers is None:
            return found
        for field, value in fields.items():
            for person in self._strangers.people(value, headline=field == "title"):
                inside = [m for m in found if m.field == field and m.start < person.stop and person.start < m.stop]
                if any(
                    m.kind != "PER" and (m.kind == "ORG" or m.start < person.start or m.stop > person.stop)
                    for m in inside
                ):
                    continue
                if any(m.kind == "PER" and m.stop - m.start >= person.stop - person.start for m in inside):
                    continue
                found = [m for m in found if m not in inside]
                found.append(_Mention(field, person.start, person.stop, "PER", person.name))
        return found

    def _with_known(self, fields: Mapping[Field, str], found: list[_Mention]) -> list[_Mention]:
        """Mentions with the bodies that every reader knows and no table translates: «Toyota»."""
        for field, value in fields.items():
            known = (Cited(match.start(), match.end(), match.group()) for match in self._world.finditer(value))
            for body in self._cited.known(value) if self._cited is not None else known:
                inside = [m for m in found if m.field == field and m.start < body.stop and body.start < m.stop]
                longer = all(m.kind != "ORG" or m.stop - m.start < body.stop - body.start for m in inside)
                if longer and all(body.start <= m.start and m.stop <= body.stop for m in inside):
                    found = [m for m in found if m not in inside]
                    found.append(_Mention(field, body.start, body.stop, "ORG", body.name))
        return found

    def _with_cited(self, fields: Mapping[Field, str], found: list[_Mention]) -> list[_Mention]:
        """Mentions with those bodies whom only a citation shows, there and wherever else the article prints them."""
        if self._cited is None:
            return found
        names: set[str] = set()
        parts = {word for m in found if m.kind == "PER" for word in m.name.split(" ")}
        for body in self._cited.bodies(fields["title"], fields["text"]):
            inside = [m for m in found if m.field == "text" and m.start < body.stop and body.start < m.stop]
            if not body.firm and parts.issuperset(body.name.split(" ")):
                continue  # «Delacruz reported»
            if _may_replace(body, inside):
                names.add(body.name)
                found = [m for m in found if m not in inside]
                found.append(_Mention("text", body.start, body.stop, "ORG", body.name))
        for name in sorted(names, key=len, reverse=True):
            for field, value in fields.items():
                for match in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?!\w)", value):
                    if not any(m.field == field and m.start < match.end() and match.start() < m.stop for m in found):
                        found.append(_Mention(field, match.start(), match.end(), "ORG", name))
        return found

    @staticmethod
    def _declared(fields: Mapping[Field, str], found: Sequence[_Mention]) -> list[_Mention]:
        """Mentions with the abbreviations that the article declares under their long names: «… Service (SMS)»."""
        long: dict[str, str] = {}
        others: dict[str, str] = {}  # names of bodies whose listed abbreviation is none of their letters
        brackets: list[_Mention] = []
        taken = {(mention.field, mention.start) for mention in found}
        for mention in found:
            bracket = _BRACKET.match(fields[mention.field][mention.stop : mention.stop + 14])
            if mention.kind == "ORG" and bracket and " " in mention.name:
                short = bracket.group(1)
                start, stop = (mention.stop + place for place in bracket.span(1))
                same = next((m.name for m in found if (m.field, m.start) == (mention.field, start)), short)
                if same == short or _initials(fields[mention.field][mention.start : mention.stop]) == short:
                    long.setdefault(short, mention.name)
                elif mention.name != same:
                    others[mention.name] = same
                if (mention.field, start) not in taken:
                    brackets.append(_Mention(mention.field, start, stop, "ORG", bracket.group(1)))
        printed = [(fields[m.field][m.start : m.stop], m.name) for m in found if m.kind == "ORG"]
        for short in {text for text, _ in printed if text.isupper() and 1 < len(text) < _LETTERS}:
            # «FT» beside «Financial Times» needs no bracket, nor «RSF» beside «Rapid Support Forces»
            same = {name for text, name in printed if short in (_initials(name), _initials(text))}
            if len(same) == 1 and short not in long:
                long[short] = same.pop()
        for short in {mention.name for mention in brackets}:
            # One that is no name elsewhere («SMS») is one wherever this article prints it.
            brackets += [
                _Mention(field, match.start(), match.end(), "ORG", short)
                for field, text in fields.items()
                for match in re.finditer(rf"(?<![\w(]){re.escape(short)}\b", text)
                if not any(m.field == field and m.start < match.end() and match.start() < m.stop for m in found)
            ]
        return [
            replace(mention, name=_declared_name(mention, fields, long, others)) if mention.kind == "ORG" else mention
            for mention in (*found, *brackets)
        ]

    def _unclaimed(self, fields: Mapping[Field, str], found: Sequence[_Mention]) -> list[_Mention]:
        """Mentions that only the rest of the article gives away.

        Surnames of persons named in full («Mustafazade said»), places that stand in a row with places or are places
        elsewhere («Homs, Aleppo and Damascus»).
        """
        people = owners_of(
            [mention.name for mention in found if mention.kind == "PER"], any_part=self._lexicon.lang == "en"
        )
        given = _given_names(found) if self._lexicon.lang == "az" else {}
        things = {fold(m.name): m for m in found if m.kind != "PER" and " " not in m.name}
        for field, value in fields.items():
            for m in found:
                if m.field == field and m.kind == "LOC":
                    things.setdefault(fold(self._lexicon.nominative(value[m.start : m.stop])), m)
        added: list[_Mention] = []
        for field, value in fields.items():
            taken = sorted((m.start, m.stop, m.kind) for m in found if m.field == field)
            for word in self._free_words(value, [span[:2] for span in taken]):
                stop = word.stop
                if self._lexicon.lang == "en":
                    stop -= len(word.text) - len(POSSESSIVE.sub("", word.text))
                full = self._whose(word.text, people)
                if len(full) == 1:
                    added.append(_Mention(field, word.start, stop, "PER", full[0]))
                    continue
                first = self._first_name(value, word, given)
                if first:
                    added.append(_Mention(field, word.start, stop, "PER", first))
                    continue
                same = next((things[fold(b)] for b in self._lexicon.bases(word.text) if fold(b) in things), None)
                if same is not None and len(word.text) > 3:
                    added.append(_Mention(field, word.start, stop, same.kind, same.name))
                elif not word.first and len(word.text) > 3 and self._in_row(value, word, taken):
                    added.append(_Mention(field, word.start, stop, "LOC", self._place_name(word.text)))
        return added

    def _first_name(self, value: str, word: Word, given: Mapping[str, str]) -> str:
        """The full name of the one person of an article whom a given name means that stands alone: «Elvin deyir ki»."""
        if re.match(r"\s[A-ZÇƏĞİÖŞÜ]", value[word.stop : word.stop + 2]) or _CAPITAL_BEFORE.search(value[: word.start]):
            return ""
        return next((given[base] for base in self._lexicon.bases(word.text) if base in given), "")

    def _whose(self, surname: str, people: Mapping[str, list[str]]) -> list[str]:
        """The full names of those who bear a surname printed in some case: «Ostmannın»."""
        forms = [
            self._lexicon.nominative(surname),
            *(self._lexicon.bases(surname) if self._lexicon.lang == "az" else ()),
        ]
        return next((people[key] for key in map(person_key, forms) if key in people), [])

    @staticmethod
    def _free_words_filter(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
        return not any(start < word.stop and word.start < stop for start, stop in spans)

    def _free_words(self, value: str, spans: Sequence[tuple[int, int]]) -> Iterator[Word]:
        """Capitalised words outside all mentions."""
        start = 0
        for line in value.split("\n"):
            for word in words_of(line, self._lexicon):
                if not word.capital or word.text.isupper():
                    continue
                moved = replace(word, start=word.start + start, stop=word.stop + start)
                if self._free_words_filter(moved, spans):
                    yield moved
            start += len(line) + 1

    def _in_row(self, value: str, word: Word, taken: Sequence[tuple[int, int, str]]) -> bool:
        """Whether a single capitalised word is listed beside a place: «Kiş, Şəki və Qax»."""
        if self._lexicon.bare(word) in self._lexicon.lists["not_names"] | self._lexicon.lists["offices"]:
            return False
        before = any(
            kind == "LOC" and _LISTED_ON.match(value[stop : word.start])
            for _, stop, kind in taken
            if stop <= word.start <= stop + 6
        )
        behind = any(
            kind == "LOC" and _LISTED_ON.match(value[word.stop : start])
            for start, _, kind in taken
            if word.stop <= start <= word.stop + 6
        )
        alone = not re.match(r"\s[A-ZÇƏĞİÖŞÜ]", value[word.stop : word.stop + 2])
        return (
            (before or behind)
            and alone
            and not re.search(r"[A-ZÇƏĞİÖŞÜ][\w-]+\s$", value[max(word.start - 20, 0) : word.start])
        )

    def _place_name(self, word: str) -> str:
        local = sorted(self._lexicon.lists["local"], key=len, reverse=True)
        ending = next((end for end in local if fold(word).endswith(end) and len(word) - len(end) >= 3), "")
        return word[: len(word) - len(ending)] if ending else self._lexicon.nominative(word)


def _given_names(found: Sequence[_Mention]) -> dict[str, str]:
    """Given names of four letters or more -> the full name of the one person who bears each."""
    bearers: dict[str, set[str]] = {}
    for mention in found:
        first, space, _ = mention.name.partition(" ")
        if mention.kind == "PER" and space and len(first) >= _SHORTEST_GIVEN:
            bearers.setdefault(first, set()).add(mention.name)
    return {first: names.pop() for first, names in bearers.items() if len(names) == 1}


def _may_replace(body: Cited, inside: Sequence[_Mention]) -> bool:
    """Whether a cited body may stand in place of what was found inside its name: a place, letters, a guessed person."""
    if any(m.start < body.start or m.stop > body.stop for m in inside):
        return False
    if body.firm:
        return all(
            m.kind != "ORG" or m.stop - m.start < body.stop - body.start or (body.sure and m.name.isupper())
            for m in inside
        )
    part = all(m.kind == "LOC" or (m.kind == "ORG" and m.name.isupper()) for m in inside)
    return part and (body.sure or all(m.stop - m.start < body.stop - body.start for m in inside))


def _declared_name(
    mention: _Mention, fields: Mapping[Field, str], long: Mapping[str, str], others: Mapping[str, str]
) -> str:
    """The long name of an abbreviation that its article declares, though a list may know it for another body's."""
    short = _SHORT.match(fields[mention.field][mention.start : mention.stop])
    printed = short.group() if short else ""
    return long.get(printed) or long.get(mention.name) or others.get(mention.name) or mention.name


def _initials(name: str) -> str:
    """The capitals that open a name's words: "Financial Times" -> "FT"."""
    words = name.replace("U.S.", "U S").replace("U.N.", "U N").split(" ")
    return "".join(word[0] for word in words if word[:1].isupper()) if len(words) > 1 else ""


def _with_fathers(fields: Mapping[Field, str], found: Sequence[_Mention]) -> list[_Mention]:
    """Namesakes with their fathers' names, where an article names two: «Anar Vaqif oğlu Məmmədli», «Anar Rasim oğlu …»."""
    sons = [_SON.search(fields[m.field][m.start : m.stop]) if m.kind == "PER" else None for m in found]
    fathers: dict[str, set[str]] = {}
    for mention, son in zip(found, sons, strict=True):
        if son is not None:
            fathers.setdefault(mention.name, set()).add(son.group(1))
    return [
        replace(mention, name=f"{given} {son.group()} {surname}")
        if son is not None
        and len(fathers[mention.name]) > 1
        and (given := mention.name.split(" ")[0])
        and (surname := mention.name.split(" ")[-1])
        else mention
        for mention, son in zip(found, sons, strict=True)
    ]
