"""Who did it to whom, held against a record that says so, one that only names both sides, and a statement about an event."""

from dataclasses import replace

import pytest

from bot.claims.read import read_claim
from bot.library.event import Event, EventKind, Involvement, Role
from bot.library.statement import Statement
from bot.matching.compared import Compared
from bot.matching.features import words_of
from bot.matching.match import Difference, Slot
from bot.matching.profile import profile_of
from bot.matching.rank import compare
from bot.matching.vocabulary import load_vocabulary
from tests.matching.asking import desk
from tests.records import DESK, NAMES, STRIKE

BLAST = replace(
    STRIKE,
    title="Bomb blast at the railway station of Pazigyi",
    kind=EventKind.EXPLOSION,
    actors=(Involvement("junta", Role.PARTY), Involvement("pdf", Role.PARTY)),
    phrasings=(),
)
OPINION = Statement(
    id="opinion", text="The air strike on Pazigyi was a war crime.", verdict=None, reason="", filing=DESK
)


def compared(record: Event | Statement, text: str) -> list[Compared]:
    claim = read_claim(text, NAMES)
    about = () if isinstance(record, Event) else (STRIKE,)
    profile = profile_of(record, NAMES, load_vocabulary(), about)
    return list(compare(claim, words_of(claim, desk()), profile, desk()).values())


def differences(record: Event | Statement, text: str) -> list[Difference]:
    return [difference for one in compared(record, text) for difference in one.differences]


def unchecked(record: Event, text: str) -> set[str]:
    return {said.key for one in compared(record, text) for said in one.unchecked}


@pytest.mark.parametrize(
    "text",
    [
        "The PDF set off the bomb at the railway station of Pazigyi.",
        "The military bombed the railway station of Pazigyi.",
        "The bomb at the railway station of Pazigyi was the work of the PDF.",
        "People died by a bomb planted by the army in Pazigyi.",
        "The army was behind the bomb blast at the railway station of Pazigyi.",
    ],
)
def test_doer_whom_our_record_does_not_have_is_not_checked(text: str) -> None:
    assert "not_checked.who_did_it" in unchecked(BLAST, text)
    assert not differences(BLAST, text)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (BLAST, "A bomb went off at the railway station of Pazigyi."),
        (BLAST, "People were killed by a bomb at the railway station of Pazigyi."),
        (BLAST, "The police said a bomb blast at the railway station of Pazigyi killed three people."),
        (BLAST, "Soldiers arrested people after a bomb blast at the railway station of Pazigyi."),
        (BLAST, "Troops opened fire after the bomb blast at the railway station of Pazigyi."),
        (STRIKE, "The military bombed a gathering in Pazigyi."),
        (replace(BLAST, kind=EventKind.CLASH), "The PDF attacked the military in Pazigyi."),
        (replace(BLAST, phrasings=("A PDF bomb at the station",)), "The PDF bombed the station of Pazigyi."),
    ],
)
def test_doer_is_checked_where_our_record_tells(record: Event, text: str) -> None:
    assert "not_checked.who_did_it" not in unchecked(record, text)


@pytest.mark.parametrize(
    "text",
    [
        "The air strike on Pazigyi was the work of the PDF.",
        "The PDF was behind the air strike on Pazigyi.",
        "The air strike on Pazigyi was carried out by the PDF.",
        "The PDF is to blame for the air strike on Pazigyi.",
        "Russian jets carried out the air strike on Pazigyi.",
    ],
)
def test_statement_about_an_event_knows_who_did_it(text: str) -> None:
    assert [(one.slot, one.ours) for one in differences(OPINION, text)] == [(Slot.ACTOR, "Myanmar military")]


@pytest.mark.parametrize(
    "text",
    [
        "The air strike on Pazigyi was the work of the military.",
        "The air force was behind the air strike on Pazigyi.",
        "The PDF blamed the military for the air strike on Pazigyi.",
        "The PDF called the air strike on Pazigyi a war crime.",
        "The air strike on Pazigyi was condemned by the NUG.",
    ],
)
def test_statement_about_an_event_differs_in_nothing_else(text: str) -> None:
    assert differences(OPINION, text) == []


def test_who_to_whom_is_shown_on_both_sides() -> None:
    (found,) = differences(STRIKE, "The PDF bombed the army in Pazigyi.")

    assert (found.slot, found.theirs) == (Slot.ROLE, "PDF → army")
    assert found.ours == "Myanmar military → People's Defence Force"


@pytest.mark.parametrize(
    "text",
    [
        "The air strike on Pazigyi was not the work of the military.",
        "The military was not to blame for the air strike on Pazigyi.",
        "The military was not the one that bombed Pazigyi.",
    ],
)
def test_that_our_attacker_did_not_do_it_turns_it_round(text: str) -> None:
    assert {one.slot for one in differences(STRIKE, text)} == {Slot.NEGATION}


@pytest.mark.parametrize(
    "text",
    [
        "The air strike on Pazigyi was not the work of the PDF.",
        "The air strike on Pazigyi was not the work of the military alone.",
        "The air strike on Pazigyi was not carried out by the PDF.",
        "The NUG blamed the military for the air strike on Pazigyi.",
    ],
)
def test_that_others_did_not_do_it_turns_nothing_round(text: str) -> None:
    assert differences(STRIKE, text) == []
