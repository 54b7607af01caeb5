"""A courier before a fake Telegram, and replies on their way out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from bot.claims.note import note
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import From
from bot.speech.replies import Reply, Told
from bot.speech.traffic import Outgoing
from handlers.telegram.client import Client, open_client
from tests.fakes.telegram.people import AUNG
from tests.fakes.telegram.server import FakeTelegram

TOLD: Final = Told((note("talk.start.limits"),))


@asynccontextmanager
async def client_of(fake: FakeTelegram) -> AsyncIterator[Client]:
    async with open_client(fake.token, fake.url) as client:
        yield client


def to_person(chat: int = AUNG["id"], *, thread: str = "", is_private: bool = True) -> From:
    address = Address(Front.TELEGRAM, "123456", str(chat), thread)
    return From(address, Pseudonym("p"), Audience.PUBLIC, is_private=is_private)


def outgoing(reply: Reply = TOLD, to: From | None = None, **more: Any) -> Outgoing:
    return Outgoing(1, "lane", to or to_person(), reply, **more)
