"""Of several processes that are asked the same at the same time one works."""

import pytest

from bot.runtime.joint_flight import ALONE, JointFlight, Pace
from tests.fakes.clocks import Stopwatch


class Elsewhere:
    """Another process has taken off, and lands while it is waited for, or does not."""

    def __init__(self, answers: dict[str, str], *, lands: bool) -> None:
        self._answers = answers
        self._lands = lands
        self.waited: list[float] = []

    async def take_off(self, key: str, *, seconds: float) -> bool:
        return False

    async def land(self, key: str) -> None:
        raise AssertionError("it is not ours")

    async def wait(self, key: str, *, seconds: float) -> None:
        self.waited.append(seconds)
        if self._lands:
            self._answers[key] = "made elsewhere"


class Process:
    """Makes answers, which takes `seconds` each."""

    def __init__(self, *, lands: bool, seconds: float = 2.0) -> None:
        self.answers: dict[str, str] = {}
        self.elsewhere = Elsewhere(self.answers, lands=lands)
        self.stopwatch = Stopwatch()
        self.made = 0
        self._seconds = seconds
        self._flight = JointFlight(self.elsewhere, now=self.stopwatch)

    async def asked(self, *, length: int = 800) -> str:
        async def make() -> str:
            self.stopwatch.pass_by(self._seconds)
            self.made += 1
            return "made here"

        async def find() -> str | None:
            return self.answers.get("key")

        return await self._flight.do("key", make, find=find, length=length)


async def test_answer_of_another_process_is_taken() -> None:
    process = Process(lands=True)

    assert (await process.asked(), process.made) == ("made elsewhere", 0)


async def test_lost_process_costs_nothing_but_time() -> None:
    process = Process(lands=False)

    assert (await process.asked(), process.made) == ("made here", 1)


async def test_nobody_waits_longer_than_making_takes() -> None:
    process = Process(lands=False)
    await process.asked()
    await process.asked()
    await process.asked(length=300)

    assert process.elsewhere.waited == pytest.approx([0.0, 2.0, 1.0])


async def test_alone_every_answer_is_made() -> None:
    async def make() -> str:
        return "made here"

    async def find() -> str | None:
        raise AssertionError("nobody else can have made it")

    assert await JointFlight(ALONE).do("key", make, find=find, length=1) == "made here"


def test_pace_follows_what_is_timed() -> None:
    pace = Pace()
    for _ in range(50):
        pace.note(800, 1.0)
    for _ in range(50):
        pace.note(800, 3.0)

    assert pace.expect(800) == pytest.approx(3.0, rel=0.01)
