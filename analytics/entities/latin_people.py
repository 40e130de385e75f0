"""Names of persons in Azerbaijani and English lines, and which of an article's mentions are one person."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from analytics.entities.keys import person_key
from analytics.entities.latin_words import INITIAL, Lexicon, Word
from analytics.text import fold

_INITIALS_BEHIND: Final = re.compile(r"^\s(?:[A-ZÇƏĞİÖŞÜ]\.\s?){1,2}")
_PARTICLE: Final = re.compile(r"^(?:D[eaiu]|Dos|Del|Della|V[ao]n|Ter|Bin|El|Al) (?=[A-Z])")
_DATIVE: Final = re.compile(r"(?<=[aəeıioöuü])(?<!ka)y[aə]$")  # but «Küçükkaya»
# «İrina Vyaçeslavovna | Şumova», «Erlan Tölegenulı | Qaspakov»
_FROM: Final = re.compile(r"l[ıiuü]$")  # «Braziliya|lı»
_DOING: Final = re.compile(
    r"^(?:seçilən|deyən|danışan|bildirən|yazan|adlı|yaşlı|əsilli|mənşəli|millətli|təyin|çalışan|təmsil|yaşayan)$"
)
_FAMILY: Final = re.compile(r"(?:zad[əe]|oğlu|bəyli|xanlı|yeva?|ova?)$")
_FATHER: Final = re.compile(r"(?:[oe]vna|yevna|iniçna|[oe]viç|yeviç|ul[ıu]|uulu|uly)$")
# «Hüseynzadə | Milli Olimpiya Komitəsi»: what opens the name of a body is no surname
_OPENS_BODY: Final = frozenset(
    {
        "milli",
        "federal",
        "xüsusi",
        "mərkəzi",
        "dövlət",
        "baş",
        "ali",
        "yerli",
        "beynəlxalq",
        "ümumdünya",
        "respublika",
        "ümummilli",
        "birləşmiş",
        "müstəqil",
    }
)
_BEHIND: Final = 120
_ASKS_GENITIVE: Final = re.compile(
    r"\s(?:sözlər|nəzər|fik[ir]|rəy|qənaət|iddia|proqnoz|hesablama|təxmin|ehtimal|düşüncə|inam|ifadə|bildirdiy|dediy|yazdığ|vurğuladığ|söylədiy|açıqladığ|qeyd etdiy"
    r"|məlumat|izah|şərh|açıqlama|bəyanat|paylaşım|müsahibə|çıxış|məktub|qiymətləndirmə|təbir|təklif|özü\b|vəkil|ailə|anası|atası|həyat yoldaşı|mətbuat katibi|sözçüsü)"
)
_ASKS_DATIVE: Final = re.compile(r"\s(?:istinad|görə\b|əsasən\b|əsaslan)")
# «Con Smitə təşəkkür edib»; a name in «a» may be its own subject: «Kuleba təşəkkür edib»
_MAY_ASK_DATIVE: Final = re.compile(
    r"\s(?:təşəkkür|minnətdarlıq|başsağlığı|tapşır|təklif|zəng|məktub|xəbərdarlıq|göstəriş|diplom|medal|orden|uğur|qarşı|həsr|aid|məxsus|veril|təqdim|müraciət|sual|mükafat|söz ver|vəd|hədiyyə|de[yd]i|cavab)"
)
# «Donald Trampla görüşəcək»
_ASKS_WITH: Final = re.compile(
    r"\s(?![^.]{0,60}?(?:\w+l[aə]|\bilə)\s)(?:[\w-]+\s){0,3}?(?:görüş|danış|bir(?:gə|likdə)|söhbət|müzakirə|telefon|razılaş|əməkdaşlıq|müqavilə|əlaqə)"
)
_RULED_WITH: Final = re.compile(r"y?l[aə]$")
_SURE_DATIVE: Final = re.compile(r"(?:(?<=[aeəıioöuü])yə|(?<![aeəıioöuü])ə)$")
_RULED_GENITIVE: Final = re.compile(
    r"(?:(?<=[aeəıioöuü])n[ıiuü]n|(?<![aeəıioöuün])[ıiuü]n|(?<=[^aeəıioöuü]n)[ıiuü]n|(?<=n)[ıiuü]n)$"
)
# «Xuan Erreranın | düşdüyü epizod», «Klod Rivyerin | kabineti»: what belongs to somebody, or is done by him
_OWNS: Final = re.compile(
    r"\s(?:[“«\"][^”»\"]{2,40}[”»\"]\s)?(?:(?!\w+[ıiuü]n\s)[\w-]+\s){0,4}?(?:\w{3,}(?:s[ıiuü]|(?<![aəeoö])[ıiuü])(?:n[ıiuü]|n[ıiuü]n|n[aə]|nd[aə]n?)?|\w+[dt][ıiuü][ğy][ıiuü]\w*|rəhbərlik|başçılıq|iştirak)(?!\w)"
)
_IN_IN: Final = frozenset({"yeltsin", "lenin", "yesenin", "merlin"})  # end so themselves
# «Tomas Verneri | qəbul edib»
_ASKS_OBJECT: Final = re.compile(
    r"\s(?:qəbul e|təyin e|təbrik e|salamla|ziyarət e|həbs e|saxla|məğlub e|əvəz e|dinlə|mükafatlandır|tənqid e|ittiham e|dəvət e|qarşıla|təltif e|günahlandır|işdən|vəzifə)"
)
_IS_OBJECT: Final = re.compile(rf"(?:\s[\w-]+){{0,3}}?{_ASKS_OBJECT.pattern}")
_RULED_ACCUSATIVE: Final = re.compile(r"(?:(?<=[aeəıioöuü])n[ıiuü]|(?<![aeəıioöuü])[ıiuü])$")
_RULED_DATIVE: Final = re.compile(r"(?:(?<=[aeəıioöuü])y[aə]|(?<![aeəıioöuü])[aə])$")
# What the words behind a name ask for -> the ending that it has then
_SURE_ASKS: Final = ((_ASKS_WITH, _RULED_WITH), (_ASKS_DATIVE, _RULED_DATIVE), (_ASKS_GENITIVE, _RULED_GENITIVE))
_LIKELY_ASKS: Final = ((_OWNS, _RULED_GENITIVE), (_ASKS_OBJECT, _RULED_ACCUSATIVE))
_ADVERBIAL: Final = re.compile(r"(?:d[aə]n?|d[aə]k[ıi])$")
_FATHER_IN_GENITIVE: Final = re.compile(r"(?:(?:ov|yev|lı|li|lu|lü|zadə|ova|yeva)n?[ıiuü]n|ova|yeva|ov|yev|n[ıiuü]n)$")
# «baş nazir | Bart de Vever»
_EUROPEAN: Final = re.compile(
    r"[A-ZÇƏĞİÖŞÜ]\w+\s(?:de|van|fon|von|der|den|di|del|da|dos|la|le|ter)(?:\s(?:der|den|la))?\s[A-ZÇƏĞİÖŞÜ][\w-]+"
)
_POSTED: Final = frozenset({"to", "in", "for", "of"})
_MADAM: Final = re.compile(r"^(?:Xanım|Cənab) (?=\w+$)")
# «Rəşid əl-Hamudi», «Xalid bin Saud əl-Mənsuri»
_ARAB: Final = re.compile(
    r"[A-ZÇƏĞİÖŞÜ][\w]+(?:\s[A-ZÇƏĞİÖŞÜ]\w+)?(?:\s(?:bin|ibn|bint)\s[A-ZÇƏĞİÖŞÜ][\w-]+)*(?:\s(?:bin|ibn|bint)\s[A-ZÇƏĞİÖŞÜ][\w-]+|\s(?:əl|ən|ər|əs|əş|əd|ət|əz|Əl|al|Al|El|el|Ət|Əs|Ən)-[A-ZÇƏĞİÖŞÜ]\w+)+"
)
# «Salman Qaraca | Facebook səhifəsində»
_PLATFORMS: Final = frozenset(
    {"facebook", "instagram", "telegram", "twitter", "youtube", "tiktok", "whatsapp", "linkedin"}
)
# Last vowel of a stem -> the vowels that its endings may have.
_HARMONY: Final = {"a": "aı", "ı": "aı", "o": "au", "u": "au", "e": "əi", "ə": "əi", "i": "əi", "ö": "əü", "ü": "əü"}


class PeopleReader:
    """Finds where a person's name ends; ``listed`` says whether a listed thing begins at a word."""

    def __init__(
        self, lexicon: Lexicon, *, listed: Callable[[Sequence[Word], int], bool], is_place: Callable[[str], bool]
    ) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._listed = listed
        self._is_place = is_place

    def at(self, line: str, words: Sequence[Word], at: int, run: int) -> tuple[int, str] | None:
        """Where the person's name that begins at word ``at`` ends, and its dictionary form."""
        if INITIAL.match(words[at].text):
            return at + 1, self.dictionary(words[at].text)
        clan = self._with_clan(words, at)
        if clan is not None:
            return clan
        end = self._arab(line, words, at) or self._end(words, at, run)
        if end is None:
            return None
        *before, last = (word.text for word in words[at:end])
        behind = line[words[end - 1].stop : words[end - 1].stop + _BEHIND]
        bare = self._ruled(last, behind) if self._lexicon.lang == "az" else ""
        return end, " ".join([*before, bare or self.dictionary(last, behind)])

    def _ruled(self, word: str, behind: str) -> str:
        """A surname that no list knows without the case that the word behind it asks for: «Reevesin | sözlərinə görə»."""
        if self._lexicon.is_surname(word) or "'" in word or "’" in word:
            return ""
        for pattern in self._cases_asked(word, behind):
            found = pattern.search(word)
            if found is not None and found.start() > 1 and _in_harmony(word[: found.start()], found.group()):
                return word[: found.start()]
        return ""

    def _cases_asked(self, word: str, behind: str) -> Iterator[re.Pattern[str]]:
        """The endings that the words behind a surname ask for, the surest first."""
        given = self._lexicon.is_given(word)
        if _MAY_ASK_DATIVE.match(behind) and not given:
            yield _SURE_DATIVE
            return
        yield from (ending for asked, ending in _SURE_ASKS if asked.match(behind))
        if not given and fold(word) not in _IN_IN:
            yield from (ending for asked, ending in _LIKELY_ASKS if asked.match(behind))

    def dictionary(self, word: str, behind: str = "") -> str:
        """The last word of a person's name without a case ending: «Şahidlə» -> «Şahid»; ``behind``: what follows it."""
        named = self._lexicon.nominative(word)
        inflected = not self._lexicon.surname.search(fold(word)) and not self._lexicon.is_given(word)
        if named == word and self._lexicon.lang == "az" and inflected:
            given = [
                base
                for base in self._lexicon.bases(word)[1:]
                if len(base) > 3
                and fold(word[len(base) :]) not in ("ca", "cə")
                and self._lexicon.is_given(base)
                and _in_harmony(base, word[len(base) :])
                and (len(word) - len(base) > 1 or _IS_OBJECT.match(behind))
            ]
            dative = _DATIVE.search(word)  # no surname ends like that: «Xudabəxşi|yə»
            base = word[: dative.start()] if dative else word
            return given[0] if given else base if _in_harmony(base, word[len(base) :]) else word
        return named

    def _with_clan(self, words: Sequence[Word], at: int) -> tuple[int, str] | None:
        """«Elçin Məmməd oğlu Qasımov», «Mustafalı Babək Tahir oğlu» -> given name and surname."""
        for place in (at + 2, at + 3):
            if place >= len(words) or fold(
                re.split(r"['’-]", words[place].text)[0]
            ) not in self._lexicon.clan | self._clan_forms(words[place]):
                continue
            inside = words[at:place]
            if self._lexicon.lang == "az" and _FATHER_IN_GENITIVE.search(inside[-1].low):
                continue  # «Famil Əzizovun | qızını»
            if words[place].low not in self._lexicon.clan and self._lexicon.surname.search(inside[-1].low):
                continue  # «Səbinə Abdullalı | qızının xəstə olduğunu»
            if not all(word.capital for word in inside) or any(word.first for word in words[at + 1 : place + 1]):
                continue
            if len(inside) == 3:
                # The surname stands first or second; the father's name last.
                first, second = inside[0].text, inside[1].text
                given, family = (second, first) if self._lexicon.is_surname(first) else (first, second)
                return place + 1, f"{given} {self.dictionary(family)}"
            behind = words[place + 1] if place + 1 < len(words) else None
            if behind is not None and behind.capital and not behind.first and behind.start - words[place].stop == 1:
                return place + 2, f"{inside[0].text} {self.dictionary(behind.text)}"
            return place + 1, " ".join([*(word.text for word in inside), words[place].text])
        return None

    def _clan_forms(self, word: Word) -> frozenset[str]:
        """The word itself where it is a case form of «oğlu» or «qızı»."""
        return (
            frozenset({word.low})
            if any(fold(base) in self._lexicon.clan for base in self._lexicon.bases(word.text))
            else frozenset()
        )

    def _end(self, words: Sequence[Word], at: int, run: int) -> int | None:
        first = words[at]
        capitals = at + 1
        while capitals < run and words[capitals].capital and capitals - at < 3:
            capitals += 1
        if capitals - at < 2 or not self._lists["not_names"].isdisjoint(
            (first.low, *(fold(base) for base in self._lexicon.bases(words[at + 1].text) if len(base) > 1))
        ):
            return None
        if self._lexicon.lang == "en" and self._is_no_person(words[at : at + 2]):
            return None
        if self._lexicon.lang == "az" and _FAMILY.search(first.low) and self._adverbial(words, at + 1):
            return None  # «Həkim Çobanzadə | Bakıda doğulub»
        if first.text.isupper() or words[at + 1].low in self._lists["offices"] or first.low in _OPENS_BODY:
            return None
        if words[at + 1].low in _OPENS_BODY:
            return None
        if words[at + 1].text.isupper() and len(words[at + 1].text) > 1:
            return None
        given = self._lexicon.is_given(first.text)
        if self._lexicon.lang == "az" and first.first and capitals - at == 3 and self._says_what(first):
            return None  # «Braziliyalı | Vesli Andrade»
        if self._lexicon.lang == "en" and capitals - at == 3 and self._stands_before(words, at, given=given):
            return None
        calling = self._lexicon.profession.search(first.low) is not None and self._lexicon.is_given(words[at + 1].text)
        if self._lexicon.lang == "en" and capitals - at == 3 and calling:
            return None  # «Dealer | Rasul Garabaghli»
        before = words[at - 1].low.split(" ")[-1] if at else ""  # «vitse-prezidenti», «kontr-admiral»
        called = self._lexicon.lang == "az" and before in self._lists["offices"]  # «naziri | Xavaca Asif Hindistanı»
        if not given and capitals - at == 3 and self._lexicon.is_given(words[at + 1].text) and not called:
            return None  # "Conscript | Elvin Tarverdili"
        second = self._lexicon.is_surname(words[at + 1].text)
        after_office = (
            bool(at)
            and not first.first
            and (
                before in self._lists["offices"]
                or self._lexicon.profession.search(before) is not None
                or (self._lexicon.lang == "az" and self._says_what(words[at - 1]))
            )
        )
        if (
            (given and not self._listed(words, at + 1))
            or (second and not self._listed(words, at))
            or (after_office and not self._listed(words, at) and not words[at - 1].capital)
            or (after_office and before in self._lists["offices"])
            or (
                after_office
                and self._lexicon.lang == "az"
                and self._says_what(words[at - 1])
                and not self._listed(words, at)
            )
        ):
            third = (
                capitals - at == 3
                and words[at + 2].low not in _OPENS_BODY
                and not self._adverbial(words, at + 2)
                and (
                    (self._lexicon.is_surname(words[at + 2].text) and not second)
                    or (
                        after_office
                        and not second
                        and (given or self._lexicon.lang == "az")
                        and not self._listed(words, at + 2)
                    )
                    # «Luis Ferran Domeneç»: three capitals and no more, and the second is no surname
                    or (given and not second and self._is_foreign(words, at, run))
                    or (self._lexicon.lang == "az" and _FATHER.search(words[at + 1].low) is not None)
                )
            )
            return at + (3 if third else 2)
        return None

    def _says_what(self, word: Word) -> bool:
        """Whether a word says of somebody where from, or what he did: «braziliyalı | Vesli Andrade», «seçilən | Leandro Kosta»."""
        if _DOING.search(word.low):
            return True
        base = _FROM.sub("", word.text)
        return base != word.text and self._is_place(base)

    def _is_foreign(self, words: Sequence[Word], at: int, run: int) -> bool:
        """Whether the third of three capital words ends a name: «Rəcəb Tayyib | Ərdoğan», but «Con Smit | Londona»."""
        third = words[at + 2]
        more = at + 3 < run and words[at + 3].capital
        return (
            self._lexicon.lang == "az"
            and not more
            and not self._listed(words, at + 2)
            and third.text.isalpha()
            and third.low not in self._lists["offices"] | _PLATFORMS
            and not _RULED_DATIVE.search(third.low)
        )

    def _stands_before(self, words: Sequence[Word], at: int, *, given: bool) -> bool:
        """Whether the first of three capitals only stands before a name: «Archpriest | Andria …», «Ambassador to Georgia | Paweł …»."""
        if words[at].low in self._lists["titles"] and (not given or self._lexicon.is_given(words[at + 1].text)):
            return True
        posted = at > 1 and words[at - 1].low in _POSTED and words[at - 2].low in self._lists["offices"]
        return posted and self._listed(words, at)

    def _arab(self, line: str, words: Sequence[Word], at: int) -> int | None:
        """Where a name with an Arabic article ends."""
        if self._lexicon.lang != "az":
            return None
        found = _ARAB.match(line, words[at].start)
        if found is None and at and words[at - 1].low in self._lists["offices"] and not self._listed(words, at):
            found = _EUROPEAN.match(line, words[at].start)
        if found is None or words[at].low in self._lists["not_names"] | self._lists["offices"]:
            return None
        return next((end + 1 for end in range(at, min(at + 7, len(words))) if words[end].stop == found.end()), None)

    def _adverbial(self, words: Sequence[Word], at: int) -> bool:
        """Whether an Azerbaijani clause goes on with a place: «Katrin Oelsner | Berlində», «Olena Stefançuk | X-də»."""
        if self._lexicon.lang != "az":
            return False
        word = words[at]
        short = re.split(r"['’-]", word.text)[0]
        placed = self._listed(words, at) and self._lexicon.nominative(word.text) != word.text
        return (
            placed or len(short) == 1 or (len(short) > 1 and short.isupper()) or _ADVERBIAL.search(word.low) is not None
        )

    def _is_no_person(self, words: Sequence[Word]) -> bool:
        """«Veteran Kenyan», «Tropical Storm»."""
        lows = {word.low for word in words}
        return not self._lists["no_person"].isdisjoint(lows) or not self._lexicon.nations.keys().isdisjoint(lows)


def _in_harmony(stem: str, ending: str) -> bool:
    """Whether an ending has the vowels that its stem asks for: «Şahbaz|ı», so that «Şahbazi» is a name of its own."""
    allowed = next((_HARMONY[letter] for letter in reversed(stem.lower()) if letter in _HARMONY), "")
    return all(letter in allowed for letter in ending.lower() if letter in _HARMONY)


def owners_of(names: Sequence[str], *, any_part: bool = False) -> dict[str, list[str]]:
    """The full names of persons by the key of their surname, or of ``any_part``: «Kiplagat, as friends called him»."""
    owners: dict[str, list[str]] = {}
    for name in sorted({name for name in names if " " in _PARTICLE.sub("", name) and not INITIAL.match(name)}):
        for part in name.split(" ") if any_part else name.split(" ")[-1:]:
            if part[:1].isupper() and len(part) > 2:
                owners.setdefault(person_key(part), []).append(name)
    return owners


def full_name(name: str, owners: dict[str, list[str]]) -> str:
    """«R.Məlikzadə» and «Məlikzadə» as the full name that the article gives, where it gives one."""
    match = INITIAL.match(name)
    if match:
        same = [full for full in owners.get(person_key(match.group(1)), ()) if full[:1] == name[:1]]
        return same[0] if len(same) == 1 else name
    alone = _PARTICLE.sub("", _MADAM.sub("", name))  # «De Vaucresson», «Xanım Karpantye»
    same = owners.get(person_key(alone), []) if " " not in alone else []
    same = same if len(same) < 2 else [full for full in same if not _MADAM.match(full)]
    return same[0] if len(same) == 1 else name
