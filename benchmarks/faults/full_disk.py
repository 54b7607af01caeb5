"""One process on SQLite whose disk is full again and again: a small file system in memory, which a file fills up and leaves.

    unshare --user --map-root-user --mount python -m benchmarks.faults.full_disk

mounts it where nobody else sees it, without rights that not everybody has.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.rig.kept import Kept
from benchmarks.rig.platforms import open_platforms
from benchmarks.rig.process import BotProcess, Shape, environment, free_port, write_settings
from benchmarks.rig.said import Texts
from benchmarks.rig.trial import Crowds, Outcome, Trial

OWN_MOUNTS: Final = ("unshare", "--user", "--map-root-user", "--mount")
MEGABYTES: Final = 96
_LONGEST_FULL: Final = 12.0
_PIECE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Plan:
    """`updates` are those of both platforms together, `every` the mean of the seconds between two times at which the disk is full."""

    updates: int = 2000
    per_second: float = 10.0
    chats: int = 40
    every: float = 10.0
    seed: int = 20261123


class Disk:
    """`fill` leaves no room for another page, or puts `most` bytes there."""

    def __init__(self, folder: Path, *, most: int = 1 << 40) -> None:
        self._ballast = folder / "ballast"
        self._most = most
        self.times = 0

    def fill(self) -> None:
        self.times += 1
        with self._ballast.open("ab", buffering=0) as file:
            try:
                while file.tell() < self._most:
                    file.write(b"\0" * _PIECE)
            except OSError:
                return  # it is full, and that is what was wanted

    def leave(self) -> None:
        self._ballast.unlink()


async def run_full(plan: Plan, folder: Path, unknown: frozenset[str]) -> tuple[Outcome, int]:
    """What became of it, and how often the disk was full. `folder` lies on the small file system."""
    port, chance, disk = free_port(), random.Random(plan.seed), Disk(folder)
    async with open_platforms(port=port) as platforms:
        shape = Shape(port=port, encoder=False)
        settings = write_settings(folder, platforms.telegram, platforms.slack, shape)
        around = environment(platforms.telegram, platforms.slack)
        bot = BotProcess(settings, around, folder / "log.txt")
        crowds = Crowds(plan.updates // 2, plan.chats, plan.updates / plan.per_second)
        trial = Trial(
            crowds,
            platforms,
            Kept(folder / "var"),
            chance=chance,
            texts=Texts(chance, unknown),
            has_outages=True,
        )
        try:
            await bot.start()
            await bot.until_served()

            async def trouble() -> None:
                while trial.is_talking:
                    await asyncio.sleep(chance.uniform(0.2, 1.8) * plan.every)
                    await asyncio.to_thread(disk.fill)
                    await asyncio.sleep(chance.uniform(0.5, _LONGEST_FULL))
                    disk.leave()

            await trial.run(trouble())
            await bot.stop()
            return await trial.judge(), disk.times
        finally:
            await bot.kill()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    usual = Plan()
    parser.add_argument("--updates", type=int, default=usual.updates)
    parser.add_argument("--per-second", type=float, default=usual.per_second)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument(
        "--unknown", action="append", default=[], help="a sentence of which the library has nothing"
    )
    given = parser.parse_args()
    plan = Plan(given.updates, given.per_second, seed=given.seed)
    with TemporaryDirectory(prefix="full-") as folder:
        subprocess.run(("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", folder), check=True)
        try:
            outcome, times = asyncio.run(run_full(plan, Path(folder), frozenset(given.unknown)))
        finally:
            subprocess.run(("umount", "--lazy", folder), check=True)
    print("\n".join([*outcome.lines(), f"{'times that the disk was full':52} {times:>14}"]))
    return 0 if outcome.is_good and times else 1


def run_apart(updates: int, per_second: float, seed: int, unknown: frozenset[str]) -> int:
    """In a process with mounts of its own. Its exit status."""
    numbers = ("--updates", str(updates), "--per-second", str(per_second), "--seed", str(seed))
    told = [word for sentence in sorted(unknown) for word in ("--unknown", sentence)]
    command = (*OWN_MOUNTS, sys.executable, "-m", "benchmarks.faults.full_disk", *numbers, *told)
    return subprocess.run(command, check=False, env=os.environ).returncode


if __name__ == "__main__":
    sys.exit(main())
