import logging
from contextlib import AbstractAsyncContextManager

import pytest

from bot.errors import Cause, Misconfigured, Unavailable
from handlers.telegram.front import Account, Telegram, open_telegram
from tests.fakes.telegram.failures import Disconnect, Refuse
from tests.fakes.telegram.server import TOKEN, FakeTelegram
from tests.handlers.telegram.receiving import Taken, Waits, running
from tests.stories.plain_keys import PlainKeys

KEYS = PlainKeys()


def opened(fake: FakeTelegram, taken: Taken) -> AbstractAsyncContextManager[Telegram]:
    return open_telegram(Account(TOKEN, fake.url), accept=taken, keys=KEYS)


async def test_what_is_said_arrives(fake: FakeTelegram) -> None:
    taken = Taken()

    async with opened(fake, taken) as telegram, running(telegram.run()):
        await taken.wait_for(1)
        await telegram.ping()

    assert taken.arrivals[0].event.startswith(f"telegram:{telegram.workspace}:")


async def test_refused_token_is_told_at_the_start(fake: FakeTelegram) -> None:
    with pytest.raises(Misconfigured) as raised:
        async with open_telegram(Account("123456:wrong", fake.url), accept=Taken(), keys=KEYS):
            pass

    assert raised.value.problems[0].path == "telegram.token"
    assert "wrong" not in str(raised.value)


async def test_telegram_may_be_away_at_the_start(fake: FakeTelegram) -> None:
    fake.fail("getMe", Disconnect(), times=3)
    taken = Taken()

    async with opened(fake, taken) as telegram:
        with pytest.raises(Unavailable):
            await telegram.ping()
        async with running(telegram.run(wait=Waits())):
            await taken.wait_for(1)

    assert taken.texts == ["hello"]


async def test_token_refused_later_is_told_by_ping(fake: FakeTelegram) -> None:
    waits = Waits(most=0)
    async with opened(fake, Taken()) as telegram:
        fake.fail("getMe", Refuse(401, "Unauthorized"))
        async with running(telegram.run(wait=waits)):
            await waits.begun.wait()
        with pytest.raises(Unavailable) as raised:
            await telegram.ping()

    assert raised.value.cause is Cause.RIGHTS


async def test_token_stands_in_no_log(fake: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fake.fail("getUpdates", Refuse(502, as_page=True))
    fake.say("CANARY")
    taken = Taken()

    async with opened(fake, taken) as telegram, running(telegram.run(wait=Waits())):
        await taken.wait_for(2)

    assert TOKEN not in caplog.text
    assert TOKEN.partition(":")[2] not in caplog.text
    assert "CANARY" not in caplog.text


def test_token_stands_in_no_description() -> None:
    assert "AAFake" not in repr(Account(TOKEN))
