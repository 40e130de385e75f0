"""Words that close the names of English outlets, firms and parties, and what stands behind a listed body in a branch's name."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from analytics.entities.latin_words import Lexicon, Word

# Last words of outlets' names: «Houston Chronicle», «Bangkok Post»
PAPERS: Final = frozenset(
    {
        "chronicle", "post", "times", "herald", "tribune", "gazette", "courier", "news", "gleaner", "press", "telegraph", "standard", "examiner", "dispatch",
        "inquirer", "monitor", "observer", "guardian", "star", "express", "globe", "mail", "sun", "echo", "argus", "journal", "insider", "today", "tv", "radio",
        "television", "broadcasting", "mirror", "sentinel", "ledger", "bulletin", "advocate", "advertiser", "mercury", "nation", "citizen", "weekly", "daily",
        "online", "review", "independent", "register", "reporter", "messenger", "recorder", "statesman", "constitution",
    }
)  # fmt: skip
# Last words of the names of firms and groups: «Kestrel Commodities», «Sudan Doctors Network»
FIRM_ENDS: Final = frozenset(
    {
        "energy", "capital", "research", "analytics", "commodities", "steelworks", "airways", "motors", "pharma", "pharmaceuticals", "technologies",
        "technology", "systems", "networks", "network", "media", "insight", "insights", "action", "borders", "forum", "defence", "defense", "patrol",
        "government", "health", "housing", "petroleum", "mining", "metals", "resources", "industries", "partners", "ventures", "investments", "investment",
        "securities", "insurance", "logistics", "foods", "brands", "stores", "retail", "telecom", "communications", "software", "labs", "laboratories",
        "therapeutics", "biotech", "biosciences", "sciences", "solutions", "services", "associates", "consulting", "strategies", "economics", "markets",
        "properties", "homes", "construction", "engineering", "aerospace", "aviation", "lines", "cargo", "freight", "alliance", "initiative", "project",
        "campaign", "movement", "coalition", "collective", "society", "studios", "pictures", "entertainment", "games", "battery", "batteries", "grain",
        "semiconductors", "electric", "electronics", "automotive", "chemicals", "materials", "rescue", "ambulance", "coastguard", "administration",
        "intelligence", "command", "forces", "robotics", "genomics", "dynamics", "renewables", "refining", "pipelines", "maritime", "bancorp", "financial",
        "mobility", "railway", "railroad", "gamesa", "digital", "semiconductor", "healthineers", "healthcare", "bearings", "shipyards", "yachts", "trucks", "cars", "tyres", "cement", "bottlers", "spirits", "cruises", "trains", "turbines", "express",
        "finance", "advisors", "advisers", "management", "equity", "wealth", "realty", "hotels", "resorts", "breweries", "distillers", "dairies", "farms",
        "growers", "lithium", "copper", "gold", "silver", "nickel", "uranium", "steel", "oil", "gas", "power", "water", "motor", "rail", "mutual", "producers", "exporters", "retailers", "importers", "hospitals", "clinics", "schools", "charities", "trust", "watch", "voices",
    }
)  # fmt: skip
PARTIES: Final = frozenset(
    {
        "democrats",
        "greens",
        "liberals",
        "conservatives",
        "socialists",
        "communists",
        "nationalists",
        "republicans",
        "populists",
        "progressives",
        "centrists",
    }
)
SIDES: Final = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "new", "upper", "lower", "san", "saint",
        "st", "el", "la", "los",
    }
)  # fmt: skip
_FULL_NAME: Final = 4  # letters of a listed body that may be a firm: no «NATO Forces»
_STATIONS: Final = frozenset({"tv", "television", "radio"})  # «Bloomberg | TV»
_POWERS: Final = frozenset({"UN", "EU", "NATO", "Union", "Nations", "Commission", "Council", "Parliament", "Kremlin"})
_DID: Final = re.compile(r"^(?:has|had|will|says|said|is|was)$|ed$")


def is_branch(words: Sequence[Word], at: int, lexicon: Lexicon, is_place: Callable[[Word], bool]) -> bool:
    """Whether the word behind a listed body makes a firm or a branch of it: «Siemens | Mobility», «Greenpeace | Brazil welcomed»."""
    before, bare = words[at - 1], lexicon.bare(words[at])
    if bare in _STATIONS or (bare in FIRM_ENDS and len(before.text) > _FULL_NAME):
        return True
    verb = words[at + 1] if at + 1 < len(words) else None
    if verb is None or before.text in _POWERS or not is_place(words[at]):
        return False
    return not verb.capital and not verb.first and _DID.search(verb.low) is not None
