"""Words of Azerbaijani and English text: what a printed form may be a form of, and what kind of word it is."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from analytics.entities.keys import person_key
from analytics.resources import data_path
from analytics.text import fold

UPPER: Final = "A-ZÇƏĞİÖŞÜ"
# «R.Məlikzadə», «V. Ə. Hüseynov», a word, a letter
_WORD: Final = re.compile(
    rf"\bU\.(?:S|K|N)\.|(?:[{UPPER}]\.){{1,2}}[^\W\d_][\w’'-]+|(?:[{UPPER}]\.\s?){{1,2}}(?=[{UPPER}])[^\W\d_][\w’'-]{{2,}}"
    r"|[^\W_][\w'’.&-]*[\w]|[^\W_]"
)
INITIAL: Final = re.compile(r"^(?:[^\W\d_]\.\s?){1,2}([^\W\d_][\w’'-]+)$")
POSSESSIVE: Final = re.compile(r"['’]s?$")
_GENITIVE_LOOK: Final = ("nin", "nın", "in", "un", "ın", "ün")
_END: Final = re.compile(r"[.!?…:]")
_HARD: Final = {"ğ": "q", "y": "k"}
_HARD_FROM: Final = 5
_VOWELS: Final = "aəeıioöuü"
_STROKES: Final = str.maketrans("łøđı", "lodi")
_PRINTED: Final = re.compile(r"[\w-]+")
# Words and clubs of Azerbaijani, and makes of cars: «Sabah», «Toyota markalı avtomobil»
_OTHER_WORDS: Final = frozenset(
    [
        "Amnesty",
        "Sabah",
        "Turan",
        "Amazon",
        "Marca",
        "Memorial",
        "Caliber",
        "Copernicus",
        "Unison",
        "Toyota",
        "Honda",
        "Nissan",
        "Mazda",
        "Subaru",
        "Mitsubishi",
        "Hyundai",
        "Volkswagen",
        "Porsche",
        "Renault",
        "Peugeot",
        "Volvo",
        "Scania",
        "Skoda",
        "Tesla",
        "Airbus",
        "Mercedes-Benz",
        "Geely",
        "Xiaomi",
        "TikTok",
        "Magnit",
        "Pobeda",
        "Kursiv",
        "Daryo",
        "Duvar",
        "Leclerc",
        "Sputnik",
    ]
)
_SHORTEST: Final = 4  # letters of a body that is known in any text
_QUOTES: Final = '«»“”"„'


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line, characters ``start`` to ``stop``."""

    text: str
    start: int
    stop: int
    first: bool  # the first word of its sentence or of a quotation
    low: str
    capital: bool


class Lexicon:
    """The word lists of one language ("az" or "en") and what its endings allow."""

    def __init__(self, lang: str, *, given: Collection[str]) -> None:
        """``given`` are given names in any alphabet."""
        with data_path("entities", "latin.toml").open("rb") as file:
            table: Any = tomllib.load(file)
        rows: Mapping[str, Any] = table[lang]
        self.lang = lang
        self.lists = {key: frozenset(value) for key, value in rows.items() if isinstance(value, list)}
        self.nations: Mapping[str, str] = rows["nations"]  # adjective of a nation -> its state in Russian
        self.profession = re.compile(rows["profession"])
        self.place_end = re.compile(rows["place_end"])
        self.abbreviations = frozenset(table["both"]["abbreviations"])
        self.legal_forms = frozenset(table["both"]["legal_forms"])
        self.clan = frozenset(table["both"]["clan"])
        suffixes = sorted(rows["suffixes"], key=len, reverse=True)
        self._suffixes = {last: [end for end in suffixes if end[-1] == last] for last in {end[-1] for end in suffixes}}
        self.surname = re.compile(rows["surname"])
        printed = (*given, *rows.get("given", "").split())
        self._given = frozenset(person_key(name) for name in printed if len(name) > 2)
        self._world = world_names() if lang == "en" else frozenset()
        self.bases = lru_cache(maxsize=20_000)(self._bases)
        self.nominative = lru_cache(maxsize=20_000)(self._nominative)
        self.is_given = lru_cache(maxsize=20_000)(self._is_given)

    def _is_given(self, word: str) -> bool:
        """Whether a word as printed is a listed given name."""
        if len(word) > 2 and (person_key(word) in self._given or without_accents(word) in self._world):
            return True
        first, hyphen, second = word.partition("-")  # «Jean-Marc»
        return bool(hyphen) and second[:1].isupper() and self._is_given(first) and self._is_given(second)

    def bare(self, word: Word) -> str:
        """Lower case, without an English possessive."""
        return fold(POSSESSIVE.sub("", word.text)) if self.lang == "en" else word.low

    def ends_with_head(self, word: Word, heads: str) -> bool:
        """Whether a word is, in some form, one of the listed nouns that close a name: «Nazirliyinin»."""
        return any(fold(base) in self.lists[heads] for base in self.bases(word.text))

    def is_surname(self, word: str) -> bool:
        """Whether some form of a word ends as surnames of the region do."""
        return any(self.surname.search(fold(base)) for base in self.bases(word))

    def _bases(self, word: str) -> tuple[str, ...]:
        """What a printed word may be a form of, itself first: «Bakıdakı» -> Bakıdakı, Bakı; "Baku's" -> Baku's, Baku."""
        forms = [word, POSSESSIVE.sub("", word)]
        stem = re.split(r"['’-]", word)[0]
        if self.lang == "az":
            if stem.isupper() or "'" in word or "’" in word:
                forms.append(stem)
            for _ in range(2):
                forms += [
                    form[: -len(suffix)]
                    for form, low in [(form, fold(form)) for form in forms]
                    for suffix in self._suffixes.get(low[-1:], ())
                    if low.endswith(suffix) and len(form) - len(suffix) >= 2 and may_follow(low, suffix)
                ]
            # «Prokurorluğ|un» is of «Prokurorluq», «Nazirliy|in» of «Nazirlik»
            forms += [form[:-1] + _HARD[form[-1]] for form in forms if form[-1:] in _HARD and len(form) > _HARD_FROM]
        return tuple(dict.fromkeys(form for form in forms if form))

    def is_ending(self, text: str) -> bool:
        """Whether a noun may take an ending."""
        return text in self._suffixes.get(text[-1:], ())

    def _nominative(self, word: str) -> str:
        """The dictionary form of the last word of a name, as far as its ending shows it."""
        if self.lang == "en":
            return POSSESSIVE.sub("", word)
        forms = self.bases(word)
        for form in forms:
            low = fold(form)
            if low in self.lists["org_heads"] or low in self.lists["loc_heads"]:
                return form
        for form in sorted(forms, key=len, reverse=True):
            if len(form) > 3 and self.surname.search(fold(form)) and not fold(form).endswith(_GENITIVE_LOOK):
                return form
        for form in forms[1:]:
            if len(form) > 3 and fold(word[len(form) :]) in self.lists["sure"] and form[-1:] not in "aə":
                return form  # «Şahiddən»: no name ends like that
        return forms[0]


def may_follow(low: str, suffix: str) -> bool:
    """Whether the sounds before an ending let it follow: «Bakı|nın» and «Quba|ya», but no «Kvaratsxeli|a», no «Petrov|na»."""
    before = low[-len(suffix) - 1]
    if not before.isalpha():
        return True  # «AzTV-yə»
    if suffix[0] in _VOWELS:
        return before not in _VOWELS
    return suffix[0] not in "ny" or before in _VOWELS


@lru_cache(maxsize=1)
def world_bodies() -> tuple[str, ...]:
    """Bodies that every reader knows and no table translates, which an Azerbaijani text prints as an English one does."""
    with data_path("entities", "latin.toml").open("rb") as file:
        return tuple(
            name for name in tomllib.load(file)["en"]["bodies"] if len(name) > _SHORTEST and name not in _OTHER_WORDS
        )


@lru_cache(maxsize=1)
def world_names() -> frozenset[str]:
    """The given names of ``data/entities/world_names.toml``, lower case and without accents."""
    with data_path("entities", "world_names.toml").open("rb") as file:
        return frozenset(name for names in tomllib.load(file).values() for name in names.split())


def without_accents(word: str) -> str:
    """«Méditerranée» -> "mediterranee"."""
    return "".join(
        c for c in unicodedata.normalize("NFD", word.lower().translate(_STROKES)) if unicodedata.category(c) != "Mn"
    )


@lru_cache(maxsize=8)
def printed_words(value: str) -> frozenset[str]:
    """The words of a text as printed."""
    return frozenset(_PRINTED.findall(value))


@lru_cache(maxsize=256)
def words_of(line: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """The words of a line, which is read twice: for names, and for what the names found leave over."""
    return tuple(_words_of(line, lexicon))


def _words_of(line: str, lexicon: Lexicon) -> Iterator[Word]:
    """The words of a line; an initial with a space behind belongs to a surname only: «V. Hüseynov», not «B. Sonra»."""
    before = -1
    for match in _WORD.finditer(line):
        text, start = match.group(), match.start()
        spaced = INITIAL.match(text) if " " in text or "\xa0" in text else None
        if spaced and not lexicon.is_surname(spaced.group(1)):
            start += text.index(spaced.group(1))
            text = spaced.group(1)
        gap = line[max(before, 0) : start]
        first = before < 0 or (gap != " " and (bool(_END.search(gap)) or any(q in gap for q in _QUOTES)))
        yield Word(text, start, match.end(), first, fold(text), text[:1].isupper())
        before = match.end()
