"""The verbs around long work: ask for it, watch it, stop it, do it."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from rubrika.cli.options import HomeOption, JsonOption, home_path, note, print_json

if TYPE_CHECKING:
    from analytics.store import Store

jobs = typer.Typer(help="Long work that the dashboard or you ask for, and a worker does.", no_args_is_help=True)
_Who = Annotated[str, typer.Option("--who", help="Who asks; without it the user of the machine.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.add_typer(jobs, name="jobs")


@jobs.command()
def ask(kind: Annotated[str, typer.Argument(metavar="KIND")], who: _Who = "", home: HomeOption = None) -> None:
    """Put a job in the queue: enrich, relabel or reindex. A running rubrika serve does it, or rubrika jobs run.

    Example: rubrika jobs ask relabel
    """
    from analytics.jobs import Jobs

    job = Jobs(_store(home)).ask(kind, who=who or getpass.getuser())
    typer.echo(f"job {job.job_id} {job.state}; watch it with: rubrika jobs list")


@jobs.command("list")
def listing(
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20, json: JsonOption = False, home: HomeOption = None
) -> None:
    """The jobs, newest first."""
    from analytics.jobs import Jobs

    found = Jobs(_store(home)).all()[:limit]
    if json:
        print_json([job.as_dict() for job in found])
        return
    for job in found:
        typer.echo(
            f"{job.job_id}  {job.asked:%Y-%m-%d %H:%M}  {job.kind:<8} {job.state:<10} {job.progress:>4.0%}  {job.said}  ({job.who})"
        )


@jobs.command()
def cancel(job_id: Annotated[str, typer.Argument(metavar="JOB")], who: _Who = "", home: HomeOption = None) -> None:
    """Stop a job: at once while it waits, else before its next batch."""
    from analytics.jobs import Jobs

    job = Jobs(_store(home)).cancel(job_id, who=who or getpass.getuser())
    typer.echo(f"job {job.job_id} {job.state}")


@jobs.command()
def run(
    once: Annotated[bool, typer.Option("--once", help="Do what waits, then end.")] = False, home: HomeOption = None
) -> None:
    """Do the jobs that wait, one at a time; without --once, also those that come.

    Example: rubrika jobs run --once
    """
    import time

    from rubrika.worker import work

    store = _store(home)
    done = work(store, notes=note)
    if once:
        typer.echo(f"jobs done {done}")
        return
    seen = store.versions(("jobs",))
    while True:
        time.sleep(1)
        if store.versions(("jobs",)) != seen:
            work(store, notes=note)
            seen = store.versions(("jobs",))


def _store(home: object) -> "Store":
    from analytics.store import open_store

    return open_store(home_path(home))  # type: ignore[arg-type]
