"""Asks Telegram for updates, and confirms only what was accepted."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, Final

from telegram.error import Conflict, TelegramError

from bot.errors import Unavailable
from handlers.telegram.client import LONGEST_POLL, Client
from handlers.telegram.faults import PART
from handlers.telegram.intake import Intake
from handlers.telegram.patience import Patience
from handlers.telegram.update import update_id

_SILENT_FOR: Final = LONGEST_POLL + 60.0
"""Seconds without an answer after which polling is not well: a request and its time-out, and some."""

_NUMBERS_COUNT_FOR: Final = 86_400.0
"""Seconds without an update after which we ask without an offset. After a quiet week Telegram goes on with any number, which may lie before
ours (https://core.telegram.org/bots/api#update); what we took in by then is confirmed long since."""

Wait = Callable[[float], Awaitable[None]]


class Polling:
    """The offset is kept in memory only: Telegram gives again whatever was not confirmed, and what was accepted before is known."""

    def __init__(
        self,
        client: Client,
        intake: Intake,
        *,
        wait: Wait = asyncio.sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._client = client
        self._intake = intake
        self._wait = wait
        self._clock = clock
        self._patience = Patience("polling")
        self._offset: int | None = None
        self._is_clear = False
        self._answered_at = clock()
        self._heard_at = clock()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self._clear()
                raws = await self._client.raw_updates(offset=self._offset, seconds=LONGEST_POLL)
                self._answered_at = self._clock()
                await self._intake.take(raws)
            except (TelegramError, Unavailable) as error:
                # A webhook that somebody set meanwhile would keep us deaf.
                self._is_clear = self._is_clear and not isinstance(error, Conflict)
                await self._wait(self._patience.seconds_after(error))
            else:
                await self._move_on(raws)

    async def ping(self) -> None:
        if self._clock() - self._answered_at > _SILENT_FOR:
            raise Unavailable(PART)

    async def _clear(self) -> None:
        """Takes a webhook away, with nothing of what waits there: Telegram serves one way at a time."""
        if not self._is_clear:
            await self._client.delete_webhook(drop_pending_updates=False)
            self._is_clear = True

    async def _move_on(self, raws: list[Any]) -> None:
        self._patience.well()
        numbers = [number for raw in raws if (number := update_id(raw)) is not None]
        if numbers:
            self._offset = max(numbers) + 1
            self._heard_at = self._clock()
        elif raws:
            await self._wait(self._patience.seconds_after(TelegramError("updates without numbers")))
        elif self._clock() - self._heard_at > _NUMBERS_COUNT_FOR:
            self._offset = None
