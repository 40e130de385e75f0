"""Where a tagger's span runs over two names, and the second begins."""

import re
from collections.abc import Sequence
from typing import Final

from analytics.entities.persons import PersonNames
from analytics.entities.spans import WORD, Span

_ABBREVIATION: Final = re.compile(r"[А-ЯЁ][а-яё]{1,6}[А-ЯЁ]{2,}[а-яё]*")  # КазТАГ, АзерТАдж
_DECLINED: Final = re.compile(r"(?:[аяуюеи]|ом|ем|ой|ого|ему|ых)$")
_FATHER: Final = re.compile(r"(?:[ое]вич|ьич|[ое]вн|ичн)[а-яё]{0,2}$|^(?:оглу|оглы|кызы|гызы)$")
_OF_BODY: Final = re.compile(r"(?:а|ы|и|ства|ия|ии|ой|ого)$")
_FAMILY_NAME: Final = re.compile(r"[А-ЯЁ][а-яё-]+(?:швили|ия|ая|(?<![оеё]в)(?<!ин)[^аяуыюи])")


def parted(text: str, span: Span, persons: PersonNames) -> list[Span]:
    """A person's span that runs over two names: «защитник Самхарадзе | Эка Бериашвили», «Айбека Нургазина | КазТАГ»."""
    words = list(WORD.finditer(text, span.start, span.stop)) if span.kind != "LOC" else []
    if len(words) < 2 or any(_FATHER.search(word.group()) for word in words):
        return [span]
    if span.kind == "ORG":
        return _without_holder(span, words, persons) if len(words) > 2 else [span]
    last = words[-1].group()
    if _ABBREVIATION.fullmatch(last):
        return [span._replace(stop=words[-2].end()), Span(words[-1].start(), span.stop, "ORG")]
    if any(word.group().islower() for word in words):
        return [span]  # «Абдель Азизом бен Сальманом | Аль Саудом» is one
    for before, given, behind in zip(words, words[1:], words[2:], strict=False):
        first = before.group()
        if (
            _is_nominative_given(given.group(), persons)
            and not persons.is_given(first)
            and _FAMILY_NAME.fullmatch(words[-1].group()) is not None
            and text[before.end() : given.start()] == " "
            and _DECLINED.search(first)
            and behind.group()[:1].isupper()
        ):
            return [span._replace(stop=before.end()), Span(given.start(), span.stop, "PER")]
    return [span]


def _is_nominative_given(word: str, persons: PersonNames) -> bool:
    """Whether a word is a listed given name, and no case of a shorter one: «Эка», but not «Эдварда»."""
    return len(word) > 2 and persons.is_given(word) and not (word[-1] in "аяуюе" and persons.is_given(word[:-1]))


def _without_holder(span: Span, words: Sequence[re.Match[str]], persons: PersonNames) -> list[Span]:
    """A body's span that runs on over a person: «Бакинского государственного университета | Мехман Ализаде»."""
    body, given, family = (word.group() for word in words[-3:])
    if _OF_BODY.search(body) and _is_nominative_given(given, persons) and _FAMILY_NAME.fullmatch(family):
        return [span._replace(stop=words[-3].end()), Span(words[-2].start(), span.stop, "PER")]
    return [span]
