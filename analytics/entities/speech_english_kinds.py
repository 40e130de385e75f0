"""Whether «the agency» or «the newspaper» may be a body whose name does not show its kind: Frontex, «Le Monde»."""

import re
from typing import Final

from analytics.entities.merging import Surface
from analytics.entities.speech_english_positions import opens_en
from analytics.entities.speech_words import Speech

_OUTLET_NAME: Final = re.compile(
    r"\b(?:Times|Post|Journal|Gazette|Herald|Tribune|Guardian|Telegraph|Mail|Sun|Mirror|Star|News|Daily|Weekly|Today|Chronicle|Observer|Independent|Standard|Express|Monitor|Courier|Globe"
    r"|Echo|Inquirer|Examiner|Nation|Press|\w*TV|Radio|BBC|CNN|NBC|ABC|CBS|NPR|PBS|NHK|ZDF|ARD|RTL|RAI|TVN|Reuters|Bloomberg|AFP|AP|TASS|Interfax|RIA|Xinhua|Anadolu|Kommersant|Vedomosti|Izvestia|Spiegel|Zeitung|Monde"
    r"|Figaro|País|Pais|Repubblica|Corriere|Politico|Axios|Variety|Nature|Science|Economist|Lancet|Forbes|Fortune|Newsweek|Pravda|Gazeta|Shimbun|Nikkei|Kyodo|Yonhap|Haaretz|Hürriyet|Hurriyet|Milliyet|Sözcü|Cumhuriyet"
    r"|Sabah|Jazeera|Arabiya|Trend|APA|Report|Meduza|Bild|Welt|Stampa|Insider|Tages|Svenska|Dagens|Politiken|Marca|Equipe|Équipe|Media|Clarín|Infobae|Handelsblatt|Kathimerini|Euractiv|Verge|Athletic|Information)\b"
)
_OUTLET_END: Final = re.compile(r"(?i:press|news|tv|sport|radio|media|inform|pravda|tac|tass|post|times|wire)$")
# Words that show what a body is, so that «the agency» is none of these
_SHOWN_KIND: Final = re.compile(
    r"(?i)\b(?:ministry|committee|service|bank|university|court|council|fund|office|cent(?:re|er)|institute|association|federation|union|academy|commission|chamber|parliament|theat(?:re|er)|museum|hospital|department"
    r"|directorate|police|army|embassy|party|league|school|college|prosecutors?|kremlin|congress|senate|government|white house|pentagon|eu|un|nato|church|patriarchate|assembly|board|bureau|club|forum|conference|summit|society|treasury|duma)\b"
)


def is_outlet_name(name: str) -> bool:
    """Whether a name shows an outlet: «Le Monde», «Harbour Post», «zirva.az»."""
    return (
        _OUTLET_NAME.search(name) is not None
        or _OUTLET_END.search(name) is not None
        or re.search(r"\.[a-z]{2,4}$", name) is not None
    )


def may_be_outlet(name: str) -> bool:
    """Whether a name shows nothing else: no ministry, no body that a list names in Russian."""
    return _SHOWN_KIND.search(name) is None and name.isascii()


def stands_for(text: str, surface: Surface, head: str, speech: Speech, *, heard: bool) -> bool:
    """Whether a kind of body may be a body that opens its sentence or was ``heard``: «the paper» is «Le Monde», no ministry."""
    if not heard and not opens_en(text, surface) and surface.field == "text":
        return False
    media = is_outlet_name(surface.text)
    if head in speech.outlet_kinds:
        return media or (heard and _SHOWN_KIND.search(surface.text) is None)
    return head in speech.any_kinds and not media and _SHOWN_KIND.search(surface.text) is None
