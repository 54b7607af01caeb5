"""Sends what the desk decided to all who asked, once nobody can undo it any more."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.dialogue.desk.outcome import find_shown, word_outcomes
from bot.moderation import Desk
from bot.people.audience import Audience
from bot.ports import Clock, Library
from bot.runtime.edge import Broken, attempt
from bot.runtime.numbers import Errand, Numbers
from bot.runtime.rounds import Edge, Woken, in_rounds
from bot.runtime.waiting import seconds_until

_SOME = 50
_LEFT_ALONE = timedelta(minutes=5)
"""How long a case is left alone whose answers break the program."""


@dataclass
class Answerer:
    desk: Desk
    library: Library
    clock: Clock
    numbers: Numbers
    edge: Edge
    _broken: dict[int, datetime] = field(default_factory=dict, init=False)

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.desk).wait, self.edge)

    async def look(self) -> float:
        now = self.clock.now()
        self._broken = {case: until for case, until in self._broken.items() if until > now}
        due = await self.desk.due(limit=_SOME + len(self._broken))
        for case in due:
            if case not in self._broken:
                await self._answer(case)
        if len(due) > _SOME:
            return 0.0
        return seconds_until(await self.desk.next_due(), self.clock.now())

    async def _answer(self, case: int) -> None:
        """One that breaks holds up no other."""
        if isinstance(await attempt(self._close(case), on_bug=self.edge.on_bug), Broken):
            self._broken[case] = self.clock.now() + _LEFT_ALONE

    async def _close(self, case: int) -> None:
        file = await self.desk.case(case)
        if file is None or file.case.decision is None:
            return
        replies = await word_outcomes(file, library=self.library)
        told = await find_shown(file.case.decision, Audience.RESTRICTED, library=self.library)
        if await self.desk.answer(case, replies, revision=file.case.revision, told=told):
            self.numbers.ran(Errand.ANSWER, len(replies))
