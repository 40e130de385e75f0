"""A surname as the rest of an Azerbaijani article shows it: «Endrü Hollisin … Hollis» -> «Endrü Hollis»."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from analytics.entities.latin_words import Lexicon, may_follow
from analytics.text import fold

_CAPITAL_WORD: Final = re.compile(r"(?<![\w'’-])[A-ZÇƏĞİÖŞÜ][\w-]{2,}")
_ACCUSATIVE: Final = frozenset({"ı", "i", "u", "ü", "nı", "ni", "nu", "nü"})  # «Bellini», again and again
_HERS: Final = re.compile(r"(?:ov|yev)a$")
_SHORTEST: Final = 4  # letters of a surname that an ending may follow


class Cases:
    """What the words that an article prints say of the endings of one another."""

    def __init__(self, lexicon: Lexicon, fields: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._printed = Counter(word for field in fields for word in _CAPITAL_WORD.findall(field))

    def surname(self, printed: str, named: str, *, others: frozenset[str]) -> str:
        """The dictionary form of a surname as ``printed``, which by its ending alone would be ``named``.

        The form counts that explains most of the forms printed; where the same one is printed again and again, it is it.
        ``others``: the surnames of other persons.
        """
        if _HERS.search(printed) and self._printed[printed[:-1]] and printed[:-1] not in others:
            return printed[:-1]  # «Nurlan Bekbolatova istinadən … Bekbolatov»
        if self._lexicon.surname.search(fold(printed)) or not self._printed[printed]:
            return named
        bases = [base for base in self._lexicon.bases(printed) if len(base) >= _SHORTEST]
        explained = {base: self._forms_of(base) for base in bases}
        most = max(map(len, explained.values()), default=0)
        if most < 2:
            object_of = fold(printed[len(named) :]) in _ACCUSATIVE and self._printed[printed] > 1
            return printed if object_of else named
        best = [base for base in bases if len(explained[base]) == most]
        return max(best, key=lambda base: (base in self._printed, base == named))

    def _forms_of(self, base: str) -> frozenset[str]:
        """The printed words that are the base or the base with one ending."""
        return frozenset(word for word in self._printed if word == base or self._is_form(word, base))

    def _is_form(self, word: str, base: str) -> bool:
        ending = fold(word[len(base) :])
        return word.startswith(base) and self._lexicon.is_ending(ending) and may_follow(fold(word), ending)


def wholes(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Short names of bodies to the names of those whom they mean, of pairs of a name and what is printed of it.

    «Miqrasiya Xidməti» is the «Dövlət Miqrasiya Xidməti» of the same article, «Toyota» is «Toyota Motor».
    """
    printed = dict(names)
    found = {}
    for name, text in printed.items():
        if name != text or name.isupper():
            continue  # a listed body is itself
        longer = {
            other
            for other, whole in printed.items()
            if (" " in name and whole.endswith(" " + name)) or (" " not in name and whole.startswith(name + " "))
        }
        if len(longer) == 1:
            found[name] = longer.pop()
    return found
