"""From collected features to weights: one multinomial regression over all features but those whose weights were set by hand.

Of the candidates that a claim is offered one is right, or none: each has the odds exp(score) against 1 for none. So a wrong record costs as
much as it takes from the right one, and a hundred that nobody would mistake cost nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.train_rank.collect import Collected

Floats = NDArray[np.float64]

SPREAD = 3.0
"""Standard deviation of what is believed of a weight, in log-odds per standard deviation of its feature's values."""

_SPREAD_OF_HELD = 0.02
_SPREAD_OF_BIAS = 10.0
_ROUNDS = 4
_STEPS = 40
_CLOSE = 1e-7
_CLAIMS = 1000
"""More than a message may have."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of all sets with the same columns. `group` numbers the askings: a query with its records or without them; `claim` the claims of these."""

    names: tuple[str, ...]
    values: Floats
    group: NDArray[np.int64]
    claim: NDArray[np.int64]
    record: NDArray[np.int64]
    is_right: NDArray[np.bool_]
    fold: NDArray[np.int32]
    origin: NDArray[np.int64]  # which set

    def where(self, chosen: NDArray[np.bool_]) -> "Table":
        parts = ("values", "group", "claim", "record", "is_right", "fold", "origin")
        return replace(self, **{name: getattr(self, name)[chosen] for name in parts})


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature, `bias` among them."""

    weights: Mapping[str, float]

    def scores(
        self, table: Table, *, without: Collection[str] = (), only: Collection[str] | None = None
    ) -> Floats:
        """Log-odds; or the part of them that these features make, or all but these, to which the bias belongs."""
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
        found = _regress(table.where(best_claims(table, found.scores(table))), found, fixed)
    return stretched(table, found, fixed)


def best_claims(table: Table, scores: Floats) -> NDArray[np.bool_]:
    """The rows of one claim of each asking: of the one with the best candidate of all."""
    best = np.empty(len(scores), np.int64)
    for rows in runs(table.group):
        best[rows] = table.claim[rows[np.argmax(scores[rows])]]
    return np.asarray(best == table.claim)


def best_of_records(table: Table, scores: Floats) -> NDArray[np.bool_]:
    """One row for each record of an asking: that of the claim which fits it best."""
    order = np.lexsort((-scores, table.record, table.group))
    group, record = table.group[order], table.record[order]
    first = np.r_[True, (group[1:] != group[:-1]) | (record[1:] != record[:-1])]
    chosen = np.zeros(len(order), np.bool_)
    chosen[order[first]] = True
    return chosen


def runs(keys: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows of each key."""
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(keys[order])) + 1)


def stretched(table: Table, found: Fitted, fixed: Mapping[str, float]) -> Fitted:
    """The weights stretched so that the best of each asking is stated truly. What was set by hand is stretched on its own, and less willingly."""
    own, by_hand = found.scores(table, without=fixed), found.scores(table, only=fixed)
    stretch, held, shift = 1.0, 1.0, 0.0
    for _ in range(_ROUNDS):
        best = tops(table, stretch * own + held * by_hand + shift)
        stretch, held, shift = newton(
            np.c_[own, by_hand, np.ones(len(own))][best],
            table.is_right[best].astype(float),
            np.array([1.0, 1.0, 0.0]),
            np.array([1.0, _SPREAD_OF_HELD, 2.0]),
        )
    weights = {name: weight * (held if name in fixed else stretch) for name, weight in found.weights.items()}
    weights["bias"] += shift
    return Fitted(weights)


def tops(table: Table, scores: Floats) -> NDArray[np.int64]:
    """The row of the best record of each asking."""
    order = np.lexsort((-scores, table.group))
    group = table.group[order]
    return np.asarray(order[np.r_[True, group[1:] != group[:-1]]])


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


def _regress(table: Table, start: Fitted, fixed: Mapping[str, float]) -> Fitted:
    """One claim of each asking in the table. The score of what was set by hand keeps its weight of 1."""
    free = [at for at, name in enumerate(table.names) if name not in fixed]
    names = [table.names[at] for at in free]
    values = table.values[:, free]
    columns = np.c_[values, np.ones(len(values)), start.scores(table, only=fixed)]
    spread = np.r_[SPREAD / np.maximum(values.std(0), 1e-3), _SPREAD_OF_BIAS, 1e-6]
    begin = np.r_[[start.weights[name] for name in names], start.weights["bias"], 1.0]
    found = _choose(columns, table.group, table.is_right, begin, spread)
    return Fitted({**fixed, **dict(zip(names, found[:-2], strict=True)), "bias": float(found[-2])})


def _choose(
    columns: Floats, group: NDArray[np.int64], is_right: NDArray[np.bool_], begin: Floats, spread: Floats
) -> Floats:
    """The most probable weights where of the rows of a group one of the right ones is chosen, or none where there is none. All are believed to be
    around 0 but the last, around 1. Newton's method."""
    order = np.argsort(group, kind="stable")
    columns, right = columns[order], is_right[order].astype(float)
    starts = np.flatnonzero(np.r_[True, np.diff(group[order]) != 0])
    at = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(order)]))
    found, precision = begin.copy(), 1.0 / spread**2
    centre = np.r_[np.zeros(len(begin) - 1), 1.0]
    for _ in range(_STEPS):
        odds = np.exp(np.clip(columns @ found, -40, 40))
        chance = odds / (1.0 + np.add.reduceat(odds, starts))[at]
        of_right = np.add.reduceat(odds * right, starts)[at]
        wanted = np.divide(odds * right, of_right, out=np.zeros_like(odds), where=of_right > 0)
        mean = np.add.reduceat(columns * chance[:, None], starts)
        slope = columns.T @ (chance - wanted) + precision * (found - centre)
        bend = (columns * chance[:, None]).T @ columns - mean.T @ mean + np.diag(precision)
        step = np.linalg.solve(bend, slope)
        found = found - step * min(1.0, 2.0 / max(1e-12, float(np.abs(step).max())))
        if float(np.abs(step).max()) < _CLOSE:
            break
    return np.asarray(found)


def table_of(sets: Sequence[Collected], *, without: Sequence[str] = ()) -> Table:
    """All sets under one heading; the features in `without` are left out."""
    names = tuple(sorted({name for one in sets for name in one.features} - set(without)))
    parts: list[Table] = []
    groups = records = 0
    for number, one in enumerate(sets):
        values = np.zeros((len(one.query), len(names)))
        for at, name in enumerate(names):
            if name in one.features:
                values[:, at] = one.values[:, one.features.index(name)]
        asking = groups + one.query.astype(np.int64) * 2 + one.is_without
        claim = asking * _CLAIMS + one.claim
        record = records + one.record.astype(np.int64)
        origin = np.full(len(asking), number)
        parts.append(Table(names, values, asking, claim, record, one.is_right, one.part[one.query], origin))
        groups += 2 * len(one.relevant)
        records = int(record.max()) + 1
    columns = ("values", "group", "claim", "record", "is_right", "fold", "origin")
    return Table(names, *(np.concatenate([getattr(part, name) for part in parts]) for name in columns))
