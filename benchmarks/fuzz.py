"""Malformed and hostile updates by the hundred thousand through both readers: nothing breaks, nothing grows without end.

Exit status 0 only if no reader raised, all outcomes were reached, and neither memory nor what would be kept went beyond its limit.
"""

import argparse
import gc
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from tests.handlers.slack.fuzzing import fuzz as fuzz_slack
from tests.handlers.telegram.fuzzing import fuzz as fuzz_telegram

COUNT: Final = 100_000
AT_ONCE: Final = 5_000
LARGEST_KEPT: Final = 200_000
"""Bytes that one update may leave behind."""

MOST_GROWTH: Final = 64.0
"""Megabytes by which the process may grow after the first tenth."""


class Fuzzed(Protocol):
    outcomes: Counter[str]
    longest: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`grown` is in megabytes, from after the first tenth to the end."""

    outcomes: Mapping[str, int]
    longest: int
    grown: float
    seconds: float

    @property
    def is_good(self) -> bool:
        return self.longest <= LARGEST_KEPT and self.grown <= MOST_GROWTH and len(self.outcomes) > 2


def run(fuzz: Callable[[int, int], Fuzzed], name: str, *, count: int, seed: int) -> Figures:
    """Raises what a reader raises."""
    outcomes, longest, begun, early = Counter[str](), 0, time.monotonic(), 0.0
    for done in range(0, count, AT_ONCE):
        found = fuzz(min(AT_ONCE, count - done), seed + done)
        outcomes += found.outcomes
        longest = max(longest, found.longest)
        if not early and done + AT_ONCE >= count / 10:
            gc.collect()
            early = _megabytes()
        print(f"{name}: {min(count, done + AT_ONCE):,} of {count:,}", end="\r", flush=True)
    return Figures(dict(outcomes), longest, _megabytes() - early, time.monotonic() - begun)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="for each reader")
    parser.add_argument("--seed", type=int, default=20261122)
    given = parser.parse_args()
    is_good = True
    for name, fuzz in (("telegram", fuzz_telegram), ("slack", fuzz_slack)):
        figures = run(fuzz, name, count=given.count, seed=given.seed)
        told = ", ".join(f"{outcome} {times:,}" for outcome, times in sorted(figures.outcomes.items()))
        print(f"{name}: {given.count:,} read in {figures.seconds:.0f} s: {told}")
        print(f"{name}: longest kept {figures.longest:,} bytes, grown by {figures.grown:.1f} MB")
        is_good = is_good and figures.is_good
    print("Nothing broke." if is_good else "It does not hold.")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
