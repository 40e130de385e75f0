"""Where a verb or formula of speech and a name stand in one clause, in any of the three languages."""

import re
from typing import Final

from analytics.entities.office_words import load_offices
from analytics.entities.speech_words import Speech

_PRONOUN: Final = re.compile(r"\b(?:he|she|they|он|она|они)\b")
# «Вопрос принят, — отозвался | …. — Дальше»: a quotation parted by who says it
SPLIT_QUOTE: Final = re.compile(r"[,.!?…]\s[-–—]\s")
STATES: Final = re.compile(
    r"^(?![^:]{0,70}\bне (?:приш|прие|яви|участв|присут))[^.,:;!?«»]{1,70}:\s"
    r"(?!(?:е[её]|его|он|она|их|им|ему|ей|них|ним|ней|перв(?:ый|ая|ому|ого)|втор(?:ой|ая|ого)|об[ае]|один|одна|тот|та|them|he|she|his|her)\b)"
)  # «Ислам Бабаев зерно не продает: …», and not «Шансы упустили Орлов и Сантуш: первый попал в штангу»
QUOTED: Final = re.compile(
    r"^(?:[^:;«»“”\"]|[«“\"][^»”\"]{2,30}[»”\"]){0,160}:\s*[«“„\"]"
)  # «Ильгар Гаджиев, ахунд, долго молчал: «…»»
# «Кнопф, | чья «Народная воля» получила 28%, | посоветовал»
ASIDE: Final = re.compile(r"^(?:,(?:[^,.!?:«»]|«[^«»]{1,60}»){1,110},|\s\([^()]{1,60}\))")
_BRACKETS: Final = re.compile(r"\s\([^()]{1,60}\)")
_SEATED: Final = re.compile(
    r"^\s(?:в|на|по)\s(?:[А-ЯЁ][\w-]+|[А-ЯЁ][\w-]+(?:ом|ой) (?:крае|области|районе|округе))(?=\s)"
)  # «Миссия ОБСЕ | в Молдавии | призвала»
_INNER_ASIDE: Final = re.compile(
    r"(?<=\w),\s(?:котор\w+|who|which|whose|(?:не\s)?[а-я]+(?:[уюая]щ|вш|нн)(?:ий|ая|ийся|аяся|ый))\s[^.!?:»]{1,60}?,"
)
_MANY: Final = re.compile(r"(?:ли|[аяую]т)(?:сь|ся)?$")
_NEUTER: Final = re.compile(r"ло(?:сь)?$")  # «Жюри, в которое вошла Белова, объявило»: no person's
# «Глава района на вопросы не отвечал»
SILENT: Final = re.compile(
    r"\bне\s(?:отве[тч]\w+|сообщ\w+|уточн\w+|про?комментир\w+|комментир\w+|подтвердил\w* и не опроверг\w*|назвал\w*|называ\w+|раскры\w+|поясн\w+|рассказ\w+|говор\w+|сказал\w*|заяв\w+|выра[зж]\w+|высказ\w+|объясн\w+|прив[её]л\w*|привод\w+|упом[яи]н\w+|отреагир\w+|реагир\w+|осуд\w+|публик\w+|опублик\w+|обнарод\w+|разглаш\w+|оглаш\w+|огласил\w*|озвуч\w+|предостав\w+|подел\w+)$",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(
    r"[^.!?;]{0,60}?(?:,\s(?:что|как|чтобы|почему|зачем|когда|где|кто|кого|сколько|каким?|какой|какая|какие|будет ли|есть ли|не\s[а-я]+ ли)\b|\sthat\b|:|[»”\"])"
)
_ESTIMATE: Final = re.compile(r"\s[^.,:;!?]{0,80}?(?:в|на уровне|как)\s(?:[а-яё]+\s)?[\d$€«а-я]")
_OBJECT: Final = r"\s(?:[\w«»-]+\s){0,3}?"
# What makes speech of a verb that else is an act: «привел | данные», and not «привел команду к победе».
_SAYS_OF: Final = {
    "информиру": re.compile(r"\s(?:[а-яё]+\s){0,3}?(?:об?|про)\s"),
    "прив": re.compile(
        _OBJECT
        + r"(?:данн|пример|слов|цифр|статистик|цитат|довод|аргумент|сравнени|факт|расчет|доказательств|оценк|высказыва|показани|подсчет|мнени|верси|имена|имён|имен\b|список|перечень|причин|текст|выдержк|отрывок|сведени)"
    ),
    "раскры": re.compile(
        _OBJECT
        + r"(?:детал|подробн|причин|секрет|план|тайн|им[яе]|сумм|стоимост|содержан|личност|сроки|услови|размер|числ|количеств|суть|смысл|формул|схем|нюанс|способ|рецепт|цен|судьб|дат|состав|заработ|доход|зарплат|истори|правд)"
    ),
    "повтор": re.compile(
        _OBJECT
        + r"(?:слов|мысль|тезис|призыв|вопрос|позици|просьб|угроз|обещани|требовани|прогноз|обвинени|заявлени|мнени|предложени|предупреждени)"
    ),
    "насчит": re.compile(
        r"[^.!?:;]{0,60}?(?:\d|\bдв[ае]|\bтри|\bчетыр|\bпят|\bшест|\bсем|\bвосем|\bдевят|десят|сот|тысяч|миллион)"
    ),
    "сравни": re.compile(r"\s[^.,:;!?]{1,60}?\sсо?\s"),
    "свя": re.compile(r"\s[^.,:;!?]{1,90}?\sсо?\s"),
    "добавил": re.compile(r"\s(?:от себя|к сказанному|в интервью|в беседе|про|об?)\b|$"),
}
_OF_WHOM: Final = re.compile(
    r"\b(?:глав[ыуе]|директор\w*|председател\w+|руководител\w+|начальник\w*|министр\w*|президент\w*|советник\w*|заместител\w+|секретар\w+"
    r"|заведующ\w+|врач[ау]?|профессор[ау]?|преподавател[ья]|эксперт[ау]?|аналитик[ау]?|экономист[ау]?|юрист[ау]?|менеджер[ау]?|топ-менеджер[ау]?|депутат[ау]?"
    r"|адвокат[ау]?|тренер[ау]?|основател[ья]|владелец|владельца|замглавы|замдиректора|замминистра|гендиректор[ау]?|пресс-секретар[ья]|научн\w+ сотрудник\w*"
    r"|(?:вице-|экс-|со)?(?:наставник|капитан|игрок|защитник|полузащитник|вратар|голкипер|форвард|хоккеист|футболист|баскетболист|легионер|спикер|сенатор|лидер|генсек|комиссар|еврокомиссар|посол|пос(?:ла|лу)|постпред|полпред|спецпредставител|атташе|консул|генконсул"
    r"|главред|редактор|обозревател|колумнист|журналист|корреспондент|спецкор|ведущ|автор|учредител|акционер|инвестор|управляющ|партнер|маркетолог|технолог|агроном|инженер|конструктор|пилот|диспетчер|машинист|водител|ректор|проректор|декан|доцент|академик|студент|выпускник|работник"
    r"|бойц|боец|военнослужащ|командующ|командир|главком|генерал|полковник|комбат|прокурор|судь|следовател|омбудсмен|правозащитник|активист|волонтер|координатор|куратор|священник|епископ|муфти|худрук|режиссер|дирижер|солист|актер|актрис|певиц|клиент|пользовател|жител|участник|участниц|член|зампред|зампредседател|замруководител|замначальник|замгендиректор)\w{0,3})\b"
)
_OPENS: Final = re.compile(
    r"(?:^|[,–—»\":;-]|\b[Кк]ак(?:\s(?:ранее|раньше|позже|накануне|также|уже|сегодня|вчера|недавно|прежде))?|этом|данные|мнение|заявление)\s*$"
)
BETWEEN: Final = 8  # words between a verb and the name before or behind it
# «О сделке сообщило | агентство», «Статистику обнародовал | Минфин»: what is told stands before the verb, and nobody else
_TOLD_FIRST: Final = re.compile(
    r"(?:^|[.!?»:])\s*(?:На (?:это|этом|такую \w+)|С (?:этим|ним|ней|ними|так(?:им|ой) [а-яё]+|[а-яё]+ (?:доводом|доводами|выводом|выводами|оценкой|мнением))|Против этого|Этому|Этого|(?:Того|Такого|Иного|Другого|Противоположного) же? ?[а-яё]*|(?:Ранее |Позже |Позднее |Накануне |Тогда |Также )?[Оо]б?\s[^,.:;]{2,60}|(?:\w+\s){0,2}(?i:соболезнования|благодарность|протест|озабоченность|обеспокоенность|поддержку|заявление|прогноз|данные|информацию|сообщение|отч[её]т|статистику|мнение|призыв"
    r"|предупреждение|цифры|такие данные|имена|имя|весть|подробности|видео|кадры|снимки|заключение|оценку|список|итоги|рейтинг|запись|ролик|фото|фотографию|фотографии|пост|цитату|письмо|текст|версию|цифру|идею|инициативу|новость|слух|слухи|план|планы)(?:\s(?:о|об|с|из|на|по)\s[^,.:;!?]{1,40}|\s[а-яё]+(?:ов|ей|ии|а|я|ы|и))?)\s*$"
)
# «слияние, о котором накануне написал | Bloomberg», «Слова ее передал | телеканал GMA»
_TOLD_OF: Final = re.compile(
    r"(?:^|[.!?»:]\s)(?:Перв(?:ым|ой|ыми)|Одн(?:им|ой) из первых|Тоже|Также)\s(?:(?:об?|про)\s[^.,:;!?]{2,50}\s)?$|"
    r",\s(?:(?:об?|про)\s)?(?:котор(?:ом|ой|ых|ую|ого|ым)|ч[её]м|ч(?:ей|ья|ь[еёиюя]|ьего|ьих)\s[а-яё]+)(?:\s(?:накануне|ранее|вчера|сегодня|впервые|первым|первой|первыми|уже|также|недавно|позже|утром|вечером|днем|ночью|тогда|в\s[а-яё]+))?\s*$"
    r"|(?:^|[.!?»:,]\s)(?:(?:Эти|Его|Ее|Их|Такие|Подобные|Другие|Первые|Предварительные|Точные)\s)?(?i:слова|высказывани[ея]|комментари[йи]|признание|показания|обвинени[ея]|опровержение|тезисы|ответ|реплику|заявления|претензии|требования|сведения|оценки|прогнозы|выводы|результаты|итоги|детали|условия|причину|причины|позицию|догадку|предположение|разъяснения|объяснение)"
    r"\s(?:(?:его|ее|их|[а-яё]+(?:ого|его|ой|ей|ых|их|а|я|ы|и))\s){0,2}(?:[А-ЯЁ][\w-]+\s){0,2}(?:позже\s|также\s|уже\s|затем\s)?$"
)
# «Фотографии уже передал | краевед»: things are handed over, words are passed on
_HANDED: Final = re.compile(r"(?:переда(?:л[аио]?|ет|ют|вал[аи]?)|направил[аио]?|вручил[аио]?)$", re.IGNORECASE)
_THING: Final = re.compile(
    r"(?i:видео|кадры|снимки|список|запись|ролик|фото\w*|письмо|текст|план|планы|пост|имена|данные)\b[^.!?:«»]*$"
)
# «по данным, предоставленным | Госкомстатом»
_GIVEN: Final = re.compile(r",\s(?:\w+(?:нн|вш)\w+|котор\w+)\s")
# «Как сообщал РБК, прежний командующий | Геннадий Анашкин снят»
_SOMEBODY_ELSE: Final = re.compile(r"(?:^|\s)[«\"]?[A-ZА-ЯЁ][\w-]+[»\"]?,\s")
# «говорится в релизе, | который распространил | суд»
_PUBLISHED: Final = re.compile(
    r"^,\s(?:опубликованн|размещенн|вышедш|представленн|подготовленн|распространенн|проведенн)\w+\s(?:(?:в|на)\s)?(?:журнале\s|издании\s|сайте\s)?[«\"]?"
    r"|^,\sкотор\w+\s(?:опубликовал|распространил|подготовил|обнародовал|огласил|выпустил|привел|представил|составил|разослал|разместил|озвучил|направил)[аои]?\s"
)
# «Полиция установила, что» tells what was found, and «…, установила «Фонтанка»» who says so
_FINDS_OUT: Final = re.compile(r"(?:узна|выясн|установ|разузна)[а-я]+$", re.IGNORECASE)
# «Бехзод Мусаев | на встрече с послом Ким Дон Хуном | выразил надежду»
_AT_MEETING: Final = re.compile(
    r"^\s(?:на|в|во|по|после|во время)\s(?:встрече|ходе|заседании|переговорах|пресс-конференции|брифинге|форуме|церемонии|беседе|разговоре|итогам|интервью|эфире|совещании|саммите"
    r"|конференции|слушаниях)\b"
)
# «Министр Тамаз Квирикадзе поблагодарил | Абуладзе»: a whole name before a verb with an object is its subject
_HAS_SUBJECT: Final = re.compile(r"[А-ЯЁ][а-яё-]{2,}\s[А-ЯЁ][а-яё-]{2,}\s$")
_WITH_OBJECT: Final = re.compile(
    r"(?:поблагодари|упрекну|обвини|раскритикова|назва|процитирова|призва|попроси|похвали|предупреди|заверил|успокои|поздрави)\w*$"
)
# «Такие планы озвучил, | прилетев в Баку, | министр»
_DOING: Final = re.compile(r"^,\s[а-я]+(?:в|вши|вшись|я|ясь)\s[^,.!?:«»]{2,50},\s")
_BEHIND_QUOTE: Final = re.compile(
    r"(?:[,–—]|\s-)\s*(?:и\s|также\s|затем\s|позже\s)?$|\b[Кк]ак\s(?:ранее\s|также\s|позже\s|накануне\s)?$"
)
_OTHER_CLAUSE: Final = re.compile(
    r",\s(?:пока|когда|где|если|хотя|поскольку|после чего|чей|чья|чьи|until|when|while|because)\b"
)
# Formulas that begin with what is said: «оценку дал | МВФ», «против выступила | Ассоциация»
_OBJECT_VERB: Final = re.compile(
    r"(?:кадры|видео|запис|снимки|фото|список|данные|доклад|отч[её]т|заявлени|письм|обращени|статистик|результат|расписани|оценк|прогноз|комментари|пояснени|разъяснени|интервью|обещани|совет|ответ|показани|объяснени|рекомендаци|справк|против|в поддержку|в защиту|с\s|мнения|точки зрения|позиции|взгляда|версии)"
)
# «За сохранность скота отвечает | инспектор»
_ANSWERS_FOR: Final = re.compile(
    r"(?:^|[.!?,;:]\s)[Зз]а\s[^.,:;!?]{2,60}\sотвеча(?:ет|ют|л[аи]?)$|\bсчита(?:л[аи]?|ет|ют) себя$"
)
# «как установила прокуратура, застрелил сотрудник | Карлос Пуэнте»
_NEW_VERB: Final = re.compile(r",\s(?:[а-яё-]+\s){0,4}[а-яё]{3,}(?:[аиеыуюя]л[аи]?|[еи]т|[ую]т|[ая]т)\s(?!.*,\s)")
_CONFIRMS: Final = re.compile(r"(?:подтверди|опроверг|озвучи|отрица)\w*$", re.IGNORECASE)
_LONG_OFFICE: Final = 20  # words of an office between a verb and its holder
OFFICE: Final = 6  # words between «по словам» and the name


def says_that(that: re.Pattern[str], after: str, speech: Speech) -> bool:
    """Whether any verb with a clause of content follows, and not one that says nothing: «доложил, что»."""
    match = that.match(after)
    return match is not None and match.group(1).lower() not in speech.no_speech and not _PRONOUN.search(match.group())


def follows(speech: Speech, after: str, *, through_names: bool) -> bool:
    """Whether the clause goes on with a speech verb: «X, глава службы, на встрече в Шуше отметил».

    With ``through_names`` other names may stand between: of «ГМС Рауф Меликзаде уточнил» the body does not speak.
    """
    rest = _BRACKETS.sub("", _INNER_ASIDE.sub(" ", ASIDE.sub(" ", after.removeprefix("»").removeprefix('"'))))
    rest = rest if through_names else _SEATED.sub("", rest)
    match = speech.verb.search(rest)
    if match is None:
        return False
    between = rest[: match.start()]
    if match.group().startswith("отвеча") and rest.startswith(" за ", match.end()):
        return False
    if through_names and rest[:20] != after[:20] and _MANY.search(match.group().split(" ")[0]):
        return False  # «Марат Хабибуллин, скончался на месте, уточнили в ГИБДД»: others say it
    if through_names and _NEUTER.search(match.group().split(" ")[0]):
        return False
    if SILENT.search(rest[: match.end()]) or _FINDS_OUT.match(match.group()):
        return False
    if match.group().lower() in speech.with_content and not _has_content(match, rest):
        return False
    if through_names and _AT_MEETING.match(between) and not re.search(r"[.,:;!?«»\"()]", between):
        return True
    if _PRONOUN.search(between) or (not through_names and re.search(r"\b[A-ZА-ЯЁƏÖÜİĞÇŞ]", between)):
        return False
    return len(between.split()) <= (BETWEEN - 2 if through_names else BETWEEN // 2) and not re.search(
        r"[.,:;!?«»\"()]|\s[-–—]\s", between
    )


def _has_content(verb: re.Match[str], rest: str) -> bool:
    """Whether a verb that needs it says something: «признал, что», «оценивает стоимость в 2 млрд»."""
    if _CONTENT.match(rest, verb.end()):
        return True
    told = verb.group().lower()
    if any(told.startswith(stem) and objects.match(rest, verb.end()) for stem, objects in _SAYS_OF.items()):
        return True
    return told.startswith("оцен") and _ESTIMATE.match(rest, verb.end()) is not None


def ends_with(
    words: re.Pattern[str],
    before: str,
    other_case: frozenset[str],
    *,
    most: int = BETWEEN + 2,
    body: bool = False,
    verb: bool = False,
    comma: bool = True,
    with_content: frozenset[str] = frozenset(),
) -> bool:
    """Whether a listed word governs the name that follows: «сказал журналистам глава ГМС |».

    A body is governed from nearby only: in «поблагодарил Астану за поддержку в ЮНЕСКО» it does not speak.
    """
    found = list(words.finditer(before))
    if not found or (
        verb and (SILENT.search(before[: found[-1].end()]) or _ANSWERS_FOR.search(before, 0, found[-1].end()))
    ):
        return False
    between = _DOING.sub(" ", _PUBLISHED.sub(" ", before[found[-1].end() :]))
    verb_at = found[-1].start()
    told_of = _TOLD_FIRST.search(before[:verb_at]) or _TOLD_OF.search(before[:verb_at])
    if _HANDED.match(found[-1].group()) and _THING.search(before, 0, verb_at):
        told_of = None
    said = _BEHIND_QUOTE.search(before, 0, verb_at) or told_of
    if found[-1].group().lower() in with_content and not said:
        return False  # «Музыку к ней написал | Даниил Орлов»
    if _OTHER_CLAUSE.search(between) or (verb and _NEW_VERB.search(between)):
        return False  # «отвергли три журнала, пока рукопись не прочел редактор | Левин»
    if _SOMEBODY_ELSE.search(between) or (not comma and "," in between and not _GIVEN.match(between)):
        return False  # «По словам жителей, глава района | Иванов приехал»
    ahead = before[: found[-1].start()]
    if verb and not between.strip() and _WITH_OBJECT.match(found[-1].group()) and _HAS_SUBJECT.search(ahead):
        return False
    if body and _OF_WHOM.search(between):
        return False  # «По словам главы | Минздрава», «сказал генсек | НАТО»: the head speaks
    told_first = told_of or _CONFIRMS.match(found[-1].group()) or _OBJECT_VERB.match(found[-1].group())
    if body and verb and not _OPENS.search(ahead) and not told_first:
        return False  # «Министр поблагодарил руководство | МОК»
    if body and (len(between.split()) > most // 2 + 1 or re.search(r"[,]|\s(?:в|на|за|из|in|at|for|of a)\s", between)):
        return False
    if verb and not body and _opens_with_office(between):
        most = _LONG_OFFICE
    return len(between.split()) <= most and no_other_case(_from_office(between), other_case)


def _opens_with_office(between: str) -> bool:
    """Whether an office of many words follows a verb: «рассказал | руководитель Службы по защите прав потребителей ЦБ | Мамута»."""
    words = between.split()[:2]
    return "," not in between and any(word.lower() in load_offices("ru").field for word in words)


def _from_office(between: str) -> str:
    """What governs the name: «сказал после матча | главный тренер «Нефтчи»» is what an office in the nominative leaves."""
    nominative = load_offices("ru").field
    places = [match.start() for match in re.finditer(r"[а-яё-]+", between) if match.group() in nominative]
    return between[places[-1] :] if places else between


def no_other_case(between: str, other_case: frozenset[str]) -> bool:
    if re.search(
        r"[.:;!?]|,\s(?:что|чтобы|котор\w+|а|но|и|\w+(?:нн|вш|[уюая]щ)(?:ий|ый|ая|ое|ие|ые|его|ого|ей|ой|ую|их|ых))\b",
        between,
    ):
        return False
    return other_case.isdisjoint(word.lower() for word in re.findall(r"\w+", between))
