"""What goes wrong by chance between the bot and the platforms: too much, broken, cut off, silent, and done without a word that it was."""

import asyncio
import random
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from benchmarks.rig.platforms import Platforms
from benchmarks.rig.shown import Shown, shown_on
from bot.people.address import Front
from tests.fakes.slack import failures as slack
from tests.fakes.telegram import failures as telegram

_ON_TELEGRAM: Final = (
    telegram.Refuse(429, "Too Many Requests: retry after 1", retry_after=1),
    telegram.Refuse(500),
    telegram.Refuse(502, as_page=True),
    telegram.Disconnect(),
    telegram.LoseReply(),
)
_ON_SLACK: Final = (slack.limited(1), slack.BROKEN, slack.PAGE, slack.CUT, slack.LOST)
_SENDING: Final = frozenset({"sendmessage", "editmessagetext", "chat.postmessage", "chat.update"})


@dataclass
class Mishaps:
    """`share` of the calls that send something fail. Of Telegram's, `silent` are an answer that never comes: each takes as long as the bot's patience."""

    platforms: Platforms
    chance: random.Random
    share: float
    silent: float = 0.05
    count: int = 0
    _unheard: set[tuple[Front, str]] = field(default_factory=set)

    def begin(self) -> None:
        self.platforms.telegram.failures = _OnTelegram(self)
        self.platforms.slack.failures = _OnSlack(self)

    def end(self) -> None:
        self.share = 0.0

    def unheard(self) -> list[Shown]:
        """Messages that were taken and the bot was not told, so that it had to send them again."""
        return [
            one
            for one in shown_on(self.platforms)
            if (one.front, f"{one.chat} {one.handle}") in self._unheard
        ]

    def happens(self, method: str) -> bool:
        found = method.lower() in _SENDING and self.chance.random() < self.share
        self.count += found
        return found

    def note_on_telegram(self, before: int) -> None:
        """Called as soon as the call was made: what stands there now and did not before is its message."""
        for one in self.platforms.telegram.sent[before : before + 1]:
            self._unheard.add((Front.TELEGRAM, f"{one.chat} {one.id}"))

    def note_on_slack(self, before: int) -> None:
        for one in islice(self.platforms.slack.world.messages.values(), before, before + 1):
            handle = f"{one.channel}/{one.thread}/{one.ts}"
            self._unheard.add((Front.SLACK, f"{one.channel} {handle}"))


class _OnTelegram(telegram.Failures):
    def __init__(self, mishaps: Mishaps) -> None:
        super().__init__()
        self._mishaps = mishaps

    def next(self, method: str) -> telegram.Failure | None:
        mishaps = self._mishaps
        if not mishaps.happens(method):
            return None
        if mishaps.chance.random() < mishaps.silent:
            return telegram.Hang()
        found = mishaps.chance.choice(_ON_TELEGRAM)
        if isinstance(found, telegram.LoseReply):
            before = len(mishaps.platforms.telegram.sent)
            asyncio.get_running_loop().call_soon(mishaps.note_on_telegram, before)
        return found


class _OnSlack(slack.Failures):
    def __init__(self, mishaps: Mishaps) -> None:
        super().__init__()
        self._mishaps = mishaps

    def next(self, method: str) -> slack.Failure | None:
        mishaps = self._mishaps
        if not mishaps.happens(method):
            return None
        found = mishaps.chance.choice(_ON_SLACK)
        if found is slack.LOST:
            before = len(mishaps.platforms.slack.world.messages)
            asyncio.get_running_loop().call_soon(mishaps.note_on_slack, before)
        return found
