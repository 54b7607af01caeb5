"""Two platforms full of people, and the bot between them killed again and again: is everything answered once, in order?

The fakes hold to the platforms' rules and limits; the bot is `secondsource run` as a process of its own. Exit status 0 only if all holds.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rig.kept import Kept
from benchmarks.rig.platforms import open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings
from benchmarks.rig.said import Texts
from benchmarks.rig.trial import Crowds, Outcome, Trial


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


class Killing:
    """One run."""

    def __init__(self, plan: Plan, trial: Trial, bot: BotProcess, kept: Kept, chance: random.Random) -> None:
        self.kills = 0
        self._plan = plan
        self._trial = trial
        self._bot = bot
        self._kept = kept
        self._chance = chance

    async def run(self) -> Outcome:
        await self._trial.run(self._kill_again_and_again())
        await self._bot.stop()
        return await self._trial.judge()

    async def _kill_again_and_again(self) -> None:
        begun = time.monotonic()
        for number in range(self._plan.kills):
            before = self._trial.contents()
            await self._bot.start()
            await self._until_the_wrong_moment(begun + number * self._plan.seconds / self._plan.kills)
            await self._bot.kill()
            self.kills += 1
            self._trial.note_in_flight(await self._kept.promised(), before=before)
            if not self._plan.is_quiet:
                print(
                    f"kill {self.kills:3} of {self._plan.kills}, {self._trial.said} updates said", flush=True
                )
        await self._bot.start()
        await self._bot.until_served()

    async def _until_the_wrong_moment(self, soonest: float) -> None:
        """While it starts, just after, or the moment a platform has taken one more message; kills are spread over what people say."""
        draw, platforms = self._chance.random(), self._trial.platforms
        if draw < 0.2:
            await asyncio.sleep(self._chance.uniform(0.02, 1.5))
            return
        await self._bot.until_served()
        await asyncio.sleep(max(0.0, soonest - time.monotonic()))
        if draw < 0.4:
            await asyncio.sleep(self._chance.uniform(0.0, 4.0))
            return
        goal = platforms.sends() + self._chance.randint(1, 200)
        end = time.monotonic() + 6.0
        # What is waited for lies on the other side of a socket, and the moment after it is the one to hit.
        while platforms.sends() < goal and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.002)


async def run(plan: Plan, folder: Path) -> tuple[Outcome, int]:
    """What became of it, and how often it was killed."""
    port, chance = free_port() if plan.is_called else 0, random.Random(plan.seed)
    async with open_platforms(port=port) as platforms:
        settings = write_settings(folder, platforms.telegram, platforms.slack, Shape(port=port))
        around = environment(platforms.telegram, platforms.slack)
        bot, kept = BotProcess(settings, around, folder / "log.txt"), Kept(folder / "var")
        crowds = Crowds(plan.updates, plan.chats, plan.seconds)
        trial = Trial(crowds, platforms, kept, chance=chance, texts=Texts(chance))
        killing = Killing(plan, trial, bot, kept, chance)
        try:
            return await killing.run(), killing.kills
        finally:
            await bot.kill()


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
        outcome, kills = asyncio.run(run(plan, kept))
    is_good = outcome.is_good and kills >= plan.kills
    print("\n".join([*outcome.lines(), f"{'kills':52} {kills:>14}"]))
    print("All of it holds." if is_good else "It does not hold.")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
