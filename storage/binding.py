"""Which keys belong to a database. Keys of another one would make all that waits look lost."""

import asyncio

from sqlalchemy import literal, or_, select

from bot.errors import Misconfigured, Problem
from storage.database import Database
from storage.keys.open import FileKeys
from storage.tables import ANSWERS, ASKERS, INBOX, KEY_MARK, MEMBERS, OUTBOX, PEOPLE, SESSIONS
from storage.upsert import put

_OF_KEYS = (INBOX, OUTBOX, SESSIONS, ANSWERS, ASKERS, PEOPLE, MEMBERS)


async def needs_keys(database: Database) -> bool:
    """Whether something in it can only be read or found with its keys: blocks are found by pseudonyms. Raises `Unavailable`."""
    there = (select(literal(1)).select_from(table).exists() for table in _OF_KEYS)
    async with database.reading() as connection:
        return bool((await connection.execute(select(or_(*there)))).scalar())


async def bind_keys(
    database: Database, keys: FileKeys, *, is_needed: bool, begins_anew: bool, is_shared: bool = False
) -> None:
    """Notes that the database is written with these keys from now on.

    Raises `Misconfigured` where it was written with others and still holds something of theirs, unless the keys were made just now
    or `begins_anew`. `is_shared`: other processes write it too, and all of them need the same keys.
    """
    mark = keys.digest("mark of these keys")
    async with database.reading() as connection:
        found = (await connection.execute(select(KEY_MARK.c.mark))).scalar_one_or_none()
    if found != mark:
        await _bind(database, keys, mark, is_needed=is_needed, begins_anew=begins_anew, is_shared=is_shared)
    await asyncio.to_thread(keys.note_bound)


async def _bind(
    database: Database, keys: FileKeys, mark: str, *, is_needed: bool, begins_anew: bool, is_shared: bool
) -> None:
    async with database.writing() as connection:
        found = (await connection.execute(select(KEY_MARK.c.mark))).scalar_one_or_none()
        is_other = found is not None and found != mark and not begins_anew
        if is_other and is_shared:
            raise _wrong(
                "These are not the keys that the database was written with. Every process that shares it needs the same file: copy that of"
                " one that runs. With --new-keys these keys are used from now on, and what waits is lost."
            )
        if is_other and is_needed and not keys.is_new:
            raise _wrong(
                "These are not the keys that the database was written with. Put the right file back from your copy. Without it nothing"
                " that people sent can be read again; with --new-keys these keys are used from now on, and what waits is lost."
            )
        await connection.execute(put(KEY_MARK, database.dialect), {"id": 1, "mark": mark})


def _wrong(message: str) -> Misconfigured:
    return Misconfigured((Problem("storage.keys", message),))
