"""Bodies that a tagger passes over since they are called by a plain noun: «посольство КНР в Берлине», «прокуратура Самарской области».

Where such a noun opens a sentence its capital shows nothing, and elsewhere it has none.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from analytics.entities.spans import Span

# Missions of a state, which a state's name follows, and maybe the place where they are.
_MISSION: Final = re.compile(
    r"(?<!\w)(?:[Пп]осольств|(?:[Гг]енеральн\w{2,3} |[Гг]ен)?[Кк]?консульств|[Пп]остпредств)(?:о|а|у|ом|е)\s"
)
_PLACED: Final = re.compile(r"\s(?:в|во|на|при)\s")
_REGION: Final = r"[А-ЯЁ][а-яё-]+(?:ск|цк)(?:ого|ой)\s(?:района|области|края|округа|республики)"
# Offices of a region: «в управлении охотничьего хозяйства Хабаровского края»
_OFFICE: Final = re.compile(
    r"(?<!\w)(?:[Пп]рокуратур|[Аа]дминистраци|[Уу]правлени|[Дд]епартамент|[Сс]ледком|[Мм]инистерств|[Ии]нспекци|[Кк]омитет)(?:[аеоуыияюй]|ом|ой|ей|ем)?\s"
    rf"(?:[а-яё-]+(?:[ое]го|ой|ей|ых|их|ства|ния|ии|та|ы|и|а)\s(?:и\s)?){{0,4}}{_REGION}(?!\w)"
)
# What opens a sentence and is called after what it serves: «Секретариат Тегеранской конвенции»
_OPENING: Final = re.compile(
    r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…]\s[«—–-])|(?<=^[«—–-]))"
    r"(?:(?:[А-ЯЁ][а-яё]+(?:ое|ая|ый|ий)\s(?:секретариат|сообщество|содружество|объединение|союз|совет|комитет|комиссия|агентство|управление|служба|палата|ассоциация|федерация|прокуратура|организация)|Секретариат|Сообщество)"
    r"(?:\s(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)|стран|государств|народов|наций)){0,3}\s[А-ЯЁ][а-яё-]+(?:ой|ого|ых|их|ии|ы|а|и|я)(?:\s(?:конвенции|союза|лиги|региона|моря|Африки|Азии|Европы|Америки|Востока|Союза|Лиги))?"
    r"|(?:Федеральная|Генеральная|Военная|Окружная|Главная)\sпрокуратура)(?!\w)"
)


def state_bodies(paragraph: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of such bodies where no body is tagged: a place within the name belongs to it."""
    places = {span.start: span for span in spans if span.kind == "LOC"}
    bodies = [span for span in spans if span.kind == "ORG"]

    def is_free(start: int, stop: int) -> bool:
        return not any(span.start < stop and start < span.stop for span in spans if span.kind != "LOC")

    for match in _MISSION.finditer(paragraph):
        of_state = places.get(match.end())
        if of_state is None or not is_free(match.start(), of_state.stop):
            continue
        seat = _PLACED.match(paragraph, of_state.stop)
        place = places.get(seat.end()) if seat else None
        stop = place.stop if place else of_state.stop
        yield Span(match.start(), stop, "ORG", inside=tuple(filter(None, (of_state, place))))
    for pattern in (_OFFICE, _OPENING):
        for match in pattern.finditer(paragraph):
            if is_free(*match.span()) and not any(span.start <= match.start() < span.stop for span in bodies):
                inside = tuple(span for span in places.values() if match.start() < span.start < match.end())
                yield Span(*match.span(), "ORG", inside=inside)
