"""What a claim says besides, of which a record has nothing, is told as not checked."""

from datetime import date

import pytest

from tests.matching.asking import ask

STRIKE = "The military bombed a gathering in Pazigyi on 11 April 2023"


def unchecked_in(text: str) -> list[str]:
    found = ask(text, date(2023, 4, 12)).not_checked
    return [dict(note.values)["text"] for note in found if note.key == "not_checked.part"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{STRIKE} and villagers fled to the hills.", ["villagers fled to the hills"]),
        (f"{STRIKE}, killing 171 people, but the soldiers were arrested.", ["the soldiers were arrested"]),
        (f"{STRIKE} and two monasteries were looted, killing 171.", ["two monasteries were looted"]),
        ("The deadliest air strike since the coup hit Pazigyi on 11 April 2023.", ["deadliest air strike"]),
        (f"It was the most brutal attack in years: {STRIKE}.", ["most brutal attack"]),
    ],
)
def test_what_a_record_has_nothing_of_is_told(text: str, told: list[str]) -> None:
    assert unchecked_in(text) == told


@pytest.mark.parametrize(
    "text",
    [
        f"{STRIKE} and killed 171 people.",
        f"{STRIKE} and at least 171 people were killed.",
        f"{STRIKE} and residents said that 171 people died.",
        f"{STRIKE} and the village was bombed again.",
        f"{STRIKE} and Kanbalu.",
        f"{STRIKE} and more than 170 people lost their lives.",
        f"{STRIKE} and a total of 171 people were left dead.",
        f"{STRIKE} and 171 people were blown apart.",
        f"{STRIKE}, killing 171, and they were innocent civilians.",
        f"{STRIKE}, killing 171, and nine of them were women.",
    ],
)
def test_what_a_record_has_is_not(text: str) -> None:
    assert unchecked_in(text) == []
