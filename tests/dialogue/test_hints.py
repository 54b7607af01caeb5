"""Whoever does not know the command is told it, and no report or claim is taken for such a question."""

import pytest

from bot.dialogue.hints import Wish, wish_in
from bot.dialogue.parts import Facts
from bot.people.address import Front
from tests.dialogue.conversation import Conversation, keys, somebody, words


@pytest.mark.parametrize(
    "text",
    [
        "Where can I report a burned village?",
        "how do I send a tip",
        "I want to report a bombing",
        "I have a tip",
        "can I tell you about soldiers in my village?",
        "Hello, I have information about an arrest",
        "tip please",
    ],
)
async def test_whoever_wants_to_report_is_told_the_command(text: str) -> None:
    outcome = await Conversation({}).sends(somebody(), text)

    assert keys(outcome)[0] == "talk.hint.tip"
    assert "/tip" in words(outcome)


@pytest.mark.parametrize(
    "text",
    [
        "forget my tip",
        "can you delete everything?",
        "Delete my data",
        "I changed my mind",
        "take my tip back",
    ],
)
async def test_whoever_wants_something_deleted_is_told_the_command(text: str) -> None:
    outcome = await Conversation({}).sends(somebody(), text)

    assert keys(outcome)[:2] == ["talk.hint.take_back", "talk.hint.forget"]
    assert "/forget 7KQ2-M4TX-9AB4" in words(outcome)


@pytest.mark.parametrize(
    "text", ["hello", "Hi there!", "What can you do?", "how does this work?", "who are you"]
)
async def test_whoever_asks_what_this_is_is_told_what_to_send(text: str) -> None:
    outcome = await Conversation({}).sends(somebody(), text)

    assert keys(outcome)[0] == "talk.start.what"
    assert "/help" in words(outcome)


async def test_hint_names_the_command_of_its_front() -> None:
    outcome = await Conversation({}).sends(somebody(front=Front.SLACK), "forget my tip")

    assert "/verify forget 7KQ2-M4TX-9AB4" in words(outcome)


async def test_no_tip_is_offered_where_none_are_taken() -> None:
    talk = Conversation({}, facts=Facts(takes_tips=False, safer_channel="Signal +1"))

    outcome = await talk.sends(somebody(), "Where can I report a burned village?")

    assert keys(outcome)[:2] == ["refused.tips_off", "talk.safer.channel"]


@pytest.mark.parametrize(
    "text",
    [
        "Hello, soldiers burned a village",
        "They report a burned village",
        "I want to report that 20 houses burned in Kani",
        "The army told people to delete everything",
        "What can the army do in Kani?",
        "Where did soldiers burn a village?",
        "They want to forget the massacre",
        "Stop the war in Kani",
    ],
)
def test_claim_is_no_wish(text: str) -> None:
    assert wish_in(text) is None


def test_every_wish_is_known() -> None:
    assert {wish_in(text) for text in ("tip", "delete me", "hi")} == set(Wish)
