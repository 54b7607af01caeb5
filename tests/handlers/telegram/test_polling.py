import asyncio
from collections import deque

import pytest

from bot.errors import Unavailable
from handlers.telegram.client import Client
from handlers.telegram.intake import Intake
from handlers.telegram.polling import Polling
from tests.fakes.clocks import Stopwatch
from tests.fakes.telegram.failures import Babble, Disconnect, Failure, LoseReply, Refuse
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.reading import READER
from tests.handlers.telegram.receiving import Taken, Waits, running


def polling(client: Client, taken: Taken, waits: Waits) -> Polling:
    return Polling(client, Intake(READER, taken), wait=waits)


async def test_updates_are_taken_in_order_and_confirmed(fake: FakeTelegram, client: Client) -> None:
    taken = Taken()

    async with running(polling(client, taken, Waits()).run()):
        fake.say("one")
        fake.say("two")
        await taken.wait_for(3)
        await fake.wait_for(lambda: not fake.delivery.queue)

    assert taken.texts == ["hello", "one", "two"]
    assert fake.delivery.allowed == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_nothing_is_confirmed_that_was_not_accepted(fake: FakeTelegram, client: Client) -> None:
    taken, waits = Taken(faults=deque([Unavailable("database", retry_after=7)] * 2)), Waits()

    async with running(polling(client, taken, waits).run()):
        await taken.wait_for(1)

    assert taken.texts == ["hello"]
    assert waits.seconds == [7, 7]
    assert [given.get("offset") for given in fake.made("getUpdates")][:3] == [None, None, None]


@pytest.mark.parametrize(
    "failure",
    [
        Refuse(500),
        Refuse(502, as_page=True),
        Refuse(409, "Conflict: terminated by other getUpdates request"),
        Refuse(429, "Too Many Requests", retry_after=3),
        Refuse(401, "Unauthorized"),
        Disconnect(),
        LoseReply(),
        Babble(b"no json"),
        Babble(b'{"ok": true, "result": 5}'),
    ],
)
async def test_polling_survives(fake: FakeTelegram, client: Client, failure: Failure) -> None:
    taken = Taken()
    fake.fail("getUpdates", failure, times=3)

    async with running(polling(client, taken, Waits()).run()):
        await taken.wait_for(1)

    assert taken.texts == ["hello"]


async def test_waits_grow_but_stay_bearable(fake: FakeTelegram, client: Client) -> None:
    waits = Waits()
    fake.fail("getUpdates", Refuse(502), times=12)
    taken = Taken()

    async with running(polling(client, taken, waits).run()):
        await taken.wait_for(1)

    assert waits.seconds[0] <= 1
    assert 15 <= waits.seconds[-1] <= 30


async def test_webhook_left_behind_is_taken_away(fake: FakeTelegram, client: Client) -> None:
    await client.set_webhook("https://somewhere.example/hook")
    taken = Taken()

    async with running(polling(client, taken, Waits()).run()):
        await taken.wait_for(1)
        await client.set_webhook("https://somewhere.example/hook")
        fake.delivery.push()
        await fake.wait_for(lambda: len(fake.made("deleteWebhook")) == 2 or fake.delivery.hook is None)

    assert taken.texts == ["hello"]


async def test_malformed_update_hides_no_other(
    fake: FakeTelegram, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    taken = Taken()
    fake.delivery.push(fake.updates.update("message", {"message_id": "CANARY", "chat": 5}))
    fake.say("after it")

    async with running(polling(client, taken, Waits()).run()):
        await taken.wait_for(2)
        await fake.wait_for(lambda: not fake.delivery.queue)

    assert taken.texts == ["hello", "after it"]
    [record] = [record for record in caplog.records if record.message == "telegram_update_unreadable"]
    assert record.__dict__["count"] == 1
    assert "CANARY" not in caplog.text


async def test_unheard_updates_are_confirmed_too(fake: FakeTelegram, client: Client) -> None:
    fake.delivery.allowed = ["message"]
    fake.push(fake.updates.message(new_chat_title="CANARY"))
    taken = Taken()

    async with running(polling(client, taken, Waits()).run()):
        await fake.wait_for(lambda: not fake.delivery.queue)

    assert taken.texts == ["hello"]


async def test_second_poller_is_told_and_waits(fake: FakeTelegram, client: Client) -> None:
    first, second, waits = Taken(), Taken(), Waits(most=3)

    async with running(polling(client, first, waits).run()), running(polling(client, second, waits).run()):
        await fake.wait_for(lambda: fake.delivery.conflicts >= 1)

    assert waits.seconds


async def test_ping_tells_when_telegram_has_been_silent(client: Client) -> None:
    clock = Stopwatch()
    quiet = Polling(client, Intake(READER, Taken()), clock=clock)
    await quiet.ping()

    clock.pass_by(200)

    with pytest.raises(Unavailable):
        await quiet.ping()


async def test_numbers_that_begin_anew_are_heard(fake: FakeTelegram, client: Client) -> None:
    taken, clock = Taken(), Stopwatch()
    fake.delivery.longest_poll = 0.0

    async with running(Polling(client, Intake(READER, taken), clock=clock).run()):
        await taken.wait_for(1)
        await fake.wait_for(lambda: not fake.delivery.queue)
        clock.pass_by(8 * 86_400)
        await fake.wait_for(lambda: fake.made("getUpdates")[-1].get("offset") is None)


async def test_bug_behind_the_front_is_not_hidden(fake: FakeTelegram, client: Client) -> None:
    async def broken(_arrivals: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(Polling(client, Intake(READER, broken)).run(), 10)
