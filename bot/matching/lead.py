"""How far a candidate stands out among the others: where two different records fit equally well, neither is sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.note import Note
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.likeness import Feature
from bot.matching.match import Difference

FARTHEST = 6.0
"""Log-odds beyond which a lead says no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A candidate with its features, what each of them weighs, and their sum as log-odds."""

    record: Record
    score: float
    features: tuple[Feature, ...]
    weights: Mapping[str, float]
    differences: tuple[Difference, ...]
    unchecked: tuple[Note, ...]


def leads_of(every: Sequence[Weighed]) -> list[Feature]:
    """By how much each leads the best of the others, less than nothing where it lags. What is about the same thing is no rival."""
    order = [
        (one.score, _about(one.record)) for one in sorted(every, key=lambda one: one.score, reverse=True)
    ]
    return [_lead(one.score, _about(one.record), order) for one in every]


def _lead(score: float, about: frozenset[str], order: Sequence[tuple[float, frozenset[str]]]) -> Feature:
    rival = next((other for other, things in order if about.isdisjoint(things)), score - FARTHEST)
    return Feature("lead", max(-FARTHEST, min(FARTHEST, score - rival)) / FARTHEST)


def _about(record: Record) -> frozenset[str]:
    linked = record.about if isinstance(record, Statement) else ()
    return frozenset((record.id, *linked))
