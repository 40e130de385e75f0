"""Whether an English sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.merging import Entity
from analytics.entities.speech_clauses import OFFICE, QUOTED, STATES, ends_with, follows, says_that
from analytics.entities.speech_words import Speech

_EN_THAT: Final = re.compile(r"^\s(?:also\s|then\s|later\s)?(\w+(?:ed|s))(?:\s[\w-]+){0,6}?\sthat\b")
_EN_ABOUT: Final = re.compile(r"\b(?:of|about|to|with|for|by|from|and|like|than)\s(?:[\w’'-]+\s){0,3}$")
# «"…," smiled head coach | Namiq Shamilov»
_EN_BEHIND_QUOTE: Final = re.compile(
    r"[,.!?…][”\"»’]\s+\w+(?:ed|s|d|t)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w-]+['’]s\s){0,6}$"
)
# «…, calculates the bureau's chief actuary | Vusal Garayev»
_EN_TURNED: Final = re.compile(
    r",\s(?:as\s)?(\w+)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w-]+['’]s\s){0,6}$"
)
_EN_OTHER: Final = frozenset({"that", "to", "with", "by", "meeting", "session", "hearing", "conference"})
# «a survey of the | Tourism Agency shows»
_EN_SURVEY: Final = re.compile(
    r"\b(?:survey|poll|study|review|report|bulletin|letter|estimate|statement|data|figures)s?\s(?:of|by|from|commissioned by)\s(?:the\s)?$"
)
# «the State Tax Service | under the Ministry of Economy has said»: the part speaks, not the whole
_EN_PART_OF: Final = re.compile(r"^\sunder (?:the )?(?:[A-Z][\w-]*(?: (?:of|and|the|for))*\s?){1,7}(?<=\s)(?=[a-z])")
# «, 19, | a fisherman in Galena, said»
_EN_AGE: Final = re.compile(r"^, (?:aged )?\d{1,3}(?=,)")
# «an adviser to | UNESCO has warned», «the ship run by | SOS told»: whoever is named behind these is no subject
_EN_BEHIND: Final = re.compile(
    r"\b(?:to|with|against|between|among|(?:run|owned|operated|led|backed|funded|chaired|managed|hired) by)\s(?:the\s)?$"
)
# «Jean Mbeki, a driver, | police said»: behind an aside nobody else may come before the verb
_EN_OTHER_SAYS: Final = re.compile(
    r"^,[^,.!?:»]{1,90},\s(?:police|officials|authorities|prosecutors|witnesses|relatives|[A-Z][\w-]+)\s"
)
# «| UNESCO adds a route to its list»
_EN_ADDS: Final = re.compile(r"^\s(?:has )?add(?:s|ed)\s(?![^.!?;]{0,60}\b(?:that|in a|on)\b)")
_EN_UNDER: Final = re.compile(r"\bunder (?:the )?$")
_EN_SHOWS: Final = re.compile(
    r"^(?:\s[a-z]+)?\s(?:shows?|showed|says?|said|found|finds|puts?|suggests?|suggested|reads?)\b"
)
_EN_ENVOYS: Final = re.compile(
    r"\b(?:spokes\w+|representatives?|officials?|press service)\s(?:for|of|from|at)\s(?:the\s)?$"
)
_EN_VOICE: Final = re.compile(
    r"^(?:['’]s)?\s(?:spokes\w+|representatives?|officials?|press service|analysts|experts)\s"
)


def speaks_en(before: str, after: str, entity: Entity, speech: Speech) -> bool:
    person = entity.kind == "PER"
    if _EN_UNDER.search(before):
        return False
    after = _EN_AGE.sub("", _EN_PART_OF.sub(" ", after))
    if ends_with(speech.by_words, before, _EN_OTHER, most=OFFICE, body=not person):
        return True
    if _EN_SURVEY.search(before) and _EN_SHOWS.match(after):
        return True
    if person and STATES.match(after):
        return True
    if person and not _EN_ABOUT.search(before) and (QUOTED.match(after) or says_that(_EN_THAT, after, speech)):
        return True
    if not person and re.match(r"^(?:['’]s)? (?:data|figures|statistics|estimates|survey|poll)\b", after):
        return True
    voice = _EN_VOICE.match(after) if not person else None
    if voice and follows(speech, " " + after[voice.end() :], through_names=False):
        return True
    if not person and _EN_ENVOYS.search(before) and follows(speech, after, through_names=False):
        return True
    if re.match(r"^['’]", after) or _EN_BEHIND.search(before) or (not person and _EN_ADDS.match(after)):
        return False
    if before.endswith(", ") and re.match(rf"^,\s{speech.verb.pattern}", after, re.IGNORECASE):
        return True  # «A senior dispatcher, | Fuad Karimzade, told reporters»
    other = _EN_OTHER_SAYS.match(after)
    if not (other and speech.verb.match(after, other.end())) and follows(speech, after, through_names=person):
        return True
    if person and _EN_BEHIND_QUOTE.search(before):
        return True
    turned = _EN_TURNED.search(before)
    if turned and speech.verb.fullmatch(turned.group(1)):
        return True
    return ends_with(
        speech.verb,
        before,
        frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for", "who", "whose"}),
    ) and bool(re.search(r"[”\"’»],?\s*\w+", before))
