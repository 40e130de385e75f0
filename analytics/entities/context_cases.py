"""The case and gender in which its context puts a place or body: «в Термезе», «станицы Староминской»."""

import re
from collections.abc import Sequence
from typing import Final

from analytics.entities.cleaning import ArticleText, Mention
from analytics.entities.declension import ACC, DAT, GEN, INS, LOC, NOM, readings
from analytics.entities.names import Naming
from analytics.entities.spans import WORD
from analytics.entities.unattested import ADJECTIVE

_GOVERNOR: Final = re.compile(r"(?:^|[\s(«])([А-Яа-яё]+)\s[«\"]?$")
_CASES_OF_ADJECTIVE: Final = {
    **dict.fromkeys(("ого", "его"), (GEN, ACC)), **dict.fromkeys(("ому", "ему"), (DAT,)), **dict.fromkeys(("ой", "ей"), (GEN, DAT, INS, LOC)),
    **dict.fromkeys(("ом", "ем"), (LOC,)), **dict.fromkeys(("ую", "юю"), (ACC,)), **dict.fromkeys(("ых", "их"), (GEN, ACC, LOC)),
}  # fmt: skip
_LOCATIVE: Final = re.compile(r"(?:(?<![ое])е|и|[ая]х|ом)$")  # «в Термезе», but «в Боровое»
_CASE_BEHIND: Final = {
    **dict.fromkeys(("из", "от", "до", "у", "около", "близ", "возле", "вблизи", "вокруг", "кроме", "против", "для", "без"), GEN),
    **dict.fromkeys(("к", "ко"), DAT), **dict.fromkeys(("о", "об", "при"), LOC), **dict.fromkeys(("над", "перед", "между"), INS),
}  # fmt: skip
# Behind these a place stands in the genitive: «мэр | Местии», «из района | Вонсана».
_OF_PLACE: Final = re.compile(
    r"(?:мэр|глав|губернатор|аким|жител|жительниц|власт|район|окрестност|окраин|центр|территори|побережь|границ|столиц|север|юг|восток|запад|население|берег"
    r"|аэропорт|вокзал|порт|администраци|прокуратур|полици|суд|улиц|площад)[а-яё]{0,4}"
)
_KINDS_OF_PLACE: Final = {
    noun + ending: (case, gender)
    for nouns, gender, endings in (
        ("рек", "f", {"и": GEN, "е": LOC, "ой": INS, "у": ACC}),
        ("деревн", "f", {"е": LOC, "ей": INS, "ю": ACC}),  # «деревни Кленки» may be many
        ("станиц гор", "f", {"ы": GEN, "е": LOC, "ей": INS, "ой": INS, "у": ACC}),
        ("сел", "n", {"е": LOC}), ("город аул", "m", {"е": LOC}), ("поселк посёлк", "m", {"е": LOC}),
    )
    for noun in nouns.split(" ") for ending, case in endings.items()
}  # fmt: skip
# How a name ends that agrees: behind «города» and the like it may stand still, «города | Шуша».
_ENDINGS_OF: Final = {
    (GEN, "f"): ("ы", "и", "ой"), (LOC, "f"): ("е", "ой"), (INS, "f"): ("ой", "ей"), (ACC, "f"): ("у", "ю"),
    (LOC, "n"): ("е", "ом"), (LOC, "m"): ("е", "ом"),
}  # fmt: skip


def head_marks(article: ArticleText, mention: Mention, naming: Naming) -> tuple[str, str]:
    """Case and gender of the noun that heads a mention."""
    start = mention.span.start + max(mention.text.find(mention.shown), 0)
    behind = naming.place_behind(mention.shown) if mention.kind == "ORG" else ""
    words = list(WORD.finditer(mention.shown.removesuffix(behind)))
    case = gender = ""
    for at, match in enumerate(words):
        token = article.token(mention.field, start + match.start())
        if token is None:
            continue
        if token.pos in ("NOUN", "PROPN") and (at == len(words) - 1 or not ADJECTIVE.search(match.group())):
            case, gender = token.case, token.gender
            break
        case = case or token.case
    return _apposed(article, mention) or (_governed(article, mention, _agreed(words, case)), gender)


def _agreed(words: Sequence[re.Match[str]], case: str) -> str:
    """The case of several words, mended where the first is an adjective that cannot stand in it: «Малой Локне»."""
    ending = ADJECTIVE.search(words[0].group()) if len(words) > 1 else None
    possible = _CASES_OF_ADJECTIVE.get(ending.group(), ()) if ending else ()
    found = {reading.case for reading in readings(words[-1].group()) if reading.paradigm != "ь"}
    if not possible or (case in possible and case in found):
        return case
    return next((one for one in possible if one in found), case)


def _apposed(article: ArticleText, mention: Mention) -> tuple[str, str] | None:
    """Case and gender of a name that agrees with the noun before it: «на реке | Кынгарге», «станицы | Староминской»."""
    word = _GOVERNOR.search(article.before(mention))
    known = _KINDS_OF_PLACE.get(word.group(1).lower()) if word else None
    stands = mention.shown.endswith(("ое", "ее", "ье", "ие"))  # «в деревне | Становое»
    return known if known and mention.shown.endswith(_ENDINGS_OF[known]) and not stands else None


def _governed(article: ArticleText, mention: Mention, case: str) -> str:
    """The case of a name, mended where the word before it allows no such: the tagger may take «в Термезе» for an accusative."""
    word = _GOVERNOR.search(article.before(mention))
    if word is None:
        return case
    low = word.group(1).lower()
    if low in ("в", "во", "на"):
        changes = case not in (LOC, ACC) or (case == ACC and _LOCATIVE.search(mention.shown) is not None)
        return LOC if changes and not mention.shown.endswith(("у", "ю", "ь")) else case
    needed = _CASE_BEHIND.get(low, GEN if _OF_PLACE.fullmatch(low) and case == NOM else "")
    return needed or case
