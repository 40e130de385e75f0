"""Bodies in English whom no list knows and whose names hold no head: by the words that cite them.

«the Mehr agency writes», «Roscosmos announced», «citing Corriere della Sera», «Environment Canada predicts»
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analytics.entities.alternatives import any_of
from analytics.entities.gazetteer import Gazetteer
from analytics.entities.latin_firm_words import FIRM_ENDS, PAPERS, PARTIES, SIDES
from analytics.entities.latin_words import POSSESSIVE, Lexicon, printed_words
from analytics.entities.speech_words import load_speech
from analytics.text import fold

_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞŞĞİÇƏ](?:[\w’'&+-]*\w)?"
_JOINER: Final = r"(?:of(?: the)?|for|and|without|&|\+|della|delle|de|du|di|la|le|der|des|del)"
_RUN: Final = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?: (?:{_JOINER} )?{_CAPITAL}){{0,5}}(?:(?<!GEL|AZN|USD|EUR|RUB|KZT|UZS|AMD|TRY|GBP) \d{{1,3}}(?=[.,;:”\"]|$))?"
)
_ALSO: Final = r"(?: (?:on \w+day|also|has|had|have|later|earlier|now|recently|then|itself))*"
# What a body does with news; «X said» may be anybody.
_TELLS: Final = re.compile(
    rf"^{_ALSO} (?:reports?|reported|announces|announced|writes|wrote|revealed|reveals|learned|cites|cited|quotes|quoted|found out|found that|found|forecasts?|predicts?|expects?|estimates?"
    r"|puts the|put the|(?:kept|keeps|left|held|cut|raised|trimmed|lowered|repeated) (?:its|their) (?:[\w’'\"“”.-]+ ){0,4}?(?:forecasts?|estimates?|outlook|recommendation|rating|target)|rates|lists|ranks|sees|projects|reckons|calculates|maintains|said (?:in a (?:statement|report|release|note|filing|post|tweet)|on (?:its|Telegram|X|social media))"
    r"|(?:figures|data|statistics|estimates|analysts|economists) (?:had |have )?(?:show|showed|suggest|say|said|expect|expected|estimated?|put|forecast|predict|predicted)|ties the|links the)\b"
)
_ASIDE: Final = re.compile(
    r"^, (?:in an? (?:note|statement|report|letter|post|filing|message|release)[^,.]{0,50}|which [^,.]{3,70}|for its part|in turn|(?:by|in) contrast|however|meanwhile|too),"
)
_SURE: Final = re.compile(
    rf"^,?{_ALSO} (?:reports|reported|announces|announced|writes|revealed|reveals|wrote on|wrote,|points out|adds|cites|quotes|names (?:two|three|four|several|[A-Z])|said in a (?:statement|report|release|note|filing)|puts|expects|predicts|forecasts|estimates|reckons|calculates|rates|(?:kept|keeps|left|held|cut|raised|trimmed|lowered|repeated) its (?:[\w’'\"“”.-]+ ){0, 4}?(?:forecasts?|estimates?|outlook|recommendation|rating|target))\b"
)
_SAID: Final = re.compile(rf"^,?{_ALSO} (?:said|says|warned|warns|confirmed|confirms|added|noted|explained)\b")
_CALLED: Final = re.compile(r"\b(?:[Mm]rs?|Ms|Dr|Sir|Lady|Lord|[A-Z][\w’'-]+)\.? $")
_KIND: Final = (
    r"(?:(?:news )?agency|newspaper|daily|weekly|tabloid|(?:news )?(?:channel|website|site|portal|outlet)|Telegram channel|magazine|journal|broadcaster|radio station"
    r"|television|hotline|charity|NGO|watchdog|think tank|pollster|brokerage|consultancy|company|firm|start-up|startup|retailer|grocer|carmaker|automaker|airline|carrier"
    r"|utility|lender|insurer|miner|drugmaker|chipmaker|shipbuilder|operator|union|trade union|manufacturer|brewer|conglomerate|holding|bookmaker|law firm|ratings agency|railway|supermarket chain|tech giant|giant"
    r"|(?:oil|gas|steel|copper|gold|silver|uranium|aluminium|aluminum|nickel|lithium|power|energy|grain|car|truck|tyre|chip|battery|food|wind|solar|phone|software|aircraft|defence|defense|drug|vaccine|wine|fertili[sz]er)"
    r" (?:producer|major|supplier|maker|group|firm|developer|trader|company|exporter|importer|refiner|builder)|(?:environment|environmental|green|trade|tech|arts|consumer|campaign|human rights|opposition|industry|lobby|pressure|business|aid|student"
    r"|conservation|militant|rebel|media|energy|mining|banking|luxury|fashion|hotel|travel|telecoms?|retail|watchdog|civic|election) group|telecoms? (?:operator|provider|company)|foundation|federation|exchange|(?:private |savings |state |investment )?bank|(?:hedge|investment|pension|mutual|wealth|venture|private equity|sovereign wealth|activist) fund|bloc|alliance|coalition|faction|movement|club|team|bookmaker|museum|cooperative|association|record label|label|publisher|regulator|lobby|party|network|consortium|start-up|nonprofit|hospital group|theatre company|bureau|institute|militia|rights group|monitoring group|advocacy group|service)"
)
# Their last words, without one of which a search is not begun
_KIND_LAST: Final = frozenset(re.findall(r"[a-zA-Z-]+", _KIND)) | {"producers", "fertilizer", "startup"}
_CITED_LAST: Final = frozenset(
    [
        "citing",
        "quoting",
        "by",
        "to",
        "per",
        "in",
        "with",
        "of",
        "from",
        "at",
        "for",
        "told",
        "tell",
        "tells",
        "telling",
    ]
)
_ONE_KIND: Final = re.compile(_KIND)
_KIND_BEFORE: Final = re.compile(
    rf"\b(?i:{_KIND}) [“\"«]?$"
    # «her record label, | Lyra Nova», but «a lawyer for the group, | Anna Berg»
    rf"|(?:^|[,;.:] |\b(?:by|from|is|was|were|and|with|to) )(?i:an?|his|her|its|their|the|another) (?:(?!of\b|for\b|at\b|from\b)[A-Z]?[\w-]+ ){{0,3}}?(?i:{_KIND}), $"
)
# «| Alarm Phone, an activist hotline, said»
_KIND_APPOSED: Final = re.compile(
    rf"^, (?:an?|the|one of (?:the|its)) (?:[A-Z]?[\w’'-]+ ){{0,4}}?(?:{_KIND}|group|body|organi[sz]ation)s?\b"
    r"(?! (?:chief|head|director|owner|founder|manager|boss|executive|worker|official|member|is|was|has|had|are|were|will|would|can|could|said|says)\b)[^.;:“”\"]{0,70},"
)
_KIND_BEHIND: Final = re.compile(
    r"^ (?:(?:human )?rights group|monitoring group|news outlet|think tank|charity|watchdog|news agency|Telegram channel|agency|newspaper|daily|channel|website|news site|portal|magazine|television|TV|radio|broadcaster|outlet|service|poll)\b"
)
_CITED: Final = re.compile(
    r"\b(?:[Cc]iting|[Qq]uoting|[Qq]uoted by|[Aa]ccording to|[Pp]er|[Rr]eported by|a report (?:by|in)|an article in|an interview with|[Dd]ata (?:from|of|by)|[Ff]igures (?:from|by)"
    r"|(?i:analysts?|economists?|strategists?|experts?|researchers?|investigators|forecasters|spokes\w+|shares|executives?|employees) (?:at|of|for|from|in|with)|(?i:told|tells?|telling|spoke to|speaking to|said to|(?:column|op-ed|essay|piece) (?:for|in)|(?:writes|wrote) in|in conversation with|interview (?:with|to|for))|(?:figures|data|documents?|letter|memo|copy|draft|e-?mail|messages?|records|recording|report) (?:seen|obtained|reviewed|viewed) (?:also )?by|with reference to|referring to|published (?:by|in)|statement by|website of|(?:tests?|measurements?|trial|count|survey|poll|study|report|estimate|review|analysis|statement|tally|census|investigation|inquiry|forecast|bulletin|ranking)s? (?:by|of|from))(?: [Tt]he)? [“\"«]?$"
)
_SENTENCE: Final = re.compile(r"(?:^|[.!?:…\n][”\"’]?\s+|[—–-] )$")
# «Human rights group | Uzbek Forum»
_GROUP_BEFORE: Final = re.compile(rf"\b(?i:{_KIND}) $")
_SPEAKS: Final = re.compile(
    rf"^,?{_ALSO} (?:said|says|warned|warns|confirmed|confirms|added|adds|noted|explained|insisted|insists|admitted|argued|argues|urged|urges|denied|denies|claimed|claims"
    r"|promised|promises|called|believes|apologi[sz]ed|acknowledged|stressed|told|hopes|fears|recommends|recommended|accused|criticised|criticized|welcomed|condemned|wants)\b"
)
_NOBODY: Final = frozenset(
    {
        "police", "nobody", "everyone", "everybody", "somebody", "one", "many", "some", "others", "most", "both", "neither", "each", "state", "local", "media", "a", "an",
        "according", "per", "citing", "but", "and", "if", "when", "while", "since", "after", "before", "as", "at", "by", "for", "from", "in", "of",
        "on", "to", "with", "about", "what", "who", "how", "why", "where", "it", "there", "here", "yes", "no", "not", "never", "also", "still",
        "yet", "management", "staff", "people", "women", "men", "children", "opposition", "industry", "parents", "critics", "supporters", "parliament", "government", "fans", "press", "witnesses", "residents", "scientists", "researchers",
    }
)  # fmt: skip
_OF_COMPANY: Final = re.compile(
    r"\b[Tt]he (?:[a-z-]+ )?(?:company|firm|retailer|group|utility|airline|carrier|lender|carmaker|start-up|bank|concern|producer|operator|grocer)\b"
)
# «Errol | Campbell», «Ana dos | Santos»
_RUN_END: Final = re.compile(r"[A-Z][\w’'-]* (?=(?:[a-z]{1,3} )?([A-Z][\w’'&+-]*))")
# «Gazeta.uz reported»
_SITE: Final = re.compile(
    r"\.(?:az|uz|kz|ge|ru|am|tr|kg|tj|tm|ua|by|md|com|org|net|info|[Nn]ews|media|online|tv|io)(?![\w/-]|\.\w)"
)
_SITE_NAME: Final = re.compile(r"(?<![\w@/.-])[A-Za-z][\w-]*$")
# In small letters it may be an address, and is an outlet where it is cited: «citing | zirva.az», «(zirva.az)»
_SITE_TOLD: Final = re.compile(
    r"^ (?:also |has |earlier |later )*(?:reports?|reported|writes|wrote|says|said|told|learned|quotes)\b|^\)\s*$"
)
_SITE_CITED: Final = re.compile(r"(?:\b(?:citing|told|to|by|via)|ource:) $")
# Outlets whose names are words: «the find, Nature comments in an editorial»
_PLAIN: Final = re.compile(
    r"(?<![\w’'-])(?:Nature|Science|Variety|Time|Fortune|Cell|Billboard|Wired|Dawn|Stuff|Deadline|Kan|Quartz|Slate|Vogue|Wired|Punch|Vanguard|Index|Telex|Danas|Blic|Politika|Kapital|Dnevnik"
    r"|Antara|Kompas|Tabula|Publika|Resonance|The (?:Information|Athletic|Verge|Intercept|Atlantic|Conversation|Insider|National|Wire|Age|Lancet|Economist|Guardian|Times|Independent|Sun|Mirror|Hindu|Nation|Bell|Block|Ringer|Root|Cut))"
    r"(?= (?:also |has |had |have |later |earlier |now |recently |first |then )*(?:reported|reports|wrote|writes|commented|comments|revealed|reveals|hailed|learned|found out|noted|notes|quoted|quotes|cited|cites|claimed|claims"
    r"|said(?! (?:goodbye|farewell))|says|published an? (?:interview|article|report|investigation|editorial)|described|describes|estimated|estimates|argued|argues|broke the (?:story|news))\b)"
)
# «the | U.N. migration agency»
_UN_AGENCY: Final = re.compile(
    r"U(?<![\w-]U)\.?N\.? (?:(?!and\b|to\b|in\b|of\b|for\b)[a-z][a-z’'-]+ ){1,3}?(?:agency|fund|programme|program|office|organi[sz]ation|mission|body)\b(?! (?:chief|head|spokes|official|director|worker|staff))"
    r"|UN (?:Tourism|Women|Habitat|Environment)\b"
)
# «the | Lerik district executive authority»
_LOCAL: Final = re.compile(
    r"[A-Z](?<![\w’'-].)[\w’'-]+ (?:(?:research|analytical|information|expert|analysis|monitoring|resource) cent(?:re|er)|(?:district|city|municipal|provincial|regional) (?:executive (?:authority|power)|administration|council|court|police department|police|prosecutor['’]s office|health department|education department|hospital))\b(?! (?:chief|head|official|officer))"
)
# «Source: | Trend» at the end of a report
_SOURCE_LINE: Final = re.compile(r"\bSources?: ([A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2})\W*$")
# «BELGRADE, June 30 (| SeeNews) - …»
_DATELINE: Final = re.compile(r"[^\n()]{3,50} \(([A-Za-z][\w.-]{1,15}(?: [A-Z][\w.-]+)?)\) ?(?:--|[—–-]) ")
_CLAIMS: Final = re.compile(rf"^,?{_ALSO} claimed (?:the )?responsibility\b")
# «Reporters of | Zirva's Ankara bureau»
_BUREAU: Final = re.compile(r"(?: (?:[A-Z][\w-]+ )?(?:bureau|correspondent|newsroom|reporters?|news desk|podcast)\b)")
_APPOSED: Final = re.compile(r"^, (?:(?:an?|the|its|one|which|[a-z]+er|[a-z]+ors?)\b)[^.,;:“”\"]{2,110},")
_ALSO_BEFORE: Final = re.compile(rf"^{_ALSO} ")
_PEOPLE_NEAR: Final = re.compile(r"\b(?:he|she|his|her|him|He|She|His|Her)\b")
_THING_NEAR: Final = re.compile(
    r"\b(?:its|it|Its|It|itself|company|firm|group|agency|operator|maker|lender|retailer|airline|fund|producer|charity|service|organi[sz]ation|bank|insurer|brand|brands|factory|plant|shareholders|customers|subsidiary|stake|shares)\b"
)
# «| AzerGold said», «| Henley-Brand rejects»: no word of a sentence looks like that
_ITS: Final = re.compile(r"\b(?:its|it)\b")
_SPOKESMAN: Final = re.compile(r"^ (?:spokes\w+|official|representative)\b")
_COINED: Final = re.compile(r"^[A-Z][a-z]+[A-Z]|^[A-Z]{2,}[a-rt-z]|\d|^[A-Z][a-z]+-[A-Z]{2,}")
_DOES: Final = re.compile(r"^ [a-z]+(?:ed|s)?\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """A body's name in a field, characters ``start`` to ``stop``."""

    start: int
    stop: int
    name: str
    sure: bool = False  # so that no guess of a place counts against it
    firm: bool = False  # by its last word, so that no guess of a person counts against it


class CitedBodies:
    """Finds bodies by what cites them, and those that everybody knows wherever they stand."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._lists = lexicon.lists
        self._gazetteer = gazetteer
        self._speech = load_speech("en")
        known = any_of(
            [re.escape(name).replace(r"\ ", " ") for name in sorted(self._lists["bodies"], key=len, reverse=True)]
        )
        self._known = re.compile(
            rf"(?<![\w’'-])(?<!Minister of )(?<!Ministry of )(?<!Ministers of ){known}(?: (?:TV|Ratings|Group|Holdings?|Motors))?(?![\w-])(?! (?:[A-Z][a-z]|[A-Z]?-?\d))"
        )  # no «Airbus A320»

    def known(self, value: str) -> Iterator[Cited]:
        """The bodies whose very name is listed: «Toyota», «Goldman Sachs»."""
        for match in self._known.finditer(value):
            yield Cited(match.start(), match.end(), match.group())
        for match in _PLAIN.finditer(value):
            yield Cited(match.start(), match.end(), match.group())
        yield from _sites(value)
        agency = _DATELINE.match(value)
        if agency is not None:
            yield Cited(agency.start(1), agency.end(1), agency.group(1))
        for pattern in (_UN_AGENCY, _LOCAL):
            for match in pattern.finditer(value):
                name = match.group().replace("U.N.", "UN")
                row = self._gazetteer.find(name)
                yield Cited(match.start(), match.end(), row.name if row is not None else name)
        for match in _SOURCE_LINE.finditer(value):
            yield Cited(match.start(1), match.end(1), match.group(1))

    def bodies(self, title: str, value: str) -> Iterator[Cited]:
        """The cited bodies of a text; the ``title`` shows whom a story of a company is about."""
        company = _OF_COMPANY.search(value) is not None
        for run in _RUN.finditer(value):
            found = self._cited(value, run, title, company=company)
            if found is not None:
                yield found

    def _cited(self, value: str, run: re.Match[str], about: str, *, company: bool) -> Cited | None:
        start, words = run.start(), run.group().split(" ")
        first = _SENTENCE.search(value, max(start - 4, 0), start) is not None
        owned = False
        for at, word in enumerate(words[:-1]):
            if POSSESSIVE.search(word):  # «China's | Yunhe Battery»
                start += sum(len(word) + 1 for word in words[: at + 1])
                words, first, owned = words[at + 1 :], True, True
                break
        bureau = _BUREAU.match(value, start + len(" ".join(words))) is not None
        if bureau and words and POSSESSIVE.search(words[-1]):  # «told | Zirva's Ankara bureau»
            words[-1] = POSSESSIVE.sub("", words[-1])
        dated = len(words) == 2 and fold(words[1]) in PAPERS  # «Sunday Courier»
        party = len(words) == 2 and fold(words[1]) in PARTIES  # «Mongolian Greens»
        kept = party or (len(words) == 2 and _GROUP_BEFORE.search(value, max(start - 40, 0), start) is not None)
        while (
            not dated
            and not (kept and fold(words[0]) in self._lexicon.nations)
            and words
            and (fold(words[0]) in _NOBODY or fold(words[0]) in self._lists["not_names"] or words[0][:1].islower())
        ):
            start += len(words[0]) + 1
            words, first = words[1:], False
        if not words or POSSESSIVE.search(words[-1]) or words[-1].endswith(("-based", "-backed")):
            return None
        name = " ".join(words)
        stop = start + len(name)
        kind = len(words) > 1 and first and _ONE_KIND.fullmatch(words[0].lower()) is not None and words[1][:1].isupper()
        if kind:  # «Consultancy | Zirva left its estimate»
            start += len(words[0]) + 1
            words, name = words[1:], " ".join(words[1:])
        before, after = value[max(start - 40, 0) : start], _ASIDE.sub("", value[stop : stop + 120])
        last = before.rstrip(' “"«,').rpartition(" ")[2]
        last = last if last.lower() != "the" else before.rstrip(' “"«,').rpartition(" ")[0].rpartition(" ")[2]
        # «outlet | Iran Wire» is no person
        called = kind or (last.lower() in _KIND_LAST and _KIND_BEFORE.search(before) is not None)
        cited = last.lower() in _CITED_LAST and _CITED.search(before) is not None
        behind = cited and len(words) == 1 and _KIND_BEHIND.match(after) is not None  # «the | Grocer magazine»
        voice = len(words) == 1 and _SPOKESMAN.match(after) is not None and before.endswith(("A ", " a "))
        if voice and not self._lexicon.is_given(name):
            return Cited(start, stop, name, sure=True)
        if not behind and not self._may_be(value, words, first=first, called=called):
            return None
        if self._somebody_of(words):
            return None
        row = self._gazetteer.find(name)
        if row is not None:
            return Cited(start, stop, row.name) if row.kind == "ORG" else None
        paper = len(words) > 1 and fold(words[-1]) in PAPERS
        firm = len(words) > 1 and (fold(words[-1]) in FIRM_ENDS or fold(words[-1]) in PARTIES)
        told = _TELLS.match(after) is not None
        apposed = _KIND_APPOSED.match(after) is not None
        if called or apposed or cited or ((not first or len(words) > 1) and _KIND_BEHIND.match(after)):
            return Cited(start, stop, name, sure=True, firm=firm or called or apposed)
        if (paper or len(words) > 1) and told:
            return Cited(start, stop, name, firm=firm)
        if len(words) > 1 and self._as_a_body(value, stop, after):
            return Cited(start, stop, name, firm=True)
        sure = _SURE.match(after) is not None and not (first and name.endswith(("s", "ing")))
        speaks = _SPEAKS.match(after) is not None
        if firm and not speaks:
            adverbs = _ALSO_BEFORE.match(after)
            speaks = adverbs is not None and self._speech.verb.match(after, adverbs.end()) is not None
        if firm and (speaks or (company and first and _DOES.match(after))):
            return Cited(start, stop, name, firm=True)
        if len(words) > 1 and self._of_place(words) and (speaks or self._acts(after, words)):
            return Cited(start, stop, name)
        if _CLAIMS.match(after):
            return Cited(start, stop, name, firm=True)
        said = (
            len(words) == 1
            and not _CALLED.search(before)
            and self._says_alone(value, start, stop, first=first, company=company)
        )
        if (sure or said) and not (len(words) == 1 and _is_surname(value, name)):
            return Cited(start, stop, name)
        state_s = (
            owned and len(words) == 1 and not _is_surname(value, name)
        )  # «Chile's | Codelco has …, the state company said»
        about_it = company and first and (name in about or state_s) and _DOES.match(after) is not None
        return Cited(start, stop, name) if about_it else None

    def _as_a_body(self, value: str, stop: int, after: str) -> bool:
        """Whether a name of several words speaks as a body does: «| Born Free repeated its call», «…, which patrols it, said»."""
        which = value.startswith(", which ", stop)
        adverbs = _ALSO_BEFORE.match(after)
        verb = self._speech.verb.match(after, adverbs.end()) if adverbs is not None else None
        if verb is None or verb.group().lower() in self._speech.nouns:
            return False
        end = re.search(r"[.!?\n]", after)
        clause = after[verb.start() : end.start() if end else len(after)]
        return which or (_ITS.search(clause) is not None and _PEOPLE_NEAR.search(clause) is None)

    def _says_alone(self, value: str, start: int, stop: int, *, first: bool, company: bool) -> bool:
        """Whether a single capitalised word that speaks is a body: nobody who is called so is «he» or «she» nearby."""
        name, after = value[start:stop], _APPOSED.sub("", value[stop : stop + 200])
        adverbs = _ALSO_BEFORE.match(after)
        verb = self._speech.verb.match(after, adverbs.end()) if adverbs is not None else None
        if verb is None or verb.group().lower() in self._speech.nouns:
            return False
        if (not first or company) and _SAID.match(after):
            return True
        if name[:-1].isupper() or self._lexicon.is_surname(name) or self._lexicon.is_given(name):
            return False
        if _COINED.search(name):
            return True
        if _PEOPLE_NEAR.search(value, start, stop + 220):
            return False
        plural = name.endswith("s") or fold(name) in self._lists["org_heads"]
        return not first or (not plural and _THING_NEAR.search(value, start, stop + 220) is not None)

    def _acts(self, after: str, words: Sequence[str]) -> bool:
        """Whether a name that a place closes tells something: «Diabetes UK | advises», «Gazprom Armenia | warns»."""
        place = self._gazetteer.find(words[-1])
        verb = self._speech.verb.match(after, 1)
        return place is not None and verb is not None and verb.group().lower() not in self._speech.nouns

    def _somebody_of(self, words: Sequence[str]) -> bool:
        """Whether a person's two names stand before «of»: «Corrie Moreau of Cornell»."""
        at = next((place for place, word in enumerate(words) if word in ("of", "at", "for")), 0)
        if at not in (2, 3):
            return False
        heads = self._lists["org_heads"] | self._lists["loc_heads"] | PAPERS | FIRM_ENDS
        return not any(fold(word) in heads or word.isupper() or word == "and" for word in words[:at])

    def _of_place(self, words: Sequence[str]) -> bool:
        """Whether a place stands beside other words than its side: «Port of Rotterdam», not «West Virginia»."""
        places = [word for word in words if (row := self._gazetteer.find(word)) is not None and row.kind == "LOC"]
        others = [word for word in words if word[:1].isupper() and word not in places and fold(word) not in SIDES]
        return bool(places and others)

    def _may_be(self, value: str, words: Sequence[str], *, first: bool, called: bool) -> bool:
        """Whether a run may be a body's name: no person's, no office, no place, no common word with a capital."""
        bare = [fold(word) for word in words]
        if self._lexicon.is_given(words[0]) and bare[-1] not in PAPERS | FIRM_ENDS and not called:
            return False
        paper = len(words) > 1 and bare[-1] in PAPERS | FIRM_ENDS  # «Harbour Chronicle»
        if called:
            return not any(bare[0] in self._lists[kind] for kind in ("offices", "titles", "callings", "not_names"))
        if len(words) > 2 and self._lexicon.is_given(words[1]) and not paper:
            return False  # «Applicant Holly Berg»
        if len(words) == 2 and bare[-1] in PARTIES:
            return True
        kinds = ("offices", "titles", "callings", "org_heads", "loc_heads", "not_names", "no_person")
        if not paper and any(bare[0] in self._lists[kind] for kind in kinds):
            return False
        if any(word in self._lists["offices"] or word in self._lexicon.nations for word in bare):
            return False
        if len(words) == 1:
            common = first and words[0].lower() in printed_words(value)
            return not common and len(words[0]) > 1 and self._lexicon.profession.search(bare[0].rstrip("s")) is None
        return True


def _sites(value: str) -> Iterator[Cited]:
    """Outlets that go by their addresses: «Gazeta.uz reported», «citing zirva.az»."""
    for end in _SITE.finditer(value):
        name = _SITE_NAME.search(value, max(end.start() - 30, 0), end.start())
        if name is None:
            continue
        before, after = value[max(name.start() - 20, 0) : name.start()], value[end.end() : end.end() + 40]
        if name.group()[0].isupper() or _SITE_TOLD.match(after) or _SITE_CITED.search(before):
            yield Cited(name.start(), end.end(), value[name.start() : end.end()])


def _is_surname(value: str, word: str) -> bool:
    """Whether a word closes a longer run elsewhere: «Errol Campbell … Campbell said»."""
    return word in _run_ends(value)


@lru_cache(maxsize=4)
def _run_ends(value: str) -> frozenset[str]:
    """The words of a text that a capitalised one stands before."""
    ends = {match.group(1) for match in _RUN_END.finditer(value)}
    return frozenset(ends | {POSSESSIVE.sub("", word) for word in ends})
