"""People on Slack: direct messages, mentions in channels, bursts, commands, presses; some events come twice or in another order."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from benchmarks.rig.said import Said, Sort, Texts
from bot.people.address import Front
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import TEAM, Channel, Message

_COMMANDS: Final = ("help", "status", "settings", "privacy")
_EVERY_TENTH_IS_A_CHANNEL: Final = 10
_PRESSED: Final = (":this:", ":none:")


@dataclass
class SlackCrowd:
    """As `TelegramCrowd`. `deliveries` are those of what was said, in its order. In a thread only one answer is pressed, once."""

    fake: FakeSlack
    texts: Texts
    chance: random.Random
    pause: Callable[[], float]
    said: list[Said] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    left: int = 0
    _pressed: set[tuple[str, str]] = field(default_factory=set)

    async def talk(self, *, chats: int, updates: int) -> None:
        """Until so many events were handed to Slack, repetitions not counted."""
        self.left = updates
        self.fake.chaos.rng = random.Random(self.chance.random())
        self.fake.chaos.duplicates = self.fake.chaos.reordered = 0.05
        async with asyncio.TaskGroup() as people:
            for number in range(chats):
                people.create_task(self._person(number))
        self.fake.release()

    async def _person(self, number: int) -> None:
        user = f"U{number:05d}"
        channel = ""
        if number % _EVERY_TENTH_IS_A_CHANNEL == _EVERY_TENTH_IS_A_CHANNEL - 1:
            channel = f"C{number:05d}"
            self.fake.world.channels[channel] = Channel(channel)
        await asyncio.sleep(self.pause() * self.chance.random())
        while self.left > 0:
            self._act(user, channel)
            await asyncio.sleep(self.pause())

    def _act(self, user: str, channel: str) -> None:
        draw = self.chance.random()
        if channel:
            self._mention(user, channel)
        elif draw < 0.06:
            self._direct(user, self.chance.choice(_COMMANDS), Sort.COMMAND)
        elif draw < 0.10:
            self._command(user)
        elif draw < 0.17 and (shown := self._unpressed(user)):
            self._press(shown, user)
        else:
            for _ in range(self.chance.choice((2, 2, 3, 4)) if draw < 0.30 else 1):
                token, text = self.texts.next()
                self._direct(user, text, Sort.TEXT, token)

    def _direct(self, user: str, text: str, sort: Sort, token: str = "") -> None:
        delivery = self.fake.dm(text, user=user)
        event = delivery.payload["event"]
        self._note(delivery, delivery.payload["event_id"], event["channel"], event["ts"], sort, token)

    def _mention(self, user: str, channel: str) -> None:
        token, text = self.texts.next()
        delivery = self.fake.mention(text, user=user, channel=channel)
        ts = delivery.payload["event"]["ts"]
        self._note(delivery, delivery.payload["event_id"], channel, ts, Sort.TEXT, token)

    def _command(self, user: str) -> None:
        """`/verify` with a text behind it, which is answered in the direct conversation and under nothing."""
        token, text = self.texts.next()
        delivery = self.fake.command(text, user=user)
        name = f"command:{delivery.payload['trigger_id']}"
        self._note(delivery, name, self.fake.world.direct(user).id, "", Sort.TEXT, token)

    def _press(self, shown: Message, user: str) -> None:
        self._pressed.add((shown.channel, shown.thread))
        value = self.chance.choice([value for value in values_of(shown) if _is_pressed(value)])
        delivery = self.fake.press(shown, value, user=user)
        name = f"press:{delivery.payload['trigger_id']}"
        self._note(delivery, name, shown.channel, shown.thread or shown.ts, Sort.PRESS)

    def _note(
        self, delivery: Delivery, name: str, chat: str, place: str, sort: Sort, token: str = ""
    ) -> None:
        self.left -= 1
        event = f"{Front.SLACK.value}:{TEAM}:{name}"
        self.said.append(Said(Front.SLACK, event, chat, place, sort, token=token))
        self.deliveries.append(delivery)

    def _unpressed(self, user: str) -> Message | None:
        shown = [
            one
            for one in self.fake.shown(user)
            if any(map(_is_pressed, values_of(one))) and (one.channel, one.thread) not in self._pressed
        ]
        return self.chance.choice(shown) if shown else None


def values_of(message: Message) -> list[str]:
    """Of the buttons under it."""
    blocks = [block for block in message.blocks if block["type"] == "actions"]
    return [str(button["value"]) for block in blocks for button in block["elements"]]


def _is_pressed(value: str) -> bool:
    return any(word in value for word in _PRESSED)
