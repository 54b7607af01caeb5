"""One commit for many: whoever accepts while the disk is busy joins the next transaction instead of waiting for one of their own."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unavailable
from storage.database import Database
from storage.publishing import in_batches
from storage.tables import EVENT_NAMES, INBOX
from storage.upsert import put_if_new

Row = dict[str, str | int | bool | bytes | datetime]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row for the inbox, and the digests of all names under which the same thing may come."""

    names: tuple[str, ...]
    row: Row
    at: datetime


@dataclass(slots=True)
class _Part:
    """What one call brought, and what came of it once a transaction was made."""

    accepted: Sequence[Accepted]
    new: int | None = None
    failure: Unavailable | None = None

    @property
    def is_done(self) -> bool:
        return self.new is not None or self.failure is not None


@dataclass(slots=True)
class Accepting:
    """Each call is written whole or not at all, together with those that wait beside it."""

    database: Database
    _waiting: list[_Part] = field(default_factory=list)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def write(self, accepted: Sequence[Accepted]) -> int:
        """How many were new. Raises `Unavailable`."""
        part = _Part(accepted)
        self._waiting.append(part)
        try:
            async with self._turn:
                if not part.is_done:
                    await self._write_waiting()
        finally:
            if part in self._waiting:  # whoever was cancelled takes only their own back
                self._waiting.remove(part)
        if part.failure is not None:
            raise part.failure
        assert part.new is not None
        return part.new

    async def _write_waiting(self) -> None:
        parts = list(self._waiting)
        try:
            async with self.database.writing(is_urgent=True) as connection:
                counts = await _write(connection, parts)
        except Unavailable as failure:
            for part in parts:
                part.failure = failure
        else:
            for part, count in zip(parts, counts, strict=True):
                part.new = count
        self._waiting = [part for part in self._waiting if not part.is_done]


async def _write(connection: AsyncConnection, parts: Sequence[_Part]) -> list[int]:
    everything = [accepted for part in parts for accepted in part.accepted]
    known = await _known(connection, [name for accepted in everything for name in accepted.names])
    rows, names, counts = list[Row](), list[Row](), list[int]()
    for part in parts:
        before = len(rows)
        for accepted in part.accepted:
            if known.isdisjoint(accepted.names):
                rows.append(accepted.row)
            # Those of a repetition too: it may come a third time under the name that was new to us.
            names.extend({"name": name, "seen_at": accepted.at} for name in accepted.names)
            known.update(accepted.names)
        counts.append(len(rows) - before)
    if rows:
        await connection.execute(insert(INBOX), rows)
    if names:
        await connection.execute(put_if_new(EVENT_NAMES, connection.dialect.name), names)
    return counts


async def _known(connection: AsyncConnection, names: Sequence[str]) -> set[str]:
    found = set[str]()
    for batch in in_batches(names):
        statement = select(EVENT_NAMES.c.name).where(EVENT_NAMES.c.name.in_(batch))
        found.update((await connection.execute(statement)).scalars())
    return found
