"""Replies leave in order within a conversation and side by side across. Each is recorded when it went, not when it was intended.

A crash between the sending of a message and its record sends that message once more after the restart: no platform can tell us whether it
already has it.
"""

import logging

from bot.people.address import Front
from bot.runtime.crew import Crew
from bot.runtime.delivery import Delivery, PostParts
from bot.runtime.numbers import Posted
from bot.runtime.waiting import seconds_until
from bot.speech.traffic import Outgoing

_LOG = logging.getLogger("secondsource")


class Post:
    """Delivers what the outbox holds, for ever. `run` is the job, `stop` its ordered end."""

    def __init__(self, parts: PostParts, *, tries: int = 5, at_once: int = 256) -> None:
        """`tries`: how often a reply is tried that breaks the program; `at_once`: how many are under way at a time."""
        self._parts = parts
        self._crew = Crew(most=at_once, on_away=parts.on_away, on_bug=parts.on_bug)
        self._fronts = {
            front: Delivery(front, courier, parts, tries=tries) for front, courier in parts.couriers.items()
        }
        self._missing: set[Front] = set()

    def __len__(self) -> int:
        """How many replies are under way now."""
        return len(self._crew)

    async def run(self) -> None:
        """Works until `stop`. Where it is cancelled instead, what is being sent is given up and sent again after the next start."""
        await self._crew.run(self._take)

    async def stop(self, *, seconds: float) -> None:
        """Takes nothing more and lets what is under way arrive for so long."""
        await self._crew.stop(seconds=seconds)

    async def _take(self, room: int) -> None:
        taken = await self._parts.outbox.take(limit=room)
        for outgoing in taken:
            self._start(outgoing)
        if len(taken) < room:  # else there may be more
            due = await self._parts.outbox.next_due()
            await self._parts.outbox.wait(seconds=seconds_until(due, self._parts.clock.now()))

    def _start(self, outgoing: Outgoing) -> None:
        front = outgoing.to.address.front
        delivery = self._fronts.get(front)
        if delivery is None:
            self._leave(front)
        else:
            self._crew.start(delivery.deliver(outgoing))

    def _leave(self, front: Front) -> None:
        """It is held by us and so not taken again before the next start, which may know the front."""
        self._parts.numbers.posted(front, Posted.WITHOUT_FRONT)
        if front not in self._missing:
            self._missing.add(front)
            _LOG.warning("replies wait for a front that is not configured", extra={"front": front.value})
