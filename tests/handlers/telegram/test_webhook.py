import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.errors import Unavailable
from handlers.telegram.client import Client
from handlers.telegram.intake import Intake
from handlers.telegram.webhook import LARGEST_BODY, PATH, Registration, Webhook
from handlers.web.public import build_public
from tests.fakes.bugs import no_bugs
from tests.fakes.telegram.failures import Refuse
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.reading import READER, new_updates
from tests.handlers.telegram.receiving import Taken, Waits, running

SECRET = "a_Secret-of-Telegrams"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@asynccontextmanager
async def listening(client: Client) -> AsyncIterator[tuple[Webhook, str]]:
    """A webhook that is registered once, on the listener that platforms reach, and the listener's address."""
    opened: list[Webhook] = []

    async def pass_on(request: web.Request) -> web.StreamResponse:
        return await opened[0].take(request)

    def add_route(app: web.Application) -> None:
        app.router.add_post(PATH, pass_on)

    runner = web.AppRunner(build_public([add_route], on_bug=no_bugs), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    opened.append(Webhook(client, Registration(url, SECRET), wait=Waits(most=0)))
    try:
        yield opened[0], url
    finally:
        await runner.cleanup()


async def post(url: str, body: object, headers: dict[str, str] | None = None) -> tuple[int, str]:
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    chosen = HEADER if headers is None else headers
    async with ClientSession() as session, session.post(url + PATH, data=data, headers=chosen) as answer:
        return answer.status, answer.headers.get("Retry-After", "")


async def test_updates_are_brought_and_taken(fake: FakeTelegram, client: Client) -> None:
    taken = Taken()
    async with listening(client) as (webhook, url), running(webhook.run(Intake(READER, taken))):
        await fake.wait_for(lambda: fake.delivery.hook is not None)
        fake.say("one")
        await taken.wait_for(2)

    assert fake.delivery.hook is not None
    assert (fake.delivery.hook.url, fake.delivery.hook.secret) == (url + PATH, SECRET)
    assert taken.texts == ["hello", "one"]


async def test_what_cannot_be_taken_in_is_brought_again(fake: FakeTelegram, client: Client) -> None:
    taken, waits = Taken(faults=deque([Unavailable("database", retry_after=6.2)] * 2)), Waits()
    fake.delivery.waits = waits

    async with listening(client) as (webhook, _), running(webhook.run(Intake(READER, taken))):
        await taken.wait_for(1)

    assert fake.delivery.retry_afters == ["7", "7"]
    assert waits.seconds == [7.0, 7.0]


async def test_nothing_is_taken_before_we_know_who_we_are(client: Client) -> None:
    async with listening(client) as (_, url):
        assert await post(url, new_updates().text("x")) == (503, "5")


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}])
async def test_stranger_is_refused(client: Client, headers: dict[str, str]) -> None:
    taken = Taken()
    async with listening(client) as (webhook, url), running(webhook.run(Intake(READER, taken))):
        status, _ = await post(url, new_updates().text("x"), headers)

    assert (status, taken.arrivals) == (401, [])


async def test_large_body_is_refused(fake: FakeTelegram, client: Client) -> None:
    async with listening(client) as (webhook, url), running(webhook.run(Intake(READER, Taken()))):
        await fake.wait_for(lambda: fake.delivery.hook is not None)

        assert await post(url, b" " * (LARGEST_BODY + 1)) == (413, "")


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"1" * 5_000, b"\xff\xfe"])
async def test_what_is_no_json_is_refused(fake: FakeTelegram, client: Client, body: bytes) -> None:
    async with listening(client) as (webhook, url), running(webhook.run(Intake(READER, Taken()))):
        await fake.wait_for(lambda: fake.delivery.hook is not None)

        assert (await post(url, body))[0] == 400


async def test_unreadable_update_is_not_asked_for_again(fake: FakeTelegram, client: Client) -> None:
    async with listening(client) as (webhook, url), running(webhook.run(Intake(READER, Taken()))):
        await fake.wait_for(lambda: fake.delivery.hook is not None)

        assert await post(url, {"update_id": 5, "message": {"text": {}}}) == (200, "")


async def test_ping_tells_whether_telegram_brings_anything(client: Client) -> None:
    waits = Waits(most=0)
    webhook = Webhook(client, Registration("https://bot.example", SECRET), wait=waits)
    with pytest.raises(Unavailable):
        await webhook.ping()

    async with running(webhook.run(Intake(READER, Taken()))):
        await waits.begun.wait()

    await webhook.ping()


async def test_registration_is_tried_until_it_works(fake: FakeTelegram, client: Client) -> None:
    fake.fail("setWebhook", Refuse(502), times=3)
    webhook = Webhook(client, Registration("https://bot.example", SECRET), wait=Waits(most=3))

    async with running(webhook.run(Intake(READER, Taken()))):
        await fake.wait_for(lambda: fake.delivery.hook is not None)

    assert len(fake.made("setWebhook")) == 4
