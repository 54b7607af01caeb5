"""Several processes of the bot, as a supervisor keeps them: whichever ends is started again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile
from typing import Final

from benchmarks.faults.clock import set_clock
from benchmarks.faults.kept import SharedKept
from benchmarks.rig.platforms import Platforms
from benchmarks.rig.process import BotProcess, Shape, environment, write_settings

_PAUSE: Final = 0.5
KEYS: Final = "keys.json"


@dataclass
class Replica:
    """`ids` are the names that it has for the others, known once it serves. What it did at its end is in `ends`."""

    process: BotProcess
    clock: Path
    ids: frozenset[str] = frozenset()

    def set_clock(self, seconds: float) -> None:
        set_clock(self.clock, seconds)


@dataclass
class Replicas:
    """`starts` is how often one was started that had ended, whoever ended it."""

    every: Sequence[Replica]
    kept: SharedKept
    starts: int = 0
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _tending: list[asyncio.Task[None]] = field(default_factory=list)

    def tend(self) -> None:
        self._tending = [asyncio.create_task(self._tend(one)) for one in self.every]

    async def leave(self) -> None:
        """Lets them end."""
        for task in self._tending:
            task.cancel()
        await asyncio.gather(*self._tending, return_exceptions=True)

    async def stop(self) -> None:
        await self.leave()
        await asyncio.gather(*(one.process.stop() for one in self.every))

    async def until_served(self) -> None:
        # `served` is a new event at each start.
        while not all(one.process.served.is_set() for one in self.every):  # noqa: ASYNC110
            await asyncio.sleep(0.1)

    async def start(self, replica: Replica) -> None:
        """Until it serves or has ended. One at a time, so that each knows which of them is new."""
        async with self._one_at_a_time:
            before = await self.kept.replicas()
            await replica.process.start()
            served = asyncio.ensure_future(replica.process.served.wait())
            ended = asyncio.ensure_future(replica.process.ended())
            try:
                await asyncio.wait({served, ended}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                served.cancel()
                ended.cancel()
            replica.ids = await self.kept.replicas() - before

    def others(self, replica: Replica) -> frozenset[str]:
        return frozenset().union(*(one.ids for one in self.every if one is not replica))

    async def _tend(self, replica: Replica) -> None:
        while True:
            await replica.process.ended()
            replica.ids = frozenset()
            await asyncio.sleep(_PAUSE)
            self.starts += 1
            await self.start(replica)


@asynccontextmanager
async def set_up(
    folder: Path, platforms: Platforms, ports: Sequence[int], servers: dict[str, str], kept: SharedKept
) -> AsyncIterator[Replicas]:
    """All of them serve. The first makes the database and the keys, which the others are given."""
    around = environment(platforms.telegram, platforms.slack) | servers
    replicas = Replicas([_replica(folder / str(port), platforms, port, around) for port in ports], kept)
    first, *others = replicas.every
    try:
        await first.process.start()
        await first.process.until_served()
        first.ids = await kept.replicas()
        await kept.note_order()
        for one in others:
            var = one.process.settings.parent / "var"
            var.mkdir(mode=0o700)
            copyfile(first.process.settings.parent / "var" / KEYS, var / KEYS)
            (var / KEYS).chmod(0o600)
            await replicas.start(one)
        replicas.tend()
        yield replicas
    finally:
        await replicas.leave()
        for one in replicas.every:
            await one.process.kill()


def _replica(folder: Path, platforms: Platforms, port: int, around: dict[str, str]) -> Replica:
    folder.mkdir(parents=True)
    shape = Shape(port=port, redis=True, postgres=True, encoder=False)
    settings = write_settings(folder, platforms.telegram, platforms.slack, shape)
    clock = folder / "clock"
    more = ("--clock", str(clock))
    return Replica(BotProcess(settings, around, folder / "log.txt", more, "benchmarks.faults.replica"), clock)
