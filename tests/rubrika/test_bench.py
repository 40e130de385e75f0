"""The comparison: every contender on the same texts, the same figures by hand."""

import json
from pathlib import Path

import pytest

from models.document import Document
from models.training import Example
from rubrika.bench import Line, averaged, bench, draw, markdown
from rubrika.cli import main
from rubrika.peers import CONTENDERS


def texts(count: int) -> list[Example]:
    """Texts on two subjects that anyone tells apart."""
    subjects = {"boats": "harbour sail captain anchor", "bread": "flour oven baker dough"}
    return [
        Example(document=Document(f"{words} {n}", words, "en"), gold={"kind": label})
        for n in range(count)
        for label, words in subjects.items()
    ]


def test_contenders_are_measured_on_the_same_texts_and_missing_ones_are_said() -> None:
    said: list[str] = []
    lines = bench(texts(20), texts(5), target="kind", contenders=["rubrika", "sklearn", "annif-svc"], notes=said.append)
    assert [line.accuracy for line in lines] == [1.0, 1.0, 1.0]
    assert [line.ece is None for line in lines] == [False, True, True]
    assert all(line.fit_seconds > 0 and line.texts_per_second > 0 and line.size_mb > 0 for line in lines)
    table = markdown(lines, title="kind")
    assert len(table.splitlines()) == 7
    assert CONTENDERS["sklearn"].title in table


def test_a_draw_takes_the_same_number_of_each_label_and_draws_are_averaged() -> None:
    known = texts(20)
    few = draw(known, "kind", 3, seed=1)
    assert [example.gold["kind"] for example in few].count("boats") == 3
    assert len(few) == 6
    assert few != draw(known, "kind", 3, seed=2)
    line = Line(
        contender="x", accuracy=0.5, macro_f1=0.5, coverage=None, accuracy_covered=None, ece=None,
        fit_seconds=1, texts_per_second=1, size_mb=1, memory_mb=1,
    )  # fmt: skip
    (mean,) = averaged([[line], [Line(**{**line.as_dict(), "accuracy": 1.0})]])  # type: ignore[arg-type]
    assert (mean.accuracy, mean.ece) == (0.75, None)


def test_an_unknown_contender_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps({"text": "A text", "section": "sport"}) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["rubrika", "bench", "--input", str(tmp_path / "n.jsonl"), "--peers", "bert"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
