"""Words as numbers: texts are cut into words once, and each distinct word is stemmed once."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.text import lower
from analytics.words import stem, words
from models.document import Document

Ints = NDArray[np.integer[Any]]

# Below this many texts, starting the compiled loops costs more than they save.
_COMPILED_FROM: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Texts as word numbers of one lexicon.

    ``ids`` holds the words of all n texts in order; those of text i are ``ids[ends[i]:ends[i + 1]]``, and the first
    ``titles[i]`` of them are its title.
    """

    lexicon: "Lexicon"
    ids: Ints
    ends: Ints
    titles: Ints

    def __len__(self) -> int:
        return len(self.titles)


class Lexicon:
    """Numbers the words that it meets. Grows with the distinct words read; safe to share between threads.

    ``words[i]`` is word i in the language ``langs[i]``, ``stems[stem_of[i]]`` its stem. Equal spellings of two languages are two words, and may share
    a stem.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.langs: list[str] = []
        self.stems: list[str] = []
        self._stem_of: list[int] = []
        self._ids: dict[tuple[str, str], int] = {}
        self._stem_ids: dict[str, int] = {}
        self._table: Any = None  # the compiled loops' own way from a word to its number
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.words)

    @property
    def stem_of(self) -> Ints:
        """(number of words,) the stem of each word."""
        return np.array(self._stem_of, dtype=np.int32)

    def stem_id(self, stem: str) -> int:
        """The number of a stem, a new one for a new stem."""
        with self._lock:
            return self._stem_id(stem)

    def _stem_id(self, stem: str) -> int:
        found = self._stem_ids.get(stem)
        if found is None:
            found = self._stem_ids[stem] = len(self.stems)
            self.stems.append(stem)
        return found

    def read(self, documents: Iterable[Document], *, compiled: bool | None = None) -> Words:
        """Cut texts into words. ``compiled`` decides how; the outcome is the same either way."""
        documents = list(documents)
        kernel = compiled_loops(len(documents), compiled)
        if kernel is not None:
            return self._read_compiled(documents, kernel)
        with self._lock:
            return self._read_plain(documents)

    def _read_plain(self, documents: Sequence[Document]) -> Words:
        ids: list[int] = []
        ends, titles = [0], []
        for document in documents:
            title = [self._id(document.lang, word) for word in words(document.title, document.lang)]
            ids += title
            ids += [self._id(document.lang, word) for word in words(document.text, document.lang)]
            titles.append(len(title))
            ends.append(len(ids))
        return Words(self, np.array(ids, np.int32), np.array(ends, np.int64), np.array(titles, np.int32))

    def _read_compiled(self, documents: Sequence[Document], kernel: Any) -> Words:
        with self._lock:
            if self._table is None:
                self._table = kernel.WordTable()
        langs = [document.lang for document in documents]
        titles = [lower(document.title, document.lang) for document in documents]
        texts = [f"{title}\n{lower(d.text, d.lang)}" for title, d in zip(titles, documents, strict=True)]
        cut = kernel.cut(texts, [len(title) for title in titles], langs)
        ids = self._table.find(cut.hashes)
        missing = np.flatnonzero(ids < 0)
        if len(missing):
            with self._lock:
                hashes, first = np.unique(cut.hashes[missing], return_index=True)
                fresh = [self._id(lang, word) for lang, word in cut.words(missing[first], langs)]
                self._table.add(hashes, np.array(fresh, np.int32))
            ids[missing] = self._table.find(cut.hashes[missing])
        return Words(self, ids, cut.ends, cut.titles)

    def _id(self, lang: str, word: str) -> int:
        key = (lang, word)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = len(self.words)
            self.langs.append(lang)
            self.words.append(word)
            self._stem_of.append(self._stem_id(stem(word, lang)))
        return found


def compiled_loops(texts: int, wanted: bool | None = None) -> Any:
    """The module of compiled loops where they are wanted, or where there are ``texts`` enough; None for the plain way.

    Also None where numba is missing or can keep its compiled code nowhere: the plain way gives the same.
    """
    return _kernel() if wanted or (wanted is None and texts >= _COMPILED_FROM) else None


@lru_cache(maxsize=1)
def _kernel() -> Any:
    try:
        from models import kernel
    except (ImportError, RuntimeError):
        return None
    return kernel
