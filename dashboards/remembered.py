"""Answers that took long, kept while the archive stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from analytics.archive import Facts

_MOST: Final = 64
T = TypeVar("T")


class Remembered:
    """Answers by question, for the newest facts only; the least used go first. Safe to share between threads.

    Of several who ask the same at once one works it out, and the others wait for it.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._facts: Facts | None = None
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()

    def get(self, facts: Facts, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer kept for a question about these facts, else that of ``answer``; an error is not kept."""
        with self._lock:
            if self._facts is not facts:
                self._facts, self._kept = facts, OrderedDict()
            place = self._kept.setdefault(question, _Answer())
            self._kept.move_to_end(question)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        with place.lock:
            if not place.known:
                place.value, place.known = answer(), True
            return place.value


class _Answer:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known = False
        self.value: Any = None
