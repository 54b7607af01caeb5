"""Fits the weights, and tells by cross-validation what they are worth: on queries that were kept back, and on whole sets that were."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.train_rank.collect import Collected
from benchmarks.train_rank.fit import Fitted, Table, fit, table_of
from benchmarks.train_rank.report import figures_of
from benchmarks.train_rank.write import BY_MEANING, write_weights
from bot.matching.weights import BY_HAND, load_weights

FOLDS = 5


def fit_all(sets: Sequence[Collected], out: Path, *, version: str) -> None:
    """Prints what was reached, and writes the file."""
    notes = [f"Fitted to {', '.join(one.name for one in sets)}."]
    found: list[Mapping[str, float]] = []
    for title, without in (("with vectors", ()), ("without vectors", tuple(BY_MEANING))):
        table = table_of(sets, folds=FOLDS, without=without)
        fixed = {name: weight for name, weight in load_weights().score.items() if name in table.names}
        notes += _notes(title, sets, table, fixed)
        weights = fit(table, fixed).weights
        fitted = {name: weight for name, weight in weights.items() if name not in fixed}
        found.append({**fitted, BY_HAND: _stretched(weights, fixed)})
    print("\n".join(notes))
    write_weights(out, version, notes, *found)


def _stretched(weights: Mapping[str, float], fixed: Mapping[str, float]) -> float:
    """By how much the last step stretched all weights."""
    name = max(fixed, key=lambda each: abs(fixed[each]), default="")
    return weights[name] / fixed[name] if name else 1.0


def _notes(title: str, sets: Sequence[Collected], table: Table, fixed: Mapping[str, float]) -> list[str]:
    """One line for each set: cross-validated, and with weights that never saw a query of it."""
    seen = [fit(table.where(table.fold != fold), fixed) for fold in range(FOLDS)]
    lines = []
    for number, one in enumerate(sets):
        mine = table.origin == number
        start = int(2 * sum(len(other.relevant) for other in sets[:number]))
        relevant = {start + 2 * query: int(count) for query, count in enumerate(one.relevant)}
        each = [
            _figures(table.where(mine & (table.fold == fold)), found, relevant)
            for fold, found in enumerate(seen)
        ]
        means = {name: float(np.mean([figures[name] for figures in each])) for name in each[0]}
        line = f"{title}, {one.name}, cross-validated: {_said(means)}"
        if len(sets) > 1:
            unseen = fit(table.where(~mine), fixed)
            line += f"; by weights of the other sets: {_said(_figures(table.where(mine), unseen, relevant))}"
        print(line, flush=True)
        lines.append(line)
    return lines


def _figures(table: Table, found: Fitted, relevant: Mapping[int, int]) -> dict[str, float]:
    asked = set(map(int, table.group))
    return figures_of(table, found, {asking: count for asking, count in relevant.items() if asking in asked})


def _said(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
