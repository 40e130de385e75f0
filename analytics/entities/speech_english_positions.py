"""Where an English name stands: at the head of a sentence, as an object («thanked | Pike»), in a quotation, in a dateline."""

import re
from typing import Final

from analytics.entities.merging import Surface

# «Meanwhile, the | agency», «… he said. | Frontex»
_STARTS: Final = re.compile(
    r"(?:^|[.!?…:][”\"’]?\s+|\n|[—–-] )(?:[A-Z][\w’'-]+ly, |Meanwhile, |(?:In|At|On|From|Across|For) [^,.:;]{2,40}, )?(?:[Tt]he |An? |[A-Z][\w-]+['’]s |(?:[A-Z][a-z]+ )?(?:[a-z-]+ ){1,3})?$"
)
# «thanked | Pike», «by MP | Hayk Sargisbekyan», «to beat American qualifier | Zoe Kirwan», «whose brother | Dale»
_OBJECT: Final = re.compile(
    r"\bwhose [\w-]+ $|(?<![”\"’,]\s)\b(?:[Bb]y|of|to|with|from|and to|against|for|about|at|in|on|like|than|over|under|behind|past|alongside|beside|including"
    r"|(?:to|will|would|can|could|may|might|must|should) [a-z]+"
    r"|thanked|met|praised|beat|beating|replaced|replacing|succeeded|succeeding|succeeds|appointed|named|awarded|arrested|detained|hosted|received|greeted"
    r"|accompanied|joined|visited|congratulated|told|saw|knew|helped|followed|defeated|elected|dismissed|fired|hired|released|freed|killed|shot|stabbed|signed"
    r"|asked|summoned|welcomed|invited|married|interviewed|accused|sued|charged|jailed|sentenced|found|assisted|fed)"
    r" (?:(?:the|a|an|his|her|their|its|then|former|late) )?(?:(?!and\b|who\b|that\b)(?:[\w’'-]+|[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Gen|Rep|Lt|Col|Sgt|St|Prof|Capt|Maj|Rev|Hon)\.) ){0,4}$"
)
# «LOS ANGELES (AP | ) — Netflix», «/AP | /. »
_DATED: Final = re.compile(r"\)\s?(?:--|[—–-])|/\.?\s")
# Behind these a name is no head of a sentence: «After | X left», «Judge X jailed | Y»
_NO_HEAD: Final = re.compile(
    r"\b(?:whose|who|which|where|After|Before|When|While|If|As|Since|According|In|On|At|For|With|By|Under|To|From|of|that|to|by|with|for|and|from|against|about|on|than|like|[a-z]+ed|[a-z]+ing|is|was|were|are|has|had|said|told|met)\s"
)
_HEAD: Final = 8  # words before a name at the head of a sentence
_CLOSING: Final = re.compile(r"[”\"]")
_WORDS_QUOTED: Final = 4  # and no more may be but a title: «"The Seagull"»


def is_quoted_en(field: str, at: int) -> bool:
    """Whether a quotation of several words is open at a character of its line."""
    begin = field.rfind("\n", 0, at) + 1
    stop = field.find("\n", at)
    line = field[begin : stop if stop >= 0 else len(field)]
    curly = line.rfind("“", 0, at - begin)
    opening = curly if curly > line.rfind("”", 0, at - begin) else -1
    if opening < 0 and line.count('"', 0, at - begin) % 2:
        opening = line.rfind('"', 0, at - begin)
    if opening < 0:
        return False
    closing = _CLOSING.search(line, at - begin)
    quoted = line[opening : closing.start() if closing else len(line)]
    return closing is not None and len(quoted.split()) > _WORDS_QUOTED


def is_subject_en(text: str, surface: Surface) -> bool:
    """Whether a named person may be the subject of the clause, and nobody's object: «thanked | Pike», «by MP | Hayk …»."""
    return _OBJECT.search(text, max(surface.start - 60, 0), surface.start) is None


def opens_sentence_en(before: str) -> bool:
    """Whether a name stands at the head of its sentence, an office at most before it: «Villa manager | Ed Thornbury»."""
    return len(before.split()) < _HEAD and _NO_HEAD.search(before) is None


def opens_en(text: str, surface: Surface) -> bool:
    """Whether a named body opens its sentence, so that «it» of the next sentence may be that body."""
    return _STARTS.search(text, max(surface.start - 40, 0), surface.start) is not None


def in_dateline(text: str, surface: Surface) -> bool:
    """Whether an agency only opens a report: «LOS ANGELES (| AP) — Netflix …»."""
    return _DATED.match(text, surface.stop) is not None and text[surface.start - 1 : surface.start] in ("(", "/")
