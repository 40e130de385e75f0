"""Whether an Azerbaijani sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech_clauses import (
    ASIDE,
    BETWEEN,
    QUOTED,
    SPLIT_QUOTE,
    says_that,
)
from analytics.entities.speech_words import Speech
from analytics.text import fold

_AZ_THAT: Final = re.compile(r"^[^.!?:;]{0,120}?\s(\w+(?:[ıiuü]b|[ıiuü]r|ş(?:d[ıiuü]r)?)(?:l[aə]r)?)\s+ki\b")
# What shows that a comma in an Azerbaijani sentence closes a clause of the same speech: «bağlandığını, …»
_AZ_CLAUSE: Final = re.compile(r"[ıiuü]n[ıiuü],\s")
_NEW_SUBJECT: Final = re.compile(r"[;:]|, [A-ZƏÖÜİĞÇŞ]")
_AZ_TO: Final = re.compile(r"^\s[“«\"][^”»\"]{2,30}[”»\"]\w{0,3}\s")  # «“Xəzər-İnform”a dediyinə görə»
_AZ_TO_OUTLET: Final = re.compile(r"^\s[A-Z][\w.]{1,25}-(?:y?[aə])\s")  # «Musavat.com-a verilən cavabda»
_AZ_CITING: Final = re.compile(r"\s[^.,:;!?]{2,70}?\s(?:istinad(?:ən|la| edərək)|əsaslanaraq)(?=\s)")
_AZ_QUOTED: Final = re.compile(r"^[”\"»](\w{0,5})")
# What a body is, behind its name: «“Anadolu” | agentliyinə», «“Goldman Sachs” | bankının»
_AZ_KIND: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,2}?(?:qəzet|(?:xəbər |informasiya )?agentli[yk]|telekanal|kanal|teleradio|portal|sayt|jurnal|nəşr|radio|televiziya"
    r"|buraxılış|şirkət|bank|klub|fond|mərkəz|partiya|hərəkat|assosiasiya|təşkilat|birli[yk]|qrup|holdinq|aviaşirkət|korporasiya|konsern|layihə"
    r"|institut|universitet|nəşriyyat|cəmiyyət|platforma|komanda|media)(s?[ıiuü])(|n[ıiuü]n|n[aə]|nd[aə]n?|n[ıiuü]|yl[aə])(?!\w)"
)
_AZ_GENITIVE: Final = re.compile(r"(?:n[ıiuü]n|[^aəeoö][ıiuü]n)$")
# «Kraliça Universitetinin | 12 min nəfər üzərində apardığı tədqiqatın nəticələri göstərib»
_AZ_STUDY: Final = re.compile(
    r"^\s(?:[a-zəğışçöü\d][\w,-]*\s){0,9}?(?:tədqiqat|araşdırma|sorğu|hesablama|təhlil|müşahidə|statistika|məlumat|hesabat|rəqəm|monitorinq|model|ölçmə|qiymətləndirmə|proqnoz|göstərici|elmi iş)(?:lar|lər)?\w{0,5}\s"
    r"(?:(?:nəticə|rəqəm)\w*\s)?(?:isə\s|da\s|də\s)?(?:[\w,%-]+\s){0,8}?(?:göstər|ortaya qoy|ortaya çıxar|üzə çıxar|aşkarla|aşkar e[td]|(?:belə )?nəticə ver|deməyə əsas ver|fikir söylə|təsdiqlə|sübut e[td]|dəlalət e[td]|deyir)\w*"
)
_AZ_DATIVE: Final = re.compile(r"(?:[aə]|^)$")
_AZ_TOLD_TO: Final = re.compile(r"[-’'](?:y?[aə]|n?[aə]|d[aə]n?)$")
_AZ_CITED: Final = re.compile(
    r"\s(?:istinad|əsaslanaraq|əsasən|görə,)"
)  # «Natiq Cəfərliyə | görə, manat sabit qalacaq»
# «Kreml | sözçüsünün», «TRIPP | marşrutunun»: a body before what belongs to it is no subject
_AZ_OWNS: Final = re.compile(
    r"^\s(?!həmçinin|lakin|yəqin|müəyyən|sayt|hesab|səhifə|bəyanat|açıqlama|hesabat|məlumat|kanal|məktub|brifinq|paylaşım|şərh|cavab|sorğu|müraciət|bu\w*\s|onu|\w*l[aə]r[ıi]"
    # but «XİN | narahatlığını ifadə edib», «SOCAR | artdığını bildirib», «Komitə | idmançını təbrik edib»
    r"|(?:proqnoz|mövqe|münasibət|etiraz|narahatlı|narazılı|qərar|rəy|fikr|tövsiyə|təklif|iddia|xəbər|yekun|nəticə|reytinq|dəstə|təşəkkür|minnətdarlı|təəssüf"
    r"|başsağlı|çağırış|xəbərdarlı|ümid|təqdir|təbrik)\w*n[ıiuü]\s|\w+ç[ıiuü]n[ıiuü]\s|\w+[dt][ıiuü][ğy][ıiuü]n[ıiuü]\s|\w+[aə]c[aə][ğy][ıi]n[ıi]\s"
    r"|\w+m[aə]s[ıi]n[ıi]\s)[a-zəğışçöü]{4,}"
    r"(?:s?[ıiuü]n[ıiuü]n|s?[ıiuü]n[ıiuü]|s?[ıiuü]n[aə]|s?[ıiuü]nd[aə]n?)\s"
)
_QUOTE_CLOSES: Final = re.compile(r"[”»\"],?\s*[-–—]\s")
# «Aygün Səfərova | haqqında jurnalist Rauf Talıblı məqalə yazıb»
_AZ_POSTPOSITION: Final = re.compile(
    r"^\s(?:qarşı|dair|doğru|tərəfdən|haqqında|haqda|barədə|barəsində|ilə|üçün|tərəfindən|adına|kimi|olmadan|vasitəsilə|arasında|yanında|başda olmaqla|istisna olmaqla)\b"
)
# «Xəbər Reuters | tərəfindən yayılıb»
_AZ_TOLD_BY: Final = re.compile(
    r"^\stərəfindən\s(?:[\w-]+\s){0,4}?(?:yayıl|yayımlan|bildiril|açıqlan|deyil|səsləndiril|vurğulan|paylaşıl|təsdiqlən|dərc (?:edil|olun)|məlumat veril"
    r"|(?:iddia|qeyd|təkzib|tənqid|tövsiyə|bəyan) (?:edil|olun))\w+"
)
_AZ_OUTER_GENITIVE: Final = re.compile(r"n?[ıiuü]n")
_AZ_SELF: Final = re.compile(r"^\s(?:isə\s)?özü\b")  # «Sadayevin özü qərarı gecikmiş ədalət sayır»
# Those who speak for a body and are not named: «Helsinki Universitetinin | tədqiqatçıları»
_AZ_ENVOYS: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,3}?(?:analitik|ekspert|mütəxəssis|nümayəndə|tədqiqatçı|alim|iqtisadçı|həkim|sinoptik|seysmoloq|mənbə|hüquqşünas"
    r"|əməkdaş|müəllif|rəsmi|araşdırmaçı|mühəndis|psixoloq|vəkil|astronom|ekoloq|məsul şəxs|səlahiyyətli)(?:lər|lar)(?:[ıi])?(?=\s)"
    r"|^\s(?:[a-zəğışçöü-]+\s){0,2}?(?:[Mm]ətbuat [Xx]idməti|[Mm]ətbuat katibliyi|[Mm]ətbuat [Mm]ərkəzi|mətbuat katibi|sözçüsü|rəsmisi|rəhbərliyi|ofisi|nümayəndəsi|katibliyi)(?=\s)"
)
# «Bunu Xarkov vilayətinin rəhbəri | … yazıb»: what is told stands first, so that any verb of telling tells it
_AZ_TOLD_FIRST: Final = re.compile(
    r"^[«“\"—–-]*\s*(?:[^,.:;]{1,60},\s)?(?:[Bb]unu|[Bb]u barədə|[Bb]u haqda|[Bb]u haqqda|[Bb]u haqda|[Bb]u sözləri|[Bb]u fik(?:ri|irləri)|[Bb]u (?:rəqəmi|statistikanı|müqayisəni|ehtimalı|təklifi|çağırışı|məsələni|sualı)|[Bb]elə fikri|[Bb]u məlumatı"
    r"|[Bb]u xəbəri|[Xx]əbəri|[Mm]əlumatı|[Bb]u iddianı|[Ii]ddianı|[Bb]u açıqlamanı|[^.,:;]{2,80}\s(?:haqqında|barədə|haqda|məlumatı|məlumatları|xəbəri|statistikanı|rəqəmləri|iddianı|iddiaları|açıqlamanı|bəyanatı|sözlərini|fikirləri)|[Bb](?:elə|u) qənaətə|[Bb](?:elə|u) nəticəyə|(?:[Oo]nun |\w+n[ıiuü]n )(?:söz|açıqlama|bəyanat|fikir|fikr|çıxış|müraciət|məktub|iddia)\w*n[ıiuü]|[Bb]u rəqəmləri)\b"
)
# «Bu sözlər Xalq artisti | Rəhilə Mövsümzadəyə məxsusdur»
_AZ_WORDS_OF: Final = re.compile(
    r"^[«“\"—–-]*\s*(?:[Bb]u|[Hh]əmin)\s(?:\w+\s)?(?:söz|fikir|ifadə|iddia|sitat|təklif|bəyanat)\w*\s"
)
_AZ_BELONG: Final = re.compile(r"\w{0,3}\s(?:məxsus|aid)")
# «Xəbəri ilk yayan “| Naşa Niva” oldu»
_AZ_OF_WHOM: Final = re.compile(r"^.{0,80}\b(?:yayan|yazan|bildirən|açıqlayan|deyən|xəbər verən|iddia edən|söyləyən)\b")
_AZ_FIRST: Final = re.compile(r"\s(?:isə\s)?(?:oldu|olub|olmuşdur)\b")
_AZ_TELLS: Final = re.compile(
    r"(?<!\w)(?:yaz|yay|dərc et|dərc ed|paylaş|təsdiqlə|aç?ıqla|ortaya at|irəli sür|gündəmə gətir|duyur|gəl|danış|işlət|səsləndir|ifadə ed|söylə|bölüş|gündəmə gətir|qaldır)(?:y?[ıiuü]b|[dt][ıiuü]|y?[ıiuü]r|m[ıiuü]şd[ıiuü]|m[ıiuü]şd[ıiuü]r)(?:l[aə]r)?(?!\w)"
)
# The accusative of a clause or of what can only be told: «öldüyünü», «gələcəyini», «məlumatı», «ittihamları»
_AZ_CONTENT: Final = re.compile(
    r"(?:[dt][ıiuü][ğy][ıiuü]n[ıiuü]|[dt]ıqlarını|[dt]iklərini|[dt]uqlarını|[dt]üklərini|[aəe]c[aə][ğy][ıi]n[ıi]|acaqlarını|əcəklərini|m[aə]s[ıi]n[ıi]|m[aə]l[aə]r[ıi]n[ıi]"
    r"|məlumatları|məlumatı|faktı|faktları|xəbəri|xəbərləri|iddianı|iddiaları|ittihamları|bunu)\b|^\W*[^«“\"]{0,60}[:]\s"
)
_AZ_WRITES: Final = re.compile(r"(?<!\w)yaz(?:ır|ıb|dı|mışdı|mışdır|ıblar|ırlar|araq)(?!\w)")
# Where one writes what is read at once: «Telegram kanalında yazıb»
_AZ_WHERE: Final = re.compile(
    r"(?:Telegram|Facebook|Instagram|Twitter|TikTok|YouTube|LinkedIn|\bX\b|səhifə|hesab|kanal|platforma|şəbəkə|paylaşım|məktub|post|status|bloq|sayt|məqalə|sütun"
    r"|müraciət|şərh|cavab)\w*[”\"»]?(?:-?d[aə]|d[aə])\b|\b(?:belə|bunları|barədə|haqda|haqqında)\b"
)
_AZ_WORKS: Final = re.compile(
    r"\b(?:kitab|roman|şeir|mahnı|musiqi|əsər|ssenari|tarix|ərizə|pyes|hekayə|libretto|dissertasiya|adını|addım|rekord|opera|dərslik|poema)\w*\s$"
)
_NEAR: Final = 24  # characters between an Azerbaijani name in the genitive and «sözlərinə görə»
_BY_WORDS_REACH: Final = 160
# «“Türkmenqaz” konserninin | sədri Serdar Orazgeldiyevin məruzəsində»
_SOMEBODY_NAMED: Final = re.compile(r"\s[A-ZÇƏĞİÖŞÜ][\w-]+\s[A-ZÇƏĞİÖŞÜ][\w-]+\s")
# «Hökmü | hakim Nəcəf Rzayev elan edib»
_ACT: Final = re.compile(
    r"\b(?:[Hh]ökm[üu]|[Qq]ərarı|[Qq]aliblər[iı]|[Nn]əticələri)\b[^|]*\|.*elan e[dt]|\bnə\sdə\s(?:\w+\s)?(?:təkzib|inkar|təsdiq|rədd)"
    r"|\b(?:polisə|təcili yardıma|10[123]-[yaə]+|112-[yaə]+)\s(?:məlumat|xəbər|bildir|şikayət|zəng)"
)
# «Elvin Məmmədov | xəstəxanaya yerləşdirilib, həkimlər vəziyyətinin ağır olduğunu deyiblər»: others say it
_AZ_OTHERS: Final = re.compile(
    r"\w(?:[ıiuü]b|[dt][ıiuü]|[ıiuü]r|[dt][ıiuü]r),\s(?:(?:bunu|bu barədə|bu haqda|lakin|amma|sonra)\s)?(?:[a-zəğışçöü]+\s){0,2}?"
    r"(?:\w{3,}l[aə]r(?:[ıi])?|qardaşı|bacısı|anası|atası|həyat yoldaşı|oğlu|qızı|vəkili|ailəsi|yaxınları|qonşusu|həkim|polis|prokurorluq|nazirlik|məhkəmə)\s"
)
_AZ_LETTERS: Final = re.compile(
    r"^[”\"»]?\s(?:ASC|QSC|MMC|OJSC|LLC)(?=\s)|^[”\"»]?\s\([A-ZÇƏĞİÖŞÜ][^()]{1,11}\)"
)  # «Xidmətinə | (FTX) istinadla»
# «JPMorgan | analitikləri daha ehtiyatlıdırlar»: foreign names stand without an ending
_AZ_EXPERTS: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s)?(?:analitik|ekspert|mütəxəssis|tədqiqatçı|alim|iqtisadçı|strateq|araşdırmaçı|mənbə)(?:lər|lar)i?ı?\s"
)
_AZ_HEADLINE: Final = 6  # words before a name that opens a headline
_AZ_OFFICE: Final = re.compile(
    r"(?:ç[ıiuü]|loq|ist|nas|ator|sor|tor|ist|naz[iı]ri?|sədri?|rəisi?|müdiri?|müav[iı]ni?|deputatı?|eksperti?|həkimi?|vəkili?|müşaviri?|kapitanı?|generalı?|polkovniki?|rektoru?|rəhbəri?|səfiri?|"
    r"prezidenti?|katibi?|məşqçisi?|artisti?|müəllimi?|bloqeri?|blogeri?|yazarı?|şairi?|rəssamı?|akademiki?|mühəndisi?|menecer[iı]?|redaktoru?|müğənnisi?|çempionu?|qubernatoru?|meri?|valisi?|analitiki?|üzvü|nümayəndəsi|rəsmisi)$"
)
_AZ_EXPECTS: Final = re.compile(
    r"^[^.!?:]{0,110}\s(?:gözləyir|istəyir|planlaşdırır|nəzərdə tutur|ümid edir|düşünür|hazırlaşır)\W*$"
)
# «İnkişaf Bankının | (AYİB) kredit ayıracağı»: letters in brackets have the case of the name before them
_AZ_BRACKET: Final = re.compile(r"(?:n[ıiuü]n|[ıiuü]n|n[aə]|n[ıiuü]|d[aə]n?)[”\"»]?\s\($")
_TITLE: Final = 40  # characters inside quotation marks that may be but a name
_CLAUSE: Final = 25  # words between an Azerbaijani subject and the verb that ends its sentence


def is_quoted_az(field: str, position: int) -> bool:
    """Whether a person is named inside a quotation of its line, straight quotation marks around it or others."""
    line = field.rfind("\n", 0, position) + 1
    if field.count('"', line, position) % 2:
        opened = field.rfind('"', line, position)
        closed = field.find('"', position)
    else:
        opened = max(field.rfind("“", line, position), field.rfind("«", line, position))
        closed = max(field.find("”", position), field.find("»", position))
        if opened < 0 or re.search("[”»]", field[opened:position]):
            return False
    return (
        max(opened + _TITLE, position) < closed < position + 600 and SPLIT_QUOTE.search(field, opened, position) is None
    )


def is_subject_az(text: str, surface: Surface) -> bool:
    """Whether no postposition follows a name in the nominative: «həmkarı Jana Novak | ilə görüşüb»."""
    return _AZ_POSTPOSITION.match(text[surface.stop : surface.stop + 40]) is None


def headline_speaks_az(before: str, after: str) -> bool:
    """Whether a headline gives a person's words, an office before the name: «Yazıçı | Pərviz İmanlı: Kitabı bitirdim»."""
    words = before.lower().split()
    return (
        bool(words)
        and len(words) < _AZ_HEADLINE
        and _AZ_OFFICE.search(words[-1]) is not None
        and after.startswith(": ")
    )


def expects_az(after: str) -> bool:
    """Whether a headline tells what a body expects, and the text may say who says so."""
    return _AZ_EXPECTS.match(after) is not None


def speaks_az(
    before: str, after: str, surface: Surface, entity: Entity, speech: Speech, *, subject_before: bool, people: int
) -> bool:
    is_body = entity.kind == "ORG"
    after = _AZ_LETTERS.sub("", after)
    if after.startswith(")") and _AZ_BRACKET.search(before):
        return False
    quoted = _AZ_QUOTED.match(after)
    ending = quoted.group(1) if quoted else ""
    after = after[quoted.end() :] if quoted else re.sub(r"^[»”\"]", "", after)
    in_case = ending or _AZ_GENITIVE.search(surface.text)
    kind = _AZ_KIND.match(after) if is_body and not in_case else None
    if kind:  # «“Naşa Niva” qəzetinin»: the case is that of what the body is
        ending = kind.group(2) or "-"
        after = after[kind.end() :]
    printed = surface.text + ("" if ending == "-" else ending)
    owner = _AZ_OUTER_GENITIVE.fullmatch(ending) is not None
    oblique = ending not in ("", "-")
    after = _AZ_TO_OUTLET.sub(" ", _AZ_TO.sub(" ", after))
    told_to = (oblique and not owner) or _AZ_TOLD_TO.search(surface.text)  # «APA-ya verilən açıqlamada»
    if (_by_words_az(after, speech) and not told_to) or (_AZ_DATIVE.search(printed) and _AZ_CITED.match(after)):
        return True
    if _AZ_GENITIVE.search(printed) and not told_to and _AZ_STUDY.match(after):
        return True
    if is_body and (_told_from(printed, after, speech) or _envoys_say_az(printed, before, after, speech, people)):
        return True
    if _AZ_WORDS_OF.match(before) and _AZ_BELONG.match(after) and _AZ_DATIVE.search(printed):
        return True
    itself = _AZ_SELF.match(after)
    if _AZ_TOLD_BY.match(after):
        return True
    if _AZ_POSTPOSITION.match(after):
        return False
    if (owner or oblique) and not itself:
        return False
    if not itself and kind is None and not is_nominative_az(surface.text, entity):
        return False
    if is_body and kind is None and _AZ_OWNS.match(after):
        return False
    if is_body and (subject_before or 0 <= people < _first_verb(after, speech)):
        return False
    if not is_body and (QUOTED.match(after) or says_that(_AZ_THAT, after, speech)):
        return True
    if _AZ_OF_WHOM.match(before) and _AZ_FIRST.match(after):
        return True
    return _verb_follows_az(before, after, speech, of_person=not is_body)


def _by_words_az(after: str, speech: Speech) -> bool:
    """«Politico-nun | diplomatlara istinadən yazdığına görə», «Nazirliyin | həftəlik hesabatında deyilir»."""
    after = after[:_BY_WORDS_REACH]
    # Of «| Şəki regional qrupuna istinadən» what is cited belongs to the name itself.
    return any(_words_of_az(text, speech) for text in dict.fromkeys((_AZ_CITING.sub("", after), after)))


def _words_of_az(after: str, speech: Speech) -> bool:
    found = speech.by_words.search(after)
    return (
        found is not None
        and found.start() <= _NEAR
        and not re.search(r"[.!?;,:«“\"]|–", after[: found.start()].strip())
        and not _SOMEBODY_NAMED.search(after[: found.end()])
    )


def _first_verb(after: str, speech: Speech) -> int:
    """Where the first verb of speech behind a name ends."""
    found = speech.verb.search(after)
    return found.end() if found else len(after)


def _envoys_say_az(printed: str, before: str, after: str, speech: Speech, people: int) -> bool:
    """«Helsinki Universitetinin | tədqiqatçıları belə qənaətə gəliblər»."""
    envoys = _AZ_ENVOYS.match(after) if _AZ_GENITIVE.search(printed) or _AZ_EXPERTS.match(after) else None
    if envoys is None or 0 <= people < _first_verb(after, speech):
        return False
    return _verb_follows_az(before, after[envoys.end() :], speech)


def _verb_follows_az(before: str, after: str, speech: Speech, *, of_person: bool = False) -> bool:
    """Whether the clause of a subject ends with a verb of speech.

    The verb ends an Azerbaijani clause, so at the end of its sentence it may be far from its subject.
    """
    for verb in speech.verb.finditer(after):
        if _in_reach_az(after, verb) and not _ACT.search(before + "|" + after[: verb.end()]):
            return True
    for verb in speech.content_verb.finditer(after):
        ahead = after[: verb.start()]
        told = (
            _AZ_CONTENT.search(ahead) or after[verb.end() :].startswith((" ki", ": ")) or _AZ_TOLD_FIRST.match(before)
        )
        if told and _in_reach_az(after, verb):
            return True
    for verb in _AZ_WRITES.finditer(after):
        ahead = after[: verb.start()]
        shown = after[verb.end() :].startswith((" ki", ": ")) or "," in before[-4:] or _AZ_TOLD_FIRST.match(before)
        where = not of_person or not ahead.strip() or _AZ_CONTENT.search(ahead) or _AZ_WHERE.search(ahead)
        if (shown or where) and _in_reach_az(after, verb) and not _AZ_WORKS.search(ahead):
            return True
    tells = _AZ_TELLS.search(after) if _AZ_TOLD_FIRST.match(before) or _AZ_TOLD_FIRST.match(after.lstrip()) else None
    return tells is not None and _in_reach_az(after, tells)


def _in_reach_az(after: str, verb: re.Match[str]) -> bool:
    """Whether a verb behind a subject is still its own."""
    between = _AZ_CLAUSE.sub(" ", ASIDE.sub("", after[: verb.start()]))
    ends = not after[verb.end() :].strip(' .,!?…»”"') or after[verb.end()] in ",;:"
    that = after.startswith(" ki", verb.end())
    reach = _CLAUSE if ends or that else BETWEEN
    closing = _QUOTE_CLOSES.search(between)
    if closing and not re.search(r"[“«\"]", between[: closing.start()]):
        return False  # «"…, Kazmunayqaz | tankeri yola salacaq", - nazir bildirib»
    if _AZ_OTHERS.search(between):
        return False
    return len(between.split()) <= reach and not _NEW_SUBJECT.search(between)


def _told_from(printed: str, after: str, speech: Speech) -> bool:
    """«Nazirlikdən “Xəzər-İnform”a bildirilib», «Nazirliyin mətbuat xidmətindən bildirilib», «Nazirlikdə deyiblər»."""
    source = printed if re.search(r"[dt][aə]n?$", printed) else ""
    # Of «Nazirliyin | Milli Hidrometeorologiya Xidmətindən» the service is the source, of «… | Mətbuat xidmətindən» the ministry.
    service = re.match(r"^\s(?!(?!Mətbuat|Media|İctimai)[A-ZÇƏĞİÖŞÜ])[\w-]+?(?:\s[\w-]+){0,3}?[dt][aə]n?\b", after)
    if not source and not (service and _AZ_GENITIVE.search(printed)):
        return False
    told = speech.told.search(after)
    return told is not None and len(after[: told.start()].split()) <= BETWEEN


def is_nominative_az(printed: str, entity: Entity) -> bool:
    """Whether an Azerbaijani name is printed without a case ending."""
    return (
        fold(printed.split(" ")[-1].split(".")[-1]) == fold(entity.name.split(" ")[-1])
        or (fold(printed) == fold(entity.name))
        or (entity.kind == "ORG" and printed.isupper())  # «NASA», «BNA»: an ending stands behind a hyphen
        or (entity.kind == "ORG" and not re.search(r"(?:[ıiuü]n|n[ıiuü]|[dt][aə]|[dt][aə]n|[nsy][aə])$", fold(printed)))
    )
