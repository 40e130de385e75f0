"""Training, calibration, abstention, model files and the registry."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError, ModelError, UsageError
from models import load_classifier
from models.artifact import load, save
from models.calibration import (
    Curve,
    apply_curve,
    calibration_error_by_chance,
    confidence_for_precision,
    expected_calibration_error,
    fit_curve,
    fit_sigmoid,
    threshold_for_f1,
    thresholds_for_f1,
)
from models.classifier import Classifier
from models.document import Document
from models.evaluation import evaluate
from models.registry import Registry
from models.training import Example, newest_rows, rare_labels, similar_labels, time_split, train

SUBJECTS = {
    "sport": ["match goal team coach", "league cup striker stadium", "team won the cup", "coach named the striker"],
    "finance": ["bank rate loan currency", "central bank cut the rate", "loan and currency market", "bank bonds sold"],
    "weather": ["rain wind snow forecast", "snow in the mountains", "wind and rain expected", "forecast of warm days"],
}


def examples(*, topics: bool = True) -> list[Example]:
    """Twelve short texts on three subjects."""
    return [
        Example(
            document=Document(f"{words} {number}", words, "en"),
            gold={"section": label} | ({"topics": (label,)} if topics else {}),
            id=f"{label}{number}",
        )
        for label, texts in SUBJECTS.items()
        for number, words in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """A model of both kinds of target."""
    return train(examples(), targets=["section", "topics"], name="small")


def test_a_trained_model_finds_section_and_topics(classifier: Classifier) -> None:
    found = classifier.predict(["The coach praised the team after the match", {"title": "Central bank cuts the rate"}])
    assert [prediction.best.code for prediction in found if prediction.best] == ["sport", "finance"]
    assert [topic.code for topic in found[0].topics] == ["sport"]
    assert found[0].as_dict()["model"] == "small@0"


def test_a_text_unlike_all_others_is_left_unclassified(classifier: Classifier) -> None:
    odd = classifier.predict(["Zebra quilt xylophone"])[0]
    assert odd.best is not None
    assert odd.section is None


def test_a_saved_model_predicts_exactly_the_same(classifier: Classifier, tmp_path: Path) -> None:
    save(classifier, tmp_path / "model")
    texts = [example.document for example in examples()]
    assert [p.as_dict() for p in load(tmp_path / "model").predict(texts)] == [
        p.as_dict() for p in classifier.predict(texts)
    ]


@pytest.mark.parametrize("name", ["model.json", "vocabulary.json", "weights.safetensors", "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_model_is_refused_in_one_line(classifier: Classifier, tmp_path: Path, name: str, damage: str) -> None:
    save(classifier, tmp_path / "model")
    file = tmp_path / "model" / name
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"X" + content[1:])
    with pytest.raises(ModelError) as caught:
        load(tmp_path / "model")
    assert str(tmp_path / "model") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_file_of_another_format_is_refused(classifier: Classifier, tmp_path: Path) -> None:
    save(classifier, tmp_path / "model")
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_text())
    (tmp_path / "model" / "manifest.json").write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        load(tmp_path / "model")


def test_no_file_of_a_model_is_a_pickle(classifier: Classifier, tmp_path: Path) -> None:
    save(classifier, tmp_path / "model")
    assert sorted(file.suffix for file in (tmp_path / "model").iterdir()) == [".json", ".json", ".json", ".safetensors"]


def test_versions_count_up_and_the_champion_is_used(classifier: Classifier, tmp_path: Path) -> None:
    registry = Registry(tmp_path)
    first, second = registry.add(classifier), registry.add(classifier)
    assert (first.ref, second.ref) == ("small@1", "small@2")
    assert registry.find("small").version == 2
    registry.promote("small@1")
    assert registry.find("small").version == 1
    assert registry.load("small@2").ref == "small@2"
    assert load_classifier("small", home=tmp_path).ref == "small@1"


@pytest.mark.parametrize("ref", ["../../etc", "small@latest", "", "a/b", ".hidden"])
def test_a_model_name_is_never_a_path(tmp_path: Path, ref: str) -> None:
    if ref == "":
        assert Registry(tmp_path).find(ref).shipped
        return
    with pytest.raises(UsageError):
        Registry(tmp_path).find(ref)


def test_an_unknown_model_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model weekly: .*agency@"):
        Registry(tmp_path).find("weekly")


def test_training_needs_labels_texts_and_two_of_them() -> None:
    with pytest.raises(InputError, match="nothing to train on"):
        train([], targets=["section"], name="x")
    with pytest.raises(InputError, match="'mood'"):
        train(examples(), targets=["mood"], name="x")
    with pytest.raises(InputError, match="two different labels, found only: sport"):
        train(examples()[:4] * 2, targets=["section"], name="x")


def test_rare_labels_are_named_with_their_counts() -> None:
    assert rare_labels(examples(), "section") == {"finance": 4, "sport": 4, "weather": 4}


def test_labels_in_two_spellings_are_pointed_out() -> None:
    labels = ["Sport", "sport ", "Economy", "Ekonomy", "oil", "oils", "Culture"]
    given = [Example(document=Document("a", "b", "en"), gold={"section": label}) for label in labels]
    assert similar_labels(given, "section") == [("Economy", "Ekonomy"), ("Sport", "sport ")]


def test_a_split_in_time_never_trains_on_the_later_part() -> None:
    first, rest = time_split(examples(), 0.75)
    assert (len(first), len(rest)) == (9, 3)
    with pytest.raises(UsageError):
        time_split(examples()[:1], 0.5)
    with pytest.raises(UsageError):
        time_split(examples(), 1.5)


def test_figures_of_one_label_and_of_many(classifier: Classifier) -> None:
    documents = [example.document for example in examples()]
    one = evaluate(classifier, documents, [str(example.gold["section"]) for example in examples()], target="section")
    assert (one.n, one.accuracy, one.macro_f1) == (12, 1.0, 1.0)
    assert [label.support for label in one.per_label] == [4, 4, 4]
    assert one.per_lang["en"]["n"] == 12
    assert one.per_lang["en"]["accuracy"] == one.per_lang["en"]["macro_f1"] == 1.0
    assert one.confusion is not None
    assert one.confusion.labels == ("finance", "sport", "weather")
    assert one.confusion.counts == ((4, 0, 0), (0, 4, 0), (0, 0, 4))
    assert sum(part.n for part in one.reliability) == 12
    assert one.ece == pytest.approx(sum(part.n * abs(part.confidence - part.accuracy) for part in one.reliability) / 12)
    many = evaluate(classifier, documents, [example.gold["topics"] for example in examples()], target="topics")
    assert many.micro_f1 == 1.0
    assert many.confusion is None


def test_labels_that_the_model_does_not_know_are_an_error(classifier: Classifier) -> None:
    with pytest.raises(InputError, match="knows: finance, sport, weather"):
        evaluate(classifier, [Document("a", "b", "en")], ["opera"], target="section")


def test_a_curve_makes_confidence_match_the_share_right_and_keeps_the_order_of_labels() -> None:
    generator = np.random.default_rng(0)
    truth = generator.integers(0, 3, 6000)
    logits = generator.normal(0, 1, (6000, 3))
    logits[np.arange(6000), truth] += 1.0
    margins = logits * 7  # far too sure of themselves
    probability = apply_curve(margins, fit_curve(margins, truth))
    right = probability.argmax(axis=1) == truth
    assert (probability.argmax(axis=1) == margins.argmax(axis=1)).all()
    assert expected_calibration_error(probability.max(axis=1), right) < 0.03
    assert expected_calibration_error(apply_curve(margins, Curve(1.0, 0.0, 1.0)).max(axis=1), right) > 0.1


def test_the_error_of_perfect_calibration_shrinks_with_more_texts() -> None:
    generator = np.random.default_rng(1)
    few, many = generator.uniform(0.3, 1, 400), generator.uniform(0.3, 1, 40_000)
    assert 0.03 < calibration_error_by_chance(few) < 0.08
    assert calibration_error_by_chance(many) < 0.01
    drawn = generator.random(len(many)) < many
    assert expected_calibration_error(many, drawn) == pytest.approx(calibration_error_by_chance(many), abs=0.004)


def test_a_sigmoid_of_separable_margins_stays_finite() -> None:
    margins = np.array([[3.0, -3.0], [-3.0, 3.0]])
    slope, offset = fit_sigmoid(margins, margins > 0)
    assert np.isfinite([slope, offset]).all()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.floats(0.5, 0.99))
def test_the_accepted_part_reaches_the_wanted_precision(sample: list[tuple[float, bool]], wanted: float) -> None:
    confidence = np.array([score for score, _ in sample])
    right = np.array([hit for _, hit in sample])
    threshold = confidence_for_precision(confidence, right, precision=wanted)
    assert threshold == 1.0 or right[confidence >= threshold].mean() >= wanted


def test_a_lucky_sample_does_not_lower_the_threshold() -> None:
    generator = np.random.default_rng(3)
    below = 0
    for _ in range(200):
        confidence = generator.uniform(0.5, 1.0, 300)
        right = generator.random(300) < confidence
        threshold = confidence_for_precision(confidence, right, precision=0.9)
        later = generator.uniform(threshold, 1.0, 4000)  # accepted later: right as often as their confidence says
        below += float((generator.random(4000) < later).mean()) < 0.895
    assert below <= 60  # with the share itself in place of its lower end it is every second sample


def dated(days: Iterable[datetime | None], source: str = "") -> list[Example]:
    return [Example(document=Document("", "x", "en"), gold={}, published=day, source=source) for day in days]


def test_the_newest_fifth_is_held_out_for_calibration_where_texts_have_dates() -> None:
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(1200)]
    held = newest_rows(dated([*reversed(days), None]))
    assert held is not None
    assert held.tolist() == list(range(240))
    assert newest_rows(dated([None] * 5000)) is None
    assert newest_rows(dated(days[:900])) is None


def test_every_source_is_held_out_in_part_where_most_ended_before_the_newest_began() -> None:
    days = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(1300)]
    held = newest_rows([*dated(days[:1000], "old"), *dated(days[1000:], "new"), *dated(days[:3], "rare")])
    assert held is not None
    assert held.tolist() == [*range(800, 1000), *range(1240, 1300)]
    assert newest_rows(dated(days[:500] + days[800:], "one")) is not None


def test_the_topic_threshold_is_the_one_with_the_best_f1() -> None:
    probability = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.7]])
    truth = np.array([[True, False], [True, False], [False, False]])
    assert threshold_for_f1(probability, truth) == 0.6


def test_a_label_has_its_own_threshold_and_a_rare_one_leans_on_the_common() -> None:
    generator = np.random.default_rng(0)
    truth = np.stack([np.arange(2000) % 2 == 0, np.arange(2000) < 2], axis=1)
    probability = np.stack([np.where(truth[:, 0], 0.4, 0.1), generator.uniform(0, 0.9, 2000)], axis=1)
    common = threshold_for_f1(probability, truth)
    often, rare = thresholds_for_f1(probability, truth)
    assert often == pytest.approx(threshold_for_f1(probability[:, [0]], truth[:, [0]]), abs=0.02)
    assert abs(rare - common) < 0.05


def test_the_calibration_error_of_nothing_is_not_a_number() -> None:
    assert np.isnan(expected_calibration_error(np.array([]), np.array([], dtype=bool)))
