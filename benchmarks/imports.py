"""How long a large data set takes to come in, and how much memory: `python -m benchmarks.imports --rows 400000`.

Each step runs in a process of its own: the import, the same import again, and the index that follows. Processor time is that of the process, memory
the most that it ever held.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.made_ged import write_ged
from bot.assembly.application import load_starter, open_kept
from bot.assembly.encoder import find_by_words
from bot.config.settings import EncoderSettings, Settings, StorageSettings
from bot.feeds.feed import Terms
from bot.feeds.intake import Rules
from bot.feeds.ucdp_ged import name_of, read_ucdp_ged
from bot.runtime.clock import SystemClock
from bot.runtime.loading import Job, Loaded, load
from bot.verdicts.phrasebook import load_phrasebook
from storage.open import Storage

ROOT = Path(__file__).parents[1]
STEPS = ("import", "again", "index")
MOST_SECONDS, MOST_MEGABYTES = 900, 400
"""What an import of 400,000 rows may take, without the index."""

PIECE = 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--file", type=Path, help="a file of UCDP GED instead of a made-up one")
    parser.add_argument("--step", choices=sorted(set(STEPS)), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        sys.exit(not asyncio.run(_step(given.step, given.file, given.folder)))
    with tempfile.TemporaryDirectory() as folder:
        file = given.file or Path(folder) / "GEDEvent_v25_1.csv"
        if not given.file:
            print(f"{given.rows:,} rows, {write_ged(file, given.rows) / 1e6:,.0f} MB", flush=True)
        for step in STEPS:
            command = ["--step", step, "--file", str(file), "--folder", folder]
            subprocess.run([sys.executable, "-m", "benchmarks.imports", *command], cwd=ROOT, check=True)


async def _step(step: str, file: Path, folder: Path) -> bool:
    """Whether what is promised of the step holds."""
    begun, told, holds = time.monotonic(), "", True
    settings = Settings(
        storage=StorageSettings(folder=folder / "kept"), encoder=EncoderSettings(enabled=False)
    )
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        if step == "index":
            await find_by_words(storage)
        else:
            loaded, published = await _import(storage, file)
            told = ", ".join(f"{kind} {fate}: {count:,}" for (kind, fate), count in loaded.fates.items())
            told = f"The last transaction took {published:,.1f} s. {told}"
            holds = loaded.moves is (step == "import")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worked, passed = time.process_time(), time.monotonic() - begun
    print(f"{step}: {worked:,.1f} s processor, {passed:,.1f} s passed, {most:,.0f} MB at most. {told}")
    return holds and (step == "index" or (worked <= MOST_SECONDS and most <= MOST_MEGABYTES))


async def _import(storage: Storage, file: Path) -> tuple[Loaded, float]:
    """What came of it, and the seconds of the last transaction."""
    await load_starter(storage.library)
    shelf = await storage.library.shelf()
    terms = Terms(shelf.names, shelf.sources, load_phrasebook("en"), name_of(file.name))
    read_at = [time.monotonic()]
    with file.open("rb") as opened:
        items = read_ucdp_ged(iter(lambda: opened.read(PIECE), b""), terms)
        job = Job(file.name, Rules(), terms.data_set)
        loaded = await load(
            storage.intake,
            items,
            job,
            on_rows=lambda _rows: read_at.append(time.monotonic()),
            on_problem=lambda _problem: None,
        )
    return loaded, time.monotonic() - read_at[-1]


if __name__ == "__main__":
    main()
