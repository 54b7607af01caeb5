"""Promising something to somebody that comes unasked, together with the note that it went."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Clock, Keys
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.audit import NOBODY, write_entry
from storage.database import Database
from storage.lifetimes import Lifetimes
from storage.notices import note_sent
from storage.outbox import SqlOutbox
from storage.outgoing import promised
from storage.people import find_person
from storage.sessions import interrupt
from storage.tables import OUTBOX
from storage.traces import names_of


@dataclass(frozen=True, slots=True)
class Promising:
    """On one connection."""

    connection: AsyncConnection
    keys: Keys
    lifetimes: Lifetimes
    now: datetime

    async def promise(self, to: From, reply: Reply, *, language: str, handle: str = "") -> None:
        """As whoever it is has chosen: in their language, without a sound where they want none."""
        person = await find_person(self.connection, names_of(to))
        columns = promised(
            to,
            reply,
            keys=self.keys,
            now=self.now,
            lifetimes=self.lifetimes,
            is_quiet=person.is_quiet,
            language=person.language or language,
            handle=handle,
        )
        await self.connection.execute(insert(OUTBOX), columns)
        await interrupt(self.connection, [to.address], keys=self.keys)

    async def log(self, act: str, subject: str, detail: str) -> None:
        """In the audit log, as done by the program."""
        await write_entry(self.connection, act, subject, detail, NOBODY, keys=self.keys, now=self.now)

    async def note(self, kind: str, subject: str) -> None:
        await note_sent(self.connection, kind, subject, self.now)


@dataclass(frozen=True, slots=True)
class Unasked:
    """What those who send something by themselves work with. `outbox` is told of what is promised."""

    database: Database
    keys: Keys
    clock: Clock
    outbox: SqlOutbox
    lifetimes: Lifetimes

    @asynccontextmanager
    async def promising(self) -> AsyncIterator[Promising]:
        """One transaction."""
        async with self.database.writing() as connection:
            yield Promising(connection, self.keys, self.lifetimes, self.clock.now())
        self.outbox.note_written()
