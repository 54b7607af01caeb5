"""People talk on both platforms while something happens to the bot, and at the end it is judged what became of what they said."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.rig.audit import Audit, Found
from benchmarks.rig.kept import Left
from benchmarks.rig.platforms import Platforms
from benchmarks.rig.refusals import refused_by
from benchmarks.rig.said import Said, Texts
from benchmarks.rig.shown import Content, Shown, shown_on
from benchmarks.rig.slack_crowd import SlackCrowd
from benchmarks.rig.telegram_crowd import TelegramCrowd
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.slack.delivery import Delivery, Sort

_PATIENCE = 120.0
"""Seconds without any progress after which what still waits counts as lost."""


class Kept(Protocol):
    """What the bot keeps, seen from outside."""

    async def left(self) -> Left:
        """Also while the bot runs."""
        ...

    async def order(self, said: Sequence[Said]) -> dict[str, int]:
        """The place of every event that was taken in, in the order of taking in, by its name."""
        ...


@dataclass(frozen=True, slots=True)
class Crowds:
    """`updates` and `chats` are those of each platform, `seconds` for how long people talk."""

    updates: int
    chats: int
    seconds: float

    @property
    def pause(self) -> float:
        """Seconds between two things that one person says: about 1.25 updates each time."""
        return self.seconds / max(1.0, self.updates / self.chats / 1.25)


@dataclass
class Outcome:
    """What happened, and whether it may."""

    found: Found = field(default_factory=Found)
    left: Left = field(default_factory=Left)
    said: int = 0
    taken_in: int = 0
    lost: list[str] = field(default_factory=list)
    in_flight: list[Content] = field(default_factory=list)
    too_often: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    limited: int = 0
    seconds: float = 0.0
    has_outages: bool = False
    """Whether parts are taken away: then people may be told that it takes longer."""

    @property
    def faults(self) -> dict[str, list[str]]:
        waits = [f"{self.left}"] if self.left != Left() else []
        postponed = [] if self.has_outages else self.found.postponed
        return {
            "acknowledged and not taken in": self.lost,
            "taken in and not answered": self.found.unanswered,
            "answered by two different answers": self.found.answered_anew,
            "answered before what came earlier": self.found.disordered,
            "answered wrongly that there is nothing": self.found.denied,
            "sent twice or standing, and not in flight": self.found.unexplained,
            "more than one a chat in flight at a kill": self.too_often,
            "answers that say that it failed": self.found.excuses + postponed,
            "waiting, parked or given up at the end": waits,
            "refused by the platforms": self.refused,
        }

    @property
    def is_good(self) -> bool:
        return not any(self.faults.values())

    def lines(self) -> list[str]:
        figures = {
            "updates said on both": self.said,
            "taken in": self.taken_in,
            "messages of the bot": self.found.answers,
            "messages in flight": len(self.in_flight),
            "messages sent twice": self.found.duplicates,
            "progress left standing": self.found.standing,
            "told that it takes longer": len(self.found.postponed),
            "asked to wait (429)": self.limited,
            "seconds": f"{self.seconds:.0f}",
        }
        lines = [f"{name:52} {value!s:>14}" for name, value in figures.items()]
        for name, faults in self.faults.items():
            lines.append(f"{name:52} {len(faults):>14}")
            lines += [f"    {fault}" for fault in faults[:5]]
        return lines


class Trial:
    """One run. `outcome` is filled in while it runs; whoever brings trouble notes there what was in flight meanwhile."""

    def __init__(
        self,
        crowds: Crowds,
        platforms: Platforms,
        kept: Kept,
        *,
        chance: random.Random,
        texts: Texts,
        has_outages: bool = False,
    ) -> None:
        self.outcome = Outcome(has_outages=has_outages)
        self.platforms = platforms
        self._crowds = crowds
        self._kept = kept
        self._chance = chance
        self._texts = texts
        self._telegram = TelegramCrowd(platforms.telegram, texts, chance, self._pause, left=crowds.updates)
        self._slack = SlackCrowd(platforms.slack, texts, chance, self._pause, left=crowds.updates)
        self._interrupted: set[Shown] = set()

    @property
    def is_talking(self) -> bool:
        return self._telegram.left > 0 or self._slack.left > 0

    @property
    def said(self) -> int:
        """How many updates were said so far."""
        left = self._telegram.left + self._slack.left
        return 2 * self._crowds.updates - max(0, left)

    async def run(self, trouble: Awaitable[None]) -> Outcome:
        """Until all is said, the trouble is over, and nothing waits anywhere; or until nothing has moved for a long time."""
        begun = time.monotonic()
        async with asyncio.TaskGroup() as work:
            for crowd in (self._telegram, self._slack):
                work.create_task(crowd.talk(chats=self._crowds.chats, updates=self._crowds.updates))
            await trouble
        self.outcome.left = await self._settle()
        self.outcome.seconds = time.monotonic() - begun
        return self.outcome

    async def judge(self, unheard: Sequence[Shown] = ()) -> Outcome:
        """Once the bot has ended. `unheard` are messages that a platform took without telling the bot."""
        outcome, said = self.outcome, [*self._telegram.said, *self._slack.said]
        outcome.in_flight += [one.content for one in unheard]
        self._interrupted |= set(unheard)
        order = await self._kept.order(said)
        acknowledged = {one.event for one in self._telegram.said} | self._acknowledged_on_slack()
        outcome.said, outcome.taken_in = len(said), len(order)
        outcome.lost = sorted(acknowledged - order.keys())
        audit = Audit(self.platforms, said, shown_on(self.platforms), order, self._texts)
        outcome.found = audit.judge(outcome.in_flight, frozenset(self._interrupted))
        outcome.refused, outcome.limited = refused_by(self.platforms)
        return outcome

    def contents(self) -> Counter[Content]:
        return Counter(one.content for one in shown_on(self.platforms))

    def note_in_flight(self, promised: Iterable[Content], *, before: Counter[Content]) -> None:
        """Of what was `promised` and is not known to be sent, what a platform has taken since `before`."""
        taken = self.contents() - before
        self.note_standing()
        met = [content for content in promised if content in taken]
        for lane, times in Counter(content[:2] for content in met).items():
            if times > 1:
                self.outcome.too_often.append(f"{lane[0].value} {lane[1]}: {times}")
        self.outcome.in_flight += met

    def note_standing(self) -> None:
        """What tells how far the work is may stay where it is if that is cut off now."""
        self._interrupted |= {one for one in shown_on(self.platforms) if one.is_progress}

    def _pause(self) -> float:
        return self._chance.uniform(0.3, 1.7) * self._crowds.pause

    async def _settle(self) -> Left:
        moved, before = time.monotonic(), (Left(), 0, 0)
        while time.monotonic() - moved < _PATIENCE:
            left = await self._kept.left()
            queue = len(self.platforms.telegram.delivery.queue)
            under_way = sum(not one.done.is_set() for one in self.platforms.slack.deliveries)
            if left.is_done and not queue and not under_way:
                return left
            if (left, queue, under_way) != before:
                moved, before = time.monotonic(), (left, queue, under_way)
            await asyncio.sleep(0.3)
        return left

    def _acknowledged_on_slack(self) -> set[str]:
        pairs = zip(self._slack.said, self._slack.deliveries, strict=True)
        return {said.event for said, delivery in pairs if delivery.is_accepted and not _is_told_off(delivery)}


def _is_told_off(delivery: Delivery) -> bool:
    """A command is answered in any case: whoever sent it may have been told that it was not taken in."""
    if delivery.sort is not Sort.COMMAND:
        return False
    book = load_phrasebook("en")
    taken = {book.text("slack.taken"), book.text("slack.understood")}
    return delivery.answer is None or delivery.answer.get("text") not in taken
