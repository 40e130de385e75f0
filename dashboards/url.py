"""The address is the state: what a page shows, as a value, and that value as a readable query string."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, cast
from urllib.parse import parse_qs, urlencode

from analytics.filters import BASES, BUCKETS, COPIES, DENOMINATORS, ROLES, Bucket, Copies, Denominator, Filters

Measure = Literal["share", "count"]
Sort = Literal["newest", "best"]
Kind = Literal["PER", "ORG", "LOC"]

MEASURES: Final[tuple[Measure, ...]] = ("share", "count")
SORTS: Final[tuple[Sort, ...]] = ("newest", "best")
KINDS: Final[tuple[Kind, ...]] = ("PER", "ORG", "LOC")
_LISTS: Final = {
    "lang": "langs",
    "source": "sources",
    "section": "sections",
    "topic": "topics",
    "entity": "entities",
}
_LONGEST_VALUE: Final = 200
_MOST_VALUES: Final = 50
_LAST_PAGE: Final = 1_000_000
_LONGEST_ROLLING: Final = 104
MOST_DAYS_OF_HOURS: Final = 31  # days of a period up to which it can be seen by the hour


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that decides what is on screen, apart from the page itself. Defaults are left out of the address."""

    filters: Filters = field(default_factory=Filters)
    bucket: Bucket = "week"
    measure: Measure = "share"
    of: Denominator = "fitting"  # what shares are shares of
    rolling: int = 1  # buckets that a share is taken over
    corrected: bool = False  # topic shares corrected for the errors of the model
    lines: tuple[str, ...] = ()  # queries drawn as lines beside topics
    kind: Kind = "PER"  # of the names ranked on the entities page
    names: tuple[str, ...] = ()  # entity ids compared there
    find: str = ""  # what the ranked names contain
    focus: str = ""  # the source whose mix of topics is drawn
    than: Filters = field(default_factory=Filters)  # the other side of a comparison: period, sources, topics
    story: str = ""  # an article of the story that is open
    day: date | None = None  # of that story: only what it has on this day
    q: str = ""  # what the articles are searched for
    sort: Sort = "newest"  # of what a search found
    article: str = ""  # the article that is open
    page: int = 1  # of the article list


def parse(search: str | None) -> View:
    """``"?topic=migration&from=2026-05-01"`` -> a :class:`View`. Unknown names and values that fit nothing are ignored."""
    given = parse_qs((search or "").lstrip("?"), keep_blank_values=False, max_num_fields=500)
    filters = Filters(
        **_period(given),
        roles=tuple(role for role in _many(given, "role") if role in ROLES),
        bases=tuple(basis for basis in _many(given, "basis") if basis in BASES),
        copies=cast(Copies, _choice(_one(given, "copies"), COPIES)),
        together=_one(given, "together") == "yes",
        **{name: _many(given, parameter) for parameter, name in _LISTS.items()},
    )
    return View(
        filters=filters,
        bucket=_bucket(_one(given, "bucket"), filters),
        measure=cast(Measure, _choice(_one(given, "measure"), MEASURES)),
        of=cast(Denominator, _choice(_one(given, "of"), DENOMINATORS)),
        rolling=_number(_one(given, "rolling"), most=_LONGEST_ROLLING),
        kind=cast(Kind, _choice(_one(given, "kind"), KINDS)),
        corrected=_one(given, "corrected") == "yes",
        lines=_many(given, "line"),
        names=_many(given, "name"),
        than=_other_side(given),
        find=_one(given, "find"),
        focus=_one(given, "focus"),
        story=_one(given, "story"),
        day=_day(_one(given, "day")),
        q=_one(given, "q"),
        sort=cast(Sort, _choice(_one(given, "sort"), SORTS)),
        article=_one(given, "article"),
        page=_number(_one(given, "page"), most=_LAST_PAGE),
    )


def has_hours(filters: Filters) -> bool:
    """Whether a period is short enough to be seen by the hour."""
    days = filters.until - filters.since if filters.since and filters.until else None
    return days is not None and days < timedelta(days=MOST_DAYS_OF_HOURS)


def _bucket(value: str, filters: Filters) -> Bucket:
    found = cast(Bucket, _choice(value, BUCKETS, default="week"))
    return "day" if found == "hour" and not has_hours(filters) else found


def _period(given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of filters for days, ``from=2026-05-18``, or for moments, ``from=2026-05-18T14:00+04:00``; the last is out."""
    start, stop = _moment(_one(given, "from")), _moment(_one(given, "to"))
    since = start.date() if start else _day(_one(given, "from"))
    until = (stop - timedelta(microseconds=1)).date() if stop else _day(_one(given, "to"))
    if (since and until and since > until) or (start and stop and start >= stop):
        return {"since": until, "until": since} if not (start or stop) else {}
    return {"since": since, "until": until, "start": start, "stop": stop}


def _other_side(given: Mapping[str, Sequence[str]]) -> Filters:
    since, until = _day(_one(given, "than-from")), _day(_one(given, "than-to"))
    if since and until and since > until:
        since, until = until, since
    return Filters(since=since, until=until, sources=_many(given, "than-source"), topics=_many(given, "than-topic"))


def query(view: View) -> str:
    """A :class:`View` -> ``"?from=2026-05-01&topic=migration"``, or an empty string for the default view."""
    plain = dict(_single(View()))
    single = [(name, value) for name, value in _single(view) if value != plain[name]]
    period = [pair for pair in single if pair[0] in ("from", "to")]
    pairs = period + _repeated(view) + single[len(period) :]
    return "?" + urlencode(pairs) if pairs else ""


def ignored(search: str | None) -> tuple[str, ...]:
    """The parameters of an address that :func:`parse` made nothing of: ``("topik", "bucket=fortnight")``."""
    given = parse_qs((search or "").lstrip("?"), keep_blank_values=False, max_num_fields=500)
    view = parse(search)
    single, repeated = dict(_single(view)), _repeated(view)
    found = []
    for name, values in given.items():
        if name not in single and name not in _REPEATED:
            found.append(name)
        elif name in _DAYS:
            found += [f"{name}={value}" for value in values if value not in {single[day] for day in _DAYS}]
        else:
            kept = {value for key, value in repeated if key == name} | {single.get(name)}
            found += [f"{name}={value}" for value in values if value[:_LONGEST_VALUE] not in kept]
    return tuple(item[:80] for item in found)


def _single(view: View) -> list[tuple[str, str]]:
    """The parameters that stand once, with their values."""
    filters = view.filters
    return [
        ("from", _end(filters.start, filters.since)),
        ("to", _end(filters.stop, filters.until)),
        ("than-from", view.than.since.isoformat() if view.than.since else ""),
        ("than-to", view.than.until.isoformat() if view.than.until else ""),
        ("copies", filters.copies),
        ("together", "yes" if filters.together else "no"),
        *(
            (name, str(getattr(view, name)))
            for name in ("bucket", "measure", "of", "rolling", "kind", "find", "focus", "story", "q", "sort")
        ),
        ("day", view.day.isoformat() if view.day else ""),
        ("corrected", "yes" if view.corrected else "no"),
        ("article", view.article),
        ("page", str(view.page)),
    ]


def _end(moment: datetime | None, day: date | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else day.isoformat() if day else ""


_DAYS: Final = ("from", "to", "than-from", "than-to")
_REPEATED: Final = (*_LISTS, "role", "basis", "line", "name", "than-source", "than-topic")


def _repeated(view: View) -> list[tuple[str, str]]:
    """The parameters that may stand several times."""
    lists = {
        **{name: getattr(view.filters, field_name) for name, field_name in _LISTS.items()},
        "role": view.filters.roles,
    }
    lists |= {"than-source": view.than.sources, "than-topic": view.than.topics}
    lists |= {"basis": view.filters.bases, "line": view.lines, "name": view.names}
    return [(name, value) for name, values in lists.items() for value in values]


_TAKEN_ALONG: Final = ("filters", "bucket", "measure", "of", "rolling", "corrected")


def of_page(view: View, path: str) -> View:
    """The part of a view that goes along to another page: filters, bucket and measure, not what was open there."""
    kept = replace(View(), **{name: getattr(view, name) for name in _TAKEN_ALONG})
    if path in ("/entities", "/entity"):
        return replace(kept, kind=view.kind, names=view.names)
    return replace(kept, lines=view.lines, than=view.than) if path in ("/topics", "/compare") else kept


def href(path: str, view: View) -> str:
    """A link to a page with a view."""
    return path + query(view)


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[-1][:_LONGEST_VALUE] if values else ""


def _many(given: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    values = dict.fromkeys(value[:_LONGEST_VALUE] for value in given.get(name, ()))
    return tuple(values)[:_MOST_VALUES]


def _number(value: str, *, most: int) -> int:
    """A number from 1 to ``most``; 1 for anything else."""
    fits = value.isascii() and value.isdecimal() and len(value) < 9 and int(value)
    return min(int(value), most) if fits else 1


def _choice(value: str, choices: Sequence[str], *, default: str = "") -> str:
    return value if value in choices else default or choices[0]


def _moment(value: str) -> datetime | None:
    """A day with a time and its distance from UTC, to the minute."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    fits = found.tzinfo is not None and 1900 <= found.year <= 2101
    return found.replace(second=0, microsecond=0) if fits else None


def _day(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None
