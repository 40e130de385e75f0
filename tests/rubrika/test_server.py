"""Where the dashboard listens, and what it says when it cannot."""

import socket

import pytest

from analytics.errors import RubrikaError
from rubrika.server import check_port


def test_a_busy_port_is_said_with_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RubrikaError, match=rf"port {port} is in use; the next free one is \d+: --port \d+"):
            check_port("127.0.0.1", port)
