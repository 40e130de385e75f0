"""The verbs that print numbers: trends, what stands out, what a search finds."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, note, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.archive import Archive, Facts
    from analytics.filters import Filters
    from analytics.store import Store

_Where = Annotated[list[str] | None, typer.Option("--where", help="key=value; may be repeated.")]
_Zone = Annotated[str, typer.Option("--tz", help="The time zone that days are counted in.")]
_From = Annotated[str | None, typer.Option("--from", help="First day, as 2026-05-18.")]
_To = Annotated[str | None, typer.Option("--to", help="Last day.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(trends)
    app.command()(rising)
    app.command()(search)
    app.command()(compare)
    app.command()(stories)


def trends(
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="hour, day, week, month, quarter or year.")] = "week",
    since: Annotated[
        str | None, typer.Option("--from", help="First day, as 2026-05-18, or the time 2026-05-18T10:00.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="Last day, or the time 2026-05-18T14:00, which is the first left out.")
    ] = None,
    tz: _Zone = "Asia/Baku",
    where: _Where = None,
    copies: Annotated[str, typer.Option("--copies", help="once or all.")] = "once",
    query: Annotated[
        list[str] | None, typer.Option("--query", help="A search query as a line, instead of --by; may be repeated.")
    ] = None,
    of: Annotated[str, typer.Option("--of", help="The denominator: fitting, classified or archive.")] = "fitting",
    rolling: Annotated[str, typer.Option("--rolling", help="Shares over this many buckets.")] = "1",
    corrected: Annotated[
        bool, typer.Option("--corrected", help="Shares of topics or sections corrected for the model's known errors.")
    ] = False,
    sofar: Annotated[
        bool, typer.Option("--so-far", help="Only the running bucket, beside the same part of the one before.")
    ] = False,
    format: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    home: HomeOption = None,
) -> None:
    """Print the share of coverage over time.

    Example: rubrika trends --by topic --bucket week --where lang=ru
    """
    from analytics.asking import chosen, running, shares, trends_question, written, zone_of
    from analytics.indexing import SearchIndex
    from models.evaluation import rates_by_model
    from models.registry import Registry

    given = conditions(where or []) | _given(
        {
            "by": by,
            "bucket": bucket,
            "from": since,
            "to": until,
            "tz": tz,
            "copies": copies,
            "of": of,
            "rolling": rolling,
        }
    )
    question = trends_question(given | {"query": query or [], "corrected": ["yes" if corrected else "no"]})
    chosen({"--format": [format]}, "--format", ("csv", "json"), "csv")
    zone = zone_of(given)
    store, archive = _open(home)
    facts, rates = archive.facts(zone), None
    if corrected:
        load = Registry(store.home).load
        known = [model for model in facts.models if model]
        rates = rates_by_model(known, lambda ref: load(ref).card, question.target, now="agency")
    _warn(facts, question.filters)
    now = datetime.now(UTC)
    if sofar:
        found = running(question, facts, now=now)
    else:
        found = written(shares(question, facts, SearchIndex(store), now=now, rates=rates))
    if json or format == "json":
        typer.echo(found.write_json())
    else:
        typer.echo(found.write_csv(), nl=False)


def rising(
    by: Annotated[str, typer.Option("--by", help="topic, section, source, entity or lang.")] = "topic",
    bucket: Annotated[str, typer.Option("--bucket", help="day, week or month.")] = "week",
    last: Annotated[str, typer.Option("--last", help="Only what reaches into this many whole buckets, or all.")] = "4",
    tz: _Zone = "Asia/Baku",
    where: _Where = None,
    lang: Annotated[str, typer.Option("--lang", help="The language of the sentences: ru, az or en.")] = "en",
    limit: Annotated[str, typer.Option("--limit")] = "20",
    levels: Annotated[
        bool, typer.Option("--levels", help="Lasting changes instead: since when a share stands at another level.")
    ] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """What rose or fell against its own past, and why.

    Example: rubrika rising --by topic --bucket week --last all --lang ru
    """
    from analytics.asking import chosen, lasting, rising_question, standing_out, zone_of
    from analytics.telling import LANGUAGES
    from models.taxonomy import load_taxonomy

    chosen({"--lang": [lang]}, "--lang", LANGUAGES, "en")
    given = conditions(where or []) | _given(
        {"by": by, "bucket": bucket, "last": last, "tz": tz, "lang_of": lang, "limit": limit}
    )
    question, zone = rising_question(given), zone_of(given)
    facts = _open(home)[1].facts(zone)
    _warn(facts, question.filters)
    tell = lasting if levels else standing_out
    found = tell(question, facts, now=datetime.now(UTC), naming=load_taxonomy().name)
    if json:
        print_json(found)
        return
    if levels:
        for level in found:
            typer.echo(level["sentence"])
        if not found:
            typer.echo("no level has changed for good")
        return
    for card in found:
        typer.echo(card["sentence"])
        if card["story"]:
            typer.echo(f"    main story: {card['story']['title']}")  # type: ignore[index]
        for article in list(card["articles"])[:3]:  # type: ignore[call-overload]
            typer.echo(f"    {article['day']}  {article['source']}  {article['title']}")
    if not found:
        typer.echo("nothing stands out" + ("" if last == "all" else f" in the last {last} whole buckets"))


def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", AND, OR, NOT, prefix*, source: person: after: …')],
    where: _Where = None,
    best: Annotated[bool, typer.Option("--best", help="The best first, not the newest.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 20,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Find articles by what they say.

    Example: rubrika search 'квот* "рабочая сила" lang:ru after:2026-05-01'
    """
    from analytics.asking import filters_of, search_page
    from analytics.indexing import SearchIndex

    filters = filters_of(conditions(where or []))
    store, archive = _open(home)
    _warn(archive.facts(), filters)
    found = search_page(query, filters, archive, SearchIndex(store), offset=0, limit=limit, newest=not best)
    if json:
        print_json(found)
        return
    typer.echo(f"{found['total']:,} articles")
    for row in found["articles"]:  # type: ignore[attr-defined]
        typer.echo(f"{(row['published'] or 'undated')[:10]}  {row['source']}  {row['title']}")
        said = "".join(f"[{piece['text']}]" if piece["hit"] else piece["text"] for piece in row["snippet"])
        typer.echo(f"    {' '.join(said.split())}")


def compare(
    first: Annotated[
        list[str], typer.Option("--first", help="key=value: source, topic, from, to, ...; may be repeated.")
    ],
    second: Annotated[list[str], typer.Option("--second", help="The other side, the same way.")],
    lang: Annotated[str, typer.Option("--lang", help="The language of topics and names: ru, az or en.")] = "en",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """What each of two sets of articles has more of; for two sources also how alike they are and who is first.

    Example: rubrika compare --first source=one.az --second source=two.az
    """
    from analytics.asking import chosen, compared, filters_of
    from analytics.telling import LANGUAGES
    from models.taxonomy import load_taxonomy

    sides = [filters_of(conditions(side, periods=True)) for side in (first, second)]
    chosen({"--lang": [lang]}, "--lang", LANGUAGES, "en")
    _, archive = _open(home)
    facts = archive.facts()
    for side in sides:
        _warn(facts, side)
    found = compared(facts, *sides, now=datetime.now(UTC))
    if json:
        print_json(found)
        return
    taxonomy = load_taxonomy()
    typer.echo(f"{found['size']:,} articles against {found['other_size']:,}")
    if not found["size"] or not found["other_size"]:
        typer.echo("one side has no articles: there is nothing to compare")
        return
    for row in found["topics"][:8]:  # type: ignore[index]
        words = f"{row['ratio']:7.1%} {row['other_ratio']:7.1%}  {row['difference']:+6.1%} ({row['low']:+.1%} to {row['high']:+.1%})"
        typer.echo(f"{words}  {taxonomy.name(row['key'], lang)}")
    for title, part in (
        ("names of the first", "names"), ("names of the second", "other_names"),
        ("words of the first", "words"), ("words of the second", "other_words"),
    ):  # fmt: skip
        told = ", ".join(
            f"{facts.called.name(key['entity_id'], lang) if 'entity_id' in key else key['name']} ({key['count']}:{key['other']})"
            for key in found[part]  # type: ignore[attr-defined]
        )
        typer.echo(f"{title}: {told or 'none stands out'}")
    if lead := found.get("lead"):
        typer.echo(f"who is first, on {lead['shared']} shared names: {lead['first']} to {lead['other_first']}")  # type: ignore[index]


def stories(
    where: _Where = None,
    since: _From = None,
    until: _To = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Articles on one event, grouped over days and languages, the largest first.

    Example: rubrika stories --from 2026-09-01 --where topic=transport
    """
    from analytics.asking import filters_of
    from analytics.stories import stories as group

    filters = filters_of(conditions(where or []) | _given({"from": since, "to": until}))
    facts = _open(home)[1].facts()
    _warn(facts, filters)
    found = group(facts, filters)[:limit]
    if json:
        print_json([story.as_dict() for story in found])
        return
    for story in found:
        sources = ", ".join(f"{source} {count}" for source, count in story.sources)
        typer.echo(f"{len(story.rows):>4}  {story.first} to {story.last}  {story.title}  ({sources})")
    if not found:
        typer.echo("no story: no two articles of these filters are on one event")


def conditions(where: Sequence[str], *, periods: bool = False) -> dict[str, list[str]]:
    """``["topic=migration", "lang=ru"]`` -> names and values as :mod:`analytics.asking` takes them; with ``periods`` also from and to."""
    from analytics.asking import LISTS
    from analytics.errors import UsageError

    found: dict[str, list[str]] = {}
    for condition in where:
        key, separator, value = condition.partition("=")
        keys = (*LISTS, "from", "to") if periods else tuple(LISTS)
        if not separator or not value or key not in keys:
            raise UsageError(f"a condition is key=value with a key among {', '.join(keys)}, not {condition}")
        found.setdefault(key, []).append(value)
    return found


def _warn(facts: "Facts", filters: "Filters") -> None:
    """Say beside the result which values of the filters no article has."""
    from analytics.asking import unheard

    for value in unheard(facts, filters):
        note(f"no article has {value}")


def _given(values: Mapping[str, str | None]) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items() if value is not None}


def _open(home: "Path | None") -> "tuple[Store, Archive]":
    from analytics.archive import Archive
    from analytics.store import open_store
    from models.taxonomy import load_taxonomy

    store = open_store(home_path(home))
    return store, Archive(store, printed=load_taxonomy().printed_codes())
