from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.alerts import BURST, Alarm, Burst, Pressing, Summary, describe_burst
from bot.desk.audit import subject_of_case
from bot.desk.case import CaseKind, CaseState
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.matters import IS_UNDECIDED
from storage.notices import CORRECTION, CROWD
from storage.promising import Unasked
from storage.tables import ASKERS, CASES, NOTICES

BURST_AGAIN = timedelta(days=1)
"""After which a case that still draws a crowd is told of once more."""

_IS_TIP = CASES.c.kind == CaseKind.TIP.value


class SqlAlerts:
    """Alerts in a database."""

    def __init__(self, unasked: Unasked) -> None:
        self._unasked = unasked
        self._database = unasked.database
        self._clock = unasked.clock

    async def bursts(self, *, people: int, within: timedelta) -> tuple[Burst, ...]:
        now = self._clock.now()
        untold = ~_was_told(Alarm.BURST.value, since=now - BURST_AGAIN)
        counts = _crowds(people, since=now - within).where(untold)
        async with self._database.reading() as connection:
            return tuple(Burst(row.id, row.people) for row in await connection.execute(counts))

    async def note_bursts(self, *, people: int, within: timedelta) -> tuple[Burst, ...]:
        now = self._clock.now()
        unnoted = _crowds(people, since=now - within).where(~_was_told(CROWD, since=now - BURST_AGAIN))
        async with self._database.reading() as connection:
            if not (await connection.execute(unnoted)).first():
                return ()
        async with self._unasked.promising() as promising:
            rows = (await promising.connection.execute(unnoted)).all()
            for row in rows:
                said = describe_burst(row.people, round(within.total_seconds() / 60))
                await promising.log(BURST, subject_of_case(row.id), said)
                await promising.note(CROWD, str(row.id))
        return tuple(Burst(row.id, row.people) for row in rows)

    async def overdue(self, *, before: datetime) -> tuple[int, ...]:
        async with self._database.reading() as connection:
            untold = _late(before).where(~_was_told(Alarm.OVERDUE.value))
            return tuple((await connection.execute(untold)).scalars())

    async def pressing(self, *, people: int, within: timedelta, overdue_before: datetime) -> Pressing:
        crowds = _crowds(people, since=self._clock.now() - within)
        async with self._database.reading() as connection:
            crowded = (await connection.execute(crowds)).scalars().all() if people else ()
            overdue = (await connection.execute(_late(overdue_before))).scalars().all()
        return Pressing(tuple(crowded), tuple(overdue))

    async def next_tip(self, *, after: datetime) -> datetime | None:
        oldest = select(func.min(CASES.c.opened_at)).where(IS_UNDECIDED, _IS_TIP, CASES.c.opened_at > after)
        async with self._database.reading() as connection:
            moment: datetime | None = (await connection.execute(oldest)).scalar()
            return moment

    async def last_digest(self) -> datetime | None:
        newest = select(func.max(NOTICES.c.at)).where(NOTICES.c.kind == Alarm.DIGEST.value)
        async with self._database.reading() as connection:
            moment: datetime | None = (await connection.execute(newest)).scalar()
            return moment

    async def summary(self, *, since: datetime, overdue_before: datetime) -> Summary:
        is_late = and_(_IS_TIP, CASES.c.opened_at <= overdue_before)
        open_now = select(
            func.count().label("undecided"),
            func.count().filter(is_late).label("overdue"),
            func.min(CASES.c.opened_at).label("waiting_since"),
        ).where(IS_UNDECIDED)
        uncounted = [CaseState.WITHDRAWN.value, CaseState.ASIDE.value]
        opened = CASES.c.opened_at > since, CASES.c.state.not_in(uncounted)
        is_answered = and_(CASES.c.state == CaseState.CLOSED.value, CASES.c.decided_at.is_not(None))
        answered = CASES.c.closed_at > since, is_answered
        corrected = NOTICES.c.kind == CORRECTION, NOTICES.c.at > since
        async with self._database.reading() as connection:
            found = (await connection.execute(open_now)).one()
            return Summary(
                since,
                await _count(connection, *opened),
                await _count(connection, *answered),
                await _count(connection, *corrected),
                found.undecided,
                found.overdue,
                found.waiting_since,
            )

    async def tell(
        self, alarm: Alarm, subjects: Sequence[str], places: Sequence[From], reply: Reply, *, language: str
    ) -> None:
        async with self._unasked.promising() as promising:
            for place in places:
                await promising.promise(place, reply, language=language)
            for subject in subjects:
                await promising.note(alarm.value, subject)


def _crowds(people: int, *, since: datetime) -> Select[int, int]:
    # Only those that can be one are counted.
    crowded = and_(IS_UNDECIDED, CASES.c.askers >= people, CASES.c.last_asked_at > since)
    count = func.count(ASKERS.c.person.distinct())
    return (
        select(CASES.c.id, count.label("people"))
        .join(ASKERS, ASKERS.c.case_id == CASES.c.id)
        .where(crowded, ASKERS.c.asked_at > since)
        .group_by(CASES.c.id)
        .having(count >= people)
        .order_by(CASES.c.id)
    )


def _late(before: datetime) -> Select[int]:
    return select(CASES.c.id).where(IS_UNDECIDED, _IS_TIP, CASES.c.opened_at <= before).order_by(CASES.c.id)


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).where(*which))).scalar_one()


def _was_told(kind: str, *, since: datetime | None = None) -> ColumnElement[bool]:
    told = select(NOTICES.c.kind).where(NOTICES.c.kind == kind, NOTICES.c.subject == cast(CASES.c.id, String))
    return (told if since is None else told.where(NOTICES.c.at > since)).exists()
