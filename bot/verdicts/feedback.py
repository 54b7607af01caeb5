"""From what people said of matches to what can be learnt from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.matching.calibrate import Label
from bot.matching.rescore import score_again
from bot.matching.weights import Weights
from bot.verdicts.judgement import Judgement, Vote


@dataclass(frozen=True, slots=True)
class Lesson:
    """A vote with the log-odds that the weights in force give to its match."""

    vote: Vote
    score: float

    @property
    def is_right(self) -> bool:
        return self.vote.judgement is Judgement.RIGHT

    @property
    def label(self) -> Label:
        return self.score, self.is_right


@dataclass(frozen=True, slots=True)
class Lessons:
    """`left_out`: how many votes are about matches that other weights made and that cannot be scored anew."""

    every: tuple[Lesson, ...]
    left_out: int


def read_votes(votes: Iterable[Vote], weights: Weights) -> Lessons:
    scored = [(vote, _score(vote, weights)) for vote in votes]
    lessons = tuple(Lesson(vote, score) for vote, score in scored if score is not None)
    return Lessons(lessons, len(scored) - len(lessons))


def _score(vote: Vote, weights: Weights) -> float | None:
    if vote.weights_version == weights.version:
        return vote.score
    # Features of the same name may have been made by other rules: only whoever made the weights can tell.
    return score_again(vote.features, weights) if vote.weights_version in weights.rescores else None
