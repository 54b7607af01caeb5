"""Fits the weights, and tells by cross-validation what they are worth: on queries that were kept back, and on whole sets that were."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.train_encoder.sets import FOLDS
from benchmarks.train_rank.collect import Collected
from benchmarks.train_rank.fit import Table, fit, table_of
from benchmarks.train_rank.report import figures_of
from benchmarks.train_rank.write import BY_MEANING, write_weights
from bot.matching.weights import BY_HAND, load_weights


def fit_all(sets: Sequence[Collected], out: Path, *, version: str) -> None:
    """Prints what was reached, and writes the file."""
    notes = [f"Fitted to {', '.join(one.name for one in sets)}."]
    found: list[Mapping[str, float]] = []
    for title, without in (("with vectors", ()), ("without vectors", tuple(BY_MEANING))):
        table = table_of(sets, without=without)
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
    scores = np.empty(len(table.group))
    for fold in range(FOLDS):
        kept_back = table.fold == fold
        scores[kept_back] = fit(table.where(~kept_back), fixed).scores(table.where(kept_back))
    lines = []
    start = 0
    for number, one in enumerate(sets):
        mine = table.origin == number
        own = table.where(mine)
        relevant = _relevant(one, own, start)
        line = f"{title}, {one.name}, cross-validated: {_said(figures_of(own, scores[mine], relevant))}"
        if len(sets) > 1:
            unseen = fit(table.where(~mine), fixed).scores(own)
            line += f"; by weights of the other sets: {_said(figures_of(own, unseen, relevant))}"
        print(line, flush=True)
        lines.append(line)
        start += 2 * len(one.relevant)
    return lines


def _relevant(one: Collected, table: Table, start: int) -> Mapping[int, int]:
    """How many records are right for each asking of the set that was asked with them."""
    asked = set(map(int, table.group))
    counts = {start + 2 * query: int(count) for query, count in enumerate(one.relevant)}
    return {asking: count for asking, count in counts.items() if asking in asked}


def _said(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())
