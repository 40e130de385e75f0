"""The verb that prints trends."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from rubrika.cli.options import HomeOption, home_path

_WHERE = {
    "topic": "topics",
    "section": "sections",
    "source": "sources",
    "entity": "entities",
    "lang": "langs",
    "basis": "bases",
    "role": "roles",
}


def register(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(trends)


def trends(
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="day, week or month.")] = "week",
    since: Annotated[str | None, typer.Option("--from", help="First day, as 2026-05-18.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    tz: Annotated[str, typer.Option("--tz", help="The time zone that days are counted in.")] = "Asia/Baku",
    where: Annotated[list[str] | None, typer.Option("--where", help="key=value; may be repeated.")] = None,
    copies: Annotated[str, typer.Option("--copies", help="once or all.")] = "once",
    format: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    home: HomeOption = None,
) -> None:
    """Print the share of coverage over time.

    Example: rubrika trends --by topic --bucket week --where lang=ru
    """
    from analytics.archive import Archive
    from analytics.errors import UsageError
    from analytics.filters import BUCKETS, DIMENSIONS, Filters
    from analytics.store import open_store
    from analytics.trends import trends as measure
    from models.taxonomy import load_taxonomy

    for name, value, choices in (
        ("--by", by, DIMENSIONS), ("--bucket", bucket, BUCKETS), ("--copies", copies, ("once", "all")),
        ("--format", format, ("csv", "json")),
    ):  # fmt: skip
        if value not in choices:
            raise UsageError(f"{name} is one of {', '.join(choices)}, not {value}")
    zone = _zone(tz)
    filters = Filters(since=_day(since), until=_day(until), copies=copies, **conditions(where or []))  # type: ignore[arg-type]
    archive = Archive(open_store(home_path(home)), printed=load_taxonomy().printed_codes())
    found = measure(archive.facts(zone), filters, by=by, bucket=bucket, now=datetime.now(UTC))  # type: ignore[arg-type]
    if json or format == "json":
        typer.echo(found.write_json())
    else:
        typer.echo(found.write_csv(), nl=False)


def conditions(where: list[str]) -> dict[str, tuple[str, ...]]:
    """``["topic=migration", "lang=ru"]`` -> arguments of :class:`~analytics.filters.Filters`."""
    from analytics.errors import UsageError

    found: dict[str, tuple[str, ...]] = {}
    for condition in where:
        key, separator, value = condition.partition("=")
        if not separator or key not in _WHERE:
            raise UsageError(f"--where is key=value with a key among {', '.join(_WHERE)}, not {condition}")
        found[_WHERE[key]] = (*found.get(_WHERE[key], ()), value)
    return found


def _day(value: str | None) -> date | None:
    from analytics.errors import UsageError

    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise UsageError(f"{value} is not a day: write it as 2026-05-18") from error


def _zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    from analytics.errors import UsageError

    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(f"{name} is not a time zone: write it as Asia/Baku or UTC") from error
