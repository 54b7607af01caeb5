"""Telegram as a stage: what is said goes through a Bot API server, the real library, lanes and outbox, and is read on the phone."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.moderation import Fetcher
from bot.people.address import Front
from bot.ports import Clock, Keys
from bot.speech.choices import Act, Choice, read_choice, write_choice
from bot.speech.turns import Converse
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from handlers.telegram.front import Account, open_telegram
from tests.fakes.memory_post import MemoryPost
from tests.fakes.telegram.markup import units
from tests.fakes.telegram.people import AUNG, HLA, PUBLIC_CHANNEL, channel_origin, private
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.world import Sent as Message
from tests.stories.adapters import read_terminal
from tests.stories.behind import Entrance, Workers, stop
from tests.stories.story import Said, Seen

_LONGEST: Final = 4096
_PATIENCE: Final = 20.0
_CHANNEL: Final = re.compile(r"(?:https?://)?(?:t\.me/|@)?([A-Za-z][A-Za-z0-9_]{2,31})")
_COMMANDS: Final = {
    Act.WHY: "why",
    Act.THIS: "this",
    Act.NOT_THIS: "not",
    Act.NONE: "none",
    Act.ASK: "ask",
    Act.AGREE: "yes",
    Act.CANCEL: "cancel",
    Act.FORGET: "forget",
}


@dataclass
class TelegramStage:
    """A person with a phone in a private chat. `is_idle` tells whether nothing waits in the bot, inbox and outbox alike."""

    fake: FakeTelegram
    is_idle: Callable[[], Awaitable[bool]]
    phrasebook: Phrasebook

    async def say(self, said: Said) -> Seen:
        """Says it in as many messages as the app makes of it, as a forward where it is known where it comes from."""
        before = len(self.fake.sent)
        forward = _forward(said)
        texts = [said.text[at : at + _LONGEST] for at in range(0, len(said.text), _LONGEST)]
        assert all(units(text) <= _LONGEST for text in texts)
        for text in texts:
            self.fake.say(text, **forward)
        await self.settle()
        shown = self.fake.sent[before:]
        opening = [choice for choice in _choices(shown) if choice.act is Act.OPEN]
        if len(opening) > 1:  # what a person wants to know of each claim stands behind its number
            for choice in opening:
                self.fake.press(_under(shown, choice), write_choice(choice))
                await self.settle()
        return self._seen(self.fake.sent[before:], "")

    async def press(self, choice: Choice, *, by_other: bool = False) -> Seen:
        before = len(self.fake.sent)
        number = f" {choice.number}" if choice.number else ""
        if not choice.answer and choice.act in _COMMANDS and not by_other:
            self.fake.say(f"/{_COMMANDS[choice.act]}{number}")
            await self.settle()
            return self._seen(self.fake.sent[before:], "")
        under = _under(self.fake.sent, choice) if choice in _choices(self.fake.sent) else self.fake.sent[-1]
        query = self.fake.press_data(under, write_choice(choice), by=HLA if by_other else AUNG)
        await self.settle()
        return self._seen(self.fake.sent[before:], query.told)

    async def settle(self) -> None:
        """Until Telegram was told that all of it arrived, and the bot has nothing more to say."""
        async with asyncio.timeout(_PATIENCE):
            # What is waited for lies on both sides of a socket, so no event can tell.
            while self.fake.delivery.queue or not await self.is_idle():  # noqa: ASYNC110
                await asyncio.sleep(0)

    def _seen(self, messages: list[Message], whispered: str) -> Seen:
        text = "\n".join([whispered, *(message.text for message in messages if not message.is_deleted)])
        return replace(read_terminal(text, self.phrasebook), choices=tuple(_choices(messages)))


@asynccontextmanager
async def telegram_stage(
    converse: Converse,
    post: MemoryPost,
    *,
    clock: Clock,
    keys: Keys,
    fetchers: dict[Front, Fetcher] | None = None,
) -> AsyncIterator[TelegramStage]:
    """The bot with its lanes and outbox on what is kept in memory, before a Telegram without limits of flood. Without `fetchers` no files are
    taken."""
    async with AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeTelegram(flood=None))
        entrance = Entrance()
        account = Account(fake.token, fake.url, takes_files=fetchers is not None)
        telegram = await stack.enter_async_context(open_telegram(account, accept=entrance, keys=keys))
        if fetchers is not None:
            fetchers[Front.TELEGRAM] = telegram.fetcher
        workers = Workers({Front.TELEGRAM: telegram.courier}, converse, post, clock=clock)
        entrance.accept = workers.reception.accept
        stack.push_async_callback(
            stop, [asyncio.create_task(work) for work in (*workers.work(), telegram.run())]
        )
        yield TelegramStage(fake, workers.is_idle, load_phrasebook("en"))


def _forward(said: Said) -> dict[str, Any]:
    """A public channel that posted it on that day; one of no name in particular where only the day is known."""
    if not said.origin and said.published is None:
        return {}
    named = _CHANNEL.fullmatch(said.origin)
    channel = PUBLIC_CHANNEL | {"username": named[1]} if named else PUBLIC_CHANNEL
    noon = 43_200 + 86_400 * (said.published.toordinal() - 719_163) if said.published else 1_795_000_000
    return {"forward_origin": channel_origin(channel, date=noon), "chat": private(AUNG)}


def _choices(messages: list[Message]) -> list[Choice]:
    data = [str(button.get("callback_data", "")) for message in messages for button in message.buttons]
    return [choice for text in data if (choice := read_choice(text)) is not None]


def _under(messages: list[Message], choice: Choice) -> Message:
    """The newest message with that button."""
    return next(message for message in reversed(messages) if choice in _choices([message]))
