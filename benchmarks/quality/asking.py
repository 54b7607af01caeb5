"""Every query through the real check, once with its records in the library and once without them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.quality.days import Dates, published_on
from benchmarks.quality.files import Asked, LabelledSet
from benchmarks.quality.hiding import Screen
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.matching.weights import Weights
from bot.people.audience import Audience
from bot.runtime.checking import Checker
from bot.verdicts.finding import Report

DEPTH = 20
"""Records of an answer that are ranked."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A record in an answer; `score` orders them, `stated` is the probability."""

    id: str
    score: float
    stated: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What one submission was answered with, the best record first; `offered` are all records that the index had for it."""

    placed: tuple[Placed, ...]
    offered: frozenset[str] = frozenset()

    @property
    def stated(self) -> float:
        """The likelihood of the record that is shown first, 0 where none is."""
        return self.placed[0].stated if self.placed else 0.0

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.placed)


@dataclass(frozen=True, slots=True)
class Answered:
    """One query `within` its records and `without` them."""

    query: Asked
    relevant: frozenset[str]
    within: Answer
    without: Answer


def seen_whole(weights: Weights) -> Weights:
    """The same order and the same probabilities, with nothing cut off: for measuring what lies below the thresholds too."""
    return replace(
        weights,
        candidates=replace(weights.candidates, shown=max(DEPTH, weights.candidates.shown)),
        thresholds=replace(weights.thresholds, possible=0.0, even=0.0),
        languages={name: replace(own, possible=0.0, even=0.0) for name, own in weights.languages.items()},
    )


async def ask_all(
    labelled: LabelledSet, checker: Checker, screen: Screen, *, dates: Dates, tell: Callable[[], None]
) -> tuple[Answered, ...]:
    """`tell` is called after each query."""
    answered = []
    for query in labelled.queries:
        relevant = labelled.relevant[query.id]
        submission = submission_of(query, dates)
        screen.hide(frozenset())
        within = await _ask(checker, submission, screen)
        screen.hide(relevant)
        without = await _ask(checker, submission, screen)
        answered.append(Answered(query, relevant, within, without))
        tell()
    return tuple(answered)


def submission_of(query: Asked, dates: Dates) -> Submission:
    return Submission(query.text, published=published_on(query.id, query.day, dates))


def last_day(queries: Sequence[Asked], days: Sequence[date]) -> date:
    """A today for which nothing lies in the future, not even a query that is dated two years late."""
    known = [*days, *(query.day for query in queries if query.day)]
    return date(max(known, default=date(2025, 1, 1)).year + 3, 1, 1)


async def _ask(checker: Checker, submission: Submission, screen: Screen) -> Answer:
    report = await report_on(checker, submission)
    return Answer(ranking_of(report) if report else (), frozenset(screen.offered))


async def report_on(checker: Checker, submission: Submission) -> Report | None:
    """None where the text is refused: a query may be nothing but a link."""
    try:
        return await checker.check(submission, Audience.PUBLIC)
    except Refusal:
        return None


def ranking_of(report: Report) -> tuple[Placed, ...]:
    """The records of all claims in the order in which answers show them, by score; each once, at its best."""
    best: dict[str, Placed] = {}
    for finding in report.findings:
        for match in finding.matches:
            placed = Placed(match.record.id, match.score, match.probability)
            if placed.id not in best or best[placed.id].score < placed.score:
                best[placed.id] = placed
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.id))[:DEPTH])
