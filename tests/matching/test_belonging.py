"""Whose staff, office, people, side and channels they are: another owner makes it another matter."""

from dataclasses import replace

import pytest

from bot.claims.interval import Interval
from bot.library.event import Event, EventKind, Location
from bot.library.statement import Statement, Verdict
from bot.matching.match import Slot
from tests.matching.asking import match_with, slots_with
from tests.records import DESK, RAID, STRIKE

OFFICE = replace(RAID, title="Raid on the office of Myanmar Now", actors=())
STAFF = Statement(
    id="staff",
    text="Two staff members of Save the Children are among the dead of Pazigyi.",
    verdict=Verdict.TRUE,
    reason="Confirmed.",
    filing=DESK,
    places=("pazigyi",),
)
BORDER = Statement(
    id="border",
    text="Pro-junta militia killed two Indian men on the Myanmar side of the border.",
    verdict=Verdict.TRUE,
    reason="Confirmed.",
    filing=DESK,
)
LISTED = Event(
    id="listed",
    title="Detentions in Mandalay after pro-military Telegram channels named people",
    kind=EventKind.ARREST,
    when=Interval.of_day(STRIKE.when.first),
    where=Location("mandalay", "Mandalay"),
    filing=DESK,
)


@pytest.mark.parametrize(
    "text",
    [
        "The office of The Irrawaddy was raided on 8 March 2021.",
        "Mizzima's Mandalay office was raided on 8 March 2021.",
        "The Irrawaddy was raided in Mandalay on 8 March 2021.",
        "On 8 March 2021 the newsroom of the outlet 7Day News in Mandalay was raided.",
        "The headquarters of the NUG were raided on 8 March 2021.",
        "The Irrawaddy and Mizzima offices were raided on 8 March 2021.",
    ],
)
def test_office_of_another_is_another_matter(text: str) -> None:
    assert Slot.ACTOR in slots_with(OFFICE, text)


@pytest.mark.parametrize(
    "text",
    [
        "The newsroom of the independent outlet Myanmar Now was searched on 8 March 2021.",
        "Myanmar Now's Mandalay office was raided on 8 March 2021.",
        "The office of a news outlet was raided on 8 March 2021, Reuters reported.",
        "Reuters reported that the office of Myanmar Now was raided on 8 March 2021.",
        "The offices of Myanmar Now and The Irrawaddy were raided on 8 March 2021.",
        "Offices were raided on 8 March 2021, that of Myanmar Now among them.",
        "The raid of 8 March 2021 on Myanmar Now was filmed by staff of The Irrawaddy.",
        "Myanmar Now and Mizzima offices were raided on 8 March 2021.",
        "The Irrawaddy, Myanmar Now and Mizzima offices were raided on 8 March 2021.",
        "The offices of The Irrawaddy and Myanmar Now were raided on 8 March 2021.",
        "The office of Myanmar Now News Agency was raided on 8 March 2021.",
        "The office of MyanmarNow was raided on 8 March 2021.",
        "The editor's newsroom, Myanmar Now, was raided on 8 March 2021.",
        "Swe Win's newsroom, Myanmar Now, was raided on 8 March 2021.",
    ],
)
def test_our_office_in_other_words_differs_in_nothing(text: str) -> None:
    assert slots_with(OFFICE, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Two staff members of UNICEF are among the dead of Pazigyi.",
        "Two staff of the Red Cross are among the dead of Pazigyi.",
        "Two Oxfam staff are among the dead of Pazigyi.",
        "UNICEF lost two staff members in Pazigyi.",
        "Two people who worked for the UN, staff of UNICEF, are among the dead of Pazigyi.",
    ],
)
def test_staff_of_another_are_other_staff(text: str) -> None:
    assert Slot.ACTOR in slots_with(STAFF, text)


@pytest.mark.parametrize(
    "text",
    [
        "Save the Children lost two staff members in Pazigyi.",
        "Two workers of the aid group Save the Children are among the dead of Pazigyi.",
        "Two staff members of an aid group are among the dead of Pazigyi.",
        "Staff of Save the Children, two of them, are among the dead of Pazigyi, UNICEF says.",
        "Two staff members from Sagaing are among the dead of Pazigyi.",
        "Two staff members of Save the Children International are among the dead of Pazigyi.",
        "Two STC staff members are among the dead of Pazigyi.",
        "Two staff members of an NGO are among the dead of Pazigyi.",
        "Save the Children and NRC staff are among the dead of Pazigyi.",
        "Two Save the Children and World Vision workers are among the dead of Pazigyi.",
    ],
)
def test_our_staff_in_other_words_are_ours(text: str) -> None:
    assert slots_with(STAFF, text) == set()


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Pro-junta militia shot two Indian men on the Indian side of the border.", Slot.PLACE),
        ("Pro-junta militia killed two Indian men on Indian soil.", Slot.PLACE),
        ("Pro-junta militia killed two Thai tourists on the Myanmar side of the border.", Slot.ACTOR),
        ("Pro-junta militia killed two men from China on the Myanmar side.", Slot.ACTOR),
        ("Two Chinese were killed by pro-junta militia on the Myanmar side.", Slot.ACTOR),
        ("Anti-junta militia killed two Indian men on the Myanmar side of the border.", Slot.ACTOR),
    ],
)
def test_another_nation_or_side_is_named(text: str, slot: Slot) -> None:
    assert slot in slots_with(BORDER, text)


@pytest.mark.parametrize(
    "text",
    [
        "Pro-junta militia killed two Indians on the Myanmar side of the border with India.",
        "Two men from India were killed by pro-junta militia on the Myanmar side of the border.",
        "Pro-military militia killed two Indian citizens on the Burmese side of the border.",
        "Two men were killed by pro-junta militia on the Myanmar side of the border.",
        "Pro-junta militia killed two Indian men on the Myanmar side, Chinese media reported.",
        "Two men from the Indian side of the border were killed by pro-junta militia.",
        "Residents on the Indian side of the border said pro-junta militia killed two Indian men.",
    ],
)
def test_our_nation_and_side_differ_in_nothing(text: str) -> None:
    assert slots_with(BORDER, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "People were detained in Mandalay after the NUG named them on Telegram.",
        "People were detained in Mandalay after resistance fighters published their names on Telegram.",
        "People were detained in Mandalay after anti-junta Telegram channels named them.",
        "People named by PDF channels were detained in Mandalay.",
        "People were detained in Mandalay after channels close to the NUG had named them.",
    ],
)
def test_channels_of_the_other_side_are_others(text: str) -> None:
    assert Slot.ACTOR in slots_with(LISTED, text)


@pytest.mark.parametrize(
    "text",
    [
        "People were detained in Mandalay after pro-junta Telegram accounts published their names.",
        "People were detained in Mandalay after Telegram channels named them as supporters of the PDF.",
        "PDF supporters named by pro-military channels were detained in Mandalay.",
        "People were detained in Mandalay after channels close to the army had named them.",
        "The channels named people who were detained in Mandalay.",
        "People were detained in Mandalay for what they wrote about the NUG on Telegram.",
        "People were detained in Mandalay, according to a list published by the NUG.",
        "People were detained in Mandalay for sending money to accounts of the resistance.",
        "People were detained in Mandalay for following NUG Facebook pages.",
        "People were detained in Mandalay after being denounced by PDF defectors.",
    ],
)
def test_channels_of_our_side_differ_in_nothing(text: str) -> None:
    assert slots_with(LISTED, text) == set()


def test_owners_are_shown_as_they_are_named() -> None:
    found = match_with(
        BORDER, "Pro-junta militia killed two Thai tourists on the Myanmar side of the border."
    )

    assert [(one.theirs, one.ours) for one in found.differences] == [("Thai", "Indian")]


def test_village_that_was_raided_owns_nothing() -> None:
    raid = replace(OFFICE, title="Air raid on Yay Myat, Ye-U township")

    assert Slot.ACTOR not in slots_with(raid, "The office of Mizzima was raided on 8 March 2021.")
