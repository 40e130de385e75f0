"""The facts that every chart and list is made of: slim frames, kept in memory until a table changes."""

import contextlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import polars as pl
from filelock import Timeout as LockTimeout

from analytics.called import Called, spellings
from analytics.cubes import Cubes, cubes
from analytics.dossier import Reading, reading
from analytics.effective import effective_topics, latest_labels, latest_predictions, newest_revisions, with_sections
from analytics.entities.decisions import Decision, Resolution, applied, read_log, resolve, told_apart
from analytics.entities.evidence import SCHEMA as EVIDENCE
from analytics.entities.evidence import evidence
from analytics.factfiles import FactFiles
from analytics.headlines import Headlines
from analytics.labelled import models_in_turn
from analytics.named import Named
from analytics.notes import Note
from analytics.notes import current as current_notes
from analytics.relabelled import SHARED, Counted, relabelled
from analytics.renamed import renamed
from analytics.steps import moment_in
from analytics.store import Store

# How long the tables' versions are believed before they are looked at again, in seconds.
_FRESH: Final = 1.0
# The tables that facts are worked out from: a job that moves on or a view that is saved changes no number. What people
# label, decide on names and note is put on top without working out the rest again.
_COUNTED: Final = ("articles", "predictions", "mentions")
_READ: Final = (*_COUNTED, "decisions", "labels", "notes")
_CUBE: Final = "cube-"
_CUBES: Final = tuple(f"{_CUBE}{part.name}" for part in fields(Cubes) if part.init)
_FRAMES: Final = (
    "articles",
    "topics",
    "mentions",
    "spellings",
    "evidence",
    "labels",
    "decisions",
    *_CUBES,
)  # by name, as they are kept on disk
# Fewer articles than this are read from the tables in less than half a second, and not worth a second copy on disk.
_WORTH_KEEPING: Final = 50_000
# A date known only to the day keeps its printed day in every zone; it is printed in Baku's.
PRINTED_ZONE: Final = "Asia/Baku"


@dataclass(frozen=True)
class Facts:
    """Three frames for one time zone that hang together by ``row``, the position of an article in ``articles``.

    All three have day, week (its Monday) and month (its first day) in the zone, null where undated; source, lang,
    section (effective code or null), basis (human / printed / predicted or null), copy (an exact copy of an earlier
    article), model (that predicted last, or null). Having them everywhere lets a chart filter and count one frame without a
    join.
    ``articles`` adds article_id, original (the row of the article that it copies, or null), published (UTC), day_only, title, score (of a predicted section), best (the likeliest
    section, sure or not), has_topic.
    ``topics`` adds code, score, topic_basis; ``mentions`` adds entity_id, kind, name, count, role, a line an article and
    entity, with the decisions of people applied.
    """

    zone: str
    articles: pl.DataFrame
    topics: pl.DataFrame
    mentions: pl.DataFrame
    names: Resolution
    evidence: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=EVIDENCE))  # of who is who, see there
    notes: tuple[Note, ...] = ()
    called: Called = field(default_factory=Called)  # the names of entities in the reader's language
    cubes: Cubes | None = None  # without them every question is answered from the frames
    heard: frozenset[str] = frozenset()  # the lines of the log of labels that are counted in
    decided: frozenset[str] = frozenset()  # the lines of the log of decisions on names that are counted in
    rows: object = field(default_factory=object, compare=False, repr=False)  # the same where rows are the same articles

    @cached_property
    def models(self) -> tuple[str | None, ...]:
        """The models that predicted what is counted, None for articles that none has predicted yet."""
        return tuple(self.articles.get_column("model").unique().cast(pl.String).sort().to_list())

    @cached_property
    def hours(self) -> pl.Series:
        """The hour of each row of ``articles`` on the clock of the zone, null where only the day is known."""
        hour = pl.when(~pl.col("day_only")).then(moment_in(self.zone)).dt.truncate("1h")
        return self.articles.select(hour.alias("hour")).get_column("hour")

    @cached_property
    def named(self) -> Named:
        """Who is named where, for what is asked of millions of mentions."""
        return Named(self.articles, self.mentions)

    @cached_property
    def headlines(self) -> Headlines:
        """What the titles of articles say, word by word."""
        return Headlines(self.articles)

    @cached_property
    def undated(self) -> pl.DataFrame:
        """The rows of ``articles`` without a day: few, and every chart says how many of them it leaves out."""
        return self.articles.filter(pl.col("day").is_null())

    def said_anew(self, **changed: Any) -> "Facts":
        """The facts after what people said changed some of them, names and titles as before: what was made of those is kept."""
        found = replace(self, **changed)
        vars(found).update(named=self.named, headlines=self.headlines)
        return found

    def named_anew(self, **changed: Any) -> "Facts":
        """The facts after people decided on names: what titles say stays, what was made of mentions does not."""
        found = replace(self, **changed)
        vars(found).update(headlines=self.headlines)
        return found


class Archive:
    """Reads a store. Safe to share between threads; each process has its own.

    ``printed`` maps folded printed section names to codes. From ``keep_from`` articles on, the facts are left as files in the
    home, so that the next process need not work them out.
    """

    def __init__(self, store: Store, *, printed: Mapping[str, str], keep_from: int = _WORTH_KEEPING) -> None:
        self._store = store
        self._keep_from = keep_from
        self._printed = dict(printed)
        self._lock = threading.Lock()
        self._facts: dict[str, Facts] = {}
        self._turns: dict[str, tuple[Facts, tuple[tuple[date, str], ...]]] = {}
        self._versions: tuple[int, ...] = ()
        self._looked = 0.0

    def facts(self, zone: str = PRINTED_ZONE) -> Facts:
        """The facts as of now, at most a second old, with days counted in ``zone``."""
        with self._lock:
            now = time.monotonic()
            if now - self._looked > _FRESH:
                versions = self._store.versions(_READ)
                if versions[: len(_COUNTED)] != self._versions[: len(_COUNTED)]:
                    self._facts = {}
                elif versions != self._versions:
                    self._facts = {name: self._updated(facts) for name, facts in self._facts.items()}
                self._versions, self._looked = versions, now
            if zone not in self._facts:
                self._facts[zone] = self._load(zone)
            return self._facts[zone]

    def refresh(self) -> None:
        """Look at the tables again at the next question, without waiting for the second to pass."""
        with self._lock:
            self._looked = float("-inf")

    def _load(self, zone: str) -> Facts:
        """From the files of another process, else from the tables; of several processes one works, and the others wait."""
        rest = {"zone": zone, "printed": self._printed}
        files = FactFiles(self._store.home, versions=self._store.versions(_COUNTED), rest=rest)
        kept = files.read(_FRAMES)
        with contextlib.ExitStack() as held:
            if kept is None:
                with contextlib.suppress(OSError, LockTimeout):  # a home that cannot be written is read all the same
                    held.enter_context(self._store.locked("facts"))
                kept = files.read(_FRAMES)
            if kept is not None:
                return self._updated(_facts_of(self._store, zone, kept))
            found = load_facts(self._store, printed=self._printed, zone=zone)
            if found.articles.height >= self._keep_from:
                files.write(_frames_of(found))
            return found

    def _updated(self, facts: Facts) -> Facts:
        """Facts with what people labelled, decided on names and noted since."""
        labels, log = self._store.scan("labels").collect(), read_log(self._store.scan("decisions").collect())
        heard, decided = frozenset(labels.get_column("label_id")), frozenset(line.decision_id for line in log)
        if facts.heard - heard or facts.decided - decided:  # a table that was restored from a copy
            return load_facts(self._store, printed=self._printed, zone=facts.zone)
        if decided != facts.decided:
            facts = self._renamed(facts, log, decided)
        if heard != facts.heard and facts.cubes is not None:
            facts = self._relabelled(facts, labels, heard)
        return facts.said_anew(notes=tuple(current_notes(self._store.scan("notes").collect())))

    def _renamed(self, facts: Facts, log: Sequence[Decision], decided: frozenset[str]) -> Facts:
        names = resolve(log, facts.evidence)
        mentions, spelled = renamed(
            self._store,
            facts.articles,
            facts.mentions,
            facts.called.spellings,
            before=facts.names,
            after=names,
        )
        return facts.named_anew(
            mentions=mentions, names=names, called=Called(spelled, mentions, given=names.shown), decided=decided
        )

    def _relabelled(self, facts: Facts, labels: pl.DataFrame, heard: frozenset[str]) -> Facts:
        assert facts.cubes is not None
        fresh = labels.filter(~pl.col("label_id").is_in(list(facts.heard)))
        before = Counted(articles=facts.articles, topics=facts.topics, mentions=facts.mentions, cubes=facts.cubes)
        after = relabelled(
            self._store,
            before,
            labels,
            fresh.get_column("article_id").unique().to_list(),
            printed=self._printed,
        )
        return facts.said_anew(
            articles=after.articles,
            topics=after.topics,
            mentions=after.mentions,
            cubes=after.cubes,
            heard=heard,
        )

    def models_in_turn(self, zone: str = PRINTED_ZONE) -> tuple[tuple[date, str], ...]:
        """See :func:`analytics.labelled.models_in_turn`; worked out once for the facts of now."""
        facts = self.facts(zone)
        kept = self._turns.get(zone)
        if kept is None or kept[0] is not facts:
            kept = self._turns[zone] = facts, models_in_turn(facts.articles)
        return kept[1]

    def model_changes(self, zone: str = PRINTED_ZONE) -> tuple[tuple[date, str], ...]:
        """The days from which another model than before labelled most articles, and that model."""
        return self.models_in_turn(zone)[1:]

    def texts(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The text of each article's newest revision, by article_id."""
        wanted = self._store.scan("articles").filter(pl.col("article_id").is_in(list(article_ids)))
        found = wanted.select("article_id", "revision", "text").sort("revision").collect()
        return {row[0]: row[2] or "" for row in found.iter_rows()}

    def links(self, article_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Title and address of each article's newest revision, by article_id."""
        wanted = self._store.scan("articles").filter(pl.col("article_id").is_in(list(article_ids)))
        found = wanted.select("article_id", "revision", "title", "url").sort("revision").collect()
        return {row[0]: (row[2] or "", row[3] or "") for row in found.iter_rows()}

    def read(self, article_id: str) -> Reading | None:
        """Everything about one article, or None where there is no such article."""
        facts = self.facts()
        return reading(
            self._store,
            article_id,
            articles=facts.articles,
            topics=facts.topics,
            mentions=facts.mentions,
            names=facts.names,
        )


def load_facts(store: Store, *, printed: Mapping[str, str], zone: str = PRINTED_ZONE) -> Facts:
    """Read the tables once and work out what counts: newest revisions, effective sections and topics."""
    current = newest_revisions(store).with_row_index("row")
    key = current.select("row", "article_id", "revision")
    predictions = latest_predictions(store, key)
    said, log = store.scan("labels").collect(), store.scan("decisions").collect()
    labels = latest_labels(said, key)
    topics = effective_topics(predictions, labels)
    articles = (
        with_sections(current, predictions, labels, printed)
        .with_columns(day=_day_in(zone))
        .with_columns(week=pl.col("day").dt.truncate("1w"), month=pl.col("day").dt.truncate("1mo"))
        .with_columns(has_topic=pl.col("row").is_in(topics.get_column("row").unique().implode()))
    )
    shared = articles.select(SHARED)
    topics = topics.join(shared, on="row", maintain_order="left")
    mentions, spelled, proof = _mentions(store, key, articles.get_column("lang"), read_log(log))
    mentions = mentions.join(shared, on="row", maintain_order="left")
    counted = cubes(articles, topics)
    frames = {"articles": articles, "topics": topics, "mentions": mentions, "spellings": spelled, "evidence": proof}
    frames |= {"labels": said.select("label_id"), "decisions": log.select("decision_id")}
    return _facts_of(store, zone, frames | {name: getattr(counted, name.removeprefix(_CUBE)) for name in _CUBES})


def _facts_of(store: Store, zone: str, frames: Mapping[str, pl.DataFrame]) -> Facts:
    """The frames with what is small enough to be read each time."""
    decided = frozenset(frames["decisions"].get_column("decision_id"))
    log = [line for line in read_log(store.scan("decisions").collect()) if line.decision_id in decided]
    names = resolve(log, frames["evidence"])
    return Facts(
        zone=zone,
        articles=frames["articles"],
        topics=frames["topics"],
        mentions=frames["mentions"],
        names=names,
        evidence=frames["evidence"],
        called=Called(frames["spellings"], frames["mentions"], given=names.shown),
        notes=tuple(current_notes(store.scan("notes").collect())),
        cubes=Cubes(**{name.removeprefix(_CUBE): frames[name] for name in _CUBES}),
        heard=frozenset(frames["labels"].get_column("label_id")),
        decided=decided,
    )


def _frames_of(facts: Facts) -> dict[str, pl.DataFrame]:
    frames = {"articles": facts.articles, "topics": facts.topics, "mentions": facts.mentions}
    frames["spellings"] = facts.called.spellings
    frames["evidence"] = facts.evidence
    frames["labels"] = pl.DataFrame({"label_id": sorted(facts.heard)}, schema={"label_id": pl.String})
    frames["decisions"] = pl.DataFrame({"decision_id": sorted(facts.decided)}, schema={"decision_id": pl.String})
    return frames | {name: getattr(facts.cubes, name.removeprefix(_CUBE)) for name in _CUBES}


def _day_in(zone: str) -> pl.Expr:
    """The calendar day of ``published`` in a time zone; a date known only to the day keeps its printed day."""
    local = pl.col("published").dt.convert_time_zone(zone).dt.date()
    printed = pl.col("published").dt.convert_time_zone(PRINTED_ZONE).dt.date()
    return pl.when(pl.col("day_only")).then(printed).otherwise(local)


def _mentions(
    store: Store, key: pl.DataFrame, langs: pl.Series, log: Sequence[Decision]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """row, entity_id, kind, name, count, role: who is in each article, with what the archive proves and people decided
    applied; the spellings; and what the archive proves."""
    stored = (
        store.scan("mentions")
        .filter(pl.col("entity_id").is_not_null())
        # Categorical from the start: the same names millions of times over would fill the memory.
        .select(
            "article_id",
            "revision",
            pl.col("entity_id", "kind", "name", "role").cast(pl.Categorical),
            "count",
            "titles",
        )
        .join(key.lazy(), on=["article_id", "revision"])
        .select("row", "entity_id", "kind", "name", "count", "role", "titles")
        .sort("row")
        .collect()
    )
    proof = evidence(stored)
    names = resolve(log, proof)
    stored = told_apart(stored, names).drop("titles")
    return applied(stored, names).sort("row"), spellings(stored, langs, names), proof
