"""One process on SQLite."""

import os
from pathlib import Path
from typing import Final

from benchmarks.latency import Report, until_answered
from benchmarks.load.crowd import Load, forward
from benchmarks.load.shared_cache import shared_cache
from benchmarks.load.told import Run, tell
from benchmarks.load.watched import Watched
from benchmarks.rig.kept import Kept
from benchmarks.rig.platforms import Platforms, open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings

CORES: Final = 2


async def measure_alone(folder: Path, report: Report, name: str, load: Load, *, has_server: bool) -> None:
    port, kept = free_port(), Kept(folder / "var")
    with shared_cache(is_wanted=has_server) as redis:
        async with open_platforms(port=port) as platforms:
            bot = _bot(folder, platforms, port, redis)
            try:
                await bot.bot.start()
                await bot.bot.until_served()
                os.sched_setaffinity(bot.bot.number, sorted(os.sched_getaffinity(0))[:CORES])
                await bot.until_encoded()
                before, speakers = bot.worked(), load.speakers(platforms)
                await forward(speakers, load)
                await until_answered(kept, speakers)
                run = Run(bot.worked() - before, await bot.counts(), await kept.left())
                tell(report, name, speakers, load, run, shares_cache=True)
                await bot.bot.stop()
            finally:
                await bot.bot.kill()


def _bot(folder: Path, platforms: Platforms, port: int, redis: str) -> Watched:
    folder.mkdir(parents=True)
    page = free_port()
    shape = Shape(port=port, page=page, redis=bool(redis))
    settings = write_settings(folder, platforms.telegram, platforms.slack, shape)
    known = environment(platforms.telegram, platforms.slack) | {"REDIS_URL": redis}
    return Watched(BotProcess(settings, known, folder / "log.txt"), page)
