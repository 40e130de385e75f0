"""Facts on disk: what one process has worked out from the tables, ready for the next to read.

<home>/cache/facts/<tables>-<rest>/<frame>.arrow, where <tables> stands for the versions of the tables and
<rest> for all else that decides: the zone, the printed sections known and the code itself. Derived: may be deleted at any time.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import orjson
import polars as pl


class FactFiles:
    """The files of one state of a home's tables.

    ``versions`` are those of the tables, ``rest`` is anything JSON can hold that the facts depend on beside them.
    """

    def __init__(self, home: Path, *, versions: tuple[int, ...], rest: Mapping[str, object]) -> None:
        self._folder = home / "cache" / "facts"
        self._state = _digest(orjson.dumps(versions))
        own = orjson.dumps({**rest, "polars": pl.__version__}, option=orjson.OPT_SORT_KEYS)
        self._path = self._folder / f"{self._state}-{_digest(own + _code())}"

    def read(self, names: Iterable[str]) -> dict[str, pl.DataFrame] | None:
        """The frames of these names, or None where not all of them were left whole."""
        try:
            return {name: pl.read_ipc(self._path / f"{name}.arrow") for name in names}
        except (OSError, pl.exceptions.PolarsError):
            return None  # not there, or taken away by a process that has newer ones

    def write(self, frames: Mapping[str, pl.DataFrame]) -> None:
        """Leave the frames for others, all or none, and take away those of older states. A home that is read-only stays so."""
        making = self._folder / f"making-{os.getpid()}"
        with contextlib.suppress(OSError):
            making.mkdir(parents=True, exist_ok=True)
            for name, frame in frames.items():
                frame.write_ipc(making / f"{name}.arrow", compression="uncompressed")
            shutil.rmtree(self._path, ignore_errors=True)  # not whole, else it would have been read
            making.rename(self._path)
            for old in self._folder.iterdir():
                if not old.name.startswith((self._state, "making-")):
                    shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(making, ignore_errors=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _code() -> bytes:
    """What says that the code which makes facts has changed."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    return b"".join(source.read_bytes() for source in sources)
