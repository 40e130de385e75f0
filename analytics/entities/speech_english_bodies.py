"""Whether an English sentence lets a named body speak: its papers, its envoys, its forecasts, or a verb beside its name."""

import re
from typing import Final

from analytics.entities.speech_clauses import follows
from analytics.entities.speech_english_verbs import PART, by_a_verb
from analytics.entities.speech_words import Speech

# «the | National Weather Service in Wichita estimated»
_SHORT: Final = re.compile(r"^ \([A-Za-z][\w.-]{1,11}\)")  # «Center for Analysis | (TsARKA) in Kazakhstan reports»
_SITS_IN: Final = re.compile(r"^ (?:in|of) (?:[A-Z][\w.-]+)(?: [A-Z][\w.-]+)?(?=\s[a-z])")
# «"For now there is nothing," the | Kremlin official said»: somebody who was named before
_THE_VOICE: Final = re.compile(r"^(?:['’]s)?\s(?:spokesman|spokeswoman|spokesperson|official|representative|envoy)\s")
# «| UN envoy urges restraint», «the | Fed chair told»: whoever holds an office there, and not the body
_OFFICE_NEXT: Final = re.compile(
    r"^(?:['’]s?)? (?!(?:[\w-]+ ){0,2}?(?:scientists|researchers|economists|strategists|forecasters) )(?:[\w-]+ ){0,2}?(?:envoys?|chiefs?|heads?|presidents?|ministers?|chair(?:man|woman)?|secretary|director|governor|coach|captain|leader|member|members"
    r"|commander|editor|founder|manager|advis[eo]r|scientist|researcher|engineer|soldier|worker|employee|mp|delegate|negotiator|fighter|pilot|economist|lawyer|broker|trader|dealer|strategist|forecaster|prosecutor|candidate|star|player|striker|senator|lawmaker|ambassador|coordinator|officer|boss)s? "
)
# «| UNESCO adds a route to its list»
_ADDS: Final = re.compile(r"^\s(?:has )?add(?:s|ed)\s(?![^.!?;]{0,60}\b(?:that|in a|on)\b)")
_ENVOYS: Final = re.compile(
    r"\b(?i:spokes\w+|representatives?|officials?|(?:press|regional|local|country|city|district|main|head) (?:service|office|branch|department|directorate|centre|center)"
    r"|researchers|scientists|analysts|economists|experts|strategists|engineers|investigators|academics|sources?|forecasters|doctors|seismologists|meteorologists"
    r"|astronomers|astrophysicists|biologists|chemists|physicists|historians|archaeologists|geologists|epidemiologists|lawyers|observers|inspectors|monitors"
    r"|staff|members|activists|campaigners|volunteers|rescuers|firefighters|specialists|inquiry)"
    r"\s(?:for|of|from|at|with)\s(?:the\s)?$"
)
# «the | Sun newspaper claims»
_KIND: Final = re.compile(
    r"^[”\"]? (?:newspaper|news agency|agency|daily|website|news site|news outlet|outlet|channel|magazine|journal|television|TV|radio|broadcaster|portal"
    r"|tabloid|weekly|company|group|union|party|charity|foundation|think tank|platform|app|army|military|government)(?= [a-z])"
)
# «a | Goldman Sachs report showed»
_PAPER: Final = re.compile(
    r"^(?:['’]s)? (?:[\w-]+ ){0,2}?(?:data|figures|statistics|estimates?|surveys?|polls?|stud(?:y|ies)|reports?|analysis|reviews?|bulletins?|statements?|notes?|counts?|tally|census|audit|editorial|article|blog|memo|letter|newsletter|inquiry|investigation|barometer|tracker|briefing|model"
    r"|documents?|forecasts?|outlook|projections?|releases?|papers?|records|filings?|index|tool|gauge|dashboard|readings?|measurements)(?: (?:published|released|issued|seen|obtained|on|in|by|from|for)[^,.]{1,40}?|, (?:published|released|issued|seen|conducted|carried out|compiled|based on|taken|commissioned|presented|due|dated|made|unveiled|obtained|which|its)\b[^,.]{0,60},)?"
    r" (?:has |have |had |also |likewise |in turn |now )*(?:show(?:s|ed|n)?|sa(?:id|ys?)|found|finds?|suggest(?:s|ed)?|reads?|puts?|indicate[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|conclude[sd]?|estimate[sd]?"
    r"|remark(?:s|ed)?|note[sd]?|describe[sd]?|argue[sd]?|point(?:s|ed)? (?:to|out)|call(?:s|ed)? (?:for|on|it|the)|predict(?:s|ed)?|projects?|projected|recommend(?:s|ed)?|urge[sd]?|state[sd]?|confirm(?:s|ed)?|list(?:s|ed)?"
    r"|rank(?:s|ed)?|record(?:s|ed)?|count(?:s|ed)?|blame[sd]?|attribute[sd]?|link(?:s|ed)?|accuse[sd]?|criticis(?:es|ed)|criticiz(?:es|ed)|praise[sd]?|highlight(?:s|ed)?|detail(?:s|ed)|outline[sd]?|cite[sd]?|claim(?:s|ed)?|expect(?:s|ed)?|see|sees|saw)\b"
)
# «the | World Bank's Europe and Central Asia Economic Update says»
_PUBLICATION: Final = re.compile(
    r"^['’]s? (?:[a-z]+ )?(?:[A-Z][\w-]* (?:(?:and|of|on|for|in|the) )*){0,6}(?:Update|Outlook|Report|Review|Survey|Monitor|Index|Bulletin|Brief|Note|Barometer|Tracker|Study|Atlas|Poll|Profile|Paper|Assessment|Ranking|Scoreboard) (?:also |has |had )?(?:says|said|shows?|showed|puts?|finds?|found|warns?|warned|predicts?|forecasts?|notes?|estimates?|ranks?|ranked|suggests?|reads?|states?|concludes?|expects?|calls?|lists?)\b"
)
# «| NASA's fire-monitoring satellites registered»
_INSTRUMENTS: Final = re.compile(
    r"^(?:['’]s?)? (?:[\w-]+ ){0,3}?(?:satellites?|sensors?|instruments?|stations?|seismographs?|seismometers?|cameras?|telescopes?|gauges?|buoys?|radars?|probes?|trackers?|detectors?) (?:also |have |has |had )?(?:registered|recorded|detected|show|showed|measured|picked up|spotted|captured|counted)\b"
)
_MANY: Final = re.compile(r"^(?:['’]s?)?\s(?:[a-z]+\s)?[a-z]+s\s")  # «| JPMorgan analysts see»
_VOICE: Final = re.compile(
    r"^(?:['’]s?)?\s(?:spokes\w+|representatives?|officials?|sources?|press (?:service|office|centre|center)|(?:[\w-]+ ){0,2}(?:panel|committee|commission|team|tribunal|jury|task force|taskforce|inquiry|group|branch|office|department|directorate|unit|division|headquarters|desk|bureau"
    r"|chapter|inspectorate|board|monitors|inspectors|delegation|mission|secretariat|working group|hotline)|(?:regional|local|country|main|head) (?:branch|office|department|directorate)|(?:[a-z]+ )?(?:analysts|experts|economists|strategists|researchers|scientists|investigators|observers|inspectors))\s"
)
# «the head of the | National Assembly's commission has told»
_HEAD_OF: Final = re.compile(
    r"\b(?:head|chair\w*|member|leader|president|director|chief|deputy|secretary|colleague)s? (?:of|at) (?:the )?$"
)
# «| Goldman Sachs has improved its forecast», «| Fitch cut the outlook»
_REVISES: Final = re.compile(
    r"^(?:\s(?:also|has|had|have|again|slightly|sharply|on \w+))*\s(?:rais|lift|cut|lower|trimm|improv|revis|upgrad|downgrad|slash|hik|reiterat|maintain|narrow|boost|nudg|kept|keeps|updat"
    r"|worsen|withdr[ae]w|issu|publish)(?:s|es|ed)?(?:\s(?:up|down|back))?\s(?:its|his|her|their|the|an?)(?:\s[\w’'%.-]+){0,6}?\s(?:forecasts?|outlook|guidance|projections?|estimates?|recommendations?|price targets?)\b(?! (?:next|later this|in the coming) )"
)
# «Analysts at | JPMorgan see rates at 35%»
_THEY_SAY: Final = re.compile(
    r"^(?:\s(?:also|now|still|then|later|however|meanwhile|already|have|had|do|did|\w+ly))*\s(?:see|saw|predict|recommend|reckon|suggest|project|describe|note|claim|hope|fear|call|put|point to|point out|caution|doubt"
    r"|suspect|anticipate|insist|maintain|attribute|deny|urge|demand|propose|complain|stress|accuse|assume|add|report|promise|acknowledge|agree|disagree|cite|calculate"
    r"|conclude|consider|highlight|blame|link|pencil in|look for|count|counted|measured|tallied|documented|advise|speak|talk|warn|believe|think|estimate|forecast|expect|assume|argue|worry|favou?r|prefer|rate|rank|refer|wonder|foresee|concede|admit|dispute|dismiss|reject|criticise|criticize|praise|express|record|recorded|found|find|identified|detected)(?:ed|d|s)?\b"
)
# «a source at | Nasser Hospital told the agency»: somebody there, and not it
SOURCE_AT: Final = re.compile(r"\b[Ss]ources? (?:at|in|within|close to|with|inside) (?:the )?$")
HE_TELLS: Final = re.compile(r"^(?: \w+ly| has| have| had| later| also)* (?:told|tells|tell|spoke|confirmed to)\b")
_FOUND: Final = re.compile(r"^ (?:has |have |had |also )*(?:found|shown|showed|established|discovered)\b")
_FIGURES: Final = re.compile(r"^(?:['’]s)? (?:data|figures|statistics|estimates|survey|poll)\b")
_NAMED_BEFORE: Final = re.compile(r"[”\"],? the $")


def body_speaks(before: str, after: str, speech: Speech) -> bool:
    """«a | Goldman Sachs report showed», «Analysts at | JPMorgan see rates at 35%», «| Fitch cut the outlook»."""
    if _PAPER.match(after) or _PUBLICATION.match(after) or _INSTRUMENTS.match(after) or _FIGURES.match(after):
        return True
    if _THE_VOICE.match(after) and _NAMED_BEFORE.search(before):
        return False
    if not _HEAD_OF.search(before) and _voice_says(after, speech):
        return True
    if (
        _ENVOYS.search(before)
        and not (SOURCE_AT.search(before) and HE_TELLS.match(after))
        and not re.match(r", [A-Z]", after)
        and (_THEY_SAY.match(after) or follows(speech, after, through_names=False))
    ):
        return True
    if _REVISES.match(after) and not PART.search(before):
        return True
    if after == ":" and not before:
        return True  # «COPENHAGEN, Nov 14 (Reuters) - | Novo Nordisk:», and the points follow
    verb = speech.verb.match(after, 1)  # «| UNICEF urged ministers to …»
    told = verb is not None and verb.group().lower() not in speech.nouns
    if _ADDS.match(after) or (_OFFICE_NEXT.match(after) and not told):
        return False
    return by_a_verb(before, after, speech, person=False)


def without_kind(after: str) -> str:
    """What follows a body, without what it is and where it sits: «Sun | newspaper claims» -> «claims»."""
    return _SITS_IN.sub("", _KIND.sub("", _SHORT.sub("", after)))


def _voice_says(after: str, speech: Speech) -> bool:
    """«| JPMorgan analysts see», «| Red Cross spokeswoman in Geneva said»."""
    voice = _VOICE.match(after)
    if voice is None:
        return False
    if _MANY.match(after) and _THEY_SAY.match(after[voice.end() - 1 :]):
        return True
    told = _SITS_IN.sub("", " " + after[voice.end() :])
    return follows(speech, told, through_names=False) or _FOUND.match(told) is not None
