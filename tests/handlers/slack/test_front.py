"""What Slack is told, and when: a delivery is acknowledged only after it was accepted."""

import asyncio

import pytest

from bot.errors import Misconfigured
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.speech.choices import Act, Choice, write_choice
from bot.speech.heard import Command, Left, Message, Pressed, Verb
from tests.fakes.slack import payloads
from tests.fakes.slack.failures import refused
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM
from tests.fakes.slack.world import Message as Shown
from tests.handlers.slack.listening import Listening, listening

CLAIM = "At least 165 people were killed in Pazigyi."


async def test_direct_message_is_heard(front: Listening) -> None:
    delivery = await front.fake.dm(CLAIM).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert heard.submission.text == CLAIM
    assert heard.sender.address == Address(Front.SLACK, TEAM, ASKER)
    assert delivery.is_accepted
    assert delivery.attempts == 1


async def test_mention_is_answered_in_its_thread(front: Listening) -> None:
    delivery = await front.fake.mention(CLAIM).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert heard.submission.text == CLAIM
    assert heard.sender.address == Address(Front.SLACK, TEAM, CHANNEL, delivery.payload["event"]["ts"])
    assert not heard.sender.is_private


async def test_refused_event_comes_again(front: Listening) -> None:
    front.fake.patience.answer = 0.3
    front.taken.refuses = 2

    delivery = await front.fake.dm(CLAIM).settled()

    assert delivery.is_accepted
    assert delivery.attempts == 3
    assert len(front.taken.arrivals) == 1


async def test_event_that_breaks_us_comes_again(front: Listening) -> None:
    front.fake.patience.answer = 0.3
    front.taken.breaks = RuntimeError("a bug")

    delivery = await front.fake.dm(CLAIM).settled()

    assert delivery.is_given_up
    assert delivery.attempts == 4
    assert {type(bug) for bug in front.bugs.bugs} == {RuntimeError}


async def test_nothing_is_acknowledged_before_it_is_accepted(front: Listening) -> None:
    front.taken.gate = asyncio.Event()

    delivery = front.fake.dm(CLAIM)
    await front.taken.called.wait()
    early = delivery.is_accepted
    front.taken.gate.set()
    await delivery.settled()

    assert not early
    assert delivery.is_accepted


async def test_unknown_event_is_acknowledged(front: Listening) -> None:
    delivery = await front.fake.tell({"type": "team_join", "user": {"id": "U0NEW"}}).settled()

    assert delivery.is_accepted
    assert front.taken.arrivals == []


async def test_same_message_twice_is_one(front: Listening) -> None:
    first = front.fake.dm(CLAIM)
    await first.settled()
    event = first.payload["event"]
    await front.fake.tell(event | {"type": "app_mention"}).settled()

    assert len(front.taken.heard) == 1


async def test_own_answer_is_not_heard(front: Listening) -> None:
    await front.fake.dm("An answer.", bot_id="B0BOT").settled()

    assert front.taken.arrivals == []


async def test_order_of_a_chat_is_kept(fake: FakeSlack) -> None:
    async with listening(fake) as front:  # over HTTP Slack itself keeps none
        for delivery in [fake.dm(f"Claim {number}.") for number in range(50)]:
            await delivery.settled()

        said = [heard.submission.text for heard in front.taken.heard if isinstance(heard, Message)]
        assert said == [f"Claim {number}." for number in range(50)]


async def test_command_with_a_text_is_checked_in_private(front: Listening) -> None:
    delivery = await front.fake.command(CLAIM).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert heard.is_alone
    assert heard.sender.address.chat == ASKER
    assert delivery.answer is not None
    assert "direct messages" in delivery.answer["text"]


@pytest.mark.parametrize(
    ("typed", "verb"), [("", Verb.HELP), ("help", Verb.HELP), ("status 7KQ2-M4TX", Verb.STATUS)]
)
async def test_command_words_are_commands(front: Listening, typed: str, verb: Verb) -> None:
    await front.fake.command(typed).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Command)
    assert heard.verb is verb


@pytest.mark.parametrize(("typed", "may_answer"), [("ok", True), (CLAIM, False), ("check ok", False)])
async def test_few_words_behind_the_command_may_answer_what_is_open(
    front: Listening, typed: str, may_answer: bool
) -> None:
    delivery = await front.fake.command(typed).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert (heard.is_alone, heard.may_answer) == (True, may_answer)
    assert delivery.answer is not None
    assert ("being checked" in delivery.answer["text"]) is not may_answer


async def test_command_says_when_nothing_was_taken(front: Listening) -> None:
    front.taken.refuses = 1

    delivery = await front.fake.command(CLAIM).settled()

    assert delivery.answer is not None
    assert "in 7 seconds" in delivery.answer["text"]


async def test_message_shortcut_checks_what_others_wrote(front: Listening) -> None:
    message = payloads.written(CLAIM, channel="C0ELSEWHERE", ts="1795000000.4", user="U0STRANGER")
    delivery = await front.fake.shortcut(message).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert (heard.submission.text, heard.is_own) == (CLAIM, False)
    assert heard.sender.address.chat == ASKER
    assert delivery.is_accepted


async def test_shortcut_that_was_not_taken_is_not_acknowledged(fake: FakeSlack) -> None:
    async with listening(fake, over_http=True) as front:
        front.taken.refuses = 1

        delivery = await fake.shortcut({"text": CLAIM}).settled()

        assert delivery.is_given_up
        assert front.taken.arrivals == []


async def test_form_opens_and_is_checked(front: Listening) -> None:
    await front.fake.open_form().settled()
    delivery = await front.fake.submit(text=CLAIM, published="2023-04-12", origin="t.me/news").settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Message)
    assert (heard.submission.text, heard.submission.forwarded_from) == (CLAIM, "t.me/news")
    assert delivery.answer is not None
    assert delivery.answer["response_action"] == "update"
    assert front.fake.rejected == []


async def test_form_says_what_is_wrong(front: Listening) -> None:
    await front.fake.open_form().settled()
    delivery = await front.fake.submit(
        text=CLAIM, published="2026-03-09", origin="call +95 9 123 456 789"
    ).settled()

    assert delivery.answer is not None
    assert set(delivery.answer["errors"]) == {"published", "origin"}
    assert front.taken.arrivals == []


async def test_form_keeps_a_text_that_was_not_taken(front: Listening) -> None:
    front.taken.refuses = 1
    await front.fake.open_form().settled()

    delivery = await front.fake.submit(text=CLAIM).settled()

    assert delivery.answer is not None
    assert set(delivery.answer["errors"]) == {"text"}


async def test_button_tells_what_it_chooses(front: Listening) -> None:
    choice = Choice(Act.WHY, "answer-1", 1)
    button = {"type": "button", "action_id": "choice-0", "value": write_choice(choice)}
    blocks = [{"type": "actions", "block_id": "newsroom-row-0", "elements": [button]}]
    shown = front.fake.world.put(Shown(CHANNEL, "1795000000.8", "An answer.", blocks, thread="1795000000.7"))
    await front.fake.press(shown, write_choice(choice)).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Pressed)
    assert heard.choice == choice
    assert heard.sender.address == Address(Front.SLACK, TEAM, CHANNEL, "1795000000.7")
    assert heard.sender.audience is Audience.NEWSROOM


@pytest.mark.parametrize("event", [payloads.revoked(), {"type": "app_uninstalled"}])
async def test_taken_away_is_the_whole_workspace(front: Listening, event: dict[str, object]) -> None:
    await front.fake.tell(event).settled()

    [heard] = front.taken.heard
    assert isinstance(heard, Left)
    assert heard.sender.address == Address(Front.SLACK, TEAM, "")


async def test_mention_without_a_text_is_told_how(front: Listening) -> None:
    root = front.fake.world.put(Shown(CHANNEL, "1795000000.7", "What others wrote.", author="U0STRANGER"))
    await front.fake.mention("", thread=root.ts).settled()
    await front.slack.errands.settled()

    [whispered] = front.fake.shown(CHANNEL, to=ASKER)
    assert "Check this claim" in whispered.text
    assert front.taken.arrivals == []


async def test_token_that_slack_refuses_is_named(fake: FakeSlack) -> None:
    fake.bot_token = "xoxb-other"
    wrong = FakeSlack()
    wrong.address = fake.address
    with pytest.raises(Misconfigured, match=r"slack\.bot_token"):
        async with listening(wrong):
            pass


async def test_form_that_comes_too_late_is_told(front: Listening) -> None:
    front.fake.failures.plan("views.open", refused("expired_trigger_id"))
    await front.fake.open_form().settled()
    await front.slack.errands.settled()

    [told] = front.fake.shown(ASKER)
    assert "once more" in told.text


async def test_shutdown_acknowledges_what_it_accepts(fake: FakeSlack) -> None:
    async with listening(fake) as front:
        front.taken.gate = asyncio.Event()
        delivery = fake.dm(CLAIM)
        await front.taken.called.wait()
        asyncio.get_running_loop().call_later(0.05, front.taken.gate.set)

    await delivery.settled()
    assert delivery.attempts == 1
    assert len(front.taken.heard) == 1
