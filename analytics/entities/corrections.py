"""The entities of an archive, looked up and corrected by people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from analytics.archive import Archive
from analytics.audit import Audit
from analytics.entities.decisions import Decision, Kind, Resolution, as_row, decision, read_log, told_apart
from analytics.entities.keys import entity_id
from analytics.entities.names import load_naming
from analytics.errors import UsageError
from analytics.filters import Filters
from analytics.offices import offices
from analytics.store import Store
from analytics.text import fold

_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name under which an entity was stored: its own id, how many articles, and why it belongs to the entity."""

    name: str
    entity_id: str
    articles: int
    why: str


class Names:
    """What is known of the names of a store; every change is one line in its decisions."""

    def __init__(self, store: Store, archive: Archive, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self._store = store
        self._archive = archive
        self._clock = clock

    def find(self, given: str, kind: str | None = None) -> str:
        """The entity that an id, a name as shown or a stored spelling means; :class:`UsageError` where none or several."""
        names = self._archive.facts().names
        known = self._stored(names)
        if given in set(known["entity"]) | set(known["entity_id"]):
            return names.root(given)
        naming = load_naming()
        wanted = {entity_id("PER", given)}
        wanted |= {entity_id(thing, naming.known(given, thing) or given) for thing in ("ORG", "LOC")}
        called = [key for key, shown in names.shown.items() if fold(shown) == fold(given)]
        # The closer the match the more it counts: what is shown or printed so, before what is only spelled alike.
        for fits in (
            pl.col("entity").is_in(called) | (pl.col("folded") == fold(given)),
            pl.col("entity_id").is_in(wanted),
        ):
            found = sorted(set(known.filter(fits)["entity"]))
            found = [key for key in found if kind is None or key.startswith(f"{kind}:")]
            if found:
                break
        if not found:
            raise UsageError(f"no entity is called {given}: see rubrika names list, or give an id such as PER:…")
        if len(found) > 1:
            raise UsageError(f"{given} may be {' or '.join(found[:_MOST_SHOWN])}: give the id, or --kind")
        return str(found[0])

    def spellings(self, key: str) -> list[Spelling]:
        """Under which names the entity was found, most frequent first."""
        names = self._archive.facts().names
        known = self._stored(names).filter(pl.col("entity") == key).sort(["articles", "name"], descending=[True, False])
        first = known.item(0, "name") if known.height else ""
        return [
            Spelling(
                row["name"], row["entity_id"], row["articles"], _why(names, row["entity_id"], row["name"], key, first)
            )
            for row in known.iter_rows(named=True)
        ]

    def part(self, key: str, given: str) -> str:
        """What of an entity a person means to split off: an entity that is part of it, a spelling, or an office.

        :class:`UsageError` where it is none of them.
        """
        inside = self.spellings(key)
        for spelling in inside:
            if given == spelling.entity_id or (fold(given) == fold(spelling.name) and spelling.entity_id != key):
                return spelling.entity_id
        called = [f" {fold(title)} " for title in offices(self._store, self._archive.facts(), Filters(), key)["title"]]
        if fold(given) not in {fold(spelling.name) for spelling in inside} and not any(
            f" {fold(given)} " in title for title in called
        ):
            raise UsageError(f"{given} is no spelling or office of {key}: see rubrika names show")
        return given

    def decide(self, kind: Kind, key: str, other: str, *, who: str, note: str = "") -> Decision:
        """Write one decision down."""
        line = decision(kind, key, other, who=who, when=self._clock(), note=note)
        self._store.append("decisions", as_row(line))
        Audit(self._store.home, clock=self._clock).record(kind, who=who, about=key, detail=other)
        return line

    def undo(self, decision_id: str, *, who: str) -> Decision:
        """Take a decision back; :class:`UsageError` where there is none of this id."""
        taken = [line for line in self.log() if line.decision_id == decision_id]
        if not taken:
            raise UsageError(f"there is no decision {decision_id}: see rubrika names log")
        return self.decide("undo", taken[0].entity_id, decision_id, who=who)

    def log(self) -> list[Decision]:
        """All decisions, oldest first."""
        return sorted(read_log(self._store.scan("decisions").collect()), key=lambda line: line.when)

    def in_force(self) -> list[Decision]:
        """The decisions that hold, oldest first."""
        lines = self.log()
        holds = effective(lines)
        return [line for line in lines if line.decision_id in holds and line.kind != "undo"]

    def _stored(self, names: Resolution) -> pl.DataFrame:
        """entity_id and name as stored, folded name, articles, and the entity that they belong to."""
        return (
            self._store.scan("mentions")
            .filter(pl.col("entity_id").is_not_null())
            .select("article_id", "entity_id", "name", "titles")
            .collect()
            .pipe(told_apart, names)
            .group_by("entity_id", "name")
            .agg(pl.col("article_id").n_unique().alias("articles"))
            .with_columns(
                pl.col("name").map_elements(fold, return_dtype=pl.String).alias("folded"),
                pl.struct("entity_id", "name")
                .map_elements(lambda row: names.of(row["entity_id"], row["name"]), return_dtype=pl.String)
                .alias("entity"),
            )
        )


def effective(log: list[Decision]) -> set[str]:
    """The ids of the decisions that are in force, as opposed to undone."""
    undone = {line.other for line in log if line.kind == "undo"}
    return {line.decision_id for line in log if line.decision_id not in undone}


def _why(names: Resolution, stored: str, name: str, entity: str, first: str) -> str:
    if stored in names.callings.values() and stored == entity:
        return "told apart by the office"
    if stored in names.joined and names.parents.get(stored) == names.joined[stored]:
        return "the surname and office of one full name"
    if stored != entity and not entity.startswith(stored + "/"):
        return "merged by a decision"
    if entity.startswith(stored + "/") or "/" in stored:
        return "split off by a decision"
    if name == first:
        return "the most frequent spelling"
    return "spelled alike in the three alphabets" if stored.startswith("PER:") else "the same listed name"
