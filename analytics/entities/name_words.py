"""The words of persons' names: in which cases, genders and nominatives a given name or a surname may be read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from analytics.entities.declension import CASES, INS, LOC, NOM, Reading, forms_of, readings

_ALL: Final = frozenset(CASES)
BOTH: Final = "mf"
FAMILY: Final = re.compile(r"^([А-ЯЁ][\w-]+(?:ов|ев|ёв|ин|ын))(?:ы|ых|ыми)$")
CLAN: Final = frozenset({"оглу", "оглы", "кызы", "гызы"})
_FIXED: Final = (
    "ли", "лы", "заде", "зада", "оглу", "оглы", "кызы", "гызы", "швили", "дзе", "ых", "их", "ко", "аго", "яго",
    "бейли", "ини",
)  # fmt: skip
_OPEN: Final = frozenset("оуэюиеы")
_GIVEN_PARADIGMS: Final = frozenset({"consonant", "й", "ий", "ь", "а", "я", "ия"})
_FAMILY_PARADIGMS: Final = frozenset({"consonant", "й", "ь", "а", "я", "ия"})
_MANLY: Final = ("улла", "алла", "ага", "бала", "баба", "мирза", "реза", "риза", "рза")
_OBLIQUE_LOOK: Final = ("ом", "ем", "ым", "им")
_FLEETING: Final = {"павл": "павел", "льв": "лев"}  # stems of given names that lose a vowel, and the nominative
_WOMEN_IN_SOFT: Final = ("гуль", "гюль", "кюль")
_JUNIOR: Final = re.compile(r"(младш|старш)(?:ий|его|ему|им|ем)")
# Names that do not decline although they end like those that do: «Бжания», «Гулиа», «Ашуба».
_STANDING: Final = re.compile(r"(?:ия|[аеиоуэ]а|ба)$")
# No surname ends so in the nominative, while in the genitive those in -ия and -а do: «Бжании», «Ланзы».
_NO_NOMINATIVE: Final = re.compile(r"(?:ии|(?<![лжчр])ы)$")
_ADJECTIVE_F: Final = re.compile(r"(?:[чшжщлтрдь]н|[оеё]в)ой$")
_FROM_FATHER: Final = re.compile(r"(?:[оеи]вич|ьич|[оеё]вна|ична)$")
# The stem of a surname that loses a vowel: «Лубинца», «Кравца», but «Шульца», «Лоренца».
_LOST_VOWEL: Final = re.compile(r"(?:[бвм]|[иая]н)ц$")
_ONE_SYLLABLE: Final = re.compile(r"[^аеёиоуыэюя]*[аеёиоуыэюя]{1,2}[^аеёиоуыэюя]+")
_MET: Final = 0.4  # what the same adds to a listed given name
_ATTESTED: Final = 0.6  # what a form that news print adds to the reading it belongs to


@dataclass(frozen=True, slots=True)
class Part:
    """One reading of one word of a name. Sums of ``score`` decide between readings."""

    word: str
    genders: str
    cases: frozenset[str]
    score: float


class NameWords:
    """Reads single words by endings and by lists of given names and surnames; the lists may be empty.

    ``printed`` says of a word form in small letters whether news print it.
    """

    def __init__(
        self,
        *,
        given: frozenset[str],
        surnames: frozenset[str],
        female: frozenset[str],
        male: frozenset[str],
        printed: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._given = given | female | male
        # A dict, which the garbage collector passes by, unlike a set: there are 180,000.
        self._surnames = dict.fromkeys(surnames)
        self._female = female
        self._male = male
        self._printed = printed
        self.first_parts = lru_cache(maxsize=32768)(self._read_first)
        self.last_parts = lru_cache(maxsize=32768)(self._read_last)

    @property
    def given(self) -> frozenset[str]:
        """All listed given names, lower case."""
        return self._given

    def is_given(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name."""
        return any(part.score >= 2 for part in self.first_parts(word))

    def is_name_word(self, word: str) -> bool:
        """Whether a word, in some case, is a listed given name or surname, or has the ending of one."""
        return self.is_given(word) or any(part.score >= 2 for part in self.last_parts(word))

    def is_form_of(self, word: str, surname: str) -> bool:
        """Whether a printed word may be a surname in some case: «Гусейнову», «Гусейнов»."""
        return any(part.word == surname and part.score >= 0 for part in self.last_parts(word))

    def _read_first(self, word: str) -> tuple[Part, ...]:
        prefix, dash, last = word.rpartition("-")
        found: list[Part] = []
        for reading in readings(last):
            if reading.paradigm not in _GIVEN_PARADIGMS or reading.gender not in BOTH:
                continue
            alone = reading.word.lower().replace("ё", "е")
            if alone in _FLEETING:
                reading = reading._replace(word=_FLEETING[alone].capitalize())
            name = (self._first_half(prefix, reading) + dash if dash else "") + reading.word
            low = name.lower().replace("ё", "е")
            listed = low in self._given or (bool(dash) and alone in self._given) or alone in _FLEETING
            if (reading.paradigm, reading.gender) == ("ь", "f") and not (
                low in self._female or low.endswith(_WOMEN_IN_SOFT)
            ):
                continue
            score = 3.0 if listed else 0.0
            if listed and self._is_attested(reading):
                score += _MET  # «Аидой» is printed, «Аидом» is not
            if reading.paradigm in ("а", "я", "ия"):
                # An unlisted name in -а may be a man's, which is rarer.
                manly = low.endswith(_MANLY) and len(low) > len("алла")
                genders = "m" if low in self._male or manly else "f" if listed else BOTH
                score -= 0.0 if listed or manly else 0.5
            elif low in self._female:
                if reading.case == NOM:
                    found.append(Part(name, "f", _ALL, score))
                if reading.paradigm != "ь":
                    continue
                genders = "f"
            else:
                genders = reading.gender
                if reading.case == NOM:
                    found.append(Part(name, "f", _ALL, score - 1.5))
            if reading.case == NOM and low.endswith(_OBLIQUE_LOOK) and not listed:
                score -= 0.7
            elif (name + "а").lower() == word.lower() and word.lower().endswith(_MANLY) and not listed:
                score -= 0.7  # «Голамреза» is hardly a form of «Голамрез»
            found.append(Part(name, genders, frozenset({reading.case}), score))
        low = word.lower().replace("ё", "е")
        if low[-1:] in _OPEN or not found:
            # Hardly any given name ends so as it stands: «Хокуму», «Афсаны», «Майи».
            unlikely = bool(found) and ((low[-1:] in "уюы" and not low.endswith("ью")) or low.endswith(("ии", "йи")))
            score = -1.5 if unlikely else 0.0 if found and low.endswith("е") else 0.3
            found.append(Part(word, self._gender(low), _ALL, 3.0 if low in self._given else score))
        elif low not in self._given and _ONE_SYLLABLE.fullmatch(low):
            # «Дун Цзюня»: where the family is named first, only the last word declines.
            found.append(Part(word, BOTH, _ALL, -0.6))
        return _merge(found)

    def _first_half(self, prefix: str, reading: Reading) -> str:
        """The first half of a double given name in the nominative: «Анны-|Марии», but «Касым-|Жомарта»."""
        halves = [part for part in self.first_parts(prefix) if part.score >= 2 and reading.case in part.cases]
        return max(halves, key=lambda part: (reading.gender in part.genders, part.score)).word if halves else prefix

    def _gender(self, low: str) -> str:
        return "f" if low in self._female else "m" if low in self._male else BOTH

    def _read_last(self, word: str) -> tuple[Part, ...]:
        low = word.lower().replace("ё", "е")
        prefix, dash, last = word.rpartition("-")
        if dash and last.lower() in CLAN:
            return tuple(replace(part, word=f"{part.word}-{last}") for part in self.last_parts(prefix))
        junior = _JUNIOR.fullmatch(last.lower()) if dash else None
        if junior:
            return tuple(replace(part, word=f"{part.word}-{junior.group(1)}ий") for part in self.last_parts(prefix))
        family = FAMILY.match(word)
        if family:
            # «Ильяс и Гюльбаниз Мамишевы»: each of them has the surname in the singular.
            return (Part(family.group(1), "m", _ALL, 2.0), Part(family.group(1) + "а", "f", _ALL, 2.0))
        if low.endswith(_FIXED):
            return (Part(word, BOTH, _ALL, 2.0),)
        if dash and prefix.lower().endswith(("ов", "ев", "ова", "ева", "ой", "у", "ым", "а")):
            heads = {part.word for part in self.last_parts(prefix) if part.score >= 2}
        else:
            heads = set()
        found: list[Part] = []
        for reading in readings(last):
            if reading.gender not in BOTH:
                continue
            if reading.paradigm == "consonant" and reading.case != NOM:
                reading = reading._replace(word=self._with_vowel(reading.word))
            low_reading = reading.word.lower().replace("ё", "е")
            masculine = low_reading[:-1] if reading.paradigm == "possessive" and reading.gender == "f" else low_reading
            score = 1.0 if masculine in self._surnames else _ATTESTED if self._is_attested(reading) else 0.0
            genders = reading.gender
            cases = frozenset({reading.case})
            if reading.paradigm == "possessive":
                score += 2.0
            elif reading.paradigm.startswith("adj"):
                stem = low_reading[:-2]
                sure = low.endswith(("ого", "его", "ому", "ему", "ая", "ую"))
                hers = reading.gender == "f" and len(low) > 5 and _ADJECTIVE_F.search(low) is not None
                score += 1.5 if stem.endswith(("ск", "цк")) else 0.8 if sure else 0.3 if hers else -1.0
            elif reading.paradigm not in _FAMILY_PARADIGMS:
                continue
            elif reading.paradigm in ("а", "я", "ия"):
                if low_reading[:-1].endswith(("ов", "ев", "ин", "ын")) and len(low_reading) > 4:
                    continue
                if _LOST_VOWEL.search(low_reading[:-1]):
                    score -= 0.6  # «Лубинца» is hardly a nominative
                genders = BOTH
            elif reading.gender == "f" or (low_reading.endswith(("ов", "ев")) and len(low_reading) > 4):
                continue  # surnames in -ь are read as a man's; those in -ов have a reading of their own
            elif reading.case == NOM:
                score -= 0.7 if low_reading.endswith(_OBLIQUE_LOOK) and not score else 0.0
                hers = len(low) > 5 and _ADJECTIVE_F.search(low) is not None  # «Светличной» is a case of «Светличная»
                found.append(Part(prefix + dash + reading.word, "f", _ALL, score - (1.0 if hers else 0.3)))
            elif reading.case == LOC and reading.paradigm == "consonant" and not score:
                score = 0.15  # «о Лиаме Пейне»
            if _FROM_FATHER.search(low_reading) and low[:-1] != low_reading:
                score += 2.0  # «Светлане Афанасьевне»
            head = self._agreeing(heads, reading.gender) if heads else prefix
            found.append(Part(head + dash + reading.word, genders, cases, score))
        if heads and low[-1:] in _OPEN:
            # «Гулиева-|Ширвани»: the first half alone declines; «Коробкова-|Землянского»: both.
            found += [
                replace(part, word=part.word + dash + last, score=0.3)
                for part in self.last_parts(prefix)
                if part.score >= 2
            ]
        elif low[-1:] in _OPEN or not found:
            if dash:  # «Вебера-|Шульте»
                found += [
                    replace(part, word=part.word + dash + last, score=0.35)
                    for part in self.last_parts(prefix)
                    if NOM not in part.cases
                ]
            stands = low[-1:] not in "ую" or len(low) < 4 or self._printed(low) or not found
            never = found and _NO_NOMINATIVE.search(low) is not None
            found.append(Part(word, BOTH, _ALL, -0.8 if never else 0.3 if stands else -0.2))
        elif _STANDING.search(low):
            found.append(Part(word, BOTH, _ALL, -0.2))
        return _merge(found)

    def _with_vowel(self, word: str) -> str:
        """The nominative of a surname that loses a vowel in the other cases: «Лубинц» -> «Лубинец», «Дубк» -> «Дубок»."""
        if len(word) < 4 or word[-1] not in "кц" or word[-2] in "аеиоуыэюя" or word.lower() in self._surnames:
            return word
        forms = [f"{word[:-1].rstrip('ь')}{vowel}{word[-1]}" for vowel in ("ое" if word[-1] == "к" else "ео")]
        listed = (form for form in forms if form.lower() in self._surnames)
        return next(listed, forms[0] if _LOST_VOWEL.search(word) else word)

    def _is_attested(self, reading: Reading) -> bool:
        """Whether news print a surname in the instrumental, which tells «Трамп» (Трампом) from «Обама» (Обамой)."""
        return reading.paradigm in _FAMILY_PARADIGMS and any(
            self._printed(form.lower()) for form in forms_of(reading, INS)
        )

    @staticmethod
    def _agreeing(heads: set[str], gender: str) -> str:
        """The first half of a double surname that fits the second in gender."""
        return min(heads, key=lambda head: ((head[-1:] in "ая") != (gender == "f"), head))


def _merge(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Readings that differ in case only, joined."""
    joined: dict[tuple[str, str, float], frozenset[str]] = {}
    for part in parts:
        key = (part.word, part.genders, part.score)
        joined[key] = joined.get(key, frozenset()) | part.cases
    return tuple(Part(word, genders, cases, score) for (word, genders, score), cases in joined.items())
