"""The offices under which an article names its people: «начальник Государственной миграционной службы».

An office is read right before a name or, between commas, right behind it; its first noun is put into the nominative, the
rest stays as printed. Offices are kept beside a person and are never names themselves.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from analytics.entities.merging import Entity, Field
from analytics.entities.office_reading import office_before, office_behind
from analytics.entities.office_words import Offices, load_offices
from analytics.text import fold

_REACH: Final = 110  # characters of a text that an office before or behind a name may take
_MOST: Final = 3  # offices of one person in one article


def with_offices(entities: Sequence[Entity], fields: Mapping[Field, str], *, lang: str) -> list[Entity]:
    """The entities of an article, its people with the offices under which it names them."""
    words = load_offices(lang)
    named = [surface for entity in entities if entity.kind == "PER" for surface in entity.surfaces]
    ends = {field: sorted(surface.stop for surface in named if surface.field == field) for field in fields}
    return [
        replace(entity, titles=found)
        if entity.kind == "PER" and (found := _of_person(entity, fields, ends, words, lang))
        else entity
        for entity in entities
    ]


def _of_person(
    entity: Entity, fields: Mapping[Field, str], ends: Mapping[Field, Sequence[int]], words: Offices, lang: str
) -> tuple[str, ...]:
    """``ends``: where the mentions of all people end, since an office does not reach past another name."""
    found: dict[str, str] = {}
    for surface in entity.surfaces:
        text, others = fields[surface.field], ends[surface.field]
        before = bisect_right(others, surface.start)
        low = max(surface.start - _REACH, others[before - 1] if before else 0)
        for office in (
            office_before(text[low : surface.start], words, lang),
            office_behind(text[surface.stop : surface.stop + _REACH], words, lang),
        ):
            if office and len(found) < _MOST:
                found.setdefault(fold(office), office)
    # «министр» beside «министр экономики» says nothing more.
    return tuple(office for key, office in found.items() if not any(other.startswith(key + " ") for other in found))
