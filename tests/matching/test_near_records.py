"""Differences that hide in how a thing is said: where a village lies, who lived, on which day it was told."""

import pytest

from bot.matching.match import Slot, Weight
from tests.matching.asking import match_with, slots_with
from tests.records import STRIKE


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("On 11 April 2023 the military killed 171 people in Pazigyi in Kachin State.", Slot.PLACE),
        ("On 11 April 2023 the military killed 171 people in Pazigyi, Monywa township.", Slot.PLACE),
        ("All 171 villagers of Pazigyi survived the air strike of 11 April 2023.", Slot.NEGATION),
        ("The villagers of Pazigyi escaped death in the air strike of 11 April 2023.", Slot.NEGATION),
        ("It isn't true: the military killed 171 people in Pazigyi on 11 April 2023.", Slot.NEGATION),
        ("171 people fled the air strike on Pazigyi of 11 April 2023.", Slot.UNIT),
        ("171 people needed treatment after the air strike on Pazigyi of 11 April 2023.", Slot.UNIT),
        ("Not 171 but 17 people were killed in the air strike on Pazigyi on 11 April 2023.", Slot.NUMBER),
        ("Up to 300 people were killed in the air strike on Pazigyi on 11 April 2023.", Slot.NUMBER),
        ("171 villagers were captured in the air strike on Pazigyi of 11 April 2023.", Slot.UNIT),
        ("171 cattle were killed in the air strike on Pazigyi of 11 April 2023.", Slot.UNIT),
        ("The air strike of 11 April 2023 on Pazigyi cost the village 717 people.", Slot.NUMBER),
        ("Air strike on Pazigyi, 11 April 2023. People dead: 17.", Slot.NUMBER),
        ("On 11 April 2023 jets from the KIA killed 171 people in Pazigyi.", Slot.ACTOR),
        ("On 11 April 2023 the police were bombed in Pazigyi, 171 people were killed.", Slot.ROLE),
        ("Pazigyi, 11 April 2023: the 171 people said to have been killed are alive.", Slot.NEGATION),
        ("On 11 April 2023 the military bombed Pazigyi and did not hit it.", Slot.NEGATION),
        ("On 11 April 2023 the military killed 171 people in a monastery of Bamauk township.", Slot.PLACE),
        ("171 junta soldiers were killed in Pazigyi on 11 April 2023.", Slot.UNIT),
        ("On 11 April 2023 Chinese artillery killed 171 people in Pazigyi.", Slot.ACTOR),
        ("The people of Pazigyi bombed on 11 April 2023 got home alive.", Slot.NEGATION),
        ("On 11 April 2023 the military bombed Pazigyi, unable to kill a single person.", Slot.NEGATION),
        ("On 11 April 2023 Russian pilots killed 171 people in Pazigyi.", Slot.ACTOR),
    ],
)
def test_hidden_difference_is_found(text: str, slot: Slot) -> None:
    assert slot in slots_with(STRIKE, text)


@pytest.mark.parametrize(
    "text",
    [
        "The air strike of 11 April 2023 killed 171 people in Pazigyi village of Kanbalu township.",
        "The military killed 171 people in Pazigyi on 11 April 2023, an official in Naypyidaw did not answer.",
        "Not one of the 171 people killed in Pazigyi on 11 April 2023 was armed.",
        "The air strike on Pazigyi killed 171 people, reports of 14 April 2023 say.",
        "In Pazigyi in Sagaing the military killed 171 people on 11 April 2023.",
        "On 11 April 2023 the army bombed, then killed, 171 people in Pazigyi.",
        "On 11 April 2023 the military bombed Pazigyi. 171 never came back from there.",
        "The military killed as many as 171 people in Pazigyi on 11 April 2023.",
    ],
)
def test_harmless_circumstance_differs_in_nothing(text: str) -> None:
    assert slots_with(STRIKE, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A ground attack on Pazigyi killed 171 people on 11 April 2023.",
        "171 people were killed by shelling in Pazigyi on 11 April 2023.",
        "Soldiers shot 171 people dead in Pazigyi on 11 April 2023.",
    ],
)
def test_other_means_are_a_difference_of_wording(text: str) -> None:
    found = match_with(STRIKE, text).differences
    assert [(one.slot, one.weight) for one in found] == [(Slot.WORDING, Weight.REMARK)]


@pytest.mark.parametrize(
    "text",
    [
        "Jets and helicopters shot 171 people in Pazigyi on 11 April 2023.",
        "An attack on Pazigyi killed 171 people on 11 April 2023.",
        "Planes levelled Pazigyi to the ground on 11 April 2023, 171 people were killed.",
    ],
)
def test_the_same_means_are_none(text: str) -> None:
    assert slots_with(STRIKE, text) == set()
