"""Questions as the command line and REST put them: names and values in, one answer out, the same for both."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, get_args
from zoneinfo import ZoneInfo

import polars as pl

from analytics.agendas import agendas
from analytics.archive import PRINTED_ZONE, Archive, Facts
from analytics.causes import moved, risen
from analytics.compare import compare, comparison_dict
from analytics.errors import UsageError
from analytics.filters import (
    BASES,
    BUCKETS,
    DENOMINATORS,
    DIMENSIONS,
    ROLES,
    UNCLASSIFIED,
    Bucket,
    Copies,
    Denominator,
    Dimension,
    Filters,
)
from analytics.firsts import lead
from analytics.indexing import SearchIndex
from analytics.querying import parse_query
from analytics.search import query_trends, search
from analytics.snippets import snippet
from analytics.telling import LANGUAGES, as_dict, level_dict, level_sentence, sentence
from analytics.trends import rolling, so_far, trends

Given = Mapping[str, Sequence[str]]

LISTS: Final = {
    "topic": "topics",
    "section": "sections",
    "source": "sources",
    "entity": "entities",
    "lang": "langs",
    "basis": "bases",
    "role": "roles",
}
ONCE: Final = ("from", "to", "copies", "together")  # names of filters that stand once
FILTER_NAMES: Final = (*LISTS, *ONCE)
RISING_NAMES: Final = (*FILTER_NAMES, "by", "bucket", "last", "lang_of", "limit", "tz")
_MOST_BUCKETS: Final = 1000
_PLUS: Final = re.compile(r"(?<=:\d\d) (?=\d\d:\d\d$)")  # a plus sign that an address turned into a blank


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsQuestion:
    """What :func:`shares` is asked. ``queries`` takes the place of ``by`` where there are any."""

    by: Dimension = "topic"
    bucket: Bucket = "week"
    filters: Filters = field(default_factory=Filters)
    of: Denominator = "fitting"
    rolling: int = 1
    queries: tuple[str, ...] = ()
    corrected: bool = False

    def __post_init__(self) -> None:
        if self.corrected and (self.by not in ("topic", "section") or self.rolling > 1 or self.queries):
            raise UsageError(
                "corrected shares are of topics or sections, without rolling and query: only there the errors are known"
            )
        if self.queries and self.of == "classified":
            raise UsageError("a query is a share of all fitting articles or of the archive, not of the classified ones")
        if self.corrected and self.by == "section" and (self.filters.bases or self.of == "classified"):
            raise UsageError("corrected shares of sections go without basis and without the classified as denominator")
        if not 1 <= self.rolling <= _MOST_BUCKETS:
            raise UsageError(f"rolling is a number of buckets from 1 to {_MOST_BUCKETS}, not {self.rolling}")

    @property
    def target(self) -> str:
        """The model's target whose errors are taken out where corrected shares are asked for."""
        return "section" if self.by == "section" else "topics"


def trends_question(given: Given) -> TrendsQuestion:
    """Names and values -> a question. :class:`UsageError` says which name or value is wrong and what may stand there."""
    known(given, (*FILTER_NAMES, "by", "bucket", "of", "rolling", "query", "corrected", "tz"))
    return TrendsQuestion(
        by=chosen(given, "by", DIMENSIONS, "topic"),
        bucket=chosen(given, "bucket", BUCKETS, "week"),
        filters=filters_of(given, moments=True),
        of=chosen(given, "of", DENOMINATORS, "fitting"),
        rolling=number(given, "rolling", 1, most=_MOST_BUCKETS),
        queries=tuple(given.get("query", ())),
        corrected=chosen(given, "corrected", ("no", "yes"), "no") == "yes",
    )


def shares(
    question: TrendsQuestion, facts: Facts, index: SearchIndex, *, now: datetime, rates: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` for a question; ``rates`` are used where it asks for corrected shares."""
    if question.queries:
        if not index.is_current():
            index.update()
        found = query_trends(
            facts, index, question.queries, question.filters, bucket=question.bucket, now=now, of=question.of
        )
    else:
        found = trends(
            facts,
            question.filters,
            by=question.by,
            bucket=question.bucket,
            now=now,
            of=question.of,
            rates=rates if question.corrected else None,
        )
    return rolling(found, question.rolling) if question.rolling > 1 else found


def written(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows with their dates as text: a day as 2026-05-18, an hour as 2026-05-18T10:00:00+04:00."""
    hours = isinstance(frame.schema["date"], pl.Datetime)
    date = pl.col("date").dt.strftime("%Y-%m-%dT%H:%M:%S%:z") if hours else pl.col("date").cast(pl.String)
    return frame.with_columns(date)


def running(question: TrendsQuestion, facts: Facts, *, now: datetime) -> pl.DataFrame:
    """The running bucket like for like (:func:`analytics.trends.so_far`) for a question without queries."""
    if question.queries or question.corrected or question.rolling > 1 or question.of != "fitting":
        raise UsageError("so far goes with by, bucket and filters alone")
    return so_far(facts, question.filters, by=question.by, bucket=question.bucket, now=now)


def filters_of(given: Given, *, moments: bool = False) -> Filters:
    """The filters among names and values: from, to, copies, together, and topic, source, ... any number of times.

    With ``moments`` from and to may have a time, on the clock of the zone asked for unless they name another.
    """
    lists: dict[str, Any] = {name: tuple(dict.fromkeys(given.get(key, ()))) for key, name in LISTS.items()}
    for name, allowed in (("bases", BASES), ("roles", ROLES)):
        if wrong := [value for value in lists[name] if value not in allowed]:
            raise UsageError(f"{wrong[0]} is not one of {', '.join(allowed)}")
    copies: Copies = chosen(given, "copies", get_args(Copies), "once")
    together = chosen(given, "together", ("no", "yes"), "no") == "yes"
    period: dict[str, Any] = _moments(given) if moments else {"since": day(given, "from"), "until": day(given, "to")}
    return Filters(copies=copies, together=together, **period, **lists)


def given_of(filters: Filters) -> dict[str, list[str]]:
    """Filters -> the names and values that :func:`filters_of` makes them of; defaults are left out."""
    given = {key: list(getattr(filters, name)) for key, name in LISTS.items() if getattr(filters, name)}
    given |= {
        key: [when.isoformat()]
        for key, when in (("from", filters.start or filters.since), ("to", filters.stop or filters.until))
        if when is not None
    }
    given |= {"together": ["yes"]} if filters.together else {}
    return given if filters.copies == "once" else given | {"copies": [filters.copies]}


def unheard(facts: Facts, filters: Filters) -> list[str]:
    """The values of the filters that no article has, as ``topic nosuch``: nothing wrong, but perhaps not what was meant."""
    held = {
        "topic": facts.topics.get_column("code"),
        "section": facts.articles.get_column("section"),
        "source": facts.articles.get_column("source"),
        "lang": facts.articles.get_column("lang"),
    }
    found = [
        f"{key} {value}"
        for key, column in held.items()
        if (wanted := [value for value in getattr(filters, LISTS[key]) if value != UNCLASSIFIED])
        for value in sorted(set(wanted) - set(column.unique().cast(pl.String)))
    ]
    return found + [f"entity {value}" for value in filters.entities if not facts.called.known(value)]


def zone_of(given: Given) -> str:
    """The time zone asked for, else that of the press read here."""
    name = one(given, "tz") or PRINTED_ZONE
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(f"{name} is not a time zone: write it as Asia/Baku or UTC") from error


def one(given: Given, name: str) -> str:
    """The value of a name that may stand once."""
    values = given.get(name, ())
    if len(values) > 1:
        raise UsageError(f"{name} is given more than once")
    return values[0] if values else ""


def day(given: Given, name: str) -> date | None:
    """A day, as 2026-05-18."""
    value = one(given, name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise UsageError(f"{value} is not a day: write it as 2026-05-18") from error


def _moments(given: Given) -> dict[str, Any]:
    """The fields of filters that from and to, days or days with a time, mean."""
    zone, found = ZoneInfo(zone_of(given)), {}
    for name, on_day, moment in (("from", "since", "start"), ("to", "until", "stop")):
        value = one(given, name)
        if len(value) <= len("2026-05-18"):
            found[on_day] = day(given, name)
            continue
        try:
            when = datetime.fromisoformat(_PLUS.sub("+", value))
            when = when.replace(tzinfo=zone) if when.tzinfo is None else when.astimezone(zone)
            last = when - timedelta(microseconds=1) if name == "to" else when
        except (ValueError, OverflowError) as error:
            raise UsageError(
                f"{value} is not a day or a time: write it as 2026-05-18, 2026-05-18T10:00 or 2026-05-18T10:00+04:00"
            ) from error
        found |= {on_day: last.date(), moment: when}
    return found


def chosen(given: Given, name: str, allowed: Sequence[str], default: str) -> Any:
    """One of the values allowed."""
    value = one(given, name) or default
    if value not in allowed:
        raise UsageError(f"{name} is one of {', '.join(filter(None, allowed))}, not {value}")
    return value


def number(given: Given, name: str, default: int, *, most: int) -> int:
    """A number from 1 to ``most``."""
    value = one(given, name)
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and 1 <= int(value) <= most):
        raise UsageError(f"{name} is a number from 1 to {most}, not {value}")
    return int(value)


def known(given: Given, names: Sequence[str]) -> None:
    """:class:`UsageError` for a name that the question does not know."""
    if unknown := [name for name in given if name not in names]:
        raise UsageError(f"{unknown[0]} is not known here: choose from {', '.join(sorted(names))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RisingQuestion:
    """What :func:`standing_out` is asked; ``last`` 0 looks at everything."""

    by: Dimension = "topic"
    bucket: Bucket = "week"
    filters: Filters = field(default_factory=Filters)
    last: int = 4
    lang: str = "en"
    limit: int = 20


def rising_question(given: Given) -> RisingQuestion:
    """Names and values -> a question."""
    known(given, RISING_NAMES)
    everything = one(given, "last") == "all"
    return RisingQuestion(
        by=chosen(given, "by", DIMENSIONS, "topic"),
        bucket=chosen(given, "bucket", ("day", "week", "month"), "week"),
        filters=filters_of(given),
        last=0 if everything else number(given, "last", 4, most=_MOST_BUCKETS),
        lang=chosen(given, "lang_of", LANGUAGES, "en"),
        limit=number(given, "limit", 20, most=200),
    )


def standing_out(
    question: RisingQuestion, facts: Facts, *, now: datetime, naming: Callable[[str, str], str]
) -> list[dict[str, object]]:
    """Episodes with their causes and sentences, JSON-ready. ``naming`` gives a topic's or section's name in a language."""
    found = risen(
        facts,
        question.filters,
        by=question.by,
        bucket=question.bucket,
        now=now,
        last=question.last or None,
        limit=question.limit,
    )
    called = _calling(question, facts, naming)
    return [
        as_dict(
            cause,
            sentence(cause, called(cause.episode.key), bucket=question.bucket, lang=question.lang, called=facts.called),
        )
        for cause in found
    ]


def lasting(
    question: RisingQuestion, facts: Facts, *, now: datetime, naming: Callable[[str, str], str]
) -> list[dict[str, object]]:
    """Lasting changes of level with their sentences, JSON-ready, the newest first; ``last`` of the question is left aside."""
    found = moved(facts, question.filters, by=question.by, bucket=question.bucket, now=now)
    called = _calling(question, facts, naming)
    return [
        level_dict(level, level_sentence(level, called(level.key), lang=question.lang))
        for level in found[: question.limit]
    ]


def _calling(question: RisingQuestion, facts: Facts, naming: Callable[[str, str], str]) -> Callable[[str], str]:
    """What a key is called in a sentence."""
    shown = {"topic": naming, "section": naming, "entity": facts.called.name}
    if question.by not in shown:
        return str
    return lambda key: shown[question.by](key, question.lang)


def search_page(
    text: str, filters: Filters, archive: Archive, index: SearchIndex, *, offset: int, limit: int, newest: bool = True
) -> dict[str, object]:
    """``{"total", "articles": [{"article_id", "published", "source", "lang", "title", "snippet": [{"text", "hit"}]}]}``."""
    parsed = parse_query(text)
    if not index.is_current():
        index.update()
    found = search(archive.facts(), index, parsed, filters, offset=offset, limit=limit, newest=newest)
    texts = archive.texts(found.rows["article_id"].to_list())
    return {
        "total": found.total,
        "articles": [
            {
                "article_id": row["article_id"],
                "published": row["published"].isoformat() if row["published"] else None,
                "source": row["source"],
                "lang": row["lang"],
                "title": row["title"],
                "snippet": [
                    {"text": piece, "hit": hit}
                    for piece, hit in snippet(texts.get(row["article_id"], ""), parsed.text, row["lang"])
                ],
            }
            for row in found.rows.iter_rows(named=True)
        ],
    }


def compared(facts: Facts, first: Filters, second: Filters, *, now: datetime) -> dict[str, object]:
    """A comparison, JSON-ready; where each side is one source also their agendas by month and who is first."""
    found = comparison_dict(compare(facts, first, second))
    sources = (first.sources, second.sources)
    if all(len(names) == 1 for names in sources) and replace(first, sources=()) == replace(second, sources=()):
        pair = (first.sources[0], second.sources[0])
        shared = replace(first, sources=())
        overlap = agendas(facts, shared, pair[0], pair[1:], bucket="month", now=now).drop("other")
        overlap = overlap.with_columns(pl.col("date").cast(pl.String))
        found |= {"agendas": overlap.to_dicts(), "lead": asdict(lead(facts, shared, pair))}
    return found
