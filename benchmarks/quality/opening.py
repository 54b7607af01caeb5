"""A fresh library with the records of a set in it, and the checks that are made against it."""

import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.quality.bar import Bar
from benchmarks.quality.hiding import Screen
from benchmarks.rig.forgetful import Forgetful
from benchmarks.rig.kept_vectors import keep_vectors
from bot.assembly.application import PROFILES
from bot.assembly.encoder import open_encoder
from bot.config.settings import EncoderSettings, Settings, StorageSettings
from bot.library.record import Entry
from bot.matching.weights import Weights
from bot.ports import CandidateIndex, Encoder, Library
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from storage.attribution.attributor import find_built_in
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
class Model:
    """Which sentence encoder takes part: the one in `folder`, without one the one that comes with the program, none where it is not `used`.

    What it made of records is kept in `cache`.
    """

    used: bool = True
    folder: Path | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """`index_s` is how long the index took to be made, with all vectors that were not `taken` from the cache."""

    library: Library
    index: CandidateIndex
    encoder: Encoder | None
    clock: FixedClock
    index_s: float
    taken: int

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
            encoder=self.encoder,
            attributor=find_built_in(),
        )


@asynccontextmanager
async def open_library(
    folder: Path, entries: Sequence[Entry], model: Model, *, today: date, bar: Bar
) -> AsyncIterator[Opened]:
    """Publishes the entries into a new library in `folder`, and encodes them."""
    clock = FixedClock(today)
    async with AsyncExitStack() as stack:
        encoder = open_encoder(stack, settings_of(folder, model))
        kept = stack.enter_context(keep_vectors(encoder, model.cache)) if encoder and model.cache else None
        storage = await open_storage(
            stack,
            database=folder / "library.db",
            index_folder=folder / "index",
            clock=clock,
            redis=None,
            cache_bytes=0,
            encoder=kept or encoder,
        )
        await storage.library.publish(entries, progress=bar.count("filing", len(entries)))
        started = time.perf_counter()
        await storage.follower.catch_up()
        await storage.follower.encode_all(bar.count("encoding", storage.follower.waiting))
        took, taken = time.perf_counter() - started, kept.taken if kept else 0
        # Checks encode what they are asked as they would in the newsroom, whatever is kept.
        yield Opened(storage.library, storage.index, encoder, clock, took, taken)


def settings_of(folder: Path, model: Model) -> Settings:
    languages = ("en",) if model.folder else ()  # where its folder does not tell
    encoder = EncoderSettings(enabled=model.used, folder=model.folder, languages=languages)
    return Settings(storage=StorageSettings(folder=folder), encoder=encoder)


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
