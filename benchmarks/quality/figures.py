"""Answers to figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.measures.calibration import Bin, brier, expected_calibration_error, reliability
from benchmarks.measures.decision import AtThreshold, Floats, Truths, at_threshold, auroc, recall_at_precision
from benchmarks.measures.intervals import Measured, of_figure, of_mean
from benchmarks.measures.ranking import average_precision, recall, reciprocal_rank, success
from benchmarks.quality.asking import Answer, Answered
from bot.matching.weights import Thresholds

_DRAWS = 300
"""Of the figures of the decision, each of which has to be sorted out anew."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Each query twice, first all with their records and then all without. `there`: a right record was in the library; `right`: it is the one shown."""

    stated: Floats
    there: Truths
    right: Truths

    def of(self, queries: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> "Cases":
        both = np.concatenate((queries, queries + len(self.stated) // 2))
        return Cases(self.stated[both], self.there[both], self.right[both])


@dataclass(frozen=True, slots=True)
class Figures:
    ranking: Mapping[str, Measured]
    decision: Mapping[str, Measured]
    at: Mapping[str, AtThreshold]
    table: tuple[Bin, ...]


_RANKING: Mapping[str, Callable[[Answer, frozenset[str]], float]] = {
    "map5": lambda answer, relevant: average_precision(answer.ids, relevant, depth=5),
    "mrr": lambda answer, relevant: reciprocal_rank(answer.ids, relevant),
    "p1": lambda answer, relevant: success(answer.ids, relevant, depth=1),
    "s10": lambda answer, relevant: success(answer.ids, relevant, depth=10),
    "candidate_recall": lambda answer, relevant: recall(answer.offered, relevant),
}

_DECISION: Mapping[str, Callable[[Cases], float]] = {
    "auroc": lambda cases: auroc(cases.stated, cases.there),
    "recall_at_p95": lambda cases: recall_at_precision(cases.stated, cases.there, 0.95),
    "recall_at_p99": lambda cases: recall_at_precision(cases.stated, cases.there, 0.99),
    "ece": lambda cases: expected_calibration_error(cases.stated, cases.right),
    "brier": lambda cases: brier(cases.stated, cases.right),
    "ece_there": lambda cases: expected_calibration_error(cases.stated, cases.there),
    "brier_there": lambda cases: brier(cases.stated, cases.there),
}


def figures_of(answered: Sequence[Answered], thresholds: Thresholds) -> Figures:
    cases, n = cases_of(answered), len(answered)
    return Figures(
        ranking={name: of_mean(_each(answered, one)) for name, one in _RANKING.items()},
        decision={
            name: of_figure(n, lambda chosen, one=one: one(cases.of(chosen)), draws=_DRAWS)  # type: ignore[misc]
            for name, one in _DECISION.items()
        },
        at={
            f"{name}{suffix}": at_threshold(cases.stated, truth, threshold=threshold, positives=n)
            for name, threshold in (("strong", thresholds.strong), ("possible", thresholds.possible))
            for suffix, truth in (("", cases.right), ("_there", cases.there))
        },
        table=reliability(cases.stated, cases.right),
    )


def cases_of(answered: Sequence[Answered]) -> Cases:
    stated = [each.within.stated for each in answered] + [each.without.stated for each in answered]
    right = [each.within.ids[:1] != () and each.within.ids[0] in each.relevant for each in answered]
    none = [False] * len(answered)
    return Cases(np.array(stated, float), np.array([True] * len(answered) + none), np.array(right + none))


def _each(answered: Sequence[Answered], measure: Callable[[Answer, frozenset[str]], float]) -> Floats:
    return np.array([measure(each.within, each.relevant) for each in answered], float)
