"""The name next to a citing formula: where it begins and ends, and its nominative, by rules alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.assets import find_assets
from analytics.entities.names import Naming, load_naming, plain
from analytics.entities.persons import PersonForm, PersonNames, load_persons
from analytics.errors import ModelError
from analytics.text import fold

_REACH: Final = 150
_TOKEN: Final = re.compile(
    r"«[^«»\n]{2,80}»|[“„][^“”\n]{2,80}”\w{0,4}|\"[^\"\n]{2,80}\"\w{0,4}"
    r"|(?:[A-ZА-ЯЁƏ]\.\s?){1,2}[A-ZА-ЯЁƏ][\w’'-]+|\w+(?:[.’'&+-]+\w+)*\+?"
)
_QUOTES: Final = '«“„"'
_VERB: Final = re.compile(
    r"(?:ет|ит|ют|ут|ят|ется|ится|ил|ила|или|ило|ал|ала|али|ало|ел|ела|ели|ся|сь|ть|лись|ены|ен|ана|ено)$"
)
_OBLIQUE: Final = re.compile(r"(?:[аяыиуюейхмьо]|[А-ЯЁA-Z]{2,})$")
_AZ_AFTER_DASH: Final = frozenset(
    ["a", "ə", "ya", "yə", "dan", "dən", "ın", "in", "un", "ün", "nın", "nin", "nun", "nün"]
)
_DIGIT: Final = re.compile(r"\d")
_FAMILY: Final = re.compile(r"(?:ov|ev|ova|eva|yev|yeva|zad[əe]|[lz][ıiuü]|[ao]ğlu|lı|li)(?:[nıiuü]{1,3}|ya|yə)?$")
_AZ_SUFFIXES: Final = {
    "dative": ((("inə", "ına", "unə", "una", "ünə", "sinə", "sına"), 2), (("yə", "ya"), 2), (("ə", "a"), 1)),
    "ablative": ((("indən", "ından", "undan", "ündən"), 4), (("dən", "dan"), 3)),
    "genitive": ((("nin", "nın", "nun", "nün"), 3), (("in", "ın", "un", "ün"), 2)),
}


@dataclass(frozen=True, slots=True)
class CitingWords:
    """The word lists of ``data/phrases/attribution.toml``, by language."""

    stops: frozenset[str]
    joiners: Mapping[str, frozenset[str]]
    titles: Mapping[str, frozenset[str]]
    nobody: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]]) -> "CitingWords":
        """From the table's rows, whose keys are language and list: ``en_titles``."""

        def lists(name: str) -> dict[str, frozenset[str]]:
            return {lang: frozenset(table.get(f"{lang}_{name}", ())) for lang in ("ru", "az", "en")}

        return cls(frozenset(table["ru_stops"]), lists("joiners"), lists("titles"), lists("nobody"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A cited name and the words that cite it, as printed."""

    name: str
    phrase: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    stop: int

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or self.text[:1] in _QUOTES

    @property
    def low(self) -> str:
        return self.text.lower()


def _words(field: str, start: int, stop: int) -> list[_Word]:
    """Words from ``start`` on that only spaces part."""
    found: list[_Word] = []
    for match in _TOKEN.finditer(field, start, stop):
        gap = field[found[-1].stop if found else start : match.start()]
        if gap.strip(" \u00a0") or (found and not gap):
            break
        found.append(_Word(match.group(), match.start(), match.end()))
    return found


class Namer:
    """Takes names out of text around formulas. Uses the lists of given names and surnames where installed."""

    def __init__(self, words: CitingWords, *, naming: Naming | None = None, persons: PersonNames | None = None) -> None:
        self._words = words
        self._naming = naming or load_naming()
        if persons is None:
            try:
                persons = load_persons(find_assets())
            except ModelError:
                persons = load_persons(None)
        self._persons = persons

    def after(self, field: str, start: int, stop: int, *, lang: str, case: str, takes: str) -> list[Taken]:
        """Names that stand behind a formula at ``start`` to ``stop``; a second one after «и» or "and" too."""
        words = _words(field, stop, min(len(field), stop + _REACH))
        taken: list[Taken] = []
        while words:
            found = self._first(words, lang=lang, case=case, takes=takes)
            if found is None:
                break
            name, used = found
            taken.append(Taken(name, field[start : words[used - 1].stop].strip(" ,")))
            rest = words[used:]
            if len(rest) < 2 or rest[0].low not in ("и", "and", "və") or not rest[1].capital or len(taken) > 1:
                break
            words = rest[1:]
        return taken

    def before(
        self,
        field: str,
        start: int,
        stop: int,
        *,
        lang: str,
        case: str,
        takes: str,
        opening: re.Pattern[str] | None,
        suffix: str,
        own: frozenset[str],
    ) -> Taken | None:
        """The name that ends right where a formula begins, or None."""
        low = max(field.rfind("\n", 0, start) + 1, start - _REACH)
        if opening is not None:
            for match in reversed(list(opening.finditer(field, low, start))):
                words = _words(field, match.end(), start)
                if not words or words[-1].stop != start:
                    continue
                found = self._first(words, lang=lang, case=case, takes=takes)
                if found is not None and found[1] == len(words):
                    return Taken(found[0], field[match.start() : stop].strip(" ,"))
            return None
        words = self._run_before(field, low, start, lang)
        while words and own and fold(words[-1].text).startswith(tuple(own)):
            words.pop()
        while words and own and fold(words[0].text).startswith(tuple(own)):
            words.pop(0)
        if lang == "az":
            words = self._trimmed(words)
        if not words or (len(words) == 1 and not _stands_alone(field, words[0])):
            return None
        name = self._name(words, lang=lang, case=case, takes=takes, suffix=suffix)
        return Taken(name, field[words[0].start : stop].strip(" ,")) if name else None

    def _run_before(self, field: str, low: int, stop: int, lang: str) -> list[_Word]:
        """The capitalised words that end at ``stop``."""
        run: list[_Word] = []
        for match in reversed(list(_TOKEN.finditer(field, low, stop))):
            word = _Word(match.group(), match.start(), match.end())
            gap = field[word.stop : run[-1].start if run else stop]
            if gap.strip(" \u00a0") or (not run and gap.strip()):
                break
            if not word.capital and not (run and word.low in self._words.joiners[lang] and lang != "ru"):
                break
            run.append(word)
        while run and not run[-1].capital:
            run.pop()
        return run[::-1]

    def _first(self, words: Sequence[_Word], *, lang: str, case: str, takes: str) -> tuple[str, int] | None:
        """The first name among words, and how many words reach to its end."""
        if lang != "ru":
            return self._first_plain(words, lang=lang)
        if takes != "body":
            person = self._person(words, sure=takes != "person")
            if person is not None:
                begin, end = person
                text = " ".join(word.text for word in words[begin:end])
                return self._persons.nominative(
                    PersonForm(text, "" if case == "nom" and takes == "person" else case)
                ), end
            if takes == "person":
                return None
        return self._body(words, case)

    def _person(self, words: Sequence[_Word], *, sure: bool) -> tuple[int, int] | None:
        """Where a person's name stands among words: after offices and bodies, before the clause goes on."""
        begin = 0
        while begin < len(words):
            if words[begin].low in self._words.stops or (_VERB.search(words[begin].text) and not words[begin].capital):
                return None
            end = begin
            while end < len(words) and words[end].text[:1].isupper() and not words[end].text.isupper():
                end += 1
            run = words[begin:end]
            while len(run) > 2 and self._naming.aliases.find(run[0].text, "LOC"):
                run = run[1:]
                begin += 1
            # «Экономист Аслан Фарзалиев» at the start of a sentence.
            if len(run) > 2 and self._persons.is_given(run[1].text) and not self._persons.is_name_word(run[0].text):
                run = run[1:]
                begin += 1
            if run and "." in run[0].text and run[0].text[1:2] == ".":
                return begin, begin + 1
            known = [word for word in run[:3] if self._persons.is_name_word(word.text)]
            given = [word for word in run[:3] if self._persons.is_given(word.text)]
            if len(run) >= 2 and ((len(known) >= 2 and given) or (not sure and known)) and not self._listed(run[:2]):
                return begin, min(end, begin + 3)
            begin = max(end, begin + 1)
        return None

    def _listed(self, words: Sequence[_Word]) -> bool:
        text = " ".join(word.text for word in words)
        return any(self._naming.aliases.find(text, kind) for kind in ("LOC", "ORG"))

    def _body(self, words: Sequence[_Word], case: str) -> tuple[str, int] | None:
        """A body's name among words, in the nominative; the words of offices and channels before it are passed over."""
        for begin, word in enumerate(words[:7]):
            if word.low in self._words.stops or (_VERB.search(word.text) and not word.capital):
                return None
            head = self._naming.head([other.text for other in words[begin : begin + 7]])
            if word.capital or (head is not None and begin + head[0] + 1 < len(words)):
                end = self._body_end(words, begin, head[0] if head else None)
                if not word.capital and end - begin - (head[0] if head else 0) < 2:
                    continue
                name = self._nominative(words[begin:end], case)
                return (name, end) if name else None
        return None

    def _body_end(self, words: Sequence[_Word], begin: int, head: int | None) -> int:
        """Where a body's name that begins at ``begin`` ends."""
        end = begin + 1
        if head is None:
            adjective = (
                words[begin].text.endswith(("ом", "ем", "ой", "ого", "его", "ый", "ий", "ая", "ое"))
                and not words[begin].text.isupper()
            )
            if adjective and end < len(words) and not words[end].capital and words[end].low not in self._words.stops:
                end += 1
            while end < len(words) and words[end].capital:
                end += 1
            return end
        end = begin + head + 1
        while end < len(words):
            word = words[end]
            if word.text[:1] in _QUOTES or word.capital:
                if self._person(words[end:], sure=True) == (0, min(2, len(words) - end)):
                    break
                end += 1
            elif word.low in self._words.joiners["ru"]:
                if (
                    end + 1 >= len(words)
                    or not _OBLIQUE.search(words[end + 1].text)
                    or words[end + 1].low in self._words.stops
                ):
                    break
                end += 2
            elif (
                word.low in self._words.stops
                or any(letter.isdigit() for letter in word.text)
                or _VERB.search(word.text)
            ):
                break
            else:
                end += 1
        return end

    def _nominative(self, words: Sequence[_Word], case: str) -> str:
        text = plain(" ".join(word.text for word in words))
        if not text or (
            len(words) == 1 and self._naming.aliases.find(text, "LOC") and words[0].text[:1] not in _QUOTES
        ):
            return ""
        listed = self._naming.aliases.nominative(text, "ORG")
        if listed:
            return listed
        name = self._naming.body(text)
        if name:
            alone = len(words) == 1 and fold(name) in {head[0] for head in self._naming.words.heads.values()}
            return "" if alone else name[:1].upper() + name[1:]
        if case == "nom" or text.isupper() or text.isascii() or words[0].text[:1] in _QUOTES:
            return text
        return self._naming.by_endings(text, case=case)

    def _name(self, words: Sequence[_Word], *, lang: str, case: str, takes: str, suffix: str) -> str:
        """The name that a whole run of words is."""
        if lang == "ru":
            found = self._first(words, lang=lang, case=case, takes=takes)
            return found[0] if found and found[1] == len(words) else ""
        if lang == "az":
            return self._azerbaijani(words, suffix)
        found = self._first_plain(words, lang=lang)
        return found[0] if found and found[1] == len(words) else ""

    def _first_plain(self, words: Sequence[_Word], *, lang: str) -> tuple[str, int] | None:
        """The first run of capitalised words, offices before it left out (English, and Azerbaijani nominatives)."""
        begin = 0
        while begin < len(words) and begin < 4 and not words[begin].capital:
            if words[begin].low not in ("the", "a") and words[begin].low not in self._words.titles[lang]:
                return None
            begin += 1
        end = begin
        while end < len(words) and (words[end].capital or words[end].low in self._words.joiners[lang]):
            end += 1
        while end > begin and not words[end - 1].capital:
            end -= 1
        for at in range(begin, end):
            if lang == "en" and words[at].low in self._words.titles[lang] and at + 1 < end and words[at + 1].capital:
                begin = at + 1
        if lang == "en" and begin < end and words[begin].low == "the":
            begin += 1
        if begin >= end:
            return None
        name = plain(" ".join(word.text for word in words[begin:end]))
        name = re.sub(r"['’]s?$", "", name) if lang == "en" else name
        if end - begin == 1 and name.lower() in self._words.nobody[lang]:
            return None
        return (name, end) if name else None

    def _trimmed(self, words: list[_Word]) -> list[_Word]:
        """Azerbaijani words without pronouns and offices before the name: «Bunu | Tərlan Süleymanlı»."""
        while len(words) > 1 and (
            words[0].low in self._words.nobody["az"] or (len(words) > 2 and words[0].low in self._words.titles["az"])
        ):
            words = words[1:]
        # A hyphen parts an abbreviation from its ending; a plain word before it is another part of the clause.
        if len(words) == 2 and words[1].text.partition("-")[0].isupper() and "-" in words[1].text:
            first = words[0].text
            words = words if first.isupper() or first[:1] in _QUOTES else words[1:]
        return words

    def _azerbaijani(self, words: Sequence[_Word], suffix: str) -> str:
        """A run of Azerbaijani words without the case ending of the last: «Xidmətindən», ablative -> «Xidməti»."""
        last = words[-1].text
        if last[:1] in _QUOTES:
            last = re.sub(r"([”\"])\w{1,4}$", r"\1", last)
        elif suffix:
            stem, mark, ending = last.replace("’", "'").replace("'", "-").rpartition("-")
            if mark and ending in _AZ_AFTER_DASH:
                last = stem
            else:
                for endings, cut in _AZ_SUFFIXES[suffix]:
                    if last.endswith(endings) and len(last) > cut + 2:
                        last = last[:-cut]
                        break
                else:
                    return ""
        name = plain(" ".join([*(word.text for word in words[:-1]), last]))
        nobody = self._words.nobody["az"]
        return "" if name.lower() in nobody or (len(words) == 1 and words[0].low in nobody) else name


def _stands_alone(field: str, word: _Word) -> bool:
    """Whether one capitalised word before a formula is a name: not just the first word of its sentence."""
    text = word.text
    if text[:1] in _QUOTES or sum(letter.isupper() for letter in text) > 1 or "." in text or _FAMILY.search(text):
        return True
    ahead = field[: word.start].rstrip(' \u00a0«“"')[-1:]
    return bool(ahead) and ahead not in ".!?:\n…"
