"""Model files: data only, checked by hash, never unpickled.

manifest.json         format, and name -> SHA-256 of the other files
model.json            settings, heads (labels, calibration), name, version, card
vocabulary.json       block -> its terms in the order of the columns
weights.safetensors   per block idf; per head coef (half precision) and intercept; the second look, where there is one
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors
from sklearn.pipeline import FeatureUnion

from analytics.errors import ModelError
from models.calibration import Curve
from models.classifier import Classifier
from models.features import FeatureSettings, make_features
from models.heads import Head, MultiLabelHead, SingleLabelHead
from models.second import SecondHead, SecondLook
from models.vectors import VectorBlock

FORMAT: Final = 3
_SECOND: Final = ("weight", "joint", "alone", "joint_threshold", "alone_threshold", "unsure", "unsure_threshold")
_FILES: Final = ("model.json", "vocabulary.json", "weights.safetensors")
MODEL_FILES: Final = ("manifest.json", *_FILES)


def card_of(folder: Path) -> dict[str, Any]:
    """The card of a stored model, without loading it. :class:`ModelError` where it cannot be read."""
    try:
        card: dict[str, Any] = orjson.loads((folder / "model.json").read_bytes())["card"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the model at {folder} is damaged: model.json cannot be read; train it again") from error
    return card


def save(classifier: Classifier, folder: Path) -> None:
    """Write ``classifier`` to ``folder``, which appears whole or not at all.

    :class:`ModelError` where the folder exists already or cannot be written.
    """
    contents = _serialise(classifier)
    manifest = {"format": FORMAT, "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}}
    contents["manifest.json"] = orjson.dumps(manifest, option=orjson.OPT_INDENT_2)
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        for name, data in contents.items():
            (scratch / name).write_bytes(data)
        scratch.chmod(0o755)
        scratch.rename(folder)
    except OSError as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise ModelError(f"cannot write the model to {folder}: {error.strerror}") from error


def load(folder: Path) -> Classifier:
    """The classifier in ``folder``. :class:`ModelError` says what is missing, damaged or of another version."""
    contents = _read_checked(folder)
    try:
        about: dict[str, Any] = orjson.loads(contents["model.json"])
        vocabulary: dict[str, list[str]] = orjson.loads(contents["vocabulary.json"])
        tensors = load_tensors(contents["weights.safetensors"])
        given = about["settings"]
        settings = FeatureSettings(**{**given, "char_range": tuple(given["char_range"])})
        return Classifier(
            name=about["name"],
            version=about["version"],
            settings=settings,
            features=_features(settings, vocabulary, tensors),
            heads={target: _head(target, head, tensors) for target, head in about["heads"].items()},
            second=_second(about["second"], tensors),
            card=about["card"],
        )
    except (orjson.JSONDecodeError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"the model at {folder} cannot be read by this version: {error}; train it again") from error


def _serialise(classifier: Classifier) -> dict[str, bytes]:
    tensors: dict[str, np.ndarray] = {}
    vocabulary: dict[str, list[str]] = {}
    for name, block in classifier.features.transformer_list:
        if isinstance(block, VectorBlock):
            tensors[f"{name}.known"], tensors[f"{name}.idf"] = block.known_, block.idf_
            tensors[f"{name}.rare"] = np.array([block.rare_], dtype=np.float32)
        else:
            vocabulary[name] = block.terms_
            tensors[f"{name}.idf"] = block.idf_.astype(np.float32)
    heads = {}
    for target, head in classifier.heads.items():
        tensors[f"{target}.coef"] = head.coef_.astype(np.float16)
        tensors[f"{target}.intercept"] = head.intercept_
        limit = head.threshold_.tolist() if isinstance(head, MultiLabelHead) else head.threshold_
        state = {"labels": head.classes_.tolist(), "threshold": limit, "C": head.C}
        if isinstance(head, MultiLabelHead):
            heads[target] = {"kind": "many", "slope": head.slope_, "offset": head.offset_, **state}
        else:
            heads[target] = {"kind": "one", "curve": list(head.curve_), "precision": head.precision, **state}
    second: dict[str, object] = {}
    if classifier.second is not None:
        for lang, mean in classifier.second.means.items():
            tensors[f"second.mean.{lang}"] = mean.astype(np.float32)
        for target, look in classifier.second.heads.items():
            tensors[f"second.{target}.coef"] = look.coef.astype(np.float16)
            tensors[f"second.{target}.intercept"] = look.intercept
            second[target] = {name: getattr(look, name) for name in _SECOND} | {
                "joint": list(look.joint),
                "alone": list(look.alone),
                "unsure": list(look.unsure),
            }
    about = {
        "second": {"langs": sorted(classifier.second.means), "heads": second} if classifier.second else None,
        "name": classifier.name,
        "version": classifier.version,
        "settings": classifier.settings.as_dict(),
        "heads": heads,
        "card": dict(classifier.card),
    }
    return {
        "model.json": orjson.dumps(about, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY),
        "vocabulary.json": orjson.dumps(vocabulary),
        "weights.safetensors": save_tensors(tensors),
    }


def _read_checked(folder: Path) -> dict[str, bytes]:
    try:
        manifest = orjson.loads((folder / "manifest.json").read_bytes())
        found, hashes = manifest["format"], manifest["sha256"]
    except FileNotFoundError as error:
        raise ModelError(
            f"no model at {folder}: run rubrika train, or check the name with rubrika models list"
        ) from error
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"the model at {folder} is damaged: its manifest cannot be read; train it again") from error
    if found != FORMAT:
        raise ModelError(
            f"the model at {folder} has format {found}, this rubrika reads format {FORMAT}: train it again"
        )
    contents = {}
    for name in _FILES:
        try:
            contents[name] = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"the model at {folder} is damaged: {name} cannot be read; train it again") from error
        if hashlib.sha256(contents[name]).hexdigest() != hashes.get(name):
            raise ModelError(f"the model at {folder} is damaged: {name} differs from its manifest; train it again")
    return contents


def _features(
    settings: FeatureSettings, vocabulary: Mapping[str, list[str]], tensors: Mapping[str, Any]
) -> FeatureUnion:
    features = make_features(settings)
    for name, block in features.transformer_list:
        if isinstance(block, VectorBlock):
            rare = float(tensors[f"{name}.rare"][0])
            block.restore(tensors[f"{name}.known"], tensors[f"{name}.idf"], rare)
        else:
            block.restore(vocabulary[name], tensors[f"{name}.idf"])
    return features


def _second(state: Mapping[str, Any] | None, tensors: Mapping[str, Any]) -> SecondLook | None:
    if state is None:
        return None
    heads = {
        target: SecondHead(
            coef=tensors[f"second.{target}.coef"].astype(np.float32),
            intercept=tensors[f"second.{target}.intercept"],
            weight=numbers["weight"],
            joint=_way(numbers["joint"]),
            alone=_way(numbers["alone"]),
            joint_threshold=_limits(numbers["joint_threshold"]),
            alone_threshold=_limits(numbers["alone_threshold"]),
            unsure=_way(numbers["unsure"]),
            unsure_threshold=_limits(numbers["unsure_threshold"]),
        )
        for target, numbers in state["heads"].items()
    }
    return SecondLook(means={lang: tensors[f"second.mean.{lang}"] for lang in state["langs"]}, heads=heads)


def _way(stored: list[float]) -> Curve | tuple[float, float]:
    return Curve(*stored) if len(stored) == 3 else (stored[0], stored[1])


def _limits(stored: float | list[float]) -> Any:
    return np.array(stored) if isinstance(stored, list) else stored


def _head(target: str, state: Mapping[str, Any], tensors: Mapping[str, Any]) -> Head:
    head: Head
    if state["kind"] == "many":
        head = MultiLabelHead(C=state["C"])
        head.slope_, head.offset_ = state["slope"], state["offset"]
    else:
        head = SingleLabelHead(C=state["C"], precision=state["precision"])
        head.curve_ = Curve(*state["curve"])
    head.classes_ = np.array(state["labels"], dtype=object)
    head.coef_ = tensors[f"{target}.coef"].astype(np.float32)
    head.intercept_ = tensors[f"{target}.intercept"]
    head.threshold_ = _limits(state["threshold"])
    return head
