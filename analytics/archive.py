"""The facts that every chart and list is made of: slim frames, kept in memory until a table changes."""

import contextlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl
from filelock import Timeout as LockTimeout

from analytics.article import Attribution
from analytics.called import Called, spellings
from analytics.cubes import Cubes, cubes
from analytics.entities.decisions import Resolution, applied, read_log, resolve
from analytics.factfiles import FactFiles
from analytics.filters import UNCLASSIFIED
from analytics.labelled import models_in_turn
from analytics.labels import in_force
from analytics.notes import Note
from analytics.notes import current as current_notes
from analytics.store import Store
from analytics.text import fold

# How long the tables' versions are believed before they are looked at again, in seconds.
_FRESH: Final = 1.0
# The tables that facts are made of: a job that moves on or a view that is saved changes no number.
_COUNTED: Final = ("articles", "predictions", "mentions", "labels", "decisions")
_READ: Final = (*_COUNTED, "notes")
_CUBE: Final = "cube-"
_CUBES: Final = tuple(f"{_CUBE}{part.name}" for part in fields(Cubes) if part.init)
_FRAMES: Final = ("articles", "topics", "mentions", "spellings", *_CUBES)  # by name, as they are kept on disk
# Fewer articles than this are read from the tables in less than half a second, and not worth a second copy on disk.
_WORTH_KEEPING: Final = 50_000
# A date known only to the day keeps its printed day in every zone; it is printed in Baku's.
PRINTED_ZONE: Final = "Asia/Baku"


@dataclass(frozen=True)
class Facts:
    """Three frames for one time zone that hang together by ``row``, the position of an article in ``articles``.

    All three have day, week (its Monday) and month (its first day) in the zone, null where undated; source, lang,
    section (effective code or null), basis (human / printed / predicted or null), copy (an exact copy of an earlier
    article). Having them everywhere lets a chart filter and count one frame without a join.
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
    notes: tuple[Note, ...] = ()
    called: Called = field(default_factory=Called)  # the names of entities in the reader's language
    cubes: Cubes | None = None  # without them every question is answered from the frames

    @cached_property
    def undated(self) -> pl.DataFrame:
        """The rows of ``articles`` without a day: few, and every chart says how many of them it leaves out."""
        return self.articles.filter(pl.col("day").is_null())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article with all that is known about it, for reading."""

    article: Mapping[str, object]
    section: str | None
    basis: str | None
    best: tuple[str, float] | None  # the likeliest section, sure or not
    model: str | None
    topics: tuple[tuple[str, float, str], ...]  # code, score, basis
    entities: tuple[Mapping[str, object], ...]  # kind, name, entity_id, count, role, surfaces
    attribution: tuple[Attribution, ...]
    copies: tuple[Mapping[str, object], ...]  # article_id, source, published of exact copies


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
                if versions != self._versions:
                    self._facts, self._versions = {}, versions
                self._looked = now
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
                return _facts_of(self._store, zone, kept)
            found = load_facts(self._store, printed=self._printed, zone=zone)
            if found.articles.height >= self._keep_from:
                files.write(_frames_of(found))
            return found

    def models_in_turn(self, zone: str = PRINTED_ZONE) -> tuple[tuple[date, str], ...]:
        """See :func:`analytics.labelled.models_in_turn`; worked out once for the facts of now."""
        facts = self.facts(zone)
        kept = self._turns.get(zone)
        if kept is None or kept[0] is not facts:
            kept = self._turns[zone] = facts, models_in_turn(self._store, facts.articles)
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
        known = facts.articles.filter(pl.col("article_id") == article_id)
        if known.is_empty():
            return None
        slim = known.row(0, named=True)
        ours = pl.col("article_id") == article_id
        article = self._store.scan("articles").filter(ours).sort("revision").last().collect().row(0, named=True)
        of_revision = ours & (pl.col("revision") == article["revision"])
        predicted = self._store.scan("predictions").filter(of_revision).sort("predicted_at").last().collect()
        prediction = predicted.row(0, named=True) if predicted.height else None
        mentions = self._store.scan("mentions").filter(of_revision & pl.col("entity_id").is_not_null()).collect()
        original = article["duplicate_of"] or article_id
        copies = (
            self._store.scan("articles")
            .filter(((pl.col("duplicate_of") == original) | (pl.col("article_id") == original)) & ~ours)
            .select("article_id", "source", "published", "url")
            .unique("article_id", keep="last", maintain_order=True)
            .collect()
        )
        topics = facts.topics.filter(pl.col("row") == slim["row"]).sort("score", descending=True)
        return Reading(
            article=article,
            section=slim["section"],
            basis=slim["basis"],
            best=(prediction["best"], prediction["best_score"]) if prediction and prediction["best"] else None,
            model=prediction["model"] if prediction else None,
            topics=tuple(topics.select("code", "score", "topic_basis").iter_rows()),
            entities=_named(mentions, facts, slim["row"]),
            attribution=tuple(Attribution(**given) for given in article["attribution"] or ()),
            copies=tuple(copies.iter_rows(named=True)),
        )


def load_facts(store: Store, *, printed: Mapping[str, str], zone: str = PRINTED_ZONE) -> Facts:
    """Read the tables once and work out what counts: newest revisions, effective sections and topics."""
    current = (
        store.scan("articles")
        .select(
            "article_id",
            "revision",
            "published",
            "published_precision",
            "source",
            "lang",
            "title",
            "section",
            "duplicate_of",
        )
        .filter(pl.col("revision") == pl.col("revision").max().over("article_id"))
        .collect()
        .with_row_index("row")
    )
    key = current.select("row", "article_id", "revision")
    predictions = _latest_predictions(store, key)
    labels = _latest_labels(store, key)
    topics = _topics(predictions, labels)
    articles = (
        _with_sections(current, predictions, labels, printed)
        .with_columns(day=_day_in(zone))
        .with_columns(week=pl.col("day").dt.truncate("1w"), month=pl.col("day").dt.truncate("1mo"))
        .with_columns(has_topic=pl.col("row").is_in(topics.get_column("row").unique().implode()))
    )
    names = resolve(read_log(store.scan("decisions").collect()))
    shared = articles.select("row", "day", "week", "month", "source", "lang", "section", "basis", "copy")
    topics = topics.join(shared, on="row", maintain_order="left")
    mentions, spelled = _mentions(store, key, names, articles.get_column("lang"))
    mentions = mentions.join(shared, on="row", maintain_order="left")
    counted = cubes(articles, topics)
    frames = {"articles": articles, "topics": topics, "mentions": mentions, "spellings": spelled}
    return _facts_of(store, zone, frames | {name: getattr(counted, name.removeprefix(_CUBE)) for name in _CUBES})


def _facts_of(store: Store, zone: str, frames: Mapping[str, pl.DataFrame]) -> Facts:
    """The frames with what is small enough to be read each time."""
    names = resolve(read_log(store.scan("decisions").collect()))
    return Facts(
        zone=zone,
        articles=frames["articles"],
        topics=frames["topics"],
        mentions=frames["mentions"],
        names=names,
        called=Called(frames["spellings"], frames["mentions"], given=names.shown),
        notes=tuple(current_notes(store.scan("notes").collect())),
        cubes=Cubes(**{name.removeprefix(_CUBE): frames[name] for name in _CUBES}),
    )


def _frames_of(facts: Facts) -> dict[str, pl.DataFrame]:
    frames = {"articles": facts.articles, "topics": facts.topics, "mentions": facts.mentions}
    frames["spellings"] = facts.called.spellings
    return frames | {name: getattr(facts.cubes, name.removeprefix(_CUBE)) for name in _CUBES}


def _day_in(zone: str) -> pl.Expr:
    """The calendar day of ``published`` in a time zone; a date known only to the day keeps its printed day."""
    local = pl.col("published").dt.convert_time_zone(zone).dt.date()
    printed = pl.col("published").dt.convert_time_zone(PRINTED_ZONE).dt.date()
    return pl.when(pl.col("day_only")).then(printed).otherwise(local)


def _latest_predictions(store: Store, key: pl.DataFrame) -> pl.DataFrame:
    """row, best, section, best_score, topics: the newest prediction of each article's newest revision."""
    return (
        store.scan("predictions")
        .select("article_id", "revision", "best", "section", "best_score", "topics", "predicted_at")
        .join(key.lazy(), on=["article_id", "revision"])
        .sort("predicted_at")
        .unique("row", keep="last", maintain_order=True)
        .select("row", "best", "section", "best_score", "topics")
        .collect()
    )


def _latest_labels(store: Store, key: pl.DataFrame) -> pl.DataFrame:
    """row, target, code, verdict, when: the last word of people on each article, target and code."""
    held = in_force(store.scan("labels").select("article_id", "target", "code", "verdict", "when").collect())
    return held.join(key.select("row", "article_id"), on="article_id", maintain_order="left").select(
        "row", "target", "code", "verdict", "when"
    )


def _with_sections(
    current: pl.DataFrame, predictions: pl.DataFrame, labels: pl.DataFrame, printed: Mapping[str, str]
) -> pl.DataFrame:
    """The effective section: the latest human label, else the printed one as a code, else the prediction."""
    human = (
        labels.filter((pl.col("target") == "section") & (pl.col("verdict") == "is"))
        .sort("when")
        .unique("row", keep="last", maintain_order=True)
        .select("row", pl.col("code").alias("human"))
    )
    denied = labels.filter((pl.col("target") == "section") & (pl.col("verdict") == "is not")).select(
        "row", pl.col("code").alias("predicted"), pl.lit(True).alias("denied")
    )
    names = current.get_column("section").unique().drop_nulls().to_list()
    codes = {name: printed[fold(name)] for name in names if fold(name) in printed}
    mapped = pl.DataFrame(
        {"section": list(codes), "printed": list(codes.values())}, schema={"section": pl.String, "printed": pl.String}
    )
    guess = predictions.select("row", "best", pl.col("section").alias("predicted"), "best_score")
    return (
        current.join(human, on="row", how="left")
        .join(mapped, on="section", how="left")
        .join(guess, on="row", how="left")
        .join(denied, on=["row", "predicted"], how="left")
        .join(_originals(current), on="row", how="left")
        .with_columns(predicted=pl.when(pl.col("denied").is_null()).then("predicted"))
        .sort("row")
        .select(
            "row",
            "article_id",
            "published",
            (pl.col("published_precision") == "day").fill_null(False).alias("day_only"),
            pl.col("source").cast(pl.Categorical),
            pl.col("lang").cast(pl.Categorical),
            "title",
            # People may say that an article belongs on none of the shelves, whatever is printed.
            pl.when((pl.col("human") == UNCLASSIFIED).fill_null(False))
            .then(None)
            .otherwise(pl.coalesce("human", "printed", "predicted"))
            .cast(pl.Categorical)
            .alias("section"),
            pl.when(pl.col("human").is_not_null())
            .then(pl.lit("human"))
            .when(pl.col("printed").is_not_null())
            .then(pl.lit("printed"))
            .when(pl.col("predicted").is_not_null())
            .then(pl.lit("predicted"))
            .cast(pl.Categorical)
            .alias("basis"),
            pl.when(pl.col("human").is_null() & pl.col("printed").is_null()).then("best_score").alias("score"),
            pl.col("best").cast(pl.Categorical),
            pl.col("duplicate_of").is_not_null().alias("copy"),
            "original",
        )
    )


def _originals(current: pl.DataFrame) -> pl.DataFrame:
    """row, original: the rows of copies and of what they copy."""
    copies = current.select("row", article_id="duplicate_of").drop_nulls("article_id")
    return copies.join(current.select("article_id", original="row"), on="article_id").select("row", "original")


def _topics(predictions: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Predicted topics, with the labels of people added and taken away."""
    predicted = (
        predictions.select("row", "topics")
        .explode("topics")
        .unnest("topics")
        .drop_nulls("code")
        .with_columns(topic_basis=pl.lit("predicted"))
    )
    human = labels.filter(pl.col("target") == "topic")
    added = human.filter(pl.col("verdict") == "is").select(
        "row", "code", pl.lit(1.0).alias("score"), pl.lit("human").alias("topic_basis")
    )
    return (
        pl.concat([predicted.join(human, on=["row", "code"], how="anti"), added])
        .sort("row")
        .with_columns(pl.col("code").cast(pl.Categorical))
    )


def _named(stored: pl.DataFrame, facts: Facts, row: int) -> tuple[Mapping[str, object], ...]:
    """The entities of one article as they are counted, most mentioned first, with all their places in the text."""
    places: dict[str, list[Mapping[str, object]]] = {}
    for mention in stored.iter_rows(named=True):
        places.setdefault(facts.names.of(mention["entity_id"], mention["name"]), []).extend(mention["surfaces"])
    counted = facts.mentions.filter(pl.col("row") == row).sort("count", descending=True, maintain_order=True)
    return tuple(
        {**entity, "surfaces": places.get(entity["entity_id"], [])}
        for entity in counted.select("entity_id", "kind", "name", "count", "role").iter_rows(named=True)
    )


def _mentions(
    store: Store, key: pl.DataFrame, names: Resolution, langs: pl.Series
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """row, entity_id, kind, name, count, role: who is in each article, people's decisions applied; and the spellings."""
    stored = (
        store.scan("mentions")
        .filter(pl.col("entity_id").is_not_null())
        # Categorical from the start: the same names millions of times over would fill the memory.
        .select("article_id", "revision", pl.col("entity_id", "kind", "name", "role").cast(pl.Categorical), "count")
        .join(key.lazy(), on=["article_id", "revision"])
        .select("row", "entity_id", "kind", "name", "count", "role")
        .sort("row")
        .collect()
    )
    return applied(stored, names).sort("row"), spellings(stored, langs, names)
