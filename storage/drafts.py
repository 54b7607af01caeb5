"""Tips that were begun and not handed in: they lie sealed in the conversation and have to leave it in time, whether anybody comes back or not."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.ports import Keys
from storage.database import Database
from storage.publishing import BATCH
from storage.sessions import close_session, open_session
from storage.tables import SESSIONS


async def clear_drafts(database: Database, keys: Keys, *, now: datetime) -> int:
    """Takes those out whose time is over; how many conversations held one."""
    due = select(SESSIONS.c.lane, SESSIONS.c.body).where(SESSIONS.c.drafts_until <= now).limit(BATCH)
    total = 0
    while True:
        async with database.writing() as connection:
            rows = (await connection.execute(due)).all()
            for row in rows:
                await _clear(connection, row.lane, row.body, keys=keys, now=now)
        total += len(rows)
        if len(rows) < BATCH:
            return total


async def _clear(connection: AsyncConnection, lane: str, body: bytes, *, keys: Keys, now: datetime) -> None:
    """What cannot be read any more goes whole: it may hold one."""
    try:
        session = open_session(body, lane, keys)
    except Unreadable:
        session = None
    if session is None:
        await connection.execute(delete(SESSIONS).where(SESSIONS.c.lane == lane))
        return
    left = session.without_drafts(now)
    values = {"body": close_session(left, lane, keys), "drafts_until": left.drafts_until()}
    await connection.execute(update(SESSIONS).where(SESSIONS.c.lane == lane).values(values))
