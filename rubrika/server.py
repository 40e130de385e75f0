"""Serves the dashboard with waitress: several threads in one process or in a few, the same on every system."""

import logging
import socket
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from analytics.errors import RubrikaError, UsageError
from analytics.jobs import Jobs
from analytics.store import Store, open_store
from analytics.views import FILE, settings_table
from dashboards.access.gate import LARGEST, Access
from dashboards.access.settings import access_settings, is_loopback
from dashboards.access.users import Users
from rubrika.processes import listening, supervise
from rubrika.worker import Foreman

_THREADS = 8
_PORTS_TRIED = 50


def access_of(home: Path, host: str) -> Access:
    """How a home is guarded on an address: open on loopback, unless rubrika.toml asks for a sign-in; never elsewhere.

    :class:`UsageError` where a sign-in is needed and nobody could pass it.
    """
    settings = access_settings(settings_table(home), f"{home / FILE}")
    sign_in = settings.sign_in or bool(settings.proxy_header) or not is_loopback(host)
    if sign_in and not settings.proxy_header and not Users(home).all():
        raise UsageError(
            f"{host} is open to others and nobody can sign in yet: rubrika users add NAME --role admin --home {home}"
            if not is_loopback(host)
            else f"rubrika.toml asks for a sign-in and there are no users: rubrika users add NAME --role admin --home {home}"
        )
    return Access(home=home, sign_in=sign_in, settings=settings)


def check_port(host: str, port: int) -> None:
    """:class:`RubrikaError` naming a free port for a busy one."""
    if _free(host, port):
        return
    free = next((p for p in range(port + 1, min(port + _PORTS_TRIED, 65536)) if _free(host, p)), None)
    hint = f"the next free one is {free}: --port {free}" if free else "choose another with --port"
    raise RubrikaError(f"port {port} is in use; {hint}")


def run(
    store: Store, *, host: str, port: int, notes: Callable[[str], None], notice: str = "", workers: int = 1
) -> None:
    """Serve until interrupted, with ``workers`` processes."""
    access = access_of(store.home, host)
    check_port(host, port)
    if access.sign_in and not (access.settings.address or access.settings.plain_http or is_loopback(host)):
        notes(f"people sign in by https only: say in {FILE} how they come, [access] address or plain_http = true")
    prepare = partial(_prepared, store.home, host, notice)
    ready = partial(notes, f"rubrika is at http://{host}:{port} (stop it with Ctrl-C)")
    foreman = Foreman(store)
    foreman.start()
    try:
        if workers > 1:
            supervise(prepare, host=host, port=port, workers=workers, ready=ready)
            return
        serve = prepare()
        with listening(host, port) as listener:
            ready()
            serve(listener)
    finally:
        foreman.stop()


def _prepared(home: Path, host: str, notice: str) -> Callable[[socket.socket], None]:
    """The dashboard over a home, its first answers given, as a function that serves it on a socket."""
    from waitress import serve

    from dashboards.app import create_app
    from dashboards.scripts import warm
    from models.registry import Registry
    from models.taxonomy import load_taxonomy

    registry = Registry(home)
    load = lru_cache(maxsize=2)(registry.load)
    store = open_store(home)
    app = create_app(
        store,
        load_taxonomy(),
        notice=notice,
        # Which version a name stands for is looked up each time: somebody may put another in use.
        models=lambda ref: load(registry.find(ref).ref),
        jobs=Jobs(store),
        access=access_of(home, host),
    )
    warm(app)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits for a thread
    # What proxies say of addresses is judged by the gate, which knows the proxies that are believed.
    return lambda listener: serve(
        app.server,
        sockets=[listener],
        threads=_THREADS,
        ident="rubrika",
        clear_untrusted_proxy_headers=False,
        max_request_body_size=LARGEST,
        _quiet=True,
    )


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
