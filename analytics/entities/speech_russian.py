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

_QUOTE_DASH: Final = re.compile(
    r"(?:[»”\"’],?|[,!?…])\s*[-–—]\s*(?:(?:[а-яё]+о|так|тут же|тогда же|позже|затем)\s)?([\w-]+)((?:\s[^.!?,;:]*?)?)\s*$"
)
_WITH_HIM: Final = re.compile(r"\sсо?\s(?:ним|ней|ними|этим)(?=\s|$)")
_RU_VERB: Final = re.compile(
    r"(?:[еиуюая]т|[её]тся|ится|ются|ятся|л[аи]?|лся|лась|лись)$|^(?:согласе?н|увере?н|убежд[её]н|возмущ[её]н|недоволе?н|обеспокое?н|обеспокоен|встревожен|удивл[её]н|благодаре?н|категориче?н|непреклоне?н|солидаре?н)[аы]?$"
)
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
    r",\s(?:отметивш|заявивш|сообщивш|подчеркнувш|добавивш|напомнивш|рассказавш|призвавш|назвавш|пояснивш|уточнивш|признавш|пообещавш|предупредивш|обвинивш|ответивш|объявивш|выразивш|высказавш|попросивш|потребовавш|предложивш|посетовавш|раскритиковавш|осудивш|опровергш|опровергнувш|подтвердивш|процитировавш|пошутивш|поблагодаривш|указавш|объяснивш|пожаловавш|поделивш|сравнивш|спросивш|написавш|сообщающ|утверждающ|считающ|полагающ|отмечающ|обвиняющ|требующ|уверяющ|призывающ|предлагающ|сомневающ)\w+\b"
)
# «направил Совету письмо, в котором призвал»
_IN_WHICH: Final = re.compile(
    r"[^.!?,]{0,80}?\s(?:письмо|обращение|заявление|пост|доклад|послание|сообщение|видео|видеообращение|статью|отчет|отчёт|релиз|запрос|предложение|рапорт|телеграмму|иск|жалобу|колонку|резолюцию|интервью|ноту|петицию|записку|проект|план|список|ответ|ролик|текст|декларацию|меморандум|ходатайство|рецензию|эссе|манифест|памятку|обзор|прогноз|исследование|запись|публикацию|материал|рапорт)(?:\s[^.!?,]{1,60})?,\s(?:в котор\w+|где)\s"
)
_AND_SAYS: Final = re.compile(
    r"^,?\s[^.!?:;«»]{2,120}?\sи\s(?:также\s|затем\s|потом\s|теперь\s)?(?=[а-яё]+(?:л[аи]?|[еиую]т|ен[аы]?|на)(?:с[яь])?\b)"
)
# «Управление повысило уровень опасности, предупредив, что»
_HAVING_SAID: Final = re.compile(
    r"[^.!?:;«»]{2,160}?,\s(?:при этом\s)?(?:предупредив|заявив|отметив|сообщив|добавив|подчеркнув|пояснив|напомнив|уточнив|признав|объяснив|пообещав|назвав|подписав|написав|посоветовав|потребовав|призвав|пошутив|попросив|возразив|поблагодарив|посетовав|выразив|высказав|указав|заверив|констатировав|обвинив|раскритиковав|подтвердив|опровергнув|опровергши|объявив|рассказав|ответив|сравнив|упрекнув|осудив|предположив|сославшись|пожаловавшись|согласившись|признавшись|поделившись|извинившись|усомнившись|обратив внимание|спросив|отшутившись|заключив|резюмировав|пригрозив|предложив|отвергнув|сообщая|заявляя|отмечая|подчеркивая|утверждая|уверяя|обещая|призывая|обвиняя|требуя|предупреждая|объясняя|поясняя|напоминая|добавляя|жалуясь|ссылаясь|сетуя|настаивая|намекая|называя|указывая|признавая|рассказывая|вспоминая|шутя|извиняясь|благодаря за)\b"
)
_OFFICE_OPENS: Final = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s[\w-]+){0,6}\s")
_WHEN: Final = re.compile(
    r"(?:^|\s)(?:во? (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|ходе \w+|своем \w+)|на (?:прошлой|этой|минувшей) неделе|в (?:начале|середине|конце) \w+|в \w+ (?:году|месяце))\b",
    re.IGNORECASE,
)
_RU_ENVOYS: Final = re.compile(
    r"\b(?:[Пп]редставител[ьи]|[Пп]редставительница|[Пп]ресс-секретарь|[Пп]ресс-служба|[Пп]ресс-центр|[Сс]отрудники|[Сс]отрудник|[Сс]отрудница|[Ии]сточник|[Ии]сточники|[Сс]обеседник|[Сс]обеседники|[Жж]урналисты|[Кк]орреспондент|[Кк]орреспондентка|[Сс]пецкор|[Рр]уководство|[Мм]енеджмент|[Пп]равление|[Дд]ирекция|[Пп]ресс-бюро|[Аа]двокаты|[Кк]орреспонденты|[Рр]епортеры|[Оо]бозреватели|[Рр]асследователи|[Рр]едакция|[Бб]оевики|[Пп]овстанцы|[Аа]ктивисты|[Зз]оологи|[Бб]иологи|[Аа]строномы|[Фф]изики|[Хх]имики|[Гг]еологи|[Сс]ейсмологи|[Пп]сихологи|[Дд]епутаты|[Сс]енаторы|[Сс]трачечники|[Кк]онсультанты|[Ии]нженеры|[Сс]борщики|[Ии]нспекторы|[Оо]ператоры|[Нн]аблюдатели|[Пп]равозащитники|[Мм]агистраты|[Вв]олонтеры|[Пп]ользователи|[Сс]пикеры|[Дд]испетчеры|[Сс]пасатели|[Сс]ледователи|[Дд]ознаватели|[Аа]удиторы|[Тт]ехнологи|[Эе]кологи|[Мм]едики|[Дд]октора|[Юю]ристы|[Сс]оциологи|[Уу]ченые|[Ии]сследователи|[Сс]иноптики|[Дд]ипломаты|[Вв]рачи|[Сс]пециалисты|[Ээ]ксперты"
    r"|[Аа]налитики|[Ээ]кономисты)\s(?:[^.,:;!?]{2,60}\sи\s)?(?:[а-яё-]+(?:ого|его|ой|ей|а|ы|и|я)\s){0,3}[«\"]?$"
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
    r"\b(?:[Вв]о?|[Нн]а|[Ии]з) (?:[а-яё-]+ )?(?:определении|решении|постановлении|приговоре|иске|жалобе|ходатайстве|запросе|распоряжении|приказе|меморандуме|коммюнике|резолюции|вердикте|акте|сводке|памятке|записке|отзыве|анонсе|презентации|методичке|брошюре|некрологе|телеграмме|депеше|послании|декларации|предписании|извещении|объявлении|определения|решения|постановления|приговора|иска|жалобы|запроса|распоряжения|приказа|меморандума|резолюции|сводки|записки|презентации|декларации|предписания|извещения|письма|памятки|сайте|странице|портале|мемуарах|мемуаров|книге|статье|отчета|отчётности|отчетности|данных|документа|сообщения|заявления|доклада|обзора|исследования|опроса|релиза|пресс-релиза|письма|ответа|прогноза|материалов|статистики|бюллетеня|рейтинга|справки|публикации|телеграм-канале|Telegram-канале|канале|блоге|сообщении|заявлении|отч[её]те|докладе|письме|материале|релизе|пресс-релизе|обзоре|ответе|посте|публикации"
    r"|комментарии|ноте|протоколе|бюллетене|блоге|отчетности|заключении|колонке|исследовании|прогнозе|рейтинге|справке|уведомлении)\s(?:[а-яё-]+\s){0,2}[«\"]?$"
)
_AND_MORE: Final = re.compile(r",|\s(?:к|ко|на|о|об|из|с|со|для|по|за|до)\s")  # «заявили к переводу | в ПДС»
# «клиент | МФО | заявил», «Генсек | НАТО», «заявил главком | РВСН»: somebody of the body
_OF_SOMEBODY: Final = re.compile(
    r"\b(?i:клиент|житель|жительница|гражданин|член|участник|участница|работник|работница|владелец|владелица|совладелец|покупатель|игрок|тренер|фанат|болельщик|глава|директор|президент|премьер"
    r"|министр|секретарь|генсек|гендиректор|председатель|руководитель|руководительница|начальник|начальница|депутат|врач|юрист|адвокат|прокурор|посол|зампред\w*|замглавы|замминистра|замдиректора|замначальника"
    r"|замгендиректора|замгенсека|замруководителя|замкомандующего|главком|командующий|командир|комбат|начштаба|верховный представитель|спецпредставитель|спецпосланник|постпред|полпред|уполномоченный|комиссар|еврокомиссар|спикер|вице-спикер"
    r"|вице-президент|вице-премьер|сопредседатель|сенатор|лидер|главред|редактор|шеф-редактор|журналист|журналистка|обозреватель|колумнист|ведущий|ведущая|телеведущий|телеведущая|автор|основатель|основательница|сооснователь"
    r"|создатель|учредитель|акционер|менеджер|топ-менеджер|управляющий|партнер|партнёр|аналитик|экономист|главный экономист|эксперт|специалист|советник|помощник|координатор|куратор|профессор|доцент|академик|ректор|проректор|декан|преподаватель|студент|студентка"
    r"|выпускник|выпускница|сотрудница|оператор|инженер|конструктор|пилот|капитан|вратарь|голкипер|защитник|полузащитник|нападающий|форвард|хоккеист|футболист|баскетболист|легионер|капитан|наставник|актер|актёр|актриса|солист|солистка|певец|певица|дирижер|дирижёр|режиссер|режиссёр"
    r"|худрук|священник|епископ|митрополит|патриарх|муфтий|настоятель|протоиерей|пресс-атташе|атташе|консул|генконсул|госсекретарь|боец|военнослужащий|солдат|офицер|генерал|полковник|майор|ветеран|активист|активистка|волонтер|волонтёр|правозащитник|фигурант|основательница"
    r"|бизнес-омбудсмен|омбудсмен|аудитор|казначей|идеолог|политтехнолог|политик|научный сотрудник|хранитель|гид|экскурсовод|диспетчер|машинист|водитель|курьер|кассир|клиент(?:ов|ы)|пользовател[ие]й?|подписчик(?:и|ов)|болельщик(?:и|ов)|фанат(?:ы|ов)|участник(?:и|ов)|акционер(?:ы|ов)|инвестор(?:ы|ов)|работник(?:и|ов)|студент(?:ы|ов)|жител(?:и|ей)|игрок(?:и|ов)|вкладчик(?:и|ов)|заемщик(?:и|ов)|член(?:ы|ов)|сторонник(?:и|ов)|депутат(?:ы|ов)|абонент(?:ы|ов)|пассажир(?:ы|ов)|покупател(?:и|ей)|конкурент(?:ы|ов)|ветеран(?:ы|ов)|бойц(?:ы|ов)|заведующ\w+\s[а-я]+)(?:а|у|ом|ем|ю|я)?\s(?:и\s)?[«\"]?$"
)
_ENVOY_OF: Final = re.compile(
    r"\b(?:[Пп]редставительниц?а?|[Пп]редставитель|[Аа]двокат|[Зз]ащитник|[Зз]ащита|[Пп]ресс-секретарь|[Пп]ресс-служба|[Жж]ена|[Сс]упруга?|[Мм]уж|[Сс]ын|[Дд]очь|[Мм]ать|[Оо]тец|[Бб]рат|[Сс]естра)\s$"
)
_PAPER_SAYS: Final = re.compile(
    r"^(?:,\s(?:котор\w+|опубликованн\w+|размещенн\w+|распространенн\w+|поступивш\w+)\s[^.,:;]{1,80},|[^.,:;]{0,40}?)\s(?:[а-яё]+\s)?(?:назван[оаы]?|объясняется|утверждается|перечислены|говорится|следует|вытекает|значится|сообщили|опубликовано|размещено|объявлено|говорят|отмечается|указывается|указано|сказано|подчеркивается|подчёркивается|сообщается|отмечено|напоминается)\b"
)
# «Переходная администрация отрицает, что | Ланза | говорил об Украине»: others' words
_IN_CONTENT: Final = re.compile(r",\s(?:что|будто|якобы)\s[^,.:;!?]{0,60}$")
# «О сворачивании программ | DEI | объявили и другие компании»
_OBJECT_FIRST: Final = re.compile(
    r"^(?:Ранее |Позже |Позднее |Накануне |Также |При этом |Тогда )?[Оо]б?о?\s[^.,:;!?]{3,90}(?:, а также [^.,:;!?]{3,60})?(?<=\s)[«\"]?$"
)
# «В | СГБ | более осторожны: …», «В «Газпроме» | другого мнения»
_OF_OPINION: Final = re.compile(
    r"^[»\"]?\s(?:[а-яё]+\s){0,4}?(?:мнени[ея]|точк\w зрения|осторожны|скептичны|оптимистичны|настроены (?:скептически|оптимистично|решительно|осторожно)|обеспокоены|озабочены|встревожены|недовольны|возмущены|непреклонны|категоричны|немногословны|не спешат с выводами|придерживаются|настаивают|солидарны|смотрят на (?:вещи|это|ситуацию|перспективы)|относятся (?:к\s[^.,;]{2,60}\s)?(?:с|скептически|сдержанно|осторожно|настороженно|спокойно)|не верят|сомневаются)\b"
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
_FORMER: Final = re.compile(r"\b(?:[Бб]ывш(?:ий|ая|ие|его|им)|[Ээ]кс-[а-яё-]+)\s(?:[а-яё-]+\s){0,2}[«\"]?$")
# «По словам мэра, | Азизов | обещал построить мост»
_IN_OTHERS_WORDS: Final = re.compile(
    r"(?:^|[.!?»]\s)(?:Как (?:сообщал|писал|рассказал|пояснил|утверждал|сообщил)[аио]?\s|(?:Кроме того, |При этом, |При этом )?[Пп]о (?:[а-яё]+ )?(?:словам|данным|версии|информации|сведениям|утверждению|признанию|рассказам)\s)(?!самого|самой)[^,.;:!?]{2,60},\s(?:[а-яё-]+\s){0,4}$"
)
# «Собеседник издания, | инженер | Азизов | , говорит»
_APPOSED: Final = re.compile(
    r"(?:^|[.!?»]\s|\n)[А-ЯЁ][^,.:;!?«»]{2,60},\s(?!(?:[а-яё]+\s)?котор|где|когда|что|как|пока|если|чтобы|и\s|а\s|но\s)(?:[а-яё-]+\s){0,6}$"
)
_APPOSED_BODY: Final = re.compile(
    r"(?:^|[.!?»]\s|\n)[А-ЯЁ][^.:;!?«»]{2,80},\s(?:[а-яё-]+(?:ый|ий|ая|ое)\s){0,2}(?:компания|холдинг|концерн|фонд|банк|оператор|застройщик|корпорация|ритейлер|сервис|производитель|поставщик|перевозчик|страховщик|агентство|ассоциация|союз|организация|партия|клуб|издание|газета|завод|группа|структура|фирма|девелопер|разработчик|консорциум|объединение|движение)\s$"
)
_IN_OWN_PAPER: Final = re.compile(
    r"(?:^|[.!?»,]\s)[Вв] (?:сво[её]м |совместном |официальном )?(?:пресс-релизе|релизе|отчете|отчетности|заявлении|сообщении|докладе|обзоре|письме|ответе|посте|прогнозе|интервью|блоге|иске|жалобе)\s[«\"]?$"
)
# «инженера Гамида Азизова | цитирует газета»
_IS_QUOTED_THEN: Final = re.compile(r"^\s(?:также\s|уже\s)?(?:цитиру[ею]т|процитировал[аио]?)\s")
# «Азизов выиграл забег: время – 10 секунд»: an act, and what it was like
_ACTED: Final = re.compile(
    r"^[^:]{0,60}?\b(?:приступ|сош[её]л|сошла|сняли|снялся|упал|пострада|ехал|шел\b|шла\b|бежал|ударил|напал|попыта|построил|создал|написал (?:музыку|роман|книгу|картину)|снял\b|сняла|родила|женил|вышла|лидиру|занима|возглавля|провед|сыгра|встрет|начн|приед|прибуд|вылет|отправи|останов|спас|нашел|нашла|поймал|выиграл|победил|обыграл|забил|занял|получил|завоевал|установил|погиб|родил|умер|сконча|приговорен|осужден|задержан|арестован|назначен|избран|награжден|подписал|открыл|вышел|попал|сыграл|отразил|реализовал|проиграл|уступил|финишировал|заработал|купил|продал|упустил|оформил|возглавил|показал (?:результат|время)|представлял|вручил|посетил|прибыл|приехал|прилетел|вернул|пров[её]л (?:переговор|встреч|совещан|бесед|консультац)|обсудил|принял|встретил|участвовал|совершил|осмотрел|запустил|отличил|поддержал|одобрил|утвердил|похвалил)\w*\b[^:]{0,60}:\s"
)
# «Об этом | ТАСС | сообщил Иван Петров»: the outlet only listens
_TOLD_BY_PERSON: Final = re.compile(
    r"^[»\"]?\s(?:сообщи|расска|сказа|заяви|поясни|подтверди|уточни|отмети|объясни|призна|говори|добави|подчеркн)(?:л|ла|т|зал|зала|зывает)\s[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+"
)
# «сообщили | ТАСС | в аэропорту», and not «сообщили МВД и | ГМС | в пятницу»
_AT_ANY_PLACE: Final = re.compile(
    r"^[»\"]?\s(?:в|на)\s(?!понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|начале|конце|середине|ходе|эфире|интервью|соцсет|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|прошл|этой|минувш|этом|сво)(?:[а-яё-]+\s){0,2}?[а-яё-]{3,}(?:е|и|у)(?:[.,]|$|\s)"
)
# «В МЧС | этого не подтвердили и не опровергли»
_NEITHER: Final = re.compile(
    r"^[^.,:;!?]{0,60}\b(?:не подтверд\w+(?: эт\w+)?,?(?: но)? и не опроверг|ни подтверд\w+,? ни опроверг|ни опроверг\w+,? ни подтверд|не стал\w* ни подтвержд|не подтверждает и не опроверг)"
)
_NEUTER: Final = re.compile(r"(?i:руководство|правление|менеджмент|пресс-бюро)")
_TO_SAY: Final = re.compile(
    r"\b(?:с|от|за|по|воз|у|на|об|пред|под|рас|вы)?(?:сказать|ответить|явить|общить|яснить|верить|твердить|метить|черкнуть|казать|помнить|верять|являть|общать|знать|читать|лагать|означает ли это)\b"
)
# «комнату, где шла встреча с | Меркель»: names that stay the same in all cases
_UNDER: Final = re.compile(
    r"(?:^|\s)(?:[Сс]о?|[Кк]о?|у|от|для|об?|обо|при|перед|над|за|из|до|без|против|после|между|через|про|ради|около|вокруг|благодаря|вместо|кроме|на|в|во)\s$"
)
# «как передает | из Тегерана | агентство «Тасним»»
_FROM_PLACE: Final = re.compile(
    r"(?<=[а-яё](?:ет|ют|ит|ат|ил|ал|ла|ло|ли))\s(?:из|с места событий|с места|прямо из)(?:\s[А-ЯЁ][\w-]+){1,2}(?=\s)"
)
# «Со ссылкой на диспетчера | ТАСС | сообщает»
_CITING_FIRST: Final = re.compile(r"^(?:[А-ЯЁ][а-яё]+\s)?[Сс]о ссылкой на\s[^.,:;!?«»]{2,60}?\s(?=[«\"]?$)")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
_FIRST_PLURAL: Final = re.compile(r"^[»\"]?\s(?:[а-я]+\s){0,2}?[а-я]+(?:ли|[аяую]т)(?:сь|ся)?\b")
_ABBREVIATED: Final = re.compile(r"\s\([A-ZА-ЯЁ][^()]{1,30}\)")
_NAME_BEHIND: Final = re.compile(r"^[»\"]?(?:\s[а-яё]+){0,3}\s[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё-]+")
# «МВД | объявило в розыск журналиста»: an act
_ANNOUNCED_ACT: Final = re.compile(
    r"^[»\"]?\s(?:[\w-]+\s){0,4}?(?:подтвердил[аои]?\s(?:(?:свой|свое|её|его|долгосрочный|кредитный|суверенный|инвестиционный)\s)?(?:рейтинг|аккредитаци|титул|статус|победу|класс|лицензи|звание|приговор|вердикт|арест|законность|постановление|правомерность|наказание|право\s|квалификаци|лидерство|реноме|силу)|предлож(?:ил[аои]?|ит)\s(?:[а-яё]+(?:ам|ям|ым|ому|у)\s)?(?:[а-яё-]+(?:ый|ую|ые|ое)\s){0,2}(?:обмен|скидк|возврат|перел[её]т|билет|бонус|услуг|рассрочк|кэшбэк|тариф|ваучер|страховк|подарк)|отме(?:тил[аио]?|ча(?:ет|ют|л[аи]?))\s(?:[а-яё-]+\s)?(?:юбиле|годовщин|день рождения|дни рождения|праздник|новосель|столетие|\d+-лети|Новый год|Рождество|Пасху|Новруз|свадьб)|ответил[аи]?\s(?:двумя|тремя|голом|голами|точным|ударом|серией|хет-триком|шайбой|дублем)|добавил[аио]?\s(?:к\s[а-яё]+\s|ещ[её]\s){0,2}(?:\d|од(?:ин|ну|но)\b|дв[аеу]|три\b|четыре|пять|шесть|семь|восемь|девять|десять|несколько\s(?:минут|очк|балл|гол)|гол\b|шайбу|красок|интриги|времени|масла)|объявил[аои]?\s(?:состав|заявк)|заявил[аио]?\s(?:для участия|на (?:матч|турнир|сезон|чемпионат|игру|сбор))|огласил[аои]?\s(?:приговор|вердикт|решение|постановление)|исключил[аои]?\s(?:[\w«»-]+\s){0,4}?из\s|допустил[аои]?\s(?:[а-яё-]+(?:ую|ых|ый|ое|ые)\s)?(?:ошиб|дефолт|нарушени|утеч|просчет|промах|фол|осеч|авари|гибел|опоздани|полом|двойн|потер|игрок|журналист|сборн|спортсмен|к\s|до\s|промаш|гол|задерж|перерасход|халатност|беспоряд))|^[»\"]?\s(?:[\w-]+\s){0,4}?(?:объяви(?:л[аои]?|т)|объявля(?:ет|ют|л[аои]?))\s(?:(?:в|во|его|ее|её|их)\s(?:[\w-]+\s){0,2}?розыск|(?:[а-яё-]+(?:ый|ий|ую|ой|ое)\s)?(?:перерыв|голодовк|дефолт|конкурс|тендер"
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
_OBJECT_AND_VERB: Final = re.compile(r"^([А-ЯЁ][а-яё-]+)(?:\s[а-яё-]+){0,5}\s([а-яё]+)\s[«\"]?$")
_CLAUSE_ENDS: Final = re.compile(r"^[»\"]?\s*(?:[.,;:!\n]|$)")
_TAKES_OBJECT: Final = re.compile(
    r"^(?:поблагодар|упрек|обвин|раскритик|критик|назва|назыв|процитир|цитир|призва|призыв|попрос|похвал|хвал|предупре|завер|успоко|поздрав|осуд|спрос|ругал|руга|известил|уведом|проинформ|информ)"
)
_KIND_NAMED: Final = re.compile(
    r"(?:[А-ЯЁа-яё-]+(?:ая|ое|ий|ый|ой)\s){0,3}(?i:издательство|ассоциация|союз|объединение|профсоюз|общество|театр|музей|аэропорт|оператор|сеть|больница|клиника|университет|академия|школа|студия|бренд|ритейлер|авиакомпания|телекомпания|радиостанция|коалиция|блок|группировка|фирма|предприятие|комбинат|фабрика|застройщик|маркетплейс|федерация|лига|консорциум|стартап|разработчик|платформа|медиахолдинг|еженедельник|интернет-издание|радио|госкорпорация|автоконцерн|управляющая компания|агентство|издание|газета|телеканал|канал|портал|журнал|сайт|компания|корпорация|холдинг|банк|фонд|движение|партия|организация|сервис|проект|концерн|институт|центр|клуб|завод|группа)\s[«\"“]"
)
_FROM_BODY: Final = re.compile(  # «Артем Белов | из «Союзмолока» | связал»
    r"^\sиз\s(?:[а-яё-]+\s){0,3}(?:«[^»]{2,40}»|[A-ZА-ЯЁ][^\s,.]+(?:\s[A-ZА-ЯЁ&][^\s,.]*){0,3})(?=,?\s[а-яё])"
)
_NO_PERSON_S: Final = re.compile(r"(?:л[ои]|[уюая]т)(?:сь|ся)?$")
_PLURAL_VERB: Final = re.compile(r"(?:ли|[уюая]т)(?:сь|ся)?$")


def is_quoted(field: str, position: int) -> bool:
    """Whether a position lies inside a quotation of its line."""
    line = field.rfind("\n", 0, position) + 1
    opened = field.rfind("«", line, position)
    if opened < 0 or field.find("»", opened, position) >= 0 or "»" not in field[position : position + 600]:
        return False
    return SPLIT_QUOTE.search(field, opened, position) is None  # «Вопрос принят, — отозвался | …. — Дальше»


def speaks_ru(before: str, after: str, surface: Surface, entity: Entity, speech: Speech) -> bool:
    if entity.kind == "ORG" and speech.verb.match(after.removeprefix("»").removeprefix('"'), 1):
        before = _CITING_FIRST.sub("", before)
    before, after = _DECIMAL.sub("", _FROM_PLACE.sub("", _WHEN.sub("", before))), _DECIMAL.sub("", after)
    if entity.kind == "PER":
        before = _DEPUTY_OF.sub(r"\1", _ABBREVIATED.sub("", before))
    after = _WHILE.sub(" ", after)
    if entity.kind == "PER":
        after = _FROM_BODY.sub("", after)
    nominative = is_nominative(surface.text, entity)
    if _WHO_IS.search(before) or (entity.kind == "PER" and _UNDER.search(before)):
        return False
    if _NEITHER.search(after, 0, 90):
        return False
    if entity.kind == "ORG" and (_OF_SOMEBODY.search(before) or _FORMER.search(before)):
        return False
    if entity.kind == "PER" and _IN_OTHERS_WORDS.search(before) and not QUOTED.match(after):
        return False
    if entity.kind == "PER" and _is_addressee(before) and not speech.verb.match(after, 1):
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
    if not nominative and entity.kind == "PER" and _IS_QUOTED_THEN.match(after):
        return True
    under = entity.kind == "ORG" and _RU_UNDER.search(before) and not _IN_OWN_PAPER.search(before)
    if not nominative or (under and not verb_before(before, speech)):
        return False
    if entity.kind == "PER" and " " not in surface.text and _ENVOY_OF.search(before):
        return False  # «Представитель | Самойленко | заявил»
    if _WHO_SAID.match(after) or (entity.kind == "PER" and _SAYS_COLON.match(after)):
        return True
    apposed = _APPOSED if entity.kind == "PER" else _APPOSED_BODY
    if apposed.search(before.rstrip('«"')) and _closes_apposition(
        after.removeprefix("»").removeprefix('"'), speech, body=entity.kind == "ORG"
    ):
        return True
    and_says = _AND_SAYS.match(after) if entity.kind == "PER" else None
    if and_says and (verb := speech.verb.match(after, and_says.end())) and _CONTENT.match(after, verb.end()):
        return not SILENT.search(after[: verb.end()])  # «| Азизов, бывший лесник, судится с ними и уверен, что»
    which = _IN_WHICH.match(after)
    if which and speech.verb.match(after, which.end()):
        return True
    if _HAVING_SAID.match(after.removeprefix("»").removeprefix('"')) and (
        entity.kind == "PER" or not before.strip(' «"') or _OFFICE_OPENS.fullmatch(before)
    ):
        return True
    if entity.kind == "ORG" and _is_listener(before, after, speech):
        return False
    if entity.kind == "ORG" and _OBJECT_FIRST.match(before) and _FIRST_PLURAL.match(after):
        return False
    if _IN_CONTENT.search(before) and (speech.verb.search(before) or _TO_SAY.search(before)):
        return False
    if entity.kind == "PER" and (
        (STATES.match(plain := ASIDE.sub(" ", after)) and not _ACTED.match(plain))
        or QUOTED.match(after)
        or says_that(_RU_THAT, after, speech)
    ):
        return True
    if _ANNOUNCED_ACT.match(after):
        return False
    if follows(speech, after, through_names=entity.kind == "PER"):
        return True
    dash = _QUOTE_DASH.search(before)
    if dash and _RU_VERB.search(dash.group(1)) and no_other_case(_WITH_HIM.sub("", dash.group(2)), speech.other_case):
        return True
    if entity.kind == "PER" and _many_before(before, after, speech):
        return False  # «В чем обвиняют | Нетаньяху»
    if entity.kind == "ORG" and _closes_clause(before, after, speech):
        return True
    content = frozenset[str]() if _CONTENT.match(after) else speech.with_content
    return ends_with(speech.verb, before, speech.other_case, body=entity.kind == "ORG", verb=True, with_content=content)


def _closes_clause(before: str, after: str, speech: Speech) -> bool:
    """«Освобождения оператора требуют | «Репортеры без границ».»: nobody else is there to say it."""
    clause = _OBJECT_AND_VERB.match(before)
    return (
        clause is not None
        and _CLAUSE_ENDS.match(after) is not None
        and clause.group(1).lower() not in load_offices("ru").field
        and speech.verb.fullmatch(clause.group(2)) is not None
        and _TAKES_OBJECT.search(clause.group(2)) is None
    )


def _closes_apposition(after: str, speech: Speech, *, body: bool) -> bool:
    """«Собеседник издания, инженер | Азизов, говорит о трещинах», «Владелец, холдинг «Сибирь» |, обещает»."""
    verb = speech.verb.search(after, 2, 80) if after.startswith(", ") else None
    return (
        verb is not None
        and len(after[2 : verb.start()].split()) <= 3
        and not re.search(r"[.,:;!?«»\"()]", after[2 : verb.start()])
        and (body or not _NO_PERSON_S.search(verb.group().split(" ")[0]))
        and not SILENT.search(after[: verb.end()])
    )


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
    between = before[last.end() :]
    if re.search(r",\s(?:их|его|ее|а|но)\s", between):
        return True  # «Перевозчики просят компенсации, их юрист | Османов собирает документы»
    return not re.search(r",|\sи\s", between) and not re.match(r"[,»\"]|\sи\s|\s\(|\s[А-ЯЁ]", after)


def _is_listener(before: str, after: str, speech: Speech) -> bool:
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


def _envoys_say(before: str, after: str, speech: Speech) -> bool:
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


def _told_in(before: str, after: str, speech: Speech) -> bool:
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
