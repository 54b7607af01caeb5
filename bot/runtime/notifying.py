"""Tells other systems of the newsroom what happened at the desk, each in order and by itself. What is told stands in the audit log, which is written
with its cause: nothing is lost by a kill, and nothing is told that did not happen."""

import random
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.alerts import read_burst
from bot.desk.audit import Entry
from bot.desk.comparing import Bearing, bearing
from bot.desk.decision import Decision
from bot.desk.question import Question
from bot.desk.webhook import Event, Happening, Reached, happening_of
from bot.errors import Unavailable
from bot.moderation import Audit, Desk, Followed
from bot.people.audience import Audience
from bot.ports import Clock, Library
from bot.runtime.rounds import Edge, Woken, in_rounds
from bot.speech.excerpt import excerpt

GIVES_UP_AFTER = timedelta(hours=24)
_SOME = 50
_LONGEST_TEXT = 200
_LOOKS_EVERY = 5.0
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 3600.0

_COMPARED = frozenset({Bearing.AS_RECORDED, Bearing.DIFFERS})

Send = Callable[[Event], Awaitable[None]]
"""Raises `Unavailable` where it did not arrive."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """`audience`: which records it may know of. `with_text`: whether it may know what a claim says that somebody of that audience sent, but for cases
    with one of the labels `sensitive`."""

    name: str
    send: Send
    kinds: Collection[Happening]
    audience: Audience = Audience.PUBLIC
    with_text: bool = False
    sensitive: frozenset[str] = frozenset()


@dataclass
class Notifier:
    """Of one receiver."""

    audit: Audit
    followed: Followed
    desk: Desk
    library: Library
    receiver: Receiver
    clock: Clock
    edge: Edge
    on_arrived: Callable[[], None] = lambda: None
    _not_before: datetime | None = field(default=None, init=False)

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.desk).wait, self.edge)

    async def look(self) -> float:
        if (
            self._not_before is not None
            and (left := (self._not_before - self.clock.now()).total_seconds()) > 0
        ):
            return left  # something else happened at the desk: that is no reason to try sooner
        return await self._go_on()

    async def _go_on(self) -> float:
        reached = await self.followed.reached(self.receiver.name)
        if reached is None:  # what was before it was switched on is no news
            newest = await self.audit.entries(limit=1)
            await self._move(Reached(newest[0].number if newest else 0))
            return _LOOKS_EVERY
        entries = await self.audit.following(reached.number, limit=_SOME)
        for entry in entries:
            event = await self._event(entry)
            if event is not None and not await self._arrives(event):
                pause = await self._put_off(entry, reached)
                if pause is not None:
                    return pause
                reached = replace(reached, given_up=reached.given_up + 1)
            reached = Reached(entry.number, given_up=reached.given_up)
            if event is not None:
                await self._move(reached)
        if entries:
            await self._move(reached)
        return 0.0 if len(entries) == _SOME else _LOOKS_EVERY

    async def _arrives(self, event: Event) -> bool:
        try:
            await self.receiver.send(event)
        except Unavailable as failure:
            self.edge.on_away(failure)
            return False
        self.on_arrived()
        return True

    async def _put_off(self, entry: Entry, before: Reached) -> float | None:
        """After how many seconds it is tried again; None where its time is over. What comes behind it waits: order is worth more than speed."""
        now = self.clock.now()
        since = before.failing_since or now
        if now - since >= GIVES_UP_AFTER:
            return None
        waiting = replace(before, number=entry.number - 1, tries=before.tries + 1, failing_since=since)
        await self._move(waiting)
        pause = min(_FIRST_PAUSE * 2.0 ** min(before.tries, 20), _LONGEST_PAUSE)
        pause *= random.uniform(0.8, 1.2)  # noqa: S311 - so that not all who failed come at once
        self._not_before = now + timedelta(seconds=pause)
        return pause

    async def _move(self, reached: Reached) -> None:
        await self.followed.move(self.receiver.name, reached)

    async def _event(self, entry: Entry) -> Event | None:
        """None for what is not told, or may not be."""
        kind = happening_of(entry)
        if kind is None or kind not in self.receiver.kinds:
            return None
        subject = entry.subject.partition(" ")[2]
        if kind is Happening.CASE_DECIDED:
            return await self._decided(entry, int(subject))
        if kind is Happening.CASE_BURST:
            return await self._burst(entry, int(subject))
        if not await self.library.records({subject}, self.receiver.audience):
            return None
        return Event(f"audit-{entry.number}", kind, entry.at, {"record": subject})

    async def _decided(self, entry: Entry, case: int) -> Event | None:
        file = await self.desk.case(case)
        decision = file.case.answered if file is not None else None
        if decision is None:
            return None
        named = await self._named(decision)
        facts = {"case": case, "conclusion": decision.conclusion.value, **named}
        return Event(f"audit-{entry.number}", Happening.CASE_DECIDED, entry.at, facts)

    async def _named(self, decision: Decision) -> dict[str, str | None]:
        """How what was sent stands to a record that may not be told of would tell of it."""
        wanted = {decision.record} if decision.record else ()
        record = (await self.library.records(wanted, self.receiver.audience)).get(decision.record)
        if record is None:
            return {"record": None, "accord": None}
        bears = bearing(decision, record)
        return {"record": record.id, "accord": bears.value if bears in _COMPARED else None}

    async def _burst(self, entry: Entry, case: int) -> Event:
        people, minutes = read_burst(entry.detail) or (None, None)
        facts: dict[str, str | int | None] = {"case": case, "people": people, "minutes": minutes}
        if self.receiver.with_text:
            facts["text"] = await self._text_of(case)
        return Event(f"audit-{entry.number}", Happening.CASE_BURST, entry.at, facts)

    async def _text_of(self, case: int) -> str | None:
        """What the first of those who asked wanted to know; None for what was told in confidence, by colleagues too, and where it is gone."""
        file = await self.desk.case(case)
        if file is None or file.case.labels & self.receiver.sensitive:
            return None
        asked = (one.matter for one in file.matters if one.audience in self.receiver.audience.sees())
        claims = (matter.claim.text for matter in asked if isinstance(matter, Question))
        return next((excerpt(text, _LONGEST_TEXT) for text in claims), None)
