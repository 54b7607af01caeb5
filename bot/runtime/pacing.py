"""How fast a platform may be spoken to: so many messages a second altogether, and a pause after each in one conversation."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.people.address import Front
from bot.ports import Courier
from bot.speech.heard import From

_LONGEST_WAIT_FOR_A_SIGN = 1.0
_LONGEST_GIVING_WAY = 3.0
_LIMITED_SECONDS = 1.0
_LIMITED_CHATS = 3
_LONGEST_PAUSE = 3600.0


@dataclass(eq=False, slots=True)
class _Chat:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    users: int = 0


class Pace:
    """The pace of one front. Times are those of the event loop. Remembers only conversations that are spoken to or must be left alone yet."""

    def __init__(self, *, per_second: float) -> None:
        self._interval = 1 / per_second
        self._next = 0.0
        self._next_sign = 0.0
        self._paused_until = 0.0
        self._chats: OrderedDict[Hashable, _Chat] = OrderedDict()
        self._limited: dict[Hashable, float] = {}

    def __len__(self) -> int:
        return len(self._chats)

    @asynccontextmanager
    async def turn(self, chat: Hashable, *, spacing: float) -> AsyncIterator[None]:
        """Waits until this conversation may be spoken to; it is nobody else's while the context lasts, and left alone for `spacing` after it."""
        entry = self._chats.setdefault(chat, _Chat())
        entry.users += 1
        try:
            async with entry.lock:
                was_spoken_to = entry.free_at > _now()
                await _until(entry.free_at)
                await self._front(gives_way=was_spoken_to)
                try:
                    yield
                finally:
                    entry.free_at = _now() + spacing
                    self._chats.move_to_end(chat)
        finally:
            entry.users -= 1
            self._forget()

    async def sign_turn(self) -> bool:
        """Waits until a sign may be given that is no message, such as "typing…". False where that would be too late to mean anything."""
        at = max(self._next_sign, _now())
        if self.paused_for() > 0 or at - _now() > _LONGEST_WAIT_FOR_A_SIGN:
            return False
        self._next_sign = at + self._interval
        await _until(at)
        return self.paused_for() == 0

    def take_spare(self, chat: Hashable, *, spacing: float) -> bool:
        """Takes a turn that nobody waits for, for a message that can be left out. False where there is none."""
        now, known = _now(), self._chats.get(chat)
        if self.paused_for() > 0 or self._next > now or (known and (known.users or known.free_at > now)):
            return False
        self._next = now + self._interval
        self._chats.setdefault(chat, _Chat()).free_at = now + spacing
        self._chats.move_to_end(chat)
        self._forget()
        return True

    def note_limited(self, chat: Hashable, *, seconds: float) -> None:
        """The platform asked for a pause in this conversation. Where it does so in several at once, it means all of them."""
        now = _now()
        self._limited = {one: at for one, at in self._limited.items() if now - at < _LIMITED_SECONDS}
        self._limited[chat] = now
        if len(self._limited) >= _LIMITED_CHATS:
            self._paused_until = max(self._paused_until, now + min(seconds, _LONGEST_PAUSE))
            self._limited.clear()

    def paused_for(self) -> float:
        """Seconds for which nothing may be sent at all, 0 for none."""
        return max(0.0, self._paused_until - _now())

    async def _front(self, *, gives_way: bool) -> None:
        """Whoever was spoken to just now lets others pass who wait for a first word, for a while."""
        until = _now() + _LONGEST_GIVING_WAY
        while gives_way and _now() < min(self._next, until):
            await _until(min(self._next, until))
        while True:
            at = max(self._next, self._paused_until, _now())
            self._next = at + self._interval
            await _until(at)
            if self.paused_for() == 0:
                return

    def _forget(self) -> None:
        """Those whose time has passed; they stand in the order in which they were spoken to."""
        while self._chats:
            chat, entry = next(iter(self._chats.items()))
            if entry.users or entry.free_at > _now():
                return
            del self._chats[chat]


class Paces:
    """The pace of each front, one for all who speak there: answers and signs."""

    def __init__(self) -> None:
        self._paces: dict[Front, Pace] = {}

    def of(self, front: Front, courier: Courier) -> Pace:
        if front not in self._paces:
            self._paces[front] = Pace(per_second=courier.per_second)
        return self._paces[front]


def chat_of(to: From) -> Hashable:
    """What a platform counts by: threads of one chat share its pace."""
    return to.address.workspace, to.address.chat


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _until(moment: float) -> None:
    wait = moment - _now()
    if wait > 0:
        await asyncio.sleep(wait)
