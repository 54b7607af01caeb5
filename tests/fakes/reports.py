"""Reports as a check could make them, from the records of `tests.records`."""

from dataclasses import replace

from bot.claims.claim import Claim, Kind
from bot.claims.note import note
from bot.library.event import Event
from bot.matching.match import Difference, Match, Reason, Slot
from bot.verdicts.finding import Confidence, Finding, Level, Likelihood, Relation, Report
from tests.records import STRIKE


def report(*findings: Finding) -> Report:
    return Report(7, "1", findings, ())


def same_event(text: str, *differences: Difference, event: Event = STRIKE) -> Finding:
    return _matched(text, Relation.SAME_EVENT, differences, event)


def contradicts(text: str, *differences: Difference) -> Finding:
    return _matched(text, Relation.CONTRADICTS, differences, STRIKE)


def nothing(text: str) -> Finding:
    return Finding(_claim(text), Relation.NOTHING)


def opinion(text: str) -> Finding:
    return Finding(replace(_claim(text), kind=Kind.OPINION), Relation.NOT_CHECKABLE)


def differs(slot: Slot, theirs: str, ours: str) -> Difference:
    return Difference(slot, theirs, ours)


def _claim(text: str) -> Claim:
    return Claim(text, 0, len(text), "en", Kind.FACT)


def _matched(text: str, relation: Relation, differences: tuple[Difference, ...], event: Event) -> Finding:
    reason = Reason("place", 1.0, 1.5, note("reason.place_agrees", shown="Pazigyi"))
    match = Match(event, 3.1, 0.96, (reason,), differences)
    return Finding(
        _claim(text),
        relation,
        (match,),
        Likelihood.ALMOST_CERTAIN,
        Confidence(Level.MODERATE, (note("because.single_origin"),)),
    )
