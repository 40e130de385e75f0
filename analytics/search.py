"""Full text: a Tantivy index beside the tables, rebuilt from them at will."""

import hashlib
import re
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import numpy as np
import orjson
import polars as pl
import tantivy
from filelock import FileLock
from filelock import Timeout as LockTimeout
from numpy.typing import NDArray

from analytics.archive import Facts
from analytics.errors import StoreError
from analytics.filters import Bucket, Filters
from analytics.queries import select
from analytics.querying import Both, Node, Phrase, Query, Without, Word, parse_query
from analytics.store import Store
from analytics.text import fold, lower
from analytics.trends import cells
from analytics.words import stem

_FORMAT: Final = 1
_LANGUAGES: Final = ("ru", "az", "en")
_BATCH: Final = 20_000
_HEAP: Final = 64_000_000
_LOCK_WAIT: Final = 600
_SNIPPET: Final = 240
_NO_ROWS: Final = (np.zeros(0, np.uint64), np.zeros(0, np.uint32))
_TITLE_BOOST: Final = 3.0
_WORDS: Final = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("key", fast=True)
    for field in ("title_stems", "text_stems", "title_words", "text_words"):
        builder.add_text_field(field, tokenizer_name="whitespace")
    return builder.build()


class SearchIndex:
    """The index of one store. Safe to share between threads; other processes may update it meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = store.home / "search"
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._stamp = b""
        self._rows: tuple[Facts | None, NDArray[np.uint64], NDArray[np.uint32]] = (None, *_NO_ROWS)

    def update(self) -> int:
        """Bring the index up to the tables; how many articles were written. A damaged index is made anew."""
        try:
            with FileLock(self._store.home / ".search.lock", timeout=_LOCK_WAIT):
                return self._update()
        except LockTimeout as error:
            raise StoreError("the search index is being written by another process for too long; try again") from error
        except OSError as error:
            raise StoreError(f"cannot write the search index in {self._folder}: {error.strerror}") from error

    def is_current(self) -> bool:
        """Whether every article of the tables is in the index."""
        return self._state().get("articles") == self._store.versions(("articles",))[0]

    def find(self, facts: Facts, node: Node) -> pl.DataFrame:
        """row and score of every article that the text of a query fits; stale rows of the index are left out."""
        keys, scores = self._hits(node)
        known, rows = self._known(facts)
        if not len(known):
            return pl.DataFrame(schema={"row": pl.UInt32, "score": pl.Float32})
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        there = known[at] == keys
        return pl.DataFrame({"row": rows[at[there]], "score": scores[there]})

    def _hits(self, node: Node) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
        index = self._open()
        if index is None:
            return np.zeros(0, np.uint64), np.zeros(0, np.float32)
        searcher = index.searcher()
        found = searcher.search(_translated(node), limit=max(searcher.num_docs, 1), count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in found]) if found else []
        return np.array(keys, dtype=np.uint64), np.array([score for score, _ in found], dtype=np.float32)

    def _known(self, facts: Facts) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """Keys of the articles in ``facts`` in order, and their rows; remembered until they change."""
        with self._lock:
            if self._rows[0] is not facts:
                keyed = _keyed(facts.articles).sort("key")
                self._rows = facts, keyed["key"].to_numpy(), keyed["row"].to_numpy()
            return self._rows[1], self._rows[2]

    def _open(self) -> "tantivy.Index | None":
        with self._lock:
            stamp = self._stamp_of()
            if not stamp:
                return None
            if self._index is None:
                self._index = tantivy.Index.open(str(self._folder))
            elif stamp != self._stamp:
                self._index.reload()
            self._stamp = stamp
            return self._index

    def _stamp_of(self) -> bytes:
        try:
            return (self._folder / "rubrika.json").read_bytes()
        except OSError:
            return b""

    def _state(self) -> dict[str, int]:
        try:
            state: dict[str, int] = orjson.loads(self._stamp_of() or b"{}")
        except orjson.JSONDecodeError:
            return {}
        return state if state.get("format") == _FORMAT else {}

    def _update(self) -> int:
        version = self._store.versions(("articles",))[0]
        state = self._state()
        if state.get("articles") == version:
            return 0
        since = bool(state) and (self._folder / "held.parquet").is_file()
        index = self._opened() if since else None
        if index is None:
            index, since = self._fresh(), False
        articles = self._store.scan("articles")
        newest = articles.group_by("article_id").agg(pl.col("revision").max()).collect()
        held = self._held() if since else newest.clear()
        fresh = newest.join(held, on=["article_id", "revision"], how="anti")
        writer = index.writer(_HEAP, 1)
        for batch in fresh.iter_slices(_BATCH):
            texts = articles.join(batch.lazy(), on=["article_id", "revision"], how="semi")
            for row in texts.select("article_id", "lang", "title", "text").collect().iter_rows(named=True):
                if since:
                    writer.delete_documents_by_term("article_id", row["article_id"])
                writer.add_document(_document(row))
        writer.commit()
        writer.wait_merging_threads()
        newest.write_parquet(self._folder / "held.parquet")
        stamp = {"format": _FORMAT, "articles": version, "rows": newest.height}
        temporary = self._folder / ".rubrika.json"
        temporary.write_bytes(orjson.dumps(stamp))
        temporary.replace(self._folder / "rubrika.json")
        return fresh.height

    def _held(self) -> pl.DataFrame:
        """article_id and revision of what is in the index."""
        return pl.read_parquet(self._folder / "held.parquet")

    def _fresh(self) -> "tantivy.Index":
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return tantivy.Index(_schema(), path=str(self._folder))

    def _opened(self) -> "tantivy.Index | None":
        try:
            return tantivy.Index.open(str(self._folder))
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of results: how many in all, and rows of article_id, published, source, lang, title, score."""

    total: int
    rows: pl.DataFrame


def matching(facts: Facts, index: SearchIndex, query: Query, filters: Filters) -> pl.LazyFrame:
    """The articles (rows of ``facts.articles``, with score) that fit a query and the filters."""
    narrowed = query.narrowed(filters, _entities(facts, query.names))
    if query.names and not narrowed.entities:
        return facts.articles.lazy().filter(False).with_columns(score=pl.lit(0.0, pl.Float32))
    if query.text is None:
        return select(facts, narrowed).with_columns(score=pl.lit(0.0, pl.Float32))
    hits = index.find(facts, query.text).sort("row")
    # A row is its position: only the hits are looked at, however large the archive.
    held = facts.articles[hits["row"]].with_columns(hits["score"])
    return select(replace(facts, articles=held), narrowed)


def search(
    facts: Facts,
    index: SearchIndex,
    query: Query,
    filters: Filters,
    *,
    offset: int = 0,
    limit: int = 20,
    newest: bool = True,
) -> Found:
    """One page of the articles that fit, newest first or, without ``newest``, the best first."""
    fitting = matching(facts, index, query, filters).select("row", "published", "score").collect()
    order = ["published", "row"] if newest else ["score", "row"]
    page = fitting.sort(order, descending=[True, False], nulls_last=True).slice(offset, limit)
    columns = facts.articles.select(
        "row", "article_id", pl.col("source").cast(pl.String), pl.col("lang").cast(pl.String), "title", "day_only"
    )
    return Found(total=fitting.height, rows=page.join(columns, on="row", how="left", maintain_order="left").drop("row"))


def query_trends(
    facts: Facts, index: SearchIndex, queries: Sequence[str], filters: Filters, *, bucket: Bucket, now: datetime
) -> pl.DataFrame:
    """Rows of :func:`analytics.trends.trends` with a key a query: the share of the articles that fit it."""
    found = [
        matching(facts, index, parse_query(query), filters).select("row", "day", "week", "month", key=pl.lit(query))
        for query in queries
    ]
    total = select(facts, filters)
    return cells(facts, filters, total, pl.concat(found), bucket=bucket, now=now, keys=list(dict.fromkeys(queries)))


def snippet(text: str, node: Node | None, lang: str) -> list[tuple[str, bool]]:
    """The part of a text where a query fits first, as pieces with whether each is a hit. Plain text, never markup."""
    wanted = list(_wanted(node)) if node else []
    spans = [
        (match.start(), match.end())
        for match in _WORDS.finditer(text)
        if any(_fits(match.group(), word, lang) for word in wanted)
    ]
    begin = max(0, (spans[0][0] if spans else 0) - _SNIPPET // 3)
    begin = text.rfind(" ", 0, begin) + 1 if begin else 0
    stop = min(len(text), begin + _SNIPPET)
    stop = text.rfind(" ", begin, stop) if stop < len(text) and text.rfind(" ", begin, stop) > begin else stop
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for start, end in spans:
        if start >= stop:
            break
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at : max(at, stop)], False))
    return [piece for piece in [*pieces, (" …" if stop < len(text) else "", False)] if piece[0]]


def _wanted(node: Node) -> Sequence[Word]:
    if isinstance(node, Word):
        return [node]
    if isinstance(node, Phrase):
        return [Word(word) for word in node.words]
    if isinstance(node, Without):
        return []
    return [word for part in node.parts for word in _wanted(part)]


def _fits(printed: str, word: Word, lang: str) -> bool:
    if word.prefix:
        return fold(printed).startswith(fold(word.text))
    return _stem(printed, lang) == _stem(word.text, lang)


def _document(row: dict[str, Any]) -> tantivy.Document:
    lang = row["lang"] or ""
    document = tantivy.Document()
    document.add_text("article_id", row["article_id"])
    document.add_unsigned("key", _key(row["article_id"]))
    for field, value in (("title", row["title"] or ""), ("text", row["text"] or "")):
        found = _WORDS.findall(value)
        document.add_text(f"{field}_words", " ".join(map(fold, found)))
        document.add_text(f"{field}_stems", " ".join(f"{_code(lang)}:{_stem(word, lang)}" for word in found))
    return document


def _code(lang: str) -> str:
    return lang if lang in _LANGUAGES else "xx"


@lru_cache(maxsize=400_000)
def _stem(word: str, lang: str) -> str:
    return stem(fold(lower(word, lang)), lang) or word


def _translated(node: Node) -> tantivy.Query:
    if isinstance(node, Word):
        return _word_query(node)
    if isinstance(node, Phrase):
        return _phrase_query(node)
    if isinstance(node, Without):
        everything = (tantivy.Occur.Must, tantivy.Query.all_query())
        return tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, _translated(node.part))])
    occur = tantivy.Occur.Must if isinstance(node, Both) else tantivy.Occur.Should
    parts = [
        (tantivy.Occur.MustNot, _translated(part.part))
        if isinstance(part, Without) and isinstance(node, Both)
        else (occur, _translated(part))
        for part in node.parts
    ]
    if all(kind == tantivy.Occur.MustNot for kind, _ in parts):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(parts)


def _word_query(word: Word) -> tantivy.Query:
    fields = ("title",) if word.title else ("title", "text")
    parts = []
    for field in fields:
        if word.prefix:
            pattern = re.escape(fold(word.text)) + ".*"
            parts.append(tantivy.Query.regex_query(_schema(), f"{field}_words", pattern))
        else:
            for lang in (*_LANGUAGES, "xx"):
                term = f"{lang}:{_stem(word.text, '' if lang == 'xx' else lang)}"
                query = tantivy.Query.term_query(_schema(), f"{field}_stems", term)
                parts.append(tantivy.Query.boost_query(query, _TITLE_BOOST) if field == "title" else query)
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _phrase_query(phrase: Phrase) -> tantivy.Query:
    parts = [
        tantivy.Query.phrase_query(
            _schema(),
            f"{field}_stems",
            [f"{lang}:{_stem(word, '' if lang == 'xx' else lang)}" for word in phrase.words],
        )
        for field in (("title",) if phrase.title else ("title", "text"))
        for lang in (*_LANGUAGES, "xx")
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _entities(facts: Facts, names: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The ids of the names wanted: those shown so, or that contain the words as given."""
    if not names:
        return ()
    known = facts.mentions.lazy().select(pl.col("entity_id", "kind", "name").cast(pl.String)).unique().collect()
    found: list[str] = []
    for kind, name in names:
        fits = known.filter(pl.col("kind") == kind) if kind else known
        wanted = fold(name)
        found += [
            row[0] for row in fits.select("entity_id", "name").iter_rows() if wanted in fold(row[1]) or row[0] == name
        ]
    return tuple(dict.fromkeys(found))


def _key(article_id: str) -> int:
    try:
        return int(article_id[:16], 16) if len(article_id) == 32 else _hashed(article_id)
    except ValueError:
        return _hashed(article_id)


def _hashed(article_id: str) -> int:
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big")


def _keyed(articles: pl.DataFrame) -> pl.DataFrame:
    """row and key; the usual ids are numbers already, the others are hashed one by one."""
    usual = pl.col("article_id").str.slice(0, 16).str.to_integer(base=16, dtype=pl.UInt64, strict=False)
    found = articles.select("row", "article_id", key=pl.when(pl.col("article_id").str.len_bytes() == 32).then(usual))
    if found["key"].null_count():
        found = found.with_columns(key=pl.col("article_id").map_elements(_key, return_dtype=pl.UInt64))
    return found.select("row", "key")
