"""Serves the dashboard with waitress: several threads in one process or in a few, the same on every system."""

import logging
import socket
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from analytics.errors import RubrikaError, UsageError
from analytics.store import Store, open_store
from rubrika.workers import listening, supervise

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_THREADS = 8
_PORTS_TRIED = 50


def check_port(host: str, port: int) -> None:
    """:class:`UsageError` for an address other than loopback, :class:`RubrikaError` naming a free port for a busy one."""
    if host not in _LOOPBACK:
        raise UsageError(
            f"the dashboard has no sign-in yet and listens on this machine only: --host 127.0.0.1, not {host}"
        )
    if _free(host, port):
        return
    free = next((p for p in range(port + 1, min(port + _PORTS_TRIED, 65536)) if _free(host, p)), None)
    hint = f"the next free one is {free}: --port {free}" if free else "choose another with --port"
    raise RubrikaError(f"port {port} is in use; {hint}")


def run(
    store: Store, *, host: str, port: int, notes: Callable[[str], None], notice: str = "", workers: int = 1
) -> None:
    """Serve until interrupted, with ``workers`` processes."""
    check_port(host, port)
    prepare = partial(_prepared, store.home, notice)
    ready = partial(notes, f"rubrika is at http://{host}:{port} (stop it with Ctrl-C)")
    if workers > 1:
        supervise(prepare, host=host, port=port, workers=workers, ready=ready)
        return
    serve = prepare()
    with listening(host, port) as listener:
        ready()
        serve(listener)


def _prepared(home: Path, notice: str) -> Callable[[socket.socket], None]:
    """The dashboard over a home, its first answers given, as a function that serves it on a socket."""
    from waitress import serve

    from dashboards.app import create_app
    from dashboards.scripts import warm
    from models.registry import Registry
    from models.taxonomy import load_taxonomy

    registry = Registry(home)
    app = create_app(open_store(home), load_taxonomy(), notice=notice, models=lru_cache(maxsize=2)(registry.load))
    warm(app)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits for a thread
    return lambda listener: serve(app.server, sockets=[listener], threads=_THREADS, ident="rubrika", _quiet=True)


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
