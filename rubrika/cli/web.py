"""The verbs that serve the dashboard: serve, demo."""

from pathlib import Path
from typing import Annotated

import typer

from rubrika.cli.options import HomeOption, home_path, note

HostOption = Annotated[str, typer.Option("--host", help="The address to listen on.")]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]

WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers", min=1, max=64, help="Processes that answer; as many as there are cores for many readers."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(serve)
    app.command()(demo)


def serve(
    home: HomeOption = None, host: HostOption = "127.0.0.1", port: PortOption = 8050, workers: WorkersOption = 1
) -> None:
    """Serve the dashboard over the archive. On another address than this machine's own, people sign in.

    Example: rubrika serve --port 8050 --workers 2
    """
    from analytics.store import open_store
    from rubrika.server import run

    run(open_store(home_path(home), create=True), host=host, port=port, notes=note, workers=workers)


def demo(
    home: Annotated[Path, typer.Option("--home", help="Where the demonstration archive lies.")] = Path("rubrika-demo"),
    host: HostOption = "127.0.0.1",
    port: PortOption = 8050,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the archive and stop.")] = False,
) -> None:
    """Load the demonstration archive into a home of its own and serve the dashboard.

    Example: rubrika demo --port 8051
    """
    from rubrika.demo import NOTICE, load_demo
    from rubrika.server import check_port, run

    if not load_only:
        check_port(host, port)
    store = load_demo(home, notes=note)
    if not load_only:
        run(store, host=host, port=port, notes=note, notice=NOTICE)
