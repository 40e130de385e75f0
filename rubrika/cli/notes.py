"""The verbs around notes on the time axis."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, print_json

if TYPE_CHECKING:
    from analytics.notes import Notes

notes = typer.Typer(help="Dated notes that charts show on their time axis.", no_args_is_help=True)
_Who = Annotated[str, typer.Option("--who", help="Who writes; without it the user of the machine.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.add_typer(notes, name="notes")


@notes.command("list")
def listing(json: JsonOption = False, home: HomeOption = None) -> None:
    """All notes, by day."""
    found = _open(home).all()
    if json:
        print_json([note.as_dict() for note in found])
    else:
        for note in found:
            typer.echo(f"{note.note_id}  {note.day}  {note.text}  ({note.who})")
        if not found:
            typer.echo('no note is written: rubrika notes add 2026-05-18 "..."')


@notes.command()
def add(day: str, text: str, who: _Who = "", home: HomeOption = None) -> None:
    """Write a note on a day.

    Example: rubrika notes add 2026-05-18 "One source moved to a new site"
    """
    from analytics.asking import day as parsed

    when = parsed({"day": [day]}, "day")
    assert when is not None
    typer.echo(f"note {_open(home).add(when, text, who=who or getpass.getuser()).note_id}")


@notes.command()
def remove(note_id: str, who: _Who = "", home: HomeOption = None) -> None:
    """Take a note away."""
    typer.echo(f"removed: {_open(home).remove(note_id, who=who or getpass.getuser()).text}")


def _open(home: object) -> "Notes":
    from analytics.notes import Notes
    from analytics.store import open_store

    return Notes(open_store(home_path(home)))  # type: ignore[arg-type]
