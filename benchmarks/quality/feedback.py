"""How true the stated likelihood is after people have judged some answers."""

import math
import random
from collections.abc import Mapping, Sequence
from statistics import fmean

import numpy as np

from benchmarks.measures.calibration import expected_calibration_error
from benchmarks.measures.decision import Floats
from benchmarks.quality.asking import Answer, Answered, Placed
from benchmarks.quality.figures import cases_of
from bot.matching.calibrate import BELIEFS, Beliefs, Calibration, Label, fit
from bot.matching.weights import Thresholds

_DRAWS = 20
"""Which hundred answers are judged is chance: the mean over so many draws is told."""


def after_feedback(
    answered: Sequence[Answered], judged: Sequence[Answered], thresholds: Thresholds, *, labels: int
) -> Mapping[str, float]:
    """The calibration error as it is after so many labels.

    `ece_after` takes labels of answers at random, `ece_after_shown` only of those that reach the threshold of being shown: what is not shown
    is not judged. `labels` and `labels_shown` are how many there were. `ece_after_own` takes them of answers to other queries of the same split, as
    a newsroom judges what it asks itself.
    """
    found: dict[str, float] = {"ece_after_own": error_after_own(answered, thresholds, labels=labels)}
    for name, least in (("", 0.0), ("_shown", thresholds.possible)):
        found[f"ece_after{name}"] = error_after(answered, judged, thresholds, labels=labels, least=least)
        found[f"labels{name}"] = float(min(labels, len(_labels(judged, least=least))))
    return found


def error_after(
    answered: Sequence[Answered],
    judged: Sequence[Answered],
    thresholds: Thresholds,
    *,
    labels: int,
    least: float = 0.0,
    beliefs: Beliefs = BELIEFS,
) -> float:
    """The mean over the draws. `least` is what an answer must have stated to be judged."""
    pool = _labels(judged, least=least)
    chance = random.Random(labels)
    drawn = [chance.sample(pool, min(labels, len(pool))) for _ in range(_DRAWS)]
    return fmean(_error(answered, fit(each, beliefs=beliefs), thresholds) for each in drawn)


def error_after_own(answered: Sequence[Answered], thresholds: Thresholds, *, labels: int) -> float:
    """The mean over draws of two halves of the queries: so many answers to either one are judged, and the other is told with what was fitted to them."""
    chance = random.Random(labels)
    errors = []
    for _ in range(_DRAWS):
        mixed = chance.sample(answered, len(answered))
        halves = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
        stated, right = [], []
        for told, asked in (halves, halves[::-1]):
            pool = [
                label
                for each in told
                for answer in (each.within, each.without)
                for label in _label(answer, each)
            ]
            calibration = fit(chance.sample(pool, min(labels, len(pool))))
            stated.append(_all_stated(asked, calibration, thresholds))
            right.append(cases_of(asked).right)
        errors.append(expected_calibration_error(np.concatenate(stated), np.concatenate(right)))
    return fmean(errors)


def _labels(judged: Sequence[Answered], *, least: float) -> list[Label]:
    """Of each query one answer, in turn with its records in the library and without: whoever asks does not know."""
    found: list[Label] = []
    for at, each in enumerate(judged):
        answer = each.without if at % 2 else each.within
        if answer.stated >= least:
            found += _label(answer, each)
    return found


def _label(answer: Answer, asked: Answered) -> list[Label]:
    """What a person would say of the record that is shown first, if one is."""
    return [(one.score, one.id in asked.relevant) for one in answer.placed[:1]]


def _error(answered: Sequence[Answered], calibration: Calibration, thresholds: Thresholds) -> float:
    stated = _all_stated(answered, calibration, thresholds)
    return expected_calibration_error(stated, cases_of(answered).right)


def _all_stated(answered: Sequence[Answered], calibration: Calibration, thresholds: Thresholds) -> Floats:
    answers = [each.within for each in answered] + [each.without for each in answered]
    return np.array([_stated(each, calibration, thresholds) for each in answers])


def _stated(answer: Answer, calibration: Calibration, thresholds: Thresholds) -> float:
    if not answer.placed:
        return 0.0
    best = answer.placed[0]
    return min(_ceiling(best, thresholds), calibration.probability(best.score))


def _ceiling(placed: Placed, thresholds: Thresholds) -> float:
    """What was stated of this record at the most: less than its score says where a difference, or what only words tell, forbade it."""
    chance = 1.0 / (1.0 + math.exp(-placed.score))
    return placed.stated if placed.stated < min(chance, thresholds.ceiling) - 1e-9 else thresholds.ceiling
