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


def lead_of(one: Weighed, every: Sequence[Weighed]) -> Feature:
    """By how much it leads the best of the others, less than nothing where it lags. What is about the same thing is no rival."""
    rival = max(
        (other.score for other in every if not _are_about_one(one.record, other.record)),
        default=one.score - FARTHEST,
    )
    return Feature("lead", max(-FARTHEST, min(FARTHEST, one.score - rival)) / FARTHEST)


def _are_about_one(first: Record, second: Record) -> bool:
    return first.id == second.id or bool(_about(first) & _about(second))


def _about(record: Record) -> frozenset[str]:
    linked = record.about if isinstance(record, Statement) else ()
    return frozenset((record.id, *linked))
