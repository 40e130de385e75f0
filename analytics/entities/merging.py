"""From the spans of one article to its entities: canonical names, and one entity for all mentions of a thing."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from analytics.entities.aliases import HOME
from analytics.entities.cleaning import ArticleText, Field, Mention, Token, cleaned, last_word
from analytics.entities.context_cases import head_marks
from analytics.entities.declension import NOM, phrase_forms, readings
from analytics.entities.keys import entity_id
from analytics.entities.names import Naming, plain
from analytics.entities.parting import parted
from analytics.entities.people import name_persons, persons_by_surname, surnames_alone, surnames_first, telling_words
from analytics.entities.persons import PersonNames
from analytics.entities.spans import OPENING, Span
from analytics.text import fold

__all__ = ["Entity", "Field", "Role", "Surface", "Token", "extract"]

Role = Literal["speaks", "source", "mentioned"]

_BEFORE_PLACES: Final = frozenset({"в", "во", "из", "до", "под", "к", "ко", "над", "близ", "возле", "около"})
_OF_REGION: Final = re.compile(r"\s(?:области|края|округа|района|города|республики)\b")
_PRINTED_HERE: Final = 0.95  # against 1 for a form that news print
_ADJECTIVE_PLACE: Final = re.compile(r"^[А-ЯЁ][\w-]*?(?:[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
# What a row of adjectives belongs to: «в Абшеронском, Хазарском и Сабунчинском районах», «в Киевской и Сумской областях».
_DISTRICT: Final = re.compile(
    r"^(?:,\s+[А-ЯЁ][\w-]*к\w+)*(?:\s+и\s+[А-ЯЁ][\w-]*к\w+)?\s+(?:городск\w+\s|муниципальн\w+\s)?(район|област|кра|округ)"
)
_UNITS: Final = {"район": ("район", "m"), "област": ("область", "f"), "округ": ("округ", "m"), "кра": ("край", "m")}
_HOME_WORDS: Final = ("азербайджан", "бакинск")
_HOME_CITY: Final = re.compile(r"баку\b")
_FEMININE: Final = ("улица", "площадь", "станция", "набережная")
_STREET_ADJECTIVE: Final = re.compile(r"^[А-ЯЁ]\w+(?<!ов)(?<!ев)(?<!ин)(?:ой|ую)$")
_CONTRACTIONS: Final = {
    "нац": "национальн", "гос": "государственн", "глав": "главн", "центр": "центральн", "обл": "областн", "гор": "городск", "рай": "районн",
    "край": "краев", "мос": "московск", "рос": "российск", "евро": "европейск",
}  # fmt: skip
_SMALL: Final = frozenset({"и", "по", "в", "во", "на", "с", "со", "для", "при", "о", "об"})
_DISTRICTS: Final = re.compile(r"^[А-ЯЁ][\w-]*к\w+ (район|област|кра|округ)(?:ы|и|я|а|ов|ей|[ая]м|[ая]ми|[ая]х)$")


@dataclass(frozen=True, slots=True)
class Surface:
    """Where a name stands: characters ``start`` to ``stop`` of ``field`` are exactly ``text``."""

    field: Field
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body or place of one article, under its nominative name, with all its mentions."""

    entity_id: str
    kind: str
    name: str
    surfaces: tuple[Surface, ...]
    role: Role = "mentioned"
    titles: tuple[
        str, ...
    ] = ()  # of a person: the offices under which the article names it, see analytics.entities.offices

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return len(self.surfaces)


def extract(
    fields: Mapping[Field, str],
    spans: Mapping[Field, Sequence[Span]],
    *,
    naming: Naming,
    persons: PersonNames,
    tokens: Callable[[Sequence[tuple[str, int]]], list[Token | None]],
    seen: Callable[[str], float] = lambda _: 0.0,
    own_names: Collection[str] = (),
) -> list[Entity]:
    """The entities of one article, by count and then by first mention."""
    article = ArticleText(fields, tokens)
    own = own_forms(frozenset(own_names))

    def attested(word: str) -> float:
        # What only this article prints may be an oblique form too.
        return seen(word) or (_PRINTED_HERE if word.capitalize() in article.capitalised else 0.0)

    mentions: list[Mention] = []
    for field in ("title", "text"):
        for span in (part for tagged in spans.get(field, ()) for part in parted(fields[field], tagged, persons)):
            printed = fields[field][span.start : span.stop]
            mention = Mention(field, span, printed, span.kind, plain(printed))
            kept = cleaned(article, mention, naming=naming, persons=persons, own=own, seen=seen)
            if kept is not None:
                mentions.append(kept)
    mentions += surnames_first(fields, mentions, persons)
    mentions = _places(article, persons_by_surname(article, mentions), naming=naming, persons=persons)
    article.analyse([(m.field, place) for m in mentions if (place := _asked(m, naming, persons)) is not None])
    people = name_persons(
        article, [m for m in mentions if m.kind == "PER"], persons=persons, titles=naming.words.titles
    )
    named = [
        *_name_things(article, [m for m in mentions if m.kind != "PER"], naming=naming, seen=attested),
        *people,
        *surnames_alone(fields, people, mentions, persons=persons),
    ]
    return _collect([mention for mention in named if fold(mention.name) and fold(mention.name) not in own])


def _places(
    article: ArticleText, mentions: Sequence[Mention], *, naming: Naming, persons: PersonNames
) -> list[Mention]:
    """Mentions with places that are taken for people set right: «к Чухломе», where nobody has such a name."""
    full = [
        word[:3]
        for mention in mentions
        if mention.kind == "PER" and " " in mention.shown
        for word in mention.shown.split(" ")
    ]
    return [
        mention._replace(kind="LOC")
        if mention.kind == "PER"
        and last_word(article.before(mention))[1] in _BEFORE_PLACES
        and mention.shown[:3] not in full
        and not persons.is_name_word(mention.shown)
        and naming.places.is_listed(mention.shown)
        else mention
        for mention in mentions
    ]


def _asked(mention: Mention, naming: Naming, persons: PersonNames) -> int | None:
    """Where the word stands whose case will most likely be asked for; None where the name is known without."""
    if mention.kind != "PER":
        known = mention.prefix or naming.known(mention.shown, mention.kind) or naming.needs_no_case(mention.shown)
        return None if known else mention.span.start + max(mention.text.find(mention.shown), 0)
    words = () if persons.is_clear(mention.shown) else telling_words(mention)
    return mention.span.start + words[0].start() if words else None


def _name_things(
    article: ArticleText, mentions: Sequence[Mention], *, naming: Naming, seen: Callable[[str], float]
) -> list[Mention]:
    """Bodies and places with their canonical names."""
    declared: dict[str, str] = {}
    named: list[Mention] = []
    for mention in mentions:
        name = _thing_name(article, mention, naming=naming, seen=seen)
        named.append(mention._replace(name=name))
        if mention.span.alias and mention.kind == "ORG":
            declared.setdefault(fold(mention.span.alias), name)
    # «Двор на Завокзальной», where the article has «улица Завокзальная».
    streets = {mention.shown: mention.name for mention in named if mention.prefix}
    named = [
        mention._replace(name=streets[mention.shown])
        if mention.kind == "LOC" and mention.shown in streets and naming.known(mention.shown, "LOC") is None
        else mention
        for mention in named
    ]
    named = [
        mention._replace(name=declared[fold(mention.shown)])
        if mention.kind == "ORG" and fold(mention.shown) in declared
        else mention
        for mention in named
    ]
    completed = _attested(named, naming=naming)
    for _ in range(2):  # «ГСЧС» is «ГСЧС Украины», and that the service of the full name
        completed = _completed(completed, naming=naming)
    return _at_home(article, completed, naming=naming) if _is_home(article, completed, naming=naming) else completed


def _is_home(article: ArticleText, mentions: Sequence[Mention], *, naming: Naming) -> bool:
    """Whether bodies without a state are those of the home state: the article names it, or no other."""
    for text in map(str.lower, article.fields.values()):
        if any(word in text for word in _HOME_WORDS) or _HOME_CITY.search(text):
            return True
    rows = [naming.aliases.find(mention.name, "LOC") for mention in mentions if mention.kind == "LOC"]
    return not any(row is not None and row.state for row in rows)


def _at_home(article: ArticleText, mentions: Sequence[Mention], *, naming: Naming) -> list[Mention]:
    """«Министерство экономики» -> «Министерство экономики Азербайджана», unless the article names it with another state.

    «Министерство культуры области» is that of a region.
    """
    bodies = {mention.name for mention in mentions if mention.kind == "ORG"}
    named = []
    for mention in mentions:
        row = naming.aliases.find(mention.name, "ORG") if mention.kind == "ORG" else None
        bare = row is not None and row.shared and fold(row.name) == fold(mention.name)
        if bare and _OF_REGION.match(article.after(mention)) is None:
            abroad = [body for body in bodies if body.startswith(f"{mention.name} ")]
            mention = mention._replace(name=abroad[0] if len(abroad) == 1 else f"{mention.name} {HOME}")
        named.append(mention)
    return named


def _attested(mentions: Sequence[Mention], *, naming: Naming) -> list[Mention]:
    """Unlisted one-word names in the nominative that the article itself prints: «Абшерона» where «Абшерон» stands."""
    names = {(mention.kind, mention.name) for mention in mentions if " " not in mention.name}
    moved: dict[tuple[str, str], str] = {}
    for kind, name in names:
        if naming.aliases.find(name, kind) is None and not name.isupper():
            nominatives = {
                reading.word
                for reading in readings(name)
                if reading.case != NOM and reading.gender != "p" and reading.word != name
            }
            printed = sorted(word for word in nominatives if (kind, word) in names)
            if len(printed) == 1:
                moved[kind, name] = printed[0]
    return [mention._replace(name=moved.get((mention.kind, mention.name), mention.name)) for mention in mentions]


def _thing_name(article: ArticleText, mention: Mention, *, naming: Naming, seen: Callable[[str], float]) -> str:
    if mention.prefix:
        of_itself = mention.prefix in _FEMININE and _STREET_ADJECTIVE.search(mention.shown) is not None
        adjective = naming.adjective(mention.shown, gender="f") if of_itself else None
        return f"{mention.prefix} {adjective or mention.shown}"
    known = naming.known(mention.shown, mention.kind)
    unit = _DISTRICTS.match(mention.shown)
    if unit is None and mention.kind == "LOC" and _ADJECTIVE_PLACE.match(mention.shown):
        unit = _DISTRICT.match(article.after(mention))
    if unit is not None:
        noun, gender = _UNITS[unit.group(1)]
        of = mention.shown.split(" ")[0]
        return f"{naming.adjective(of, gender=gender) or of} {noun}"
    if known:
        return known
    if mention.kind == "ORG" and (mention.text[:1] in OPENING or article.before(mention)[-1:] in OPENING):
        _, kind = last_word(article.before(mention))
        if kind in naming.words.heads or kind in naming.words.kinds:
            return mention.shown  # «представитель центра | «Мега Алма-Ата»»
    return naming.place_or_body(
        mention.shown, mention.kind, marks=lambda: head_marks(article, mention, naming), seen=seen
    )


def _completed(mentions: Sequence[Mention], *, naming: Naming) -> list[Mention]:
    """«Министерство» and «МИД» under the one fuller name that the article gives; a bare head without one is dropped."""
    bodies = sorted({mention.name for mention in mentions if mention.kind == "ORG"})
    done: list[Mention] = []
    for mention in mentions:
        if mention.kind != "ORG":
            done.append(mention)
            continue
        words = mention.name.split(" ")
        head = naming.words.heads.get(words[0].lower()) if len(words) == 1 else None
        if head is not None:
            fuller = [body for body in bodies if body != mention.name and _headed(body, head[0], naming)]
        else:
            fuller = [body for body in bodies if body.startswith(mention.name + " ") and _is_tail(body, words, naming)]
        fuller = fuller or [body for body in bodies if body != mention.name and _in_full(words, body, naming)]
        if words[0].isupper() and len(words[0]) > 2:
            of = " ".join(["", *words[1:]])  # «ГСЧС Украины»
            fuller = fuller or [
                body for body in bodies if body.endswith(of) and words[0] in initials(body.removesuffix(of))
            ]
        if len(fuller) == 1:
            done.append(mention._replace(name=fuller[0]))
        elif head is None:
            done.append(mention)
    return done


@lru_cache(maxsize=1024)
def own_forms(own_names: frozenset[str]) -> frozenset[str]:
    """Folded case forms of an outlet's own names: «Вечер Баку», «Вечеру Баку»."""
    return frozenset(fold(form) for name in own_names for form in phrase_forms(name, declined=1))


def initials(body: str) -> set[str]:
    """Abbreviations that a body's name may have: «Военно-морские силы Азербайджана» -> ВМС, ВМСА."""
    parts = [part for part in re.split(r"[\s-]+", body) if part[:1].isalpha()]
    main = "".join(part[0].upper() for part in parts if part.lower() not in _SMALL)
    return {main, "".join(part[0].upper() for part in parts), main[:-1] if len(main) > 3 else main}


def _headed(body: str, head: str, naming: Naming) -> bool:
    found = naming.head(body.split(" "))
    return " " in body and found is not None and found[1] == head


def _in_full(words: Sequence[str], body: str, naming: Naming) -> bool:
    """Whether a body's name is the full form of a contracted one: «Нацбюро статистики», «Национальное бюро статистики Казахстана»."""
    first, *rest = (word.lower() for word in words)
    full = body.lower().split(" ")
    heads = (
        naming.words.heads.get(first.removeprefix(short))
        for short, long in _CONTRACTIONS.items()
        if first.startswith(short) and full[0].startswith(long)
    )
    return any(head is not None and head[0] in full[1:4] for head in heads) and set(rest) <= set(full)


def _is_tail(body: str, words: Sequence[str], naming: Naming) -> bool:
    """Whether what a fuller name adds is a state or the like: «Министерство иностранных дел | Азербайджана»."""
    rest = " ".join(body.split(" ")[len(words) :])
    return rest.isupper() or naming.aliases.find(rest, "LOC") is not None


def _collect(mentions: Sequence[Mention]) -> list[Entity]:
    """Mentions gathered under their names; a name tagged both ways is one entity of the kind it mostly has."""
    order = sorted(mentions, key=lambda mention: (mention.field == "text", mention.span.start))
    groups: dict[str, list[Mention]] = {}
    for mention in order:
        groups.setdefault(entity_id(mention.kind, mention.name), []).append(mention)
    entities = [
        Entity(
            key,
            group[0].kind,
            group[0].name,
            tuple(Surface(m.field, m.span.start, m.span.stop, m.text) for m in group),
        )
        for key, group in groups.items()
    ]
    return sorted(entities, key=lambda entity: -entity.count)
