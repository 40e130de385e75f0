"""The error rates of models that labelled in turn."""

from datetime import date
from typing import Any

from analytics.errors import ModelError
from models.evaluation import rates_in_turn


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
    turns = ((date(2026, 1, 5), "agency@1"), (date(2026, 3, 1), "agency@2"), (date(2026, 4, 1), "agency@3"))
    found = rates_in_turn(turns, card_of, "topics", now="agency")
    assert found.select("key", "since", "sensitivity").sort("key", "since").rows() == [
        ("economy", date.min, 0.7),
        ("economy", date(2026, 3, 1), None),
        ("economy", date(2026, 4, 1), None),
        ("sport", date.min, 0.6),
        ("sport", date(2026, 3, 1), 0.9),
        ("sport", date(2026, 4, 1), 0.8),
    ]


def test_an_archive_that_nobody_labelled_and_a_card_without_figures() -> None:
    assert rates_in_turn((), card_of, "topics", now="agency").select("key", "sensitivity").rows() == [("sport", 0.8)]
    assert rates_in_turn((), card_of, "section", now="agency").is_empty()
