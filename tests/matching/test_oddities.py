"""Records as newsrooms file them: without a place, with nobody killed, with part of a toll, with an early date."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.library.event import Location
from bot.library.filing import Figure
from bot.library.series import Point
from bot.library.statement import Statement
from bot.matching.match import Slot
from tests.matching.asking import ask, match_with, slots_with
from tests.records import DESK, KILLED, STRIKE

NAMED_ONLY = replace(
    STRIKE,
    title="Strike on the market of Foobartown",
    summary="",
    phrasings=(),
    where=Location("", "Foobartown market"),
)
HARMLESS = replace(NAMED_ONLY, figures=(Figure(Measure.KILLED, "people", 0),))
MONKS = Statement(
    "monks", "The military killed 29 people at Pazigyi, three of them were monks.", None, "", DESK
)


def test_place_that_is_only_named_is_compared() -> None:
    assert Slot.PLACE in slots_with(
        NAMED_ONLY, "Jets hit the market of Barfootown in Mandalay on 11 April 2023, killing 171."
    )
    assert slots_with(NAMED_ONLY, "Jets hit the market in Foobartown on 11 April 2023, killing 171.") == set()


def test_nobody_agrees_with_a_record_of_nobody() -> None:
    assert (
        slots_with(HARMLESS, "The strike on the market of Foobartown on 11 April 2023 killed nobody.")
        == set()
    )


def test_part_of_a_toll_contradicts_nothing() -> None:
    assert slots_with(MONKS, MONKS.text) == set()


def test_very_words_of_a_record_are_told() -> None:
    match = match_with(MONKS, "the military killed 29 people at Pazigyi - three of them were monks")

    assert "same_text" in {reason.feature for reason in match.reasons}


def test_lowest_estimate_of_nought_counts() -> None:
    points = (Point(date(2024, 1, 1), 10, low=0, high=20),)
    text = "3 people have been killed by the junta since the coup, as of 1 January 2024."

    assert slots_with(replace(KILLED, points=points), text) == set()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_end_of_the_calendar_are_compared(day: date) -> None:
    assert Slot.DATE in slots_with(
        replace(STRIKE, when=Interval.of_day(day)), "Jets bombed Pazigyi on 11 April 2023."
    )


def test_number_that_cannot_be_read_is_named() -> None:
    finding = ask("The air strike on Pazigyi on 11 April 2023 killed 1e400 people.")

    assert "not_checked.number_unread" in {said.key for said in finding.not_checked}
