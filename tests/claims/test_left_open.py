"""What a sentence leaves open, and what it only adds to what it tells."""

import pytest

from bot.claims.claim import Stance
from bot.claims.left_open import UNCONFIRMED, UNSAID, read_left_open
from bot.claims.read import read_claim
from tests.claims.library import NAMES


@pytest.mark.parametrize(
    "text",
    [
        "It has not been confirmed that the military killed 29 people at Nam Nein.",
        "It hasn't been independently confirmed that 29 people died.",
        "It is unconfirmed whether the military killed 29 people at Nam Nein.",
        "It has yet to be confirmed that at least 170 people were killed.",
        "It could not be independently verified that 29 people were killed at Nam Nein.",
        "It remains unclear whether 29 people died.",
        "So far, it is not clear if helicopters killed 13 people.",
        "It is doubtful that 29 people died at Nam Nein.",
        "Nobody has confirmed that 75 people died in the air strike.",
        "No independent source has confirmed that the military killed 29 people.",
        "No one has been able to verify that 29 people died.",
        "There is no independent confirmation that 29 people died at Nam Nein.",
        "The UN said it could not confirm that 29 people were killed.",
        "Reuters could not verify that 29 people were killed.",
        "The military has not confirmed or denied that it killed 29 people.",
        "Nobody knows whether the military killed 29 people.",
        "We do not know if 29 people died at Nam Nein.",
        "That 29 people died at Nam Nein has not been confirmed.",
        "Reports that 171 people died in Pazigyi could not be independently verified.",
        "The claim that 171 people died in Pazigyi remains unverified.",
        "Nobody has confirmed that 29 people died at Nam Nein, but witnesses say so.",
        "Whether the military killed 29 people at Nam Nein is unconfirmed.",
        "No confirmation that 75 people died in the air strike.",
        "The killing of 29 people at Nam Nein has not been confirmed.",
        "The death of 171 people in the air strike on Pazigyi is unconfirmed.",
        "Nowhere has it been confirmed that 29 people were killed.",
        "UNCONFIRMED: 171 people died in the air strike on Pazigyi.",
        "[Unconfirmed] 171 dead in Pazigyi",
        "171 dead in Pazigyi (unconfirmed)",
        "Unconfirmed reports of 171 dead in Pazigyi",
        "Unverified reports: 171 dead in Pazigyi",
        "Nobody has confirmed that helicopters attacked the school in Let Yet Kone, killing 13 people.",
        "No independent source confirmed that 29 people died.",
        "No witnesses confirmed the killing of 29 people.",
        "Not one outlet has confirmed that 29 people died.",
        "Neither the junta nor the KIA confirmed that 20 soldiers died.",
    ],
)
def test_what_nobody_confirms_is_left_open(text: str) -> None:
    found = read_left_open(text)

    assert found is not None
    assert (found.said.key, found.is_matter) == (UNCONFIRMED, True)


@pytest.mark.parametrize(
    "text",
    [
        "Reuters never reported that helicopters killed 13 people.",
        "Reuters has not reported helicopters killing 13 people.",
        "The Irrawaddy did not report that the military killed 29 people.",
        "The UN never said that helicopters killed 13 people.",
        "AAPP hasn't recorded 29 deaths at Nam Nein.",
        "Neither Reuters nor the UN has reported that 29 people died.",
        "No newspaper has reported that 29 people died at Nam Nein.",
        "At no point did Reuters report that helicopters killed 13 people.",
        "The Security Council never said that it condemned the killing of 13 people.",
    ],
)
def test_what_somebody_did_not_say_is_left_open(text: str) -> None:
    found = read_left_open(text)

    assert found is not None
    assert (found.said.key, found.is_matter) == (UNSAID, True)


@pytest.mark.parametrize(
    "text",
    [
        "The report could not be independently verified.",
        "At least 170 people were killed in Pazigyi, a toll that could not be independently verified.",
        "29 people were killed at Nam Nein, but this has not been confirmed.",
        "29 people were killed at Nam Nein, but the military has not confirmed that it was there.",
        "Although the UN has not confirmed it, 29 people were killed at Nam Nein.",
        "The number of dead has not been confirmed, but at least 170 people were killed in Pazigyi.",
        "The military killed 29 people at Nam Nein and never reported it.",
        "The military did not say why it killed 29 people at Nam Nein.",
        "It is unclear who killed the 29 people at Nam Nein.",
        "It is not known how many of the 171 people killed in Pazigyi were children.",
        "The army did not confirm the number of dead but said it carried out the attack in Pazigyi.",
        "No civilians were confirmed to be there when soldiers killed 29 people.",
        "171 people died in Pazigyi (not 200).",
        "Reuters did not only report that 13 people were killed.",
        "Unconfirmed reports say that 171 people died in Pazigyi.",
        "29 people were killed at Nam Nein in a raid that has not been confirmed.",
        "29 people died at Nam Nein although the toll is unconfirmed.",
        "Soldiers killed 29 people whose names are not known.",
        "The military killed 29 people at Nam Nein for reasons that are not clear.",
        "The 29 people killed at Nam Nein are not known.",
        "Reports of 29 dead at Nam Nein have been confirmed.",
        "The military did not kill 29 people at Nam Nein.",
        "It is not true that 29 people died at Nam Nein.",
        "There is no evidence that the military killed 29 people.",
        "The junta did not deny that it bombed Pazigyi.",
        "The channels do not publish names of people.",
    ],
)
def test_what_is_told_stays_told(text: str) -> None:
    assert read_left_open(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The junta has not admitted that it bombed Pazigyi.",
        "The junta will not admit that it bombed Pazigyi.",
        "The military refuses to acknowledge the air strike on Pazigyi.",
        "The junta refused to admit that its helicopters attacked the school in Let Yet Kone, killing 13.",
        "The junta has never admitted to bombing Pazigyi.",
        "The junta has still not acknowledged the air strike on Pazigyi.",
        "The junta has never taken responsibility for the air strike on Pazigyi.",
        "Nobody has claimed responsibility for the attack that killed 13 people.",
        "Nobody was punished for the attack that killed 13 people.",
        "The army was not held responsible for the attack that killed 13 people.",
        "The KNPP did not blame the army for the attack that killed 13 people.",
        "No group has claimed responsibility for the attack that killed 13 people.",
    ],
)
def test_who_does_not_admit_it_says_nothing(text: str) -> None:
    claim = read_claim(text, NAMES)

    assert (claim.attribution, claim.is_left_open) == (None, False)
    assert UNSAID in {one.key for one in claim.unread}


def test_who_takes_responsibility_admits() -> None:
    for text in (
        "The junta took responsibility for the air strike.",
        "The junta owned up to the killings.",
        "The junta took the blame for the dead of Pazigyi.",
        "The junta confirmed killing 171 people in Pazigyi.",
    ):
        claim = read_claim(text, NAMES)
        assert claim.attribution is not None
        assert claim.attribution.stance is Stance.ADMISSION


@pytest.mark.parametrize(
    "text",
    [
        "The military did not confirm the loss of a helicopter, which the KIA brought down in Momauk.",
        "State media did not report the air strike on Pazigyi, in which 171 people were killed.",
    ],
)
def test_what_stands_in_a_clause_of_its_own_is_told(text: str) -> None:
    found = read_left_open(text)

    assert found is not None
    assert not found.is_matter
