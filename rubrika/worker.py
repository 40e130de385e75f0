"""Does the long work that people ask for in the dashboard, one job at a time over all processes of a home.

    work(store)        does what waits, then returns
    Foreman(store)     a thread of the server that starts a process for it whenever something waits

The work is done in a process of its own, started afresh and gone afterwards: the server keeps answering, and its memory is
its own. Whoever does it holds the lock "worker"; the system takes that from a process that dies, and the next one finds the
job still marked as running and does it again from where the tables are.
"""

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Final

import polars as pl
from filelock import Timeout as LockTimeout

from analytics.errors import RubrikaError
from analytics.jobs import ENDED, Job, Jobs, worker_name
from analytics.store import Store

Step = Callable[[int, int, str], None]  # done, of how many, of what; raises Cancelled where the work is to stop
Task = Callable[[Store, Step], Mapping[str, int]]
_FETCHED: Final = 2000  # articles read from the tables at once
_LABELLED: Final = 500  # articles between two looks at whether to stop
_NAMED: Final = 250
_COMPACTED: Final = 50  # batches after which the small files are joined
_PULSE: Final = 2.0  # seconds between looks at the job, and between signs of progress
_SILENCE: Final = 15.0  # seconds after which a sign of life is given without any progress
_RETRY: Final = 10.0  # seconds until a job that nobody took is offered again


class Cancelled(Exception):
    """Somebody asked for the work to stop."""


def work(
    store: Store,
    *,
    tasks: Mapping[str, Task] | None = None,
    notes: Callable[[str], None] = lambda _: None,
    pulse: float = _PULSE,
) -> int:
    """Do the jobs that wait, oldest first; how many: 0 also where another process is at it."""
    jobs, name = Jobs(store), worker_name(os.getpid())
    done = 0
    try:
        with store.locked("worker", wait=0):
            jobs.recover(name)
            while job := jobs.take(name):
                notes(f"job {job.job_id}, {job.kind}: begun")
                _do(store, jobs, job, name, tasks or TASKS, pulse)
                ended = jobs.watch(job.job_id)
                notes(f"job {job.job_id}, {job.kind}: {ended.state}, {ended.said}")
                done += 1
            store.compact(("jobs",))
    except LockTimeout:
        notes("another worker is at it")
    return done


def _do(store: Store, jobs: Jobs, job: Job, name: str, tasks: Mapping[str, Task], pulse: float) -> None:
    heart = _Heart(jobs, job.job_id, name, pulse)
    heart.start()
    try:
        result = dict(tasks[job.kind](store, heart.step))
    except Cancelled:
        heart.stop()
        jobs.end(job.job_id, name, "cancelled", said=jobs.watch(job.job_id).said)
    except RubrikaError as error:
        heart.stop()
        jobs.end(job.job_id, name, "failed", said=str(error))
    except Exception as error:  # a bug in one job must not keep the others waiting; it is said, and its trace is kept
        heart.stop()
        sys.stderr.write(traceback.format_exc())
        jobs.end(job.job_id, name, "failed", said=f"unexpected: {type(error).__name__}: {error}")
    else:
        heart.stop()
        said = ", ".join(f"{what} {count:,}" for what, count in result.items())
        jobs.end(job.job_id, name, "done", said=said, result=result)


class _Heart(threading.Thread):
    """Tells the table how far the work is, and the work whether to stop, without either waiting for the other."""

    def __init__(self, jobs: Jobs, job_id: str, name: str, pulse: float) -> None:
        super().__init__(daemon=True)
        self._jobs, self._job_id, self._worker, self._pulse = jobs, job_id, name, pulse
        self._over, self._cancelled = threading.Event(), threading.Event()
        self._now = (0.0, "beginning")

    def step(self, done: int, total: int, said: str) -> None:
        """Called by the work between two batches."""
        self._now = (done / total if total else 1.0, f"{said}: {done:,} of {total:,}")
        if self._cancelled.is_set() or self._asked():
            raise Cancelled

    def stop(self) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        told, when = self._now, time.monotonic()
        while not self._over.wait(self._pulse):
            if self._asked():
                self._cancelled.set()
            now = self._now
            if now != told or time.monotonic() - when > _SILENCE:
                self._jobs.beat(self._job_id, self._worker, progress=now[0], said=now[1])
                told, when = now, time.monotonic()

    def _asked(self) -> bool:
        return self._jobs.watch(self._job_id).state == "cancelling"


def label(store: Store, step: Step) -> dict[str, int]:
    """Predict with the model in use where it has not predicted yet; unsure texts get a second look where there is one."""
    from models.registry import Registry
    from rubrika import pipeline

    classifier = Registry(store.home).load(None)
    waiting = pipeline.waiting(store, "predictions", model=classifier.ref, second_look=classifier.can_look_again())
    return {
        "labelled": _in_parts(
            store, waiting, step, "labels", _LABELLED, lambda part: pipeline.classify(store, part, classifier)
        )
    }


def name(store: Store, step: Step) -> dict[str, int]:
    """Find the names where nobody looked yet."""
    from analytics.entities import load_recogniser
    from rubrika import pipeline

    recogniser = load_recogniser()
    waiting = pipeline.waiting(store, "mentions")
    return {
        "named": _in_parts(store, waiting, step, "names", _NAMED, lambda part: pipeline.enrich(store, part, recogniser))
    }


def enrich(store: Store, step: Step) -> dict[str, int]:
    """Labels, then names; each is half of the way."""
    first = label(store, lambda done, total, said: step(done, 2 * total, said) if total else step(1, 2, said))
    return first | name(
        store, lambda done, total, said: step(total + done, 2 * total, said) if total else step(1, 1, said)
    )


def reindex(store: Store, step: Step) -> dict[str, int]:
    """Build the search index anew beside the old one, which serves until then."""
    from analytics.indexing import SearchIndex

    return {"indexed": SearchIndex(store).rebuild(lambda done, total: step(done, total, "articles"))}


TASKS: Final[dict[str, Task]] = {"enrich": enrich, "relabel": label, "reindex": reindex}


def _in_parts(
    store: Store, waiting: pl.LazyFrame, step: Step, said: str, size: int, do: Callable[[pl.DataFrame], int]
) -> int:
    """Do something with every waiting article, some at a time: memory stays flat, and there are places to stop."""
    keys = waiting.select("article_id", "revision").collect()
    step(0, keys.height, said)
    done = count = parts = 0
    for fetched in keys.iter_slices(_FETCHED):
        rows = store.scan("articles").join(fetched.lazy(), on=["article_id", "revision"], how="semi").collect()
        for part in rows.iter_slices(size):
            count += do(part)
            done, parts = done + part.height, parts + 1
            if parts % _COMPACTED == 0:
                store.compact()
            step(done, keys.height, said)
    store.compact()
    return count


class Foreman(threading.Thread):
    """Starts a worker process whenever a job waits or was left behind; one at a time."""

    def __init__(self, store: Store, *, every: float = 1.0) -> None:
        super().__init__(daemon=True, name="foreman")
        self._store, self._every = store, every
        self._over = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        seen: tuple[int, ...] = ()
        offered = float("-inf")
        while not self._over.wait(self._every):
            if self._child is not None and self._child.poll() is None:
                continue
            versions, now = self._store.versions(("jobs",)), time.monotonic()
            if versions == seen and now - offered < _RETRY:
                continue
            seen, offered = versions, now
            try:
                open_jobs = Jobs(self._store).states().filter(~pl.col("state").is_in(ENDED))
            except RubrikaError:
                continue  # the table is being made or is away for a moment: look again
            if open_jobs.height:
                self._child = subprocess.Popen(
                    [sys.executable, "-m", "rubrika", "jobs", "run", "--once", "--home", str(self._store.home)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                )

    def stop(self) -> None:
        """End the worker with the server; its job waits for the next one."""
        self._over.set()
        self.join()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
            self._child.wait(timeout=30)
