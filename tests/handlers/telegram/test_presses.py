"""No button turns for ever."""

import pytest

from bot.claims.note import note
from bot.speech.replies import Told
from handlers.telegram.client import Client
from handlers.telegram.courier import TelegramCourier
from handlers.telegram.intake import Intake
from handlers.telegram.presses import PATIENCE, Presses
from tests.fakes.telegram.failures import Refuse
from tests.fakes.telegram.methods import Query
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.reading import READER
from tests.handlers.telegram.receiving import Taken, Waits, running
from tests.handlers.telegram.sending import outgoing


@pytest.fixture
async def pressed(fake: FakeTelegram, courier: TelegramCourier) -> Query:
    await courier.send_next(outgoing())
    return fake.press_data(fake.sent[0], "x")


def still() -> float:
    return 0.0


async def test_press_without_a_reply_is_acknowledged(
    fake: FakeTelegram, client: Client, pressed: Query
) -> None:
    waits = Waits()
    presses = Presses(client, wait=waits, clock=still)
    presses.note(pressed.id)

    async with running(presses.run()):
        await fake.wait_for(lambda: pressed.is_answered)

    assert (pressed.told, waits.seconds) == ("", [PATIENCE])


async def test_reply_acknowledges_the_press_itself(
    fake: FakeTelegram, client: Client, pressed: Query
) -> None:
    presses = Presses(client, wait=Waits(), clock=still)
    presses.note(pressed.id)
    courier = TelegramCourier(client, presses)
    await courier.send_next(outgoing(Told((note("telegram.no_reasons"),), is_brief=True), query=pressed.id))

    another = fake.press_data(fake.sent[0], "x")
    presses.note(another.id)
    async with running(presses.run()):
        await fake.wait_for(lambda: another.is_answered)

    assert [made["callback_query_id"] for made in fake.made("answerCallbackQuery")] == [
        pressed.id,
        another.id,
    ]


async def test_failure_does_not_stop_the_next(fake: FakeTelegram, client: Client, pressed: Query) -> None:
    fake.fail("answerCallbackQuery", Refuse(400, "Bad Request: query is too old"))
    presses = Presses(client, wait=Waits(), clock=still)
    another = fake.press_data(fake.sent[0], "x")
    presses.note(pressed.id)
    presses.note(another.id)

    async with running(presses.run()):
        await fake.wait_for(lambda: another.is_answered)

    assert not pressed.is_answered


async def test_press_is_noted_once_it_was_accepted(fake: FakeTelegram, pressed: Query) -> None:
    noted: list[str] = []
    update = fake.updates.callback_query(pressed.id, fake.world.describe(fake.sent[0]), "x")

    await Intake(READER, Taken(), on_pressed=noted.append).take([update])

    assert noted == [pressed.id]
