"""Whether an English sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.latin_words import without_accents
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
_EN_LETTERS: Final = re.compile(
    r"^,? \(?[DRI]-[A-Z][A-Za-z.]{0,6}(?: [A-Z][a-z.]{1,5})?\)?,?(?= )"  # «Ruth Calloway, | D-Ore., told»
    r"|^,? (?:KC|QC|MP|MEP|MSP|MBE|OBE|CBE|PhD|MD|Jr\.?|Sr\.?|II|III)\b"
)
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
_EN_RELATIVE: Final = re.compile(
    r"^,\s(who|which)\s(?:(?:has|had|have|also|later|once|\w+ly)\s){0,2}(?:(?:in|on|at|during|after)\s(?:an?|the|his|her|its|\w+day)?\s?(?:[\w-]+\s){0,2}?(?:statement|post|letter|interview|speech|article|report|tweet|message|column|briefing|hearing|note|book|video|essay|conference|meeting|morning|\w+day|\d{4}),?\s)?"
)
# «its spokesman, Archpriest | Andria Jaghmaidze, has told»
_EN_CLOSED_BEFORE: Final = re.compile(r", (?:[A-Z][\w’'.-]+ ){0,3}$")
_EN_CLOSED: Final = re.compile(r"^,\s(?:(?:has|had|also|later)\s)?")
_EN_OPENS: Final = re.compile(r"^\W*(?:(?:[A-Z][\w.'’-]*|the|of|and|for|at|with|[a-z][\w-]+),?\s){0,7}$")
# «For England captain | Ben Hathersage, it was the reverse sweeps that hurt most»
_EN_FOR: Final = re.compile(r"(?:^\W*(?:For|To)|[;:] (?:for|to)) (?:[\w'’-]+ ){0,4}$")
_EN_FOR_WHOM: Final = re.compile(
    r"^(?:, (?:who|an?|the)\b[^,.]{2,60})?, (?:it|the \w+|this|that|there) (?:is|was|were|are|could|would|has|will|means|came)\b"
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
_EN_NEITHER: Final = re.compile(
    r"\b(?:[Nn]either|nor) (?!was|is|did|does|were|has|had|are|do)(?:the )?(?:[\w-]+ ){0,4}$"
)
# «an adviser to | UNESCO has warned», «the ship run by | SOS told»: whoever is named behind these is no subject
_EN_BEHIND: Final = re.compile(
    r"\b(?:to|with|against|between|among|(?:run|owned|operated|led|backed|funded|chaired|managed|hired) by)\s(?:the\s)?$"
)
# «Jean Mbeki, a driver, | police said»: behind an aside nobody else may come before the verb
_EN_OTHER_SAYS: Final = re.compile(
    r"^,[^,.!?:»]{1,90},\s(?:police|officials|authorities|prosecutors|witnesses|relatives|[A-Z][\w’'-]+"
    r"(?:\s(?:[A-Z][\w.’'-]*|of|for|and|the|press|prime|deputy|first|spokes\w+|minister|secretary|president|chief|head|director|governor|mayor|service)){0,8})\s"
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
    r"^(?:['’]s)? (?:[\w-]+ ){0,2}?(?:data|figures|statistics|estimates?|surveys?|polls?|stud(?:y|ies)|reports?|analysis|reviews?|bulletins?|statements?|notes?|counts?|tally|census|audit|editorial|article|blog|memo|letter|newsletter|inquiry|investigation|barometer|tracker|briefing|model"
    r"|documents?|forecasts?|releases?|papers?|records|filings?|index|readings?|measurements)(?: (?:published|released|issued|seen|obtained|on|in|by|from)[^,.]{1,40}?)?"
    r" (?:has |have |had |also |likewise |in turn |now )*(?:show(?:s|ed|n)?|sa(?:id|ys?)|found|finds?|suggest(?:s|ed)?|reads?|puts?|indicate[sd]?|reveal(?:s|ed)?|warn(?:s|ed)?|conclude[sd]?|estimate[sd]?"
    r"|remark(?:s|ed)?|note[sd]?|describe[sd]?|argue[sd]?|point(?:s|ed)? (?:to|out)|call(?:s|ed)? (?:for|on|it|the)|predict(?:s|ed)?|projects?|projected|recommend(?:s|ed)?|urge[sd]?|state[sd]?|confirm(?:s|ed)?|list(?:s|ed)?"
    r"|rank(?:s|ed)?|record(?:s|ed)?|count(?:s|ed)?|blame[sd]?|attribute[sd]?|link(?:s|ed)?|accuse[sd]?|criticis(?:es|ed)|criticiz(?:es|ed)|praise[sd]?|highlight(?:s|ed)?|detail(?:s|ed)|outline[sd]?|cite[sd]?|claim(?:s|ed)?|expect(?:s|ed)?|see|sees|saw)\b"
)
# «In | Kemal Aydin's view»
_EN_HIS_VIEW: Final = re.compile(
    r"^['’]s? (?:own )?(?:view|opinion|words|estimates?|estimation|account|assessment|judge?ment|reckoning|telling|mind|calculations?|count|version|figures|data|reading)\b"
)
_EN_VIEW_IN: Final = re.compile(r"\b(?:[Ii]n|[Bb]y|[Tt]o|[Aa]ccording to|[Pp]er|[Oo]n) (?:the )?(?:[\w-]+ ){0,3}$")
# «Kemal Aydin of the | Institute of Geography told Trend»: the body is not who speaks
_EN_PART: Final = re.compile(
    r"\b(?:of|at|from|with|in|by|for|on|about) (?:the |[A-Z][\w-]+['’]s |(?:the )?(?:[a-z-]+ ){0,3}(?:firm|company|group|think tank|charity|pollster|bank|consultancy|brokerage|agency|institute|outlet|newspaper|party|union|club) )?$"
)
# Nouns as well: «| Toyota launched two projects»
_EN_NOUNS: Final = frozenset(
    {
        "projects", "reports", "report", "estimates", "claims", "calls", "demands", "fears", "doubts", "credits", "hopes", "promises", "promise", "signals",
        "answers", "notes", "states", "comments", "figures", "protests", "offers", "recounts", "worries", "questions", "puts", "cites", "forecast", "hints",
        "appeals", "objects", "moans", "gripes", "echoes", "advocates", "champions", "judges", "brands", "terms", "traces", "briefs", "charges", "quotes",
        "boasts", "jokes", "laughs", "sighs", "smiles", "views", "presents", "labels", "rates", "ranks", "lists", "links", "say", "argue", "praise",
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
    r"\bwhose [\w-]+ $|(?<![”\"’,]\s)\b(?:by|of|to|with|from|and to|against|for|about|at|in|on|like|than|over|under|behind|past|alongside|beside|including"
    r"|(?:to|will|would|can|could|may|might|must|should) [a-z]+"
    r"|thanked|met|praised|beat|beating|replaced|replacing|succeeded|succeeding|succeeds|appointed|named|awarded|arrested|detained|hosted|received|greeted"
    r"|accompanied|joined|visited|congratulated|told|saw|knew|helped|followed|defeated|elected|dismissed|fired|hired|released|freed|killed|shot|stabbed|signed"
    r"|asked|summoned|welcomed|invited|married|interviewed|accused|sued|charged|jailed|sentenced|found|assisted|fed)"
    r" (?:(?:the|a|an|his|her|their|its|then|former|late) )?(?:(?!and\b|who\b|that\b)(?:[\w’'-]+|[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Gen|Rep|Lt|Col|Sgt|St|Prof|Capt|Maj|Rev|Hon)\.) ){0,4}$"
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


_EN_KEPT_BACK: Final = re.compile(
    r"(?i:say|said|explain(?:ed)?|warn(?:ed)?|answer(?:ed)?|comment(?:ed)?|specif\w+|confirm(?:ed)?|disclosed?|reveal(?:ed)?|announced?|report(?:ed)?|respond(?:ed)?"
    r"|repl(?:y|ied)|mention(?:ed)?|elaborated?|clarif\w+|told|stated?|published|released|detail(?:ed)?|addressed|identified|informed|acknowledged|commented|estimated)$"
)
_EN_INSTEAD: Final = re.compile(
    r"\b(?:but|and|though|although|saying|adding|merely|only)\s(?:(?:he|she|it|has|had|also|later|did)\s){0,2}"
)
# «the TASS news agency quoted | the Defence Ministry as saying»
_EN_QUOTES_WHOM: Final = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)) (?:[\w’'-]+ ){0,6}$")
_EN_AS_SAYING: Final = re.compile(
    r"^[^.;:]{0,80}? as (?:having )?(?:say|tell|writ|call|warn|claim|describ|argu|sa(?:id)|stat|add|not)\w*"
)
# «his partner in "The Seagull," recalled»: an American comma inside a quoted title
_EN_COMMA_INSIDE: Final = re.compile(r"([“\"][A-Z][^“”\",]{1,40}),([”\"])")
# «Kazakhstan's | Ministry …», «the press service of Moscow's | Lefortovo Court»
_EN_WHOSE: Final = re.compile(r"\b(?:of|for|from|at|with|by) (?:the )?(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+['’]s? $")
# «the | UN agency said»; «Ex-policeman sold secrets, | Old Bailey told», «| court hears»: whoever is told
_EN_OF_UN: Final = re.compile(r"^ (?:body|agency|programme|program|fund|mission|rapporteur|peacekeepers)\b")
_EN_HEARD: Final = re.compile(r"^,? (?:is |was |were |has been |have been )?(?:told|hears?|heard)\W*$")
_EN_WHOLES: Final = frozenset({"ООН", "Европейский союз"})
# «The | ministry sees no point in the duty, minister Olga Lutsenko said»: what others say that it thinks
_EN_SEES: Final = re.compile(
    r"^ (?:also |now |still |no longer |does not |doesn't )*(?:sees?|expects?|hopes?|wants?|plans?|fears?|doubts?|believes?|considers?|intends?|expected|hoped|wanted|feared|believed) "
)
_EN_WHO_SAYS_SO: Final = re.compile(
    r", (?:its|his|her|their|the|an?|deputy|first|acting|(?:[a-z-]+ ){0,3}?(?:minister|president|director|chairman|chairwoman|chief|head|governor|spokes\w+|secretary|official|analyst|economist|executive|manager|ceo|CEO))"
    r" [^.;:“”\"]{0,110}?\b(?:said|told|says|announced|noted|stated|wrote|reported|added|confirmed|explained|stressed)\b(?![^.]{0,80}\bthat\b)"
)
_EN_SECOND: Final = re.compile(
    r"(?<=[\w”\"’]),? (?:and|but|then) (?:(?:also|then|later|has|had|even|again|instead|\w+ly) )*"
)
_EN_SECOND_REACH: Final = 170
# «Official figures from the | Energy Information Administration are due at 1530 GMT»
_EN_AWAITED: Final = re.compile(
    r"^ (?:is|are|was|were|will be|was to be) (?:due|expected|scheduled|awaited|to be|set to|not yet|still being)\b"
)
# «Usmonov conveyed greetings from President | Karimov to the leader and expressed gratitude»
_EN_TO_WHOM: Final = re.compile(
    r"\b(?:from|with|by|against|than|alongside|between|to|told|met|thanked|replaced|succeeded|beat|praised|joined|hosted|received) (?:(?:the|his|her|their|its|then|former|late|fellow) )?(?:[\w-]+ ){0,3}?"
    r"(?i:president|minister|secretary|governor|senator|mayor|ambassador|chancellor|king|queen|prince|chief|coach|captain|director|colleague|counterpart|judge|chairman|chairwoman|commissioner|general|pope|bishop|professor|dr|mr|mrs|ms|ceo) $"
    r"|\b(?:from|with|against|than|alongside|thanked|met|beat|praised) $"
)
# «| Corrie Moreau of Cornell puts the origin …»
_EN_OF_BODY: Final = re.compile(
    r"^ (?:of|at|from|with) (?:the )?[A-Z][\w’'&.-]*(?: (?:(?:of|and|for|the) )*[A-Z][\w’'&.-]*){0,6}(?=,? [a-z])"
)
# «Asked by | Simon Kelleher whether she could have been saved, she replied: "…"»
_EN_PRONOUN_SAYS: Final = re.compile(
    r"^[^:“\"]{2,200}\b(?:he|she|they|it) (?:\w+ ){1,4}?\w*: ?[“\"]|^[^:“\"]{2,200}\b(?:he|she|they|it) \w+: ?[“\"]"
)
_EN_DATED: Final = re.compile(r"\)\s?(?:--|[—–-])|/\.?\s")
# «The EU welcomed the plan, and so did | the State Department»
_EN_SO_DID: Final = re.compile(
    r"\b(?:and so|as|so|nor|and neither) (?:did|does|has|have|do|will) (?:the )?(?:[a-z-]+ ){0,3}$"
)
_EN_APPOSED_SUBJECT: Final = re.compile(
    r", [^,“”\"]{2,70}, (?:also |has |had )?(?:described|praised|accused|blamed|thanked|criticised|criticized|condemned|urged|told|asked|warned|assured|reminded|informed|hailed|welcomed|congratulated|called|named|credited"
    r"|quoted|supported|defended|denounced|mocked|rebuked|addressed|briefed|compared|likened|dismissed|begged|invited) (?:[\w-]+ ){0,4}$"
)
_EN_DASHED: Final = re.compile(r"^ [–—] [^–—.!?:“”\"]{2,90} [–—](?= )")  # «Anna Berg | – mayor since 2019 – said»
# «Anna Berg | 's verdict? "A farce."»
_EN_HIS_ANSWER: Final = re.compile(
    r"^['’]s (?:\w+ ){0,2}?(?:verdict|answer|reply|response|advice|message|conclusion|explanation|motto|take|reaction|point|reasoning|warning|prediction|comment)(?:\?|:| is\b| was(?: that| simple| short| blunt|:| [“\"]))"
)
_EN_WHOSE_HEAD: Final = re.compile(r", whose (?:[\w-]+ ){0,3}[\w-]+, $")
_EN_WHOSE_ASIDE: Final = re.compile(r"^, whose (?:[\w-]+ ){0,3}[\w-]+, [^,.]{3,50}, [^,.]{3,90},")
_EN_OUTLET_KINDS: Final = frozenset(
    {
        "newspaper",
        "paper",
        "daily",
        "tabloid",
        "weekly",
        "magazine",
        "journal",
        "outlet",
        "news outlet",
        "broadcaster",
        "channel",
        "website",
        "news website",
    }
    | {"news site", "site", "portal", "station", "network", "publication", "news agency"}
)
_EN_ANY_KINDS: Final = frozenset(
    {
        "agency",
        "company",
        "group",
        "firm",
        "body",
        "organisation",
        "organization",
        "charity",
        "operator",
        "watchdog",
        "maker",
        "producer",
        "giant",
        "developer",
    }
    | {
        "supplier",
        "manufacturer",
        "carrier",
        "airline",
        "carmaker",
        "automaker",
        "retailer",
        "grocer",
        "lender",
        "insurer",
        "miner",
        "utility",
        "drugmaker",
    }
    | {
        "chipmaker",
        "planemaker",
        "brewer",
        "conglomerate",
        "startup",
        "start-up",
        "platform",
        "app",
        "chain",
        "supermarket",
        "state company",
        "rights group",
    }
    | {
        "monitor",
        "monitoring group",
        "think tank",
        "pollster",
        "consultancy",
        "brokerage",
        "steelmaker",
        "oil major",
        "oil company",
        "energy company",
        "publisher",
    }
    | {
        "alliance",
        "bloc",
        "campaign group",
        "governing body",
        "regulator",
        "institution",
        "corporation",
        "exchange",
        "power company",
        "gas company",
        "studio",
    }
)
_EN_OUTLET_NAME: Final = re.compile(
    r"\b(?:Times|Post|Journal|Gazette|Herald|Tribune|Guardian|Telegraph|Mail|Sun|Mirror|Star|News|Daily|Weekly|Today|Chronicle|Observer|Independent|Standard|Express|Monitor|Courier|Globe"
    r"|Echo|Inquirer|Examiner|Nation|Press|TV|Radio|BBC|CNN|NBC|ABC|CBS|NPR|PBS|NHK|ZDF|ARD|RTL|RAI|TVN|Reuters|Bloomberg|AFP|AP|TASS|Interfax|RIA|Xinhua|Anadolu|Kommersant|Vedomosti|Izvestia|Spiegel|Zeitung|Monde"
    r"|Figaro|País|Pais|Repubblica|Corriere|Politico|Axios|Variety|Nature|Science|Economist|Lancet|Forbes|Fortune|Newsweek|Pravda|Gazeta|Shimbun|Nikkei|Kyodo|Yonhap|Haaretz|Hürriyet|Hurriyet|Milliyet|Sözcü|Cumhuriyet"
    r"|Sabah|Jazeera|Arabiya|Trend|APA|Report|Meduza|Bild|Welt|Stampa|Insider|Tages|Svenska|Dagens|Politiken|Marca|Equipe|Équipe|Media|Clarín|Infobae|Handelsblatt|Kathimerini|Euractiv|Verge|Athletic|Information)\b"
)
# Words that show what a body is, so that «the agency» is none of these
_EN_SHOWN_KIND: Final = re.compile(
    r"(?i)\b(?:ministry|committee|service|bank|university|court|council|fund|office|cent(?:re|er)|institute|association|federation|union|academy|commission|chamber|parliament|theat(?:re|er)|museum|hospital|department"
    r"|directorate|police|army|embassy|party|league|school|college|prosecutors?|kremlin|congress|senate|government|white house|pentagon|eu|un|nato|church|patriarchate|assembly|board|bureau|treasury|duma)\b"
)
# Behind these a name is no head of a sentence: «After | X left», «Judge X jailed | Y»
_EN_NO_HEAD: Final = re.compile(
    r"\b(?:whose|who|which|where|After|Before|When|While|If|As|Since|According|In|On|At|For|With|By|Under|To|From|of|that|to|by|with|for|and|from|against|about|on|than|like|[a-z]+ed|[a-z]+ing|is|was|were|are|has|had|said|told|met)\s"
)
_EN_HEAD: Final = 8  # words before a name at the head of a sentence
_EN_CLOSING: Final = re.compile(r"[”\"]")
_EN_WORDS_QUOTED: Final = 4
_EN_HIS_NAME: Final = re.compile(r"(?:ov|ev|yev|sky|skiy|skyi|zhenov)$")
_EN_HER_NAME: Final = re.compile(r"(?:ova|eva|yeva|skaya|ska|zkaya)$")


def speaks_en(before: str, after: str, entity: Entity, speech: Speech) -> bool:
    person = entity.kind == "PER"
    if _EN_UNDER.search(before) or _EN_NEITHER.search(before):
        return False
    before, after = _EN_DATELINE.sub("", before), _EN_DOTS.sub(r"\1", after.replace("U.S.", "US"))
    before = re.sub(r"(?<=[,\w]) Per $", " ", before)  # «Its chief executive, Per | Lindahl-Roos»
    after = _EN_DASHED.sub("", after)
    after = _EN_COMMA_INSIDE.sub(r"\1\2,", after)
    if not person:
        before = _EN_WHOSE.sub(lambda whose: whose.group().split(" ")[0] + " ", before)
    if _EN_HEARD.match(after) or (_EN_SEES.match(after) and _EN_WHO_SAYS_SO.search(after)):
        return False
    if not person and (_EN_CHANNEL.match(after) or (entity.name in _EN_WHOLES and _EN_OF_UN.match(after))):
        return False
    after = _EN_LETTERS.sub("", _EN_AGE.sub("", _EN_PART_OF.sub(" ", after)))
    after = _EN_OF_BODY.sub("", after) if person else _EN_SITS_IN.sub("", _EN_KIND.sub("", after))
    if not _EN_AWAITED.match(after) and _by_words_en(before, speech, person=person):
        return True
    if _EN_SO_DID.search(before) and speech.verb.search(before):
        return True
    if person and _EN_HIS_ANSWER.match(after):
        return True
    if _EN_HIS_CLAIM.match(after) or (_EN_QUOTES_WHOM.search(before) and _EN_AS_SAYING.match(after)):
        return True
    if _EN_HIS_VIEW.match(after) and _EN_VIEW_IN.search(before):
        return True
    if _EN_SURVEY.search(before) and not _EN_AWAITED.match(after) and _EN_SHOWS.match(after):
        return True
    return _person_speaks(before, after, speech) if person else _body_speaks(before, after, speech)


def sees_en(after: str) -> bool:
    """Whether a headline tells what a body expects, and the text may say who says so: «Kremlin sees no grounds …»."""
    return _EN_SEES.match(after) is not None


def _by_words_en(before: str, speech: Speech, *, person: bool) -> bool:
    """Whether a formula such as «according to» governs the name, and no verb between: «A poll by Ipsos puts | …»."""
    if not ends_with(speech.by_words, before, _EN_OTHER, most=OFFICE, body=not person):
        return False
    last = max(match.end() for match in speech.by_words.finditer(before))
    verb = speech.verb.search(before, last)
    return verb is None or verb.group().lower() in _EN_NOUNS - {"puts"}


def is_subject_en(text: str, surface: Surface) -> bool:
    """Whether a named person may be the subject of the clause, and nobody's object: «thanked | Pike», «by MP | Hayk …»."""
    return _EN_OBJECT.search(text, max(surface.start - 60, 0), surface.start) is None


def opens_sentence_en(before: str) -> bool:
    """Whether a name stands at the head of its sentence, an office at most before it: «Villa manager | Ed Thornbury»."""
    return len(before.split()) < _EN_HEAD and _EN_NO_HEAD.search(before) is None


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
    closing = _EN_CLOSING.search(line, at - begin)
    quoted = line[opening : closing.start() if closing else len(line)]
    return closing is not None and len(quoted.split()) > _EN_WORDS_QUOTED


def stands_for(text: str, surface: Surface, head: str, *, heard: bool) -> bool:
    """Whether «the agency» or «the newspaper» may be a body whose name does not show its kind: Frontex, «Le Monde»."""
    if not heard and not opens_en(text, surface) and surface.field == "text":
        return False
    media = _EN_OUTLET_NAME.search(surface.text) is not None
    if head in _EN_OUTLET_KINDS:
        return media or (heard and _EN_SHOWN_KIND.search(surface.text) is None)
    return head in _EN_ANY_KINDS and not media and _EN_SHOWN_KIND.search(surface.text) is None


def is_known(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether a name shows the gender of «he» or «she»."""
    given, surname = without_accents(name.split(" ")[0]), without_accents(name.split(" ")[-1])
    if re.search(r"(?i)\b(?:she|her)\b", pronoun):
        return given in speech.women or given.endswith("a") or _EN_HER_NAME.search(surname) is not None
    return given in speech.men or given[-1:] not in "aeiy" or _EN_HIS_NAME.search(surname) is not None


def is_unlikely(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether a name that no list knows looks like one of the other gender: «Mykola» of a woman, «Otto» of a man not."""
    given = without_accents(name.split(" ")[0])
    if re.search(r"(?i)\b(?:she|her)\b", pronoun):
        return given not in speech.women and given[-1:] not in "aeiyh"
    return given not in speech.men and given.endswith("a")


def in_dateline(text: str, surface: Surface) -> bool:
    """Whether an agency only opens a report: «LOS ANGELES (| AP) — Netflix …»."""
    return _EN_DATED.match(text, surface.stop) is not None and text[surface.start - 1 : surface.start] in ("(", "/")


def may_be(pronoun: str, name: str, speech: Speech) -> bool:
    """Whether «he» or «she» may be a person, as far as the names show: «she» is no Ivan, and no Petrov."""
    pronoun = pronoun.lower().strip('"”,.!?… ')
    words = name.split(" ")
    she, he = re.search(r"\b(?:she|her)\b", pronoun), re.search(r"\b(?:he|his|him)\b", pronoun)
    given, surname = without_accents(words[0]), without_accents(words[-1]) if len(words) > 1 else ""
    if she:
        return given not in speech.men and not (given not in speech.women and _EN_HIS_NAME.search(surname))
    if he:
        return given not in speech.women and not _EN_HER_NAME.search(surname)
    return True


def opens_en(text: str, surface: Surface) -> bool:
    """Whether a named body opens its sentence, so that «it» of the next sentence may be that body."""
    return _EN_STARTS.search(text, max(surface.start - 40, 0), surface.start) is not None


def _person_speaks(before: str, after: str, speech: Speech) -> bool:
    if STATES.match(after) or (_EN_FOR.search(before) and _EN_FOR_WHOM.match(after)):
        return True
    if after.strip() == ":":
        return True  # and the words follow on the next line
    if not after.strip(" .") and (_EN_SIGNED.search(before) or _EN_OFFICE_SIGNED.search(before)):
        return True
    asked = _EN_PRONOUN_SAYS.match(after) is not None or _EN_TO_WHOM.search(before) is not None
    if not asked and not _EN_ABOUT.search(before) and (QUOTED.match(after) or says_that(_EN_THAT, after, speech)):
        return True
    return _by_a_verb(before, after, speech, person=True) or bool(_EN_BEHIND_QUOTE.search(before))


def _body_speaks(before: str, after: str, speech: Speech) -> bool:
    if _EN_PAPER.match(after) or re.match(r"^(?:['’]s)? (?:data|figures|statistics|estimates|survey|poll)\b", after):
        return True
    voice = _EN_VOICE.match(after)
    named = _EN_THE_VOICE.match(after) is not None and re.search(r"[”\"],? the $", before) is not None
    if named:
        return False
    if voice and (_EN_THEY_SAY.match(after, voice.end() - 1) if _EN_MANY.match(after) else None):
        return True
    if voice and follows(speech, _EN_SITS_IN.sub("", " " + after[voice.end() :]), through_names=False):
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
    if not person:
        after = _EN_WHOSE_ASIDE.sub("", after)
    closed = _EN_CLOSED.match(after) if _EN_CLOSED_BEFORE.search(before) else None
    if closed and speech.verb.match(after, closed.end()):
        return True  # «A senior dispatcher, | Fuad Karimzade, told reporters»
    if person and after.startswith(",") and _EN_WHOSE_HEAD.search(before):
        return False  # «The committee, whose chairman, | Jan Novak, had met him, demanded his release»
    verb = speech.verb.match(after, 1)
    if verb and (_EN_QUOTE_ENDS.search(before) or not after[verb.end() :].strip(" .,:")):
        return True  # «"I had no legs," | Jan Novak shrugged»
    relative = _EN_RELATIVE.match(after)
    if relative and (relative.group(1) == "who") == person and speech.verb.match(after, relative.end()):
        return True
    if person and _also_says(before, after, speech):
        return True
    if _EN_OPENS.match(before) and not _EN_ABOUT.search(before) and _EN_PARTICIPLE.match(after):
        return True
    if not person and re.match(r"^,\s\w", after) and speech.verb.match(after, 2):
        return False  # «Selin Akbulut, an economist with | TEPAV, said»
    other = (
        (person and _EN_TO_WHOM.search(before) is not None)
        or _is_silent(after, speech)
        or _suffers(after, speech)
        or _another_says(after, speech)
        or _is_noun(after, speech)
    )
    if not other and follows(speech, after, through_names=person):
        return True
    if re.match(r"^ as\b", after) or _EN_APPOSED_SUBJECT.search(before):
        return False  # «His commander, Major Firuz Saidov, described | Nazarov as quiet»
    turned = _EN_TURNED.search(before)
    whose = turned is not None and not person and re.search(r" (?:of|at|with|from|for) ", turned.group())
    if turned and not whose and speech.verb.fullmatch(turned.group(1)):
        return True
    return ends_with(
        speech.verb,
        before,
        frozenset({"that", "to", "with", "by", "of", "about", "on", "in", "at", "from", "for", "who", "whose"}),
    ) and bool(re.search(r"[”\"’»],?\s*\w+", before))


def _also_says(before: str, after: str, speech: Speech) -> bool:
    """Whether a second verb of a clause that a person heads is one of speech: «| Karin Dahl cut her rating to "sell" and said»."""
    if not opens_sentence_en(before):
        return False
    for second in _EN_SECOND.finditer(after, 0, _EN_SECOND_REACH):
        verb = speech.verb.match(after, second.end())
        plain = (
            verb is not None
            and verb.group().lower() not in _EN_NOUNS
            and verb.group().lower() not in speech.with_content
        )
        if plain and not _EN_NEW_SUBJECT.match(after) and not re.search(r"[.!?;:]\s", after[: second.start()]):
            return True
    return False


def _is_silent(after: str, speech: Speech) -> bool:
    """Whether somebody says nothing: «| Jens Vogt did not say whether he would run», and not «… but promised»."""
    verb = speech.verb.search(after)
    if verb is None or not _EN_KEPT_BACK.match(verb.group()) or not _EN_NOT.search(after, 0, verb.start()):
        return False
    instead = _EN_INSTEAD.search(after, verb.end())
    return instead is None or speech.verb.match(after, instead.end()) is None


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
