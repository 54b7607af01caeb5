"""Work that is looked for again and again: woken where something happens, and no more often than it has to be."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.errors import Unavailable
from bot.moderation import Desk
from bot.runtime.edge import OnBug, attempt
from bot.runtime.waiting import seconds_until_retry

_LONGEST_PAUSE = 60.0

Look = Callable[[], Awaitable[float]]
"""Does what is to be done now; returns after how many seconds something is due, however little happens until then."""


@dataclass
class Woken:
    """Waits for changes of the desk, and misses none between two waits."""

    desk: Desk
    _seen: int = field(default=0, init=False)

    async def wait(self, seconds: float) -> None:
        self._seen = await self.desk.wait(seconds=seconds, after=self._seen)


@dataclass(frozen=True, slots=True)
class Edge:
    """Who is told of a part that is away, and of a bug."""

    on_away: Callable[[Unavailable], None]
    on_bug: OnBug


async def in_rounds(look: Look, wait: Callable[[float], Awaitable[None]], edge: Edge) -> None:
    """Looks for ever. After a failure, of the waiting too, it looks again later, and later each time."""
    failures = 0
    while True:
        try:
            seconds = await attempt(look(), on_bug=edge.on_bug)
            if isinstance(seconds, float):
                failures = 0
                await wait(seconds)
                continue
        except Unavailable as failure:
            edge.on_away(failure)
        failures += 1
        await asyncio.sleep(seconds_until_retry(failures, most=_LONGEST_PAUSE))
