"""How quick the desk is with many open cases in the embedded database. Exit status 0 only if the floors hold.

Times are of the clock, since a page also waits for the disk; what the processor worked meanwhile stands beside them.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.claims.claim import Claim, Kind
from bot.desk.acts import Decide, Label, Take
from bot.desk.case import UNDECIDED
from bot.desk.circumstances import Rules
from bot.desk.decision import Conclusion, Decision
from bot.desk.question import Question
from bot.desk.queue import Wanted
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member, Role
from bot.runtime.clock import SystemClock
from bot.speech.heard import From
from storage.matters import Matters
from storage.open import Keeping, Storage, open_storage

CASES: Final = 10_000
ASKED_TWICE: Final = 3
"""Every so many cases are asked by two people."""

PAGE: Final = 50
ROUNDS: Final = 40
BATCH: Final = 500

FLOORS: Final = {"page of the queue": 0.150, "taking a case": 0.050}
MEMBER: Final = Member("m" * 32, "Thiri", Role.EDITOR)
PLACE: Final = Address(Front.SLACK, "T1", "C1")
ALL: Final = Wanted(UNDECIDED)

Work = Callable[[int], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round: of the clock, and of the processor."""

    name: str
    wall: Sequence[float]
    cpu: Sequence[float]

    def line(self) -> str:
        floor = FLOORS.get(self.name)
        limit = f"   at most {floor * 1000:.0f} ms" if floor else ""
        median, slow, cpu = statistics.median(self.wall), max(self.wall), statistics.median(self.cpu)
        return f"{self.name:32} {median * 1000:8.1f} ms   slowest {slow * 1000:8.1f}   cpu {cpu * 1000:7.1f}{limit}"

    @property
    def holds(self) -> bool:
        return statistics.median(self.wall) <= FLOORS.get(self.name, float("inf"))


async def fill(storage: Storage, count: int) -> None:
    """Cases of two months, in the rooms of their tables: no turn is made around each."""
    now = SystemClock().now()
    for start in range(0, count, BATCH):
        async with storage.database.writing() as connection:
            for number in range(start, min(start + BATCH, count)):
                at = now - timedelta(seconds=(count - number) * 500)
                matters = Matters(connection, storage.keys, at)
                for turn in range(2 if number % ASKED_TWICE == 0 else 1):
                    await matters.ask(question(number, turn), somebody(number * 2 + turn), expires_at=now)


def question(number: int, turn: int) -> Question:
    text = f"At least {number} people were killed when aircraft bombed the village of Example {number} on Tuesday."
    return Question(f"{number:06}-{turn}", Claim(text, 0, len(text), "en", Kind.FACT), "answer", 1)


def somebody(number: int) -> From:
    return From(Address(Front.TELEGRAM, "1", str(number)), Pseudonym(f"{number:016x}"), Audience.PUBLIC)


async def measure(name: str, work: Work, *, rounds: int = ROUNDS) -> Measured:
    wall, cpu = list[float](), list[float]()
    for number in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        await work(number)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - worked)
    return Measured(name, wall, cpu)


async def measure_desk(storage: Storage, count: int) -> list[Measured]:
    desk = storage.desk
    middle = await deep(storage, count // 2)
    return [
        await measure("page of the queue", lambda _: desk.queue(ALL, limit=PAGE)),
        await measure("page in the middle of it", lambda _: desk.queue(ALL, limit=PAGE, after=middle)),
        await measure("page of those with a label", lambda _: desk.queue(labelled(), limit=PAGE)),
        await measure("numbers of the desk", lambda _: desk.numbers()),
        await measure("a case with all of it", lambda number: desk.case(number + 1)),
        await measure("taking a case", lambda number: desk.act(number + 1, Take(), MEMBER)),
        await measure("deciding a case", lambda number: desk.act(number + 1, decision(), MEMBER)),
        await measure("one more who asks", lambda number: ask_again(storage, count - number - 1)),
        await measure("cards that are to be shown", lambda _: storage.cards.stale([PLACE], limit=PAGE)),
        await measure("texts of a hundred cases", lambda _: desk.living(limit=100)),
        await measure("the audit log verified", lambda _: storage.audit.verify(), rounds=3),
    ]


async def deep(storage: Storage, past: int) -> str:
    """Where the page stands that begins behind so many cases."""
    return (await storage.desk.queue(ALL, limit=past)).after


def labelled() -> Wanted:
    return Wanted(UNDECIDED, label="violence")


def decision() -> Decide:
    return Decide(Decision(Conclusion.UNVERIFIED, "Nobody we know of could confirm this."))


async def ask_again(storage: Storage, number: int) -> None:
    async with storage.database.writing() as connection:
        now = SystemClock().now()
        matters = Matters(connection, storage.keys, now)
        await matters.ask(question(number, 7), somebody(10**6 + number), expires_at=now)


async def run(count: int) -> bool:
    keeping = Keeping(rules=Rules(labels=("violence",)))
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            storage = await open_storage(
                stack,
                database=Path(folder) / "library.db",
                index_folder=None,
                clock=SystemClock(),
                redis=None,
                cache_bytes=1024,
                keeping=keeping,
            )
            began = time.process_time()
            await fill(storage, count)
            print(f"{count} open cases, made in {time.process_time() - began:.0f} s of the processor")
            for number in range(0, count, 97):
                await storage.desk.act(number + 1, Label("violence"), MEMBER)
            measured = await measure_desk(storage, count)
    for one in measured:
        print(one.line())
    return all(one.holds for one in measured)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    return 0 if asyncio.run(run(parser.parse_args().cases)) else 1


if __name__ == "__main__":
    sys.exit(main())
