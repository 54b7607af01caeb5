import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.measures.calibration import brier, expected_calibration_error, reliability
from benchmarks.measures.decision import at_threshold, auroc, recall_at_precision
from benchmarks.measures.intervals import of_mean
from benchmarks.measures.ranking import average_precision, recall, reciprocal_rank, success

ODDS = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40)


def arrays(cases: list[tuple[int, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([stated / 5 for stated, _ in cases]), np.array([truth for _, truth in cases])


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        ("abcde", "a", 1.0),
        ("abcde", "c", 1 / 3),
        ("abcde", "x", 0.0),
        ("abcde", "ac", (1 + 2 / 3) / 2),
        ("abcde", "axyz", 1 / 4),
        ("abcde", "abcdexyz", 1.0),  # no more than five can stand among five
        ("abcdef", "f", 0.0),
    ],
)
def test_average_precision_divides_by_possible(ranked: str, relevant: str, expected: float) -> None:
    assert average_precision(ranked, set(relevant), depth=5) == pytest.approx(expected)


def test_first_right_record_counts() -> None:
    assert (reciprocal_rank("abc", {"b", "c"}), reciprocal_rank("abc", {"x"})) == (0.5, 0.0)
    assert (success("abc", {"b"}, depth=1), success("abc", {"b"}, depth=2)) == (0.0, 1.0)
    assert recall({"a", "x"}, {"a", "b"}) == 0.5


def test_auroc_by_hand() -> None:
    stated, truth = np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False])

    assert auroc(stated, truth) == (1 + 1 + 0.5 + 1) / 4


def test_auroc_needs_both() -> None:
    assert math.isnan(auroc(np.array([0.1, 0.2]), np.array([True, True])))


@given(ODDS)
def test_auroc_is_share_of_ordered_pairs(cases: list[tuple[int, bool]]) -> None:
    over = [stated for stated, truth in cases if truth]
    under = [stated for stated, truth in cases if not truth]
    pairs = [(a > b) + (a == b) / 2 for a in over for b in under]
    expected = sum(pairs) / len(pairs) if pairs else float("nan")

    assert auroc(*arrays(cases)) == pytest.approx(expected, nan_ok=True)


def test_recall_takes_equal_numbers_together() -> None:
    stated = np.array([0.9, 0.8, 0.8, 0.7])
    truth = np.array([True, True, False, True])

    assert recall_at_precision(stated, truth, 0.95) == pytest.approx(1 / 3)
    assert recall_at_precision(stated, truth, 0.75) == 1.0
    assert recall_at_precision(stated, ~truth, 0.9) == 0.0


def test_nineteen_of_twenty_are_enough() -> None:
    truth = np.array([True] * 19 + [False])

    assert recall_at_precision(np.full(20, 0.5), truth, 0.95) == 1.0


@given(ODDS, st.sampled_from([0.5, 0.75, 0.95]))
def test_recall_at_precision_is_best_threshold(cases: list[tuple[int, bool]], least: float) -> None:
    stated, truth = arrays(cases)
    if not truth.any():
        return
    positives = int(truth.sum())
    each = [at_threshold(stated, truth, threshold=one, positives=positives) for one in set(stated)]
    best = max((one.recall for one in each if one.precision >= least - 1e-9), default=0.0)

    assert recall_at_precision(stated, truth, least) == pytest.approx(best)


def test_nothing_said_has_no_precision() -> None:
    at = at_threshold(np.array([0.1]), np.array([True]), threshold=0.5, positives=1)

    assert (math.isnan(at.precision), at.recall) == (True, 0.0)


def test_equal_numbers_share_a_bin() -> None:
    stated = np.array([0.2] * 6 + [0.8] * 4)
    truth = np.array([True] * 3 + [False] * 3 + [True] * 4)

    found = reliability(stated, truth, bins=5)

    assert [(each.n, round(each.stated, 9), each.true) for each in found] == [(6, 0.2, 0.5), (4, 0.8, 1.0)]


def test_error_of_sure_bins_by_hand() -> None:
    stated = np.array([0.2] * 50 + [0.9] * 50)
    truth = np.array([False] * 50 + [True] * 50)  # no spread: nothing to take off

    assert expected_calibration_error(stated, truth) == pytest.approx(0.5 * 0.2 + 0.5 * 0.1)


def test_chance_alone_is_mostly_taken_off() -> None:
    chance = np.random.default_rng(1)
    plain, left = 0.0, 0.0
    for _ in range(40):
        stated = chance.random(300)
        truth = chance.random(300) < stated
        plain += sum(each.n * abs(each.stated - each.true) for each in reliability(stated, truth)) / 300
        left += expected_calibration_error(stated, truth)

    assert left < 0.65 * plain


def test_brier_by_hand() -> None:
    assert brier(np.array([0.8, 0.4]), np.array([True, False])) == pytest.approx((0.04 + 0.16) / 2)


def test_interval_holds_the_mean() -> None:
    measured = of_mean(np.array([0.0, 1.0] * 50))

    assert measured.low < measured.value == 0.5 < measured.high
    assert of_mean(np.ones(5)).low == 1.0
