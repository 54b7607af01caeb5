from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import bindparam, case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from bot.ports import Clock, Keys
from bot.speech.outcome import AddTo, Ask, Deed, Forget, HandIn, Judge, TakeBack, Withdraw
from bot.speech.traffic import Turn
from storage.database import Database
from storage.deeds import Deeds
from storage.desk import SqlDesk
from storage.faults import once_more
from storage.ground import Ground
from storage.journal import Journal
from storage.judgements import SqlFeedback
from storage.lifetimes import Lifetimes
from storage.outbox import SqlOutbox
from storage.outgoing import rows_of
from storage.people import move_to_newest
from storage.pictures import keep_drafted
from storage.sessions import write_session
from storage.states import LONGEST_FAULT, PARKED, WAITING
from storage.tables import INBOX, OUTBOX

_ENDS = (Forget, Withdraw)
_TAKES_OUT = (*_ENDS, TakeBack)
_FOR_THE_DESK = (Ask, HandIn, AddTo, *_TAKES_OUT)

_THESE = INBOX.c.id.in_(bindparam("ids", expanding=True))
_LOCKED = select(INBOX.c.id, INBOX.c.is_told).where(_THESE, INBOX.c.state == WAITING).with_for_update()
_FINISHED = delete(INBOX).where(_THESE)
_PROMISED = insert(OUTBOX)


class SqlTurns:
    """Writes what turns come to. `outbox` is told of new replies, `feedback` of what was judged, `desk` of what was brought.

    A turn of which even one event is finished, or was taken out by somebody who wants to be forgotten, is not written: what is left of it is
    answered anew.
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        clock: Clock,
        *,
        lifetimes: Lifetimes,
        outbox: SqlOutbox,
        journal: Journal,
        feedback: SqlFeedback,
        desk: SqlDesk,
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._lifetimes = lifetimes
        self._outbox = outbox
        self._journal = journal
        self._feedback = feedback
        self._desk = desk

    async def finish(self, turn: Turn) -> None:
        await once_more(partial(self._finish, turn))
        # Also where it was written before by a call that never came to this, since it was cut off or the commit was not told.
        await self._follow_up(turn)

    async def park(self, turn: Turn, *, fault: str) -> None:
        async with self._database.writing(_ground_of(turn)) as connection:
            waiting = await _waiting(connection, turn.events)
            if len(waiting) == len(turn.events):
                await self._remember(connection, turn)
                given_up = update(INBOX).where(INBOX.c.id.in_(waiting))
                await connection.execute(
                    given_up.values(state=PARKED, fault=fault[:LONGEST_FAULT], progress=b"")
                )
                await self._promise(connection, turn)
        await self._follow_up(turn)

    async def _finish(self, turn: Turn) -> None:
        async with self._database.writing(_ground_of(turn)) as connection:
            waiting = await _waiting(connection, turn.events)
            if len(waiting) == len(turn.events):
                await self._remember(connection, turn)
                await self._conclude(connection, turn, waiting)

    async def _conclude(self, connection: AsyncConnection, turn: Turn, waiting: Mapping[int, bool]) -> None:
        """The events are finished, or put off and the replies told once."""
        if turn.outcome.again_in is None:
            await connection.execute(_FINISHED, {"ids": list(waiting)})
            await self._promise(connection, turn)
            return
        was_told = any(waiting.values())
        if not was_told:
            await self._promise(connection, turn)
        await _put_off(connection, turn, now=self._clock.now(), was_told=was_told)

    async def _remember(self, connection: AsyncConnection, turn: Turn) -> None:
        """Deeds in their order, then the session: of whoever is forgotten or gone no session begins anew."""
        sender, outcome = turn.heard.sender, turn.outcome
        now, today = self._clock.now(), self._clock.today()
        await move_to_newest(connection, sender, today=today)
        deeds = Deeds(
            connection, self._keys, self._lifetimes, now, today, turn.events, outcome.session.language
        )
        for deed in outcome.deeds:
            await deeds.do(deed)
        if not _has(outcome.deeds, _ENDS):
            expires_at = now + self._lifetimes.of(sender)
            await write_session(connection, sender, outcome.session, keys=self._keys, expires_at=expires_at)
            await keep_drafted(connection, sender, outcome.session, keys=self._keys)

    async def _promise(self, connection: AsyncConnection, turn: Turn) -> None:
        rows = rows_of(turn, keys=self._keys, now=self._clock.now(), lifetimes=self._lifetimes)
        if rows and not turn.is_live:
            await connection.execute(_PROMISED, rows)

    async def _follow_up(self, turn: Turn) -> None:
        self._outbox.note_written()
        if _has(turn.outcome.deeds, (Judge,)):
            self._feedback.note_judged()
        if _has(turn.outcome.deeds, _FOR_THE_DESK):
            self._desk.note_changed()
        if _has(turn.outcome.deeds, _TAKES_OUT):
            self._journal.owe()
            # It is written: that the journal cannot be emptied now must not look like a failure. It is tried again soon.
            with suppress(Unavailable):
                await self._journal.settle()


def _ground_of(turn: Turn) -> Ground:
    """What concerns one conversation is written beside that of others."""
    return Ground.ALL if _has(turn.outcome.deeds, _FOR_THE_DESK) else Ground.SIDE


async def _waiting(connection: AsyncConnection, events: Sequence[int]) -> dict[int, bool]:
    """Those of the events that are not finished, and whether the person was told that it takes longer. Nobody else finishes them meanwhile: it may
    be that two processes answered them."""
    return {row.id: row.is_told for row in await connection.execute(_LOCKED, {"ids": events})}


async def _put_off(connection: AsyncConnection, turn: Turn, *, now: datetime, was_told: bool) -> None:
    """The try that was counted when it began is taken back, unless it failed by itself: that a part is away is no fault of what waits for it."""
    values: dict[str, object] = {
        "due_at": now + timedelta(seconds=turn.outcome.again_in or 0),
        "put_off_at": now,
        "is_told": was_told or bool(turn.outcome.replies),
    }
    if not turn.is_own_fault:
        values["tries"] = case((INBOX.c.tries > 0, INBOX.c.tries - 1), else_=0)
    if turn.outcome.replies and not was_told:
        values["progress"] = b""  # the reply took its place
    put_off = update(INBOX).where(INBOX.c.id.in_(turn.events), INBOX.c.state == WAITING)
    await connection.execute(put_off.values(values))


def _has(deeds: Sequence[Deed], kinds: tuple[type[Deed], ...]) -> bool:
    return any(isinstance(deed, kinds) for deed in deeds)
