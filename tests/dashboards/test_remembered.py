"""Answers are worked out once while the archive stays as it is."""

import threading
import time
from pathlib import Path

import pytest

from analytics.archive import Facts
from dashboards.remembered import Remembered
from tests.archives import article, facts_of

DAY = "2026-05-21T16:49:00+04:00"


@pytest.fixture
def facts(tmp_path: Path) -> Facts:
    return facts_of(tmp_path / "home", [article("a", DAY)])


def test_the_same_question_is_answered_once_until_the_archive_changes(facts: Facts, tmp_path: Path) -> None:
    asked: list[str] = []
    remembered = Remembered()

    def answer(word: str) -> int:
        asked.append(word)
        return len(asked)

    assert [remembered.get(facts, word, lambda word=word: answer(word)) for word in "aba"] == [1, 2, 1]
    newer = facts_of(tmp_path / "other", [article("b", DAY)])
    assert remembered.get(newer, "a", lambda: answer("a")) == 3
    assert asked == ["a", "b", "a"]


def test_the_least_used_answers_go_and_an_error_is_not_kept(facts: Facts) -> None:
    remembered = Remembered(most=2)
    for word in "abac":
        remembered.get(facts, word, lambda word=word: word)
    assert remembered.get(facts, "a", lambda: "new") == "a"
    assert remembered.get(facts, "b", lambda: "new") == "new"
    with pytest.raises(ZeroDivisionError):
        remembered.get(facts, "d", lambda: 1 // 0)
    assert remembered.get(facts, "d", lambda: "right") == "right"


def test_those_who_ask_at_once_wait_for_one_answer(facts: Facts) -> None:
    remembered, made, got = Remembered(), [], []

    def slow() -> str:
        made.append(1)
        time.sleep(0.1)
        return "answer"

    threads = [threading.Thread(target=lambda: got.append(remembered.get(facts, "q", slow))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got, made) == (["answer"] * 4, [1])
