"""How true the stated likelihood is after people have judged some answers."""

import math
import random
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np

from benchmarks.measures.calibration import expected_calibration_error
from benchmarks.quality.asking import Answer, Answered, Placed
from benchmarks.quality.figures import cases_of
from bot.matching.calibrate import Calibration, Label, fit
from bot.matching.weights import Thresholds

_DRAWS = 20
"""Which hundred answers are judged is chance: the mean over so many draws is told."""


def after_feedback(
    answered: Sequence[Answered], judged: Sequence[Answered], thresholds: Thresholds, *, labels: int
) -> Mapping[str, float]:
    """The calibration error as it is after so many labels.

    `ece_after` takes labels of answers at random, `ece_after_shown` only of those that reach the threshold of being shown: what is not shown
    is not judged. `labels` and `labels_shown` are how many there were.
    """
    found: dict[str, float] = {}
    every = _labels(judged, least=0.0)
    shown = _labels(judged, least=thresholds.possible)
    for name, pool in (("", every), ("_shown", shown)):
        chance = random.Random(labels)
        drawn = [chance.sample(pool, min(labels, len(pool))) for _ in range(_DRAWS)]
        found[f"ece_after{name}"] = fmean(_error(answered, fit(each), thresholds) for each in drawn)
        found[f"labels{name}"] = float(min(labels, len(pool)))
    return found


def _labels(judged: Sequence[Answered], *, least: float) -> list[Label]:
    """Of each query one answer, in turn with its records in the library and without: whoever asks does not know."""
    found = []
    for at, each in enumerate(judged):
        answer = each.without if at % 2 else each.within
        if answer.placed and answer.stated >= least:
            found.append((answer.placed[0].score, answer.placed[0].id in each.relevant))
    return found


def _error(answered: Sequence[Answered], calibration: Calibration, thresholds: Thresholds) -> float:
    answers = [each.within for each in answered] + [each.without for each in answered]
    stated = np.array([_stated(each, calibration, thresholds) for each in answers])
    return expected_calibration_error(stated, cases_of(answered).right)


def _stated(answer: Answer, calibration: Calibration, thresholds: Thresholds) -> float:
    if not answer.placed:
        return 0.0
    best = answer.placed[0]
    return min(_ceiling(best, thresholds), calibration.probability(best.score))


def _ceiling(placed: Placed, thresholds: Thresholds) -> float:
    """What was stated of this record at the most: less than its score says where a difference, or what only words tell, forbade it."""
    chance = 1.0 / (1.0 + math.exp(-placed.score))
    return placed.stated if placed.stated < min(chance, thresholds.ceiling) - 1e-9 else thresholds.ceiling
