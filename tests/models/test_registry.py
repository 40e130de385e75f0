"""Models carried between machines and put back in use."""

import tarfile
from pathlib import Path

import pytest

from analytics.errors import ModelError
from models.classifier import Classifier
from models.document import Document
from models.registry import Registry
from models.training import Example, train


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    texts = {"sport": "матч тур гол счет команда", "economy": "цена рынок банк бюджет налог"}
    examples = [
        Example(document=Document("", f"{text} слово{number}", "ru"), gold={"label": label})
        for label, text in texts.items()
        for number in range(8)
    ]
    return train(examples, targets=["label"], name="mine")


def test_rollback_goes_back_one_step_at_a_time(tmp_path: Path, classifier: Classifier) -> None:
    registry = Registry(tmp_path)
    for _ in range(3):
        registry.add(classifier)
    for version in (1, 2, 3):
        registry.promote(f"mine@{version}")
    assert registry.rollback("mine").ref == "mine@2"
    assert registry.find("mine").ref == "mine@2"
    assert registry.rollback("mine").ref == "mine@1"
    with pytest.raises(ModelError, match="no other version of mine was in use before"):
        registry.rollback("mine")
    assert registry.find("mine").ref == "mine@1"


def test_an_exported_model_predicts_the_same_elsewhere(tmp_path: Path, classifier: Classifier) -> None:
    here, there = Registry(tmp_path / "here"), Registry(tmp_path / "there")
    here.add(classifier)
    here.export("mine@1", tmp_path / "mine.tar.gz")
    assert there.take_in(tmp_path / "mine.tar.gz").ref == "mine@1"
    assert there.take_in(tmp_path / "mine.tar.gz", "other").ref == "other@1"
    text = ["команда забила гол"]
    assert there.load("mine").predict(text)[0].others == here.load("mine").predict(text)[0].others


def test_a_file_that_is_no_model_or_was_changed_is_refused(tmp_path: Path, classifier: Classifier) -> None:
    registry = Registry(tmp_path / "home")
    plain = tmp_path / "plain.tar.gz"
    plain.write_bytes(b"not an archive")
    for path, says in ((plain, "is no exported model"), (tmp_path / "none.tar.gz", "there is no file")):
        with pytest.raises(ModelError, match=says):
            registry.take_in(path)
    registry.add(classifier)
    registry.export("mine", tmp_path / "mine.tar.gz")
    folder = tmp_path / "unpacked"
    with tarfile.open(tmp_path / "mine.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "mine" / "model.json").write_text('{"name": "../../evil"}', encoding="utf-8")
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as archive:
        archive.add(folder / "mine", arcname="../../mine")
    with pytest.raises(ModelError):
        registry.take_in(tmp_path / "evil.tar.gz")
    assert [entry.ref for entry in registry.entries() if not entry.shipped] == ["mine@1"]
    assert not (tmp_path / "mine").exists()
