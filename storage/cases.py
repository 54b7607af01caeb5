"""Cases as rows, and back. Names of members and what was decided stand in a sealed column."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.case import Case, CaseKind, CaseState, Hold, Turn
from bot.desk.decision import Decision
from bot.desk.priority import SPREADING, rank
from bot.desk.regrouping import counted
from bot.errors import Unreadable
from bot.ports import Keys
from storage.sealed import Seal
from storage.spoken import decode, encode
from storage.tables import ASKERS, CASES

CaseRow = Row[*tuple[object, ...]]
Columns = dict[str, str | int | bytes | datetime | None]


@dataclass(frozen=True, slots=True)
class _Body:
    holder: str = ""
    decision: Decision | None = None
    decided_by: str = ""
    signed_by: str = ""
    answered: Decision | None = None
    turned: Turn | None = None
    has_more: bool = False


_NOTHING = _Body()


def case_of(row: CaseRow, keys: Keys) -> Case:
    """Without names and decision where these cannot be read any more."""
    body = _open(row, keys)
    return Case(
        id=row.id,
        kind=CaseKind(row.kind),
        state=CaseState(row.state),
        opened_at=row.opened_at,
        revision=row.revision,
        askers=row.askers,
        last_asked_at=row.last_asked_at,
        hold=Hold(row.holder, body.holder, row.hold_until) if row.hold_until else None,
        labels=frozenset(json.loads(row.labels)),
        decision=body.decision,
        decided_by=(row.decided_by, body.decided_by),
        signed_by=(row.signed_by, body.signed_by),
        due_at=row.due_at,
        merged_into=row.merged_into,
        decided_at=row.decided_at,
        closed_at=row.closed_at,
        answered=body.answered,
        turned=body.turned,
        has_more=body.has_more,
    )


async def find_case(connection: AsyncConnection, case: int, keys: Keys) -> Case | None:
    row = (await connection.execute(select(CASES).where(CASES.c.id == case))).one_or_none()
    return None if row is None else case_of(row, keys)


async def open_case(connection: AsyncConnection, case: Case, *, keys: Keys, now: datetime) -> Case:
    """Gives it a number."""
    columns = _columns(case, rank_at=case.opened_at, keys=keys, now=now)
    made = insert(CASES).values(columns).returning(CASES.c.id)
    number: int = (await connection.execute(made)).scalar_one()
    return replace(case, id=number)


async def keep_case(connection: AsyncConnection, case: Case, *, keys: Keys, now: datetime) -> Case:
    """Writes it, with how many ask and its place in the queue counted anew."""
    asked = ASKERS.c.case_id == case.id
    newest = select(func.max(ASKERS.c.asked_at)).where(asked)
    last_asked_at = (await connection.execute(newest)).scalar()
    lately = ASKERS.c.asked_at > ((last_asked_at or now) - SPREADING)
    counts = select(
        func.count(ASKERS.c.person.distinct()).label("askers"),
        func.count(ASKERS.c.person.distinct()).filter(lately).label("lately"),
    ).where(asked)
    found = (await connection.execute(counts)).one()
    kept = counted(case, askers=found.askers, last_asked_at=last_asked_at)
    columns = _columns(kept, rank_at=rank(kept, lately=found.lately), keys=keys, now=now)
    await connection.execute(update(CASES).where(CASES.c.id == case.id).values(columns))
    return kept


def _columns(case: Case, *, rank_at: datetime, keys: Keys, now: datetime) -> Columns:
    hold = case.hold
    return {
        "kind": case.kind.value,
        "state": case.state.value,
        "revision": case.revision,
        "opened_at": case.opened_at,
        "rank": rank_at,
        "askers": case.askers,
        "last_asked_at": case.last_asked_at,
        "holder": hold.member if hold else "",
        "hold_until": hold.until if hold else None,
        "labels": json.dumps(sorted(case.labels)),
        "decided_by": case.decided_by[0],
        "signed_by": case.signed_by[0],
        "due_at": case.due_at,
        "merged_into": case.merged_into,
        "decided_at": case.decided_at,
        "closed_at": case.closed_at,
        "changed_at": now,
        "body": _close(case, keys),
    }


def _close(case: Case, keys: Keys) -> bytes:
    body = _Body(
        case.hold.name if case.hold else "",
        case.decision,
        case.decided_by[1],
        case.signed_by[1],
        case.answered,
        case.turned,
        case.has_more,
    )
    return b"" if body == _NOTHING else Seal(keys, "cases.body").close(encode(body), of=str(case.id))


def _open(row: CaseRow, keys: Keys) -> _Body:
    if not row.body:
        return _NOTHING
    try:
        return decode(Seal(keys, "cases.body").open(row.body, of=str(row.id)), _Body) or _NOTHING
    except Unreadable:
        return _NOTHING
