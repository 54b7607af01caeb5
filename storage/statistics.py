from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.case import CaseState
from bot.desk.statistics import Course, Statistics
from storage.tables import ASKERS, CASES

_SET_ASIDE = or_(
    CASES.c.state == CaseState.ASIDE.value,
    # Closed without having been decided: its days aside are over.
    and_(CASES.c.state == CaseState.CLOSED.value, CASES.c.decided_at.is_(None)),
)


async def read_statistics(
    connection: AsyncConnection, *, since: datetime, asked_since: datetime
) -> Statistics:
    """What was merged into another case was opened, and is answered there. What came from whoever is blocked counts nowhere, also once it is closed."""
    lately = or_(CASES.c.opened_at >= since, CASES.c.closed_at >= since)
    some = select(CASES.c.state, CASES.c.opened_at, CASES.c.decided_at, CASES.c.closed_at).where(
        lately, CASES.c.state != CaseState.WITHDRAWN.value, ~_SET_ASIDE
    )
    counted = select(ASKERS.c.asked_at).join(CASES, CASES.c.id == ASKERS.c.case_id).where(~_SET_ASIDE)
    asked = counted.where(ASKERS.c.asked_at >= asked_since)
    courses = tuple(
        Course(row.opened_at, row.decided_at, row.closed_at if row.state == CaseState.CLOSED.value else None)
        for row in await connection.execute(some.order_by(CASES.c.id))
    )
    return Statistics(courses, tuple((await connection.execute(asked.order_by(ASKERS.c.asked_at))).scalars()))
