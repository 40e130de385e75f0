"""English words that tell somebody's view with no verb of speech beside the name: «For | Tomas Berg the reform …», «…, teacher | Rena Berg counted»."""

import re
from typing import Final

from analytics.entities.speech_clauses import ASIDE
from analytics.entities.speech_words import Speech

_ADVERBS: Final = r"(?: (?:also|still|now|then|later|again|already|always|once|nonetheless|nevertheless|however|in turn|for one|itself|himself|herself|has|had|have|\w+ly))*"
# «…, teacher | Rena Berg counted»: whatever verb closes a statement, who stands before it says so
_CLOSES: Final = re.compile(
    rf"^{_ADVERBS} (?P<verb>[a-z]+(?:s|ed|t|ew|old|ote|id|ught))(?P<part> (?:out|it|on|in|up|back|aloud|dryly|\w+ly))?[.!]?$"
)
_STATEMENT: Final = re.compile(
    r"(?!\W*(?:After|Before|When|While|As|If|Once|Since|Although|Though|Until|By|During|Despite|Following|Then|Because|Asked|Born|With|Without)\b)"
    r"(?=.{0,300}\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|not|no|[a-z]{2,}(?:ed|es)|came|went|made|left|took|got|fell|rose|cost|put|ran)\b)"
    r"(?:\S+ ){4}"
)
_OFFICE_BEFORE: Final = re.compile(
    r"[\w”\"’)%],(?: as)? (?:(?!and\b|or\b|but\b|who\b|which\b|that\b|while\b|when\b|where\b|as\b|whose\b|if\b|so\b|including\b|his\b|her\b|their\b)[\w’'-]+ ){0,6}$"
)
_OF: Final = re.compile(r" (?:to|of|for|at|from|with|by|in|against|on) ")
_ACTS: Final = frozenset(
    [
        "died",
        "dies",
        "was",
        "is",
        "has",
        "had",
        "did",
        "does",
        "won",
        "wins",
        "lost",
        "left",
        "leaves",
        "resigned",
        "resigns",
        "arrived",
        "arrives",
        "scored",
        "scores",
        "followed",
        "follows",
        "abstained",
        "attended",
        "survived",
        "survives",
        "refused",
        "declined",
        "agreed",
        "escaped",
        "fled",
        "returned",
        "returns",
        "collapsed",
        "fell",
        "retired",
        "missed",
        "helped",
        "applied",
        "married",
        "emigrated",
        "vanished",
        "disappeared",
        "perished",
        "drowned",
        "crashed",
        "fainted",
        "slept",
        "objected",
        "ran",
        "quit",
        "obliged",
        "waited",
        "failed",
        "succeeded",
        "finished",
        "started",
        "qualified",
        "advanced",
        "lives",
        "lived",
        "works",
        "worked",
        "played",
        "plays",
        "surrendered",
    ]
)
# «…, sniffs fellow | Natia Berg.»: turned round, any verb closes a statement
_TURNED: Final = re.compile(
    r"[\w”\"’)%],\s(?P<verb>[a-z]+(?:s|ed|aid|ote|old))\s(?!(?:by|from|to|in|of|at|on|with|for|as|and|after|near)\b)(?:(?:the|a|an|his|her|its|one of (?:the|his|her|its))\s)?(?:[\w’'.&-]+ ){0,7}?(?:[\w’'-]+, )?$"
)
# «"Now begin the boring weeks," head | Nihad Berg texted»
_BEHIND_QUOTE: Final = re.compile(
    r"(?:[,!?…][”\"]|[”\"],) (?:(?:the|a|an|his|her|its) )?(?:[\w’'.&-]+ ){0,7}(?:[\w’'-]+, )?$"
)
_QUOTE_END: Final = re.compile(r"[”\"]")
_ANY_VERB: Final = re.compile(
    rf"^,?{_ADVERBS} (?!and\b|who\b|of\b|as\b|in\b|with\b|at\b|also\b)[a-z]+(?:s|ed|ote|old|id|ught|lt)\b"
)
_SAID_BY_ONE: Final = re.compile(
    r"(?:[,.!?…][”\"]|[”\"],) [a-z]+(?:s|ed|d|t|ote|old) (?:one|two|some|another|most) of (?:the |his |her |its |their )?(?:[\w’'-]+ ?){1,4}, $"
)
# «| Umid Berg finds the figure exaggerated», «found it "demanding"»
_FINDS: Final = re.compile(
    rf"^{_ADVERBS} (?:finds (?:it|this|that|them|these|those|such|nothing|little|much|(?:the|his|her|its|their) (?:[\w-]+ ){{1,4}}?(?:[\w-]+ly )?(?:too|more|less|rather|quite|very|hard|\w+(?:ed|ing|al|ent|ive|ous|ful|less|ble|ish|ary|ic)|strange|absurd|naive|premature|unwise|ridiculous|small|large|big|poor|weak|strong|low|high|cheap|odd|thin|unfair|fair|wrong|right|late|early))\b"
    r"|found (?:it|this|that|them|(?:the|his|her|its|their) (?:[\w-]+ ){1,3}?)(?: ?[“\"]| (?:too|rather|quite|very|hard to|difficult to|strange|odd|\w+(?:ous|ful|less|able|ible))\b))"
)
_FOUND_SO: Final = re.compile(rf"^{_ADVERBS} found [“\"]")
_KNOWS: Final = re.compile(
    rf"^{_ADVERBS} (?:knows (?:of|about|no|nothing)\b|(?:remains?|remained|is|was|are|were|seems?|seemed|sounds?|sounded) (?:\w+ )?(?:unimpressed|unmoved|unimpressed|convinced|adamant|confident|certain|sure|proud|furious|angry|pessimistic|alarmed|worried|sceptical|skeptical|relieved|happy|unhappy|glad|afraid|surprised|grateful|disappointed)"
    r"(?:[.,:;]|$| (?:that|by|about|with|over|at|to (?:see|hear|have)|of (?:it|this|that|the))\b)"
    rf"|(?:does|do|did) not (?:share|hide|see|buy)\b|(?:has|have) (?:no|little|his|her|its|their|some|serious|strong|grave) (?:\w+ )?(?:doubts?|illusions?|objections?|sympathy|complaints?|explanation|theory|fears?|concerns?|misgivings|reservations)\b"
    r"|(?:has|had) (?:another|an? (?:very |quite |rather )?different|(?:his|her|its|their) own) (?:\w+ )?(?:theory|view|explanation|arithmetic|answer|reading|version|opinion|idea|take)\b"
    r"|(?:takes?|took) (?:an? (?:[\w-]+ ){0,4}?|the (?:[\w-]+ ){0,3}?|another |his |her )(?:view|line|stance|tone)\b)"
)
# «| Goldman Sachs kept its own at $75», «has pencilled in September»
_FORESEES: Final = re.compile(
    rf"^{_ADVERBS} (?:pencil+(?:ed|s)? in|stands? at [\d.]+ ?(?:%|percent|per cent)|looks? for (?:growth|inflation|rates?|prices?|a|an|[\d.]+)\b|(?:ke(?:eps?|pt)|le(?:ft|aves?)|h(?:olds?|eld)|st(?:icks?|uck) (?:to|with|by)|(?:revis|updat|nudg)(?:es|ed)|(?:cut|trimm|rais|lift|lower)(?:s|es|ed)?)"
    r" (?:its|their|his|her) (?:own|(?:[\w’'-]+ ){0,4}?(?:forecasts?|outlook|estimates?|projections?|guidance|targets?)\b(?! (?:next|later|on|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b)))"
)
# «| CNN, quoting two envoys, named …»
_CITES_OTHERS: Final = re.compile(
    r"^,? (?:itself |in turn |also )?(?:quotes|quoted|cites|cited) [^.!?:“”\"]{2,110} (?:as|who)\b|^,? (?:itself |in turn )?(?:citing|quoting|referring to|with reference to|relying on) [^.!?]{3,160}?, (?:has |had |also |on \w+day |earlier |later )*[a-z]+"
)
# «A group led by | Matthias Berg at the University of Bremen had predicted a drop»
_TEAM_OF: Final = re.compile(
    r"(?i:group|team|study|paper|research|researchers|scientists|economists|lawyers|experts|panel|survey|work|consortium|authors|colleagues|delegation|committee|commission|mission)"
    r" (?:of (?:\w+ ){1,3})?(?:led|headed|written|authored|directed|coordinated|chaired|conducted|supervised) by (?:the )?(?:[\w-]+ ){0,3}$"
)
_FOUND: Final = re.compile(
    r"^ (?:has |have |had |also )*(?:found|showed|shown|shows|concluded|discovered|established)\b"
)
# «For | Natig Berg, the optimism has a simple reason»: in the present, else it may be what befell somebody
_FOR: Final = re.compile(r"(?:^\W*(?:For|To)|[;:] (?:for|to)) (?!example|instance|now\b)(?:[\w’'-]+ ){0,5}$")
_FOR_WHOM: Final = re.compile(
    r"^,? (?:the|this|that|these|those|such|there|what|all|its|no|an?) (?:[^,.!?:;“\"]{1,60}? )?(?:is|are|has|have|means?|comes?|lies|remains?|proves?|looks?|seems?|sounds|amounts|makes?|leaves|depends|boils|begins|starts|ends|goes|needs|should|must|will|came too|was (?:too|never|no|less|more|not|only|always|a (?:mistake|matter|question|sign)))\b"
)
# «…, its audited statements | show»
# «Less optimistic is | Goldman Sachs: …», «Less so expert | Umid Berg.»
_LESS_SO: Final = re.compile(
    r"^\W*(?:(?:Far |Much |Even |Rather )?(?:[Ll]ess|[Mm]ore)|Equally|Just as|Not (?:as|so)) (?:so|[a-z]+ (?:is|was|are|were|sounds?|sounded|remains?)) (?:the )?(?:[\w-]+ ){0,4}$"
)
_APPOSED: Final = re.compile(r"\w, (?:[\w’'.-]+ ){0,3}$")
_APPOSED_NAME: Final = re.compile(r"[A-Z][\w’'-]+, (?:the|an?|his|her|its|their|who|whose|which)\b[^,]{2,90}$")
_AWAY: Final = re.compile(r"^ (?:and|or|with) ")


def has_a_view(before: str, after: str, speech: Speech, *, person: bool) -> bool:
    """Whether words around a name give the view or knowledge of whoever is named, though no verb of speech does."""
    after = ASIDE.sub("", after)
    if after.startswith(", ") and _APPOSED.search(before):
        after = after[1:]  # «The minister, | Soliha Berg, takes a calm view»
    if _AWAY.match(after):
        return False
    if _LESS_SO.search(before) and not after[:1].isalpha():
        return True
    if person and _FOR.search(before):
        return _FOR_WHOM.match(after) is not None
    if person and " by " in before and _TEAM_OF.search(before):
        return (
            _FOUND.match(after) is not None
            or speech.verb.match(after.replace(" had ", " ").replace(" has ", " "), 1) is not None
        )
    if not person and _FORESEES.match(after):
        return True
    if _closes(before, after, person=person):
        return True
    view = _FINDS.match(after) if person else _FOUND_SO.match(after)
    view = view or _KNOWS.match(after)
    return view is not None and not _another_says(after, view.end(), speech)


def _another_says(after: str, at: int, speech: Speech) -> bool:
    """Whether somebody else says it: «The | ministry has no objection, Minister Umid Berg assured senators»."""
    comma = after.find(", ", at)
    return comma >= 0 and after[comma + 2 : comma + 3].isupper() and speech.verb.search(after, comma) is not None


def cites_others(after: str) -> bool:
    """Whether whoever is named passes on what others say: «| CNN, quoting two envoys, named …»."""
    return _CITES_OTHERS.match(after) is not None


def _closes(before: str, after: str, *, person: bool) -> bool:
    """«…, teacher | Rena Berg counted.»: a clause that a name and one verb follow is what is said."""
    quoted = person and _QUOTE_END.search(before) is not None
    if quoted and ((_ANY_VERB.match(after) and _BEHIND_QUOTE.search(before)) or _SAID_BY_ONE.search(before)):
        return True
    turned = _TURNED.search(before) if not after.strip(" .,") or after[0] == "," else None
    if turned is not None and _APPOSED_NAME.search(before, 0, turned.start() + 1):
        return False  # «Sergei Berg, the head of the region, dismissed the headmistress, | Anna Novak»
    if turned is not None and _is_verb(turned.group("verb")) and _STATEMENT.match(before[: turned.start() + 1]):
        return True
    verb = _CLOSES.match(after)
    if verb is None or (verb.group("verb") in _ACTS and not verb.group("part")):
        return False
    office = _OFFICE_BEFORE.search(before)
    return (
        office is not None and _STATEMENT.match(before) is not None and not (_OF.search(office.group()) and not person)
    )


def _is_verb(word: str) -> bool:
    """Whether a word that ends as verbs do is none of the acts that say nothing."""
    return word not in _ACTS and not word.endswith(("ss", "ness", "less", "ous"))
