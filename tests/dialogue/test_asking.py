from dataclasses import replace
from datetime import date

import pytest

from bot.claims.claim import Attribution, Context, Method, Stance
from bot.claims.submission import Submission
from bot.people.address import Front
from bot.speech.choices import Act, Choice
from bot.speech.heard import Message
from bot.speech.outcome import Ask
from tests.dialogue.conversation import Conversation, acts, buttons, choice_of, keys, somebody, words
from tests.fakes.reports import nothing, opinion, report

CLAIM, SHAME = "Forty houses burned.", "What a shame!"
SECRET = "My uncle Min saw it."
ANNA, BERTA = somebody("anna", chat="group"), somebody("berta", chat="group")


def conversation() -> Conversation:
    found = replace(nothing(CLAIM), published=date(2024, 1, 31))
    claim = replace(
        found.claim,
        context=Context(SECRET),
        attribution=Attribution("Min", (), Method.SAID, Stance.REPORT),
    )
    return Conversation({CLAIM: report(replace(found, claim=claim)), SHAME: report(opinion(SHAME))})


async def asked(talk: Conversation) -> Choice:
    """The button that agrees, after Anna was shown what would be handed over."""
    await talk.hears(Message(ANNA, Submission(CLAIM, forwarded_from="t.me/news"), "m1"))
    consent = await talk.presses(ANNA, Choice(Act.ASK, "answer-1", 1))
    return choice_of(consent, Act.AGREE)


async def test_nothing_is_handed_over_unasked() -> None:
    talk = conversation()
    await talk.hears(Message(ANNA, Submission(CLAIM, forwarded_from="t.me/news"), "m1"))

    consent = await talk.presses(ANNA, Choice(Act.ASK, "answer-1", 1))

    assert talk.asked == []
    assert acts(consent) == [Act.AGREE, Act.CANCEL]
    for shown in (CLAIM, "t.me/news", "31 Jan 2024", "who you are", "others read along"):
        assert shown in words(consent)


async def test_agreed_question_goes_out_with_a_receipt() -> None:
    talk = conversation()

    outcome = await talk.presses(ANNA, await asked(talk))

    ((question, sender),) = talk.asked
    assert (question.claim.text, question.answer, question.number) == (CLAIM, "answer-1", 1)
    assert (question.forwarded_from, question.published) == ("t.me/news", date(2024, 1, 31))
    assert sender == ANNA
    assert question.code in words(outcome)
    assert f"/status {question.code}" in words(outcome)
    assert outcome.session.pending is None


async def test_only_the_claim_itself_is_handed_over() -> None:
    talk = conversation()

    await talk.presses(ANNA, await asked(talk))

    question = talk.asked[0][0]
    assert SECRET not in repr(question)
    assert "Min" not in repr(question)
    assert "anna" not in repr(question)


async def test_typed_yes_agrees_as_well() -> None:
    talk = conversation()
    await asked(talk)

    await talk.types(ANNA, "/yes")

    assert len(talk.asked) == 1


async def test_nobody_agrees_for_somebody_else() -> None:
    talk = conversation()
    button = await asked(talk)

    pressed = await talk.presses(BERTA, button)
    typed = await talk.types(BERTA, "/yes")

    assert (keys(pressed), keys(typed)) == (["refused.not_asked_you"], ["refused.nothing_pending"])
    assert talk.asked == []
    assert talk.session.pending is not None


async def test_nobody_declines_for_somebody_else() -> None:
    talk = conversation()
    button = await asked(talk)

    await talk.presses(BERTA, replace(button, act=Act.CANCEL))
    await talk.types(BERTA, "/cancel")

    assert talk.session.pending is not None


@pytest.mark.parametrize("command", ["/cancel", "no"])
async def test_no_hands_nothing_over(command: str) -> None:
    talk = conversation()
    button = await asked(talk)

    no = replace(button, act=Act.CANCEL)
    outcome = await (talk.types(ANNA, command) if command == "/cancel" else talk.presses(ANNA, no))

    assert keys(outcome) == ["talk.cancelled.ask"]
    assert (talk.asked, talk.session.pending) == ([], None)


async def test_yes_after_no_agrees_to_nothing() -> None:
    talk = conversation()
    button = await asked(talk)
    await talk.types(ANNA, "/cancel")

    outcome = await talk.presses(ANNA, button)

    assert keys(outcome) == ["refused.nothing_pending"]
    assert talk.asked == []


async def test_next_text_closes_an_open_question() -> None:
    talk = conversation()
    await asked(talk)
    await talk.sends(ANNA, SHAME, handle="m2")

    outcome = await talk.types(ANNA, "/yes")

    assert keys(outcome) == ["refused.nothing_pending"]


async def test_text_of_others_leaves_the_question_open() -> None:
    talk = conversation()
    button = await asked(talk)
    await talk.sends(BERTA, SHAME, handle="m2")

    await talk.presses(ANNA, button)

    assert len(talk.asked) == 1


async def test_button_of_an_older_question_agrees_to_nothing() -> None:
    talk = conversation()
    old = await asked(talk)
    await talk.sends(ANNA, CLAIM, handle="m3")
    await talk.presses(ANNA, Choice(Act.ASK, "answer-2", 1))

    outcome = await talk.presses(ANNA, old)

    assert keys(outcome) == ["refused.nothing_pending"]
    assert talk.asked == []


@pytest.mark.parametrize("again", ["button", "ask"])
async def test_same_question_has_the_same_receipt(again: str) -> None:
    talk = conversation()
    button = await asked(talk)
    await talk.presses(ANNA, button)

    outcome = await talk.presses(ANNA, button if again == "button" else Choice(Act.ASK, "answer-1", 1))

    assert len(talk.asked) == 1
    assert keys(outcome)[0] == "talk.asked.again"
    assert talk.asked[0][0].code in words(outcome)


async def test_answer_that_expired_meanwhile_is_not_handed_over() -> None:
    talk = conversation()
    button = await asked(talk)
    talk.given_answers.clear()

    outcome = await talk.presses(ANNA, button)

    assert keys(outcome) == ["refused.answer_gone"]
    assert (talk.asked, talk.session.pending) == ([], None)


async def test_opinion_is_no_question_for_a_moderator() -> None:
    talk = conversation()
    await talk.sends(ANNA, SHAME)

    outcome = await talk.types(ANNA, "/ask")

    assert keys(outcome) == ["refused.not_askable"]


@pytest.mark.parametrize(
    ("front", "says"),
    [
        (Front.TELEGRAM, "comes to this chat"),
        (Front.SLACK, "/verify yes"),
        (Front.WEB, "No answer is sent here"),
    ],
)
async def test_consent_says_where_the_answer_comes(front: Front, says: str) -> None:
    talk = conversation()
    await talk.sends(somebody(front=front), CLAIM)

    consent = await talk.types(somebody(front=front), "/ask")

    assert says in words(consent)
    assert len(buttons(consent)) == 2


async def test_agreement_and_question_are_written_together() -> None:
    talk = conversation()

    outcome = await talk.presses(ANNA, await asked(talk))

    assert [type(deed) for deed in outcome.deeds] == [Ask]
