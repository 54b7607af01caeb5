"""Slack as a stage: what is said goes through a Slack of our own, the real libraries, lanes and outbox, and is read from the blocks."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.dialogue.desk.opening import tip_form
from bot.dialogue.parts import Facts, PictureFacts
from bot.moderation import Fetcher
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.person import Person
from bot.ports import Clock, Keys
from bot.speech.choices import Act, Choice, read_choice, write_choice
from bot.speech.heard import From
from bot.speech.open_form import OpenForm
from bot.speech.turns import Converse
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from handlers.slack.form import LONGEST_TEXT
from handlers.slack.front import Surroundings, Workspace, open_slack
from handlers.slack.home import HomeContent
from tests.fakes.bugs import no_bugs
from tests.fakes.memory_post import MemoryPost
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.methods import ALL_SCOPES
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, OTHER, Message
from tests.stories.adapters import read_terminal
from tests.stories.behind import Entrance, Workers, stop
from tests.stories.story import Said, Seen

_PATIENCE: Final = 20.0
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
class SlackStage:
    """Somebody who writes to the bot directly, fills in its form where they know more than the text, and types commands behind `/verify`."""

    fake: FakeSlack
    is_idle: Callable[[], Awaitable[bool]]
    phrasebook: Phrasebook

    async def say(self, said: Said) -> Seen:
        before = self._standing()
        await self._settle(await self._send(said))
        opening = [choice for choice in _choices(self._new(before)) if choice.act is Act.OPEN]
        if len(opening) > 1:  # what a person wants to know of each claim stands behind its number
            for choice in opening:
                await self._settle(self.fake.press(_under(self._new(before), choice), write_choice(choice)))
        return self._seen(self._new(before))

    async def press(self, choice: Choice, *, by_other: bool = False) -> Seen:
        before = self._standing()
        shown = list(self._all())
        if choice in _choices(shown):
            user = OTHER if by_other else ASKER
            await self._settle(self.fake.press(_under(shown, choice), write_choice(choice), user=user))
        elif choice.answer:
            await self._settle(self.fake.press_value(shown[-1], write_choice(choice)))
        else:
            number = f" {choice.number}" if choice.number else ""
            await self._settle(self.fake.command(f"{_COMMANDS[choice.act]}{number}"))
        return self._seen(self._new(before))

    async def _send(self, said: Said) -> Delivery:
        if said.text.startswith("/"):
            return self.fake.command(said.text.removeprefix("/"))
        if (said.published or said.origin) and len(said.text) <= LONGEST_TEXT:
            await self.fake.open_form().settled()
            published = said.published.isoformat() if said.published else None
            return self.fake.submit(text=said.text, published=published, origin=said.origin or None)
        return self.fake.dm(said.text)

    async def _settle(self, delivery: Delivery) -> None:
        """Until the bot has taken it in and has nothing more to say."""
        await delivery.settled()
        assert delivery.is_accepted
        async with asyncio.timeout(_PATIENCE):
            # What is waited for lies on both sides of a socket, so no event can tell.
            while not await self.is_idle():  # noqa: ASYNC110
                await asyncio.sleep(0)

    def _all(self) -> Iterator[Message]:
        """Everything of the bot's that somebody can see, in the order in which it was said."""
        messages = self.fake.world.messages.values()
        return (one for one in messages if one.author.endswith("BOT") and not one.is_deleted)

    def _standing(self) -> dict[str, int]:
        return {message.ts: message.changes for message in self._all()}

    def _new(self, before: dict[str, int]) -> list[Message]:
        return [message for message in self._all() if before.get(message.ts) != message.changes]

    def _seen(self, messages: list[Message]) -> Seen:
        text = "\n".join(read_message(message) for message in messages)
        return replace(read_terminal(text, self.phrasebook), choices=tuple(_choices(messages)))


@asynccontextmanager
async def slack_stage(
    converse: Converse,
    post: MemoryPost,
    *,
    clock: Clock,
    keys: Keys,
    fetchers: dict[Front, Fetcher] | None = None,
) -> AsyncIterator[SlackStage]:
    """The bot with its lanes and outbox on what is kept in memory, before a Slack without limits of flood. Without `fetchers` no files are taken."""
    async with AsyncExitStack() as stack:
        takes_files = fetchers is not None
        scopes = ALL_SCOPES | {"files:read"} if takes_files else ALL_SCOPES
        fake = await stack.enter_async_context(FakeSlack(scopes=scopes))
        entrance = Entrance()
        workspace = Workspace(
            fake.bot_token,
            fake.app_token,
            base_url=fake.base_url,
            audience=Audience.PUBLIC,
            takes_files=takes_files,
        )
        forms = _tip_form if takes_files else _no_forms
        around = Surroundings(entrance, keys, _nothing_kept, forms, clock, no_bugs)
        slack = await stack.enter_async_context(open_slack(workspace, around))
        if fetchers is not None:
            fetchers[Front.SLACK] = slack.fetcher
        workers = Workers({Front.SLACK: slack.courier}, converse, post, clock=clock)
        entrance.accept = workers.reception.accept
        running = [asyncio.create_task(work) for work in (*workers.work(), slack.run())]
        stack.push_async_callback(stop, running)
        yield SlackStage(fake, workers.is_idle, load_phrasebook("en"))
        assert fake.rejected == [], "Slack would not take this"


async def _nothing_kept(_sender: From) -> HomeContent:
    return HomeContent(Person())


async def _tip_form(sender: From, _choice: Choice) -> OpenForm | None:
    return tip_form(sender, Facts(pictures=PictureFacts()))


async def _no_forms(_sender: From, _choice: Choice) -> OpenForm | None:
    return None


def read_message(message: Message) -> str:
    """The words of a message without its buttons."""
    if not message.blocks:
        return message.text
    return "\n".join(_words(block) for block in message.blocks if block["type"] != "actions")


def _words(element: dict[str, Any]) -> str:
    """Sections and points stand on lines of their own; within one the words follow each other."""
    if "elements" not in element:
        return str(element.get("text", ""))
    between = "" if element["type"] in {"rich_text_section", "rich_text_quote"} else "\n"
    return between.join(_words(inner) for inner in element["elements"])


def _choices(messages: list[Message]) -> list[Choice]:
    values = [
        str(button.get("value", ""))
        for message in messages
        for block in message.blocks
        if block["type"] == "actions"
        for button in block["elements"]
    ]
    return [choice for value in values if (choice := read_choice(value)) is not None]


def _under(messages: list[Message], choice: Choice) -> Message:
    """The newest message with that button."""
    return next(message for message in reversed(messages) if choice in _choices([message]))
