import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Row, bindparam, delete, func, select, update
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
from storage.workable import EVENTS_OF_LANE, lanes_in_order, lanes_passing, next_due

AT_ONCE = 100
"""Events of one lane that are read at a time: a chat that sends thousands must not have all of them opened at every turn."""

_ANY_WAITS: Final = "SELECT id FROM inbox WHERE state = ? LIMIT 1"
_COUNT_TRY: Final = (
    update(INBOX).where(INBOX.c.id.in_(bindparam("ids", expanding=True))).values(tries=INBOX.c.tries + 1)
)
_COUNT: Final = select(func.count()).select_from(INBOX).where(INBOX.c.state == bindparam("state"))

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
        free = self._held.free(INBOX.c.lane)
        self._in_order, self._passing = lanes_in_order(free), lanes_passing(free)
        self._next_due = next_due(self._held.unheld(INBOX.c.lane))
        self._may_be_put_off = True
        self._bell = Bell()
        self._leftover = database.leftover(Topic.INBOX)
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
            self._leftover.bring()

    async def take(self, *, limit: int) -> tuple[str, ...]:
        self._bell.hush()
        brought = self._leftover.brought
        if self._held.is_told and not await self._database.read_rows(_ANY_WAITS, [WAITING]):
            self._may_be_put_off = False
            self._leftover.take_all(brought)
            return ()
        async with self._held.looking() as look:
            given = {"now": self._clock.now(), "held": sorted(look.held), "most": limit}
            rows = [*await look.connection.execute(self._in_order, given)]
            self._may_be_put_off = rows[0].is_any_put_off
            if self._may_be_put_off:
                rows += await look.connection.execute(self._passing, given)
            found = sorted((row.id, row.lane) for row in rows if row.id is not None)
            lanes = tuple(dict.fromkeys(lane for _, lane in found))[:limit]
            ours = await look.hold(lanes)
        if len(lanes) < limit:
            self._leftover.take_all(brought)
        return tuple(lane for lane in lanes if lane in ours)

    async def pending(self, lane: str) -> tuple[Event, ...]:
        """As the port says; at most the first `AT_ONCE`."""
        given = {"lane": lane, "now": self._clock.now(), "most": AT_ONCE}
        while True:
            rows = await self._database.read(EVENTS_OF_LANE, given)
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
        self._may_be_put_off = True
        self._bell.ring()

    def holds(self, lane: str) -> bool:
        return self._held.is_ours(lane)

    async def wait(self, *, seconds: float) -> None:
        await self._bell.wait(seconds=seconds)

    async def next_due(self) -> datetime | None:
        """Asked only where the last look found something that was put off, or a lane was let go of since."""
        if not self._may_be_put_off:
            return None
        ((due,),) = await self._database.read(self._next_due, {"held": sorted(self._held.lanes)})
        return cast("datetime | None", due)

    async def backlog(self) -> int:
        ((count,),) = await self._database.read(_COUNT, {"state": WAITING})
        return int(count)

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
            count = (await connection.execute(_COUNT, {"state": PARKED})).scalar_one()
            await connection.execute(statement)
        if count:
            self._bell.ring()
            self._leftover.bring()
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
        await connection.execute(_COUNT_TRY, {"ids": batch})
    return [None for _ in begun]
