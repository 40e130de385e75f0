"""The names of one line of Azerbaijani or English text, by capitals, endings, heads and lists."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from analytics.entities.aliases import HOME, AliasTable
from analytics.entities.gazetteer import Gazetteer, ListedName
from analytics.entities.latin_english import EnglishReader, Taken
from analytics.entities.latin_firm_words import is_branch
from analytics.entities.latin_people import PeopleReader
from analytics.entities.latin_quoted import Found, outlet, quoted_names
from analytics.entities.latin_runs import RunReader
from analytics.entities.latin_words import INITIAL, POSSESSIVE, Lexicon, Word, words_of
from analytics.text import fold

_GENITIVE: Final = re.compile(r"(?:n[ıiuü]n|[ıiuü]n)$")
_LOCATIVE: Final = re.compile(r"(?:d[aə]|d[aə]n|dak[ıi]|dəki)$")
_AT: Final = re.compile(r"(?:dakı|dəki)$")
_SETTLEMENT: Final = re.compile(r"(?:kənd|qəsəbə|şəhər|məhəllə)\w*$")
_WATER: Final = re.compile(r"^(?:çay|göl|dağ)ı")
_FAMILY: Final = re.compile(r"(?:zad[əe]|oğlu|oglu|bəyli|beyli|xanlı|khanli|yeva?|ova?)$")
_HELD: Final = ("i", "ı", "u", "ü")  # «Prezidenti», «naziri»
_MEDIA: Final = frozenset({"telegram", "youtube", "whatsapp", "tv", "tiktok", "instagram", "facebook", "televiziya"})
_MADAM: Final = frozenset({"xanım", "cənab"})
_MONEY: Final = re.compile(r"^(?:\s)(?:dollar|dollars|manat)")
_CHANNEL: Final = re.compile(r"^(?:mətbuat|press|ictimaiyyətlə|media ilə)", re.IGNORECASE)
_OWN_STATE: Final = " " + HOME
_SHOUTED: Final = re.compile(r"[^a-z]*[A-Z]{4,}[^a-z]*[ ][^a-z]*[A-Z]{2,}[^a-z]*$")
_OF_WHICH: Final = frozenset({"milli", "federal", "dövlət", "baş"})  # «Türkiyə Milli Müdafiə Nazirliyi»


# «Department of Emergency Situations of the Akmola | region»
_OF_PLACE: Final = re.compile(r" (?:of|for|in) (?:the )?[A-Z][\w-]+$")
_OF_REGION: Final = re.compile(r" (?:region|district|oblast|province|county|city)\b(?! [A-Z])")


class LineReader:
    """Finds the names of a line; what they have to do with each other is for the article to say."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, states: AliasTable) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._gazetteer = gazetteer
        self._states = states
        self._people = PeopleReader(
            lexicon,
            listed=lambda words, at: self._listed(words, at, at + 1) is not None,
            is_place=lambda name: (row := gazetteer.find(name)) is not None and row.kind == "LOC",
        )
        self._runs = RunReader(
            lexicon, listed=self._listed, is_place=self._is_place, owner=self._owner, head_end=self._head_end
        )
        self._english = None
        if lexicon.lang == "en":
            self._english = EnglishReader(
                lexicon, gazetteer, self._listed, of_owner=self._of_owner, of_state=self._of_state
            )

    def names(self, line: str, *, clubs: bool = False) -> Iterator[Found]:
        """The names in their order; ``clubs``: quoted places are teams."""
        if self._lexicon.lang == "en" and _SHOUTED.match(line):
            return  # «WHAT HAPPENED»: capitals show no name
        words = words_of(line, self._lexicon)
        quoted = {
            found.start: found for found in quoted_names(line, words, self._lexicon, self._gazetteer, clubs=clubs)
        }
        at = 0
        while at < len(words):
            whole = next(
                (quoted[start] for start in range(words[at].start - 1, words[at].start + 1) if start in quoted), None
            )
            if whole is not None:
                yield whole
                while at < len(words) and words[at].start < whole.stop:
                    at += 1
                continue
            if words[at].capital:
                taken = self._at(line, words, at)
            else:
                taken = self._english.lower(words, at) if self._english is not None else None
            if taken is None:
                at += 1
                continue
            last = words[taken.end - 1]
            stop = last.stop
            if self._lexicon.lang == "en":
                stop -= len(last.text) - len(POSSESSIVE.sub("", last.text))
            printed, name = line[words[at].start : stop], taken.name
            region = _OF_REGION.match(line, stop) if self._lexicon.lang == "en" and taken.kind == "ORG" else None
            if region is not None and not taken.listed and _OF_PLACE.search(printed):
                stop, name = region.end(), printed + region.group()
                printed = name
            if re.sub(r"['’] ", " ", printed) == name:
                name = printed  # «Composers' Union»
            yield Found(words[at].start, stop, taken.kind, name, taken.listed)
            at = taken.end

    def _at(self, line: str, words: Sequence[Word], at: int) -> Taken | None:
        """The name that begins at word ``at``."""
        if words[at].text.endswith("-based"):
            return None  # «Vienna-based | Institute of …»
        run = self._runs.end(line, words, at)
        english = self._english.at(line, words, at, run) if self._english is not None else None
        if english is not None:
            return english
        listed = self._listed(words, at, run)
        if listed is not None and listed[1].kind == "ORG":
            return self._listed_body(words, at, run, *listed)
        if listed is None:
            nation = self._of_nation(words, at, run)
            if nation is not None:
                return nation
        elif self._lexicon.lang == "az" and listed[1].kind == "LOC":
            foreign = self._of_foreign_state(words, listed, run)
            if foreign is not None:
                return foreign
        if self._lexicon.lang == "az" and words[at].first and words[at].low in _MADAM:
            return None  # «Xanım | Karpantye»; inside a sentence «Xanım Süleymanzadə» has it as her given name
        of = (
            at + 2 < run
            and words[at].low in self._lists["org_heads"]
            and words[at + 1].low in ("of", "for", "to", "on")
        )
        unnamed = self._lists["not_names"] | self._lists["offices"]
        if self._lexicon.lang == "en" and listed is None and self._runs.opens_office(words, at, run):
            return None  # «Country | Director of the Asian Development Bank»
        if listed is None and not of and self._lexicon.bare(words[at]) in unnamed:
            # «… müğənni | Alim Qasımov»: a given name that is also a calling
            called = self._lexicon.lang == "az" and not words[at].first and at + 1 < run
            if not called or not (
                self._lexicon.is_given(words[at].text) and self._lexicon.is_surname(words[at + 1].text)
            ):
                return None
        headed = self._body(words, at, run, listed)
        if headed is not None:
            return headed
        place = self._place(words, at, run, listed)
        if place is not None:
            return place
        person = self._people.at(line, words, at, run)
        if person is not None and (
            listed is None or (person[0] > listed[0] and self._lexicon.is_given(words[at].text))
        ):
            return Taken(person[0], "PER", person[1])
        if listed is not None:
            end, row = listed
            if words[end - 1].text.isupper() and _MONEY.match(line[words[end - 1].stop :]):
                return None  # «60 ABŞ dolları»
            return Taken(end, row.kind, row.name, listed=True)
        return outlet(line, words, at, run, self._lexicon) or self._single(words, at, run)

    def _is_place(self, word: Word) -> bool:
        return any(
            row is not None and row.kind == "LOC" for row in map(self._gazetteer.find, self._lexicon.bases(word.text))
        )

    def _listed(self, words: Sequence[Word], at: int, run: int) -> tuple[int, ListedName] | None:
        longest = min(len(words), at + self._gazetteer.longest, max(run, at + 1) + 1)
        if not self._gazetteer.opens_longer(words[at].low):
            longest = at + 1
        for end in range(longest, at, -1):
            if any(word.first for word in words[at + 1 : end]):
                continue
            for base in self._lexicon.bases(words[end - 1].text):
                row = self._gazetteer.find(" ".join([*(word.text for word in words[at : end - 1]), base]))
                if row is not None:
                    return end, row
        return None

    def _listed_body(self, words: Sequence[Word], at: int, run: int, end: int, row: ListedName) -> Taken:
        """A listed body, with the state behind it or with the part of it that follows in the genitive."""
        if self._lexicon.lang == "en" and end + 1 < len(words) and words[end].low == "of" and end < run:
            state = self._listed(words, end + (2 if words[end + 1].low == "the" else 1), run)
            if state is not None and state[1].kind == "LOC":
                return Taken(state[0], "ORG", self._of_that_state(words[at : state[0]], row, state[1]), listed=True)
        part = self._part(words, end, run) or self._longer(words, at, run, end)
        if part is not None:
            return Taken(part, "ORG", self._name(words[at:part]))
        if self._lexicon.lang == "en" and at and words[at - 1].text.endswith(("'s", "’s")):
            return Taken(end, "ORG", self._of_owner(words, at, row), listed=True)
        if self._lexicon.lang == "az" and at and words[at].start - words[at - 1].stop == 1:
            return Taken(end, "ORG", self._of_state(row, self._genitive_state(words, at)), listed=True)
        return Taken(end, "ORG", row.name, listed=True)

    def _genitive_state(self, words: Sequence[Word], at: int) -> ListedName:
        """The state in the genitive before word ``at``: «Səudiyyə Ərəbistanının | Energetika Nazirliyi»."""
        for start in range(max(at - 3, 0), at):
            found = self._listed(words, start, at) if _GENITIVE.search(words[at - 1].low) else None
            if found is not None and found[0] == at and found[1].kind == "LOC":
                return found[1]
        return ListedName("LOC", "", {})

    def _of_foreign_state(self, words: Sequence[Word], listed: tuple[int, ListedName], run: int) -> Taken | None:
        """«Gürcüstan | DİN-in», «Türkiyə | Milli Müdafiə Nazirliyi»: bodies of another state than the home one."""
        end, state = listed
        if end >= run or not self._bare_name(words[end - 1 : end]) or not words[end].capital:
            return None
        body = self._listed(words, end, run)
        if body is not None and body[1].kind == "ORG" and body[1].name.endswith(_OWN_STATE):
            return Taken(body[0], "ORG", self._of_state(body[1], state), listed=True)
        inner = self._listed(words, end + 1, run) if end + 1 < run and words[end].low in _OF_WHICH else None
        if inner is not None and inner[1].kind == "ORG" and inner[1].name.endswith(_OWN_STATE):
            return Taken(inner[0], "ORG", self._of_state(inner[1], state), listed=True)
        return None

    def _owner(self, words: Sequence[Word], at: int) -> str:
        """The listed place in the possessive that ends before word ``at``, or nothing."""
        last = POSSESSIVE.sub("", words[at - 1].text)
        names = (" ".join([*(w.text for w in words[start : at - 1]), last]) for start in range(max(at - 3, 0), at))
        return next((row.name for row in map(self._gazetteer.find, names) if row is not None and row.kind == "LOC"), "")

    def _of_owner(self, words: Sequence[Word], at: int, body: ListedName) -> str:
        """A listed body of the state in the possessive before word ``at``: «Iran's | Foreign Ministry»."""
        return self._of_state(body, ListedName("LOC", self._owner(words, at), {}))

    def _longer(self, words: Sequence[Word], at: int, run: int, end: int) -> int | None:
        """Where a longer name ends that a listed one opens: «Federal Reserve | Bank», «Toyota | Motor Company»."""
        if self._lexicon.lang != "en" or end >= run or not words[end].capital or POSSESSIVE.search(words[end - 1].text):
            return None
        if end == run - 1 and is_branch(words, end, self._lexicon, self._is_place):
            return run
        if self._listed(words, end, run) is not None:
            return None
        head = self._head_end(words, at, run, "org_heads")
        return head if head is not None and head > end else None

    def _part(self, words: Sequence[Word], end: int, run: int) -> int | None:
        """Where a part of the body ends that is named behind its genitive: «… Nazirliyinin | Zoologiya İnstitutu»."""
        if self._lexicon.lang != "az" or end >= run or not _GENITIVE.search(words[end - 1].low):
            return None
        if self._listed(words, end, run) is not None or _CHANNEL.match(words[end].text):
            return None
        return self._head_end(words, end, run, "org_heads")

    def _of_state(self, body: ListedName, state: ListedName) -> str:
        """«Министерство обороны Азербайджана» of another state: «Министерство обороны Грузии»."""
        row = self._states.find(state.name, "LOC")
        if row is None or not row.state or not body.name.endswith(_OWN_STATE):
            return body.name
        return f"{body.name.removesuffix(_OWN_STATE)} {self._states.genitive(row)}"

    def _of_that_state(self, words: Sequence[Word], body: ListedName, state: ListedName) -> str:
        """The same of a state whose genitive no list gives, as printed: «Central Bank of Kenya»."""
        name = self._of_state(body, state)
        return self._name(words) if name.endswith(_OWN_STATE) and state.name != "Азербайджан" else name

    def _of_nation(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """«Georgian | Ministry of Defence», «German | Federal Employment Agency»."""
        state = self._lexicon.nations.get(words[at].low)
        if state is None or at + 1 >= run:
            return None
        listed = self._listed(words, at + 1, run)
        if listed is not None and listed[1].kind == "ORG":
            name = self._of_state(listed[1], ListedName("LOC", state, {}))
            return Taken(listed[0], "ORG", name, listed=True)
        end = self._head_end(words, at + 1, run, "org_heads") if words[at + 1].capital and listed is None else None
        return Taken(end, "ORG", self._name(words[at:end])) if end is not None else None

    def _body(self, words: Sequence[Word], at: int, run: int, listed: tuple[int, ListedName] | None) -> Taken | None:
        """A body whose name a listed noun closes («… Nazirliyi») or, in English, opens ("Ministry of …")."""
        if self._lexicon.lang == "az" and (_CHANNEL.match(words[at].text) or INITIAL.match(words[at].text)):
            return None  # «Nazirliyin | Mətbuat Xidmətindən»: the ministry is the body
        end = self._head_end(words, at, run, "org_heads")
        if end is None or (listed is not None and end <= listed[0]):
            return None
        if listed is not None and listed[0] < run and not words[listed[0]].capital and self._lexicon.lang == "en":
            return None  # "Azerbaijan | for the Economic and Social Council"
        for start in range(at + 1, end):
            later = self._listed(words, start, run)
            if later is None or later[1].kind != "ORG" or later[0] < end:
                continue
            if listed is not None and listed[0] == start and self._bare_name(words[at:start]):
                return Taken(later[0], "ORG", self._of_state(later[1], listed[1]), listed=True)
            if self._lexicon.lang == "en" and start == at + 1 and words[at].low in ("federal", "royal"):
                return Taken(later[0], "ORG", self._name(words[at : later[0]]))  # «Federal | Ministry of Defence»
            return None  # «Qaydanı | Dövlət Miqrasiya Xidməti»
        if self._lexicon.lang == "az" and self._cut_inside(words, at, end):
            return None
        if self._lexicon.lang == "az" and listed is not None and self._is_foreign_owner(words, at, end, listed):
            return None  # «Rusiyanın | Federal Antiinhisar Xidməti»
        if words[at].first and self._lexicon.lang == "en" and self._of_the(words, at):
            return None
        name = self._name(words[at:end])
        part = self._part(words, end, run)
        if part is not None:
            return Taken(part, "ORG", self._name(words[at:part]))
        row = self._gazetteer.find(name)
        return Taken(end, "ORG", row.name if row else name, row is not None)

    def _is_foreign_owner(self, words: Sequence[Word], at: int, end: int, listed: tuple[int, ListedName]) -> bool:
        """Whether another state in the genitive stands before a body's name of two words or more."""
        row = self._states.find(listed[1].name, "LOC")
        state = row is not None and row.state and listed[1].name != "Азербайджан"
        return (
            bool(state)
            and end - listed[0] > 1
            and not self._bare_name(words[at : listed[0]])
            and self._genitive_state(words, listed[0]).name == listed[1].name
        )

    def _bare_name(self, words: Sequence[Word]) -> bool:
        """Whether words are a listed name without a case ending: «Azərbaycan Respublikası», not «Nyu-Yorkda»."""
        return self._gazetteer.find(" ".join(word.text for word in words)) is not None

    def _cut_inside(self, words: Sequence[Word], at: int, end: int) -> bool:
        """Whether a word before the head is in a case that no body's name holds: «Lozannadakı | İdman … Məhkəməsi»."""
        for word in words[at : end - 1]:
            if _AT.search(word.low):
                return True
            if _LOCATIVE.search(word.low) and self._is_place(word) and self._gazetteer.find(word.text) is None:
                return True
        if any(word.low in ("adına", "adina") for word in words[at:end]):
            return False
        held = (place for place in range(at + 1, end - 3) if words[place].low in self._lists["offices"])
        if any(words[place].low.endswith(_HELD) for place in held):
            return True  # «Türkiyə Prezidenti Kamal Aydoğan | Antalya Diplomatiya Forumu»
        surname = self._lexicon.is_surname(words[at + 1].text)
        if end - at > 3 and self._lexicon.is_given(words[at].text):
            return surname or (bool(at) and words[at - 1].low in self._lists["offices"])
        of_district = words[at + 1].low.startswith("rayon")  # «Nərimanov Rayon Məhkəməsi»
        return _FAMILY.search(words[at].low) is not None and end - at > 2 and not of_district

    def _of_the(self, words: Sequence[Word], at: int) -> bool:
        """«Experts of | the Forensic Centre»."""
        return (
            at + 2 < len(words)
            and words[at + 1].low == "of"
            and words[at + 2].low == "the"
            and words[at].low not in self._lists["org_heads"]
        )

    def _head_end(self, words: Sequence[Word], at: int, run: int, heads: str) -> int | None:
        """Where a name of at least two words ends that one of the listed nouns closes, or opens in English."""
        for stop in range(run, at + 1, -1):
            if stop < run and words[stop - 1].low == "mərkəzi":
                continue  # «Avropa və Mərkəzi | Asiya iqtisadiyyatı»
            if self._lexicon.ends_with_head(words[stop - 1], heads):
                return run if heads == "org_heads" and self._goes_on(words, stop, run) else stop
        opens = (
            self._lexicon.lang == "en"
            and heads == "org_heads"
            and run - at >= 3
            and words[at + 1].low in ("of", "for", "on", "to")
        )
        return run if opens and words[at].low in self._lists["org_heads"] else None

    def _goes_on(self, words: Sequence[Word], at: int, run: int) -> bool:
        """Whether an English name goes on after its head: "University | of Languages", "Bank | of the Republic of …"."""
        if self._lexicon.lang != "en" or at + 1 >= run or words[at].low not in ("of", "for", "on"):
            return False
        return words[at + 1].low != "the" or self._listed(words, run - 1, run) is not None

    def _place(self, words: Sequence[Word], at: int, run: int, listed: tuple[int, ListedName] | None) -> Taken | None:
        """A place whose name a listed noun closes: «Nizami küçəsi», "Lachin district"."""
        limit = at + min(run - at, 4)
        if limit < len(words) and limit == run and not words[run].capital and not words[run].first:
            limit += 1
        end = self._head_end(words, at, limit, "loc_heads")
        if end is None or (listed is not None and end <= listed[0]):
            return None
        if self._lexicon.lang == "az" and end - at > 3 and self._is_somebody(words, at):
            return None  # «Aişə Məlikməmmədova | Pirqulu dağı»
        if (
            self._lexicon.lang == "az"
            and end > at + 1
            and (words[end - 2].low in _MEDIA or words[end - 2].text.isupper())
        ):
            return None  # «Yevgeni Xarlamov | Telegram kanalında»
        inner = self._lexicon.lang == "en" and any(word.low in ("of", "for", "at") for word in words[at + 1 : end])
        if inner and words[at].low not in self._lists["loc_heads"] | self._lists["loc_opens_of"]:
            return None  # «Campbell | of Treasure Beach»
        if listed is not None and self._lexicon.lang == "az" and self._another(words, listed[0], end):
            return None
        if listed is not None and listed[0] == at + 1 and _GENITIVE.search(words[at].low):
            return None  # «Masallının | Ərkivan qəsəbəsində»
        if listed is None and words[at].first and end - at > 2 and not words[at + 1].capital:
            return None
        if listed is None and words[at].first and end - at > 2 and self._listed(words, at + 1, run) is not None:
            return None  # «Ekspertlər | Qazax rayonunun»
        if end > at + 1 and _SETTLEMENT.match(words[end - 1].text):
            end -= 1  # a village goes by its bare name, a district does not
        name = self._name(words[at:end])
        row = self._gazetteer.find(name)
        return Taken(end, "LOC", row.name if row else name, row is not None)

    def _is_somebody(self, words: Sequence[Word], at: int) -> bool:
        """Whether a given name and a surname stand at a word."""
        surname = words[at + 1].text
        return self._lexicon.is_given(words[at].text) and self._lexicon.surname.search(fold(surname)) is not None

    @staticmethod
    def _another(words: Sequence[Word], listed: int, end: int) -> bool:
        """Whether a second place begins behind the listed one: «Bakıda | və Abşeron yarımadasında», «Bişkek | Norin çayı»."""
        if listed >= end:
            return False
        return words[listed].low == "və" or (end - listed > 1 and _WATER.match(words[end - 1].low) is not None)

    def _single(self, words: Sequence[Word], at: int, run: int) -> Taken | None:
        """An abbreviation, or a place that its ending or its preposition gives away."""
        word = words[at]
        name = self._lexicon.nominative(word.text)
        if _FAMILY.search(fold(name)) and len(name) > 7:
            return Taken(at + 1, "PER", name)
        stem = re.split(r"['’-]", word.text)[0]
        if 2 <= len(stem) <= 7 and stem.isupper() and stem.isalpha() and fold(stem) not in self._lexicon.abbreviations:
            return Taken(at + 1, "ORG", stem)
        for base in self._lexicon.bases(word.text):
            if self._lexicon.place_end.match(fold(base)) and run - at == 1:
                return Taken(at + 1, "LOC", base)
        of_place = at > 1 and words[at - 1].low == "of" and words[at - 2].low in self._lists["of_places"]
        if word.first or len(word.text) < (3 if of_place else 4) or any(c.isdigit() for c in word.text):
            return None
        if at and (of_place or words[at - 1].low in self._lists["near"]):
            end = run if run - at <= 2 and all(w.capital for w in words[at:run]) else at + 1
            return Taken(end, "LOC", self._name(words[at:end]))
        if run - at == 1:
            common = not self._lists["common"].isdisjoint(map(fold, self._lexicon.bases(word.text)))
            for ending in () if common else sorted(self._lists["local"], key=len, reverse=True):
                if word.low.endswith(ending) and len(word.text) - len(ending) >= 3:
                    return Taken(at + 1, "LOC", word.text[: -len(ending)])
        return None

    def _name(self, words: Sequence[Word]) -> str:
        """The words with the last in its dictionary form."""
        *before, last = (word.text for word in words)
        return " ".join([*before, self._lexicon.nominative(last)])
