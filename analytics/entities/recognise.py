"""Persons, bodies and places in Russian text: slovnet's spans, joined and cleaned, then named by :mod:`.merging`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.assets import Assets, find_assets, load_navec
from analytics.entities.merging import Entity, Field, Token, extract
from analytics.entities.names import Naming
from analytics.entities.persons import PersonNames, load_persons
from analytics.entities.spans import Span, join_spans

# One paragraph of a broken page can be megabytes long; the model's memory grows with it.
_LONGEST: Final = 4000
_PIECE_END: Final = re.compile(r"(?<=[.!?…])\s|\s")
_CASES: Final = {"Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc"}
_GENDERS: Final = {"Masc": "m", "Fem": "f", "Neut": "n"}
_COMMON: Final = 50  # occurrences in the vectors' training text that make a word form attested


@dataclass(frozen=True, slots=True)
class _Model:
    """The two networks and the vocabulary, behind plain functions."""

    spans: Callable[[str], list[tuple[int, int, str]]]
    tokens: Callable[[str], list[Token]]
    seen: Callable[[str], float]


class Recogniser:
    """Finds and names entities in Russian articles. Build it with :func:`load_recogniser`; it keeps about 200 MB."""

    def __init__(self, model: _Model, naming: Naming, persons: PersonNames) -> None:
        self._model = model
        self._naming = naming
        self._persons = persons

    def spans(self, text: str, *, own_names: Collection[str] = ()) -> list[Span]:
        """Spans of one field; its paragraphs, parted by line feeds, are read separately.

        «Начальник ГМС Рауф Меликзаде» -> [Span(10, 13, "ORG"), Span(14, 28, "PER")]
        """
        found: list[Span] = []
        for start, paragraph in _paragraphs(text):
            raw = [Span(begin, stop, kind) for begin, stop, kind in self._model.spans(paragraph)]
            joined = join_spans(paragraph, raw, naming=self._naming, own_names=own_names)
            found.extend(span.moved(start) for span in joined)
        return found

    def entities(self, title: str, text: str, *, lang: str, own_names: Collection[str] = ()) -> list[Entity]:
        """The article's entities, the most mentioned first; none for languages other than Russian.

        ``own_names`` are names of the article's own outlet, which is no entity of its story.
        """
        if lang != "ru":
            return []
        fields: dict[Field, str] = {"title": title, "text": text}
        return extract(
            fields,
            {field: self.spans(value, own_names=own_names) for field, value in fields.items()},
            naming=self._naming,
            persons=self._persons,
            tokens=self._model.tokens,
            seen=self._model.seen,
            own_names=own_names,
        )


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each paragraph, overlong ones cut between sentences or words."""
    start = 0
    for line in text.split("\n"):
        begin = 0
        while len(line) - begin > _LONGEST:
            window = line[begin : begin + _LONGEST]
            ends = [match.start() for match in _PIECE_END.finditer(window, _LONGEST // 2)]
            cut = ends[-1] if ends else _LONGEST
            yield start + begin, window[:cut]
            begin += cut
        if line[begin:].strip():
            yield start + begin, line[begin:]
        start += len(line) + 1


def load_recogniser(assets: Assets | None = None) -> Recogniser:
    """A recogniser with the models of the installed ``natasha`` wheel; takes about a second."""
    found = assets or find_assets()
    return Recogniser(_load_model(found), Naming(), load_persons(found))


def _load_model(assets: Assets) -> _Model:
    # Slow to import, so only where a model is really loaded.
    from slovnet import NER, Morph
    from slovnet.token import tokenize

    navec: Any = load_navec(assets.navec)
    ner: Any = NER.load(assets.ner).navec(navec)
    morph: Any = Morph.load(assets.morph).navec(navec)
    ids: dict[str, int] = navec.vocab.word_ids
    counts: Sequence[int] = navec.vocab.counts

    def spans(paragraph: str) -> list[tuple[int, int, str]]:
        if not any(True for _ in tokenize(paragraph)):
            return []
        return [(span.start, span.stop, span.type) for span in ner(paragraph).spans]

    def tokens(paragraph: str) -> list[Token]:
        words = list(tokenize(paragraph))
        if not words:
            return []
        return list(_tokens(words, morph([word.text for word in words]).tokens))

    def seen(word: str) -> float:
        known = ids.get(word)
        return float(known is not None and counts[known] >= _COMMON)

    return _Model(spans, tokens, seen)


def _tokens(words: Iterable[Any], marks: Iterable[Any]) -> Iterator[Token]:
    for word, mark in zip(words, marks, strict=True):
        yield Token(
            word.start,
            word.stop,
            mark.pos,
            _CASES.get(mark.feats.get("Case", ""), ""),
            "p" if mark.feats.get("Number") == "Plur" else _GENDERS.get(mark.feats.get("Gender", ""), ""),
        )
