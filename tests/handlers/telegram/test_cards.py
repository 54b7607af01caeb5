from dataclasses import replace

import pytest

from bot.speech.traffic import Sent
from handlers.telegram.courier import TelegramCourier
from tests.fakes.telegram.failures import Refuse
from tests.fakes.telegram.people import GROUP
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.cards import case_card
from tests.handlers.telegram.sending import outgoing, to_person

DESK = to_person(GROUP["id"], is_private=False)


@pytest.fixture(autouse=True)
def in_the_group(fake: FakeTelegram) -> None:
    fake.say("hello", GROUP)


async def test_case_goes_as_one_message(fake: FakeTelegram, courier: TelegramCourier) -> None:
    sent = await courier.send_next(outgoing(case_card(), DESK))

    [message] = fake.sent
    assert sent == Sent(str(message.id))
    assert "Forty &lt;b&gt;people" in message.html
    assert "@somebody" not in message.html
    assert len(message.buttons) == 1


async def test_card_is_changed_in_place(fake: FakeTelegram, courier: TelegramCourier) -> None:
    first = await courier.send_next(outgoing(case_card(), DESK))
    taken = case_card("Thiri has it.", revision=4)

    second = await courier.send_next(outgoing(taken, DESK, progress=first.handle))

    assert second == first
    assert [("Thiri has it." in one.html) for one in fake.sent] == [True]


async def test_unchanged_card_stays(fake: FakeTelegram, courier: TelegramCourier) -> None:
    first = await courier.send_next(outgoing(case_card(), DESK))

    assert await courier.send_next(outgoing(case_card(), DESK, progress=first.handle)) == first
    assert len(fake.sent) == 1


async def test_pressed_copy_is_changed_where_it_stands(fake: FakeTelegram, courier: TelegramCourier) -> None:
    first = await courier.send_next(outgoing(case_card()))
    now = replace(case_card("Thiri has it."), in_place_of=first.handle)

    await courier.send_next(outgoing(now, query="q1"))

    assert len(fake.sent) == 1
    assert "Thiri has it." in fake.sent[0].html


async def test_deleted_card_is_sent_anew(fake: FakeTelegram, courier: TelegramCourier) -> None:
    sent = await courier.send_next(outgoing(case_card(), DESK, progress="999999"))

    assert [str(one.id) for one in fake.sent] == [sent.handle]


async def test_card_of_a_long_text_is_one_message(fake: FakeTelegram, courier: TelegramCourier) -> None:
    sent = await courier.send_next(outgoing(case_card(said="word " * 3000), DESK))

    assert sent.remaining == 0
    assert len(fake.sent) == 1


@pytest.mark.parametrize("refused", ["BUTTON_DATA_INVALID"])
async def test_card_without_buttons_is_better_than_none(
    fake: FakeTelegram, courier: TelegramCourier, refused: str
) -> None:
    fake.failures.plan("sendMessage", Refuse(400, f"Bad Request: {refused}"))

    await courier.send_next(outgoing(case_card(), DESK))

    assert len(fake.sent) == 1


async def test_copy_that_is_gone_is_not_sent_anew(fake: FakeTelegram, courier: TelegramCourier) -> None:
    await courier.send_next(outgoing(replace(case_card(), in_place_of="999999", only_in_place=True), DESK))

    assert fake.sent == []
