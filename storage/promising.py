"""Promising something to somebody that comes unasked, on one connection."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Keys
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.lifetimes import Lifetimes
from storage.outgoing import promised
from storage.people import find_person
from storage.tables import OUTBOX
from storage.traces import names_of


@dataclass(frozen=True, slots=True)
class Promising:
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
