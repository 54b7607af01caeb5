"""Couriers that keep what they were given, and fail as a test tells them to."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.speech.heard import From, Heard
from bot.speech.replies import Reply, Working
from bot.speech.traffic import Outgoing, Sent


@dataclass(frozen=True)
class Carried:
    """A message that went, and when on the loop's clock. `number` counts the messages of a reply from 1."""

    chat: str
    reply: Reply
    number: int
    at: float
    outgoing: Outgoing


@dataclass
class RecordingCourier:
    """`messages` tells of how many messages a reply consists. `faults` are raised by the next sendings, None for none; `chats` by every sending to
    that chat. `hold` keeps sendings under way until it is set."""

    pace: float = 1000.0
    gap: float = 0.0
    messages: Callable[[Reply], int] = lambda _reply: 1
    faults: deque[Exception | None] = field(default_factory=deque)
    chats: dict[str, Exception] = field(default_factory=dict)
    hold: asyncio.Event | None = None
    sign_fault: Exception | None = None
    sign_seconds: float = 0.0
    carried: list[Carried] = field(default_factory=list)
    signs: list[tuple[Heard, Working, str]] = field(default_factory=list)
    tried: int = 0

    def spacing(self, to: From) -> float:
        return self.gap

    @property
    def per_second(self) -> float:
        return self.pace

    async def send_next(self, outgoing: Outgoing) -> Sent:
        self.tried += 1
        if self.hold is not None:
            await self.hold.wait()
        fault = self.faults.popleft() if self.faults else self.chats.get(outgoing.to.address.chat)
        if fault is not None:
            raise fault
        number = len(outgoing.sent) + 1
        now = asyncio.get_running_loop().time()
        self.carried.append(Carried(outgoing.to.address.chat, outgoing.reply, number, now, outgoing))
        return Sent(f"sent-{len(self.carried)}", self.messages(outgoing.reply) - number)

    async def sign(self, heard: Heard, working: Working, progress: str) -> str:
        self.signs.append((heard, working, progress))
        await asyncio.sleep(self.sign_seconds)
        if self.sign_fault is not None:
            raise self.sign_fault
        return (progress or f"progress-{len(self.signs)}") if working.total else ""
