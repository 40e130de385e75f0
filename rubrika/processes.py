"""Several processes that answer on one listening socket: each warmed up before it answers, a dead one started anew.

They are spawned, not forked: the threads of Polars do not live on in a forked process.
"""

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.synchronize import Event
from typing import Final

from analytics.errors import RubrikaError

# Makes what a worker serves, all imports and first answers done, and returns the function that serves it for good.
Prepare = Callable[[], Callable[[socket.socket], None]]

_BACKLOG: Final = 1024
_LOOK: Final = 0.5  # seconds between looks at whether a worker is ready
_STILLBORN: Final = 3  # workers that end before they are ready, one after another, after which it is given up
_GRACE: Final = 5.0  # seconds that a worker has to end before it is killed


def supervise(prepare: Prepare, *, host: str, port: int, workers: int, ready: Callable[[], None]) -> None:
    """Keep ``workers`` processes serving until interrupted or terminated; ``ready`` is called once, when the first answers.

    ``prepare`` is called in each process and must be picklable. :class:`RubrikaError` where workers cannot start.
    """
    spawning = multiprocessing.get_context("spawn")
    with listening(host, port) as listener:
        crew = [_Worker(spawning, prepare, listener)]
        signal.signal(signal.SIGTERM, _interrupt)
        told, stillborn = False, 0
        try:
            while True:
                wait([worker.process.sentinel for worker in crew], timeout=_LOOK)
                for place, worker in enumerate(crew):
                    if worker.process.is_alive():
                        continue
                    stillborn = 0 if worker.ready.is_set() else stillborn + 1
                    if stillborn == _STILLBORN:
                        raise RubrikaError("the serving processes end before they are ready: see the lines above")
                    crew[place] = _Worker(spawning, prepare, listener)
                if crew[0].ready.is_set():
                    # The others begin when the first has read the archive, and find there what it left for them.
                    crew += [_Worker(spawning, prepare, listener) for _ in range(workers - len(crew))]
                    if not told:
                        ready()
                        told = True
        except KeyboardInterrupt:
            return
        finally:
            _end([worker.process for worker in crew])


class _Worker:
    def __init__(self, spawning: SpawnContext, prepare: Prepare, listener: socket.socket) -> None:
        self.ready: Event = spawning.Event()
        self.process: SpawnProcess = spawning.Process(target=_work, args=(prepare, listener, self.ready), daemon=True)
        self.process.start()


def _work(prepare: Prepare, listener: socket.socket, ready: Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    threading.Thread(target=_follow_parent, daemon=True).start()
    serve = prepare()
    ready.set()
    serve(listener)


def _follow_parent() -> None:
    """A worker whose parent was killed ends too, and frees the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def listening(host: str, port: int) -> socket.socket:
    """A socket that several processes may answer on. :class:`RubrikaError` where it cannot be had."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
        # Two workers may wake for one visitor; the one that comes second must not wait for the next.
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise RubrikaError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    return listener


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end(processes: list[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _GRACE
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
