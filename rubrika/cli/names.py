"""The verbs that look up and correct names."""

import getpass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, print_json

if TYPE_CHECKING:
    from analytics.archive import Archive
    from analytics.entities.corrections import Names
    from analytics.store import Store

_Kind = Annotated[
    Literal["PER", "ORG", "LOC"] | None, typer.Option("--kind", help="PER, ORG or LOC, where a name could be several.")
]
_Who = Annotated[str, typer.Option("--who", help="Who decides; without it the user of the machine.")]
_Note = Annotated[str, typer.Option("--note", help="Why.")]

names = typer.Typer(help="Look up and correct the names of people, bodies and places.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.add_typer(names, name="names")


@names.command("list")
def listing(
    kind: _Kind = None,
    role: Annotated[
        Literal["speaks", "source", "mentioned"] | None,
        typer.Option("--role", help="Only where they speak (people), are the source (bodies) or are mentioned."),
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option("--where", help="key=value as for trends; may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 30,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Who is in the news, most articles first.

    Example: rubrika names list --kind PER --role speaks --where topic=migration
    """
    from dataclasses import replace

    from analytics.asking import filters_of
    from analytics.queries import entity_ranking
    from rubrika.cli.numbers import conditions

    filters = filters_of(conditions(where or []))
    if role:
        filters = replace(filters, roles=(role,))
    archive, _ = _open(home)
    rows = entity_ranking(archive.facts(), filters, kind=kind).head(limit)
    if json:
        print_json([dict(row) for row in rows.iter_rows(named=True)])
        return
    for row in rows.iter_rows(named=True):
        typer.echo(f"{row['articles']:>6}  {row['cited']:>5} cited  {row['name']}  [{row['entity_id']}]")


@names.command()
def show(name: str, kind: _Kind = None, json: JsonOption = False, home: HomeOption = None) -> None:
    """Under which spellings and offices an entity was found, why they are one, and who is named with it."""
    from analytics.filters import Filters
    from analytics.offices import offices
    from analytics.queries import partners

    archive, known, store = _opened(home)
    key = known.find(name, kind)
    facts = archive.facts()
    spellings = known.spellings(key)
    called = offices(store, facts, Filters(), key)
    beside = partners(facts, Filters(), key).head(10)
    if json:
        print_json(
            {
                "entity_id": key,
                "spellings": [
                    {"name": s.name, "entity_id": s.entity_id, "articles": s.articles, "why": s.why} for s in spellings
                ],
                "offices": [
                    {"title": row["title"], "articles": row["articles"], "last": row["last"] and str(row["last"])}
                    for row in called.iter_rows(named=True)
                ],
                "partners": [dict(row) for row in beside.iter_rows(named=True)],
            }
        )
        return
    typer.echo(key)
    for spelling in spellings:
        typer.echo(f"{spelling.articles:>6}  {spelling.name}  ({spelling.why})")
    for row in called.iter_rows(named=True):
        last = f", last on {row['last']}" if row["last"] else ""
        typer.echo(f"{row['articles']:>6}  as {row['title']}{last}")
    if beside.height:
        typer.echo("named together with")
    for row in beside.iter_rows(named=True):
        typer.echo(f"{row['together']:>6}  {row['name']}  ({row['lift']:.1f} times as often as by chance)")


@names.command()
def merge(part: str, whole: str, kind: _Kind = None, who: _Who = "", note: _Note = "", home: HomeOption = None) -> None:
    """Two entities are one: count PART as WHOLE.

    Example: rubrika names merge "В. Гусейнов" "Вусал Гусейнов"
    """
    _, known = _open(home)
    found = known.find(part, kind), known.find(whole, kind)
    _decided(known.decide("merge", *found, who=who or getpass.getuser(), note=note).decision_id)


@names.command()
def split(
    whole: str, spelling: str, kind: _Kind = None, who: _Who = "", note: _Note = "", home: HomeOption = None
) -> None:
    """Two people share an entity: take SPELLING, an office, or an entity that is part of it, out of WHOLE.

    Example: rubrika names split "Эльхан Сафарли" "тренер"
    """
    _, known = _open(home)
    key = known.find(whole, kind)
    part = known.part(key, spelling)
    _decided(known.decide("split", key, part, who=who or getpass.getuser(), note=note).decision_id)


@names.command()
def rename(
    name: str, shown: str, kind: _Kind = None, who: _Who = "", note: _Note = "", home: HomeOption = None
) -> None:
    """Show an entity under another name."""
    _, known = _open(home)
    _decided(known.decide("rename", known.find(name, kind), shown, who=who or getpass.getuser(), note=note).decision_id)


@names.command()
def alias(
    name: str, spelling: str, kind: _Kind = None, who: _Who = "", note: _Note = "", home: HomeOption = None
) -> None:
    """SPELLING means this entity, in what is stored and in what comes."""
    _, known = _open(home)
    _decided(
        known.decide("alias", known.find(name, kind), spelling, who=who or getpass.getuser(), note=note).decision_id
    )


@names.command()
def undo(decision: str, who: _Who = "", home: HomeOption = None) -> None:
    """Take a decision back."""
    _, known = _open(home)
    _decided(known.undo(decision, who=who or getpass.getuser()).decision_id)


@names.command()
def log(json: JsonOption = False, home: HomeOption = None) -> None:
    """All decisions, oldest first."""
    from analytics.entities.corrections import effective

    _, known = _open(home)
    lines = known.log()
    holds = effective(lines)
    rows = [
        {
            "decision_id": line.decision_id,
            "kind": line.kind,
            "entity_id": line.entity_id,
            "other": line.other,
            "who": line.who,
            "when": line.when.isoformat(timespec="seconds"),
            "note": line.note,
            "in_force": line.decision_id in holds,
        }
        for line in lines
    ]
    if json:
        print_json(rows)
        return
    for row in rows:
        undone = "" if row["in_force"] else "  (undone)"
        typer.echo(
            f"{row['decision_id']}  {row['when']}  {row['who']}: {row['kind']} {row['entity_id']} {row['other']}  {row['note']}{undone}"
        )


def _open(home: object) -> "tuple[Archive, Names]":
    return _opened(home)[:2]


def _opened(home: object) -> "tuple[Archive, Names, Store]":
    from analytics.archive import Archive
    from analytics.entities.corrections import Names
    from analytics.store import open_store
    from models.taxonomy import load_taxonomy

    store = open_store(home_path(home))  # type: ignore[arg-type]
    archive = Archive(store, printed=load_taxonomy().printed_codes())
    return archive, Names(store, archive), store


def _decided(decision_id: str) -> None:
    typer.echo(f"decision {decision_id}; take it back with: rubrika names undo {decision_id}")
