"""People's corrections of names: merges, splits, renames and aliases, applied to mentions as they were stored.

The log is append-only and the mentions are never rewritten, so every decision can be undone and outlives a new reading
of the articles.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

import polars as pl

from analytics.entities.evidence import fields_of
from analytics.entities.keys import entity_id
from analytics.errors import UsageError
from analytics.schema import DECISIONS
from analytics.text import fold, stable_hash

Kind = Literal["merge", "split", "rename", "alias", "undo"]
KINDS: Final[tuple[Kind, ...]] = ("merge", "split", "rename", "alias", "undo")
_RANK: Final = {"speaks": 2, "source": 1, "mentioned": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log. What ``other`` is depends on ``kind``:

    merge: the entity that ``entity_id`` becomes part of; split: the spelling that leaves ``entity_id``, or an entity
    merged into it that leaves again; rename: the name shown; alias: a spelling that means ``entity_id``; undo: the
    decision taken back.
    """

    decision_id: str
    kind: Kind
    entity_id: str
    other: str
    who: str = ""
    when: datetime
    note: str = ""


@dataclass(slots=True)
class Resolution:
    """What the decisions amount to: where each entity and spelling belongs, and what it is called."""

    parents: dict[str, str] = field(default_factory=dict)
    apart: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (entity, folded spelling or office) -> its own entity
    shown: dict[str, str] = field(default_factory=dict)
    callings: dict[tuple[str, str], str] = field(default_factory=dict)  # (entity, field of life) -> entity of its own
    joined: dict[str, str] = field(default_factory=dict)  # what the archive itself shows to be part of another

    def root(self, key: str) -> str:
        """The entity that ``key`` is part of, itself where no decision says otherwise."""
        while key in self.parents:
            key = self.parents[key]
        return key

    def of(self, key: str, name: str, titles: Sequence[str] | None = None) -> str:
        """The entity of a mention stored under ``key`` and ``name``, in an article that gives it these offices."""
        key = self.told_apart(key, titles)
        return self.root(self.apart.get((key, fold(name)), key))

    @property
    def divided(self) -> set[str]:
        """The entities whose mentions offices may tell apart."""
        return {key for key, _ in (*self.apart, *self.callings)}

    def told_apart(self, key: str, titles: Sequence[str] | None) -> str:
        """The namesake that the offices of an article speak of, ``key`` itself where they tell nothing apart."""
        if not titles:
            return key
        offices = [f" {fold(title)} " for title in titles]
        for (whole, part), own in self.apart.items():
            if whole == key and any(f" {part} " in office for office in offices):
                return own
        fields = sorted(fields_of(titles))
        return next((self.callings[key, field] for field in fields if (key, field) in self.callings), key)


def decision(kind: Kind, entity: str, other: str, *, who: str, when: datetime, note: str = "") -> Decision:
    """A new line for the log. :class:`UsageError` for one that says nothing."""
    other = other.strip()
    if not other or (kind == "merge" and entity == other):
        raise UsageError("there is nothing to decide: the two names are the same, or one is empty")
    key = stable_hash(kind, entity, other, when.isoformat())
    return Decision(decision_id=key[:12], kind=kind, entity_id=entity, other=other, who=who, when=when, note=note)


def resolve(log: Iterable[Decision], proof: pl.DataFrame | None = None) -> Resolution:
    """The decisions in force, oldest first, on top of what the archive itself proves (:mod:`analytics.entities.evidence`).

    One that would close a circle of merges is passed over.
    """
    lines = sorted(log, key=lambda line: line.when)
    undone: set[str] = set()
    for line in reversed(lines):  # an undo may itself be undone by a later one
        if line.kind == "undo" and line.decision_id not in undone:
            undone.add(line.other)
    found = Resolution()
    for kind, key, calling, other, shown in () if proof is None else proof.iter_rows():
        if kind == "apart":
            found.callings[key, calling] = other
            found.shown[other] = shown
        else:
            found.joined[key] = other
            _merge(found, key, other)
    for line in lines:
        if line.decision_id in undone:
            continue
        if line.kind == "merge":
            _merge(found, line.entity_id, line.other)
        elif line.kind == "alias":
            kind = line.entity_id.partition(":")[0]
            _merge(found, entity_id(kind, line.other), line.entity_id)
        elif line.kind == "split":
            _split(found, line.entity_id, line.other)
        elif line.kind == "rename":
            found.shown[found.root(line.entity_id)] = line.other
    return found


def _merge(found: Resolution, part: str, whole: str) -> None:
    top = found.root(part)
    if top != found.root(whole):
        found.parents[top] = whole


def _split(found: Resolution, whole: str, part: str) -> None:
    if part in found.parents and found.root(part) == found.root(whole):
        del found.parents[part]
    else:
        found.apart[whole, fold(part)] = f"{whole}/{fold(part)}"


def told_apart(stored: pl.DataFrame, found: Resolution) -> pl.DataFrame:
    """Stored mentions (entity_id, titles, …) with namesakes under entities of their own."""
    divided = found.divided
    touched = pl.col("titles").list.len().gt(0) & pl.col("entity_id").cast(pl.String).is_in(list(divided))
    if not divided or stored.filter(touched).is_empty():
        return stored
    text = stored.with_columns(pl.col("entity_id").cast(pl.String))
    own = text.select(
        pl.when(touched)
        .then(
            pl.struct("entity_id", "titles").map_elements(
                lambda row: found.told_apart(row["entity_id"], row["titles"]), return_dtype=pl.String
            )
        )
        .otherwise("entity_id")
        .alias("entity_id")
    )
    return text.with_columns(own.to_series().cast(stored.schema["entity_id"]))


def applied(mentions: pl.DataFrame, found: Resolution) -> pl.DataFrame:
    """Mentions (row, entity_id, kind, name, count, role) under the entities and names that hold; texts as categories.

    One line an article and entity. Each entity shows one name everywhere: the one people gave it, else the most
    frequent of those not merged into it, Russian spellings first.
    """
    mentions = mentions.with_columns(pl.col("entity_id", "kind", "name", "role").cast(pl.Categorical))
    stored = mentions.group_by("entity_id", "kind", "name").agg(pl.len().alias("articles"))
    rows = [
        {"entity_id": key, "name": name, "entity": found.of(key, name), "articles": articles}
        for key, name, articles in stored.select(pl.col("entity_id", "name").cast(pl.String), "articles").iter_rows()
    ]
    schema = {"entity_id": pl.String, "name": pl.String, "entity": pl.String, "articles": pl.Int64}
    spelled = pl.DataFrame(rows, schema=schema)
    shown = (
        spelled.with_columns(
            own=pl.col("entity_id") == pl.col("entity"), cyrillic=pl.col("name").str.contains(r"^[«\"]?[А-ЯЁа-яё]")
        )
        .group_by("entity", "name", "own", "cyrillic")
        .agg(pl.col("articles").sum())
        .sort(["own", "cyrillic", "articles", "name"], descending=[True, True, True, False])
        .unique("entity", keep="first", maintain_order=True)
        .select("entity", "name")
    )
    given = pl.DataFrame(
        {"entity": list(found.shown), "given": list(found.shown.values())},
        schema={"entity": pl.String, "given": pl.String},
    )
    names = shown.join(given, on="entity", how="left").select("entity", shown=pl.coalesce("given", "name"))
    holding = spelled.join(names, on="entity").select(
        pl.col("entity_id", "name", "entity", "shown").cast(pl.Categorical)
    )
    told = mentions.join(holding, on=["entity_id", "name"], maintain_order="left").select(
        "row", "kind", "count", "role", entity_id="entity", name="shown"
    )
    # Few lines fall together, so only those are grouped: grouping millions would take a gigabyte.
    line = pl.col("row").cast(pl.UInt64) * 2**32 + pl.col("entity_id").to_physical().cast(pl.UInt64)
    together = told.select(line.is_duplicated()).to_series()
    several = (
        told.filter(together)
        .with_columns(rank=pl.col("role").cast(pl.String).replace_strict(_RANK, default=0, return_dtype=pl.Int8))
        .group_by("row", "entity_id", maintain_order=True)
        .agg(
            pl.col("kind", "name").first(),
            pl.col("count").sum(),
            pl.col("role").sort_by("rank").last(),
        )
    )
    columns = ["row", "entity_id", "kind", "name", "count", "role"]
    return pl.concat([told.filter(~together).select(columns), several.select(columns)])


def read_log(frame: pl.DataFrame) -> list[Decision]:
    """The rows of the decisions table."""
    return [Decision(**row) for row in frame.iter_rows(named=True)]


def as_row(line: Decision) -> pl.DataFrame:
    """One decision as a frame for the decisions table."""
    values: Mapping[str, object] = {name: getattr(line, name) for name in DECISIONS}
    return pl.DataFrame([values], schema=DECISIONS)
