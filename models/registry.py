"""Trained models by name and version, and which of them is in use.

<root>/<name>/<version>/   model files, see models.artifact; versions count 1, 2, 3 ...
<root>/<name>/champion     the version in use, a text file that is replaced in one step
<root>/<name>/champions    those in use before, oldest first
"""

import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from analytics.errors import ModelError, UsageError
from analytics.resources import data_path
from models.artifact import MODEL_FILES, load, save
from models.classifier import Classifier

DEFAULT_NAME: Final = "agency"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_TRIES: Final = 20
_LARGEST: Final = 2_000_000_000  # bytes of one file of a model


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
        before = _champion(entry.folder.parent)
        if before is not None and before != entry.version:
            _written(entry.folder.parent / "champions", [*_earlier(entry.folder.parent), before])
        _written(entry.folder.parent / "champion", [entry.version])
        return replace(entry, champion=True)

    def rollback(self, name: str) -> Entry:
        """Put the version back in use that was in use before the present one; :class:`ModelError` where none was."""
        _check_name(name)
        folder = self._own / name if self._own else None
        earlier = _earlier(folder) if folder else []
        while folder is not None and earlier:
            version = earlier.pop()
            if (folder / str(version)).is_dir() and version != _champion(folder):
                _written(folder / "champions", earlier)
                _written(folder / "champion", [version])
                return self.find(f"{name}@{version}")
        raise ModelError(f"no other version of {name} was in use before: put one in use with rubrika models promote")

    def export(self, ref: str, path: Path) -> Entry:
        """Write a model as one ``.tar.gz`` file. :class:`ModelError` where it cannot be written."""
        entry = self.find(ref)
        try:
            with tarfile.open(path, "w:gz") as archive:
                for file in sorted(entry.folder.iterdir()):
                    archive.add(file, arcname=f"{entry.name}/{file.name}")
        except OSError as error:
            raise ModelError(f"cannot write {path}: {error.strerror}") from error
        return entry

    def take_in(self, path: Path, name: str | None = None) -> Classifier:
        """Add an exported model under the next free version of its name, or of ``name``.

        Nothing in it is executed; :class:`ModelError` for a file that is no exported model, or a damaged one.
        """
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "model"
            folder.mkdir()
            try:
                with tarfile.open(path, "r:gz") as archive:
                    for member in archive:
                        file = Path(member.name).name
                        if not member.isreg() or file not in MODEL_FILES or member.size > _LARGEST:
                            continue
                        source = archive.extractfile(member)
                        if source is not None:
                            (folder / file).write_bytes(source.read())
            except FileNotFoundError as error:
                raise ModelError(f"there is no file {path}") from error
            except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
                raise ModelError(f"{path} is no exported model: make one with rubrika models export") from error
            classifier = load(folder)
        return self.add(replace(classifier, name=name or classifier.name))


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


def _earlier(folder: Path) -> list[int]:
    """The versions that were in use before, oldest first."""
    try:
        lines = (folder / "champions").read_text(encoding="utf-8").split()
    except OSError:
        return []
    return [int(line) for line in lines if line.isdecimal()]


def _written(path: Path, versions: Sequence[int]) -> None:
    """A small file of numbers, replaced in one step."""
    fresh = path.with_name(f".{path.name}-{os.getpid()}")
    fresh.write_text("".join(f"{version}\n" for version in versions), encoding="utf-8")
    fresh.replace(path)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is not a model name: letters, digits, dot, dash and underscore, 64 at most")
