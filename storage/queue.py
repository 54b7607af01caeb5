"""Pages of the queue, in the order of an index."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.case import Brought
from bot.desk.queue import Line, Numbers, Queue, Wanted
from bot.desk.tip import Tip
from bot.errors import Refusal
from bot.ports import Keys
from bot.speech.excerpt import excerpt
from storage.cases import CaseRow, case_of
from storage.matters import IS_UNDECIDED, brought_of
from storage.tables import ASKERS, CASES

_LONGEST_EXCERPT = 240
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


async def read_queue(
    connection: AsyncConnection, wanted: Wanted, *, limit: int, after: str, keys: Keys, now: datetime
) -> Queue:
    """Each state has its own stretch of the index: only so many are read of each."""
    which = _which(wanted, now)
    beyond = _beyond(*_read_mark(after)) if after else ()
    firsts = [
        select(CASES.c.id, CASES.c.rank)
        .where(CASES.c.state == state.value, *which, *beyond)
        .order_by(CASES.c.rank, CASES.c.id)
        .limit(limit + 1)
        .subquery()
        for state in sorted(wanted.states)
    ]
    if not firsts or limit < 1:
        return Queue(())
    every = union_all(*(select(first) for first in firsts)).subquery()
    ordered = select(CASES).join(every, every.c.id == CASES.c.id).order_by(CASES.c.rank, CASES.c.id)
    rows = (await connection.execute(ordered.limit(limit + 1))).all()
    in_states = CASES.c.state.in_([state.value for state in wanted.states])
    total = select(func.count()).select_from(CASES).where(in_states, *which)
    page = rows[:limit]
    return Queue(
        await _lines(connection, page, keys, now),
        _mark(page[-1]) if len(rows) > limit else "",
        (await connection.execute(total)).scalar_one(),
    )


async def read_numbers(connection: AsyncConnection, *, now: datetime) -> Numbers:
    counts = select(
        func.count().label("undecided"),
        func.count().filter(CASES.c.hold_until > now).label("held"),
        func.min(CASES.c.opened_at).label("waiting_since"),
    ).where(IS_UNDECIDED)
    found = (await connection.execute(counts)).one()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = select(func.count()).select_from(CASES).where(CASES.c.decided_at >= midnight)
    decided = (await connection.execute(today)).scalar_one()
    return Numbers(found.undecided, found.held, decided, found.waiting_since)


def _beyond(rank: datetime, case: int) -> tuple[ColumnElement[bool], ...]:
    """The first alone would do to find the place in the index."""
    return CASES.c.rank >= rank, or_(CASES.c.rank > rank, CASES.c.id > case)


def _which(wanted: Wanted, now: datetime) -> tuple[ColumnElement[bool], ...]:
    which: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        which.append(CASES.c.kind == wanted.kind.value)
    if wanted.label:
        which.append(CASES.c.labels.contains(json.dumps(wanted.label), autoescape=True))
    if wanted.held_by:
        which += [CASES.c.holder == wanted.held_by, CASES.c.hold_until > now]
    if wanted.only_free:
        which.append(or_(CASES.c.hold_until.is_(None), CASES.c.hold_until <= now))
    return tuple(which)


async def _lines(
    connection: AsyncConnection, rows: Sequence[CaseRow], keys: Keys, now: datetime
) -> tuple[Line, ...]:
    newest = (
        select(ASKERS.c.case_id, func.max(ASKERS.c.asked_at).label("asked_at"))
        .where(ASKERS.c.case_id.in_([row.id for row in rows]))
        .group_by(ASKERS.c.case_id)
        .subquery()
    )
    same = (ASKERS.c.case_id == newest.c.case_id) & (ASKERS.c.asked_at == newest.c.asked_at)
    found = await connection.execute(select(ASKERS).join(newest, same).order_by(ASKERS.c.code))
    said = {row.case_id: brought_of(row, keys, now=now) for row in found}
    return tuple(_line(row, said.get(row.id), keys) for row in rows)


def _line(row: CaseRow, brought: Brought | None, keys: Keys) -> Line:
    case = case_of(row, keys)
    if brought is None:
        return Line(case, "")
    if isinstance(brought.matter, Tip):
        return Line(case, excerpt(brought.matter.what, _LONGEST_EXCERPT))
    claim = brought.matter.claim
    return Line(case, excerpt(claim.text, _LONGEST_EXCERPT), claim.language)


def _mark(row: CaseRow) -> str:
    return f"{(row.rank - _EPOCH) // _TICK:x}-{row.id:x}"


def _read_mark(after: str) -> tuple[datetime, int]:
    ticks, _, case = after.partition("-")
    try:
        return _EPOCH + int(ticks, 16) * _TICK, int(case, 16)
    except (ValueError, OverflowError):
        raise Refusal("desk.no_such_page") from None
