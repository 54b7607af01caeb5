import asyncio

import pytest

from storage.turnstile import Turnstile


class Line:
    """People before a turnstile, each of whom writes their name once they are through."""

    def __init__(self) -> None:
        self.turnstile = Turnstile()
        self.passed: list[str] = []

    async def come(self, name: str, *, is_urgent: bool = False) -> None:
        async with self.turnstile.turn(is_urgent=is_urgent):
            await asyncio.sleep(0)
            self.passed.append(name)

    def send(self, name: str, *, is_urgent: bool = False) -> "asyncio.Task[None]":
        return asyncio.create_task(self.come(name, is_urgent=is_urgent))


async def test_order_of_coming_is_kept() -> None:
    line = Line()
    await asyncio.gather(*(line.come(name) for name in "abcd"))

    assert line.passed == ["a", "b", "c", "d"]


async def test_urgent_ones_go_first() -> None:
    line = Line()
    tasks = [line.send(name, is_urgent=name.isupper()) for name in "abCdE"]
    await asyncio.gather(*tasks)

    assert line.passed == ["a", "C", "E", "b", "d"]


async def test_whoever_gives_up_holds_up_nobody() -> None:
    line = Line()
    first, second, third = (line.send(name) for name in "abc")
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(first, second, third, return_exceptions=True)

    assert line.passed == ["a", "c"]


async def test_turn_of_whoever_gives_up_just_then_goes_on() -> None:
    line = Line()
    async with line.turnstile.turn():
        second, third = line.send("b"), line.send("c")
        await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, third, return_exceptions=True)
    await line.come("d")

    assert line.passed == ["c", "d"]


async def test_fault_inside_lets_the_next_one_in() -> None:
    line = Line()
    with pytest.raises(ZeroDivisionError):
        async with line.turnstile.turn():
            _ = 1 / 0
    await line.come("a")

    assert line.passed == ["a"]
