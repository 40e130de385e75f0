"""Whether a Russian sentence lets a named person or body speak."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.entities.office_words import load_offices
from analytics.entities.speech_cited import LAST_WORD, is_cited_ru, verb_before
from analytics.entities.speech_clauses import (
    ASIDE,
    BETWEEN,
    OFFICE,
    QUOTED,
    SILENT,
    SPLIT_QUOTE,
    STATES,
    ends_with,
    follows,
    no_other_case,
    says_that,
)
from analytics.entities.speech_words import Speech
from analytics.text import fold

_QUOTE_DASH: Final = re.compile(r"(?:[»”\"’],?|[,!?…])\s*[-–—]\s*(?:[а-яё]+о\s)?([\w-]+)((?:\s[^.!?,;:]*?)?)\s*$")
_RU_VERB: Final = re.compile(r"(?:[еиуюая]т|[её]тся|ится|ются|ятся|л[аи]?|лся|лась|лись)$")
_CONTENT: Final = re.compile(r"[»\"]?(?:,\s(?:что|как|чтобы)\b|:\s)")
_SAYS_COLON: Final = re.compile(r":\s[«\"–—-]")
_PLURAL: Final = re.compile(  # «в ГМС сообщили», «напоминают», «не согласны», «отчитались»
    r"^(?:не\s)?\w+(?:(?:и|[ая]т|[ую]т)(?:сь|ся)?|[нс]ны|ены|дены)\b|(?:и|[ая]т|[ую]т)(?:сь|ся)?$"
)
_RU_THAT: Final = re.compile(
    r"^\s(?:[\w«»\"-]+\s){0,5}?(\w+(?:л[аи]?|[еиёауюя]т|[её]тся|ится|лся|лась|лись))(?:\s[\w«»-]+){0,4},\s(?:что|чтобы)\b"
)
_RU_UNDER: Final = re.compile(r"\b(?:от|из|для|у|в|во|на|с|со|к|при|за|под)\s(?:[а-яё-]+\s){0,2}[«\"]?$", re.IGNORECASE)
_REFUSED: Final = re.compile(r"\bне (?:про)?комментир")
_FIRST_WORD: Final = re.compile(r"[»\"]?\s([а-яё]+)")
_AT_PLACE: Final = re.compile(
    r"[»\"]?\s(?:[А-Я]\w+\s)?в (?:[а-я-]+\s){0,2}?(?:\w*ведомстве|министерстве|пресс-службе|пресс-центре|компании|посольстве|службе|комитете|администрации|управлении|прокуратуре|[А-Я])"
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
_RU_ENVOYS: Final = re.compile(
    r"\b(?:[Пп]редставител[ьи]|[Пп]редставительница|[Пп]ресс-секретарь|[Пп]ресс-служба|[Пп]ресс-центр|[Сс]отрудники|[Сс]отрудник|[Сс]отрудница|[Ии]сточник|[Ии]сточники|[Сс]обеседник|[Юю]ристы|[Сс]оциологи|[Уу]ченые|[Ии]сследователи|[Сс]иноптики|[Дд]ипломаты|[Вв]рачи|[Сс]пециалисты|[Ээ]ксперты"
    r"|[Аа]налитики|[Ээ]кономисты)\s(?:[^.,:;!?]{2,60}\sи\s)?[«\"]?$"
)
# A patronymic in the nominative, which canonical names leave out.
_FATHER: Final = re.compile(r"\s(?:\w+(?:[ое]вич|ьич|[ое]вна|ична)|\w+\s(?:оглу|оглы|кызы|гызы))\b")
_SHORTENED: Final = re.compile(
    r"^(?:Мин|Гос|Ген|Каб|Глав|Центр|Нац|Росс?|Рос|Евро|Бел|Каз|Узб|Укр|Мос|Лен|Обл|Гор|Пром|Транс|Гидро)\w*(?<!ом)(?<!ем)(?<!ам)[бвгджзклмнпрстфхцчшщ]$"
)
_CONTRACTED: Final = re.compile(
    r"^(?:Ген|Гос|Нац|Мин|Мос|Рос|Глав|Центр|Обл|Гор|Евро|Бел|Укр|Каз|Спец|Транс)[а-я]+(?:ура|ия|тво|ние|ка|дума|ба|тура)$"
)
_UNCHANGED: Final = re.compile(r"^Мин\w+[ыи]$")
# «В сообщении | МИД говорится …»
_IN_PAPER: Final = re.compile(
    r"\b(?:[Вв]о?|[Нн]а|[Ии]з) (?:[а-яё-]+ )?(?:сайте|странице|портале|мемуарах|мемуаров|книге|статье|отчета|отчётности|отчетности|данных|документа|сообщения|заявления|доклада|обзора|исследования|опроса|релиза|пресс-релиза|письма|ответа|прогноза|материалов|статистики|бюллетеня|рейтинга|справки|публикации|телеграм-канале|Telegram-канале|канале|блоге|сообщении|заявлении|отч[её]те|докладе|письме|материале|релизе|пресс-релизе|обзоре|ответе|посте|публикации"
    r"|комментарии|ноте|протоколе|бюллетене|блоге|отчетности|заключении|колонке|исследовании|прогнозе|рейтинге|справке|уведомлении)\s(?:[а-яё-]+\s){0,2}[«\"]?$"
)
_AND_MORE: Final = re.compile(r",|\s(?:к|ко|на|о|об|из|с|со|для|по|за|до)\s")  # «заявили к переводу | в ПДС»
# «клиент | МФО | заявил», «Генсек | НАТО», «заявил главком | РВСН»: somebody of the body
_OF_SOMEBODY: Final = re.compile(
    r"\b(?i:клиент|житель|жительница|гражданин|член|участник|участница|работник|работница|владелец|владелица|совладелец|покупатель|игрок|тренер|фанат|болельщик|глава|директор|президент|премьер"
    r"|министр|секретарь|генсек|гендиректор|председатель|руководитель|руководительница|начальник|начальница|депутат|врач|юрист|адвокат|прокурор|посол|зампред\w*|замглавы|замминистра|замдиректора|замначальника"
    r"|замгендиректора|замгенсека|замруководителя|замкомандующего|главком|командующий|командир|комбат|начштаба|верховный представитель|спецпредставитель|спецпосланник|постпред|полпред|уполномоченный|комиссар|еврокомиссар|спикер|вице-спикер"
    r"|вице-президент|вице-премьер|сопредседатель|сенатор|лидер|главред|редактор|шеф-редактор|корреспондент|корреспондентка|спецкор|журналист|журналистка|обозреватель|колумнист|ведущий|ведущая|телеведущий|телеведущая|автор|основатель|основательница|сооснователь"
    r"|создатель|учредитель|акционер|менеджер|топ-менеджер|управляющий|партнер|партнёр|аналитик|экономист|главный экономист|эксперт|специалист|советник|помощник|координатор|куратор|профессор|доцент|академик|ректор|проректор|декан|преподаватель|студент|студентка"
    r"|выпускник|выпускница|сотрудница|оператор|инженер|конструктор|пилот|капитан|вратарь|голкипер|защитник|полузащитник|нападающий|форвард|хоккеист|футболист|баскетболист|легионер|капитан|наставник|актер|актёр|актриса|солист|солистка|певец|певица|дирижер|дирижёр|режиссер|режиссёр"
    r"|худрук|священник|епископ|митрополит|патриарх|муфтий|настоятель|протоиерей|пресс-атташе|атташе|консул|генконсул|госсекретарь|боец|военнослужащий|солдат|офицер|генерал|полковник|майор|ветеран|активист|активистка|волонтер|волонтёр|правозащитник|фигурант|основательница"
    r"|бизнес-омбудсмен|омбудсмен|аудитор|казначей|идеолог|политтехнолог|политик|научный сотрудник|хранитель|гид|экскурсовод|диспетчер|машинист|водитель|курьер|кассир|клиент(?:ов|ы)|пользовател[ие]й?|подписчик(?:и|ов)|болельщик(?:и|ов)|фанат(?:ы|ов)|участник(?:и|ов)|акционер(?:ы|ов)|инвестор(?:ы|ов)|работник(?:и|ов)|студент(?:ы|ов)|жител(?:и|ей)|игрок(?:и|ов)|вкладчик(?:и|ов)|заемщик(?:и|ов)|член(?:ы|ов)|сторонник(?:и|ов)|депутат(?:ы|ов)|абонент(?:ы|ов)|пассажир(?:ы|ов)|покупател(?:и|ей)|конкурент(?:ы|ов)|ветеран(?:ы|ов)|бойц(?:ы|ов)|заведующ\w+\s[а-я]+)\s(?:и\s)?[«\"]?$"
)
_ENVOY_OF: Final = re.compile(
    r"\b(?:[Пп]редставительниц?а?|[Пп]редставитель|[Аа]двокат|[Зз]ащитник|[Зз]ащита|[Пп]ресс-секретарь|[Пп]ресс-служба|[Жж]ена|[Сс]упруга?|[Мм]уж|[Сс]ын|[Дд]очь|[Мм]ать|[Оо]тец|[Бб]рат|[Сс]естра)\s$"
)
_PAPER_SAYS: Final = re.compile(
    r"^(?:,\s(?:котор\w+|опубликованн\w+|размещенн\w+|распространенн\w+|поступивш\w+)\s[^.,:;]{1,80},|[^.,:;]{0,40}?)\s(?:говорится|следует|вытекает|значится|сообщили|опубликовано|размещено|объявлено|говорят|отмечается|указывается|указано|сказано|подчеркивается|подчёркивается|сообщается|отмечено|напоминается)\b"
)
# «Переходная администрация отрицает, что | Ланза | говорил об Украине»: others' words
_IN_CONTENT: Final = re.compile(r",\s(?:что|будто|якобы)\s[^,.:;!?]{0,60}$")
# «О сворачивании программ | DEI | объявили и другие компании»
_OBJECT_FIRST: Final = re.compile(
    r"^(?:Ранее |Позже |Позднее |Накануне |Также |При этом |Тогда )?[Оо]б?о?\s[^.,:;!?]{3,90}(?:, а также [^.,:;!?]{3,60})?(?<=\s)[«\"]?$"
)
_FIRST_PLURAL: Final = re.compile(r"^[»\"]?\s(?:[а-я]+\s){0,2}?[а-я]+(?:ли|[аяую]т)(?:сь|ся)?\b")
_ABBREVIATED: Final = re.compile(r"\s\([A-ZА-ЯЁ][^()]{1,30}\)")
_NAME_BEHIND: Final = re.compile(r"^[»\"]?(?:\s[а-яё]+){0,3}\s[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+")
# «МВД | объявило в розыск журналиста»: an act
_ANNOUNCED_ACT: Final = re.compile(
    r"^[»\"]?\s(?:[\w-]+\s){0,4}?(?:подтвердил[аои]?\s(?:(?:свой|свое|её|его|долгосрочный|кредитный|суверенный|инвестиционный)\s)?(?:рейтинг|аккредитаци|титул|статус|победу|класс|лицензи|звание)|огласил[аои]?\s(?:приговор|вердикт|решение|постановление)|исключил[аои]?\s(?:[\w«»-]+\s){0,4}?из\s|допустил[аои]?\s(?:[а-яё-]+(?:ую|ых|ый|ое|ые)\s)?(?:ошиб|дефолт|нарушени|утеч|просчет|промах|фол|осеч|авари|гибел|опоздани|полом|двойн|потер|игрок|журналист|сборн|спортсмен|к\s|до\s|промаш|гол|задерж|перерасход|халатност|беспоряд))|^[»\"]?\s(?:[\w-]+\s){0,4}?(?:объяви(?:л[аои]?|т)|объявля(?:ет|ют|л[аои]?))\s(?:(?:в|во|его|ее|её|их)\s(?:[\w-]+\s){0,2}?розыск|(?:[а-яё-]+(?:ый|ий|ую|ой|ое)\s)?(?:перерыв|голодовк|дефолт|конкурс|тендер"
    r"|аукцион|набор|выговор|войну|карантин|траур|тревогу|мобилизаци|выборы|каникулы|амнисти|перемирие|импичмент|вотум|состав|заявку|сбор|награду|благодарность)\w*)"
)
# «Рябков, | комментируя РИА Новости риск расширения географии атак, | рассказал»
_WHILE: Final = re.compile(
    r"^,\s(?:комментируя|отвечая|говоря|выступая|рассказывая|обращаясь|касаясь|открывая|ссылаясь|представляя|подводя|находясь|принимая|оценивая|вспоминая|объясняя|описывая|анализируя|приветствуя|поздравляя)\s[^.!?:»]{1,220}?,(?=\s[а-я]+(?:ет|ит|л|ла|лся|лась)\b)"
)
_WHO_IS: Final = re.compile(r"\b(?:[Кк]то так(?:ой|ая|ие)|[Зз]а что|[Вв] ч[её]м)\s(?:[а-яё]+\s){0,3}$")
# «таков комментарий депутата от Патриотического союза | Сируана Баба-шейха»
_DEPUTY_OF: Final = re.compile(
    r"\b(депутат\w*|кандидат\w*|сенатор\w*|представител\w+|делегат\w*|парламентари\w+)\sот\s[^\s,]+(?:\s[А-ЯЁ«][^\s,]+){0,3}"
)
_KIND_NAMED: Final = re.compile(
    r"(?i:агентство|издание|газета|телеканал|канал|портал|журнал|сайт|компания|корпорация|холдинг|банк|фонд|движение|партия|организация|сервис|проект|концерн|институт|центр|клуб|завод|группа)\s[«\"“]"
)
_FROM_BODY: Final = re.compile(  # «Артем Белов | из «Союзмолока» | связал»
    r"^\sиз\s(?:[а-яё-]+\s){0,3}(?:«[^»]{2,40}»|[A-ZА-ЯЁ][^\s,.]+(?:\s[A-ZА-ЯЁ&][^\s,.]*){0,3})(?=\s[а-яё])"
)
_PLURAL_VERB: Final = re.compile(r"(?:ли|[уюая]т)(?:сь|ся)?$")


def is_quoted(field: str, position: int) -> bool:
    """Whether a position lies inside a quotation of its line."""
    line = field.rfind("\n", 0, position) + 1
    opened = field.rfind("«", line, position)
    if opened < 0 or field.find("»", opened, position) >= 0 or "»" not in field[position : position + 600]:
        return False
    return SPLIT_QUOTE.search(field, opened, position) is None  # «Вопрос принят, — отозвался | …. — Дальше»


def speaks_ru(before: str, after: str, surface: Surface, entity: Entity, speech: Speech) -> bool:
    before = _WHEN.sub("", before)
    if entity.kind == "PER":
        before = _DEPUTY_OF.sub(r"\1", _ABBREVIATED.sub("", before))
    after = _WHILE.sub(" ", after)
    if entity.kind == "PER":
        after = _FROM_BODY.sub("", after)
    nominative = is_nominative(surface.text, entity)
    if _WHO_IS.search(before):
        return False
    if entity.kind == "ORG" and _OF_SOMEBODY.search(before):
        return False
    if entity.kind == "PER" and _is_addressee(before):
        return False
    if ends_with(speech.by_words, before, speech.other_case, most=OFFICE, body=entity.kind == "ORG", comma=False):
        return True
    if is_cited_ru(before, after, entity, speech):
        return True
    if _IN_PAPER.search(before) and _PAPER_SAYS.match(after):
        return True
    if entity.kind == "ORG" and (_told_in(before, after, speech) or _envoys_say(before, after, speech)):
        return True
    which = _WHO_THEN.match(after) if entity.kind == "PER" else None
    if which and speech.verb.match(after, which.end()):
        return True  # «посла Йоханны Линдгрен, | которая накануне выразила»
    if not nominative or (entity.kind == "ORG" and _RU_UNDER.search(before) and not verb_before(before, speech)):
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
    if entity.kind == "ORG" and _OBJECT_FIRST.match(before) and _FIRST_PLURAL.match(after):
        return False
    if _IN_CONTENT.search(before) and speech.verb.search(before):
        return False
    if entity.kind == "PER" and (STATES.match(after) or QUOTED.match(after) or says_that(_RU_THAT, after, speech)):
        return True
    if _ANNOUNCED_ACT.match(after):
        return False
    if follows(speech, after, through_names=entity.kind == "PER"):
        return True
    dash = _QUOTE_DASH.search(before)
    if dash and _RU_VERB.search(dash.group(1)) and no_other_case(dash.group(2), speech.other_case):
        return True
    if entity.kind == "PER" and _many_before(before, after, speech):
        return False  # «В чем обвиняют | Нетаньяху»
    content = frozenset[str]() if _CONTENT.match(after) else speech.with_content
    return ends_with(speech.verb, before, speech.other_case, body=entity.kind == "ORG", verb=True, with_content=content)


def _is_addressee(before: str) -> bool:
    """Whether an office in the dative stands before a name: «приводит письмо Дюваля премьеру | Элен Гаррик»."""
    last = LAST_WORD.search(before)
    word = last.group(1).lower() if last else ""
    return word.endswith(("у", "ю")) and word in load_offices("ru").nominative


def _many_before(before: str, after: str, speech: Speech) -> bool:
    """Whether a verb in the plural stands before a person who is named alone."""
    *_, last = [None, *speech.verb.finditer(before)]
    if last is None or not _PLURAL_VERB.search(last.group().split(" ")[0]):
        return False
    return not re.search(r",|\sи\s", before[last.end() :]) and not re.match(r"[,»\"]|\sи\s|\s\(|\s[А-ЯЁ]", after)


def _is_listener(before: str, after: str, speech: Speech) -> bool:
    """Whether somebody else tells it to a body named between verb and office: «рассказал | РИА Новости | представитель»."""
    told = LAST_WORD.search(before)
    behind = _FIRST_WORD.match(after)
    if told is not None and behind is not None and speech.verb.fullmatch(told.group(1)):
        many = _PLURAL.search(told.group(1)) is not None
        if many and _AT_PLACE.match(after):
            return True  # «сообщили | ТАСС | в дипведомстве»
        if not many and behind.group(1) not in speech.no_tellers:
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
    if envoys is None or _NAME_BEHIND.match(after):
        return False
    told = speech.verb.search(ASIDE.sub(" ", after))
    if told is not None and len(ASIDE.sub(" ", after)[: told.start()].split()) <= BETWEEN // 2:
        return True
    *_, last = ["", *(match for match in speech.verb.finditer(before, 0, envoys.start()))]  # «сообщает пресс-служба |»
    return isinstance(last, re.Match) and len(before[last.end() : envoys.start()].split()) <= 3


def _told_in(before: str, after: str, speech: Speech) -> bool:
    """«В ГМС сообщили, …»; «…, сообщили «Хазар-Информ» в ГМС»."""
    if re.search(r"(?:^|[\s(])[Вв]о?\s[«\"]?(?:[\w-]+\s){0,2}[«\"]?$", before) is None:
        return False
    told = speech.verb.search(after)
    if (
        told
        and not _REFUSED.search(after, 0, told.end())
        and not SILENT.search(after[: told.end()])
        and len(after[: told.start()].split()) <= 3
        and _PLURAL.search(told.group())
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
    if _KIND_NAMED.match(printed):
        return True
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
