"""What a decision keeps of the record that was compared, and when it does not hold of it any more."""

from dataclasses import replace
from datetime import date

import pytest

from bot.desk.comparing import Bearing, bearing, compared_with
from bot.desk.decision import Accord, Conclusion, Decision
from bot.library.event import EventKind
from bot.library.filing import Status
from bot.library.record import Record
from bot.library.series import Point
from bot.library.statement import Verdict
from tests.fakes.entries import a_filing, a_series, a_statement, an_event

EVENT, SAID, SERIES = an_event(killed=44), a_statement(), a_series()
FIRST = SERIES.points[0]


def of(record: Record, accord: Accord = Accord.DIFFERS) -> Decision:
    return Decision(Conclusion.LINKED, "That one.", record.id, "", accord, compared_with(record))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (EVENT, an_event(killed=44.0, phrasings=("Bombs on a gathering",))),
        (EVENT, replace(EVENT, filing=a_filing(Status.CONTESTED), summary="More of it", origins=3)),
        (SAID, replace(SAID, verdict=Verdict.FALSE, reason="Graves were found")),
        (SERIES, replace(SERIES, points=(*SERIES.points, Point(date(2030, 1, 1), 9e5)))),
        (SERIES, replace(SERIES, points=(replace(FIRST, reference="p. 2"), *SERIES.points[1:]))),
    ],
)
def test_same_content_is_what_was_compared(before: Record, now: Record) -> None:
    assert bearing(of(before), now) is Bearing.DIFFERS


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (EVENT, replace(EVENT, title="An air strike hit nobody in Pazigyi")),
        (EVENT, replace(EVENT, kind=EventKind.SHELLING)),
        (EVENT, an_event(killed=12)),
        (EVENT, an_event(killed=44, place="mandalay")),
        (SAID, replace(SAID, text="The village was not empty")),
        (SAID, replace(SAID, said_by="army")),
        (SERIES, replace(SERIES, points=(replace(FIRST, value=FIRST.value + 1), *SERIES.points[1:]))),
        (SERIES, replace(SERIES, definition="Soldiers too")),
        (SAID, an_event(SAID.id, SAID.text)),
    ],
)
def test_other_content_is_not_what_was_compared(before: Record, now: Record) -> None:
    assert bearing(of(before), now) is Bearing.CHANGED


@pytest.mark.parametrize(
    "decision", [of(SAID, Accord.UNSAID), replace(of(SAID), compared=""), Decision(Conclusion.LINKED, "So.")]
)
def test_older_decision_says_nothing_of_its_record(decision: Decision) -> None:
    assert bearing(decision, SAID) is Bearing.UNSAID
