"""What stands behind a front in tests: takes in what it is given, or fails as told."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.errors import Unavailable
from bot.speech.heard import Message
from bot.speech.traffic import Arrival


@dataclass
class Taken:
    """An `Accept` that keeps everything. `faults` are raised first."""

    arrivals: list[Arrival] = field(default_factory=list)
    faults: deque[Unavailable] = field(default_factory=deque)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, arrivals: Sequence[Arrival]) -> None:
        if self.faults:
            raise self.faults.popleft()
        self.arrivals.extend(arrivals)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    @property
    def texts(self) -> list[str]:
        heard = [arrival.heard for arrival in self.arrivals]
        return [one.submission.text for one in heard if isinstance(one, Message)]

    async def wait_for(self, number: int) -> None:
        async with asyncio.timeout(10):
            while len(self.arrivals) < number:
                await self._changed.wait()


@dataclass
class Waits:
    """Lets no time pass and keeps how much it should have been; stays there for good after `most`."""

    most: int = 50
    seconds: list[float] = field(default_factory=list)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.begun.set()
        if len(self.seconds) > self.most:
            await asyncio.Event().wait()


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Beside the test, and cancelled at its end. A fault of it fails the test."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        results = await asyncio.gather(task, return_exceptions=True)
    faults = [result for result in results if not isinstance(result, asyncio.CancelledError)]
    assert faults == []
