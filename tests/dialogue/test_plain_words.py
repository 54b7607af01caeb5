"""What is typed without a stroke and answers what was asked just before: it is never a claim."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.people.address import Front
from bot.speech.choices import Act, Choice
from bot.speech.heard import Message
from bot.speech.outcome import Ask, Forget, TakeBack
from tests.dialogue.conversation import Conversation, choice_of, keys, somebody
from tests.dialogue.tips.volunteer import Volunteer, on
from tests.fakes.reports import nothing, report

TEXT = "A claim."
ANNA, BERTA = somebody("anna"), somebody("berta")
FRONTS = pytest.mark.parametrize("front", [Front.TELEGRAM, Front.WEB, Front.SLACK])


def conversation() -> Conversation:
    return Conversation({TEXT: report(nothing(TEXT)), "ok": report(nothing("ok"))})


@pytest.mark.parametrize("text", ["yes", "Yes.", "ok", "yes please", "Yes, delete it"])
@FRONTS
async def test_plain_yes_agrees_to_be_forgotten(front: Front, text: str) -> None:
    talk, anna = conversation(), somebody(front=front)
    await talk.types(anna, "/forget")

    outcome = await talk.sends(anna, text)

    assert outcome.deeds == (Forget(anna),)


@pytest.mark.parametrize("text", ["no", "No!", "no thanks", "cancel"])
@FRONTS
async def test_plain_no_deletes_nothing(front: Front, text: str) -> None:
    talk, anna = conversation(), somebody(front=front)
    await talk.types(anna, "/forget")

    outcome = await talk.sends(anna, text)

    assert (keys(outcome), outcome.deeds) == (["talk.cancelled.forget"], ())
    assert outcome.session.pending is None


@pytest.mark.parametrize("text", ["yes", "Yes, hand it over"])
async def test_plain_yes_hands_over_what_was_shown(text: str) -> None:
    talk = conversation()
    await talk.sends(ANNA, TEXT)
    await talk.types(ANNA, "/ask")

    outcome = await talk.sends(ANNA, text)

    assert isinstance(outcome.deeds[0], Ask)


async def test_plain_yes_takes_back_what_was_handed_in() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.types(f"/forget {code}")

    outcome = await tipster.writes("yes")

    assert outcome.deeds == (TakeBack(code),)


@pytest.mark.parametrize("text", ["ok", "Yes.", "Of course"])
@pytest.mark.parametrize(
    "between", ["/status", "/stop", "/privacy", "/help", "/mydata", "/settings", "/forget it all", "/why"]
)
async def test_plain_yes_after_something_else_deletes_nothing(between: str, text: str) -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")
    await talk.types(ANNA, between)

    outcome = await talk.sends(ANNA, text)
    typed = await talk.types(ANNA, "/yes")

    assert keys(outcome)[0] == "refused.nothing_pending"
    assert not any(isinstance(deed, Forget) for deed in outcome.deeds)
    assert typed.deeds == (Forget(ANNA),)


@pytest.mark.parametrize(
    "between", ["/add {} It was at five.", "{}", "status {}", "/add {}", "no such thing"]
)
async def test_plain_yes_after_something_else_takes_nothing_back(between: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    tipster.talk.checking.answers = {text: report(nothing(text)) for text in ("no such thing", "ok")}
    await tipster.types(f"/forget {code}")
    await tipster.writes(between.format(code))

    outcome = await tipster.writes("ok")

    assert not any(isinstance(deed, TakeBack) for deed in outcome.deeds)
    assert code in tipster.talk.handed_in


async def test_plain_yes_after_the_reasons_hands_nothing_over() -> None:
    talk = conversation()
    await talk.sends(ANNA, TEXT)
    await talk.types(ANNA, "/ask")
    await talk.types(ANNA, "/why")

    outcome = await talk.sends(ANNA, "yes")

    assert outcome.deeds == ()


async def test_plain_yes_after_a_button_deletes_nothing() -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")
    await talk.presses(ANNA, Choice(Act.LOUD))

    outcome = await talk.sends(ANNA, "ok")

    assert keys(outcome)[0] == "refused.nothing_pending"


async def test_plain_yes_after_what_could_not_be_done_deletes_nothing() -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")
    talk.away = Unavailable("database")
    await talk.types(ANNA, "/status")
    talk.away = None

    outcome = await talk.sends(ANNA, "ok")

    assert keys(outcome)[0] == "refused.nothing_pending"


async def test_question_that_is_asked_again_is_answered() -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")
    await talk.types(ANNA, "/forget")

    outcome = await talk.sends(ANNA, "ok")

    assert outcome.deeds == (Forget(ANNA),)


async def test_others_do_not_answer_for_whoever_was_asked() -> None:
    talk = conversation()
    anna, berta = somebody("anna", chat="group"), somebody("berta", chat="group")
    await talk.sends(anna, TEXT)
    await talk.types(anna, "/ask")

    await talk.sends(berta, "ok", handle="m2")
    outcome = await talk.sends(anna, "ok")

    assert isinstance(outcome.deeds[0], Ask)


@pytest.mark.parametrize("about", ["t.me/news", ""])
async def test_words_of_others_answer_nothing(about: str) -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")

    forwarded = Message(ANNA, Submission("ok", forwarded_from=about), "m1", is_alone=not about)
    outcome = await talk.hears(forwarded)

    assert outcome.session.pending is None
    assert not any(isinstance(deed, Forget) for deed in outcome.deeds)


async def test_changed_message_answers_nothing() -> None:
    talk = conversation()
    await talk.types(ANNA, "/forget")

    outcome = await talk.sends(ANNA, "yes", is_edit=True)

    assert not any(isinstance(deed, Forget) for deed in outcome.deeds)


async def test_yes_in_words_comes_too_late_after_an_hour() -> None:
    talk = conversation()
    asked = await talk.types(ANNA, "/forget")
    talk.clock.pass_by(timedelta(hours=1).total_seconds())

    plain = await talk.sends(ANNA, "yes")
    typed = await talk.types(ANNA, "/yes")
    pressed = await talk.presses(ANNA, choice_of(asked, Act.AGREE))

    assert keys(plain)[0] == keys(typed)[0] == "refused.nothing_pending"
    assert not any(isinstance(deed, Forget) for deed in (*plain.deeds, *typed.deeds))
    assert pressed.deeds == (Forget(ANNA),)


@pytest.mark.parametrize(
    ("text", "first"), [("Yes.", "refused.nothing_pending"), ("no", "talk.cancelled.nothing")]
)
async def test_answer_to_nothing_is_told_what_can_be_done(text: str, first: str) -> None:
    outcome = await Conversation({}).sends(ANNA, text)

    assert keys(outcome)[:4] == [first, "talk.start.what", "talk.start.tip", "talk.start.more"]


def behind_verify(tipster: Volunteer, text: str) -> Message:
    return Message(tipster.sender, Submission(text), is_alone=True, may_answer=True)


async def test_word_behind_the_command_answers_an_open_tip() -> None:
    tipster = on(Front.SLACK)
    await tipster.types("/tip")

    for word, at in (("ok", "what"), ("cancel it", "")):
        await tipster.talk.hears(behind_verify(tipster, word))

        assert tipster.at == at


async def test_number_behind_the_command_says_what_to_change() -> None:
    tipster = on(Front.SLACK)
    await tipster.begins()
    await tipster.answers()

    for word in ("change", "2"):
        await tipster.talk.hears(behind_verify(tipster, word))

    assert tipster.at == "where"


async def test_word_behind_the_command_answers_what_was_asked() -> None:
    tipster = on(Front.SLACK)
    await tipster.types("/forget")

    outcome = await tipster.talk.hears(behind_verify(tipster, "No"))

    assert keys(outcome) == ["talk.cancelled.forget"]


@pytest.mark.parametrize("may_answer", [True, False])
async def test_text_behind_the_command_is_checked_beside_an_open_tip(may_answer: bool) -> None:
    talk = conversation()
    tipster = Volunteer(talk, somebody(front=Front.SLACK))
    await tipster.begins()
    text = TEXT if may_answer else "ok"

    await talk.hears(replace(behind_verify(tipster, text), may_answer=may_answer))

    assert [given.submission.text for given in talk.given_answers.values()] == [text]
    assert tipster.at == "what"


@pytest.mark.parametrize("word", ["yes", "no"])
async def test_plain_word_that_is_put_off_still_answers(word: str) -> None:
    talk = Conversation({})
    await talk.types(ANNA, "/forget")
    talk.away = Unavailable("database", retry_after=3)
    away = await talk.sends(ANNA, word)
    talk.away = None

    outcome = await talk.sends(ANNA, word)

    assert keys(away) == ["unavailable.not_done", "unavailable.done_later"]
    assert (keys(outcome)[0], outcome.deeds) in {
        ("talk.forgotten.done", (Forget(ANNA),)),
        ("talk.cancelled.forget", ()),
    }


async def test_other_words_that_are_put_off_end_the_question() -> None:
    talk = Conversation({})
    await talk.types(ANNA, "/forget")
    talk.away = Unavailable("database", retry_after=3)
    for word in ("What is this?", "yes"):
        await talk.sends(ANNA, word)
    talk.away = None

    assert keys(await talk.sends(ANNA, "yes"))[0] == "refused.nothing_pending"
