"""How much the page takes on at the same time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from weakref import WeakValueDictionary

from aiohttp import web

from bot.claims.note import note
from bot.speech.heard import Heard, Message
from bot.speech.replies import Mood, Told

_SECONDS: Final = 10
_AGAIN: Final = note("unavailable.again_seconds", count=str(_SECONDS))
BUSY: Final = Told(
    (note("unavailable.busy"), note("unavailable.no_finding"), _AGAIN), Mood.UNAVAILABLE, retry_after=_SECONDS
)
CROWDED: Final = Told((note("page.crowded"), _AGAIN), Mood.UNAVAILABLE, retry_after=_SECONDS)


@dataclass(frozen=True, slots=True)
class Limits:
    """Checks at the same time, other turns at the same time, forms being received at the same time, and seconds for one of each."""

    at_once: int = 8
    turns_at_once: int = 32
    received_at_once: int = 16
    patience: float = 120.0


class Seats:
    """Texts that take long to check take no seat from a press or a command, and forms that come in slowly none from either."""

    def __init__(self, limits: Limits) -> None:
        self.patience = limits.patience
        self._checks = asyncio.Semaphore(limits.at_once)
        self._turns = asyncio.Semaphore(limits.turns_at_once)
        self._receiving = asyncio.Semaphore(limits.received_at_once)
        self._visitors: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def can_receive(self) -> bool:
        """False while as many forms come in as may lie in memory together."""
        return not self._receiving.locked()

    async def receive(self, request: web.Request) -> bytes:
        """The body."""
        if (length := request.content_length or 0) > request.client_max_size:
            raise web.HTTPRequestEntityTooLarge(request.client_max_size, length)
        async with self._receiving:
            try:
                async with asyncio.timeout(self.patience):
                    return await request.read()
            except TimeoutError:
                raise web.HTTPRequestTimeout from None

    def refusal(self, heard: Heard) -> Told | None:
        """What to say where nobody else can be taken in now."""
        if not self.seat(heard).locked():
            return None
        return BUSY if isinstance(heard, Message) else CROWDED

    @asynccontextmanager
    async def in_order(self, heard: Heard) -> AsyncIterator[None]:
        """What one visitor says or presses besides texts is done one after the other, so that a button pressed twice finds out that it was."""
        if isinstance(heard, Message):
            yield
            return
        chat = heard.sender.address.chat
        lock = self._visitors.get(chat) or asyncio.Lock()
        self._visitors[chat] = lock
        async with lock:
            yield

    def seat(self, heard: Heard) -> asyncio.Semaphore:
        return self._checks if isinstance(heard, Message) else self._turns
