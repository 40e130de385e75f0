"""Whether an Azerbaijani sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.speech_azerbaijani_bodies import (
    ENVOY,
    GENITIVE,
    KIND,
    envoys_say,
    is_outlet,
    is_shown_by,
    is_told,
    told_from,
)
from analytics.entities.speech_azerbaijani_verbs import first_verb, verb_follows
from analytics.entities.speech_clauses import QUOTED, SPLIT_QUOTE, says_that
from analytics.entities.speech_words import Speech
from analytics.text import fold

_AZ_THAT: Final = re.compile(r"^[^.!?:;]{0,120}?\s(\w+(?:[ıiuü]b|[ıiuü]r|ş(?:d[ıiuü]r)?)(?:l[aə]r)?)\s+ki\b")
_AZ_SINCE: Final = re.compile(
    r"^[^.!?:;]{0,120}?\s(?:dəfə|gün|il|ay|həftə|saat|əsr|müddət|vaxt)d[iıuü]r\s+ki\b"
)  # «üçüncü ildir ki»
_AZ_TO: Final = re.compile(r"^\s[“«\"][^”»\"]{2,30}[”»\"](?:n?y?[aə]|\s\w+n[aə])\s")  # «“Xəzər-İnform”a dediyinə görə»
_AZ_TO_OUTLET: Final = re.compile(r"^\s[A-Z][\w.·]{1,25}-(?:y?[aə])\s")  # «Musavat.com-a verilən cavabda»
_AZ_CITING: Final = re.compile(r"\s[^.,:;!?]{2,70}?\s(?:istinad(?:ən|la| edərək)|əsaslanaraq)(?=\s)")
_AZ_QUOTED: Final = re.compile(r"^[”\"»](\w{0,5})")
_AZ_HEADED: Final = re.compile(r"[ıiuü]$")  # «Oksford Universiteti | saytında»: the name says itself what it is
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
    r"(?:s?[ıiuü]n[ıiuü]n|s?[ıiuü]n[ıiuü]|s?[ıiuü]n[aə]|s?[ıiuü]nd[aə]n)\s"
)
# «Aygün Səfərova | haqqında jurnalist Rauf Talıblı məqalə yazıb»
_AZ_POSTPOSITION: Final = re.compile(
    r"^\s(?:ol(?:duğ|acağ|madığ|mayacağ)\w*|qarşı|dair|doğru|tərəfdən|haqqında|haqda|barədə|barəsində|ilə|üçün|tərəfindən|adına|adından|kimi|olmadan|vasitəsilə|arasında|yanında|başda olmaqla|istisna olmaqla)\b"
)
# «Xəbər Reuters | tərəfindən yayılıb»
_AZ_TOLD_BY: Final = re.compile(
    r"^\stərəfindən\s(?:[\w-]+\s){0,4}?(?:yayıl|yayımlan|bildiril|açıqlan|deyil|səsləndiril|vurğulan|paylaşıl|təsdiqlən|dərc (?:edil|olun)|məlumat veril"
    r"|(?:iddia|qeyd|təkzib|tənqid|tövsiyə|bəyan) (?:edil|olun))\w+"
)
_AZ_OUTER_GENITIVE: Final = re.compile(r"n?[ıiuü]n")
_AZ_SELF: Final = re.compile(r"^\s(?:isə\s)?özü\b")  # «Sadayevin özü qərarı gecikmiş ədalət sayır»
# «Bu sözlər Xalq artisti | Rəhilə Mövsümzadəyə məxsusdur»
_AZ_WORDS_OF: Final = re.compile(
    r"^[«“\"—–-]*\s*(?:[Bb]u|[Hh]əmin)\s(?:\w+\s)?(?:söz|fikir|ifadə|iddia|sitat|təklif|bəyanat)\w*\s"
)
_AZ_BELONG: Final = re.compile(r"\w{0,3}\s(?:məxsus|aid)")
# «Xəbəri ilk yayan “| Naşa Niva” oldu»
_AZ_OF_WHOM: Final = re.compile(r"^.{0,80}\b(?:yayan|yazan|bildirən|açıqlayan|deyən|xəbər verən|iddia edən|söyləyən)\b")
_AZ_FIRST: Final = re.compile(r"\s(?:isə\s)?(?:oldu|olub|olmuşdur)\b")
_NEAR: Final = 24  # characters between an Azerbaijani name in the genitive and «sözlərinə görə»
_BY_WORDS_REACH: Final = 160
# «“Türkmenqaz” konserninin | sədri Serdar Orazgeldiyevin məruzəsində»
_SOMEBODY_NAMED: Final = re.compile(r"\s[A-ZÇƏĞİÖŞÜ][\w-]+\s[A-ZÇƏĞİÖŞÜ][\w-]+\s")
_AZ_LETTERS: Final = re.compile(
    r"^[”\"»]?\s(?:ASC|QSC|MMC|OJSC|LLC)(?=\s)|^[”\"»]?\s\([A-ZÇƏĞİÖŞÜ][^()]{1,11}\)"
)  # «Xidmətinə | (FTX) istinadla»
_AZ_HEADLINE: Final = 6  # words before a name that opens a headline
_AZ_OFFICE: Final = re.compile(
    r"(?:ç[ıiuü]|loq|ist|nas|ator|sor|tor|ist|naz[iı]ri?|sədri?|rəisi?|müdiri?|müav[iı]ni?|deputatı?|eksperti?|həkimi?|vəkili?|müşaviri?|kapitanı?|generalı?|polkovniki?|rektoru?|rəhbəri?|səfiri?|"
    r"prezidenti?|katibi?|məşqçisi?|artisti?|müəllimi?|bloqeri?|blogeri?|yazarı?|şairi?|rəssamı?|akademiki?|mühəndisi?|menecer[iı]?|redaktoru?|müğənnisi?|çempionu?|qubernatoru?|meri?|valisi?|analitiki?|üzvü|nümayəndəsi|rəsmisi)$"
)
_AZ_EXPECTS: Final = re.compile(
    r"^[^.!?:]{0,110}\s(?:gözləyir|istəyir|planlaşdırır|nəzərdə tutur|ümid edir|düşünür|hazırlaşır)\W*$"
)
# «İnkişaf Bankının | (AYİB) kredit ayıracağı»: letters in brackets have the case of the name before them
# «“Əl-Cəzirə” telekanalı | yerli həkimlərə əsaslanaraq ölənlərin sayını göstərir»: who cites somebody tells it
_CITES: Final = re.compile(r"^\s[^.,:;!?]{0,90}?\s(?:istinad(?:ən|la| edərək)|əsaslanaraq)\s")
# «“Bəs cavabdeh kimdir?” - deputat Sevinc Qasımxanlının | bu sualına cavab verilməyib»
_AZ_ASKS: Final = re.compile(
    r"^\s(?:bu\s|həmin\s)?(?:sual|irad|söz|fik[ir]|təklif|iddia|cavab|replika|etiraz|çağırış|xəbərdarlıq)"
)
_QUOTE_ENDS: Final = re.compile(r"[”»\"][.,]?\s[-–—]\s")
_AZ_BRACKET: Final = re.compile(r"(?:n[ıiuü]n|[ıiuü]n|n[aə]|n[ıiuü]|d[aə]n?)[”\"»]?\s\($")
_TITLE: Final = 40  # characters inside quotation marks that may be but a name


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


def is_of_envoy_az(after: str) -> bool:
    """Whether a headline names the body of somebody who stays unnamed there: «BMT-nin | xüsusi nümayəndəsi …»."""
    return ENVOY.match(re.sub(r"^[”\"»]?\w{0,3}", "", after)) is not None


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
    in_case = ending or GENITIVE.search(surface.text)
    named = after
    headed = " " in surface.text and not quoted and _AZ_HEADED.search(surface.text)
    kind = KIND.match(after) if is_body and not in_case and not headed else None
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
    if not is_body and _AZ_ASKS.match(after) and _QUOTE_ENDS.search(before) and GENITIVE.search(printed):
        return True
    if is_body and (told_from(printed, after, speech) or envoys_say(printed, before, after, speech, people)):
        return True
    if is_body and is_shown_by(printed, after):
        return True
    alone = bool(quoted) and kind is None and entity.name == surface.text  # «“A Haber”ə deyib»
    outlet = is_body and (alone or is_outlet(entity.name, surface.text, named))
    if outlet and is_told(printed, after):
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
    if outlet and (_CITES.match(after) or (people < 0 and QUOTED.match(after))):
        return True
    if is_body and (subject_before or 0 <= people < first_verb(after, speech)):
        return False
    if not is_body and (QUOTED.match(after) or (says_that(_AZ_THAT, after, speech) and not _AZ_SINCE.match(after))):
        return True
    if _AZ_OF_WHOM.match(before) and _AZ_FIRST.match(after):
        return True
    return verb_follows(before, after, speech, of_person=not is_body)


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


def is_nominative_az(printed: str, entity: Entity) -> bool:
    """Whether an Azerbaijani name is printed without a case ending."""
    return (
        fold(printed.split(" ")[-1].split(".")[-1]) == fold(entity.name.split(" ")[-1])
        or (fold(printed) == fold(entity.name))
        or (entity.kind == "PER" and fold(printed) == fold(entity.name.split(" ")[0]))
        or (entity.kind == "ORG" and printed.isupper())  # «NASA», «BNA»: an ending stands behind a hyphen
        or (
            entity.kind == "ORG"
            and not re.search(r"(?:[ıiuü]n|n[ıiuü]|[dt][aə]|[dt][aə]n|[dt][aə]k[ıi]|[nsy][aə])$", fold(printed))
        )
    )
