"""How firmly to believe in the shipped probabilities: what fitting comes to in newsrooms whose truth is known, since it is made up.

`python -m benchmarks.calibrating` prints the log loss above that of the truth (nats), for several beliefs and numbers of labels, then how far
stated probabilities are off before and after.
"""

import math
import random
from collections.abc import Iterator, Sequence
from itertools import product
from statistics import fmean

from bot.matching.calibrate import BELIEFS, SHIPPED, Beliefs, Calibration, Label, fit

COUNTS = (50, 100, 300)
NEWSROOMS = 20
TRUE = Calibration("true", 1.0, 0.0, 0)
OFF = (
    (1.0, -1.0),
    (1.0, 1.0),
    (0.5, 0.0),
    (0.6, -0.5),
    (1.6, -1.0),
    (0.7, -1.5),
    (1.5, 0.5),
    (0.4, 1.0),
    (1.3, -2.0),
)
"""Slope and shift of what is true in terms of what is shipped."""

LEAST_SHOWN = -0.85  # log-odds of the shipped `possible`: of others nobody says anything


def judged(count: int, truth: Calibration, seed: str) -> list[Label]:
    chance = random.Random(seed)
    scores: list[float] = []
    while len(scores) < count:
        score = chance.gauss(1.8, 1.8)
        if score >= LEAST_SHOWN:
            scores.append(score)
    return [(score, chance.random() < truth.probability(score)) for score in scores]


def log_loss(calibration: Calibration, labels: Sequence[Label]) -> float:
    chances = [(calibration.probability(score), is_right) for score, is_right in labels]
    return -fmean(math.log(max(1e-12, chance if is_right else 1 - chance)) for chance, is_right in chances)


def off_by(calibration: Calibration, truth: Calibration, labels: Sequence[Label]) -> float:
    """Mean distance between what is stated and what is true: an expected calibration error without bins or noise."""
    return fmean(abs(calibration.probability(score) - truth.probability(score)) for score, _ in labels)


def truths() -> Iterator[Calibration]:
    return (Calibration("true", slope, shift, 0) for slope, shift in OFF)


def excess(truth: Calibration, count: int, beliefs: Beliefs) -> float:
    return fmean(
        log_loss(fit(judged(count, truth, f"{truth} {count} {newsroom}"), beliefs=beliefs), seen)
        - log_loss(truth, seen)
        for newsroom in range(NEWSROOMS)
        for seen in [judged(2000, truth, f"{truth} seen {newsroom}")]
    )


def main() -> None:
    print("beliefs (slope, shift)  " + "".join(f"{count:>7} labels: off / right" for count in COUNTS))
    for slope, shift in product((0.2, 0.35, 0.5, 0.8), (0.5, 1.0, 1.5)):
        beliefs = Beliefs(slope, shift)
        cells = [
            f"{fmean(excess(truth, count, beliefs) for truth in truths()):>16.4f} / {excess(TRUE, count, beliefs):.4f}"
            for count in COUNTS
        ]
        print(
            f"{slope:>8} {shift:>6}       " + "".join(cells) + ("  <- in force" if beliefs == BELIEFS else "")
        )
    for name, group in (("off", list(truths())), ("right", [TRUE])):
        print(f"\nMean error of stated probabilities, shipped ones {name}:")
        for count in COUNTS:
            before, after = zip(*[pair for truth in group for pair in errors(truth, count)], strict=True)
            print(f"{count:>5} labels: {fmean(before):.3f} -> {fmean(after):.3f}, at worst {max(after):.3f}")


def errors(truth: Calibration, count: int) -> Iterator[tuple[float, float]]:
    for newsroom in range(NEWSROOMS):
        labels = judged(count, truth, f"{truth} {count} {newsroom}")
        seen = judged(2000, truth, f"{truth} seen {newsroom}")
        yield off_by(SHIPPED, truth, seen), off_by(fit(labels), truth, seen)


if __name__ == "__main__":
    main()
