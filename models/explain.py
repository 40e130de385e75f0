"""Why a label: what each word, and each vector block, adds to its margin. Exact: the parts add up to the margin."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from analytics.errors import UsageError
from analytics.text import lower
from analytics.words import stem
from models.blocks import CharBlock, StemBlock, inner_ngrams
from models.classifier import SECTION, Classifier
from models.document import Document
from models.features import VECTORS
from models.heads import MultiLabelHead

Kind = Literal["word", "phrase", "vectors", "meaning", "base"]
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
VECTORS_ROW: Final = "word vectors"
MEANING_ROW: Final = "meaning of the beginning"
BASE_ROW: Final = "before any word"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a margin: ``text`` as the article spells it (or the name of a vector block), what it adds, its kind."""

    text: str
    weight: float
    kind: Kind

    def as_dict(self) -> dict[str, object]:
        """``{"text": "визы", "weight": 0.41, "kind": "word"}``."""
        return {"text": self.text, "weight": round(self.weight, 4), "kind": self.kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why ``label`` of ``target`` has its ``margin``: all reasons, strongest first; their weights add up to it."""

    target: str
    label: str
    score: float
    given: bool
    margin: float
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the command line: label, score, margin and all reasons."""
        return {
            "code": self.label,
            "score": round(self.score, 4),
            "given": self.given,
            "margin": round(self.margin, 4),
            "reasons": [reason.as_dict() for reason in self.reasons],
        }

    def top(self, most: int = 8) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
        """The strongest reasons for and against."""
        speaking = [reason for reason in self.reasons if reason.kind != "base"]
        return (
            tuple(reason for reason in speaking if reason.weight > 0)[:most],
            tuple(reason for reason in speaking if reason.weight < 0)[:most],
        )


def explain(
    classifier: Classifier,
    document: Document,
    *,
    target: str = SECTION,
    labels: Iterable[str] | None = None,
    semantic: bool | None = None,
) -> list[Explanation]:
    """Why the labels of ``target`` were given: those said of the document, or the likeliest, or those named.

    :class:`UsageError` for a target or a label that the model does not know.
    """
    if target not in classifier.heads:
        raise UsageError(f"{classifier.ref} has no target {target!r}; it has {', '.join(classifier.heads)}")
    head = classifier.heads[target]
    classes = [str(label) for label in head.classes_]
    judged = classifier.judge([document], semantic=semantic)
    scores = judged.probabilities[target][0]
    limits = np.broadcast_to(judged.thresholds[target][0], scores.shape)
    if labels is None:
        said = np.flatnonzero(scores >= limits).tolist() if isinstance(head, MultiLabelHead) else []
        rows = sorted(said, key=lambda row: -scores[row]) or [int(scores.argmax())]
    else:
        unknown = [label for label in labels if label not in classes]
        if unknown:
            raise UsageError(f"{classifier.ref} knows no {target} {unknown[0]!r}; it knows {', '.join(classes)}")
        rows = [classes.index(label) for label in labels]
    parts = _Parts(classifier, document)
    found = []
    for row in rows:
        margin = float(judged.margins[target][0, row])
        reasons = _reasons(classifier, document, parts, target, row, second=bool(judged.second[0]))
        found.append(
            Explanation(
                target=target,
                label=classes[row],
                score=float(scores[row]),
                given=bool(scores[row] >= limits[row]),
                margin=margin,
                reasons=tuple(sorted(reasons, key=lambda reason: -abs(reason.weight))),
            )
        )
    return found


def _reasons(
    classifier: Classifier, document: Document, parts: "_Parts", target: str, row: int, *, second: bool
) -> list[Reason]:
    head = classifier.heads[target]
    look = classifier.second
    reasons: list[Reason] = []
    base = 0.0
    fast = not second or look is None or document.lang in look.means
    if fast:
        reasons += parts.reasons(head.coef_[row])
        base += float(head.intercept_[row])
    if second and look is not None:
        own = look.heads[target]
        scale = own.weight if document.lang in look.means else 1.0
        encoder = classifier.encoder()
        assert encoder is not None
        vector = look.vectors([document], encoder)[0]
        reasons.append(Reason(MEANING_ROW, scale * float(vector @ own.coef[row]), "meaning"))
        base += scale * float(own.intercept[row])
    return [*reasons, Reason(BASE_ROW, base, "base")]


class _Parts:
    """A document's features, each with the words of the text that it comes from."""

    def __init__(self, classifier: Classifier, document: Document) -> None:
        matrix = classifier.features.transform(classifier.words([document]))
        self._columns, self._values = matrix.indices, matrix.data
        title, body = _spelled(document.title, document.lang), _spelled(document.text, document.lang)
        self._spelling: dict[str, str] = {}
        for word, spelling in title + body:
            self._spelling.setdefault(stem(word, document.lang), spelling)
        self._pairs: dict[str, str] = {}
        spelled = title + body
        for (first, one), (after, two) in itertools.pairwise(spelled):
            self._pairs.setdefault(f"{stem(first, document.lang)} {stem(after, document.lang)}", f"{one} {two}")
        for (first, one), (after, two) in [(title[-1], title[0])] if title else []:
            self._pairs.setdefault(f"{stem(first, document.lang)} {stem(after, document.lang)}", f"{one} … {two}")
        self._owners = self._owned(classifier, [word for word, _ in spelled], document.lang)

    def _owned(self, classifier: Classifier, words: list[str], lang: str) -> dict[int, list[tuple[str, Kind, float]]]:
        """For each column: whose it is, as (spelling, kind, share); the shares of a column add up to one."""
        owners: dict[int, list[tuple[str, Kind, float]]] = {}
        present = set(self._columns.tolist())
        offset = 0
        for name, block in classifier.features.transformer_list:
            if isinstance(block, StemBlock):
                for column in present:
                    if offset <= column < offset + len(block.terms_):
                        term = block.terms_[column - offset]
                        kind: Kind = "phrase" if " " in term else "word"
                        spelling = self._pairs.get(term, term) if kind == "phrase" else self._spelling.get(term, term)
                        owners[column] = [(spelling, kind, 1.0)]
                offset += len(block.terms_)
            elif isinstance(block, CharBlock):
                number = {
                    block.terms_[column - offset]: column
                    for column in present
                    if 0 <= column - offset < len(block.terms_)
                }
                uses: dict[int, dict[str, int]] = {}
                for word in words[: block.limit]:
                    spelling = self._spelling[stem(word, lang)]
                    for gram in inner_ngrams(word, block.ngram_range):
                        if gram in number:
                            counts = uses.setdefault(number[gram], {})
                            counts[spelling] = counts.get(spelling, 0) + 1
                for column, counts in uses.items():
                    total = sum(counts.values())
                    owners[column] = [(spelling, "word", count / total) for spelling, count in counts.items()]
                offset += len(block.terms_)
            elif name == VECTORS:
                for column in present:
                    if column >= offset:
                        owners[column] = [(VECTORS_ROW, "vectors", 1.0)]
        return owners

    def reasons(self, coef: np.ndarray) -> list[Reason]:
        """What each word, phrase and vector block adds under these weights."""
        sums: dict[tuple[str, Kind], float] = {}
        for column, value in zip(self._columns.tolist(), self._values.tolist(), strict=True):
            for spelling, kind, share in self._owners[column]:
                sums[spelling, kind] = sums.get((spelling, kind), 0.0) + share * value * float(coef[column])
        return [Reason(spelling, weight, kind) for (spelling, kind), weight in sums.items()]


def _spelled(text: str, lang: str) -> list[tuple[str, str]]:
    """The words of a text in lower case, each with its own spelling; lower case keeps every letter's place."""
    small = lower(text, lang)
    if len(small) != len(text):
        return [(found.group(), found.group()) for found in _WORD.finditer(small)]
    return [(found.group(), text[found.start() : found.end()]) for found in _WORD.finditer(small)]
