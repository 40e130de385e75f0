"""The words of headlines as numbers, so that those of any articles are counted without reading a title again."""

from functools import cached_property
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analytics.keyness import Side, word_tokens
from analytics.named import numbered
from analytics.words import stem

_AT_ONCE: Final = 50_000  # titles
Mask = NDArray[np.bool_]
Rows = NDArray[Any]


class Headlines:
    """The titles of facts' articles (lang, title); the arrays are made when somebody first asks."""

    def __init__(self, articles: pl.DataFrame) -> None:
        self._articles = articles.select("lang", "title")

    def sides(self, articles: Mask) -> dict[str, Side]:
        """What the titles of these articles say, by language."""
        words = self._words
        held = np.repeat(articles, words.lengths)
        counts = np.bincount(words.stem[words.token[held & words.fresh]], minlength=len(words.stems))
        forms = np.bincount(words.token[held], minlength=len(words.forms))
        sizes = np.bincount(words.lang[articles], minlength=len(words.langs))
        found = {}
        for at, (lang, size) in enumerate(zip(words.langs, sizes.tolist(), strict=True)):
            if size:
                own = np.flatnonzero((words.stem_lang == at) & (counts > 0))
                frame = pl.DataFrame({"key": words.stems[own], "count": counts[own].astype(np.int64)})
                found[lang] = Side(size=size, counts=frame, printed=_Printed(words, at, forms))
        return found

    @cached_property
    def _words(self) -> "_Words":
        """Two threads may both make it; it is the same."""
        return _Words(self._articles)


class _Words:
    """Every word of every title: ``token`` numbers one of ``forms``, ``fresh`` is true for one word of each stem in a title.

    ``lengths`` are the words of each article, ``lang`` its language by number; ``stem`` numbers the stem of each form, and a stem
    belongs to one language.
    """

    def __init__(self, articles: pl.DataFrame) -> None:
        lang = articles.get_column("lang").cast(pl.String).fill_null("").cast(pl.Categorical)
        langs, self.lang = numbered(lang)
        self.langs = [str(code) for code in langs]
        lengths = np.zeros(articles.height, dtype=np.uint32)
        texts = []
        for at, code in enumerate(self.langs):
            rows = np.flatnonzero(self.lang == at)
            parts = [pl.Series(dtype=pl.Categorical)]
            for begin in range(0, len(rows), _AT_ONCE):  # the words of all titles at once would take a lot of memory
                some = rows[begin : begin + _AT_ONCE]
                found = word_tokens(articles.get_column("title")[some], code)
                lengths[some] = found.list.len().fill_null(0).to_numpy()
                parts.append(found.explode().drop_nulls().cast(pl.Categorical))
            texts.append((rows, pl.concat(parts)))
        self.lengths = lengths
        begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])
        self.token = np.zeros(int(begins[-1]), dtype=np.uint32)
        forms: list[str] = []
        stems: list[str] = []
        stem_lang: list[int] = []
        stem_of: list[int] = []
        for at, (rows, words) in enumerate(texts):
            printed, number = numbered(words)
            place = np.arange(len(words)) + np.repeat(begins[rows] - _before(lengths[rows]), lengths[rows])
            self.token[place] = number.astype(np.uint32) + len(forms)
            known: dict[str, int] = {}
            for word in map(str, printed):
                forms.append(word)
                stem_of.append(known.setdefault(stem(word, self.langs[at]), len(stems) + len(known)))
            stems += list(known)
            stem_lang += [at] * len(known)
        self.forms, self.stems = pl.Series(forms, dtype=pl.String), pl.Series(stems, dtype=pl.String)
        self.stem, self.stem_lang = np.array(stem_of, dtype=np.uint32), np.array(stem_lang, dtype=np.int64)
        self.fresh = self._fresh()

    def _fresh(self) -> Mask:
        row = np.repeat(np.arange(len(self.lengths), dtype=np.uint64), self.lengths)
        stands = row << np.uint64(32) | self.stem[self.token]
        order = np.argsort(stands)
        fresh = np.ones(len(stands), dtype=bool)
        fresh[order[1:]] = stands[order[1:]] != stands[order[:-1]]
        return fresh


class _Printed:
    """How a stem of a language is usually printed in the titles counted."""

    def __init__(self, words: _Words, lang: int, forms: Rows) -> None:
        self._words, self._lang, self._forms = words, lang, forms

    def __call__(self, key: str) -> str:
        words = self._words
        (place,) = np.flatnonzero((words.stems == key).to_numpy() & (words.stem_lang == self._lang))
        own = np.flatnonzero(words.stem == place)
        return str(min(zip(-self._forms[own], words.forms[own], strict=True))[1])


def _before(lengths: Rows) -> Rows:
    """The sum of all lengths before each."""
    return np.cumsum(lengths, dtype=np.int64) - lengths
