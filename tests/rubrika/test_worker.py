"""Long work: done once, stopped when asked, taken up again after a death, and done while rubrika serve runs."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.archive import Archive
from analytics.errors import ModelError
from analytics.indexing import SearchIndex
from analytics.jobs import Jobs
from analytics.querying import parse_query
from analytics.store import Store
from rubrika.cli.main import app
from rubrika.worker import Step, work
from tests.archives import article, make_store

DIES = """
import sys, time
from pathlib import Path
from analytics.store import open_store
from rubrika.worker import work
def forever(store, step):
    print("begun", flush=True)
    time.sleep(60)
work(open_store(Path(sys.argv[1])), tasks={"enrich": forever})
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path / "home", [article(f"a{n}", f"2026-05-{n + 1:02}T10:00:00+04:00") for n in range(5)])


def test_what_was_asked_for_is_done_and_its_result_told(store: Store) -> None:
    jobs = Jobs(store)
    asked = jobs.ask("enrich", who="anna")
    said: list[str] = []
    assert work(store, notes=said.append) == 1
    done = jobs.watch(asked.job_id)
    assert (done.state, done.result) == ("done", {"labelled": 5, "named": 5}), done.said
    assert store.scan("predictions").collect().height == 5
    assert len(said) == 2
    again = jobs.ask("relabel", who="anna")
    assert work(store) == 1
    assert jobs.watch(again.job_id).result == {"labelled": 0}


def test_the_search_index_is_built_anew_and_serves_meanwhile(store: Store) -> None:
    index = SearchIndex(store)
    index.update()
    node = parse_query("Title").text
    assert node is not None
    facts = Archive(store, printed={}).facts()
    assert index.find(facts, node).sum() == 5
    job = Jobs(store).ask("reindex", who="anna")
    work(store)
    assert Jobs(store).watch(job.job_id).result == {"indexed": 5}
    assert index.is_current()
    assert sorted(path.name for path in store.home.glob("search*")) == ["search"]
    assert index.find(facts, node).sum() == 5


def test_a_running_job_stops_before_its_next_batch(store: Store) -> None:
    jobs = Jobs(store)
    job = jobs.ask("enrich", who="anna")
    batches: list[int] = []

    def slow(_: Store, step: Step) -> Mapping[str, int]:
        for batch in range(100):
            step(batch, 100, "batches")
            batches.append(batch)
            if batch == 2:
                jobs.cancel(job.job_id, who="bek")
        return {}

    work(store, tasks={"enrich": slow}, pulse=60)
    ended = jobs.watch(job.job_id)
    assert (ended.state, ended.said) == ("cancelled", "cancelled by bek")
    assert batches == [0, 1, 2]


def test_one_that_fails_says_why_and_the_next_is_done(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    jobs = Jobs(store)

    def missing(_: Store, __: Step) -> Mapping[str, int]:
        raise ModelError("no model here")

    def broken(_: Store, __: Step) -> Mapping[str, int]:
        raise KeyError("bug")

    asked = [jobs.ask(kind, who="anna").job_id for kind in ("enrich", "relabel", "reindex")]
    assert work(store, tasks={"enrich": missing, "relabel": broken, "reindex": lambda *_: {"indexed": 1}}) == 3
    found = [jobs.watch(job_id) for job_id in asked]
    assert [(job.state, job.said) for job in found] == [
        ("failed", "no model here"),
        ("failed", "unexpected: KeyError: 'bug'"),
        ("done", "indexed 1"),
    ]
    assert "KeyError" in capsys.readouterr().err


def test_progress_is_told_while_the_work_goes_on(store: Store) -> None:
    jobs = Jobs(store)
    job = jobs.ask("enrich", who="anna")
    seen: list[float] = []

    def slow(_: Store, step: Step) -> Mapping[str, int]:
        step(1, 4, "batches")
        until = time.monotonic() + 20
        while not seen and time.monotonic() < until:
            time.sleep(0.05)
            now = jobs.watch(job.job_id)
            if now.progress == 0.25 and now.said == "batches: 1 of 4":
                seen.append(now.progress)
        return {}

    work(store, tasks={"enrich": slow}, pulse=0.05)
    assert seen == [0.25]


def test_a_killed_worker_s_job_is_done_by_the_next_and_two_never_work_at_once(store: Store) -> None:
    jobs = Jobs(store)
    job = jobs.ask("enrich", who="anna")
    with subprocess.Popen([sys.executable, "-c", DIES, str(store.home)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        said: list[str] = []
        assert work(store, tasks={}, notes=said.append) == 0
        assert said == ["another worker is at it"]
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert jobs.watch(job.job_id).state == "running"
    assert work(store, tasks={"enrich": lambda *_: {"labelled": 1}}) == 1
    done = jobs.watch(job.job_id)
    assert (done.state, done.tries) == ("done", 2)


def test_the_verbs(store: Store) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["jobs", *words, "--home", str(store.home)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "queued; watch it with" in run("ask", "reindex", "--who", "anna")
    assert "jobs done 1" in run("run", "--once")
    (row,) = json.loads(run("list", "--json"))
    assert (row["kind"], row["state"], row["who"]) == ("reindex", "done", "anna")
    assert "reindex  done" in run("list")
    assert f"job {row['job_id']} done" in run("cancel", row["job_id"]), "what has ended stays as it ended"
    waiting = run("ask", "relabel").split()[1]
    assert f"job {waiting} cancelled" in run("cancel", waiting)


@pytest.mark.slow
def test_a_job_asked_for_over_rest_is_done_beside_the_server(store: Store) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "rubrika", "serve", "--port", str(port), "--home", str(store.home)],
        stderr=subprocess.DEVNULL,
    )
    try:
        jobs, deadline = Jobs(store), time.monotonic() + 90
        asked = None
        while time.monotonic() < deadline:
            try:
                request = urllib.request.Request(
                    f"http://127.0.0.1:{port}/v1/jobs", b'{"kind": "reindex"}', {"Content-Type": "application/json"}
                )
                with urllib.request.urlopen(request) as answer:
                    asked = json.load(answer)["job_id"]
                break
            except OSError:
                time.sleep(0.3)
        assert asked is not None
        while time.monotonic() < deadline and jobs.watch(asked).state != "done":
            time.sleep(0.3)
        assert jobs.watch(asked).state == "done"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
