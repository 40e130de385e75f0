"""Where the product's data files lie, in a checkout and in an installed wheel, and how its tables are read."""

import tomllib
from pathlib import Path
from typing import Any

from analytics.errors import ModelError

_PACKAGE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """The path of a file or folder below ``data/``.

    A wheel carries ``data/`` inside the ``analytics`` package; a checkout has it beside the packages.
    """
    installed = _PACKAGE / "_data"
    root = installed if installed.is_dir() else _PACKAGE.parent / "data"
    return root.joinpath(*parts)


def read_table(path: Path, what: str, *needed: str) -> dict[str, Any]:
    """A TOML file of ours. :class:`ModelError` says that the ``what`` at ``path`` cannot be read, or which ``needed`` key it lacks."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"the {what} {path} cannot be read: {error}") from error
    for key in needed:
        if key not in table:
            raise ModelError(f"the {what} {path} cannot be read: it has no {key!r}")
    return table


def read_lines(path: Path, what: str) -> list[str]:
    """The lines of a list of ours, without comments and blank ones. :class:`ModelError` says that it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ModelError(f"the {what} {path} cannot be read: {error}") from error
    return [line for line in lines if line and not line.startswith("#")]
