import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.ports import Clock, Keys
from bot.speech.heard import is_check
from bot.speech.traffic import Arrival, Event
from storage.accepting import Accepted, Accepting
from storage.database import Database
from storage.due import NEVER_PUT_OFF
from storage.ground import Ground
from storage.lanes import held_of
from storage.lifetimes import Lifetimes
from storage.publishing import in_batches
from storage.sealed import Seal
from storage.spoken import decode_heard, encode_heard
from storage.states import LONGEST_FAULT, PARKED, UNDECODABLE, WAITING
from storage.tables import INBOX
from storage.together import Together
from storage.traces import traces_of
from storage.waking import Bell, Topic
from storage.workable import any_put_off, events_of, lanes_in_order, lanes_passing, next_due

AT_ONCE = 100
"""Events of one lane that are read at a time: a chat that sends thousands must not have all of them opened at every turn."""

logger = logging.getLogger("secondsource")


class SqlInbox:
    """The inbox in a database."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, lifetimes: Lifetimes) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._lifetimes = lifetimes
        self._accepting = Accepting(database)
        self._beginning = Together(database, _begin, ground=Ground.SIDE)
        self._body = Seal(keys, "inbox.body")
        self._progress = Seal(keys, "inbox.progress")
        self._held = held_of(database, "inbox")
        self._bell = Bell()
        database.on_freed(Topic.INBOX, self._bell.ring)

    async def accept(self, arrivals: Sequence[Arrival]) -> int:
        if not arrivals:
            return 0
        now = self._clock.now()
        accepted = [self._accepted(arrival, now) for arrival in arrivals]
        try:
            return await self._accepting.write(accepted)
        finally:
            # Also where it is cancelled just when it is written: nobody else would wake for it.
            self._bell.ring()
            self._database.notices.tell(Topic.INBOX)

    async def take(self, *, limit: int) -> tuple[str, ...]:
        self._bell.hush()
        now = self._clock.now()
        async with self._held.looking() as look:
            free = INBOX.c.lane.not_in(look.held) & look.free(INBOX.c.lane)
            rows = [*await look.connection.execute(lanes_in_order(now, free=free, limit=limit))]
            if (await look.connection.execute(any_put_off(now))).first():
                rows += await look.connection.execute(lanes_passing(now, free=free, limit=limit))
            found = sorted((row.id, row.lane) for row in rows)
            lanes = tuple(dict.fromkeys(lane for _, lane in found))[:limit]
            ours = await look.hold(lanes)
        return tuple(lane for lane in lanes if lane in ours)

    async def pending(self, lane: str) -> tuple[Event, ...]:
        """As the port says; at most the first `AT_ONCE`."""
        statement = events_of(lane, self._clock.now(), limit=AT_ONCE)
        while True:
            async with self._database.reading() as connection:
                rows = (await connection.execute(statement)).all()
            if not rows:
                return ()
            opened = [self._opened(row) for row in rows]
            if aside := [one for one in opened if isinstance(one, _Aside)]:
                await self._take_out_unread(aside)
            if events := tuple(one for one in opened if isinstance(one, Event)):
                return events

    async def begin(self, events: Sequence[int]) -> None:
        await self._beginning.write(events)

    async def take_back(self, events: Sequence[int]) -> None:
        begun = update(INBOX).where(INBOX.c.id.in_(events), INBOX.c.tries > 0)
        async with self._database.writing(Ground.SIDE) as connection:
            await connection.execute(begun.values(tries=INBOX.c.tries - 1))

    async def lay_aside(self, events: Sequence[int], *, fault: str) -> None:
        given_up = update(INBOX).where(INBOX.c.id.in_(events), INBOX.c.state == WAITING)
        async with self._database.writing(Ground.SIDE) as connection:
            await connection.execute(given_up.values(state=PARKED, fault=fault[:LONGEST_FAULT]))

    async def note_progress(self, event: int, handle: str) -> None:
        sealed = self._progress.close_text(handle)
        async with self._database.writing(Ground.SIDE) as connection:
            await connection.execute(update(INBOX).where(INBOX.c.id == event).values(progress=sealed))

    async def release(self, lane: str) -> None:
        self._held.let_go(lane)
        self._bell.ring()

    def holds(self, lane: str) -> bool:
        return self._held.is_ours(lane)

    async def wait(self, *, seconds: float) -> None:
        await self._bell.wait(seconds=seconds)

    async def next_due(self) -> datetime | None:
        held = self._held.lanes
        async with self._database.reading() as connection:
            return (await connection.execute(next_due(held=held))).scalar()

    async def backlog(self) -> int:
        async with self._database.reading() as connection:
            return await _count(connection, WAITING)

    async def parked(self) -> tuple[datetime, ...]:
        statement = select(INBOX.c.accepted_at).where(INBOX.c.state == PARKED).order_by(INBOX.c.id)
        async with self._database.reading() as connection:
            return tuple((await connection.execute(statement)).scalars())

    async def retry_parked(self) -> int:
        statement = (
            update(INBOX)
            .where(INBOX.c.state == PARKED)
            .values(
                state=WAITING,
                tries=0,
                is_told=False,
                fault="",
                due_at=NEVER_PUT_OFF,
                put_off_at=NEVER_PUT_OFF,
            )
        )
        async with self._database.writing() as connection:
            count = await _count(connection, PARKED)
            await connection.execute(statement)
        if count:
            self._bell.ring()
            self._database.notices.tell(Topic.INBOX)
        return count

    async def ping(self) -> None:
        await self.backlog()

    def _accepted(self, arrival: Arrival, now: datetime) -> Accepted:
        sender = arrival.heard.sender
        names = tuple(self._keys.digest("event", name) for name in (arrival.event, *arrival.also))
        columns = traces_of(sender.address, self._keys).columns()
        return Accepted(
            names,
            {
                **columns,
                "person": sender.person,
                "state": WAITING,
                "accepted_at": now,
                "due_at": NEVER_PUT_OFF,
                "put_off_at": NEVER_PUT_OFF,
                "expires_at": now + self._lifetimes.of(sender),
                "tries": 0,
                "is_check": is_check(arrival.heard),
                "is_told": False,
                "fault": "",
                "body": self._body.close(encode_heard(arrival.heard)),
                "progress": b"",
            },
            now,
        )

    def _opened(self, row: Row[*tuple[object, ...]]) -> "Event | _Aside":
        try:
            heard = decode_heard(self._body.open(row.body))
            progress = self._progress.open_text(row.progress)
        except Unreadable:
            return _Aside(row.id, is_lost=True)
        if heard is None:
            return _Aside(row.id, is_lost=False)
        return Event(row.id, heard, row.accepted_at, row.tries, row.is_told, progress)

    async def _take_out_unread(self, found: Sequence["_Aside"]) -> None:
        """What no key opens goes; what this version cannot read waits for one that can."""
        lost = [one.id for one in found if one.is_lost]
        parked = [one.id for one in found if not one.is_lost]
        async with self._database.writing() as connection:
            await connection.execute(delete(INBOX).where(INBOX.c.id.in_(lost)))
            await connection.execute(
                update(INBOX).where(INBOX.c.id.in_(parked)).values(state=PARKED, fault=UNDECODABLE)
            )
        logger.error("events cannot be read", extra={"taken_out": len(lost), "parked": len(parked)})


@dataclass(frozen=True, slots=True)
class _Aside:
    """A row that cannot be worked on. `is_lost`: the keys it was sealed with are not there any more."""

    id: int
    is_lost: bool


async def _begin(connection: AsyncConnection, begun: Sequence[Sequence[int]]) -> list[None]:
    for batch in in_batches([event for events in begun for event in events]):
        statement = update(INBOX).where(INBOX.c.id.in_(batch)).values(tries=INBOX.c.tries + 1)
        await connection.execute(statement)
    return [None for _ in begun]


async def _count(connection: AsyncConnection, state: str) -> int:
    statement = select(func.count()).select_from(INBOX).where(INBOX.c.state == state)
    return (await connection.execute(statement)).scalar_one()
