"""Each slot in which a claim can differ from a record, and what must not be taken for a difference."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.quantity import Measure
from bot.matching.match import Slot, Weight
from tests.matching.asking import match_with, slots_with
from tests.records import GARBLED, KILLED, STRIKE

SAME = "The military bombed a gathering in Pazigyi on 11 April 2023 and killed 171 people."


@pytest.mark.parametrize(
    "text",
    [
        SAME,
        "Jets of the air force struck a crowd in Pazigyi village, Sagaing, on April 11, 2023, killing about 170 people.",
        "At least 165 people were killed in an air strike on Pazigyi in April 2023.",
        "Between 160 and 180 people died when the army bombed Pa Zi Gyi.",
        "More than 100 people were killed in the Pazigyi air strike.",
        "More than a hundred people were killed in the bombing of Pazigyi.",
        "An air strike hit Kanbalu township on 11 April 2023.",
        "No warning was given before the strike on Pazigyi killed 171 people.",
        "Not only villagers but guests were bombed in Pazigyi on 11 April 2023.",
        "It was not the PDF that bombed Pazigyi on 11 April 2023.",
        "Nobody was punished for the air strike on Pazigyi of 11 April 2023.",
        "The army has never been held to account for the air strike on Pazigyi, in which 171 people died.",
        "The army was not blamed for the air strike on Pazigyi.",
        "Villagers did not blame the PDF for the air strike on Pazigyi.",
        "Two teachers were killed in the air strike on Pazigyi on 11 April 2023.",
        "The air strike on Pazigyi killed 171 people, including 100 civilians burned beyond recognition.",
    ],
)
def test_faithful_wording_differs_in_nothing(text: str) -> None:
    assert slots_with(STRIKE, text) == set()


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The military bombed a gathering in Pazigyi on 11 April 2023 and killed 1,710 people.", Slot.NUMBER),
        ("The military bombed a gathering in Pazigyi on 11 April 2023 and killed 17 people.", Slot.NUMBER),
        ("At least 1,710 people were killed in an air strike on Pazigyi.", Slot.NUMBER),
        ("Up to 20 people were killed in an air strike on Pazigyi.", Slot.NUMBER),
        ("Thousands of people were killed in an air strike on Pazigyi.", Slot.NUMBER),
        ("The military bombed a gathering in Pazigyi on 11 April 2023 and injured 171 people.", Slot.UNIT),
        ("On 11 April 2023 the military killed 17 farmers in Pazigyi.", Slot.NUMBER),
        ("On 11 April 2023 the military killed 20 villagers in Pazigyi.", Slot.NUMBER),
        ("The military bombed a gathering in Mandalay on 11 April 2023 and killed 171 people.", Slot.PLACE),
        ("The military bombed a gathering in Monywa on 11 April 2023 and killed 171 people.", Slot.PLACE),
        (
            "The military bombed a gathering in Monywa, Sagaing, on 11 April 2023 and killed 171 people.",
            Slot.PLACE,
        ),
        ("The military bombed a gathering in Kharkiv on 11 April 2023 and killed 171 people.", Slot.PLACE),
        ("The military bombed a gathering in Pazigyi on 11 April 2022 and killed 171 people.", Slot.DATE),
        ("The military bombed a gathering in Pazigyi on 20 April 2023 and killed 171 people.", Slot.DATE),
        ("The PDF bombed a gathering in Pazigyi on 11 April 2023 and killed 171 people.", Slot.ROLE),
        ("171 people were killed in Pazigyi by resistance fighters of the PDF on 11 April 2023.", Slot.ROLE),
        ("Nobody was killed in Pazigyi, there was no air strike on 11 April 2023.", Slot.NEGATION),
        ("The military did not bomb the gathering in Pazigyi on 11 April 2023.", Slot.NEGATION),
        ("It was not the military that bombed Pazigyi on 11 April 2023.", Slot.NEGATION),
        ("Jets bombed the gathering in Pazigyi on 11 April 2023, but everyone there lived.", Slot.NEGATION),
        ("The air strike on Pazigyi on 11 April 2023 never happened.", Slot.NEGATION),
    ],
)
def test_altered_wording_differs_in_its_slot(text: str, slot: Slot) -> None:
    match = match_with(STRIKE, text)

    assert slot in {
        difference.slot for difference in match.differences if difference.weight is Weight.CONFLICT
    }


def test_low_bound_is_true_but_remarked() -> None:
    match = match_with(STRIKE, "At least 50 people were killed in an air strike on Pazigyi.")

    assert [(one.slot, one.weight) for one in match.differences] == [(Slot.NUMBER, Weight.REMARK)]


def test_charged_is_not_accused() -> None:
    assert slots_with(GARBLED, "The United Nations accused the military of breaking the laws of war") == {
        Slot.WORDING
    }


def test_text_older_than_the_event_differs_in_date() -> None:
    text = "The military bombed a gathering in Pazigyi and killed 171 people."

    assert slots_with(STRIKE, text, date(2023, 3, 1)) == {Slot.DATE}


TOTAL = "{} people have been killed by the junta since the coup, according to AAPP."


@pytest.mark.parametrize(
    ("number", "published", "slots"),
    [
        ("4,192", date(2023, 11, 20), set()),
        ("4,192", date(2023, 11, 25), set()),
        ("at least 4,468", date(2024, 1, 31), set()),
        ("nearly 6,000", date(2024, 11, 22), set()),
        ("6,100", date(2024, 12, 20), set()),
        ("5,143", None, {Slot.AS_OF}),
        ("5,982", None, set()),
        ("4,192", date(2026, 11, 22), {Slot.AS_OF}),
        ("5,982", date(2023, 1, 5), {Slot.AS_OF}),
        ("44,680", date(2024, 1, 31), {Slot.NUMBER}),
        ("44,680", None, {Slot.NUMBER}),
        ("41,920", date(2023, 11, 20), {Slot.NUMBER}),
        ("about 2,700", date(2021, 12, 1), {Slot.AS_OF}),
        ("more than 2,700", date(2021, 12, 1), {Slot.AS_OF}),
        ("1,100", date(2021, 12, 1), {Slot.AS_OF}),
        ("about 2,600", date(2022, 12, 20), set()),
        ("7,500", date(2025, 6, 1), {Slot.AS_OF}),
        ("9,500", None, {Slot.AS_OF}),
        ("fewer than 5,982", date(2024, 11, 22), {Slot.NUMBER}),
        ("fewer than 5,900", date(2024, 11, 24), {Slot.NUMBER}),
        ("fewer than 7,000", date(2024, 12, 20), set()),
        ("no more than 5,982", date(2024, 11, 22), set()),
        ("more than 5,900", date(2024, 11, 22), set()),
    ],
)
def test_total_is_compared_at_its_date(number: str, published: date | None, slots: set[Slot]) -> None:
    assert slots_with(KILLED, TOTAL.format(number), published) == slots


@pytest.mark.parametrize(
    ("number", "published", "weight"),
    [
        ("about 2,700", date(2021, 12, 1), Weight.CONFLICT),  # our figure, a year before it was reached
        ("about 2,700", date(2022, 11, 28), Weight.REMARK),  # a few weeks before, and round
        ("more than 2,600", date(2022, 11, 1), Weight.REMARK),
        ("nearly 2,700", date(2022, 7, 1), Weight.REMARK),
        ("1,100", date(2021, 12, 1), Weight.REMARK),
        ("7,500", date(2025, 6, 1), Weight.REMARK),
    ],
)
def test_figure_of_no_time_of_ours_contradicts_only_what_we_know(
    number: str, published: date, weight: Weight
) -> None:
    (difference,) = match_with(KILLED, TOTAL.format(number), published).differences

    assert difference.weight is weight


@pytest.mark.parametrize(
    ("published", "weight"), [(date(2024, 12, 1), Weight.REMARK), (date(2024, 11, 22), Weight.CONFLICT)]
)
def test_those_who_are_held_may_have_become_fewer(published: date, weight: Weight) -> None:
    held = replace(KILLED, measure=Measure.DETAINED)
    text = "Fewer than 5,982 people remain detained since the coup, according to AAPP."
    (difference,) = match_with(held, text, published).differences

    assert difference.weight is weight


def test_single_figure_may_have_grown_since() -> None:
    once = replace(KILLED, points=KILLED.points[-1:])

    assert slots_with(once, TOTAL.format("7,000"), date(2025, 6, 1)) == {Slot.AS_OF}
    assert slots_with(once, TOTAL.format("7,000"), date(2024, 12, 20)) == {Slot.NUMBER}
    assert slots_with(once, TOTAL.format("59,820"), date(2025, 6, 1)) == {Slot.NUMBER}


def test_date_in_the_text_decides_over_publication() -> None:
    text = "As of 20 November 2023, 4,192 people had been killed by the junta since the coup."

    assert slots_with(KILLED, text, date(2026, 11, 22)) == set()


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("AAPP counts 4,192 people killed by the junta since it took power in February 2021.", {Slot.AS_OF}),
        ("On 20 November 2023 AAPP put those killed by the junta at 5,982.", {Slot.AS_OF}),
        ("From 1 February 2021 to 20 November 2023 the junta killed 4,192 people, AAPP says.", set()),
    ],
)
def test_total_is_known_however_its_time_is_said(text: str, slots: set[Slot]) -> None:
    assert slots_with(KILLED, text, date(2024, 11, 22)) == slots


def test_civilians_are_remarked_where_people_are_counted() -> None:
    match = match_with(
        KILLED, "4,192 civilians have been killed by the junta since the coup.", date(2023, 11, 20)
    )

    assert [(one.slot, one.weight) for one in match.differences] == [(Slot.UNIT, Weight.REMARK)]


def test_children_are_not_people() -> None:
    match = match_with(
        KILLED, "4,192 children have been killed by the junta since the coup.", date(2023, 11, 20)
    )

    assert [(one.slot, one.weight) for one in match.differences] == [(Slot.UNIT, Weight.CONFLICT)]


def test_another_counter_differs_in_actor() -> None:
    text = "4,192 people have been killed by the junta since the coup, according to OHCHR."

    assert slots_with(KILLED, text, date(2023, 11, 20)) == {Slot.ACTOR}
