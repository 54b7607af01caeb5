"""Keys for names that several processes use at once.

Each has the file with the master keys. Keys for names change by themselves, so they lie, sealed with these, in the database that the processes
share. A new one is known to all for some minutes before anybody writes under it: nobody is stored under a name by which another process would not
find them.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.ports import Clock
from storage.database import Database
from storage.keys.open import FileKeys
from storage.keys.ring import Key, KeyRing, turned
from storage.replica_tables import NAME_KEYS
from storage.sealed import Seal

KNOWN_BEFORE: Final = timedelta(minutes=10)
"""How long a new key is known before it is used. Every process looks once a minute."""


class SharedNames:
    """Keeps the keys for names in `keys` as they stand in the database. `follow` is asked at the start and every minute."""

    def __init__(self, database: Database, keys: FileKeys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._seal = Seal(keys, "name_keys.secret")

    async def follow(self) -> bool:
        """True where the keys are others now, or in another order. Raises `Unavailable`."""
        async with self._database.reading() as connection:
            found = await self._read(connection)
        if not found or self._turned(found) != tuple(key for key, _ in found):
            async with self._database.writing() as connection:
                found = await self._turn(connection)
        return await asyncio.to_thread(self._keys.take_names, _in_use(found, self._clock.now()))

    async def _turn(self, connection: AsyncConnection) -> "_Dated":
        """Puts down what is due, unless another process just did."""
        found, now = await self._read(connection), self._clock.now()
        if not found:
            # The first process brings what it had; what nothing was ever written under needs no time to be known.
            first = [(key, now) for key in self._keys.names]
            await self._write(connection, first)
            return await self._read(connection)
        due, known = self._turned(found), {key.id for key, _ in found}
        await self._write(connection, [(key, now + KNOWN_BEFORE) for key in due if key.id not in known])
        over = known - {key.id for key in due}
        await connection.execute(delete(NAME_KEYS).where(NAME_KEYS.c.id.in_(over)))
        return await self._read(connection)

    def _turned(self, found: "_Dated") -> tuple[Key, ...]:
        names = tuple(key for key, _ in found)
        return turned(KeyRing((), names), self._clock.today(), names_days=self._keys.names_days).names

    async def _read(self, connection: AsyncConnection) -> "_Dated":
        """Newest first; without those of other master keys."""
        statement = select(NAME_KEYS).order_by(NAME_KEYS.c.counts_from.desc(), NAME_KEYS.c.made_on.desc())
        rows = (await connection.execute(statement)).all()
        return [(key, row.counts_from) for row in rows if (key := self._open(row)) is not None]

    def _open(self, row: Row[*tuple[object, ...]]) -> Key | None:
        try:
            return Key(row.id, row.made_on, self._seal.open(row.secret, of=row.id))
        except Unreadable:
            return None

    async def _write(self, connection: AsyncConnection, dated: "_Dated") -> None:
        for key, counts_from in dated:
            secret = self._seal.close(key.secret, of=key.id)
            row = {"id": key.id, "made_on": key.made_on, "counts_from": counts_from, "secret": secret}
            await connection.execute(insert(NAME_KEYS).values(row))


_Dated = Sequence[tuple[Key, datetime]]


def _in_use(found: _Dated, now: datetime) -> tuple[Key, ...]:
    """Those that count, newest first; then those that do not yet."""
    return (
        *(key for key, counts_from in found if counts_from <= now),
        *(key for key, counts_from in found if counts_from > now),
    )
