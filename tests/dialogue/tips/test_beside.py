"""What stands beside a receipt: added on a yes alone, and never lost without a word."""

from datetime import timedelta

import pytest

from bot.desk.tip import LONGEST_ADDED
from bot.people.address import Front
from bot.speech.attached import Attachment
from bot.speech.choices import Act
from bot.speech.heard import Command, Verb
from bot.speech.outcome import AddTo
from bot.speech.session import Session
from storage.spoken import decode, encode
from tests.dialogue.conversation import Conversation, acts, choice_of, keys, words
from tests.dialogue.tips.photographer import PHOTO, Photographer
from tests.dialogue.tips.test_adding import CODE, DECIDED, holding
from tests.dialogue.tips.volunteer import Volunteer, on
from tests.fakes.reports import nothing, report

SAID = [
    ("{}: soldiers came back at six", "soldiers came back at six"),
    ("{}\n\nSoldiers returned.", "Soldiers returned."),
    ("{} The Shwe Li bridge", "The Shwe Li bridge"),
    ("status {} call me on +95 9 123 456 789", "call me on [...]"),
    ("/status {} call me on +95 9 123 456 789", "call me on [...]"),
]
DONE = ["please add {} {}", "add more to {} {}", "add\n{} {}", "Add to my tip {}: {}"]
CLAIM = "Soldiers burned the market of Pale."
MORE = "the army came back at six and burned two houses more"


async def said(tipster: Volunteer, text: str) -> list[str]:
    outcome = await tipster.types(text) if text.startswith("/") else await tipster.writes(text)
    return keys(outcome)


@pytest.mark.parametrize(("text", "added"), SAID)
async def test_words_are_added_on_a_yes(text: str, added: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    asked = await said(tipster, text.format(code))
    assert tipster.talk.added == []
    outcome = await tipster.writes("yes")

    assert asked[0] == "talk.status.tip.open"
    assert "talk.beside.ask" in asked
    assert keys(outcome)[0] == "talk.more.added"
    assert [(one.code, one.text) for one in tipster.talk.added] == [(code, added)]


@pytest.mark.parametrize("text", DONE)
async def test_verb_adds_at_once(text: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    await tipster.writes(text.format(code, MORE))

    assert [(one.code, one.text) for one in tipster.talk.added] == [(code, MORE)]
    assert tipster.talk.given_answers == {}


@pytest.mark.parametrize(
    "text",
    [
        "How do I add to {}? There is more I know, the officer is my cousin.",
        "I would like to add to {}, but is it safe to tell you my village?",
        "can you add {} to the tip about Pale",
    ],
)
async def test_question_about_adding_adds_nothing(text: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()

    outcome = await tipster.writes(text.format(code))

    assert "talk.beside.ask" in keys(outcome)
    assert tipster.talk.added == []


@pytest.mark.parametrize("front", Front)
async def test_no_adds_nothing(front: Front) -> None:
    tipster = on(front)
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")

    outcome = await tipster.writes("no")

    assert keys(outcome) == ["talk.more.dropped"]
    assert (tipster.talk.added, outcome.session.pending) == ([], None)


@pytest.mark.parametrize("typed", ["ok", "/yes"])
async def test_words_are_gone_after_an_hour(typed: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")
    tipster.talk.clock.pass_by(timedelta(hours=1).total_seconds())

    outcome = await (tipster.types(typed) if typed[0] == "/" else tipster.writes(typed))

    assert keys(outcome)[0] == "refused.nothing_pending"
    assert tipster.talk.added == []


async def test_words_are_kept_no_longer_than_a_draft() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")
    session, now = tipster.talk.session, tipster.talk.clock.now()

    assert decode(encode(session), Session) == session
    assert session.drafts_until() == now + timedelta(hours=1)
    assert session.without_drafts(now) == session
    assert session.without_drafts(now + timedelta(hours=1)).pending is None


async def test_words_beside_a_closed_receipt_are_refused() -> None:
    outcome = await holding(DECIDED).writes(f"{CODE}: {MORE}")

    assert keys(outcome)[-1] == "refused.more_closed"
    assert outcome.session.pending is None


async def test_too_long_words_are_refused() -> None:
    outcome = await holding().writes(f"{CODE}: {MORE * 200}")

    assert keys(outcome)[-1] == "refused.more_too_long"


async def test_while_a_tip_is_open_nothing_else_is_asked() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.types("/tip")

    outcome = await tipster.types(f"/status {code} {MORE}")

    assert "talk.beside.left_out" in keys(outcome)
    assert outcome.session.pending is None


@pytest.mark.parametrize("text", ["{}", "status {}", "my receipt is {}", "{} they burned it again yesterday"])
async def test_picture_below_a_receipt_is_added_on_a_yes(text: str) -> None:
    tipster = Photographer()
    tipster.talk.standings[CODE] = holding().talk.standings[CODE]
    asked = await tipster.sends(PHOTO, text=text.format(CODE))

    await tipster.writes("Yes, add it")

    assert "talk.beside.ask" in keys(asked)
    assert [(one.code, len(one.pictures)) for one in tipster.talk.added] == [(CODE, 1)]


async def test_picture_along_with_a_command_is_added_on_a_yes() -> None:
    tipster = Photographer()
    tipster.talk.standings[CODE] = holding().talk.standings[CODE]
    await tipster.talk.hears(Command(tipster.sender, Verb.STATUS, "status", CODE, attached=(PHOTO,)))

    outcome = await tipster.writes("yes")

    assert [len(deed.pictures) for deed in outcome.deeds if isinstance(deed, AddTo)] == [1]


@pytest.mark.parametrize("kind", ["photo", "video"])
async def test_what_is_not_taken_in_is_said_at_once(kind: str) -> None:
    tipster = holding()

    outcome = await tipster.talk.hears(
        Command(tipster.sender, Verb.STATUS, "status", CODE, attached=(Attachment(kind),))
    )

    assert keys(outcome)[-1] == "talk.more.dropped"
    assert outcome.session.pending is None
    assert "stays in this chat" in words(outcome)
    assert list(acts(outcome))


async def test_words_for_the_same_receipt_are_joined() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")

    asked = await tipster.writes(f"{code}: two men were taken")
    await tipster.writes("yes")

    assert "talk.beside.joined" in keys(asked)
    assert [one.text for one in tipster.talk.added] == [f"{MORE}\ntwo men were taken"]


async def test_pictures_for_the_same_receipt_are_joined() -> None:
    tipster = Photographer()
    tipster.talk.standings[CODE] = holding().talk.standings[CODE]
    for _ in range(2):
        await tipster.sends(PHOTO, text=CODE)

    await tipster.writes("yes")

    assert [len(one.pictures) for one in tipster.talk.added] == [2]


async def test_button_of_an_older_question_adds_nothing() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    older = await tipster.writes(f"{code}: {MORE}")
    newer = await tipster.writes(f"{code}: two men were taken")

    refused = await tipster.talk.presses(tipster.sender, choice_of(older, Act.AGREE))
    assert tipster.talk.added == []
    await tipster.talk.presses(tipster.sender, choice_of(newer, Act.AGREE))

    assert keys(refused) == ["refused.nothing_pending"]
    assert len(tipster.talk.added) == 1


async def test_words_that_do_not_fit_beside_those_that_wait_leave_them() -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")

    refused = await tipster.writes(f"{code}: {'x' * LONGEST_ADDED}")
    await tipster.types("/yes")

    assert keys(refused)[-1] == "refused.more_too_long"
    assert [one.text for one in tipster.talk.added] == [MORE]


@pytest.mark.parametrize(
    "text", ["/tip", "/forget", "/forget {}", "/status {other} two men were taken", CLAIM]
)
async def test_words_that_are_given_up_are_told_of(text: str) -> None:
    tipster = Volunteer(Conversation({CLAIM: report(nothing(CLAIM))}))
    other, code = await tipster.hands_in(), await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")

    typed = text.format(code, other=other)
    outcome = await (tipster.types(typed) if text[0] == "/" else tipster.writes(typed))

    assert keys(outcome)[0] == "talk.beside.ended"
    assert f"/add {code}" in words(outcome)


@pytest.mark.parametrize("text", ["/help", "/status", "/cancel", "/yes"])
async def test_words_that_still_wait_or_were_answered_are_not_told_of(text: str) -> None:
    tipster = Volunteer()
    code = await tipster.hands_in()
    await tipster.writes(f"{code}: {MORE}")

    assert "talk.beside.ended" not in keys(await tipster.types(text))
