from collections.abc import AsyncIterator

import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Cause, Lost, Unavailable, Undeliverable
from bot.speech.heard import Message
from bot.speech.replies import Mood, Superseded, Told, Working
from handlers.slack.courier import SlackCourier
from tests.fakes.slack.failures import BROKEN, CUT, LOST, PAGE, Failure, limited, refused
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL
from tests.handlers.slack.sending import courier_of, deliver, outgoing, to_person, to_thread, written

REFUSED = Told((note("refused.no_words"),), Mood.REFUSED)


@pytest.fixture
async def courier(fake: FakeSlack) -> AsyncIterator[SlackCourier]:
    async with courier_of(fake) as opened:
        yield opened


async def test_answer_stands_under_what_was_asked(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)

    sent = await courier.send_next(outgoing(handle=str(asked)))

    [message] = fake.shown(ASKER)
    assert (message.thread, sent.remaining) == (asked.ts, 0)
    assert fake.calls[-1].arguments["unfurl_links"] is False
    assert fake.calls[-1].arguments["unfurl_media"] is False


async def test_answer_in_a_thread_names_its_first_message(fake: FakeSlack, courier: SlackCourier) -> None:
    root = written(fake)
    asked = written(fake, thread=root.ts)

    await courier.send_next(outgoing(handle=str(asked)))

    assert fake.shown(ASKER)[0].thread == root.ts


async def test_person_without_a_message_is_told_directly(fake: FakeSlack, courier: SlackCourier) -> None:
    await courier.send_next(outgoing())
    await courier.send_next(outgoing())

    assert len(fake.shown(ASKER)) == 2
    assert len(fake.called("conversations.open")) == 1


async def test_refusal_in_a_channel_is_for_one(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake, CHANNEL)

    sent = await courier.send_next(outgoing(REFUSED, to_thread(asked.ts), handle=str(asked)))

    assert len(fake.shown(CHANNEL, to=ASKER)) == 1
    assert fake.shown(CHANNEL) == []
    assert (sent.handle, sent.remaining) == ("", 0)


async def test_refusal_that_cannot_be_whispered_is_told_directly(
    fake: FakeSlack, courier: SlackCourier
) -> None:
    asked = written(fake, CHANNEL)
    fake.failures.plan("chat.postEphemeral", refused("user_not_in_channel"))

    await courier.send_next(outgoing(REFUSED, to_thread(asked.ts), handle=str(asked)))

    assert (len(fake.shown(CHANNEL)), len(fake.shown(ASKER))) == (0, 1)


async def test_first_part_takes_the_place_of_progress(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)
    heard = Message(to_person(), Submission("A claim."), handle=str(asked))
    progress = await courier.sign(heard, Working(1, 3), "")
    progress = await courier.sign(heard, Working(2, 3), progress)

    sent = await courier.send_next(outgoing(handle=str(asked), progress=progress))

    [message] = fake.shown(ASKER)
    assert message.text.startswith("Nothing found")
    assert (message.changes, sent.handle) == (2, progress)


async def test_progress_that_is_gone_is_not_missed(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)

    await courier.send_next(outgoing(handle=str(asked), progress="D0ASKER//1795000000.999999"))

    assert len(fake.shown(ASKER)) == 1


async def test_whisper_takes_progress_back(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake, CHANNEL)
    to = to_thread(asked.ts)
    progress = await courier.sign(Message(to, Submission("x"), handle=str(asked)), Working(1, 2), "")

    await courier.send_next(outgoing(REFUSED, to, handle=str(asked), progress=progress))

    assert fake.shown(CHANNEL) == []


async def test_superseded_answer_loses_words_and_buttons(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)
    old = await courier.send_next(outgoing(handle=str(asked)))

    await deliver(
        courier, outgoing(Superseded("answer-1"), handle=str(asked), earlier=(old.handle, old.handle))
    )

    [message] = fake.shown(ASKER)
    assert message.text == "This was a part of an answer that no longer counts."
    assert "actions" not in {block["type"] for block in message.blocks}


async def test_superseded_answer_that_was_deleted_is_done(fake: FakeSlack, courier: SlackCourier) -> None:
    sent = await courier.send_next(outgoing(Superseded("a"), earlier=("D0ASKER//1795000000.999999",)))

    assert sent.remaining == 0


async def test_blocks_that_slack_refuses_become_words(fake: FakeSlack, courier: SlackCourier) -> None:
    fake.failures.plan("chat.postMessage", refused("invalid_blocks"))

    await courier.send_next(outgoing())

    [message] = fake.shown(ASKER)
    assert message.blocks == []
    assert message.text.startswith("Nothing found")


async def test_closed_channel_is_answered_in_private(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake, CHANNEL)
    fake.world.channels[CHANNEL].is_archived = True

    await courier.send_next(outgoing(to=to_thread(asked.ts), handle=str(asked)))

    assert len(fake.shown(ASKER)) == 1


async def test_answer_to_a_deleted_message_is_still_told(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)
    fake.world.messages[asked.channel, asked.ts].is_deleted = True

    await courier.send_next(outgoing(handle=str(asked)))

    assert fake.shown(ASKER)[0].thread == ""


@pytest.mark.parametrize(
    ("failure", "seconds"),
    [(limited(17), 17.0), (BROKEN, 5.0), (PAGE, 5.0), (CUT, 5.0), (LOST, 5.0), (refused("fatal_error"), 5.0),
     (refused("missing_scope"), 300.0)],
)  # fmt: skip
async def test_what_may_pass_is_tried_later(
    fake: FakeSlack, courier: SlackCourier, failure: Failure, seconds: float
) -> None:
    fake.failures.plan("chat.postMessage", failure)

    with pytest.raises(Unavailable) as raised:
        await courier.send_next(outgoing())

    assert (raised.value.part, raised.value.retry_after) == ("slack", seconds)
    assert (raised.value.cause is Cause.LIMITED) == (seconds == 17.0)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("channel_not_found", Lost.GONE),
        ("account_inactive", Lost.BLOCKED),
        ("token_revoked", Lost.BLOCKED),
        ("restricted_action", Lost.REFUSED),
    ],
)
async def test_what_never_passes_is_given_up(
    fake: FakeSlack, courier: SlackCourier, code: str, why: Lost
) -> None:
    fake.failures.plan("chat.postMessage", refused(code))

    with pytest.raises(Undeliverable) as raised:
        await courier.send_next(outgoing())

    assert raised.value.why is why


async def test_nothing_is_posted_twice_by_itself(fake: FakeSlack, courier: SlackCourier) -> None:
    fake.failures.plan("chat.postMessage", LOST)

    with pytest.raises(Unavailable):
        await courier.send_next(outgoing())

    assert len(fake.shown(ASKER)) == 1


async def test_sign_of_life_is_a_glance_and_a_status(fake: FakeSlack, courier: SlackCourier) -> None:
    asked = written(fake)
    heard = Message(to_person(), Submission("A claim."), handle=str(asked))

    assert await courier.sign(heard, Working(), "") == ""
    assert await courier.sign(heard, Working(), "") == ""

    assert fake.world.reactions == {(asked.channel, asked.ts, "eyes")}
    assert fake.world.statuses[0][:2] == (asked.channel, asked.ts)
    assert fake.shown(ASKER) == []


async def test_sign_that_cannot_be_given_is_left_out(courier: SlackCourier, fake: FakeSlack) -> None:
    for method in ("reactions.add", "assistant.threads.setStatus", "chat.postMessage"):
        fake.failures.chances[method] = (1.0, BROKEN)
    heard = Message(to_person(), Submission("A claim."), handle=str(written(fake)))

    assert await courier.sign(heard, Working(), "") == ""
    assert await courier.sign(heard, Working(1, 2), "") == ""


@pytest.mark.parametrize("working", [Working(), Working(1, 9)])
async def test_pause_that_slack_wants_is_told_to_whoever_signs(
    courier: SlackCourier, fake: FakeSlack, working: Working
) -> None:
    for method in ("reactions.add", "chat.postMessage"):
        fake.failures.plan(method, limited(17))
    heard = Message(to_person(), Submission("A claim."), handle=str(written(fake)))

    with pytest.raises(Unavailable) as raised:
        await courier.sign(heard, working, "")

    assert (raised.value.cause, raised.value.retry_after) == (Cause.LIMITED, 17.0)


async def test_status_that_there_is_not_is_asked_for_once(fake: FakeSlack, courier: SlackCourier) -> None:
    fake.failures.chances["assistant.threads.setStatus"] = (1.0, refused("unknown_method"))
    for _ in range(3):
        await courier.sign(Message(to_person(), Submission("x"), handle=str(written(fake))), Working(), "")

    assert len(fake.called("assistant.threads.setStatus")) == 1
    assert len(fake.called("reactions.add")) == 3


async def test_same_reply_is_cut_into_the_same_messages(fake: FakeSlack, courier: SlackCourier) -> None:
    long = Told(tuple(note("talk.above", title="word " * 500) for _ in range(12)))

    first = await deliver(courier, outgoing(long))
    half = await courier.send_next(outgoing(long, sent=(first[0].handle,)))

    assert len(first) > 1
    assert half.remaining == first[1].remaining
    texts = [message.text for message in fake.shown(ASKER)]
    assert texts[1] == texts[-1]
    assert fake.rejected == []
