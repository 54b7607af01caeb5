import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    Select,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.ports import Clock, Keys
from bot.speech.replies import Card
from bot.speech.traffic import Outgoing
from storage.copies import note_copy
from storage.database import Database, Given
from storage.due import is_due, was_put_off, with_put_off
from storage.ground import Ground
from storage.lanes import Look, held_of
from storage.outgoing import close_handles, open_body, open_handles
from storage.states import FAILED, SENT, WAITING
from storage.tables import ANSWERS, OUTBOX
from storage.together import Together
from storage.undelivered import Aside, open_row
from storage.waking import Bell, Topic

_CARD = "card"

_WAITS = OUTBOX.c.state == WAITING

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ANY_WAITS = "SELECT id FROM outbox WHERE state = ? LIMIT 1"
_LOCKED = select(OUTBOX).where(OUTBOX.c.id.in_(_IDS)).with_for_update()
_KEPT = select(ANSWERS.c.id).where(ANSWERS.c.id.in_(_IDS))
_DONE_WITH = delete(OUTBOX).where(OUTBOX.c.id.in_(_IDS))

_THIS = update(OUTBOX).where(OUTBOX.c.id == bindparam("reply")).values(sent=bindparam("handles"))
_GONE = _THIS.values(state=SENT, body=b"")
_UNDER_WAY = _THIS.values(tries=0)

_MOST_NAMED = 1000
"""Lanes that one statement names. More are held only where a front was taken away that owes replies to many."""

logger = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class _Sent:
    """That a message of the reply with this id went, under which handle, and whether it was the last."""

    id: int
    handle: str
    is_last: bool


class SqlOutbox:
    """The outbox in a database. It has to be told with `note_written` of what others write into it."""

    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._noting = Together(database, self._note_sent, ground=Ground.SIDE)
        self._held = held_of(database, "outbox")
        self._firsts = _firsts(self._held.free(OUTBOX.c.lane))
        self._next_due = _next_due(self._held.unheld(OUTBOX.c.lane))
        self._may_be_put_off = True
        self._lanes = dict[int, str]()  # of what is being delivered
        self._bell = Bell()
        self._leftover = database.leftover(Topic.OUTBOX)
        database.on_freed(Topic.OUTBOX, self._bell.ring)

    def note_written(self) -> None:
        self._bell.ring()
        self._leftover.bring()

    async def take(self, *, limit: int) -> tuple[Outgoing, ...]:
        self._bell.hush()
        brought = self._leftover.brought
        if self._held.is_told and not await self._database.read_rows(_ANY_WAITS, [WAITING]):
            self._may_be_put_off = False
            self._leftover.take_all(brought)
            return ()
        async with self._held.looking() as look:
            found = (await look.connection.execute(self._firsts, self._given(look, limit=limit))).all()
            self._may_be_put_off = found[0].is_any_put_off
            rows = [row for row in found if row.id is not None and row.lane not in look.held][:limit]
            ours = await look.hold([row.lane for row in rows])
        if len(rows) < limit:
            self._leftover.take_all(brought)
        rows = [row for row in rows if row.lane in ours]
        outgoing: tuple[Outgoing, ...] = ()
        try:
            outgoing = await self._opened(rows)
        finally:
            self._lanes |= {one.id: one.lane for one in outgoing}
            for lane in {row.lane for row in rows} - {one.lane for one in outgoing}:
                self._held.let_go(lane)
        return outgoing

    async def sent(self, outgoing: int, handle: str, *, is_last: bool) -> None:
        await self._noting.write(_Sent(outgoing, handle, is_last))
        self._let_go(outgoing)

    async def later(self, outgoing: int, *, seconds: float, is_try: bool = True) -> None:
        now = self._clock.now()
        values = {
            "due_at": now + timedelta(seconds=seconds),
            "put_off_at": now,
            "tries": OUTBOX.c.tries + int(is_try),
        }
        statement = update(OUTBOX).where(OUTBOX.c.id == outgoing).values(values)
        async with self._database.writing(Ground.SIDE) as connection:
            await connection.execute(statement)
        self._let_go(outgoing)

    async def failed(self, outgoing: int, *, why: str) -> None:
        async with self._database.writing(Ground.SIDE) as connection:
            await _fail(connection, [outgoing], why)
        self._let_go(outgoing)

    def holds(self, lane: str) -> bool:
        return self._held.is_ours(lane)

    async def owes(self, lane: str) -> bool:
        waiting = select(OUTBOX.c.id).where(_WAITS, OUTBOX.c.lane == lane).limit(1)
        return bool(await self._database.read(waiting))

    async def wait(self, *, seconds: float) -> None:
        await self._bell.wait(seconds=seconds)

    async def next_due(self) -> datetime | None:
        """As that of the inbox."""
        if not self._may_be_put_off:
            return None
        rows = await self._database.read(self._next_due, {"held": _named(self._held.lanes)})
        return min((row.due_at for row in rows if row.lane not in self._held), default=None)

    async def backlog(self) -> int:
        ((count,),) = await self._database.read(select(func.count()).select_from(OUTBOX).where(_WAITS))
        return int(count)

    async def failures(self) -> Mapping[str, int]:
        statement = (
            select(OUTBOX.c.why, func.count().label("replies"))
            .where(OUTBOX.c.state == FAILED)
            .group_by(OUTBOX.c.why)
        )
        async with self._database.reading() as connection:
            return {row.why: row.replies for row in await connection.execute(statement)}

    async def _opened(self, rows: Sequence[Row[*tuple[object, ...]]]) -> tuple[Outgoing, ...]:
        if not rows:
            return ()
        opened = [await open_row(self._database.read, row, self._keys) for row in rows]
        if aside := [one for one in opened if isinstance(one, Aside)]:
            await self._lay_aside(aside)
        return tuple(one for one in opened if isinstance(one, Outgoing))

    def _given(self, look: Look, *, limit: int) -> Given:
        """For the first `limit` that are not held, and as many more as are held here and could not be named."""
        named = _named(look.held)
        return {"now": self._clock.now(), "held": named, "most": limit + len(look.held) - len(named)}

    async def _note_sent(self, connection: AsyncConnection, told: Sequence[_Sent]) -> list[None]:
        """Of a delivered answer the handles stay, for as long as there is an answer that may change; of anything else nothing does."""
        rows = {row.id: row for row in await _rows(connection, [one.id for one in told])}
        kept = await _kept_among(connection, [row.answer for row in rows.values() if row.kind == "answered"])
        over = list[int]()
        for one in told:
            row = rows.get(one.id)
            if row is None:
                continue
            if one.is_last and one.handle and row.kind == _CARD:
                await self._note_copy(connection, row.body, one.handle)
            if one.is_last and not (row.kind == "answered" and row.answer in kept):
                over.append(one.id)
            else:
                sent = self._with_handle(row, one)
                await connection.execute(
                    _GONE if one.is_last else _UNDER_WAY, {"reply": row.id, "handles": sent}
                )
        if over:
            await connection.execute(_DONE_WITH, {"ids": over})
        return [None for _ in told]

    async def _note_copy(self, connection: AsyncConnection, body: bytes, handle: str) -> None:
        try:
            opened = open_body(body, self._keys)
        except Unreadable:
            return
        if opened is not None and isinstance(opened[1], Card):
            card = opened[1].card
            await note_copy(
                connection,
                opened[0].to,
                handle,
                case=card.case,
                revision=card.revision,
                keys=self._keys,
            )

    def _with_handle(self, row: Row[*tuple[object, ...]], told: _Sent) -> bytes:
        before = self._handles(row.sent)
        # Told again by whoever did not hear that it was written.
        is_known = row.state == SENT or (told.handle and told.handle in before)
        return row.sent if is_known else close_handles((*before, told.handle), self._keys)

    def _handles(self, sealed: bytes) -> tuple[str, ...]:
        try:
            return open_handles(sealed, self._keys)
        except Unreadable:
            return ()

    async def _lay_aside(self, found: Sequence[Aside]) -> None:
        gone = [one.id for one in found if not one.why]
        async with self._database.writing(Ground.SIDE) as connection:
            await connection.execute(delete(OUTBOX).where(OUTBOX.c.id.in_(gone)))
            for why in {one.why for one in found if one.why}:
                await _fail(connection, [one.id for one in found if one.why == why], why)
        logger.warning("replies cannot be read", extra={"gone": len(gone), "failed": len(found) - len(gone)})
        self._bell.ring()  # what stood behind them can go now

    def _let_go(self, outgoing: int) -> None:
        lane = self._lanes.pop(outgoing, None)
        if lane is not None:
            self._held.let_go(lane)
        self._may_be_put_off = True
        self._bell.ring()


def _named(lanes: Collection[str]) -> Sequence[str]:
    return sorted(lanes)[:_MOST_NAMED]


def _firsts(free: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Made once, as it takes longer to make than to run."""
    found = select(OUTBOX).where(_WAITS, is_due(OUTBOX), _is_first(), free).order_by(OUTBOX.c.id)
    return with_put_off(OUTBOX, _WAITS, found.limit(bindparam("most", type_=Integer())).subquery())


def _next_due(unheld: ColumnElement[bool]) -> Select[str, datetime]:
    return select(OUTBOX.c.lane, OUTBOX.c.due_at).where(_WAITS, was_put_off(OUTBOX), _is_first(), unheld)


def _is_first() -> ColumnElement[bool]:
    """The first reply of its lane: the others wait for it."""
    earlier = OUTBOX.alias()
    return ~(
        select(earlier.c.id)
        .where(earlier.c.state == WAITING, earlier.c.lane == OUTBOX.c.lane, earlier.c.id < OUTBOX.c.id)
        .exists()
    )


async def _rows(connection: AsyncConnection, ids: Sequence[int]) -> Sequence[Row[*tuple[object, ...]]]:
    return (await connection.execute(_LOCKED, {"ids": ids})).all()


async def _kept_among(connection: AsyncConnection, answers: Sequence[str]) -> frozenset[str]:
    if not answers:
        return frozenset()
    return frozenset((await connection.execute(_KEPT, {"ids": answers})).scalars())


async def _fail(connection: AsyncConnection, ids: Sequence[int], why: str) -> None:
    """What is left says that something was not delivered, and why: not what, and not to whom."""
    statement = update(OUTBOX).where(OUTBOX.c.id.in_(ids))
    await connection.execute(statement.values(state=FAILED, why=why, body=b"", sent=b""))
