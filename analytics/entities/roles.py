"""Who speaks in an article, who is its source, and who is only mentioned.

«В МВД сообщили, что Эльман Сафаров найден. «Он жив», - сказал Рауф Азизов»: the ministry is a source, Азизов speaks,
Сафаров is mentioned.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from analytics.article import Attribution
from analytics.entities.merging import Entity, Field, Role, Surface
from analytics.entities.office_words import load_offices
from analytics.entities.scene import Named, Scene, in_order, scene_of
from analytics.entities.speech import sentence, speaks
from analytics.entities.speech_cited import is_somebody_s
from analytics.entities.speech_english import is_holder_s_en
from analytics.entities.speech_russian_outlets import was_told
from analytics.entities.speech_subjects import may_be_subject
from analytics.entities.speech_words import Speech, load_speech
from analytics.entities.stand_in_bodies import by_documents, by_it, by_kinds
from analytics.entities.stand_in_offices import by_offices
from analytics.entities.stand_in_people import by_dialogue, by_nouns, by_pronouns, by_quotations
from analytics.text import fold

_TITLE: Final = 5  # words and a dash of a title that a surname signs; «Карякин — Карлсен» is a match
_BARE_SURNAME: Final = re.compile(
    r"^[^\w\n]{0,4}([А-ЯЁ][\w-]{2,})(?:(?:\s[—–-])?\s(?:на|во?|об?|про|после)\s[^.!?:;,\n]{2,60})?:\s(?![\d$])|\w[»”]?,?\s[—–-]\s([А-ЯЁ][\w-]{2,})$",
    re.MULTILINE,
)
_QUOTATION: Final = re.compile(r"(?<![\w.])[“«\"][^“”«»\"\n]*[”»\"](?=\w{0,3}\s[a-zçəğıöşü])")
_INNER_STOP: Final = re.compile(r"(?<=\w)\.(?=\w)")  # «N.Ağamirzəyeva», «Report.az»
_STOP: Final = re.compile(r"[.!?…](?=[\s”»\"])")
_INSIDE: Final = re.compile(r"d[aə]k[ıi]\s(?:\S+\s){0,4}?(?:mənbə|rəsmi|mühəndis|diplomat|əməkdaş|şəxs)")
_CITES: Final = re.compile(r"\bцитиру[ею]т\s[«\"]?$")
_OFFICE_BETWEEN: Final = re.compile(r"[»”\"]?,?\s([\w-]+)\s")
# What stands between names in a row: «ООН и МВД», «UNESCO and the | ministry»
_ROW: Final = re.compile(r"(?:,? (?:и|və|and|as well as)|,) (?:the )?((?:[a-z-]+ ){0,5})")
_CLOSES_ROW: Final = re.compile(r"[,\s]*(?:и|və|and|as well as) ")
_SAID: Final[Mapping[str, Role]] = {"PER": "speaks", "ORG": "source"}


def with_roles(
    entities: Sequence[Entity], fields: Mapping[Field, str], *, lang: str, attribution: Iterable[Attribution] = ()
) -> list[Entity]:
    """The entities of one article with their roles, in their order; ``lang`` is ru, az or en.

    A body that is cited, or speaks, is a source; a person that speaks or is cited speaks; places are mentioned.
    """
    speech = load_speech(lang)
    if lang == "ru":
        fields = {name: _with_plain_e(text) for name, text in fields.items()}
    if lang == "az":
        fields = {name: _with_whole_sentences(text) for name, text in fields.items()}
    people = [entity for entity in entities if entity.kind == "PER" and not _is_sign(entity.name)]
    bodies = [entity for entity in entities if entity.kind == "ORG" and fold(entity.name) not in speech.platforms]
    found = {
        *_people_by_verbs(fields, people, bodies, speech, lang),
        *_bodies_by_verbs(fields, people, bodies, speech, lang),
    }

    def spoken(named: Named) -> bool:
        return named[1].entity_id in found and speaks(fields["text"], *named, speech, lang, subject_before=False)

    found |= _alongside(fields["text"], people, spoken) | _alongside(fields["text"], bodies, spoken)
    if lang == "ru":
        found.update(_by_surname(fields, people))
    scene = scene_of(fields["text"], people, bodies, lang=lang, speech=speech, heard=frozenset(found))
    found.update(_by_stand_ins(scene))
    found.update(_by_formulas(attribution, people, bodies, fields, lang))
    return [
        replace(entity, role=_SAID[entity.kind] if entity.entity_id in found else "mentioned") for entity in entities
    ]


def _with_plain_e(text: str) -> str:
    """A Russian text as formulas are written, each letter in its place: «учёный» -> «ученый»."""
    return text.replace("ё", "е").replace("Ё", "Е")


def _with_whole_sentences(text: str) -> str:
    """A text in which no point inside a word or an embedded quotation ends a sentence, each letter in its place."""
    return _INNER_STOP.sub("·", _QUOTATION.sub(lambda match: _STOP.sub("·", match.group()), text))


def _people_by_verbs(
    fields: Mapping[Field, str], people: Sequence[Entity], bodies: Sequence[Entity], speech: Speech, lang: str
) -> Iterator[str]:
    """The ids of the people whom a verb or formula beside one of their mentions lets speak."""
    names = _long_names(bodies) if lang == "ru" else []
    for person in people:
        if any(
            speaks(fields[surface.field], surface, person, speech, lang, subject_before=False, bodies=names)
            for surface in person.surfaces
        ):
            yield person.entity_id


def _bodies_by_verbs(
    fields: Mapping[Field, str], people: Sequence[Entity], bodies: Sequence[Entity], speech: Speech, lang: str
) -> Iterator[str]:
    """The ids of the bodies whom a verb or formula beside one of their mentions lets speak, and not a person there."""
    starts = {(surface.field, surface.start) for person in people for surface in person.surfaces}
    subjects = _subjects_az(people, fields) if lang == "az" else []
    for body in bodies:
        for surface in body.surfaces:
            field = fields[surface.field]
            if _is_office_of(field, surface, starts, lang) and not (lang == "ru" and _is_told(field, surface, body)):
                continue
            before, behind = _subjects_beside(field, surface, subjects)
            if speaks(field, surface, body, speech, lang, subject_before=before, subject_behind=behind):
                yield body.entity_id
                break


def _subjects_az(people: Sequence[Entity], fields: Mapping[Field, str]) -> list[Surface]:
    """Where people are named in the nominative, so that the verb of an Azerbaijani sentence is theirs."""
    return [
        surface
        for person in people
        for surface in person.surfaces
        if may_be_subject(fields[surface.field], surface, person, "az")
    ]


def _subjects_beside(field: str, surface: Surface, subjects: Sequence[Surface]) -> tuple[bool, int]:
    """Whether a person stands before a body in its sentence, and how many characters behind it the next one does, or -1."""
    if not subjects:
        return False, -1
    begin = sentence(field, surface.start, surface.stop)[0]
    same = [other for other in subjects if other.field == surface.field]
    before = any(begin <= other.start < surface.start for other in same)
    return before, min((other.start - surface.stop for other in same if other.start >= surface.stop), default=-1)


def _by_surname(fields: Mapping[Field, str], people: Sequence[Entity]) -> Iterator[str]:
    """The ids of those whose bare surname opens a line before a colon or signs it, where no tagger sees a name: «Туск: …»."""
    surnames = {entity.name.lower().split()[-1]: entity.entity_id for entity in people}
    for text in fields.values() if surnames else ():
        for match in _BARE_SURNAME.finditer(text):
            entity = surnames.get((match.group(1) or match.group(2)).lower())
            said = match.group(1) or len(text[text.rfind("\n", 0, match.start()) + 1 : match.end()].split()) > _TITLE
            if entity is not None and said:
                yield entity


def _is_sign(name: str) -> bool:
    """Whether what a tagger took for a person is a sign: «X», «UPD»."""
    return len(name) < 2 or (len(name) < 4 and name.isascii() and name.isupper())


def _long_names(bodies: Sequence[Entity]) -> list[str]:
    """Names of bodies that part an office from its holder: «глава | Совета при президенте РФ по правам человека | Фадеев»."""
    printed = {_with_plain_e(surface.text) for entity in bodies for surface in entity.surfaces}
    return sorted((text for text in printed if text.count(" ") > 1), key=len, reverse=True)


def _alongside(text: str, entities: Sequence[Entity], is_spoken: Callable[[Named], bool]) -> set[str]:
    """The ids of those who are named in a row with one who speaks: «заявили МВД, ГМС и прокуратура»."""
    rows: list[list[Named]] = []
    for pair in in_order(entities):
        joins = _ROW.fullmatch(text, rows[-1][-1][0].stop, pair[0].start) if rows else None
        office = joins.group(1).split()[-1:] if joins else []  # «Umid Berg and former president | Anna Berg»
        if joins and (not office or office[0] in load_offices("en").field):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    spoken = [row for row in rows if _ends_row(text, row) and any(map(is_spoken, row))]
    return {entity.entity_id for row in spoken for _, entity in row}


def _ends_row(text: str, row: Sequence[Named]) -> bool:
    """Whether a row of names is closed by «and», so that its commas part no clauses."""
    return len(row) > 1 and _CLOSES_ROW.match(text, row[-2][0].stop) is not None


def _is_told(field: str, surface: Surface, body: Entity) -> bool:
    """Whether a body is an outlet that a person behind it tells something: «рассказал | «Рупору» депутат Азизов»."""
    before, after = field[max(surface.start - 120, 0) : surface.start], field[surface.stop : surface.stop + 60]
    return was_told(before, after, surface, body)


def _is_office_of(field: str, surface: Surface, starts: set[tuple[Field, int]], lang: str) -> bool:
    """Whether a person's name follows a body, an office at most between them: «представитель ИКТА | полковник Самед …»."""
    if lang == "ru" and _CITES.search(field, max(surface.start - 20, 0), surface.start):
        return False  # «…», — цитирует | ТАСС | Светлану Петренко
    if any(
        (surface.field, surface.stop + gap) in starts and not field[surface.stop : surface.stop + gap].strip(' »"')
        for gap in (1, 2)
    ):
        return True
    office = _OFFICE_BETWEEN.match(field, surface.stop)
    return (
        office is not None
        and (surface.field, office.end()) in starts
        and office.group(1).lower() in load_offices(lang).nominative
        and not (lang == "ru" and office.group(1).endswith(("у", "ю")))  # «в письме ГМС | премьеру Азизову»
    )


def _by_stand_ins(scene: Scene) -> Iterator[str]:
    """The ids of those for whom a pronoun, a noun, an office, a kind of body or a bare quotation stands."""
    if scene.people:
        yield from by_pronouns(scene)
        yield from by_nouns(scene)
        yield from by_offices(scene)
        yield from by_quotations(scene)
        yield from by_dialogue(scene)
    if scene.lang == "az":
        yield from by_documents(scene)
    if scene.bodies:
        yield from by_it(scene)
        yield from by_kinds(scene)


def _by_formulas(
    attribution: Iterable[Attribution],
    people: Sequence[Entity],
    bodies: Sequence[Entity],
    fields: Mapping[Field, str],
    lang: str,
) -> Iterator[str]:
    """The ids of those whom a formula cites, but not of a body whose head it cites."""
    for given in attribution:
        if lang == "az" and _INSIDE.search(given.phrase):
            continue  # «Ağ Evdəki mənbəyə istinadən»: the source stays unnamed
        cited = _cited(given, people, bodies)
        if cited is None or (cited.kind == "ORG" and lang == "en" and is_holder_s_en(fields.values(), given.phrase)):
            continue
        if not (lang == "ru" and cited.kind == "ORG" and is_somebody_s(given.phrase, cited)):
            yield cited.entity_id


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
    shared, _, best = max(inside, key=lambda item: item[:2], default=(0, 0, None))
    return best if shared else None
