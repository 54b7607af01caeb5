"""Three replicas on PostgreSQL and Valkey before two strict platforms, while all of them fail at random; then one process on SQLite whose disk is
full again and again. Exit status 0 only if every update that was taken in is answered, once, in order, and never wrongly."""

import argparse
import asyncio
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.faults.full_disk import run_apart
from benchmarks.faults.together import Plan, run_together
from benchmarks.faults.unknown import find_unknown
from benchmarks.quality.bar import Bar

_FULL_OF_THESE = 10
"""As many updates less meet a full disk."""


def read_arguments() -> argparse.Namespace:
    usual, parser = Plan(), argparse.ArgumentParser(prog="python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--updates", type=int, default=usual.updates, help="on both platforms together")
    parser.add_argument("--per-second", type=float, default=usual.per_second)
    parser.add_argument("--every", type=float, default=usual.every, help="seconds between two troubles")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--only", choices=("replicas", "disk"))
    parser.add_argument("--keep", type=Path, help="a folder for the replicas' files, which stay there")
    return parser.parse_args()


def main() -> int:
    given = read_arguments()
    is_good = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        unknown = asyncio.run(find_unknown(folder / "quiet", datetime.now(UTC).date(), Bar(stack)))
        if given.only != "disk":
            plan = Plan(given.updates, given.per_second, every=given.every, seed=given.seed)
            outcome, done = asyncio.run(run_together(plan, given.keep or folder / "replicas", unknown))
            print("\n".join([*outcome.lines(), *(f"{name:52} {times:>14}" for name, times in done.items())]))
            is_good = outcome.is_good and done["kills"] > 0
        if given.only != "replicas":
            updates = given.updates // _FULL_OF_THESE
            is_good = not run_apart(updates, given.per_second / 2, given.seed, unknown) and is_good
    print("All of it holds." if is_good else "It does not hold.")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
