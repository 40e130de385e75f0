"""Nominatives of the world's places, by lists of their names: «Малой Вишере» -> «Малая Вишера»."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import inf
from typing import Final

from analytics.entities.declension import CASES, DAT, LOC, NOM, Reading, readings
from analytics.resources import data_path, read_lines
from analytics.text import fold

_PARTS: Final = re.compile(r"([ -])")
_OBLIQUE: Final = re.compile(r"(?:[сц]ка|[оеё]ва|ина|[^аеёиоуыэюя][уе]|(?<![ая]м)и|ы|[сц]к(?:ого|ому|ом|им|ой|ую))$")
_BARE: Final = re.compile(r"(?:[оеё][кцнлс]|и[цщнч]|у[рмшк]|а[нстр]|ян)$")  # stems of plurals: «Черёмушек», «Мытищ»
_POSSESSIVE: Final = re.compile(r"(?<=[оеё]в|[иы]н)(?:ых|ыми|ым|ом|а|у|е)$")
_LARGE: Final = 12_000  # names of places of some 50,000 people and more
_DECLINED: Final = 3  # most parts of a listed name that decline: «Ростов-на-|Дону»


class Places:
    """Listed names, the most populous first; ``large`` of them are of lands, of waters or of large places."""

    def __init__(self, names: Sequence[str], large: int = 0) -> None:
        self._large = large
        self._rank = {fold(name): rank for rank, name in reversed(list(enumerate(names)))}

    def nominative(self, printed: str, case: str, seen: Callable[[str], float] = lambda _: 0.0) -> str | None:
        """The listed place that a printed name is in a case, the most populous where there are several, or None.

        Where the case is unknown or the nominative, a name that is listed as it stands is that one. A name that news print
        (``seen``) is changed only to another such, unless it ends as nominatives hardly do.
        """
        named = case not in ("", NOM)
        if not named and fold(printed) in self._rank:
            return printed
        second = (DAT,) if case == LOC and printed.endswith(("у", "ю")) else ()  # «в Клину»
        cases = (case, *second) if named else CASES[1:]
        forms = [form for one in cases for form in _nominatives(printed, one, seen)]
        if seen(printed.lower()) == 1 and not _OBLIQUE.search(printed):
            forms = [form for form in forms if seen(form.lower())]
        best = min([printed, *forms], key=lambda form: self._rank.get(fold(form), inf))
        if fold(best) in self._rank:
            return best
        # The tagger may be wrong about the case.
        return self.nominative(printed, "", seen) if named and _OBLIQUE.search(printed) else None

    def is_large(self, name: str) -> bool:
        """Whether a listed name is of a land or water, or among the most populous places."""
        return self._rank.get(fold(name), self._large) < self._large

    def is_listed(self, printed: str) -> bool:
        """Whether a printed name is a listed place in some case."""
        return fold(printed) in self._rank or any(
            fold(form) in self._rank for case in CASES[1:] for form in _nominatives(printed, case, lambda _: 0.0)
        )


def _nominatives(printed: str, case: str, seen: Callable[[str], float]) -> Iterator[str]:
    """What a name may be a case of, each of its parts declined or not."""
    parts = _PARTS.split(printed)
    choices = [
        [*dict.fromkeys([*_words(part, case, seen), *_of_owner(part, parts), part])] if part[:1].isupper() else [part]
        for part in parts
    ]
    if sum(len(choice) > 1 for choice in choices) <= _DECLINED:
        yield from ("".join(words) for words in product(*choices) if list(words) != parts)


def _of_owner(word: str, parts: Sequence[str]) -> Iterator[str]:
    """An adjective that says whose a place is: «Сергиевом | Посаде», «Карловых | Вар»."""
    ending = _POSSESSIVE.search(word) if len(parts) > 1 else None
    if ending is not None:
        yield from (word[: ending.start()] + nominative for nominative in ("", "ы", "а", "о"))


def _words(word: str, case: str, seen: Callable[[str], float]) -> Iterator[str]:
    for reading in readings(word):
        bare = reading.word.startswith(word) and reading.word != word
        # «Бронниц» is a case of «Бронницы», but «Марс» none of «Марса», nor «Олимп» of «Олимпы», which news hardly print.
        rare = bare and (_BARE.search(word) is None or (seen(word.lower()) == 1 and not seen(reading.word.lower())))
        if reading.case == case and (reading.paradigm, reading.gender) != ("а", "p") and not rare:
            yield reading.word
            yield from _with_vowel(reading)
            if bare and word[-2] in "оеё":  # «Черёмушек», «Валуек»
                yield from (
                    reading.word[: len(word) - 2] + glide + reading.word[len(word) - 1 :] for glide in ("", "й")
                )


def _with_vowel(reading: Reading) -> Iterator[str]:
    """A noun that loses a vowel in the other cases: «Торжк» -> «Торжок», «Ельц» -> «Елец», «Церквь» -> «Церковь»."""
    soft = "ь" if reading.word.endswith("ь") else ""
    word = reading.word.removesuffix(soft)
    if reading.paradigm in ("consonant", "ь") and len(word) >= 3 and word[-2] not in "аеиоуыэюя":
        yield from (f"{word[:-1].rstrip('ьй')}{vowel}{word[-1]}{soft}" for vowel in "оеё")


@lru_cache(maxsize=1)
def load_places() -> Places:
    """The shipped lists, read once; a :class:`ModelError` says which cannot be read."""
    lands, places = (read_lines(data_path("entities", file), "list of places") for file in ("lands.txt", "places.txt"))
    return Places([*lands, *places], large=len(lands) + _LARGE)
