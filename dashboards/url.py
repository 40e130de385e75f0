"""The address is the state: what a page shows, as a value, and that value as a readable query string."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, cast
from urllib.parse import parse_qs, urlencode

from analytics.filters import BASES, BUCKETS, ROLES, Bucket, Copies, Filters

Measure = Literal["share", "count"]
Kind = Literal["PER", "ORG", "LOC"]

MEASURES: Final[tuple[Measure, ...]] = ("share", "count")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything that decides what is on screen, apart from the page itself. Defaults are left out of the address."""

    filters: Filters = field(default_factory=Filters)
    bucket: Bucket = "week"
    measure: Measure = "share"
    corrected: bool = False  # topic shares corrected for the errors of the model
    kind: Kind = "PER"  # of the names ranked on the entities page
    names: tuple[str, ...] = ()  # entity ids compared there
    focus: str = ""  # the source whose mix of topics is drawn
    q: str = ""  # what the articles are searched for
    article: str = ""  # the article that is open
    page: int = 1  # of the article list


def parse(search: str | None) -> View:
    """``"?topic=migration&from=2026-05-01"`` -> a :class:`View`. Unknown names and values that fit nothing are ignored."""
    given = parse_qs((search or "").lstrip("?"), keep_blank_values=False, max_num_fields=500)
    since, until = _day(_one(given, "from")), _day(_one(given, "to"))
    if since and until and since > until:
        since, until = until, since
    filters = Filters(
        since=since,
        until=until,
        roles=tuple(role for role in _many(given, "role") if role in ROLES),
        bases=tuple(basis for basis in _many(given, "basis") if basis in BASES),
        copies=cast(Copies, _choice(_one(given, "copies"), ("once", "all"))),
        **{name: _many(given, parameter) for parameter, name in _LISTS.items()},
    )
    page = _one(given, "page")
    return View(
        filters=filters,
        bucket=cast(Bucket, _choice(_one(given, "bucket"), BUCKETS, default="week")),
        measure=cast(Measure, _choice(_one(given, "measure"), MEASURES)),
        kind=cast(Kind, _choice(_one(given, "kind"), KINDS)),
        corrected=_one(given, "corrected") == "yes",
        names=_many(given, "name"),
        focus=_one(given, "focus"),
        q=_one(given, "q"),
        article=_one(given, "article"),
        page=min(int(page), _LAST_PAGE)
        if page.isascii() and page.isdecimal() and 0 < len(page) < 9 and int(page)
        else 1,
    )


def query(view: View) -> str:
    """A :class:`View` -> ``"?from=2026-05-01&topic=migration"``, or an empty string for the default view."""
    filters, plain = view.filters, View()
    pairs: list[tuple[str, str]] = []
    if filters.since:
        pairs.append(("from", filters.since.isoformat()))
    if filters.until:
        pairs.append(("to", filters.until.isoformat()))
    for parameter, name in _LISTS.items():
        pairs.extend((parameter, value) for value in getattr(filters, name))
    pairs.extend(("role", role) for role in filters.roles)
    pairs.extend(("basis", basis) for basis in filters.bases)
    if filters.copies != "once":
        pairs.append(("copies", filters.copies))
    pairs.extend(
        (parameter, str(getattr(view, parameter)))
        for parameter in ("bucket", "measure", "kind", "focus", "q", "article", "page")
        if getattr(view, parameter) != getattr(plain, parameter)
    )
    if view.corrected:
        pairs.append(("corrected", "yes"))
    pairs.extend(("name", name) for name in view.names)
    return "?" + urlencode(pairs) if pairs else ""


def of_page(view: View, path: str) -> View:
    """The part of a view that goes along to another page: filters, bucket and measure, not what was open there."""
    kept = View(filters=view.filters, bucket=view.bucket, measure=view.measure, corrected=view.corrected)
    return replace(kept, kind=view.kind, names=view.names) if path in ("/entities", "/entity") else kept


def href(path: str, view: View) -> str:
    """A link to a page with a view."""
    return path + query(view)


def _one(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[-1][:_LONGEST_VALUE] if values else ""


def _many(given: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    values = dict.fromkeys(value[:_LONGEST_VALUE] for value in given.get(name, ()))
    return tuple(values)[:_MOST_VALUES]


def _choice(value: str, choices: Sequence[str], *, default: str = "") -> str:
    return value if value in choices else default or choices[0]


def _day(value: str) -> date | None:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None
