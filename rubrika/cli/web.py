"""The verbs that serve the dashboard."""

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
