"""Whether a Russian name is printed as the subject of its clause: «Рауф Азизов», and not «Рауфа Азизова»."""

import re
from typing import Final

from analytics.entities.merging import Entity, Surface
from analytics.text import fold

UNDER: Final = re.compile(r"\b(?:от|из|для|у|в|во|на|с|со|к|при|за|под)\s(?:[а-яё-]+\s){0,2}[«\"]?$", re.IGNORECASE)
# A patronymic in the nominative, which canonical names leave out.
_FATHER: Final = re.compile(r"\s(?:\w+(?:[ое]вич|ьич|[ое]вна|ична)|\w+\s(?:оглу|оглы|кызы|гызы))\b")
_SHORTENED: Final = re.compile(
    r"^(?:Мин|Гос|Ген|Каб|Глав|Центр|Нац|Росс?|Рос|Евро|Бел|Каз|Узб|Укр|Мос|Лен|Обл|Гор|Пром|Транс|Гидро)\w*(?<!ом)(?<!ем)(?<!ам)[бвгджзклмнпрстфхцчшщ]$"
)
_CONTRACTED: Final = re.compile(
    r"^(?:Ген|Гос|Нац|Мин|Мос|Рос|Глав|Центр|Обл|Гор|Евро|Бел|Укр|Каз|Спец|Транс)[а-я]+(?:ура|ия|тво|ние|ка|дума|ба|тура)$"
)
_UNCHANGED: Final = re.compile(r"^Мин\w+[ыи]$")
_KIND_NAMED: Final = re.compile(
    r"(?:[А-ЯЁа-яё-]+(?:ая|ое|ий|ый|ой)\s){0,3}(?i:комитет|комбинат|автозавод|завод|центр|институт|холдинг|концерн|банк|фонд|компания|группа|партия|движение|агентство|служба|управление|клуб|консорциум|совет|фирма|корпорация|организация|коалиция|[озп]?ао|ооо|тоо|муп|гуп|издательство|ассоциация|союз|объединение|профсоюз|общество|театр|музей|аэропорт|оператор|сеть|больница|клиника|университет|академия|школа|студия|бренд|ритейлер|авиакомпания|телекомпания|радиостанция|коалиция|блок|группировка|фирма|предприятие|комбинат|фабрика|застройщик|маркетплейс|федерация|лига|консорциум|стартап|разработчик|платформа|медиахолдинг|еженедельник|интернет-издание|радио|госкорпорация|автоконцерн|управляющая компания|агентство|издание|газета|телеканал|канал|портал|журнал|сайт|компания|корпорация|холдинг|банк|фонд|движение|партия|организация|сервис|проект|концерн|институт|центр|клуб|завод|группа)\s[«\"“]"
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
    return is_nominative(surface.text, entity) and not UNDER.search(field, max(surface.start - 40, 0), surface.start)
