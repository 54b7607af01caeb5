"""Another implementation of the Bot API reads what our fake says, and what we say to it."""

from dataclasses import replace

import pytest

from bot.claims.note import note
from bot.matching.match import Slot
from bot.speech.choices import Act, Button, Choice
from bot.speech.replies import Answered, Superseded, Told, Working
from handlers.telegram.client import Client
from handlers.telegram.commands import publish
from handlers.telegram.courier import TelegramCourier
from tests.fakes.reports import contradicts, differs, nothing, report, same_event
from tests.fakes.telegram.judge import unreadable_calls, unreadable_updates
from tests.fakes.telegram.server import Call, FakeTelegram
from tests.handlers.telegram.reading import new_updates
from tests.handlers.telegram.samples import sample_updates, unknown_updates
from tests.handlers.telegram.sending import outgoing
from tests.handlers.telegram.test_courier import message

BUTTONS = ((Button(Choice(Act.WHY, "abc", 1), note("choice.why")),),)


def test_updates_of_the_fake_are_updates() -> None:
    assert unreadable_updates(sample_updates(new_updates())) == []


def test_judge_finds_what_is_unknown() -> None:
    assert len(unreadable_updates(unknown_updates(new_updates()))) == 3
    assert unreadable_calls([Call("sendmessage", {"chat_id": 1, "txet": "x"}, 200, 0.0)])


async def test_everything_that_we_send_is_well_formed(
    fake: FakeTelegram, client: Client, courier: TelegramCourier
) -> None:
    claims = report(
        same_event("A strike."),
        contradicts("1,710 died.", differs(Slot.NUMBER, "1,710", "171")),
        nothing("x"),
    )
    answer = outgoing(Answered(claims, buttons=BUTTONS), handle="1001")
    await courier.sign(message(), Working(), "")
    progress = await courier.sign(message(), Working(1, 3), "")
    sent = await courier.send_next(replace(answer, progress=progress))
    await courier.send_next(outgoing(Superseded("abc"), earlier=(sent.handle,)))
    query = fake.press_data(fake.sent[0], "x")
    await courier.send_next(outgoing(Told((note("telegram.no_reasons"),), is_brief=True), query=query.id))
    await publish(client)
    await client.raw_updates(offset=None, seconds=0)

    assert len({call.method for call in fake.calls}) >= 11
    assert unreadable_calls(fake.calls) == []


@pytest.mark.parametrize("kind", ["text", "callback"])
async def test_messages_of_the_fake_stand_in_its_updates(
    fake: FakeTelegram, courier: TelegramCourier, kind: str
) -> None:
    await courier.send_next(outgoing(Told((note("talk.start.limits"),), buttons=BUTTONS)))
    described = fake.world.describe(fake.sent[0])
    update = (
        fake.updates.callback_query("5", described, "x")
        if kind == "callback"
        else fake.updates.text("x", reply_to_message=described)
    )

    assert unreadable_updates([update]) == []
