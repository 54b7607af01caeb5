"""One library of one size, in a process of its own: it is made, or opened again and asked. What was found goes to standard output as JSON."""

import argparse
import asyncio
import json
import resource
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.quality.opening import FixedClock, pin_to_cores
from benchmarks.rig.forgetful import Forgetful
from benchmarks.rig.timing import quantile, time_each, work
from benchmarks.scale.directions import WordDirections
from benchmarks.scale.made import make_events, make_messages
from bot.assembly.application import PROFILES, read_starter
from bot.claims.submission import Submission
from bot.library.names import Place
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from bot.runtime.process import rarely_collecting
from storage.open import Storage, open_storage

_TODAY: Final = date(2025, 6, 1)
_PUBLISHED_TOGETHER: Final = 50_000
_PUBLISHES: Final = 5


async def make(folder: Path, records: int) -> dict[str, float]:
    """Seconds of waiting and of work for what is written: the database, and the index with its vectors."""
    starter = read_starter().entries
    places = [each for each in starter if isinstance(each, Place)]
    async with _opened(folder) as storage:
        begun, worked = time.perf_counter(), time.process_time()
        await storage.library.publish(starter)
        batch = []
        for event in make_events(places, records):
            batch.append(event)
            if len(batch) == _PUBLISHED_TOGETHER:
                await storage.library.publish(batch)
                batch = []
        await storage.library.publish(batch)
        published, published_work = time.perf_counter(), time.process_time()
        await storage.follower.catch_up()
        await storage.follower.encode_all()
        return {
            "filing, s": published - begun,
            "filing, work, s": published_work - worked,
            "index, s": time.perf_counter() - published,
            "index, work, s": time.process_time() - published_work,
            "while made, MB": _megabytes(),
        }


async def serve(folder: Path, messages: int) -> dict[str, float]:
    """With the index that is there: the start, checks that were not made before, and how soon a publish is found."""
    places = [each for each in read_starter().entries if isinstance(each, Place)]
    begun, worked = time.perf_counter(), time.process_time()
    async with _opened(folder) as storage:
        await storage.follower.catch_up()
        started, started_work = time.perf_counter() - begun, time.process_time() - worked
        checker = Checker(
            storage.library,
            storage.index,
            Forgetful(),
            FixedClock(_TODAY),
            weights=load_weights(),
            limits=Limits(claims=40, cache_seconds=0, profiles=PROFILES),
            deciders=deciders(),
            encoder=storage.encoder,
        )

        async def check(text: str) -> object:
            return await checker.check(Submission(text), Audience.PUBLIC)

        pin_to_cores(1)
        with rarely_collecting():
            taken = await time_each(make_messages(places, messages), check, lambda: None)
        pin_to_cores(2)
        return {
            "start, s": started,
            "start, work, s": started_work,
            "check, median, ms": quantile(taken, 0.5),
            "check, 99 %, ms": quantile(taken, 0.99),
            "check, work, ms": work(taken),
            "memory, MB": _megabytes(),
            **await _publish(storage, places),
        }


async def _publish(storage: Storage, places: list[Place]) -> dict[str, float]:
    """Until the index finds one more event by its words and its meaning."""
    waited, worked = [], []
    mark = secrets.token_hex(4)  # so that it is new also in a library that was measured before
    for event in make_events(places, _PUBLISHES):
        begun, work_before = time.perf_counter(), time.process_time()
        await storage.library.publish([replace(event, id=f"later-{mark}-{event.id}")])
        await storage.follower.catch_up()
        await storage.follower.encode_all()
        waited.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - work_before) * 1000)
    middle = _PUBLISHES // 2
    return {"publish to visible, ms": sorted(waited)[middle], "publish, work, ms": sorted(worked)[middle]}


@asynccontextmanager
async def _opened(folder: Path) -> AsyncIterator[Storage]:
    async with AsyncExitStack() as stack:
        yield await open_storage(
            stack,
            database=folder / "library.db",
            index_folder=folder / "index",
            clock=FixedClock(_TODAY),
            redis=None,
            cache_bytes=0,
            encoder=WordDirections(),
        )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale.size", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--make", type=int, default=0, metavar="RECORDS")
    parser.add_argument("--messages", type=int, default=200)
    given = parser.parse_args()
    done = make(given.folder, given.make) if given.make else serve(given.folder, given.messages)
    print(json.dumps(asyncio.run(done)))


if __name__ == "__main__":
    main()
