"""Spans of names, and the joining of those that a tagger splits.

«Государственной миграционной службы» ORG + «Азербайджана (ГМС)» LOC -> one ORG with the alias «ГМС»
"""

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from analytics.entities.name_parts import HONORIFICS
from analytics.entities.names import Naming, plain
from analytics.text import fold

_ABBREVIATION: Final = r"[A-ZА-ЯЁƏÇĞİÖŞÜ][\w&.+-]{1,14}"
_BRACKET_INSIDE: Final = re.compile(rf"\s*\(({_ABBREVIATION})\)?$")
_BRACKET_BEHIND: Final = re.compile(rf"\s?\(({_ABBREVIATION})\)")
_CUT_SHORT: Final = re.compile(r"\s[а-яё-]{3,}(?:ого|ых|их|ной|ской)$")
_NEXT_WORD: Final = re.compile(r"\s[а-яё-]{4,}")
_INITIALLED: Final = re.compile(r"[А-ЯЁ](?<!\w.)\.\s?[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?\b")
_WORD_BEFORE: Final = re.compile(r"\b[А-ЯЁа-яё]{2,}\s$")
_CLAN_BEHIND: Final = re.compile(
    r"^\s(?:оглу|оглы|кызы|гызы|гы)\b(?:\s[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ]?[а-яё]+)?\b(?=[\s,.:;)]))?"
)
_FATHER_FIRST: Final = re.compile(
    r"[А-ЯЁ][а-яё]+(?:(?:[оеё]в|[иы]нич|ьич)н(?:а|ы|е|у|ой)|(?:[оеё]в|ь)ич(?:а|у|ем|е)?)\s[А-ЯЁ]"
)
# The given name before a span that begins with the patronymic: «жительница Клавдия | Степановна Ригоева».
_GIVEN_BEFORE: Final = re.compile(r"\b[А-ЯЁ][а-яё]{2,}\s$")
_INITIALS_BEHIND: Final = re.compile(r"^\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?(?!\s?[А-ЯЁ][а-яё])")
_SENTENCE_INSIDE: Final = re.compile(r"(?:(?:[\w-]{4,}|\+)\.\s|/\s?)(?=[A-ZА-ЯЁ«])")
_ASIDE: Final = re.compile(r"[(),]")
# A capitalised word, or «министерство», and the words up to the next mark.
_BODY_START: Final = re.compile(r"\b(?:[А-ЯЁ][а-яё-]{2,}|министерств(?:о|а|у|ом|е))(?=,? [а-яёА-ЯЁ])")
_PHRASE: Final = re.compile(r"[\w-]+(?:,? [\w-]+){1,11}")
_SOMEBODY_BEHIND: Final = re.compile(
    r"\s(?:Республики|района|области|края|округа|города)(?=\s[А-ЯЁ][а-яё]+(?<!ого)(?<!ой)(?<!ых)(?<!ей)\s[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?$)"
)
# «Государственная служба Украины | по чрезвычайным ситуациям»: what bodies are for
_BY_FIELD: Final = re.compile(
    r"\s(?:[А-ЯЁ]{2,6}|[А-ЯЁ][а-яё]+|служб[аы]?|комитета?|агентств[оа]?|управлени[ея]|комисси[яи]|совета?|центра?|палат[аы]|союза?|институт[а]?)$"
)
_FIELD: Final = re.compile(
    r"\sпо\s(?:золот|нефт|газ[уо]|энергетик|торговл|экономик|финанс|здравоохранени|культур|спорт|наук|экологи|лавин|разоружени|уход|труд|чрезвычайн|статистик|дел|координаци|прав|вопрос|борьбе|контрол|надзор|защит|управлени|развити|охран|атомн|безопасност"
    r"|сотрудничеств|миграци|туризм|образовани|оказани|разминировани|регулировани)\w*(?:\s[а-яё]+(?:ым|им|ой|ей|ам|ям|ов|ев|ий|ых|их|ого|его|ству|ия|ии|ти|ке)(?!\w))*"
)
# «ГУ МЧС | по Волгоградской области»: offices of state in a region
_OF_REGION: Final = re.compile(
    r"(?:(?:ГУ|У?МВД|МЧС|У?ФСБ|СКР?|СУ|ГСУ|ФАС|У?ФНС|У?ФССП|У?ФСИН|ГИБДД|Г?УВД|ДЧС|ДП|Рос(?:потребнадзор|природнадзор|гвардия|реестр|стат|сельхознадзор)[а-яё]{0,2}|Росгвардии)(?:\sРоссии|\sРФ)?)$"
)
_OF_FIELD: Final = re.compile(r"[А-ЯЁ]{2,6}\sпо\s[а-яё]")
OPENING: Final = ("«", "“", "„", '"')
WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")  # one word of a name, with its initials and apostrophes


class Span(NamedTuple):
    """One mention: characters ``start`` to ``stop`` of a field, PER, ORG or LOC."""

    start: int
    stop: int
    kind: str
    alias: str = ""  # the abbreviation that it declares in brackets
    inside: tuple["Span", ...] = ()  # places and bodies within a joined name: «США» in «Конгресс США»

    def moved(self, by: int) -> "Span":
        """The same span, ``by`` characters on."""
        inside = tuple(span.moved(by) for span in self.inside)
        return Span(self.start + by, self.stop + by, self.kind, self.alias, inside)


def join_spans(paragraph: str, spans: Sequence[Span], *, naming: Naming, own_names: Collection[str] = ()) -> list[Span]:
    """Spans in order, neighbours that form one body's name joined, brackets with an abbreviation taken in."""
    own = {fold(name) for name in own_names}
    joined: list[Span] = []
    spans = [part for span in spans for part in _without_somebody(paragraph, span)]
    more = [*_initialled(paragraph, spans), *_listed_bodies(paragraph, spans, naming)]
    spans = [part for span in spans for part in _without_aside(paragraph, span)]
    for span in sorted([*spans, *more], key=lambda span: (span.start, span.stop)):
        span, bracket = _without_bracket(paragraph, span)
        if span.kind == "PER" and _FATHER_FIRST.match(paragraph, span.start):
            while joined and paragraph[joined[-1].start : span.start].count(" ") == 1:
                joined.pop()  # «Клавдия», taken for a place
            given = _GIVEN_BEFORE.search(paragraph, joined[-1].stop if joined else 0, span.start)
            span = span._replace(start=given.start()) if given else span
        if span.kind == "ORG" and (
            _OF_FIELD.match(paragraph, span.start) or " " not in paragraph[span.start : span.stop]
        ):
            span = _with_known_start(paragraph, span, joined[-1].stop if joined else 0, naming)
        if joined and _continues(paragraph, joined[-1], span, naming=naming, own=own):
            before = joined[-1]
            joined[-1] = before._replace(stop=span.stop, inside=(*before.inside, span))
        elif not joined or span.start >= joined[-1].stop:
            joined.append(span)
        else:
            continue
        if joined[-1].kind == "PER":
            joined[-1] = _with_name_behind(paragraph, joined[-1])
        elif joined[-1].kind == "ORG":
            joined[-1] = _with_bracket(paragraph, _with_rest(paragraph, joined[-1]))
        elif bracket is not None:
            joined[-1] = joined[-1]._replace(stop=bracket)
    return joined


def _initialled(paragraph: str, spans: Sequence[Span]) -> list[Span]:
    """«Ф.Саламов» where the tagger passed it over: an initial with a surname is a person anywhere."""
    return [
        Span(match.start(), match.end(), "PER")
        for match in _INITIALLED.finditer(paragraph)
        if not any(span.start < match.end() and match.start() < span.stop for span in spans)
    ]


def _without_aside(paragraph: str, span: Span) -> list[Span]:
    """A span parted where a sentence or a date line ends in it: «ОПЕК+. | Bloomberg», «KASPI PRESS/ | ГМС»; a person's also at brackets and commas: «Барри Лоуенкрон | (Barry Lowenkron)», «Овечкин, | Федоров»."""
    if span.kind != "PER":
        end = _SENTENCE_INSIDE.search(paragraph, span.start, span.stop)
        if end is None:
            return [span]
        return [
            Span(span.start, end.start() + len(end.group().rstrip(" ./")), span.kind),
            *_without_aside(paragraph, Span(end.end(), span.stop, span.kind)),
        ]
    if _ASIDE.search(paragraph, span.start, span.stop) is None:
        return [span]
    parts = re.finditer(r"[^(),]+", paragraph[span.start : span.stop])
    return [
        Span(span.start + part.start() + lead, span.start + part.start() + len(part.group().rstrip()), "PER")
        for part in parts
        if (lead := len(part.group()) - len(part.group().lstrip())) < len(part.group()) - 1
    ]


def _without_somebody(paragraph: str, span: Span) -> list[Span]:
    """A place's span parted before a person's name: «Нахчыванской Автономной Республики | Ульвия Гамбарова»."""
    found = _SOMEBODY_BEHIND.search(paragraph[span.start : span.stop]) if span.kind == "LOC" else None
    if found is None:
        return [span]
    return [
        Span(span.start, span.start + found.end(), "LOC"),
        Span(span.start + found.end() + 1, span.stop, "PER"),
    ]


def _listed_bodies(paragraph: str, spans: Sequence[Span], naming: Naming) -> list[Span]:
    """Listed bodies that the tagger passes over: «министерство труда» in lower case, a long name that opens a text."""
    found: list[Span] = []
    for match in _BODY_START.finditer(paragraph):
        longest = naming.first_words.get(match.group().lower().replace("ё", "е"), 0)
        if not longest or any(span.start <= match.start() < span.stop for span in spans):
            continue
        words = _PHRASE.match(paragraph, match.start())
        parts = words.group().split(" ")[:longest] if words else []
        for count in range(len(parts), 1, -1):
            text = " ".join(parts[:count])
            stop = match.start() + len(text)
            if naming.aliases.find(text, "ORG") is not None:
                if all(span.kind == "LOC" or span.stop <= match.start() or stop <= span.start for span in spans):
                    found.append(Span(match.start(), stop, "ORG"))
                break
    return found


def _with_name_behind(paragraph: str, span: Span) -> Span:
    """A person's span with «кызы» and the surname, or the initials, that follow: «Айтен Мирза | кызы», «Гусейнов | В.А.»."""
    match = _CLAN_BEHIND.match(paragraph[span.stop : span.stop + 40])
    if match is None and " " not in paragraph[span.start : span.stop]:
        match = _INITIALS_BEHIND.match(paragraph[span.stop : span.stop + 10])
    return span._replace(stop=span.stop + match.end()) if match else span


def _with_known_start(paragraph: str, span: Span, floor: int, naming: Naming) -> Span:
    """A body's span with the untagged word before it, where both are one listed name: «Генассамблея | ООН».

    So is «Управление» of «Управление | ООН по координации гуманитарных вопросов».
    """
    match = _WORD_BEFORE.search(paragraph, floor, span.start)
    if match is None:
        return span
    headed = (
        " " in paragraph[span.start : span.stop] and match.group()[0].isupper() and naming.head([match.group().strip()])
    )
    if not headed and naming.aliases.find(paragraph[match.start() : span.stop], "ORG") is None:
        return span
    return span._replace(start=match.start())


def _with_rest(paragraph: str, span: Span) -> Span:
    """A body's span with the closing quote, or with the noun of the adjective that it breaks off at."""
    text = paragraph[span.start : span.stop]
    if text.count("«") > text.count("»") and paragraph[span.stop : span.stop + 1] == "»":
        return span._replace(stop=span.stop + 1)
    match = _CUT_SHORT.search(text)
    rest = _NEXT_WORD.match(paragraph, span.stop) if match else None
    rest = rest or (_FIELD.match(paragraph, span.stop) if _BY_FIELD.search(text) else None)
    return span._replace(stop=rest.end()) if rest else span


def _without_bracket(paragraph: str, span: Span) -> tuple[Span, int | None]:
    """A span cut before «(ГМС)» at its end, and where it ended before."""
    match = _BRACKET_INSIDE.search(paragraph, span.start, span.stop)
    if match is None or match.start() <= span.start or span.kind == "PER":
        return span, None
    return span._replace(stop=match.start()), span.stop


def _with_bracket(paragraph: str, span: Span) -> Span:
    """A body's span with the abbreviation that follows in brackets."""
    match = _BRACKET_BEHIND.match(paragraph, span.stop)
    if match is None or span.alias or not _abbreviates(match.group(1), paragraph[span.start : span.stop]):
        return span
    return span._replace(stop=match.end(), alias=match.group(1))


def _abbreviates(short: str, long: str) -> bool:
    """Whether a bracket may abbreviate the name before it: mostly capitals, and shorter."""
    capitals = sum(letter.isupper() for letter in short)
    return len(short) < len(long) and capitals * 2 >= len(short) and " " not in short


def _continues(paragraph: str, before: Span, span: Span, *, naming: Naming, own: Collection[str]) -> bool:
    """Whether a span goes on with the body named right before it: «Генеральной Ассамблеи | ООН»."""
    gap = paragraph[before.stop : span.start]
    if before.kind == span.kind == "PER":
        return gap.strip() in HONORIFICS  # «Зулейха ханым | Талышинская»
    if before.kind != "ORG" or span.kind == "PER" or before.alias:
        return False
    first = paragraph[before.start : before.stop]
    if gap == " по ":
        return span.kind == "LOC" and _OF_REGION.search(first) is not None
    if gap != " ":
        return False
    second = paragraph[span.start : span.stop]
    if fold(plain(first)) in own or fold(plain(second)) in own or second[:1] in OPENING:
        return False
    if first.isascii() != second.isascii() and first.isascii():
        return False
    if span.kind == "LOC":
        row = naming.aliases.find(second, "LOC")
        if row is None:
            return second.endswith(("а", "я", "ы", "и", "го", "ой", "ых", "их")) or second.isupper()
        # A state behind a body stands in the genitive; its nominative opens the next clause («в ООН Азербайджан ...»).
        return fold(second) != fold(row.name) or fold(naming.aliases.genitive(row)) == fold(second)
    return second.isupper() or naming.head(first.split(" ")) is not None
