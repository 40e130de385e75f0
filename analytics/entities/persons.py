"""Nominative names of persons, and which mentions in one article are the same person.

«Анаром Салимовым», «А.Салимов», «Салимова» and «Анар Салимов» -> «Анар Салимов», four times.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from analytics.assets import Assets, common_words, read_names
from analytics.entities.declension import CASES, NOM
from analytics.entities.family_words import CLAN, FAMILY, FamilyLists
from analytics.entities.given_words import GivenLists
from analytics.entities.name_parts import ALL, BOTH, HONORIFICS, Part
from analytics.entities.name_words import NameWords
from analytics.resources import data_path, read_lines, read_table
from analytics.text import fold

_INITIALS: Final = re.compile(r"^((?:[^\W\d_]{1,2}\.\s*-?\s*){1,3})(?=[^\W\d_])")
_INITIALS_BEHIND: Final = re.compile(r"^([^\W\d_][\w-]+)\s((?:[^\W\d_]\.\s?)?[^\W\d_]\.?)$")
_PATRONYMIC: Final = re.compile(
    r"(?:[оеи]вич(?:а|у|ем|е)?|ильич(?:а|у|[её]м|е)?|(?:[оеё]вн|ичн)(?:а|ы|е|у|ой)|\w{3}(?:улы|уулу|[кг]ызы))$"
)
# The same without what a surname may be: «Светличной», «Рабинович».
_FATHER_ALONE: Final = re.compile(r"(?:[оеё]в|[кмтин]ич|[иы]нич)н(?:а|ы|е|у|ой)$|(?:[ое]вич|ьич)(?:а|у|ем|е)?$")
_DAUGHTER: Final = re.compile(r"(?:[оеё]вн|ичн)(?:а|ы|е|у|ой)$")
_WELL_KNOWN: Final = (
    1.0  # what a listed person adds to the reading of a full name; half of it, to that of a surname alone
)
_SUBJECT: Final = len("nom m")  # a case and the gender that the verb shows
_AGREE: Final = 0.2  # what two words add that stand in the same case, which is not the nominative
_STANDS: Final = 0.8  # the part of it for a word that is the same in all cases, and agrees with any
_CONTEXT: Final = 1.0  # what agreement with the context's case adds to a reading's score


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One printed mention: the words after initials, and the case its context gives it (empty where unknown, "gen acc" where
    it may be either)."""

    text: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class _Split:
    """A mention taken apart."""

    initials: str
    first: str
    last: str
    patronymic: str = ""


@dataclass(frozen=True, slots=True)
class _Whole:
    """One reading of a whole mention."""

    first: str
    last: str
    genders: str
    score: float
    cases: frozenset[str] = ALL

    @property
    def key(self) -> tuple[str, str]:
        return fold(self.first), fold(self.last)

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


class PersonNames(NameWords):
    """Reads whole mentions, and which of an article's mentions are one person.

    ``people`` are the full names of those whom news name often; the other lists are those of :class:`NameWords`.
    """

    def __init__(self, *, people: Collection[str] = (), **lists: Any) -> None:
        super().__init__(**lists)
        self._people = {(fold(first), fold(last)) for first, _, last in (name.partition(" ") for name in people)}
        self._people |= {("", last) for _, last in self._people}

    @cached_property
    def _read(self) -> Callable[[str, str], tuple[_Split, tuple[_Whole, ...]]]:
        return lru_cache(maxsize=32768)(self._read_form)

    def is_clear(self, text: str) -> bool:
        """Whether the endings alone leave one likely reading, so that the context need not be asked."""
        best, *others = self._read(text, "")[1]
        rivals = [whole.score for whole in others if whole.key != best.key]
        return not rivals or best.score - max(rivals) > _CONTEXT + 0.2

    def is_well_known(self, word: str) -> bool:
        """Whether a word is a surname of those whom news name often, in some case: «Байдену»."""
        return any(("", fold(part.word)) in self._people for part in self.last_parts(word))

    def cases(self, form: PersonForm) -> str:
        """The cases that a mention most likely stands in, "gen acc"; empty where it stands in all."""
        found = self._read(form.text, form.case)[1][0].cases
        return "" if found == ALL else " ".join(case for case in CASES if case in found)

    def may_be(self, text: str, case: str) -> bool:
        """Whether the likeliest reading of a name stands in a case, once the context asks for it."""
        return self._read(text, case)[1][0].score - self._read(text, "")[1][0].score > _CONTEXT / 2

    def nominative(self, form: PersonForm) -> str:
        """The nominative of a single mention, by itself: «Анара Велибекова» in the genitive -> «Анар Велибеков»."""
        return self.resolve([form])[0]

    def couple(self, first: str, second: str) -> tuple[str, str] | None:
        """Both names of «Ильяс» and «Гюльбаниз Мамишевы», where the second is printed with a surname in the plural.

        A given name that is not listed is taken for the wife's.
        """
        given, _, surname = second.partition(" ")
        family = FAMILY.match(surname)
        if family is None or " " in first or not given:
            return None
        names = [
            max(self.first_parts(word), key=lambda part: (NOM in part.cases, part.score)) for word in (first, given)
        ]
        women = [part.genders == "f" or not self.is_given(part.word) for part in names]
        return (
            f"{names[0].word} {family.group(1)}{'а' * women[0]}",
            f"{names[1].word} {family.group(1)}{'а' * women[1]}",
        )

    def resolve(self, forms: Sequence[PersonForm]) -> list[str]:
        """One canonical name for each mention, in order; mentions of one person get the same name."""
        read = [self._read(form.text, form.case) for form in forms]
        splits, wholes = [split for split, _ in read], [list(found) for _, found in read]
        names: list[str | None] = [None] * len(forms)
        people: list[tuple[int, _Whole]] = []  # with the first mention that made them
        full = [index for index, split in enumerate(splits) if split.first and split.last]
        for index in (at for at, split in enumerate(splits) if split.initials or (split.first and split.last)):
            if len(forms) == 1:
                break
            # What the others are most likely cases of: «Пейном» tells that «Лиаме Пейне» is no «Пейне».
            printed = {
                fold(found[0].last or found[0].first) for at, found in enumerate(wholes) if at != index and found
            }
            wholes[index].sort(
                key=lambda whole: (
                    -whole.score - (0.0 if printed.isdisjoint((whole.key[1], whole.key[1].split(" ")[-1])) else 0.6)
                )
            )
        for index, reading in _vote(full, wholes):
            names[index] = reading.name
            people.append((index, reading))
        _given_in_part(names, people)
        _told_apart(names, people, splits)
        short = [index for index in range(len(forms)) if names[index] is None]
        for index in short:
            owner = self._owner(index, splits[index], wholes[index], people)
            if owner is not None:
                names[index] = names[owner]
        rest = [index for index in short if names[index] is None]
        alone: dict[int, _Whole] = {}
        for initials in sorted({splits[index].initials for index in rest}):
            same = [index for index in rest if splits[index].initials == initials]
            for index, reading in _vote(same, wholes):
                father = splits[index].patronymic
                behind = f" {_son_of(father)}" if father and " " not in reading.name else ""
                names[index] = f"{initials}{reading.name}{behind}"
                if not initials:
                    alone[index] = reading
        _by_initials(names, alone, rest, splits)
        _by_father(names, alone, splits)
        return [name if name else form.text for name, form in zip(names, forms, strict=True)]

    @staticmethod
    def _owner(
        index: int, split: _Split, readings_: Sequence[_Whole], people: Sequence[tuple[int, _Whole]]
    ) -> int | None:
        """The mention of the fully named person that an initial with surname, a surname or a given name stands for."""
        found: list[tuple[float, int, int]] = []
        letter = fold(split.initials)[:1]
        for place, person in people:
            first, last = person.key
            if letter and not first.startswith(letter):
                continue
            best = max(
                (
                    reading.score + (0 if reading.key[1] else -2)
                    for reading in readings_
                    # Of «Пабло Эррера Кинтана» either surname may stand for him.
                    if (
                        f" {last}".endswith(f" {reading.key[1]}") or reading.last in person.last.split(" ")
                        if reading.last
                        else reading.key[0] == first
                    )
                ),
                default=None,
            )
            if best is not None:
                # Of two namesakes the one named last before this mention is meant.
                found.append((best, place if place < index else -1, place))
        return max(found, key=lambda item: item[:2])[2] if found else None

    def _read_form(self, text: str, case: str) -> tuple[_Split, tuple[_Whole, ...]]:
        """A mention taken apart, and all its readings, the best first."""
        split = self._split(text)
        family = FAMILY.match(split.last)
        if family and not split.first and not split.initials and not self.is_given(split.last):
            whole = family.group(1) + "ы"  # the family, and none of its members
            return split, (_Whole("", whole, BOTH, 2.0),)
        return split, tuple(self._whole(split, case))

    def _split(self, text: str) -> _Split:
        """«В. Гусейновым» -> initials and surname; «Мамедов Анар Вагиф оглу» -> given name, surname, patronymic."""
        match = _INITIALS.match(text)
        initials = "".join(match.group(1).split()) if match else ""
        words = [word for word in text[match.end() if match else 0 :].split() if word not in HONORIFICS]
        if initials or len(words) < 2:
            return _Split(initials, "", " ".join(words))
        behind = _INITIALS_BEHIND.match(text)
        # «Ван И» has no initial: such names are short, and nobody leaves the point out behind them. «Абдулгамид Ш.» hides
        # his surname.
        if behind and self._is_family(behind.group(1)) and ("." in behind.group(2) or len(behind.group(1)) > 4):
            return _Split("".join(behind.group(2).split()).rstrip(".") + ".", "", behind.group(1))
        clan = [place for place, word in enumerate(words) if word.lower() in CLAN and 2 <= place < len(words) - 1]
        if clan:
            inside = words[: clan[0] - 1]
            return _Split(
                "",
                inside[0],
                " ".join([*inside[1:], *words[clan[0] + 1 :]]),
                " ".join(words[clan[0] - 1 : clan[0] + 1]),
            )
        if len(words) >= 3 and words[-1].lower() in CLAN:
            patronymic = " ".join(words[-2:])
            words = words[:-2]
            if len(words) == 1:
                return _Split("", words[0], patronymic)
            if self._surname_first(words):
                words = [*words[1:], words[0]]
            return _Split("", words[0], " ".join(words[1:]), patronymic)
        if len(words) == 2 and _FATHER_ALONE.search(words[1].lower()) and self.is_given(words[0]):
            return _Split("", "", words[0], words[1])  # «Юрий Андреевич»
        marks = [place for place, word in enumerate(words) if place and _PATRONYMIC.search(word.lower())]
        if marks and len(words) >= 3:
            place = marks[0]
            first = words[place - 1]
            others = [word for at, word in enumerate(words) if at not in (place, place - 1)]
            return _Split("", first, " ".join(others), words[place])
        if self._surname_first(words):
            words = [*words[1:], words[0]]
        return _Split("", words[0], " ".join(words[1:]))

    def _is_family(self, word: str) -> bool:
        """Whether a word is a listed surname or has the ending of one, and is no listed given name."""
        return not self.is_given(word) and any(part.score >= 1 for part in self.last_parts(word))

    def _surname_first(self, words: Sequence[str]) -> bool:
        """«Салимов Анар», against «Анар Салимов»."""
        if len(words) != 2 or self.is_given(words[0]) or self.is_of_the_world(words[0]) or not self.is_given(words[1]):
            return False
        family = max((part.score for part in self.last_parts(words[0])), default=0.0)
        return family >= 2 and max((part.score for part in self.last_parts(words[1])), default=0.0) < 2

    def _whole(self, split: _Split, case: str) -> list[_Whole]:
        """All readings of a mention, the best first."""
        if split.first:
            *middle, family = split.last.split(" ")
            found = []
            father = _of_father(split.patronymic)
            for first in self.first_parts(split.first):
                for last in self.last_parts(family):
                    genders = "".join(gender for gender in first.genders if gender in last.genders and gender in father)
                    cases = first.cases & last.cases
                    if genders and cases:
                        between = [self._between(word, genders, cases) for word in middle]
                        score = first.score + last.score + _context(cases, case)
                        score += _AGREE if case and NOM not in {*case.split(), *first.cases, *last.cases} else 0.0
                        score += sum(part.score for part in between) / 3
                        surname = " ".join([*(part.word for part in between), last.word])
                        score += _WELL_KNOWN if (fold(first.word), fold(surname)) in self._people else 0.0
                        found.append(_Whole(first.word, surname, genders, score, cases))
        else:
            found = [
                _Whole(
                    "",
                    last.word,
                    last.genders,
                    last.score + _context(last.cases, case) + self._fame(last.word),
                    last.cases,
                )
                for last in self.last_parts(split.last)
            ]
            if not split.initials and " " not in split.last:
                found += [
                    _Whole(first.word, "", first.genders, first.score + _context(first.cases, case), first.cases)
                    for first in self.first_parts(split.last)
                ]
        if not found:
            found = [_Whole(split.first, split.last, BOTH, 0.0)]
        if len(case) == _SUBJECT:
            found = [whole for whole in found if NOM in whole.cases and case[-1] in whole.genders] or found
        return sorted(found, key=lambda whole: -whole.score)

    def _fame(self, surname: str) -> float:
        return _WELL_KNOWN / 2 if ("", fold(surname)) in self._people else 0.0

    def _between(self, word: str, genders: str, cases: frozenset[str]) -> Part:
        """A word between given name and surname, read in their case: «Реджепа | Тайипа | Эрдогана», «Урсулы | фон | дер …»."""
        stands = Part(word, BOTH, cases, 0.0)
        if word[:1].islower():
            return stands
        fitting = [
            part
            for part in (*self.first_parts(word), *self.last_parts(word))
            if not part.cases.isdisjoint(cases) and any(gender in genders for gender in part.genders)
        ]
        return max(fitting, key=lambda part: (part.score, part.word), default=stands)


def _context(cases: frozenset[str], case: str) -> float:
    """How well the cases of a reading fit what the context says; a nominative is the likelier where it says nothing."""
    if not case:
        return 0.2 if NOM in cases else 0.0
    fits = 0.0 if cases.isdisjoint(case.split(" ")) else _STANDS * _CONTEXT if len(cases) == len(CASES) else _CONTEXT
    return fits + (0.1 if NOM in cases else 0.0)


def _vote(indexes: Sequence[int], wholes: Sequence[Sequence[_Whole]]) -> list[tuple[int, _Whole]]:
    """A reading for each mention, such that as few different persons as possible explain them all.

    A reading counts for a mention only if it is not far worse than the mention's best.
    """
    best: dict[int, dict[tuple[str, str], _Whole]] = {}
    for index in indexes:
        kept: dict[tuple[str, str], _Whole] = {}
        for whole in wholes[index]:
            if whole.score >= wholes[index][0].score - 2.5:
                kept.setdefault(whole.key, whole)
        best[index] = kept
    chosen: list[tuple[int, _Whole]] = []
    left = list(indexes)
    while left:
        totals: dict[tuple[str, str], tuple[int, float]] = {}
        for index in left:
            for key, whole in best[index].items():
                count, total = totals.get(key, (0, 0.0))
                totals[key] = (count + 1, total + whole.score)
        winner = max(totals, key=lambda key: totals[key])
        if totals[winner][0] == 1:
            chosen.extend((index, wholes[index][0]) for index in left)
            break
        chosen.extend((index, best[index][winner]) for index in left if winner in best[index])
        left = [index for index in left if winner not in best[index]]
    return sorted(chosen, key=lambda item: item[0])


def _given_in_part(names: list[str | None], people: Sequence[tuple[int, _Whole]]) -> None:
    """Those named by the last words of somebody's longer name are that person: «Тайип Эрдоган», «Фейгин Дэвис»."""
    longest = {reading.name for _, reading in people if " " in reading.last}
    for index, reading in people:
        owners = [name for name in longest if name.endswith(f" {reading.name}")]
        if len(owners) == 1:
            names[index] = owners[0]


def _told_apart(names: list[str | None], people: Sequence[tuple[int, _Whole]], splits: Sequence[_Split]) -> None:
    """Namesakes with their fathers' names, where an article names two: «Анар Вагиф оглу Мамедли», «Анар Расим оглу …»."""
    fathers: dict[tuple[str, str], dict[str, str]] = {}
    for index, reading in people:
        if splits[index].patronymic:
            own = fathers.setdefault(reading.key, {})
            own.setdefault(_father(splits[index].patronymic), _son_of(splits[index].patronymic))
    for index, reading in people:
        known = fathers.get(reading.key, {})
        if len(known) > 1 and splits[index].patronymic:
            names[index] = f"{reading.first} {known[_father(splits[index].patronymic)]} {reading.last}".strip()


def _by_initials(
    names: list[str | None], alone: Mapping[int, _Whole], rest: Sequence[int], splits: Sequence[_Split]
) -> None:
    """A bare surname is the one person of that surname who is named by initials: «Щукиной», «Н.И. Щукина»."""
    for index, reading in alone.items():
        ending = f".{reading.last}"
        owners = {name for at in rest if splits[at].initials and (name := names[at]) and name.endswith(ending)}
        if reading.last and not reading.first and len(owners) == 1:
            names[index] = owners.pop()


def _by_father(names: list[str | None], alone: Mapping[int, _Whole], splits: Sequence[_Split]) -> None:
    """The one surname and the one «Василий Николаевич» of an article are one person: «мэр Козодой» before him."""
    fathers = {index: reading for index, reading in alone.items() if splits[index].patronymic and reading.first}
    bare = {index: reading for index, reading in alone.items() if reading.last and index not in fathers}
    given, families = ({reading.name for reading in found.values()} for found in (fathers, bare))
    if len(given) != 1 or len(families) != 1 or len(alone) != len(fathers) + len(bare):
        return
    first, last = next(iter(fathers.values())), next(iter(bare.values()))
    if set(first.genders) & set(last.genders):
        for index in alone:
            names[index] = f"{first.first} {last.last}"


def _of_father(patronymic: str) -> str:
    """The genders that a patronymic allows: «Икрам кизи», «Николаевны» are a woman's."""
    if not patronymic:
        return BOTH
    clan = patronymic.split(" ")[-1].lower()
    hers = clan.endswith("зы") or clan == "кизи" or _DAUGHTER.search(clan) is not None
    return "f" if hers else "m" if clan in CLAN or clan.endswith(("вич", "вича", "вичу", "вичем", "виче")) else BOTH


def _father(patronymic: str) -> str:
    """What two ways to say whose child somebody is have in common: «Вагиф оглу», «Вагифовича» -> «вагиф»."""
    return _PATRONYMIC.sub("", fold(patronymic.split(" ")[0]))[:6]


def _son_of(patronymic: str) -> str:
    """The nominative of a patronymic: «Вагифовичем» -> «Вагифович», «Вагифовной» -> «Вагифовна»."""
    if " " in patronymic:
        return patronymic
    male = re.sub(r"(ич)(?:а|у|[её]м|е)$", r"\1", patronymic)
    return re.sub(r"(н)(?:ы|е|у|ой)$", r"\1а", male)


@lru_cache(maxsize=2)
def load_persons(assets: Assets | None, path: Path | None = None) -> PersonNames:
    """Name rules with the lists of ``assets``, or with the shipped short lists only."""
    table = read_table(path or data_path("entities", "given_names.toml"), "name list")
    hard = _marked("surnames.tsv", "list of surnames")
    given = (read_names(assets.first_names) if assets else frozenset()) | frozenset(table["more"])
    return PersonNames(
        given=GivenLists(
            given - frozenset(table["no_name"]),
            female=frozenset(table["female"]),
            male=frozenset(table["male"]),
            world=_marked("given_names.tsv", "list of given names"),
            eastern=frozenset(table["eastern"]),
        ),
        families=FamilyLists(
            read_names(assets.surnames) if assets else frozenset(),
            declining=frozenset(name for name, mark in hard.items() if mark == "d"),
            standing=frozenset(name for name, mark in hard.items() if mark == "s"),
        ),
        people=table["people"],
        printed=common_words(assets) if assets else lambda _: False,
    )


def _marked(file: str, what: str) -> dict[str, str]:
    """A shipped list of names, in small letters and ё as е, with what is marked behind each."""
    lines = read_lines(data_path("entities", file), what)
    return {name: mark for name, _, mark in (line.lower().replace("ё", "е").partition("\t") for line in lines)}
