"""Long work that somebody asks for and a worker does: asked, watched and cancelled by an append-only log of events.

    jobs = Jobs(store)
    job = jobs.ask("enrich", who="anna")      -> Job(state="queued", ...)
    jobs.watch(job.job_id).progress           -> 0.4
    jobs.cancel(job.job_id, who="anna")
    jobs.states()                             -> a frame, newest first, a row a job

The dashboard and the command line do no more than this; ``rubrika/worker.py`` does the work.
"""

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

import orjson
import polars as pl
from filelock import Timeout as LockTimeout

from analytics.audit import Audit
from analytics.errors import StoreError, UsageError
from analytics.schema import JOBS, Schema
from analytics.schema import UTC as UTC_TYPE
from analytics.store import Store
from analytics.text import stable_hash, tidy_line

State = Literal["queued", "running", "cancelling", "done", "failed", "cancelled"]
KINDS: Final[dict[str, str]] = {
    "enrich": "Label the articles that have no label, and find names where nobody looked yet",
    "relabel": "Label every article with the model in use",
    "reindex": "Build the search index anew",
}
ENDED: Final = ("done", "failed", "cancelled")
# A worker says that it lives every few seconds; after this long without a word it is taken for dead.
LOST: Final = timedelta(seconds=60)
_TRIES: Final = 3
_STATES: Final[Schema] = {
    "job_id": pl.String,
    "kind": pl.String,
    "arguments": pl.String,
    "state": pl.String,
    "progress": pl.Float64,  # 0 to 1
    "said": pl.String,
    "who": pl.String,  # who asked
    "worker": pl.String,  # host:pid that has it, or null
    "asked": UTC_TYPE,
    "started": UTC_TYPE,
    "heard": UTC_TYPE,  # when it last gave a sign of life
    "finished": UTC_TYPE,
    "tries": pl.UInt32,
    "result": pl.String,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is known of one job. ``progress`` runs from 0 to 1, ``said`` is one line for people."""

    job_id: str
    kind: str
    arguments: Mapping[str, Any]
    state: State
    progress: float
    said: str
    who: str
    worker: str | None
    asked: datetime
    started: datetime | None
    heard: datetime
    finished: datetime | None
    tries: int
    result: Mapping[str, Any] | None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready values."""
        values = {name: getattr(self, name) for name in _STATES}
        return {name: _iso(value) if isinstance(value, datetime) else value for name, value in values.items()}


class Jobs:
    """The jobs of one store. Safe from several threads and processes."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._store = store
        self._clock = clock

    def ask(self, kind: str, *, who: str, arguments: Mapping[str, Any] | None = None) -> Job:
        """Put a job in the queue; the one that waits there already where it is the same.

        :class:`UsageError` for a kind that is not known.
        """
        if kind not in KINDS:
            raise UsageError(f"there is no job of the kind {kind}; choose from {', '.join(KINDS)}")
        packed = orjson.dumps(dict(arguments or {}), option=orjson.OPT_SORT_KEYS).decode()
        with self._alone():
            for job in self.all():
                if job.state == "queued" and (job.kind, dict(job.arguments)) == (kind, dict(arguments or {})):
                    return job
            job_id = stable_hash(kind, packed, self._clock().isoformat())[:10]
            self._write(job_id, kind=kind, arguments=packed, state="queued", progress=0.0, who=who, said="waiting")
        Audit(self._store.home, clock=self._clock).record("job", who=who, about=job_id, detail=kind)
        return self.watch(job_id)

    def cancel(self, job_id: str, *, who: str) -> Job:
        """Stop a job: at once while it waits, else before its next batch. One that has ended stays as it ended."""
        with self._alone():
            job = self.watch(job_id)
            if job.state in ("queued", "running"):
                state = "cancelled" if job.state == "queued" else "cancelling"
                self._write(job_id, state=state, who=who, said=f"cancelled by {who}")
        if job.state in ("queued", "running"):
            Audit(self._store.home, clock=self._clock).record("job-cancel", who=who, about=job_id, detail=job.kind)
        return self.watch(job_id)

    def watch(self, job_id: str) -> Job:
        """How a job stands; :class:`UsageError` where there is none of this id."""
        found = _folded(self._store.scan("jobs").filter(pl.col("job_id") == job_id).collect())
        if found.is_empty():
            raise UsageError(f"there is no job {job_id}: see rubrika jobs list")
        return _job(found.row(0, named=True))

    def states(self) -> pl.DataFrame:
        """A row a job, newest first: job_id, kind, state, progress, said, who, asked, started, finished, result ..."""
        return _folded(self._store.scan("jobs").collect())

    def all(self) -> list[Job]:
        """The same as values."""
        return [_job(row) for row in self.states().iter_rows(named=True)]

    # What follows is for the worker, which holds the store's lock "worker" all the while.

    def take(self, worker: str) -> Job | None:
        """The job that has waited longest, now this worker's; None where none waits."""
        with self._alone():
            waiting = [job for job in self.all() if job.state == "queued"]
            if not waiting:
                return None
            job = min(waiting, key=lambda job: job.asked)
            self._write(job.job_id, state="running", who=worker, said="beginning")
        return self.watch(job.job_id)

    def beat(self, job_id: str, worker: str, *, progress: float, said: str) -> None:
        """A sign of life, and how far the work is."""
        self._write(job_id, state="running", who=worker, progress=min(max(progress, 0.0), 1.0), said=said)

    def end(
        self, job_id: str, worker: str, state: State, *, said: str, result: Mapping[str, Any] | None = None
    ) -> None:
        """The job is over."""
        packed = None if result is None else orjson.dumps(dict(result)).decode()
        progress = 1.0 if state == "done" else None
        self._write(job_id, state=state, who=worker, said=said, progress=progress, result=packed)

    def recover(self, worker: str) -> int:
        """Jobs whose worker died wait again, or fail at the third time; how many.

        A worker of this machine must be dead, as its lock is ours; one of another machine has been silent for too long.
        """
        now, host, found = self._clock(), worker.partition(":")[0], 0
        with self._alone():
            for job in self.all():
                if job.state not in ("running", "cancelling"):
                    continue
                if (job.worker or "").partition(":")[0] != host and now - job.heard < LOST:
                    continue
                found += 1
                if job.state == "cancelling":
                    self._write(job.job_id, state="cancelled", who=worker, said=job.said)
                elif job.tries >= _TRIES:
                    said = f"its worker stopped {_TRIES} times without a word"
                    self._write(job.job_id, state="failed", who=worker, said=said)
                else:
                    self._write(job.job_id, state="queued", who=worker, said="waiting again: its worker stopped")
        return found

    def _alone(self) -> Any:
        return _Alone(self._store)

    def _write(self, job_id: str, **given: Any) -> None:
        row: dict[str, Any] = {"job_id": job_id, "when": self._clock(), **given}
        row["said"] = tidy_line(str(row.get("said") or ""))[:500]
        self._store.append("jobs", pl.DataFrame([row], schema=JOBS))


class _Alone:
    """A look at the table and the event that follows from it are one step."""

    def __init__(self, store: Store) -> None:
        self._lock = store.locked("jobs")

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except LockTimeout as error:
            raise StoreError("the jobs are being written by another process for too long; try again") from error

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def worker_name(pid: int) -> str:
    """How a worker signs its events: host:pid."""
    return f"{socket.gethostname().replace(':', '.')}:{pid}"


def _folded(events: pl.DataFrame) -> pl.DataFrame:
    """What the events of each job amount to. How it ended counts, whatever came after; then whether it is to stop."""
    state, when = pl.col("state"), pl.col("when")
    working, by_worker = state.is_in(["queued", "running"]), state == "running"
    return (
        events.sort("when", maintain_order=True)
        .group_by("job_id", maintain_order=True)
        .agg(
            pl.col("kind", "arguments").drop_nulls().first(),
            pl.coalesce(
                state.filter(state.is_in(ENDED)).first(),
                state.filter(state == "cancelling").first(),
                state.filter(working).last(),
            ).alias("state"),
            pl.col("progress").drop_nulls().last().fill_null(0.0),
            pl.col("said").last(),
            pl.col("who").first(),
            pl.col("who").filter(by_worker).last().alias("worker"),
            when.first().alias("asked"),
            when.filter(by_worker).first().alias("started"),
            when.last().alias("heard"),
            when.filter(state.is_in(ENDED)).first().alias("finished"),
            state.filter(state == "queued").len().alias("tries"),
            pl.col("result").drop_nulls().first(),
        )
        .select(list(_STATES))
        .cast(pl.Schema(_STATES))  # an empty table has no types of its own
        .sort("asked", descending=True, maintain_order=True)
    )


def _job(row: Mapping[str, Any]) -> Job:
    result = orjson.loads(row["result"]) if row["result"] else None
    return Job(**{**row, "arguments": orjson.loads(row["arguments"] or "{}"), "result": result})


def _iso(value: datetime) -> str:
    return value.isoformat(timespec="seconds")
