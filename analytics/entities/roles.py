"""Who speaks in an article, who is its source, and who is only mentioned, by speech verbs around each name."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from analytics.article import Attribution
from analytics.entities.merging import Entity, Field, Surface
from analytics.errors import ModelError
from analytics.resources import data_path
from analytics.text import fold

Role = Literal["speaks", "source", "mentioned"]

_SENTENCE_END: Final = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"—–-]*\s*[^\W\d_a-zа-яёəöüığçş])|\n")
_QUOTE_DASH: Final = re.compile(r"[»”\"’],?\s*[-–—]\s*([\w-]+)((?:\s[^.!?,;:]*?)?)\s*$")
_RU_VERB: Final = re.compile(r"(?:[еиуюая]т|[её]тся|ится|ются|ятся|л[аи]?|лся|лась|лись)$")
_COLON: Final = re.compile(r"^[»”\"]?:\s")
_ASIDE: Final = re.compile(r"^(?:,[^,.!?:»]{1,60},|\s\([^()]{1,60}\))")
_BETWEEN: Final = 8  # words between a verb and the name before or behind it


@dataclass(frozen=True, slots=True)
class _Speech:
    """What one language says speaking with."""

    verb: re.Pattern[str]
    by_words: re.Pattern[str]
    pronoun: re.Pattern[str]
    other_case: frozenset[str]


def roles(
    title: str, text: str, entities: Sequence[Entity], *, lang: str, attribution: Iterable[Attribution] = ()
) -> dict[str, Role]:
    """entity_id -> role, for every entity.

    A body that is cited, or speaks, is a source; a person that speaks or is cited speaks; places are mentioned.
    """
    found: dict[str, Role] = {entity.entity_id: "mentioned" for entity in entities}
    if lang not in ("ru", "az", "en"):
        return found
    speech = _speech(lang)
    fields: Mapping[Field, str] = {"title": title, "text": text}
    people = [entity for entity in entities if entity.kind == "PER"]
    bodies = [entity for entity in entities if entity.kind == "ORG"]
    for entity in (*people, *bodies):
        if any(_speaks(fields[surface.field], surface, entity, speech, lang) for surface in entity.surfaces):
            found[entity.entity_id] = "speaks" if entity.kind == "PER" else "source"
    for entity in _by_pronoun(fields, people, speech):
        found[entity.entity_id] = "speaks"
    for given in attribution:
        cited = _cited(given, people, bodies)
        if cited is not None:
            found[cited.entity_id] = "speaks" if cited.kind == "PER" else "source"
    return found


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
        re.compile(rf"(?<!\w)(?:{'|'.join(verbs)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table['by_words']))})(?!\w)", re.IGNORECASE),
        re.compile("|".join(table["pronoun"]) or r"(?!)"),
        frozenset(table.get("other_case", ())),
    )


def _speaks(field: str, surface: Surface, entity: Entity, speech: _Speech, lang: str) -> bool:
    begin, end = _sentence(field, surface.start, surface.stop)
    before, after = field[begin : surface.start], field[surface.stop : end]
    if surface.field == "title" and surface.start < 3 and _COLON.match(after):
        return True
    if lang == "az":
        return _speaks_az(before, after, surface, entity, speech)
    if lang == "en":
        return _speaks_en(before, after, entity, speech)
    return _speaks_ru(before, after, surface, entity, speech)


def _speaks_ru(before: str, after: str, surface: Surface, entity: Entity, speech: _Speech) -> bool:
    if _ends_with(speech.by_words, before, speech.other_case):
        return True
    if entity.kind == "ORG" and _told_in(before, after, speech):
        return True
    if not _nominative(surface.text, entity):
        return False
    if _follows(speech.verb, after):
        return True
    dash = _QUOTE_DASH.search(before)
    if dash and _RU_VERB.search(dash.group(1)) and _no_other_case(dash.group(2), speech.other_case):
        return True
    return _ends_with(speech.verb, before, speech.other_case)


def _speaks_az(before: str, after: str, surface: Surface, entity: Entity, speech: _Speech) -> bool:
    reached = re.match(r"^[^.!?;]{0,12}", after)
    if reached and speech.by_words.search(after[:40]) and speech.by_words.search(after[:40]).start() <= 12:  # type: ignore[union-attr]
        return True
    if not _nominative_az(surface.text, entity):
        return False
    verb = speech.verb.search(after)
    if verb is None:
        return False
    between = _ASIDE.sub("", after[: verb.start()])
    return len(between.split()) <= _BETWEEN and not re.search(r"[;:]|, [A-ZƏÖÜİĞÇŞ]", between)


def _speaks_en(before: str, after: str, entity: Entity, speech: _Speech) -> bool:
    if _ends_with(speech.by_words, before, frozenset({"that", "to", "with", "by"})):
        return True
    if _follows(speech.verb, re.sub(r"^['’]s?\b", " ", after)):
        return not re.match(r"^['’]", after)
    return _ends_with(
        speech.verb, before, frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for"})
    ) and bool(re.search(r"[”\"’»],?\s*\w+", before))


def _told_in(before: str, after: str, speech: _Speech) -> bool:
    """«В ГМС сообщили, …»; «…, сообщили «Хазар-Информ» в ГМС»."""
    if re.search(r"(?:^|[\s(])[Вв]о?\s[«\"]?(?:[\w-]+\s){0,2}$", before) is None:
        return False
    told = speech.verb.search(after)
    if told and len(after[: told.start()].split()) <= 3 and re.search(r"и$", told.group()):
        return not re.search(r"[.:;,]", after[: told.start()].strip("»\" "))
    tail = speech.verb.search(before[-80:])
    return bool(tail and tail.group().endswith("и") and "," not in before[-80:][tail.end() :])


def _follows(verb: re.Pattern[str], after: str) -> bool:
    """Whether the clause goes on with a speech verb: «X, глава службы, на встрече отметил»."""
    rest = _ASIDE.sub(" ", after.removeprefix("»").removeprefix('"'))
    match = verb.search(rest)
    if match is None:
        return False
    between = rest[: match.start()]
    return len(between.split()) <= _BETWEEN // 2 and not re.search(r"[.,:;!?«»\"()]|\s[-–—]\s", between)


def _ends_with(words: re.Pattern[str], before: str, other_case: frozenset[str]) -> bool:
    """Whether a listed word governs the name that follows: «сказал журналистам глава ГМС |»."""
    last = None
    for last in words.finditer(before):  # noqa: B007  the last one counts
        pass
    if last is None:
        return False
    between = before[last.end() :]
    return len(between.split()) <= _BETWEEN + 2 and _no_other_case(between, other_case)


def _no_other_case(between: str, other_case: frozenset[str]) -> bool:
    if re.search(r"[.:;!?]|,\s(?:что|чтобы|который|которая|а|но|и)\b", between):
        return False
    return other_case.isdisjoint(word.lower() for word in re.findall(r"\w+", between))


def _nominative(printed: str, entity: Entity) -> bool:
    """Whether a Russian name is printed as the subject of its clause: as its canonical name is spelled."""
    if entity.kind == "PER":
        return fold(re.split(r"[\s.]", printed)[-1]) == fold(re.split(r"[\s.]", entity.name)[-1])
    mine, full = fold(printed.strip("«»\"")), fold(entity.name)
    return mine == full or full.startswith(mine + " ") or printed.isupper() or mine.split(" ")[0] == full.split(" ")[0]


def _nominative_az(printed: str, entity: Entity) -> bool:
    return fold(printed.split(" ")[-1].split(".")[-1]) == fold(entity.name.split(" ")[-1]) or (
        entity.kind == "ORG" and not re.search(r"(?:[nd][ıiuü]n|[dt][aə]|[dt][aə]n|[ıiuü])$", fold(printed))
    )


def _sentence(field: str, start: int, stop: int) -> tuple[int, int]:
    begin = 0
    for match in _SENTENCE_END.finditer(field, max(0, start - 400), start):
        begin = match.end()
    after = _SENTENCE_END.search(field, stop)
    return max(begin, start - 400), min(after.start() if after else len(field), stop + 400)


def _by_pronoun(fields: Mapping[Field, str], people: Sequence[Entity], speech: _Speech) -> list[Entity]:
    """Whoever was named last before «по его словам»."""
    found = []
    named = sorted(
        (surface.stop, index)
        for index, entity in enumerate(people)
        for surface in entity.surfaces
        if surface.field == "text" and fold(surface.text.split(" ")[-1]) == fold(entity.name.split(" ")[-1])
    )
    for match in speech.pronoun.finditer(fields["text"]):
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
