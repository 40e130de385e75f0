"""Options that several verbs share, and small printers."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The folder of your archive; else RUBRIKA_HOME, else ./rubrika-home.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ModelOption = Annotated[str | None, typer.Option("--model", help="NAME or NAME@VERSION; without it the model in use.")]

SemanticOption = Annotated[
    bool | None,
    typer.Option(
        "--semantic/--no-semantic",
        help="Sentence vectors for every text, or for none; without either, for unsure texts where they are installed.",
    ),
]


def home_path(given: Path | None) -> Path:
    """The home that a call means."""
    return given or Path(os.environ.get("RUBRIKA_HOME") or "rubrika-home")


def registry_home(given: Path | None) -> Path | None:
    """The home whose models a call means: the one named, else the default one where it exists."""
    home = home_path(given)
    return home if given or "RUBRIKA_HOME" in os.environ or home.is_dir() else None


def note(line: str) -> None:
    """One line beside the result, on standard error."""
    sys.stderr.write(line + "\n")


def print_json(value: object) -> None:
    """A value as one JSON document on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_line(value: object) -> None:
    """A value as one line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def print_counts(counts: Mapping[str, object]) -> None:
    """``read 10  new 8 ...`` on standard output."""
    sys.stdout.write("  ".join(f"{name} {value}" for name, value in counts.items()) + "\n")
