from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.case import CaseState
from bot.desk.statistics import Course, Statistics
from storage.tables import ASKERS, CASES


async def read_statistics(
    connection: AsyncConnection, *, since: datetime, asked_since: datetime
) -> Statistics:
    """What was merged into another case was opened, and is answered there."""
    lately = or_(CASES.c.opened_at >= since, CASES.c.closed_at >= since)
    some = select(CASES.c.state, CASES.c.opened_at, CASES.c.decided_at, CASES.c.closed_at).where(
        lately, CASES.c.state.not_in([CaseState.WITHDRAWN.value, CaseState.ASIDE.value])
    )
    asked = select(ASKERS.c.asked_at).where(ASKERS.c.asked_at >= asked_since)
    courses = tuple(
        Course(row.opened_at, row.decided_at, row.closed_at if row.state == CaseState.CLOSED.value else None)
        for row in await connection.execute(some.order_by(CASES.c.id))
    )
    return Statistics(courses, tuple((await connection.execute(asked.order_by(ASKERS.c.asked_at))).scalars()))
