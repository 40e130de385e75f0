"""What mentions with offices prove of who is who."""

import polars as pl
import pytest

from analytics.entities.evidence import evidence


def stored(*rows: tuple[str, str, list[str]]) -> pl.DataFrame:
    return pl.DataFrame(
        [{"entity_id": key, "kind": "PER", "name": name, "titles": titles} for key, name, titles in rows],
        schema={"entity_id": pl.String, "kind": pl.String, "name": pl.String, "titles": pl.List(pl.String)},
    )


def person(*titles: list[str]) -> pl.DataFrame:
    return stored(*(("PER:anar salimov", "Анар Салимов", given) for given in titles))


def test_callings_that_no_article_joins_are_two_people_the_rarer_with_an_entity_of_its_own() -> None:
    found = evidence(person(["министр"], ["министр экономики"], ["вратарь"], []))
    assert list(found.iter_rows()) == [
        ("apart", "PER:anar salimov", "sport", "PER:anar salimov/sport", "Анар Салимов (вратарь)")
    ]


@pytest.mark.parametrize(
    "titles",
    [
        [["министр"], ["депутат"], ["президент"]],  # one career
        [["министр"], ["профессор"], ["министр"]],  # a scholar in office
        [["министр"], ["вратарь", "министр"], ["вратарь"]],  # one article knows both
        [["начальник отдела"], ["вратарь"]],  # an office of any field
        [["министр"]] * 30 + [["вратарь"]],  # a slip
    ],
)
def test_what_one_person_may_be_is_one_person(titles: list[list[str]]) -> None:
    assert evidence(person(*titles)).is_empty()


def test_an_initial_is_the_one_of_that_surname_and_office_and_else_nobody() -> None:
    full = ("PER:anar salimov", "Анар Салимов", ["министр экономики"])
    short = ("PER:а салимов", "А.Салимов", ["министр"])
    assert evidence(stored(full, short)).select("entity_id", "other").row(0) == ("PER:а салимов", "PER:anar salimov")
    other = ("PER:araz salimov", "Араз Салимов", ["депутат"])
    assert evidence(stored(full, short, other)).is_empty()
    stranger = ("PER:а салимов", "А.Салимов", ["пекарь"])
    assert evidence(stored(full, stranger)).is_empty()
    surname = ("PER:салимов", "Салимов", ["министр экономики"])
    assert evidence(stored(full, surname, other))["other"].to_list() == ["PER:anar salimov"]


def test_archives_without_offices_prove_nothing() -> None:
    assert evidence(person([], [])).is_empty()
    assert evidence(person()).is_empty()
