"""Who speaks in an article, who is its source, and who is only mentioned, by speech verbs around each name."""

import itertools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from analytics.article import Attribution
from analytics.entities.merging import Entity, Field, Role, Surface
from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold

_SENTENCE_END: Final = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"—–-]*\s*[^\W\d_a-zа-яёəöüığçş])|\n")
_QUOTE_DASH: Final = re.compile(r"[»”\"’],?\s*[-–—]\s*([\w-]+)((?:\s[^.!?,;:]*?)?)\s*$")
_RU_VERB: Final = re.compile(r"(?:[еиуюая]т|[её]тся|ится|ются|ятся|л[аи]?|лся|лась|лись)$")
_COLON: Final = re.compile(r"^[»”\"]?:\s")
_PLURAL: Final = re.compile(r"(?:и|[ая]т|[ую]т)$")  # «в ГМС сообщили», «напоминают»
_PRONOUN: Final = re.compile(r"\b(?:he|she|they|он|она|они)\b")
_TALK: Final = re.compile(
    r"\sчерез «[^»]{2,30}»|\s(?:в (?:беседе|разговоре|интервью)(?: с (?:корреспондентом )?)?|на вопрос|корреспонденту|журналистам)\s?(?:«[^»]{2,30}»)?"
)
_STATES: Final = re.compile(r"^[^.,:;!?«»]{1,70}:\s")  # «Ислам Бабаев зерно не продает: …»
_ASIDE: Final = re.compile(r"^(?:,[^,.!?:»]{1,60},|\s\([^()]{1,60}\))")
_INNER_ASIDE: Final = re.compile(r"(?<=\w),\s(?:котор\w+|who|which|whose)\s[^,.!?:»]{1,60},")
_BETWEEN: Final = 8  # words between a verb and the name before or behind it
_NEAR: Final = 12  # characters between an Azerbaijani name in the genitive and «sözlərinə görə»
_CLAUSE: Final = 25  # words between an Azerbaijani subject and the verb that ends its sentence
_OFFICE: Final = 6  # words between «по словам» and the name


@dataclass(frozen=True, slots=True)
class _Speech:
    """What one language says speaking with."""

    verb: re.Pattern[str]
    by_words: re.Pattern[str]
    pronoun: re.Pattern[str]
    other_case: frozenset[str]
    told: re.Pattern[str]
    pronoun_says: re.Pattern[str]


def with_roles(
    entities: Sequence[Entity], fields: Mapping[Field, str], *, lang: str, attribution: Iterable[Attribution] = ()
) -> list[Entity]:
    """The entities of one article with their roles, in their order; ``lang`` is ru, az or en.

    A body that is cited, or speaks, is a source; a person that speaks or is cited speaks; places are mentioned.
    """
    found: dict[str, Role] = {}
    speech = _speech(lang)
    people = [entity for entity in entities if entity.kind == "PER"]
    bodies = [entity for entity in entities if entity.kind == "ORG"]
    starts = {(surface.field, surface.start) for entity in people for surface in entity.surfaces}
    for entity in (*people, *bodies):
        if any(
            _speaks(fields[surface.field], surface, entity, speech, lang)
            for surface in entity.surfaces
            if entity.kind == "PER" or not _is_office_of(surface, starts)
        ):
            found[entity.entity_id] = "speaks" if entity.kind == "PER" else "source"
    for entity in _by_pronoun(fields, people, speech):
        found[entity.entity_id] = "speaks"
    for given in attribution:
        cited = _cited(given, people, bodies)
        if cited is not None:
            found[cited.entity_id] = "speaks" if cited.kind == "PER" else "source"
    return [replace(entity, role=found.get(entity.entity_id, "mentioned")) for entity in entities]


@lru_cache(maxsize=3)
def _speech(lang: str) -> _Speech:
    path = data_path("phrases", "speech.toml")
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))[lang]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ModelError(f"the list of speech verbs {path} cannot be read: {error}") from error
    verbs = [re.escape(verb) for key in ("verbs", "present", "more") for verb in table.get(key, ())]
    for verb in table.get("past", ()):
        head, _, rest = verb.partition(" ")
        verbs.append(re.escape(head) + "(?:а|и|о|ла|ли)?" + (" " + re.escape(rest) if rest else ""))
    verbs += [re.escape(verb.removesuffix("лся")) + "(?:лся|лась|лись|лось)" for verb in table.get("reflexive", ())]
    return _Speech(
        _any_of(verbs),
        _any_of(table["by_words"]),
        _any_of(table["pronoun"]),
        frozenset(table.get("other_case", ())),
        _any_of(table.get("told", ())),
        re.compile("|".join(table["pronoun_says"]).replace("VERB", rf"(?:{'|'.join(verbs)})(?!\w)")),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)" if patterns else r"(?!)", re.IGNORECASE)


def _speaks(field: str, surface: Surface, entity: Entity, speech: _Speech, lang: str) -> bool:
    begin, end = _sentence(field, surface.start, surface.stop)
    before = _TALK.sub("", field[begin : surface.start])
    after = _TALK.sub("", field[surface.stop : end])
    if surface.field == "title" and surface.start < 3 and _COLON.match(after):
        return True
    if lang == "az":
        return _speaks_az(before, after, surface, entity, speech)
    if lang == "en":
        return _speaks_en(before, after, entity, speech)
    return _speaks_ru(before, after, surface, entity, speech)


def _speaks_ru(before: str, after: str, surface: Surface, entity: Entity, speech: _Speech) -> bool:
    if _ends_with(speech.by_words, before, speech.other_case, most=_OFFICE):
        return True
    if entity.kind == "ORG" and _told_in(before, after, speech):
        return True
    if not _nominative(surface.text, entity):
        return False
    if entity.kind == "PER" and _STATES.match(after):
        return True
    if _follows(speech.verb, after, through_names=entity.kind == "PER"):
        return True
    dash = _QUOTE_DASH.search(before)
    if dash and _RU_VERB.search(dash.group(1)) and _no_other_case(dash.group(2), speech.other_case):
        return True
    return _ends_with(speech.verb, before, speech.other_case)


def _speaks_az(before: str, after: str, surface: Surface, entity: Entity, speech: _Speech) -> bool:
    by_words = speech.by_words.search(after[:40])
    if by_words and by_words.start() <= _NEAR and not re.search(r"[.!?;]", after[: by_words.start()]):
        return True
    if entity.kind == "ORG" and _told_from(surface.text, after, speech):
        return True
    if not _nominative_az(surface.text, entity):
        return False
    if entity.kind == "PER" and _STATES.match(after):
        return True
    verb = speech.verb.search(after)
    if verb is None:
        return False
    between = _ASIDE.sub("", after[: verb.start()])
    # The verb ends an Azerbaijani clause, so at the end of its sentence it may be far from its subject.
    ends = not after[verb.end() :].strip(' .,!?…»”"')
    reach = _CLAUSE if ends and entity.kind == "PER" else _BETWEEN
    return len(between.split()) <= reach and not re.search(r"[;:]|, [A-ZƏÖÜİĞÇŞ]", between)


def _told_from(printed: str, after: str, speech: _Speech) -> bool:
    """«Nazirlikdən “Xəzər-İnform”a bildirilib», «Nazirliyin mətbuat xidmətindən bildirilib», «Nazirlikdə deyiblər»."""
    source = printed if re.search(r"[dt][aə]n?$", printed) else ""
    service = re.match(r"^(?:\s[\w-]+){1,4}?[dt][aə]n?\b", after)
    if not source and not service:
        return False
    told = speech.told.search(after)
    return told is not None and len(after[: told.start()].split()) <= _BETWEEN


def _speaks_en(before: str, after: str, entity: Entity, speech: _Speech) -> bool:
    if _ends_with(speech.by_words, before, frozenset({"that", "to", "with", "by"}), most=_OFFICE):
        return True
    if entity.kind == "PER" and _STATES.match(after):
        return True
    if entity.kind == "ORG" and re.match(r"^(?:['’]s)? (?:data|figures|statistics|estimates)\b", after):
        return True
    if _follows(speech.verb, after, through_names=entity.kind == "PER"):
        return not re.match(r"^['’]", after)
    if re.search(r",\s\w+\s(?:the\s)?$", before) and speech.verb.search(before[-25:]):
        return True
    return _ends_with(
        speech.verb, before, frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for"})
    ) and bool(re.search(r"[”\"’»],?\s*\w+", before))


def _told_in(before: str, after: str, speech: _Speech) -> bool:
    """«В ГМС сообщили, …»; «…, сообщили «Хазар-Информ» в ГМС»."""
    if re.search(r"(?:^|[\s(])[Вв]о?\s[«\"]?(?:[\w-]+\s){0,2}$", before) is None:
        return False
    told = speech.verb.search(after)
    if told and len(after[: told.start()].split()) <= 3 and _PLURAL.search(told.group()):
        return not re.search(r"[.:;,]", after[: told.start()].strip('»" '))
    tail = speech.verb.search(before[-80:])
    return bool(tail and _PLURAL.search(tail.group()) and "," not in before[-80:][tail.end() :])


def _follows(verb: re.Pattern[str], after: str, *, through_names: bool) -> bool:
    """Whether the clause goes on with a speech verb: «X, глава службы, на встрече в Шуше отметил».

    With ``through_names`` other names may stand between: of «ГМС Рауф Меликзаде уточнил» the body does not speak.
    """
    rest = _INNER_ASIDE.sub(" ", _ASIDE.sub(" ", after.removeprefix("»").removeprefix('"')))
    match = verb.search(rest)
    if match is None:
        return False
    between = rest[: match.start()]
    if _PRONOUN.search(between) or (not through_names and re.search(r"\b[A-ZА-ЯЁƏÖÜİĞÇŞ]", between)):
        return False
    return len(between.split()) <= _BETWEEN // 2 and not re.search(r"[.,:;!?«»\"()]|\s[-–—]\s", between)


def _ends_with(words: re.Pattern[str], before: str, other_case: frozenset[str], *, most: int = _BETWEEN + 2) -> bool:
    """Whether a listed word governs the name that follows: «сказал журналистам глава ГМС |»."""
    found = list(words.finditer(before))
    if not found:
        return False
    between = before[found[-1].end() :]
    return len(between.split()) <= most and _no_other_case(between, other_case)


def _no_other_case(between: str, other_case: frozenset[str]) -> bool:
    if re.search(
        r"[.:;!?]|,\s(?:что|чтобы|котор\w+|а|но|и|\w+(?:нн|вш|[уюая]щ)(?:ий|ый|ая|ое|ие|ые|его|ого|ей|ой|ую|их|ых))\b",
        between,
    ):
        return False
    return other_case.isdisjoint(word.lower() for word in re.findall(r"\w+", between))


def _nominative(printed: str, entity: Entity) -> bool:
    """Whether a Russian name is printed as the subject of its clause: as its canonical name is spelled."""
    if entity.kind == "PER":
        words = set(fold(entity.name).replace(".", " ").split())
        return words.issuperset(word for word in fold(printed).replace(".", " ").split() if len(word) > 1)
    mine, full = fold(printed.strip('«»"')), fold(entity.name)
    return mine == full or full.startswith(mine + " ") or printed.isupper() or mine.split(" ")[0] == full.split(" ")[0]


def _nominative_az(printed: str, entity: Entity) -> bool:
    return fold(printed.split(" ")[-1].split(".")[-1]) == fold(entity.name.split(" ")[-1]) or (
        entity.kind == "ORG" and not re.search(r"(?:[nd][ıiuü]n|n[ıiuü]|[dt][aə]|[dt][aə]n|[nsy][aə])$", fold(printed))
    )


def _sentence(field: str, start: int, stop: int) -> tuple[int, int]:
    begin = 0
    for match in _SENTENCE_END.finditer(field, max(0, start - 400), start):
        begin = match.end()
    after = _SENTENCE_END.search(field, stop)
    return max(begin, start - 400), min(after.start() if after else len(field), stop + 400)


def _is_office_of(surface: Surface, starts: set[tuple[Field, int]]) -> bool:
    """Whether a person's name follows a body at once: «представитель ИКТА | Самед Казымбейли»."""
    return any((surface.field, surface.stop + gap) in starts for gap in (1, 2))


def _by_pronoun(fields: Mapping[Field, str], people: Sequence[Entity], speech: _Speech) -> list[Entity]:
    """Whoever was named last before «по его словам»."""
    found = []
    named = sorted(
        (surface.stop, index)
        for index, entity in enumerate(people)
        for surface in entity.surfaces
        if surface.field == "text" and fold(surface.text.split(" ")[-1]) == fold(entity.name.split(" ")[-1])
    )
    for match in itertools.chain(speech.pronoun.finditer(fields["text"]), speech.pronoun_says.finditer(fields["text"])):
        before = [index for stop, index in named if stop <= match.start() and match.start() - stop < 250]
        if before:
            found.append(people[before[-1]])
    return found


def _cited(given: Attribution, people: Sequence[Entity], bodies: Sequence[Entity]) -> Entity | None:
    """The entity that an attribution names."""
    name = fold(given.name)
    for entity in (*people, *bodies):
        if fold(entity.name) == name or any(fold(surface.text) == name for surface in entity.surfaces):
            return entity
    phrase = fold(given.phrase)
    inside = [
        (sum(word[:4] in name for word in fold(surface.text).split()), len(surface.text), entity)
        for entity in (*bodies, *people)
        for surface in entity.surfaces
        if fold(surface.text) in phrase
    ]
    return max(inside, key=lambda item: item[:2])[2] if inside and max(inside, key=lambda i: i[:2])[0] else None
