"""Who says it, held against whoever said what we have."""

import pytest

from bot.claims.claim import NameKind
from bot.claims.names import Name, Names
from bot.claims.read import read_claim
from bot.library.statement import Statement
from bot.matching.compared import Compared
from bot.matching.places import compare_places
from bot.matching.profile import profile_of
from bot.matching.speaker import compare_speaker
from bot.matching.vocabulary import load_vocabulary
from tests.records import DESK

KNOWN = Names(
    (
        Name("myanmar", NameKind.PLACE, "Myanmar"),
        Name("china", NameKind.PLACE, "China"),
        Name("viet-nam", NameKind.PLACE, "Viet Nam"),
        Name("pazigyi", NameKind.PLACE, "Pazigyi", parent="myanmar"),
        Name("un", NameKind.ACTOR, "United Nations", ("UN",)),
        Name("unsc", NameKind.ACTOR, "UN Security Council", ("Security Council",), parent="un"),
        Name("mizzima", NameKind.SOURCE, "Mizzima", is_outlet=True),
    )
)
EMBASSY = Statement(
    id="embassy",
    text="The French embassy condemned the bombing of Pazigyi.",
    verdict=None,
    reason="",
    filing=DESK,
    places=("pazigyi",),
)
COUNCIL = Statement(
    id="council",
    text="The UN Security Council condemned the execution of four activists.",
    verdict=None,
    reason="",
    filing=DESK,
    said_by="unsc",
    places=("myanmar",),
    actors=("unsc",),
)


def heard(record: Statement, text: str) -> Compared:
    profile = profile_of(record, KNOWN, load_vocabulary())
    return compare_speaker(read_claim(text, KNOWN), profile, KNOWN)


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("Japan condemned the bombing of Pazigyi.", "Japan"),
        ("Viet Nam condemned the bombing of Pazigyi.", "Viet Nam"),
        ("The German embassy condemned the bombing of Pazigyi.", "German embassy"),
        ("The German ambassador condemned the bombing of Pazigyi.", "The German ambassador"),
        ("The US embassy condemned the bombing of Pazigyi.", "US embassy"),
        ("The European Union condemned the bombing of Pazigyi.", "European Union"),
        ("The bombing of Pazigyi was condemned by Japan.", "Japan"),
        ("The bombing of Pazigyi was condemned by the British embassy.", "British embassy"),
    ],
)
def test_another_speaker_is_another_statement(text: str, theirs: str) -> None:
    assert [(one.theirs, one.ours) for one in heard(EMBASSY, text).differences] == [
        (theirs, "French embassy")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the bombing of Pazigyi.",
        "The embassy of France condemned the bombing of Pazigyi.",
        "The French ambassador condemned the bombing of Pazigyi.",
        "Paris condemned the bombing of Pazigyi.",
        "France's embassy in Myanmar condemned the bombing of Pazigyi.",
        "The US, the EU and France condemned the bombing of Pazigyi.",
        "Mizzima reports that the French embassy condemned the bombing of Pazigyi.",
        "The bombing of Pazigyi was condemned by the French embassy.",
        "A foreign embassy condemned the bombing of Pazigyi.",
    ],
)
def test_the_same_speaker_in_other_words_is_ours(text: str) -> None:
    assert not heard(EMBASSY, text).differences


@pytest.mark.parametrize(
    "text",
    [
        "The UN General Assembly condemned the execution of four activists.",
        "The UN Secretary-General condemned the execution of four activists.",
        "The execution of four activists was condemned by the UN General Assembly.",
        "The United Nations Children's Fund condemned the execution of four activists.",
        "China condemned the execution of four activists.",
        "Viet Nam condemned the execution of four activists.",
    ],
)
def test_another_body_of_the_same_is_another_speaker(text: str) -> None:
    assert heard(COUNCIL, text).differences


@pytest.mark.parametrize(
    "text",
    [
        "The UN condemned the execution of four activists.",
        "The Security Council condemned the execution of four activists.",
        "The United Nations' Security Council condemned the execution of four activists.",
        "UN diplomats condemned the execution of four activists.",
        "The UN’s Security Council condemned the execution of four activists.",
    ],
)
def test_the_whole_may_speak_for_its_part(text: str) -> None:
    assert not heard(COUNCIL, text).differences


@pytest.mark.parametrize("country", ["China", "Viet Nam"])
def test_a_country_that_speaks_is_no_place(country: str) -> None:
    profile = profile_of(COUNCIL, KNOWN, load_vocabulary())
    claim = read_claim(f"{country} condemned the execution of four activists in Myanmar.", KNOWN)

    assert not compare_places(claim, profile, KNOWN).differences
