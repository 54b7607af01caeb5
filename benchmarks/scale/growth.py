"""How the program grows with its library: from 1,000 to 1,000,000 records that are made up, with vectors that are. Exit status 0 only if the floors hold.

Each size is made in one process and then opened again in another one, as after a restart.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
_GROWS_FROM: Final = 10_000
_EXPONENT: Final = 0.6
_QUIET: Final = 0.8

MOST: Final[Mapping[str, float]] = {"start, s": 5.0, "check, median, ms": 40.0, "memory, MB": 2560.0}
"""Of the largest size."""

Row = Mapping[str, float]


def measure(folder: Path, records: int, messages: int) -> Row:
    """With what is in the folder already, if somebody kept it there."""
    row: dict[str, float] = {}
    if not (folder / "library.db").exists():
        folder.mkdir(parents=True, exist_ok=True)
        row |= _in_a_process(folder, "--make", str(records))
    row |= _in_a_process(folder, "--messages", str(messages))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return row | {"on disk, MB": size / 1024**2}


def _in_a_process(folder: Path, *given: str) -> Row:
    command = (sys.executable, "-m", "benchmarks.scale.size", str(folder), *given)
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, float] = json.loads(told)
    return found


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of a straight line through the logarithms: 1 where twice as much takes twice as long."""
    x, y = [math.log(size) for size in sizes], [math.log(value) for value in values]
    x_mean, y_mean = sum(x) / len(x), sum(y) / len(y)
    above = sum((one - x_mean) * (other - y_mean) for one, other in zip(x, y, strict=True))
    return above / sum((one - x_mean) ** 2 for one in x)


def table(rows: Mapping[int, Row]) -> list[str]:
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    head = f"{'records':26}" + "".join(f"{size:>14,}" for size in rows)
    return [
        head,
        *(
            f"{name:26}"
            + "".join(f"{row[name]:14.1f}" if name in row else f"{'':14}" for row in rows.values())
            for name in names
        ),
    ]


def broken(rows: Mapping[int, Row]) -> list[str]:
    """What does not hold."""
    largest = rows[max(rows)]
    found = [
        f"{name}: {largest[name]:.1f}, at most {most:.0f}"
        for name, most in MOST.items()
        if largest[name] > most
    ]
    grown = [size for size in rows if size >= _GROWS_FROM]
    if len(grown) > 1:
        slope = exponent(grown, [rows[size]["check, work, ms"] for size in grown])
        print(f"growth of the work of a check: records to the power of {slope:.2f}")
        if slope > _EXPONENT:
            found.append(f"growth: {slope:.2f}, at most {_EXPONENT}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale.growth", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the libraries, which stay there and are used again"
    )
    given = parser.parse_args()
    crowd = os.getloadavg()[0]
    rows: dict[int, Row] = {}
    with tempfile.TemporaryDirectory(prefix="growth-") as temporary:
        for size in sorted(given.sizes):
            rows[size] = measure((given.keep or Path(temporary)) / str(size), size, given.messages)
            print(f"{size:,} records: done", flush=True)
    print("\n".join(table(rows)))
    found = broken(rows)
    if crowd > _QUIET:
        print(
            f"Others needed this machine when it began (load {crowd:.1f}): only the work of the processor tells something."
        )
    print("\n".join(found) if found else "The floors hold.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
