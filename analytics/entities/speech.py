"""Whether a sentence lets a named person or body speak: by verbs, formulas and quotations around the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.office_words import load_offices
from analytics.entities.speech_azerbaijani import expects_az, headline_speaks_az, is_of_envoy_az, speaks_az
from analytics.entities.speech_english import sees_en, speaks_en
from analytics.entities.speech_english_outlets import got_words
from analytics.entities.speech_lines import opens_line_ru, signs_ru, without_networks
from analytics.entities.speech_russian import is_quoted, speaks_ru
from analytics.entities.speech_russian_nominative import is_nominative
from analytics.entities.speech_russian_outlets import was_told
from analytics.entities.speech_subjects import is_in_quotation
from analytics.entities.speech_words import Speech

# «Sen. | Beau Thackeray» ends no sentence
_TITLES: Final = "".join(
    rf"(?<!\b{title}\.)"
    for title in (
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Col",
        "Maj",
        "Capt",
        "Sgt",
        "Lt",
        "Prof",
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Rev",
        "Hon",
        "St",
    )
)
_SENTENCE_END: Final = re.compile(rf"[.!?…]{_TITLES}[»”\"]?\s+(?=[«“\"—–-]*\s*[^\W\d_a-zа-яёəöüığçş])|\n")
_COLON: Final = re.compile(r"^[»”\"]?:\s")
_CONTEST: Final = re.compile(
    r"(?:League|Cup|Open|Prix|Championships?|Лига|Лиги|Кубок|Liqası|Kuboku)$"
)  # «Conference League: …»
_QUESTION: Final = re.compile(r"[–—-]\s[^.!\n]*\?$")  # of an interview, in a line of its own
_DATELINE: Final = re.compile(r"^\W*[А-ЯЁ][\w-]+,\s\d{1,2}\s\w+\.?\s[—–-]\s")  # «ТБИЛИСИ, 19 янв — | Sputnik»
_OF_BODY: Final = re.compile(r"^\s\([^()]{1,40}\)")  # «… — Дмитрий Пьянов | (ВТБ)»
_SIGNED: Final = re.compile(r"\s[—–-]\s[«“\"]?$")
# «сыграть с победительницей пары Чжэн Лиюнь | – Кетеван Ли»
_OPPONENT: Final = re.compile(
    r"\b(?:пар[ыаеу]|матч\w{0,2}|встреч\w|поедин\w+|бо[йяею]|дуэл\w|дерби|дуэт\w?|финал\w?|сери[ияюй]|игр[аыеу]|тандем\w?|партии|сет[ае]?)\s(?:[«\"]?[А-ЯЁ][\w-]+[»\"]?\s?){1,3}$"
)
_QUOTED_WORDS: Final = 5  # of a quotation that is no name
# «им недоволен крупнейший акционер | – Kühne Holding»
_HOLDERS: Final = frozenset(
    [
        "акционер",
        "владелец",
        "собственник",
        "покупатель",
        "продавец",
        "заказчик",
        "подрядчик",
        "кредитор",
        "инвестор",
        "спонсор",
        "партнер",
        "поставщик",
        "лидер",
        "победитель",
        "соперник",
        "соперница",
        "хозяин",
        "бенефициар",
        "учредитель",
        "конкурент",
        "разработчик",
        "производитель",
        "застройщик",
        "оператор",
        "организатор",
        "исполнитель",
        "получатель",
        "клуб",
        "компания",
    ]
)
_STATEMENT: Final = 3  # words that say something
_APPOSED: Final = 6  # words that say what somebody is
_WHOLE_STATEMENT: Final = 9  # and words and a dash that can hardly be a name and what it is
# «издание Hraparak | со ссылкой на жителей села Тех | писало»
_CITING: Final = re.compile(
    r"\sсо ссылкой на [^.,:!?]{2,60}?(?=\s(?:писал|написал|пишет|сообщ|переда|утвержда|заяв|рассказ|отме[тч]|узнал|выясн|уточн|подчерк|добав)\w*)"
)
_CITED_AT_END: Final = re.compile(r"\sсо ссылкой на [^,:!?]{2,80}$")
_TALK: Final = re.compile(
    r"\s(?:в (?:[а-яё]+\s)?(?:эфире|интервью|беседе|разговоре|комментарии|подкасте|колонке|статье)(?:\s(?:для|с|со))?|на страницах)\s(?:[а-яё]+\s){0,2}(?:«[^»]{2,40}»|[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})(?=[\s,])"
    r"|\sна (?:форуме|конференции|выставке|встрече|саммите|фестивале|заседании|пресс-конференции|площадке) «[^»]{2,40}»"
    r"|\sчерез «[^»]{2,30}»|\s(?:в (?:беседе|разговоре|интервью)(?: с (?:корреспондентом )?)?|на вопрос|корреспонденту|журналистам)\s?(?:«[^»]{2,30}»)?"
    r"|\sс «[А-ЯЁA-Z][^»]{1,30}»|\s(?:с трибуны|со сцены|с места|с улыбкой|с усмешкой|с иронией|с гордостью|с грустью|в сердцах|в своей колонке|в своем блоге|на своей странице)(?=\s)"
    r"|,\s(?:в свою очередь|со своей стороны|между тем|тем временем|впрочем|напротив|при этом|кроме того),"
    r"|\sв (?:своем\s)?(?:[а-я-]+\s)?(?:коммюнике|видеообращении|твите|публикации|комментарии|выступлении|эфире|телеобращении|обращении|обзоре|докладе|отчете|блоге|бюллетене|прогнозе|релизе|заявлении|послании|письме|посте)(?:\s[а-я-]+){0,3}?(?=\s[а-я]+(?:[еиую]т|л[аои]?)\b)"
)
# «Müəllif deyir ki, redaktoru | Ulrike Ştayn … xahiş edib»: people inside others' words; an outlet only reports them
_AZ_IN_WORDS: Final = re.compile(
    r"\b(?:de(?:yir|yib|di|yirdi)|söyləy(?:ir|ib)|hesab edir|əlavə edib|əlavə edir|iddia ed(?:ir|ib)|qeyd edib|vurğulayıb|xatırladıb|bildirib|etiraf edib|danışıb|düşünür) ki,"
)
_AZ_SIGNED: Final = re.compile(r"\w[”»\"]\s[-–—]\s(?:[a-zçəğıöşü]+\s){0,3}$")  # «“Yanğın söndürülüb” - | FHN»
_AZ_OFFICE_SIGNS: Final = re.compile(r"(\s[—–-]\s)(?:[A-ZÇƏĞİÖŞÜ]?[a-zçəğıöşü-]+\s){1,3}$")
# «в интервью | CNN сказал»: whom something is told does not speak
_LISTENER: Final = re.compile(
    r"\b(?:интервью|беседе с|разговоре с|эфире|телеканалу|телекомпании|радиостанции|каналу|агентству|газете|порталу|изданию|корреспонденту|журналу|told(?!\s(?:at|by)\b)|interview with)"
    r"\s(?:[а-яёa-z-]+\s){0,2}[«\"“]?$|\b(?:он|она)\s(?:[а-я]+\s)?[«\"]?$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """One mention in its sentence, and what is known of others there."""

    field: str
    begin: int  # of the sentence in the field
    before: str  # the words of the sentence around the mention
    after: str
    surface: Surface
    entity: Entity
    subject_before: bool
    subject_behind: int
    bodies: Sequence[str]

    @property
    def is_body(self) -> bool:
        return self.entity.kind == "ORG"

    @property
    def in_title(self) -> bool:
        return self.surface.field == "title"

    @property
    def is_contest(self) -> bool:
        return self.is_body and _CONTEST.search(self.surface.text) is not None


def speaks(
    field: str,
    surface: Surface,
    entity: Entity,
    speech: Speech,
    lang: str,
    *,
    subject_before: bool,
    subject_behind: int = -1,
    bodies: Sequence[str] = (),
) -> bool:
    """Whether the sentence around one mention lets it speak.

    ``subject_before``: a person stands in the nominative before it in the sentence; ``subject_behind``: so many
    characters behind it, or -1; ``bodies``: long names of bodies, which stand between an office and its holder.
    """
    begin, end = sentence(field, surface.start, surface.stop)
    if entity.kind == "PER" and is_in_quotation(field, surface, lang):
        return False  # «Контролер решил, что мне плохо, и предложил воды», — рассказала она
    if (
        entity.kind == "PER"
        and field[surface.start - 1 : surface.start] == "«"
        and field[surface.stop : surface.stop + 1] == "»"
    ):
        return False  # «авианосец «Джордж Вашингтон»»
    if entity.kind == "ORG" and lang == "ru" and _in_words(field, surface):
        return False  # ««Газпром» обещал нам дорогу», — сказал житель
    if entity.kind == "ORG" and _was_told(field, begin, end, surface, entity, lang):
        return True
    if entity.kind == "ORG" and _LISTENER.search(field, begin, surface.start):
        return False
    if lang == "ru" and _QUESTION.match(field, field.rfind("\n", 0, surface.start) + 1, end + 1):
        return False
    before = _TALK.sub(" ", field[begin : surface.start])
    after = _CITING.sub("", _TALK.sub(" ", field[surface.stop : end]))
    place = _Place(field, begin, before, after, surface, entity, subject_before, subject_behind, bodies)
    if place.in_title and surface.start < 3 and not place.is_contest and _COLON.match(after):
        return True
    return {"ru": _speaks_ru, "az": _speaks_az, "en": _speaks_en}[lang](place, speech)


def _was_told(field: str, begin: int, end: int, surface: Surface, body: Entity, lang: str) -> bool:
    """Whether a body is the outlet to which its sentence is told: «сказал | CNN», "told | Reuters"."""
    if lang == "en":
        return got_words(field, begin, surface, body.name)
    return lang == "ru" and was_told(field[begin : surface.start], field[surface.stop : end], surface, body)


def _speaks_ru(place: _Place, speech: Speech) -> bool:
    """«Песков: …», «…, — Минфин», or verbs and formulas around the name without networks and long names of bodies."""
    surface, entity = place.surface, place.entity
    if not place.is_contest and opens_line_ru(place.field, surface, entity, speech):
        return True
    before, after = place.before, without_networks(place.after)
    for name in place.bodies:
        before = before.replace(name, "МИД")
    before = without_networks(before)
    named = is_nominative(surface.text, entity)
    title = place.in_title or _ends_line(place.field, surface.stop)
    if named and _signs(before, _OF_BODY.sub("", after), title=title):
        return True
    if (named or place.is_body) and signs_ru(before, after, entity):
        return True
    return speaks_ru(before, after, surface, entity, speech)


def _in_words(field: str, surface: Surface) -> bool:
    """Whether a body stands inside somebody's words, and not just in the quotation marks of its own name."""
    if not is_quoted(field, surface.start):
        return False
    opened = field.rfind("«", 0, surface.start)
    closed = field.find("»", surface.stop)
    if closed == surface.stop and opened == surface.start - 1:
        outer = field.rfind("«", field.rfind("\n", 0, opened) + 1, opened)
        opened, closed = outer, field.find("»", closed + 1)
        if outer < 0 or closed < 0 or "»" in field[outer : surface.start] or "\n" in field[outer:closed]:
            return False
    return len(field[opened:closed].split()) > _QUOTED_WORDS


def _speaks_az(place: _Place, speech: Speech) -> bool:
    """«Yazıçı | Pərviz İmanlı: Kitabı bitirdim», or verbs and formulas around the name."""
    before, after, person = place.before, place.after, place.entity.kind == "PER"
    if person and _opens_line(place.field, place.begin) and headline_speaks_az(before, after):
        return True
    if place.in_title and place.is_body and expects_az(after):
        return _is_of_title(place.entity)
    if place.in_title and place.is_body and is_of_envoy_az(after) and not _is_of_title(place.entity):
        return False  # «BMT-nin | nümayəndəsi …»: the text says who
    if person and place.begin == place.surface.start and _COLON.match(after) and _opens_line(place.field, place.begin):
        return True
    if _AZ_IN_WORDS.search(before):
        return False
    if _AZ_SIGNED.search(before) and not after.strip(' »”".'):
        return True
    if _signs(_AZ_OFFICE_SIGNS.sub(r"\1", before), after, title=place.in_title):
        return True
    subject, people = place.subject_before, place.subject_behind
    return speaks_az(before, after, place.surface, place.entity, speech, subject_before=subject, people=people)


def _speaks_en(place: _Place, speech: Speech) -> bool:
    """«"We won" — | Anna Berg», or verbs and formulas around the name."""
    answers = place.entity.kind == "PER" and place.begin == place.surface.start and _COLON.match(place.after)
    if answers and _opens_line(place.field, place.begin) and not place.is_contest:
        return True  # «Berg: I watched it on television» in an interview
    if place.in_title and place.is_body and sees_en(place.after):
        return _is_of_title(place.entity)
    if _signs(place.before, place.after, title=place.in_title):
        return True
    return speaks_en(place.before, place.after, place.entity, speech)


def _is_of_title(body: Entity) -> bool:
    """Whether a body is named in the headline only, so that nobody in the text says what the headline tells of it."""
    return all(surface.field == "title" for surface in body.surfaces)


def _ends_line(field: str, at: int) -> bool:
    """Whether a line ends at a character without a full stop, as the titles of posts do: «… может вырасти — | Минфин»."""
    return re.match(r"[»”\"]?(?:\s\([^()\n]{1,40}\))?\s*(?:\n|$)", field[at : at + 60]) is not None


def _opens_line(field: str, at: int) -> bool:
    """Whether a line begins at a character: «Kamal Rzalı: Payızda çıxacaq» of an interview."""
    return at == 0 or field[at - 1] == "\n"


def _signs(before: str, after: str, *, title: bool) -> bool:
    """Whether a sentence ends with the name of whoever says it: «Срок подачи заявок продлен, — Минфин».

    In a title a dash is enough, but «Карабах — Нефтчи» is a match.
    """
    if not title:
        after = _CITED_AT_END.sub("", after)
        marked = before.rstrip('«“"').endswith((", — ", ", – ", ", - "))
        dash = _SIGNED.search(before)
        alone = dash is not None and _is_statement(before[: dash.start()])
        return (marked or alone) and not after.strip(' »”".!')
    dash = _SIGNED.search(before)
    if dash is None or after.strip(' »”".') or _DATELINE.match(before):
        return False
    words = before[: dash.start()].split()
    last = words[-1].strip('«“"') if words else ""
    return len(words) >= _STATEMENT and (not last[:1].isupper() or last.isupper() or len(words) > 2 * _STATEMENT)


def _is_statement(text: str) -> bool:
    """Whether words before a dash say something: in «…; второй пилот | – Амосов» they say what the name is."""
    part = re.split(r"[;:]\s", text)[-1].split()
    apposed = re.split(r"[,:;]\s", text)[-1].split()
    if len(apposed) <= _APPOSED and any(word in load_offices("ru").field or word in _HOLDERS for word in apposed):
        return False  # «Назначен выходец из спецслужб, бывший прокурор | — Иван Орлов»
    if _OPPONENT.search(text):
        return False
    last = part[-1] if part else ""
    capital = last[:1].isupper() and not last.isupper()
    return len(text.split()) > _WHOLE_STATEMENT and len(part) > _STATEMENT + capital * 2 and text[-1] not in "»”"


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
