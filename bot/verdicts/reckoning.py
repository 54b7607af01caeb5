"""What a likelihood is reckoned from, rounded so that the parts that are told add up to the sum that is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from bot.matching.match import Match, Reason


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All numbers are in tenths. `parts` are those that come to anything, what weighs most first."""

    start: int
    parts: tuple[tuple[Reason, int], ...]
    total: int


def reckon(match: Match) -> Reckoning:
    reasons = sorted(match.reasons, key=lambda reason: -abs(reason.contribution))
    contributions = [reason.contribution for reason in reasons]
    start, *parts = in_tenths([match.score - sum(contributions), *contributions])
    told = [(reason, part) for reason, part in zip(reasons, parts, strict=True) if part]
    return Reckoning(start, tuple(sorted(told, key=lambda one: -abs(one[1]))), start + sum(parts))


def in_tenths(parts: Sequence[float]) -> list[int]:
    """Each the tenth below it or above, so that together they are the rounded sum: up go those that lie nearest to the one above."""
    scaled = [round(part * 10, 9) for part in parts]  # what a computer adds up wrongly moves nothing
    below = [floor(part) for part in scaled]
    missing = round(sum(scaled)) - sum(below)
    nearest = sorted(range(len(parts)), key=lambda at: below[at] - scaled[at])
    return [part + (at in nearest[:missing]) for at, part in enumerate(below)]


def shown(tenths: int) -> str:
    return f"{tenths / 10:+.1f}"
