"""How Azerbaijani texts cite a body whose name is in a case, or that others speak for, and the outlets to which something is told."""

import re
from typing import Final

from analytics.entities.speech_azerbaijani_verbs import first_verb, verb_follows
from analytics.entities.speech_clauses import BETWEEN
from analytics.entities.speech_words import Speech

GENITIVE: Final = re.compile(r"(?:n[ıiuü]n|[^aəeoö][ıiuü]n)$")
_LOCATIVE: Final = re.compile(r"[dt][aə]$")
_DATIVE: Final = re.compile(r"[aə]$")
_SERVICE: Final = re.compile(
    r"^\s(?!(?!Mətbuat|Media|İctimai)[A-ZÇƏĞİÖŞÜ])[\w-]+?(?:\s[\w-]+?){0,5}?[dt][aə]n?\b"
    r"|^\s[A-ZÇƏĞİÖŞÜ][\w-]+(?:\s(?:rayon|şəhər|bölgə))?\s(?:[a-zəğışçöü]+\s){1,3}(?:qrup|şöbə|idarə|xidmət|bölmə|mərkəz)\w*[dt][aə]n?\b"
)
# What a body is, behind its name: «“Anadolu” | agentliyinə», «“Goldman Sachs” | bankının»
KIND: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,2}?(?:qəzet|(?:xəbər |informasiya )?agentli[yk]|telekanal|kanal|teleradio|portal|sayt|jurnal|nəşr|radio|televiziya"
    r"|buraxılış|şirkət|bank|klub|fond|mərkəz|partiya|hərəkat|assosiasiya|təşkilat|birli[yk]|qrup|holdinq|aviaşirkət|korporasiya|konsern|layihə"
    r"|institut|universitet|nəşriyyat|cəmiyyət|platforma|komanda|media|müəssisə|zavod|fabrik|kombinat|konsorsium|xəstəxana|klinika|federasiya|ittifaq|supermarket|teatr|studiya|birja|operator)(s?[ıiuü])(|n[ıiuü]n|n[aə]|nd[aə]n?|nd[aə]k[ıi]|n[ıiuü]|yl[aə])(?!\w)"
)
# Those who speak for a body and are not named: «Helsinki Universitetinin | tədqiqatçıları»
_ENVOYS: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,3}?(?:analitik|ekspert|mütəxəssis|nümayəndə|tədqiqatçı|alim|iqtisadçı|həkim|sinoptik|seysmoloq|mənbə|hüquqşünas"
    r"|əməkdaş|müəllif|rəsmi|araşdırmaçı|mühəndis|psixoloq|vəkil|astronom|ekoloq|məsul şəxs|səlahiyyətli)(?:lər|lar)(?:[ıi])?(?=\s)"
    r"|^\s(?:[a-zəğışçöü-]+\s){0,2}?(?:[Mm]ətbuat [Xx]idməti|[Mm]ətbuat katibliyi|[Mm]ətbuat [Mm]ərkəzi|mətbuat katibi|sözçüsü|rəsmisi|rəhbərliyi|[a-zəğışçöü]*ofisi|nümayəndəsi|nümayəndəliyi|katibliyi|mənbəsi"
    r"|departamenti|şöbəsi|idarəsi|bölməsi|filialı|heyəti|qərargahı|administrasiyası|idarə heyəti|redaksiyası|müxbiri)(?=\s)"
)
# «Kraliça Universitetinin | 12 min nəfər üzərində apardığı tədqiqatın nəticələri göstərib»
_STUDY: Final = re.compile(
    r"^\s(?:[a-zəğışçöü\d][\w,-]*\s){0,9}?(?:tədqiqat|araşdırma|sorğu|hesablama|təhlil|müşahidə|statistika|məlumat|hesabat|rəqəm|monitorinq|model|ölçmə|qiymətləndirmə|proqnoz|göstərici|elmi iş)(?:lar|lər)?\w{0,5}\s"
    r"(?:(?:nəticə|rəqəm)\w*\s)?(?:isə\s|da\s|də\s)?(?:[\w,%-]+\s){0,8}?(?:göstər|ortaya qoy|ortaya çıxar|üzə çıxar|aşkarla|aşkar e[td]|(?:belə )?nəticə ver|deməyə əsas ver|fikir söylə|təsdiqlə|sübut e[td]|dəlalət e[td]|deyir|aşkar olun|aşkarlan|müəyyən (?:olun|ed|et)|məlum ol|üzə çıx|ortaya çıx|aydın ol|təsdiqlən)\w*"
)
# «JPMorgan | analitikləri daha ehtiyatlıdırlar»: foreign names stand without an ending
_EXPERTS: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s)?(?:analitik|ekspert|mütəxəssis|tədqiqatçı|alim|iqtisadçı|strateq|araşdırmaçı|mənbə)(?:lər|lar)i?ı?\s"
)
# «… | reytinqində ölkə 71-cidir», «… | hesabatından görünür», «… | rəqəmləri bir qədər fərqlidir»
_SHOWN: Final = re.compile(
    r"^\s(?:[a-zəğışçöü\d][\w-]*\s){0,4}?(?:(?:reytinq|indeks|kataloq)(?:lər)?[ıi]nd[aə]\s"
    r"|(?:hesabat|məlumat|statistika|göstərici|hesablama|rəqəm|sorğu|araşdırma|tədqiqat|icmal|bülleten|bəyanat|açıqlama)\w*[dt][aə]n\s(?:isə\s|da\s|də\s)?"
    r"(?:aydın ol|məlum ol|bəlli ol|görün|belə görün|aydınlaş|belə çıx)\w*"
    r"|(?:rəqəm|hesablama|məlumat|göstərici|proqnoz|təxmin|qiymətləndirmə)l[aə]r[ıi]\s(?:isə\s|da\s|də\s)?(?:[a-zəğışçöü]+\s){0,3}?(?:fərqli|başqa|eyni|nikbin|bədbin|ehtiyatlı|üst-üstə|yaxın|aşağı|yuxarı|təsdiq))"
)
# «… | metodikasına görə»: whatever a body has, but for its acts
_BY_ITS: Final = re.compile(
    r"^\s(?:[a-zəğışçöü\d][\w-]*\s){0,3}?(?!qərar|əmr|sərəncam|tapşırı|göstəriş|qanun|fərman|müqavil|layihə|proqram|plan|qayda|tələb|səbəb|təşəbbüs|vəsatət|müraciət|şikayət"
    r"|xahiş|icazə|lisenziya|hökm|nizamnamə|konstitusiya|iradə|arzu|dəstə|güc|büdcə|strategiya|razılı|təqvim|günah|səhlənkar|hücum|sanksiya|sifariş|imtina|təsdiq|seçim|siyasət|vəd|sazi)"
    r"[a-zəğışçöü]{3,}(?:s[ıi]na|l[aə]r[ıi]na|l[aə]r[ıi]nə|s[ıi]nə) (?:görə,|əsasən)"
)
# «Mərkəzin | hazırladığı “İxrac icmalı”na istinadən»
_NAMED_STUDY: Final = re.compile(
    r"^\s(?:hazırladığı|yaydığı|dərc etdiyi|açıqladığı|təqdim etdiyi|nəşr etdiyi)\s(?:\w+\s){0,3}?[“«\"][^”»\"]+[”»\"]\w*\s(?:\w+\s)?(?:istinad|görə|əsas)"
)
# «“Nature” jurnalında | çıxan tədqiqata əsasən»
_PUBLISHED: Final = re.compile(
    r"^\s(?:[\w.,-]+\s){0,3}?(?:çıxan|çıxmış|(?:dərc|çap|nəşr) (?:olunan|edilən|olunmuş|edilmiş)|yayımlanan|yayımlanmış|yayılan|yerləşdirilən|yer alan|paylaşılan)\s"
    r"(?:[\w-]+\s){0,3}?(?:məqalə|tədqiqat|yazı|müsahibə|hesabat|araşdırma|material|xəbər|reportaj|süjet|məlumat|məktub|bəyanat|elmi iş|sənəd|sorğu)"
    r"|^\s(?:(?:isə|bu gün|dünən|ilk dəfə)\s)?(?:yer al|dərc (?:olun|edil)|çap (?:olun|edil)|nəşr olun|yayımlan|işıq üzü gör|çıx)(?:ıb|ib|ub|üb|mışdı|mişdi|muşdu|müşdü)\b"
)
# Who stays unnamed in a headline
ENVOY: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,3}?(?:nümayəndə|sözçü|katib|sədr|rəis|nazir|elçi|rəhbər|direktor|koordinator|komissar|prezident|müavin|səfir|məruzəçi|başçı|rəsmi)s?[ıiuü]\b"
)
# What an outlet is called, and outlets whose names do not say so
_OUTLET_KIND: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,2}?(?:qəzet|(?:xəbər |informasiya )?agentli[yk]|telekanal|kanal|teleradio|portal|sayt|jurnal|nəşr|radio|televiziya)"
)
_OUTLET: Final = re.compile(
    r"(?:\bTV|radio\w*|radiosu|televiziya\w*|\bpress|\bnews|xəbər|\binfo|\bİnfo|times|\bpost|\.\w{2,6}|agentliyi|qəzeti|\d{1,2})$"
    r"|^(?:ТАСС|Рейтер|Reuters|Агентство Анадолу|Anadolu|Интерфакс|РИА Новости|Франс Пресс|AFP|Ассошиэйтед Пресс|Associated Press|AP|Bloomberg|Блумберг|CNN|BBC|Би-би-си"
    r"|CNBC|CBS|NBC|ABC|Fox|Sky|Euronews|Евроньюс|Аль-Джазира|Аль-Арабия|Politico|Axios|Forbes|Deutsche Welle|DW|Укринформ|Арменпресс|Казинформ|Спутник|Sputnik|Guardian"
    r"|The \w+|Le \w+|Tasnim|Тасним|Mehr|Fars|ИРНА|UzA|Kabar|APA|Trend|Report|Turan|АЗЕРТАДЖ|РБК|Коммерсант|Известия|Newsweek|Time|TRT|NTV|Meduza|Hürriyet|Milliyet|Sabah)\b",
    re.IGNORECASE,
)
# «… qəzetinə | müsahibəsində», «“Meydan Radiosu”na | bunun əksini deyib»
_TOLD_TO: Final = re.compile(
    r"^\s(?:[\w-]+\s){0,3}?(?:açıqlama|müsahibə|şərh|bəyanat|intervü|söhbət|cavab)(?:s?[ıi]nda|s?[ıi]ndə|sında|ında)\b"
    r"|^\s(?:[^.:;]{0,70}?\s)?(?:de(?:yib|di|yir|yil\w+)|(?:danış|bildir|söylə|açıqla|vurğula|təsdiqlə|dəqiqləşdir|bölüş)(?:y?[ıiuü]b|y?[ıiuü]r|d[ıiuü]|[ıiuü]l\w+|[ıiuü]bl[aə]r)|xatırladıb|çıxış ed(?:ib|ərək)|dilə gətir\w+|xəbərdarlıq ed(?:ib|ir)|vəd ed(?:ib|ir)|səsləndir\w+"
    r"|(?:müsahibə|açıqlama|məlumat|şərh|izahat|cavab|intervü) ver\w+|(?:şərh|izah|etiraf|qeyd|əlavə|təsdiq|təkzib|iddia) ed(?:ib|ir|ilib|iblər))(?!\w)"
)


# «“BFM TV”nin | efirində deyib», «“Rossiya 1” telekanalının | müxbirinə bildirib»
_ON_AIR: Final = re.compile(
    r"^\s(?:[a-zəğışçöü-]+\s){0,3}?(?:(?:efir|verilişi|proqramı|studiyası|yayımı|buraxılışı|mikrofonu|müxbiri|əməkdaşı|jurnalisti|sual|səhifələri|saytı)\w*\s)"
    r"(?:[^.:;!?]{0,90}?\s)?(?:söhbət|müsahibə|de(?:yib|yir|di|mişdi)|danış|bildir|söylə|açıqla|vurğula|təsdiqlə|xatırla|qeyd e|cavab|şərh|etiraf e|çıxış e|vəd e|əlavə e|iddia e|çağır|dilə gətir)"
)


def is_outlet(name: str, printed: str, after: str) -> bool:
    """Whether a body is an outlet, by its name or by what stands behind it: «“Hürriyyət” | qəzetinə»."""
    return any(_OUTLET.search(text) for text in (name, printed)) or _OUTLET_KIND.match(after) is not None


def is_shown_by(printed: str, after: str) -> bool:
    """«Kraliça Universitetinin | apardığı tədqiqat göstərib», «FIFA-nın | reytinqində», «“Nature” jurnalında | çıxan məqalə»."""
    if GENITIVE.search(printed):
        return any(pattern.match(after) for pattern in (_STUDY, _SHOWN, _BY_ITS, _NAMED_STUDY))
    return _LOCATIVE.search(printed) is not None and _PUBLISHED.match(after) is not None


def is_told(printed: str, after: str) -> bool:
    """«“Hürriyyət” qəzetinə | müsahibəsində», «Reuters-ə | bildirib», «“BFM TV”nin | efirində»: an outlet to which something is told."""
    if GENITIVE.search(printed):
        return _ON_AIR.match(after) is not None
    return (_DATIVE.search(printed) or _LOCATIVE.search(printed)) is not None and _TOLD_TO.match(after) is not None


def envoys_say(printed: str, before: str, after: str, speech: Speech, people: int) -> bool:
    """«Helsinki Universitetinin | tədqiqatçıları belə qənaətə gəliblər»."""
    envoys = _ENVOYS.match(after) if GENITIVE.search(printed) or _EXPERTS.match(after) else None
    if envoys is None or 0 <= people < first_verb(after, speech):
        return False
    return verb_follows(before, after[envoys.end() :], speech)


def told_from(printed: str, after: str, speech: Speech) -> bool:
    """«Nazirlikdən “Xəzər-İnform”a bildirilib», «Nazirliyin mətbuat xidmətindən bildirilib», «Nazirlikdə deyiblər»."""
    source = printed if re.search(r"[dt][aə]n?$", printed) else ""
    # Of «Nazirliyin | Milli Hidrometeorologiya Xidmətindən» the service is the source, of «… | Mətbuat xidmətindən» the ministry.
    service = _SERVICE.match(after) if GENITIVE.search(printed) else None
    if not source and not service:
        return False
    rest = after[service.end() :] if service else after
    told = speech.told.search(rest)
    return told is not None and len(rest[: told.start()].split()) <= BETWEEN
