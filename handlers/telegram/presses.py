"""Buttons turn, on the phone of whoever pressed one, until Telegram is told that the press arrived.

That is told together with the reply, since only then a word can go to the presser alone. Where no reply comes, or none soon, it is told without
one: to somebody who is blocked, after a press too many, while much else waits.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

PATIENCE: Final = 8.0
"""Seconds: Telegram forgets a press after some fifteen, and nobody looks at a turning button for longer."""

_MOST_TURNING: Final = 10_000
_LOGGER: Final = logging.getLogger("secondsource")


class Presses:
    """Those that nobody has acknowledged yet, in memory only: after a restart the buttons stop by themselves."""

    def __init__(
        self,
        bot: Bot,
        *,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._bot = bot
        self._wait = wait
        self._clock = clock
        self._turning: dict[str, float] = {}
        self._came = asyncio.Event()

    def note(self, query: str) -> None:
        """Somebody pressed a button."""
        if query and len(self._turning) < _MOST_TURNING:
            self._turning.setdefault(query, self._clock() + PATIENCE)
            self._came.set()

    def settle(self, query: str) -> None:
        """The press is being acknowledged elsewhere."""
        self._turning.pop(query, None)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            self._came.clear()
            if not self._turning:
                await self._came.wait()
                continue
            query, due = next(iter(self._turning.items()))
            await self._wait(max(0.0, due - self._clock()))
            if self._turning.pop(query, None) is not None:
                await release(self._bot, query)


async def release(bot: Bot, query: str) -> None:
    """The button stops turning. It does by itself after a while, so a failure is nobody's loss."""
    try:
        await bot.answer_callback_query(query)
    except TelegramError as error:
        _LOGGER.info("telegram_press_not_acknowledged", extra={"fault": type(error).__name__})
