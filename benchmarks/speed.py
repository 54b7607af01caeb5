"""How fast a check is on the starter library, how long an article takes, how much memory the process needs.

Nothing is cached between runs: the cache is one that keeps nothing. One core: the process pins itself where the system allows it.
"""

import asyncio
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.rig.forgetful import Forgetful
from bot.assembly.application import PROFILES, load_starter
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker, Limits
from bot.runtime.deciding import deciders
from storage.open import open_storage

ROUNDS = 15
LIMITS = {"one claim, median": 15.0, "30-sentence article, median": 400.0, "peak memory": 250.0}

CLAIMS = (
    "Air strike on a gathering in Pazigyi village, Sagaing, killed about 170 people on 11 April 2023.",
    "At least 4,192 people have been killed by the junta since the coup, according to AAPP.",
    "The junta denied that it had bombed the village of Pazigyi.",
    "A flood destroyed forty houses in Lampang last week.",
    "Operation 1027 began in northern Shan State on 27 October 2023.",
    "Police raided the office of Myanmar Now on 8 March 2021.",
    "Soldiers shelled a church in Loikaw and killed 12 villagers.",
    "More than 400 military posts were taken, said Duwa Lashi La.",
)


class Today:
    def today(self) -> date:
        return date(2026, 11, 22)

    def now(self) -> datetime:
        return datetime.now(UTC)


async def timed(checker: Checker, texts: Sequence[str], rounds: int) -> list[float]:
    """Milliseconds of each check."""
    taken = []
    for _ in range(rounds):
        for text in texts:
            started = time.perf_counter()
            await checker.check(Submission(text), Audience.PUBLIC)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def article(sentences: int) -> str:
    return "\n\n".join(
        " ".join(CLAIMS[(at + step) % len(CLAIMS)] for step in range(3)) for at in range(0, sentences, 3)
    )


async def measure(folder: Path) -> dict[str, float]:
    async with AsyncExitStack() as stack:
        storage = await open_storage(
            stack,
            database=folder / "library.db",
            index_folder=folder / "index",
            clock=Today(),
            redis=None,
            cache_bytes=0,
        )
        await load_starter(storage.library)
        await storage.follower.catch_up()
        checker = Checker(
            storage.library,
            storage.index,
            Forgetful(),
            Today(),
            weights=load_weights(),
            limits=Limits(claims=40, cache_seconds=0, profiles=PROFILES),
            deciders=deciders(),
        )
        await timed(checker, CLAIMS, 3)
        gc.collect()
        single = await timed(checker, CLAIMS, ROUNDS)
        long = await timed(checker, [article(30)], ROUNDS)
    return {
        "one claim, median": statistics.median(single),
        "one claim, 99th percentile": statistics.quantiles(single, n=100)[98],
        "30-sentence article, median": statistics.median(long),
        "peak memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> int:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(Path(folder)))
    too_much = False
    for name, value in figures.items():
        unit = "MB" if "memory" in name else "ms"
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"  (at most {limit:.0f} {unit})"
        too_much = too_much or (limit is not None and value > limit)
        print(f"{name:32} {value:8.1f} {unit}{verdict}")
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
