"""By what a Russian sentence lets a body speak: «в ГМС сообщили», «представители ВОЗ», and not «сказал ТАСС житель»."""

import re
from typing import Final

from analytics.entities.office_words import load_offices
from analytics.entities.speech_cited import LAST_WORD
from analytics.entities.speech_clauses import ASIDE, BETWEEN, SILENT
from analytics.entities.speech_words import Speech

_PLURAL: Final = re.compile(  # «в ГМС сообщили», «напоминают», «не согласны», «отчитались»
    r"^(?:не\s)?\w+(?:(?:и|[ая]т|[ую]т)(?:сь|ся)?|[нс]ны|ены|дены)\b|(?:и|[ая]т|[ую]т)(?:сь|ся)?$"
)
_REFUSED: Final = re.compile(r"\bне (?:про)?комментир")
_FIRST_WORD: Final = re.compile(r"[»\"]?\s([а-яё]+)")
_AT_PLACE: Final = re.compile(
    r"[»\"]?\s(?:[А-Я]\w+\s)?в (?:[а-я-]+\s){0,2}?(?:\w*ведомстве|министерстве|пресс-службе|пресс-центре|компании|посольстве|службе|комитете|администрации|управлении|прокуратуре|[А-Я])"
)
_POSSESSIVES: Final = frozenset({"его", "её", "ее", "их"})
_RU_ENVOYS: Final = re.compile(
    r"\b(?:[Пп]редставител[ьи]|[Пп]редставительница|[Пп]ресс-секретарь|[Пп]ресс-служба|[Пп]ресс-центр|[Сс]отрудники|[Сс]отрудник|[Сс]отрудница|[Ии]сточник|[Ии]сточники|[Сс]обеседник|[Сс]обеседники|[Жж]урналисты|[Кк]орреспондент|[Кк]орреспондентка|[Сс]пецкор|[Рр]уководство|[Мм]енеджмент|[Пп]равление|[Дд]ирекция|[Пп]ресс-бюро|[Аа]двокаты|[Кк]орреспонденты|[Рр]епортеры|[Оо]бозреватели|[Рр]асследователи|[Рр]едакция|[Бб]оевики|[Пп]овстанцы|[Аа]ктивисты|[Зз]оологи|[Бб]иологи|[Аа]строномы|[Фф]изики|[Хх]имики|[Гг]еологи|[Сс]ейсмологи|[Пп]сихологи|[Дд]епутаты|[Сс]енаторы|[Сс]трачечники|[Кк]онсультанты|[Ии]нженеры|[Сс]борщики|[Ии]нспекторы|[Оо]ператоры|[Нн]аблюдатели|[Пп]равозащитники|[Мм]агистраты|[Вв]олонтеры|[Пп]ользователи|[Сс]пикеры|[Дд]испетчеры|[Сс]пасатели|[Сс]ледователи|[Дд]ознаватели|[Аа]удиторы|[Тт]ехнологи|[Эе]кологи|[Мм]едики|[Дд]октора|[Юю]ристы|[Сс]оциологи|[Уу]ченые|[Ии]сследователи|[Сс]иноптики|[Дд]ипломаты|[Вв]рачи|[Сс]пециалисты|[Ээ]ксперты"
    r"|[Аа]налитики|[Ээ]кономисты)\s(?:[^.,:;!?]{2,60}\sи\s)?(?:[а-яё-]+(?:ого|его|ой|ей|а|ы|и|я)\s){0,3}[«\"]?$"
)
_AND_MORE: Final = re.compile(r",|\s(?:к|ко|на|о|об|из|с|со|для|по|за|до)\s")  # «заявили к переводу | в ПДС»
# «В | СГБ | более осторожны: …», «В «Газпроме» | другого мнения»
_OF_OPINION: Final = re.compile(
    r"^[»\"]?\s(?:[а-яё]+\s){0,4}?(?:мнени[ея]|точк\w зрения|осторожны|скептичны|оптимистичны|настроены (?:скептически|оптимистично|решительно|осторожно)|обеспокоены|озабочены|встревожены|недовольны|возмущены|непреклонны|категоричны|немногословны|не спешат с выводами|придерживаются|настаивают|солидарны|смотрят на [^.,:;!?]{2,50}|относятся (?:к\s[^.,;]{2,60}\s)?(?:с|скептически|сдержанно|осторожно|настороженно|спокойно)|не верят|сомневаются|(?:[а-яё]+\s){0,2}(?:поддержали|поддерживают|приветствуют|приветствовали|осудили|осуждают|раскритиковали|критикуют|отвергают|отвергли|опровергают|отрицают|отрицали))\b"
)
# «В «Газпроме» сообщили», «На «Уралмаше» пояснили», «Из «Роснефти» сообщили»
_TOLD_AT: Final = re.compile(
    r"(?:^|[\s(])[Вв]о?\s[«\"]?(?:[\w-]+\s){0,2}[«\"]?$|(?:^|[\s(])[Нн]а\s(?:горячей линии\s|[а-яё]+(?:е|и|ии)\s)?[«\"]?$|(?:^|[.!?»,:]\s)[Ии]з\s[«\"]?$"
)
_TOLD_TO: Final = re.compile(
    r"\s(?:изданию\s|газете\s|агентству\s|порталу\s|журналистам\s)?(?:[А-ЯЁ][а-яё]+ой службе\s)?(?:Би-би-си|ТАСС|РБК|РИА Новости|Интерфаксу|[A-Z][\w.]+|«[^»]{2,30}»)(?=\s[а-яё])"
)
_GOES_ON: Final = re.compile(r"^(?:\s[а-яё-]+){1,5},\s(?:но|а|однако|впрочем,|хотя)\s(?:при этом\s|также\s)?")
_OTHER_OPINION: Final = re.compile(r"\bмнени[яе] (?:на этот счет )?(?:придерживаются )?в[о]?\s[«\"]?$")
# «Об этом | ТАСС | сообщил Иван Петров»: the outlet only listens
_TOLD_BY_PERSON: Final = re.compile(
    r"^[»\"]?\s(?:сообщи|расска|сказа|заяви|поясни|подтверди|уточни|отмети|объясни|призна|говори|добави|подчеркн)(?:л|ла|т|зал|зала|зывает)\s[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+"
)
# «сообщили | ТАСС | в аэропорту», and not «сообщили МВД и | ГМС | в пятницу»
_AT_ANY_PLACE: Final = re.compile(
    r"^[»\"]?\s(?:в|на)\s(?!понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|начале|конце|середине|ходе|эфире|интервью|соцсет|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|прошл|этой|минувш|этом|сво)(?:[а-яё-]+\s){0,2}?[а-яё-]{3,}(?:е|и|у)(?:[.,]|$|\s)"
)
_NEUTER: Final = re.compile(r"(?i:руководство|правление|менеджмент|пресс-бюро)")
_NAME_BEHIND: Final = re.compile(r"^[»\"]?(?:\s[а-яё]+){0,3}\s[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+")
_OBJECT_AND_VERB: Final = re.compile(r"^([А-ЯЁ][а-яё-]+)(?:\s[а-яё-]+){0,5}\s([а-яё]+)\s[«\"]?$")
_CLAUSE_ENDS: Final = re.compile(r"^[»\"]?\s*(?:[.,;:!\n]|$)")
_TAKES_OBJECT: Final = re.compile(
    r"^(?:поблагодар|упрек|обвин|раскритик|критик|назва|назыв|процитир|цитир|призва|призыв|попрос|похвал|хвал|предупре|завер|успоко|поздрав|осуд|спрос|ругал|руга|известил|уведом|проинформ|информ)"
)


def closes_clause(before: str, after: str, speech: Speech) -> bool:
    """«Освобождения оператора требуют | «Репортеры без границ».»: nobody else is there to say it."""
    clause = _OBJECT_AND_VERB.match(before)
    return (
        clause is not None
        and _CLAUSE_ENDS.match(after) is not None
        and clause.group(1).lower() not in load_offices("ru").field
        and speech.verb.fullmatch(clause.group(2)) is not None
        and _TAKES_OBJECT.search(clause.group(2)) is None
    )


def is_listener(before: str, after: str, speech: Speech) -> bool:
    """Whether somebody else tells it to a body named between verb and office: «рассказал | РИА Новости | представитель»."""
    if _TOLD_BY_PERSON.match(after):
        return True
    told = LAST_WORD.search(before)
    behind = _FIRST_WORD.match(after)
    if told is not None and behind is not None and speech.verb.fullmatch(told.group(1)):
        many = _PLURAL.search(told.group(1)) is not None
        if many and (_AT_PLACE.match(after) or _AT_ANY_PLACE.match(after)):
            return True  # «сообщили | ТАСС | в дипведомстве»
        if not many and behind.group(1) not in speech.no_tellers:
            return True  # «сказал | Sputnik | житель Ушгули»
    if told is None or behind is None or speech.verb.fullmatch(told.group(1)) is None:
        told = behind
        behind = _FIRST_WORD.match(after, behind.end()) if behind else None
    if told is None or behind is None or speech.verb.fullmatch(told.group(1)) is None:
        return False
    if (
        behind.group(1) in _POSSESSIVES
    ):  # «сказал | Bloomberg | его представитель», but «Variety | называет его удачным»
        behind = _FIRST_WORD.match(after, behind.end())
    return behind is not None and behind.group(1) in load_offices("ru").field


def envoys_say(before: str, after: str, speech: Speech) -> bool:
    """«Представители ВОЗ и | Глобального фонда дали высокую оценку»."""
    envoys = _RU_ENVOYS.search(before)
    if envoys is None or _NAME_BEHIND.match(after):
        return False
    told = speech.verb.search(ASIDE.sub(" ", after))
    if told is not None and len(ASIDE.sub(" ", after)[: told.start()].split()) <= BETWEEN // 2:
        return True
    if _NEUTER.match(envoys.group()):
        return False  # «Министр поблагодарил руководство | МОК»
    *_, last = ["", *(match for match in speech.verb.finditer(before, 0, envoys.start()))]  # «сообщает пресс-служба |»
    return isinstance(last, re.Match) and len(before[last.end() : envoys.start()].split()) <= 3


def told_in(before: str, after: str, speech: Speech) -> bool:
    """«В ГМС сообщили, …»; «…, сообщили «Хазар-Информ» в ГМС»."""
    if _TOLD_AT.search(before) is None:
        return False
    after = _TOLD_TO.sub("", ASIDE.sub(" ", after.removeprefix("»").removeprefix('"')))
    told = speech.verb.search(after)
    goes_on = _GOES_ON.match(after)  # «просьбу понимают, но настаивают»
    if goes_on and (verb := speech.verb.match(after, goes_on.end())) and _PLURAL.search(verb.group()):
        return True
    if _OF_OPINION.match(after) or _OTHER_OPINION.search(before):
        return True
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
