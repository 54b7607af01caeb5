"""What a fit is worth: figures on queries that it has not seen."""

from collections.abc import Mapping

import numpy as np

from benchmarks.measures.calibration import expected_calibration_error
from benchmarks.measures.decision import Truths, auroc, recall_at_precision
from benchmarks.measures.ranking import average_precision
from benchmarks.train_rank.fit import Floats, Table, best_of_records, runs, tops

DEPTH = 5
STRONG = 0.98
"""Share of what is stated strongly that has to be right."""


def figures_of(table: Table, scores: Floats, relevant: Mapping[int, int]) -> dict[str, float]:
    """`scores` are the log-odds of the rows, `relevant` says how many right records each asking with records has. `strong_from` is the least
    likelihood from which on enough of what is stated is right."""
    best = tops(table, scores)
    chance, is_right = 1.0 / (1.0 + np.exp(-scores[best])), table.is_right[best]
    is_there = table.group[best] % 2 == 0
    return {
        "map5": _map(table, scores, relevant),
        "auroc": auroc(chance, is_there),
        "recall_at_p95": recall_at_precision(chance, is_there, 0.95),
        "ece": expected_calibration_error(chance, is_right),
        "strong_from": _strong_from(chance, is_right),
    }


def _strong_from(chance: Floats, is_right: Truths) -> float:
    order = np.argsort(-chance, kind="stable")
    enough = np.flatnonzero(np.cumsum(is_right[order]) >= STRONG * np.arange(1, len(order) + 1))
    return float(chance[order][enough[-1]]) if len(enough) else 1.0


def _map(table: Table, scores: Floats, relevant: Mapping[int, int]) -> float:
    kept = best_of_records(table, scores)
    table, scores = table.where(kept), scores[kept]
    found = 0.0
    for rows in runs(table.group):
        asking = int(table.group[rows[0]])
        if asking in relevant:
            ranked = rows[np.argsort(-scores[rows], kind="stable")]
            ids = [str(each) for each in table.record[ranked[:DEPTH]]]
            hits = {str(each) for each in table.record[ranked][table.is_right[ranked]]}
            missing = {f"missing {number}" for number in range(relevant[asking] - len(hits))}
            found += average_precision(ids, frozenset(hits | missing), depth=DEPTH)
    return found / len(relevant)
