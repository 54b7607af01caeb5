"""Counts as people read them."""

from dataclasses import replace

import pytest

from bot.claims.quantity import Measure
from bot.matching.shown import show_count
from tests.matching.asking import match_with
from tests.records import STRIKE


@pytest.mark.parametrize(
    ("number", "measure", "unit", "shown"),
    [
        ("171", Measure.KILLED, "people", "171 people killed"),
        ("1", Measure.KILLED, "people", "1 person killed"),
        ("1", Measure.KILLED, "civilians", "1 civilian killed"),
        ("1", Measure.KILLED, "soldiers and police", "1 soldier or police killed"),
        ("1", Measure.KILLED, "witnesses", "1 witness killed"),
        ("1", Measure.KILLED, "actresses", "1 actress killed"),
        ("1", Measure.DESTROYED, "bus", "1 bus destroyed"),
        ("1", Measure.DESTROYED, "buses", "1 bus destroyed"),
        ("1", Measure.DESTROYED, "houses", "1 house destroyed"),
        ("1", Measure.TAKEN, "military posts and bases", "1 military post or base taken"),
        ("1", Measure.AMOUNT, "kilotons of aviation fuel", "1 kiloton of aviation fuel"),
        ("1 (1–3)", Measure.KILLED, "people", "1 (1–3) people killed"),
        ("45", Measure.KILLED, "bodies", "45 bodies"),
        ("1,576", Measure.DIED_IN_CUSTODY, "", "1,576 died in custody"),
    ],
)
def test_count_is_shown(number: str, measure: Measure, unit: str, shown: str) -> None:
    assert show_count(number, measure, unit) == shown


def test_nation_keeps_its_capital_letter() -> None:
    (difference,) = match_with(STRIKE, "300 Indians were killed in the air strike on Pazigyi.").differences

    assert difference.theirs == "300 Indians killed"


def test_headline_gives_no_other_word_a_capital_letter() -> None:
    (difference,) = match_with(STRIKE, "300 People Killed In The Air Strike On Pazigyi").differences

    assert difference.theirs == "300 people killed"


@pytest.mark.parametrize(("summary", "differs"), [("Indian nationals were bombed.", False), ("", True)])
def test_nation_of_which_the_record_speaks_is_no_other(summary: str, differs: bool) -> None:
    match = match_with(
        replace(STRIKE, summary=summary), "171 Indians were killed in the air strike on Pazigyi."
    )

    assert bool(match.differences) is differs
