from collections.abc import AsyncIterator

import pytest

from handlers.telegram.client import Client
from handlers.telegram.courier import TelegramCourier
from tests.fakes.telegram.server import FakeTelegram
from tests.handlers.telegram.sending import client_of


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """Telegram, with a private chat in which somebody said something. What the bot asks for must exist."""
    async with FakeTelegram(flood=None) as server:
        server.say("hello")
        yield server
    assert server.complaints == []


@pytest.fixture
async def client(fake: FakeTelegram) -> AsyncIterator[Client]:
    async with client_of(fake) as opened:
        yield opened


@pytest.fixture
def courier(client: Client) -> TelegramCourier:
    return TelegramCourier(client)
