"""Surnames: in which cases, genders and nominatives a printed one may be read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from analytics.entities.declension import ACC, DAT, GEN, INS, LOC, NOM, Reading, readings
from analytics.entities.name_parts import ALL, BOTH, OBLIQUE_LOOK, OPEN, PARADIGMS, Part, attested, bare, merged

FAMILY: Final = re.compile(r"^([А-ЯЁ][\w-]+(?:ов|ев|ёв|ин|ын))(?:ы|ых|ыми)$")
CLAN: Final = frozenset({"оглу", "оглы", "кызы", "гызы", "кизи", "угли", "углы", "улы", "уулу"})
_FIXED: Final = (
    "ли", "лы", "заде", "зада", "оглу", "оглы", "кызы", "гызы", "швили", "дзе", "ых", "их", "ко", "аго", "яго",
    "бейли", "ини", "гельды", "берды", "верди", "балды", "дурды", "еску",
)  # fmt: skip
# Turkic surnames, and no datives of names in -л: «Якублу», «Зорлу».
_FIXED_TURKIC: Final = re.compile(r"[бвгджзкмнпрстфхчш]л[ую]$")
_SON_OF: Final = re.compile(r"(?<=зод)(?:а|ы|е|у|ой)$")
_JUNIOR: Final = re.compile(r"(младш|старш)(?:ий|его|ему|им|ем)")
# Names that do not decline although they end like those that do: «Бжания», «Гулиа», «Ашуба».
_STANDING: Final = re.compile(r"(?:ия|[аеиоуэ]а|ба)$")
# No surname ends so in the nominative, while in the genitive those in -ия and -а do: «Бжании», «Ланзы».
_NO_NOMINATIVE: Final = re.compile(r"(?:[ийь]и|(?<![лжчр])ы)$")
# Stems of adjectives in -ой: «Рудой», «Лихой», «Береговой».
_STRESSED: Final = re.compile(
    r"^(?:руд|лих|сух|кос|крив|сед|толст|жив|удал|молод|дурн|прост|глух|нем|хром|свят|лесн|степн|речн|ряб|золот|больн|наг|худ|слеп|круг|больш|тепл|цветн|козод|шаховск|трубецк|луговск"
    r"|крамск|донск|земск|городск|заводск|воронск|задонск|ледовск|мирск|людск|морск|волховск|.{2,}[оеё]в)$"
)
_ADJECTIVE_F: Final = re.compile(r"(?:[чшжщлтрдь]н|[оеё]в)ой$")
_FROM_FATHER: Final = re.compile(r"(?:[оеи]вич|ьич|[оеё]вна|ична)$")
# The stem of a surname that loses a vowel: «Лубинца», «Кравца», but «Шульца», «Лоренца».
_LOST_VOWEL: Final = re.compile(r"(?:[бвм]|[иая]н)ц$")
_SOFT: Final = re.compile(r"(?<=[вбрн])ь(я|ю|ем|ём|е)$")
# Stems in a consonant that are surnames rather than a part of one in -е: «о Пейне».
_LIKELY: Final = re.compile(r"(?:ич|[ая]н|янц|ман|ер|ар|сон|сен|берг|штейн|[ую]к|[аое]й|ст|дт|нд|рд|кс|[яо]с)$")
_HARD: Final = 1.6  # what the list of hard surnames adds
_LISTED: Final = 1.0  # what the long list adds, which has many that nobody bears
_ATTESTED: Final = 0.6  # what a form that news print adds to the reading it belongs to
_REMEMBERED: Final = 32_768


@dataclass(frozen=True)
class FamilyLists:
    """What is known of surnames, in small letters and ё as е, as men have them.

    ``declining`` and ``standing`` are hard ones that have cases and that have none: «Дзюба», «Кубе».
    """

    known: frozenset[str] = frozenset()
    declining: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()


class FamilyWords:
    """Reads surnames by their endings and by lists; ``printed`` says of a word form in small letters whether news print it."""

    def __init__(self, lists: FamilyLists, printed: Callable[[str], bool]) -> None:
        # A dict, which the garbage collector passes by, unlike a set: there are 180,000.
        self._known = dict.fromkeys((*lists.known, *lists.declining))
        self._lists = lists
        self._printed = printed
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, word: str) -> tuple[Part, ...]:
        """All readings of a printed word."""
        prefix, dash, last = word.rpartition("-")
        if dash and last.lower() in CLAN:
            return tuple(replace(part, word=f"{part.word}-{last}") for part in self.read(prefix))
        junior = _JUNIOR.fullmatch(last.lower()) if dash else None
        if junior:
            return tuple(replace(part, word=f"{part.word}-{junior.group(1)}ий") for part in self.read(prefix))
        if dash:
            return merged([*self._double(prefix, last), *self._standing(word)])
        fixed = self._fixed(word)
        if fixed:
            return fixed
        found = [
            part
            for reading in (*readings(word), *_in_soft(word))
            if reading.gender in BOTH
            for part in self._names(reading, word)
        ]
        return merged([*found, *self._standing(word, declines=bool(found))])

    def _double(self, prefix: str, last: str) -> Iterator[Part]:
        """Double surnames, whose halves stand in one case, or of which one stands still: «Кравца-|Белого», «Гулиева-|Ширвани»."""
        heads = [part for part in self.read(prefix) if part.score >= 0]
        for head in (*heads, Part(prefix, BOTH, ALL, -0.2)):
            for part in self.read(last):
                genders = "".join(gender for gender in head.genders if gender in part.genders)
                cases = head.cases & part.cases
                if genders and cases:
                    yield Part(f"{head.word}-{part.word}", genders, cases, part.score + head.score / 4)

    def _fixed(self, word: str) -> tuple[Part, ...]:
        """The readings of a word that its ending leaves no choice for; none where it does."""
        low = bare(word)
        family = FAMILY.match(word)
        if family:
            # «Ильяс и Гюльбаниз Мамишевы»: each of them has the surname in the singular. «Росселлы Гравины» has one that
            # is no possessive, «Иннокентий Фоминых» one that stands.
            own = (
                Part(word, BOTH, ALL, 2.2) if low.endswith("ых") else Part(word[:-1] + "а", "f", frozenset({GEN}), 2.1)
            )
            return (Part(family.group(1), "m", ALL, 2.0), Part(family.group(1) + "а", "f", ALL, 2.0), own)
        son, still = _SON_OF.search(low), low.endswith(_FIXED) or _FIXED_TURKIC.search(low)
        if not (son or still) or any(bare(reading.word) in self._lists.declining for reading in readings(word)):
            return ()
        # «Рахмонзода», which some decline and some do not
        return (Part(_SON_OF.sub("а", word) if son else word, BOTH, ALL, 2.0),)

    def _names(self, reading: Reading, word: str) -> Iterator[Part]:
        """The surnames, or the second halves of one, that one reading of a printed word gives."""
        if reading.paradigm in ("consonant", "ь") and reading.case != NOM:
            reading = reading._replace(word=self._with_vowel(reading.word))
        low, name = bare(word), bare(reading.word)
        hard = name in self._lists.declining  # «Кевина Медину»
        score = self._listed(reading)
        genders = reading.gender
        if reading.paradigm == "possessive":
            score += 2.0
        elif reading.paradigm.startswith("adj"):
            score += self._adjective(reading, low)
        elif reading.paradigm not in PARADIGMS:
            return
        elif reading.paradigm in ("а", "я", "ия"):
            if name[:-1].endswith(("ов", "ев", "ин", "ын")) and len(name) > 4 and not hard:
                return
            score -= 0.6 if _LOST_VOWEL.search(name[:-1]) else 0.0  # «Лубинца» is hardly a nominative
            genders = BOTH
        elif reading.gender == "f":
            return  # surnames in -ь are read as a man's
        elif name.endswith(("ов", "ев")) and len(name) > 4 and not low.endswith(("овом", "евом")):
            return  # those in -ов have a reading of their own, but for «Вильневом»
        elif reading.case == NOM:
            score -= 0.7 if name.endswith(OBLIQUE_LOOK) and not score else 0.0
            hers = len(low) > 5 and _ADJECTIVE_F.search(low) is not None  # «Светличной» is a case of «Светличная»
            yield Part(reading.word, "f", ALL, score - (1.0 if hers else 0.3))
        elif reading.case == LOC and reading.paradigm == "consonant" and not score:
            score = 0.4 if _LIKELY.search(name) else 0.15  # «о Лиаме Пейне»
        if _FROM_FATHER.search(name) and low[:-1] != name:
            score += 2.0  # «Светлане Афанасьевне»
        yield Part(reading.word, genders, frozenset({reading.case}), score)

    def _listed(self, reading: Reading) -> float:
        """What the lists, or else the news, add to a reading."""
        name = bare(reading.word)
        if (reading.paradigm, reading.gender) == ("possessive", "f"):
            name = name[:-1]
        score = _HARD if name in self._lists.declining else _LISTED if name in self._known else 0.0
        score = score or (_ATTESTED if attested(reading, self._printed) else 0.0)
        rare = reading.paradigm == "ий" and reading.case != NOM
        its_own = name in self._known and name[:-1] + "я" not in self._known
        return score - (0.9 if rare and not its_own else 0.0)  # «Шенгелии» is a case of «Шенгелия»

    def _adjective(self, reading: Reading, low: str) -> float:
        """How likely a surname is that is an adjective."""
        name = bare(reading.word)
        stem = name[:-2]
        score = 0.0
        if reading.gender == "m":  # «Рудой», but «Бедный»
            score = 0.4 if (_STRESSED.match(stem) is not None) == name.endswith("ой") else -0.4
        elif reading.gender == "f" and low.endswith("ой") and self._printed(name):
            score = 1.5  # «Марии Лысой»
        if name in self._lists.declining and not reading.paradigm.endswith("soft"):
            return score + 2.0
        if stem.endswith(("ск", "цк")):
            return score + 1.5
        if low.endswith(("ого", "его", "ому", "ему", "ая", "ую")):
            return score + 0.8
        hers = reading.gender == "f" and len(low) > 5 and _ADJECTIVE_F.search(low) is not None
        return score + (0.3 if hers else -1.0)

    def _standing(self, word: str, *, declines: bool = True) -> Iterator[Part]:
        """A word that stands still; ``declines`` where it may be a case of another too."""
        low = bare(word)
        if low in self._lists.standing:
            yield Part(word, BOTH, ALL, _HARD)
        if low[-1:] in OPEN or not declines:
            yield Part(word, BOTH, ALL, self._stands(low) if declines else 0.3)
        elif _STANDING.search(low):
            yield Part(word, BOTH, ALL, -0.2)

    def _stands(self, low: str) -> float:
        """How likely a word in a vowel is a nominative, though it may be a case of another."""
        printed = self._printed(low)
        dative = low.endswith("ю") and low[-2:-1] not in "ьаеиоу" and not printed
        if _NO_NOMINATIVE.search(low) or dative:
            return -0.8
        return 0.3 if low[-1:] not in "ую" or len(low) < 4 or printed else -0.2

    def _with_vowel(self, word: str) -> str:
        """The nominative of a surname that loses a vowel in the other cases: «Лубинц» -> «Лубинец», «Шершнь» -> «Шершень»."""
        soft = "ь" * word.endswith("ь")
        stem, last = word.removesuffix(soft)[:-1], word.removesuffix(soft)[-1:]
        if (
            len(word) < 4
            or last not in ("н" if soft else "кц")
            or stem[-1] in "аеиоуыэюя"
            or self._printed(word.lower())
        ):
            return word
        stem = stem[:-1] if stem.endswith("ий") else stem.rstrip("ь")  # «Коломийца», «Королька»
        forms = [f"{stem}{vowel}{last}{soft}" for vowel in ("ое" if last == "к" else "ео")]
        listed = next((form for form in forms if form.lower() in self._known), None)
        sure = _LOST_VOWEL.search(word) is not None and word.lower() not in self._known
        return listed or (forms[0] if sure else word)


def _in_soft(word: str) -> Iterator[Reading]:
    """«Соловья» as a case of «Соловей»."""
    ending = _SOFT.search(word)
    if ending is not None:
        cases = {"я": (GEN, ACC), "ю": (DAT,), "е": (LOC,)}.get(ending.group(1), (INS,))
        yield from (Reading(word[: ending.start()] + "ей", "m", case, "й") for case in cases)
