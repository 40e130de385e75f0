"""Puts the verbs together and turns expected errors into one line and an exit code."""

import sys
from typing import Annotated

import typer

from analytics.errors import RubrikaError, UsageError
from rubrika.cli import access, alerts, archive, bench, jobs, model, names, notes, numbers, views, web

app = typer.Typer(
    help="Topic classification and analytics for agency news.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def options(debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False) -> None:
    """Options that stand before the verb."""


archive.register(app)
model.register(app)
numbers.register(app)
names.register(app)
notes.register(app)
views.register(app)
alerts.register(app)
bench.register(app)
web.register(app)
access.register(app)
jobs.register(app)


def main() -> None:
    """Run the command line: exit code 0 done, 1 the work failed, 2 the call was wrong."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()
    except RubrikaError as error:
        if debug:
            raise
        sys.stderr.write(f"rubrika: {' '.join(str(error).split())}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("rubrika: stopped\n")
        sys.exit(1)
