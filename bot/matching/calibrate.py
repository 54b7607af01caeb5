"""What people said about matches corrects how sure the program says it is, and nothing else: the order of matches never changes.

The log-odds as shipped go through a straight line whose two numbers are fitted to the labels (Platt's scaling). They are held near "as
shipped" by what is believed before any label is seen, so that fifty labels cannot carry them off: J. Platt, "Probabilistic outputs for
support vector machines", 1999; the beliefs take the place of his softened targets.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 50
"""Labels below which nothing is fitted."""

_LEAST_SLOPE = 0.1
"""A more likely match never becomes a less likely one, whatever people say."""

_DIGITS = 4
_STEPS = 60
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Standard deviations of what is believed of slope and shift, around 1 and 0."""

    slope: float
    shift: float


BELIEFS = Beliefs(slope=0.2, shift=0.5)
"""Chosen with `benchmarks.quality.beliefs`: docs/calibration.md."""

Label = tuple[float, bool]
"""The log-odds as shipped of a match that was judged, and whether it was right."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The line from log-odds as shipped to log-odds in force. Two of the same `id` state the same probabilities; `labels` is how many there are
    to fit one to."""

    id: str
    slope: float
    shift: float
    labels: int

    @property
    def is_fitted(self) -> bool:
        return self.id != SHIPPED.id

    def log_odds(self, shipped: float) -> float:
        return self.slope * shipped + self.shift

    def probability(self, shipped: float) -> float:
        """The probability from 0 to 1 for log-odds as shipped."""
        return _chance(self.log_odds(shipped))


SHIPPED = Calibration("shipped", 1.0, 0.0, 0)


def fit(labels: Sequence[Label], *, beliefs: Beliefs = BELIEFS) -> Calibration:
    """The calibration of these labels, whatever their order. Fewer than `LEAST` change nothing."""
    if len(labels) < LEAST:
        return Calibration(SHIPPED.id, SHIPPED.slope, SHIPPED.shift, len(labels))
    counted = _count(labels)
    slope, shift = _descend(counted, beliefs, 1.0, 0.0)
    if (
        slope < _LEAST_SLOPE
    ):  # the best one that is allowed lies on the border, since what is minimised is convex
        slope, shift = _descend(counted, beliefs, _LEAST_SLOPE, 0.0, is_slope_fixed=True)
    slope, shift = round(slope, _DIGITS), round(shift, _DIGITS)
    return Calibration(_digest(slope, shift), slope, shift, len(labels))


Counted = list[tuple[float, int, int]]
"""Log-odds in order, with how many labels have them and how many of these are right: so no sum depends on the order of labels."""


def _count(labels: Sequence[Label]) -> Counted:
    counts: dict[float, list[int]] = {}
    for score, is_right in labels:
        both = counts.setdefault(score, [0, 0])
        both[0] += 1
        both[1] += is_right
    return [(score, every, right) for score, (every, right) in sorted(counts.items())]


def _descend(
    counted: Counted, beliefs: Beliefs, slope: float, shift: float, *, is_slope_fixed: bool = False
) -> tuple[float, float]:
    """Newton's method, each step halved until it leads downwards."""
    loss = _loss(counted, beliefs, slope, shift)
    for _ in range(_STEPS):
        by_slope, by_shift = _step(counted, beliefs, slope, shift, is_slope_fixed=is_slope_fixed)
        reach = 1.0
        while (found := _loss(counted, beliefs, slope - reach * by_slope, shift - reach * by_shift)) > loss:
            reach /= 2
            if reach < _CLOSE:
                return slope, shift
        slope, shift, gained, loss = slope - reach * by_slope, shift - reach * by_shift, loss - found, found
        if gained < _CLOSE:
            break
    return slope, shift


def _loss(counted: Counted, beliefs: Beliefs, slope: float, shift: float) -> float:
    """Minus the logarithm of how probable labels and numbers are together, but for a constant."""
    total = 0.5 * (((slope - 1.0) / beliefs.slope) ** 2 + (shift / beliefs.shift) ** 2)
    for score, every, right in counted:
        odds = slope * score + shift
        total += every * (max(odds, 0.0) + math.log1p(math.exp(-abs(odds)))) - right * odds
    return total


def _step(
    counted: Counted, beliefs: Beliefs, slope: float, shift: float, *, is_slope_fixed: bool
) -> tuple[float, float]:
    """The gradient divided by the curvature."""
    down, across = (slope - 1.0) / beliefs.slope**2, shift / beliefs.shift**2
    bend_down, bend_across, bend_both = 1.0 / beliefs.slope**2, 1.0 / beliefs.shift**2, 0.0
    for score, every, right in counted:
        chance = _chance(slope * score + shift)
        missed, bend = every * chance - right, every * chance * (1.0 - chance)
        down += missed * score
        across += missed
        bend_down += bend * score * score
        bend_across += bend
        bend_both += bend * score
    if is_slope_fixed:
        return 0.0, across / bend_across
    whole = bend_down * bend_across - bend_both * bend_both
    return (
        (bend_across * down - bend_both * across) / whole,
        (bend_down * across - bend_both * down) / whole,
    )


def _chance(odds: float) -> float:
    if odds >= 0:
        return 1.0 / (1.0 + math.exp(-odds))
    return (grown := math.exp(max(odds, -700.0))) / (1.0 + grown)


def _digest(slope: float, shift: float) -> str:
    return hashlib.sha256(f"{slope:.{_DIGITS}f} {shift:.{_DIGITS}f}".encode()).hexdigest()[:12]
