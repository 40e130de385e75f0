"""Persons, bodies and places in Azerbaijani and English text, by lists and rules.

No tagger of the quality of slovnet's runs here for Azerbaijani, so capitals, case endings, heads of names («Nazirliyi»,
"Agency"), the listed names and the given names of the region decide.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from analytics.entities.gazetteer import Gazetteer, ListedName, listed_names
from analytics.entities.keys import entity_id, person_key
from analytics.entities.merging import Entity, Field, Surface
from analytics.resources import data_path
from analytics.text import fold

_WORD: Final = re.compile(r"[^\W_][\w'’.&-]*[\w]|[^\W_]")
_INITIAL: Final = re.compile(r"^(?:[^\W\d_]\.){1,2}\s?([^\W\d_][\w’'-]+)$")
_END: Final = re.compile(r"[.!?…:]")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_FAMILY: Final = re.compile(r"(?:zad[əe]|oğlu|oglu|bəyli|beyli|xanlı|khanli|yeva?|ova?)$")
_LONGEST_RUN: Final = 12
_GENITIVE: Final = re.compile(r"(?:n[ıiuü]n|[ıiuü]n)$")
_SETTLEMENT: Final = re.compile(r"(?:kənd|qəsəbə|şəhər)\w*$")
_QUOTES: Final = '«»“”"„'


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    stop: int
    first: bool  # the first word of its sentence

    @property
    def low(self) -> str:
        return fold(self.text)

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class _Found:
    """One mention: a field's characters, its kind, and the dictionary form of what is printed."""

    field: Field
    start: int
    stop: int
    kind: str
    name: str
    listed: bool = False


class LatinRecogniser:
    """Finds and names entities in one language written in Latin letters, "az" or "en"."""

    def __init__(self, lang: str, *, given: Collection[str]) -> None:
        """``given`` are given names in any alphabet."""
        with data_path("entities", "latin.toml").open("rb") as file:
            table: Any = tomllib.load(file)
        words: Mapping[str, Any] = table[lang]
        self._lang = lang
        self._lists = {key: frozenset(value) for key, value in words.items() if isinstance(value, list)}
        self._suffixes = sorted(words["suffixes"], key=len, reverse=True)
        self._surname = re.compile(words["surname"])
        self._abbreviations = frozenset(table["both"]["abbreviations"])
        self._gazetteer = Gazetteer(listed_names(), lang)
        self._given = frozenset(person_key(name) for name in given if len(name) > 2)
        self._bases = lru_cache(maxsize=20_000)(self._dictionary_forms)

    def entities(self, title: str, text: str, *, own_names: Collection[str] = ()) -> list[Entity]:
        """The article's entities, the most mentioned first; ``own_names`` of its outlet are none."""
        own = re.compile("|".join(map(re.escape, sorted(own_names, key=len, reverse=True))) or r"(?!)", re.IGNORECASE)
        fields: dict[Field, str] = {"title": title, "text": text}
        # Commas in place of the outlet's own names keep every position.
        found = [
            mention
            for field, value in fields.items()
            for mention in self._field(field, own.sub(lambda name: "," * len(name.group()), value))
        ]
        groups: dict[str, list[_Found]] = {}
        found += self._surnames_alone(fields, found)
        for mention in self._same_people(found):
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

    def _field(self, field: Field, value: str) -> Iterator[_Found]:
        start = 0
        for line in value.split("\n"):
            for mention in self._line(line, title=field == "title"):
                yield _Found(
                    field, start + mention.start, start + mention.stop, mention.kind, mention.name, mention.listed
                )
            start += len(line) + 1

    def _line(self, line: str, *, title: bool) -> Iterator[_Found]:
        words = list(_words(line))
        at = 0
        while at < len(words):
            taken = self._at(line, words, at) if words[at].capital else None
            if taken is None:
                at += 1
                continue
            end, kind, name, listed = taken
            stop = words[end - 1].stop
            if kind != "PER" and self._lang == "en":
                stop -= len(words[end - 1].text) - len(_POSSESSIVE.sub("", words[end - 1].text))
            yield _Found("text", words[at].start, stop, kind, name, listed)
            at = end

    def _at(self, line: str, words: Sequence[_Word], at: int) -> tuple[int, str, str, bool] | None:
        """The name that begins at word ``at``: where it ends, its kind, its name, and whether that is listed."""
        run = self._run(line, words, at)
        listed = self._listed(words, at, run)
        if listed is None and self._bare(words[at]) in self._lists["not_names"] | self._lists["offices"]:
            return None
        if listed is None or listed[1].kind == "LOC":
            for kind, end in (
                ("ORG", self._headed(words, at, run, "org_heads")),
                ("LOC", self._headed(words, at, at + min(run - at, 4), "loc_heads", lower=True)),
            ):
                if kind == "LOC" and listed is not None and listed[0] == at + 1 and _GENITIVE.search(words[at].low):
                    continue  # «Masallının | Ərkivan qəsəbəsində»
                if end is not None and (listed is None or end > listed[0]):
                    if kind == "LOC" and listed is None and words[at].first and end - at > 2:
                        return None  # «Ekspertlər | Qazax rayonunun»
                    if kind == "LOC" and end > at + 1 and _SETTLEMENT.match(words[end - 1].text):
                        end -= 1  # a village goes by its bare name, a district does not
                    name = self._name(words[at:end])
                    row = self._gazetteer.find(name)
                    return end, kind, row.name if row else name, row is not None
            person = self._person(words, at, run)
            if person is not None and (listed is None or (person > listed[0] and self._is_given(words[at]))):
                return person, "PER", self._name(words[at:person]), False
        if listed is not None:
            return listed[0], listed[1].kind, listed[1].name, True
        return self._single(words, at, run)

    def _run(self, line: str, words: Sequence[_Word], at: int) -> int:
        """Where the capitalised words that begin at ``at`` end, joiners inside them included."""
        end = at + 1
        while end < len(words) and end - at < _LONGEST_RUN:
            gap = line[words[end - 1].stop : words[end].start]
            if gap != " " or words[end].first:
                break
            before, word = words[end - 1], words[end]
            if not word.capital and word.low not in self._lists["joiners"]:
                break
            if word.low == "the" and before.capital:
                break  # "On the eve of Gurban Bayrami | the Caucasus Muslims Office"
            if word.capital and not before.capital and word.low in self._lists["not_names"]:
                break  # "Court on Grave Crimes | on Thursday"
            end += 1
        while end > at + 1 and not words[end - 1].capital:
            end -= 1
        return end

    def _listed(self, words: Sequence[_Word], at: int, run: int) -> tuple[int, ListedName] | None:
        longest = min(len(words), at + self._gazetteer.longest, max(run, at + 1) + 1)
        for end in range(longest, at, -1):
            if any(word.first for word in words[at + 1 : end]):
                continue
            for base in self._bases(words[end - 1].text):
                row = self._gazetteer.find(" ".join([*(word.text for word in words[at : end - 1]), base]))
                if row is not None:
                    return end, row
        return None

    def _ends_with_head(self, word: _Word, heads: str) -> bool:
        return any(fold(base) in self._lists[heads] for base in self._bases(word.text))

    def _headed(self, words: Sequence[_Word], at: int, run: int, heads: str, *, lower: bool = False) -> int | None:
        """Where a name ends that a listed noun closes («… Nazirliyi») or, in English, opens ("Ministry of …")."""
        end = run
        if lower and run < len(words) and not words[run].capital and not words[run].first:
            end = run + 1
        for stop in range(end, at + 1, -1):
            if self._ends_with_head(words[stop - 1], heads):
                return run if heads == "org_heads" and self._goes_on(words, stop, run) else stop
        opens = self._lang == "en" and heads == "org_heads" and run - at >= 3 and words[at + 1].low == "of"
        return run if opens and words[at].low in self._lists["org_heads"] else None

    def _goes_on(self, words: Sequence[_Word], at: int, run: int) -> bool:
        """Whether an English name goes on after its head: "University | of Languages", "Bank | of the Republic of …"."""
        if self._lang != "en" or at + 1 >= run or words[at].low not in ("of", "for", "on"):
            return False
        return words[at + 1].low != "the" or self._listed(words, run - 1, run) is not None

    def _person(self, words: Sequence[_Word], at: int, run: int) -> int | None:
        """Where a person's name that begins at ``at`` ends."""
        first = words[at]
        if _INITIAL.match(first.text):
            return at + 1
        capitals = at + 1
        while capitals < run and words[capitals].capital and capitals - at < 3:
            capitals += 1
        if capitals - at < 2 or not self._lists["not_names"].isdisjoint(
            (first.low, *map(fold, self._bases(words[at + 1].text)))
        ):
            return None
        if first.text.isupper() or words[at + 1].low in self._lists["offices"]:
            return None
        if words[at + 1].text.isupper() and len(words[at + 1].text) > 1:
            return None
        second = any(self._surname.search(fold(base)) for base in self._bases(words[at + 1].text))
        after_office = at > 0 and words[at - 1].low in self._lists["offices"] and not first.first
        if (
            (self._is_given(first) and not self._listed(words, at + 1, at + 2))
            or (second and not self._listed(words, at, at + 1))
            or after_office
        ):
            third = (
                capitals - at == 3
                and any(self._surname.search(fold(base)) for base in self._bases(words[at + 2].text))
                and not second
            )
            return at + (3 if third else 2)
        return None

    def _bare(self, word: _Word) -> str:
        return fold(_POSSESSIVE.sub("", word.text)) if self._lang == "en" else word.low

    def _is_given(self, word: _Word) -> bool:
        return len(word.text) > 2 and person_key(word.text) in self._given

    def _single(self, words: Sequence[_Word], at: int, run: int) -> tuple[int, str, str, bool] | None:
        """An abbreviation, or a place that its ending or its preposition gives away."""
        word = words[at]
        name = self._nominative(word.text)
        if _FAMILY.search(fold(name)) and len(name) > 7:
            return at + 1, "PER", name, False
        stem = re.split(r"['’-]", word.text)[0]
        if 2 <= len(stem) <= 7 and stem.isupper() and stem.isalpha() and fold(stem) not in self._abbreviations:
            return at + 1, "ORG", stem, False
        of_place = at > 1 and words[at - 1].low == "of" and words[at - 2].low in self._lists["of_places"]
        if word.first or len(word.text) < (3 if of_place else 4) or any(c.isdigit() for c in word.text):
            return None
        if at and (of_place or words[at - 1].low in self._lists["near"]):
            end = run if run - at <= 2 and all(w.capital for w in words[at:run]) else at + 1
            return end, "LOC", self._name(words[at:end]), False
        if run - at == 1:
            for ending in sorted(self._lists["local"], key=len, reverse=True):
                if word.low.endswith(ending) and len(word.text) - len(ending) >= 3:
                    return at + 1, "LOC", word.text[: -len(ending)], False
        return None

    def _dictionary_forms(self, word: str) -> tuple[str, ...]:
        """What a printed word may be a form of, itself first: «Bakıdakı» -> Bakıdakı, Bakı; "Baku's" -> Baku's, Baku."""
        forms = [word, _POSSESSIVE.sub("", word)]
        stem = re.split(r"['’-]", word)[0]
        if self._lang == "az":
            if stem.isupper() or "'" in word or "’" in word:
                forms.append(stem)
            for _ in range(2):
                forms += [
                    form[: -len(suffix)]
                    for form in list(forms)
                    for suffix in self._suffixes
                    if fold(form).endswith(suffix) and len(form) - len(suffix) >= 2
                ]
        return tuple(dict.fromkeys(form for form in forms if form))

    def _name(self, words: Sequence[_Word]) -> str:
        """The words with the last in its dictionary form."""
        *before, last = (word.text for word in words)
        return " ".join([*before, self._nominative(last)])

    def _nominative(self, word: str) -> str:
        if self._lang == "en":
            return _POSSESSIVE.sub("", word)
        forms = self._bases(word)
        for form in forms:
            low = fold(form)
            if low in self._lists["org_heads"] or low in self._lists["loc_heads"]:
                return form
        for form in sorted(forms, key=len, reverse=True):
            if self._surname.search(fold(form)) and not fold(form).endswith(("nin", "nın", "in", "un", "ın")):
                return form
        return forms[0]

    def _surnames_alone(self, fields: Mapping[Field, str], found: Sequence[_Found]) -> list[_Found]:
        """Mentions by the surname of a person whom the article names in full: «Mustafazade said»."""
        owners: dict[str, set[str]] = {}
        for mention in found:
            if mention.kind == "PER" and " " in mention.name:
                owners.setdefault(person_key(mention.name.split(" ")[-1]), set()).add(mention.name)
        taken = {(m.field, at) for m in found for at in range(m.start, m.stop)}
        alone = []
        for field, value in fields.items():
            for word in _words(value) if owners else ():
                name = self._nominative(word.text)
                full = owners.get(person_key(name), set())
                if word.capital and len(full) == 1 and (field, word.start) not in taken:
                    stop = word.stop - (
                        len(word.text) - len(_POSSESSIVE.sub("", word.text)) if self._lang == "en" else 0
                    )
                    alone.append(_Found(field, word.start, stop, "PER", next(iter(full))))
        return alone

    def _same_people(self, found: Sequence[_Found]) -> list[_Found]:
        """«R.Məlikzadə» and «Məlikzadə» under the full name that the article gives."""
        full = {m.name for m in found if m.kind == "PER" and " " in m.name and not _INITIAL.match(m.name)}
        owners: dict[str, list[str]] = {}
        for name in sorted(full):
            owners.setdefault(person_key(name.split(" ")[-1]), []).append(name)
        named = []
        for mention in found:
            if mention.kind == "PER" and " " not in mention.name and len(owners.get(person_key(mention.name), ())) == 1:
                mention = replace(mention, name=owners[person_key(mention.name)][0])
            match = _INITIAL.match(mention.name) if mention.kind == "PER" else None
            if match:
                same = [n for n in owners.get(person_key(match.group(1)), []) if n[:1] == mention.name[:1]]
                mention = replace(mention, name=same[0]) if len(same) == 1 else mention
            named.append(mention)
        return named


def _words(line: str) -> Iterator[_Word]:
    before = -1
    for match in _WORD.finditer(line):
        gap = line[max(before, 0) : match.start()]
        first = before < 0 or bool(_END.search(gap)) or (before >= 0 and any(q in gap for q in _QUOTES))
        yield _Word(match.group(), match.start(), match.end(), first)
        before = match.end()
