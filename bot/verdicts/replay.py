"""What thresholds come to on the matches that people judged: tried before they are set.

Of what was never shown nobody could say anything. So a lower threshold looks better here than it is, and a higher one does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.matching.calibrate import Calibration
from bot.matching.weights import Thresholds, Weights
from bot.verdicts.feedback import Lesson
from bot.verdicts.finding import Relation

ENOUGH = 20
"""Judged matches below which the figures of a language tell nothing."""


class Band(IntEnum):
    """What a match is to an answer."""

    SILENT = 0
    POSSIBLE = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Tally:
    """How many judged matches a threshold takes, how many of these are right, and how many are right in all."""

    taken: int
    right: int
    rightful: int

    @property
    def precision(self) -> float | None:
        """None where nothing is taken."""
        return self.right / self.taken if self.taken else None

    @property
    def recall(self) -> float | None:
        """None where nothing is right."""
        return self.right / self.rightful if self.rightful else None


@dataclass(frozen=True, slots=True)
class Trial:
    """The thresholds, and what each takes."""

    thresholds: Thresholds
    possible: Tally
    strong: Tally


@dataclass(frozen=True, slots=True)
class Replay:
    """Of one language, or of all where it is empty: judged matches, the claims that they were shown for, and how many of these would have been
    answered otherwise."""

    language: str
    matches: int
    claims: int
    changed: int
    in_force: Trial
    proposed: Trial

    @property
    def is_enough(self) -> bool:
        return self.matches >= ENOUGH


def replay(
    lessons: Sequence[Lesson],
    calibration: Calibration,
    *,
    in_force: Weights,
    proposed: Weights,
    language: str = "",
) -> tuple[Replay, ...]:
    """One for all languages and one for each that people judged in, or for `language` alone."""
    stated = _Stated(calibration, in_force)
    names = [language] if language else ["", *sorted({lesson.vote.language for lesson in lessons})]
    return tuple(
        _replay(name, [one for one in lessons if name in {"", one.vote.language}], stated, proposed)
        for name in names
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is stated today."""

    calibration: Calibration
    weights: Weights

    def probability(self, lesson: Lesson) -> float:
        limits = self.weights.thresholds_for(lesson.vote.language)
        return min(_ceiling(lesson, limits), self.calibration.probability(lesson.score))


def _ceiling(lesson: Lesson, limits: Thresholds) -> float:
    """What it was stated no higher than: only words tied it, or it conflicted, where it was stated at the very ceiling for that."""
    if _conflicts(lesson, limits):
        return limits.ceiling_in_conflict
    is_of_words = abs(lesson.vote.probability - limits.ceiling_of_words) < 1e-9
    return limits.ceiling_of_words if is_of_words else limits.ceiling


def _conflicts(lesson: Lesson, limits: Thresholds) -> bool:
    """Whether the match conflicted: then it was stated no higher than that ceiling, and mostly at it."""
    vote = lesson.vote
    is_at_ceiling = abs(vote.probability - limits.ceiling_in_conflict) < 1e-9
    may_be = vote.probability <= limits.ceiling_in_conflict
    return is_at_ceiling or (may_be and vote.relation == Relation.CONTRADICTS.value)


def _replay(language: str, lessons: Sequence[Lesson], stated: _Stated, proposed: Weights) -> Replay:
    chances = {id(lesson): stated.probability(lesson) for lesson in lessons}

    def bands(weights: Weights) -> Callable[[Lesson], Band]:
        return lambda lesson: _band(chances[id(lesson)], weights.thresholds_for(lesson.vote.language))

    now, then = bands(stated.weights), bands(proposed)
    changed = {lesson.vote.claim for lesson in lessons if now(lesson) is not then(lesson)}
    return Replay(
        language,
        matches=len(lessons),
        claims=len({lesson.vote.claim for lesson in lessons}),
        changed=len(changed),
        in_force=_trial(lessons, now, stated.weights.thresholds_for(language)),
        proposed=_trial(lessons, then, proposed.thresholds_for(language)),
    )


def _band(chance: float, thresholds: Thresholds) -> Band:
    if chance >= thresholds.strong:
        return Band.STRONG
    return Band.POSSIBLE if chance >= thresholds.possible else Band.SILENT


def _trial(lessons: Sequence[Lesson], band_of: Callable[[Lesson], Band], thresholds: Thresholds) -> Trial:
    rightful = sum(lesson.is_right for lesson in lessons)

    def tally(least: Band) -> Tally:
        taken = [lesson for lesson in lessons if band_of(lesson) >= least]
        return Tally(len(taken), sum(lesson.is_right for lesson in taken), rightful)

    return Trial(thresholds, tally(Band.POSSIBLE), tally(Band.STRONG))
