"""People's corrections of names."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.entities.decisions import Decision, applied, as_row, decision, read_log, resolve
from analytics.errors import UsageError

START = datetime(2026, 5, 1, tzinfo=UTC)


def log(*lines: tuple[str, str, str]) -> list[Decision]:
    return [
        Decision(
            decision_id=str(number),
            kind=kind,  # type: ignore[arg-type]
            entity_id=entity,
            other=other,
            when=START + timedelta(minutes=number),
        )
        for number, (kind, entity, other) in enumerate(lines)
    ]


def mentions(*rows: tuple[int, str, str, int, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"row": row, "entity_id": key, "kind": key[:3], "name": name, "count": count, "role": role}
            for row, key, name, count, role in rows
        ],
        schema={
            "row": pl.UInt32, "entity_id": pl.String, "kind": pl.String, "name": pl.String, "count": pl.Int32, "role": pl.String,
        },
    )  # fmt: skip


STORED = mentions(
    (0, "PER:anar", "Anar", 2, "mentioned"),
    (0, "PER:anar mamedov", "Анар Мамедов", 1, "speaks"),
    (1, "PER:anar mamedov", "Anar Məmmədov", 3, "mentioned"),
)


def shown(frame: pl.DataFrame) -> set[tuple[int, str, str, int, str]]:
    return set(frame.select("row", "entity_id", "name", "count", "role").iter_rows())


def test_without_decisions_an_entity_shows_one_name_russian_first() -> None:
    assert shown(applied(STORED, resolve([]))) == {
        (0, "PER:anar", "Anar", 2, "mentioned"),
        (0, "PER:anar mamedov", "Анар Мамедов", 1, "speaks"),
        (1, "PER:anar mamedov", "Анар Мамедов", 3, "mentioned"),
    }


def test_a_merge_adds_up_counts_and_keeps_the_stronger_role() -> None:
    found = applied(STORED, resolve(log(("merge", "PER:anar", "PER:anar mamedov"))))
    assert shown(found) == {
        (0, "PER:anar mamedov", "Анар Мамедов", 3, "speaks"),
        (1, "PER:anar mamedov", "Анар Мамедов", 3, "mentioned"),
    }


def test_an_undone_merge_is_as_if_never_made_and_an_undo_can_be_undone() -> None:
    merge = ("merge", "PER:anar", "PER:anar mamedov")
    assert shown(applied(STORED, resolve(log(merge, ("undo", "PER:anar", "0"))))) == shown(applied(STORED, resolve([])))
    twice = log(merge, ("undo", "PER:anar", "0"), ("undo", "PER:anar", "1"))
    assert shown(applied(STORED, resolve(twice))) == shown(applied(STORED, resolve(log(merge))))


def test_a_split_takes_a_spelling_out() -> None:
    found = applied(STORED, resolve(log(("split", "PER:anar mamedov", "Anar Məmmədov"))))
    assert {(row, name) for row, _, name, _, _ in shown(found)} == {
        (0, "Anar"),
        (0, "Анар Мамедов"),
        (1, "Anar Məmmədov"),
    }
    assert found["entity_id"].n_unique() == 3


def test_a_split_of_a_merged_entity_ends_the_merge() -> None:
    lines = log(("merge", "PER:anar", "PER:anar mamedov"), ("split", "PER:anar mamedov", "PER:anar"))
    assert shown(applied(STORED, resolve(lines))) == shown(applied(STORED, resolve([])))


def test_rename_and_alias() -> None:
    lines = log(("alias", "PER:anar mamedov", "Anar"), ("rename", "PER:anar mamedov", "Анар М."))
    assert {name for _, _, name, _, _ in shown(applied(STORED, resolve(lines)))} == {"Анар М."}


def test_merges_in_a_circle_end() -> None:
    found = resolve(log(("merge", "PER:a", "PER:b"), ("merge", "PER:b", "PER:c"), ("merge", "PER:c", "PER:a")))
    assert {found.root(key) for key in ("PER:a", "PER:b", "PER:c")} == {"PER:c"}


KEYS = st.sampled_from([f"PER:{letter}" for letter in "abcd"])


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(["merge", "split"]), KEYS, KEYS),
            st.tuples(st.just("rename"), KEYS, st.text(min_size=1)),
            st.tuples(st.just("alias"), KEYS, st.text(min_size=1)),
            st.tuples(st.just("undo"), KEYS, st.sampled_from([str(n) for n in range(8)])),
        ),
        max_size=12,
    )
)
def test_no_order_of_decisions_loses_a_mention(lines: list[tuple[str, str, str]]) -> None:
    stored = mentions(*((row, f"PER:{'abcd'[row % 4]}", "abcd"[row % 4], row + 1, "mentioned") for row in range(8)))
    found = applied(stored, resolve(log(*lines)))
    assert found["count"].sum() == stored["count"].sum()
    assert found.select("row", "entity_id").is_unique().all()


def test_a_decision_survives_its_table_and_empty_ones_are_refused() -> None:
    made = decision("merge", "PER:a", "PER:b", who="Editor", when=START, note="same man")
    assert read_log(as_row(made)) == [made]
    with pytest.raises(UsageError):
        decision("merge", "PER:a", "PER:a", who="", when=START)
    with pytest.raises(UsageError):
        decision("rename", "PER:a", "  ", who="", when=START)
