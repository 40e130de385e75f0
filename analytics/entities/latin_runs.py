"""Where a run of capitalised words ends in an Azerbaijani or English line: at a person behind a body, at a second body, at an owner."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from analytics.entities.gazetteer import ListedName
from analytics.entities.latin_words import POSSESSIVE, Lexicon, Word

_LONGEST_RUN: Final = 12


class RunReader:
    """Finds the end of a run; ``listed`` gives the listed thing at a word, ``is_place`` knows listed places.

    ``owner`` names the place in the possessive before a word, ``head_end`` where a name ends that a listed noun closes.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        listed: Callable[[Sequence[Word], int, int], tuple[int, ListedName] | None],
        is_place: Callable[[Word], bool],
        owner: Callable[[Sequence[Word], int], str],
        head_end: Callable[[Sequence[Word], int, int, str], int | None],
    ) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._listed = listed
        self._is_place = is_place
        self._owner = owner
        self._head_end = head_end

    def end(self, line: str, words: Sequence[Word], at: int) -> int:
        """Where the capitalised words that begin at ``at`` end, joiners inside them included."""
        end = at + 1
        while end < len(words) and end - at < _LONGEST_RUN:
            gap = line[words[end - 1].stop : words[end].start]
            of_many = self._lexicon.lang == "en" and gap in ("' ", "’ ") and words[end].capital  # «Composers' | Union»
            if gap != " " and not of_many and not (gap == ", " and self._lists_on(line, words, at, end)):
                break
            before, word = words[end - 1], words[end]
            if word.first:
                break
            if not word.capital and word.low not in self._lists["joiners"] and not self._office_of_place(words, end):
                break
            if word.low == "the" and before.capital:
                break  # "On the eve of Gurban Bayrami | the Caucasus Muslims Office"
            if word.capital and not before.capital and word.low in self._lists["not_names"]:
                break  # "Court on Grave Crimes | on Thursday"
            if self._lexicon.lang == "en" and self._named_next(words, at, end):
                break  # «Federal Reserve Bank of Boston | President Susan Collins», «Xi Jinping | and Park Geun-hye»
            if self._lexicon.lang == "en" and self._another_body(words, at, end):
                break  # «the Institute of History | and the Institute of Arts»
            if self._lexicon.lang == "en" and self._holder_behind(words, at, end):
                break  # «Secretary General of the Council of Europe | Alain Berset»
            if self._lexicon.lang == "en" and self._somebody_of(words, at, end):
                break  # «Rob Tallis | of the NHS Confederation»
            if self._lexicon.lang == "en" and POSSESSIVE.search(before.text) and self._closes(words, at, end):
                break  # «Institute of Geography's | Kemal Aydin»
            if self._lexicon.lang == "en" and self._owns(words, at, end):
                break  # "Baku's | Yasamal district", "South Korea's | Joint Chiefs of Staff"
            end += 1
        while end > at + 1 and not words[end - 1].capital:
            end -= 1
        return end

    def opens_office(self, words: Sequence[Word], at: int, run: int) -> bool:
        """Whether an office of somebody's begins with the word before it: «Country Director of the …»."""
        return at + 2 < run and words[at + 1].low in self._lists["offices"] and words[at + 2].low in ("of", "for")

    def _lists_on(self, line: str, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether a comma stands inside a name: «Ailə, Qadın və Uşaq … Komitəsi», "Prisoners of War, Hostages and …"."""
        rest = line[words[end].start : words[end].start + 90]
        if self._lexicon.lang == "az":
            return bool(re.match(r"[A-ZÇƏĞİÖŞÜ]\w+ və [A-ZÇƏĞİÖŞÜ]", rest)) and not self._is_place(words[end])
        return bool(re.match(r"[A-Z][\w-]+(?: [A-Z][\w-]+)? and [A-Z]", rest)) and any(
            word.low in self._lists["org_heads"] for word in words[at:end]
        )

    def _office_of_place(self, words: Sequence[Word], at: int) -> bool:
        """«Bakı | şəhər | Prokurorluğu», «Abşeron | rayonu | Yetkinlik … Komissiya»."""
        return (
            self._lexicon.lang == "az"
            and re.match(r"^(?:rayonu?|şəhəri?)$", words[at].low) is not None
            and at + 1 < len(words)
            and words[at + 1].capital
            and not words[at + 1].first
        )

    def _named_next(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether somebody's name begins behind the office, or behind the "and" between two persons, at ``end``."""
        if end + 1 >= len(words) or not words[end + 1].capital or not self._lexicon.is_given(words[end + 1].text):
            return False
        row = words[end].low == "and" and self._lexicon.is_given(words[at].text)
        return row or (words[end].capital and words[end].low in self._lists["offices"])

    def _another_body(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether a body's name ends before the "and the" at ``end``."""
        if words[end].low != "and" or end + 1 >= len(words) or words[end + 1].low != "the":
            return False
        return any(word.low in self._lists["org_heads"] for word in words[at:end]) or end - at > 1

    def _closes(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether the words before ``end`` are already a body's name of two words or more, and a person's follows."""
        given = words[end].capital and self._lexicon.is_given(words[end].text)
        return given and end - at > 1 and self._head_end(words, at, end, "org_heads") is not None

    def _somebody_of(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether a person's given name and surname end before the "of" at ``end``."""
        if words[end].low not in ("of", "for", "at"):
            return False
        called = self._lexicon.profession.search(words[at].low) or words[at].low in self._lists["callings"]
        if called and end - at in (3, 4):  # «Meteorologist Thodoris Kolydas | of the National Observatory»
            return not any(self._lexicon.ends_with_head(word, "org_heads") for word in words[at + 1 : end])
        if end - at == 1 and at > 1 and words[at - 1].capital and self._lexicon.profession.search(words[at - 2].low):
            return True
        if end - at not in (2, 3):
            return False
        before = words[at - 1].low if at and words[at].start - words[at - 1].stop == 1 else ""
        if self._lexicon.profession.search(before) or any(
            before in self._lists[kind] for kind in ("callings", "offices")
        ):
            return not any(self._lexicon.ends_with_head(word, "org_heads") for word in words[at:end])
        given = any(self._lexicon.is_given(word.text) for word in words[at : end - 1])
        given = (given or self._lexicon.is_surname(words[end - 1].text)) and self._listed(words, at, end) is None
        return given and not any(self._lexicon.ends_with_head(word, "org_heads") for word in words[at:end])

    def _holder_behind(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether a person's two names close a run that an office stands before and that holds «of»."""
        if end + 1 >= len(words) or not (words[end - 1].capital and words[end].capital and words[end + 1].capital):
            return False
        if end + 2 < len(words) and words[end + 2].capital and words[end + 2].start - words[end + 1].stop == 1:
            return False
        if not any(word.low in ("of", "for", "on") for word in words[at:end]):
            return False
        if not any(word.low in self._lists["offices"] for word in words[max(at - 4, 0) : at]):
            return False
        surname = self._lexicon.is_surname(words[end + 1].text) and self._listed(words, end, end + 2) is None
        return self._lexicon.is_given(words[end].text) or surname

    def _owns(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether the words before ``end`` are a place in the possessive."""
        if not words[end - 1].text.endswith(("'s", "’s")):
            return False
        return bool(self._owner(words[at:end], end - at))
