"""What a fit is worth: figures on queries that it has not seen."""

from collections.abc import Mapping

import numpy as np

from benchmarks.measures.calibration import expected_calibration_error
from benchmarks.measures.decision import auroc, recall_at_precision
from benchmarks.measures.ranking import average_precision
from benchmarks.train_rank.fit import Fitted, Table, best_claims, leads, stated

DEPTH = 5


def figures_of(table: Table, found: Fitted, relevant: Mapping[int, int]) -> dict[str, float]:
    """`relevant`: how many right records each asking with records has. All askings of a query must be in the table."""
    log_odds, is_right, rows = stated(table, found)
    chance = 1.0 / (1.0 + np.exp(-log_odds))
    is_there = table.group[rows] % 2 == 0
    return {
        "map5": _map(table, found, relevant),
        "auroc": auroc(chance, is_there),
        "recall_at_p95": recall_at_precision(chance, is_there, 0.95),
        "ece": expected_calibration_error(chance, is_right),
    }


def _map(table: Table, found: Fitted, relevant: Mapping[int, int]) -> float:
    rows = best_claims(table, found.scores(table))
    kept = table.where(rows)
    scores = found.scores(kept)
    scores = scores + found.weights.get("lead", 0.0) * leads(kept, scores)
    order = np.lexsort((-scores, kept.group))
    group, right, record = kept.group[order], kept.is_right[order], kept.record[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    ends = np.r_[starts[1:], len(group)]
    found_of = {}
    for start, end in zip(starts, ends, strict=True):
        asking = int(group[start])
        if asking in relevant:
            ids = [str(each) for each in record[start : min(end, start + DEPTH)]]
            hits = {
                str(each)
                for each, is_right in zip(record[start:end], right[start:end], strict=True)
                if is_right
            }
            missing = {f"missing {number}" for number in range(relevant[asking] - len(hits))}
            found_of[asking] = average_precision(ids, frozenset(hits | missing), depth=DEPTH)
    return sum(found_of.values()) / len(relevant)
