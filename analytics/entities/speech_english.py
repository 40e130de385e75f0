"""Whether an English sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech_clauses import OFFICE, QUOTED, STATES, ends_with, follows, says_that
from analytics.entities.speech_words import Speech

_EN_THAT: Final = re.compile(r"^\s(?:also\s|then\s|later\s)?(\w+(?:ed|s))(?:\s[\w-]+){0,6}?\sthat\b")
_EN_ABOUT: Final = re.compile(r"\b(?:of|about|to|with|for|by|from|and|like|than)\s(?:[\w’'-]+\s){0,3}$")
# «"…," smiled head coach | Namiq Shamilov»
_EN_BEHIND_QUOTE: Final = re.compile(
    r"(?:[,.!?…][”\"»’]|[”\"],)\s+\w+(?:ed|s|d|t)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w’'.-]+\s){0,6}$"
)
# «…, calculates the bureau's chief actuary | Vusal Garayev»
_EN_TURNED: Final = re.compile(
    r",\s(?:as\s)?(\w+)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w’'.-]+\s){0,6}$"
)
_EN_OTHER: Final = frozenset({"that", "to", "with", "by", "meeting", "session", "hearing", "conference"})
# «a survey of the | Tourism Agency shows»
_EN_SURVEY: Final = re.compile(
    r"\b(?:survey|poll|study|review|report|bulletin|letter|estimate|statement|data|figures)s?\s(?:of|by|from|commissioned by)\s(?:the\s)?$"
)
# «the State Tax Service | under the Ministry of Economy has said»: the part speaks, not the whole
_EN_PART_OF: Final = re.compile(r"^\sunder (?:the )?(?:[A-Z][\w-]*(?: (?:of|and|the|for))*\s?){1,7}(?<=\s)(?=[a-z])")
# «, 19, | a fisherman in Galena, said»
_EN_AGE: Final = re.compile(r"^, (?:aged )?\d{1,3}(?=,)(?:,(?=\s[a-z-]+(?:ed|s|d|t)\s))?")
# «ADDIS ABABA — The | African Union has suspended …»
_EN_DATELINE: Final = re.compile(r"^[A-Z][A-Z .,]{2,30}(?:, [A-Z][\w.]+ \d{1,2})?(?: \([\w-]+\))? ?(?:--|[—–-]|\.) ")
# «| Simon Aldous KC, prosecuting, said»
_EN_LETTERS: Final = re.compile(r"^,? (?:KC|QC|MP|MEP|MSP|MBE|OBE|CBE|PhD|MD|Jr\.?|Sr\.?|II|III)\b")
# «the | National Weather Service in Wichita estimated»
_EN_SITS_IN: Final = re.compile(r"^ (?:in|of) (?:[A-Z][\w.-]+)(?: [A-Z][\w.-]+)?(?=\s[a-z])")
# «| Ewan Tiler, braked in time, its report says»: a new subject stands behind the aside
_EN_NEW_SUBJECT: Final = re.compile(r"^,[^,.!?:»]{1,90},\s(?:its|his|her|their|the|an?|this|that|it|there|one)\s")
# «has not | been asked», «was | cited»: whoever suffers the verb does not speak
_EN_PASSIVE: Final = re.compile(r"\b(?:be|been|being|is|are|was|were|gets?|got)(?:\s(?:not|never|also|\w+ly))?\s$")
_EN_MISLED: Final = re.compile(r"(?:quoted|not so|\w+n't|is|was|did|does|has|had)\b")
# «| Nino Khurtsilava left in protest, calling the draft "a padlock"»
_EN_PARTICIPLE: Final = re.compile(
    r"^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?(?:,|\bwhile|\bbefore|\bbeyond|\bafter|\bwithout)\s(?:also\s|then\s|however\s)?(?:"
    r"say|not|warn|vow|promis|pledg|insist|stress|argu|admitt|acknowledg|explain|specify|clarify|hint|suggest|demand|predict"
    r"|forecast|remark|quipp|jok|declar|stat|complain|lament|urg|reiterat|emphasi[sz]|underlin|underscor|denounc|accus|blam"
    r"|brand|dubb|liken|describ|criticis|criticiz|assur|announc|wonder|caution|reckon|pointing out|thank|apologi[sz]|appeal|disclos)"
    r"ing\b(?!\s(?:machine|station))"
    # not «conceding from the spot», «claiming the title»
    r"|^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?(?:,|\bwhile|\bbefore|\bafter)\s(?:add|conced|observ|recall|estimat|claim|writ|mention)ing\s?(?:that|how|it|[“\":])"
    r"|^(?!\s?,\s(?:who|which)\b)[^.!?:;“\"]{2,170}?,\scalling\s(?:on|for|it|the|this|that|them|him|her|his|their)\b"
)
# «the | Clean Air Institute, which says …»
_EN_RELATIVE: Final = re.compile(r"^,\s(who|which)\s(?:(?:has|had|have|also|later|\w+ly)\s){0,2}")
# «its spokesman, Archpriest | Andria Jaghmaidze, has told»
_EN_CLOSED_BEFORE: Final = re.compile(r", (?:[A-Z][\w’'.-]+ ){0,3}$")
_EN_CLOSED: Final = re.compile(r"^,\s(?:(?:has|had|also|later)\s)?")
_EN_OPENS: Final = re.compile(r"^\W*(?:(?:[A-Z][\w.'’-]*|the|of|and|for|at|with|[a-z][\w-]+),?\s){0,7}$")
# «For England captain | Ben Hathersage, it was the reverse sweeps that hurt most»
_EN_FOR: Final = re.compile(r"^\W*For (?:[\w'’-]+ ){0,4}$")
_EN_FOR_WHOM: Final = re.compile(
    r"^(?:, (?:who|an?|the)\b[^,.]{2,60})?, (?:it|the \w+|this|that|there) (?:is|was|were|are)\b"
)
# «"I missed my exam" — passenger | Alina Kostrova»
_EN_SIGNED: Final = re.compile(r"[”\"’] [—–-] (?:[\w-]+ ){0,4}$")
# «"For now there is nothing," the | Kremlin official said»: somebody who was named before
_EN_THE_VOICE: Final = re.compile(
    r"^(?:['’]s)?\s(?:spokesman|spokeswoman|spokesperson|official|representative|envoy)\s"
)
# «| UN envoy urges restraint», «the | Fed chair told»: whoever holds an office there, and not the body
_EN_OFFICE_NEXT: Final = re.compile(
    r"^(?:['’]s?)? (?:[\w-]+ ){0,2}?(?:envoys?|chiefs?|heads?|presidents?|ministers?|chair(?:man|woman)?|secretary|director|governor|coach|captain|leader|member|members"
    r"|commander|editor|founder|manager|advis[eo]r|scientist|researcher|engineer|soldier|worker|employee|mp|delegate|negotiator|fighter|pilot|economist|lawyer|prosecutor|candidate|star|player|striker|senator|lawmaker|ambassador|coordinator|officer|boss)s? "
)
_EN_NEITHER: Final = re.compile(r"\b(?:[Nn]either|nor) (?:the )?(?:[\w-]+ ){0,4}$")
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
    r"\b(?i:spokes\w+|representatives?|officials?|(?:press|regional|local|country|city|district|main|head) (?:service|office|branch|department|directorate|centre|center)"
    r"|researchers|scientists|analysts|economists|experts|strategists|engineers|investigators|academics|sources?|forecasters|doctors|seismologists|meteorologists"
    r"|astronomers|astrophysicists|biologists|chemists|physicists|historians|archaeologists|geologists|epidemiologists|lawyers|observers|inspectors|monitors"
    r"|staff|members|activists|campaigners|volunteers|rescuers|firefighters|specialists|inquiry)"
    r"\s(?:for|of|from|at|with)\s(?:the\s)?$"
)
# «Shelling was reported — Governor | Ivan Kotov»
_EN_OFFICE_SIGNED: Final = re.compile(
    r"\w+ \w+,? [—–-] (?:[\w-]+ ){0,3}(?i:minister|president|governor|official|spokes\w+|ambassador|mayor|expert|analyst|head|chief|mp|fm|pm|premier|envoy"
    r"|director|ceo|economist|lawmaker|secretary|commissioner|chairman|chairwoman|adviser|advisor|diplomat|lawyer|coach|scientist|political scientist) $"
)
# «the | Sun newspaper claims»
_EN_KIND: Final = re.compile(
    r"^[”\"]? (?:newspaper|news agency|agency|daily|website|news site|news outlet|outlet|channel|magazine|journal|television|TV|radio|broadcaster|portal"
    r"|tabloid|weekly|company|group|union|party|charity|foundation|think tank|platform|app|army|military|government)(?= [a-z])"
)
_EN_NOT: Final = re.compile(
    r"(?:\b(?:not|never|nor|cannot|(?:refus|declin|fail|neglect)(?:e?d|es|s|ing)? to|yet to|unable to)|n['’]t)(?: \w+ly)? $"
)
_EN_QUOTE_ENDS: Final = re.compile(r"(?:[,.!?…][”\"]|[”\"],) (?:[\w’'-]+ ){0,5}$")
_EN_DOTS: Final = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|St|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|No|Inc|Co|Corp|Ltd)\."
)
# «the Baza | Telegram channel reported»
_EN_CHANNEL: Final = re.compile(r"^ (?:channels?|page|account|posts?|chat|messenger|feed)\b")
_EN_STARTS: Final = re.compile(r"(?:^|[.!?…:][”\"’]?\s+|\n|[—–-] )(?:[A-Z][\w’'-]+ly, |Meanwhile, )?(?:[Tt]he |A )?$")
# «a | Goldman Sachs report showed»
_EN_PAPER: Final = re.compile(
    r"^(?:['’]s)? (?:[\w-]+ ){0,2}?(?:data|figures|statistics|estimates?|surveys?|polls?|stud(?:y|ies)|reports?|analysis|reviews?|bulletins?|statements?|notes?"
    r"|documents?|forecasts?|releases?|papers?|records|filings?|index|readings?|measurements)(?: (?:published|released|issued|seen|obtained|on|in|by|from)[^,.]{1,40}?)?"
    r" (?:has |have |had |also )?(?:show(?:s|ed|n)?|sa(?:id|ys?)|found|finds?|suggest(?:s|ed)?|reads?|put|indicate[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|conclude[sd]?|estimate[sd]?)\b"
)
# «In | Kemal Aydin's view»
_EN_HIS_VIEW: Final = re.compile(
    r"^['’]s? (?:own )?(?:view|opinion|words|estimates?|estimation|account|assessment|judge?ment|reckoning|telling|mind|calculations?|count|version|figures|data|reading)\b"
)
_EN_VIEW_IN: Final = re.compile(r"\b(?:[Ii]n|[Bb]y|[Tt]o|[Aa]ccording to|[Pp]er|[Oo]n) (?:the )?(?:[\w-]+ ){0,3}$")
# «Kemal Aydin of the | Institute of Geography told Trend»: the body is not who speaks
_EN_PART: Final = re.compile(r"\b(?:of|at|from|with|in|by|for|on|about) (?:the |[A-Z][\w-]+['’]s )?$")
# Nouns as well: «| Toyota launched two projects»
_EN_NOUNS: Final = frozenset(
    {
        "projects", "reports", "report", "estimates", "claims", "calls", "demands", "fears", "doubts", "credits", "hopes", "promises", "promise", "signals",
        "answers", "notes", "states", "comments", "figures", "protests", "offers", "recounts", "worries", "questions", "puts", "cites", "forecast", "hints",
        "tells", "pledges", "vows", "alerts", "details", "reveals", "blames",
    }
)  # fmt: skip
_EN_MANY: Final = re.compile(r"^(?:['’]s?)?\s(?:[a-z]+\s)?[a-z]+s\s")  # «| JPMorgan analysts see»
_EN_ADVERBS: Final = re.compile(
    r"^(?:\s(?:also|now|still|then|later|however|meanwhile|again|just|only|even|already|too|never|further|therefore|nonetheless|\w+ly))*\s$"
)
_EN_VOICE: Final = re.compile(
    r"^(?:['’]s?)?\s(?:spokes\w+|representatives?|officials?|sources?|press (?:service|office|centre|center)|(?:[a-z-]+ ){0,2}(?:group|branch|office|department|directorate|unit|division|headquarters|bureau"
    r"|chapter|inspectorate|board|monitors|inspectors|delegation|mission|secretariat|working group|hotline)|(?:regional|local|country|main|head) (?:branch|office|department|directorate)|(?:[a-z]+ )?(?:analysts|experts|economists|strategists|researchers|scientists|investigators|observers|inspectors))\s"
)
# «thanked | Pike», «by MP | Hayk Sargisbekyan», «to beat American qualifier | Zoe Kirwan», «whose brother | Dale»
_EN_OBJECT: Final = re.compile(
    r"(?<![”\"’,]\s)\b(?:by|of|to|with|from|and to|against|for|about|at|in|on|like|than|over|under|behind|past|alongside|beside|including"
    r"|whose (?:brother|sister|son|daughter|wife|husband|father|mother|partner|friend|lawyer|client)"
    r"|(?:to|will|would|can|could|may|might|must|should) [a-z]+"
    r"|thanked|met|praised|beat|beating|replaced|replacing|succeeded|succeeding|succeeds|appointed|named|awarded|arrested|detained|hosted|received|greeted"
    r"|accompanied|joined|visited|congratulated|told|saw|knew|helped|followed|defeated|elected|dismissed|fired|hired|released|freed|killed|shot|stabbed|signed"
    r"|asked|summoned|welcomed|invited|married|interviewed|accused|sued|charged|jailed|sentenced|found|assisted|fed)"
    r"\s(?:(?:the|a|an|his|her|their|its|then|former|late)\s)?(?:(?!and\b|who\b|that\b)(?:[\w’'-]+|[A-Z]\.|[A-Z][a-z]{0,3}\.)\s){0,4}$"
)


# «| Goldman Sachs has improved its forecast», «| Fitch cut the outlook»
_EN_REVISES: Final = re.compile(
    r"^(?:\s(?:also|has|had|have|again|slightly|sharply|on \w+))*\s(?:rais|lift|cut|lower|trimm|improv|revis|upgrad|downgrad|slash|hik|reiterat|maintain|narrow|boost|nudg|kept|keeps|updat"
    r"|worsen|withdr[ae]w|issu|publish)(?:s|es|ed)?(?:\s(?:up|down|back))?\s(?:its|his|her|their|the|an?)(?:\s[\w’'%.-]+){0,6}?\s(?:forecasts?|outlook|guidance|projections?|estimates?|price targets?)\b"
)
# «Analysts at | JPMorgan see rates at 35%»
_EN_THEY_SAY: Final = re.compile(
    r"^(?:\s(?:also|now|still|then|later|however|meanwhile|already|have|had|do|did|\w+ly))*\s(?:see|saw|predict|recommend|reckon|suggest|project|describe|note|claim|hope|fear|call|put|point to|point out|caution|doubt"
    r"|suspect|anticipate|insist|maintain|attribute|deny|urge|demand|propose|complain|stress|accuse|assume|add|report|promise|acknowledge|agree|disagree|cite|calculate"
    r"|conclude|consider|highlight|blame|link|foresee|concede|admit|dispute|dismiss|reject|criticise|criticize|praise|express|record|recorded|found|find|identified|detected)\b"
)
# «the | Foreign Ministry's claim that», «| Sergei Lavrov's remarks about»
_EN_HIS_CLAIM: Final = re.compile(
    r"^['’]s?\s(?:[\w-]+\s){0,2}?(?:claims?|remarks?|statements?|warnings?|comments?|assertions?|allegations?|accusations?|insistence|pledge|vow|promise|suggestions?|predictions?|assurances?|announcement|admission"
    r"|belief|arguments?|complaints?|contention|appeal|proposal|words|denials?|description|tweet|post|assessment)\s(?:that|about)\b"
)


def speaks_en(before: str, after: str, entity: Entity, speech: Speech) -> bool:
    person = entity.kind == "PER"
    if _EN_UNDER.search(before) or _EN_NEITHER.search(before):
        return False
    before, after = _EN_DATELINE.sub("", before), _EN_DOTS.sub(r"\1", after.replace("U.S.", "US"))
    if not person and _EN_CHANNEL.match(after):
        return False
    after = _EN_LETTERS.sub("", _EN_AGE.sub("", _EN_PART_OF.sub(" ", after)))
    if not person:
        after = _EN_SITS_IN.sub("", _EN_KIND.sub("", after))
    if ends_with(speech.by_words, before, _EN_OTHER, most=OFFICE, body=not person):
        return True
    if _EN_HIS_CLAIM.match(after):
        return True
    if _EN_HIS_VIEW.match(after) and _EN_VIEW_IN.search(before):
        return True
    if _EN_SURVEY.search(before) and _EN_SHOWS.match(after):
        return True
    return _person_speaks(before, after, speech) if person else _body_speaks(before, after, speech)


def is_subject_en(text: str, surface: Surface) -> bool:
    """Whether a named person may be the subject of the clause, and nobody's object: «thanked | Pike», «by MP | Hayk …»."""
    return _EN_OBJECT.search(text, max(surface.start - 60, 0), surface.start) is None


def opens_en(text: str, surface: Surface) -> bool:
    """Whether a named body opens its sentence, so that «it» of the next sentence may be that body."""
    return _EN_STARTS.search(text, max(surface.start - 40, 0), surface.start) is not None


def _person_speaks(before: str, after: str, speech: Speech) -> bool:
    if STATES.match(after) or (_EN_FOR.match(before) and _EN_FOR_WHOM.match(after)):
        return True
    if after.strip() == ":":
        return True  # and the words follow on the next line
    if not after.strip(" .") and (_EN_SIGNED.search(before) or _EN_OFFICE_SIGNED.search(before)):
        return True
    if not _EN_ABOUT.search(before) and (QUOTED.match(after) or says_that(_EN_THAT, after, speech)):
        return True
    return _by_a_verb(before, after, speech, person=True) or bool(_EN_BEHIND_QUOTE.search(before))


def _body_speaks(before: str, after: str, speech: Speech) -> bool:
    if _EN_PAPER.match(after) or re.match(r"^(?:['’]s)? (?:data|figures|statistics|estimates|survey|poll)\b", after):
        return True
    voice = _EN_VOICE.match(after)
    named = _EN_THE_VOICE.match(after) is not None and re.search(r"[”\"],? the $", before) is not None
    if voice and not named and (_EN_THEY_SAY.match(after, voice.end() - 1) if _EN_MANY.match(after) else None):
        return True
    if voice and not named and follows(speech, " " + after[voice.end() :], through_names=False):
        return True
    if _EN_ENVOYS.search(before) and (_EN_THEY_SAY.match(after) or follows(speech, after, through_names=False)):
        return True
    if _EN_REVISES.match(after) and not _EN_PART.search(before):
        return True
    if after == ":" and not before:
        return True  # «COPENHAGEN, Nov 14 (Reuters) - | Novo Nordisk:», and the points follow
    if _EN_ADDS.match(after) or _EN_OFFICE_NEXT.match(after):
        return False
    return _by_a_verb(before, after, speech, person=False)


def _by_a_verb(before: str, after: str, speech: Speech, *, person: bool) -> bool:
    """Whether a verb of speech governs the name, or the name it."""
    if re.match(r"^['’]", after) or _EN_BEHIND.search(before) or (not person and _EN_PART.search(before)):
        return False
    closed = _EN_CLOSED.match(after) if _EN_CLOSED_BEFORE.search(before) else None
    if closed and speech.verb.match(after, closed.end()):
        return True  # «A senior dispatcher, | Fuad Karimzade, told reporters»
    verb = speech.verb.match(after, 1)
    if verb and (_EN_QUOTE_ENDS.search(before) or not after[verb.end() :].strip(" .,:")):
        return True  # «"I had no legs," | Jan Novak shrugged»
    relative = _EN_RELATIVE.match(after)
    if relative and (relative.group(1) == "who") == person and speech.verb.match(after, relative.end()):
        return True
    if _EN_OPENS.match(before) and not _EN_ABOUT.search(before) and _EN_PARTICIPLE.match(after):
        return True
    if not person and re.match(r"^,\s\w", after) and speech.verb.match(after, 2):
        return False  # «Selin Akbulut, an economist with | TEPAV, said»
    other = (
        _is_silent(after, speech) or _suffers(after, speech) or _another_says(after, speech) or _is_noun(after, speech)
    )
    if not other and follows(speech, after, through_names=person):
        return True
    turned = _EN_TURNED.search(before)
    whose = turned is not None and not person and re.search(r" (?:of|at|with|from|for) ", turned.group())
    if turned and not whose and speech.verb.fullmatch(turned.group(1)):
        return True
    return ends_with(
        speech.verb,
        before,
        frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for", "who", "whose"}),
    ) and bool(re.search(r"[”\"’»],?\s*\w+", before))


def _is_silent(after: str, speech: Speech) -> bool:
    """Whether somebody says nothing: «| Jens Vogt did not say whether he would run»."""
    verb = speech.verb.search(after)
    silent = verb is not None and verb.group().lower() in ("say", "explain", "warn", "answer", "comment", "specify")
    return verb is not None and silent and _EN_NOT.search(after, 0, verb.start()) is not None


def _suffers(after: str, speech: Speech) -> bool:
    """Whether the first verb of speech is in the passive: «The driver, | Leonard Pike, has not been cited»."""
    verb = speech.verb.search(after)
    return verb is not None and bool(_EN_PASSIVE.search(after, 0, verb.start())) and not _EN_MISLED.match(verb.group())


def _is_noun(after: str, speech: Speech) -> bool:
    """Whether the first that looks like a verb of speech is a noun: «| Toyota launched two projects»."""
    verb = speech.verb.search(after)
    if verb is None or verb.group().lower() not in _EN_NOUNS or after.startswith(","):
        return False
    return _EN_ADVERBS.match(after[: verb.start()]) is None


def _another_says(after: str, speech: Speech) -> bool:
    """Whether behind an aside somebody else comes before the verb."""
    other = _EN_OTHER_SAYS.match(after)
    return bool(_EN_NEW_SUBJECT.match(after)) or (other is not None and bool(speech.verb.match(after, other.end())))
