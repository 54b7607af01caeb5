"""A fresh library with the records of a set in it, and the checks that are made against it."""

import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.quality.hiding import Screen
from benchmarks.rig.forgetful import Forgetful
from bot.assembly.application import PROFILES
from bot.library.record import Entry
from bot.matching.weights import Weights
from bot.ports import CandidateIndex, Library
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from storage.open import open_storage

_TASKS = Path("/proc/self/task")
_ALLOWED = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else frozenset[int]()


@dataclass(frozen=True, slots=True)
class FixedClock:
    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), UTC)


@dataclass(frozen=True, slots=True)
class Opened:
    """`index_s` is how long the index took to be made."""

    library: Library
    index: CandidateIndex
    clock: FixedClock
    index_s: float

    def checker(self, weights: Weights) -> Checker:
        return self._checker(self.library, self.index, weights)

    def screened(self, weights: Weights) -> tuple[Checker, Screen]:
        """A checker that some records can be hidden from."""
        screen = Screen(self.library, self.index)
        return self._checker(screen.library, screen.index, weights), screen

    def _checker(self, library: Library, index: CandidateIndex, weights: Weights) -> Checker:
        return Checker(
            library,
            index,
            Forgetful(),
            self.clock,
            weights=weights,
            limits=Limits(claims=40, cache_seconds=0, profiles=PROFILES),
            deciders=deciders(),
        )


@asynccontextmanager
async def open_library(
    folder: Path, entries: list[Entry], *, today: date, tell: Callable[[int], None]
) -> AsyncIterator[Opened]:
    """Publishes the entries into a new library in `folder`. `tell` hears how many are done."""
    clock = FixedClock(today)
    async with AsyncExitStack() as stack:
        storage = await open_storage(
            stack,
            database=folder / "library.db",
            index_folder=folder / "index",
            clock=clock,
            redis_url=None,
            cache_bytes=0,
        )
        await storage.library.publish(entries, progress=tell)
        started = time.perf_counter()
        await storage.follower.catch_up()
        yield Opened(storage.library, storage.index, clock, time.perf_counter() - started)


def pin_to_cores(many: int) -> None:
    """Lets the process run on so many cores only, with all its threads, where the system can do that."""
    if not _ALLOWED or not _TASKS.is_dir():
        return
    cores = set(sorted(_ALLOWED)[:many])
    for task in _TASKS.iterdir():
        try:
            os.sched_setaffinity(int(task.name), cores)
        except ProcessLookupError:  # a thread that has ended meanwhile
            continue
