"""Text to section and topics: features, classifier, calibration, evaluation, registry, training.

from models import load_classifier
load_classifier().predict(["В Баку открылся новый центр приёма заявлений на вид на жительство"])
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.classifier import Classifier, LabelScore, Prediction
    from models.registry import load_classifier

__all__ = ["Classifier", "LabelScore", "Prediction", "load_classifier"]


def __getattr__(name: str) -> Any:
    """The public names on first use: importing the package alone must not import scikit-learn."""
    if name == "load_classifier":
        from models.registry import load_classifier

        return load_classifier
    if name in {"Classifier", "LabelScore", "Prediction"}:
        from models import classifier

        return getattr(classifier, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
