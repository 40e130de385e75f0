"""The error rates of the models that labelled an archive."""

from typing import Any

from analytics.errors import ModelError
from models.evaluation import rates_by_model


def card_of(ref: str) -> dict[str, Any]:
    known = {
        "agency@1": {"sport": 0.6, "economy": 0.7},
        "agency@2": {"sport": 0.9},
        "agency": {"sport": 0.8},
    }
    if ref not in known:
        raise ModelError(f"no model {ref}")
    labels = {label: {"recall": recall, "precision": 0.9, "support": 50} for label, recall in known[ref].items()}
    return {"figures": [{"target": "topics", "n": 500, "per_label": labels}]}


def test_each_model_has_its_own_rates_and_one_that_is_gone_those_of_the_model_in_use() -> None:
    found = rates_by_model(["agency@1", "agency@2", "agency@3"], card_of, "topics", now="agency")
    assert found.select("key", "model", "sensitivity").sort("key", "model").rows() == [
        ("economy", "agency@1", 0.7),
        ("sport", "agency@1", 0.6),
        ("sport", "agency@2", 0.9),
        ("sport", "agency@3", 0.8),
    ]


def test_an_archive_that_nobody_labelled_and_a_card_without_figures() -> None:
    assert rates_by_model([], card_of, "topics", now="agency").is_empty()
    assert rates_by_model(["agency@1"], card_of, "section", now="agency").is_empty()
