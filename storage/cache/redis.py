"""The cache in Redis or Valkey. Its one promise is never to be in the way: a server that is away costs one short wait, and is then
left alone for some seconds."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot.errors import Unavailable

PATIENCE = 0.1
"""Seconds that one call may take, connecting included."""

REST_SECONDS = 5.0
"""How long a server that failed is left alone."""

CONNECTIONS = 16
"""More calls at once than this wait for each other; a pool that runs out would look like a server that is away."""

Answer = TypeVar("Answer")


def connect(url: str, *, patience: float = PATIENCE) -> Redis:
    """A client that neither waits nor tries again by itself. Close it with `aclose`."""
    return Redis.from_url(
        url,
        protocol=2,  # pinned: the shapes of answers differ between versions of the protocol
        decode_responses=False,
        socket_connect_timeout=patience,
        socket_timeout=patience,
        retry=Retry(NoBackoff(), 0),
        driver_info=None,
        max_connections=CONNECTIONS,
    )


class RedisCache:
    """Keeps bytes under `namespace` on a server shared with others. The client belongs to whoever made it."""

    def __init__(
        self,
        client: Redis,
        *,
        now: Callable[[], float],
        patience: float = PATIENCE,
        namespace: str = "secondsource",
    ) -> None:
        self._client = client
        self._now = now
        self._patience = patience
        self._namespace = namespace
        self._rests_until = float("-inf")
        self._seats = asyncio.Semaphore(CONNECTIONS)

    async def get(self, key: str) -> bytes | None:
        value = await self._ask(lambda: self._client.get(self._name(key)))
        return value if isinstance(value, bytes) else None

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        name, milliseconds = self._name(key), int(seconds * 1000)
        if milliseconds > 0:
            await self._ask(lambda: self._client.set(name, value, px=milliseconds))
        else:
            await self._ask(lambda: self._client.delete(name))

    async def ping(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._client.ping()
        except (RedisError, OSError, TimeoutError) as exc:
            raise Unavailable("cache", retry_after=REST_SECONDS) from exc

    async def _ask(self, call: Callable[[], Awaitable[Answer]]) -> Answer | None:
        async with self._seats:
            if self._now() < self._rests_until:
                return None
            try:
                async with asyncio.timeout(self._patience):
                    return await call()
            except (RedisError, OSError, TimeoutError):
                self._rests_until = self._now() + REST_SECONDS
                return None

    def _name(self, key: str) -> str:
        # The braces make a cluster place each entry by its own key.
        return f"{self._namespace}:{{{key}}}"
