"""Two platforms full of people, and the bot between them killed again and again: is everything answered once, in order?

The fakes hold to the platforms' rules and limits; the bot is `secondsource run` as a process of its own. Exit status 0 only if all holds.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rig.audit import Audit, Found
from benchmarks.rig.kept import Kept, Left
from benchmarks.rig.platforms import Platforms, open_platforms
from benchmarks.rig.process import BotProcess, environment, free_port, write_settings
from benchmarks.rig.refusals import refused_by
from benchmarks.rig.said import Texts
from benchmarks.rig.shown import Content, Shown, shown_on
from benchmarks.rig.slack_crowd import SlackCrowd
from benchmarks.rig.telegram_crowd import TelegramCrowd

_PATIENCE = 120.0
"""Seconds without any progress after which what still waits counts as lost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`updates` and `chats` are those of each platform. `is_called`: by webhook and signed requests."""

    updates: int = 2000
    kills: int = 22
    chats: int = 80
    seed: int = 20261122
    is_called: bool = False
    is_quiet: bool = False

    @property
    def seconds(self) -> float:
        """For how long people talk: all kills are to fall into it."""
        return max(self.kills * 4.5, self.updates / 20)


@dataclass
class Outcome:
    """What happened, and whether it may."""

    plan: Plan
    found: Found = field(default_factory=Found)
    left: Left = field(default_factory=Left)
    said: int = 0
    taken_in: int = 0
    lost: list[str] = field(default_factory=list)
    in_flight: list[Content] = field(default_factory=list)
    too_often: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    limited: int = 0
    kills: int = 0
    seconds: float = 0.0

    @property
    def faults(self) -> dict[str, list[str]]:
        waits = [f"{self.left}"] if self.left != Left() else []
        return {
            "acknowledged and not taken in": self.lost,
            "taken in and not answered": self.found.unanswered,
            "answered by two different answers": self.found.answered_anew,
            "answered before what came earlier": self.found.disordered,
            "sent twice or standing, and not in flight at a kill": self.found.unexplained,
            "more than one a chat in flight at a kill": self.too_often,
            "answers that say that it failed": self.found.excuses,
            "waiting, parked or given up at the end": waits,
            "refused by the platforms": self.refused,
        }

    @property
    def is_good(self) -> bool:
        return not any(self.faults.values()) and self.kills >= self.plan.kills


class Killing:
    """One run."""

    def __init__(self, plan: Plan, platforms: Platforms, bot: BotProcess, kept: Kept) -> None:
        self._plan = plan
        self._platforms = platforms
        self._bot = bot
        self._kept = kept
        self._chance = random.Random(plan.seed)
        texts = Texts(self._chance)
        self._telegram = TelegramCrowd(platforms.telegram, texts, self._chance, self._pause)
        self._slack = SlackCrowd(platforms.slack, texts, self._chance, self._pause)
        self._interrupted: set[Shown] = set()
        self._outcome = Outcome(plan)

    async def run(self) -> Outcome:
        begun = time.monotonic()
        async with asyncio.TaskGroup() as work:
            for crowd in (self._telegram, self._slack):
                work.create_task(crowd.talk(chats=self._plan.chats, updates=self._plan.updates))
            work.create_task(self._kill_again_and_again())
        self._outcome.left = await self._settle()
        await self._bot.stop()
        self._judge()
        self._outcome.seconds = time.monotonic() - begun
        return self._outcome

    def _pause(self) -> float:
        """Seconds between two things that one person says: about 1.25 updates each time."""
        steps = self._plan.updates / self._plan.chats / 1.25
        return self._chance.uniform(0.3, 1.7) * self._plan.seconds / max(1.0, steps)

    async def _kill_again_and_again(self) -> None:
        begun = time.monotonic()
        for number in range(self._plan.kills):
            before = self._contents()
            await self._bot.start()
            await self._until_the_wrong_moment(begun + number * self._plan.seconds / self._plan.kills)
            await self._bot.kill()
            self._outcome.kills += 1
            await self._note_in_flight(before)
            self._tell()
        await self._bot.start()

    async def _until_the_wrong_moment(self, soonest: float) -> None:
        """While it starts, just after, or the moment a platform has taken one more message; kills are spread over what people say."""
        draw = self._chance.random()
        if draw < 0.2:
            await asyncio.sleep(self._chance.uniform(0.02, 1.5))
            return
        await self._bot.until_served()
        await asyncio.sleep(max(0.0, soonest - time.monotonic()))
        if draw < 0.4:
            await asyncio.sleep(self._chance.uniform(0.0, 4.0))
            return
        goal = self._platforms.sends() + self._chance.randint(1, 200)
        end = time.monotonic() + 6.0
        # What is waited for lies on the other side of a socket, and the moment after it is the one to hit.
        while self._platforms.sends() < goal and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    def _contents(self) -> Counter[Content]:
        return Counter(one.content for one in shown_on(self._platforms))

    async def _note_in_flight(self, before: Counter[Content]) -> None:
        """Messages that a platform has taken in this life and the database does not know of."""
        promised = await self._kept.promised()
        taken = self._contents() - before
        self._interrupted |= {one for one in shown_on(self._platforms) if one.is_progress}
        met = [one.content for one in promised if one.content in taken]
        for lane, times in Counter(content[:2] for content in met).items():
            if times > 1:
                self._outcome.too_often.append(f"{lane[0].value} {lane[1]}: {times}")
        self._outcome.in_flight += met

    async def _settle(self) -> Left:
        """Until nothing waits anywhere, or nothing has moved for a long time."""
        moved, before = time.monotonic(), (Left(), 0, 0)
        while time.monotonic() - moved < _PATIENCE:
            left = await asyncio.to_thread(self._kept.left)
            queue = len(self._platforms.telegram.delivery.queue)
            under_way = sum(not one.done.is_set() for one in self._platforms.slack.deliveries)
            if left.is_done and not queue and not under_way and self._bot.served.is_set():
                return left
            if (left, queue, under_way) != before:
                moved, before = time.monotonic(), (left, queue, under_way)
            await asyncio.sleep(0.3)
        return left

    def _judge(self) -> None:
        outcome, said = self._outcome, [*self._telegram.said, *self._slack.said]
        order = self._kept.order(said)
        acknowledged = {one.event for one in self._telegram.said} | self._acknowledged_on_slack()
        outcome.said, outcome.taken_in = len(said), len(order)
        outcome.lost = sorted(acknowledged - order.keys())
        shown = shown_on(self._platforms)
        outcome.found = Audit(self._platforms, said, shown, order).judge(
            outcome.in_flight, frozenset(self._interrupted)
        )
        outcome.refused, outcome.limited = refused_by(self._platforms)

    def _acknowledged_on_slack(self) -> set[str]:
        pairs = zip(self._slack.said, self._slack.deliveries, strict=True)
        return {said.event for said, delivery in pairs if delivery.is_accepted}

    def _tell(self) -> None:
        if not self._plan.is_quiet:
            left = self._telegram.left + self._slack.left
            done = 2 * self._plan.updates - max(0, left)
            print(f"kill {self._outcome.kills:3} of {self._plan.kills}, {done} updates said", flush=True)


async def run(plan: Plan, folder: Path) -> Outcome:
    port = free_port() if plan.is_called else 0
    async with open_platforms(port=port) as platforms:
        settings = write_settings(folder, platforms.telegram, platforms.slack, port=port)
        around = environment(platforms.telegram, platforms.slack)
        bot = BotProcess(settings, around, folder / "log.txt")
        try:
            return await Killing(plan, platforms, bot, Kept(folder / "var")).run()
        finally:
            await bot.kill()


def table(outcome: Outcome) -> str:
    per_kill = outcome.found.duplicates / outcome.kills if outcome.kills else 0.0
    figures = {
        "updates said on both": outcome.said,
        "taken in": outcome.taken_in,
        "messages of the bot": outcome.found.answers,
        "kills": outcome.kills,
        "messages in flight at kills": len(outcome.in_flight),
        "messages sent twice": f"{outcome.found.duplicates} ({per_kill:.1f} a kill)",
        "progress left standing by a kill": outcome.found.standing,
        "asked to wait (429)": outcome.limited,
        "seconds": f"{outcome.seconds:.0f}",
    }
    lines = [f"{name:52} {value!s:>14}" for name, value in figures.items()]
    for name, faults in outcome.faults.items():
        lines.append(f"{name:52} {len(faults):>14}")
        lines += [f"    {fault}" for fault in faults[:5]]
    return "\n".join(lines)


def read_arguments() -> argparse.Namespace:
    usual, parser = Plan(), argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=usual.updates, help="on each platform")
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--chats", type=int, default=usual.chats, help="on each platform")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument(
        "--mode", choices=("ask", "http"), default="ask", help="polling and sockets, or calls"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the bot's files, which stay there")
    return parser.parse_args()


def main() -> int:
    given = read_arguments()
    plan = Plan(given.updates, given.kills, given.chats, given.seed, given.mode == "http")
    with tempfile.TemporaryDirectory() as folder:
        kept = given.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        outcome = asyncio.run(run(plan, kept))
    print(table(outcome))
    print("All of it holds." if outcome.is_good else "It does not hold.")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
