"""One conversation at work: what waits in it is gathered, answered and written, one submission after the other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.claims.note import note
from bot.dialogue.unavailable import not_now
from bot.dialogue.writing import acts_at_once, in_an_hour
from bot.errors import Unavailable
from bot.people.address import Address
from bot.runtime.edge import Broken, attempt, fault_told
from bot.runtime.gathering import seconds_to_wait
from bot.runtime.lane_parts import Parts, Rules, Shared, front_of, takes_long
from bot.runtime.numbers import Ended, Stage
from bot.runtime.signs import Signalling, Signs
from bot.runtime.waiting import Patience, pause, seconds_until_retry
from bot.speech.burst import Burst, first_burst
from bot.speech.heard import Command, Heard, Message, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told, Working
from bot.speech.session import Session
from bot.speech.traffic import Event, Turn

_LOG = logging.getLogger("secondsource")

KILLED = "killed"
"""The fault of what was begun again and again and never came to an end: it takes the process along."""

LATE = "late"
"""The fault of what always takes longer than a check may."""

_SUSPECT = 2
"""So many tries that came to no end may be the fault of what was tried."""

_MOST_SUPERSEDED = 3
_LONGEST_BACKOFF = 60.0
_LONGEST_WAIT = 5.0
_LONGEST_POSTPONED = 600.0
_GROWTH = 0.25
_WAITED_FOR_HERE = frozenset({"database", "disk"})


class Lane:
    """The worker of the lane called `name`. `news` is set when something came for it."""

    def __init__(self, name: str, parts: Parts, rules: Rules, shared: Shared) -> None:
        self._name = name
        self._parts = parts
        self._rules = rules
        self._shared = shared
        self._patience = Patience(shared.stopping)
        self._signs: Signs | None = None
        self._at: tuple[Event, ...] = ()
        self._begun: set[int] = set()
        self._alone = 0  # so many of the next are answered one by one, since together they broke
        self._faults = 0
        self._is_late = False  # what is answered now took longer than a check may
        self._given_up: tuple[int, str] | None = None  # what is to be parked, and for which fault
        self.news = asyncio.Event()
        self.address: Address | None = None

    async def run(self) -> None:
        """Answers until nothing waits that is known of, or the process is to end. What comes in just then brings a new worker."""
        try:
            while not self._shared.stopping.is_set() and await self._step():
                pass
        finally:
            await self._no_signs()
            if self._shared.stopping.is_set():
                await self._take_back()
            await self._parts.inbox.release(self._name)

    async def _take_back(self) -> None:
        """An ordered end that cut a turn off is no fault of what was to be answered."""
        if self._begun:
            try:
                await self._parts.inbox.take_back([*self._begun])
            except Unavailable as failure:
                self._parts.on_away(failure)

    async def _step(self) -> bool:
        """Answers what waits first; False where nothing waits behind it."""
        try:
            done = await attempt(self._answer_first(), on_bug=self._parts.on_bug)
            if isinstance(done, Broken):
                await self._bear(done)
                return True
        except Unavailable as failure:
            self._parts.on_away(failure)
            await self._patience.wait()
            return True
        self._patience.rest()
        return done

    async def _answer_first(self) -> bool:
        events = await self._gathered()
        if not events:
            return False
        if self._given_up and self._given_up[0] == events[0].id:
            self._at = events[:1]
            await self._park(self._given_up[1], self._at)
            return True
        for again in range(_MOST_SUPERSEDED + 1):
            burst = self._first(events)
            self._at = events[: burst.size]
            if max(event.tries for event in self._at) >= max(_SUSPECT, self._rules.tries):
                await self._park(KILLED, self._at[:1])
                return True
            outcome = await self._converse(burst, may_grow=again < _MOST_SUPERSEDED)
            if outcome is not None and self._is_late_again():
                await self._park(LATE, self._at, told=_late_told())
                return True
            if outcome is not None:
                await self._finish(burst.heard, outcome)
                return len(events) > burst.size or self.news.is_set()
            self._parts.numbers.turned(front_of(burst.heard), Ended.SUPERSEDED)
            events = await self._gathered()
            if not events:
                return False
        raise AssertionError("the last run cannot be superseded")

    async def _gathered(self) -> tuple[Event, ...]:
        """What waits, once its first submission is whole."""
        before: tuple[int, ...] = ()
        while True:
            self.news.clear()
            events = await self._parts.inbox.pending(self._name)
            if not events:
                return events
            self.address = events[0].heard.sender.address
            self._shared.enter(self.address, self.news)
            self._give_sign(events[0])
            if self._is_alone(events):
                return events
            seconds = seconds_to_wait(events, self._rules.gathering, now=self._parts.clock.now())
            ids = tuple(event.id for event in events)
            # A clock that was set back tells nothing of how long it was waited.
            if seconds <= 0 or ids == before:
                return events
            before = ids
            await asyncio.sleep(seconds)

    def _is_alone(self, events: Sequence[Event]) -> bool:
        """Parts that broke together, or took the process along, are tried one by one: a good one must not share the fate of a bad one."""
        together = events[: first_burst([event.heard for event in events]).size]
        return self._alone > 0 or any(event.tries >= _SUSPECT for event in together)

    def _first(self, events: Sequence[Event]) -> Burst:
        if self._is_alone(events):
            return first_burst([events[0].heard])
        return first_burst([event.heard for event in events])

    async def _converse(self, burst: Burst, *, may_grow: bool) -> Outcome | None:
        """The outcome; None where more of the same submission has come meanwhile."""
        heard = burst.heard
        is_suspect = any(event.tries >= _SUSPECT for event in self._at)
        async with (
            self._shared.suspects if is_suspect else nullcontext(),
            self._shared.gate if takes_long(heard) else nullcontext(),
        ):
            new = [event.id for event in self._at if event.id not in self._begun]
            if new:
                await self._parts.inbox.begin(new)
                self._begun.update(new)
            known = await self._parts.sessions.session(heard.sender.address)
            session = _as_asked(known or Session(self._rules.language), self._at[0])
            if _is_outdated(heard, session, self._at[0]):
                return Outcome(session, (Told((note("refused.nothing_pending"),), Mood.REFUSED),))
            heard = _as_meant(heard, session, self._at[0])
            work = asyncio.ensure_future(self._parts.converse(session, heard, self._tell))
            try:
                may_grow = may_grow and not acts_at_once(session, heard.sender, now=self._parts.clock.now())
                if may_grow and await self._is_superseded(work, burst):
                    return None
                return await work
            except Unavailable as failure:
                if failure.part in _WAITED_FOR_HERE:
                    raise
                self._is_late = failure.part == LATE
                return not_now(session, heard, failure, front=front_of(heard))
            finally:
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)

    async def _is_superseded(self, work: "asyncio.Future[Outcome]", burst: Burst) -> bool:
        """Whether a further part came before the work was done, soon enough after the last one."""
        if not isinstance(burst.heard, Message) or self._alone:
            return False
        until = self._at[-1].accepted_at + timedelta(seconds=self._rules.gathering.late)
        # What came while this waited for its turn to be checked is looked at even if that took long.
        while not work.done() and (self.news.is_set() or self._parts.clock.now() <= until):
            news = asyncio.ensure_future(self.news.wait())
            left = max(0.0, (until - self._parts.clock.now()).total_seconds())
            either: set[asyncio.Future[Any]] = {work, news}
            try:
                await asyncio.wait(either, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
            if work.done() or not self.news.is_set():
                return False
            self.news.clear()
            events = await self._parts.inbox.pending(self._name)
            grown = first_burst([event.heard for event in events]).size if events else 0
            if grown > burst.size and events[burst.size].accepted_at <= until:
                return True
        return False

    async def _finish(self, heard: Heard, outcome: Outcome) -> None:
        events = tuple(event.id for event in self._at)
        turn = Turn(heard, outcome, events, await self._no_signs(), is_own_fault=self._is_late)
        if outcome.again_in is None:
            await self._write(lambda: self._parts.turns.finish(turn))
            self._parts.numbers.took(front_of(heard), Stage.ANSWER, self._age())
            self._parts.numbers.turned(front_of(heard), Ended.ANSWERED)
        else:
            # Tried once only: where the database is away as well, the turn is made again when it is back.
            await self._parts.turns.finish(replace(turn, outcome=self._put_off(outcome, outcome.again_in)))
            self._parts.numbers.turned(front_of(heard), Ended.POSTPONED)
        self._leave(len(events))

    def _put_off(self, outcome: Outcome, seconds: float) -> Outcome:
        """What waits long already is tried less often."""
        return replace(outcome, again_in=max(seconds, min(self._age() * _GROWTH, _LONGEST_POSTPONED)))

    def _age(self) -> float:
        return (self._parts.clock.now() - self._at[-1].accepted_at).total_seconds()

    def _is_late_again(self) -> bool:
        """No part is away where a check takes too long: a text that always does must not be tried for ever, in front of all the others."""
        return self._is_late and max(event.tries for event in self._at) + 1 >= self._rules.tries

    async def _park(self, fault: str, events: Sequence[Event], *, told: Told | None = None) -> None:
        """Gives them up, and says so."""
        event = events[0]
        sender = event.heard.sender
        session = await attempt(self._parts.sessions.session(sender.address), on_bug=self._parts.on_bug)
        known = session if isinstance(session, Session) else Session(self._rules.language)
        progress = await self._no_signs() or event.progress
        turn = Turn(
            event.heard,
            Outcome(known.moved_on(), (told or fault_told(),)),
            tuple(one.id for one in events),
            progress,
        )
        written = await attempt(
            self._write(lambda: self._parts.turns.park(turn, fault=fault)), on_bug=self._parts.on_bug
        )
        if isinstance(written, Broken):
            # Without a word, which is bad; but nobody else in this conversation would ever be answered.
            await self._write(lambda: self._parts.inbox.lay_aside(turn.events, fault=fault))
        self._parts.numbers.turned(front_of(event.heard), Ended.PARKED)
        _LOG.error("event laid aside", extra={"front": front_of(event.heard).value, "fault": fault})
        self._leave(len(events))

    async def _bear(self, broken: Broken) -> None:
        """After a bug: parts are tried one by one, and what breaks by itself again and again is given up."""
        self._begun.clear()
        at, self._at = self._at, ()
        if at:
            self._parts.numbers.turned(front_of(at[0].heard), Ended.BROKEN)
        if len(at) > 1:
            self._alone = len(at)
            return
        self._faults += 1
        if at and not self._given_up and max(at[0].tries + 1, self._faults) >= self._rules.tries:
            self._given_up = at[0].id, broken.fault
            return
        seconds = seconds_until_retry(self._faults, first=1.0, most=_LONGEST_BACKOFF)
        await pause(seconds, unless=self._shared.stopping)

    async def _write(self, write: Callable[[], Awaitable[None]]) -> None:
        """Waits for the database as long as it takes: the work is done, and only here."""
        failures = 0
        while True:
            try:
                await write()
            except Unavailable as failure:
                failures += 1
                self._parts.on_away(failure)
                await asyncio.sleep(seconds_until_retry(failures, most=_LONGEST_WAIT))
            else:
                return

    def _leave(self, count: int) -> None:
        self._begun.clear()
        self._alone = max(0, self._alone - count)
        self._faults = 0
        self._given_up = None
        self._is_late = False
        self._at = ()

    def _give_sign(self, event: Event) -> None:
        courier = self._parts.couriers.get(front_of(event.heard))
        if self._signs is None and courier is not None:
            parts = self._parts
            signalling = Signalling(
                parts.inbox, parts.clock, parts.on_bug, parts.numbers, parts.paces, self._may_show
            )
            self._signs = Signs(courier, event.id, event.heard, handle=event.progress, parts=signalling)
            self._signs.begin(self._shared.background, event.accepted_at)

    async def _may_show(self) -> bool:
        """The answer takes the place of the numbers: they must not stand above what is owed for something earlier."""
        return not await self._parts.outbox.owes(self._name) and self._parts.inbox.holds(self._name)

    async def _tell(self, working: Working) -> None:
        if self._signs is not None:
            await self._signs.tell(working)

    async def _no_signs(self) -> str:
        signs, self._signs = self._signs, None
        return await signs.end() if signs is not None else ""


def _late_told() -> Told:
    return Told((note("unavailable.late"), note("unavailable.no_finding")), Mood.FAILED)


def _as_asked(session: Session, event: Event) -> Session:
    """A plain word that was put off answers no question that was asked after it."""
    return session.moved_on() if event.is_told and _has_newer_question(session, event) else session


def _has_newer_question(session: Session, event: Event) -> bool:
    pending = session.pending
    return bool(pending and pending.until and pending.until > in_an_hour(event.accepted_at))


def _is_outdated(heard: Heard, session: Session, event: Event) -> bool:
    """Whether this is a typed `/yes` or `/cancel` that was put off, and its sender was asked something else meanwhile."""
    if not isinstance(heard, Command) or heard.verb not in {Verb.YES, Verb.CANCEL} or not event.is_told:
        return False
    return _has_newer_question(session, event) or _is_writing_later(heard, session, event)


def _is_writing_later(heard: Heard, session: Session, event: Event) -> bool:
    return any(
        writing.person == heard.sender.person and writing.was_said_before(event.accepted_at)
        for writing in session.writing
    )


def _as_meant(heard: Heard, session: Session, event: Event) -> Heard:
    """A text that was put off and is taken up while its sender writes something else is still to be checked."""
    if not isinstance(heard, Message) or not event.is_told:
        return heard
    is_older = _is_writing_later(heard, session, event)
    return replace(heard, is_alone=True, may_answer=False) if is_older else heard
