"""Several processes on PostgreSQL behind a dispatcher, with and without a Valkey server."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copyfile

from benchmarks.faults.dispatcher import dispatching
from benchmarks.faults.kept import SharedKept
from benchmarks.latency import Report, until_answered
from benchmarks.load.crowd import Load, forward
from benchmarks.load.shared_cache import shared_cache
from benchmarks.load.told import Run, tell
from benchmarks.load.watched import Watched, counts_of, worked
from benchmarks.rig.platforms import Platforms, open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings
from storage.postgres import Server, open_server
from tests.fakes.own_servers import owned_postgres

_KEYS = Path("var", "keys.json")


async def measure_together(
    folder: Path, report: Report, name: str, load: Load, *, replicas: int, has_server: bool
) -> float:
    """Seconds of processor for one forward."""
    port, ports = free_port(), [free_port() for _ in range(replicas)]
    with owned_postgres() as postgres, shared_cache(is_wanted=has_server) as redis:
        addresses = {"DATABASE_URL": postgres.url, "REDIS_URL": redis}
        engine = open_server(Server(postgres.url, connections=3))
        kept = SharedKept(engine, folder / str(ports[0]) / _KEYS)
        try:
            async with (
                open_platforms(port=port) as platforms,
                dispatching(port, to=ports),
                _serving(folder, platforms, ports, addresses) as bots,
            ):
                speakers = load.speakers(platforms)
                before = worked(bots)
                await forward(speakers, load)
                await until_answered(kept, speakers)
                run = Run(worked(bots) - before, await counts_of(bots), await kept.left())
                tell(report, name, speakers, load, run, shares_cache=has_server or replicas == 1)
                return run.worked / len(speakers.said)
        finally:
            await engine.dispose()


@asynccontextmanager
async def _serving(
    folder: Path, platforms: Platforms, ports: Sequence[int], addresses: dict[str, str]
) -> AsyncIterator[Sequence[Watched]]:
    """All of them serve and know all records. The first makes the database and the keys, which the others are given."""
    bots = [_bot(folder / str(port), platforms, port, addresses) for port in ports]
    first, *others = bots
    try:
        await _begin(first)
        for one in others:
            keys = one.bot.settings.parent / _KEYS
            keys.parent.mkdir(mode=0o700)
            copyfile(first.bot.settings.parent / _KEYS, keys)
            keys.chmod(0o600)
            await _begin(one)
        yield bots
        await asyncio.gather(*(one.bot.stop() for one in bots))
    finally:
        for one in bots:
            await one.bot.kill()


async def _begin(one: Watched) -> None:
    await one.bot.start()
    await one.bot.until_served()
    await one.until_encoded()


def _bot(folder: Path, platforms: Platforms, port: int, addresses: dict[str, str]) -> Watched:
    folder.mkdir(parents=True)
    page = free_port()
    shape = Shape(port=port, page=page, redis=bool(addresses["REDIS_URL"]), postgres=True)
    settings = write_settings(folder, platforms.telegram, platforms.slack, shape)
    known = environment(platforms.telegram, platforms.slack) | addresses
    return Watched(BotProcess(settings, known, folder / "log.txt"), page)
