"""The ``rubrika`` command. Nothing heavy is imported until a verb needs it."""

from rubrika.cli.main import main

__all__ = ["main"]
