"""What a submission costs that was checked before: on the whole, and how much of it is the way to the server."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from redis.asyncio import Redis

from bot.assembly.application import PROFILES, load_starter
from bot.claims.submission import Submission
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker, Limits
from bot.runtime.clock import SystemClock
from bot.runtime.deciding import deciders
from storage.cache.place import Place
from storage.open import open_storage

ROUNDS: Final = 1000
LONGEST_INSIDE: Final = 2.0
SENTENCE: Final = (
    "About 170 people were killed in an air strike on Pazigyi village on 11 April 2023, witnesses said."
)
ARTICLE: Final = "\n\n".join(
    f"{SENTENCE} On day {number} soldiers shelled a church in Loikaw and killed {number} villagers."
    for number in range(2, 17)
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds in the median: `waited` for an answer, `worked` by a processor, and the server's own `way` there and back with as many bytes.
    `commands` are how many were sent for one answer."""

    waited: float
    worked: float
    way: float = 0.0
    commands: float = 0.0

    @property
    def inside(self) -> float:
        return self.waited - self.way


@asynccontextmanager
async def _checker(folder: Path, place: Place | None) -> AsyncIterator[Checker]:
    async with AsyncExitStack() as stack:
        storage = await open_storage(
            stack,
            database=folder / "library.db",
            index_folder=folder / "index",
            clock=SystemClock(),
            redis=place,
            cache_bytes=1 << 24,
        )
        await load_starter(storage.library)
        await storage.follower.catch_up()
        yield Checker(
            storage.library,
            storage.index,
            storage.cache,
            SystemClock(),
            weights=load_weights(),
            limits=Limits(claims=40, cache_seconds=3600, profiles=PROFILES),
            deciders=deciders(),
        )


async def _median(do: Callable[[], Awaitable[object]]) -> Cost:
    waited, worked = [], []
    for _ in range(ROUNDS):
        began, busy = time.perf_counter(), time.process_time()
        await do()
        waited.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return Cost(statistics.median(waited), statistics.median(worked))


async def measure(url: str | None, text: str) -> Cost:
    """Of `text` asked again and again, with the cache on that server or in the process."""
    place = Place(url, patience=1.0) if url else None
    with tempfile.TemporaryDirectory() as folder:
        async with _checker(Path(folder), place) as checker:

            async def ask() -> object:
                return await checker.check(Submission(text), Audience.PUBLIC)

            await ask()
            if url is None:
                return await _median(ask)
            async with Redis.from_url(url, protocol=2) as beside:
                before = await _commands(beside)
                cost = await _median(ask)
                commands = (await _commands(beside) - before - 1) / ROUNDS  # one of them counted the others
                way = await _way(beside)
            return Cost(cost.waited, cost.worked, way, commands)


async def _commands(client: Redis) -> int:
    told: dict[str, Any] = await client.info("stats")
    return int(told["total_commands_processed"])


async def _way(client: Redis) -> float:
    """Of the largest answer that is kept there: the whole text's."""
    keys = [key async for key in client.scan_iter("secondsource:answer:*")]
    sizes = {key: await client.strlen(key) for key in keys}
    largest = max(sizes, key=lambda key: sizes[key])
    return (await _median(lambda: client.get(largest))).waited


def tell(url: str) -> bool:
    """Prints the costs; whether the floors hold."""
    holds = True
    for name, text in (("a sentence", SENTENCE), ("30 sentences", ARTICLE)):
        own, shared = asyncio.run(measure(None, text)), asyncio.run(measure(url, text))
        is_held = name != "a sentence" or (shared.inside <= LONGEST_INSIDE and shared.commands == 1)
        holds = holds and is_held
        print(f"{name}, again, in the process: {own.waited:.2f} ms, of a processor {own.worked:.2f}")
        print(
            f"{name}, again, from the server: {shared.waited:.2f} ms, of a processor {shared.worked:.2f}; "
            f"its way {shared.way:.2f}, inside {shared.inside:.2f}, commands {shared.commands:g}"
            f"{'' if is_held else '  <-- does not hold'}"
        )
    return holds
