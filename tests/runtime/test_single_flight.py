import asyncio
from dataclasses import dataclass, field

import pytest

from bot.runtime.single_flight import SingleFlight, Tell


@dataclass
class Work:
    """Tells one step for every time that it is let on, and ends when `steps` are done."""

    steps: int = 2
    failure: Exception | None = None
    begun: int = 0
    go_on: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    was_cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    def finish(self) -> None:
        for _ in range(self.steps):
            self.go_on.release()

    async def __call__(self, tell: Tell) -> str:
        self.begun += 1
        try:
            for done in range(1, self.steps + 1):
                await self.go_on.acquire()
                tell(done, self.steps)
        except asyncio.CancelledError:
            self.was_cancelled.set()
            raise
        if self.failure:
            raise self.failure
        return "answer"


@dataclass
class Person:
    flights: SingleFlight[str]
    work: Work
    told: list[tuple[int, int]] = field(default_factory=list)
    heard: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    breaks: bool = False

    async def listen(self, done: int, total: int) -> None:
        if self.breaks:
            raise ConnectionResetError
        self.told.append((done, total))
        self.heard.release()

    def ask(self) -> "asyncio.Task[str]":
        return asyncio.create_task(self.flights.do("key", self.work, progress=self.listen))


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_all_who_wait_are_told_everything() -> None:
    flights, work = SingleFlight[str](), Work()
    people = [Person(flights, work) for _ in range(8)]
    asked = [person.ask() for person in people]
    work.finish()

    assert await asyncio.gather(*asked) == ["answer"] * 8
    assert work.begun == 1
    assert [person.told for person in people] == [[(1, 2), (2, 2)]] * 8


async def test_latecomer_is_told_the_next_step() -> None:
    flights, work = SingleFlight[str](), Work()
    first, late = Person(flights, work), Person(flights, work)
    asked = [first.ask()]
    work.go_on.release()
    await first.heard.acquire()
    asked.append(late.ask())
    await settle()
    work.go_on.release()

    assert await asyncio.gather(*asked) == ["answer"] * 2
    assert (work.begun, late.told) == (1, [(2, 2)])


async def test_work_goes_on_for_those_who_stay() -> None:
    flights, work = SingleFlight[str](), Work()
    leaves, stays = Person(flights, work), Person(flights, work)
    asked = [leaves.ask(), stays.ask()]
    await settle()
    asked[0].cancel()
    await settle()
    work.finish()

    assert await asked[1] == "answer"
    assert (asked[0].cancelled(), work.begun, leaves.told) == (True, 1, [])


async def test_work_that_nobody_waits_for_is_cancelled() -> None:
    flights, work = SingleFlight[str](), Work()
    asked = [Person(flights, work).ask() for _ in range(2)]
    await settle()
    for task in asked:
        task.cancel()
    await work.was_cancelled.wait()
    again = Person(flights, work).ask()
    work.finish()

    assert await again == "answer"
    assert work.begun == 2


async def test_broken_listener_breaks_nobody_else() -> None:
    flights, work = SingleFlight[str](), Work()
    asked = [Person(flights, work, breaks=True).ask(), Person(flights, work).ask()]
    work.finish()
    outcomes = await asyncio.gather(*asked, return_exceptions=True)

    assert isinstance(outcomes[0], ConnectionResetError)
    assert outcomes[1] == "answer"


async def test_slow_listener_holds_up_nobody() -> None:
    flights, work, held = SingleFlight[str](), Work(), asyncio.Event()

    async def wait(done: int, total: int) -> None:
        await held.wait()

    slow = asyncio.create_task(flights.do("key", work, progress=wait))
    quick = Person(flights, work).ask()
    work.finish()

    assert await quick == "answer"
    assert not slow.done()
    held.set()
    assert await slow == "answer"


async def test_failure_reaches_everybody_and_is_not_kept() -> None:
    flights, work = SingleFlight[str](), Work(steps=0, failure=ValueError())
    outcomes = await asyncio.gather(*(Person(flights, work).ask() for _ in range(3)), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [ValueError] * 3
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is, it is not the old one
        await Person(flights, work).ask()
    assert work.begun == 2
