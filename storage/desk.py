import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.acts import Act, HandOver, Sign, Undo
from bot.desk.case import Case, CaseFile, CaseState, Entry
from bot.desk.circumstances import Circumstances, Rules
from bot.desk.deciding import closed
from bot.desk.question import OpenQuestion
from bot.desk.queue import Numbers, Queue, Wanted
from bot.desk.references import Filed
from bot.desk.regrouping import merged_unasked
from bot.desk.standing import how_it_stands
from bot.desk.statistics import Statistics
from bot.desk.telling import Telling
from bot.library.record import Record
from bot.moderation import Members
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member
from bot.ports import Clock, Keys
from bot.speech.replies import Reply
from storage.acting import Acting
from storage.audit import NOBODY, history_of
from storage.cases import case_of, find_case, keep_case
from storage.database import Database
from storage.library import SqlLibrary
from storage.lifetimes import Lifetimes
from storage.matters import IS_UNDECIDED, matters_of, open_matter, open_question, open_replies
from storage.outbox import SqlOutbox
from storage.publishing import Publishing
from storage.queue import read_numbers, read_queue
from storage.signing import note_signature
from storage.statistics import read_statistics
from storage.tables import ASKERS, CASES
from storage.told import note_told, open_tellings
from storage.waking import Changes, Topic


class SqlDesk:
    """Cases in a database. It has to be told with `note_changed` of what others do to them; `outbox` is told of what is promised."""

    def __init__(
        self,
        database: Database,
        library: SqlLibrary,
        keys: Keys,
        clock: Clock,
        *,
        members: Members,
        outbox: SqlOutbox,
        rules: Rules,
        lifetimes: Lifetimes,
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._members = members
        self._library = library
        self._outbox = outbox
        self._rules = rules
        self._lifetimes = lifetimes
        self._changes = Changes()
        database.notices.hear(Topic.DESK, self._changes.ring)

    def note_changed(self) -> None:
        self._changes.ring()
        self._database.notices.tell(Topic.DESK)

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        return await self._standing(ASKERS.c.person.in_(names), with_claim=True)

    async def standing(self, code: str) -> OpenQuestion | None:
        found = await self._standing(ASKERS.c.code == self._keys.digest("code", code))
        return found[0] if found else None

    async def case(self, case: int) -> CaseFile | None:
        now = self._clock.now()
        async with self._database.reading() as connection:
            row = (await connection.execute(select(CASES).where(CASES.c.id == case))).one_or_none()
            if row is None:
                return None
            matters = await matters_of(connection, [case], self._keys, now=now)
            history = await history_of(connection, case, self._keys)
            similar = await _undecided_among(connection, json.loads(row.similar))
        lines = tuple(Entry(entry.at, entry.name, entry.act, entry.detail, entry.by) for entry in history)
        return CaseFile(case_of(row, self._keys), matters[case], lines, similar)

    async def queue(self, wanted: Wanted, *, limit: int, after: str = "") -> Queue:
        async with self._database.reading() as connection:
            return await read_queue(
                connection, wanted, limit=limit, after=after, keys=self._keys, now=self._clock.now()
            )

    async def numbers(self) -> Numbers:
        async with self._database.reading() as connection:
            return await read_numbers(connection, now=self._clock.now())

    async def statistics(self, *, since: datetime, asked_since: datetime) -> Statistics:
        async with self._database.reading() as connection:
            return await read_statistics(connection, since=since, asked_since=asked_since)

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        if isinstance(act, Sign | Undo):
            return await self._sign(case, act, by, seen=seen)
        to = await self._decider(act.member) if isinstance(act, HandOver) else None
        async with self._database.writing() as connection:
            after, is_changed = await self._acting(connection).act(case, act, by, seen=seen, to=to)
        if is_changed:
            self.note_acted()
        return after

    async def _decider(self, member: str) -> Member | None:
        return next((one for one in await self._members.deciders() if one.id == member), None)

    async def act_within(
        self, connection: AsyncConnection, case: int, act: Act, by: Member, *, seen: int | None
    ) -> Case:
        """The same as a part of somebody else's transaction, who calls `note_acted` after it."""
        return (await self._acting(connection).act(case, act, by, seen=seen, to=None))[0]

    def note_acted(self) -> None:
        self._outbox.note_written()
        self.note_changed()

    async def due(self, *, limit: int) -> tuple[int, ...]:
        statement = _decided(CASES.c.id).where(CASES.c.due_at <= self._clock.now())
        async with self._database.reading() as connection:
            found = await connection.execute(statement.order_by(CASES.c.due_at, CASES.c.id).limit(limit))
            return tuple(found.scalars())

    async def next_due(self) -> datetime | None:
        async with self._database.reading() as connection:
            moment: datetime | None = (await connection.execute(_decided(func.min(CASES.c.due_at)))).scalar()
            return moment

    async def answer(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None = None
    ) -> bool:
        now = self._clock.now()
        async with self._database.writing() as connection:
            found, acting = await find_case(connection, case, self._keys), self._acting(connection)
            if found is None or found.revision != revision or not _is_due(found, now):
                return False
            await acting.promise(case, replies, is_answer=True)
            await keep_case(connection, closed(found, Circumstances(now)), keys=self._keys, now=now)
            if found.decision is not None:
                await note_told(connection, case, Telling(now, found.decision, told), keys=self._keys)
            await acting.note("answer", case, "", NOBODY)
        self.note_acted()
        return True

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        return await self._changes.wait(seconds=seconds, after=after)

    async def living(self, *, after: int = 0, limit: int) -> tuple[CaseFile, ...]:
        some = select(CASES).where(IS_UNDECIDED, CASES.c.id > after).order_by(CASES.c.id).limit(limit)
        async with self._database.reading() as connection:
            rows = (await connection.execute(some)).all()
            matters = await matters_of(
                connection, [row.id for row in rows], self._keys, now=self._clock.now()
            )
        return tuple(
            CaseFile(case_of(row, self._keys), matters[row.id], similar=tuple(json.loads(row.similar)))
            for row in rows
        )

    async def undecided(self) -> frozenset[int]:
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(select(CASES.c.id).where(IS_UNDECIDED))).scalars())

    async def join(self, case: int, into: int) -> bool:
        now = self._clock.now()
        async with self._database.writing() as connection:
            one, other = [await find_case(connection, number, self._keys) for number in (case, into)]
            gone = merged_unasked(one, other, now) if one and other else None
            if gone is None or other is None:
                return False
            acting = self._acting(connection)
            await acting.take_in(other, gone, NOBODY)
            await keep_case(connection, gone, keys=self._keys, now=now)
            await acting.note("merge", case, str(into), NOBODY)
        self.note_acted()
        return True

    async def liken(self, case: int, similar: Sequence[int]) -> None:
        said = json.dumps([*similar])
        noted = update(CASES).where(CASES.c.id == case, IS_UNDECIDED, CASES.c.similar != said)
        # Another revision: it stands on the case's cards.
        values = {"similar": said, "revision": CASES.c.revision + 1, "changed_at": self._clock.now()}
        async with self._database.writing() as connection:
            is_new = (await connection.execute(noted.values(values))).rowcount > 0
        if is_new:
            self.note_changed()

    async def _sign(self, number: int, act: Sign | Undo, by: Member, *, seen: int | None) -> Case:
        """With what that does to the record, in one transaction."""
        filed = Filed((await self._library.shelf()).names)
        after, is_changed = None, False

        async def steps(publishing: Publishing) -> None:
            nonlocal after, is_changed
            before = await find_case(publishing.connection, number, self._keys)
            acting = self._acting(publishing.connection)
            after, is_changed = await acting.act(number, act, by, seen=seen, to=None)
            if is_changed and before is not None:
                await note_signature(
                    publishing, act, before, by, filed=filed, keys=self._keys, clock=self._clock
                )

        await self._library.change(steps)
        if is_changed:
            self.note_acted()
        assert after is not None
        return after

    def _acting(self, connection: AsyncConnection) -> Acting:
        return Acting(connection, self._keys, self._lifetimes, self._rules, self._clock.now())

    async def _standing(
        self, which: ColumnElement[bool], *, with_claim: bool = False
    ) -> tuple[OpenQuestion, ...]:
        """Newest first, without those that cannot be read any more."""
        asked = select(ASKERS).where(which).order_by(ASKERS.c.asked_at.desc(), ASKERS.c.code)
        async with self._database.reading() as connection:
            rows = (await connection.execute(asked)).all()
            of_these = CASES.c.id.in_({row.case_id for row in rows})
            found = await connection.execute(select(CASES).where(of_these))
            cases = {row.id: case_of(row, self._keys) for row in found}
        matters = ((row, open_matter(row, self._keys)) for row in rows)
        return tuple(
            how_it_stands(
                matter,
                cases[row.case_id],
                asked_at=row.asked_at,
                asks=open_question(row, self._keys),
                additions=open_replies(row.code, row.replies, self._keys),
                told=open_tellings(row.code, row.told, self._keys),
                with_claim=with_claim,
            )
            for row, matter in matters
            if matter is not None
        )


def _decided(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(*columns).where(CASES.c.state == CaseState.DECIDED.value)


def _is_due(case: Case, now: datetime) -> bool:
    return case.state is CaseState.DECIDED and case.due_at is not None and case.due_at <= now


async def _undecided_among(connection: AsyncConnection, cases: Sequence[int]) -> tuple[int, ...]:
    found = await connection.execute(select(CASES.c.id).where(CASES.c.id.in_(cases), IS_UNDECIDED))
    there = set(found.scalars())
    return tuple(case for case in cases if case in there)
