import asyncio

from sqlalchemy import Row, Select, select

from bot.errors import Unreadable
from bot.people.address import Address
from bot.ports import Clock, Keys
from bot.speech.given import Given
from storage.database import Database
from storage.sealed import Seal
from storage.spoken import decode_given, encode_given
from storage.tables import ANSWERS
from storage.traces import trace_of_answer, trace_of_message

_BODY = "answers.body"

_FEW_FINDINGS = 5
_SMALL = 4096
"""Bytes. Larger answers take milliseconds to be read or written, during which nobody else would be served; for smaller ones a thread costs more
than it saves."""


class SqlAnswers:
    """Answers in a database, each stored once with its report."""

    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def given(self, answer: str) -> Given | None:
        return await self._find(select(ANSWERS).where(ANSWERS.c.id == trace_of_answer(answer, self._keys)))

    async def given_to(self, address: Address, handle: str) -> Given | None:
        message = trace_of_message(address, handle, self._keys)
        if not message:
            return None
        newest = ANSWERS.c.is_superseded, ANSWERS.c.given_at.desc()
        return await self._find(select(ANSWERS).where(ANSWERS.c.message == message).order_by(*newest))

    async def _find(self, statement: Select[*tuple[object, ...]]) -> Given | None:
        alive = statement.where(ANSWERS.c.expires_at > self._clock.now()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(alive)).one_or_none()
        try:
            return await open_answer(row, self._keys) if row else None
        except Unreadable:
            return None


async def close_answer(given: Given, keys: Keys) -> bytes:
    if len(given.report.findings) <= _FEW_FINDINGS:
        return _close(given, keys)
    return await asyncio.to_thread(_close, given, keys)


async def open_answer(row: Row[*tuple[object, ...]], keys: Keys) -> Given | None:
    """None for what another version of this program wrote. Raises `Unreadable`."""
    if len(row.body) <= _SMALL:
        return _open(row, keys)
    return await asyncio.to_thread(_open, row, keys)


def _close(given: Given, keys: Keys) -> bytes:
    return Seal(keys, _BODY).close(encode_given(given), of=trace_of_answer(given.id, keys))


def _open(row: Row[*tuple[object, ...]], keys: Keys) -> Given | None:
    body = Seal(keys, _BODY).open(row.body, of=row.id)
    return decode_given(body, is_superseded=row.is_superseded)
