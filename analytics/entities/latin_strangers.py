"""Persons in English whom no list knows: by their age, their office, a speech verb, a particle, a surname that returns.

«Yonas Tesfamariam, 19, who lost …», «said Ana Maria dos Santos Kealoha», «his wife, Salina»
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analytics.entities.gazetteer import Gazetteer
from analytics.entities.latin_words import POSSESSIVE, Lexicon, printed_words
from analytics.entities.office_words import load_offices
from analytics.text import fold

_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢİĪĶŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽÇƏ][\w’'-]*\w"
_PARTICLE: Final = (
    r"(?:ap|arap|ab|de|da|do|dos|das|del|della|di|du|van|von|der|den|la|le|bin|ibn|al|el|bint|ter|ten|abu|ben|af|av|zu)"
)
_RUN: Final = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?: (?:[A-Z]\. ?){{1,2}}(?=[A-Z])(?:{_CAPITAL})?|(?: {_PARTICLE}){{0,2}} (?:[Aa]l-|[Ee]l-)?{_CAPITAL})*"
)
_WORD: Final = re.compile(r"\S+")
_MOST: Final = 4  # words of a name in capitals
_SHORT: Final = 6  # letters of an East Asian surname
_AGE: Final = re.compile(
    r"^(?:, (?:also |better |who is )?(?:known as|nicknamed|alias)\b|, (?:aged )?\d{1,3}(?=,|;|\.(?:\s|$))|,? who(?:se)?\b| \(\d{1,2}\))"
)
_HYPHENATED: Final = re.compile(r"^[A-Z][a-zà-ÿ]{2,}-[A-Z][a-zà-ÿ]{2,}$")
_SYLLABLES: Final = re.compile(r"^[A-Z][a-z]{1,5}-[A-Za-z][a-z]{0,5}$")
_GAELIC: Final = re.compile(r"^(?:Mac|Mc|O['’])[A-Z][a-z]+")
_SAYS: Final = (
    r"(?:said|says|told|tells|added|adds|wrote|recalled|explained|warned|insisted|admitted|replied|argued|noted"
    r"|cautioned|stressed|remarked|tweeted|joked|confirmed|testified|urged|thanked"
    r"|(?:promis|argu|believ|believ|hop|jok|not|acknowledg|declar|describ|accus|criticis|criticiz|prais|apologis|apologiz|muse|conced)e?(?:d|s)|thinks|feels|felt"
    r"|(?:fear|suspect|complain|laugh|quipp|sigh|shrugg|vow|pledg|claim|counter|retort|respond|recall|remember|recount|reckon|wonder|predict|conclud|ask|answer"
    r"|comment|lament|insist|admitt|explain|warn|underlin|exclaim|suggest|observ|liken|appeal|grumbl|boast|scoff|doubt|smil|marvel|chuckl|grinn|groan)(?:ed|s|led)"
    r"|puts|estimates|calculates|thinks|thought|believes|considers|sees|doubts"
    r"|stresses|emphasi[sz]e[sd]|denie[sd]|admits|disagrees|agrees|points out|pointed out|swears|wants|told|vows|remarks|testifies|confesses|replies|pleads)"
)
_SAYS_BEHIND: Final = re.compile(rf"^,? (?:also |later |then |has |had )?{_SAYS}\b")
_SAYS_BEFORE: Final = re.compile(rf"[”\"’,] {_SAYS} $")
_LONE: Final = re.compile(
    rf"(?<![\w’'-])({_CAPITAL})(?: (?:also |later |then |has |had )?{_SAYS}\b|,? who\b|['’]s (?:family|lawyer|wife|husband|death))"
)
# «Kello Harsama, | the ministry's point man on pests, insists»
_SAYS_BEHIND_ASIDE: Final = re.compile(
    r"^, (?:the|an?|its|his|her|who|[A-Z]\w+['’]s)\b"
    r"(?![^,.]*(?:company|firm|group|agency|maker|bank|body|organi|union|party|charity|outlet|paper|operator|club|watchdog|network|institute|service|team|band))"
    rf" [^,.]{{3,70}}, (?:also |then |has |had )?{_SAYS}\b"
)
_BEFORE: Final = re.compile(r"([\w’'-]+),? $")
# «the head of customs of Gilan province, | Houshang Berg»
_OFFICE_BEFORE: Final = re.compile(r"\b([a-z][\w-]+) (?:of|for|at|in) [^,.;:“”\"]{2,60}, $")
# «Mr | Hallam», «Dr. | Annelies Berg»: behind these any name is a person's
_HONOURED: Final = re.compile(
    rf"(?:(?:Mr|Mrs|Ms) Justice|Mr|Mrs|Ms|Dr|Prof|Professor|Judge|Justice|Sgt|Lt|Col|Gen|Capt|Maj|Insp|Supt|Sen|Rep|Gov|Rev|Senator|Congressman|Congresswoman|Inspector|Detective|Sergeant|Lieutenant)\.? "
    rf"({_CAPITAL}(?: (?:[A-Z]\. )?(?:{_PARTICLE} )?{_CAPITAL}){{0,2}})"
)
# «said | Shukria, 31, who gave only one name»
_AGED: Final = re.compile(rf"({_CAPITAL})(?=, (?:aged )?\d{{2}}, (?:who|an?|the|from|said|says|told|whose|his|her)\b)")
# «24-year-old | Sherzod from Jizzakh»
_YEARS_OLD: Final = re.compile(rf"(?<=-year-old )({_CAPITAL}(?: {_CAPITAL})?)(?=,| (?:from|said|says|told|who)\b)")
_KIN: Final = re.compile(
    rf"\b(?:wife|husband|son|daughter|brother|sister|mother|father|uncle|aunt|cousin|nephew|niece|grandson|granddaughter|twin)(?:, | )({_CAPITAL}(?: {_CAPITAL})?)(?=[\s,.])"
)
_APPOSITION: Final = re.compile(
    r"^, (?:(?:an?|the|his|her|its|their|one of|[A-Z][\w-]*['’]s?)\s)?((?:[\w’'-]+\s?){1,6})"
)
# «Corrie Moreau | of Cornell puts the origin …»
_OF_BODY: Final = re.compile(
    r"^ (?:of|at|from|with|for) (?:the )?[A-Z][\w’'&.-]*(?: (?:(?:of|and|for|the) )*[A-Z][\w’'&.-]*){0,5}(?= [a-z])"
)
_OF: Final = re.compile(r"\b(?:at|of|from|in|for|who|with)\b")
_CROWN: Final = re.compile(r"\b(?:Pope|King|Queen|Prince|Princess|Emperor|Sultan|Emir) $")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A person's name in a field, characters ``start`` to ``stop``."""

    start: int
    stop: int
    name: str


class Strangers:
    """Finds persons by what stands beside their names."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._gazetteer = gazetteer
        self._person_noun = lru_cache(maxsize=4_096)(self._is_person_noun)

    def people(self, value: str, *, headline: bool = False) -> Iterator[Stranger]:
        """The persons of a field; in a ``headline``, where capitals say little, only those with a known given name."""
        lone = {match.group(1) for match in _LONE.finditer(value)} if not headline else set()
        lone |= {match.group(1).rpartition(" ")[2] for match in _HONOURED.finditer(value)} if not headline else set()
        for run in _RUN.finditer(value):
            for start, words in self._pieces(run):
                found = self._person(value, start, words, lone, headline=headline)
                if found is not None:
                    yield found
        for pattern in (_KIN, _HONOURED, _AGED, _YEARS_OLD):
            for match in pattern.finditer(value):
                name = POSSESSIVE.sub("", match.group(1))
                if value[match.start() - 1 : match.start()].isalnum():
                    continue
                if self._may_be_called(name.split(" ")):
                    yield Stranger(match.start(1), match.start(1) + len(name), name)

    def _may_be_called(self, words: Sequence[str]) -> bool:
        """Whether words may be a person's name that something beside them shows: a surname, no place, «June» before another."""
        capitals = [word for word in words if word[:1].isupper()]
        named = all(self._nameable(word) for word in capitals[1:] or capitals) and not self._is_thing(words)
        opening = fold(words[0])
        named = named and not any(opening in self._lists[kind] for kind in ("titles", "offices", "no_person"))
        return named and (len(words) > 1 or self._gazetteer.find(words[0]) is None)

    def _pieces(self, run: re.Match[str]) -> Iterator[tuple[int, list[str]]]:
        """A run of capitals cut at words that no person's name holds, and behind possessives."""
        start = run.start()
        words: list[str] = []
        for match in _WORD.finditer(run.group()):
            word = match.group()
            barrier = word[:1].isupper() and not self._nameable(POSSESSIVE.sub("", word))
            inside = match.end() < len(run.group())  # «State Prosecutor | Margus Oja»
            barrier = barrier or (inside and word[:1].isupper() and fold(word) in load_offices("en").field)
            if barrier:
                if words:
                    yield start, words
                words = []
                continue
            if not words:
                start = run.start() + match.start()
            words.append(word)
            if POSSESSIVE.search(word):
                yield start, words
                words = []
        if words:
            yield start, words

    def _nameable(self, word: str) -> bool:
        """Whether a word may be a part of a person's name at all."""
        low = fold(word.rpartition("-")[2]) if word.lower().startswith("vice-") else fold(word)
        if (len(word) > 2 and word.isupper()) or low in self._lexicon.abbreviations:
            return False
        if low in self._lists["not_names"] or low in self._lists["offices"] or low in self._lists["titles"]:
            return False
        if low in self._lists["no_person"]:
            return False
        return low not in self._lexicon.nations and low not in self._lists["org_heads"]

    def _person(
        self, value: str, start: int, words: Sequence[str], lone: set[str], *, headline: bool
    ) -> Stranger | None:
        words = list(words)
        while words and not words[0][:1].isupper():
            start += len(words[0]) + 1
            words = words[1:]
        capitals = [word for word in words if word[:1].isupper()]
        # «Conscript | Elvin Tarverdili», «Meanwhile | Samir Rahimli»
        arab = words[0].startswith(("Al-", "El-", "Abd"))
        if len(capitals) > 2 and not arab and not self._lexicon.is_given(words[0]) and self._lexicon.is_given(words[1]):
            start += len(words[0]) + 1
            words, capitals = words[1:], capitals[1:]
        elif (
            len(capitals) > 2
            and self._person_noun(words[0])
            and (not self._lexicon.is_given(words[0]) or self._lexicon.is_given(words[1]))
        ):
            start += len(words[0]) + 1  # «Forecaster | Umud Rzali»
            words, capitals = words[1:], capitals[1:]
        if not capitals or len(capitals) > _MOST:
            return None
        last = POSSESSIVE.sub("", words[-1])
        name = " ".join([*words[:-1], last])
        stop = start + len(name)
        if len(capitals) == 1 and len(words) == 1:
            crown = _CROWN.search(value, max(start - 12, 0), start) is not None and self._lexicon.is_given(last)
            return Stranger(start, stop, name) if crown else None
        if len(words) == 2 and _GAELIC.match(last):
            return Stranger(start, stop, name)  # «Eck MacAskill»
        if len(words) == 2 and _SYLLABLES.match(last) and len(words[0]) < _SHORT:
            return Stranger(start, stop, name)  # «Park Ji-ho»
        if self._is_thing(words):
            return None
        if self._named(words, last):
            return Stranger(start, stop, name)
        said = self._called(value, start) and value[start - 2 : start] != ", "
        if said and len(words) == 2 and not self._places_in(words[1:]) and not _is_common(value, words):
            return Stranger(start, stop, name)  # «analyst | Oguz Berg», though Oguz is a town
        if self._places_in(words) or _is_common(value, words):
            return None
        if self._called(value, start) or (not headline and self._spoken_of(value, start, stop, last, lone)):
            return Stranger(start, stop, name)
        return None

    def _named(self, words: Sequence[str], last: str) -> bool:
        """Whether the name itself shows a person."""
        first = words[0]
        if not self._lexicon.is_given(first):
            return False
        if self._gazetteer.find(first) is None and (len(words) > 2 or self._gazetteer.find(last) is None):
            return True
        return len(words) == 2 and _SYLLABLES.match(last) is not None  # «Park Geun-hye», «Xi Jinping»

    def _called(self, value: str, start: int) -> bool:
        """Whether the word before the name says what a person is: «hydrologist | Keola Nakamura»."""
        before = _BEFORE.search(value, max(start - 24, 0), start)
        if before is None:
            return False
        office = _OFFICE_BEFORE.search(value, max(start - 90, 0), start)
        if office is not None and self._person_noun(office.group(1)):
            return True
        if before.group().endswith(", "):  # «the deputy minister, | Nargiz Alasgarli»
            return fold(before.group(1)) in self._lists["offices"] or self._person_noun(before.group(1))
        return self._person_noun(before.group(1))

    def _spoken_of(self, value: str, start: int, stop: int, last: str, lone: set[str]) -> bool:
        """Whether the sentence, or the rest of the article, treats the name as a person's."""
        after = _OF_BODY.sub("", value[stop : stop + 120])
        if _AGE.match(after) or (_HYPHENATED.match(last) and not self._places_in(last.split("-"))):
            return True
        apposition = _APPOSITION.match(after)
        if apposition is not None and any(map(self._person_noun, _OF.split(apposition.group(1))[0].split())):
            return True
        if _SAYS_BEFORE.search(value, max(start - 24, 0), start) or (last in lone and len(last) > 3):
            return True
        if len(value[start:stop].split()) > 1 and _SAYS_BEHIND_ASIDE.match(value[stop : stop + 160]):
            return True
        return bool(_SAYS_BEHIND.match(after)) and not last.endswith("s")

    def _places_in(self, words: Sequence[str]) -> bool:
        return any(self._gazetteer.find(word) is not None or fold(word) in self._lists["loc_heads"] for word in words)

    def _is_thing(self, words: Sequence[str]) -> bool:
        """Whether a run holds a listed name of several words, or ends with the head of a body or place."""
        bare = [POSSESSIVE.sub("", word) for word in words]
        if (
            any(fold(word) in self._lists["loc_heads"] for word in bare[-1:])
            or fold(bare[0]) in self._lists["loc_opens"]
        ):
            return True
        return any(
            self._gazetteer.find(" ".join(bare[begin:end])) is not None
            for begin in range(len(bare))
            for end in range(begin + 2, len(bare) + 1)
        )

    def _is_person_noun(self, word: str) -> bool:
        """Whether a word says what a person is: "geochemist", "sprinter", "Mayor"."""
        low = fold(word)
        return (
            low in self._lists["offices"]
            or low in self._lists["titles"]
            or low in self._lists["callings"]
            or low in load_offices("en").field
            or self._lexicon.profession.search(low) is not None
        )


def _is_common(value: str, words: Sequence[str]) -> bool:
    """Whether the text prints a word of the run in small letters too: "International Carpet Festival", "the festival"."""
    low = [POSSESSIVE.sub("", word).lower() for word in words if word[:1].isupper()]
    printed = printed_words(value)
    return any(word in printed or word + "s" in printed for word in low)
