"""The verb that prints trends."""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, print_json

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
    app.command()(rising)
    app.command()(search)


def trends(
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="hour, day, week, month, quarter or year.")] = "week",
    since: Annotated[str | None, typer.Option("--from", help="First day, as 2026-05-18.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    tz: Annotated[str, typer.Option("--tz", help="The time zone that days are counted in.")] = "Asia/Baku",
    where: Annotated[list[str] | None, typer.Option("--where", help="key=value; may be repeated.")] = None,
    copies: Annotated[str, typer.Option("--copies", help="once or all.")] = "once",
    query: Annotated[
        list[str] | None, typer.Option("--query", help="A search query as a line, instead of --by; may be repeated.")
    ] = None,
    of: Annotated[str, typer.Option("--of", help="The denominator: fitting, classified or archive.")] = "fitting",
    rolling: Annotated[int, typer.Option("--rolling", min=1, help="Shares over this many buckets.")] = 1,
    corrected: Annotated[
        bool, typer.Option("--corrected", help="Topic shares corrected for the model's known errors.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    home: HomeOption = None,
) -> None:
    """Print the share of coverage over time.

    Example: rubrika trends --by topic --bucket week --where lang=ru
    """
    from analytics.archive import Archive
    from analytics.errors import UsageError
    from analytics.filters import BUCKETS, DENOMINATORS, DIMENSIONS, Filters
    from analytics.search import SearchIndex, query_trends
    from analytics.store import open_store
    from analytics.trends import rolling as smooth
    from analytics.trends import trends as measure
    from models.evaluation import error_rates
    from models.registry import Registry
    from models.taxonomy import load_taxonomy

    for name, value, choices in (
        ("--by", by, DIMENSIONS), ("--bucket", bucket, BUCKETS), ("--copies", copies, ("once", "all")),
        ("--format", format, ("csv", "json")), ("--of", of, DENOMINATORS),
    ):  # fmt: skip
        if value not in choices:
            raise UsageError(f"{name} is one of {', '.join(choices)}, not {value}")
    zone = _zone(tz)
    filters = Filters(since=_day(since), until=_day(until), copies=copies, **conditions(where or []))  # type: ignore[arg-type]
    if corrected and (by != "topic" or rolling > 1):
        raise UsageError("--corrected goes with --by topic and without --rolling: only for topics are the errors known")
    store = open_store(home_path(home))
    archive = Archive(store, printed=load_taxonomy().printed_codes())
    rates = error_rates(Registry(store.home).load("agency").card, "topics") if corrected else None
    facts, now = archive.facts(zone), datetime.now(UTC)
    if query:
        index = SearchIndex(store)
        index.update()
        found = query_trends(facts, index, query, filters, bucket=bucket, now=now)  # type: ignore[arg-type]
    else:
        found = measure(facts, filters, by=by, bucket=bucket, now=now, of=of, rates=rates)  # type: ignore[arg-type]
    if rolling > 1:
        found = smooth(found, rolling)
    if json or format == "json":
        typer.echo(found.write_json())
    else:
        typer.echo(found.write_csv(), nl=False)


def rising(
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="day, week or month.")] = "week",
    last: Annotated[int, typer.Option("--last", min=1, help="Only what reaches into this many whole buckets.")] = 4,
    everything: Annotated[bool, typer.Option("--all", help="All episodes of the archive.")] = False,
    tz: Annotated[str, typer.Option("--tz", help="The time zone that days are counted in.")] = "Asia/Baku",
    where: Annotated[list[str] | None, typer.Option("--where", help="key=value; may be repeated.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="The language of the sentences: ru, az or en.")] = "en",
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """What rose or fell against its own past, and why.

    Example: rubrika rising --by topic --bucket week --lang ru
    """
    import polars as pl

    from analytics.archive import Archive
    from analytics.causes import risen
    from analytics.errors import UsageError
    from analytics.filters import DIMENSIONS, Filters
    from analytics.store import open_store
    from analytics.telling import LANGUAGES, as_dict, sentence
    from models.taxonomy import load_taxonomy

    for name, value, choices in (
        ("--by", by, DIMENSIONS), ("--bucket", bucket, ("day", "week", "month")), ("--lang", lang, LANGUAGES),
    ):  # fmt: skip
        if value not in choices:
            raise UsageError(f"{name} is one of {', '.join(choices)}, not {value}")
    taxonomy = load_taxonomy()
    facts = Archive(open_store(home_path(home)), printed=taxonomy.printed_codes()).facts(_zone(tz))
    filters = Filters(**conditions(where or []))  # type: ignore[arg-type]
    found = risen(
        facts,
        filters,
        by=by,  # type: ignore[arg-type]
        bucket=bucket,  # type: ignore[arg-type]
        now=datetime.now(UTC),
        last=None if everything else last,
        limit=limit,
    )
    names = (
        dict(facts.mentions.select("entity_id", "name").unique().cast(pl.String).iter_rows()) if by == "entity" else {}
    )
    told = []
    for cause in found:
        key = cause.episode.key
        name = taxonomy.name(key, lang) if by in ("topic", "section") else names.get(key, key)
        told.append((cause, sentence(cause, name, bucket=bucket, lang=lang)))  # type: ignore[arg-type]
    if json:
        print_json([as_dict(cause, said) for cause, said in told])
        return
    for cause, said in told:
        typer.echo(said)
        for article in cause.articles[:3]:
            typer.echo(f"    {article['day']}  {article['source']}  {article['title']}")
    if not told:
        typer.echo("nothing stands out" if everything else f"nothing stands out in the last {last} whole buckets")


def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", AND, OR, NOT, prefix*, source: person: after: …')],
    where: Annotated[list[str] | None, typer.Option("--where", help="key=value; may be repeated.")] = None,
    best: Annotated[bool, typer.Option("--best", help="The best first, not the newest.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Find articles by what they say.

    Example: rubrika search 'квот* "рабочая сила" lang:ru after:2026-05-01'
    """
    from analytics.archive import Archive
    from analytics.filters import Filters
    from analytics.querying import parse_query
    from analytics.search import SearchIndex, snippet
    from analytics.search import search as find
    from analytics.store import open_store
    from models.taxonomy import load_taxonomy

    parsed = parse_query(query)
    store = open_store(home_path(home))
    index = SearchIndex(store)
    index.update()
    archive = Archive(store, printed=load_taxonomy().printed_codes())
    filters = Filters(**conditions(where or []))  # type: ignore[arg-type]
    found = find(archive.facts(), index, parsed, filters, limit=limit, newest=not best)
    texts = archive.texts(found.rows["article_id"].to_list())
    rows = [
        {
            "article_id": row["article_id"],
            "published": row["published"].isoformat() if row["published"] else None,
            "source": row["source"],
            "lang": row["lang"],
            "title": row["title"],
            "snippet": [
                {"text": text, "hit": hit}
                for text, hit in snippet(texts.get(row["article_id"], ""), parsed.text, row["lang"])
            ],
        }
        for row in found.rows.iter_rows(named=True)
    ]
    if json:
        print_json({"total": found.total, "articles": rows})
        return
    typer.echo(f"{found.total:,} articles")
    for row in rows:
        typer.echo(f"{(row['published'] or 'undated')[:10]}  {row['source']}  {row['title']}")
        said = "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in row["snippet"])
        typer.echo(f"    {' '.join(said.split())}")


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
