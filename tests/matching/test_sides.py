"""On which side the dead stood, and what a text must say before it is held against that."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Involvement, Role
from bot.library.filing import Figure
from bot.matching.match import Slot
from tests.matching.asking import slots_with
from tests.records import STRIKE

CLASH = replace(
    STRIKE,
    title="Clash at Pazigyi",
    summary="",
    phrasings=(),
    kind=EventKind.CLASH,
    actors=(Involvement("junta", Role.PARTY), Involvement("pdf", Role.PARTY)),
    figures=(
        Figure(Measure.KILLED, "people", 30),
        Figure(Measure.KILLED, "civilians", 0),
        Figure(Measure.KILLED, "fighters", 30),
    ),
)


@pytest.mark.parametrize(
    "told",
    [
        "Thirty soldiers of the junta were killed at Pazigyi on 11 April 2023.",
        "The clash at Pazigyi on 11 April 2023 cost thirty local people their lives.",
        "The clash at Pazigyi on 11 April 2023 claimed 30 lives, all of them villagers.",
        "Thirty died at Pazigyi on 11 April 2023, all of them children.",
        "30 children were killed in the clash at Pazigyi on 11 April 2023.",
    ],
)
def test_dead_of_another_side_differ_in_unit(told: str) -> None:
    assert Slot.UNIT in slots_with(CLASH, told)


@pytest.mark.parametrize(
    "told",
    [
        "Thirty PDF soldiers were killed at Pazigyi on 11 April 2023.",
        "30 rebels were killed at Pazigyi on 11 April 2023.",
        "No civilians were killed in the clash at Pazigyi on 11 April 2023.",
        "Thirty combatants died in the clash at Pazigyi on 11 April 2023.",
        "30 members of the PDF were killed at Pazigyi on 11 April 2023.",
    ],
)
def test_dead_of_our_side_differ_in_nothing(told: str) -> None:
    assert slots_with(CLASH, told) == set()


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (STRIKE, "The military bombed Pazigyi just before 15 April 2023, killing 171."),
        (STRIKE, "171 dead in the air strike on Pazigyi, bodies counted on 14 April 2023."),
        (STRIKE, "On 11 April the military bombed Pazigyi, killing 171."),
        (STRIKE, "171 villagers were killed in Pazigyi on 11 April 2023 after the army came under attack."),
        (STRIKE, "The military bombed Pazigyi on the Pazigyi–Monywa road on 11 April 2023, killing 171."),
    ],
)
def test_what_proves_nothing_is_no_difference(record: Event, told: str) -> None:
    assert slots_with(record, told, date(2023, 4, 16)) == set()


BOMBED = replace(
    STRIKE,
    figures=(
        Figure(Measure.KILLED, "people", 171),
        Figure(Measure.KILLED, "civilians", 149),
        Figure(Measure.KILLED, "fighters", 19),
    ),
)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (BOMBED, "All 171 people killed in Pazigyi on 11 April 2023 were fighters."),
        (BOMBED, "The 171 people who were killed in Pazigyi on 11 April 2023 were in fact PDF rebels."),
        (BOMBED, "The 171 people killed in Pazigyi on 11 April 2023 were members of the PDF."),
        (BOMBED, "The 171 killed in Pazigyi were not civilians but soldiers."),
        (BOMBED, "Those killed in Pazigyi on 11 April 2023 were all fighters."),
        (BOMBED, "The victims of the air strike on the gathering in Pazigyi were armed terrorists."),
        (BOMBED, "The 171 people killed in Pazigyi, Kanbalu township, on 11 April 2023 were PDF fighters."),
        (BOMBED, "171 people, who were killed in Pazigyi on 11 April 2023, were PDF fighters."),
        (BOMBED, "171 people that the army killed in Pazigyi on 11 April 2023 were PDF fighters."),
        (BOMBED, "171 people killed when a jet bombed Pazigyi on 11 April 2023 were fighters."),
        (BOMBED, "171 people were killed in Pazigyi on 11 April 2023, and all the dead were rebels."),
        (BOMBED, "An air strike on 11 April 2023 killed 171 people, who were PDF fighters, in Pazigyi."),
        (BOMBED, "The 171 people killed in Pazigyi were rebels, but the attack was brutal."),
        (BOMBED, "The 171 people killed in Pazigyi were rebels, while the junta was celebrating."),
        (BOMBED, "171 people were killed in Pazigyi on 11 April 2023, and they were rebels."),
        (BOMBED, "Without any doubt, the 171 people killed in Pazigyi on 11 April 2023 were PDF fighters."),
        (BOMBED, "171 people killed in Pazigyi on 11 April 2023 were rebels and nobody else."),
        (BOMBED, "171 people killed in Pazigyi on 11 April 2023 were rebels, not civilians."),
        (BOMBED, "The dead of Pazigyi had been PDF fighters."),
        (BOMBED, "Those killed in Pazigyi turned out to be fighters of the PDF."),
        (CLASH, "The thirty people killed at Pazigyi on 11 April 2023 were villagers."),
        (CLASH, "All the dead of the clash at Pazigyi were civilians."),
    ],
)  # fmt: skip
def test_the_dead_are_said_to_have_been_others(record: Event, told: str) -> None:
    assert Slot.UNIT in slots_with(record, told)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (BOMBED, "The 171 people killed in Pazigyi on 11 April 2023 were villagers."),
        (BOMBED, "The 171 people killed in Pazigyi on 11 April 2023 were buried by fighters the next day."),
        (BOMBED, "The 171 people killed in Pazigyi on 11 April 2023 were bombed while rebels opened an office."),
        (BOMBED, "Of the 171 people killed in Pazigyi, 19 were fighters."),
        (BOMBED, "The 171 dead of Pazigyi had been bombed by soldiers."),
        (BOMBED, "The dead of Pazigyi were civilians."),
        (BOMBED, "171 people died in Pazigyi on 11 April 2023, where the attackers were junta soldiers."),
        (BOMBED, "171 people were killed in Pazigyi near the base, and the perpetrators were soldiers."),
        (BOMBED, "A jet killed 171 people in Pazigyi on 11 April 2023, the pilots were soldiers."),
        (BOMBED, "At least 171 people were killed in Pazigyi, many of whom were women and children."),
        (BOMBED, "171 people were killed in Pazigyi on 11 April 2023 and most of the dead were civilians."),
        (BOMBED, "171 people were killed in Pazigyi, while the army says they were rebels."),
        (BOMBED, "It is not true that all the dead in Pazigyi were rebels."),
        (BOMBED, "Reports that all the dead of the air strike on Pazigyi were rebels are false."),
        (BOMBED, "Residents deny that those killed in Pazigyi were rebels."),
        (BOMBED, "All those killed in the air strike on Pazigyi were rebels, but residents say they were villagers."),
        (BOMBED, "171 people killed in Pazigyi on 11 April 2023 were rebels, but residents say they were villagers."),
        (BOMBED, "171 people were killed in Pazigyi by soldiers, and they were soldiers from Kanbalu."),
        (BOMBED, "171 people were killed in Pazigyi, and the families of the dead were soldiers."),
        (BOMBED, "Junta troops killed 171 people in Pazigyi, and they were soldiers of Light Infantry."),
        (BOMBED, "The 171 people killed in Pazigyi were rebels, though most were civilians."),
        (BOMBED, "Nobody says that the 171 people killed in Pazigyi were rebels."),
        (BOMBED, "There is no proof that the 171 people killed in Pazigyi were rebels."),
        (BOMBED, "171 people were killed in Pazigyi on 11 April 2023, Kanbalu residents said, and the pilots were soldiers."),
        (BOMBED, "Those killed in Pazigyi were not rebels."),
        (CLASH, "The thirty people killed at Pazigyi on 11 April 2023 were PDF fighters."),
        (CLASH, "Those killed at Pazigyi were rebels."),
    ],
)  # fmt: skip
def test_the_dead_are_said_to_have_been_who_they_were(record: Event, told: str) -> None:
    assert Slot.UNIT not in slots_with(record, told)
