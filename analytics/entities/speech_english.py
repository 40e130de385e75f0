"""Whether an English sentence lets a named person or body speak: «In | Kemal Aydin's view», «"…," said | Anna Berg»."""

import re
from collections.abc import Iterable
from typing import Final

from analytics.entities.merging import Entity
from analytics.entities.speech_clauses import OFFICE, QUOTED, STATES, ends_with, follows, says_that
from analytics.entities.speech_english_bodies import HE_TELLS, SOURCE_AT, body_speaks, without_kind
from analytics.entities.speech_english_turns import cites_others, has_a_view
from analytics.entities.speech_english_verbs import ABOUT, PART, TO_WHOM, by_a_verb
from analytics.entities.speech_words import Speech

_THAT: Final = re.compile(r"^\s(?:also\s|then\s|later\s)?(\w+(?:ed|s))(?:\s[\w-]+){0,6}?\sthat\b")
# «"…," smiled head coach | Namiq Shamilov»
_BEHIND_QUOTE: Final = re.compile(
    r"(?:[,.!?…][”\"»’]|[”\"],)\s+\w+(?:ed|s|d|t)\s(?:(?:the|a|an|his|her|its)\s)?(?:[a-z][\w’'-]*\s|[A-Z][\w’'.-]+\s){0,6}$"
)
_OTHER: Final = frozenset({"that", "to", "with", "by", "meeting", "session", "hearing", "conference"})
# «a survey of the | Tourism Agency shows»
_SURVEY: Final = re.compile(
    r"\b(?:survey|poll|study|review|report|bulletin|letter|estimate|statement|data|figures)s?\s(?:of|by|from|commissioned by)\s(?:the\s)?$"
)
# «the State Tax Service | under the Ministry of Economy has said»: the part speaks, not the whole
_PART_OF: Final = re.compile(r"^\sunder (?:the )?(?:[A-Z][\w-]*(?: (?:of|and|the|for))*\s?){1,7}(?<=\s)(?=[a-z])")
# «, 19, | a fisherman in Galena, said»
_AGE: Final = re.compile(r"^, (?:aged )?\d{1,3}(?=,)(?:,(?=\s[a-z-]+(?:ed|s|d|t)\s))?")
# «ADDIS ABABA — The | African Union has suspended …»
_DATELINE: Final = re.compile(r"^[A-Z][A-Z .,]{2,30}(?:, [A-Z][\w.]+ \d{1,2})?(?: \([\w-]+\))? ?(?:--|[—–-]|\.) ")
# «| Simon Aldous KC, prosecuting, said»
_LETTERS: Final = re.compile(
    r"^,? \(?[DRI]-[A-Z][A-Za-z.]{0,6}(?: [A-Z][a-z.]{1,5})?\)?,?(?= )"  # «Ruth Calloway, | D-Ore., told»
    r"|^,? (?:KC|QC|MP|MEP|MSP|MBE|OBE|CBE|PhD|MD|Jr\.?|Sr\.?|II|III)\b"
)
# «For England captain | Ben Hathersage, it was the reverse sweeps that hurt most»
_FOR: Final = re.compile(r"(?:^\W*(?:For|To)|[;:] (?:for|to)) (?:[\w'’-]+ ){0,4}$")
_FOR_WHOM: Final = re.compile(
    r"^(?:, (?:who|an?|the)\b[^,.]{2,60})?, (?:it|the \w+|this|that|there) (?:is|was|were|are|could|would|has|will|means|came)\b"
)
# «The | ministry on Tuesday dismissed it»
_WHEN: Final = re.compile(
    r"^(?: (?:has|had|have))? (?:(?:late |early |earlier )?(?:on |this )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?|earlier this (?:week|month|year)|last (?:week|month|year)|this week)(?= [a-z])"
)
# «"I missed my exam" — passenger | Alina Kostrova»
_SIGNED: Final = re.compile(r"[”\"’] [—–-] (?:[\w-]+ ){0,4}$")
_NEITHER: Final = re.compile(r"\b(?:[Nn]either|nor) (?!was|is|did|does|were|has|had|are|do)(?:the )?(?:[\w-]+ ){0,4}$")
_UNDER: Final = re.compile(r"\bunder (?:the )?$")
_SHOWS: Final = re.compile(
    r"^(?:\s[a-z]+)?\s(?:shows?|showed|says?|said|found|finds|puts?|suggests?|suggested|reads?)\b"
)
# «Shelling was reported — Governor | Ivan Kotov»
_OFFICE_SIGNED: Final = re.compile(
    r"\w+ \w+,? [—–-] (?:[\w-]+ ){0,3}(?i:minister|president|governor|official|spokes\w+|ambassador|mayor|expert|analyst|head|chief|mp|fm|pm|premier|envoy"
    r"|director|ceo|economist|lawmaker|secretary|commissioner|chairman|chairwoman|adviser|advisor|diplomat|lawyer|coach|scientist|political scientist) $"
)
_DOTS: Final = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|St|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|No|Inc|Co|Corp|Ltd)\."
)
# «the Baza | Telegram channel reported»
_CHANNEL: Final = re.compile(r"^ (?:channels?|page|account|posts?|chat|messenger|feed)\b")
# «In | Kemal Aydin's view»
_HIS_VIEW: Final = re.compile(
    r"^['’]s? (?:own )?(?:view|opinion|words|estimates?|estimation|account|assessment|judge?ment|reckoning|telling|mind|calculations?|count|version|figures|data|reading)\b"
)
_VIEW_IN: Final = re.compile(r"\b(?:[Ii]n|[Bb]y|[Tt]o|[Aa]ccording to|[Pp]er|[Oo]n) (?:the )?(?:[\w-]+ ){0,3}$")
# «the | Foreign Ministry's claim that», «| Sergei Lavrov's remarks about»
_HIS_CLAIM: Final = re.compile(
    r"^['’]s?\s(?:[\w-]+\s){0,2}?(?:claims?|remarks?|statements?|warnings?|comments?|assertions?|allegations?|accusations?|insistence|pledge|vow|promise|suggestions?|predictions?|assurances?|announcement|admission"
    r"|belief|arguments?|complaints?|contention|appeal|proposal|words|denials?|description|tweet|post|assessment)\s(?:that|about)\b"
)
# «the TASS news agency quoted | the Defence Ministry as saying»
_QUOTES_WHOM: Final = re.compile(r"\b(?:quot(?:ed|es|ing)|cit(?:ed|es|ing)) [^.;:“”\"]{0,90}$")
_AS_SAYING: Final = re.compile(
    r"^[^.;:]{0,80}? as (?:having )?(?:say|tell|writ|call|warn|claim|describ|argu|sa(?:id)|stat|add|not)\w*"
)
# «his partner in "The Seagull," recalled»: an American comma inside a quoted title
_COMMA_INSIDE: Final = re.compile(r"([“\"][A-Z][^“”\",]{1,40}),([”\"])")
# «Kazakhstan's | Ministry …», «the press service of Moscow's | Lefortovo Court»
# «the University of Tehran's | Geophysics Institute»
_PART_WHOSE: Final = re.compile(r"(?:[A-Z][\w-]+ )+of (?:the )?(?:[A-Z][\w-]+ )*[A-Z][\w-]+['’]s $")
_WHOSE: Final = re.compile(r"\b(?:of|for|from|at|with|by) (?:the )?(?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+['’]s? $")
# «the | UN agency said»
_OF_UN: Final = re.compile(r"^ (?:body|agency|programme|program|fund|mission|rapporteur|peacekeepers)\b")
_WHOLES: Final = frozenset({"ООН", "Европейский союз"})
# «Ex-policeman sold secrets, | Old Bailey told», «| court hears»: whoever is told
_HEARD: Final = re.compile(r"^,? (?:is |was |were |has been |have been )?(?:told|hears?|heard)\W*$")
# «The | ministry sees no point in the duty, minister Olga Lutsenko said»: what others say that it thinks
_SEES: Final = re.compile(
    r"^ (?:also |now |still |no longer |does not |doesn't )*(?:sees?|expects?|hopes?|wants?|plans?|fears?|doubts?|believes?|considers?|intends?|expected|hoped|wanted|feared|believed) "
)
_WHO_SAYS_SO: Final = re.compile(
    r", (?:its|his|her|their|the|an?|deputy|first|acting|(?:[a-z-]+ ){0,3}?(?:minister|president|director|chairman|chairwoman|chief|head|governor|spokes\w+|secretary|official|analyst|economist|executive|manager|ceo|CEO))"
    r" [^.;:“”\"]{0,110}?\b(?:said|told|says|announced|noted|stated|wrote|reported|added|confirmed|explained|stressed)\b(?![^.]{0,80}\bthat\b)"
)
# «Official figures from the | Energy Information Administration are due at 1530 GMT»
_AWAITED: Final = re.compile(
    r"^ (?:is|are|was|were|will be|was to be) (?:due|expected|scheduled|awaited|to be|set to|not yet|still being)\b"
)
# «Aydin Berg|, whom he taught from the age of six, | remembered»
_WHOM: Final = re.compile(r"^, whom [^,.;:]{3,70},(?= (?:also |has |had |later )?[a-z]+(?:ed|s)\b)")
# «Ali Qasir|, the army claimed, | had built stores»
_ASIDE_SAYS: Final = re.compile(
    r"^, ((?:the|an?|his|her|their|its|police|officials|prosecutors|witnesses|relatives) [\w -]{2,40}),"
)
# «| Corrie Moreau of Cornell puts the origin …»
_OF_BODY: Final = re.compile(
    r"^ of the (?:ruling|opposition) (?:party|bloc|coalition)(?=,? [a-z])|^ (?:of|at|from|with|in) (?:the )?(?:(?:village|town|city|region|district|settlement|port) of )?[A-Z][\w’'&.-]*(?: (?:(?:of|and|for|the) )*[A-Z][\w’'&.-]*){0,6}(?=,? [a-z]|,?$|\.$)"
)
# «Asked by | Simon Kelleher whether she could have been saved, she replied: "…"»
_PRONOUN_SAYS: Final = re.compile(
    r"^[^:“\"]{2,200}\b(?:he|she|they|it) (?:\w+ ){1,4}?\w*: ?[“\"]|^[^:“\"]{2,200}\b(?:he|she|they|it) \w+: ?[“\"]"
)
# «The EU welcomed the plan, and so did | the State Department»
_SO_DID: Final = re.compile(
    r"\b(?:and so|as|so|nor|and neither) (?:did|does|has|have|do|will) (?:the )?(?:[a-z-]+ ){0,3}$"
)
_DASHED: Final = re.compile(r"^ [–—] [^–—.!?:“”\"]{2,90} [–—](?= )")  # «Anna Berg | – mayor since 2019 – said»
# «Anna Berg | 's verdict? "A farce."»
_HIS_ANSWER: Final = re.compile(
    r"^['’]s (?:\w+ ){0,2}?(?:verdict|answer|reply|response|advice|message|conclusion|explanation|motto|take|reaction|point|reasoning|warning|prediction|comment|line|position|stance|diagnosis|recipe)(?:\?|:| is\b(?! (?:expected|due|awaited|still))| was(?: that| simple| short| blunt|:| [“\"]))"
)
_NOUN_OF_PERSON: Final = re.compile(
    r"(?i:minister|president|head|chief|director|governor|ambassador|mayor|chair\w*|secretary|spokes\w+|\w+ist|analyst|lawyer|deputy|official|leader|expert|professor|envoy|dean|rector|manager|officer|coach|editor|author|founder|general|commissioner|speaker|adviser|aide|wife|husband|daughter|son|mother|father|brother|sister|neighbou?r)(?:['’]s)?(?: (?:general|of|for|at|in)\b.*)?$"
)
_ONE_OF_THEM: Final = re.compile(
    r"^ (?:[\w-]+ )?(?:officer|soldier|commander|doctor|resident|member|employee|worker|fighter|engineer|driver|pilot)\b"
)
# «according to | Kaspersky analyst Irina Berg»: the analyst
_HOLDER_NEXT: Final = re.compile(
    r"^(?:['’]s?)? (?:[\w-]+ ){0,3}?(?i:analyst|economist|expert|broker|trader|researcher|strategist|scientist|engineer|manager|director|chief|head|president|chair\w*|executive|specialist|spokes\w+|representative|coordinator|adviser|advisor|official|forecaster|meteorologist|seismologist"
    r"|doctor|lawyer|fellow|professor|historian|official|founder|editor|envoy|secretary|minister|commissioner|member|officer|ambassador)(?: (?:for|of|in|on|at) [^,.;]{2,40})?,? [A-Z]"
)
# «Moody's|, in turn, last month raised …», «| Axpo, quoted by the agency, says»
_MEANWHILE: Final = re.compile(
    r"^, (?:in turn|for (?:its|his|her|their) part|(?:in|by) contrast|on the other hand|meanwhile|however|too|(?:quoted|cited|interviewed|asked|contacted|reached) by [^,.]{2,50}),(?: last (?:week|month|year))?"
)
# «Interior Minister | Beatriz Sandoval, that it had slipped»
_THAT_TOO: Final = re.compile(r"^, that (?:it|he|she|they|the|there|this|[a-z]+) ")
# «| ArcelorMittal said it did not comment on speculation»
_NO_COMMENT: Final = re.compile(
    r"^ (?:\w+ ){0,3}?(?:said|says|told [\w ]{2,40}|replied)(?: at the time)? (?:that )?(?:it|they|he|she|the [a-z]+) (?:does|do|did|would|will|could) not (?:comment|discuss)\b(?![^.]*\b(?:but|and)\b)"
)
# «The World Bank|, he went on, had spoken of 11 million»
_GOES_ON: Final = re.compile(r"^, (?:he|she|they|it) (?:[a-z]+ ){0,2}[a-z]+,")
# «announced by her record label, | Lyra Nova»
_LABEL: Final = re.compile(r"(\b(?:its|her|his|their|the|an?) (?:[\w-]+ ){0,3}[a-z-]+), $")
# «That is | the State Customs Committee's count», «if | the Monetary Authority is to be believed»
_SO_IS: Final = re.compile(
    r"\b(?:[Tt]hat|[Tt]his|[Ss]uch|[Ss]o) (?:is|was|are|were|at least is|runs?|ran|went|goes) (?:at least )?(?:the )?$"
)
_BELIEVED: Final = re.compile(r"^ (?:is|are|was|were) (?:to be believed|right|correct)\b")
_AT_THEM: Final = re.compile(r"\b(?:At|In) (?:the )?$")
_THEY: Final = re.compile(
    r"^,? they (?:also |now |still |even |\w+ly )?(?:speak|talk|say|said|spoke|believe|think|expect|warn|see|call|hope|fear|reckon|describe|promise|insist|admit|deny|point|explain|complain|put|assume|estimate|forecast|note|recall)\b"
)
_ANOTHER_VERB: Final = re.compile(r", (?:has |had |also |later )?[a-z]+(?:ed|s|put|told) (?!by\b)")
# «the | National Bank's estimate is more cautious»
_ITS_FIGURE: Final = re.compile(
    r"^['’]s? (?:[\w-]+ ){0,2}?(?:estimates?|forecasts?|projections?|figures?|count|tally|outlook|view|position|assessment|data) (?:is|are|was|were|stands?|stood|comes?|came|differs?|puts?)\b(?! (?:expected|due|awaited|not yet|scheduled|to be))"
)
# «Speaker | Shalva Papava's office told»
_HIS_OFFICE: Final = re.compile(
    r"^['’]s? (?:press |media )?(?:office|spokes\w+|service|secretary|administration|team)(?= )"
)
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3})")  # «who farms 4,000 hectares»: no comma of a clause
_PER: Final = re.compile(r"(?<=[,\w]) Per $")  # «Its chief executive, Per | Lindahl-Roos»


def speaks_en(before: str, after: str, entity: Entity, speech: Speech) -> bool:
    """Whether the words around one mention of a person or a body let it speak."""
    person = entity.kind == "PER"
    if not person and entity.name.endswith("'s"):
        after = after.removeprefix("'s").removeprefix("’s")  # «Moody|'s sees»: it is its name
    if _UNDER.search(before) or _NEITHER.search(before):
        return False
    before, after = _plain(before, after, person=person)
    if after.startswith(", whom "):
        whom = _WHOM.match(after)
        if whom is None:
            return False  # «Ali Fakih, whom it identified as a commander»
        after = after[whom.end() :]
    if person and _others_say(after, speech):
        return False
    if _NO_COMMENT.match(after):
        return False
    if _HEARD.match(after) or (sees_en(after) and _WHO_SAYS_SO.search(after)):
        return False
    if not person and (_CHANNEL.match(after) or (entity.name in _WHOLES and _OF_UN.match(after))):
        return False
    after = _without(_AGE, _PART_OF.sub(" ", after))
    after = _without(_OF_BODY, _without(_LETTERS, after)) if person else without_kind(after)
    after = _without(_WHEN, after)
    if _is_cited(before, after, speech, person=person) or cites_others(after):
        return True
    if not (PART.search(before) and not person) and has_a_view(before, after, speech, person=person):
        return True
    return _person_speaks(before, after, speech) if person else body_speaks(before, after, speech)


def is_holder_s_en(fields: Iterable[str], phrase: str) -> bool:
    """Whether a formula cites somebody of the body at its end: «according to Kaspersky | analyst Irina Berg»."""
    return any(phrase in text and _HOLDER_NEXT.match(text.partition(phrase)[2]) is not None for text in fields)


def _without(opening: re.Pattern[str], text: str) -> str:
    """A text without what it opens with."""
    found = opening.match(text)
    return text if found is None else text[found.end() :]


def _others_say(after: str, speech: Speech) -> bool:
    """Whether an aside tells who says it of somebody: «| Ali Qasir, the army claimed, had built stores»."""
    aside = _ASIDE_SAYS.match(after)
    verb = speech.verb.search(aside.group(1)) if aside else None
    return verb is not None and aside is not None and not aside.group(1)[verb.end() :].strip()


def sees_en(after: str) -> bool:
    """Whether a headline tells what a body expects, and the text may say who says so: «Kremlin sees no grounds …»."""
    return _SEES.match(after) is not None


def _plain(before: str, after: str, *, person: bool) -> tuple[str, str]:
    """The words around a name without datelines, abbreviations and asides: «| – mayor since 2019 – said» -> «said»."""
    before = _DOTS.sub(r"\1", _DATELINE.sub("", before)).replace(" Said ", " Saad ")
    after = _DOTS.sub(r"\1", after.replace("U.S.", "US")).replace(" Said ", " Saad ")  # a name, and no verb
    before, after = _PER.sub(" ", before), _THOUSANDS.sub("", after)
    after = _COMMA_INSIDE.sub(r"\1\2,", _without(_DASHED, _without(_GOES_ON, _MEANWHILE.sub("", after, 1))))
    if not person and before.endswith(", "):
        before = _LABEL.sub(r"\1 ", before)
    if not person:
        before = _PART_WHOSE.sub("", before)
        before = _WHOSE.sub(lambda whose: whose.group().split(" ")[0] + " ", before)
    return before, after


def _is_cited(before: str, after: str, speech: Speech, *, person: bool) -> bool:
    """Whether a formula, a claim, a view or a survey is a person's or a body's: «the | Foreign Ministry's claim that»."""
    awaited = _AWAITED.match(after)
    if not person and before.endswith(("Source: ", "Sources: ")) and not after.strip(" ."):
        return True
    if not person and before == "(" and after.strip() == ")":
        return True  # «(zirva.az)» at the end of a report
    if not awaited and _by_words(before, after, speech, person=person):
        return True
    if _SO_DID.search(before) and speech.verb.search(_SO_DID.sub("", before)):
        return True
    if (
        _HIS_ANSWER.match(after)
        or _ITS_FIGURE.match(after)
        or (person and _HIS_OFFICE.match(after) and follows(speech, _HIS_OFFICE.sub("", after), through_names=False))
    ):
        return True
    if _HIS_CLAIM.match(after) or (_QUOTES_WHOM.search(before) and _AS_SAYING.match(after)):
        return True
    if _HIS_VIEW.match(after) and (_VIEW_IN.search(before) or _SO_IS.search(before)):
        return True
    if not person and after.startswith(", ") and _FOR.search(before) and _FOR_WHOM.match(after):
        return True  # «for | UNESCO, it is half an hour too long»
    if _BELIEVED.match(after) and re.search(r"\bif (?:the )?$", before):
        return True
    if not person and _THEY.match(after) and _AT_THEM.search(before):
        return True
    return bool(not awaited and _SURVEY.search(before) and _SHOWS.match(after))


def _by_words(before: str, after: str, speech: Speech, *, person: bool) -> bool:
    """Whether a formula such as «according to» governs the name, and no verb between: «A poll by Ipsos puts | …»."""
    if not ends_with(speech.by_words, before, _OTHER, most=OFFICE, body=not person):
        return False
    if not person and (_HOLDER_NEXT.match(after) or (SOURCE_AT.search(before) and HE_TELLS.match(after))):
        return False
    if not person and _ONE_OF_THEM.match(after) and re.search(r"\ban? (?:[\w-]+ )?$", before):
        return False  # «according to a | Lebanese army officer»
    last = max(match.end() for match in speech.by_words.finditer(before))
    verb = speech.verb.search(before, last)
    if _ANOTHER_VERB.search(before, last):
        return False  # «CNN, quoting two envoys, named | Umid Alizade»
    between = before[last:]
    aside, comma, _ = between.rpartition(", ")
    if comma and person and re.search(r"\b[A-Z]", aside) and not _NOUN_OF_PERSON.search(aside):
        return False  # «According to Sabah newspaper, club president | Hakan Bilgili has …»
    return verb is None or (verb.group().lower() in speech.nouns and verb.group().lower() != "puts")


def _person_speaks(before: str, after: str, speech: Speech) -> bool:
    """«| Jan Novak: "We won"», «"We won" — striker | Jan Novak», «| Jan Novak calculated that», or a verb beside the name."""
    if _THAT_TOO.match(after) and ";" in before and speech.verb.search(before):
        return True
    if STATES.match(after) or (_FOR.search(before) and _FOR_WHOM.match(after)):
        return True
    if after.strip() == ":":
        return True  # and the words follow on the next line
    if not after.strip(" .") and (_SIGNED.search(before) or _OFFICE_SIGNED.search(before)):
        return True
    asked = _PRONOUN_SAYS.match(after) is not None or TO_WHOM.search(before) is not None
    if not asked and not ABOUT.search(before) and (QUOTED.match(after) or says_that(_THAT, after, speech)):
        return True
    return by_a_verb(before, after, speech, person=True) or bool(_BEHIND_QUOTE.search(before))
