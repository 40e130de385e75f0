"""Serves the dashboard with waitress: one process, several threads, the same on every system."""

import socket
from collections.abc import Callable
from functools import lru_cache

from analytics.errors import RubrikaError, UsageError
from analytics.store import Store

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


def run(store: Store, *, host: str, port: int, notes: Callable[[str], None], notice: str = "") -> None:
    """Serve until interrupted."""
    check_port(host, port)
    from waitress import serve

    from dashboards.app import create_app
    from models.registry import Registry
    from models.taxonomy import load_taxonomy

    registry = Registry(store.home)
    app = create_app(store, load_taxonomy(), notice=notice, models=lru_cache(maxsize=2)(registry.load))
    notes(f"rubrika is at http://{host}:{port} (stop it with Ctrl-C)")
    serve(app.server, host=host, port=port, threads=_THREADS, ident="rubrika", _quiet=True)


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
