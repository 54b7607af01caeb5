"""A viral morning: many chats forward the same few texts, most of them the first few (Zipf), on two strict platforms, to `secondsource run` as a
process of its own and then to several on PostgreSQL; with the cache in each process and on a Valkey server. Exit status 0 only if the floors hold.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.latency import Report
from benchmarks.load.alone import measure_alone
from benchmarks.load.crowd import Load
from benchmarks.load.together import measure_together
from benchmarks.load.told import tell_gain
from benchmarks.repeated import tell as tell_repeated
from benchmarks.rig.said import Texts
from tests.fakes.valkey import running_valkey

PER_SECOND: Final = 10.0
FORWARDS: Final = 3000
REPLICAS: Final = (1, 2, 4)

_CACHES: Final = ("own", "server")
_PARTS: Final = ("repeated", "alone", "together", "fresh")
_FRESH_SHARE: Final = 5
"""So many times fewer texts that nobody wrote before, since each of them has to be checked."""


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--only", choices=_PARTS, action="append")
    parser.add_argument("--cache", choices=_CACHES, action="append")
    parser.add_argument("--replicas", type=int, nargs="+", default=REPLICAS)
    parser.add_argument("--per-second", type=float, default=PER_SECOND)
    parser.add_argument("--forwards", type=int, default=FORWARDS)
    return parser.parse_args()


async def several(
    folder: Path, report: Report, name: str, load: Load, *, replicas: Sequence[int], has_server: bool
) -> None:
    costs = dict[int, float]()
    for number in replicas:
        part = f"{number} {name}"
        costs[number] = await measure_together(
            folder / part, report, part, load, replicas=number, has_server=has_server
        )
    if {1, 2} <= costs.keys() and (has_server or not load.is_viral):
        tell_gain(report, name, costs[1], costs[2])


def main() -> int:
    given = read_arguments()
    report, load = Report(), Load(given.forwards, given.per_second, given.seed)
    fresh = replace(load, forwards=given.forwards // _FRESH_SHARE, texts=Texts)
    wanted, replicas = given.only or _PARTS, given.replicas
    holds = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in given.cache or _CACHES:
            has_server = name == "server"
            if "alone" in wanted:
                work = measure_alone(folder / name, report, name, load, has_server=has_server)
                asyncio.run(work)
            if "together" in wanted:
                asyncio.run(several(folder, report, name, load, replicas=replicas, has_server=has_server))
        if "fresh" in wanted:
            asyncio.run(several(folder, report, "fresh", fresh, replicas=replicas, has_server=True))
    if "repeated" in wanted:
        with running_valkey() as server:
            holds = tell_repeated(server.connection_url)
    print("The floors hold." if holds and not report.broken else "Not all floors hold.")
    return 0 if holds and not report.broken else 1


if __name__ == "__main__":
    sys.exit(main())
