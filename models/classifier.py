"""The classifier that programs use: texts in, sections and topics with calibrated scores out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.pipeline import FeatureUnion

from models.calibration import Floats
from models.document import Document, as_document
from models.features import FeatureSettings
from models.heads import Head, MultiLabelHead
from models.lexicon import Lexicon

SECTION = "section"
TOPICS = "topics"
_MOST_WORDS = 1_000_000  # distinct words remembered before the memory of them is begun anew


@dataclass(frozen=True, slots=True)
class LabelScore:
    """A label and the calibrated probability that it is right."""

    code: str
    score: float

    def as_dict(self) -> dict[str, object]:
        """``{"code": "migration", "score": 0.93}``, the score to four places."""
        return {"code": self.code, "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What one model says of one text.

    ``best`` is the likeliest section, ``section`` the same when the model is sure enough, else None. ``topics`` are all
    that reach the threshold, likeliest first; may be empty. ``others`` holds targets outside section and topics by name.
    Parts that the model has no head for are None or empty.
    """

    lang: str
    model: str
    best: LabelScore | None = None
    section: LabelScore | None = None
    topics: tuple[LabelScore, ...] = ()
    others: Mapping[str, LabelScore | tuple[LabelScore, ...] | None] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """The JSON form of the command line and of REST."""
        out: dict[str, object] = {
            "lang": self.lang,
            "section": self.section.as_dict() if self.section else None,
            "best": self.best.as_dict() if self.best else None,
            "topics": [topic.as_dict() for topic in self.topics],
            "model": self.model,
        }
        for name, value in self.others.items():
            if isinstance(value, tuple):
                out[name] = [label.as_dict() for label in value]
            else:
                out[name] = value.as_dict() if value else None
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """Fitted features and one linear head a target, with a name, a version and the card that came with them."""

    name: str
    version: int
    settings: FeatureSettings
    features: FeatureUnion
    heads: Mapping[str, Head]
    card: Mapping[str, object] = field(default_factory=dict)
    _lexicon: Lexicon = field(default_factory=Lexicon, init=False, repr=False, compare=False)

    @property
    def ref(self) -> str:
        """``name@version``, as it stands in every prediction."""
        return f"{self.name}@{self.version}"

    def predict(self, texts: Iterable[Document | str | Mapping[str, object]]) -> list[Prediction]:
        """One :class:`Prediction` a text, in order.

        A text is a string (an article, or a whole scraped page), a mapping with ``title`` and ``text``, or a
        :class:`~models.document.Document`. :class:`~analytics.errors.InputError` for a text with nothing in it.
        """
        documents = [as_document(text) for text in texts]
        if not documents:
            return []
        probabilities = self.probabilities(documents)
        return [
            self._prediction(document, {target: table[row] for target, table in probabilities.items()})
            for row, document in enumerate(documents)
        ]

    def probabilities(self, documents: Sequence[Document]) -> dict[str, Floats]:
        """Calibrated probabilities by target, (n, k) each, columns as in ``heads[target].classes_``."""
        if len(self._lexicon) > _MOST_WORDS:
            object.__setattr__(self, "_lexicon", Lexicon())
        matrix = self.features.transform(self._lexicon.read(documents))
        return {target: head.predict_proba(matrix) for target, head in self.heads.items()}

    def _prediction(self, document: Document, rows: Mapping[str, Floats]) -> Prediction:
        best: LabelScore | None = None
        section: LabelScore | None = None
        topics: tuple[LabelScore, ...] = ()
        others: dict[str, LabelScore | tuple[LabelScore, ...] | None] = {}
        for target, row in rows.items():
            head = self.heads[target]
            if isinstance(head, MultiLabelHead):
                labels = _above(head, row)
                if target == TOPICS:
                    topics = labels
                else:
                    others[target] = labels
                continue
            top = _label(head, row, int(row.argmax()))
            if target == SECTION:
                best, section = top, top if top.score >= head.threshold_ else None
            else:
                others[target] = top
        return Prediction(lang=document.lang, model=self.ref, best=best, section=section, topics=topics, others=others)


def _above(head: MultiLabelHead, row: Floats) -> tuple[LabelScore, ...]:
    order = np.argsort(-row, kind="stable")
    return tuple(_label(head, row, int(index)) for index in order if row[index] >= head.threshold_)


def _label(head: Head, row: Floats, index: int) -> LabelScore:
    return LabelScore(str(head.classes_[index]), float(row[index]))
