"""Nominative names of bodies and places by rules alone, without a model.

«Государственной миграционной службе Азербайджанской Республики» -> «Государственная миграционная служба Азербайджана»
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from analytics.entities.aliases import AliasTable, load_aliases
from analytics.entities.body_words import Words, load_words
from analytics.entities.declension import ACC, DAT, GEN, INS, LOC, NOM, Reading, forms_of, readings, word_forms
from analytics.entities.places import Places, load_places
from analytics.entities.unattested import ADJECTIVE, agreeing, surely, unattested
from analytics.text import fold

_QUOTES: Final = "«»\"“”„'‘’"
_NAMED: Final = re.compile(r"^([^«»]{2,60})\s«([^«»]{2,})»?$")
_SITE: Final = re.compile(r"([А-ЯЁ][а-яё]+)(\.\w{2,4})")
_AT: Final = frozenset({"в", "во", "на", "при", "по"})
_SPACES: Final = re.compile(r"\s+")
_BRACKET: Final = re.compile(r"\s*\([^()]*\)\s*$")
# Which noun paradigms a place or a one-word body may follow, the likelier first.
_NOUNS: Final = ("consonant", "а", "ия", "ь", "й", "ий", "о", "я", "ие", "ье", "е", "ы", "и")
# How readings of a noun score: 1 where news print the nominative, and of that what follows.
_ATTESTED: Final = 0.9  # as it is printed here, or the least that is believed
_AGREES: Final = 0.5  # the tagger takes it for this gender
_DECLINES: Final = 0.6  # news print its instrumental too; or, taken off, it is itself a case of a shorter word
_PLACED: Final = 1.2  # it ends as settlements do
_SETTLEMENT: Final = re.compile(r"(?:[оеё]в|[иы]н)о$")
_FAMILY: Final = ("ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына")
_BEYOND: Final = re.compile(r"(?:При|По|За|Под|Пред|Меж)\w+ье$")  # «Поволжье» is no case of «Поволжья»
_ADJECTIVE_ALONE: Final = re.compile(
    r"(?<=[сц]к)(?:ого|ому|им|ом|ой|ую)$|(?<=[^аеиоуыэюя]н|ов)(?:ого|ому|ым|ом|ой|ую)$"
)
_CASES_OF_ENDING: Final = {
    "ого": (GEN, ACC), "ому": (DAT,), "им": (INS,), "ым": (INS,), "ом": (LOC,), "ой": (GEN, DAT, INS, LOC), "ую": (ACC,),
}  # fmt: skip
_BEFORE_ABBREVIATION: Final = re.compile(r"(?<=[сц]к|[аеиоуя]н|ьн)(?:ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ое)$")
_DECLINED_CAPITALS: Final = re.compile(r"^([А-ЯЁ]{2,})(?:а|у|е|ом)\b")  # «МИДом Таджикистана»
# What contracted names begin with, whose rest declines as ever: «Мосбиржи», «Роскачеству», «Заксобрания».
_CONTRACTED: Final = re.compile(
    r"^(?:Рос|Мос|Гос|Лен|Обл|Гор|Рай|Край|Глав|Зак|Сов|След|Тех|Спец|Нац|Центр|Евро|Энерго|Авто|Авиа|Аэро|Кино|Теле|Радио|Медиа|Мед|Агро|Пром|Онко"
    r"|Кардио|Нефте|Газ|Строй|Спорт|Транс|Каз|Узб|Уз|Кыргыз|Тадж|Бел|Укр|Тат|Баш|Даг|Азер|Груз|Арм|Крым|Дон|Урал|Сиб|Дальне?|Северо|Юго|Санкт)(?=[а-яё]{4})"
)
# Endings that only plurals have, whatever the tagger says: «Печатниках», «Чанов».
_PLURAL: Final = {
    GEN: re.compile(r"ов$"),
    INS: re.compile(r"[ая]ми$"),
    LOC: re.compile(r"(?:[кцвнрмдбпжшчщ]а|[лнр]я)х$"),
}
_OF_GENITIVE: Final = re.compile(r"(?:ой|ей|ого|его|ых|их)$")
_OF_NEUTER: Final = re.compile(r"(?:ства?|[аеи]ний)$")
_ON_RIVER: Final = re.compile(r"-(?:на|под|над)-[А-ЯЁ]\w+$")  # «Ростове|-на-Дону»
_STATE_S: Final = {"m": "Государственный", "f": "Государственная", "n": "Государственное", "p": "Государственные"}
_REMEMBERED: Final = 32_768  # printed names whose reading is kept
_SHORTEST: Final = 3  # letters of what stands before a head in one word, and of the head less one
_MAX_HEAD: Final = 7  # words before and with the head: «Национальный гидрометеорологический ... центр»


class Naming:
    """Names of bodies and places, by the alias table and the word lists."""

    def __init__(
        self, aliases: AliasTable | None = None, words: Words | None = None, places: Places | None = None
    ) -> None:
        self.aliases = aliases or load_aliases()
        self.words = words or load_words()
        self.places = places or load_places()
        self.first_words = self.aliases.first_words("ORG")
        # The same names are printed in article after article.
        self._known = lru_cache(maxsize=_REMEMBERED)(self._looked_up)
        self._body = lru_cache(maxsize=_REMEMBERED)(self._by_head)

    def adjective(self, form: str, *, gender: str) -> str | None:
        """The nominative of an adjective that agrees with a noun of this gender, or None where it is no adjective.

        «Государственной», f -> «Государственная»; «морском», m -> «морской»
        """
        found = [
            reading for reading in readings(form) if reading.gender == gender and reading.paradigm.startswith("adj")
        ]
        if not found:
            return None
        if gender == "m":
            stem = found[0].word[:-2].lower()
            wanted = "ой" if stem in self.words.stressed else ("ый", "ий")
            found = [reading for reading in found if reading.word.endswith(wanted)] or found
        return found[0].word

    def head(self, words: list[str]) -> tuple[int, str, str] | None:
        """Where the head of a body's name stands, its nominative and gender: the first listed noun after adjectives."""
        for index, word in enumerate(words[:_MAX_HEAD]):
            prefix, dash, noun = word.lower().rpartition("-")
            known = self.words.heads.get(word.lower())
            if known is None and dash and prefix != "пресс":  # a press service is a channel, «конгресс-центр» a body
                known = self.words.heads.get(noun)
            at = self._compound(word) if known is None and not dash else 0
            if at:  # «Заксобрание», «Тураннефтбанка»
                prefix, dash = word[:at].lower(), ""
                known = self.words.heads.get(word[at:])
            if known and all(
                (before == "и" and 0 < at < index - 1) or self.adjective(before, gender=known[1])
                for at, before in enumerate(words[:index])
            ):
                first = (
                    self.words.heads[prefix][0] if dash and prefix in self.words.heads else prefix
                )  # «музея-заповедника»
                return index, known[0] if word.lower() in self.words.heads else first + dash + known[0], known[1]
        return None

    def _compound(self, word: str) -> int:
        """Where a listed head begins in a contracted or compound name: «Зак|собрание», «Тураннефт|банк»; 0 where it has none."""
        short = _CONTRACTED.match(word)
        if short is not None and word[short.end() :] in self.words.heads:
            return short.end()
        if not word.istitle():
            return 0
        return next((at for at in range(_SHORTEST, len(word) - _SHORTEST) if self._is_tail(word[at:])), 0)

    def _is_tail(self, form: str) -> bool:
        """Whether letters are a listed head in some case, but for the plural of «группа» that «Диетгрупп» ends in."""
        known = self.words.heads.get(form)
        return known is not None and not (known[1] == "f" and form[-1] not in "аяыиеуюьй")

    def body(self, text: str) -> str | None:
        """A body's name with its adjectives and listed head in the nominative; None where no listed head is found.

        «Министерстве экологии и природных ресурсов» -> «Министерство экологии и природных ресурсов»
        """
        return self._body(text)

    def _by_head(self, text: str) -> str | None:
        words = text.split(" ")
        found = self.head(words)
        if found is None:
            return self._by_tail(words) or self._by_abbreviation(words)
        index, nominative, gender = found
        first = [self.adjective(word, gender=gender) or word for word in words[:index]]
        noun = nominative.capitalize() if words[index][:1].isupper() else nominative
        return " ".join([*first, noun.upper() if _shouted(words[index]) else noun, *words[index + 1 :]])

    def _by_tail(self, words: list[str]) -> str | None:
        """«Гирдман Банка» -> «Гирдман Банк»: a listed noun behind a name of its own, all with capitals."""
        known = self.words.heads.get(words[-1].lower())
        if known is None or not 2 <= len(words) <= 4 or not all(word.istitle() for word in words):
            return None
        return " ".join([*words[:-1], known[0].capitalize()])

    def _by_abbreviation(self, words: list[str]) -> str | None:
        """«Оренбургского ЦГМС» -> «Оренбургский ЦГМС»: what is abbreviated has the gender that the adjective's ending tells."""
        ending = _BEFORE_ABBREVIATION.search(words[0])
        if ending is None or len(words) == 1 or not _shouted(words[1]):
            return None
        neuter = words[1].startswith(("ГУ", "УМВД", "УФ", "УВД", "МУП", "ГУП"))  # an administration, an enterprise
        gender = "f" if ending.group() in ("ой", "ую", "ая") else "n" if neuter else "m"
        return " ".join([self.adjective(words[0], gender=gender) or words[0], *words[1:]])

    def known(self, text: str, kind: str) -> str | None:
        """The canonical name of a listed thing, a state behind it included.

        «МИД Азербайджанской Республики» -> «Министерство иностранных дел Азербайджана»
        """
        return self._known(text, kind)

    def _looked_up(self, text: str, kind: str) -> str | None:
        row = self.aliases.find(text, kind)
        if row is not None:
            return row.full
        if kind != "ORG":
            return None
        words = text.split(" ")
        if words[0].startswith("Гос") and words[0][3:] in self.words.heads:
            head, gender, _ = self.words.heads[words[0][3:]]
            return self._in_full(" ".join([_STATE_S[gender], head, *words[1:]]))
        for cut in range(1, len(words)):
            state = self.aliases.find(" ".join(words[cut:]), "LOC")
            if state is None or words[cut - 1] in _AT:
                continue  # «посольство Марокко в | Баку»
            behind = self.aliases.genitive(state)
            body = self.aliases.find(" ".join(words[:cut]), "ORG")
            if body is not None:
                return f"{body.name} {behind}" if body.shared else body.full
            name = self.body(" ".join(words[:cut]))
            return f"{name} {behind}" if name else None
        return None

    def _in_full(self, name: str) -> str:
        """«Государственное агентство …», for «Госагентство …», under its listed name where it has one."""
        row = self.aliases.find(name, "ORG")
        return row.full if row is not None else name

    def place_or_body(
        self,
        text: str,
        kind: str,
        *,
        marks: Callable[[], tuple[str, str]] = lambda: ("", ""),
        seen: Callable[[str], float] = lambda _: 0.0,
    ) -> str:
        """The canonical name of a place or body: listed, else by its head, else by its endings.

        ``marks`` gives what the context says of the case and gender of the first noun, empty where unknown; it is asked
        only where they decide. ``seen`` scores how common a lower-case word is as it stands.
        """
        text = _DECLINED_CAPITALS.sub(r"\1", plain(text))
        named = _NAMED.match(text) if kind == "ORG" else None
        quoted = named.group(2) if named and self._is_form(named.group(1)) else ""
        text = quoted or text
        site = _SITE.fullmatch(text)
        if site is not None:  # «Газетой.uz»
            return self.place_or_body(site.group(1), kind, marks=marks, seen=seen) + site.group(2)
        known = self.known(text, kind) or self.body(text)
        if known:
            return self.known(known, kind) or known
        if quoted or self.needs_no_case(text):
            return text
        case, gender = marks()
        stands = not case or case == NOM
        words = text.removesuffix(behind := self.place_behind(text) if kind == "ORG" else "").split(" ")
        name = text if stands else self._by_endings(words, case=case, gender=gender, seen=seen) + behind
        if kind == "LOC" and name == text and " " not in text and seen(surely(text).lower()) != 1:
            name = surely(text)
        settlement = self.places.nominative(text, case, seen) if kind == "LOC" else None
        # «Марсе» is on Mars, whatever place may be called Марса.
        rarer = (
            settlement is not None
            and name != text
            and not self.places.is_large(settlement)
            and not name.lower().endswith(_FAMILY[:5])
            and seen(name.lower()) > seen(settlement.lower())
        )
        return name if settlement is None or rarer else settlement

    def place_behind(self, text: str) -> str:
        """The place in the genitive that ends a body's name, with the blank before it: «Следкому| Белоруссии»; "" without one."""
        for blank in _SPACES.finditer(text):
            place = text[blank.end() :]
            row = self.aliases.find(place, "LOC")
            if row is not None:
                forms = {self.aliases.genitive(row), *word_forms(self.aliases.nominative(place, "LOC"), GEN)}
                agrees = _OF_GENITIVE if place != row.name else ADJECTIVE  # «Справедливой | России», «Большом | Сочи»
                of_it = fold(place) in map(fold, forms) and not agrees.search(text[: blank.start()])
                return text[blank.start() :] if of_it else ""
        return ""

    def needs_no_case(self, text: str) -> bool:
        """Whether a printed name is named without knowing its case: by its head, or because it does not change."""
        if text.endswith("пром"):
            return True  # «Соликамскбумпром» is no instrumental
        return not text or text.isupper() or text.isascii() or "«" in text or '"' in text or self.body(text) is not None

    def by_endings(self, text: str, *, case: str) -> str:
        """The nominative of an unlisted name in a known case, changed only where its ending leaves no doubt."""
        return self._by_endings(text.split(" "), case=case, gender="", seen=lambda _: 0.0)

    def _is_form(self, text: str) -> bool:
        """Whether the words before a quoted name only say what kind of body it is: «ЗАО», «Партия»."""
        words = text.split(" ")
        return (len(words) == 1 and text.isupper()) or (self.head(words) or (-1,))[0] == len(words) - 1

    def _by_endings(self, words: list[str], *, case: str, gender: str, seen: Callable[[str], float]) -> str:
        if len(words) > 1 and case == ACC and words[0].endswith(("ое", "ее", "ый", "ий")):
            return " ".join(words)  # «Аварское Койсу»
        for index, word in enumerate(words):
            if index + 1 < len(words) and _is_adjective(word, case):
                continue
            if word.isupper() or word[-1:].isupper() or word.isascii() or not word[:1].isalpha():
                return " ".join(words)
            noun = self._noun(word, case=case, gender=gender, seen=seen)
            if noun is None and index:
                noun = agreeing(words[index - 1], word, case)
            if noun is None and index + 1 < len(words) and not _may_decline(word, case, gender):
                continue  # «Ени | Ясамале», «Ак | Барса»
            if noun is None:
                return self._adjective_alone(words, case, seen)
            first = [self.adjective(before, gender=noun.gender) or before for before in words[:index]]
            rest = words[index + 1 :]
            if len(rest) == 2 and rest[0] == "и" and noun.word != word:  # «Права | и справедливости»
                other = self._noun(rest[1], case=case, gender=gender if gender == "p" else "", seen=seen)
                rest = ["и", other.word if other else rest[1]]
            return " ".join([*first, noun.word, *rest])
        return " ".join(words)

    def _adjective_alone(self, words: list[str], case: str, seen: Callable[[str], float]) -> str:
        """A name that is an adjective, in the nominative: «Раменском» -> «Раменское», «Жуковском» -> «Жуковский»."""
        ending = _ADJECTIVE_ALONE.search(words[-1]) if len(words) == 1 else None
        if ending is None or case not in _CASES_OF_ENDING.get(ending.group(), ()):
            return " ".join(words)
        town, dash, adjective = words[0].rpartition("-")
        noun = self._noun(town, case=case, gender="m", seen=seen) if dash else None
        if noun is not None:  # «Каменске-Уральском»
            return f"{noun.word}-{self.adjective(adjective, gender=noun.gender) or adjective}"
        stem = words[0][: ending.start()].lower()
        feminine = ending.group() in ("ой", "ую")
        masculine = stem in self.words.men_s_towns
        return self.adjective(words[0], gender="f" if feminine else "m" if masculine else "n") or words[0]

    def _noun(self, word: str, *, case: str, gender: str, seen: Callable[[str], float]) -> Reading | None:
        """The likeliest nominative reading of a noun in a known case; None to leave it as printed."""
        if (river := _ON_RIVER.search(word)) is not None:
            town = self._noun(word[: river.start()], case=case, gender=gender, seen=seen)
            return town._replace(word=town.word + river.group()) if town else None
        at = _last_part(word, seen)
        prefix, last = word[:at], word[at:]
        plural = case in _PLURAL and seen(word.lower()) < 1 and _PLURAL[case].search(last) is not None
        found: list[tuple[float, int, Reading]] = []
        for reading in readings(last):
            if reading.case != case or reading.paradigm not in _NOUNS:
                continue
            certain = plural and reading.paradigm in ("ы", "и") and not reading.word.startswith(last)
            if (reading.gender == "p") != (gender == "p") and not certain:
                continue
            if case == GEN and last.endswith("ов") and reading.word.startswith(last):
                continue  # «Чанов» is no case of «Чановы»
            stem = reading
            if reading.paradigm == "consonant" and not seen(reading.word.lower()):
                reading = reading._replace(word=_with_vowel(reading.word, seen))
            whole = Reading(prefix + reading.word, reading.gender, reading.case, reading.paradigm)
            score = max(seen(whole.word.lower()), seen(reading.word.lower()))
            if _OF_NEUTER.search(reading.word):
                score = 0.0  # «Пароходства» is a case of «Пароходство»
            if reading.word == last:
                # That what is printed is printed somewhere says little, and nothing if only here.
                score = _ATTESTED if score == 1 else 0.0
                score += _DECLINES if _BEYOND.match(last) else 0.0
            else:
                score += _AGREES if reading.gender == gender else 0.0
                # «В Одинцове» is in Одинцово rather than in somebody's name.
                score += _PLACED if score >= 1 and _SETTLEMENT.search(reading.word) else 0.0
            if score and not reading.word.lower().endswith(_FAMILY):
                # «Арктикой» is printed, and «Арктиком» is not; «Брянска» is, but as a case of «Брянск».
                # «Кузнецкой» is a case of «Кузнецкий» rather than of «Кузнецка».
                of_town = reading.paradigm == "а" and reading.word.endswith(("ска", "цка"))
                if (
                    reading.gender != "p"
                    and not of_town
                    and any(seen(form.lower()) for form in forms_of(stem, INS) - {last})
                ):
                    score += _DECLINES
                elif reading.paradigm == "а" and seen(whole.word[:-1].lower()):
                    score -= _DECLINES
            found.append((score, -_NOUNS.index(reading.paradigm), whole))
        if not found:
            return None
        score, _, best = max(found, key=lambda item: item[:2])
        if score >= _ATTESTED:
            return best
        return unattested([reading for _, _, reading in found], last, case=case, gender=gender)


@lru_cache(maxsize=1)
def load_naming() -> Naming:
    """The shipped lists, read once for all that use them."""
    return Naming()


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """A printed name without outer quotes, a bracket at its end and line residue.

    >>> plain("«Хазар-Информ»"), plain("Организации объединенных  наций (ООН)")
    ('Хазар-Информ', 'Организации объединенных наций')
    """
    text = _BRACKET.sub("", _SPACES.sub(" ", text).strip()).strip(" ,;:.-–—")
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        inner = text[1:-1]
        if inner and not any(mark in inner for mark in '«»"“”„'):
            return inner.strip()
    if sum(text.count(mark) for mark in _QUOTES) % 2 and not ("«" in text and "»" in text):
        return text.strip(_QUOTES + " ")
    return text


def _with_vowel(word: str, seen: Callable[[str], float]) -> str:
    """The nominative of a noun that loses a vowel in the other cases, where news print it: «переулк» -> «переулок»."""
    if len(word) < 3 or word[-2] in "аеиоуыэюя":
        return word
    whole = (f"{word[:-1].rstrip('ь')}{vowel}{word[-1]}" for vowel in "ое")
    return next((form for form in whole if seen(form.lower())), word)


def _last_part(word: str, seen: Callable[[str], float]) -> int:
    """Where the part of a word begins that is declined as a word of its own: «Алма-|Аты», «Мос|биржи»; 0 where all is one."""
    short = _CONTRACTED.match(word)
    return short.end() if short and seen(word[short.end() :]) else word.rfind("-") + 1


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _may_decline(word: str, case: str, gender: str) -> bool:
    return any(reading.case == case and (reading.gender == "p") == (gender == "p") for reading in readings(word))


def _is_adjective(word: str, case: str) -> bool:
    return any(reading.paradigm.startswith("adj") and reading.case == case for reading in readings(word))
