"""What stands behind the front of a platform: reception, lanes and outbox on what is kept in memory."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.people.address import Front
from bot.ports import Accept, Clock, Courier
from bot.runtime.allowance import Limits, OwnAllowances
from bot.runtime.delivery import PostParts
from bot.runtime.gathering import Gathering
from bot.runtime.lane_parts import Parts, Rules
from bot.runtime.lanes import Lanes
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.post import Post
from bot.runtime.reception import Reception
from bot.speech.heard import From, Heard
from bot.speech.replies import Working
from bot.speech.traffic import Arrival, Outgoing, Sent
from bot.speech.turns import Converse
from tests.fakes.bugs import no_bugs
from tests.fakes.memory_post import MemoryPost

_RULES: Final = Rules(gathering=Gathering(text=0.02, album=0.02))


class Entrance:
    """Stands for the reception until there is one: it needs the courier, which needs the front."""

    accept: Accept

    async def __call__(self, arrivals: Sequence[Arrival]) -> None:
        await self.accept(arrivals)


@dataclass
class Unhurried:
    """The courier without its pauses, so that a story takes as long as it takes to tell."""

    courier: Courier
    per_second: float = 10_000.0

    def spacing(self, to: From) -> float:
        return 0.0

    async def send_next(self, outgoing: Outgoing) -> Sent:
        return await self.courier.send_next(outgoing)

    async def sign(self, heard: Heard, working: Working, progress: str) -> str:
        return await self.courier.sign(heard, working, progress)


class Workers:
    def __init__(
        self,
        couriers: Mapping[Front, Courier],
        converse: Converse,
        post: MemoryPost,
        *,
        clock: Clock,
    ) -> None:
        couriers = {front: Unhurried(courier) for front, courier in couriers.items()}
        numbers, paces = Numbers(), Paces()
        self._kept = post
        parts = Parts(
            post.inbox,
            post.outbox,
            post.turns,
            post.sessions,
            converse,
            couriers,
            clock,
            numbers,
            no_bugs,
            no_bugs,
            paces,
        )
        self._lanes = Lanes(parts, _RULES)
        self.reception = Reception(
            post.inbox,
            limits=Limits(),
            allowances=lambda _: OwnAllowances(Limits()),
            numbers=numbers,
            clock=clock,
            on_accepted=self._lanes.note,
        )
        self._post = Post(
            PostParts(post.outbox, couriers, clock, numbers, self.reception.accept, no_bugs, no_bugs, paces)
        )

    def work(self) -> tuple[Coroutine[Any, Any, None], ...]:
        return self._lanes.run(), self._post.run()

    async def is_idle(self) -> bool:
        return not (await self._kept.inbox.backlog() or await self._kept.outbox.backlog())


async def stop(tasks: Sequence["asyncio.Task[None]"]) -> None:
    """Ends them; one that broke before fails the test."""
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [result for result in results if not isinstance(result, asyncio.CancelledError)] == []
