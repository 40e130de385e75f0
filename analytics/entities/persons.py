"""Nominative names of persons, and which mentions in one article are the same person.

«Анаром Салимовым», «А.Салимов», «Салимова» and «Анар Салимов» -> «Анар Салимов», four times.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from analytics.assets import Assets, read_names
from analytics.entities.declension import CASES, NOM, readings
from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold

_ALL: Final = frozenset(CASES)
_BOTH: Final = "mf"
_INITIALS: Final = re.compile(r"^((?:[^\W\d_]{1,2}\.\s*-?\s*){1,3})(?=[^\W\d_])")
_INITIALS_BEHIND: Final = re.compile(r"^([^\W\d_][\w-]+)\s((?:[^\W\d_]\.\s?)?[^\W\d_]\.?)$")
_PATRONYMIC: Final = re.compile(r"(?:[оеи]вич(?:а|у|ем|е)?|ильич(?:а|у|[её]м|е)?|(?:[оеё]вн|ичн)(?:а|ы|е|у|ой))$")
_FAMILY: Final = re.compile(r"^([А-ЯЁ][\w-]+(?:ов|ев|ёв|ин|ын))(?:ы|ых|ыми)$")
_CLAN: Final = frozenset({"оглу", "оглы", "кызы", "гызы"})
_FIXED: Final = (
    "ли", "лы", "заде", "зада", "оглу", "оглы", "кызы", "гызы", "швили", "дзе", "ых", "их", "ко", "аго", "яго",
    "бейли", "ини",
)  # fmt: skip
_OPEN: Final = frozenset("оуэюиеы")
_GIVEN_PARADIGMS: Final = frozenset({"consonant", "й", "ий", "ь", "а", "я", "ия"})
_FAMILY_PARADIGMS: Final = frozenset({"consonant", "й", "ь", "а", "я", "ия"})
_MANLY: Final = ("улла", "алла", "ага", "бала", "баба", "мирза")
_CONTEXT: Final = 1.0  # what agreement with the context's case adds to a reading's score
_OBLIQUE_LOOK: Final = ("ом", "ем", "ым", "им")


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One printed mention: the words after initials, and the case its context gives it (empty where unknown, "gen acc" where
    it may be either)."""

    text: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One reading of one word of a name. Sums of ``score`` decide between readings."""

    word: str
    genders: str
    cases: frozenset[str]
    score: float


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

    @property
    def key(self) -> tuple[str, str]:
        return fold(self.first), fold(self.last)

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


class PersonNames:
    """Reads names by endings and by lists of given names and surnames; the lists may be empty."""

    def __init__(
        self, *, given: frozenset[str], surnames: frozenset[str], female: frozenset[str], male: frozenset[str]
    ) -> None:
        self._given = given | female | male
        # A dict, which the garbage collector passes by, unlike a set: there are 180,000.
        self._surnames = dict.fromkeys(surnames)
        self._female = female
        self._male = male
        self._first_parts = lru_cache(maxsize=32768)(self._read_first)
        self._last_parts = lru_cache(maxsize=32768)(self._read_last)
        self._read = lru_cache(maxsize=32768)(self._read_form)

    @property
    def given(self) -> frozenset[str]:
        """All listed given names, lower case."""
        return self._given

    def is_given(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name."""
        return any(part.score >= 2 for part in self._first_parts(word))

    def is_name_word(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name or surname, or has the ending of one."""
        return self.is_given(word) or any(part.score >= 2 for part in self._last_parts(word))

    def is_form_of(self, word: str, surname: str) -> bool:
        """Whether a printed word may be a surname in some case: «Гусейнову», «Гусейнов»."""
        return any(part.word == surname and part.score >= 0 for part in self._last_parts(word))

    def is_clear(self, text: str) -> bool:
        """Whether the endings alone leave one likely reading, so that the context need not be asked."""
        best, *others = self._read(text, "")[1]
        rivals = [whole.score for whole in others if whole.key != best.key]
        return not rivals or best.score - max(rivals) > _CONTEXT + 0.2

    def nominative(self, form: PersonForm) -> str:
        """The nominative of a single mention, by itself: «Анара Велибекова» in the genitive -> «Анар Велибеков»."""
        return self.resolve([form])[0]

    def couple(self, first: str, second: str) -> tuple[str, str] | None:
        """Both names of «Ильяс» and «Гюльбаниз Мамишевы», where the second is printed with a surname in the plural.

        A given name that is not listed is taken for the wife's.
        """
        given, _, surname = second.partition(" ")
        family = _FAMILY.match(surname)
        if family is None or " " in first or not given:
            return None
        names = [
            max(self._first_parts(word), key=lambda part: (NOM in part.cases, part.score)) for word in (first, given)
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
        for index in full:
            printed = {fold(split.last) for at, split in enumerate(splits) if at != index}
            # A surname that another mention prints as it stands is the likelier nominative.
            wholes[index].sort(key=lambda whole: -whole.score - (0.6 if whole.key[1] in printed else 0.0))
        for index, reading in _vote(full, wholes):
            names[index] = reading.name
            people.append((index, reading))
        _told_apart(names, people, splits)
        short = [index for index in range(len(forms)) if names[index] is None]
        for index in short:
            owner = self._owner(index, splits[index], wholes[index], people)
            if owner is not None:
                names[index] = names[owner]
        rest = [index for index in short if names[index] is None]
        for initials in sorted({splits[index].initials for index in rest}):
            same = [index for index in rest if splits[index].initials == initials]
            for index, reading in _vote(same, wholes):
                names[index] = f"{initials}{reading.name}" if initials else reading.name
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
                    if (reading.key[1] == last if reading.last else reading.key[0] == first)
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
        family = _FAMILY.match(split.last)
        if family and not split.first and not split.initials and not self.is_given(text):
            whole = family.group(1) + "ы"  # the family, and none of its members
            return split, (_Whole("", whole, _BOTH, 2.0),)
        return split, tuple(self._whole(split, case))

    def _split(self, text: str) -> _Split:
        """«В. Гусейновым» -> initials and surname; «Мамедов Анар Вагиф оглу» -> given name, surname, patronymic."""
        match = _INITIALS.match(text)
        initials = "".join(match.group(1).split()) if match else ""
        words = text[match.end() :].split() if match else text.split()
        if initials or len(words) < 2:
            return _Split(initials, "", " ".join(words))
        behind = _INITIALS_BEHIND.match(text)
        if behind and not self.is_given(behind.group(1)):
            return _Split("".join(behind.group(2).split()).rstrip(".") + ".", "", behind.group(1))
        clan = [place for place, word in enumerate(words) if word.lower() in _CLAN and 2 <= place < len(words) - 1]
        if clan:
            inside = words[: clan[0] - 1]
            return _Split(
                "",
                inside[0],
                " ".join([*inside[1:], *words[clan[0] + 1 :]]),
                " ".join(words[clan[0] - 1 : clan[0] + 1]),
            )
        if len(words) >= 3 and words[-1].lower() in _CLAN:
            patronymic = " ".join(words[-2:])
            words = words[:-2]
            if len(words) == 1:
                return _Split("", words[0], patronymic)
            if self._surname_first(words):
                words = [*words[1:], words[0]]
            return _Split("", words[0], " ".join(words[1:]), patronymic)
        marks = [place for place, word in enumerate(words) if place and _PATRONYMIC.search(word.lower())]
        if marks and len(words) >= 3:
            place = marks[0]
            first = words[place - 1]
            others = [word for at, word in enumerate(words) if at not in (place, place - 1)]
            return _Split("", first, " ".join(others), words[place])
        if self._surname_first(words):
            words = [*words[1:], words[0]]
        return _Split("", words[0], " ".join(words[1:]))

    def _surname_first(self, words: Sequence[str]) -> bool:
        """«Салимов Анар», against «Анар Салимов»."""
        if len(words) != 2 or self.is_given(words[0]) or not self.is_given(words[1]):
            return False
        family = max((part.score for part in self._last_parts(words[0])), default=0.0)
        return family >= 2 and max((part.score for part in self._last_parts(words[1])), default=0.0) < 2

    def _whole(self, split: _Split, case: str) -> list[_Whole]:
        """All readings of a mention, the best first."""
        if split.first:
            *middle, family = split.last.split(" ")
            found = []
            for first in self._first_parts(split.first):
                for last in self._last_parts(family):
                    genders = "".join(gender for gender in first.genders if gender in last.genders)
                    cases = first.cases & last.cases
                    if genders and cases:
                        score = first.score + last.score + _context(cases, case)
                        found.append(_Whole(first.word, " ".join([*middle, last.word]), genders, score))
        else:
            found = [
                _Whole("", last.word, last.genders, last.score + _context(last.cases, case))
                for last in self._last_parts(split.last)
            ]
            if not split.initials and " " not in split.last:
                found += [
                    _Whole(first.word, "", first.genders, first.score + _context(first.cases, case))
                    for first in self._first_parts(split.last)
                ]
        if not found:
            found = [_Whole(split.first, split.last, _BOTH, 0.0)]
        return sorted(found, key=lambda whole: -whole.score)

    def _read_first(self, word: str) -> tuple[_Part, ...]:
        prefix, dash, last = word.rpartition("-")
        found: list[_Part] = []
        for reading in readings(last):
            name = prefix + dash + reading.word
            low = name.lower().replace("ё", "е")
            if reading.paradigm not in _GIVEN_PARADIGMS or reading.gender not in _BOTH:
                continue
            listed = low in self._given or (bool(dash) and reading.word.lower().replace("ё", "е") in self._given)
            if reading.paradigm == "ь" and reading.gender == "f" and not listed:
                continue
            score = 3.0 if listed else 0.0
            if reading.paradigm in ("а", "я", "ия"):
                # An unlisted name in -а may be a man's, which is rarer.
                genders = "m" if low in self._male or low.endswith(_MANLY) else "f" if listed else _BOTH
                score -= 0.0 if listed else 0.5
            elif low in self._female:
                if reading.case == NOM:
                    found.append(_Part(name, "f", _ALL, score))
                if reading.paradigm != "ь":
                    continue
                genders = "f"
            else:
                genders = reading.gender
                if reading.case == NOM:
                    found.append(_Part(name, "f", _ALL, score - 1.5))
            if reading.case == NOM and low.endswith(_OBLIQUE_LOOK) and not listed:
                score -= 0.7
            found.append(_Part(name, genders, frozenset({reading.case}), score))
        low = word.lower().replace("ё", "е")
        if low[-1:] in _OPEN or not found:
            # Hardly any given name ends in -у or -ы as it stands: «Хокуму», «Афсаны».
            unlikely = bool(found) and low[-1:] in "уюы"
            found.append(_Part(word, self._gender(low), _ALL, 3.0 if low in self._given else -1.0 if unlikely else 0.3))
        return _merge(found)

    def _gender(self, low: str) -> str:
        return "f" if low in self._female else "m" if low in self._male else _BOTH

    def _read_last(self, word: str) -> tuple[_Part, ...]:
        low = word.lower().replace("ё", "е")
        prefix, dash, last = word.rpartition("-")
        if dash and last.lower() in _CLAN:
            return tuple(replace(part, word=f"{part.word}-{last}") for part in self._last_parts(prefix))
        family = _FAMILY.match(word)
        if family:
            # «Ильяс и Гюльбаниз Мамишевы»: each of them has the surname in the singular.
            return (_Part(family.group(1), "m", _ALL, 2.0), _Part(family.group(1) + "а", "f", _ALL, 2.0))
        if low.endswith(_FIXED):
            return (_Part(word, _BOTH, _ALL, 2.0),)
        if dash and prefix.lower().endswith(("ов", "ев", "ова", "ева", "ой", "у", "ым", "а")):
            heads = {part.word for part in self._last_parts(prefix) if part.score >= 2}
        else:
            heads = set()
        found: list[_Part] = []
        for reading in readings(last):
            if reading.gender not in _BOTH:
                continue
            low_reading = reading.word.lower().replace("ё", "е")
            masculine = low_reading[:-1] if reading.paradigm == "possessive" and reading.gender == "f" else low_reading
            score = 1.0 if masculine in self._surnames else 0.0
            genders = reading.gender
            cases = frozenset({reading.case})
            if reading.paradigm == "possessive":
                score += 2.0
            elif reading.paradigm.startswith("adj"):
                stem = low_reading[:-2]
                sure = low.endswith(("ого", "его", "ому", "ему", "ая", "ую"))
                score += 1.5 if stem.endswith(("ск", "цк")) else 0.8 if sure else -1.0
            elif reading.paradigm not in _FAMILY_PARADIGMS:
                continue
            elif reading.paradigm in ("а", "я", "ия"):
                if low_reading[:-1].endswith(("ов", "ев", "ин", "ын")) and len(low_reading) > 4:
                    continue
                genders = _BOTH
            elif reading.gender == "f" or (low_reading.endswith(("ов", "ев")) and len(low_reading) > 4):
                continue  # surnames in -ь are read as a man's; those in -ов have a reading of their own
            elif reading.case == NOM:
                score -= 0.7 if low_reading.endswith(_OBLIQUE_LOOK) and not score else 0.0
                found.append(_Part(prefix + dash + reading.word, "f", _ALL, score - 0.3))
            head = self._agreeing(heads, reading.gender) if heads else prefix
            found.append(_Part(head + dash + reading.word, genders, cases, score))
        if low[-1:] in _OPEN or not found:
            found.append(_Part(word, _BOTH, _ALL, 0.3))
        return _merge(found)

    @staticmethod
    def _agreeing(heads: set[str], gender: str) -> str:
        """The first half of a double surname that fits the second in gender."""
        return min(heads, key=lambda head: ((head[-1:] in "ая") != (gender == "f"), head))


def _context(cases: frozenset[str], case: str) -> float:
    """How well the cases of a reading fit what the context says; a nominative is the likelier where it says nothing."""
    if not case:
        return 0.2 if NOM in cases else 0.0
    return (_CONTEXT if not cases.isdisjoint(case.split(" ")) else 0.0) + (0.1 if NOM in cases else 0.0)


def _merge(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """Readings that differ in case only, joined."""
    joined: dict[tuple[str, str, float], frozenset[str]] = {}
    for part in parts:
        key = (part.word, part.genders, part.score)
        joined[key] = joined.get(key, frozenset()) | part.cases
    return tuple(_Part(word, genders, cases, score) for (word, genders, score), cases in joined.items())


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
    source = path or data_path("entities", "given_names.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"the name list {source} cannot be read: {error}") from error
    return PersonNames(
        given=(read_names(assets.first_names) if assets else frozenset()) | frozenset(table["more"]),
        surnames=read_names(assets.surnames) if assets else frozenset(),
        female=frozenset(table["female"]),
        male=frozenset(table["male"]),
    )
