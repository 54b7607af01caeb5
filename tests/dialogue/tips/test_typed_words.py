"""What is typed in place of a button: agreement, hesitation, labels, numbers and ways out."""

import pytest

from bot.desk.tip import Draft, TipField
from tests.dialogue.conversation import keys, words
from tests.dialogue.tips.volunteer import WHAT, Volunteer


async def test_what_came_before_consent_is_shown_and_can_be_changed() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")
    await tipster.writes("I think")

    agreed = await tipster.writes("Yes, please.")
    await tipster.presses("back")
    await tipster.writes(WHAT)

    assert "Kept as the answer to question 1: I think" in words(agreed)
    assert tipster.at == "where"
    assert tipster.talk.session.writing[0].draft == Draft(((TipField.WHAT, WHAT),), agreed=True)


@pytest.mark.parametrize("text", ["ok", "Okay!", "yes please", "Yes, please.", "Sure", "I agree", "👍"])
async def test_plain_words_agree(text: str) -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    outcome = await tipster.writes(text)

    assert tipster.at == "what"
    assert "talk.tip.so_far" not in keys(outcome)


@pytest.mark.parametrize("text", ["maybe", "What?", "why", "not sure", "???", "12"])
async def test_hesitation_is_no_beginning_of_a_tip(text: str) -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    outcome = await tipster.writes(text)

    assert keys(outcome) == ["talk.tip.yes_or_drop"]
    assert tipster.talk.session.writing[0].draft == Draft()


async def test_agreement_behind_the_command_is_no_tip() -> None:
    tipster = Volunteer()

    await tipster.types("/tip please")

    assert tipster.at == "consent"
    assert tipster.talk.session.writing[0].draft == Draft()


async def test_no_to_what_is_kept_throws_the_tip_away() -> None:
    tipster = Volunteer()
    await tipster.types("/tip")

    outcome = await tipster.writes("No.")

    assert keys(outcome) == ["talk.tip.dropped"]
    assert tipster.at == ""


async def test_button_of_consent_hands_nothing_in() -> None:
    tipster = Volunteer()
    consent = await tipster.types("/tip")
    await tipster.presses("yes")
    await tipster.answers()

    outcome = await tipster.talk.presses(tipster.sender, tipster.old_button(consent, "yes"))

    assert keys(outcome) == ["refused.tip_other_step"]
    assert tipster.talk.handed_in == {}


@pytest.mark.parametrize("text", ["send", "Send it.", "Hand it in", "hand in", "Yes, please!", "ok"])
async def test_whatever_means_send_hands_it_in(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()

    await tipster.writes(text)

    assert len(tipster.talk.handed_in) == 1


@pytest.mark.parametrize("text", ["no", "what now?", "Three lorries."])
async def test_what_is_refused_at_the_end_says_that_nothing_is_handed_in(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()

    outcome = await tipster.writes(text)

    assert "not handed in yet" in words(outcome)
    assert tipster.at == "review"


@pytest.mark.parametrize(
    ("text", "at"), [("1", "what"), ("change 2", "where"), ("How do you know?", "how"), ("8", "change")]
)
async def test_question_to_change_is_named_by_its_number(text: str, at: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers()
    await tipster.writes("Change something")

    await tipster.writes(text)

    assert tipster.at == at


@pytest.mark.parametrize("text", ["cancel", "Cancel it.", "Throw it away"])
async def test_way_out_is_no_answer(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    outcome = await tipster.writes(text)

    assert keys(outcome) == ["talk.tip.dropped"]


@pytest.mark.parametrize("text", ["skip", "No thanks.", "none", "Skip it"])
async def test_question_is_left_out_in_words(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    await tipster.writes(text)

    assert tipster.at == "when"
    draft = tipster.talk.session.writing[0].draft
    assert draft is not None
    assert draft.answer(TipField.WHERE) == ""


@pytest.mark.parametrize("text", ["drop", "Drop it."])
async def test_dropping_is_no_answer(text: str) -> None:
    tipster = Volunteer()
    await tipster.begins()
    await tipster.answers(TipField.WHAT)

    assert keys(await tipster.writes(text)) == ["talk.tip.dropped"]
