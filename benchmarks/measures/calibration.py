"""Whether "0.9" is right nine times in ten."""

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.measures.decision import Floats, Truths, mean_ranks

BINS = 15


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases with much the same number: how many, what was stated on average, how often it was true."""

    n: int
    stated: float
    true: float


def reliability(stated: Floats, truth: Truths, *, bins: int = BINS) -> tuple[Bin, ...]:
    """Bins of about equal numbers of cases, from the smallest number to the largest. Equal numbers share a bin, so there may be fewer."""
    if not len(stated):
        return ()
    which = np.floor((mean_ranks(stated) - 0.5) * bins / len(stated)).astype(int)
    found = [which == number for number in range(bins)]
    return tuple(
        Bin(int(inside.sum()), float(stated[inside].mean()), float(truth[inside].mean()))
        for inside in found
        if inside.any()
    )


def expected_calibration_error(stated: Floats, truth: Truths, *, bins: int = BINS) -> float:
    """Mean distance of what is stated from how often it is true, less what chance alone adds to it.

    A bin of few cases is off by chance even if every number is true. How much is estimated as in Kumar, Liang and Ma, *Verified Uncertainty
    Calibration* (2019): the frequencies are drawn again around the observed ones, here by the mean of the folded normal distribution, and
    what the error grows by is taken off.
    """
    table = reliability(stated, truth, bins=bins)
    total = sum(each.n for each in table)
    if not total:
        return float("nan")
    plain = sum(each.n * abs(each.stated - each.true) for each in table) / total
    redrawn = sum(each.n * _redrawn(each) for each in table) / total
    return max(0.0, 2 * plain - redrawn)


def brier(stated: Floats, truth: Truths) -> float:
    return float(np.mean((stated - truth) ** 2)) if len(stated) else float("nan")


def _redrawn(each: Bin) -> float:
    """The distance to expect in that bin with other cases of the same frequency."""
    distance = abs(each.stated - each.true)
    spread = math.sqrt(each.true * (1 - each.true) / each.n)
    if spread == 0:
        return distance
    folded = math.sqrt(2 / math.pi) * math.exp(-0.5 * (distance / spread) ** 2)
    return spread * folded + distance * math.erf(distance / (spread * math.sqrt(2)))
