"""One message of a reply on its way: paced, sent, and recorded when it went."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.errors import Cause, Lost, Unavailable, Undeliverable
from bot.people.address import Front
from bot.ports import Accept, Clock, Courier, Outbox
from bot.runtime.edge import Broken, OnBug, attempt, fault_told
from bot.runtime.numbers import Numbers, Posted, Stage
from bot.runtime.pacing import Paces, chat_of
from bot.runtime.waiting import seconds_until_retry
from bot.speech.heard import Left
from bot.speech.replies import Superseded
from bot.speech.traffic import Arrival, Outgoing, Sent

_LOG = logging.getLogger("secondsource")

FAULT = "fault"
"""Why a reply was given up that breaks the program."""

_LONGEST_BACKOFF = 300.0
_SHORTEST_PAUSE = 0.05
"""Seconds. Less may be rounded to nothing on the way, and what is due at once would be taken at once, for ever."""


@dataclass(frozen=True, slots=True)
class PostParts:
    """What the post works with. `on_left` is given a `Left` where a platform says that it was thrown out, as a front's own notice would be;
    `on_away` is told of every part that does not answer, `on_bug` of every bug."""

    outbox: Outbox
    couriers: Mapping[Front, Courier]
    clock: Clock
    numbers: Numbers
    on_left: Accept
    on_bug: OnBug
    on_away: Callable[[Unavailable], None]
    paces: Paces


class Delivery:
    """Delivers on one front."""

    def __init__(self, front: Front, courier: Courier, parts: PostParts, *, tries: int) -> None:
        self._front = front
        self._courier = courier
        self._parts = parts
        self._tries = tries
        self._pace = parts.paces.of(front, courier)
        self._faults: dict[int, int] = {}

    async def deliver(self, outgoing: Outgoing) -> None:
        """Sends its next message; in any case tells the outbox what became of it."""
        if (seconds := self._pace.paused_for()) > 0:
            await self._later(outgoing, seconds, is_try=False)
            return
        try:
            sent = await attempt(self._send(outgoing), on_bug=self._parts.on_bug)
        except Unavailable as failure:
            await self._retry(outgoing, failure)
        except Undeliverable as refusal:
            await self._lose(outgoing, refusal.why)
        else:
            if isinstance(sent, Broken):
                await self._bear(outgoing)
            else:
                await self._note(outgoing, sent)

    async def _send(self, outgoing: Outgoing) -> Sent:
        to = outgoing.to
        async with self._pace.turn(chat_of(to), spacing=self._courier.spacing(to)):
            if not self._parts.outbox.holds(outgoing.lane):
                raise Unavailable("database")  # whoever has it now sends it
            return await self._courier.send_next(outgoing)

    async def _note(self, outgoing: Outgoing, sent: Sent) -> None:
        self._faults.pop(outgoing.id, None)
        is_last = sent.remaining <= 0
        self._count(Posted.SENT)
        if is_last and outgoing.written_at is not None:
            seconds = (self._parts.clock.now() - outgoing.written_at).total_seconds()
            self._parts.numbers.took(self._front, Stage.DELIVERED, seconds)
        await self._record(lambda: self._parts.outbox.sent(outgoing.id, sent.handle, is_last=is_last))

    async def _retry(self, outgoing: Outgoing, failure: Unavailable) -> None:
        """There is no last try: a platform that is away for days is no reason to lose what was promised."""
        self._count(Posted.RETRIED)
        if failure.cause is Cause.LIMITED:
            self._pace.note_limited(chat_of(outgoing.to), seconds=failure.retry_after)
        backoff = seconds_until_retry(outgoing.tries + 1, first=1.0, most=_LONGEST_BACKOFF)
        await self._later(outgoing, max(failure.retry_after, backoff))

    async def _lose(self, outgoing: Outgoing, why: Lost) -> None:
        if why is Lost.REFUSED and not await self._fault_is_told(outgoing):
            return
        if why is Lost.BLOCKED:
            await self._record(lambda: self._parts.on_left([self._left(outgoing)]))
        await self._give_up(outgoing, why.value)

    async def _bear(self, outgoing: Outgoing) -> None:
        """After a bug in the way a reply is put into words or sent."""
        self._count(Posted.BROKEN)
        faults = self._faults[outgoing.id] = self._faults.get(outgoing.id, 0) + 1
        if faults < self._tries:
            seconds = seconds_until_retry(faults, first=1.0, most=_LONGEST_BACKOFF)
            await self._later(outgoing, seconds)
            return
        if await self._fault_is_told(outgoing):
            await self._give_up(outgoing, FAULT)

    async def _fault_is_told(self, outgoing: Outgoing) -> bool:
        """What cannot be shown must not end in silence: a plain word takes its place, if that can ever be sent. Where it cannot be now, all of it
        is put off."""
        if isinstance(outgoing.reply, Superseded) or outgoing.reply == fault_told():
            return True
        try:
            instead = replace(outgoing, reply=fault_told(), sent=(), progress="")
            await attempt(self._send(instead), on_bug=self._parts.on_bug)
        except Unavailable as failure:
            await self._retry(outgoing, failure)
            return False
        except Undeliverable:
            return True  # it is visible to the operator in any case
        return True

    async def _give_up(self, outgoing: Outgoing, why: str) -> None:
        self._faults.pop(outgoing.id, None)
        self._count(Posted.FAILED)
        _LOG.warning("reply cannot be delivered", extra={"front": self._front.value, "why": why})
        await self._record(lambda: self._parts.outbox.failed(outgoing.id, why=why))

    async def _later(self, outgoing: Outgoing, seconds: float, *, is_try: bool = True) -> None:
        after = max(_SHORTEST_PAUSE, seconds)
        await self._record(lambda: self._parts.outbox.later(outgoing.id, seconds=after, is_try=is_try))

    async def _record(self, write: Callable[[], Awaitable[None]]) -> None:
        """Waits for the database as long as it takes. Until it is told, the reply is held, so that nobody sends it a second time."""
        failures = 0
        while True:
            try:
                await write()
            except Unavailable as failure:
                failures += 1
                self._parts.on_away(failure)
                await asyncio.sleep(seconds_until_retry(failures, most=5.0))
            else:
                return

    def _left(self, outgoing: Outgoing) -> Arrival:
        address = outgoing.to.address
        moment = self._parts.clock.now().isoformat()
        name = f"{address.front.value}/{address.workspace}/left/{outgoing.id}/{moment}"
        return Arrival(name, Left(outgoing.to))

    def _count(self, outcome: Posted) -> None:
        self._parts.numbers.posted(self._front, outcome)
