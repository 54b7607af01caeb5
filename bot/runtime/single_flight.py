import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.ports import Progress

Answer = TypeVar("Answer")
Step = tuple[int, int]
Tell = Callable[[int, int], None]
"""Tells everybody who waits how many are done, of how many; never waits for any of them."""


@dataclass(eq=False, slots=True)
class _Flight(Generic[Answer]):
    """One work and a queue of its steps for each who waits for it; None behind the last step."""

    waiting: list[asyncio.Queue[Step | None]] = field(default_factory=list)
    task: "asyncio.Task[Answer] | None" = None

    def tell(self, done: int, total: int) -> None:
        for steps in self.waiting:
            steps.put_nowait((done, total))

    def land(self, task: "asyncio.Task[Answer]") -> None:
        for steps in self.waiting:
            steps.put_nowait(None)
        if not task.cancelled():
            task.exception()  # seen, also where nobody waits for it any more


class SingleFlight(Generic[Answer]):
    """Of several that ask the same at the same time one works and all get its steps and its outcome, its error too."""

    def __init__(self) -> None:
        self._flying: dict[str, _Flight[Answer]] = {}

    async def do(
        self, key: str, work: Callable[[Tell], Awaitable[Answer]], *, progress: Progress | None = None
    ) -> Answer:
        """The outcome of `work`, or of the work that is already under way for this key.

        `progress` hears every step from now on, at its own pace: whoever is slow or breaks holds up nobody else. Whoever is cancelled
        stops waiting; the work goes on as long as somebody waits, and is cancelled when nobody does.
        """
        flight = self._flying.get(key) or self._take_off(key, work)
        assert flight.task is not None
        steps: asyncio.Queue[Step | None] = asyncio.Queue()
        flight.waiting.append(steps)
        try:
            while (step := await steps.get()) is not None:
                if progress is not None:
                    await progress(*step)
            return flight.task.result()
        finally:
            flight.waiting.remove(steps)
            if not flight.waiting and not flight.task.done():
                self._forget(key, flight)  # at once: whoever comes now must not join what is being cancelled
                flight.task.cancel()

    def _take_off(self, key: str, work: Callable[[Tell], Awaitable[Answer]]) -> _Flight[Answer]:
        flight: _Flight[Answer] = _Flight()
        flight.task = asyncio.ensure_future(_run(work, flight.tell))
        flight.task.add_done_callback(lambda _: self._forget(key, flight))
        flight.task.add_done_callback(flight.land)
        self._flying[key] = flight
        return flight

    def _forget(self, key: str, flight: _Flight[Answer]) -> None:
        if self._flying.get(key) is flight:
            del self._flying[key]


async def _run(work: Callable[[Tell], Awaitable[Answer]], tell: Tell) -> Answer:
    return await work(tell)
