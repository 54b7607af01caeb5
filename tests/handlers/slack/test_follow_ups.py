"""What comes later about something that was asked or handed in, and how it is answered."""

from collections.abc import AsyncIterator

import pytest

from bot.claims.note import note
from bot.speech.choices import ADDING, Act, Choice, write_choice
from bot.speech.forms import Asked, Form
from bot.speech.replies import FollowUp
from bot.verdicts.finding import Relation
from bot.verdicts.wording import Block, Line, Tone
from handlers.slack.courier import SlackCourier
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER
from tests.handlers.slack.sending import courier_of, outgoing

CODE = "7KQ2-M4TK"


@pytest.fixture
async def courier(fake: FakeSlack) -> AsyncIterator[SlackCourier]:
    async with courier_of(fake) as opened:
        yield opened


async def test_outcome_goes_with_its_record(fake: FakeSlack, courier: SlackCourier) -> None:
    block = Block(Relation.SAME_EVENT, (Line(Tone.RECORD, "Air strike on Pazigyi", label="We have"),))
    reply = FollowUp((note("talk.outcome.reason", reason="Two papers had it."),), (block,))

    await courier.send_next(outgoing(reply))

    [message] = fake.shown(ASKER)
    assert "Two papers had it." in str(message.blocks)
    assert "Air strike on Pazigyi" in str(message.blocks)


async def test_question_of_the_desk_says_how_to_answer(fake: FakeSlack, courier: SlackCourier) -> None:
    asks = FollowUp((note("talk.status.asks", question="Which bridge?"),), asks=Asked(Form.MORE, CODE))

    await courier.send_next(outgoing(asks))

    [message] = fake.shown(ASKER)
    assert f"/verify add {CODE}" in str(message.blocks)
    assert write_choice(Choice(Act.TIP, CODE, value=ADDING)) in str(message.blocks)
