"""From collected features to weights: one logistic regression over all features but those whose weights were set by hand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.train_rank.collect import Collected
from bot.matching.lead import FARTHEST

Floats = NDArray[np.float64]

SPREAD = 3.0
"""Standard deviation of what is believed of a weight, in log-odds per standard deviation of its feature's values."""

_SPREAD_OF_HELD = 0.02
_ROUNDS = 4
_STEPS = 40
_CLOSE = 1e-7


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of all sets with the same columns. `group` numbers the askings: a query with its records or without them."""

    names: tuple[str, ...]
    values: Floats
    group: NDArray[np.int64]
    record: NDArray[np.int64]
    is_right: NDArray[np.bool_]
    fold: NDArray[np.int64]
    origin: NDArray[np.int64]  # which set

    def where(self, chosen: NDArray[np.bool_]) -> "Table":
        parts = ("values", "group", "record", "is_right", "fold", "origin")
        return replace(self, **{name: getattr(self, name)[chosen] for name in parts})


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, `bias` and `lead` among them."""

    weights: Mapping[str, float]

    def scores(
        self, table: Table, *, without: Collection[str] = (), only: Collection[str] | None = None
    ) -> Floats:
        """Log-odds without the lead; the part of them that these features make, or all but these, to which the bias belongs."""
        column = [
            0.0 if name in without or (only is not None and name not in only) else self.weights.get(name, 0.0)
            for name in table.names
        ]
        found: Floats = table.values @ np.array(column) + (self.weights["bias"] if only is None else 0.0)
        return found


def fit(table: Table, fixed: Mapping[str, float]) -> Fitted:
    """`fixed` holds what was set by hand. Of several claims of a message the one that fits best counts."""
    found = Fitted({"bias": 0.0, **dict.fromkeys(table.names, 0.0), **fixed})
    for _ in range(_ROUNDS):
        found = _regress(table.where(best_claims(table, found.scores(table))), fixed)
    return with_lead(table.where(best_claims(table, found.scores(table))), found, fixed)


def best_claims(table: Table, scores: Floats) -> NDArray[np.bool_]:
    """One row for each record of an asking: that of the claim which fits it best."""
    order = np.lexsort((-scores, table.record, table.group))
    group, record = table.group[order], table.record[order]
    first = np.r_[True, (group[1:] != group[:-1]) | (record[1:] != record[:-1])]
    chosen = np.zeros(len(order), np.bool_)
    chosen[order[first]] = True
    return chosen


def leads(table: Table, scores: Floats) -> Floats:
    """As in `bot.matching.lead`: by how much a row leads the best other one of its asking, from -1 to 1."""
    order = np.lexsort((-scores, table.group))
    group, ordered = table.group[order], scores[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    sizes = np.diff(np.r_[starts, len(order)])
    best = np.repeat(ordered[starts], sizes)
    second = np.repeat(np.where(sizes > 1, ordered[np.minimum(starts + 1, len(order) - 1)], -np.inf), sizes)
    is_best = np.zeros(len(order), np.bool_)
    is_best[starts] = True
    rival = np.where(is_best, second, best)
    found = np.empty(len(order))
    found[order] = np.clip(ordered - rival, -FARTHEST, FARTHEST) / FARTHEST
    return found


def with_lead(table: Table, found: Fitted, fixed: Mapping[str, float]) -> Fitted:
    """The weights stretched so that the best of each asking is stated truly, with the lead among what decides. What was set by hand is stretched
    on its own, and less willingly."""
    own, by_hand = found.scores(table, without=fixed), found.scores(table, only=fixed)
    stretch, held, shift, lead = 1.0, 1.0, 0.0, 0.0
    for _ in range(_ROUNDS):
        scores = stretch * own + held * by_hand + shift
        best = tops(table, scores + lead * leads(table, scores))
        columns = np.c_[own, by_hand, np.ones(len(own)), leads(table, scores)][best]
        stretch, held, shift, lead = newton(
            columns,
            table.is_right[best].astype(float),
            np.array([1.0, 1.0, 0.0, 1.0]),
            np.array([1.0, _SPREAD_OF_HELD, 2.0, 2.0]),
        )
    weights = {name: weight * (held if name in fixed else stretch) for name, weight in found.weights.items()}
    weights["bias"] += shift
    return Fitted({**weights, "lead": lead})


def tops(table: Table, scores: Floats) -> NDArray[np.int64]:
    """The row of the best record of each asking."""
    order = np.lexsort((-scores, table.group))
    group = table.group[order]
    return np.asarray(order[np.r_[True, group[1:] != group[:-1]]])


def stated(table: Table, found: Fitted) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int64]]:
    """For each asking the log-odds of its best record, whether that is right, and its row."""
    scores = found.scores(table)
    rows = best_claims(table, scores)
    kept = table.where(rows)
    scores = scores[rows]
    full = scores + found.weights.get("lead", 0.0) * leads(kept, scores)
    best = tops(kept, full)
    return full[best], kept.is_right[best], np.flatnonzero(rows)[best]


def newton(columns: Floats, truth: Floats, centre: Floats, spread: Floats) -> Floats:
    """The most probable weights, believed before to be around `centre` with standard deviation `spread`."""
    found = centre.copy()
    precision = 1.0 / spread**2
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (chance - truth) + precision * (found - centre)
        bend = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        found = found - step * min(1.0, 2.0 / max(1e-12, float(np.abs(step).max())))
        if float(np.abs(step).max()) < _CLOSE:
            break
    return found


def _regress(table: Table, fixed: Mapping[str, float]) -> Fitted:
    free = [at for at, name in enumerate(table.names) if name not in fixed]
    held = np.array([fixed.get(name, 0.0) for name in table.names])
    offset = table.values @ held
    values = table.values[:, free]
    scale = values.std(0)
    names = [table.names[at] for at in free]
    spread = SPREAD / np.maximum(scale, 1e-3)
    columns = np.c_[values, np.ones(len(values)), offset]
    found = newton(
        columns,
        table.is_right.astype(float),
        np.r_[np.zeros(len(names)), 0.0, 1.0],
        np.r_[spread, 10.0, 1e-6],
    )
    return Fitted({**fixed, **dict(zip(names, found[:-2], strict=True)), "bias": float(found[-2])})


def table_of(sets: Sequence[Collected], *, folds: int = 5, without: Sequence[str] = ()) -> Table:
    """All sets under one heading; the features in `without` are left out."""
    names = tuple(sorted({name for one in sets for name in one.features} - set(without)))
    parts: list[Table] = []
    groups = records = 0
    for number, one in enumerate(sets):
        values = np.zeros((len(one.query), len(names)))
        for at, name in enumerate(names):
            if name in one.features:
                values[:, at] = one.values[:, one.features.index(name)]
        asking = one.query.astype(np.int64) * 2 + one.is_without
        record = one.record.astype(np.int64)
        origin = np.full(len(asking), number)
        parts.append(
            Table(
                names,
                values,
                asking + groups,
                record + records,
                one.is_right,
                _folds(one, folds),
                origin,
            )
        )
        groups += 2 * len(one.relevant)
        records += int(record.max()) + 1
    return Table(
        names,
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.group for part in parts]),
        np.concatenate([part.record for part in parts]),
        np.concatenate([part.is_right for part in parts]),
        np.concatenate([part.fold for part in parts]),
        np.concatenate([part.origin for part in parts]),
    )


def _folds(one: Collected, folds: int) -> NDArray[np.int64]:
    """Queries of one record lie in one fold."""
    fold_of = np.arange(len(one.relevant)) % folds
    for query, record in zip(one.query[one.is_right], one.record[one.is_right], strict=True):
        fold_of[query] = int(record) % folds
    return np.asarray(fold_of[one.query])
