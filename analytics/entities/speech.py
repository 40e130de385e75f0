"""Whether a sentence lets a named person or body speak: by verbs, formulas and quotations around the name."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.office_words import load_offices
from analytics.entities.speech_clauses import (
    ASIDE,
    BETWEEN,
    OFFICE,
    QUOTED,
    SILENT,
    STATES,
    ends_with,
    follows,
    no_other_case,
    says_that,
)
from analytics.entities.speech_english import speaks_en
from analytics.entities.speech_words import Speech
from analytics.text import fold

_SENTENCE_END: Final = re.compile(r"[.!?…][»”\"]?\s+(?=[«“\"—–-]*\s*[^\W\d_a-zа-яёəöüığçş])|\n")
_QUOTE_DASH: Final = re.compile(r"(?:[»”\"’],?|[,!?…])\s*[-–—]\s*(?:[а-яё]+о\s)?([\w-]+)((?:\s[^.!?,;:]*?)?)\s*$")
_RU_VERB: Final = re.compile(r"(?:[еиуюая]т|[её]тся|ится|ются|ятся|л[аи]?|лся|лась|лись)$")
_CONTENT: Final = re.compile(r"[»\"]?(?:,\s(?:что|как|чтобы)\b|:\s)")
_SAYS_COLON: Final = re.compile(r":\s[«\"–—-]")
_SPLIT_QUOTE: Final = re.compile(r"[,.!?…]\s[-–—]\s")
_COLON: Final = re.compile(r"^[»”\"]?:\s")
_CONTEST: Final = re.compile(
    r"(?:League|Cup|Open|Prix|Championships?|Лига|Лиги|Кубок|Liqası|Kuboku)$"
)  # «Conference League: …»
_SIGNED: Final = re.compile(r"\s[—–-]\s[«“\"]?$")
_STATEMENT: Final = 3  # words that say something
_WHOLE_STATEMENT: Final = 9  # and words and a dash that can hardly be a name and what it is
_PLURAL: Final = re.compile(r"(?:и|[ая]т|[ую]т)$")  # «в ГМС сообщили», «напоминают»
# «издание Hraparak | со ссылкой на жителей села Тех | писало»
_CITING: Final = re.compile(
    r"\sсо ссылкой на [^.,:!?]{2,60}?(?=\s(?:писал|написал|пишет|сообщ|переда|утвержда|заяв|рассказ|отме[тч]|узнал|выясн|уточн|подчерк|добав)\w*)"
)
_CITED_AT_END: Final = re.compile(r"\sсо ссылкой на [^,:!?]{2,80}$")
_TALK: Final = re.compile(
    r"\sчерез «[^»]{2,30}»|\s(?:в (?:беседе|разговоре|интервью)(?: с (?:корреспондентом )?)?|на вопрос|корреспонденту|журналистам)\s?(?:«[^»]{2,30}»)?"
    r"|\sс «[^»]{2,30}»|\s(?:с трибуны|со сцены|с места|с улыбкой|с усмешкой|с иронией|с гордостью|с грустью|в сердцах|в своей колонке|в своем блоге|на своей странице)(?=\s)"
    r"|,\s(?:в свою очередь|со своей стороны|между тем|тем временем|впрочем|напротив|при этом|кроме того),"
    r"|\sв (?:своем\s)?(?:[а-я-]+\s)?(?:обзоре|докладе|отчете|блоге|бюллетене|прогнозе|релизе|заявлении|послании|письме|посте)(?:\s[а-я-]+){0,3}?(?=\s[а-я]+(?:[еиую]т|л[аои]?)\b)"
)
_RU_THAT: Final = re.compile(
    r"^\s(?:[\w«»\"-]+\s){0,5}?(\w+(?:л[аи]?|[еиёауюя]т|[её]тся|ится|лся|лась|лись))(?:\s[\w«»-]+){0,4},\s(?:что|чтобы)\b"
)
_AZ_THAT: Final = re.compile(r"^[^.!?:;]{0,120}?\s(\w+(?:[ıiuü]b|[ıiuü]r|ş(?:d[ıiuü]r)?)(?:l[aə]r)?)\s+ki\b")
# What shows that a comma in an Azerbaijani sentence closes a clause of the same speech: «bağlandığını, …»
_AZ_CLAUSE: Final = re.compile(r"[ıiuü]n[ıiuü],\s")
_NEW_SUBJECT: Final = re.compile(r"[;:]|, [A-ZƏÖÜİĞÇŞ]")
_RU_UNDER: Final = re.compile(r"\b(?:от|из|для|у|в|во|на|с|со|к|при|за|под)\s(?:[а-яё-]+\s){0,2}[«\"]?$", re.IGNORECASE)
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
    r"(?:(?:nəticə|rəqəm)\w*\s)?(?:isə\s|da\s|də\s)?(?:[\w,%-]+\s){0,8}?(?:göstər|ortaya qoy|ortaya çıxar|üzə çıxar|aşkarla|aşkar e[td]|təsdiqlə|sübut e[td]|dəlalət e[td]|deyir)\w*"
)
_AZ_DATIVE: Final = re.compile(r"(?:[aə]|^)$")
_AZ_TOLD_TO: Final = re.compile(r"[-’'](?:y?[aə]|n?[aə]|d[aə]n?)$")
_AZ_CITED: Final = re.compile(
    r"\s(?:istinad|əsaslanaraq|əsasən|görə,)"
)  # «Natiq Cəfərliyə | görə, manat sabit qalacaq»
# «Kreml | sözçüsünün», «TRIPP | marşrutunun»: a body before what belongs to it is no subject
_AZ_OWNS: Final = re.compile(
    r"^\s(?!sayt|hesab|səhifə|bəyanat|açıqlama|hesabat|məlumat|kanal|məktub|brifinq|paylaşım|şərh|cavab|sorğu|müraciət|bu\w*\s|onu|\w*l[aə]r[ıi]"
    # but «XİN | narahatlığını ifadə edib», «SOCAR | artdığını bildirib», «Komitə | idmançını təbrik edib»
    r"|(?:proqnoz|mövqe|münasibət|etiraz|narahatlı|narazılı|qərar|rəy|fikr|tövsiyə|təklif|iddia|xəbər|yekun|nəticə|reytinq|dəstə|təşəkkür|minnətdarlı|təəssüf"
    r"|başsağlı|çağırış|xəbərdarlı|ümid|təqdir|təbrik)\w*n[ıiuü]\s|\w+ç[ıiuü]n[ıiuü]\s|\w+[dt][ıiuü][ğy][ıiuü]n[ıiuü]\s|\w+[aə]c[aə][ğy][ıi]n[ıi]\s"
    r"|\w+m[aə]s[ıi]n[ıi]\s)[a-zəğışçöü]{4,}"
    r"(?:s?[ıiuü]n[ıiuü]n|s?[ıiuü]n[ıiuü]|s?[ıiuü]n[aə]|s?[ıiuü]nd[aə]n?)\s"
)
_QUOTE_CLOSES: Final = re.compile(r"[”»\"],?\s*[-–—]\s")
# «Müəllif deyir ki, redaktoru | Ulrike Ştayn … xahiş edib»: people inside others' words; an outlet only reports them
_AZ_IN_WORDS: Final = re.compile(
    r"\b(?:de(?:yir|yib|di|yirdi)|söyləy(?:ir|ib)|hesab edir|əlavə edib|əlavə edir|iddia ed(?:ir|ib)|qeyd edib|vurğulayıb|xatırladıb|bildirib|etiraf edib|danışıb|düşünür) ki,"
)
_AZ_OFFICE_SIGNS: Final = re.compile(r"(\s[—–-]\s)(?:[A-ZÇƏĞİÖŞÜ]?[a-zçəğıöşü-]+\s){1,3}$")
# «Aygün Səfərova | haqqında jurnalist Rauf Talıblı məqalə yazıb»
_AZ_POSTPOSITION: Final = re.compile(
    r"^\s(?:haqqında|haqda|barədə|barəsində|ilə|üçün|tərəfindən|adına|kimi|olmadan|vasitəsilə|arasında|yanında|başda olmaqla|istisna olmaqla)\b"
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
_REFUSED: Final = re.compile(r"\bне (?:про)?комментир")
_LAST_WORD: Final = re.compile(r"([\w-]+)\s[«\"]?$")
_FIRST_WORD: Final = re.compile(r"[»\"]?\s([а-яё]+)")
_AT_PLACE: Final = re.compile(
    r"[»\"]?\s(?:[А-Я]\w+\s)?в (?:[а-я-]+\s){0,2}?(?:\w*ведомстве|министерстве|пресс-службе|пресс-центре|компании|посольстве|службе|комитете|администрации|управлении|прокуратуре|[А-Я])"
)
# What stands behind a body that itself tells it: «сообщил Минфин | вечером».
_NO_TELLER: Final = frozenset(
    [
        "в",
        "во",
        "на",
        "о",
        "об",
        "со",
        "с",
        "из",
        "по",
        "за",
        "к",
        "от",
        "при",
        "и",
        "а",
        "но",
        "что",
        "как",
        "для",
        "сегодня",
        "вчера",
        "накануне",
        "утром",
        "вечером",
        "днем",
        "ночью",
        "ранее",
        "позже",
        "также",
        "уже",
        "еще",
        "снова",
        "официально",
        "тогда",
        "после",
        "перед",
        "через",
        "до",
        "у",
        "под",
        "над",
        "между",
        "без",
        "не",
    ]
)
_POSSESSIVES: Final = frozenset({"его", "её", "ее", "их"})
# «Ирада Гаибова, отметившая, что»
_WHO_THEN: Final = re.compile(
    r",\s(?:которая|который)\s(?:(?:также|накануне|потом|затем|ранее|позже|вчера|сегодня|позднее|тогда|прежде|неоднократно)\s)?"
)
_WHO_SAID: Final = re.compile(
    r",\s(?:отметивш|заявивш|сообщивш|подчеркнувш|добавивш|напомнивш|рассказавш|призвавш|назвавш|пояснивш|уточнивш)\w+\b"
)
# «направил Совету письмо, в котором призвал»
_IN_WHICH: Final = re.compile(
    r"[^.!?,]{0,80}?\s(?:письмо|обращение|заявление|пост|доклад|послание|сообщение|видео|видеообращение|статью|отчет|отчёт|релиз|запрос|предложение|рапорт|телеграмму|иск|жалобу|колонку|резолюцию|интервью|ноту|петицию)(?:\s[^.!?,]{1,60})?,\sв котор\w+\s"
)
# «Управление повысило уровень опасности, предупредив, что»
_HAVING_SAID: Final = re.compile(
    r"[^.!?:;«»]{2,160}?,\s(?:при этом\s)?(?:предупредив|заявив|отметив|сообщив|добавив|подчеркнув|пояснив|напомнив|уточнив|признав|объяснив|пообещав|назвав|подписав|написав|посоветовав|потребовав|призвав|пошутив|попросив|возразив|поблагодарив)\b"
)
_OFFICE_OPENS: Final = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s[\w-]+){0,6}\s")
_WHEN: Final = re.compile(
    r"(?:^|\s)(?:во? (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|ходе \w+|своем \w+)|на (?:прошлой|этой|минувшей) неделе|в (?:начале|середине|конце) \w+|в \w+ (?:году|месяце))\b",
    re.IGNORECASE,
)
# «в интервью | CNN сказал»: whom something is told does not speak
_LISTENER: Final = re.compile(
    r"\b(?:интервью|беседе с|разговоре с|эфире|телеканалу|телекомпании|радиостанции|каналу|агентству|газете|порталу|изданию|корреспонденту|журналу|told(?!\s(?:at|by)\b)|interview with)"
    r"\s(?:[а-яёa-z-]+\s){0,2}[«\"“]?$|\b(?:он|она)\s(?:[а-я]+\s)?[«\"]?$"
)
_RU_ENVOYS: Final = re.compile(
    r"\b(?:[Пп]редставител[ьи]|[Пп]редставительница|[Пп]ресс-секретарь|[Пп]ресс-служба|[Пп]ресс-центр|[Сс]отрудники|[Сс]пециалисты|[Ээ]ксперты"
    r"|[Аа]налитики|[Ээ]кономисты)\s(?:[^.,:;!?]{2,60}\sи\s)?[«\"]?$"
)
# A patronymic in the nominative, which canonical names leave out.
_FATHER: Final = re.compile(r"\s(?:\w+(?:[ое]вич|ьич|[ое]вна|ична)|\w+\s(?:оглу|оглы|кызы|гызы))\b")
_SHORTENED: Final = re.compile(
    r"^(?:Мин|Гос|Ген|Каб|Глав|Центр|Нац|Росс?|Рос)\w*(?<!ом)(?<!ем)(?<!ам)[бвгджзклмнпрстфхцчшщ]$"
)
_CONTRACTED: Final = re.compile(
    r"^(?:Ген|Гос|Нац|Мин|Мос|Рос|Глав|Центр|Обл|Гор)[а-я]+(?:ура|ия|тво|ние|ка|дума|ба|тура)$"
)
_UNCHANGED: Final = re.compile(r"^Мин\w+[ыи]$")
# «В сообщении | МИД говорится …»
_IN_PAPER: Final = re.compile(
    r"\b[Вв]о? (?:[а-яё-]+ )?(?:сообщении|заявлении|отч[её]те|докладе|письме|материале|релизе|пресс-релизе|обзоре|ответе|посте|публикации"
    r"|комментарии|ноте|протоколе|бюллетене|блоге|отчетности|заключении|колонке|исследовании|прогнозе|рейтинге|справке|уведомлении)\s(?:[а-яё-]+\s){0,2}[«\"]?$"
)
_AND_MORE: Final = re.compile(r",|\s(?:к|ко|на|о|об|из|с|со|для|по|за|до)\s")  # «заявили к переводу | в ПДС»
# «клиент | МФО | заявил», «Генсек | НАТО»: somebody of the body
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:[Кк]лиент|[Жж]итель|[Гг]ражданин|[Чч]лен|[Уу]частник|[Рр]аботник|[Вв]ладелец|[Пп]окупатель|[Ии]грок|[Тт]ренер|[Фф]анат|[Гг]лава|[Дд]иректор|[Пп]резидент|[Пп]ремьер"
    r"|[Мм]инистр|[Сс]екретарь|[Гг]енсек|[Гг]ендиректор|[Пп]редседатель|[Рр]уководитель|[Нн]ачальник|[Дд]епутат|[Вв]рач|[Юю]рист|[Аа]двокат|[Пп]рокурор|[Пп]осол|[Зз]ампред\w*"
    r"|[Зз]амглавы|[Зз]аведующ\w+\s[а-я]+)\s[«\"]?$"
)
_ENVOY_OF: Final = re.compile(
    r"\b(?:[Пп]редставительниц?а?|[Пп]редставитель|[Аа]двокат|[Зз]ащитник|[Зз]ащита|[Пп]ресс-секретарь|[Пп]ресс-служба|[Жж]ена|[Сс]упруга?|[Мм]уж|[Сс]ын|[Дд]очь|[Мм]ать|[Оо]тец|[Бб]рат|[Сс]естра)\s$"
)
_PAPER_SAYS: Final = re.compile(
    r"^[^.,:;]{0,40}?\s(?:говорится|отмечается|указывается|указано|сказано|подчеркивается|подчёркивается|сообщается|отмечено|напоминается)\b"
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
_TITLE: Final = 40  # characters inside quotation marks that may be but a name
_CLAUSE: Final = 25  # words between an Azerbaijani subject and the verb that ends its sentence


def speaks(
    field: str,
    surface: Surface,
    entity: Entity,
    speech: Speech,
    lang: str,
    *,
    subject_before: bool,
    subject_behind: int = -1,
) -> bool:
    """Whether the sentence around one mention lets it speak.

    ``subject_before``: a person stands in the nominative before it in the sentence; ``subject_behind``: so many
    characters behind it, or -1.
    """
    begin, end = sentence(field, surface.start, surface.stop)
    if entity.kind == "PER" and lang == "ru" and is_quoted(field, surface.start):
        return False  # «Контролер решил, что мне плохо, и предложил воды», — рассказала она
    if entity.kind == "PER" and lang == "az" and _is_quoted_az(field, surface.start):
        return False  # «"Həkim | Elçin Nurullayev | "keçib gedər" dedi", - o söyləyib»
    if entity.kind == "ORG" and _LISTENER.search(field, begin, surface.start):
        return False
    before = _TALK.sub(" ", field[begin : surface.start])
    after = _CITING.sub("", _TALK.sub(" ", field[surface.stop : end]))
    contest = entity.kind == "ORG" and _CONTEST.search(surface.text) is not None
    if surface.field == "title" and surface.start < 3 and not contest and _COLON.match(after):
        return True
    if lang == "az":
        if entity.kind == "PER" and begin == surface.start and _COLON.match(after) and _opens_line(field, begin):
            return True
        if _AZ_IN_WORDS.search(before):
            return False
        before = _AZ_OFFICE_SIGNS.sub(r"\1", before)
    named = lang != "ru" or is_nominative(surface.text, entity)
    if named and _signs(before, after, title=surface.field == "title"):
        return True
    if lang == "az":
        return _speaks_az(before, after, surface, entity, speech, subject_before=subject_before, people=subject_behind)
    if lang == "en":
        return speaks_en(before, after, entity, speech)
    return _speaks_ru(before, after, surface, entity, speech)


def _opens_line(field: str, at: int) -> bool:
    """Whether a line begins at a character: «Kamal Rzalı: Payızda çıxacaq» of an interview."""
    return at == 0 or field[at - 1] == "\n"


def is_quoted(field: str, position: int) -> bool:
    """Whether a position lies inside a quotation of its line."""
    line = field.rfind("\n", 0, position) + 1
    opened = field.rfind("«", line, position)
    if opened < 0 or field.find("»", opened, position) >= 0 or "»" not in field[position : position + 600]:
        return False
    return _SPLIT_QUOTE.search(field, opened, position) is None  # «Вопрос принят, — отозвался | …. — Дальше»


def _is_quoted_az(field: str, position: int) -> bool:
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
        max(opened + _TITLE, position) < closed < position + 600
        and _SPLIT_QUOTE.search(field, opened, position) is None
    )


def _signs(before: str, after: str, *, title: bool) -> bool:
    """Whether a sentence ends with the name of whoever says it: «Срок подачи заявок продлен, — Минфин».

    In a title a dash is enough, but «Карабах — Нефтчи» is a match.
    """
    if not title:
        after = _CITED_AT_END.sub("", after)
        marked = before.rstrip('«“"').endswith((", — ", ", – ", ", - "))
        dash = _SIGNED.search(before)
        alone = dash is not None and len(before.split()) > _WHOLE_STATEMENT and before[dash.start() - 1] not in "»”"
        return (marked or alone) and not after.strip(' »”".!')
    dash = _SIGNED.search(before)
    if dash is None or after.strip(' »”".'):
        return False
    words = before[: dash.start()].split()
    return len(words) >= _STATEMENT and (not words[-1].strip('«“"')[:1].isupper() or len(words) > 2 * _STATEMENT)


def _speaks_ru(before: str, after: str, surface: Surface, entity: Entity, speech: Speech) -> bool:
    before = _WHEN.sub("", before)
    nominative = is_nominative(surface.text, entity)
    if entity.kind == "ORG" and _OF_SOMEBODY.search(before):
        return False
    if ends_with(speech.by_words, before, speech.other_case, most=OFFICE, body=entity.kind == "ORG", comma=False):
        return True
    if _IN_PAPER.search(before) and _PAPER_SAYS.match(after):
        return True
    if entity.kind == "ORG" and (_told_in(before, after, speech) or _envoys_say(before, after, speech)):
        return True
    which = _WHO_THEN.match(after) if entity.kind == "PER" else None
    if which and speech.verb.match(after, which.end()):
        return True  # «посла Йоханны Линдгрен, | которая накануне выразила»
    if not nominative or (entity.kind == "ORG" and _RU_UNDER.search(before)):
        return False
    if entity.kind == "PER" and " " not in surface.text and _ENVOY_OF.search(before):
        return False  # «Представитель | Самойленко | заявил»
    if _WHO_SAID.match(after) or (entity.kind == "PER" and _SAYS_COLON.match(after)):
        return True
    which = _IN_WHICH.match(after)
    if which and speech.verb.match(after, which.end()):
        return True
    if _HAVING_SAID.match(after) and (
        entity.kind == "PER" or not before.strip(' «"') or _OFFICE_OPENS.fullmatch(before)
    ):
        return True
    if entity.kind == "ORG" and _is_listener(before, after, speech):
        return False
    if entity.kind == "PER" and (STATES.match(after) or QUOTED.match(after) or says_that(_RU_THAT, after, speech)):
        return True
    if follows(speech, after, through_names=entity.kind == "PER"):
        return True
    dash = _QUOTE_DASH.search(before)
    if dash and _RU_VERB.search(dash.group(1)) and no_other_case(dash.group(2), speech.other_case):
        return True
    content = frozenset[str]() if _CONTENT.match(after) else speech.with_content
    return ends_with(speech.verb, before, speech.other_case, body=entity.kind == "ORG", verb=True, with_content=content)


def _is_listener(before: str, after: str, speech: Speech) -> bool:
    """Whether somebody else tells it to a body named between verb and office: «рассказал | РИА Новости | представитель»."""
    told = _LAST_WORD.search(before)
    behind = _FIRST_WORD.match(after)
    if told is not None and behind is not None and speech.verb.fullmatch(told.group(1)):
        many = _PLURAL.search(told.group(1)) is not None
        if many and _AT_PLACE.match(after):
            return True  # «сообщили | ТАСС | в дипведомстве»
        if not many and behind.group(1) not in _NO_TELLER:
            return True  # «сказал | Sputnik | житель Ушгули»
    if told is None or behind is None or speech.verb.fullmatch(told.group(1)) is None:
        told = behind
        behind = _FIRST_WORD.match(after, behind.end()) if behind else None
    return (
        told is not None
        and behind is not None
        and speech.verb.fullmatch(told.group(1)) is not None
        and (behind.group(1) in load_offices("ru").field or behind.group(1) in _POSSESSIVES)
    )


def _envoys_say(before: str, after: str, speech: Speech) -> bool:
    """«Представители ВОЗ и | Глобального фонда дали высокую оценку»."""
    envoys = _RU_ENVOYS.search(before)
    if envoys is None:
        return False
    told = speech.verb.search(ASIDE.sub(" ", after))
    if told is not None and len(ASIDE.sub(" ", after)[: told.start()].split()) <= BETWEEN // 2:
        return True
    *_, last = ["", *(match for match in speech.verb.finditer(before, 0, envoys.start()))]  # «сообщает пресс-служба |»
    return isinstance(last, re.Match) and len(before[last.end() : envoys.start()].split()) <= 1


def _speaks_az(
    before: str, after: str, surface: Surface, entity: Entity, speech: Speech, *, subject_before: bool, people: int
) -> bool:
    is_body = entity.kind == "ORG"
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
    envoys = _AZ_ENVOYS.match(after) if _AZ_GENITIVE.search(printed) else None
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


def _told_in(before: str, after: str, speech: Speech) -> bool:
    """«В ГМС сообщили, …»; «…, сообщили «Хазар-Информ» в ГМС»."""
    if re.search(r"(?:^|[\s(])[Вв]о?\s[«\"]?(?:[\w-]+\s){0,2}[«\"]?$", before) is None:
        return False
    told = speech.verb.search(after)
    if (
        told
        and not _REFUSED.search(after, 0, told.end())
        and len(after[: told.start()].split()) <= 3
        and _PLURAL.search(told.group().split(" ")[0])
    ):
        return not re.search(r"[.:;,]", after[: told.start()].strip('»" '))
    *_, tail = [None, *speech.verb.finditer(before[-80:])]
    return bool(
        tail
        and not SILENT.search(before[-80:][: tail.end()])
        and _PLURAL.search(tail.group())
        and not _AND_MORE.search(before[-80:], tail.end())
    )


def is_nominative(printed: str, entity: Entity) -> bool:
    """Whether a Russian name is printed as the subject of its clause: as its canonical name is spelled."""
    if entity.kind == "PER":
        words = set(fold(entity.name).replace(".", " ").split())
        without_father = _FATHER.sub(" ", fold(printed).replace(".", " "))
        return words.issuperset(word for word in without_father.split() if len(word) > 1)
    mine, full = fold(printed.strip('«»"ъ')), fold(entity.name.strip("ъ"))
    first = printed.strip('«»"').split(" ")[0]
    if printed.isascii():
        return True  # «Al Jazeera», in Cyrillic text
    if _CONTRACTED.match(first):
        return True  # «Генпрокуратура», for «Генеральная прокуратура»
    if len(first) > 1 and first.isupper():
        return True  # «МИД Азербайджана» is the same in every case
    if _UNCHANGED.match(first) or _SHORTENED.match(first):
        return True  # «Минфин», and not «Минфина»; «Минобороны»
    return mine == full or full.startswith(mine + " ") or printed.isupper() or mine.split(" ")[0] == full.split(" ")[0]


def is_subject(field: str, surface: Surface, entity: Entity) -> bool:
    """Whether a Russian name may be the subject: in the nominative, and not behind a preposition («запрос в | Минфин»)."""
    return is_nominative(surface.text, entity) and not _RU_UNDER.search(
        field, max(surface.start - 40, 0), surface.start
    )


def is_nominative_az(printed: str, entity: Entity) -> bool:
    """Whether an Azerbaijani name is printed without a case ending."""
    return (
        fold(printed.split(" ")[-1].split(".")[-1]) == fold(entity.name.split(" ")[-1])
        or (fold(printed) == fold(entity.name))
        or (entity.kind == "ORG" and printed.isupper())  # «NASA», «BNA»: an ending stands behind a hyphen
        or (entity.kind == "ORG" and not re.search(r"(?:[ıiuü]n|n[ıiuü]|[dt][aə]|[dt][aə]n|[nsy][aə])$", fold(printed)))
    )


def sentence(field: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence around characters ``start`` to ``stop`` begins and ends, at most 400 characters off."""
    begin = 0
    # Beyond the name's first letters, since an end is known by the capital behind it.
    for match in _SENTENCE_END.finditer(field, max(0, start - 400), stop):
        if match.end() > start:
            break
        begin = match.end()
    after = _SENTENCE_END.search(field, stop)
    return max(begin, start - 400), min(after.start() if after else len(field), stop + 400)
