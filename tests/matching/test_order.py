"""An event is told before what was said of it, where nothing more speaks against it."""

import pytest

from bot.library.record import Record
from bot.library.statement import Statement, Verdict
from bot.matching.match import Difference, Match, Slot
from bot.matching.order import Ranked, in_order
from bot.matching.weights import load_weights
from tests.records import DESK, STRIKE

TOLL = Statement("toll", "200 people died in Pazigyi", Verdict.MISLEADING, "", DESK, about=("pazigyi",))
NUMBER = Difference(Slot.NUMBER, "500", "171")
PLACE = Difference(Slot.PLACE, "Monywa", "Pazigyi")


def ranked(record: Record, score: float, *differences: Difference) -> Ranked:
    return Ranked(Match(record, score, 0.8, (), differences), ())


@pytest.mark.parametrize(
    ("of_statement", "of_event", "first"),
    [
        ((), (), "pazigyi"),
        ((NUMBER,), (NUMBER,), "pazigyi"),
        ((), (NUMBER,), "toll"),
        ((PLACE,), (PLACE,), "toll"),
    ],
)
def test_event_goes_first_where_what_conflicts_with_it_conflicts_with_the_statement_too(
    of_statement: tuple[Difference, ...], of_event: tuple[Difference, ...], first: str
) -> None:
    found = in_order(
        [ranked(TOLL, 3.0, *of_statement), ranked(STRIKE, 2.0, *of_event)], load_weights().thresholds
    )

    assert found[0].match.record.id == first
