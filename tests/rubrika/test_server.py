"""Where the dashboard listens, and what it says when it cannot."""

import socket

import pytest

from analytics.errors import RubrikaError, UsageError
from rubrika.server import check_port


def test_a_busy_port_is_said_with_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RubrikaError, match=rf"port {port} is in use; the next free one is \d+: --port \d+"):
            check_port("127.0.0.1", port)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_without_a_sign_in_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(UsageError, match="this machine only"):
        check_port(host, 8050)
