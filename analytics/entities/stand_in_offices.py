"""Who holds the office that stands for a person: «Министр также отметил», «"…," the coach said»."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from analytics.entities.office_words import head_of, load_offices
from analytics.entities.scene import FAR, Named, Scene, is_named_in, last, speech_start
from analytics.text import fold

_HEADS_OF_STATE: Final = {"presid", "king", "queen", "emir", "sultan", "empero"}
_HEADS_OF_GOVERNMENT: Final = {"premie", "chance", "minist"}
_WORDS: Final = re.compile(r"[\w-]+")
_THEIR: Final = re.compile(r"\b(?:его|ее|её|их|этого|этой|один|одна|неизвестн\w+|анонимн\w+)\s", re.IGNORECASE)
_OFFICE_OF: Final = re.compile(
    r"^\W*[А-ЯЁа-яё-]+\s(?!(?:ведомств|министерств|служб|комитет|агентств|посольств|компани|делегаци)\w)[а-яё]+(?:ии|ия|та|ва|бы|ки|ра|да|ны|ета)\s|\bhead of\b"
    # «…», — сказал представитель переходной администрации
    r"|\b(?:представител|сотрудни|чиновни|источни|собеседни|участни|жител|сторонни|депутат|глава|директор|член)\w*\s(?:[а-яё-]+(?:ой|ого|ей|его|ых|их)\s)?(?!ведомств|министерств|служб|комитет|агентств|посольств|компани|делегаци|управлени)[а-яё]{3,}(?:ии|ия|та|ва|бы|ки|ра|да|ны|ов|ии|ей)(?:\s|$)"
)
_WINNER: Final = re.compile(r"победител|чемпион|лауреат|рекордсмен|именинни|юбиляр")
_ANYBODY_AZ: Final = re.compile(r"(?i:ekspert|mütəxəssis|həmsöhbət|müsahib|analitik)")
_OFFICE_NEAR: Final = 70  # between an office and the name that holds it


def by_offices(scene: Scene) -> Iterator[str]:
    """The ids of those for whom an office stands."""
    for match in scene.matches(scene.speech.office):
        if scene.lang == "ru" and _THEIR.search(match.group()):
            continue  # «вспоминает его ученик»
        if not is_named_in(match, scene.people, gap=3 if scene.lang == "en" else 2):
            yield from holder(scene, match)


def holder(scene: Scene, match: re.Match[str]) -> list[str]:
    """Whoever holds the office: the last one called so, or named beside it, else, where it stands alone, the last one named.

    One who was heard before comes before others: «Дипломат также попросил».

    Of several, one in the nominative: «министр …, принял делегацию во главе с заместителем министра …».
    «Глава муниципалитета признал» may be anybody.
    """
    if _WINNER.search(match.group()):
        return [(scene.subjects or scene.people)[0][1].entity_id]  # whom the report is about
    stems = _office_stems(match.group(), scene.lang)
    holds: Callable[[Scene, Named, set[str]], bool]
    for holds in (_is_called_so, _stands_beside):
        for pairs in (scene.subjects, scene.people):
            holders = [pair for pair in pairs if holds(scene, pair, stems) and not _is_other_s(scene, pair, stems)]
            found = last(holders, match.start(), 3 * FAR)
            if found:
                return found
    if _OFFICE_OF.search(match.group()):
        return []
    if scene.lang == "az" and _ANYBODY_AZ.search(match.group()):
        return last(scene.people, speech_start(scene.text, match), FAR)  # an expert is whoever was named last
    at = speech_start(scene.text, match)
    heard = [pair for pair in scene.people if pair[1].entity_id in scene.heard]
    return last(heard, at, FAR) or last(scene.people, at, FAR)


def _office_stems(formula: str, lang: str) -> set[str]:
    """What tells an office from others, of a formula that names one."""
    text = fold(formula)
    if lang == "en" and "head of " in text:
        return _HEADS_OF_STATE if "state" in text else _HEADS_OF_GOVERNMENT
    # Of «представитель администрации» the first word counts, of «the Sociedad manager conceded» the last.
    offices = load_offices(lang).field if lang in ("ru", "en") else {}
    known = {word[:6] for word in _WORDS.findall(text) if word in offices}
    return known or {word[:6] for word in text.split() if len(word) > 3}


def _is_called_so(scene: Scene, named: Named, stems: set[str]) -> bool:
    """Whether the article names a person under the office."""
    return not stems.isdisjoint(head_of(title, scene.lang)[:6] for title in named[1].titles)


def _stands_beside(scene: Scene, named: Named, stems: set[str]) -> bool:
    """Whether the office stands before a name: «министр здравоохранения | Теймур Мусаев»."""
    return any(word[:6] in stems for word in _words_ahead(scene, named) if len(word) > 3)


def _is_other_s(scene: Scene, named: Named, stems: set[str]) -> bool:
    """«Представитель администрации | Трампа»: the office is not Trump's."""
    if scene.lang != "ru" or named in scene.subjects:
        return False
    offices = load_offices("ru").field
    return any(word in offices and word[:6] in stems for word in _words_ahead(scene, named))


def _words_ahead(scene: Scene, named: Named) -> list[str]:
    """The words right before a name, in Azerbaijani those of its line."""
    start = named[0].start
    ahead = scene.text[max(start - _OFFICE_NEAR, 0) : start]
    return fold(ahead.rpartition("\n")[2] if scene.lang == "az" else ahead).split()
