"""What people see while a turn runs: something small at once, and numbers once it takes long. None of it may delay or break the turn."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.errors import Cause, Unavailable
from bot.people.address import Front
from bot.ports import Clock, Courier, Inbox
from bot.runtime.edge import OnBug, attempt
from bot.runtime.numbers import Numbers, Stage
from bot.runtime.pacing import Paces, chat_of
from bot.speech.heard import Command, Heard, Message, Verb
from bot.speech.replies import Working

EVERY_SECONDS = 1.5
"""Before the first numbers and between two of them: platforms count every change of a message as a message."""

_RENEWED_SECONDS = 4.5
"""Where the small sign is a "typing…" it is taken away after five seconds: https://core.telegram.org/bots/api#sendchataction"""

_PATIENCE = 10.0
_MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Signalling:
    """What signs are made with. `may_show`: whether numbers would stand behind all that was answered before, and nobody else shows them, or the
    answer already. Raises `Unavailable`."""

    inbox: Inbox
    clock: Clock
    on_bug: OnBug
    numbers: Numbers
    paces: Paces
    may_show: Callable[[], Awaitable[bool]]


class Background:
    """Work that nobody waits for. A sign that finds no room is left out."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if len(self._tasks) < _MOST_AT_ONCE:
            task = asyncio.create_task(work())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Signs:
    """The signs of one turn. `tell` is its `Tell`. `handle` is the message that shows how far it is, empty for none."""

    def __init__(self, courier: Courier, event: int, heard: Heard, *, handle: str, parts: Signalling) -> None:
        self._courier = courier
        self._event = event
        self._heard = heard
        self._parts = parts
        self._pace = parts.paces.of(self._front, courier)
        self._spacing = courier.spacing(heard.sender)
        self._is_over = False
        self._latest = Working()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._sending: asyncio.Task[None] | None = None
        self.handle = handle

    def begin(self, background: Background, accepted_at: datetime) -> None:
        """Gives the first sign, where what was heard is something that takes a while."""
        if _is_work(self._heard):
            background.start(lambda: self._give_first(accepted_at))
            self._task = asyncio.create_task(self._give_numbers())

    async def tell(self, working: Working) -> None:
        if working.total:
            self._latest = working
            self._news.set()

    async def end(self) -> str:
        """No more signs. A message that is just being written is waited for, so that it is known and taken away."""
        self._is_over = True
        if self._sending is not None and not self._sending.done():
            await asyncio.wait({self._sending}, timeout=_PATIENCE)
        for task in (self._sending, self._task):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        self._sending = self._task = None
        return self.handle

    async def _give_first(self, accepted_at: datetime) -> None:
        if not await self._notice():
            return
        seconds = (self._parts.clock.now() - accepted_at).total_seconds()
        self._parts.numbers.took(self._front, Stage.SIGN, seconds)

    async def _give_numbers(self) -> None:
        while True:
            # Every other message at most: the answer must find room too.
            await asyncio.sleep(max(EVERY_SECONDS, 2 * self._spacing if self.handle else 0.0))
            if not self.handle:
                await self._renew()
            await self._news.wait()
            self._news.clear()
            chat = chat_of(self._heard.sender)
            if await self._may_show() and self._pace.take_spare(chat, spacing=self._spacing):
                self._sending = asyncio.create_task(self._show(self._latest))
                await asyncio.wait({self._sending})

    async def _may_show(self) -> bool:
        try:
            return await attempt(self._parts.may_show(), on_bug=self._parts.on_bug) is True
        except Unavailable:
            return False

    async def _renew(self) -> None:
        """Gives the small sign again as long as there are no numbers."""
        seconds = _RENEWED_SECONDS - EVERY_SECONDS
        while not await _comes(self._news, seconds=seconds):
            await self._notice()
            seconds = _RENEWED_SECONDS

    async def _notice(self) -> bool:
        """Gives the small sign, where there is room for it and the turn is not over meanwhile."""
        if not await self._pace.sign_turn() or self._is_over:
            return False
        await self._sign(Working(), "")
        return True

    async def _show(self, working: Working) -> None:
        handle = await self._sign(working, self.handle)
        if handle and handle != self.handle:
            self.handle = handle
            try:
                await self._parts.inbox.note_progress(self._event, handle)
            except Unavailable:
                return  # it is known here, and only a killed process would leave it standing

    async def _sign(self, working: Working, handle: str) -> str:
        given = await attempt(self._within_reason(working, handle), on_bug=self._parts.on_bug)
        return given if isinstance(given, str) else ""

    async def _within_reason(self, working: Working, handle: str) -> str:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._courier.sign(self._heard, working, handle)
        except TimeoutError:
            return ""
        except Unavailable as failure:
            if failure.cause is Cause.LIMITED:
                self._pace.note_limited(chat_of(self._heard.sender), seconds=failure.retry_after)
            return ""

    @property
    def _front(self) -> Front:
        return self._heard.sender.address.front


def _is_work(heard: Heard) -> bool:
    """A changed message may have nothing new to check, and what is looked up is there at once."""
    match heard:
        case Message():
            return not heard.is_edit
        case Command():
            return heard.verb is Verb.CHECK
        case _:
            return False


async def _comes(event: asyncio.Event, *, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
