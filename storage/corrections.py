import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.case import CaseState
from bot.desk.circumstances import Rules
from bot.desk.correcting import Concerned, Position
from bot.desk.telling import Telling
from bot.errors import Unreadable
from bot.library.record import Record
from bot.ports import Keys
from bot.speech.given import Given
from bot.speech.replies import FollowUp, Reply
from storage.acting import Acting
from storage.answers import close_answer, note_leaning, open_answer
from storage.audit import NOBODY
from storage.cases import find_case
from storage.notices import CORRECTION
from storage.promising import Unasked
from storage.publishing import in_batches
from storage.tables import ANSWER_RECORDS, ANSWERS, CASES, POSITIONS
from storage.told import note_told, open_told
from storage.traces import (
    trace_of_answer,
    trace_of_nothing,
    trace_of_record,
    trace_of_review,
    trace_of_source,
)
from storage.upsert import put

_NAME = "corrections"
_DAY = " day"
"""Beside the sources, whose ids hold no spaces."""


class SqlCorrections:
    """Corrections in a database."""

    def __init__(self, unasked: Unasked) -> None:
        self._unasked = unasked
        self._database = unasked.database
        self._keys = unasked.keys
        self._clock = unasked.clock

    async def position(self) -> Position | None:
        statement = select(POSITIONS).where(POSITIONS.c.name == _NAME)
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            return None
        body = json.loads(row.body)
        day = body.pop(_DAY, None)
        return Position(row.number, body, date.fromisoformat(day) if day else None)

    async def move(self, position: Position) -> None:
        body = dict(position.sources) | ({_DAY: position.day.isoformat()} if position.day else {})
        row = {"name": _NAME, "number": position.version, "body": json.dumps(body)}
        async with self._database.writing() as connection:
            await connection.execute(put(POSITIONS, self._database.dialect), row)

    async def concerned(
        self, records: Collection[str], sources: Collection[str], *, due: Collection[date] = ()
    ) -> Concerned:
        of_records = [trace_of_record(one, self._keys) for one in sorted(records)]
        others = [
            *(trace_of_source(one, self._keys) for one in sorted(sources)),
            *(trace_of_review(one, self._keys) for one in sorted(due)),
        ]
        answers: dict[str, _Given] = {}
        cases: set[int] = set()
        async with self._database.reading() as connection:
            for traces in in_batches(of_records):
                cases |= await _answered_with(connection, traces)
            for traces in in_batches([*of_records, *others]):
                answers |= await self._leaning_on(connection, traces)
        return Concerned(tuple(_by_conversation(answers)), tuple(sorted(cases)))

    async def unanswered(self, *, limit: int) -> tuple[tuple[str, ...], ...]:
        lacking = select(ANSWER_RECORDS.c.answer).where(
            ANSWER_RECORDS.c.record == trace_of_nothing(self._keys)
        )
        newest = self._alive().where(ANSWERS.c.id.in_(lacking)).order_by(ANSWERS.c.given_at.desc())
        async with self._database.reading() as connection:
            rows = await connection.execute(newest.limit(limit))
            found = {row.id: _Given(row.lane, row.given_at) for row in rows}
        return tuple(_by_conversation(found))

    async def answers(self, names: Sequence[str]) -> tuple[Given, ...]:
        async with self._database.reading() as connection:
            rows = (await connection.execute(self._alive().where(ANSWERS.c.id.in_(names)))).all()
        given = {row.id: await _open(row, self._keys) for row in rows}
        return tuple(found for name in names if (found := given.get(name)) is not None)

    async def correct(self, given: Sequence[Given], reply: FollowUp) -> bool:
        by_trace = {trace_of_answer(one.id, self._keys): one for one in given}
        async with self._unasked.promising() as promising:
            connection = promising.connection
            rows = (await connection.execute(self._alive().where(ANSWERS.c.id.in_(by_trace)))).all()
            left = {row.id: _for_now(by_trace[row.id], row) for row in rows}
            for trace, one in left.items():
                await self._keep(connection, trace, one)
            if not left:
                return False
            last = next(left[trace] for trace in reversed(by_trace) if trace in left)
            await promising.promise(last.sender, reply, language=last.sender.language, handle=last.handle)
            await promising.note(CORRECTION, trace_of_answer(last.id, self._keys))
        return True

    async def told(self, case: int) -> Record | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(CASES).where(CASES.c.id == case))).one_or_none()
        try:
            return open_told(row, self._keys) if row else None
        except Unreadable:
            return None

    async def correct_case(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None
    ) -> bool:
        async with self._unasked.promising() as promising:
            connection, now = promising.connection, promising.now
            found = await find_case(connection, case, self._keys)
            if (
                found is None
                or found.revision != revision
                or found.state is not CaseState.CLOSED
                or not found.decision
            ):
                return False
            acting = Acting(connection, self._keys, self._unasked.lifetimes, Rules(), now)
            await acting.promise(case, replies, is_answer=True)
            await note_told(connection, case, Telling(now, found.decision, told), keys=self._keys)
            if replies:
                await acting.note("correct", case, "", NOBODY)
                await promising.note(CORRECTION, str(case))
        return True

    async def _leaning_on(self, connection: AsyncConnection, traces: Sequence[str]) -> dict[str, "_Given"]:
        leaning = select(ANSWER_RECORDS.c.answer).where(ANSWER_RECORDS.c.record.in_(traces))
        rows = await connection.execute(self._alive().where(ANSWERS.c.id.in_(leaning)))
        return {row.id: _Given(row.lane, row.given_at) for row in rows}

    async def _keep(self, connection: AsyncConnection, trace: str, given: Given) -> None:
        body = await close_answer(given, self._keys)
        await connection.execute(update(ANSWERS).where(ANSWERS.c.id == trace).values(body=body))
        await note_leaning(connection, given, self._keys)

    def _alive(self) -> Select[*tuple[object, ...]]:
        return select(ANSWERS).where(
            ANSWERS.c.is_superseded.is_(False), ANSWERS.c.expires_at > self._clock.now()
        )


class _Given(NamedTuple):
    lane: str
    at: datetime


def _by_conversation(answers: Mapping[str, _Given]) -> Iterator[tuple[str, ...]]:
    for _, same in groupby(sorted(answers, key=answers.__getitem__), key=lambda one: answers[one].lane):
        yield tuple(same)


async def _answered_with(connection: AsyncConnection, records: Sequence[str]) -> set[int]:
    closed = CASES.c.state == CaseState.CLOSED.value
    found = await connection.execute(select(CASES.c.id).where(CASES.c.record.in_(records), closed))
    return {*found.scalars()}


async def _open(row: Row[*tuple[object, ...]], keys: Keys) -> Given | None:
    try:
        given = await open_answer(row, keys)
    except Unreadable:
        return None
    return None if given is None else _for_now(given, row)


def _for_now(given: Given, row: Row[*tuple[object, ...]]) -> Given:
    """What lies under an older name was moved to the newest on contact."""
    return replace(given, sender=replace(given.sender, person=row.person, formerly=()))
