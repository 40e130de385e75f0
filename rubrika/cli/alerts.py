"""The verbs that tell people: alerts and the weekly digest."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, note, print_json

if TYPE_CHECKING:
    from rubrika.alerts import Finding


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(alerts)


def alerts(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be told, send nothing.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Check the rules of the home's rubrika.toml and send what they find; ingest and fetch do it too.

    Example, in rubrika.toml: [[alerts]] view = "migration" rule = "rise" to = ["file:alerts.txt"]
    """
    from analytics.errors import UsageError
    from rubrika.settings import FILE, load_settings

    folder = home_path(home)
    settings = load_settings(folder)
    if not settings.alerts:
        raise UsageError(f"no alert is named in {folder / FILE}: write [[views]] and [[alerts]] there")
    found, failed = run(folder, dry=dry_run)
    for line in failed:
        note(line)
    if json:
        print_json([{"view": f.view, "rule": f.rule, "key": f.key, "text": f.text} for f in found])
    else:
        for finding in found:
            typer.echo(f"[{finding.view}] {finding.text}")
        if not found:
            typer.echo("nothing to tell")
    if failed:
        raise typer.Exit(1)


def run(home: Path, *, dry: bool = False) -> "tuple[list[Finding], list[str]]":
    """Check the alerts of a home; the findings, and what could not be sent."""
    from analytics.archive import Archive
    from analytics.store import open_store
    from models.taxonomy import load_taxonomy
    from rubrika.alerts import check, sender
    from rubrika.settings import load_settings

    settings, taxonomy = load_settings(home), load_taxonomy()
    facts = Archive(open_store(home), printed=taxonomy.printed_codes()).facts()
    send = sender(settings, home)
    return check(settings, facts, home, now=datetime.now(UTC), naming=taxonomy.name, send=send, dry=dry)
