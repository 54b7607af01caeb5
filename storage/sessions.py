from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.people.address import Address
from bot.ports import Clock, Keys
from bot.speech.heard import From
from bot.speech.session import Session
from storage.database import Database
from storage.sealed import Seal
from storage.spoken import decode, encode
from storage.tables import SESSIONS
from storage.traces import traces_of
from storage.upsert import put

_BODY = "sessions.body"

_OF_LANE = select(SESSIONS.c.body).where(
    SESSIONS.c.lane == bindparam("lane"), SESSIONS.c.expires_at > bindparam("now")
)


class SqlSessions:
    """Sessions in a database. They are written with the turn that they come from."""

    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def session(self, address: Address) -> Session | None:
        lane, now = traces_of(address, self._keys).lane, self._clock.now()
        rows = await self._database.read(_OF_LANE, {"lane": lane, "now": now})
        try:
            session = open_session(rows[0].body, lane, self._keys) if rows else None
        except Unreadable:
            return None
        return session.without_drafts(now) if session else None


def open_session(body: bytes, lane: str, keys: Keys) -> Session | None:
    """None for what another version of this program wrote. Raises `Unreadable`."""
    return decode(Seal(keys, _BODY).open(body, of=lane), Session)


def close_session(session: Session, lane: str, keys: Keys) -> bytes:
    return Seal(keys, _BODY).close(encode(session), of=lane)


async def write_session(
    connection: AsyncConnection, sender: From, session: Session, *, keys: Keys, expires_at: datetime
) -> None:
    traces = traces_of(sender.address, keys)
    row = {
        **traces.columns(),
        "person": sender.person,
        "expires_at": expires_at,
        "drafts_until": session.drafts_until(),
        "body": close_session(session, traces.lane, keys),
    }
    await connection.execute(put(SESSIONS, connection.dialect.name), row)


async def interrupt(connection: AsyncConnection, to: Collection[Address], *, keys: Keys) -> None:
    """Something goes there unasked: a plain word may be meant for that from now on. What cannot be read is left as it is."""
    lanes = {traces_of(address, keys).lane for address in to}
    found = (
        select(SESSIONS.c.lane, SESSIONS.c.body).where(SESSIONS.c.lane.in_(lanes)).order_by(SESSIONS.c.lane)
    )
    for row in (await connection.execute(found.with_for_update())).all():
        try:
            session = open_session(row.body, row.lane, keys)
        except Unreadable:
            continue
        if session is not None and session.pending is not None:
            body = close_session(session.moved_on(), row.lane, keys)
            await connection.execute(update(SESSIONS).where(SESSIONS.c.lane == row.lane).values(body=body))
