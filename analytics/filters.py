"""The one value that says which articles are meant, shared by charts, lists, REST and the command line."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, Literal

from analytics.errors import UsageError

Copies = Literal["once", "all", "only"]
Bucket = Literal["hour", "day", "week", "month", "quarter", "year"]
Denominator = Literal["fitting", "classified", "archive"]
Dimension = Literal["topic", "section", "source", "entity", "lang"]

BUCKETS: Final[tuple[Bucket, ...]] = ("hour", "day", "week", "month", "quarter", "year")
DENOMINATORS: Final[tuple[Denominator, ...]] = ("fitting", "classified", "archive")
COPIES: Final[tuple[Copies, ...]] = ("once", "all", "only")
DIMENSIONS: Final[tuple[Dimension, ...]] = ("topic", "section", "source", "entity", "lang")
BASES: Final = ("human", "printed", "predicted", "none")  # "none": nobody gave a section, and the model was not sure
ROLES: Final = ("speaks", "source", "mentioned")
# Stands for "no section" or "no topic" wherever a code is expected.
UNCLASSIFIED: Final = "unclassified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which articles to look at. Within one field any value fits, all fields must fit; empty means no limit.

    ``since`` and ``until`` are days of the chosen time zone, both included; with either, undated articles are out. ``start`` and
    ``stop`` are moments that narrow them down, the latter the first that is out; an article known to the day only counts as of
    the beginning of its day.
    ``sections`` and ``topics`` hold codes, or :data:`UNCLASSIFIED`. ``models`` are those that predicted last, None stands for
    none. ``roles`` limits
    in which role an entity counts, in rankings and for ``entities``: who is quoted. ``together`` asks for articles that name all
    of ``entities``. ``copies="once"`` leaves out exact copies, ``"only"`` all else.
    """

    since: date | None = None
    until: date | None = None
    start: datetime | None = None
    stop: datetime | None = None
    langs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    models: tuple[str | None, ...] = ()
    roles: tuple[str, ...] = ()
    copies: Copies = "once"
    together: bool = False

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"the period ends ({self.until}) before it begins ({self.since})")
        if self.start and self.stop and self.start >= self.stop:
            raise UsageError(
                f"the period ends ({self.stop:%Y-%m-%d %H:%M}) before it begins ({self.start:%Y-%m-%d %H:%M})"
            )

    def of_the_archive(self) -> "Filters":
        """The same period and copies without any other limit."""
        return Filters(since=self.since, until=self.until, start=self.start, stop=self.stop, copies=self.copies)


_FIELDS: Final[dict[Dimension, str]] = {
    "topic": "topics",
    "section": "sections",
    "source": "sources",
    "entity": "entities",
    "lang": "langs",
}


def of_key(filters: Filters, by: Dimension, key: str) -> Filters:
    """The filters narrowed to one value of a dimension."""
    field: dict[str, Any] = {_FIELDS[by]: (key,)}
    return replace(filters, **field)
