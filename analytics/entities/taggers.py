"""Slovnet's two taggers for Russian, names and morphology, over one tokeniser and one table of word vectors."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from analytics.assets import Assets, common_words, load_navec
from analytics.entities.cleaning import Token
from analytics.entities.network import Floats, Network, best_path
from analytics.entities.tokens import Tokeniser, Word

_CASES: Final = {"Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc"}
_GENDERS: Final = {"Masc": "m", "Fem": "f", "Neut": "n"}
_SIMPLE: Final = re.compile(r"([А-ЯЁ])?[а-яё]{2,}")

Tagged = tuple[int, int, str]  # start, stop, PER, ORG or LOC


@dataclass(frozen=True, slots=True)
class Taggers:
    """Both networks. Build it with :func:`load_taggers`; it keeps about 250 MB."""

    _tokeniser: Tokeniser
    _names: Network
    _transitions: Floats
    _name_tags: Sequence[tuple[str, str]]  # «B» or «I» and the kind; two empty texts for no name
    _morphology: Network
    _marks: Sequence[tuple[str, str, str]]
    _is_common: Callable[[str], bool]

    def spans(self, paragraphs: Sequence[str]) -> list[list[Tagged]]:
        """The names in each paragraph, as stock slovnet finds them in it alone.

        ["Визит в Баку"] -> [[(8, 12, "LOC")]]
        """
        pieces = [self._tokeniser.words(paragraph) for paragraph in paragraphs]
        read = [piece for piece in pieces if piece]
        paths = iter([best_path(scores, self._transitions) for scores in self._names.scores(read)] if read else ())
        return [_spans(piece, next(paths).tolist(), self._name_tags) if piece else [] for piece in pieces]

    def tokens(self, paragraph: str) -> list[Token]:
        """The words of a paragraph with part of speech, case and gender."""
        words = self._tokeniser.words(paragraph)
        if not words:
            return []
        (scores,) = self._morphology.scores([words])
        return [
            Token(start, stop, *self._marks[tag])
            for (start, stop, _, _), tag in zip(words, scores.argmax(axis=1), strict=True)
        ]

    def tokens_at(self, places: Sequence[tuple[str, int]]) -> list[Token | None]:
        """For each paragraph and position the word there, as :meth:`tokens` gives it; None between words.

        Each layer looks one word to either side, so only the words around the positions are read, all in one go.
        """
        reach = self._morphology.reach
        found: list[Token | None] = [None] * len(places)
        windows: list[Sequence[Word]] = []
        asked: list[tuple[int, int, Word]] = []  # which place, where in its window, and the word
        for place, (paragraph, position) in enumerate(places):
            words = self._tokeniser.words(paragraph)
            at = bisect_right(words, position, key=itemgetter(0)) - 1
            if at >= 0 and position < words[at][1]:
                low = max(0, at - reach)
                windows.append(words[low : at + reach + 1])
                asked.append((place, at - low, words[at]))
        scores = self._morphology.scores(windows) if windows else []
        for (place, at, word), window in zip(asked, scores, strict=True):
            found[place] = Token(*word[:2], *self._marks[int(window[at].argmax())])
        return found

    def seen(self, word: str) -> float:
        """1 for a word form that is common in the news the vectors were made from, else 0."""
        return float(self._is_common(word))


def load_taggers(assets: Assets) -> Taggers:
    """The models of the installed ``natasha`` wheel; takes about a second."""
    # Slow to import, so only where a model is really loaded.
    from slovnet import NER, Morph
    from slovnet.shape import word_shape

    navec: Any = load_navec(assets.navec)
    names: Any = NER.load(assets.ner).navec(navec).infer
    morphology: Any = Morph.load(assets.morph).navec(navec).infer
    words, shapes = names.encoder.words_vocab.item_ids, names.encoder.shapes_vocab
    unknown = names.encoder.words_vocab.unk_id

    small, capital = shapes.encode(word_shape("слово")), shapes.encode(word_shape("Слово"))

    def number(word: str) -> tuple[int, int]:
        # Most words need no second look: the shape of all that are written in small letters is one.
        simple = _SIMPLE.fullmatch(word)
        shape = (capital if simple.group(1) else small) if simple else shapes.encode(word_shape(word))
        return words.get(word.lower(), unknown), shape

    return Taggers(
        Tokeniser(number),
        Network(names.model, names.model.head.proj),
        names.model.head.crf.transitions.array,
        [_part(tag) for tag in names.decoder.tags_vocab.items],
        Network(morphology.model, morphology.model.head.proj),
        [_mark(tag) for tag in morphology.decoder.tags_vocab.items],
        common_words(assets),
    )


def _spans(words: Sequence[Word], path: Sequence[int], tags: Sequence[tuple[str, str]]) -> list[Tagged]:
    """«B-PER I-PER O» -> one span over two words."""
    found: list[Tagged] = []
    inside = False
    for at, tag in enumerate(path):
        part, kind = tags[tag]
        if part == "B":
            found.append((*words[at][:2], kind))
        elif part and inside:
            start, _, kind = found[-1]
            found[-1] = (start, words[at][1], kind)
        inside = part == "B" or (bool(part) and inside)
    return found


def _part(tag: str) -> tuple[str, str]:
    """`B-PER` -> ("B", "PER"); `O` -> ("", "")"""
    part, dash, kind = tag.partition("-")
    return (part, kind) if dash else ("", "")


def _mark(tag: str) -> tuple[str, str, str]:
    """`NOUN|Case=Gen|Gender=Fem|Number=Sing` -> ("NOUN", "gen", "f")"""
    pos, _, rest = tag.partition("|")
    feats = dict(pair.split("=", 1) for pair in rest.split("|") if "=" in pair)
    gender = "p" if feats.get("Number") == "Plur" else _GENDERS.get(feats.get("Gender", ""), "")
    return pos, _CASES.get(feats.get("Case", ""), ""), gender
