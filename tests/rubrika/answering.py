"""A supervised crew whose workers answer with their process id: `python -m tests.rubrika.answering PORT [broken]`."""

import os
import selectors
import socket
import sys
from collections.abc import Callable

from analytics.errors import RubrikaError
from rubrika.processes import supervise


def prepare() -> Callable[[socket.socket], None]:
    """Workers that answer."""
    return _answer


def broken() -> Callable[[socket.socket], None]:
    """Workers that never come to answer."""
    raise SystemExit(7)


def _answer(listener: socket.socket) -> None:
    waiting = selectors.DefaultSelector()
    waiting.register(listener, selectors.EVENT_READ)
    while True:
        waiting.select()
        try:
            visitor, _ = listener.accept()
        except BlockingIOError:
            continue  # the other one was faster
        with visitor:
            visitor.sendall(str(os.getpid()).encode())


if __name__ == "__main__":
    try:
        supervise(
            broken if "broken" in sys.argv else prepare,
            host="127.0.0.1",
            port=int(sys.argv[1]),
            workers=2,
            ready=lambda: print("ready", flush=True),
        )
    except RubrikaError as error:
        sys.exit(str(error))
