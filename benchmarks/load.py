"""A viral morning: many chats forward the same few texts, most of them the first few (Zipf), on two strict platforms, to `secondsource run` as a
process of its own; with the cache in the process and on a server. Exit status 0 only if the floors hold.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from benchmarks.latency import Report, Speakers, percentile, until_answered
from benchmarks.repeated import tell as tell_repeated
from benchmarks.rig.kept import Kept
from benchmarks.rig.platforms import Platforms, open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings
from benchmarks.rig.refusals import refused_by
from benchmarks.rig.said import Texts
from benchmarks.rig.watches import Watches
from bot.people.address import Front
from tests.fakes.valkey import running_valkey

CHATS: Final = 400
TEXTS: Final = 100
EXPONENT: Final = 1.1
PER_SECOND: Final = 20
FORWARDS: Final = 3000
CORES: Final = 2

LEAST_HITS: Final = 0.9
LONGEST_ANSWER: Final = 1.0

_COUNT: Final = re.compile(r'^secondsource_cache_total\{outcome="(\w+)"\} ([0-9.e+]+)$', re.MULTILINE)


@dataclass
class ViralTexts(Texts):
    """As many sentences as `TEXTS`, the first of them far more often than the last."""

    _some: list[tuple[str, str]] = field(default_factory=list)
    _weights: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._some = [super(ViralTexts, self).next() for _ in range(TEXTS)]
        self._weights = list(accumulate(1 / rank**EXPONENT for rank in range(1, TEXTS + 1)))

    def next(self) -> tuple[str, str]:
        return self.chance.choices(self._some, cum_weights=self._weights)[0]


@dataclass
class Process:
    """The bot, its page of numbers, and how long its processor has worked."""

    bot: BotProcess
    port: int

    async def counts(self) -> Mapping[str, float]:
        """What became of the questions to the cache."""
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/metrics") as response,
        ):
            return {name: float(count) for name, count in _COUNT.findall(await response.text())}

    async def until_encoded(self) -> None:
        """Before all records are encoded no answer is final, and none is kept."""
        async with ClientSession() as session:
            while True:
                async with session.get(f"http://127.0.0.1:{self.port}/health") as response:
                    encoder = (await response.json())["encoder"]
                if not encoder["waiting"] and (encoder["records"] or encoder["id"] == "none"):
                    return
                await asyncio.sleep(0.5)

    def worked(self) -> float:
        """Seconds, as Linux tells them."""
        told = Path(f"/proc/{self.bot.number}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    forwards: int
    per_second: float
    seed: int


async def measure(folder: Path, report: Report, name: str, load: Load, *, redis: str = "") -> None:
    port, page = free_port(), free_port()
    async with open_platforms(port=port) as platforms:
        speakers = Speakers(platforms, Watches(platforms), random.Random(load.seed), ViralTexts)
        settings = write_settings(
            folder, platforms.telegram, platforms.slack, Shape(port=port, page=page, redis=bool(redis))
        )
        known = environment(platforms.telegram, platforms.slack) | {"REDIS_URL": redis}
        process = Process(BotProcess(settings, known, folder / "log.txt"), page)
        try:
            await process.bot.start()
            await process.bot.until_served()
            os.sched_setaffinity(process.bot.number, sorted(os.sched_getaffinity(0))[:CORES])
            await process.until_encoded()
            worked = process.worked()
            await _forward(speakers, load)
            await until_answered(Kept(folder / "var"), speakers)
            _tell(report, name, speakers, process.worked() - worked, await process.counts())
            await _tell_left(report, name, platforms, Kept(folder / "var"))
            await process.bot.stop()
        finally:
            await process.bot.kill()


async def _forward(speakers: Speakers, load: Load) -> None:
    begun = time.monotonic()
    for at in range(load.forwards):
        await asyncio.sleep(max(0.0, begun + at / load.per_second - time.monotonic()))
        speak = speakers.on_telegram if at % 2 else speakers.on_slack
        speak(at // 2 % CHATS)


def _tell(report: Report, name: str, speakers: Speakers, worked: float, counts: Mapping[str, float]) -> None:
    many = len(speakers.said)
    share = counts["hits"] / many
    report.say(f"{name}: forwards of {TEXTS} texts", str(many))
    report.say(
        f"{name}: answered from the cache",
        f"{share:.1%}",
        floor=f"at least {LEAST_HITS:.0%}",
        holds=share >= LEAST_HITS,
    )
    report.say(f"{name}: asked of the cache in vain", f"{counts['misses']:.0f}")
    report.say(f"{name}: errors of the cache", f"{counts['errors'] + counts['skipped']:.0f}")
    report.say(f"{name}: processor for one forward", f"{worked / many * 1000:.1f} ms")
    for front in (Front.TELEGRAM, Front.SLACK):
        found = speakers.watches.answers(front)
        for which in (50, 95, 99):
            seconds = percentile(found, which)
            report.say(
                f"{name}: {front.value}, answer, p{which}",
                f"{seconds * 1000:.0f} ms",
                floor=f"at most {LONGEST_ANSWER * 1000:.0f} ms" if which == 95 else "",
                holds=which != 95 or seconds <= LONGEST_ANSWER,
            )


async def _tell_left(report: Report, name: str, platforms: Platforms, kept: Kept) -> None:
    left = await kept.left()
    gone = left.events + left.replies + left.parked + left.failed
    report.say(f"{name}: waiting, parked or given up", str(gone), floor="at most 0", holds=not gone)
    refused, _ = refused_by(platforms)
    report.say(f"{name}: refused by the platforms", str(len(refused)), floor="at most 0", holds=not refused)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--only", choices=("repeated", "own", "server"))
    parser.add_argument("--per-second", type=float, default=PER_SECOND)
    parser.add_argument("--forwards", type=int, default=FORWARDS)
    given = parser.parse_args()
    report, load = Report(), Load(given.forwards, given.per_second, given.seed)
    with running_valkey() as server, tempfile.TemporaryDirectory() as temporary:
        for name, redis in (("own", ""), ("server", server.connection_url)):
            if given.only in {None, name}:
                folder = Path(temporary) / name
                folder.mkdir()
                asyncio.run(measure(folder, report, name, load, redis=redis))
        holds = given.only not in {None, "repeated"} or tell_repeated(server.connection_url)
    print("The floors hold." if holds and not report.broken else "Not all floors hold.")
    return 0 if holds and not report.broken else 1


if __name__ == "__main__":
    sys.exit(main())
