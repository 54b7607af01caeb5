"""A Redis or Valkey server as everything here asks it: each call has a short time limit and is made once; a server that fails is left alone
until a probe beside says that it answers again. So one that is dead or slow costs a single short wait, and then nothing.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, RedisError, ResponseError

from bot.errors import Cause, Unavailable
from storage.cache.counts import Counts
from storage.cache.place import NAMESPACE, PATIENCE, Place

PROBE_SECONDS = 1.0
"""How long a probe may take to connect and sign in: nobody waits for it but the start of the program."""

FIRST_REST, REST_SECONDS = 0.1, 1.0
"""How long a server that failed is left alone before it is probed: first, and at most. Each failure within `CALM_SECONDS` of another doubles
it, so that one moment of trouble passes quickly and a server that comes and goes costs little."""

CALM_SECONDS = 10.0

CONNECTIONS = 16
"""More calls at once than this wait for each other; a pool that runs out would look like a server that is away."""

_STEPS = 10

Answer = TypeVar("Answer")


def connect(place: Place, *, patience: float | None = None) -> Redis:
    """A client that does not try again by itself. Close it with `aclose`.

    A command that is sent again after its answer was lost is done twice; here it is better not done. `patience` is the socket's own time
    limit, None for none: `Server` has one around each call.
    """
    options: dict[str, Any] = {}
    if place.user:
        options["username"] = place.user
    if place.password:
        options["password"] = place.password
    if urlsplit(place.url).scheme == "rediss":
        options |= {"ssl_check_hostname": True, "ssl_min_version": ssl.TLSVersion.TLSv1_2}
        if place.ca_file is not None:
            options["ssl_ca_certs"] = str(place.ca_file)
    return Redis.from_url(
        place.url,
        protocol=2,  # pinned: the shapes of answers differ between versions of the protocol
        decode_responses=False,
        socket_connect_timeout=patience,
        socket_timeout=patience,
        retry=Retry(NoBackoff(), 0),
        driver_info=None,
        max_connections=CONNECTIONS + 1,  # one for the probe
        **options,
    )


class State(StrEnum):
    """As circuit breakers are called."""

    CLOSED = "closed"  # calls are made
    OPEN = "open"  # the server failed and is left alone
    HALF_OPEN = "half open"  # a probe is under way; calls still are not made


class Server:
    """Calls of one process. `now` is a monotonic clock in seconds. The client belongs to whoever made it."""

    def __init__(
        self,
        client: Redis,
        *,
        now: Callable[[], float],
        patience: float = PATIENCE,
        namespace: str = NAMESPACE,
    ) -> None:
        self._client = client
        self._now = now
        self._patience = patience
        self._namespace = namespace
        self._rests_until: float | None = None
        self._rest, self._failed_at = FIRST_REST, float("-inf")
        self._seats = asyncio.Semaphore(CONNECTIONS)
        self._probing: asyncio.Task[None] | None = None
        self._cause = Cause.UNKNOWN
        self.counts = Counts()

    @property
    def state(self) -> State:
        if self._rests_until is None:
            return State.CLOSED
        return State.HALF_OPEN if self._probing and not self._probing.done() else State.OPEN

    def key(self, kind: str, name: str) -> str:
        """The braces make a cluster place all keys of one name on one machine, and those of different names anywhere."""
        return f"{self._namespace}:{kind}:{{{name}}}"

    async def ask(self, call: Callable[[Redis], Awaitable[Answer]]) -> Answer:
        """What the server answers. Raises `Unavailable` at once while it is left alone, and after `patience` where it fails."""
        self._admit()
        async with self._seats:
            self._admit()  # it may have failed while we waited for a seat
            try:
                return await self._in_time(call)
            except ResponseError as exc:  # it answers, and will not do this: no reason to leave it alone
                self.counts.errors += 1
                raise Unavailable("cache") from exc
            except (RedisError, OSError) as exc:
                self.counts.errors += 1
                self._leave_alone(exc)
                raise self._away() from exc

    async def begin(self) -> None:
        """The first probe: a server that is away then costs nobody anything. Returns soon, whatever comes of it."""
        self._rests_until = self._now()
        await self._probe()

    async def ping(self) -> None:
        """Raises `Unavailable`."""
        await self.ask(lambda client: client.ping())

    async def close(self) -> None:
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)

    def _admit(self) -> None:
        if self._rests_until is None:
            return
        self.counts.skipped += 1
        if self._now() >= self._rests_until and self.state is State.OPEN:
            self._probing = asyncio.create_task(self._probe())
        raise self._away()

    async def _in_time(self, call: Callable[[Redis], Awaitable[Answer]]) -> Answer:
        """Raises TimeoutError. The patience is spent in small steps, of which each counts for no more than it should take: where this process is
        busy and comes late to an answer that is there, that says nothing about the server."""
        asking = asyncio.ensure_future(_asked(call, self._client))
        try:
            for _ in range(_STEPS):
                done, _ = await asyncio.wait((asking,), timeout=self._patience / _STEPS)
                if done:
                    return asking.result()
            raise TimeoutError
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait((asking,))  # its connection is closed before another call may want it

    def _leave_alone(self, failure: RedisError | OSError) -> None:
        now = self._now()
        is_first = now - self._failed_at > CALM_SECONDS
        self._rest = FIRST_REST if is_first else min(2 * self._rest, REST_SECONDS)
        self._failed_at, self._rests_until = now, now + self._rest
        # Redis refuses a name or a password by the first, and by the second whoever gives none.
        is_refused = isinstance(failure, AuthenticationError) or "NOAUTH" in str(failure)
        self._cause = Cause.RIGHTS if is_refused else Cause.UNKNOWN

    def _away(self) -> Unavailable:
        return Unavailable("cache", retry_after=REST_SECONDS, cause=self._cause)

    async def _probe(self) -> None:
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                # What was connected before may lead nowhere now.
                await self._client.connection_pool.disconnect(inuse_connections=False)
                await self._client.ping()
            await self._in_time(lambda client: client.ping())  # the way that calls will take: connected
        except (RedisError, OSError) as exc:
            self._leave_alone(exc)
        else:
            self._rests_until = None


async def _asked(call: Callable[[Redis], Awaitable[Answer]], client: Redis) -> Answer:
    return await call(client)
