"""The classifier that programs use: texts in, sections and topics with calibrated scores out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import FeatureUnion

from analytics.errors import UsageError
from models.calibration import Floats
from models.document import Document, as_document
from models.features import FeatureSettings
from models.heads import Head, MultiLabelHead
from models.lexicon import Lexicon, Words
from models.second import SecondLook
from models.semantic import SentenceEncoder, load_encoder

SECTION = "section"
TOPICS = "topics"
SEMANTIC = "+semantic"  # ends the model name of a prediction that had a second look
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
    """Fitted features and one linear head a target, with a name, a version and the card that came with them.

    ``second`` is the second look with sentence vectors, where the model was trained with it.
    """

    name: str
    version: int
    settings: FeatureSettings
    features: FeatureUnion
    heads: Mapping[str, Head]
    second: SecondLook | None = None
    card: Mapping[str, object] = field(default_factory=dict)
    _lexicon: Lexicon = field(default_factory=Lexicon, init=False, repr=False, compare=False)

    @property
    def ref(self) -> str:
        """``name@version``, as it stands in every prediction."""
        return f"{self.name}@{self.version}"

    def predict(
        self, texts: Iterable[Document | str | Mapping[str, object]], *, semantic: bool | None = None
    ) -> list[Prediction]:
        """One :class:`Prediction` a text, in order.

        A text is a string (an article, or a whole scraped page), a mapping with ``title`` and ``text``, or a
        :class:`~models.document.Document`. :class:`~analytics.errors.InputError` for a text with nothing in it.
        ``semantic`` says whether sentence vectors are asked: True for every text, False for none, None for those that
        the fast features leave unsure, where the means for it are installed.
        """
        documents = [as_document(text) for text in texts]
        if not documents:
            return []
        judged = self.judge(documents, semantic=semantic)
        return [self._prediction(document, judged, row) for row, document in enumerate(documents)]

    def judge(self, documents: Sequence[Document], *, semantic: bool | None = None) -> "Judgement":
        """What :meth:`predict` decides by: margins, probabilities and thresholds of every target."""
        matrix = self.features.transform(self.words(documents))
        judged = Judgement(
            margins={target: head.decision_function(matrix) for target, head in self.heads.items()},
            probabilities={},
            thresholds={},
            second=np.zeros(len(documents), dtype=bool),
        )
        for target, head in self.heads.items():
            judged.probabilities[target] = head.calibrated(judged.margins[target])
            shape = judged.margins[target].shape if isinstance(head, MultiLabelHead) else len(documents)
            judged.thresholds[target] = np.broadcast_to(head.threshold_, shape).copy()
        encoder = self.encoder(semantic)
        if encoder is not None and self.second is not None:
            asked = np.flatnonzero(np.ones(len(documents), bool) if semantic else self._unsure(documents, judged))
            self._look_again(
                [documents[row] for row in asked.tolist()], asked, judged, self.second, encoder, unsure=not semantic
            )
        return judged

    def words(self, documents: Sequence[Document]) -> Words:
        """Documents as the features read them, in numbers of the classifier's own lexicon."""
        if len(self._lexicon) > _MOST_WORDS:
            object.__setattr__(self, "_lexicon", Lexicon())
        return self._lexicon.read(documents)

    def can_look_again(self) -> bool:
        """Whether the model has a second look and the means for it are installed."""
        return self.second is not None and load_encoder() is not None

    def encoder(self, semantic: bool | None = None) -> SentenceEncoder | None:
        """The encoder that a call with this ``semantic`` uses, or None; :class:`UsageError` where True cannot be met."""
        if semantic is False or (semantic is None and self.second is None):
            return None
        if self.second is None:
            raise UsageError(
                f"{self.ref} was trained without sentence vectors: train it again where they are installed"
            )
        encoder = load_encoder()
        if encoder is None and semantic:
            raise UsageError(
                "sentence vectors are not installed here: run make install on Linux with an AVX2 processor"
            )
        return encoder

    def _unsure(self, documents: Sequence[Document], judged: "Judgement") -> NDArray[np.bool_]:
        """Texts in a language without training texts, and those whose section (or first single label) is not sure."""
        assert self.second is not None
        unsure = np.array([document.lang not in self.second.means for document in documents])
        single = [target for target, head in self.heads.items() if not isinstance(head, MultiLabelHead)]
        target = SECTION if SECTION in single else next(iter(single), None)
        if target is not None:
            unsure |= judged.probabilities[target].max(axis=1) < judged.thresholds[target]
        return unsure

    def _look_again(
        self,
        documents: Sequence[Document],
        rows: NDArray[np.intp],
        judged: "Judgement",
        second: SecondLook,
        encoder: SentenceEncoder,
        *,
        unsure: bool,
    ) -> None:
        if not documents:
            return
        vectors = second.vectors(documents, encoder)
        for target, head in self.heads.items():
            fast = judged.margins[target][rows]
            many = isinstance(head, MultiLabelHead)
            probability, threshold = second.probabilities(target, fast, vectors, documents, many=many, unsure=unsure)
            judged.probabilities[target][rows], judged.thresholds[target][rows] = probability, threshold
            judged.margins[target][rows] = second.margins(target, fast, vectors, documents)
        judged.second[rows] = True

    def _prediction(self, document: Document, judged: "Judgement", row: int) -> Prediction:
        best: LabelScore | None = None
        section: LabelScore | None = None
        topics: tuple[LabelScore, ...] = ()
        others: dict[str, LabelScore | tuple[LabelScore, ...] | None] = {}
        for target, head in self.heads.items():
            scores, threshold = judged.probabilities[target][row], judged.thresholds[target][row]
            if isinstance(head, MultiLabelHead):
                order = np.argsort(-scores, kind="stable")
                labels = tuple(_label(head, scores, int(at)) for at in order if scores[at] >= threshold[at])
                if target == TOPICS:
                    topics = labels
                else:
                    others[target] = labels
                continue
            top = _label(head, scores, int(scores.argmax()))
            if target == SECTION:
                best, section = top, top if top.score >= threshold else None
            else:
                others[target] = top
        model = f"{self.ref}{SEMANTIC}" if judged.second[row] else self.ref
        return Prediction(lang=document.lang, model=model, best=best, section=section, topics=topics, others=others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """By target: margins and probabilities (n, k), columns as in ``heads[target].classes_``, and thresholds: (n,) for one
    label, (n, k) for many.

    ``second`` (n,) says which texts had a second look.
    """

    margins: dict[str, Floats]
    probabilities: dict[str, Floats]
    thresholds: dict[str, Floats]
    second: NDArray[np.bool_]


def _label(head: Head, scores: Floats, index: int) -> LabelScore:
    return LabelScore(str(head.classes_[index]), float(scores[index]))
