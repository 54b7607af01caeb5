"""The words round a number against those of our own statement, and the parts of which it speaks."""

from dataclasses import replace

import pytest

from bot.claims.quantity import Measure
from bot.library.filing import Figure
from bot.library.statement import Statement, Verdict
from bot.matching.match import Slot, Weight
from tests.matching.asking import match_with
from tests.records import DESK, STRIKE

FLOOR = Statement(
    "floor",
    "At least 80 people were killed in the air strike on Pazigyi.",
    Verdict.PARTLY_TRUE,
    "An early toll.",
    DESK,
    places=("pazigyi",),
)
ABOVE = replace(FLOOR, id="above", text="More than 80 people were killed in the air strike on Pazigyi.")
HIGH = replace(FLOOR, id="high", text="At least 170 people were killed in the air strike on Pazigyi.")
BARE = replace(FLOOR, id="bare", text="80 people were killed in the air strike on Pazigyi.")
CEILING = replace(FLOOR, id="ceiling", text="Up to 80 people were killed in the air strike on Pazigyi.")
MONKS = replace(FLOOR, id="monks", text="The army killed 29 people in Pazigyi, and three of them were monks.")
SAID = "{} people were killed in the air strike on Pazigyi."


def told(record: Statement, text: str) -> set[tuple[Slot, Weight]]:
    return {(one.slot, one.weight) for one in match_with(record, text).differences}


OTHER = {(Slot.NUMBER, Weight.CONFLICT)}
REMARKED = {(Slot.NUMBER, Weight.REMARK)}


@pytest.mark.parametrize("record", [FLOOR, ABOVE])
@pytest.mark.parametrize(
    "number",
    ["No more than 80", "Not more than 80", "At most 80", "Fewer than 80", "Under 80"],
)
def test_ceiling_is_not_our_floor(record: Statement, number: str) -> None:
    assert told(record, SAID.format(number)) == OTHER


@pytest.mark.parametrize(
    "text",
    [
        "The death toll of the air strike on Pazigyi did not exceed 80.",
        "There weren't more than 80 people killed in the air strike on Pazigyi.",
        "80 people at most were killed in the air strike on Pazigyi.",
        "80 people or fewer were killed in the air strike on Pazigyi.",
        "Not even 80 people were killed in the air strike on Pazigyi.",
    ],
)
def test_ceiling_is_heard_in_other_words(text: str) -> None:
    assert told(FLOOR, text) == OTHER


@pytest.mark.parametrize(
    ("record", "number"),
    [
        (FLOOR, "Up to 80"),
        (ABOVE, "Up to 80"),
        (ABOVE, "As many as 80"),
        (FLOOR, "Up to 90"),
        (FLOOR, "Nearly 80"),
        (FLOOR, "Only 80"),
        (FLOOR, "Exactly 80"),
        (HIGH, "At least 175"),
        (BARE, "More than 80"),
        (BARE, "Up to 80"),
        (CEILING, "80"),
    ],
)
def test_other_wording_of_a_number_is_remarked(record: Statement, number: str) -> None:
    assert told(record, SAID.format(number)) == REMARKED


@pytest.mark.parametrize(
    ("record", "number"),
    [
        (FLOOR, "At least 80"),
        (FLOOR, "No fewer than 80"),
        (FLOOR, "More than 80"),
        (FLOOR, "80"),
        (FLOOR, "About 80"),
        (FLOOR, "Not under 80"),
        (FLOOR, "At least 70"),
        (FLOOR, "More than 70"),
        (FLOOR, "81"),
        (HIGH, "171"),
        (HIGH, "At least 168"),
        (BARE, "At least 70"),
        (BARE, "More than 78"),
        (BARE, "Over six dozen"),
        (ABOVE, "Over 80"),
        (ABOVE, "At least 80"),
        (ABOVE, "80"),
        (BARE, "At least 80"),
        (BARE, "About 80"),
        (CEILING, "At most 80"),
        (CEILING, "No more than 80"),
    ],
)
def test_same_number_in_like_words_differs_in_nothing(record: Statement, number: str) -> None:
    assert told(record, SAID.format(number)) == set()


@pytest.mark.parametrize("number", ["90", "At least 120"])
def test_number_far_above_our_floor_is_another(number: str) -> None:
    assert told(FLOOR, SAID.format(number)) == OTHER


@pytest.mark.parametrize(
    ("number", "theirs"),
    [
        ("Under 80", "Under 80 people"),
        ("Only 80", "Only 80 people"),
    ],
)
def test_difference_is_told_in_the_words_of_both(number: str, theirs: str) -> None:
    (difference,) = match_with(FLOOR, SAID.format(number)).differences

    assert (difference.theirs, difference.ours) == (theirs, "At least 80 people")


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("80 people at most were killed in the air strike on Pazigyi.", "80 people at most"),
        ("80 people or fewer were killed in the air strike on Pazigyi.", "80 people or fewer"),
    ],
)
def test_bound_behind_a_number_is_told_with_it(text: str, theirs: str) -> None:
    (difference,) = match_with(FLOOR, text).differences

    assert (difference.theirs, difference.ours) == (theirs, "At least 80 people")


@pytest.mark.parametrize(
    ("number", "slots"),
    [
        ("Fewer than 165", OTHER),
        ("Under 160", OTHER),
        ("More than 175", REMARKED),
        ("At least 171", set()),
        ("More than 170", set()),
        ("No more than 171", set()),
        ("Fewer than 200", set()),
    ],
)
def test_bound_is_held_against_the_count_of_an_event(number: str, slots: set[tuple[Slot, Weight]]) -> None:
    match = match_with(STRIKE, SAID.format(number))

    assert {(one.slot, one.weight) for one in match.differences} == slots


@pytest.mark.parametrize(
    ("part", "slots"),
    [
        ("three of them were monks", set()),
        ("three monks were among them", set()),
        ("13 of them were monks", OTHER),
        ("two of them monks", OTHER),
        ("at least two of them were monks", set()),
        ("nine of them were women", set()),
        ("three of them elderly", set()),
        ("three of them monks and 26 laypeople", set()),
        ("two of them senior monks", set()),
        ("including two monks burned beyond recognition", set()),
        ("two monks died later in hospital", set()),
        ("13 of them senior monks", OTHER),
    ],
)
def test_part_is_held_against_our_own_part(part: str, slots: set[tuple[Slot, Weight]]) -> None:
    assert told(MONKS, f"The army killed 29 people in Pazigyi, and {part}.") == slots


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 29 people in Pazigyi.",
        "The army killed 29 people, three of them monks and nine of them women, in Pazigyi.",
    ],
)
def test_other_parts_beside_ours_differ_in_nothing(text: str) -> None:
    assert told(MONKS, text) == set()


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("26 civilians and three monks were killed in Pazigyi.", set()),
        ("The army killed three monks and 26 others in Pazigyi.", set()),
        ("36 civilians and three monks were killed in Pazigyi.", OTHER),
        ("26 people, including three monks, were killed in Pazigyi.", OTHER),
        ("Three civilians and 26 monks were killed in Pazigyi.", OTHER),
    ],
)
def test_listed_parts_are_summed(text: str, slots: set[tuple[Slot, Weight]]) -> None:
    assert told(MONKS, text) == slots


def test_number_without_a_word_for_whom_is_none_of_our_parts() -> None:
    match = match_with(MONKS, "29 people, including three Save the Children staff, were killed in Pazigyi.")

    assert not match.differences


def test_group_is_held_against_its_own_figure() -> None:
    children = Figure(Measure.KILLED, "children", 40)
    event = replace(STRIKE, figures=(*STRIKE.figures, children))

    assert not match_with(event, "The strike on Pazigyi killed 171 people, 40 of them children.").differences
    (difference,) = match_with(
        event, "The strike on Pazigyi killed 171 people, 90 of them children."
    ).differences
    assert (difference.slot, difference.weight) == (Slot.NUMBER, Weight.CONFLICT)


@pytest.mark.parametrize(
    ("said", "differs"),
    [("149 civilians and 22 fighters", False), ("22 civilians and 149 fighters", True)],
)
def test_parts_that_are_swapped_sum_up_to_nothing(said: str, differs: bool) -> None:
    parts = (Figure(Measure.KILLED, "civilians", 149), Figure(Measure.KILLED, "fighters", 22))
    event = replace(STRIKE, figures=(*STRIKE.figures, *parts))

    assert bool(match_with(event, f"The strike on Pazigyi killed {said}.").differences) is differs
