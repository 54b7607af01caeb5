"""In which order matches are told. The likeliest comes first, but for one thing: what happened before what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.claims.note import Note
from bot.library.event import Event
from bot.library.statement import Statement
from bot.matching.match import Difference, Match, Slot, Weight
from bot.matching.weights import Thresholds

_OF_THE_EVENT = {Slot.NEGATION, Slot.ACTOR, Slot.ROLE, Slot.NUMBER}
"""Conflicts with what was said that are conflicts with the event as well: a number that is neither of the two is held against the event."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match with what could not be compared about it."""

    match: Match
    unchecked: tuple[Note, ...]

    def differing(self, difference: Difference) -> "Ranked":
        """With one difference more, behind the others."""
        return replace(self, match=replace(self.match, differences=(*self.match.differences, difference)))


def in_order(ranked: Sequence[Ranked], thresholds: Thresholds) -> tuple[Ranked, ...]:
    """The matches by score. An event with which no more conflicts goes before a statement about it that is hardly likelier: a report of the event
    is no repetition of everything that was ever said of it, and whoever denies it denies the event."""
    ordered = sorted(ranked, key=lambda one: (-one.match.score, one.match.record.id))
    first = next((one for one in ordered if _is_told_first(one.match, ordered[0].match, thresholds)), None)
    if first is None:
        return tuple(ordered)
    return (first, *(one for one in ordered if one is not first))


def _is_told_first(match: Match, best: Match, thresholds: Thresholds) -> bool:
    return (
        isinstance(best.record, Statement)
        and isinstance(match.record, Event)
        and match.record.id in best.record.about
        and match.probability >= thresholds.tied
        and match.score >= best.score - thresholds.event_first
        and _conflicts(match) <= (_conflicts(best) & _OF_THE_EVENT)
    )


def _conflicts(match: Match) -> set[Slot]:
    return {one.slot for one in match.differences if one.weight is Weight.CONFLICT}
