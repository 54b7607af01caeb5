"""One desk on two platforms at once: a Bot API server and a Slack of our own before the same cases, lanes and outbox."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from bot.desk.circumstances import Rules
from bot.dialogue.converse import converse
from bot.dialogue.desk.opening import form_for
from bot.dialogue.desk.showing import first_page
from bot.dialogue.parts import DeskFacts, Facts, Parts
from bot.people.address import Address, Front
from bot.people.person import Person
from bot.people.role import Member
from bot.ports import Courier
from bot.runtime.carding import Board, CardKeeper, CardParts
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.rounds import Edge
from bot.speech.choices import Act, Choice, read_choice, write_choice
from bot.speech.heard import From
from handlers.slack.front import Slack, Surroundings, Workspace, open_slack
from handlers.slack.home import HomeContent
from handlers.telegram.front import Account, open_telegram
from tests.dialogue.desk.cases import EDITOR, KO, SAID, THIRI
from tests.fakes.bugs import no_bugs
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.dialogue_parts import parts_on
from tests.fakes.memory_post import MemoryPost
from tests.fakes.reports import report, same_event
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, TEAM, Message
from tests.fakes.telegram.people import AUNG, GROUP, HLA
from tests.fakes.telegram.server import BOT, FakeTelegram
from tests.fakes.telegram.world import Sent
from tests.stories.behind import Entrance, Unhurried, Workers, stop
from tests.stories.plain_keys import PlainKeys

_PATIENCE: Final = 20.0
_PLACES: Final = {
    Front.TELEGRAM: Address(Front.TELEGRAM, str(BOT["id"]), str(GROUP["id"])),
    Front.SLACK: Address(Front.SLACK, TEAM, CHANNEL),
}
_FACTS: Final = Facts(
    desk=DeskFacts(frozenset((front, place.chat) for front, place in _PLACES.items()), labels=("violence",))
)


@dataclass
class House:
    """`show` has the keepers of both chats look once."""

    telegram: FakeTelegram
    slack: FakeSlack
    front: Slack
    couriers: dict[Front, Courier]
    parts: Parts
    post: MemoryPost
    clock: FixedClock
    is_idle: Callable[[], Awaitable[bool]]
    keepers: tuple[CardKeeper, ...]

    async def show(self) -> None:
        for keeper in self.keepers:
            await keeper.look()

    def card_on_telegram(self, case: int = 1) -> Sent:
        handle = self.post.cards.handle(case, _PLACES[Front.TELEGRAM])
        return next(one for one in self.telegram.sent if str(one.id) == handle)

    def card_on_slack(self) -> Message:
        """The only message of ours that all see in the channel and that stands in no thread."""
        (card,) = [one for one in self.slack.shown(CHANNEL) if not one.thread]
        return card

    async def press_on_telegram(self, act: Act, *, value: str = "", by: dict[str, Any] | None = None) -> str:
        """What the presser is told in passing."""
        card = self.card_on_telegram()
        data = next(
            str(button["callback_data"])
            for button in card.buttons
            if _is_meant(read_choice(str(button["callback_data"])), act, value)
        )
        query = self.telegram.press_data(card, data, by=by or AUNG)
        await self.settle()
        return query.told

    async def press_on_slack(self, act: Act, *, value: str = "") -> None:
        card = self.card_on_slack()
        choice = next(each for each in _offered(card) if _is_meant(each, act, value))
        await self.slack.press(card, write_choice(choice)).settled()
        await self.front.errands.settled()
        await self.settle()

    async def answer_on_telegram(self, text: str, *, to: Sent, by: dict[str, Any] | None = None) -> None:
        """Somebody answers to a message of the bot's, which is all that it is given in a group."""
        described = self.telegram.world.describe(to)
        self.telegram.say(text, GROUP, sender=by or AUNG, reply_to_message=described)
        await self.settle()

    async def settle(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            # What is waited for lies on both sides of a socket, so no event can tell.
            while self.telegram.delivery.queue or not await self.is_idle():  # noqa: ASYNC110
                await asyncio.sleep(0)

    def told_on_slack(self) -> list[str]:
        """What the moderator alone was told in the channel."""
        return [one.text for one in self.slack.shown(CHANNEL, to=ASKER) if one.user]


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """Thiri on Telegram and Ko Aung in Slack decide; Mya, an editor, is on Telegram as well."""
    clock = FixedClock()
    post, keys = MemoryPost(clock), PlainKeys()
    post.store.desk.rules = Rules(labels=("violence",))
    post.store.desk.compared = {"pazigyi": ""}.get
    post.members.listed = _listed()
    parts = parts_on(post, PreparedChecking({SAID: report(same_event(SAID))}), _FACTS)
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(flood=None))
        slack = await stack.enter_async_context(FakeSlack())
        entrance = Entrance()

        async def home(sender: From) -> HomeContent:
            return HomeContent(Person(), (), await first_page(sender, parts=parts))

        around = Surroundings(entrance, keys, home, partial(form_for, parts=parts), clock, no_bugs)
        workspace = Workspace(slack.bot_token, slack.app_token, base_url=slack.base_url)
        one = await stack.enter_async_context(
            open_telegram(Account(telegram.token, telegram.url), accept=entrance, keys=keys)
        )
        other = await stack.enter_async_context(open_slack(workspace, around))
        couriers: dict[Front, Courier] = {Front.TELEGRAM: one.courier, Front.SLACK: other.courier}
        workers = Workers(couriers, partial(converse, parts=parts), post, clock=clock)
        entrance.accept = workers.reception.accept
        running = (*workers.work(), one.run(), other.run())
        stack.push_async_callback(stop, [asyncio.create_task(work) for work in running])
        telegram.say("hello", GROUP)
        await slack.wait_for(lambda: slack.links.count)
        keepers = _keepers(couriers, parts, post)
        house = House(telegram, slack, other, couriers, parts, post, clock, workers.is_idle, keepers)
        await house.settle()
        yield house
        assert slack.rejected == [], "Slack would not take this"


def _keepers(couriers: Mapping[Front, Courier], parts: Parts, post: MemoryPost) -> tuple[CardKeeper, ...]:
    cards = CardParts(
        post.desk,
        post.cards,
        parts.checking,
        parts.clock,
        _FACTS.desk,
        "en",
        Numbers(),
        Edge(no_bugs, no_bugs),
        Paces(),
    )
    return tuple(
        CardKeeper(Board(front, place.chat, Unhurried(couriers[front]), _workspace(place)), cards)
        for front, place in _PLACES.items()
    )


def _workspace(place: Address) -> Callable[[], str]:
    return lambda: place.workspace


def _listed() -> dict[tuple[Front, str], Member]:
    return {
        (Front.TELEGRAM, str(AUNG["id"])): THIRI,
        (Front.TELEGRAM, str(HLA["id"])): EDITOR,
        (Front.SLACK, ASKER): KO,
    }


def _offered(card: Message) -> list[Choice]:
    values = [
        element["value"]
        for block in card.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return [choice for value in values if (choice := read_choice(value)) is not None]


def _is_meant(choice: Choice | None, act: Act, value: str) -> bool:
    return choice is not None and choice.act is act and value in {"", choice.value}
