"""Whether an English verb of speech governs a name, or the name it: «| Jan Novak told reporters», «"…," smiled | Jan Novak»."""

import re
from typing import Final

from analytics.entities.speech_clauses import ends_with, follows
from analytics.entities.speech_english_positions import opens_sentence_en
from analytics.entities.speech_words import Speech

# «a report about | Anna Berg»: whoever is told of
ABOUT: Final = re.compile(r"\b(?:of|about|to|with|for|by|from|and|like|than)\s(?:[\w’'-]+\s){0,3}$")
# «…, calculates the bureau's chief actuary | Vusal Garayev»
_TURNED: Final = re.compile(
    r",\s(?:as\s)?(\w+)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w’'.-]+\s){0,6}$"
)
# «…, says his colleague, the psychiatrist | Rena Berg»
_TURNED_APART: Final = re.compile(
    r",\s(\w+)\s(?:his|her|their|its|the|an?|one)\s(?:[a-z-]+\s){0,3}[a-z-]+,\s(?:(?:the|an?|his|her|its)\s)?(?:(?!of\b|for\b|at\b|to\b|with\b|from\b|and\b)[\w’'-]+\s){0,4}$"
)
# «| Ewan Tiler, braked in time, its report says»: a new subject stands behind the aside
_NEW_SUBJECT: Final = re.compile(r"^,[^,.!?:»]{1,90},\s(?:its|his|her|their|the|an?|this|that|it|there|one)\s")
# «has not | been asked», «was | cited»: whoever suffers the verb does not speak
_PASSIVE: Final = re.compile(r"\b(?:be|been|being|is|are|was|were|gets?|got)(?:\s(?:not|never|also|\w+ly))?\s$")
_MISLED: Final = re.compile(r"(?:quoted|not so|\w+n't|is|was|did|does|has|had)\b")
# «| Nino Khurtsilava left in protest, calling the draft "a padlock"»
_PARTICIPLE: Final = re.compile(
    r"^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?(?:,|\bwhile|\bbefore|\bbeyond|\bafter|\bwithout)\s(?:also\s|then\s|however\s)?(?:"
    r"say|not|warn|vow|promis|pledg|insist|stress|argu|alleg|admitt|express|voic|add(?=ing that)|acknowledg|explain|specify|clarify|hint|suggest|demand|predict"
    r"|forecast|remark|quipp|jok|declar|stat|complain|lament|urg|reiterat|emphasi[sz]|underlin|underscor|denounc|accus|blam"
    r"|brand|dubb|liken|describ|criticis|criticiz|assur|announc|wonder|caution|reckon|pointing out|thank|apologi[sz]|appeal|disclos)"
    r"ing\b(?!\s(?:machine|station))"
    # not «conceding from the spot», «claiming the title»
    r"|^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?(?:,|\bwhile|\bbefore|\bafter)\s(?:add|conced|observ|recall|estimat|claim|writ|mention)ing\s?(?:that|how|it|he|she|they|his|her|the (?!title|gold|crown|win|victory|lead|prize|trophy|trophies|points)|[“\":])"
    r"|^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?,\scalling\s(?:on|for|it|the|this|that|them|him|her|his|their)\b"
)
# «the | Clean Air Institute, which says …»
_RELATIVE: Final = re.compile(
    r"^,\s(who|which)\s(?:(?:has|had|have|also|later|once|\w+ly)\s){0,2}(?:(?:in|on|at|during|after)\s(?:an?|the|his|her|its|\w+day)?\s?(?:[\w-]+\s){0,2}?(?:statement|post|letter|interview|speech|article|report|tweet|message|column|briefing|hearing|note|book|video|essay|conference|meeting|morning|\w+day|\d{4}),?\s)?"
)
_SECOND_RELATIVE: Final = re.compile(
    r"^, who [^,.;:“”\"]{2,100}? and (?:also |then |later )?(?=called|said|told|wrote|described|warned)"
)
# «its spokesman, Archpriest | Andria Jaghmaidze, has told»
_CLOSED_BEFORE: Final = re.compile(
    r", (?:(?!and\b|who\b|which\b|whose\b|of\b|for\b|at\b|with\b|to\b|by\b|in\b)[\w’'.-]+ ){0,3}$"
)
_CLOSED: Final = re.compile(
    r"^,\s(?:(?:has|had|also|later|then|however|though|in turn|none\s?the\s?less|nevertheless|too|\w+ly)\s)*"
)
# «Former goalkeeper | Nino Khurtsilava left»: an office at most stands before the subject
_OPENS: Final = re.compile(r"^\W*(?:(?:[A-Z][\w.'’-]*|the|of|and|for|at|with|[a-z][\w-]+),?\s){0,7}$")
# «an adviser to | UNESCO has warned», «the ship run by | SOS told»: whoever is named behind these is no subject
_BEHIND: Final = re.compile(
    r"\b(?:to|with|against|between|among|(?:run|owned|operated|led|backed|funded|chaired|managed|hired) by)\s(?:the\s)?$"
)
# «Jean Mbeki, a driver, | police said»: behind an aside nobody else may come before the verb
_OTHER_SAYS: Final = re.compile(
    r"^,[^,.!?:»]{1,90},\s(?:police|officials|authorities|prosecutors|witnesses|relatives|[A-Z][\w’'-]+"
    r"(?:\s(?:[A-Z][\w.’'-]*|of|for|and|the|press|prime|deputy|first|spokes\w+|minister|secretary|president|chief|head|director|governor|mayor|service)){0,8})\s"
)
# «refused to | comment», «didn't | say»
_NOT: Final = re.compile(
    r"(?:\b(?:not|never|nor|cannot|(?:refus|declin|fail|neglect)(?:e?d|es|s|ing)? to|yet to|unable to)|n['’]t)(?: (?:\w+ly|yet|ever|so far))? $"
)
# «"I had no legs," veteran | Jan Novak»
_QUOTE_ENDS: Final = re.compile(r"(?:[,.!?…][”\"]|[”\"],) (?:[\w’'-]+ ){0,5}$")
# «Kemal Aydin of the | Institute of Geography told Trend»: the body is not who speaks
PART: Final = re.compile(
    r"\b(?:of|at|from|with|in|by|for|on|about) (?:the |[A-Z][\w-]+['’]s |(?:the )?(?:[a-z-]+ ){0,3}(?:firm|company|group|think tank|charity|pollster|bank|consultancy|brokerage|agency|institute|outlet|newspaper|party|union|club) )?$"
)
_ADVERBS: Final = re.compile(
    r"^(?:\s(?:also|now|still|then|later|however|meanwhile|again|just|only|even|already|too|never|further|therefore|nonetheless|\w+ly))*\s$"
)
# Of these verbs a denial leaves nothing said, of «did not rule out» it does
_KEPT_BACK: Final = re.compile(
    r"(?i:say|said|explain(?:ed)?|warn(?:ed)?|answer(?:ed)?|comment(?:ed)?|specif\w+|confirm(?:ed)?|disclosed?|reveal(?:ed)?|announced?|report(?:ed)?|respond(?:ed)?"
    r"|repl(?:y|ied)|mention(?:ed)?|elaborated?|clarif\w+|told|stated?|published|released|detail(?:ed)?|addressed|identified|informed|acknowledged|commented|estimated)$"
)
_INSTEAD: Final = re.compile(
    r"\b(?:but|and|though|although|saying|adding|merely|only)\s(?:(?:he|she|it|has|had|also|later|did)\s){0,2}"
)
# «… cut her rating | and also | said»
_SECOND: Final = re.compile(
    r"(?<=[\w”\"’]),? (?:and|but|then) (?:(?:also|then|later|has|had|even|again|instead|\w+ly) )*(?:in (?:an?|his|her|its|their) (?:[a-z]+ )?(?:word|speech|statement|remarks|address|letter|post|interview|note) )?"
)
_SECOND_REACH: Final = 170  # characters behind a name within which a second verb is still its own
# «Usmonov conveyed greetings from President | Karimov to the leader and expressed gratitude»
TO_WHOM: Final = re.compile(
    r"\b(?:from|with|by|against|than|alongside|between|to|told|met|thanked|replaced|succeeded|beat|praised|joined|hosted|received) (?:(?:the|his|her|their|its|then|former|late|fellow) )?(?:[\w-]+ ){0,3}?"
    r"(?i:president|minister|secretary|governor|senator|mayor|ambassador|chancellor|king|queen|prince|chief|coach|captain|director|colleague|counterpart|judge|chairman|chairwoman|commissioner|general|pope|bishop|professor|dr|mr|mrs|ms|ceo) $"
    r"|\b(?:from|with|against|than|alongside|thanked|met|beat|praised) $"
)
# «His commander, Major Firuz Saidov, described | Nazarov»
_APPOSED_SUBJECT: Final = re.compile(
    r", [^,“”\"]{2,70}, (?:also |has |had )?(?:described|praised|accused|blamed|thanked|criticised|criticized|condemned|urged|told|asked|warned|assured|reminded|informed|hailed|welcomed|congratulated|called|named|credited"
    r"|quoted|supported|defended|denounced|mocked|rebuked|addressed|briefed|compared|likened|dismissed|begged|invited) (?:[\w-]+ ){0,4}$"
)
# «The committee, whose chairman, | Jan Novak»
_WHOSE_HEAD: Final = re.compile(r", whose (?:[\w-]+ ){0,3}[\w-]+, $")
_WHOSE_ASIDE: Final = re.compile(r"^, whose (?:[\w-]+ ){0,3}[\w-]+, [^,.]{3,50}, [^,.]{3,90},")
_OTHER: Final = frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for", "who", "whose"})


def by_a_verb(before: str, after: str, speech: Speech, *, person: bool) -> bool:
    """Whether a verb of speech governs the name, or the name it."""
    if after.startswith(("'", "’")) or _BEHIND.search(before) or (not person and PART.search(before)):
        return False
    after = after if person else _WHOSE_ASIDE.sub("", after)
    if _is_closed(before, after, speech):
        return True
    if person and after.startswith(",") and _WHOSE_HEAD.search(before):
        return False  # «The committee, whose chairman, | Jan Novak, had met him, demanded his release»
    if _ends_with_verb(before, after, speech) or _says_in_relative(after, speech, person=person):
        return True
    if _also_says(before, after, speech):
        return True
    if _OPENS.match(before) and not ABOUT.search(before) and _PARTICIPLE.match(after):
        return True
    if not person and re.match(r"^,\s\w", after) and speech.verb.match(after, 2):
        return False  # «Selin Akbulut, an economist with | TEPAV, said»
    told = person and TO_WHOM.search(before) is not None
    if not told and not _is_another_s(after, speech) and follows(speech, after, through_names=person):
        return True
    if re.match(r"^ as\b", after) or _APPOSED_SUBJECT.search(before):
        return False  # «His commander, Major Firuz Saidov, described | Nazarov as quiet»
    return _is_turned(before, speech, person=person) or (
        ends_with(speech.verb, before, _OTHER) and re.search(r"[”\"’»],?\s*\w+", before) is not None
    )


def _is_closed(before: str, after: str, speech: Speech) -> bool:
    """«A senior dispatcher, | Fuad Karimzade, told reporters»."""
    closed = _CLOSED.match(after) if _CLOSED_BEFORE.search(before) else None
    return closed is not None and speech.verb.match(after, closed.end()) is not None


def _ends_with_verb(before: str, after: str, speech: Speech) -> bool:
    """«"I had no legs," | Jan Novak shrugged»."""
    verb = speech.verb.match(after, 1)
    return verb is not None and (_QUOTE_ENDS.search(before) is not None or not after[verb.end() :].strip(" .,:"))


def _says_in_relative(after: str, speech: Speech, *, person: bool) -> bool:
    """«the | Clean Air Institute, which says …»."""
    relative = _RELATIVE.match(after)
    if relative is None or (relative.group(1) == "who") != person:
        return False
    second = _SECOND_RELATIVE.match(after)  # «the novelist | Carys Beddoe, who put it into a book and called her …»
    at = (relative.end(), second.end() if second is not None and person else 0)
    return any(place and speech.verb.match(after, place) is not None for place in at)


def _is_turned(before: str, speech: Speech, *, person: bool) -> bool:
    """«…, calculates the bureau's chief actuary | Vusal Garayev»; of «…, calculates an actuary at | TEPAV» the body does not."""
    turned = (_TURNED_APART.search(before) if person else None) or _TURNED.search(before)
    if turned is None or (not person and re.search(r" (?:of|at|with|from|for) ", turned.group())):
        return False
    return speech.verb.fullmatch(turned.group(1)) is not None


def _is_another_s(after: str, speech: Speech) -> bool:
    """Whether the verb behind a name says nothing, is none, or has another subject."""
    return (
        _is_silent(after, speech) or _suffers(after, speech) or _another_says(after, speech) or _is_noun(after, speech)
    )


def _also_says(before: str, after: str, speech: Speech) -> bool:
    """Whether a second verb of a clause that a person heads is one of speech: «| Karin Dahl cut her rating to "sell" and said»."""
    if not opens_sentence_en(before):
        return False
    for second in _SECOND.finditer(after, 0, _SECOND_REACH):
        verb = speech.verb.match(after, second.end())
        plain = (
            verb is not None
            and verb.group().lower() not in speech.nouns
            and verb.group().lower() not in speech.with_content
        )
        if plain and not _NEW_SUBJECT.match(after) and not re.search(r"[.!?;:]\s", after[: second.start()]):
            return True
    return False


def _is_silent(after: str, speech: Speech) -> bool:
    """Whether somebody says nothing: «| Jens Vogt did not say whether he would run», and not «… but promised»."""
    verb = speech.verb.search(after)
    if verb is None or not _KEPT_BACK.match(verb.group()) or not _NOT.search(after, 0, verb.start()):
        return False
    instead = _INSTEAD.search(after, verb.end())
    return instead is None or speech.verb.match(after, instead.end()) is None


def _suffers(after: str, speech: Speech) -> bool:
    """Whether the first verb of speech is in the passive: «The driver, | Leonard Pike, has not been cited»."""
    verb = speech.verb.search(after)
    return verb is not None and bool(_PASSIVE.search(after, 0, verb.start())) and not _MISLED.match(verb.group())


def _is_noun(after: str, speech: Speech) -> bool:
    """Whether the first that looks like a verb of speech is a noun: «| Toyota launched two projects»."""
    verb = speech.verb.search(after)
    if verb is None or verb.group().lower() not in speech.nouns or after.startswith(","):
        return False
    return _ADVERBS.match(after[: verb.start()]) is None


def _another_says(after: str, speech: Speech) -> bool:
    """Whether behind an aside somebody else comes before the verb."""
    other = _OTHER_SAYS.match(after)
    return bool(_NEW_SUBJECT.match(after)) or (other is not None and bool(speech.verb.match(after, other.end())))
