"""The full-text index beside the tables: kept up to them, and asked which rows of the facts a text fits."""

import hashlib
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
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
from analytics.postings import Postings, open_postings
from analytics.querying import Both, Either, Node, Phrase, Without
from analytics.segments import Writer
from analytics.store import Store
from analytics.terms import among, documented, folded, phrases_of, ranking, schema, terms_of

_FORMAT: Final = 4
_POSTINGS: Final = "postings"  # the folder of the words' articles, beside Tantivy's files
_REMEMBERED: Final = 8  # answers kept, so that a page and its trend ask once
_BATCH: Final = 20_000  # articles read at a time
_STEP: Final = 5_000  # articles after which whoever waits hears how far it is
_HEAP: Final = 64_000_000
_LOCK_WAIT: Final = 600


class SearchIndex:
    """The index of one store. Safe to share between threads; other processes may update it meanwhile."""

    def __init__(self, store: Store, *, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder or store.home / "search"
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._stamp = b""
        self._postings = Postings([])
        self._known: object = None  # whose rows these and the answers are of
        self._rows = np.zeros(0, np.uint32)
        self._answers: dict[Node, NDArray[np.bool_]] = {}

    def update(self) -> int:
        """Bring the index up to the tables; how many articles were written. A damaged index is made anew."""
        return self._alone(self._update)

    def rebuild(self, step: Callable[[int, int], None] = lambda done, total: None) -> int:
        """Make the index anew beside the old one, which answers until then; how many articles were written.

        ``step`` hears how many of how many are written, and ends the work by raising.
        """

        def swap() -> int:
            new, old = (self._folder.with_name(f".search.{name}") for name in ("new", "old"))
            written = SearchIndex(self._store, folder=new)._update(step, anew=True)
            shutil.rmtree(old, ignore_errors=True)
            if self._folder.exists():
                self._folder.rename(old)
            new.rename(self._folder)
            shutil.rmtree(old, ignore_errors=True)
            return written

        return self._alone(swap)

    def _alone(self, work: Callable[[], int]) -> int:
        try:
            with FileLock(self._store.home / ".search.lock", timeout=_LOCK_WAIT):
                return work()
        except LockTimeout as error:
            raise StoreError("the search index is being written by another process for too long; try again") from error
        except OSError as error:
            raise StoreError(f"cannot write the search index in {self._folder}: {error.strerror}") from error

    def is_current(self) -> bool:
        """Whether every article of the tables is in the index."""
        return self._state().get("articles") == self._store.versions(("articles",))[0]

    def find(self, facts: Facts, node: Node) -> NDArray[np.bool_]:
        """(articles,) whether the text of a query fits each row of ``facts.articles``."""
        index, postings = self._open()
        if index is None:
            return np.zeros(facts.articles.height, dtype=bool)
        rows = self._rows_of(facts, postings)
        with self._lock:
            fits = self._answers.pop(node, None)
        if fits is None:
            # One place more than articles: documents that an article has outgrown fall there.
            fits = np.zeros(facts.articles.height + 1, dtype=bool)
            fits[rows[_fitting(postings, node)]] = True
        with self._lock:
            if self._known is facts.rows:
                self._answers[node] = fits
            while len(self._answers) > _REMEMBERED:
                self._answers.pop(next(iter(self._answers)))
        return fits[:-1]

    def forget(self) -> None:
        """Work the next answers out anew, for measuring."""
        with self._lock:
            self._answers = {}

    def best(self, facts: Facts, node: Node, *, limit: int, article_ids: Sequence[str] | None = None) -> pl.DataFrame:
        """row and score of the ``limit`` articles, or of these, whose text has most of the words of a query, the best first.

        Not all of them need fit the query: see :func:`analytics.terms.ranking`.
        """
        index, postings = self._open()
        if index is None:
            return pl.DataFrame(schema={"row": pl.UInt32, "score": pl.Float32})
        query = ranking(node) if article_ids is None else among(article_ids, ranking(node))
        found = index.searcher().search(query, limit=max(limit, 1), count=False).hits
        rows = self._rows_of(facts, postings)[_numbers(index, found)]
        held = pl.DataFrame(
            {"row": rows, "score": [score for score, _ in found]}, schema={"row": pl.UInt32, "score": pl.Float32}
        )
        return held.filter(pl.col("row") < facts.articles.height)

    def _rows_of(self, facts: Facts, postings: Postings) -> NDArray[np.uint32]:
        """(documents,) the row of each, the number of articles where it has none; remembered until facts change."""
        with self._lock:
            if self._known is not facts.rows or len(self._rows) != postings.count:
                self._known, self._answers = facts.rows, {}
                self._rows = _placed(facts, postings.keys())
            return self._rows

    def _open(self) -> "tuple[tantivy.Index | None, Postings]":
        with self._lock:
            stamp = self._stamp_of()
            if stamp and stamp != self._stamp:
                try:
                    self._postings = open_postings(self._folder / _POSTINGS, orjson.loads(stamp)["segments"])
                    if self._index is None:
                        self._index = tantivy.Index.open(str(self._folder))
                    self._index.reload()
                except (OSError, ValueError, EOFError, KeyError) as error:
                    raise StoreError(
                        f"the search index in {self._folder} is damaged: delete that folder, it is made anew"
                    ) from error
                self._stamp, self._known = stamp, None
            return (self._index, self._postings) if stamp else (None, self._postings)

    def _stamp_of(self) -> bytes:
        try:
            return (self._folder / "rubrika.json").read_bytes()
        except OSError:
            return b""

    def _state(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = orjson.loads(self._stamp_of() or b"{}")
        except orjson.JSONDecodeError:
            return {}
        return state if state.get("format") == _FORMAT else {}

    def _update(self, step: Callable[[int, int], None] = lambda done, total: None, *, anew: bool = False) -> int:
        version = self._store.versions(("articles",))[0]
        state = {} if anew else self._state()
        if state.get("articles") == version:
            return 0
        since = bool(state) and (self._folder / "held.parquet").is_file()
        index = self._opened(state) if since else None
        if index is None:
            index, since, state = self._fresh(), False, {}
        articles = self._store.scan("articles")
        newest = articles.group_by("article_id").agg(pl.col("revision").max()).collect()
        held = self._held() if since else newest.clear()
        fresh = newest.join(held, on=["article_id", "revision"], how="anti")
        writer = index.writer(_HEAP, 1)
        postings = Writer(self._folder / _POSTINGS, state.get("segments", []))
        done = 0
        for batch in fresh.iter_slices(_BATCH):
            # Where the ids are known beforehand the other texts are never read, which a join alone would do.
            mine = articles.filter(pl.col("article_id").is_in(batch.get_column("article_id").implode()))
            texts = mine.join(batch.lazy(), on=["article_id", "revision"], how="semi")
            for row in texts.select("article_id", "lang", "title", "text").collect().iter_rows(named=True):
                if done % _STEP == 0:
                    step(done, fresh.height)
                done += 1
                if since:
                    writer.delete_documents_by_term("article_id", row["article_id"])
                document, title, text = documented(row)
                document.add_unsigned("number", postings.add(_key(row["article_id"]), title, text))
                writer.add_document(document)
        segments = postings.close()
        writer.commit()
        writer.wait_merging_threads()
        newest.write_parquet(self._folder / "held.parquet")
        # No two are the same, so that processes which have the index open see that it changed.
        stamp = {
            "format": _FORMAT,
            "articles": version,
            "rows": newest.height,
            "segments": segments,
            "built": time.time_ns(),
        }
        temporary = self._folder / ".rubrika.json"
        temporary.write_bytes(orjson.dumps(stamp))
        temporary.replace(self._folder / "rubrika.json")
        self._tidy({*segments, *state.get("segments", [])})
        return fresh.height

    def _tidy(self, used: set[str]) -> None:
        """Remove segments that neither this index nor the one before it is made of: no reader opens them any more."""
        for folder in (self._folder / _POSTINGS).iterdir():
            if folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)

    def _held(self) -> pl.DataFrame:
        """article_id and revision of what is in the index."""
        return pl.read_parquet(self._folder / "held.parquet")

    def _fresh(self) -> "tantivy.Index":
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        (self._folder / _POSTINGS).mkdir()
        return tantivy.Index(schema(), path=str(self._folder))

    def _opened(self, state: dict[str, Any]) -> "tantivy.Index | None":
        try:
            open_postings(self._folder / _POSTINGS, state["segments"])
            return tantivy.Index.open(str(self._folder))
        except (OSError, ValueError, EOFError):
            return None


def _fitting(postings: Postings, node: Node) -> NDArray[np.bool_]:
    """(documents,) whether each fits."""
    if isinstance(node, Without):
        return ~_fitting(postings, node.part)
    if isinstance(node, Both | Either):
        parts = [_fitting(postings, part) for part in node.parts]
        return np.asarray((np.logical_and if isinstance(node, Both) else np.logical_or).reduce(parts))
    if isinstance(node, Phrase):
        return postings.phrase(phrases_of(node), title=node.title)
    if node.prefix:
        return postings.beginning(folded(node), title=node.title)
    return postings.having(terms_of(node), title=node.title)


def _numbers(index: tantivy.Index, found: Sequence[tuple[Any, Any]]) -> NDArray[np.int64]:
    """The numbers in the postings of what Tantivy found."""
    held = index.searcher().fast_field_values("number", [address for _, address in found]) if found else []
    return np.array(held, dtype=np.int64)


def _placed(facts: Facts, keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """(documents,) the row of each document's article; the number of articles where it has none or was written anew since."""
    nowhere = facts.articles.height
    known = _keyed(facts.articles).sort("key")
    sorted_keys, sorted_rows = known["key"].to_numpy(), known["row"].to_numpy()
    if not nowhere or not len(keys):
        return np.full(len(keys), nowhere, np.uint32)
    at = np.minimum(np.searchsorted(sorted_keys, keys), nowhere - 1)
    rows = np.where(sorted_keys[at] == keys, sorted_rows[at], nowhere).astype(np.uint32)
    last = np.zeros(nowhere + 1, np.int64)
    last[rows] = np.arange(len(keys))  # of several documents of an article the last one stays
    return np.where(last[rows] == np.arange(len(keys)), rows, nowhere).astype(np.uint32)


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
