"""People on Telegram: single texts, bursts, albums, commands, presses; some updates come twice or in another order."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.rig.said import Said, Sort, Texts
from bot.people.address import Front
from tests.fakes.telegram.people import group, person, private
from tests.fakes.telegram.server import BOT, FakeTelegram
from tests.fakes.telegram.updates import CONTENTS
from tests.fakes.telegram.world import Sent

_COMMANDS: Final = ("/help", "/status", "/settings", "/privacy", "/start")
_EVERY_TENTH_IS_A_GROUP: Final = 10
_PRESSED: Final = ("Why?", "This is it", "None of these")


@dataclass
class TelegramCrowd:
    """`pause` gives the seconds between two things that one person says. `left` is how many updates are still to be said."""

    fake: FakeTelegram
    texts: Texts
    chance: random.Random
    pause: Callable[[], float]
    said: list[Said] = field(default_factory=list)
    left: int = 0
    _pressed: set[tuple[int, int]] = field(default_factory=set)

    async def talk(self, *, chats: int, updates: int) -> None:
        """Until so many updates were handed to Telegram, repetitions not counted."""
        self.left = updates
        async with asyncio.TaskGroup() as people:
            for number in range(chats):
                people.create_task(self._person(number))

    async def _person(self, number: int) -> None:
        someone = person(number)
        is_group = number % _EVERY_TENTH_IS_A_GROUP == _EVERY_TENTH_IS_A_GROUP - 1
        chat = group(number) if is_group else private(someone)
        # A group takes twenty messages a minute of a bot.
        slower = 3.0 if is_group else 1.0
        await asyncio.sleep(self.pause() * self.chance.random())
        while self.left > 0:
            self._act(chat, someone, is_group=is_group)
            await asyncio.sleep(self.pause() * slower)

    def _act(self, chat: dict[str, Any], someone: dict[str, Any], *, is_group: bool) -> None:
        draw = self.chance.random()
        if draw < 0.08:
            self._push([self._written(chat, someone, self.chance.choice(_COMMANDS), Sort.COMMAND)])
        elif draw < 0.16 and (shown := self._unpressed(chat)):
            self._press(shown, someone)
        elif draw < 0.21 and not is_group:
            self._push(self._album(chat, someone))
        else:
            pieces = self.chance.choice((2, 2, 3, 4)) if draw < 0.32 else 1
            addressed = f"@{BOT['username']} " if is_group else ""
            self._push([self._text(chat, someone, addressed) for _ in range(pieces)])

    def _push(self, updates: list[dict[str, Any]]) -> None:
        """Now and then those of one moment change places, or one of them comes again later."""
        self.left -= len(updates)
        if len(updates) > 1 and self.chance.random() < 0.2:
            self.chance.shuffle(updates)
        self.fake.push(*updates)
        if self.chance.random() < 0.1:
            again = self.chance.choice(updates)
            asyncio.get_running_loop().call_later(self.chance.random() * 5, self.fake.delivery.push, again)

    def _text(self, chat: dict[str, Any], someone: dict[str, Any], addressed: str) -> dict[str, Any]:
        token, text = self.texts.next()
        return self._written(chat, someone, addressed + text, Sort.TEXT, token=token)

    def _written(
        self, chat: dict[str, Any], someone: dict[str, Any], text: str, sort: Sort, *, token: str = ""
    ) -> dict[str, Any]:
        number = self.fake.world.chat(chat).next_message()
        update = self.fake.updates.text(text, chat=chat, sender=someone, message_id=number)
        self._note(update, chat, number, sort, token)
        return update

    def _album(self, chat: dict[str, Any], someone: dict[str, Any]) -> list[dict[str, Any]]:
        """Photos of which each has a text."""
        name = str(self.chance.getrandbits(50))
        updates = []
        for _ in range(self.chance.choice((2, 3))):
            token, text = self.texts.next()
            number = self.fake.world.chat(chat).next_message()
            content = {"media_group_id": name, "caption": text, **CONTENTS["photo"], "message_id": number}
            update = self.fake.updates.message(chat=chat, sender=someone, **content)
            self._note(update, chat, number, Sort.TEXT, token)
            updates.append(update)
        return updates

    def _note(
        self, update: dict[str, Any], chat: dict[str, Any], number: int, sort: Sort, token: str
    ) -> None:
        self.said.append(
            Said(Front.TELEGRAM, event_of(update), str(chat["id"]), str(number), sort, token=token)
        )

    def _unpressed(self, chat: dict[str, Any]) -> Sent | None:
        known = self.fake.world.chats.get(int(chat["id"]))
        shown = [
            one
            for one in (known.ours.values() if known else ())
            if any(button["text"] in _PRESSED for button in one.buttons)
            and (one.chat, one.id) not in self._pressed
        ]
        return self.chance.choice(shown) if shown else None

    def _press(self, shown: Sent, someone: dict[str, Any]) -> None:
        self._pressed.add((shown.chat, shown.id))
        self.left -= 1
        label = self.chance.choice([button["text"] for button in shown.buttons if button["text"] in _PRESSED])
        query = self.fake.press(shown, label, by=someone)
        update = self.fake.delivery.queue[-1].update
        chat, place = str(shown.chat), str(shown.id)
        self.said.append(Said(Front.TELEGRAM, event_of(update), chat, place, Sort.PRESS, query=query.id))


def event_of(update: dict[str, Any]) -> str:
    """The name by which the bot knows an update."""
    return f"{Front.TELEGRAM.value}:{BOT['id']}:{update['update_id']}"
