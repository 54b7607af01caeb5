"""How far a figure could be off because other queries might have been asked."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.measures.decision import Floats

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


def of_mean(values: Floats, *, draws: int = DRAWS) -> Measured:
    return of_figure(len(values), lambda chosen: float(values[chosen].mean()), draws=draws)


def of_figure(
    n: int, figure: Callable[[np.ndarray[tuple[int], np.dtype[np.int64]]], float], *, draws: int = DRAWS
) -> Measured:
    """`figure` computes it from the indices of the queries that are taken; the interval is that of queries drawn with putting back."""
    if n == 0:
        return Measured(float("nan"), float("nan"), float("nan"))
    chance = np.random.default_rng(20261122)
    drawn = [figure(chance.integers(0, n, n)) for _ in range(draws)]
    kept = [value for value in drawn if not np.isnan(value)]
    low, high = np.quantile(kept, (0.025, 0.975)) if kept else (float("nan"), float("nan"))
    return Measured(figure(np.arange(n)), float(low), float(high))
