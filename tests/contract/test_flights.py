import asyncio

from bot.sharing import Flights

Both = tuple[Flights, Flights]
LONGEST = 10.0


async def test_one_process_makes_it(flights: Both) -> None:
    here, there = flights

    assert [await here.take_off("key", seconds=60), await there.take_off("key", seconds=60)] == [True, False]


async def test_other_answers_are_made_meanwhile(flights: Both) -> None:
    here, there = flights
    await here.take_off("key", seconds=60)

    assert await there.take_off("other key", seconds=60)


async def test_waiting_ends_with_the_landing(flights: Both) -> None:
    here, there = flights
    await here.take_off("key", seconds=60)
    waiting = asyncio.create_task(there.wait("key", seconds=0.2))
    await here.land("key")

    await asyncio.wait_for(waiting, LONGEST)
    assert await there.take_off("key", seconds=60)


async def test_waiting_ends_in_any_case(flights: Both) -> None:
    here, there = flights
    await here.take_off("key", seconds=60)

    await asyncio.wait_for(there.wait("key", seconds=0.02), LONGEST)

    assert not await there.take_off("key", seconds=60)


async def test_waiting_ends_when_it_was_given_up(flights: Both) -> None:
    here, there = flights
    await here.take_off("key", seconds=0.01)

    await asyncio.wait_for(there.wait("key", seconds=2 * LONGEST), LONGEST)

    assert await there.take_off("key", seconds=60)


async def test_flight_of_another_is_not_landed(flights: Both) -> None:
    here, there = flights
    await here.take_off("key", seconds=60)

    await there.land("key")

    assert not await there.take_off("key", seconds=60)


async def test_nothing_to_wait_for_costs_no_time(flights: Both) -> None:
    here, _ = flights

    await asyncio.wait_for(here.wait("nobody makes it", seconds=8 * 0.01), LONGEST)
