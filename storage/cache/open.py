"""Opening what processes of one installation may share beside their database, and may lose at any time."""

import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.ports import Keys
from bot.sharing import Allowances, Flights, Presence
from storage.cache.counting import Counting
from storage.cache.memory import MemoryCache
from storage.cache.own_presence import OwnPresence
from storage.cache.place import Place
from storage.cache.reporting import ReportingCache
from storage.waking import Alone, Notices

if TYPE_CHECKING:
    from storage.cache.server import Server


@dataclass(frozen=True, slots=True)
class Shared:
    """`server` and `flights` are None where there is no server, and all of it is in this process."""

    cache: ReportingCache
    notices: Notices
    server: "Server | None" = None
    flights: Flights | None = None

    def allowances(self, own: Allowances, counting: Counting) -> Allowances:
        """Counted on the server where there is one, else and while it is away by `own`."""
        if self.server is None:
            return own
        from storage.cache.allowances import RedisAllowances  # noqa: PLC0415 - as below

        return RedisAllowances(self.server, own, counting)

    def presence(self, keys: Keys, *, now: Callable[[], float]) -> Presence:
        own = OwnPresence(now=now)
        if self.server is None:
            return own
        from storage.cache.presence import RedisPresence  # noqa: PLC0415 - as below

        return RedisPresence(self.server, own, keys, now=now)


async def open_shared(stack: AsyncExitStack, place: Place | None, *, cache_bytes: int) -> Shared:
    """Without a `place` all of it is in this process, the cache with at most `cache_bytes`. A server that is away keeps nobody from starting."""
    if place is None:
        return Shared(MemoryCache(limit=cache_bytes, now=time.monotonic), Alone())
    # Imported here: whoever has no server should not wait for a client of it at every start.
    from storage.cache.flights import RedisFlights  # noqa: PLC0415
    from storage.cache.notices import RedisNotices  # noqa: PLC0415
    from storage.cache.redis import RedisCache  # noqa: PLC0415
    from storage.cache.server import Server, connect  # noqa: PLC0415

    client, listener = connect(place), connect(place)
    stack.push_async_callback(client.aclose)
    stack.push_async_callback(listener.aclose)
    server = Server(client, now=time.monotonic, patience=place.patience, namespace=place.namespace)
    stack.push_async_callback(server.close)
    await server.begin()
    return Shared(RedisCache(server), RedisNotices(server, listener), server, RedisFlights(server))
