import asyncio

import pytest

from storage.waking import Leftover


@pytest.fixture
def told() -> asyncio.Queue[str]:
    return asyncio.Queue()


def leftover(told: asyncio.Queue[str], name: str = "told") -> Leftover:
    return Leftover(lambda: told.put_nowait(name), seconds=0.01)


async def test_work_that_nobody_takes_is_told_once(told: asyncio.Queue[str]) -> None:
    left = leftover(told)
    for _ in range(5):
        left.bring()
    at_once = told.qsize()

    first = await told.get()
    left.bring()

    assert (at_once, first, await told.get(), told.qsize()) == (0, "told", "told", 0)


async def test_work_that_is_taken_at_once_is_not_told(told: asyncio.Queue[str]) -> None:
    taken, left = leftover(told, "taken"), leftover(told, "left")
    taken.bring()
    taken.take_all(taken.brought)

    left.bring()

    assert (await told.get(), told.qsize()) == ("left", 0)


async def test_what_was_brought_during_a_look_is_told(told: asyncio.Queue[str]) -> None:
    left = leftover(told)
    left.bring()
    before = left.brought
    left.bring()

    left.take_all(before)

    assert await told.get() == "told"
