"""Whether the verb that ends an Azerbaijani clause says something, and is its subject's own."""

import re
from typing import Final

from analytics.entities.speech_clauses import ASIDE, BETWEEN
from analytics.entities.speech_words import Speech

# What shows that a comma in an Azerbaijani sentence closes a clause of the same speech: «bağlandığını, …»
_SAME_SPEECH: Final = re.compile(r"[ıiuü]n[ıiuü],\s")
_NEW_SUBJECT: Final = re.compile(r"[;:]|, [A-ZƏÖÜİĞÇŞ]")
# «Bunu Xarkov vilayətinin rəhbəri | … yazıb»: what is told stands first, so that any verb of telling tells it
_TOLD_FIRST: Final = re.compile(
    r"^[«“\"—–-]*\s*(?:[^,.:;]{1,60},\s)?(?:[Bb]unu|[Bb]u barədə|[Bb]u haqda|[Bb]u haqqda|[Bb]u haqda|[Bb]u sözləri|[Bb]u fik(?:ri|irləri)|[Bb]u (?:rəqəmi|statistikanı|müqayisəni|ehtimalı|təklifi|çağırışı|məsələni|sualı)|[Bb]elə fikri|[Bb]u məlumatı"
    r"|[Bb]u xəbəri|[Xx]əbəri|[Mm]əlumatı|[Bb]u iddianı|[Ii]ddianı|[Bb]u açıqlamanı|[^.,:;]{2,80}\s(?:haqqında|barədə|haqda|məlumatı|məlumatları|xəbəri|statistikanı|rəqəmləri|iddianı|iddiaları|açıqlamanı|bəyanatı|bəyanatını|açıqlamasını|mövqeyini|cavabını|sitatını|şərhini|çıxışını|görüntüləri|sözlərini|fikirləri)|[Bb](?:elə|u) qənaətə|[Bb](?:elə|u) nəticəyə|(?:[Oo]nun |\w+n[ıiuü]n )(?:söz|açıqlama|bəyanat|fikir|fikr|çıxış|müraciət|məktub|iddia|mövqe|sitat|şərh|görüntü|xəbər)\w*n[ıiuü]|[Bb]u rəqəmləri)\b"
)
_TELLS: Final = re.compile(
    r"(?<!\w)(?:yaz|yay|yayımla|dərc et|dərc ed|paylaş|təsdiqlə|aç?ıqla|ortaya at|irəli sür|gündəmə gətir|duyur|gəl|danış|işlə[td]|səsləndir|ifadə ed|söylə|bölüş|gündəmə gətir|qaldır)(?:y?[ıiuü]b|[dt][ıiuü]|y?[ıiuü]r|m[ıiuü]şd[ıiuü]|m[ıiuü]şd[ıiuü]r)(?:l[aə]r)?(?!\w)"
)
_QUOTED_FIRST: Final = re.compile(r"^.*[”»\"][,.]?\s*[-–—]\s(?:deyə\s)?")  # «"…", - bunu | Elvin Babaşov danışıb»
# The accusative of a clause or of what can only be told: «öldüyünü», «gələcəyini», «məlumatı», «ittihamları»
_CONTENT: Final = re.compile(
    r"(?:[dt][ıiuü][ğy][ıiuü]n[ıiuü]|[dt]ıqlarını|[dt]iklərini|[dt]uqlarını|[dt]üklərini|[aəe]c[aə][ğy][ıi]n[ıi]|acaqlarını|əcəklərini|m[aə]s[ıi]n[ıi]|m[aə]l[aə]r[ıi]n[ıi]"
    r"|məlumatları|məlumatı|faktı|faktları|xəbəri|xəbərləri|iddianı|iddiaları|ittihamları|bunu)\b|^\W*[^«“\"]{0,60}[:]\s"
)
_WRITES: Final = re.compile(r"(?<!\w)yaz(?:ır|ıb|dı|mışdı|mışdır|ıblar|ırlar|araq)(?!\w)")
# Where one writes what is read at once: «Telegram kanalında yazıb»
_WHERE: Final = re.compile(
    r"(?:Telegram|Facebook|Instagram|Twitter|TikTok|YouTube|LinkedIn|\bX\b|səhifə|hesab|kanal|platforma|şəbəkə|paylaşım|məktub|post|status|bloq|sayt|məqalə|sütun"
    r"|müraciət|şərh|cavab)\w*[”\"»]?(?:-?d[aə]|d[aə])\b|\b(?:belə|bunları|barədə|haqda|haqqında)\b"
)
_WORKS: Final = re.compile(
    r"\b(?:kitab|roman|şeir|mahnı|musiqi|əsər|ssenari|tarix|ərizə|pyes|hekayə|libretto|dissertasiya|adını|addım|rekord|opera|dərslik|poema)\w*\s$"
)
_WORKS_FIRST: Final = re.compile(
    r"(?:^\W*|,\s)(?:[Mm]usiqi|[Mm]ahnı|[Ss]öz|[Ss]senari|[Kk]itab|[Rr]oman|[Ll]ibretto|[Əə]sər|[Şş]eir|[Pp]yes|[Mm]ətn)\w*n[ıiuü]\s"
)
# «… olduğunu hesablayıb»: whatever one does with a clause tells it, but for finding out and wishing
_DOES_WITH_CLAUSE: Final = re.compile(
    r"(?:[dt][ıiuü][ğy][ıiuü]n[ıiuü]|[dt][ıiuü]kl[aə]rini|[dt][ıiuü]ql[aə]rını|[aə]ca[ğq]ını|[aə]c[aə]yini|[aə]caqlarını|[aə]c[aə]kl[aə]rini)(?:\s(?:da|də|belə))?"
    r"\s(?:[a-zəğışçöü-]+\s){0,3}?(?P<verb>[a-zəğışçöü]{2,}(?:y?[ıiuü]b|[ıiuü]r|m[ıiuü]şd[ıiuü])(?:l[aə]r)?)(?=[.,!?…:;]|\s*$)"
)
_NO_TELLING: Final = re.compile(
    r"\b(?:bil(?!d)|gör|öyrən|aşkar\w*(?: e\w*)?|müəyyən\w*(?: e\w*)?|unud|eşid|hiss|anla|duy|istə|izlə|yoxla|araşdır|nəzərdə tut|qərara al|tap|sez|düşün|planlaşdır|qavra|yaşa|ol|başa düş"
    r"|kəşf e|təyin e|sübut(?: e\w*)?|göstər|sına|öyrət|qeydə al|üzə çıx|ortaya çıx|nümayiş(?: e\w*)?|hazırla|tut|sev|xoşla|nəzərə al)\w*$"
)
# «Hökmü | hakim Nəcəf Rzayev elan edib»
_ACT: Final = re.compile(
    r"\b(?:[Hh]ökm[üu]|[Qq]ərarı|[Qq]aliblər[iı]|[Nn]əticələri)\b[^|]*\|.*elan e[dt]|\bnə\sdə\s(?:\w+\s)?(?:təkzib|inkar|təsdiq|rədd)"
    r"|\b[Ss]on sözü\b.*\bde(?:yib|di|yəcək)|\b(?:dərs|mahnı|nağıl|bayatı|laylay)\s(?:de|söylə|elan)"
    r"|\b(?:foto|şəkil|kadr|görüntü|selfi|poza|video)\w*\s(?:\w+\s){0,2}?paylaş"
    r"|\b(?:polisə|təcili yardıma|10[123]-[yaə]+|112-[yaə]+)\s(?:məlumat|xəbər|bildir|şikayət|zəng)"
)
# «Elvin Məmmədov | xəstəxanaya yerləşdirilib, həkimlər vəziyyətinin ağır olduğunu deyiblər»: others say it
_OTHERS: Final = re.compile(
    r"\w(?:[ıiuü]b|[dt][ıiuü]|[ıiuü]r|[dt][ıiuü]r),\s(?:(?:bunu|bu barədə|bu haqda|lakin|amma|sonra)\s)?(?:[a-zəğışçöü]+\s){0,2}?"
    r"(?:\w{3,}l[aə]r(?:[ıi])?|qardaşı|bacısı|anası|atası|həyat yoldaşı|oğlu|qızı|vəkili|ailəsi|yaxınları|qonşusu|həkim|polis|prokurorluq|nazirlik|məhkəmə|[^,.:;]{2,50}?\sisə)\s"
)
# «“Zirə” üzərindəki qələbədən (3:1) sonra», «“Birinci hissədə pis oynadıq” fikrini səsləndirib»
_EMBEDDED: Final = re.compile(r"(?<![\w.,!?…])[“«\"](?=\S)[^“”«»\"]*?[”»\"]|\s?\([^()]{1,60}\)|(?<=\d):(?=\d)")
_QUOTE_CLOSES: Final = re.compile(r"[”»\"],?\s*[-–—]\s")
_CLAUSE: Final = 25  # words between an Azerbaijani subject and the verb that ends its sentence


def first_verb(after: str, speech: Speech) -> int:
    """Where the first verb of speech behind a name ends."""
    found = speech.verb.search(after)
    return found.end() if found else len(after)


def verb_follows(before: str, after: str, speech: Speech, *, of_person: bool = False) -> bool:
    """Whether the clause of a subject ends with a verb of speech.

    The verb ends an Azerbaijani clause, so at the end of its sentence it may be far from its subject.
    """
    for verb in speech.verb.finditer(after):
        if _in_reach(after, verb) and not _ACT.search(before + "|" + after[: verb.end()]):
            return True
    for verb in speech.content_verb.finditer(after):
        ahead = after[: verb.start()]
        told = _CONTENT.search(ahead) or after[verb.end() :].startswith((" ki", ": ")) or _TOLD_FIRST.match(before)
        if told and _in_reach(after, verb):
            return True
    for verb in _WRITES.finditer(after):
        ahead = after[: verb.start()]
        shown = after[verb.end() :].startswith((" ki", ": ")) or "," in before[-4:] or _TOLD_FIRST.match(before)
        where = not of_person or not ahead.strip() or _CONTENT.search(ahead) or _WHERE.search(ahead)
        work = _WORKS.search(ahead) or _WORKS_FIRST.search(before)
        if (shown or where) and _in_reach(after, verb) and not work:
            return True
    for clause in _DOES_WITH_CLAUSE.finditer(after):
        if _in_reach(after, clause, "verb") and not _NO_TELLING.search(clause.group()):
            return True
    before = _QUOTED_FIRST.sub("", before)
    tells = _TELLS.search(after) if _TOLD_FIRST.match(before) or _TOLD_FIRST.match(after.lstrip()) else None
    return tells is not None and _in_reach(after, tells)


def _in_reach(after: str, verb: re.Match[str], group: int | str = 0) -> bool:
    """Whether a verb behind a subject is still its own."""
    start, stop = verb.span(group)
    between = _SAME_SPEECH.sub(" ", ASIDE.sub("", _EMBEDDED.sub(" q", after[:start])))
    ends = not after[stop:].strip(' .,!?…»”"') or after[stop] in ",;:"
    that = after.startswith(" ki", stop)
    reach = _CLAUSE if ends or that else BETWEEN
    closing = _QUOTE_CLOSES.search(between)
    if closing and not re.search(r"[“«\"]", between[: closing.start()]):
        return False  # «"…, Kazmunayqaz | tankeri yola salacaq", - nazir bildirib»
    if _OTHERS.search(between):
        return False
    return len(between.split()) <= reach and not _NEW_SUBJECT.search(between)
