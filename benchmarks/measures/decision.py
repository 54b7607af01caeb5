"""How well a number tells yes from no. `stated` is the number of each case, `truth` what it should have told.

Equal numbers cannot be told apart by any threshold, so they are always taken together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """`precision` is NaN where nothing reaches the threshold."""

    precision: float
    recall: float


def auroc(stated: Floats, truth: Truths) -> float:
    """The chance that a true case has the larger number than a false one; equal ones count half. NaN without one of either."""
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if not positives or not negatives:
        return float("nan")
    over = mean_ranks(stated)[truth].sum() - positives * (positives + 1) / 2
    return float(over / (positives * negatives))


def mean_ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[which]
    return ranks


def recall_at_precision(stated: Floats, truth: Truths, least: float) -> float:
    """The largest share of true cases above a threshold over which at least `least` are true; 0 where there is no such threshold."""
    positives = int(truth.sum())
    if not positives:
        return float("nan")
    order = np.argsort(-stated, kind="stable")
    sorted_stated, hits = stated[order], np.cumsum(truth[order])
    ends = np.flatnonzero(np.append(np.diff(sorted_stated) != 0, True))
    precise = hits[ends] >= least * (ends + 1) - 1e-9  # 0.95 of 20 is 19, also as floats
    return float(hits[ends][precise].max(initial=0) / positives)


def at_threshold(stated: Floats, right: Truths, *, threshold: float, positives: int) -> AtThreshold:
    """`right` says of each case whether what reaches the threshold is right; `positives` is how many could have been."""
    said = stated >= threshold
    hits = int((said & right).sum())
    precision = hits / int(said.sum()) if said.any() else float("nan")
    return AtThreshold(precision, hits / positives if positives else float("nan"))
