"""What replicas keep together on a PostgreSQL server, looked at while they work and while the server comes and goes."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from benchmarks.rig.kept import Left, next_message
from benchmarks.rig.said import Said
from benchmarks.rig.shown import Content
from bot.errors import Unavailable
from bot.runtime.clock import SystemClock
from bot.speech.traffic import Outgoing
from storage.database import Database
from storage.keys.open import FileKeys, open_keys
from storage.replica_tables import HOLDS, REPLICAS
from storage.states import FAILED, PARKED, WAITING
from storage.tables import INBOX, OUTBOX
from storage.undelivered import open_row

Read = TypeVar("Read")

_AGAIN: Final = 0.2

_NOTES_ORDER: Final = (
    "CREATE TABLE taken_in (number bigserial PRIMARY KEY, name text NOT NULL)",
    """CREATE FUNCTION note_taken_in() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO taken_in (name) VALUES (NEW.name); RETURN NULL; END $$""",
    "CREATE TRIGGER note_taken_in AFTER INSERT ON event_names FOR EACH ROW EXECUTE FUNCTION note_taken_in()",
)


class SharedKept:
    """`keys_file` is that of any replica."""

    def __init__(self, engine: AsyncEngine, keys_file: Path) -> None:
        self._engine = engine
        self._database = Database(engine)
        self._keys_file = keys_file

    async def note_order(self) -> None:
        """From now on the server writes down in which order events are taken in."""
        async with self._engine.begin() as connection:
            for statement in _NOTES_ORDER:
                await connection.execute(text(statement))

    async def left(self) -> Left:
        async def count(connection: AsyncConnection) -> Left:
            asked = ((INBOX, WAITING), (INBOX, PARKED), (OUTBOX, WAITING), (OUTBOX, FAILED))
            found = [
                (
                    await connection.execute(
                        select(func.count()).select_from(table).where(table.c.state == state)
                    )
                ).scalar_one()
                for table, state in asked
            ]
            return Left(*found)

        return await self._patiently(count)

    async def order(self, said: Sequence[Said]) -> dict[str, int]:
        keys = self._keys()
        digests = {keys.digest("event", one.event): one.event for one in said}

        async def read(connection: AsyncConnection) -> dict[str, int]:
            rows = (await connection.execute(text("SELECT number, name FROM taken_in ORDER BY number"))).all()
            return {digests[row.name]: row.number for row in rows if row.name in digests}

        return await self._patiently(read)

    async def replicas(self) -> frozenset[str]:
        """Those that said that they are there, and were not found missing yet."""

        async def read(connection: AsyncConnection) -> frozenset[str]:
            return frozenset((await connection.execute(select(REPLICAS.c.id))).scalars())

        return await self._patiently(read)

    async def promised(self, *, but: Collection[str]) -> list[Content]:
        """The next message of every reply that is held by a replica other than those."""
        held = HOLDS.c.kind == "outbox", HOLDS.c.name == OUTBOX.c.lane, HOLDS.c.replica.not_in(sorted(but))
        waiting = select(OUTBOX).where(OUTBOX.c.state == WAITING, exists(select(HOLDS.c.name).where(*held)))

        async def read(connection: AsyncConnection) -> list[Content]:
            rows = (await connection.execute(waiting)).all()
            opened = [await open_row(self._database.read, row, self._keys()) for row in rows]
            found = [next_message(one) for one in opened if isinstance(one, Outgoing)]
            return [content for content in found if content is not None]

        return await self._patiently(read)

    async def _patiently(self, read: Callable[[AsyncConnection], Awaitable[Read]]) -> Read:
        while True:
            try:
                async with self._database.reading() as connection:
                    return await read(connection)
            except Unavailable:
                await asyncio.sleep(_AGAIN)

    def _keys(self) -> FileKeys:
        return open_keys(self._keys_file, SystemClock(), is_needed=True)
