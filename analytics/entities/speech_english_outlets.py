"""English outlets that got words or papers: «told | Reuters», «in an interview with | Le Monde», «a letter seen by | Bloomberg»."""

import re
from typing import Final

from analytics.entities.merging import Surface
from analytics.entities.speech_english_kinds import is_outlet_name, may_be_outlet
from analytics.entities.speech_english_positions import in_dateline

_GOT: Final = re.compile(
    r"(?i)(?:\b(?:told|tells?|telling|spoke(?:n)? to|speaking to|speaks to|talking to|talked to|(?:said|confirmed|admitted|explained|complained|confided|wrote|repeated|whispered|revealed|disclosed) to|informed|assured|in conversation with)"
    r"|\b(?:interview|conversation|talk|chat|podcast|comments?|remarks|letter|statement|e-?mail|messages?|call|response|reply|phone interview|column|article|essay|op-ed|piece|guest post|quotes) (?:[\w-]+ )?(?:with|to|for|on|in|by|published by|published in|carried by)"
    r"|\b(?:seen|obtained|reviewed|viewed|verified|heard|published|quoted|printed|carried|aired|broadcast|shown|leaked to|released to|shown to|shared with|given to|sent to|provided to|passed to) (?:also )?(?:(?:by|in|on) )?"
    r"|\b(?:said|says|saying|writing|wrote|writes|appealed|spoke|speaking|appearing|appeared|commented|argued|argues|complained|warned|told viewers|told listeners|live|grumbled|claimed|declared|predicted|explained|explains|explaining|joked|advised|repeated|told [a-z]+|reiterated|urged [a-z]+|interviewed)(?: [a-z]+){0,3} (?:on|in)"
    r") ?(?:\w+day )?(?:the |its |a )?((?:[\w’'-]+ ){0,4}?)[“\"«]?$"
)
_KIND: Final = r"(?:news(?:paper)?|daily|weekly|tabloid|agency|channel|broadcaster|station|radio|television|TV|website|site|portal|outlet|magazine|journal|paper|podcast|service|wire)"
_KIND_BEFORE: Final = re.compile(rf"(?i)\b{_KIND} $")
_KIND_BEHIND: Final = re.compile(rf"^[”\"]?(?:['’]s)? (?:\w+ )?{_KIND}\b|^(?:\.[a-z]{{2,4}}\b|TV\b)")
_TALK_WITH: Final = re.compile(
    r"\binterview (?:[\w-]+ )?(?:with|to|for) (?:the )?$|\b(?:letter|document|memo|copy|draft|e-?mails?|recording|documents|records|text|messages|plan|report|message|filing|presentation|papers|footage|video|files|proposal)\b[^.,;]{0,40} (?:seen|obtained|reviewed|viewed) by (?:the )?$"
)
_ON_AIR: Final = re.compile(r"\bon (?:the )?(?:air of )?[“\"«]?$")
_AIR: Final = re.compile(r"(?:TV|Radio|Television|FM)$|^(?:Radio|TV) ")
_TOLD: Final = re.compile(
    r"\b(?:(?:writes|wrote|writing) in|complained to|(?:column|op-ed|essay|piece) (?:for|in)|leaked to|passed to|said to|admitted to|told|tells?|telling|speaking to|spoke to|comments? to|message to|remarks to|e-?mail to) (?:the )?[“\"«]?$"
)
# «| TASS was told at the hospital»
_WAS_TOLD: Final = re.compile(r"^ (?:was|were|has been|have been|had been) (?:told|informed)\b")
# «writes Murat Berg in Turkey's | Sabah»
_WRITES_IN: Final = re.compile(
    r"\b(?:writes|wrote|argues|argued|asks|asked|notes|noted|warns|warned|concludes|says|said) (?:[\w’'.-]+ ){1,6}in (?:the |its |[A-Z][\w-]+['’]s )?$"
)
_ENDS: Final = re.compile(r"[.,;”\"]|$")
_DATED: Final = 80  # characters of a date line
_REACH: Final = 90  # characters before an outlet's name within which something is told it
_WORDS: Final = re.compile(r"[A-Z]|\b(?:he|she|it|they|that|who|which|about|after|when|and)\b")


def got_words(text: str, begin: int, surface: Surface, name: str) -> bool:
    """Whether a body is an outlet to which something was told, shown or written; ``begin``: of its sentence in the text.

    So is the agency of a date line, unless the report is its own, where it is no entity at all.
    """
    before, after = text[max(begin, surface.start - _REACH) : surface.start], text[surface.stop : surface.stop + 40]
    if surface.field == "text" and surface.start < _DATED and in_dateline(text, surface):
        return True
    named = is_outlet_name(surface.text)
    if named and (_WAS_TOLD.match(after) or (_WRITES_IN.search(before) and _ENDS.match(after))):
        return True
    if _ON_AIR.search(before) and _AIR.search(surface.text) and re.match(r"[.,;]|$| (?:that|on|in|to)\b", after):
        return True
    got = _GOT.search(before)
    if got is None or _WORDS.search(got.group(1)):
        return False
    if _TALK_WITH.search(before):
        return True
    # Of bodies that no list names, hardly any but outlets are told what news repeats: «told | Suspilne»
    told = _TOLD.search(before) is not None and may_be_outlet(name)
    shown = named or _KIND_BEFORE.search(before) or _KIND_BEHIND.match(after)
    return told or bool(shown)
