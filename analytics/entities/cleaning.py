"""What of a tagger's spans is a name, of which kind, and how far it reaches."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from analytics.entities.declension import INS, NOM
from analytics.entities.names import Naming, plain
from analytics.entities.persons import PersonNames
from analytics.entities.spans import OPENING, WORD, Span
from analytics.text import fold

_CAPITALISED: Final = re.compile(r"[А-ЯЁ][а-яё-]+")
_OPENS_SENTENCE: Final = frozenset(".!?…:")
_BEFORE_SENTENCE: Final = frozenset('«"“„(—–-')
_ADJECTIVE_PLACE: Final = re.compile(r"^[А-ЯЁ][\w-]*?(?:[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_DISTRICT: Final = re.compile(r"^\s+(?:и\s+[А-ЯЁ][\w-]*к\w+\s+)?район|^,")
# «улицам Низами, Хагани и | Истиглалият»
_SECOND_STREET: Final = re.compile(r"\b([а-яё]+(?:ы|ами|ам|ах|ей|ями))\s[А-ЯЁ][^.;:]{2,50}?(?:,|\sи)\s$")
_PREPOSITIONS: Final = frozenset({"в", "во", "из", "до", "под"})
_NAME_PARTICLES: Final = frozenset(
    {
        "оглу",
        "оглы",
        "кызы",
        "гызы",
        "бин",
        "бен",
        "ибн",
        "аль",
        "эль",
        "фон",
        "ван",
        "де",
        "да",
        "дер",
        "ханым",
        "ханум",
        "бек",
        "паша",
        "ага",
    }
)
# What a body is, with a capital since it opens a sentence, before its name
_KIND_AHEAD: Final = re.compile(
    r"(?:[А-ЯЁ][а-яё]+(?:ая|ое|ый|ий)\s)?([А-ЯЁа-яё-]+)\s(?:[а-яё-]+(?:ов|ев|ей|ий|ых|их|ы|и|а|я|ства)\s){0,2}(?=[A-Z][\w.]|«)"
)
_SERVICE_OF: Final = re.compile(r"[Пп]ресс-(?:служб|цент|бюро)\w*\s(?=[А-ЯЁA-Z«])")
_PRESS_SERVICE: Final = re.compile(r"[Пп]ресс-(?:служб|цент|бюро|секретар)\w*(?:\s[а-яё-]+)*")
_CALLING: Final = re.compile(
    r"(?:олог|граф|вед|истк?а?|тель|тельница|ник|ница|атор|смен|тренер|хирург|пилот|медик|физик|химик|критик)$"
)
_AGE: Final = re.compile(r"летн(?:ий|яя|его|ей|ему|им|ем|юю)$")

Field = Literal["title", "text"]
# Whoever stands behind one of these gave it the name.
_STREETS: Final = frozenset({"улица", "проспект", "площадь", "бульвар", "переулок", "шоссе", "набережная"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a paragraph with its part of speech, case (nom, gen, ...) and gender (m, f, n, p)."""

    start: int
    stop: int
    pos: str
    case: str
    gender: str


class Mention(NamedTuple):
    """One span on its way to a name."""

    field: Field
    span: Span
    text: str  # as printed
    kind: str
    shown: str  # the printed words that are named, without titles and brackets
    prefix: str = ""  # «улица» for «на улице Басина»
    name: str = ""


class ArticleText:
    """The fields of one article, with word analysis made only for words that need it."""

    def __init__(
        self, fields: Mapping[Field, str], tokens: Callable[[Sequence[tuple[str, int]]], list[Token | None]]
    ) -> None:
        self.fields = fields
        self._capitalised: frozenset[str] | None = None
        self._tokens = tokens
        self._known: dict[tuple[Field, int], Token | None] = {}

    @property
    def capitalised(self) -> frozenset[str]:
        """All words that the article prints with a capital."""
        if self._capitalised is None:
            self._capitalised = frozenset(_CAPITALISED.findall("\n".join(self.fields.values())))
        return self._capitalised

    def token(self, field: Field, position: int) -> Token | None:
        """The analysed word at a position of a field."""
        if (field, position) not in self._known:
            self.analyse([(field, position)])
        return self._known[field, position]

    def analyse(self, places: Sequence[tuple[Field, int]]) -> None:
        """Analyse the words at several positions together, which is faster than one by one."""
        windows = [self._window(field, position) for field, position in places]
        self._known.update(zip(places, self._tokens(windows), strict=True))

    def _window(self, field: Field, position: int) -> tuple[str, int]:
        """The paragraph around a position, and the position in it."""
        text = self.fields[field]
        begin = text.rfind("\n", 0, position) + 1
        stop = text.find("\n", position)
        # A window keeps a megabyte-long paragraph from being cut into words again and again.
        low = max(begin, position - 600)
        if low > begin:
            low = text.find(" ", low, position) + 1 or low
        high = min(len(text) if stop < 0 else stop, begin + 4000 if position < begin + 3000 else position + 600)
        low = begin if position < begin + 3000 else low
        return text[low:high], position - low

    def before(self, mention: "Mention") -> str:
        """Up to 60 characters before a mention, in its paragraph."""
        text = self.fields[mention.field]
        begin = max(text.rfind("\n", 0, mention.span.start) + 1, mention.span.start - 60)
        return text[begin : mention.span.start]

    def prints_inside(self, word: str) -> bool:
        """Whether a capitalised word also stands inside a sentence, where only names have a capital."""
        found = re.compile(rf"(?<=[\w,] ){re.escape(word)}\b")
        return any(found.search(text) for text in self.fields.values())

    def after(self, mention: "Mention") -> str:
        """Up to 60 characters behind a mention."""
        return self.fields[mention.field][mention.span.stop : mention.span.stop + 60]


def cleaned(
    article: ArticleText,
    mention: Mention,
    *,
    naming: Naming,
    persons: PersonNames,
    own: Collection[str],
    seen: Callable[[str], float],
) -> Mention | None:
    """A mention with its kind and extent set right; None for what is no name."""
    quote = mention.text.find(" «")
    if quote > 0 and fold(mention.text[quote:]) in own:
        mention = _cut(article, mention, 0, quote)
    if not mention.shown or not any(letter.isalpha() for letter in mention.shown) or fold(mention.shown) in own:
        return None
    before = article.before(mention)
    at, word_before = last_word(before)
    quoted = mention.text[:1] in OPENING or before[-1:] in OPENING
    if mention.kind == "ORG" and quoted and word_before in naming.words.titled:
        return None
    if (
        word_before in naming.words.named_after
        and (quoted or mention.kind != "ORG")
        and not (mention.kind == "PER" and _is_somebody(article, mention, word_before, naming))
    ):
        prefix = naming.words.named_after[word_before]
        if prefix == "имени":
            return None
        # A metro station is known by its name alone: «станция «Нефтчиляр»».
        place = mention._replace(kind="LOC", prefix="" if quoted and prefix == "станция" else prefix)
        if quoted or word_before not in naming.words.forms_of_one:
            return place  # «улицами | Низами и Хагани»: the plural belongs to both
        return _with_head(article, place, at - len(before))
    pair = _SECOND_STREET.search(before) if before[-2:-1] in ("и", ",") else None
    listed = before[-2:-1] == "," and naming.places.is_listed(mention.shown)  # «по улицам Низами, Баку»
    if pair and mention.kind != "ORG" and pair.group(1) in naming.words.named_after and not listed:
        return mention._replace(kind="LOC", prefix=naming.words.named_after[pair.group(1)])
    mention = _of_listed_kind(
        mention, naming=naming, persons=persons, quoted=quoted, after_in=word_before in _PREPOSITIONS
    )
    if mention.kind == "PER":
        return _cleaned_person(article, mention, naming=naming, persons=persons, seen=seen)
    return _cleaned_thing(article, mention, naming=naming, persons=persons, quoted=quoted)


def _is_somebody(article: ArticleText, mention: Mention, place: str, naming: Naming) -> bool:
    """Whether a person is meant, and no place of that name: «директором парка | Вячеславом Ахмедовым», «директор станции | Рауф Азизов»."""
    token = article.token(mention.field, mention.span.start)
    thing = naming.words.named_after[place]
    oblique = thing != place and thing not in _STREETS and " " in mention.shown
    return token is not None and (token.case == INS or (token.case == NOM and oblique))


def last_word(text: str) -> tuple[int, str]:
    """Where the last word of a text starts, and the word in lower case; an empty one where a number is last.

    >>> last_word("Глава «"), last_word("В 2026 ")
    ((0, 'глава'), (7, ''))
    """
    stop = len(text)
    while stop and not (text[stop - 1].isalnum() or text[stop - 1] == "_"):
        stop -= 1
    start = stop
    while start and text[start - 1].isalnum() and not text[start - 1].isdecimal():
        start -= 1
    return (start, text[start:stop].lower()) if start < stop else (len(text), "")


def opens_sentence(before: str) -> bool:
    """Whether what follows a text is the first word of a sentence."""
    stop = len(before)
    while stop and (before[stop - 1].isspace() or before[stop - 1] in _BEFORE_SENTENCE):
        stop -= 1
    return stop == 0 or before[stop - 1] in _OPENS_SENTENCE or "\n" in before[stop:]


def _with_head(article: ArticleText, mention: Mention, moved: int) -> Mention:
    """A street or square together with the word that says so: «улице | Низами»; its name is not of the printed text."""
    span = mention.span._replace(start=mention.span.start + moved, inside=())
    return mention._replace(span=span, text=article.fields[mention.field][span.start : span.stop])


def _cut(article: ArticleText, mention: Mention, start: int, stop: int, *, kind: str = "") -> Mention:
    """A mention narrowed to characters ``start`` to ``stop`` of its printed text."""
    span = mention.span._replace(start=mention.span.start + start, stop=mention.span.start + stop, alias="", inside=())
    text = article.fields[mention.field][span.start : span.stop]
    return mention._replace(span=span, text=text, shown=plain(text), kind=kind or mention.kind)


def _of_listed_kind(mention: Mention, *, naming: Naming, persons: PersonNames, quoted: bool, after_in: bool) -> Mention:
    """A mention with the kind that the alias table gives it, where the table knows it under another kind only."""
    place = naming.aliases.find(mention.shown, "LOC")
    body = naming.aliases.find(mention.shown, "ORG")
    if mention.kind != "ORG" and body is not None and place is None:
        return mention._replace(kind="ORG")
    if mention.kind != "LOC" and place is not None and body is None and not quoted:
        if mention.kind == "ORG" and " " not in mention.shown:
            return mention._replace(kind="LOC")
        if mention.kind == "PER" and (after_in or not persons.is_given(mention.shown)):
            return mention._replace(kind="LOC")
    return mention


def _cleaned_thing(
    article: ArticleText, mention: Mention, *, naming: Naming, persons: PersonNames, quoted: bool
) -> Mention | None:
    """A body's or place's mention without stray neighbours; None for common words and adjectives."""
    words = mention.shown.split(" ")
    is_headed = words[0].lower() in naming.words.heads  # «Секретариат Тегеранской конвенции» is a body
    if mention.kind == "ORG" and not is_headed and any(word.lower() in naming.words.not_bodies for word in words[:3]):
        return None
    if mention.shown.lower() in naming.words.kinds or _PRESS_SERVICE.fullmatch(mention.shown):
        return None  # «Telegram-канал», «Пресс-служба театра»
    service = _SERVICE_OF.match(mention.text)
    if service is not None:
        return _cut(article, mention, service.end(), len(mention.text))  # «Пресс-служба | Святого Престола»
    listed = naming.known(mention.shown, mention.kind) is not None
    kind = _KIND_AHEAD.match(mention.text) if mention.kind == "ORG" and not listed else None
    if kind is not None and kind.group(1).lower() in naming.words.kinds and opens_sentence(article.before(mention)):
        return _cut(article, mention, kind.end(), len(mention.text))  # «Телеканал | CBC», «Коалиция | «Новый путь»»
    if len(words) > 1 and not quoted and not listed:
        place = naming.aliases.find(words[0], "LOC")
        if place is not None and words[1][:1].islower() and not _ADJECTIVE_PLACE.match(words[0]):
            return _cut(article, mention, 0, len(words[0]), kind="LOC")  # «В Гейчае | колледж учит»
        first = words[0].lower()
        if first in naming.words.titles or (
            first not in naming.words.heads
            and naming.known(" ".join(words[1:]), mention.kind)
            and _is_common(article, mention, 0, persons=persons)
        ):
            return _cut(article, mention, mention.text.find(words[1], len(words[0])), len(mention.text))
    if len(words) == 1 and not quoted and not listed:
        head = words[0].lower() in naming.words.heads
        if mention.kind == "LOC" and head:
            return None
        if not head and _is_common(article, mention, 0, persons=None if mention.kind == "LOC" else persons):
            return None
        if _ADJECTIVE_PLACE.match(mention.shown) and not _DISTRICT.search(article.after(mention)):
            token = article.token(mention.field, mention.span.start)
            if token is not None and (token.pos == "ADJ" or mention.kind == "ORG"):
                return None
    return mention


def _cleaned_person(
    article: ArticleText,
    mention: Mention,
    *,
    naming: Naming,
    persons: PersonNames,
    seen: Callable[[str], float],
) -> Mention | None:
    """A person's mention without offices and common words before the name; None for a common word alone."""
    words = list(WORD.finditer(mention.text))
    while len(words) > 1 and _is_before_name(
        article, mention, [word.group() for word in words], words[0].start(), naming=naming, persons=persons
    ):
        words = words[1:]
    found = len(words)
    while len(words) > 1 and words[-1].group().islower() and words[-1].group() not in _NAME_PARTICLES:
        words.pop()  # «Оруджалиев | датчикам верит»
    if not words:
        return None
    stop = words[-1].end() if len(words) < found else len(mention.text)
    kept = _cut(article, mention, words[0].start(), stop) if words[0].start() or stop < len(mention.text) else mention
    if len(words) == 1:
        word = words[0].group()
        if naming.aliases.find(word, "LOC") is not None and not persons.is_given(word):
            return kept._replace(kind="LOC")
        if word.lower() in naming.words.titles or word.lower() in naming.words.heads:
            return None
        if word.isupper() and len(word) > 1 and "." not in kept.shown:
            return kept._replace(kind="ORG")
        if _is_common(article, kept, 0, persons=persons):
            return None
        if (
            opens_sentence(article.before(kept))
            and seen(word.lower())
            and not persons.is_name_word(word)
            and not persons.is_well_known(word)
            and not article.prints_inside(word)
        ):
            return None
    return kept


def _is_before_name(
    article: ArticleText,
    mention: Mention,
    words: Sequence[str],
    offset: int,
    *,
    naming: Naming,
    persons: PersonNames,
) -> bool:
    """Whether the first word of a person's mention is an office, a place or a common word, and no part of the name."""
    first = words[0]
    if first.lower().split("-")[0] in naming.words.titles or _AGE.search(first.lower()):
        return True
    if persons.is_given(first) or "." in first:
        return False
    opens = opens_sentence(article.before(mention) + mention.text[:offset])
    if len(words) == 3 and opens and not persons.is_name_word(first) and persons.is_name_word(words[2]):
        return True  # «Альголог | Ругия Махмудзаде», where the given name is not listed
    if len(words) > 2 and opens and (persons.is_given(words[1]) or _CALLING.search(first)):
        return True  # «Альголог | Ругия Махмудзаде», «Гляциолог | Бьёрн Хальворсен»
    if len(words) > 2 and naming.aliases.find(first, "ORG") is not None:
        return True  # «депутат Мажилиса | Айдос Сулейменов»
    return naming.aliases.find(first, "LOC") is not None or _is_common(article, mention, offset, persons=persons)


def _is_common(article: ArticleText, mention: Mention, offset: int, *, persons: PersonNames | None) -> bool:
    """Whether the word at an offset of a mention is a common word with a capital because it opens a sentence."""
    if not opens_sentence(article.before(mention) + mention.text[:offset]):
        return False
    token = article.token(mention.field, mention.span.start + offset)
    if token is None or token.pos in ("PROPN", "X", "PUNCT"):
        return False
    word = mention.text[offset : offset + token.stop - token.start]
    return not word[:2].isupper() and not (persons and persons.is_name_word(word))
