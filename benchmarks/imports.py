"""How long a large data set takes to come in, and how much memory: `python -m benchmarks.imports --rows 400000`.

The command runs as people start it, in a process of its own. Processor time and memory are the kernel's figures for that process.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made_ged import write_ged

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument(
        "--folder", type=Path, help="where to keep the library afterwards; else it is thrown away"
    )
    parser.add_argument("--file", type=Path, help="a file of UCDP GED instead of a made-up one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = given.folder or Path(thrown_away)
        file = given.file or folder / "GEDEvent_v25_1.csv"
        if not given.file:
            print(f"{given.rows:,} rows, {write_ged(file, given.rows) / 1e6:,.0f} MB")
        config = folder / "config.toml"
        config.write_text(
            '[storage]\nfolder = "kept"\n[encoder]\nenabled = false\n[log]\nlevel = "warning"\n',
            encoding="utf-8",
        )
        for run in ("first", "second"):
            _measure(run, file, config)


def _measure(run: str, file: Path, config: Path) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "bot", "import", "ucdp-ged", str(file), "--config", str(config)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{run} run: exit code {done.returncode}")
    print(
        f"  {processor:,.1f} s processor, {time.monotonic() - begun:,.1f} s passed, {after.ru_maxrss / 1024:,.0f} MB at most"
    )
    print("  " + "\n  ".join(done.stdout.splitlines()))


if __name__ == "__main__":
    main()
