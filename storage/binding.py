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


async def bind_keys(database: Database, keys: FileKeys, *, is_needed: bool, begins_anew: bool) -> None:
    """Notes that the database is written with these keys from now on.

    Raises `Misconfigured` where it was written with others and still holds something of theirs, unless the keys were made just now
    or `begins_anew`.
    """
    mark = keys.digest("mark of these keys")
    async with database.reading() as connection:
        found = (await connection.execute(select(KEY_MARK.c.mark))).scalar_one_or_none()
    if found == mark:
        await asyncio.to_thread(keys.note_bound)
        return
    if found is not None and is_needed and not keys.is_new and not begins_anew:
        message = (
            "These are not the keys that the database was written with. Put the right file back from your copy. Without it nothing that"
            " people sent can be read again; with --new-keys these keys are used from now on, and what waits is lost."
        )
        raise Misconfigured((Problem("storage.keys", message),))
    async with database.writing() as connection:
        await connection.execute(put(KEY_MARK, database.dialect), {"id": 1, "mark": mark})
    await asyncio.to_thread(keys.note_bound)
