"""What an archive itself says of who is who: namesakes of different callings, and initials that stand for one full name.

«тренер Эльхан Сафарли» here and «министр Эльхан Сафарли» there are two people; «министр экономики В.Гусейнов» is the only
Вусал Гусейнов who is called so. Both are found when facts are read, written nowhere, and give way to what people decide.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl

from analytics.entities.keys import person_key
from analytics.entities.office_words import field_of
from analytics.text import fold

SCHEMA: Final = {
    "kind": pl.String,  # "apart": mentions of a calling are another one; "joined": the entity is part of another
    "entity_id": pl.String,
    "field": pl.String,  # of life: the calling of the one told apart
    "other": pl.String,  # the entity of its own, or the one that it is part of
    "shown": pl.String,  # how the one told apart is called
}
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]")
_INITIALLED: Final = r"^(?:\p{L}{1,2}\.\s?){1,3}\p{L}{2}"
# Callings that one person often has: a minister who is a professor, a professor who operates.
_TOGETHER: Final = (
    ("state", "law"), ("state", "defence"), ("state", "science"), ("law", "science"), ("health", "science"), ("art", "science"),
)  # fmt: skip
_FIELDS: Final = {"titles": pl.String, "field": pl.String}
_LEAST: Final = 0.05  # part of a person's articles with a calling below which another calling is a slip


@dataclass(frozen=True, slots=True)
class _Person:
    """One entity: the field of each article that gives an office, and the offices of each field."""

    articles: list[frozenset[str]]
    offices: dict[str, Counter[str]]


def evidence(stored: pl.DataFrame) -> pl.DataFrame:
    """What mentions (entity_id, kind, name, titles) prove, as rows of :data:`SCHEMA`."""
    people = stored.filter(pl.col("kind") == "PER").with_columns(pl.col("entity_id", "name").cast(pl.String))
    called = people.filter(pl.col("titles").list.len() > 0)
    if called.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    apart = list(_apart(_of_several_fields(called)))
    rows = [*apart, *_joined(called, {(key, field): other for _, key, field, other, _ in apart})]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def fields_of(titles: Sequence[str] | None) -> frozenset[str]:
    """The fields of life that offices belong to, those that say nothing left out."""
    return frozenset(filter(None, map(_field, titles or ())))


_field = lru_cache(maxsize=65_536)(field_of)


def _of_several_fields(called: pl.DataFrame) -> pl.DataFrame:
    """The rows of people with offices of more than one field: few of many, so that only they are looked at one by one."""
    titles = called.get_column("titles").explode().unique().drop_nulls()
    fields = pl.DataFrame({"titles": titles, "field": [_field(title) for title in titles]}, schema_overrides=_FIELDS)
    several = (
        called.select("entity_id", "titles")
        .explode("titles")
        .join(fields.filter(pl.col("field") != ""), on="titles")
        .group_by("entity_id")
        .agg(pl.col("field").n_unique())
        .filter(pl.col("field") > 1)
    )
    return called.join(several.select("entity_id"), on="entity_id", how="semi", maintain_order="left")


def _apart(called: pl.DataFrame) -> Iterable[tuple[str, ...]]:
    people: dict[str, _Person] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, titles in called.select("entity_id", "name", "titles").iter_rows():
        found = fields_of(titles)
        if found:
            person = people.setdefault(key, _Person([], defaultdict(Counter)))
            person.articles.append(found)
            names[key][name] += 1
            for title in titles:
                person.offices[_field(title)][title] += 1
    for key, person in people.items():
        groups = _groups(person.articles)
        counts = {group: sum(not group.isdisjoint(found) for found in person.articles) for group in groups}
        _first, *others = sorted(groups, key=lambda group: (-counts[group], "state" not in group, sorted(group)))
        for group in others:
            if counts[group] < _LEAST * len(person.articles):
                continue
            main = min(group)
            office = min(
                (title for field in group for title in person.offices[field]),
                key=lambda title: (
                    not _CYRILLIC.search(title),
                    -sum(person.offices[field][title] for field in group),
                    len(title),
                    title,
                ),
            )
            shown = f"{min(names[key], key=lambda name: (-names[key][name], name))} ({office})"
            yield from (("apart", key, field, f"{key}/{main}", shown) for field in sorted(group))


def _groups(articles: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The fields of one name, joined where one article or common experience has them in one person."""
    groups: list[set[str]] = [{field} for field in sorted(set().union(*articles))]
    for together in (*articles, *map(frozenset, _TOGETHER)):
        touched = [group for group in groups if not together.isdisjoint(group)]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    return [frozenset(group) for group in groups]


def _joined(called: pl.DataFrame, apart: Mapping[tuple[str, str], str]) -> Iterable[tuple[str, ...]]:
    """Short names that are one of the full ones; ``apart`` gives a namesake's own entity by name and field of life."""
    known = called.select("entity_id", "name").unique()
    is_short = pl.col("name").str.contains(_INITIALLED) | ~pl.col("name").str.contains(" ")
    short = {
        row: person_key(row[1].replace(".", ". ")).split(" ")
        for row in known.filter(is_short).sort("entity_id", "name").iter_rows()
    }
    if not short:
        return
    # The id of a full name is its key: given name first, surname last.
    full = (
        known.filter(pl.col("name").str.contains(r"^\p{L}{3,}[\s-]"))
        .select("entity_id", surname=pl.col("entity_id").str.split(" ").list.last())
        .unique()
        .filter(pl.col("surname").is_in([words[-1] for words in short.values()]))
    )
    owners: dict[str, list[str]] = defaultdict(list)
    for key, surname in full.iter_rows():
        owners[surname].append(key)
    asked = [*full.get_column("entity_id"), *(key for key, _ in short)]
    offices = called.filter(pl.col("entity_id").is_in(asked)).select("entity_id", "titles").explode("titles").unique()
    titles: dict[str, set[str]] = defaultdict(set)
    for key, title in offices.iter_rows():
        titles[key].add(fold(title))
    for (key, _), (*initials, surname) in short.items():
        same = [
            owner
            for owner in owners.get(surname, ())
            if not initials or owner.removeprefix("PER:").startswith(initials[0])
        ]
        fitting = [owner for owner in same if _share(titles[key], titles[owner])]
        # With an initial nobody else of that name may be known; a bare surname leaves it to the office.
        if len(fitting) == 1 and (len(same) == 1 or not initials) and fitting[0] != key:
            own = [
                apart[fitting[0], field] for field in sorted(fields_of([*titles[key]])) if (fitting[0], field) in apart
            ]
            yield "joined", key, "", own[0] if own else fitting[0], ""


def _share(mine: set[str], theirs: set[str]) -> bool:
    """Whether two people are called the same: «министр» goes with «министр экономики»."""
    return any(f"{a} ".startswith(f"{b} ") or f"{b} ".startswith(f"{a} ") for a in mine for b in theirs)
