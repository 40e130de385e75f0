"""For which person a pronoun, a noun or a bare quotation stands: «По ее словам», «"…," he said», «"…," the left-armer said»."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from analytics.entities.alternatives import any_of
from analytics.entities.office_words import load_offices
from analytics.entities.scene import FAR, NEAR, Named, Scene, is_named_in, last, last_two, only, speech_start
from analytics.entities.speech import sentence
from analytics.entities.speech_english_positions import is_quoted_en, opens_sentence_en
from analytics.entities.speech_english_pronouns import is_known, is_unlikely, may_be
from analytics.entities.speech_pronouns import agrees
from analytics.entities.speech_words import load_speech
from analytics.entities.stand_in_offices import holder

# A quotation that is a sentence of its own, nobody named beside it: «Ахунд промолчал. «…» Потом …»
_QUOTE: Final = re.compile(
    r"(?:(?<=[.!?…])\s|\n)[«“\"][^«»“”\"\n]{15,400}(?<!,)[»”\"]\.?(?=\s*(?:\n|$|[A-ZА-ЯЁƏÖÜİĞÇŞ](?![^.!?\n]{0,40}[»”\"])))"
)
# «…, – сказал тренер. – …»: who says a quotation stands in it
_SPLIT_BY: Final = re.compile(r"[,.!?…]\s[-–—]\s[а-яё]+(?:ет|ит|[ую]т|[ая]т|л[аи]?|лся|лась|лись)\b")
_THE_LATTER: Final = re.compile(r"Т(?:от|а)\b")  # whoever was named last, in whatever case
_ASKED: Final = re.compile(
    r"(?:When |If )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged|[Qq]uizzed|[Tt]old|[Pp]rompted|[Ii]nvited|[Uu]rged) (?:by|about|whether|if|why|how|what|on|to)\b"
)
_TURN: Final = re.compile(r"^\s?[-–—]\s?[^\W\d_].*$", re.MULTILINE)  # of an interview
_TURNS: Final = 2
# A question on a line of its own and the answer in quotation marks: «Will you stay?\n"Ask me in May."»
_ANSWER: Final = re.compile(r"^[^\n“\"]{5,200}\?$|(?<=\?\n)[“\"][^\n]+[”\"]$", re.MULTILINE)
_OPENING: Final = 4  # characters before a pronoun that opens its sentence
# «Both say», «The two warn» may be bodies
_BOTH: Final = re.compile(r"(?:The two|Both|both)(?! (?:men|women|ministers|presidents|leaders|officials)\b)")
_WORDS: Final = re.compile(r"[\w-]+")


def by_pronouns(scene: Scene) -> Iterator[str]:
    """The ids of those for whom a pronoun stands: «Закон представила Гюнай Рустамханова. | По ее словам, он готов»."""
    meant = _he_or_she_en if scene.lang == "en" else _he_or_she
    for match in scene.matches(scene.speech.pronoun):
        yield from meant(scene, match)
    for match in scene.matches(scene.speech.several):
        both = _BOTH.match(match.group()) is not None
        named = sorted([*scene.people, *scene.bodies], key=lambda pair: pair[0].start) if both else scene.people
        yield from last_two(named, match.start())


def by_nouns(scene: Scene) -> Iterator[str]:
    """The ids of those for whom an English noun stands, whatever it says of them: «"…," | the Spaniard said»."""
    for match in scene.matches(scene.speech.someone):
        if is_named_in(match, scene.people, gap=3 if scene.lang == "en" else 2):
            continue
        if scene.lang == "az":
            yield from _by_noun_az(scene, match)
            continue
        held = any(word in load_offices("en").field for word in _WORDS.findall(match.group().lower()))
        if held and holder(scene, match):
            continue  # «the judge told him»: whoever holds that office
        at = speech_start(scene.text, match)
        yield from (
            _fitting_en(scene, match, scene.subjects) or last(scene.subjects, at, FAR) or last(scene.people, at, FAR)
        )


def _by_noun_az(scene: Scene, match: re.Match[str]) -> list[str]:
    """Whoever was named last, where the words behind a quotation name no office and no kind of body."""
    words = _WORDS.findall(match.group())
    if any(word.startswith(tuple(scene.speech.office_names)) for word in words):
        return []
    at = speech_start(scene.text, match)
    return last(scene.people, at, NEAR)


def by_dialogue(scene: Scene) -> Iterator[str]:
    """The id of whoever answers an Azerbaijani or English interview: the first one named before its questions."""
    lines = list(_TURN.finditer(scene.text)) if scene.lang != "ru" else []
    if scene.lang == "en":
        lines = lines if len(lines) > _TURNS else list(_ANSWER.finditer(scene.text))
    if len(lines) > _TURNS and any(line.group().rstrip().endswith("?") for line in lines):
        before = [pair for pair in scene.people if pair[0].start < lines[0].start()]
        yield from (entity.entity_id for _, entity in before[:1])


def by_quotations(scene: Scene) -> Iterator[str]:
    """The ids of those in whose sentence, or right behind it, a quotation stands by itself: «Ахунд промолчал. | «…» Потом …»."""
    text = scene.text
    for match in _QUOTE.finditer(text):
        if scene.lang == "ru" and _SPLIT_BY.search(match.group()):
            continue
        if scene.lang == "en" and text[: match.start()].endswith("?"):
            continue  # of an interview: whom the question names does not answer it
        begin = sentence(text, max(match.start() - 2, 0), max(match.start() - 1, 0))[0]
        yield from last([pair for pair in scene.subjects if pair[0].start >= begin], match.start(), NEAR)


def _he_or_she(scene: Scene, match: re.Match[str]) -> list[str]:
    """Whom a Russian or Azerbaijani pronoun means: the last subject that it may be, or the only one named."""
    at = speech_start(scene.text, match)
    if scene.lang == "az" and (found := _topic_az(scene, match.start() if match.group()[0].isalpha() else at)):
        return found
    if scene.lang == "ru" and _THE_LATTER.match(match.group()):
        return last([pair for pair in scene.people if agrees(match.group(), pair[1])], at, NEAR)
    known = [pair for pair in scene.people if scene.lang != "ru" or agrees(match.group(), pair[1])]
    return last([pair for pair in scene.subjects if pair in known], at, NEAR) or only(known, at)


def _topic_az(scene: Scene, at: int) -> list[str]:
    """Whom the sentence before a sentence is about, where it has no subject that is named: «Söhbət Həmid Abışovdan gedir. | O deyib»."""
    begin = sentence(scene.text, at, at + 1)[0]
    if scene.text[max(at - 2, 0) : at] == ": ":  # «Səbəbkar Rəvan Sultanlıdır: | o, bunu yazmışdı»
        subjects = [pair for pair in scene.subjects if begin <= pair[0].start < at]
        return last(subjects or [pair for pair in scene.people if pair[0].start >= begin], at, NEAR)
    if at - begin > _OPENING:
        return []
    opened, closed = sentence(scene.text, max(begin - 2, 0), max(begin - 1, 0))
    inside = [pair for pair in scene.people if opened <= pair[0].start < closed]
    if any(pair in scene.subjects for pair in inside):
        return []
    called = _offices_az().search(scene.text, opened, closed)
    if called is not None and not is_named_in(called, scene.people):
        return holder(scene, called)
    return [inside[0][1].entity_id] if len({pair[1].entity_id for pair in inside}) == 1 else []


@lru_cache(maxsize=1)
def _offices_az() -> re.Pattern[str]:
    """An office that is the subject of a sentence: «Rəssamın özü az danışıb», «Nazir zavoda baxıb»."""
    offices = any_of(sorted(load_speech("az").office_names), any_case=True)
    return re.compile(rf"(?:(?<=[.!?…»”\"]\s)|^){offices}(?:[ıiuü]?\s|[ıiuü]n\sözü)", re.MULTILINE)


def _he_or_she_en(scene: Scene, match: re.Match[str]) -> list[str]:
    """Whom an English pronoun means that stands outside quotations."""
    if scene.text[match.start()].isalpha() and is_quoted_en(scene.text, match.start()):
        return []  # «"He asked what had kept us," said …»
    return _fitting_en(scene, match, scene.people)


def _fitting_en(scene: Scene, match: re.Match[str], named: Sequence[Named]) -> list[str]:
    """Of the last sentence that has a subject of the pronoun's gender, the one who opens it or was heard.

    «Levan Chkonia was convicted of hitting an officer, Irakli Dgebuadze. | He pleaded …»
    """
    pronoun, speech = match.group(), scene.speech
    at = _before_question(scene, match)
    heads = [pair for pair in named if pair in scene.subjects or pair[1].entity_id in scene.heard] or scene.subjects
    near = [
        pair
        for pair in heads
        if pair[0].stop <= at + 1 and at - pair[0].stop < NEAR and may_be(pronoun, pair[1].name, speech)
    ]
    if not near:
        return last([pair for pair in named if may_be(pronoun, pair[1].name, speech)], at, NEAR)
    sure = [p for p in near if p[1].entity_id in scene.heard and is_known(pronoun, p[1].name, speech)]
    latest = near[-1][1]
    if sure and latest.entity_id not in scene.heard and is_unlikely(pronoun, latest.name, speech):
        return [sure[-1][1].entity_id]  # «said Svitlana Hrytsenko. Her neighbor Mykola … | she said»
    begin = sentence(scene.text, near[-1][0].start, near[-1][0].stop)[0]
    beside = [pair for pair in near if pair[0].start >= begin]
    first = [pair for pair in beside if opens_sentence_en(scene.text[begin : pair[0].start])]
    heard = [pair for pair in beside if pair[1].entity_id in scene.heard]
    return [first[0][1].entity_id] if first else [(heard or beside)[-1][1].entity_id]


def _before_question(scene: Scene, match: re.Match[str]) -> int:
    """Where the speech begins, or the question that it answers: «| Asked by a barrister, Simon Kelleher, …, she replied»."""
    at = speech_start(scene.text, match)
    opened = sentence(scene.text, match.start(), match.start() + 1)[0]
    return min(at, opened) if opened < match.start() and _ASKED.match(scene.text, opened) else at
