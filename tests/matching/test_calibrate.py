"""What fifty and more judged matches make of stated probabilities."""

import math
import random
from collections.abc import Sequence
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.calibrate import LEAST, SHIPPED, Calibration, Label, fit

SCORES = st.floats(-8, 8, allow_nan=False)
LABELS = st.lists(st.tuples(SCORES, st.booleans()), min_size=LEAST, max_size=120)
WORLDS = st.sampled_from([(0.4, -0.5), (0.6, -1.0), (1.0, -1.5), (1.0, 1.5), (1.8, -2.0)])
"""Slope and shift of the truth: how far off the shipped probabilities are."""
NEWSROOMS = 6
"""Fifty labels may be drawn unluckily once; not six times over."""


def judged(count: int, seed: int, slope: float = 1.0, shift: float = 0.0) -> list[Label]:
    """Matches as they are shown, judged by people for whom the truth is that line."""
    chance = random.Random(seed)
    scores = [abs(chance.gauss(0, 2.2)) - 0.8 for _ in range(count)]
    return [(score, chance.random() < 1 / (1 + math.exp(-(slope * score + shift)))) for score in scores]


def log_loss(calibration: Calibration, labels: Sequence[Label]) -> float:
    return -fmean(
        math.log(max(1e-12, chance if is_right else 1 - chance))
        for chance, is_right in ((calibration.probability(score), right) for score, right in labels)
    )


def test_as_shipped_changes_nothing() -> None:
    assert SHIPPED.log_odds(1.25) == 1.25
    assert SHIPPED.probability(0.0) == 0.5


@given(st.lists(st.tuples(SCORES, st.booleans()), max_size=LEAST - 1))
def test_too_few_labels_change_nothing(labels: list[Label]) -> None:
    found = fit(labels)

    assert (found.id, found.slope, found.shift, found.is_fitted) == ("shipped", 1.0, 0.0, False)
    assert found.labels == len(labels)


@given(LABELS, SCORES, SCORES)
def test_more_likely_stays_more_likely(labels: list[Label], one: float, other: float) -> None:
    found = fit(labels)

    assert found.slope > 0
    assert (found.probability(one) < found.probability(other)) <= (one < other)


@given(LABELS, st.randoms(use_true_random=False))
def test_order_of_labels_is_of_no_matter(labels: list[Label], chance: random.Random) -> None:
    shuffled = chance.sample(labels, len(labels))

    assert fit(shuffled) == fit(labels)


@given(st.integers(LEAST, 300), st.integers(0, 10_000), WORLDS)
@settings(max_examples=40)
def test_fitting_comes_nearer_to_the_truth(count: int, seed: int, world: tuple[float, float]) -> None:
    truth = judged(1500, seed + 99, *world)
    fitted = [fit(judged(count, seed + newsroom, *world)) for newsroom in range(NEWSROOMS)]

    assert fmean(log_loss(one, truth) for one in fitted) < log_loss(SHIPPED, truth)


@given(st.integers(LEAST, 300), st.integers(0, 10_000))
@settings(max_examples=40)
def test_what_is_right_already_is_left_nearly_alone(count: int, seed: int) -> None:
    truth = judged(1500, seed + 99)
    fitted = [fit(judged(count, seed + newsroom)) for newsroom in range(NEWSROOMS)]

    assert fmean(log_loss(one, truth) for one in fitted) < log_loss(SHIPPED, truth) + 0.04


@pytest.mark.parametrize("is_right", [True, False])
def test_people_of_one_mind_move_it_so_far_only(is_right: bool) -> None:
    found = fit([(1.0, is_right)] * LEAST)

    moved = found.log_odds(1.0) - 1.0
    assert (moved > 0) is is_right
    assert abs(moved) < 4


def test_labels_that_contradict_every_score_keep_the_order() -> None:
    found = fit([(score, score < 1) for score, _ in judged(200, 1)])

    assert 0 < found.slope <= 0.1


@pytest.mark.parametrize("score", [-800.0, 800.0])
def test_scores_beyond_all_measure_are_borne(score: float) -> None:
    found = fit([*judged(LEAST, 1), (score, True), (score, False)])

    assert 0.0 <= found.probability(score) <= 1.0


def test_calibrations_of_the_same_numbers_are_the_same() -> None:
    one, other = fit(judged(100, 1, 0.5)), fit(judged(100, 2, 0.5))

    assert one.id == fit(judged(100, 1, 0.5)).id
    assert one.id != other.id
    assert len(one.id) == 12
