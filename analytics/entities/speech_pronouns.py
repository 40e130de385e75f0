"""Whether a Russian pronoun may stand for a person."""

import re
from typing import Final

from analytics.entities.merging import Entity
from analytics.entities.speech_words import load_speech

_SHE: Final = re.compile(r"\b(?:она|ее|её)\b", re.IGNORECASE)
_HE: Final = re.compile(r"\b(?:он|его|тот)\b", re.IGNORECASE)
_HER_SURNAME: Final = re.compile(r"(?:[оеё]ва|[иы]на|[сц]кая|ная)$")
_HIS_SURNAME: Final = re.compile(r"(?:[оеё]в|ин|[сц]кий|[сц]кой|оглу|оглы)$")
_HIS_GIVEN: Final = re.compile(r"[бвгджзклмнпрстфхцчшщй]$")


def agrees(formula: str, person: Entity) -> bool:
    """Whether a pronoun of a formula may stand for a person: «она» hardly for «Геннадий Строков»."""
    woman, man = _SHE.search(formula) is not None, _HE.search(formula) is not None
    if woman == man:
        return True
    names = load_speech("ru")
    given, *rest = person.name.lower().split()
    family = rest[-1] if rest else given
    her = given in names.her_names or (given.endswith(("а", "я")) and given not in names.his_names)
    if _HER_SURNAME.search(family) or (rest and her):
        return woman
    if _HIS_SURNAME.search(family) or (rest and _HIS_GIVEN.search(given)):
        return man
    return True
