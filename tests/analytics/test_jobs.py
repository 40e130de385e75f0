"""Jobs as people and workers see them: asked once, done once, cancelled, and taken up again when a worker dies."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.archive import Archive
from analytics.audit import Audit
from analytics.errors import UsageError
from analytics.jobs import LOST, Jobs
from analytics.store import Store, open_store

HERE, THERE = "here:1", "there:1"


class Clock:
    """Moves a second a look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 18, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "home", create=True)


def test_a_job_s_life(store: Store) -> None:
    jobs = Jobs(store, clock=Clock())
    assert jobs.states().is_empty()
    asked = jobs.ask("enrich", who="anna")
    assert (asked.state, asked.progress, asked.who, asked.started) == ("queued", 0.0, "anna", None)
    taken = jobs.take(HERE)
    assert taken is not None
    assert (taken.job_id, taken.state, taken.worker) == (asked.job_id, "running", HERE)
    assert jobs.take(HERE) is None
    jobs.beat(asked.job_id, HERE, progress=0.25, said="names: 50 of 200")
    assert jobs.watch(asked.job_id).progress == 0.25
    jobs.end(asked.job_id, HERE, "done", said="named 200", result={"named": 200})
    done = jobs.watch(asked.job_id)
    assert (done.state, done.progress, done.result, done.who) == ("done", 1.0, {"named": 200}, "anna")
    assert done.finished is not None
    assert [line.act for line in Audit(store.home).newest()] == ["job"]


def test_the_same_job_is_not_queued_twice_and_an_unknown_kind_is_refused(store: Store) -> None:
    jobs = Jobs(store, clock=Clock())
    first = jobs.ask("enrich", who="anna")
    assert jobs.ask("enrich", who="bek").job_id == first.job_id
    assert jobs.ask("relabel", who="bek").job_id != first.job_id
    with pytest.raises(UsageError, match="choose from enrich, relabel, reindex"):
        jobs.ask("rm -rf", who="bek")
    with pytest.raises(UsageError, match="no job nowhere"):
        jobs.watch("nowhere")


def test_a_waiting_job_is_cancelled_at_once_a_running_one_is_asked_to_stop_and_an_ended_one_stays(store: Store) -> None:
    jobs = Jobs(store, clock=Clock())
    waiting = jobs.ask("enrich", who="anna")
    assert jobs.cancel(waiting.job_id, who="bek").state == "cancelled"
    assert jobs.take(HERE) is None
    running = jobs.ask("enrich", who="anna")
    jobs.take(HERE)
    assert jobs.cancel(running.job_id, who="bek").state == "cancelling"
    jobs.beat(running.job_id, HERE, progress=0.5, said="one more batch")
    assert jobs.watch(running.job_id).state == "cancelling"
    jobs.end(running.job_id, HERE, "cancelled", said="cancelled by bek")
    assert jobs.cancel(running.job_id, who="bek").state == "cancelled"
    assert [line.act for line in Audit(store.home).newest(2)] == ["job-cancel", "job"]


def test_a_dead_worker_s_job_waits_again_and_fails_at_the_third_death(store: Store) -> None:
    clock = Clock()
    jobs = Jobs(store, clock=clock)
    job = jobs.ask("enrich", who="anna")
    jobs.take(THERE)
    assert jobs.recover(HERE) == 0, "a worker of another machine may be alive"
    clock.now += LOST
    assert jobs.recover(HERE) == 1
    assert jobs.watch(job.job_id).state == "queued"
    for left in ("queued", "failed"):
        jobs.take("here:2")
        assert jobs.recover(HERE) == 1, "one of this machine is dead, as its lock is ours"
        assert jobs.watch(job.job_id).state == left
    assert "stopped 3 times" in jobs.watch(job.job_id).said


def test_a_cancelled_job_of_a_dead_worker_is_cancelled(store: Store) -> None:
    jobs = Jobs(store, clock=Clock())
    job = jobs.ask("enrich", who="anna")
    jobs.take(HERE)
    jobs.cancel(job.job_id, who="anna")
    jobs.recover(HERE)
    assert jobs.watch(job.job_id).state == "cancelled"


def test_many_workers_take_each_job_once(store: Store) -> None:
    jobs = Jobs(store)
    asked = {jobs.ask(kind, who="anna").job_id for kind in ("enrich", "relabel", "reindex")}
    taken: list[str] = []

    def work(name: str) -> None:
        while job := Jobs(store).take(name):
            taken.append(job.job_id)

    threads = [threading.Thread(target=work, args=(f"here:{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(asked)


def test_signs_of_life_do_not_make_the_facts_be_read_again(store: Store) -> None:
    archive = Archive(store, printed={})
    before = archive.facts()
    Jobs(store).ask("enrich", who="anna")
    archive.refresh()
    assert archive.facts() is before


@given(st.text(max_size=700), st.text(max_size=700))
@settings(max_examples=40, deadline=None)
def test_whatever_is_recorded_is_one_line_and_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, who: str, said: str
) -> None:
    home = tmp_path_factory.mktemp("audit")
    audit = Audit(home)
    first, second = audit.record("label", who=who, detail=said), audit.record("merge", who="anna")
    assert (home / "audit.jsonl").read_bytes().count(b"\n") == 2
    assert audit.newest() == [second, first]
    assert audit.newest(1, act="label") == [first]


def test_the_record_is_its_owner_s_and_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    audit = Audit(tmp_path)
    assert audit.newest() == []
    first = audit.record("label", who="anna")
    path = tmp_path / "audit.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open("ab") as file:
        file.write(b'{"when": "2026-')
    second = audit.record("note", who="bek")
    assert audit.newest() == [second, first]
    filler = b'{"act": "x", "who": "filler", "when": "2026-05-18T00:00:00+00:00"}'
    path.write_bytes(path.read_bytes() + b"\n".join([filler] * 2000) + b"\n")
    assert audit.newest(9, who="anna") == [first]
