"""The audit log in a database. Every entry is written in the transaction of what it tells of."""

import secrets
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.audit import FIRST, Entry, Words, first_broken, hash_words, sealed_off, subject_of_case
from bot.errors import Unreadable
from bot.people.role import Member
from bot.ports import Clock, Keys
from storage.cases import CaseRow
from storage.database import Database
from storage.postgres import lengthen_alone
from storage.sealed import Seal
from storage.spoken import decode, encode
from storage.tables import AUDIT

_STEP = 1000
"""Entries that are verified in one go."""

NOBODY = Member()
"""The program itself."""


class SqlAudit:
    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def entries(self, *, limit: int, before: int | None = None, subject: str = "") -> tuple[Entry, ...]:
        statement = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        if before is not None:
            statement = statement.where(AUDIT.c.number < before)
        if subject:
            statement = statement.where(AUDIT.c.subject == subject)
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        return tuple(_entry(row, self._keys) for row in rows)

    async def following(self, number: int, *, limit: int) -> tuple[Entry, ...]:
        after = select(AUDIT).where(AUDIT.c.number > number).order_by(AUDIT.c.number).limit(limit)
        async with self._database.reading() as connection:
            rows = (await connection.execute(after)).all()
        return tuple(_entry(row, self._keys) for row in rows)

    async def note(self, act: str, subject: str, detail: str, by: Member) -> None:
        async with self._database.writing() as connection:
            await write_entry(connection, act, subject, detail, by, keys=self._keys, now=self._clock.now())

    async def has(self, hash_: str) -> bool:
        there = select(AUDIT.c.number).where(AUDIT.c.hash == hash_)
        async with self._database.reading() as connection:
            return (await connection.execute(there)).first() is not None

    async def verify(self) -> int | None:
        return (await first_broken_line(self._database, self._keys))[0]


async def first_broken_line(database: Database, keys: Keys | None = None) -> tuple[int | None, int]:
    """The number of the first that does not fit, and how many there are up to there. Without `keys` the words of the lines are not looked at.
    Raises `Unavailable`."""
    last: Entry | None = None
    while True:
        number = last.number if last else 0
        following = select(AUDIT).where(AUDIT.c.number > number).order_by(AUDIT.c.number).limit(_STEP)
        async with database.reading() as connection:
            rows = (await connection.execute(following)).all()
        entries = [_entry(row, keys) for row in rows]
        broken = first_broken(entries, after=last)
        last = entries[-1] if entries else last
        if broken is not None or len(entries) < _STEP:
            return broken, last.number if last else 0


async def write_entry(
    connection: AsyncConnection,
    act: str,
    subject: str,
    detail: str,
    by: Member,
    *,
    keys: Keys,
    now: datetime,
) -> None:
    await lengthen_alone(connection)
    newest = select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)
    row = (await connection.execute(newest)).one_or_none()
    number, previous = (row.number + 1, row.hash) if row else (1, FIRST)
    words = Words(by.name, detail, secrets.token_hex(16))
    entry = sealed_off(Entry(number, now, by.id, act, subject, words, hash_words(words), previous))
    columns = {
        "number": number,
        "at": now,
        "by": by.id,
        "act": act,
        "subject": subject,
        "words": Seal(keys, "audit.words").close(encode(words), of=str(number)),
        "words_hash": entry.words_hash,
        "previous": previous,
        "hash": entry.hash,
    }
    await connection.execute(insert(AUDIT).values(columns))


async def history_of(connection: AsyncConnection, case: int, keys: Keys) -> Iterator[Entry]:
    """The entries of a case, oldest first."""
    of_case = AUDIT.c.subject == subject_of_case(case)
    rows = (await connection.execute(select(AUDIT).where(of_case).order_by(AUDIT.c.number))).all()
    return (_entry(row, keys) for row in rows)


async def last_entry(connection: AsyncConnection, subject: str, keys: Keys) -> Entry | None:
    newest = select(AUDIT).where(AUDIT.c.subject == subject).order_by(AUDIT.c.number.desc()).limit(1)
    row = (await connection.execute(newest)).one_or_none()
    return None if row is None else _entry(row, keys)


async def empty_words(connection: AsyncConnection, case: int) -> None:
    """What the entries of a case tell in words: the chain stays whole."""
    of_case = AUDIT.c.subject == subject_of_case(case)
    await connection.execute(update(AUDIT).where(of_case).values(words=b""))


def _entry(row: CaseRow, keys: Keys | None) -> Entry:
    return Entry(
        row.number, row.at, row.by, row.act, row.subject, _words(row, keys),
        row.words_hash, row.previous, row.hash,
    )  # fmt: skip


def _words(row: CaseRow, keys: Keys | None) -> Words | None:
    if keys is None or not row.words:
        return None
    try:
        return decode(Seal(keys, "audit.words").open(row.words, of=str(row.number)), Words)
    except Unreadable:
        return None
