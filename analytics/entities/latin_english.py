"""What only English texts call so: datelines, outlets behind "the journal", "Lake Baringo", "UK Athletics", "Italian coast guard"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from analytics.entities.aliases import HOME
from analytics.entities.gazetteer import Gazetteer, ListedName
from analytics.entities.latin_firm_words import FIRM_ENDS
from analytics.entities.latin_words import POSSESSIVE, Lexicon, Word
from analytics.text import fold

_DATELINE: Final = re.compile(r"^(?:, [A-Z][\w. ]{1,20}?)?\s?(?:\(|--|—|–|- )")
_PLACE_LINE: Final = re.compile(r",|(?<=[A-Z]{5}) [–—] [A-Z]")  # «AKTOBE – Residents …»
_PROSECUTORS: Final = frozenset({"prosecutor's", "prosecutor’s", "prosecutors", "mayor's", "mayor’s"})
_TROOPS: Final = frozenset({"military", "army", "navy"})
_ENVOYS: Final = frozenset({"consulate", "embassy"})
_BROADCASTERS: Final = frozenset(
    {"BBC", "ITV", "CNN", "NPR", "NBC", "CBS", "ABC", "CBC", "Sky", "Radio", "Channel", "TV"}
)
_LONGEST_STATION: Final = 4
_LONGEST_PLACE: Final = 3  # words of a dateline


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that ends before word ``end``."""

    end: int
    kind: str
    name: str
    listed: bool = False


class EnglishReader:
    """Finds names that need no list of names but a word beside them; ``listed`` gives the listed thing at a word."""

    def __init__(
        self,
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        listed: Callable[[Sequence[Word], int, int], tuple[int, ListedName] | None],
        *,
        of_owner: Callable[[Sequence[Word], int, ListedName], str],
        of_state: Callable[[ListedName, ListedName], str],
    ) -> None:
        """``of_owner`` names a listed body of the state in the possessive before a word, ``of_state`` one of a state."""
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._gazetteer = gazetteer
        self._listed = listed
        self._of_owner = of_owner
        self._of_state = of_state

    def at(self, line: str, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """The name that begins at the capitalised word ``at``, whose capitals end at ``run``."""
        found = self._dateline(line, words, at) or self._place(words, at, run) or self._outlet(line, words, at, run)
        found = (
            found
            or self._station(words, at, run)
            or self._federation(words, at, run)
            or self._of_nation(words, at, run)
        )
        return found or self._behind_letters(words, at, run)

    def lower(self, words: Sequence[Word], at: int) -> Taken | None:
        """A ministry in small letters: "the health ministry"."""
        low = self._lexicon.bare(words[at + 1]) if at + 1 < len(words) else ""
        if low not in ("ministry", "force") or words[at].text != words[at].low:
            return None
        owned = at > 0 and POSSESSIVE.search(words[at - 1].text) is not None
        row = self._gazetteer.find(f"{words[at].low} {low}")
        if row is None and owned and low == "ministry":
            return Taken(at + 2, "ORG", f"{words[at].low} {low}")  # «Mexico's | security ministry»
        if row is None or row.kind != "ORG" or (low != "ministry" and not owned):
            return None
        return Taken(at + 2, "ORG", self._of_owner(words, at, row) if owned else row.name, listed=True)

    def _dateline(self, line: str, words: Sequence[Word], at: int) -> Taken | None:
        """«BAKU (Caspian Wire) -- …», «NEW YORK, May 5 - …»."""
        if line[: words[at].start].strip() or not words[at].text.isupper() or len(words[at].text) < _LONGEST_PLACE:
            return None
        end = at + 1
        while end < len(words) and end - at < _LONGEST_PLACE and words[end].text.isupper():
            end += 1
        if not _DATELINE.match(line[words[end - 1].stop :]):
            return None
        printed = " ".join(word.text.capitalize() for word in words[at:end])
        row = self._gazetteer.find(printed)
        if row is None:  # «SFAX, Tunisia (AP) — …»
            return Taken(end, "LOC", printed) if _PLACE_LINE.match(line, words[end - 1].stop) else None
        return Taken(end, "LOC", row.name, listed=True) if row.kind == "LOC" else None

    def _place(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """A place whose name a common noun opens: "Lake Baringo", "Sea of Japan"."""
        if words[at].low in self._lists["loc_opens"] and run - at >= 2 and words[at + 1].capital:
            capitals = list(takewhile(lambda word: word.capital, words[at + 1 : run]))
            closed = any(
                self._lexicon.ends_with_head(word, heads) for word in capitals for heads in ("org_heads", "loc_heads")
            )
            if closed or words[at + 1].text.isupper() or words[at + 1].low in self._lists["not_names"]:
                return None
            name = " ".join([words[at].text, POSSESSIVE.sub("", words[at + 1].text)])
            row = self._gazetteer.find(name)
            return Taken(at + 2, "LOC", row.name if row else name, row is not None)
        of = at + 2 < run and words[at].low in self._lists["loc_opens_of"] and words[at + 1].low == "of"
        if of:
            begin = at + (3 if words[at + 2].low == "the" else 2)
            end = begin
            state = self._listed(words, begin, run)
            while end < run and words[end].capital and end - begin < _LONGEST_PLACE:
                end += 1
            if state is not None and state[1].kind == "LOC":
                end = state[0]  # «of the Republic of Azerbaijan | Kamran Valiyev»
            if end > begin:
                name = " ".join([*(word.text for word in words[at : end - 1]), POSSESSIVE.sub("", words[end - 1].text)])
                row = self._gazetteer.find(name)
                return Taken(end, "LOC", row.name if row else name, row is not None)
        return None

    def _outlet(self, line: str, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """«the journal | Science», «told the | Guardian»."""
        before = words[at - 1] if at and line[words[at - 1].stop : words[at].start] in (" ", " “", ' "') else None
        if before is None or (words[at].first and before.low not in self._lists["outlet_kinds"]):
            return None
        word = self._lexicon.bare(words[at])
        behind = run == at + 1 or not words[at + 1].capital
        paper = behind and before.low == "the" and word in self._lists["papers"]
        kind = before.low in self._lists["outlet_kinds"] or (
            before.low == "agency" and at > 1 and words[at - 2].low == "news"
        )
        if not paper and not (kind and word not in self._lists["not_names"]):
            return None
        end = at + 1 if paper and words[at + 1 : at + 2] and words[at + 1].low != "of" else run  # «Times of Malta»
        found = self._listed(words, at, run)
        if found is not None:
            return None if found[1].kind != "ORG" else Taken(found[0], "ORG", found[1].name, listed=True)
        if self._lexicon.is_given(words[at].text) and end - at > 1:
            return None  # «the magazine | Anna Wintour ran»
        return Taken(end, "ORG", self._name(words[at:end]))

    def _station(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """«BBC Yorkshire», «Radio 4»: a broadcaster and which of its stations."""
        if words[at].text not in _BROADCASTERS or at + 1 >= len(words) or words[at + 1].start != words[at].stop + 1:
            return None
        end = at + 1
        while end < len(words) and end - at < _LONGEST_STATION and words[end].start == words[end - 1].stop + 1:
            if not (words[end].capital or words[end].text.isdigit()) or words[end].first:
                break
            if POSSESSIVE.search(words[end - 1].text):
                break  # «Radio Liberty's | Tajik service»
            if self._lexicon.bare(words[end]) in self._lists["offices"] or self._lexicon.is_given(words[end].text):
                break
            end += 1
        listed = self._listed(words, at, end)
        known = listed is not None and listed[0] == end  # «BBC News» has a name of its own
        return Taken(end, "ORG", self._name(words[at:end])) if end > at + 1 and not known else None

    def _federation(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """ "Athletics Kenya", "UK Athletics", "Swiss Cycling"."""
        end = at + 2
        if run < end or not words[at + 1].capital or (run > end and words[end].capital):
            return None
        first, second = (self._lexicon.bare(word) for word in words[at:end])
        sports = self._lists["sports"]
        if (first in sports) == (second in sports):
            return None
        other = words[at] if second in sports else words[at + 1]
        place = self._gazetteer.find(POSSESSIVE.sub("", other.text))
        state = (place is not None and place.kind == "LOC") or (
            second in sports and (first in self._lexicon.nations or first == "world")
        )
        if not state or other.text.endswith(("'s", "’s")):
            return None
        return Taken(end, "ORG", self._name(words[at:end]))

    def _of_nation(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """«Italian coast guard», «Georgian State Electrosystem»."""
        if at + 2 < len(words) and words[at + 1].low in _PROSECUTORS and words[at + 2].low == "office":
            place = self._gazetteer.find(words[at].text)  # «the Paris | prosecutor's office»
            if place is not None and place.kind == "LOC":
                return Taken(at + 3, "ORG", " ".join(word.text for word in words[at : at + 3]))
        if words[at].low not in self._lexicon.nations or at + 1 >= len(words):
            return None
        if run - at >= 3 and words[at + 1].low in ("state", "national", "federal", "royal") and words[run - 1].capital:
            heads = any(self._lexicon.ends_with_head(word, "loc_heads") for word in words[at + 2 : run])
            body = any(self._lexicon.ends_with_head(word, "org_heads") for word in words[at + 2 : run])
            office = any(self._lexicon.bare(word) in self._lists["offices"] for word in words[at + 2 : run])
            if not heads and not body and not office and self._listed(words, at + 1, run) is None:
                return Taken(run, "ORG", self._name(words[at:run]))
        low = " ".join(self._lexicon.bare(word) for word in words[at + 1 : at + 3])
        longer = run > at + 3 and self._lexicon.ends_with_head(
            words[run - 1], "org_heads"
        )  # «Turkish Coast Guard Command»
        if low in self._lists["lower_bodies"] and not words[at + 1].first and not longer:
            row = self._gazetteer.find(low)
            state = ListedName("LOC", self._lexicon.nations[words[at].low], {})
            own = row is not None and row.kind == "ORG" and row.name.endswith(HOME)
            name = self._of_state(row, state) if row is not None and own else f"{words[at].text} {low}"
            return Taken(at + 3, "ORG", name, listed=own)
        seat = at + 3 < len(words) and words[at + 2].low in ("in", "to") and words[at + 3].capital
        if words[at + 1].low in _ENVOYS and seat:  # «the Azerbaijani consulate in Rostov»
            return Taken(at + 4, "ORG", self._name(words[at : at + 4]))
        if self._lexicon.bare(words[at + 1]) in _TROOPS and not words[at + 1].capital and not words[at + 1].first:
            return Taken(at + 2, "ORG", f"{words[at].text} {self._lexicon.bare(words[at + 1])}")
        return None

    def _behind_letters(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """«SOS Méditerranée»: letters that are nothing by themselves, and one word."""
        first = words[at].text
        if run - at != 2 or not (first.isupper() and first.isalpha() and 2 < len(first) < 6):
            return None
        word = self._lexicon.bare(words[at + 1])
        if fold(first) in self._lexicon.abbreviations or self._gazetteer.find(POSSESSIVE.sub("", words[at + 1].text)):
            return None
        if words[at + 1].text.isupper() or self._lexicon.is_given(words[at + 1].text):
            return None
        if word.endswith("s") and word not in FIRM_ENDS:
            return None
        if any(word in self._lists[name] for name in ("offices", "not_names", "no_person", "org_heads", "loc_heads")):
            return None
        return Taken(run, "ORG", self._name(words[at:run])) if self._listed(words, at, run) is None else None

    def _name(self, words: Sequence[Word]) -> str:
        *before, last = (word.text for word in words)
        return " ".join([*before, POSSESSIVE.sub("", last)])
