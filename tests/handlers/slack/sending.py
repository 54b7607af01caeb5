"""A courier before a Slack of our own, and replies on their way out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.claims.note import note
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.heard import From
from bot.speech.replies import Reply, Told
from bot.speech.traffic import Outgoing, Sent
from handlers.slack.app import quiet_logger
from handlers.slack.courier import SlackCourier
from handlers.slack.spot import Spot
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM, Message

TOLD: Final = Told((note("talk.start.limits"),))
"""One short sentence."""


@asynccontextmanager
async def courier_of(fake: FakeSlack) -> AsyncIterator[SlackCourier]:
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        client = AsyncWebClient(
            token=fake.bot_token,
            base_url=fake.base_url,
            session=session,
            logger=quiet_logger(),
            retry_handlers=[],
        )
        client.proxy = None
        yield SlackCourier(client)


def to_person(user: str = ASKER) -> From:
    return From(Address(Front.SLACK, TEAM, user), Pseudonym("p"), Audience.NEWSROOM, user=user)


def to_thread(thread: str, *, user: str = ASKER, channel: str = CHANNEL) -> From:
    address = Address(Front.SLACK, TEAM, channel, thread)
    return From(address, Pseudonym("p"), Audience.NEWSROOM, user=user, is_private=False)


def written(fake: FakeSlack, channel: str = "", thread: str = "") -> Spot:
    """Somebody's own message, by default in their direct conversation."""
    channel = channel or fake.world.direct(ASKER).id
    message = fake.world.put(Message(channel, fake.world.ts(), "A claim.", thread=thread, author=ASKER))
    return Spot(channel, message.ts, thread)


def outgoing(reply: Reply = TOLD, to: From | None = None, **more: Any) -> Outgoing:
    return Outgoing(1, "lane", to or to_person(), reply, **more)


async def deliver(courier: SlackCourier, promised: Outgoing) -> tuple[Sent, ...]:
    """All messages of the reply, as the post sends them."""
    sent: list[Sent] = []
    while not sent or sent[-1].remaining:
        handles = tuple(one.handle for one in sent)
        next_one = Outgoing(
            promised.id,
            promised.lane,
            promised.to,
            promised.reply,
            promised.handle,
            handles,
            promised.progress,
            promised.earlier,
        )
        sent.append(await courier.send_next(next_one))
    return tuple(sent)
