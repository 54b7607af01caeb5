"""What the in-memory inbox, outbox and the rest keep, in lists and dictionaries. Without keys, and nothing expires."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.people.address import Address
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.ports import Clock
from bot.speech.given import Given
from bot.speech.heard import From, is_check
from bot.speech.replies import Reply
from bot.speech.session import Session
from bot.speech.traffic import Event, Outgoing
from bot.verdicts.judgement import Judged
from tests.fakes.memory_cases import Cases

WAITING, FINISHED, PARKED, FAILED = "waiting", "finished", "parked", "failed"


class Bell:
    """What rang while nobody waited is heard by the next who does."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


@dataclass(kw_only=True)
class PutOff:
    """Until when it has to wait, and since when; a clock that shows a moment before that was set back."""

    due_at: datetime | None = None
    put_off_at: datetime | None = None

    def put_off(self, now: datetime, *, seconds: float) -> None:
        self.due_at, self.put_off_at = now + timedelta(seconds=seconds), now

    def is_due(self, now: datetime) -> bool:
        if self.due_at is None or self.put_off_at is None:
            return True
        return self.due_at <= now or self.put_off_at > now


@dataclass
class EventRow(PutOff):
    event: Event
    lane: str
    state: str = WAITING
    fault: str = ""


@dataclass
class ReplyRow(PutOff):
    outgoing: Outgoing
    state: str = WAITING
    why: str = ""
    matter: str = ""


@dataclass
class PictureRow:
    """`code` is the receipt of its tip, empty as long as that is being written."""

    address: Address
    content: bytes
    code: str = ""


@dataclass
class Store:
    """Everything that is kept. `inbox_held` and `outbox_held` are what a process has in hand: `restart` empties them."""

    clock: Clock
    events: list[EventRow] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    replies: list[ReplyRow] = field(default_factory=list)
    sessions: dict[Address, Session] = field(default_factory=dict)
    answers: dict[str, Given] = field(default_factory=dict)
    judged: dict[tuple[str, int, str], Judged] = field(default_factory=dict)
    pictures: dict[str, PictureRow] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    inbox_held: set[str] = field(default_factory=set)
    outbox_held: set[str] = field(default_factory=set)
    arrived: Bell = field(default_factory=Bell)
    written: Bell = field(default_factory=Bell)
    voted: Bell = field(default_factory=Bell)
    desk: Cases = field(init=False)
    fail: Callable[[str], None] = lambda _method: None
    """Called with the name of every method before it does anything; may raise."""

    def __post_init__(self) -> None:
        self.desk = Cases(self.clock, promise=self.promise, unsay=self.unsay)

    def promise(self, to: From, reply: Reply, matter: str = "") -> None:
        """A reply that answers nothing that was just heard; `matter` is the receipt that it is about."""
        person = self.people.get(to.person, Person())
        number, lane = len(self.replies) + 1, lane_of(to.address)
        outgoing = Outgoing(number, lane, to, reply, is_quiet=person.is_quiet, written_at=self.clock.now())
        self.replies.append(ReplyRow(outgoing, matter=matter))
        if to.address in self.sessions:
            self.sessions[to.address] = self.sessions[to.address].moved_on()
        self.written.ring()

    def unsay(self, matter: str) -> None:
        self.replies = [row for row in self.replies if row.matter != matter or row.state != WAITING]

    def keep_named_pictures(self) -> None:
        """Those of drafts that are still being written, and of tips that are still there."""
        drafted = {
            (address, picture.name)
            for address, session in self.sessions.items()
            for writing in session.writing
            if writing.draft is not None
            for picture in writing.draft.pictures
        }
        self.pictures = {
            name: row
            for name, row in self.pictures.items()
            if (row.code in self.desk.held if row.code else (row.address, name) in drafted)
        }

    def restart(self) -> None:
        self.inbox_held.clear()
        self.outbox_held.clear()
        self.arrived.ring()
        self.written.ring()

    def workable_events(self, now: datetime) -> list[EventRow]:
        """What was put off holds up checks in its lane, and nothing else."""
        held_up, workable = set[str](), list[EventRow]()
        for row in self.events:
            if row.state != WAITING:
                continue
            if not row.is_due(now):
                held_up.add(row.lane)
            elif row.lane not in held_up or not is_check(row.event.heard) or self._is_in_tip(row, now):
                workable.append(row)
        return workable

    def _is_in_tip(self, row: EventRow, now: datetime) -> bool:
        session = self.sessions.get(row.event.heard.sender.address)
        until = session.drafts_until() if session else None
        return until is not None and until > now

    def first_events(self) -> list[EventRow]:
        """The first that waits of each lane."""
        firsts: dict[str, EventRow] = {}
        for row in self.events:
            if row.state == WAITING:
                firsts.setdefault(row.lane, row)
        return list(firsts.values())

    def first_replies(self) -> list[ReplyRow]:
        firsts: dict[str, ReplyRow] = {}
        for row in self.replies:
            if row.state == WAITING:
                firsts.setdefault(row.outgoing.lane, row)
        return list(firsts.values())


def lane_of(address: Address) -> str:
    return "/".join((address.front.value, address.workspace, address.chat, address.thread))


def names_of(sender: From) -> tuple[Pseudonym, ...]:
    return (sender.person, *sender.formerly)


def leads_to(place: Address, gone: Address) -> bool:
    """A chat takes its threads along, since nobody is thrown out of a thread alone, and a workspace all of its chats."""
    if (place.front, place.workspace) != (gone.front, gone.workspace):
        return False
    return gone.chat in {"", place.chat}
