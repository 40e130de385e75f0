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
    app.command()(digest)


def alerts(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be told, send nothing.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Check the rules on saved views and send what they find; ingest and fetch do it too.

    Example, in rubrika.toml: [[alerts]] view = "migration" rule = "rise" to = ["file:alerts.txt"]
    """
    from analytics.errors import UsageError
    from analytics.store import open_store
    from analytics.views import FILE, Views

    folder = home_path(home)
    if not Views(open_store(folder)).alerts():
        raise UsageError(f"there is no alert yet: rubrika views alert adds one, or [[alerts]] in {folder / FILE}")
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
    from analytics.views import Views
    from models.taxonomy import load_taxonomy
    from rubrika.alerts import check, sender
    from rubrika.settings import load_settings

    store, taxonomy = open_store(home), load_taxonomy()
    alerts, send = Views(store).alerts(), sender(load_settings(home), home)
    facts = Archive(store, printed=taxonomy.printed_codes()).facts()
    return check(alerts, facts, home, now=datetime.now(UTC), naming=taxonomy.name, send=send, dry=dry)


def digest(
    week: Annotated[str | None, typer.Option("--week", help="As 2026-W47; without it the last whole week.")] = None,
    output: Annotated[Path | None, typer.Option("--output", help="The file to write; else digest-WEEK.html.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="ru, az or en.")] = "en",
    home: HomeOption = None,
) -> None:
    """Write one week as one HTML page, charts included.

    Example: rubrika digest --week 2026-W47 --lang ru
    """
    from analytics.archive import Archive
    from analytics.errors import RubrikaError, UsageError
    from analytics.store import open_store
    from analytics.telling import LANGUAGES
    from models.taxonomy import load_taxonomy
    from rubrika.digest import digest as write
    from rubrika.digest import week_of

    if lang not in LANGUAGES:
        raise UsageError(f"--lang is one of {', '.join(LANGUAGES)}, not {lang}")
    now = datetime.now(UTC)
    chosen = week_of(week, now=now)
    taxonomy = load_taxonomy()
    archive = Archive(open_store(home_path(home)), printed=taxonomy.printed_codes())
    page = write(archive.facts(), chosen, lang=lang, naming=taxonomy.name, links=archive.links, now=now)
    year, number, _ = chosen.first.isocalendar()
    path = output or Path(f"digest-{year}-W{number:02}.html")
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RubrikaError(f"cannot write {path}: {error.strerror}") from error
    typer.echo(f"written to {path}")
