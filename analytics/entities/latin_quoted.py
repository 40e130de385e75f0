"""Names in quotation marks, with what says what they are, and outlets known by how they are cited."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.entities.gazetteer import Gazetteer
from analytics.entities.latin_english import Taken
from analytics.entities.latin_words import Lexicon, Word
from analytics.text import fold

# «“Polimer Aran” MMC-yə», «“Dialoq” Tədqiqat Mərkəzi»: a quoted name with the words that say what it is.
_QUOTED: Final = re.compile(r"[“«\"]([^“”«»\"\n]{2,60})[”»\"](?=\s[A-ZÇƏĞİÖŞÜ])")
# What publishes or acts, behind a quoted name in Azerbaijani: «“Anadolu” agentliyinə», «“Goldman Sachs” bankının»
_QUOTED_KIND: Final = re.compile(
    r"\s(?:(?:[a-zəğışçöü-]+|Xəbər|İnformasiya)\s){0,2}?(?:qəzet|agentli[yk]|telekanal|portal|sayt|jurnal|nəşr|radio|televiziya|teleradio|şirkət|bank|klub"
    r"|aviaşirkət|holdinq|korporasiya|konsern|partiya|hərəkat|assosiasiya|təşkilat|cəmiyyət|birli[yk]|fond|mərkəz|media|supermarket|platforma|xəbər saytı|müəssisə|zavod|fabrik|kombinat|konsorsium|xəstəxana|klinika|universitet|institut|federasiya|ittifaq|kompleks|otel|teatr|qalereya|studiya|liman|birja|operator)(?:l[aə]r)?s?[ıiuü]\w{0,6}\b"
)
# «“Sabah” yazır ki», «“Kpler”in göstəricilərinə görə», «“İnterpressnews”ə istinadla»: only an outlet or a body is cited so
_QUOTED_CITED: Final = re.compile(
    r"(?:\s(?:isə\s|da\s|də\s|bu barədə\s|bunu\s|[^.,:;!?“”\"\n]{0,70}?(?:istinad(?:ən|la)|əsaslanaraq)\s[^.,:;!?“”\"\n]{0,80}?)?(?:yaz(?:ır|ıb|mışdı|dı)|xəbər ver(?:ir|ib)|bildir(?:ir|ib)|məlumat (?:ver|ya[yd])\w+|iddia edir|qeyd edir|əlavə edir|yayıb|yayımlayıb|paylaşıb|duyurub|dərc edib|sitat gətir\w+|açıqlayıb|xatırladır)\b"
    r"|(?:y?[aə])\s(?:istinad\w*|əsaslanaraq)"
    r"|n?y?[aə]\s(?:(?:daxil ol|veril|göndəril|ünvanla)(?:an|ən|mış|miş|dığı|diyi)|(?:[\w-]+\s){0,2}?(?:açıqlama|müsahibə|şərh|söhbət|cavab|intervü)(?:s?[ıi])nd[aə]|(?:[^.,:;!?“”\"\n]{0,60}?\s)?(?:deyib|danışıb|bildir(?:ib|ilib|iblər)|söyləyib|açıqlayıb"
    r"|(?:açıqlama|müsahibə|şərh|məlumat|izahat) ver(?:ib|ilib|iblər)))(?!\w)"
    r"|n?[ıiuü]n\s(?:[\w-]+\s){0,3}?(?:məlumat|xəbər|yazdığ|yaydığ|verdiyi|bildirdiy|hesablama|proqnoz|rəqəm|göstərici|statistika|hesabat|araşdırma|sorğu|iddia|süjet|material|sayt|reytinq|indeks|kataloq|bülleten|bəyanat|açıqlama|şərh|tədqiqat|sual|efir|müxbir|əməkdaş|yayım|veriliş|proqram|studiya)\w*"
    r"|n?d[aə]n?\s(?:[\w“”\"-]+\s){0,3}?(?:bildiril|bildirib|bildirir|deyil|deyib|məlumat veril|açıqlan|vurğulan|qeyd ed)\w*)"
)
_QUOTED_NAME: Final = re.compile(r"[“«\"]([^“”«»\"\n]{2,40})[”»\"]")
_OUTLET_KIND: Final = re.compile(r"(?:qəzeti|agentliyi|telekanalı|portalı|saytı|jurnalı|nəşri|radiosu)(?:n\w{0,3})?$")
# «Qazinform xəbər verir», «UzA agentliyinin xəbərinə əsasən»
_OUTLET_CITED: Final = re.compile(
    r"\s(?:xəbər ver(?:ir|ib)|yazır\b|(?:qəzeti|agentliyi|telekanalı|portalı|saytı|jurnalı|nəşri|radiosu)(?:n\w{0,3})?\s(?:[\w-]+\s){0,4}?(?:istinad|xəbər|məlumat|yaz|yay|bildir|dərc|süjet))"
)
_NO_OUTLET: Final = re.compile(r"(?:n[ıiuü]n|d[aə]k[ıi]|d[aə]n?|l[ıi])$|^(?:bu|həmin|bir)$")
# «| Klubun saytının məlumatına görə», «| Nəşr yazır ki»
_KIND_ALONE: Final = re.compile(
    r"(?:klub|nəşr|qəzet|jurnal|portal|sayt|telekanal|kanal|agentli|şirkət|bank|nazirli|xidmət|idarə|komitə|qurum|təşkilat|mərkəz|fond|institut|universitet|federasiya"
    r"|assosiasiya|birli|partiya|hökumət|parlament|saray|məhkəmə|prokurorlu|polis|ordu|redaksiya|mənbə|hesabat|operator|bələdiyyə|muzey|teatr|liqa|komanda)"
)
_SHORTEST_OUTLET: Final = 3
_QUOTED_HEAD: Final = 5  # words behind a quoted name up to their head


@dataclass(frozen=True, slots=True)
class Found:
    """One mention: characters of a line, its kind, and the dictionary form of what is printed."""

    start: int
    stop: int
    kind: str
    name: str
    listed: bool = False


def quoted_names(
    line: str, words: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer, *, clubs: bool
) -> Iterator[Found]:
    """Quoted names together with their head: «“Yurd Birliyi” Partiyası»; in reports of sport, quoted teams."""
    for match in _QUOTED.finditer(line):
        behind = [word for word in words if word.start > match.end()][:_QUOTED_HEAD]
        end = 0
        for count, word in enumerate(behind, 1):
            if not word.capital or (count > 1 and line[behind[count - 2].stop : word.start] != " "):
                break
            short = fold(re.split(r"['’-]", word.text)[0])
            if short in lexicon.legal_forms or lexicon.ends_with_head(word, "org_heads"):
                end = count
        if end and match.group(1)[:1].isupper() and match.group(1)[-1] not in ",.!?":
            last = behind[end - 1]
            head = re.split(r"['’-]", last.text)[0]
            head = head if fold(head) in lexicon.legal_forms else lexicon.nominative(last.text)
            name = (
                _listed_body(match.group(1), gazetteer)
                if end == 1 and fold(head) in lexicon.legal_forms
                else " ".join([match.group(), *(word.text for word in behind[: end - 1]), head])
            )
            yield Found(match.start(), last.stop, "ORG", name)
    if lexicon.lang == "az":
        yield from _cited(line, gazetteer)
    if clubs:
        for match in re.finditer(r"[“«\"]([^“”«»\"\n]{3,30})[”»\"](?!\s[A-ZÇƏĞİÖŞÜ][^.]{0,40}(?:MMC|ASC))", line):
            name = match.group(1)
            if name[:1].isupper() and len(name.split()) <= 2:
                yield Found(match.start() + 1, match.end() - 1, "ORG", name)


def _listed_body(name: str, gazetteer: Gazetteer) -> str:
    """The listed name of a body, or the name as printed."""
    row = gazetteer.find(name)
    return row.name if row is not None and row.kind == "ORG" else name


def _cited(line: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Quoted names of outlets and bodies, known by what stands behind them."""
    for match in _QUOTED_NAME.finditer(line):
        name = match.group(1)
        short = 1 <= len(name.split()) <= 4 and not re.search(r"[.,!?:;](?:\s|$)", name)
        letters = name.isalpha() and len(name) < _SHORTEST_OUTLET and _QUOTED_KIND.match(line, match.end())  # «bp»
        if not short or not (name[:1].isupper() or re.search(r"[.-]", name) or letters):
            continue
        if _QUOTED_KIND.match(line, match.end()) or _QUOTED_CITED.match(line, match.end()):
            row = gazetteer.find(name)
            if row is None or row.kind == "ORG":
                yield Found(match.start() + 1, match.end() - 1, "ORG", row.name if row else name)


def outlet(line: str, words: Sequence[Word], at: int, run: int, lexicon: Lexicon) -> Taken | None:
    """«UzA agentliyinin», «Tasnim agentliyi», «Qazinform xəbər verir»; the first word of a sentence only if cited."""
    word = words[at]
    if lexicon.lang != "az" or run - at > 1 or len(word.text) < _SHORTEST_OUTLET:
        return None
    if (
        _NO_OUTLET.search(word.low)
        or (word.first and _KIND_ALONE.match(word.low))
        or lexicon.is_surname(word.text)
        or lexicon.is_given(word.text)
    ):
        return None
    cited = _OUTLET_CITED.match(line, word.stop)
    kind = at + 1 < len(words) and not word.first and _OUTLET_KIND.match(words[at + 1].low)
    return Taken(at + 1, "ORG", word.text) if cited or kind else None
