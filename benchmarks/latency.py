"""How long people wait, and how much can come in at once: `secondsource run` as a process of its own before two strict platforms.

Nothing is cached: every text is one that was not sent before. The platforms' limits of flood are kept. Exit status 0 only if the floors hold.
"""

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.rig.kept import Kept
from benchmarks.rig.platforms import Platforms, open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings
from benchmarks.rig.refusals import refused_by
from benchmarks.rig.said import Said, Sort, Texts
from benchmarks.rig.telegram_crowd import event_of
from benchmarks.rig.trial import Kept as Seen
from benchmarks.rig.watches import Watches
from bot.people.address import Front
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.world import TEAM
from tests.fakes.telegram.people import person, private

CHATS: Final = 50
SPREAD: Final = 4.0
ROUNDS: Final = 3
PER_SECOND: Final = 200
SECONDS: Final = 20
MANY_CHATS: Final = 400
CORES: Final = 2
_LONGEST_BACKLOG: Final = 400.0

FLOORS: Final = {"sign of life, p95": 0.3, "answer, p95": 1.0}


@dataclass
class Speakers:
    """People on both platforms, each in a private chat, who say one new sentence at a time."""

    platforms: Platforms
    watches: Watches
    chance: random.Random
    texts: Callable[[random.Random], Texts] = Texts
    said: list[Said] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._texts = self.texts(self.chance)

    def on_telegram(self, number: int) -> None:
        someone, (token, text) = person(number), self._texts.next()
        fake, chat = self.platforms.telegram, private(someone)
        message = fake.world.chat(chat).next_message()
        update = fake.updates.text(text, chat=chat, sender=someone, message_id=message)
        place = (Front.TELEGRAM, str(chat["id"]), str(message))
        self.watches.asked[place] = time.monotonic()
        fake.push(update)
        self.said.append(Said(Front.TELEGRAM, event_of(update), *place[1:], Sort.TEXT, token))

    def on_slack(self, number: int) -> None:
        token, text = self._texts.next()
        began = time.monotonic()
        delivery = self.platforms.slack.dm(text, user=f"U{number:05d}")
        event = delivery.payload["event"]
        place = (Front.SLACK, str(event["channel"]), str(event["ts"]))
        self.watches.asked[place] = began
        name = f"{Front.SLACK.value}:{TEAM}:{delivery.payload['event_id']}"
        self.said.append(Said(Front.SLACK, name, *place[1:], Sort.TEXT, token))
        self.deliveries.append(delivery)


@dataclass
class Report:
    """Figures by name, and what does not hold."""

    lines: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def say(self, name: str, value: str, *, floor: str = "", holds: bool = True) -> None:
        self.lines.append(f"{name:44} {value:>12}  {floor}{'' if holds else '  <-- does not hold'}")
        print(self.lines[-1], flush=True)
        if not holds:
            self.broken.append(name)


def percentile(values: Sequence[float], which: int) -> float:
    if len(values) < 2:
        return float("inf")
    return statistics.quantiles(values, n=100, method="inclusive")[which - 1]


async def measure_waiting(folder: Path, report: Report, seed: int) -> None:
    """Polling and Socket Mode: 50 chats on one platform, on the other, then as many on both at once, which no floor is promised for.

    In the first round nobody is known yet, and everybody is told what is kept of them besides.
    """
    async with open_platforms() as platforms:
        watches = Watches(platforms)
        speakers = Speakers(platforms, watches, random.Random(seed))
        settings = write_settings(folder, platforms.telegram, platforms.slack)
        bot = BotProcess(settings, environment(platforms.telegram, platforms.slack), folder / "log.txt")
        try:
            await _begin(bot)
            alone = (speakers.on_telegram,), (speakers.on_slack,)
            both = (speakers.on_telegram, speakers.on_slack)
            for number, spoken in enumerate([*alone * ROUNDS, both]):
                watches.asked.clear()
                await _one_round(speakers, spoken)
                await until_answered(Kept(folder / "var"), speakers)
                when = "both at once" if spoken == both else f"round {number // len(alone) + 1}"
                _tell_waiting(watches, report, when, floors={} if spoken == both else FLOORS)
            _tell_refused(platforms, report)
            await bot.stop()
        finally:
            await bot.kill()


async def _begin(bot: BotProcess) -> None:
    await bot.start()
    await bot.until_served()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(bot.number, sorted(os.sched_getaffinity(0))[:CORES])
    await asyncio.sleep(2.0)


async def _one_round(speakers: Speakers, spoken: Sequence[Callable[[int], None]]) -> None:
    moments = sorted(
        (speakers.chance.uniform(0, SPREAD), number, speak) for number in range(CHATS) for speak in spoken
    )
    begun = time.monotonic()
    for moment, number, speak in moments:
        await asyncio.sleep(max(0.0, begun + moment - time.monotonic()))
        speak(number)


async def until_answered(kept: Seen, speakers: Speakers) -> float:
    """Seconds until nothing waits any more."""
    begun = time.monotonic()
    while time.monotonic() - begun < _LONGEST_BACKLOG:
        await asyncio.sleep(0.5)
        queue = speakers.platforms.telegram.delivery.queue
        if not queue and all(one.done.is_set() for one in speakers.deliveries):
            left = await kept.left()
            if left.is_done:
                break
    return time.monotonic() - begun


def _tell_waiting(watches: Watches, report: Report, when: str, floors: Mapping[str, float]) -> None:
    for front in (Front.TELEGRAM, Front.SLACK):
        asked = sum(place[0] is front for place in watches.asked)
        if not asked:
            continue
        for name, found in (("sign of life", watches.signs(front)), ("answer", watches.answers(front))):
            if len(found) < asked:
                report.say(f"{front.value}, {when}, {name}", f"{len(found)}/{asked}", holds=False)
            for which in (50, 95, 99):
                seconds = percentile(found, which)
                floor = floors.get(f"{name}, p{which}")
                report.say(
                    f"{front.value}, {when}, {name}, p{which}",
                    f"{seconds * 1000:.0f} ms",
                    floor=f"at most {floor * 1000:.0f} ms" if floor else "",
                    holds=floor is None or seconds <= floor,
                )


def _tell_refused(platforms: Platforms, report: Report) -> None:
    refused, limited = refused_by(platforms)
    report.say("refused by the platforms", str(len(refused)), floor="at most 0", holds=not refused)
    report.say("asked to wait (429)", str(limited))


async def measure_taking_in(folder: Path, report: Report, seed: int) -> None:
    """By webhook and signed requests, as fast as promised, and then until all of it is answered."""
    port = free_port()
    async with open_platforms(port=port) as platforms:
        speakers = Speakers(platforms, Watches(platforms), random.Random(seed))
        settings = write_settings(folder, platforms.telegram, platforms.slack, Shape(port=port))
        bot = BotProcess(settings, environment(platforms.telegram, platforms.slack), folder / "log.txt")
        try:
            await _begin(bot)
            await _flood(speakers)
            await _all_acknowledged(speakers)
            await _tell_taken_in(platforms, speakers, Kept(folder / "var"), report)
            seconds = await until_answered(Kept(folder / "var"), speakers)
            left = await Kept(folder / "var").left()
            report.say("seconds until all of it was answered", f"{seconds:.0f}")
            gone = left.events + left.replies + left.parked + left.failed
            report.say("waiting, parked or given up then", str(gone), floor="at most 0", holds=not gone)
            _tell_refused(platforms, report)
            await bot.stop()
        finally:
            await bot.kill()


async def _flood(speakers: Speakers) -> None:
    begun = time.monotonic()
    for at in range(PER_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, begun + at / PER_SECOND - time.monotonic()))
        speak = speakers.on_telegram if at % 2 else speakers.on_slack
        speak(at // 2 % MANY_CHATS)


async def _all_acknowledged(speakers: Speakers) -> None:
    for delivery in speakers.deliveries:
        await delivery.settled()
    queue = speakers.platforms.telegram
    await queue.wait_for(lambda: not queue.delivery.queue, seconds=60)


async def _tell_taken_in(platforms: Platforms, speakers: Speakers, kept: Kept, report: Report) -> None:
    taken, many = await kept.order(speakers.said), len(speakers.said)
    given_up = sum(one.is_given_up for one in speakers.deliveries)
    after = platforms.acknowledged_after()
    report.say("updates a second, for 20 seconds", str(PER_SECOND))
    report.say("updates taken in", f"{len(taken)}/{many}", holds=len(taken) == many)
    report.say("given up by the platforms", str(given_up), floor="at most 0", holds=not given_up)
    for which in (50, 95, 99):
        report.say(f"acknowledged, p{which}", f"{percentile(after, which) * 1000:.0f} ms")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--only", choices=("waiting", "taking-in"))
    parser.add_argument("--keep", type=Path, help="a folder for the bot's files, which stay there")
    given = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        for name, measure in (("waiting", measure_waiting), ("taking-in", measure_taking_in)):
            if given.only in {None, name}:
                folder = (given.keep or Path(temporary)) / name
                folder.mkdir(parents=True)
                asyncio.run(measure(folder, report, given.seed))
    print("The floors hold." if not report.broken else f"{len(report.broken)} do not hold.")
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
