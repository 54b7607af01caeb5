"""Keys that belong together lie together: a server of a cluster refuses a command whose keys do not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.people.role import Member, Role
from bot.speech.allowance import StillTooMany
from storage.cache.flights import RedisFlights
from storage.cache.own_presence import OwnPresence
from storage.cache.presence import RedisPresence
from storage.cache.redis import RedisCache
from storage.cache.server import Server, State
from storage.keys.open import open_keys
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.counting import counting_on
from tests.fakes.valkey import opened_server, running_notices, running_valkey


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    with running_valkey(cluster=True) as cluster:
        async with Redis.from_url(cluster.connection_url) as admin:
            await admin.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)  # type: ignore[no-untyped-call]
            while b"cluster_state:ok" not in await admin.execute_command("CLUSTER", "INFO"):  # type: ignore[no-untyped-call]
                await admin.ping()
        async with running_notices(cluster.connection_url), opened_server(cluster.connection_url) as opened:
            yield opened


async def test_everything_works_in_a_cluster(server: Server, tmp_path: Path) -> None:
    stopwatch = Stopwatch(1_700_000_000.0)
    keys = open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)
    cache, flights = RedisCache(server), RedisFlights(server)
    presence = RedisPresence(server, OwnPresence(now=stopwatch), keys, now=stopwatch)
    allowances = counting_on(server, stopwatch, per_minute=3, per_day=12)

    for number in range(20):
        await cache.put(f"{number}", b"value", seconds=60)
        assert await cache.get(f"{number}") == b"value"
        assert await flights.take_off(f"{number}", seconds=60)
        await flights.land(f"{number}")
        await presence.look(number, Member("m1", "Thiri", Role.MODERATOR))
        await allowances.ask((f"new {number % 5}", f"old {number % 5}"))

    assert await allowances.ask(("new 1",)) == StillTooMany()
    assert (server.state, server.counts.errors) == (State.CLOSED, 0)
