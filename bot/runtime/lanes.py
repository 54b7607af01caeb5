"""One worker a conversation, made when something waits in it and gone when nothing does: order within, parallel across.

Memory is bounded by how many lanes are worked on at once. What else waits stays in the inbox, which hands out lanes, longest waiting first.
"""

import asyncio
from collections.abc import Iterable

from bot.people.address import Address
from bot.runtime.crew import Crew
from bot.runtime.lane import Lane
from bot.runtime.lane_parts import Parts, Rules, Shared
from bot.runtime.signs import Background
from bot.runtime.waiting import seconds_until
from bot.speech.heard import Heard


class Lanes:
    """Answers what the inbox holds, for ever. `run` is the job, `stop` its ordered end."""

    def __init__(self, parts: Parts, rules: Rules) -> None:
        self._parts = parts
        self._rules = rules
        self._crew = Crew(most=rules.lanes, on_away=parts.on_away, on_bug=parts.on_bug)
        self._at_work: dict[Address, asyncio.Event] = {}
        self._background = Background()
        gate = asyncio.Semaphore(rules.checks)
        self._shared = Shared(
            gate, asyncio.Lock(), self._background, self._crew.stopping, self._at_work.__setitem__
        )

    def __len__(self) -> int:
        """How many lanes are worked on now."""
        return len(self._crew)

    def note(self, heard: Iterable[Heard]) -> None:
        """What was accepted just now: a check that runs may have to wait for it."""
        for one in heard:
            news = self._at_work.get(one.sender.address)
            if news is not None:
                news.set()

    async def run(self) -> None:
        """Works until `stop`. Where it is cancelled instead, running turns are given up; what they worked on still waits."""
        try:
            await self._crew.run(self._take)
        finally:
            await self._background.close()

    async def stop(self, *, seconds: float) -> None:
        """Takes nothing more and lets running turns finish for so long. What is cut off then is answered after the next start."""
        await self._crew.stop(seconds=seconds)

    async def _take(self, room: int) -> None:
        names = await self._parts.inbox.take(limit=room)
        for name in names:
            self._start(name)
        if len(names) < room:  # else there may be more
            due = await self._parts.inbox.next_due()
            await self._parts.inbox.wait(seconds=seconds_until(due, self._parts.clock.now()))

    def _start(self, name: str) -> None:
        lane = Lane(name, self._parts, self._rules, self._shared)
        self._crew.start(lane.run(), at_end=lambda: self._leave(lane))

    def _leave(self, lane: Lane) -> None:
        if lane.address is not None and self._at_work.get(lane.address) is lane.news:
            del self._at_work[lane.address]
