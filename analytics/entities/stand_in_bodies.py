"""For which body «it», «ведомство» or «the company» stands: «Выручка Nvidia выросла, | отчиталась компания»."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.scene import FAR, NEAR, Named, Scene, is_named_in, last, speech_start
from analytics.entities.speech import sentence
from analytics.entities.speech_azerbaijani import is_nominative_az
from analytics.entities.speech_azerbaijani_bodies import is_outlet
from analytics.entities.speech_english_kinds import stands_for
from analytics.entities.speech_english_positions import in_dateline, opens_en
from analytics.entities.speech_russian_nominative import is_subject
from analytics.text import fold

_WHOLES: Final = ("UN", "U.N.", "United Nations", "EU", "European Union")
_KIND_NEAR: Final = 18  # between the kind of a body and its name: «компании «Сибнефтемонтаж»»
_STATE_BODY: Final = re.compile(
    r"министер|комитет|служб|агентств|управлен|прокурат|\bсуд\b|парламент|университет|институт|партия|федерац|ассоциац|полиц|совет|палата|\b(?:мвд|мид|мчс|фсб|оон|ес|нато)\b"
)
_ANY_BODY: Final = frozenset({"press", "пресс", "ведом", "регул", "regul", "qurum"})
# What a story calls the firm that its title names.
# «… rəy təqdim edib. | Rəydə vurğulanır ki»
_PAPER: Final = r"(?:rəy|hesabat|müraciət|məktub|bəyanat|açıqlama|məlumat|məruzə|bildiriş|təklif|nota|sorğu|araşdırma|tədqiqat|icmal|press-reliz|paylaşım|post|yazı|məqalə|siyahı|proqnoz|sənəd|bülleten|qətnamə|xəbərdarlıq|video)"
_IN_DOCUMENT: Final = re.compile(
    rf"(?:(?<=[.!?…]\s)|(?<=\n))(?i:{_PAPER})(?:lar|lər)?d[aə]\s(?:(?:həmçinin|isə|da|də|eyni zamanda)\s)?[^.!?\n]{{0,200}}?(?:deyilir|bildirilir|vurğulan|göstəril|qeyd (?:edil|olun)|yazılıb|xatırlad|əks olun|tövsiyə|təklif (?:edil|olun)|çağır|açıqlan|istənilir)"
)
_DOCUMENT_GIVEN: Final = re.compile(
    rf"(?i:{_PAPER})\w*\s(?:[\w-]+\s){{0,3}}?(?:təqdim|göndər|ünvanla|dərc|yay|açıqla|hazırla|paylaş|ver|imzala|elan|nəşr|yerləşdir|qəbul)"
)
_IN_CASE: Final = re.compile(r"[»”\"]\w|[»”\"]?\s\w+(?:n[ıiuü]n|n[aə]|nd[aə]n?)\s")
_FIRM: Final = frozenset(
    {"compa", "firm", "retai", "group", "carma", "lende", "utili", "airli", "carri", "maker", "grocer"}
)
_APPOSED: Final = (" ", "” ", '" ', "» ")
_AGENCY: Final = "agent"
_FIRMS_AZ: Final = (
    "korporasiya",
    "holdinq",
    "konsern",
    "aviaşirkət",
    "operator",
    "zavod",
    "müəssisə",
    "şirkət",
    "birlik",
    "qrup",
)
_CALLED_AZ: Final = re.compile(r"^[»”\"]\s(\w+)")
_STOCK: Final = frozenset({"cəmiy", "şirkə"})  # «“Azərsu” ASC …. | Cəmiyyətdən bildirilib ki»
_STOCK_FORM: Final = re.compile(r"\b(?:ASC|QSC|MMC)\b")
# The first word of a listed name -> what such a body is called in Azerbaijani
_KINDS: Final = {"Министерство": "nazir", "Комитет": "komit", "Агентство": "agent", "Служба": "xidm"}
_STEM: Final = 5  # letters by which a kind of body is known in every case: «агентство», «агентстве»


def by_it(scene: Scene) -> Iterator[str]:
    """The ids of the bodies that «it» and «its analysts» mean: whichever was heard last, or opened its sentence."""
    for match in scene.matches(scene.speech.it):
        at = speech_start(scene.text, match)
        heard = [pair for pair in scene.bodies if pair[1].entity_id in scene.heard]
        opening = [pair for pair in scene.bodies if opens_en(scene.text, pair[0])]
        begin = sentence(scene.text, match.start(), match.start() + 1)[0]
        same = [pair for pair in opening if pair[0].start >= begin]  # «UNESCO keeps what | it calls …»
        named = scene.bodies if scene.lang == "ru" else ()  # «Отель строит X. | Там уверяют»
        yield from last(same, at, NEAR) or last(heard, at, NEAR) or last(opening, at, NEAR) or last(named, at, NEAR)


def by_kinds(scene: Scene) -> Iterator[str]:
    """The ids of the bodies for which their kind stands."""
    meant: Mapping[str, Callable[[Scene, re.Match[str], str], Iterable[str]]]
    meant = {"ru": _meant_ru, "az": _meant_az, "en": _meant_en}
    for match in scene.matches(scene.speech.body):
        kinds = match.groupdict()  # of «в пресс-службе суда» the court counts
        head = fold(kinds.get("tail") or next(value for value in kinds.values() if value))
        yield from meant[scene.lang](scene, match, head)


def by_documents(scene: Scene) -> Iterator[str]:
    """The ids of those whose document says something: «Konfederasiya rəy təqdim edib. | Rəydə vurğulanır»."""
    for match in _IN_DOCUMENT.finditer(scene.text):
        opened, closed = sentence(scene.text, max(match.start() - 2, 0), max(match.start() - 1, 0))
        if _DOCUMENT_GIVEN.search(scene.text, opened, closed) is None:
            continue
        inside = [pair for pair in (*scene.subjects, *scene.bodies) if opened <= pair[0].start < closed]
        subjects = [
            pair
            for pair in inside
            if is_nominative_az(pair[0].text, pair[1]) and not _IN_CASE.match(scene.text, pair[0].stop)
        ]
        yield from (entity.entity_id for _, entity in subjects[:1])


def _meant_ru(scene: Scene, match: re.Match[str], head: str) -> list[str]:
    """The last body of the kind that is the subject of its clause, else the last one."""
    if is_named_in(match, scene.bodies):
        return []
    of_kind = _of_kind(scene, scene.bodies, head)
    # «Выручка Nvidia выросла, | отчиталась компания»: a body is named in what it says, though not in its quotation
    at = match.start() if scene.text[match.start()] == "," else speech_start(scene.text, match)
    subjects = [pair for pair in of_kind if is_subject(scene.text, *pair)]
    return last(subjects, at, FAR) or last(of_kind, at, FAR)


def _meant_az(scene: Scene, match: re.Match[str], head: str) -> list[str]:
    """The last body of the kind, where the kind belongs to no name before it: «“Naşe Slovo” | portalının hesablamasına görə»."""
    gaps = (scene.text[surface.stop : match.start()] for surface, _ in scene.bodies if surface.stop <= match.start())
    if is_named_in(match, scene.bodies) or any(gap in _APPOSED for gap in gaps):
        return []
    of_kind = _of_kind(scene, scene.bodies, head)
    shown = [pair for pair in of_kind if head[:_STEM] in fold(pair[0].text) or _called_az(scene.text, pair[0], head)]
    heard = [pair for pair in of_kind if pair[1].entity_id in scene.heard]
    return next(filter(None, (last(pairs, match.start(), FAR) for pairs in (shown, heard, of_kind))), [])


def _meant_en(scene: Scene, match: re.Match[str], head: str) -> Iterator[str]:
    """The last body that is called so, else of the kind, else one whose name shows none, though the story be all about it."""
    bodies = [pair for pair in scene.bodies if not in_dateline(scene.text, pair[0])]
    about = [pair for pair in bodies if head[:_STEM] in _FIRM and _in_title(pair[1])]
    of_kind = about or _of_kind(scene, bodies, head)
    # An abbreviation comes after those that are called so: «the agency» is «rating agency Fitch», not SOFAZ.
    called = [pair for pair in of_kind if _is_called(scene.text, pair[0], head)]
    meant = called or of_kind
    if not last(meant, match.start(), FAR):
        meant = [
            pair
            for pair in bodies
            if stands_for(scene.text, pair[0], head, scene.speech, heard=pair[1].entity_id in scene.heard)
        ]
        if not last(meant, match.start(), FAR) and len({pair[1].entity_id for pair in meant}) == 1:
            yield from last(meant, match.start(), len(scene.text))  # whom the whole story is about
    # but «the | UN agency said» is not the UN
    comma = scene.text.find(
        ",", match.start() + 1, match.end()
    )  # «The commission, the Council of Europe's advisory body, said»
    stop = comma if comma >= 0 else match.end() + 1
    inside = [pair for pair in bodies if pair[0].start <= stop and pair[0].text not in _WHOLES]
    if not is_named_in(match, inside):
        yield from last([pair for pair in meant if pair[0].text not in _WHOLES], match.start(), FAR)


def _of_kind(scene: Scene, bodies: Sequence[Named], head: str) -> list[Named]:
    return [pair for pair in bodies if _is_of_kind(scene, *pair, head)]


def _is_of_kind(scene: Scene, surface: Surface, body: Entity, head: str) -> bool:
    """Whether a body may be called so: «ведомство», a press service or a regulator is whichever was named last."""
    kind = head[:_STEM]
    if kind in _ANY_BODY or kind in fold(surface.text) or kind in fold(body.name):
        return True
    # An abbreviation does not show its kind: «МАГАТЭ» is an agency.
    abbreviated = surface.text.partition("-")[0].isupper()
    if scene.lang == "az":
        if _called_az(scene.text, surface, head) or (kind == _AGENCY and is_outlet(body.name, surface.text, "")):
            return True
        if abbreviated and not _is_of_other_kind(body.name, head):
            return True
        return kind in _STOCK and _STOCK_FORM.search(scene.text, surface.start, surface.stop + _KIND_NEAR) is not None
    if abbreviated or _kind_before(scene.text, surface).startswith(kind):
        return True
    return any(firm in head for firm in scene.speech.firms) and _STATE_BODY.search(fold(body.name)) is None


def _is_of_other_kind(name: str, head: str) -> bool:
    """Whether a listed name shows that an Azerbaijani kind of body is not its own: «FHN-in … | İdarədən deyilib»."""
    kind = _KINDS.get(name.split(" ")[0])
    return kind is not None and not head.startswith(kind)


def _is_called(text: str, surface: Surface, head: str) -> bool:
    """Whether the kind of a body stands in its name or right before it."""
    return _kind_before(text, surface).startswith(head[:_STEM]) or head[:_STEM] in fold(surface.text)


def _kind_before(text: str, surface: Surface) -> str:
    """The word right before a name, without quotation marks: «компании | «Сибнефтемонтаж»» -> «компании»."""
    return fold(text[max(surface.start - _KIND_NEAR, 0) : surface.start]).split(" ")[-1]


def _called_az(text: str, surface: Surface, head: str) -> bool:
    """Whether the word right behind a name says that it is of a kind: «“Bayern Münhen” | klubu»."""
    behind = _CALLED_AZ.match(text[surface.stop : surface.stop + _KIND_NEAR].lower())
    word = behind.group(1) if behind else ""
    return word.startswith(head[:_STEM]) or (head[:_STEM] in _STOCK and word.startswith(_FIRMS_AZ))


def _in_title(entity: Entity) -> bool:
    """Whether a story is about it: «Lukoil trims refining … the company said»."""
    return any(surface.field == "title" for surface in entity.surfaces)
