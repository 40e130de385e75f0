"""Given names: in which cases, genders and nominatives a printed one may be read."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from analytics.entities.declension import NOM, Reading, readings
from analytics.entities.name_parts import ALL, BOTH, OBLIQUE_LOOK, OPEN, PARADIGMS, Part, attested, bare, merged

_FIXED: Final = ("гельды", "берды", "верди", "дурды", "балды", "гулу", "гулы", "кулы", "кули", "гули", "оглу")
_MANLY: Final = ("улла", "алла", "ага", "бала", "баба", "мирза", "реза", "риза", "рза")
_FLEETING: Final = {"павл": "павел", "льв": "лев"}  # stems that lose a vowel, and the nominative
_FOREIGN: Final = frozenset({"люси", "лили", "софи", "мари", "натали", "джули", "эми", "лиззи"})
_WOMEN_IN_SOFT: Final = ("гуль", "гюль", "кюль")
_ONE_SYLLABLE: Final = re.compile(r"[^аеёиоуыэюя]*[аеёиоуыэюя]{1,2}[^аеёиоуыэюя]+")
_LISTED: Final = 3.0  # what a listed name adds, by which a person is told
_WORLD: Final = 1.9  # what one of the world's adds
_MET: Final = 0.4  # what a form that news print adds to a listed name
_REMEMBERED: Final = 32_768


@dataclass(frozen=True)
class GivenLists:
    """What is known of given names, in small letters and ё as е.

    ``known`` tell a person; ``female`` of them end in a consonant, й or ь and ``male`` in -а or -я. ``world`` gives the
    gender (m, f, mf) of many more, which tell no person by themselves; ``eastern`` are the family names of Chinese, Koreans
    and Vietnamese, who are named by them first: such a name stands still before their own.
    """

    known: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    male: frozenset[str] = frozenset()
    world: Mapping[str, str] = field(default_factory=dict)
    eastern: frozenset[str] = frozenset()


class GivenWords:
    """Reads given names by their endings and by lists; ``printed`` says of a word form in small letters whether news print it."""

    def __init__(self, lists: GivenLists, printed: Callable[[str], bool]) -> None:
        self._lists = lists
        self.known = lists.known | lists.female | lists.male
        self._printed = printed
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, word: str) -> tuple[Part, ...]:
        """All readings of a printed word."""
        low = bare(word)
        if low.endswith(_FIXED):
            return (Part(word, BOTH, ALL, _LISTED),)
        prefix, dash, last = word.rpartition("-")
        found: list[Part] = []
        for reading in readings(last):
            if reading.paradigm in PARADIGMS and reading.gender in BOTH:
                if bare(reading.word) in _FLEETING:
                    reading = reading._replace(word=_FLEETING[bare(reading.word)].capitalize())
                name = (self._first_half(prefix, reading) + dash if dash else "") + reading.word
                found += self._names(reading, name, word)
        if low in self._lists.eastern or low.endswith(("уа", "оа", "еа")):
            score = 2.9 if low in self.known else 2.0 if low in self._lists.eastern else 1.5
            found.append(Part(word, self._gender(low), ALL, score))
        if low[-1:] in OPEN or not found:
            found += self._standing(word, declines=bool(found))
        elif not self._listed(low) and low not in self._lists.eastern and _ONE_SYLLABLE.fullmatch(low):
            # «Дун Цзюня»: where the family is named first, only the last word declines.
            found.append(Part(word, BOTH, ALL, -0.6))
        return merged(found)

    def _names(self, reading: Reading, name: str, word: str) -> Iterator[Part]:
        """The name that one reading of a word gives, and the same as a woman's that stands still."""
        low = bare(name)
        gender = self._lists.world.get(low, "")
        score = max(self._listed(low), self._listed(bare(reading.word)))
        if "ё" in name and low == "ален":
            score = 0.0  # «Алёна» is no case of «Ален»
        listed = score > 0
        female = low in self._lists.female
        soft = (reading.paradigm, reading.gender) == ("ь", "f")
        if soft and not (female or gender == "f" or low.endswith(_WOMEN_IN_SOFT)):
            return
        if word.lower() in _FOREIGN and reading.word != word:
            score -= 1.0  # «Люси Летби» is hardly a case of «Люся»
        if score >= _LISTED and attested(reading, self._printed):
            score += _MET  # «Аидой» is printed, «Аидом» is not
        genders = reading.gender
        if reading.paradigm in ("а", "я", "ия"):
            # An unlisted name in -а may be a man's, which is rarer.
            manly = gender == "m" or (gender == "" and low.endswith(_MANLY) and len(low) > len("алла"))
            genders = gender or ("m" if low in self._lists.male or manly else "f" if listed else BOTH)
            score -= 0.0 if listed or manly else 0.5
        elif gender == "f" or (female and gender != BOTH):
            if reading.case == NOM:
                yield Part(name, "f", ALL, score)
            if reading.paradigm == "ь":
                genders = "f"
            elif female:
                return
            else:
                score -= 1.0  # a man's too now and then: «Туркан»
        elif reading.case == NOM:
            yield Part(name, "f", ALL, score - (0.0 if gender == BOTH else 1.5))
        if not listed and reading.paradigm == "ий" and reading.case != NOM:
            score -= 0.5  # «Артемизии» is hers
        oblique = reading.case == NOM and low.endswith(OBLIQUE_LOOK)
        whole = (name + "а").lower() == word.lower() and word.lower().endswith(_MANLY)  # «Голамреза» of «Голамрез»
        yield Part(
            name, genders, frozenset({reading.case}), score - (0.7 if not listed and (oblique or whole) else 0.0)
        )

    def _standing(self, word: str, *, declines: bool) -> Iterator[Part]:
        """A word that is its own nominative in all cases; ``declines`` where it may be a case of another too."""
        low = bare(word)
        # Hardly any given name ends so as it stands: «Хокуму», «Афсаны», «Майи».
        unlikely = declines and ((low[-1:] in "уюы" and not low.endswith("ью")) or low.endswith(("ии", "йи")))
        score = -1.5 if unlikely else 0.0 if declines and low.endswith("е") else 0.3
        yield Part(word, self._gender(low), ALL, self._listed(low) or score)
        prefix, dash, last = word.rpartition("-")
        if dash:  # «Йенса-|Уве»
            halves = (part for part in self.read(prefix) if part.score >= 2 and NOM not in part.cases)
            yield from (replace(part, word=part.word + dash + last) for part in halves)

    def is_of_the_world(self, word: str) -> bool:
        """Whether a word as it stands is a listed given name of any people: «Номин»."""
        return self._listed(bare(word)) > 0

    def _listed(self, low: str) -> float:
        """What it adds to a reading that a name is listed: much where the Russian list has it, else less."""
        return (
            _LISTED if low in self.known or low in _FLEETING.values() else _WORLD if low in self._lists.world else 0.0
        )

    def _first_half(self, prefix: str, reading: Reading) -> str:
        """The first half of a double name in the nominative: «Анны-|Марии», but «Касым-|Жомарта»."""
        halves = [part for part in self.read(prefix) if part.score >= 2 and reading.case in part.cases]
        return max(halves, key=lambda part: (reading.gender in part.genders, part.score)).word if halves else prefix

    def _gender(self, low: str) -> str:
        lists = self._lists
        return lists.world.get(low) or ("f" if low in lists.female else "m" if low in lists.male else BOTH)
