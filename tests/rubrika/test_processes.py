"""Several serving processes: both answer, a killed one comes back, and all end with the command."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest


def crew(*arguments: str) -> tuple[subprocess.Popen[str], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.rubrika.answering", str(port), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True), port


@contextlib.contextmanager
def serving() -> Iterator[tuple[subprocess.Popen[str], int]]:
    started, port = crew()
    try:
        assert started.stdout
        assert started.stdout.readline() == "ready\n"
        yield started, port
    finally:
        started.kill()
        started.communicate()


def ask(port: int) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        return int(connection.recv(20))


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_both_answer_a_killed_one_comes_back_and_all_end_together() -> None:
    with serving() as (started, port):
        seen: set[int] = set()
        until(lambda: len(seen.add(ask(port)) or seen) == 2)  # type: ignore[func-returns-value]
        killed = min(seen)
        os.kill(killed, signal.SIGKILL)
        later = {0}
        until(lambda: len((later.add(ask(port)) or later) - {0, killed}) == 2)  # type: ignore[func-returns-value]
        assert later - {0, killed} != seen
        started.send_signal(signal.SIGINT)
        assert started.wait(20) == 0
        until(lambda: not any(alive(pid) for pid in seen | (later - {0})))
        with pytest.raises(ConnectionRefusedError):
            ask(port)


def test_workers_end_when_the_command_is_killed() -> None:
    with serving() as (started, port):
        worker = ask(port)
        started.kill()
        until(lambda: not alive(worker))


def test_workers_that_cannot_start_are_not_started_for_ever() -> None:
    started, _ = crew("broken")
    _, said = started.communicate(timeout=60)
    assert started.returncode == 1
    assert "the serving processes end before they are ready" in said
