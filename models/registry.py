"""Trained models by name and version, and which of them is in use.

<root>/<name>/<version>/   model files, see models.artifact; versions count 1, 2, 3 ...
<root>/<name>/champion     the version in use, a text file that is replaced in one step
"""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from analytics.errors import ModelError, UsageError
from analytics.resources import data_path
from models.artifact import load, save
from models.classifier import Classifier

DEFAULT_NAME: Final = "agency"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_TRIES: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One model on the shelf."""

    name: str
    version: int
    champion: bool
    shipped: bool
    folder: Path

    @property
    def ref(self) -> str:
        """``name@version``."""
        return f"{self.name}@{self.version}"


class Registry:
    """The models of one home, with the shipped ones behind them; without a home, the shipped ones alone."""

    def __init__(self, home: Path | None = None) -> None:
        self._own = home / "registry" if home else None
        self._shipped = data_path("pretrained")

    def entries(self) -> list[Entry]:
        """All models, by name and version; a home's own name hides a shipped one of the same name."""
        own = _entries(self._own, shipped=False) if self._own else []
        names = {entry.name for entry in own}
        return own + [entry for entry in _entries(self._shipped, shipped=True) if entry.name not in names]

    def find(self, ref: str | None = None) -> Entry:
        """The model called ``NAME`` (its champion, else its newest version) or ``NAME@VERSION``; None is the default.

        :class:`ModelError` where there is none.
        """
        name, _, version = (ref or DEFAULT_NAME).partition("@")
        _check_name(name)
        if version and not version.isdecimal():
            raise UsageError(f"{ref} is not NAME or NAME@VERSION: a version is a number, as in {name}@1")
        candidates = [entry for entry in self.entries() if entry.name == name]
        if version:
            candidates = [entry for entry in candidates if entry.version == int(version)]
        if not candidates:
            known = ", ".join(entry.ref for entry in self.entries()) or "none"
            raise ModelError(f"no model {ref or name}: run rubrika train, or choose one of: {known}")
        return max(candidates, key=lambda entry: (entry.champion, entry.version))

    def load(self, ref: str | None = None) -> Classifier:
        """The classifier that :meth:`find` points at."""
        return load(self.find(ref).folder)

    def add(self, classifier: Classifier) -> Classifier:
        """Store ``classifier`` under the next free version of its name and return it with that version."""
        if self._own is None:
            raise UsageError("there is no home to keep the model in: name one with --home")
        _check_name(classifier.name)
        for _ in range(_TRIES):  # another process may take the same number first
            taken = [entry.version for entry in self.entries() if entry.name == classifier.name]
            numbered = replace(classifier, version=max(taken, default=0) + 1)
            folder = self._own / numbered.name / str(numbered.version)
            try:
                save(numbered, folder)
            except ModelError:
                if folder.exists():
                    continue
                raise
            return numbered
        raise ModelError(
            f"cannot store a version of {classifier.name}: other processes keep taking the number; try again"
        )

    def promote(self, ref: str) -> Entry:
        """Make the model the one in use of its name."""
        entry = self.find(ref)
        if entry.shipped:
            raise UsageError(
                f"{entry.ref} is the shipped model and already in use while no other {entry.name} is trained"
            )
        pointer = entry.folder.parent / "champion"
        fresh = pointer.with_name(f".champion-{os.getpid()}")
        fresh.write_text(f"{entry.version}\n", encoding="utf-8")
        fresh.replace(pointer)
        return replace(entry, champion=True)


def load_classifier(name: str | None = None, home: str | Path | None = None) -> Classifier:
    """The classifier ``NAME`` or ``NAME@VERSION`` of a home; without a home the one that ships with the product.

    >>> load_classifier().predict(["..."])[0].topics  # doctest: +SKIP
    """
    return Registry(Path(home) if home else None).load(name)


def _entries(root: Path, *, shipped: bool) -> list[Entry]:
    found = []
    for manifest in sorted(root.glob("*/*/manifest.json")):
        folder = manifest.parent
        if not folder.name.isdecimal():
            continue
        found.append(
            Entry(
                name=folder.parent.name,
                version=int(folder.name),
                champion=_champion(folder.parent) == int(folder.name),
                shipped=shipped,
                folder=folder,
            )
        )
    return sorted(found, key=lambda entry: (entry.name, entry.version))


def _champion(folder: Path) -> int | None:
    try:
        return int((folder / "champion").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is not a model name: letters, digits, dot, dash and underscore, 64 at most")
