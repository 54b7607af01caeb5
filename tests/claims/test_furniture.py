import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.furniture import without_furniture
from bot.claims.normalise import normalise

LEAD_INS = [
    "Share this: ",
    "share this ",
    "Please share: ",
    "Please share this now! ",
    "Pls forward this to everyone: ",
    "Share and subscribe: ",
    "Subscribe to our channel ",
    "Follow us on Telegram: ",
    "Like our page: ",
    "Read more: ",
    "Read the full story: ",
    "See also ",
    "Related: ",
    "Related news: ",
    "More on this: ",
    "Click here: ",
    "Link in bio ",
    "Photo: ",
    "Photos by villagers: ",
    "Video credit: ",
    "Copyright ",
    "(c) ",
    "All rights reserved. ",
    "Forwarded from ",
    "Forwarded message ",
    "From the channel ",
    "Sent from my ",
    "By ",
    "Advertisement ",
    "Cookie policy ",
]


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Share this: an air strike on Pazigyi killed 1,700 people.", "an air strike on Pazigyi killed 1,700 people."),
        ("Please share this - 170 dead", "170 dead"),
        ("Please share with everyone you know: Pazigyi was bombed", "Pazigyi was bombed"),
        ("SHARE THIS SHARE THIS 170 dead", "170 dead"),
        ("Share: မြန်မာ", "မြန်မာ"),
        ("Related: Junta bombs village", "Junta bombs village"),
        ("Share this: soldiers burned down the whole village", "soldiers burned down the whole village"),
        ("Photo: junta jets bombed a village", "junta jets bombed a village"),
        ("Photos by villagers show 12 dead", "Photos by villagers show 12 dead"),
        ("Forwarded from Some Channel: 170 dead in Pazigyi", "Forwarded from Some Channel: 170 dead in Pazigyi"),
    ],
)  # fmt: skip
def test_claim_behind_furniture_stays(line: str, rest: str) -> None:
    assert without_furniture(line) == rest


@pytest.mark.parametrize(
    "line",
    [
        "Share this!",
        "Please share this with all your friends",
        "Follow us on Telegram and Facebook",
        "Like, share and subscribe",
        "Read more: other news",
        "Photo: AFP",
        "Photo courtesy of Khit Thit Media",
        "(c) 2023 Reuters. All rights reserved.",
        "Copyright 2021-2023 Myanmar Now",
        "Forwarded from Some Channel",
        "Sent from my iPhone",
        "By Some Body and Another Body",
        "Advertisement",
        "----------",
    ],
)
def test_furniture_goes(line: str) -> None:
    assert without_furniture(line) == ""


@given(
    st.sampled_from(LEAD_INS),
    st.sampled_from(["Pazigyi", "Naypyidaw", "Ko Aung", "AAPP"]),
    st.sampled_from([" ", " killed ", ": ", " lost up to "]),
    st.integers(10, 99_999),
    st.sampled_from(["", " people", " in May"]),
)
def test_number_and_name_are_never_dropped(
    lead_in: str, name: str, between: str, number: int, behind: str
) -> None:
    kept = normalise(f"The weather is fine.\n{lead_in}{name}{between}{number}{behind}")

    assert name in kept
    assert re.search(rf"(?<![0-9]){number}(?![0-9])", kept)


@given(st.lists(st.sampled_from([*LEAD_INS, "Pazigyi ", "12 ", "and ", "dead. "]), max_size=8).map("".join))
def test_stripping_ends_in_one_normalisation(line: str) -> None:
    once = normalise(f"170 dead\n{line}")

    assert normalise(once) == once
