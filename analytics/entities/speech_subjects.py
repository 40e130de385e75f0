"""What each language shows by means of its own: who is named inside a quotation, and who may be a subject: «| Рауф Азизов»."""

from collections.abc import Callable, Mapping
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech_azerbaijani import is_nominative_az, is_quoted_az, is_subject_az
from analytics.entities.speech_english_positions import is_quoted_en, is_subject_en
from analytics.entities.speech_russian import is_quoted
from analytics.entities.speech_russian_nominative import is_nominative

_IS_QUOTED: Final[Mapping[str, Callable[[str, int], bool]]] = {"ru": is_quoted, "az": is_quoted_az, "en": is_quoted_en}


def is_in_quotation(text: str, surface: Surface, lang: str) -> bool:
    """Whether a person is named inside a quotation, and so does not say it: «| Юрий Андреевич ушел сегодня», — сказала она."""
    return _IS_QUOTED[lang](text, surface.start)


def may_be_subject(text: str, surface: Surface, person: Entity, lang: str) -> bool:
    """Whether a named person may be the subject of a clause: «| Рауф Азизов», not «Рауфа Азизова», «by | Rauf Azizov»."""
    if lang == "en":
        return is_subject_en(text, surface)
    if lang == "az":
        return is_nominative_az(surface.text, person) and is_subject_az(text, surface)
    return is_nominative(surface.text, person)
