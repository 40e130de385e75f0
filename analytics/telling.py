"""Findings in words: one sentence in Russian, Azerbaijani or English."""

from datetime import date
from typing import Final

from analytics.called import Called
from analytics.causes import Cause
from analytics.filters import Bucket
from analytics.keyness import Key
from analytics.levels import Level

_MONTHS: Final = {
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
    "az": [
        "yanvar",
        "fevral",
        "mart",
        "aprel",
        "may",
        "iyun",
        "iyul",
        "avqust",
        "sentyabr",
        "oktyabr",
        "noyabr",
        "dekabr",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_WHEN: Final = {
    "ru": {"day": "{day}", "week": "неделя с {day}", "month": "{month}"},
    "az": {"day": "{day}", "week": "{day} həftəsi", "month": "{month}"},
    "en": {"day": "{day}", "week": "week of {day}", "month": "{month}"},
}
_TEXT: Final = {
    "ru": {
        "rise": "{name}: {count} {articles} ({when}), в {times} раза больше ожидаемых {expected}",
        "new": "{name}: {count} {articles} ({when}), прежде почти ничего",
        "fall": "{name}: {count} {articles} ({when}) вместо ожидаемых {expected}",
        "first": "; первым сообщил {source} {day}",
        "with": "; отличают эти материалы: {keys}",
        "higher": "{name}: с {day} доля в {times} раза выше прежней: {share} % вместо {before} %",
        "lower": "{name}: с {day} доля ниже прежней: {share} % вместо {before} %",
    },
    "az": {
        "rise": "{name}: {count} {articles} ({when}), gözlənilən {expected} məqalədən {times} dəfə çox",
        "new": "{name}: {count} {articles} ({when}), əvvəl demək olar ki, olmayıb",
        "fall": "{name}: gözlənilən {expected} əvəzinə {count} {articles} ({when})",
        "first": "; ilk {source} yazıb, {day}",
        "with": "; bu məqalələri fərqləndirən: {keys}",
        "higher": "{name}: {day} tarixindən pay əvvəlkindən {times} dəfə yüksəkdir: {before} % əvəzinə {share} %",
        "lower": "{name}: {day} tarixindən pay əvvəlkindən aşağıdır: {before} % əvəzinə {share} %",
    },
    "en": {
        "rise": "{name}: {count} {articles} ({when}), {times} times the {expected} expected",
        "new": "{name}: {count} {articles} ({when}), hardly any before",
        "fall": "{name}: {count} {articles} ({when}) instead of the {expected} expected",
        "first": "; {source} had it first, on {day}",
        "with": "; set apart by {keys}",
        "higher": "{name}: since {day} the share is {times} times as high: {share} %, {before} % before",
        "lower": "{name}: since {day} the share is lower: {share} %, {before} % before",
    },
}
_HARDLY: Final = 0.5  # expected articles below which a ratio says nothing
LANGUAGES: Final = tuple(_TEXT)


_COUNTED: Final = {
    "article": {"ru": ("материал", "материала", "материалов"), "az": ("məqalə",), "en": ("article", "articles")},
    "source": {"ru": ("источник", "источника", "источников"), "az": ("mənbə",), "en": ("source", "sources")},
}


def articles_word(count: int, lang: str) -> str:
    """The word for so many articles: 1 материал, 2 материала, 5 материалов."""
    return _counted("article", count, lang)


def sources_word(count: int, lang: str) -> str:
    """The word for so many sources."""
    return _counted("source", count, lang)


def _counted(what: str, count: int, lang: str) -> str:
    forms = _COUNTED[what][lang]
    if lang == "ru" and not 11 <= count % 100 <= 14 and count % 10 in (1, 2, 3, 4):
        return forms[min(count % 10, 2) - 1]
    return forms[0] if count == 1 else forms[-1]


def decimal(value: float, lang: str) -> str:
    """One decimal, none where it is 0, with the language's mark: 3,1 or 3.1."""
    text = f"{value:.1f}".removesuffix(".0")
    return text if lang == "en" else text.replace(".", ",")


def day_words(day: date, lang: str) -> str:
    """18 мая 2026, 18 may 2026, 18 May 2026."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def sentence(found: Cause, name: str, *, bucket: Bucket, lang: str = "en", called: Called | None = None) -> str:
    """What happened, when, how much, where first and with what, in one sentence. ``name`` is the key's in that language.

    With ``called`` the names that set the articles apart are in that language too.
    """
    episode, text = found.episode, _TEXT[lang]
    when = (
        _WHEN[lang]
        .get(bucket, "{day}")
        .format(
            day=day_words(episode.start, lang), month=f"{_MONTHS[lang][episode.start.month - 1]} {episode.start.year}"
        )
    )
    hardly = episode.direction == "rise" and episode.expected < _HARDLY
    said = text["new" if hardly else episode.direction].format(
        name=name,
        count=episode.count,
        articles=articles_word(episode.count, lang),
        when=when,
        times=decimal(episode.times, lang),
        expected=decimal(episode.expected, lang),
    )
    if episode.direction == "rise":
        if found.first:
            said += text["first"].format(source=found.first[0], day=day_words(found.first[1], lang))
        names = [called.name(key.entity, lang) if called else key.name for key in found.names[:3]]
        keys = names + [f"«{key.name}»" for key in found.words[:3]]
        if keys:
            said += text["with"].format(keys=", ".join(keys))
    return said + "."


def level_sentence(level: Level, name: str, *, lang: str = "en") -> str:
    """Since when a share stands at another level, and at which, in one sentence."""
    return (
        _TEXT[lang]["higher" if level.times > 1 else "lower"].format(
            name=name,
            day=day_words(level.start, lang),
            times=decimal(level.times, lang),
            share=decimal(100 * level.share, lang),
            before=decimal(100 * level.before, lang),
        )
        + "."
    )


def level_dict(level: Level, said: str) -> dict[str, object]:
    """A lasting change as JSON-ready values."""
    return {
        "key": level.key,
        "start": level.start.isoformat(),
        "end": level.end.isoformat(),
        "current": level.current,
        "count": level.count,
        "share": round(level.share, 5),
        "before": round(level.before, 5),
        "times": round(level.times, 2),
        "sentence": said,
    }


def as_dict(found: Cause, said: str) -> dict[str, object]:
    """A finding as JSON-ready values."""
    episode = found.episode
    return {
        "key": episode.key,
        "direction": episode.direction,
        "start": episode.start.isoformat(),
        "peak": episode.peak.isoformat(),
        "end": episode.end.isoformat(),
        "ongoing": episode.ongoing,
        "count": episode.count,
        "expected": round(episode.expected, 2),
        "times": round(episode.times, 2),
        "share": round(episode.share, 5),
        "usual_share": round(episode.usual_share, 5),
        "tail": episode.tail,
        "sentence": said,
        "first": {"source": found.first[0], "day": found.first[1].isoformat()} if found.first else None,
        "sources": [{"source": source, "count": count} for source, count in found.sources],
        "names": [_key(key) for key in found.names],
        "words": [_key(key) for key in found.words],
        "story": found.story.as_dict() if found.story else None,
        "articles": [{**article, "day": str(article["day"])} for article in found.articles],
    }


def _key(key: Key) -> dict[str, object]:
    return {
        "name": key.name,
        "count": key.count,
        "before": key.other,
        "g2": round(key.g2, 2),
        "times": round(key.times, 2),
    }
